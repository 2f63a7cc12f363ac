"""The cells of an Excel workbook as texts: the one module that knows openpyxl.

What a cell means is left to its parser of sheets: numbers, days in both calendars, results of formulas. It
gets cells one by one and opens nothing (docs/decisions/0010-excel-reader.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import attrs
from openpyxl import styles  # type: ignore[import-untyped]
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH  # type: ignore[import-untyped]
from openpyxl.worksheet._reader import WorkSheetParser  # type: ignore[import-untyped]

from .delimited import LONGEST_ROW
from .workbook_merged import Covered, Range
from .workbook_package import MOST_ROWS, Package
from .workbook_parts import MAIN, TooManyCells, Unsound, book_of, elements, formats_of, texts_of, unescaped

__all__ = ["SheetCells", "sheets_of"]

_CELL: Final = f"{MAIN}c"
_VALUE: Final = f"{MAIN}v"
_FORMULA: Final = f"{MAIN}f"
_ROW: Final = f"{MAIN}row"
_ROWS: Final = f"{MAIN}sheetData"
_EXTRA: Final = f"{MAIN}extLst"
_PLAIN: Final = f"{MAIN}is/{MAIN}t"
_RUN: Final = f"{MAIN}is/{MAIN}r"
_MOST_COLUMNS: Final = 16_384  # what Excel has
_WHOLE: Final = 10**15  # a spreadsheet keeps fifteen digits of a number
_LONGEST_NAME: Final = 60  # Excel allows 31 characters
_NUMBER: Final = re.compile(r"([0-9]{1,7})(?:\.0+)?", re.ASCII)
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})", re.ASCII)


@attrs.define
class _Budget:
    """How many rows and cells may still be read, of all sheets together; empty ones take time, too."""

    left: int

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooManyCells


@cache
def _column(letters: str) -> int:
    """1 for A."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """Cells of rows; what no spreadsheet writes is refused rather than understood in one of several ways."""

    def texts(self, row: Element) -> tuple[int, list[tuple[int, str]]]:
        """The number of a row, and column and text of each cell that is not blank.

        Raises:
            Unsound: a cell is given twice, or not where it says it is.
        """
        number = self._number(row)
        self.row_counter, self.col_counter = number, 0
        seen: set[int] = set()
        found: list[tuple[int, str]] = []
        for element in row:
            if element.tag != _CELL:
                if element.tag == _EXTRA:
                    continue
                raise Unsound("a row holds something else than cells")
            place = element.attrib.pop("r", None)
            column = self._place(place, number) if place else self.col_counter + 1
            if column in seen:
                raise Unsound("a cell is given twice")
            if column > _MOST_COLUMNS:
                raise Unsound("a cell stands where no sheet has one")
            seen.add(column)
            self.col_counter = column - 1  # the library counts on
            if len(element):
                text = _text(self.parse_cell(element)["value"])
                if text and not text.isspace():
                    found.append((column, text))
            self.col_counter = column
        return number, found

    def _number(self, row: Element) -> int:
        text = row.get("r")
        match = _NUMBER.fullmatch(text) if text is not None else None
        if text is not None and not match:
            raise Unsound("its rows are not in order")
        number = int(match[1]) if match else self.row_counter + 1
        if not self.row_counter < number <= MOST_ROWS:
            raise Unsound("its rows are not in order")
        return number

    @staticmethod
    def _place(text: str, number: int) -> int:
        match = _PLACE.fullmatch(text)
        if not match or int(match[2]) != number:
            raise Unsound("a cell stands in a row that is not its own")
        return _column(match[1])

    def parse_cell(self, element: Any) -> Any:
        kind = element.get("t", "n")
        if kind == "inlineStr" and element.find(_RUN) is None:
            # a plain text in its cell, as pandas writes them; the library's way takes twice the time
            value = SubElement(element, _VALUE)
            value.text = element.findtext(_PLAIN)
            element.set("t", "str")
        given = element.findtext(_VALUE) or ""
        # Python would count from the end of the list, and read digits that no spreadsheet writes
        if kind in {"s", "n"} and given and (not given.isascii() or "_" in given):
            raise Unsound("a number is not one that a spreadsheet writes")
        if kind == "s" and given and not (given.strip().isdigit() and int(given) < len(self.shared_strings)):
            raise Unsound("a cell refers to a text that is not in its list of texts")
        cell = super().parse_cell(element)
        if kind in {"str", "inlineStr"} and cell["value"]:
            cell["value"] = unescaped(cell["value"])
        if cell["value"] is None and element.find(_FORMULA) is not None:
            cell["value"] = "="  # without a result; a blank would hide that there is something
        return cell


@attrs.frozen(kw_only=True)
class SheetCells:
    """A sheet of a workbook.

    Args:
        name: of the sheet, without anything that a terminal or a log would obey.
        hidden: whether people have to ask for it.
        merged: its merged cells.
        xml: its rows.
        budget: of the workbook.
        settings: of the workbook, as the library's parser takes them.
    """

    name: str
    hidden: bool
    merged: tuple[Range, ...] = attrs.field(repr=False)
    xml: bytes = attrs.field(repr=False)
    budget: _Budget = attrs.field(repr=False)
    settings: dict[str, Any] = attrs.field(repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row that holds something, from column A to the last filled one.

        A row that is longer than `LONGEST_ROW` has no cells; one that merged cells cover has a blank one.

        Raises:
            Unsound: the rows are not as a spreadsheet writes them. The library may raise anything.
        """
        parser = _Parser(None, data_only=True, **self.settings)
        covered = Covered(self.merged)
        whole = False
        for element in elements(self.xml):
            if element.tag == _ROW:
                self.budget.take(1 + len(element))
                number, found = parser.texts(element)
                element.clear()
                filled = [(column, text) for column, text in found if not covered.covers(number, column - 1)]
                if sum(len(text) for _, text in filled) > LONGEST_ROW:
                    yield number, []  # texts that cells share could fill the memory
                elif found:  # a row of which everything is covered stays, as a blank one
                    texts = [""] * max((column for column, _ in filled), default=1)
                    for column, text in filled:
                        texts[column - 1] = text
                    yield number, texts
            elif element.tag == _ROWS:
                whole = all(row.tag == _ROW for row in element)
        if not whole:
            raise Unsound("a sheet holds something else than rows")


def sheets_of(package: Package, most: int) -> list[SheetCells]:
    """The sheets in the order of their tabs, those of charts and macros left out.

    Args:
        package: the workbook.
        most: rows and cells that are read of all its sheets together.

    Raises:
        Exception: of any kind, where the parts do not fit together.
    """
    book = book_of(package.parts, set(package.merged))
    formats = formats_of(package.parts[book.styles]) if book.styles else []
    is_day, is_span = cache(styles.numbers.is_date_format), cache(styles.numbers.is_timedelta_format)
    codes = [styles.numbers.BUILTIN_FORMATS.get(one) if isinstance(one, int) else one for one in formats]
    settings = {
        "shared_strings": texts_of(package.parts[book.texts]) if book.texts else [],
        "epoch": CALENDAR_MAC_1904 if book.from_1904 else WINDOWS_EPOCH,
        "date_formats": {i for i, code in enumerate(codes) if is_day(code)},
        "timedelta_formats": {i for i, code in enumerate(codes) if is_span(code)},
    }
    budget = _Budget(most)
    return [
        SheetCells(
            name=_shown(sheet.name),
            hidden=sheet.hidden,
            merged=package.merged[sheet.part],
            xml=package.parts[sheet.part],
            budget=budget,
            settings=settings,
        )
        for sheet in book.sheets
    ]


def _shown(name: str) -> str:
    safe = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return safe if len(safe) <= _LONGEST_NAME else f"{safe[:_LONGEST_NAME]}…"


def _text(value: Any) -> str:
    """The text that stands for a value of a cell: what it is, not what its format shows."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value.replace(microsecond=0))
    return str(value)


def _number(value: float) -> str:
    if not isfinite(value):
        return "#NUM!"
    if abs(value) >= _WHOLE:
        return f"{value:.5E}"  # digits are lost; as a spreadsheet would export it
    if value == int(value):
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
