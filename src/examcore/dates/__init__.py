"""Days as examination rules state them: bank holidays, working days, recurring days, durations, moments.

Nothing here reads the clock: days are arguments. What a rule says is data: bank holidays come from a dataset,
and a recurring day from the row of a plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .clock import LONDON, ClockChange, OnClockChange, UnknownZone, moment
    from .duration import Duration, Unit
    from .holiday import BankHoliday, HolidayCalendar, Jurisdiction
    from .notation import When, find_when, when_problem
    from .recurrence import Announced, Recurrence
    from .recurring import (
        EasterDay,
        LeapDay,
        MonthDay,
        Recurring,
        RecurringSpan,
        Span,
        WeekdayOfMonth,
        WholeMonth,
        in_words,
    )
    from .term import AcademicYear, SchoolDays, Term, find_academic_year, week_beginning
    from .working_day import (
        StatedDay,
        Weekdays,
        WorkingDays,
        add_working_days,
        last_working_day,
        next_working_day,
        working_days_between,
    )

__all__ = [
    "LONDON",
    "AcademicYear",
    "Announced",
    "BankHoliday",
    "ClockChange",
    "Duration",
    "EasterDay",
    "HolidayCalendar",
    "Jurisdiction",
    "LeapDay",
    "MonthDay",
    "OnClockChange",
    "Recurrence",
    "Recurring",
    "RecurringSpan",
    "SchoolDays",
    "Span",
    "StatedDay",
    "Term",
    "Unit",
    "UnknownZone",
    "WeekdayOfMonth",
    "Weekdays",
    "When",
    "WholeMonth",
    "WorkingDays",
    "add_working_days",
    "find_academic_year",
    "find_when",
    "in_words",
    "last_working_day",
    "moment",
    "next_working_day",
    "week_beginning",
    "when_problem",
    "working_days_between",
]

__getattr__ = lazily(
    __name__,
    {
        "LONDON": "clock",
        "AcademicYear": "term",
        "Announced": "recurrence",
        "BankHoliday": "holiday",
        "ClockChange": "clock",
        "Duration": "duration",
        "EasterDay": "recurring",
        "HolidayCalendar": "holiday",
        "Jurisdiction": "holiday",
        "LeapDay": "recurring",
        "MonthDay": "recurring",
        "OnClockChange": "clock",
        "Recurrence": "recurrence",
        "Recurring": "recurring",
        "RecurringSpan": "recurring",
        "SchoolDays": "term",
        "Span": "recurring",
        "StatedDay": "working_day",
        "Term": "term",
        "Unit": "duration",
        "UnknownZone": "clock",
        "WeekdayOfMonth": "recurring",
        "Weekdays": "working_day",
        "When": "notation",
        "WholeMonth": "recurring",
        "WorkingDays": "working_day",
        "add_working_days": "working_day",
        "find_academic_year": "term",
        "find_when": "notation",
        "in_words": "recurring",
        "last_working_day": "working_day",
        "moment": "clock",
        "next_working_day": "working_day",
        "week_beginning": "term",
        "when_problem": "notation",
        "working_days_between": "working_day",
    },
)
