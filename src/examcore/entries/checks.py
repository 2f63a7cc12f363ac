"""Checks of entries that need nothing but the entries and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..checks import Check
from ..catalogue import Catalogue
from ..errors import AmbiguousOption, ExamcoreError, UnknownBody, UnknownOption, UnknownSeries
from ..findings import Finding, Severity, mask
from ..formats.cell import cell_damage
from ..ids import candidate_number, centre_number, uci, uln, upn
from ..model import Candidate, Entry, Option, OptionKey
from . import codes
from .entries import Entries

__all__ = ["CHECKS", "shown_code"]

_BODY = re.compile(r"[a-z][a-z0-9_-]{1,15}|[0-9]{1,2}|[A-Z]{2,8}")


def _place(entry: Entry) -> tuple[str, int | None]:
    return (entry.origin.file, entry.origin.line) if entry.origin else ("", None)


def _line(entry: Entry) -> int | str:
    return entry.origin.line if entry.origin else "?"


def shown_code(value: str) -> str:
    """A code as findings may show it: what is too long, or has no digit, may be a name in the wrong column.

    >>> shown_code("8300H"), shown_code("Sample")
    ('8300H', 'Xxxxxx')
    """
    return value if len(value) <= 7 and any(c in "0123456789" for c in value) else mask(value)


def _options(entries: Entries, catalogue: Catalogue) -> Iterator[Finding]:
    for entry in entries:
        found = catalogue.resolve(entry.option)
        if not isinstance(found, Option):
            yield _not_found(entry, catalogue, found)


def _not_found(entry: Entry, catalogue: Catalogue, error: ExamcoreError) -> Finding:
    ref, place = entry.option, _place(entry)
    if isinstance(error, UnknownBody):
        if "0" + ref.body in {s.jcq_id for s in catalogue.series}:
            return codes.LOST_ZERO.at(*place, field="awarding_body", value=ref.body, candidate="0" + ref.body)
        known = ", ".join(error.known) or "none"
        return codes.UNKNOWN_BODY.at(*place, field="awarding_body", value=shown_body(ref.body), known=known)
    body, known = shown_body(ref.body), ""
    if isinstance(error, UnknownSeries):
        known = ", ".join(error.known)
        return codes.UNKNOWN_SERIES.at(*place, field="series", value=shown_code(ref.series), body=body, known=known)
    params: dict[str, Any] = {"field": "option_code", "value": shown_code(ref.code), "body": body, "series": ref.series}
    if isinstance(error, AmbiguousOption):
        return codes.AMBIGUOUS_OPTION.at(*place, elsewhere=" and ".join(error.found), **params)
    if ref.code.isdigit():
        for width in range(len(ref.code) + 1, 7):
            if catalogue.find_option(ref.body, ref.series, ref.code.zfill(width)):
                return codes.LOST_ZERO.at(*place, candidate=ref.code.zfill(width), **params)
    nearest = elsewhere = others = ()  # type: tuple[str, ...]
    if isinstance(error, UnknownOption):
        nearest, elsewhere, others = error.nearest, error.elsewhere, error.others
    if elsewhere:
        return codes.WRONG_SERIES.at(*place, elsewhere=" and ".join(elsewhere), **params)
    text = f"; nearest {' or '.join(nearest)}" if nearest else ""
    text += f"; {' and '.join(others)} has it" if others else ""
    return codes.UNKNOWN_OPTION.at(*place, nearest=text, **params)


def shown_body(body: str) -> str:
    """A body's name as findings show it: AQA, or the shape of what is no name of a body."""
    return body.upper() if _BODY.fullmatch(body) else mask(body)


def _combinations(entries: Entries, catalogue: Catalogue) -> Iterator[Finding]:
    """Within one candidate: the same option twice, disallowed pairs, two certifications of one qualification."""
    held: dict[tuple[str, str], dict[OptionKey, Entry]] = {}
    for entry in entries:
        found = catalogue.resolve(entry.option)
        if not isinstance(found, Option):
            continue
        who = entry.candidate
        if not who.number:
            continue
        mine = held.setdefault((who.centre_number, who.number), {})
        candidate = str(who)
        before = mine.get(found.key)
        if before is not None:
            first: dict[str, Any] = {"first": _line(before), "candidate": candidate}
            yield codes.SAME_TWICE.at(*_place(entry), field="option_code", value=found.code, **first)
            continue
        number = found.qualification_number
        for other_entry in mine.values():
            other = catalogue.resolve(other_entry.option)
            assert isinstance(other, Option)  # noqa: S101  only options that were found are kept
            params: dict[str, Any] = {"candidate": candidate, "other": other.code, "first": _line(other_entry)}
            pair = catalogue.find_disallowed(found, other)
            if pair:
                text = f"{pair.first} with {pair.second}"
                params |= {"pair": text, "body": shown_body(found.key.body)}
                yield codes.DISALLOWED.at(*_place(entry), field="option_code", value=found.code, **params)
            elif number and number == other.qualification_number:
                yield codes.SAME_QUALIFICATION.at(
                    *_place(entry), field="option_code", value=found.code, number=number, **params
                )
        mine[found.key] = entry


def _people(entries: Entries) -> Iterator[Finding]:
    """Candidate numbers and UCIs that two people share."""
    by_number: dict[tuple[str, str, str], tuple[tuple[str, ...], Entry]] = {}
    by_uci: dict[str, tuple[tuple[str, str], Entry]] = {}
    uci_of: dict[tuple[str, str, tuple[str, ...]], tuple[str, Entry]] = {}
    for entry in _first_of_each_candidate(entries):
        who = entry.candidate
        number = (who.centre_number, who.number)
        person = (_spelling(who.surname), _spelling(who.forenames), str(who.date_of_birth or ""))
        if who.number and any(person):
            first, at = by_number.setdefault((*number, _season(entry)), (person, entry))
            if _differ(first, person):
                yield codes.NUMBER_SHARED.at(
                    *_place(entry), field="candidate_number", candidate=str(who), first=_line(at)
                )
        own = uci.compact(who.uci)
        if own:
            other, at = by_uci.setdefault(own, (number, entry))
            if other != number and _season(at) == _season(entry):
                params: dict[str, Any] = {"candidate": str(who), "other": "/".join(other), "first": _line(at)}
                yield codes.UCI_SHARED.at(*_place(entry), field="uci", **params)
            had, at = uci_of.setdefault((*number, person), (own, entry))
            if had != own:
                yield codes.TWO_UCIS.at(*_place(entry), field="uci", candidate=str(who), first=_line(at))


def _first_of_each_candidate(entries: Entries) -> Iterator[Entry]:
    seen: set[tuple[Candidate, str]] = set()
    for entry in entries:
        key = (entry.candidate, _season(entry))
        if key not in seen:
            seen.add(key)
            yield entry


def _season(entry: Entry) -> str:
    """Year and month of the series: one candidate number serves all bodies in it."""
    series = entry.option.series
    if re.fullmatch(r"[1-9A-C][0-9A-Z][0-9]{2}", series):
        return f"20{series[2:]}-{'123456789ABC'.index(series[0]) + 1:02d}"
    return series


def _spelling(name: str) -> str:
    return " ".join(name.casefold().split())


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two people differ in something that both state."""
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


_KINDS = (
    ("centre_number", "centre_number", centre_number),
    ("candidate_number", "number", candidate_number),
    ("uci", "uci", uci),
    ("upn", "upn", upn),
    ("uln", "uln", uln),
)


def _identifiers(entries: Entries) -> Iterator[Finding]:
    for entry in _first_of_each_candidate(entries):
        who = entry.candidate
        for field, attribute, kind in _KINDS:
            value = getattr(who, attribute)
            if not value or cell_damage(value):
                continue  # a damaged cell was reported when it was read
            for problem in kind.problems(value):
                yield codes.IDENTIFIER.at(
                    *_place(entry),
                    start=problem.start,
                    length=problem.length,
                    field=field,
                    value=mask(value) if kind.PERSONAL else shown_code(value),
                    severity=Severity(problem.severity),
                    candidate=str(who) if len(who.number) <= 4 else "?",
                    reason=problem.message,
                )


def _missing_ucis(entries: Entries) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in entries:
        who = entry.candidate
        if not who.uci and who.number and str(who) not in seen:
            seen.add(str(who))
            yield codes.NO_UCI.at(*_place(entry), field="uci", candidate=str(who))


_BOTH = ("entries", "catalogue")


CHECKS = (
    Check(
        id="examcore.entries.options",
        title="every option is one that the body offers in that series",
        rule="ENT-15",
        needs=_BOTH,
        run=_options,
        codes=(
            codes.UNKNOWN_BODY,
            codes.UNKNOWN_SERIES,
            codes.UNKNOWN_OPTION,
            codes.WRONG_SERIES,
            codes.AMBIGUOUS_OPTION,
            codes.LOST_ZERO,
        ),
    ),
    Check(
        id="examcore.entries.combinations",
        title="no candidate holds an option twice, a disallowed pair, or two certifications of one qualification",
        rule="V17",
        needs=_BOTH,
        run=_combinations,
        codes=(codes.SAME_TWICE, codes.DISALLOWED, codes.SAME_QUALIFICATION),
    ),
    Check(
        id="examcore.entries.people",
        title="a candidate number and a UCI belong to one person",
        rule="ENT-01",
        run=_people,
        codes=(codes.NUMBER_SHARED, codes.UCI_SHARED, codes.TWO_UCIS),
    ),
    Check(
        id="examcore.entries.identifiers",
        title="centre number, candidate number, UCI, UPN and ULN are well formed",
        rule="V18",
        run=_identifiers,
        codes=(codes.IDENTIFIER,),
    ),
    Check(
        id="examcore.entries.uci-present",
        title="every candidate has a UCI",
        rule="ENT-04",
        run=_missing_ucis,
        codes=(codes.NO_UCI,),
    ),
)

