"""What a recurring rule says of a year: an announced day wins, else the rule answers and says why."""

from __future__ import annotations

from datetime import date

import attrs

from ..evidence import UNKNOWN, Decision, Evidence, Origin, Reason, Source
from .recurring import LeapDay, Recurring, RecurringSpan, Span

__all__ = ["Announced", "Recurrence"]


@attrs.frozen
class Announced:
    """A day or window that was published for one year, which is the year it begins in.

    Args:
        day: as published.
        evidence: how it is known.
        source: where it was read.
    """

    day: date | Span
    evidence: Evidence
    source: Source | Origin | None = None

    @property
    def year(self) -> int:
        """In which it falls or begins."""
        return self.day.first.year if isinstance(self.day, Span) else self.day.year


@attrs.frozen(kw_only=True)
class Recurrence:
    """A rule that gives a day in every year, and the days that were announced.

    Args:
        rule: when it recurs.
        id: of the regulation or row, for reasons.
        evidence: how the rule is known.
        source: where it was read.
        announced: for single years.
        seen: further years in which the rule was seen to hold.

    >>> from examcore.dates import MonthDay
    >>> entries = Recurrence(
    ...     rule=MonthDay(2, 21),
    ...     id="CAL-02",
    ...     evidence=Evidence.SEEN,
    ...     announced=(Announced(date(2026, 2, 21), Evidence.SEEN),),
    ...     seen=(2014, 2024),
    ... )
    >>> entries.in_year(2026).because[0].evidence, entries.in_year(2027).value
    (<Evidence.SEEN: 'SEEN'>, datetime.date(2027, 2, 21))
    >>> print(entries.in_year(2027).because[0])
    2027 is not announced; 21 February was seen in 2014, 2024, 2026 [CAL-02, DERIVED]
    """

    rule: Recurring | RecurringSpan
    id: str
    evidence: Evidence
    source: Source | Origin | None = None
    announced: tuple[Announced, ...] = ()
    seen: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """In which the rule was seen to hold; not those with an announced day that differs from it."""
        announced = {one.year for one in self.announced}
        broken = {one.year for one in self.announced if self.rule.in_year(one.year) != one.day}
        return tuple(sorted((announced | set(self.seen)) - broken))

    def in_year(self, year: int, leap_day: LeapDay = LeapDay.NONE) -> Decision[date | Span]:
        """The day of that calendar year.

        Args:
            year: in which the day falls, or the window begins.
            leap_day: what 29 February means in a common year; without it the answer is `UNKNOWN`.

        Returns:
            The announced day; else the rule's, with evidence DERIVED or weaker and the years it was seen in;
            `UNKNOWN` where two announced days contradict each other, and the reasons name both.
        """
        announced = [one for one in self.announced if one.year == year]
        if announced:
            because = tuple(
                Reason(self.id, f"{one.day} is announced", one.evidence, one.source) for one in announced
            )
            agreed = all(one.day == announced[0].day for one in announced)
            return Decision(announced[0].day if agreed else UNKNOWN, because)
        day = self.rule.in_year(year, leap_day)
        weaker = Evidence.weakest([self.evidence, Evidence.DERIVED])
        if day is None:
            says = f"{self.rule.words} does not exist in {year}, and nothing says which day is meant"
            return Decision(UNKNOWN, (Reason(self.id, says, weaker, self.source),))
        years = ", ".join(map(str, self.years)) or "no year that is known here"
        says = f"{year} is not announced; {self.rule.words} was seen in {years}"
        because = (Reason(self.id, says, weaker, self.source),)
        if leap_day is not LeapDay.NONE and day != self.rule.in_year(year):
            says = f"{year} has no 29 February; {leap_day} is taken for it, as was asked"
            because += (Reason(self.id, says, Evidence.ASSUMED),)
        return Decision(day, because)
