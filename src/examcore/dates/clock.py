"""Moments: a time on the wall of a place, made into one that can be compared everywhere.

Once a year the clock skips an hour and once it repeats one. A time in either is refused unless the caller
says how it is meant.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from ..errors import ExamcoreError
from .recurring import in_words

__all__ = ["LONDON", "ClockChange", "OnClockChange", "UnknownZone", "moment"]

LONDON: Final = "Europe/London"
"""The zone of centres in the United Kingdom."""


class ClockChange(ExamcoreError, ValueError):
    """A wall time that a clock change skips or repeats, so that it is not one moment."""


class UnknownZone(ExamcoreError, LookupError):
    """A time zone that this machine has no data for."""


class OnClockChange(StrEnum):
    """What is meant by a wall time that the clock skips or repeats."""

    REFUSE = "refuse"
    """`ClockChange` is raised."""
    EARLIER = "earlier"
    """The earlier of the two readings: of a repeated time the first one."""
    LATER = "later"
    """The later of the two readings: of a repeated time the second one."""


def moment(
    day: date,
    clock: time,
    zone: str = LONDON,
    on_change: OnClockChange = OnClockChange.REFUSE,
) -> datetime:
    """The moment at which the clocks of a place show a time on a day.

    In London 01:30 does not exist on the last Sunday of March: read by the winter clock it is 02:30 (later),
    by the summer clock 00:30 (earlier). On the last Sunday of October it comes twice.

    Args:
        day: at the place.
        clock: on the wall, without a zone of its own.
        zone: name in the IANA database; the zone belongs to the centre.
        on_change: what a skipped or repeated time means.

    Returns:
        An aware datetime in the zone. Python compares two datetimes of one zone by the wall, even within the
        hour that comes twice; compare them with ``.astimezone(UTC)`` there.

    Raises:
        ClockChange: the time is skipped or repeated and ``on_change`` is ``REFUSE``.
        UnknownZone: there is no data for the zone.
        TypeError: the time has a zone of its own, or the day is a datetime.

    >>> moment(date(2026, 8, 20), time(8, 0)).isoformat()
    '2026-08-20T08:00:00+01:00'
    >>> moment(date(2026, 10, 25), time(1, 30), on_change=OnClockChange.LATER).isoformat()
    '2026-10-25T01:30:00+00:00'
    """
    if isinstance(day, datetime):
        raise TypeError("the day is a date, and the time comes by itself")
    if clock.tzinfo is not None:
        raise TypeError("the time on the wall has no zone; the place has one")
    place = _place(zone)
    first, second = (datetime.combine(day, clock.replace(fold=fold), place) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    # a repeated time comes back from UTC as it was; one that is skipped comes back as another
    readings = sorted(one.astimezone(UTC) for one in (first, second))
    if on_change is OnClockChange.REFUSE:
        repeated = readings[0].astimezone(place).replace(tzinfo=None, fold=0) == first.replace(tzinfo=None)
        what = "comes twice" if repeated else "does not exist"
        raise ClockChange(
            f"{clock:%H:%M} on {in_words(day)} {what} in {zone}: the clocks change; "
            "on_change takes EARLIER or LATER"
        )
    return readings[0 if on_change is OnClockChange.EARLIER else 1].astimezone(place)


def _place(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    # by the name and by the machine it is a KeyError, a ValueError, or an OSError where a folder has the name
    except (KeyError, ValueError, OSError):
        raise UnknownZone(
            f"no time zone {zone!r} on this machine; names are such as {LONDON}, "
            "and Windows needs the package tzdata for any"
        ) from None
