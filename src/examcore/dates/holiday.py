"""Bank holidays: computed from rules that are data, with one-off and moved days.

The rules are rows of a dataset, and so are the days that were appointed once. Nobody knows the one-off days
of the future: what lies after the dataset's ``as_of`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from ..datasets import Dataset, NotCovered, Row
from ..errors import InvalidDeclaration
from ..evidence import Evidence, Reason, Source
from .given import given_date
from .notation import find_when, when_problem
from .recurring import EasterDay, MonthDay, WeekdayOfMonth, in_words

__all__ = ["BankHoliday", "HolidayCalendar", "Jurisdiction"]

_LAST_YEAR = 4099  # of the calculation of Easter
_YEAR = re.compile("[0-9]{4}")


class Jurisdiction(StrEnum):
    """Where a list of bank holidays holds; the values are those of the government's own list."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@attrs.frozen(kw_only=True, order=False)
class BankHoliday:
    """A bank holiday of one year.

    Args:
        day: on which it is kept.
        title: as the government's list writes it.
        substitute_for: the day at a weekend that it stands for; None where it is kept on its own day.
        instead_of: the day that it was moved from, on which it would have been kept.
        evidence: how the day is known; DERIVED where a rule answers for a year whose list was not seen.
        sources: where the rule or the day was read.
    """

    day: date
    title: str
    substitute_for: date | None = None
    instead_of: date | None = None
    evidence: Evidence = Evidence.SUPPLIED
    sources: tuple[Source, ...] = ()

    @property
    def reason(self) -> Reason:
        """That the day is no working day, and whence that is known."""
        more = ""
        if self.substitute_for:
            more = f", for {in_words(self.substitute_for)}"
        elif self.instead_of:
            more = f", moved from {in_words(self.instead_of)}"
        says = f"{in_words(self.day)} is a bank holiday ({self.title}{more})"
        return Reason("dates.bank-holiday", says, self.evidence, self.sources[0] if self.sources else None)


@attrs.frozen(kw_only=True)
class _Rule:
    """A row whose day recurs."""

    title: str
    day: MonthDay | WeekdayOfMonth | EasterDay
    first_year: int
    substitute: bool
    seen: range
    evidence: Evidence
    sources: tuple[Source, ...]

    def evidence_in(self, year: int) -> Evidence:
        return self.evidence if year in self.seen else Evidence.weakest([self.evidence, Evidence.DERIVED])


@attrs.frozen(kw_only=True, repr=False)
class HolidayCalendar:
    """The bank holidays of one jurisdiction. Made by `HolidayCalendar.of`.

    Monday to Friday are working days unless they are bank holidays.

    Args:
        jurisdiction: where it holds.
        as_of: days after it can still be appointed, abolished or moved.
        first_year: the calendar covers this year and those after it, up to 4099.
        origin: id of the dataset.
    """

    jurisdiction: Jurisdiction
    as_of: date
    first_year: int
    origin: str
    _rules: tuple[_Rule, ...]
    _once: tuple[BankHoliday, ...]
    _years: dict[int, dict[date, BankHoliday]] = attrs.field(factory=dict, init=False, eq=False)

    @classmethod
    def of(cls, dataset: Dataset, jurisdiction: Jurisdiction) -> HolidayCalendar:
        """The calendar of one jurisdiction, from a dataset of the form of ``jcq.dates.bank-holidays-uk``.

        Args:
            dataset: with the columns ``jurisdiction``, ``day``, ``holiday``, ``first_year``, ``seen``,
                ``substitute`` and ``instead_of``.
            jurisdiction: whose rows are taken.

        Raises:
            InvalidDeclaration: a row cannot be read; the message names its line.
            NotCovered: no rule is of that jurisdiction.
        """
        rows = [row for row in dataset if row["jurisdiction"] == jurisdiction]
        rules: list[_Rule] = []
        once: list[BankHoliday] = []
        for row in rows:
            try:
                _take(row, rules, once)
            except ValueError as error:
                raise InvalidDeclaration(f"dataset {dataset.id}, line {row.line}: {error}") from None
        if not rules:
            raise NotCovered(f"{dataset.id} has no rule for {jurisdiction}; it covers {dataset.covers}")
        return cls(
            jurisdiction=jurisdiction,
            as_of=dataset.as_of,
            first_year=min(rule.first_year for rule in rules),
            origin=dataset.id,
            rules=tuple(rules),
            once=tuple(once),
        )

    def plus(self, *holidays: BankHoliday) -> HolidayCalendar:
        """The calendar with further days, such as one that was proclaimed after the dataset was made.

        Args:
            holidays: each one-off; with ``instead_of`` that bank holiday, be it of a rule or one-off, is a
                working day again. They are added in order.

        Raises:
            ValueError: there is no bank holiday on the day of ``instead_of``.
        """
        more = self
        for number, holiday in enumerate(holidays, 1):
            given_date(holiday.day, "a bank holiday")
            if holiday.instead_of is not None and more.find(holiday.instead_of) is None:
                raise ValueError(
                    f"no bank holiday can be moved from {in_words(holiday.instead_of)}: none is there"
                )
            more = attrs.evolve(self, once=(*self._once, *holidays[:number]))
        return more

    def holidays(self, year: int) -> tuple[BankHoliday, ...]:
        """Those of a calendar year, in order.

        Raises:
            NotCovered: the year lies before `first_year` or after 4099.
        """
        return tuple(self._of_year(year).values())

    def find(self, day: date) -> BankHoliday | None:
        """The bank holiday of that day; None means there is none. `NotCovered` as in `holidays`."""
        given_date(day, "a working day")
        return self._of_year(day.year).get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether it is Monday to Friday and no bank holiday. `NotCovered` as in `holidays`."""
        return self.find(day) is None and day.weekday() < 5

    def because(self, first: date, last: date) -> tuple[Reason, ...]:
        """What the working days from the one day to the other rest on.

        Returns:
            A reason for every bank holiday, both days counted, and for what can still change after `as_of`.
        """
        reasons = [
            h.reason
            for year in range(first.year, last.year + 1)
            for h in self.holidays(year)
            if first <= h.day <= last
        ]
        if last > self.as_of:
            says = f"bank holidays after {in_words(self.as_of)} can still be appointed or moved"
            reasons.append(Reason("dates.bank-holiday", says, Evidence.DERIVED, Source(self.origin)))
        return tuple(reasons)

    def _of_year(self, year: int) -> dict[date, BankHoliday]:
        found = self._years.get(year)
        if found is None:
            if not self.first_year <= year <= _LAST_YEAR:
                raise NotCovered(
                    f"{self.origin} has no bank holidays of {year} for {self.jurisdiction}; "
                    f"it covers {self.first_year} to {_LAST_YEAR}"
                )
            found = {holiday.day: holiday for holiday in sorted(self._computed(year), key=lambda h: h.day)}
            self._years[year] = found
        return found

    def _computed(self, year: int) -> Iterator[BankHoliday]:
        once = [holiday for holiday in self._once if holiday.day.year == year]
        kept_once = [  # not those that were moved on by a later one
            holiday
            for number, holiday in enumerate(self._once, 1)
            if holiday.day.year == year
            and all(later.instead_of != holiday.day for later in self._once[number:])
        ]
        moved = {holiday.instead_of for holiday in self._once}
        taken = {holiday.day for holiday in once}
        weekend: list[tuple[date, _Rule]] = []
        for rule in self._rules:
            day = rule.day.in_year(year) if year >= rule.first_year else None
            if day is None:
                continue
            if rule.substitute and day.weekday() >= 5:
                weekend.append((day, rule))
            elif day not in taken and day not in moved:
                taken.add(day)
                yield _kept(rule, day, day)
        yield from kept_once
        # a substitute is the next weekday that is free: Boxing Day keeps its Monday, and Christmas Day, which
        # was the Sunday, gets the Tuesday
        for day, rule in sorted(weekend, key=lambda pair: pair[0]):
            kept = day
            while kept.weekday() >= 5 or kept in taken:
                kept += timedelta(days=1)
            taken.add(kept)
            if kept not in moved:
                yield _kept(rule, kept, day)

    def __repr__(self) -> str:
        return f"<HolidayCalendar {self.jurisdiction}: from {self.first_year}, as of {self.as_of}>"


def _kept(rule: _Rule, kept: date, day: date) -> BankHoliday:
    return BankHoliday(
        day=kept,
        title=rule.title,
        substitute_for=None if kept == day else day,
        evidence=rule.evidence_in(day.year),
        sources=rule.sources,
    )


def _take(row: Row, rules: list[_Rule], once: list[BankHoliday]) -> None:
    """Sort a row into rules and one-off days; `ValueError` says what is wrong with it."""
    day = find_when(row["day"])
    if isinstance(day, date):
        if row["first_year"] or row["seen"] or row["substitute"]:
            raise ValueError(f"{row['day']} does not recur, and has first_year, seen or substitute")
        once.append(
            BankHoliday(
                day=day,
                title=row["holiday"],
                instead_of=date.fromisoformat(row["instead_of"]) if row["instead_of"] else None,
                evidence=row.evidence,
                sources=row.sources,
            )
        )
        return
    if not isinstance(day, MonthDay | WeekdayOfMonth | EasterDay):
        raise ValueError(when_problem(row["day"]) or f"{row['day']} is not one day of a year")  # noqa: TRY004  it is content
    if not _YEAR.fullmatch(row["first_year"]):
        raise ValueError(f"first_year {row['first_year']!r} is not a year")
    first, slash, last = row["seen"].partition("/")
    if row["seen"] and not (slash and _YEAR.fullmatch(first) and _YEAR.fullmatch(last)):
        raise ValueError(f"seen {row['seen']!r} is not of the form 2012/2028")
    if row["substitute"] not in {"", "next-weekday"}:
        raise ValueError(f"substitute {row['substitute']!r} is neither next-weekday nor blank")
    if row["instead_of"]:
        raise ValueError(f"{row['day']} recurs, and has instead_of")
    rules.append(
        _Rule(
            title=row["holiday"],
            day=day,
            first_year=int(row["first_year"]),
            substitute=bool(row["substitute"]),
            seen=range(int(first), int(last) + 1) if row["seen"] else range(0),
            evidence=row.evidence,
            sources=row.sources,
        )
    )
