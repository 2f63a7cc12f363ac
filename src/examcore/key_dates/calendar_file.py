"""Deadlines and plans as an iCalendar file: the one module that knows icalendar (extra ``calendar``)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from ..dates import LONDON, OnClockChange, in_words, moment
from ..errors import ExamcoreError
from ..evidence import Evidence, Reason
from ..findings import Finding, Report
from .codes import NOT_IN_CALENDAR
from .deadline import Deadline, body_name
from .internal import InternalDeadline
from .plan import Task

__all__ = ["CalendarExtraMissing", "CalendarFile", "to_icalendar"]

_DAY = timedelta(days=1)
_NO_TEXT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, marks of direction, halves of characters
_EXPECTED = {
    True: ("expected", "Not published where it could be read: it follows from a rule."),
    False: ("unconfirmed", "Not published where it could be read, and not confirmed: look it up."),
}


class CalendarExtraMissing(ExamcoreError, ImportError):
    """The package icalendar is not installed."""


@attrs.frozen(repr=False)
class CalendarFile:
    """An iCalendar file, to be written by the caller.

    Args:
        data: the bytes.
        count: how many events or tasks it has.
        findings: what is not in it.
    """

    data: bytes
    count: int
    findings: Report

    def __repr__(self) -> str:
        return f"<CalendarFile: {self.count} in {len(self.data)} bytes, {self.findings.summary}>"


def to_icalendar(
    items: Iterable[Deadline | InternalDeadline | Task],
    *,
    stamp: datetime,
    alarms: Iterable[timedelta] = (),
    name: str = "",
    todos: bool = False,
) -> CalendarFile:
    """An iCalendar file of deadlines, internal deadlines or the tasks of a plan.

    A day is an event of the whole day, without a time zone; one with a time is in Europe/London. Days that
    were not published say so: "expected" where a rule gives them, "unconfirmed" where they rest on less.
    Those that are unknown are not in the file, and a finding names each.

    Args:
        items: `Deadlines`, `InternalDeadlines`, or a `Plan`.
        stamp: the moment at which the file is made, with a time zone; the clock is not read.
        alarms: how long before each, counted from midnight at the beginning of the day, whatever the time:
            ``timedelta(hours=15)`` rings at nine in the morning of the day before. What ends on a Sunday
            rings before its Friday.
        name: of the calendar, for programs that show it.
        todos: write tasks with a due day and a state in place of events; many programs show events only.

    Returns:
        The bytes, and what is not in them. The same input gives the same bytes.

    Raises:
        CalendarExtraMissing: install ``examcore[calendar]``.
        ValueError: the stamp has no time zone, or an alarm is negative.

    >>> made = to_icalendar([], stamp=datetime(2026, 11, 1, tzinfo=UTC))
    >>> made.data.decode().splitlines()[0], made.count
    ('BEGIN:VCALENDAR', 0)
    """
    if stamp.tzinfo is None:
        raise ValueError("the stamp needs a time zone, such as datetime(2026, 11, 1, tzinfo=UTC)")
    before = sorted(set(alarms))
    if before and before[0] < timedelta(0):
        raise ValueError(f"an alarm comes before the day, so it is not negative: {before[0]}")
    try:
        import icalendar  # noqa: PLC0415  an extra, and only this needs it
    except ImportError:
        raise CalendarExtraMissing(
            "calendar files need the package icalendar: pip install 'examcore[calendar]'"
        ) from None

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//examcore//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", _clean(name, " "))
    findings: list[Finding] = []
    years: list[int] = []
    for item in items:
        task = item if isinstance(item, Task) else _task(item)
        if task.day is None:
            findings.append(NOT_IN_CALENDAR.at(what=task.name))
            continue
        years.append(task.day.year)
        part = _todo(icalendar, task) if todos else _event(icalendar, task)
        part.add("uid", task.uid)
        part.add("dtstamp", stamp.astimezone(UTC))
        part.add("summary", _summary(task))
        part.add("description", "\n".join(map(_clean, _description(task))))
        part.add("categories", [task.deadline.event])
        for alarm in _alarms(icalendar, task, before, todo=todos):
            part.add_component(alarm)
        calendar.add_component(part)
    if years:
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    return CalendarFile(calendar.to_ical(), len(years), Report(findings))


def _task(item: Deadline | InternalDeadline) -> Task:
    if isinstance(item, InternalDeadline):
        return Task(deadline=item.deadline, internal=item, owner=item.lead.owner)
    return Task(deadline=item)


def _moment(task: Task) -> datetime | None:
    """The time of a task; a skipped or repeated one is the earlier reading, so that nobody comes too late."""
    if task.at is None or task.day is None:
        return None
    return moment(task.day, task.at, LONDON, OnClockChange.EARLIER)


def _event(icalendar: Any, task: Task) -> Any:
    event = icalendar.Event()
    at = _moment(task)
    if at is not None:
        event.add("dtstart", at)  # and it ends at the same moment
    elif task.day is not None:
        first = task.day if task.internal else task.deadline.first
        event.add("dtstart", first)
        event.add("dtend", task.day + _DAY)  # which is not part of the event
    event.add("transp", "TRANSPARENT")  # it is no appointment: the day stays free
    return event


def _todo(icalendar: Any, task: Task) -> Any:
    todo = icalendar.Todo()
    todo.add("due", _moment(task) or task.day)
    todo.add("status", "COMPLETED" if task.done else "NEEDS-ACTION")
    return todo


def _alarms(icalendar: Any, task: Task, before: Iterable[timedelta], *, todo: bool) -> Iterator[Any]:
    if task.done:
        return
    earlier = _DAY * 0
    if task.internal is None and (todo or task.deadline.first == task.day):
        # what falls on a Sunday rings before its Friday; a window rings before it opens
        working_day = task.deadline.working_day
        earlier = task.day - working_day if task.day and working_day else earlier
    if task.at is not None:
        earlier = timedelta(hours=task.at.hour, minutes=task.at.minute)
    for span in before:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _summary(task))
        alarm.add("trigger", -(span + earlier), parameters={"RELATED": "END"} if todo else None)
        yield alarm


def _summary(task: Task) -> str:
    """What it is comes first, as a month on a screen shows little more."""
    done = "Done: " if task.done else ""
    remarks = "; ".join(_remarks(task))
    owner = f" [{task.owner}]" if task.owner else ""
    return _clean(f"{done}{task.heading}{f' ({remarks})' if remarks else ''}{owner}")


def _remarks(task: Task) -> Iterator[str]:
    deadline = task.deadline
    if deadline.expected:
        yield _EXPECTED[deadline.evidence is Evidence.DERIVED][0]
    working_day = deadline.working_day
    if task.internal is None and working_day is not None and working_day != deadline.day:
        yield f"last working day {in_words(working_day)}"


def _description(task: Task) -> Iterator[str]:
    deadline, internal = task.deadline, task.internal
    if task.owner:
        yield f"Owner: {task.owner}"
    if internal is not None:
        yield f"To be done {internal.lead.before.words} before the deadline:"
        yield from map(_line, internal.because)
        yield deadline.heading
    yield deadline.when
    if deadline.expected:
        yield _EXPECTED[deadline.evidence is Evidence.DERIVED][1]
    yield f"Stated by {body_name(deadline.body)}; it holds for {', '.join(map(body_name, deadline.bodies))}."
    yield f"How it is known ({deadline.evidence}):"
    yield from map(_line, deadline.decision.because)
    yield "Sources:"
    for source in deadline.sources:
        address = deadline.documents.get(source.key, "")
        yield f"- {source}{': ' if address else ''}{address}"


def _clean(text: str, joint: str = "\n") -> str:
    """A text without what a program takes for something else than a letter; line breaks are of one kind."""
    return joint.join(
        "".join(char for char in line if unicodedata.category(char) not in _NO_TEXT)
        for line in text.replace("\t", " ").splitlines()
    )


def _line(reason: Reason) -> str:
    return f"- {reason}"
