"""Checks of entries that need nothing but the entries and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import AmbiguousOption, ExamcoreError, UnknownBody, UnknownOption, UnknownSeries
from ..findings import Finding, Severity, shape, shown_body, shown_code
from ..ids import candidate_number, centre_number, uci, uln, upn
from ..model import BodySeries, Candidate, Entry, Option, OptionKey, civil_series
from . import codes
from .entries import Entries

if TYPE_CHECKING:
    from ..catalogue import Catalogue

__all__ = ["births", "combinations", "identifiers", "missing_ucis", "options", "people"]


def _place(entry: Entry) -> tuple[str, int | None]:
    return (entry.origin.file, entry.origin.line) if entry.origin else ("", None)


def _line(entry: Entry) -> int | str:
    return entry.origin.line if entry.origin else "?"


def options(entries: Entries, catalogue: Catalogue) -> Iterator[Finding]:
    """Options that are not to be found."""
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
    # the body is known, so it is no person's name; an entry file names it by its identifier
    body = next((s.body for s in catalogue.series if s.jcq_id == ref.body), ref.body).upper()
    series = shown_code(ref.series)
    if isinstance(error, UnknownSeries):
        known = ", ".join(error.known)
        return codes.UNKNOWN_SERIES.at(*place, field="series", value=series, body=body, known=known)
    params: dict[str, Any] = {
        "field": "option_code",
        "value": shown_code(ref.code),
        "body": body,
        "series": series,
    }
    if isinstance(error, AmbiguousOption):
        return codes.AMBIGUOUS_OPTION.at(*place, elsewhere=" and ".join(error.found), **params)
    if ref.code.isascii() and ref.code.isdigit():
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


_MOST_COMPARED = 60
"""Entries of one candidate in one season that are compared with each other. Nobody has so many; a column
that was filled down makes one candidate of everybody, and comparing them all would take for ever."""
_YOUNGEST, _OLDEST = 3, 110
"""Ages at the series outside which a date of birth is worth a look."""


@attrs.define
class _Held:
    """What one candidate is entered for in one season, by what two entries may have in common."""

    options: dict[OptionKey, Entry] = attrs.field(factory=dict)
    by_series: dict[BodySeries, list[tuple[Option, Entry]]] = attrs.field(factory=dict)
    by_number: dict[str, list[tuple[Option, Entry]]] = attrs.field(factory=dict)


def combinations(entries: Entries, catalogue: Catalogue) -> Iterator[Finding]:
    """Of one candidate: an option twice, disallowed pairs, two certifications of one qualification."""
    restricted = {pair.series for pair in catalogue.disallowed}
    held: dict[tuple[str, str, object], _Held] = {}
    for entry in entries:
        who, found = entry.candidate, catalogue.resolve(entry.option)
        if not isinstance(found, Option) or not who.number:
            continue
        series = found.key.series
        key = (who.centre_number, who.number, series and series.series)
        mine = held.get(key)
        if mine is None:
            mine = held[key] = _Held()
        first = mine.options.setdefault(found.key, entry)
        if first is not entry:
            yield codes.SAME_TWICE.at(*_place(entry), **_second(entry, found, first))
            continue
        if len(mine.options) > _MOST_COMPARED:
            if len(mine.options) == _MOST_COMPARED + 1:
                place: dict[str, Any] = {
                    "field": "candidate_number",
                    "candidate": str(who),
                    "most": _MOST_COMPARED,
                }
                yield codes.TOO_MANY.at(*_place(entry), **place)
            continue
        refused = set()
        if series in restricted:
            same_series = mine.by_series.setdefault(series, [])
            for other, at in same_series:
                pair = catalogue.find_disallowed(found, other)
                if pair:
                    refused.add(other.key)
                    params: dict[str, Any] = {"other": other.code, "pair": f"{pair.first} with {pair.second}"}
                    params |= _second(entry, found, at) | {"body": found.key.body.upper()}
                    yield codes.DISALLOWED.at(*_place(entry), **params)
            same_series.append((found, entry))
        number = found.qualification_number
        if number:
            same_number = mine.by_number.setdefault(number, [])
            for other, at in same_number:
                if other.key not in refused:
                    params = {"other": other.code, "number": number} | _second(entry, found, at)
                    yield codes.SAME_QUALIFICATION.at(*_place(entry), **params)
            same_number.append((found, entry))


def _second(entry: Entry, option: Option, first: Entry) -> dict[str, Any]:
    """What a finding says of the second of two entries that do not go together."""
    candidate = str(entry.candidate)
    return {"field": "option_code", "value": option.code, "candidate": candidate, "first": _line(first)}


# who it is about and which fact: its value, and who said so first
_Stated = dict[tuple[str, ...], tuple[str, Entry]]


def people(entries: Entries) -> Iterator[Finding]:
    """Candidate numbers and UCIs that two people share; every fact is compared with the first one stated."""
    firsts = [(entry, _sound_uci(entry.candidate)) for entry in _first_of_each_candidate(entries)]
    numbers: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for entry, own in firsts:
        who = entry.candidate
        if own and who.number:
            key = (own, _season(entry.option.series))
            numbers.setdefault(key, set()).add((who.centre_number, who.number))
    of_number: _Stated = {}
    of_uci: _Stated = {}
    number_of: _Stated = {}
    uci_of: _Stated = {}
    for entry, own in firsts:
        who, season = entry.candidate, _season(entry.option.series)
        number = (who.centre_number, who.number)
        surname, forenames = _spelling(who.surname), _spelling(who.forenames)
        facts = {"surname": surname, "forenames": forenames, "born": str(who.date_of_birth or "")}
        params: dict[str, Any] = {"candidate": str(who)}
        at = _first_to_differ(of_number, (*number, season), facts, entry) if who.number else None
        if at:
            yield codes.NUMBER_SHARED.at(*_place(entry), field="candidate_number", first=_line(at), **params)
        if not own:
            continue
        if len(numbers.get((own, season), ())) > 1:  # else it is the number that is shared
            # in one centre a second number is enough; at another the same person may sit, as a guest
            at = _first_to_differ(number_of, (own, season, number[0]), {"number": number[1]}, entry)
            at = _first_to_differ(of_uci, (own, season), facts, entry) or at
            if at:
                other = str(at.candidate)
                yield codes.UCI_SHARED.at(*_place(entry), field="uci", other=other, first=_line(at), **params)
        # of two people under one number nobody should be asked to merge the UCIs, so the name counts
        person = (surname, forenames) if surname else (season,)
        at = _first_to_differ(uci_of, (*number, *person), {"uci": own}, entry) if who.number else None
        if at:
            yield codes.TWO_UCIS.at(*_place(entry), field="uci", first=_line(at), **params)


def _sound_uci(who: Candidate) -> str:
    """The UCI; empty where it is none, such as ``n/a``, which nobody shares and which is told elsewhere."""
    own = uci.compact(who.uci)
    return "" if any(problem.severity == "error" for problem in uci.problems(own)) else own


def _first_to_differ(
    known: _Stated, key: tuple[str, ...], facts: dict[str, str], entry: Entry
) -> Entry | None:
    """The entry that was the first to state another value for one of the facts of that key, or None."""
    differing = None
    for fact, value in facts.items():
        if value:
            before, at = known.setdefault((*key, fact), (value, entry))
            differing = at if before != value and differing is None else differing
    return differing


def _first_of_each_candidate(entries: Entries) -> Iterator[Entry]:
    same: set[tuple[int, str]] = set()  # the reader gives equal candidates as one object: quick to tell
    seen: set[tuple[Candidate, str]] = set()
    for entry in entries:
        quick = (id(entry.candidate), entry.option.series)
        if quick in same:
            continue
        same.add(quick)
        key = (entry.candidate, _season(entry.option.series))
        if key not in seen:
            seen.add(key)
            yield entry


def _season(series: str) -> str:
    """Year and month of the series: one candidate number serves all bodies in it."""
    return str(civil_series(series) or series)


def _spelling(name: str) -> str:
    return " ".join(name.casefold().split())


_KINDS = (
    ("centre_number", centre_number),
    ("number", candidate_number),
    ("uci", uci),
    ("upn", upn),
    ("uln", uln),
)
_OTHER_KINDS = (("other_centre_number", centre_number), ("other_candidate_number", candidate_number))


def identifiers(entries: Entries) -> Iterator[Finding]:
    """Identifiers that are not well formed."""
    # a damaged cell was reported when it was read
    damaged = {(f.file, f.line, f.field) for f in entries.findings if f.kind is codes.DAMAGED_CELL}
    first = {id(entry) for entry in _first_of_each_candidate(entries)}
    for entry in entries:
        values: list[tuple[str, str, Any]] = [(n, getattr(entry, n), kind) for n, kind in _OTHER_KINDS]
        if id(entry) in first:
            values += [(n, getattr(entry.candidate, n), kind) for n, kind in _KINDS]
        for name, value, kind in values:
            field = "candidate_number" if name == "number" else name
            if not value or (damaged and (*_place(entry), field) in damaged):
                continue
            for problem in kind.problems(value):
                yield codes.IDENTIFIER.at(
                    *_place(entry),
                    field=field,
                    value=shape(value) if kind.PERSONAL else shown_code(value),
                    severity=Severity(problem.severity),
                    candidate=str(entry.candidate),
                    reason=problem.message,
                )


def births(entries: Entries) -> Iterator[Finding]:
    """Birth dates that nobody has who sits an examination; the day itself is not shown."""
    for entry in _first_of_each_candidate(entries):
        born, series = entry.candidate.date_of_birth, civil_series(entry.option.series)
        if not (born and series):
            continue
        age = series.year - born.year - (born.month > series.month)
        if (born.year, born.month) > (series.year, series.month):
            text = "not yet born"
        elif age < _YOUNGEST:
            text = f"younger than {_YOUNGEST}"
        elif age > _OLDEST:
            text = f"older than {_OLDEST}"
        else:
            continue
        yield codes.UNLIKELY_BIRTH.at(
            *_place(entry), field="date_of_birth", candidate=str(entry.candidate), age=text
        )


def missing_ucis(entries: Entries) -> Iterator[Finding]:
    """Candidates none of whose entries has a UCI."""
    firsts = list(_first_of_each_candidate(entries))
    seen = {_one(entry.candidate) for entry in firsts if entry.candidate.uci}
    for entry in firsts:
        one = _one(entry.candidate)
        if one not in seen and (entry.candidate.number or entry.candidate.surname):
            seen.add(one)
            yield codes.NO_UCI.at(*_place(entry), field="uci", candidate=str(entry.candidate))


def _one(who: Candidate) -> Candidate | tuple[str, str]:
    """What tells one candidate from others: the number, or all there is."""
    return (who.centre_number, who.number) if who.number else who
