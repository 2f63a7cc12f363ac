"""Reading a table whose columns are declared: what is wrong is told, and the rest comes as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from ..findings import Finding, FindingCode, Severity, shape
from ..money import Money
from . import column_codes as codes
from .amount import has_one_decimal, read_amount, shown_amount
from .closed_list import closed_list, nearest
from .table import DateProblem, Row, Table, TableLog, cell_damage, parse_date

__all__ = ["TableCells"]

_REASONS: Final = {
    DateProblem.MONTH_FIRST: "has the month first",
    DateProblem.TWO_DIGIT_YEAR: "has a year of two digits",
    DateProblem.SERIAL_NUMBER: "is a number, perhaps a day that lost its format",
    DateProblem.NOT_A_DATE: "is no day",
}
_FREE: Final = frozenset({"note", "description"})  # a slip of their names costs nothing


class TableCells:
    """The cells of one table, row after row; the row that was begun last is the one that is spoken of.

    Args:
        table: as it was read.
        columns: the declared ones.
        what: such a table is called in messages, ``an invoice``.
    """

    def __init__(self, table: Table, columns: Collection[str], *, what: str) -> None:
        self.table = table
        self.columns = columns
        self.what = what
        self.places = {name: i for i, name in enumerate(table.columns) if name in columns}
        self.line = 0
        self.sound = True
        """Whether nothing that is wrong with the row was told."""
        self._log = TableLog(table.name)
        self._ambiguous: Counter[str] = Counter()
        self._month_first: set[str] = set()
        self._one_decimal: list[tuple[int, str, str, Money]] = []

    def columns_fit(self, needed: Collection[str], *, unknown: Severity = Severity.WARNING) -> bool:
        """Tell what is wrong with the columns; rows of which one may mean something else are not used.

        Args:
            needed: columns without which no row can be used.
            unknown: how bad a column is that is not declared.
        """
        names = self.table.columns
        lacking = [name for name in self.columns if name not in names]
        slips: set[str] = set()
        for name, label in zip(names, self.table.labels, strict=True):
            if name in self.columns or not name:
                continue
            near = nearest(name, lacking)
            if near is None or near in _FREE:
                self._log.add(codes.UNKNOWN_COLUMN, 1, label, severity=unknown)
            else:
                self._log.add(codes.MISSPELT_COLUMN, 1, label, nearest=near, table=self.what)
                slips.add(near)
        missing = [name for name in needed if name in lacking and name not in slips]
        for name in missing if names else ():
            least = ", ".join(needed)
            self._log.add(codes.MISSING_COLUMN, 1, name, table=self.what, needed=least)
        twice = len(self.places) < sum(name in self.columns for name in names)  # told by the table
        return not (slips or missing or twice)

    def begin(self, row: Row) -> dict[str, str]:
        """The cells of a row by declared column; empty where the table lacks it."""
        self.line, self.sound = row.line, True
        return {n: row.cells[self.places[n]].strip() if n in self.places else "" for n in self.columns}

    def tell(self, code: FindingCode, column: str, value: str | None = None, **params: Any) -> None:
        """Say why the row is not used.

        Args:
            code: what is wrong.
            column: where.
            value: what stands there, masked where it may be personal.
            **params: of the code.
        """
        self.sound = False
        self._log.add(code, self.line, column, value=value, **params)

    def word(
        self, column: str, text: str, known: Collection[str], code: FindingCode = codes.UNKNOWN_KIND
    ) -> str:
        """The word of a closed list; empty, and told, where there is none."""
        word = closed_list(text)
        if word in known:
            return word
        near = nearest(word, known)
        self.tell(code, column, shape(text), nearest=f"; nearest {near}" if near else "", table=self.what)
        return ""

    def check_code(self, column: str, text: str, *, may_be_day: bool = False) -> None:
        """Tell where a spreadsheet made something else of a code."""
        if cell_damage(text) or (not may_be_day and parse_date(text).value):
            self.tell(codes.DAMAGED_CODE, column, shape(text))

    def day(self, column: str, text: str) -> date | None:
        """The day; None for a blank cell, and, told, for what is none."""
        if not text:
            return None
        cell = parse_date(text)
        if cell.problem is not None:
            self.tell(codes.BAD_DAY, column, shape(text), reason=_REASONS[cell.problem])
        if cell.problem is DateProblem.MONTH_FIRST:
            self._month_first.add(column)
        self._ambiguous[column] += cell.ambiguous
        return cell.value

    def amount(self, column: str, text: str) -> Money | None:
        """The amount; None for a blank cell, and, told, for what is none."""
        if not text:
            return None
        amount = read_amount(text)
        if isinstance(amount, FindingCode):
            self.tell(amount, column, shown_amount(text))
            return None
        if has_one_decimal(text):
            self._one_decimal.append((self.line, column, text, amount))
        return amount

    def done(self) -> tuple[Finding, ...]:
        """All that was told, and what concerns a whole column."""
        for column in sorted(self._month_first):
            if self._ambiguous[column]:
                self._log.add(codes.AMBIGUOUS_DAYS, None, column, count=self._ambiguous[column])
        if self._one_decimal:
            line, column, text, amount = self._one_decimal[0]
            count = len(self._one_decimal)
            self._log.add(codes.ONE_DECIMAL, line, column, value=text, amount=amount, count=count)
        return self._log.done()
