"""What callers give: a date that is no datetime, a number that is whole.

A datetime is a date to Python, yet equal to none, so that it would pass for a working day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, SupportsIndex

__all__ = ["FIRST_YEAR", "LAST_YEAR", "given_date", "given_whole"]

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""Days of other years in tables are slips of the pen; bounds of our own, so that no calculation overflows."""


def given_date(day: object, what: str) -> date:
    """The day again; `TypeError` for a datetime and for what is no date."""
    if isinstance(day, datetime) or not isinstance(day, date):
        cure = "; take its .date()" if isinstance(day, datetime) else ""
        raise TypeError(f"{what} is asked for with a date, not with a {type(day).__name__}{cure}")
    return day


def given_whole(number: object, what: str) -> int:
    """The number again; `TypeError` for a fraction, a truth value and text."""
    if isinstance(number, bool) or not isinstance(number, SupportsIndex):  # numpy's integers are no int
        raise TypeError(f"{what} is a whole number, not {number!r}")
    return number.__index__()
