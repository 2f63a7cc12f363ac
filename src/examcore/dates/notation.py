"""The notation of days and durations in tables: ``2026-02-21``, ``--02-21``, ``--09``, ``a/b``, ``P20D``.

| written | is |
|---|---|
| ``2026-02-21`` | a day |
| ``2026-05-07/2026-06-24`` | two days: a window, or an event in two parts |
| ``--02-21`` | that day of every year |
| ``--09`` | some day of that month of every year |
| ``--08-last-monday`` | a weekday of a month; ``first`` to ``fourth``, or ``last`` |
| ``easter-2`` | days from Easter Sunday |
| two of those with ``/`` | a window that recurs |
| ``P20D``, ``P2W``, ``P12M``, ``P7WD`` | days, weeks, calendar months, working days |
"""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

from .duration import Duration, Unit
from .recurring import (
    ORDINALS,
    WEEKDAYS,
    EasterDay,
    MonthDay,
    Recurring,
    RecurringSpan,
    Span,
    WeekdayOfMonth,
    WholeMonth,
)

__all__ = ["When", "find_when", "when_problem"]

When: TypeAlias = date | Span | Recurring | RecurringSpan | Duration

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_DAY = re.compile(r"--([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"--([0-9]{2})")
_WEEKDAY = re.compile(rf"--([0-9]{{2}})-({'|'.join(ORDINALS)})-({'|'.join(WEEKDAYS)})")
_EASTER = re.compile(r"easter([+-](?:0|[1-9][0-9]?))")
_DURATION = re.compile(r"P([1-9][0-9]{0,3})(D|WD|W|M)")
_KNOWN = "2026-02-21, --02-21, --09, --08-last-monday, easter-2, two of those with /, P20D, P12M or P7WD"


def find_when(text: str) -> When | None:
    """What a cell says, whatever it holds; None where `when_problem` has something to say.

    ``str`` of the answer is the text again, but for ``easter-0``, which is printed ``easter+0``.

    >>> find_when("--02-21"), find_when("P12M")
    (MonthDay(month=2, day=21), Duration(count=12, unit=<Unit.MONTH: 'M'>))
    >>> find_when("21 February") is None
    True
    """
    try:
        return _read(text)
    except ValueError:
        return None


def when_problem(text: str) -> str:
    """Why `find_when` has no answer, in half a sentence; empty where it has one.

    >>> when_problem("2026-02-29")
    "'2026-02-29': day is out of range for month"
    >>> when_problem("--02-21")
    ''
    """
    try:
        _read(text)
    except ValueError as error:
        return f"{text!r}: {error}"
    return ""


def _read(text: str) -> When:
    if match := _DURATION.fullmatch(text):
        return Duration(int(match[1]), Unit(match[2]))
    first, slash, last = text.partition("/")
    if not slash:
        return _one(text)
    one, other = _one(first), _one(last)
    if isinstance(one, date) and isinstance(other, date):
        return Span(one, other)
    if isinstance(one, date) or isinstance(other, date):
        raise ValueError("one of the two recurs and the other does not")  # noqa: TRY004  it is content
    return RecurringSpan(one, other)


def _one(text: str) -> date | Recurring:
    if match := _DAY.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_DAY.fullmatch(text):
        return MonthDay(int(match[1]), int(match[2]))
    if match := _MONTH.fullmatch(text):
        return WholeMonth(int(match[1]))
    if match := _WEEKDAY.fullmatch(text):
        return WeekdayOfMonth(int(match[1]), ORDINALS[match[2]], WEEKDAYS.index(match[3]))
    if match := _EASTER.fullmatch(text):
        return EasterDay(int(match[1]))
    raise ValueError(f"not of the form {_KNOWN}")
