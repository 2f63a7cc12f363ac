"""Entry files and the amendments after them: which row of which file says what a candidate is entered for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..findings import Finding
from ..formats import Reading
from ..model import BodySeries
from . import codes

__all__ = ["LETTERS", "check_order", "rows_that_hold"]

LETTERS = ("E", "A")
"""Of the files in which a centre says who is entered: entries, and amendments."""


def _groups(readings: Iterable[Reading]) -> list[list[Reading]]:
    """The files of one centre, body and series, the oldest first; an entry file comes before amendments."""
    groups: dict[tuple[str, BodySeries], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.issue and reading.issue.letter in LETTERS:
            groups[reading.issue.centre, reading.issue.series].append(reading)
    for files in groups.values():
        files.sort(key=lambda r: ((r.issue and r.issue.sequence) or 0, r.issue and r.issue.letter != "E"))
    return list(groups.values())


def _candidates(reading: Reading) -> set[tuple[str, str]]:
    return {key for row in reading.values if (key := _candidate(row))}


def _candidate(row: Any) -> tuple[str, str] | None:
    who = getattr(row, "candidate", None)
    return (who.centre_number, who.number) if who else None


def rows_that_hold(readings: Iterable[Reading]) -> Iterator[Any]:
    """The values of all readings, without the rows that a later file of the same series replaces.

    A row of an amendment carries the complete list of a candidate's options, so nothing is added up.
    """
    given = list(readings)
    replaced: dict[int, set[tuple[str, str]]] = {}
    for files in _groups(given):
        later: set[tuple[str, str]] = set()
        for reading in reversed(files):
            replaced[id(reading)] = set(later)
            later |= _candidates(reading)
    for reading in given:
        gone = replaced.get(id(reading))
        yield from (row for row in reading.values if not gone or _candidate(row) not in gone)


def check_order(readings: Iterable[Reading]) -> Iterator[Finding]:
    """What is odd about the entry and amendment files of one series, taken together."""
    for files in _groups(readings):
        first, *later = [(reading, reading.issue) for reading in files if reading.issue]
        series = str(first[1].series)
        if first[1].letter != "E":
            yield codes.AMENDMENTS_ONLY.at(first[0].name, series=series)
        before = first
        for reading, issue in later:
            if issue.letter == "E":
                yield codes.TWO_ENTRY_FILES.at(reading.name, first=before[0].name, series=series)
            elif issue.sequence == before[1].sequence:
                yield codes.SAME_SEQUENCE.at(reading.name, first=before[0].name, series=series)
            replaced = len(_candidates(reading))
            yield codes.REPLACED.at(reading.name, count=replaced, series=series)
            before = reading, issue
