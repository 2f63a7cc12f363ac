"""Days that recur: a day or a whole month of every year, a weekday of a month, a day counted from Easter.

What falls in a year is asked with `in_year`, always a calendar year: the entry deadline of 21 October for the
January series of 2024 is ``MonthDay(10, 21).in_year(2023)``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

import attrs
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta, weekday

__all__ = [
    "MONTHS",
    "ORDINALS",
    "WEEKDAYS",
    "EasterDay",
    "LeapDay",
    "MonthDay",
    "Recurring",
    "RecurringSpan",
    "Span",
    "WeekdayOfMonth",
    "WholeMonth",
    "in_words",
]

# not from the standard library's calendar, which speaks the language of the machine
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SOME_LEAP_YEAR = 2024

_month = attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(12))


def in_words(day: date) -> str:
    """A day as people write it, in English on every machine.

    >>> in_words(date(2026, 2, 21))
    'Saturday 21 February 2026'
    """
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1]} {day.year}"


class LeapDay(StrEnum):
    """What a rule that says 29 February means in a year without that day. No source was seen to say it."""

    NONE = "none"
    """Nothing is assumed: there is no such day."""
    BEFORE = "28 February"
    """The last day of February."""
    AFTER = "1 March"
    """The day after 28 February."""


@attrs.frozen
class Span:
    """Two days: the first and last of a window, or the halves of an event in two parts. The row says which.

    Args:
        first: of the two.
        last: on or after the first, and part of the window.

    >>> str(Span(date(2026, 5, 7), date(2026, 6, 24)))
    '2026-05-07/2026-06-24'
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @property
    def days(self) -> int:
        """How many, with the first and the last."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@attrs.frozen
class MonthDay:
    """The same day of the same month in every year, ``--02-21``.

    Args:
        month: 1 to 12.
        day: 1 to 31; 29 February is allowed, 30 February is a `ValueError`.

    >>> str(MonthDay(2, 21)), MonthDay(2, 21).in_year(2026)
    ('--02-21', datetime.date(2026, 2, 21))
    >>> MonthDay(2, 29).in_year(2027) is None, MonthDay(2, 29).in_year(2027, LeapDay.AFTER)
    (True, datetime.date(2027, 3, 1))
    """

    month: int = attrs.field(validator=_month)
    day: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.day <= monthrange(_SOME_LEAP_YEAR, self.month)[1]:
            raise ValueError(f"{MONTHS[self.month - 1]} never has a day {self.day}")

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> date | None:
        """The day in that calendar year; None for 29 February in a common year, unless a policy is named."""
        if (self.month, self.day) == (2, 29) and monthrange(year, 2)[1] == 28:
            return {
                LeapDay.NONE: None,
                LeapDay.BEFORE: date(year, 2, 28),
                LeapDay.AFTER: date(year, 3, 1),
            }[leap_day]
        return date(year, self.month, self.day)

    @property
    def words(self) -> str:
        """As people write it: ``21 February``."""
        return f"{self.day} {MONTHS[self.month - 1]}"

    def __str__(self) -> str:
        return f"--{self.month:02d}-{self.day:02d}"


@attrs.frozen
class WholeMonth:
    """A month of every year, ``--09``, where a source names no day.

    >>> str(WholeMonth(2)), str(WholeMonth(2).in_year(2028))
    ('--02', '2028-02-01/2028-02-29')
    """

    month: int = attrs.field(validator=_month)

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> Span:  # noqa: ARG002  as its sisters
        """From the first to the last day of the month."""
        return Span(date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1]))

    @property
    def words(self) -> str:
        """As people write it: ``September``."""
        return MONTHS[self.month - 1]

    def __str__(self) -> str:
        return f"--{self.month:02d}"


@attrs.frozen
class WeekdayOfMonth:
    """A weekday of a month, ``--08-last-monday``. A fifth one is not offered: most years lack it.

    Args:
        month: 1 to 12.
        which: 1 to 4, or -1 for the last.
        weekday: 0 for Monday to 6 for Sunday, as in the standard library.

    >>> rule = WeekdayOfMonth(8, -1, 0)
    >>> str(rule), rule.in_year(2026)
    ('--08-last-monday', datetime.date(2026, 8, 31))
    """

    month: int = attrs.field(validator=_month)
    which: int = attrs.field(validator=attrs.validators.in_(tuple(ORDINALS.values())))
    weekday: int = attrs.field(validator=(attrs.validators.ge(0), attrs.validators.le(6)))

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> date:  # noqa: ARG002  as its sisters
        """The day in that calendar year."""
        start = date(year, self.month, 1 if self.which > 0 else monthrange(year, self.month)[1])
        return start + relativedelta(weekday=weekday(self.weekday)(self.which))

    @property
    def words(self) -> str:
        """As people write it: ``last Monday of August``."""
        return f"{self._ordinal} {WEEKDAYS[self.weekday].capitalize()} of {MONTHS[self.month - 1]}"

    @property
    def _ordinal(self) -> str:
        return next(word for word, number in ORDINALS.items() if number == self.which)

    def __str__(self) -> str:
        return f"--{self.month:02d}-{self._ordinal}-{WEEKDAYS[self.weekday]}"


@attrs.frozen
class EasterDay:
    """A day counted from Easter Sunday, ``easter-2`` for Good Friday.

    Args:
        offset: days after Easter Sunday of the western churches; before it, negative. At most 99.

    >>> str(EasterDay(1)), EasterDay(1).in_year(2027)
    ('easter+1', datetime.date(2027, 3, 29))
    """

    offset: int = attrs.field(validator=(attrs.validators.ge(-99), attrs.validators.le(99)))

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> date:  # noqa: ARG002  as its sisters
        """The day that belongs to Easter of that year; `ValueError` outside 1583 to 4099."""
        return easter(year) + timedelta(days=self.offset)

    @property
    def words(self) -> str:
        """As people write it: ``Easter Sunday`` with the days before or after it."""
        days, away = abs(self.offset), "after" if self.offset > 0 else "before"
        return f"{days} day{'s'[: days != 1]} {away} Easter Sunday" if days else "Easter Sunday"

    def __str__(self) -> str:
        return f"easter{self.offset:+d}"


Recurring: TypeAlias = MonthDay | WholeMonth | WeekdayOfMonth | EasterDay


@attrs.frozen
class RecurringSpan:
    """A window that recurs, ``--02-last-monday/--06-last-friday``.

    A whole month counts from its first day, or to its last one.

    >>> window = RecurringSpan(WeekdayOfMonth(2, -1, 0), WeekdayOfMonth(6, -1, 4))
    >>> str(window.in_year(2027))
    '2027-02-22/2027-06-25'
    >>> str(RecurringSpan(MonthDay(10, 21), MonthDay(2, 21)).in_year(2026))  # ends in the year after
    '2026-10-21/2027-02-21'
    """

    first: Recurring
    last: Recurring

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> Span | None:
        """The window that begins in that year; None where `MonthDay.in_year` has none."""
        first = self.first.in_year(year, leap_day)
        if isinstance(first, Span):
            first = first.first
        if first is None:
            return None
        last = _end(self.last, year, leap_day)
        if last is not None and last < first:
            last = _end(self.last, year + 1, leap_day)
        return None if last is None else Span(first, last)

    @property
    def words(self) -> str:
        """As people write it: ``21 October to 21 February``."""
        return f"{self.first.words} to {self.last.words}"

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"


def _end(rule: Recurring, year: int, leap_day: LeapDay) -> date | None:
    day = rule.in_year(year, leap_day)
    return day.last if isinstance(day, Span) else day
