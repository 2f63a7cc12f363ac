"""Working days: the last one on or before a stated day, and so many after or before another.

Deadlines of examinations fall on the named day, at weekends as well. So nothing here moves a deadline: the
stated day stands, and beside it the last working day on or before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

import attrs

from ..evidence import Evidence, Reason
from .given import given_date, given_whole
from .recurring import in_words

__all__ = [
    "StatedDay",
    "Weekdays",
    "WorkingDays",
    "add_working_days",
    "last_working_day",
    "next_working_day",
    "working_days_between",
]

_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """What says which days are working days: a `HolidayCalendar`, the `SchoolDays` of a centre, or your own.

    Both raise `examcore.datasets.NotCovered` for a day that they know nothing of.
    """

    def is_working_day(self, day: date) -> bool:
        """Whether work is done on that day."""

    def because(self, first: date, last: date) -> tuple[Reason, ...]:
        """What the working days from the one to the other rest on."""


@attrs.frozen
class Weekdays:
    """Monday to Friday without any bank holidays: for centres abroad, whose holidays nobody here knows.

    Args:
        closed: days that are no working days although they fall on Monday to Friday.

    >>> Weekdays().is_working_day(date(2026, 12, 25))
    True
    """

    closed: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether it is Monday to Friday and not `closed`."""
        return given_date(day, "a working day").weekday() < 5 and day not in self.closed

    def because(self, first: date, last: date) -> tuple[Reason, ...]:
        """That no bank holidays are taken into account, and which days were said to be closed."""
        closed = sorted(day for day in self.closed if first <= day <= last)
        return (
            Reason("dates.working-day", "no bank holidays are taken into account", Evidence.ASSUMED),
            *(Reason("dates.working-day", f"{in_words(day)} is closed", Evidence.SUPPLIED) for day in closed),
        )


def last_working_day(day: date, calendar: WorkingDays) -> date:
    """The last working day on or before a day.

    >>> last_working_day(date(2026, 2, 21), Weekdays())
    datetime.date(2026, 2, 20)
    """
    given_date(day, "a working day")
    while not calendar.is_working_day(day):
        day -= _DAY
    return day


def next_working_day(day: date, calendar: WorkingDays) -> date:
    """The first working day on or after a day; the one after it is ``add_working_days(day, 1, calendar)``.

    >>> next_working_day(date(2026, 2, 21), Weekdays())
    datetime.date(2026, 2, 23)
    """
    given_date(day, "a working day")
    while not calendar.is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int, calendar: WorkingDays) -> date:
    """The working day so many after a day, which is itself not counted.

    The last day on which something is "within seven working days of the exam" is
    ``add_working_days(exam, 7, calendar)``. A count of zero gives the day itself, working or not.

    Args:
        day: counted from; it need not be a working day.
        count: how many; negative to count back.
        calendar: which days are working days.

    >>> add_working_days(date(2026, 2, 20), 7, Weekdays())
    datetime.date(2026, 3, 3)
    >>> add_working_days(date(2026, 2, 21), -1, Weekdays())
    datetime.date(2026, 2, 20)
    """
    given_date(day, "a working day")
    step = _DAY if given_whole(count, "a count of working days") > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date, calendar: WorkingDays) -> int:
    """How many working days lie after the one day, up to and with the other; negative if that is earlier.

    It undoes `add_working_days`: forward from any day, back from a working day.

    >>> working_days_between(date(2026, 2, 20), date(2026, 3, 3), Weekdays())
    7
    """
    given_date(start, "a working day")
    given_date(end, "a working day")
    if end < start:
        return -working_days_between(end, start, calendar)
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


@attrs.frozen
class StatedDay:
    """A day as it was stated, and the last working day on or before it, with reasons. Made by `StatedDay.of`.

    Args:
        stated: what counts.
        working_day: when to be done if the office is closed on the stated day; often the same.
        because: why they differ, and what can still change.
    """

    stated: date
    working_day: date
    because: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, stated: date, calendar: WorkingDays) -> StatedDay:
        """Beside a stated day, the last working day on or before it.

        >>> deadline = StatedDay.of(date(2027, 2, 21), Weekdays())
        >>> print(deadline)
        Sunday 21 February 2027 (last working day: Friday 19 February 2027)
        """
        working_day = last_working_day(stated, calendar)
        reasons = calendar.because(working_day, stated)
        if working_day != stated:
            says = f"{in_words(stated)} is no working day; the last one before it is {in_words(working_day)}"
            reasons = (Reason("dates.working-day", says, Evidence.DERIVED), *reasons)
        return cls(stated, working_day, reasons)

    def __str__(self) -> str:
        if self.working_day == self.stated:
            return in_words(self.stated)
        return f"{in_words(self.stated)} (last working day: {in_words(self.working_day)})"
