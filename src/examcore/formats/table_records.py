"""The rows of tables as records: every byte kept, every row shown with what may be personal in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from .table import Table

__all__ = ["TableRecords"]


@attrs.frozen
class TableRecords:
    """The rows for `examcore read`: of a file, or of the sheets of a workbook.

    Args:
        data: the file.
        tables: those in it.
        personal: from the cells of a row, by column, to the columns that may hold personal data. A row that
            has not as many cells as there are columns is not asked about: all of it may be.
    """

    data: bytes = attrs.field(repr=False)
    tables: tuple[Table, ...]
    personal: Callable[[Mapping[str, str]], Iterable[str]] = attrs.field(repr=False)

    def to_bytes(self) -> bytes:
        """The file byte for byte."""
        return self.data

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        """Line number, sheet or None, cells by column, and the names of those that may be personal."""
        for table in self.tables:
            labels = table.labels
            # a number where a second name would hide a cell, and where the header may be a person's row
            names = [n if n not in labels[:i] else f"column {i + 1}" for i, n in enumerate(labels)]
            for row in table.all_rows:
                if len(row.cells) == len(names):
                    cells = dict(zip(names, row.cells, strict=True))
                    yield row.line, table.sheet, cells, frozenset(self.personal(cells))
                else:
                    cells = {f"column {i}": cell for i, cell in enumerate(row.cells, 1)}
                    yield row.line, table.sheet, cells, frozenset(cells)
