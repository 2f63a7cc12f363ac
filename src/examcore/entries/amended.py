"""Entry files and the amendments after them: which row of which file says what a candidate is entered for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ..findings import Finding
from ..formats import Reading
from ..model import BodySeries, Issue
from . import codes

__all__ = ["LETTERS", "check_order", "rows_that_hold"]

LETTERS = ("E", "A")
"""Of the files in which a centre says who is entered: entries, and amendments."""


_Key = tuple[str, str]
"""Centre and candidate number."""


class _Sent(NamedTuple):
    """A file, as far as one centre's candidates go: its place in the order of reading, and who is named."""

    place: int
    reading: Reading
    issue: Issue
    named: set[_Key]


def _groups(readings: Iterable[Reading]) -> dict[tuple[str, BodySeries], list[_Sent]]:
    """The files of one centre, body and series, the oldest first.

    The centre is what the rows say: a header with zeros, or with another centre, must not make an amendment
    something that is added up. An entry file comes before amendments whatever its number: what follows one
    is an amendment.
    """
    groups: dict[tuple[str, BodySeries], list[_Sent]] = defaultdict(list)
    for place, reading in enumerate(readings):
        issue = reading.issue
        if issue and issue.letter in LETTERS:
            of_centre: dict[str, set[_Key]] = defaultdict(set)
            for row in reading.values:
                key = _candidate(row)
                if key:
                    of_centre[key[0]].add(key)
            for centre, named in (of_centre or {issue.centre: set()}).items():
                groups[centre, issue.series].append(_Sent(place, reading, issue, named))
    for files in groups.values():
        files.sort(key=lambda f: (f.issue.letter != "E", f.issue.sequence or 0, f.reading.name))
    return groups


def _candidate(row: Any) -> _Key | None:
    """Centre and number; without a number nobody can tell that it is the same candidate."""
    who = getattr(row, "candidate", None)
    return (who.centre_number, who.number) if who and who.number else None


def rows_that_hold(readings: Iterable[Reading]) -> Iterator[Any]:
    """The values of all readings, without the rows that a later file of the same series replaces.

    A row of an amendment carries the complete list of a candidate's options, so nothing is added up.
    """
    given = list(readings)
    replaced: dict[int, set[_Key]] = defaultdict(set)
    for files in _groups(given).values():
        later: set[_Key] = set()
        for sent in reversed(files):
            replaced[sent.place] |= later
            later |= sent.named
    for place, reading in enumerate(given):
        gone = replaced.get(place)
        yield from (row for row in reading.values if not gone or _candidate(row) not in gone)


def check_order(readings: Iterable[Reading]) -> Iterator[Finding]:
    """What is odd about the entry and amendment files of one series, taken together."""
    told: set[tuple[str, str, str]] = set()
    for files in _groups(readings).values():
        for finding in _order_of(files):
            key = finding.code, finding.file, finding.message
            if key not in told:  # a file of two centres is in two groups
                told.add(key)
                yield finding


def _order_of(files: list[_Sent]) -> Iterator[Finding]:
    _, before, issue, _ = files[0]
    series = str(issue.series)
    if issue.letter != "E":
        yield codes.AMENDMENTS_ONLY.at(before.name, series=series)
    named: dict[_Key, tuple[date, str]] = {}  # with the latest day on which a file named them
    for nth, (_, reading, later, own) in enumerate(files):
        if nth and later.letter == "E":
            yield codes.TWO_ENTRY_FILES.at(reading.name, first=before.name, series=series)
        elif nth and later.letter == issue.letter and later.sequence == issue.sequence:
            yield codes.SAME_SEQUENCE.at(reading.name, first=before.name, series=series)
        again = own & named.keys()
        if again:
            yield codes.REPLACED.at(reading.name, count=len(again), series=series)
        day = later.produced or date.min
        newer = Counter(named[key][1] for key in again if named[key][0] > day > date.min)
        for other, count in newer.items():
            yield codes.ORDER_CONTRADICTS.at(reading.name, count=count, other=other, series=series)
        for key in own:
            if key not in named or named[key][0] < day:
                named[key] = day, reading.name
        before, issue = reading, later
