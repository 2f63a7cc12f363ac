"""The weeks that an exams officer is contracted for, and what is due in the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ..dates import AcademicYear, Term, in_words, week_beginning

if TYPE_CHECKING:
    from .plan import Task

__all__ = ["Collision", "ContractedWeeks"]


@attrs.frozen
class ContractedWeeks:
    """The weeks of an academic year that are worked. Made by `of` or `of_terms`.

    Args:
        year: other days are not judged.
        worked: Mondays.

    >>> weeks = ContractedWeeks.of("2026/27", [date(2027, 2, 17)])
    >>> weeks.works(date(2027, 2, 21)), weeks.works(date(2027, 2, 22))
    (True, False)
    """

    year: AcademicYear
    worked: frozenset[date]

    @classmethod
    def of(cls, year: AcademicYear | str, worked: Iterable[date]) -> ContractedWeeks:
        """From the weeks that are worked, each as any day in it; the year may be written ``2026/27``."""
        return cls(_year(year), frozenset(map(week_beginning, worked)))

    @classmethod
    def of_terms(
        cls, year: AcademicYear | str, terms: Iterable[Term], extra: Iterable[date] = ()
    ) -> ContractedWeeks:
        """From term time, and further weeks, each as any day in it.

        A week in which a term has a day is worked.

        >>> spring = Term("spring", date(2027, 1, 4), date(2027, 2, 12))
        >>> len(ContractedWeeks.of_terms("2026/27", [spring], [date(2027, 8, 19)]).worked)
        7
        """
        weeks = set(map(week_beginning, extra))
        for term in terms:
            monday = week_beginning(term.first)
            while monday <= term.last:
                weeks.add(monday)
                monday += timedelta(days=7)
        return cls(_year(year), frozenset(weeks))

    def works(self, day: date) -> bool:
        """Whether the week of a day is worked."""
        return week_beginning(day) in self.worked

    def last_worked(self, day: date) -> date | None:
        """The Monday of the last worked week before that of a day; None where there is none."""
        return max((week for week in self.worked if week < week_beginning(day)), default=None)


@attrs.frozen
class Collision:
    """A task that falls into a week that is not worked.

    Args:
        task: of the plan.
        week: its Monday; of a window the first such week.
        before: the Monday of the last worked week before it, None where there is none.
    """

    task: Task
    week: date
    before: date | None

    def __str__(self) -> str:
        before = f"; the last week worked before it begins on {in_words(self.before)}" if self.before else ""
        return f"{self.task}, in the week of {in_words(self.week)}, which is not worked{before}"


def _year(year: AcademicYear | str) -> AcademicYear:
    return AcademicYear.parse(year) if isinstance(year, str) else year
