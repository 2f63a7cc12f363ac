"""Internal deadlines: the centre's own days before those of the awarding bodies, kept out of holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

import attrs

from ..datasets import NotCovered
from ..dates import Duration, SchoolDays, Unit, WorkingDays, in_words, last_working_day
from ..evidence import Evidence, Reason
from ..findings import Finding, Report
from .codes import LEAD_WITHOUT_DAY, LEAD_WITHOUT_EVENT, OUTSIDE_TERMS
from .deadline import Deadline, uid_of
from .names import shown

__all__ = ["InternalDeadline", "InternalDeadlines", "Lead", "internal_deadlines"]


@attrs.frozen(kw_only=True)
class Lead:
    """A rule of the centre: something is to be done so long before an event, by somebody.

    JCQ has no number for it: the lead is the centre's choice.

    Args:
        event: code of the event before which it is to be done, such as ``entry``.
        title: what is to be done.
        before: days, weeks, months or working days.
        owner: who does it, a role or a name; it goes into plan and calendar as it is.
        bodies: only before deadlines that hold for one of these; none for all.
        series: only of these series, such as ``2027-06``; none for all.
        scope: only before deadlines that are for all or for one of these; none for all.
        at: time of the day, in London; None for the whole day.

    >>> Lead(event="entry", title="entries to the office", before=Duration(3, Unit.WEEK), owner="heads").owner
    'heads'
    """

    event: str
    title: str
    before: Duration
    owner: str = attrs.field(default="", repr=False)  # a person
    bodies: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    at: time | None = None

    def fits(self, deadline: Deadline) -> bool:
        """Whether it applies to a deadline."""
        return (
            deadline.event == self.event
            and (not self.bodies or bool({deadline.body, *deadline.bodies} & set(self.bodies)))
            and (not self.series or str(deadline.series or "") in self.series)
            and (not self.scope or not deadline.scope or bool(set(deadline.scope) & set(self.scope)))
        )


@attrs.frozen(kw_only=True)
class InternalDeadline:
    """What is to be done in the centre before a deadline. Made by `internal_deadlines`.

    Args:
        lead: the centre's rule.
        deadline: the external one.
        counted: the day that the lead gives.
        day: the same, or the last school day before it.
        because: how it was counted and why it was moved.
    """

    lead: Lead
    deadline: Deadline
    counted: date
    day: date
    because: tuple[Reason, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the counted day is no school day, so that the day lies before it."""
        return self.day != self.counted

    def __str__(self) -> str:
        at = f" at {self.lead.at:%H:%M}" if self.lead.at else ""
        owner = f" [{self.lead.owner}]" if self.lead.owner else ""
        return f"{in_words(self.day)}{at}: {self.lead.title} ({self.deadline.what}){owner}"

    @property
    def uid(self) -> str:
        """A stable identifier: of the external deadline, and of what tells two leads apart.

        A lead keeps it while title, duration, time, bodies and scope stay; its owner may change.
        """
        lead = self.lead
        at = lead.at.isoformat() if lead.at else ""
        limits = " ".join(sorted(lead.bodies)), " ".join(sorted(lead.scope))
        return uid_of(self.deadline.uid, lead.title, str(lead.before), at, *limits)


@attrs.frozen(repr=False)
class InternalDeadlines:
    """Internal deadlines in order of their days, and what was found in making them."""

    items: tuple[InternalDeadline, ...] = ()
    findings: Report = attrs.field(factory=Report)

    def __iter__(self) -> Iterator[InternalDeadline]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __str__(self) -> str:
        return "\n".join(map(str, self.items))

    def __repr__(self) -> str:
        return f"<InternalDeadlines: {len(self.items)}, {self.findings.summary}>"


def internal_deadlines(
    deadlines: Iterable[Deadline],
    leads: Iterable[Lead],
    *,
    calendar: WorkingDays | None = None,
    terms: SchoolDays | None = None,
) -> InternalDeadlines:
    """The internal deadlines that the leads of a centre give.

    They are counted back from the stated day, of a window from its first day. With terms, one that falls on a
    day without school is moved to the last school day before it; both days are kept.

    Args:
        deadlines: external ones.
        leads: the centre's rules.
        calendar: which days are working days, for leads that count those; without it that of ``terms``.
        terms: the days on which the school is open.

    Returns:
        Them, with a finding for every lead that gives no day: because the external one is unknown, because
        nothing fits, or because the terms do not reach so far.

    Raises:
        ValueError: two leads differ in their owners alone.

    >>> lead = Lead(event="entry", title="entries to the office", before=Duration(2, Unit.WEEK))
    >>> internal_deadlines((), [lead]).findings[0].code
    'deadlines.lead-without-event'
    """
    external = list(deadlines)
    found: list[InternalDeadline] = []
    findings: list[Finding] = []
    counting = calendar or (terms.calendar if terms else None)
    for lead in leads:
        fitting = [deadline for deadline in external if lead.fits(deadline)]
        if not fitting:
            findings.append(LEAD_WITHOUT_EVENT.at(title=lead.title, event=lead.event))
        for deadline in fitting:
            made = _internal(lead, deadline, counting, terms, findings)
            if made is not None:
                found.append(made)
    uids: set[str] = set()
    for one in found:
        if one.uid in uids:
            raise ValueError(
                f"two leads have the title {shown(one.lead.title)} and give one day before "
                f"{one.deadline.what}; a state would be kept for both, so give them two titles"
            )
        uids.add(one.uid)
    found.sort(key=lambda one: (one.day, one.lead.at or time.min, one.lead.title, one.deadline.uid))
    return InternalDeadlines(tuple(found), Report(findings))


def _internal(
    lead: Lead,
    deadline: Deadline,
    calendar: WorkingDays | None,
    terms: SchoolDays | None,
    findings: list[Finding],
) -> InternalDeadline | None:
    begins = deadline.first
    if begins is None:
        reason = "the external day is unknown"
        findings.append(LEAD_WITHOUT_DAY.at(title=lead.title, what=deadline.what, reason=reason))
        return None
    if lead.before.unit is Unit.WORKING_DAY and calendar is None:
        raise TypeError(f"{lead.title!r} counts working days; give a calendar or terms")
    try:
        counted = lead.before.before(begins, calendar)
    except NotCovered as error:
        findings.append(LEAD_WITHOUT_DAY.at(title=lead.title, what=deadline.what, reason=str(error)))
        return None
    says = f"{lead.before.words} before {deadline.what} on {begins}"
    because: tuple[Reason, ...] = (Reason("CAL-16", says, Evidence.SUPPLIED),)
    day = counted
    if terms is not None:
        try:
            day = last_working_day(counted, terms)
        except NotCovered:
            findings.append(OUTSIDE_TERMS.at(title=lead.title, day=counted))
    if day != counted:
        says = f"{in_words(counted)} is no school day; the last one before it is {in_words(day)}"
        because += (Reason("dates.school-day", says, Evidence.SUPPLIED),)
    return InternalDeadline(lead=lead, deadline=deadline, counted=counted, day=day, because=because)
