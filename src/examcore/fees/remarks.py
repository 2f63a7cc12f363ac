"""What is to be said of the lines of a quote together: once for each option, or for each series and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ..catalogue import Catalogue
from ..findings import Finding
from ..key_dates import Deadline
from ..model import OptionKey, OptionRef
from ..money import Money
from ..prices.prices import Vat
from . import codes
from .line import QuoteLine
from .price import State
from .tier import Tier

__all__ = ["remarks"]


def remarks(lines: list[QuoteLine], catalogue: Catalogue) -> Iterator[Finding]:
    """The findings of a quote.

    Args:
        lines: all of it.
        catalogue: from which prices were taken.
    """
    yield from (_lack(group) for group in _without_price(lines))
    unreadable = sum(line.entry is None for line in lines)
    if unreadable:
        yield codes.UNREADABLE_ROWS.at(count=unreadable)
    yield from _doubts(lines, catalogue)
    yield from _about_days(lines)
    yield from _before_basedata(lines, catalogue)
    yield from _about_vat(lines)


def _without_price(lines: Iterable[QuoteLine]) -> Iterator[list[QuoteLine]]:
    groups: dict[OptionKey | OptionRef, list[QuoteLine]] = {}
    for line in lines:
        if line.entry and not isinstance(line.pricing.amount, Money):
            groups.setdefault(line.option.key if line.option else line.entry.option, []).append(line)
    yield from groups.values()


def _lack(lines: list[QuoteLine]) -> Finding:
    """What is told of entries for one option that have no price; the place is that of the first."""
    first, price = lines[0], lines[0].pricing
    place = (first.origin.file, first.origin.line) if first.origin else ("", None)
    option = f"{first.awarding_body} {first.series} {first.code}".strip()
    code = codes.NOT_PUBLISHED_FEE if price.state is State.NOT_PUBLISHED else codes.UNKNOWN_ENTRY
    return code.at(*place, option=option, count=len(lines), reason=price.because[-1].says)


def _doubts(lines: Iterable[QuoteLine], catalogue: Catalogue) -> Iterator[Finding]:
    """What speaks against the files from which prices were taken."""
    priced = {
        line.option.key.series: line.option
        for line in lines
        if line.option and isinstance(line.pricing.amount, Money)
    }
    for option in priced.values():
        yield from catalogue.find_doubtful_files(option)
    if priced:
        yield from catalogue.unread


def _about_days(lines: Iterable[QuoteLine]) -> Iterator[Finding]:
    """What is to be said of tiers and late fees, once for each series, day and reason."""
    groups: dict[tuple[str, Tier, date | None, str, bool], list[QuoteLine]] = {}
    for line in lines:
        if isinstance(line.pricing.amount, Money):
            why = line.late.because[-1].says if line.open and line.late.because else ""
            key = (_series(line), line.tier, line.received_on, why, line.late.assumed)
            groups.setdefault(key, []).append(line)
    expected: dict[tuple[str, Deadline], None] = {}
    for (series, tier, on, why, assumed), group in groups.items():
        count = len(group)
        if tier is Tier.NOT_ASSESSED:
            yield codes.TIER_NOT_ASSESSED.at(series=series, reason=why, count=count)
        elif tier is Tier.LATE_OR_VERY_LATE:
            yield codes.LATE_OR_VERY_LATE.at(series=series, on=on, reason=why, count=count)
        elif group[0].open:
            yield codes.LATE_FEE_UNKNOWN.at(series=series, on=on, tier=tier, reason=why, count=count)
        elif tier is not Tier.ON_TIME:
            amount = Money.total(fee for line in group if isinstance(fee := line.surcharge, Money))
            yield codes.LATE.at(series=series, on=on, tier=tier, amount=amount, count=count)
        if assumed:
            said = group[0].late.because[-1].says
            yield codes.ASSUMED.at(series=series, reason=said, count=count)
        days = (
            day for late in {id(line.late): line.late for line in group}.values() for day in late.deadlines
        )
        expected.update(dict.fromkeys((series, day) for day in days if day.expected))
    for series, day in expected:
        yield codes.DAY_EXPECTED.at(series=series, event=day.event, day=day.day, evidence=day.evidence)


def _series(line: QuoteLine) -> str:
    return f"{line.awarding_body} {line.series}".strip()


def _before_basedata(lines: Iterable[QuoteLine], catalogue: Catalogue) -> Iterator[Finding]:
    first: dict[object, date] = {}
    for issue in (*catalogue.issues, *catalogue.superseded):
        if issue.produced:
            first[issue.series] = min(issue.produced, first.get(issue.series, issue.produced))
    told: set[tuple[str, date]] = set()
    for line in lines:
        made = first.get(line.option.key.series) if line.option else None
        day = line.received_on
        if made and day and day < made and line.tier is not Tier.NOT_ASSESSED:
            key = (_series(line), day)
            if key not in told:
                told.add(key)
                yield codes.BEFORE_BASEDATA.at(series=key[0], on=day, produced=made)


def _about_vat(lines: Iterable[QuoteLine]) -> Iterator[Finding]:
    without_rate = Counter(
        _series(line) for line in lines if line.whole.vat is Vat.EXCLUDED and line.whole.vat_rate is None
    )
    for series, count in without_rate.items():
        yield codes.VAT_UNKNOWN.at(series=series, count=count)
