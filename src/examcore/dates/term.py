"""Academic years of the regulations, weeks, and the terms of a centre, which only the centre knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ..datasets import NotCovered
from ..evidence import Evidence, Reason
from .given import given_date, given_whole

if TYPE_CHECKING:
    from .working_day import WorkingDays

__all__ = ["AcademicYear", "SchoolDays", "Term", "find_academic_year", "week_beginning"]

_LAST_START = 9998  # its August is in 9999, the last year there is
_ACADEMIC_YEAR = re.compile("([0-9]{4})[/\u2013-]([0-9]{2}|[0-9]{4})")


@attrs.frozen(order=True)
class AcademicYear:
    """1 September to 31 August, as JCQ's regulations count; schools in Scotland begin in August.

    Args:
        start: the calendar year of its September, 1 to 9998.

    >>> year = AcademicYear.of(date(2027, 8, 31))
    >>> str(year), year.first, year.last
    ('2026/27', datetime.date(2026, 9, 1), datetime.date(2027, 8, 31))
    """

    start: int = attrs.field()

    @start.validator
    def _in_range(self, _: object, start: int) -> None:
        given_whole(
            start, "the calendar year that an academic year starts in (text is for AcademicYear.parse)"
        )
        if not 1 <= start <= _LAST_START:
            raise ValueError(f"an academic year starts in 1 to {_LAST_START}: {start} must be one of them")

    @classmethod
    def of(cls, day: date) -> AcademicYear:
        """The one that a day belongs to."""
        given_date(day, "an academic year")
        return cls(day.year if day.month >= 9 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> AcademicYear:
        """The one that is written ``2026/27``, or as `find_academic_year` takes it.

        Raises:
            ValueError: it is written otherwise.

        >>> AcademicYear.parse("2026-27") == AcademicYear.parse("2026/27")
        True
        """
        found = find_academic_year(text)
        if found is None:
            raise ValueError(f"{text!r} is not an academic year such as 2026/27")
        return found

    @property
    def first(self) -> date:
        """1 September."""
        return date(self.start, 9, 1)

    @property
    def last(self) -> date:
        """31 August of the next calendar year."""
        return date(self.start + 1, 8, 31)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def weeks(self) -> Iterator[date]:
        """The Mondays of all weeks that share a day with the year, in order; there are 53 or 54.

        >>> next(AcademicYear(2026).weeks()), len(list(AcademicYear(2026).weeks()))
        (datetime.date(2026, 8, 31), 53)
        """
        monday = week_beginning(self.first)
        while monday <= self.last:
            yield monday
            monday += timedelta(days=7)

    def __str__(self) -> str:
        return f"{self.start:04d}/{(self.start + 1) % 100:02d}"


def find_academic_year(text: str) -> AcademicYear | None:
    """The academic year of ``2026/27``, ``2026-27``, ``2026–27`` or ``2026/2027``; None for anything else.

    >>> find_academic_year("2025–26"), find_academic_year("2025/27")
    (AcademicYear(start=2025), None)
    """
    if not isinstance(text, str):
        raise TypeError(f"an academic year is a text such as 2026/27, not {text!r}")
    match = _ACADEMIC_YEAR.fullmatch(text)
    if match is None:
        return None
    start = int(match[1])
    digits = len(match[2])
    if not 1 <= start <= _LAST_START or f"{start + 1:04d}"[-digits:] != match[2]:
        return None
    return AcademicYear(start)


def week_beginning(day: date) -> date:
    """The Monday of its week.

    >>> week_beginning(date(2026, 2, 22))
    datetime.date(2026, 2, 16)
    """
    return given_date(day, "a week") - timedelta(days=day.weekday())


@attrs.frozen
class Term:
    """A term, or the half of one, as the centre gives it.

    Args:
        title: for people.
        first: on which the school is open.
        last: on which it is open.
    """

    title: str
    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.title} ends on {self.last}, before it begins on {self.first}")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@attrs.frozen(kw_only=True)
class SchoolDays:
    """The days on which a school is open: in term, a working day, and not closed.

    It goes where a `HolidayCalendar` goes: ``add_working_days(day, 20, school_days)`` counts school days.
    Days before the first term or after the last one are not covered.

    Args:
        terms: in order, and without overlap.
        calendar: says which of them are bank holidays.
        closed: further days in term without school.

    >>> autumn = Term("autumn", date(2026, 9, 2), date(2026, 10, 23))
    >>> later = Term("autumn, second half", date(2026, 11, 2), date(2026, 12, 18))
    >>> inset = frozenset({date(2026, 11, 2)})
    >>> from examcore.dates import Weekdays, add_working_days
    >>> school_days = SchoolDays(terms=(autumn, later), calendar=Weekdays(), closed=inset)
    >>> add_working_days(date(2026, 10, 23), 1, school_days)
    datetime.date(2026, 11, 3)
    """

    terms: tuple[Term, ...] = attrs.field(validator=attrs.validators.min_len(1))
    calendar: WorkingDays
    closed: frozenset[date] = frozenset()

    def __attrs_post_init__(self) -> None:
        for one, other in pairwise(self.terms):
            if other.first <= one.last:
                raise ValueError(f"{other.title} begins on {other.first}, and {one.title} ends on {one.last}")

    def is_working_day(self, day: date) -> bool:
        """Whether there is school; `examcore.datasets.NotCovered` outside the first to the last term."""
        given_date(day, "a working day")
        first, last = self.terms[0].first, self.terms[-1].last
        if not first <= day <= last:
            raise NotCovered(f"the terms given cover {first} to {last}, not {day}")
        return (
            any(day in term for term in self.terms)
            and day not in self.closed
            and (self.calendar.is_working_day(day))
        )

    def because(self, first: date, last: date) -> tuple[Reason, ...]:
        """That the terms are the centre's, and what the calendar says."""
        says = "terms and closed days are the centre's own"
        return (Reason("dates.school-day", says, Evidence.SUPPLIED), *self.calendar.because(first, last))
