"""Durations as rules state them: days, weeks, calendar months, working days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs
from dateutil.relativedelta import relativedelta

from .given import given_date, given_whole

if TYPE_CHECKING:
    from .working_day import WorkingDays

__all__ = ["Duration", "Unit"]


class Unit(StrEnum):
    """What a duration counts, with the letter it is written with. ``WD`` is ours, not of ISO 8601."""

    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    WORKING_DAY = "WD"


def _whole(_: object, attribute: object, count: int) -> None:  # noqa: ARG001  as attrs calls it
    given_whole(count, "the count of a duration")


@attrs.frozen
class Duration:
    """A number of days, weeks, calendar months or working days: ``P20D``, ``P2W``, ``P12M``, ``P7WD``.

    One unit only: no source was seen to mix them.

    Args:
        count: 1 to 9999.
        unit: what is counted.

    >>> str(Duration(20, Unit.DAY)), Duration(20, Unit.DAY).after(date(2026, 8, 20))
    ('P20D', datetime.date(2026, 9, 9))
    """

    count: int = attrs.field(validator=(_whole, attrs.validators.ge(1), attrs.validators.le(9999)))
    unit: Unit = attrs.field(validator=attrs.validators.instance_of(Unit))

    def after(self, day: date, calendar: WorkingDays | None = None) -> date:
        """The day so long after another, which is itself not counted.

        A month later is the same number of the day, or the last day of a month that is too short. Going back
        by as many months may therefore end on an earlier day than the one begun with.

        Args:
            day: counted from.
            calendar: which days are working days; needed for `Unit.WORKING_DAY` only.

        Raises:
            TypeError: working days without a calendar.

        >>> Duration(1, Unit.MONTH).after(date(2027, 1, 31))
        datetime.date(2027, 2, 28)
        >>> Duration(12, Unit.MONTH).after(date(2028, 2, 29))
        datetime.date(2029, 2, 28)
        """
        return self._moved(day, 1, calendar)

    def before(self, day: date, calendar: WorkingDays | None = None) -> date:
        """The day so long before another; as `after`, backwards.

        >>> Duration(2, Unit.WEEK).before(date(2027, 5, 15))
        datetime.date(2027, 5, 1)
        """
        return self._moved(day, -1, calendar)

    def _moved(self, day: date, sign: int, calendar: WorkingDays | None) -> date:
        given_date(day, "a day before or after")
        match self.unit:
            case Unit.DAY:
                return day + timedelta(days=sign * self.count)
            case Unit.WEEK:
                return day + timedelta(weeks=sign * self.count)
            case Unit.MONTH:
                return day + relativedelta(months=sign * self.count)
        if calendar is None:
            raise TypeError(f"{self} counts working days, and no calendar says which those are")
        from .working_day import add_working_days  # noqa: PLC0415  most durations count days

        return add_working_days(day, sign * self.count, calendar)

    @property
    def words(self) -> str:
        """As people write it.

        >>> Duration(20, Unit.DAY).words, Duration(1, Unit.WORKING_DAY).words
        ('20 days', '1 working day')
        """
        return f"{self.count} {self.unit.name.lower().replace('_', ' ')}{'s'[: self.count != 1]}"

    def __str__(self) -> str:
        return f"P{self.count}{self.unit}"
