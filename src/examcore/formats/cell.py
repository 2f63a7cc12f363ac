"""Cells of tables: what spreadsheets do to them, how they are kept from becoming formulas, and dates."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

__all__ = ["DateCell", "DateProblem", "cell_damage", "csv_cell", "parse_date"]

_ERROR_VALUE: Final = re.compile(r"#(?:[A-Z][A-Z_]*[!?]|N/A|DIV/0!|#+)", re.IGNORECASE)
# A series code such as 6E17 looks like a power of ten; spreadsheets write a sign or a decimal mark.
_SCIENTIFIC: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*E[+-]?|E[+-])[0-9]+", re.IGNORECASE)
# Also amounts and telephone numbers: they begin with a sign, and no spreadsheet calculates with them.
_SIGNED: Final = re.compile(r"[+-] ?[£€$]?[0-9][0-9 .,]*%?|[+-]+")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")
_STARTERS: Final = frozenset("=+-@\t\r\n＝＋－＠")


def cell_damage(value: str) -> str | None:
    """What a spreadsheet has made of a cell, in one word; None when it looks untouched.

    Args:
        value: the cell as it was read.

    Returns:
        ``scientific``: a long number of which the last digits are lost; ``formula``: what a spreadsheet would
        calculate; ``error-value``: the result of one that failed, or a column too narrow; or None.

    >>> [cell_damage(cell) for cell in ("5.12E+09", "=A1+1", "#REF!", "6E17", "5EH3B", "-5.00")]
    ['scientific', 'formula', 'error-value', None, None, None]
    """
    if value.isalnum():  # nearly every cell
        return None
    cell = value.strip()
    if cell.startswith("#"):
        return "error-value" if _ERROR_VALUE.fullmatch(cell) else None
    if _SCIENTIFIC.fullmatch(cell):
        return "scientific"
    if cell.startswith(("=", "@")) or (cell.startswith(("+", "-")) and not _SIGNED.fullmatch(cell)):
        return "formula"
    return None


def csv_cell(value: str) -> str:
    """The cell as it may be written to a file that people open in a spreadsheet.

    What begins like a formula gets an apostrophe in front, as OWASP advises; plain numbers stay as they are.

    >>> csv_cell("=1+1"), csv_cell("-5.00"), csv_cell("Ng")
    ("'=1+1", '-5.00', 'Ng')
    """
    harmless = value[:1] not in _STARTERS and value.lstrip()[:1] not in _STARTERS
    return value if harmless or _NUMBER.fullmatch(value) else f"'{value}"


class DateProblem(StrEnum):
    """Why a cell is no date."""

    MONTH_FIRST = "month-first"
    """It is one only if the month stands first, as in the United States."""
    TWO_DIGIT_YEAR = "two-digit-year"
    """The century is missing."""
    SERIAL_NUMBER = "serial-number"
    """A number of five digits, which is what a spreadsheet keeps of a day; it is not guessed which."""
    NOT_A_DATE = "not-a-date"
    """Another form, or a day that no calendar has."""


@attrs.frozen
class DateCell:
    """What a cell says as a date: a value or a problem, never both.

    Args:
        value: the date.
        problem: why there is none.
        ambiguous: day first was taken for granted, and month first would give another date; where the same
            column holds month-first dates too, this one cannot be relied on.
    """

    value: date | None = attrs.field(default=None, repr=False)
    problem: DateProblem | None = None
    ambiguous: bool = False


_MIDNIGHT: Final = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_ISO: Final = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_MIDNIGHT}")
_SLASHED: Final = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_MIDNIGHT}")
_SERIAL: Final = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")  # from 1927 on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> DateCell:
    """A date, ISO or day first, with midnight behind it or not; anything else says what is wrong.

    >>> parse_date("14/03/2009").value
    datetime.date(2009, 3, 14)
    >>> parse_date("03/14/2009").problem
    <DateProblem.MONTH_FIRST: 'month-first'>
    >>> parse_date("03/04/2009").ambiguous
    True
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        value = _date(*map(int, match.groups()))
        return DateCell(value) if value else DateCell(problem=DateProblem.NOT_A_DATE)
    if not (match := _SLASHED.fullmatch(text)):
        serial = _SERIAL.fullmatch(text)
        return DateCell(problem=DateProblem.SERIAL_NUMBER if serial else DateProblem.NOT_A_DATE)
    first, second, digits = int(match[1]), int(match[3]), match[4]
    year = int(digits) + 2000 * (len(digits) == 2)
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if not (day_first or month_first):
        return DateCell(problem=DateProblem.NOT_A_DATE)
    if len(digits) == 2:
        return DateCell(problem=DateProblem.TWO_DIGIT_YEAR)
    if day_first is None:
        return DateCell(problem=DateProblem.MONTH_FIRST)
    return DateCell(day_first, ambiguous=month_first not in {None, day_first})
