"""Dates of birth of six digits: the series tells the century."""

from __future__ import annotations

from datetime import date

from examcore.model import Series

__all__ = ["birth_of"]


def birth_of(text: str, series: Series | None) -> date | None:
    """The day that ``DDMMYY`` stands for: the last one before the month of the series.

    A booklet that says so was not found (edi-formats 1.4: DERIVED).

    Args:
        text: six digits.
        series: in which the candidate sits; without it the century is not known.

    Returns:
        None for ``000000`` and blanks, for a day that no such year has, and where the century is not known.

    >>> birth_of("010209", Series(2027, 6)), birth_of("010628", Series(2027, 6))
    (datetime.date(2009, 2, 1), datetime.date(1928, 6, 1))
    """
    if series is None or len(text) != 6 or not (text.isascii() and text.isdigit()):
        return None
    day, month, year = int(text[:2]), int(text[2:4]), int(text[4:])
    century = series.year - series.year % 100
    year += century if (century + year, month) < (series.year, series.month) else century - 100
    try:
        return date(year, month, day)
    except ValueError:
        return None
