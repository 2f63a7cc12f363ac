"""An annual exams plan: deadlines with owner and state, and what falls into weeks that are not worked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

import attrs

from ..dates import in_words, week_beginning
from ..evidence import Evidence
from ..findings import Finding, Report
from .codes import STATE_OF_NOTHING, WEEK_NOT_WORKED, WEEKS_NOT_TOLD
from .contract import Collision, ContractedWeeks
from .deadline import Deadline, checked_day
from .internal import InternalDeadline
from .names import check_name

__all__ = ["PLAN_COLUMNS", "Plan", "State", "Task"]

PLAN_COLUMNS: Final[Mapping[str, str]] = {
    "day": "ISO date by which it is to be done, of a window the last day; None where it is unknown",
    "working_day": "ISO date, the last working day on or before it; None where it is unknown",
    "counted": "ISO date that the lead of an internal task gives, before it was moved out of a holiday",
    "time": "of the day, in London; blank for the whole day",
    "what": "what is to be done",
    "deadline": "the external deadline",
    "internal": "True for a task that the centre set itself",
    "owner": "who does it; blank where nobody was named",
    "state": "open, done or overdue",
    "evidence": "of the external day; None where it is unknown",
    "expected": "True where the external day is not published but follows from a rule or from memory",
    "uid": "by which its state is kept",
}
"""The columns of `Plan.rows`, each with its meaning."""


_UID = re.compile("[0-9a-f]{40}@examcore")


class State(StrEnum):
    """How a task stands on a day."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    """Neither done nor any longer in time; the day itself is in time."""


@attrs.frozen(kw_only=True)
class Task:
    """One line of the plan.

    Args:
        deadline: the external one.
        internal: the internal one before it; None where the task is the external deadline itself.
        owner: who does it.
        done: whether it was said to be done.
    """

    deadline: Deadline
    internal: InternalDeadline | None = None
    owner: str = attrs.field(default="", repr=False)  # a person
    done: bool = False

    @property
    def uid(self) -> str:
        """By which its state is kept."""
        return self.internal.uid if self.internal else self.deadline.uid

    @property
    def what(self) -> str:
        """What is to be done."""
        return self.internal.lead.title if self.internal else self.deadline.title

    @property
    def name(self) -> str:
        """What is to be done, and before or for which deadline; for findings."""
        return f"{self.what} ({self.deadline.what})" if self.internal else self.deadline.what

    @property
    def heading(self) -> str:
        """The same for people; see `Deadline.heading`."""
        return f"{self.what[:1].upper()}{self.what[1:]}: {self.deadline.about}"

    @property
    def first(self) -> date | None:
        """The day from which it is to be thought of; None where it is unknown."""
        return self.internal.day if self.internal else self.deadline.begins

    @property
    def day(self) -> date | None:
        """The day by which it is to be done; None where it is unknown."""
        return self.internal.day if self.internal else self.deadline.day

    @property
    def at(self) -> time | None:
        """The time of the day, where there is one."""
        return self.internal.lead.at if self.internal else None

    @property
    def evidence(self) -> Evidence | None:
        """Of the external day; None where it is unknown."""
        return self.deadline.evidence

    def state(self, on: date) -> State:
        """How it stands on a day. What has no day is never overdue."""
        if self.done:
            return State.DONE
        return State.OVERDUE if self.day is not None and self.day < on else State.OPEN

    def __str__(self) -> str:
        when = self.deadline.when
        if self.internal is not None:
            when = in_words(self.internal.day) + (f" at {self.at:%H:%M}" if self.at else "")
        owner = f" [{self.owner}]" if self.owner else ""
        return f"{when}: {self.heading}{owner}"


@attrs.frozen(repr=False)
class Plan:
    """An annual exams plan. Made by `Plan.of`.

    Args:
        tasks: by day, those without one last.
        findings: of the deadlines, the internal ones and the states.

    >>> len(Plan.of(()))
    0
    """

    tasks: tuple[Task, ...] = ()
    findings: Report = attrs.field(factory=Report)

    @classmethod
    def of(
        cls,
        deadlines: Iterable[Deadline],
        internal: Iterable[InternalDeadline] = (),
        *,
        owners: Mapping[str, str] | None = None,
        states: Mapping[str, State | str] | None = None,
    ) -> Plan:
        """The plan of external and internal deadlines.

        Args:
            deadlines: such as `Deadlines`.
            internal: such as `InternalDeadlines`, whose leads name their owners.
            owners: who is responsible, by event or by identifier of a task; the latter wins over a lead.
            states: by identifier, as `rows` gives them: ``done``, or ``open``; ``overdue`` is as good as
                ``open``, since it depends on the day.

        Raises:
            ValueError: a state is none of those; an owner is given for what is neither an event nor a task.
        """
        owners, states = owners or {}, states or {}
        for uid, given in states.items():
            if given not in set(State):
                raise ValueError(f"the state {given!r} of {uid} is neither open nor done")
        tasks = [
            *(Task(deadline=one, owner=owners.get(one.event, "")) for one in deadlines),
            *(Task(deadline=one.deadline, internal=one, owner=one.lead.owner) for one in internal),
        ]
        _refuse_owners_of_nothing(owners, tasks, getattr(deadlines, "codes", {}).get("event", frozenset()))
        tasks = [
            attrs.evolve(t, owner=owners.get(t.uid, t.owner), done=states.get(t.uid) == State.DONE)
            for t in tasks
        ]
        tasks.sort(key=lambda t: (t.day is None, t.day or date.min, t.internal is None, t.name, t.uid))
        findings = [*getattr(deadlines, "findings", ()), *getattr(internal, "findings", ())]
        nowhere = sorted({u for u, s in states.items() if s == State.DONE} - {task.uid for task in tasks})
        if nowhere:
            findings.append(STATE_OF_NOTHING.at(count=len(nowhere), uid=nowhere[0]))
        return cls(tuple(tasks), Report(findings))

    def __iter__(self) -> Iterator[Task]:
        return iter(self.tasks)

    def __len__(self) -> int:
        return len(self.tasks)

    @property
    def known(self) -> Plan:
        """The tasks with a day."""
        return Plan(tuple(task for task in self.tasks if task.day is not None), self.findings)

    @property
    def unknown(self) -> Plan:
        """The tasks without; `Deadline.lack` and the reasons of its decision say why."""
        return Plan(tuple(task for task in self.tasks if task.day is None), self.findings)

    def due(self, *, on: date, within_days: int) -> Plan:
        """What is open and falls due within so many days, and what is overdue."""
        if within_days < 0:
            raise ValueError(f"within_days is 0 or more, not {within_days}")
        end = checked_day(on) + timedelta(days=within_days)
        left = (task for task in self.tasks if not task.done and task.first is not None)
        return Plan(
            tuple(task for task in left if task.first is not None and task.first <= end), self.findings
        )

    def rows(self, *, on: date) -> Iterator[dict[str, str | bool | None]]:
        """As rows, with the state on a day; the columns are those of `PLAN_COLUMNS`.

        Args:
            on: the day.
        """
        checked_day(on)
        for task in self.tasks:
            internal, day = task.internal, task.day
            working_day = day if internal else task.deadline.working_day
            yield {
                "day": day.isoformat() if day else None,
                "working_day": working_day.isoformat() if working_day else None,
                "counted": internal.counted.isoformat() if internal else None,
                "time": task.at.strftime("%H:%M") if task.at else "",
                "what": task.what,
                "deadline": task.deadline.what,
                "internal": internal is not None,
                "owner": task.owner,
                "state": str(task.state(on)),
                "evidence": str(task.evidence) if task.evidence else None,
                "expected": task.deadline.expected,
                "uid": task.uid,
            }

    def collisions(self, weeks: ContractedWeeks) -> tuple[Collision, ...]:
        """What falls into weeks that are not worked; only days of the academic year of ``weeks`` are judged.

        A deadline is judged by its last working day, a window by each of its weeks. What is done collides
        with nothing.
        """
        return tuple(
            Collision(task, week, weeks.last_worked(week))
            for task in self.tasks
            if not task.done and (week := _free_week(task, weeks)) is not None
        )

    def check_weeks(self, weeks: ContractedWeeks) -> Report:
        """The collisions as findings, and how many tasks lie outside the year of ``weeks``."""
        findings: list[Finding] = []
        for one in self.collisions(weeks):
            before = (
                f"the last week worked before it is that of {one.before}"
                if one.before
                else "none before it is"
            )
            findings.append(
                WEEK_NOT_WORKED.at(what=one.task.name, day=one.task.day, week=one.week, before=before)
            )
        outside = sum(
            task.day is not None and not task.done and task.day not in weeks.year for task in self.tasks
        )
        if outside:
            findings.append(WEEKS_NOT_TOLD.at(count=outside, year=weeks.year))
        return Report(findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.tasks))

    def __repr__(self) -> str:
        return f"<Plan: {len(self.tasks)} tasks, {sum(task.done for task in self.tasks)} done>"


def _refuse_owners_of_nothing(owners: Iterable[str], tasks: Iterable[Task], events: Iterable[str]) -> None:
    names = {*events}
    for task in tasks:
        names |= {task.uid, task.deadline.event}
    for name in owners:
        if not _UID.fullmatch(name):  # a task that is gone may still stand in the table of an earlier plan
            check_name("event or task", name, names)


def _free_week(task: Task, weeks: ContractedWeeks) -> date | None:
    """The Monday of the first week of a task that is not worked, or None."""
    first, last = task.first, task.day
    if first is None or last is None:
        return None
    window = task.internal is None and task.deadline.first != task.deadline.day
    # what ends on a Sunday or bank holiday is done on the working day before, and that one is looked at
    day, end = week_beginning(first), last if window else first
    while day <= end:
        if max(day, first) in weeks.year and not weeks.works(day):
            return day
        day += timedelta(days=7)
    return None
