"""The cells of an Excel workbook as texts: the one module that knows openpyxl.

Its parser of sheets is used rather than its read-only view, which drops rows and cells that are not in order,
does not know merged cells, and cannot tell a formula without a result from an empty cell
(docs/decisions/0010-excel-reader.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any, Final
from xml.etree.ElementTree import SubElement

import attrs
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.worksheet._reader import (  # type: ignore[import-untyped]
    FORMULA_TAG,
    INLINE_STRING,
    VALUE_TAG,
    WorkSheetParser,
)

from .workbook_package import MOST_ROWS, Package, Range, Unsound

__all__ = ["SheetCells", "sheets_of"]

_PLAIN: Final = f"{INLINE_STRING}/{INLINE_STRING[:-2]}t"
_RUN: Final = f"{INLINE_STRING}/{INLINE_STRING[:-2]}r"
_WHOLE: Final = 10**15  # a spreadsheet keeps fifteen digits of a number
_LONGEST_NAME: Final = 60  # Excel allows 31 characters
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    def parse_cell(self, element: Any) -> Any:
        if element.get("t") == "inlineStr" and element.find(_RUN) is None:
            # a plain text in its cell, as pandas writes them; the library's way takes twice the time
            value = SubElement(element, VALUE_TAG)
            value.text = element.findtext(_PLAIN)
            element.set("t", "str")
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = "="  # without a result; a blank would hide that there is something
        return cell


@attrs.frozen(kw_only=True)
class SheetCells:
    """A sheet of a workbook.

    Args:
        name: of the sheet, without anything that a terminal or a log would obey.
        hidden: whether people have to ask for it.
        merged: its merged cells.
        sheet: as the library has it.
    """

    name: str
    hidden: bool
    merged: tuple[Range, ...] = attrs.field(repr=False)
    sheet: Any = attrs.field(repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row that holds something, from column A to the last filled one.

        Raises:
            Unsound: the rows are not in order, or more than a sheet has. The library may raise anything.
        """
        book = self.sheet.parent
        last = 0
        with self.sheet._get_source() as source:  # noqa: SLF001  see above
            parser = _Parser(
                source,
                self.sheet._shared_strings,  # noqa: SLF001
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,  # noqa: SLF001
                timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            )
            for number, cells in parser.parse():
                parser.row_dimensions.clear()  # heights and the like would be kept for every row
                if not last < number <= MOST_ROWS:
                    raise Unsound("its rows are not in order")
                last = number
                filled = [(cell["column"], text) for cell in cells if (text := _text(cell["value"])).strip()]
                if filled:
                    texts = [""] * max(column for column, _ in filled)
                    for column, text in filled:
                        texts[column - 1] = text
                    yield number, texts


def sheets_of(package: Package) -> list[SheetCells]:
    """The sheets in the order of their tabs, those of charts and macros left out.

    Raises:
        Exception: of any kind, where the parts do not fit together.
    """
    book = load_workbook(BytesIO(package.data), read_only=True, data_only=True, keep_links=False)
    sheets = [
        SheetCells(
            name=_shown(sheet.title),
            hidden=sheet.sheet_state != "visible",
            merged=package.merged.get(sheet._worksheet_path, ()),  # noqa: SLF001
            sheet=sheet,
        )
        for sheet in book.worksheets
    ]
    if len(sheets) < len(package.merged):
        raise Unsound("a sheet is not in its list of sheets, or the list names another")
    return sheets


def _shown(name: str) -> str:
    safe = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return safe if len(safe) <= _LONGEST_NAME else f"{safe[:_LONGEST_NAME]}…"


def _text(value: Any) -> str:
    """The text that stands for a value of a cell: what it is, not what its format shows."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(_character, value) if "_x" in value else value
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


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
