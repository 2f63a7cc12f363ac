"""Merged cells of a sheet: which cells they cover, so that what nobody sees is not read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from .workbook_parts import Unsound

__all__ = ["Covered", "Range"]


@attrs.frozen
class Range:
    """Merged cells: rows counted from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Covered:
    """Tells what is covered, of rows that are asked for in their order.

    The cells of one row can be asked for in any order. Merged cells never overlap, so those of a row are
    found by bisection, however many there are.
    """

    def __init__(self, merged: Iterable[Range]) -> None:
        self._waiting = sorted(merged, key=lambda one: one.top, reverse=True)
        self._lefts: list[int] = []
        self._ranges: list[Range] = []

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is under the first one of merged cells.

        Raises:
            Unsound: merged cells overlap.
        """
        while self._waiting and self._waiting[-1].top <= row:
            merged = self._waiting.pop()
            if merged.bottom >= row:
                if self._at(row, merged.right, merged.left) is not None:
                    raise Unsound("merged cells of a sheet overlap")
                place = bisect_right(self._lefts, merged.left)
                self._lefts.insert(place, merged.left)
                self._ranges.insert(place, merged)
        found = self._at(row, column, column)
        return found is not None and (row, column) != (found.top, found.left)

    def _at(self, row: int, column: int, reach: int) -> Range | None:
        """The last range that begins at a column or before it and reaches another one; past ones go."""
        while place := bisect_right(self._lefts, column):
            found = self._ranges[place - 1]
            if found.bottom >= row:
                return found if found.right >= reach else None
            del self._lefts[place - 1], self._ranges[place - 1]
        return None
