"""Entry files and the amendments after them: which row of which file says what a candidate is entered for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..findings import Finding
from ..formats import Reading
from ..model import BodySeries, Issue
from . import codes

__all__ = ["LETTERS", "check_order", "rows_that_hold"]

LETTERS = ("E", "A")
"""Of the files in which a centre says who is entered: entries, and amendments."""


def _groups(readings: Iterable[Reading]) -> list[list[tuple[int, Reading, Issue]]]:
    """The files of one centre, body and series with their places in the order of reading, the oldest first.

    An entry file comes before amendments whatever its number: what follows one is an amendment.
    """
    groups: dict[tuple[str, BodySeries], list[tuple[int, Reading, Issue]]] = defaultdict(list)
    for place, reading in enumerate(readings):
        issue = reading.issue
        if issue and issue.letter in LETTERS:
            groups[issue.centre, issue.series].append((place, reading, issue))
    for files in groups.values():
        files.sort(key=lambda file: (file[2].letter != "E", file[2].sequence or 0, file[1].name))
    return list(groups.values())


def _candidates(reading: Reading) -> set[tuple[str, str]]:
    return {key for row in reading.values if (key := _candidate(row))}


def _candidate(row: Any) -> tuple[str, str] | None:
    """Centre and number; without a number nobody can tell that it is the same candidate."""
    who = getattr(row, "candidate", None)
    return (who.centre_number, who.number) if who and who.number else None


def rows_that_hold(readings: Iterable[Reading]) -> Iterator[Any]:
    """The values of all readings, without the rows that a later file of the same series replaces.

    A row of an amendment carries the complete list of a candidate's options, so nothing is added up.
    """
    given = list(readings)
    replaced: dict[int, set[tuple[str, str]]] = {}
    for files in _groups(given):
        later: set[tuple[str, str]] = set()
        for place, reading, _ in reversed(files):
            replaced[place] = set(later)
            later |= _candidates(reading)
    for place, reading in enumerate(given):
        gone = replaced.get(place)
        yield from (row for row in reading.values if not gone or _candidate(row) not in gone)


def check_order(readings: Iterable[Reading]) -> Iterator[Finding]:
    """What is odd about the entry and amendment files of one series, taken together."""
    for files in _groups(readings):
        _, before, issue = files[0]
        series = str(issue.series)
        if issue.letter != "E":
            yield codes.AMENDMENTS_ONLY.at(before.name, series=series)
        named = _candidates(before)
        for _, reading, later in files[1:]:
            if later.letter == "E":
                yield codes.TWO_ENTRY_FILES.at(reading.name, first=before.name, series=series)
            elif later.letter == issue.letter and later.sequence == issue.sequence:
                yield codes.SAME_SEQUENCE.at(reading.name, first=before.name, series=series)
            own = _candidates(reading)
            if own & named:
                yield codes.REPLACED.at(reading.name, count=len(own & named), series=series)
            named |= own
            before, issue = reading, later
