"""From the values of files to what a body offers in a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..evidence import Missing
from ..findings import Finding, Severity
from ..formats import Readings
from ..model import BodySeries, Component, DisallowedPair, Issue, Link, Option, OptionKey, Syllabus, UnitLink
from . import codes
from .offer import Offer

__all__ = ["fill", "is_older", "join_units", "unread_files"]


def fill(
    offer: Offer,
    values: Iterable[Any],
    issue: Issue,
    titles: dict[tuple[OptionKey, str], str],
    newer: Issue | None,
) -> Iterator[Finding]:
    """Add the values of one file; what is there stays, so the language that came first gives the titles.

    What a newer file of that language lacks was perhaps withdrawn, and is left out.
    """
    language = issue.series.language
    for value in values:
        kind = type(value)
        if kind is Option:
            if newer is not None and value.code not in offer.options:
                line = value.origin.line if value.origin else None
                params = {"option": value.code, "newer": newer.sequence, "other": newer.file}
                yield codes.OLDER_LANGUAGE.at(issue.file, line, **params)
                continue
            if value.doubt:
                offer.doubt(value.code, value.doubt)
            first = offer.options.setdefault(value.key.code, value)
            titles.setdefault((value.key, language), value.title)
            if first is value:
                continue
            offer.compare_fee(value)
            if first.price != value.price and first.key.series and first.key.series.language != language:
                place = (value.origin.file, value.origin.line) if value.origin else ("", None)
                yield codes.LANGUAGE_FEE.at(*place, option=value.code, fee=_fee(value), other=_fee(first))
        elif kind is Component:
            offer.components.setdefault(value.code, value)
        elif kind is Link:
            links = offer.links.setdefault(value.option, [])
            if value not in links:
                links.append(value)
        elif kind is Syllabus:
            offer.syllabuses.setdefault(value.code, value)
        elif kind is DisallowedPair:
            offer.disallowed.append(value)


def is_older(issue: Issue, other: Issue | None) -> bool:
    """Whether a file may be older than that of the language that came first."""
    if other is None:
        return False
    return issue.sequence is None or other.sequence is None or issue.sequence < other.sequence


def unread_files(readings: Readings) -> Iterator[Finding]:
    """About files and archives of which nothing is known."""
    lost = [f.file for f in readings.findings if f.severity is Severity.ERROR]
    lost.extend(r.name for r in readings if r.issue is None and not r.values and not r.report.ok)
    for file in dict.fromkeys(lost):
        yield codes.FILE_NOT_READ.at(file)


def _fee(option: Option) -> str:
    return option.price.value if isinstance(option.price, Missing) else str(option.price)


def join_units(
    offers: dict[BodySeries, Offer], links: Iterable[UnitLink]
) -> tuple[dict[OptionKey, tuple[OptionKey, ...]], list[Finding]]:
    """A unit-link file names no series: a link counts where exactly one series has both codes."""
    units: dict[OptionKey, list[OptionKey]] = {}
    findings = []
    for link in links:
        hits = [o for o in offers.values() if link.award in o.options and link.unit in o.options]
        if len(hits) == 1:
            units.setdefault(hits[0].options[link.award].key, []).append(hits[0].options[link.unit].key)
        else:
            place = (link.origin.file, link.origin.line) if link.origin else ("", None)
            findings.append(
                codes.UNIT_LINK_OPEN.at(*place, award=link.award, unit=link.unit, count=len(hits))
            )
    return {award: tuple(dict.fromkeys(keys)) for award, keys in units.items()}, findings
