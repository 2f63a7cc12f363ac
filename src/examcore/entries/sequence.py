"""Sequence numbers of the files of a centre: one row of them for each JCQ identifier."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from ..findings import Finding
from ..model import BodySeries
from . import sending_codes as codes
from .receipt import Receipt, SentFile

__all__ = ["LAST", "Sequence"]

LAST: Final = 999
"""The highest number: a file has three digits for it."""


class Sequence:
    """Gives each file its number; one that is refused uses none.

    Numbers rise for each identifier, whatever the series, and those that end in 00 are left out.

    Args:
        previous: the receipt of what was sent before.
        wished: the first number to use, by identifier.
    """

    def __init__(self, previous: Receipt | None, wished: Mapping[str, int]) -> None:
        self.previous = previous
        self._wished = dict(wished)
        self._used: dict[str, int] = {}

    def next(self, series: BodySeries) -> tuple[int, tuple[Finding, ...]]:
        """The number that a file of the series would have, and what speaks against making it."""
        jcq_id = series.jcq_id or ""
        found: list[Finding] = []
        before = 0
        if self.previous:
            before = self.previous.last_sequence(jcq_id)
            sent = self.find_sent(series)
            if sent:
                found.append(codes.ALREADY_SENT.at(series=str(series), name=sent[0].name))
        number = self._used.get(jcq_id, before) + 1
        if jcq_id in self._wished and jcq_id not in self._used:
            number = self._wished[jcq_id]
            if number <= before:
                found.append(codes.SEQUENCE_USED.at(sequence=number, jcq_id=jcq_id, last=before))
        if number % 100 == 0:
            number += 1
        if number > LAST:
            found.append(codes.SEQUENCE_SPENT.at(jcq_id=jcq_id, last=LAST))
        return number, tuple(found)

    def find_sent(self, series: BodySeries) -> tuple[SentFile, ...]:
        """The files that were made for the series before."""
        return self.previous.find_sent(series.jcq_id or "", series.code) if self.previous else ()

    def begins_anew(self, jcq_ids: Iterable[str]) -> bool:
        """Whether there is neither a receipt nor a wish for one of the identifiers."""
        return self.previous is None and not set(jcq_ids) <= self._wished.keys()

    def use(self, series: BodySeries, number: int) -> None:
        """A file was made with the number."""
        self._used[series.jcq_id or ""] = number

    def unused(self, jcq_ids: Collection[str | None]) -> Iterator[Finding]:
        """Numbers that were asked for, of identifiers to which no entry goes."""
        for jcq_id, number in self._wished.items():
            if jcq_id not in jcq_ids:
                yield codes.SEQUENCE_UNUSED.at(jcq_id=jcq_id, sequence=number)
