"""Rows of prices that contradict each other: none of them is used, and nobody guesses which is right."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode
from ..formats.table_codes import NOT_LISTED
from . import codes
from .row import PriceRow, Vat
from .table import TIERS

__all__ = ["compare"]

_MOST_FINDINGS: Final = 1_000  # of one code in one file


@attrs.frozen
class _Numbered:
    """A row and its place among all of them: rows may be equal."""

    number: int
    row: PriceRow

    @property
    def first(self) -> date:
        return self.row.valid_from or date.min

    @property
    def last(self) -> date:
        return self.row.valid_until or date.max

    @property
    def terms(self) -> tuple[object, ...]:
        return self.row.amount, self.row.vat, self.row.vat_rate

    def is_below(self, other: _Numbered) -> bool:
        """Less is paid; with and without VAT do not compare."""
        same = (self.row.vat, self.row.vat_rate) == (other.row.vat, other.row.vat_rate)
        return same and self.row.amount < other.row.amount

    def says(self) -> str:
        if self.row.vat is Vat.UNKNOWN:
            return str(self.row.amount)
        rate = "" if self.row.vat_rate is None else f" {self.row.vat_rate}%"
        return f"{self.row.amount} (VAT{rate} {self.row.vat})"

    def told(self, code: FindingCode, other: _Numbered, **params: Any) -> Finding:
        """A finding at this row that names the other one."""
        here, there = self.row.origin, other.row.origin
        where = ""
        if there:
            where = f"line {there.line}" if here and here.file == there.file else str(there)
        file, line = (here.file, here.line) if here else ("", None)
        return code.at(
            file, line, field="price", value=self.says(), other=other.says(), where=where, **params
        )


def compare(
    rows: Iterable[PriceRow], *, between_files: bool = False
) -> tuple[tuple[PriceRow, ...], tuple[Finding, ...]]:
    """The rows that no other one contradicts, in their order, and what is wrong with the others.

    Args:
        rows: of one file or of several.
        between_files: the rows of each file were compared before; do not tell again that its prices fall.

    >>> from examcore.money import Money
    >>> one = PriceRow(awarding_body="aqa", code="X100", amount=Money(4150))
    >>> other = PriceRow(awarding_body="aqa", code="X100", amount=Money(4200))
    >>> rows, findings = compare([one, other])
    >>> rows, [finding.code for finding in findings]
    ((), ['prices.two-prices'])
    """
    groups: dict[tuple[str, ...], list[_Numbered]] = {}
    numbered = [_Numbered(number, row) for number, row in enumerate(rows)]
    for one in numbered:
        key = one.row.body, one.row.series, one.row.code.upper(), one.row.kind
        groups.setdefault(key, []).append(one)
    unused: set[int] = set()
    found: list[tuple[int, Finding]] = []
    for group in groups.values():
        if len(group) > 1:
            for one, finding, left_out in _of_one_thing(group, between_files=between_files):
                found.append((one.number, finding))
                unused.update(other.number for other in left_out)
    found.sort(key=lambda pair: pair[0])
    return tuple(one.row for one in numbered if one.number not in unused), tuple(
        _bounded(finding for _, finding in found)
    )


def _bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """So many of each code, as of a table; the others are counted."""
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        counts[finding.file, finding.code] += 1
        if counts[finding.file, finding.code] <= _MOST_FINDINGS:
            yield finding
    for (file, code), count in counts.items():
        if count > _MOST_FINDINGS:
            yield NOT_LISTED.at(file, count=count - _MOST_FINDINGS, what=code)


_Told = tuple[_Numbered, Finding, Sequence[_Numbered]]  # where, what, and which rows are left out


def _of_one_thing(group: list[_Numbered], *, between_files: bool) -> Iterator[_Told]:
    sound: dict[str, list[_Numbered]] = {}
    for tier in TIERS:
        rows = [one for one in group if one.row.tier == tier]
        unused: set[int] = set()
        for step in (_same_days, _overlaps):
            for told in step([one for one in rows if one.number not in unused]):
                unused.update(one.number for one in told[2])
                yield told
        sound[tier] = sorted((one for one in rows if one.number not in unused), key=lambda one: one.first)
        for before, after in pairwise(sound[tier]):
            file, earlier = after.row.origin, before.row.origin
            if between_files and file and earlier and file.file == earlier.file:
                continue
            if after.is_below(before):
                yield after, after.told(codes.FALLS, before), ()
    yield from _late_below(sound)


def _same_days(rows: list[_Numbered]) -> Iterator[_Told]:
    """Rows that hold on the very same days."""
    spans: dict[tuple[date, date], list[_Numbered]] = {}
    for one in rows:
        spans.setdefault((one.first, one.last), []).append(one)
    for same in spans.values():
        first, *others = same
        differing = [one for one in others if one.terms != first.terms]
        for number, one in enumerate(differing):  # all are left out, and it is enough to say so once
            yield one, one.told(codes.TWO_PRICES, first), () if number else same
        for one in others if not differing else ():
            yield one, one.told(codes.SAME_TWICE, first), (one,)


def _overlaps(rows: list[_Numbered]) -> Iterator[_Told]:
    """Rows that share some of their days; of several the one that holds longest is named."""
    longest: _Numbered | None = None
    for one in sorted(rows, key=lambda one: (one.first, one.number)):
        if longest and one.first <= longest.last:
            yield one, one.told(codes.OVERLAP, longest), (one, longest)
        if longest is None or one.last > longest.last:
            longest = one


def _late_below(sound: dict[str, list[_Numbered]]) -> Iterator[_Told]:
    """Somebody may have written what is added for being late, so none of the late prices is used."""
    tiers = list(TIERS)
    late = [one for tier in tiers[1:] for one in sound[tier]]
    left_out: Sequence[_Numbered] = late
    ends = {tier: [one.last for one in rows] for tier, rows in sound.items()}
    for one in late:
        for tier in tiers[: tiers.index(one.row.tier)]:
            for earlier in _beside(one, sound[tier], ends[tier]):
                if one.is_below(earlier):
                    told = one.told(codes.LATE_BELOW, earlier, tier=one.row.tier, earlier=tier)
                    yield one, told, left_out
                    left_out = ()  # it is enough to say so once


def _beside(one: _Numbered, rows: list[_Numbered], ends: list[date]) -> Iterator[_Numbered]:
    """Those that hold on days on which it holds, too; else the one before.

    The rows are in order and share no day, so it need not look at all of them.
    """
    start = place = bisect_left(ends, one.first)
    while place < len(rows) and rows[place].first <= one.last:
        yield rows[place]
        place += 1
    if place == start and start:
        yield rows[start - 1]
