"""What a rule's number is: a value with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from ..dates import MonthDay
from ..money import Money

__all__ = ["Quantity", "Unit", "Value"]


class Unit(StrEnum):
    """What a number counts; the unit decides of which type its value is.

    >>> Unit("working-days"), Unit.WORKING_DAYS.value
    (<Unit.WORKING_DAYS: 'working-days'>, 'working-days')
    """

    MINUTES = "minutes"
    """`int`, as all that follow up to `PENALTY`."""
    HOURS = "hours"
    DAYS = "days"
    """Days of which the source does not say whether they are working days."""
    CALENDAR_DAYS = "calendar-days"
    WORKING_DAYS = "working-days"
    SCHOOL_DAYS = "school-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    MARKS = "marks"
    SCORE = "score"
    """A standardised score."""
    POINTS = "points"
    """Size of type."""
    YEAR_GROUP = "year-group"
    LEVEL = "level"
    """Of a qualification."""
    PENALTY = "penalty"
    """A place on the scale of penalties."""
    PERCENT = "percent"
    """`Decimal`: 25 is 25 %."""
    METRES = "metres"
    """`Decimal`."""
    FRACTION = "fraction"
    """`Fraction`, written ``1/4``."""
    RATIO = "ratio"
    """`Fraction`, written ``1:30``: its denominator is 30."""
    PENCE = "pence"
    """`Money`, written ``41.50``."""
    HOUR_OF_DAY = "hour-of-day"
    """`time`, written ``09:00``, at the centre."""
    DAY_OF_YEAR = "day-of-year"
    """`examcore.dates.MonthDay`, written ``--02-21``; it comes back, unless its edition is a single year."""
    DATE = "date"
    """`date`: a day of one year, which says nothing of other years."""
    WORDS = "words"
    """`str`: a competing value that is no number."""


Value = int | Decimal | Fraction | Money | time | MonthDay | date | str
"""What a quantity may hold."""


def _pattern(pattern: str, make: Callable[..., Value]) -> Callable[[str], Value]:
    """A reader of texts of one form; others are a `ValueError`."""

    def read(text: str) -> Value:
        match = re.fullmatch(pattern, text)
        if match is None:
            raise ValueError(text)
        return make(*match.groups())

    return read


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


_WHOLE = _pattern("([0-9]{1,9})", int)
_EXACT = _pattern(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)", Decimal)
_READERS: dict[Unit, Callable[[str], Value]] = {
    Unit.PERCENT: _EXACT,
    Unit.METRES: _EXACT,
    Unit.FRACTION: _pattern("([0-9]+)/([1-9][0-9]*)", lambda a, b: Fraction(int(a), int(b))),
    Unit.RATIO: _pattern("([0-9]+):([1-9][0-9]*)", lambda a, b: Fraction(int(a), int(b))),
    Unit.PENCE: Money.parse,
    Unit.HOUR_OF_DAY: _pattern("([0-9]{2}):([0-9]{2})", lambda h, m: time(int(h), int(m))),
    Unit.DAY_OF_YEAR: _pattern("--([0-9]{2})-([0-9]{2})", lambda m, d: MonthDay(int(m), int(d))),
    Unit.DATE: _pattern("([0-9]{4}-[0-9]{2}-[0-9]{2})", date.fromisoformat),
    Unit.WORDS: _words,
}


@attrs.frozen
class Quantity:
    """A value and its unit; equal where both are.

    >>> Quantity.parse("1.25", "metres")
    <Quantity 1.25 metres>
    >>> Quantity.parse("--02-21", "day-of-year").value.in_year(2027)
    datetime.date(2027, 2, 21)
    >>> Quantity.parse("1:30", "ratio").value.denominator, str(Quantity.parse("25", "percent"))
    (30, '25 percent')
    """

    value: Value
    unit: Unit

    @classmethod
    def parse(cls, text: str, unit: str) -> Quantity:
        """Read a value as datasets write it; `ValueError` where it is none of that unit."""
        try:
            known = Unit(unit)
        except ValueError:
            raise ValueError(f"{unit!r} is no unit; there are {', '.join(Unit)}") from None
        try:
            return cls(_READERS.get(known, _WHOLE)(text), known)
        except ValueError:
            raise ValueError(f"{text!r} is no value in {unit}") from None

    @property
    def text(self) -> str:
        """The value as datasets write it, without its unit."""
        match self.value:
            case Fraction():
                mark = ":" if self.unit is Unit.RATIO else "/"
                return f"{self.value.numerator}{mark}{self.value.denominator}"
            case time():
                return f"{self.value:%H:%M}"
            case _:
                return str(self.value)

    def __str__(self) -> str:
        bare = {Unit.COUNT, Unit.RATIO, Unit.HOUR_OF_DAY, Unit.DAY_OF_YEAR, Unit.DATE, Unit.WORDS}
        return self.text if self.unit in bare else f"{self.text} {self.unit}"

    def __repr__(self) -> str:
        return f"<Quantity {self.text} {self.unit}>"
