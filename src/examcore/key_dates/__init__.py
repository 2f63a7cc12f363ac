"""Deadlines by body, series and year, with evidence; internal ones, a plan of the year, a calendar file.

A published day wins over a rule; a rule answers as DERIVED, naming the years it was seen in; what nobody
published is unknown and says why. Nothing here moves a deadline: beside the stated day stands the last
working day on or before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .answer import deadlines_of
    from .calendar_file import CalendarExtraMissing, CalendarFile, to_icalendar
    from .codes import CODES
    from .contract import Collision, ContractedWeeks
    from .deadline import COLUMNS, Deadline, Lack
    from .deadlines import Deadlines
    from .internal import InternalDeadline, InternalDeadlines, Lead, internal_deadlines
    from .plan import PLAN_COLUMNS, Plan, State, Task

__all__ = [
    "CODES",
    "COLUMNS",
    "PLAN_COLUMNS",
    "CalendarExtraMissing",
    "CalendarFile",
    "Collision",
    "ContractedWeeks",
    "Deadline",
    "Deadlines",
    "InternalDeadline",
    "InternalDeadlines",
    "Lack",
    "Lead",
    "Plan",
    "State",
    "Task",
    "deadlines_of",
    "internal_deadlines",
    "to_icalendar",
]

__getattr__ = lazily(
    __name__,
    {
        "CODES": "codes",
        "COLUMNS": "deadline",
        "CalendarExtraMissing": "calendar_file",
        "CalendarFile": "calendar_file",
        "Collision": "contract",
        "ContractedWeeks": "contract",
        "Deadline": "deadline",
        "Deadlines": "deadlines",
        "InternalDeadline": "internal",
        "InternalDeadlines": "internal",
        "Lack": "deadline",
        "Lead": "internal",
        "PLAN_COLUMNS": "plan",
        "Plan": "plan",
        "State": "plan",
        "Task": "plan",
        "deadlines_of": "answer",
        "internal_deadlines": "internal",
        "to_icalendar": "calendar_file",
    },
)
