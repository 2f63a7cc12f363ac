"""One deadline or other day of a series: what, when, for whom, and whence it is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

import attrs

from ..datasets import NotCovered
from ..dates import AcademicYear, Duration, Span, StatedDay, WorkingDays, in_words
from ..dates.recurring import MONTHS
from ..evidence import UNKNOWN, Decision, Evidence, Missing, Origin, Reason, Source
from ..model import Series

__all__ = ["COLUMNS", "STATED", "Deadline", "Lack", "body_name", "checked_day", "stated_day", "uid_of"]

COLUMNS: Final[Mapping[str, str]] = {
    "event": "what the day is for, a code",
    "title": "the same in words",
    "body": "who states it: an awarding body, or jcq for what its bodies share",
    "bodies": "the awarding bodies that were asked about and for which it holds, with blanks between them",
    "series": "year and month; None for what comes once a year",
    "year": "academic year",
    "scope": "families of qualifications or parts of the entries, with blanks between them; blank for all",
    "zone": "administrative zone of Cambridge International; blank elsewhere, and where it is not known",
    "first": "ISO date, first day of a window, else the day; None where it is unknown",
    "day": "ISO date, the day as stated, of a window the last one; None where it is unknown",
    "working_day": "ISO date, the last working day on or before that day; None where it is unknown",
    "session": "PM or all-day, of a contingency day; blank where it was not said",
    "evidence": "label; None where the day is unknown",
    "expected": "True where the day is not published but follows from a rule or from memory",
    "lack": "why the day is unknown, a code; None where it is known",
    "because": "the reasons, with semicolons between them",
    "source": "where it was read, with semicolons between them",
    "dataset": "id of the dataset, or of several",
    "line": "of the dataset's table; None where several rows or none tell it",
}
"""The columns of `Deadline.row`, each with its meaning."""


STATED: Final = (Evidence.SEEN, Evidence.SUPPLIED)
"""The labels of a day that was announced."""


class Lack(StrEnum):
    """Why a day is unknown."""

    CONTRADICTION = "contradiction"
    """Two announced days differ."""
    NOT_ANNOUNCED = "not-announced"
    """Other series have the day, this one does not yet."""
    NOT_COVERED = "not-covered"
    """Nothing is known of such a series."""
    NO_SUCH_DAY = "no-such-day"
    """The rule says 29 February, and the year has none."""
    BASE_UNKNOWN = "base-unknown"
    """It is counted from another event, whose day is unknown."""
    OF_EACH_CASE = "of-each-case"
    """It is counted from something that has no day of the series, such as the outcome of a review."""


@attrs.frozen(kw_only=True)
class Deadline:
    """A deadline or other day. Made by `deadlines_of`.

    Args:
        event: code of what the day is for, such as ``entry``.
        title: the same in words.
        body: who states it: an awarding body, or ``jcq`` for what its bodies share.
        bodies: those that were asked about and for which it holds.
        series: None for what comes once a year.
        year: academic year: of the series, or in which the day falls.
        scope: codes of qualifications or parts of the entries; none for all that have no day of their own.
        zone: administrative zone of Cambridge International.
        decision: the day, or a window, or `UNKNOWN`, with reasons.
        stated: the day, of a window the last one, beside the last working day on or before it; None where
            the day is unknown.
        evidence: of the day; None where it is unknown.
        lack: why it is unknown.
        session: ``PM`` or ``all-day``, of a contingency day.
        duration: of a day that is counted from an event.
        sign: 1 if it is counted after the event, -1 if before.
        counted_from: the event.
        sources: where it was read.
        documents: short name of each source to its public address or description.
        origins: the rows that tell it, as dataset and line.
    """

    event: str
    title: str
    body: str
    bodies: tuple[str, ...]
    series: Series | None
    year: AcademicYear
    scope: tuple[str, ...] = ()
    zone: str = ""
    decision: Decision[date | Span]
    stated: StatedDay | None = None
    evidence: Evidence | None = None
    lack: Lack | None = None
    session: str = ""
    duration: Duration | None = None
    sign: int = 1
    counted_from: str = ""
    sources: tuple[Source, ...] = ()
    documents: Mapping[str, str] = attrs.field(factory=dict, eq=False, repr=False)
    origins: tuple[Origin, ...] = attrs.field(default=(), eq=False)

    @property
    def known(self) -> bool:
        """Whether there is a day."""
        return self.decision.known

    @property
    def first(self) -> date | None:
        """The first day of a window, else the day; None where it is unknown."""
        value = self.decision.value
        if isinstance(value, Missing):
            return None
        return value.first if isinstance(value, Span) else value

    @property
    def day(self) -> date | None:
        """The day as stated, of a window the last one; None where it is unknown."""
        value = self.decision.value
        if isinstance(value, Missing):
            return None
        return value.last if isinstance(value, Span) else value

    @property
    def working_day(self) -> date | None:
        """The last working day on or before `day`; None where either is unknown."""
        return self.stated.working_day if self.stated else None

    @property
    def begins(self) -> date | None:
        """When to think of it: the first day of a window, else the last working day on or before the day."""
        if self.first is None or self.first != self.day:
            return self.first
        return self.working_day or self.first

    @property
    def expected(self) -> bool:
        """Whether the day is known and yet was not published: it follows from a rule, or is remembered."""
        return self.evidence is not None and self.evidence not in STATED

    @property
    def what(self) -> str:
        """Who, which series, what: ``aqa 2024-06 entry (gcse)``.

        The name of a deadline in findings. Two rows of a body may share it: contingency days do.
        """
        scope = ", ".join((*self.scope, *([f"zone {self.zone}"] if self.zone else ())))
        return f"{self.body} {self.series or self.year} {self.event}" + (f" ({scope})" if scope else "")

    @property
    def heading(self) -> str:
        """The same for people: ``Day by which entries are due: AQA, OCR, June 2027``."""
        return f"{self.title[:1].upper()}{self.title[1:]}: {self.about}"

    @property
    def about(self) -> str:
        """Whom and what it concerns; of what JCQ states, the bodies that were asked about."""
        whose = self.bodies if self.body == "jcq" else (self.body,)
        zone = [f"zone {self.zone}"] if self.zone else []
        series = self.series
        when = f"{MONTHS[series.month - 1]} {series.year}" if series else str(self.year)
        return ", ".join((*map(body_name, whose), *self.scope, *zone, when, *filter(None, [self.session])))

    @property
    def when(self) -> str:
        """The day for people, with the last working day where that is another one; or that it is unknown."""
        value = self.decision.value
        if isinstance(value, Missing):
            return str(UNKNOWN)
        day = str(self.stated) if self.stated else in_words(value.last if isinstance(value, Span) else value)
        return f"{in_words(value.first)} to {day}" if isinstance(value, Span) else day

    @property
    def uid(self) -> str:
        """A stable identifier: another day of the same deadline keeps it.

        It is a hash of body, series, event, scope, zone and what it is counted from. Of contingency days a
        series has several, so their day is part of it.
        """
        which = str(self.day) if self.session or self.event == "contingency" else self.counted_from
        when = str(self.series or self.year)
        return uid_of(self.body, when, self.event, " ".join(self.scope), self.zone, which)

    def is_due(self, on: date, within_days: int) -> bool:
        """Whether it is due from a day on until so many days later; see `Deadlines.due`."""
        begins, day = self.begins, self.day
        if begins is None or day is None:
            return False
        return on <= day and (begins - on).days <= within_days

    def count(self, day: date, calendar: WorkingDays | None = None) -> Deadline:
        """This deadline, counted from a day of its event: an appeal from the outcome of a review, say.

        Args:
            day: of the event in ``counted_from``.
            calendar: which days are working days; without it, no working day is told.

        Raises:
            TypeError: it is not counted from anything.
        """
        if not self.counted_from:
            raise TypeError(f"{self.what} is not counted from an event")
        checked_day(day, "day")
        end = _counted(day, self.duration, self.sign, calendar)
        says = f"{self.counted_from} is on {day}, as given"
        told = (r for r in self.decision.because if r.rule != "deadlines.counted")
        because = (Reason("deadlines.counted", says, Evidence.SUPPLIED), *told)
        evidence = Evidence.weakest([Evidence.DERIVED, *(r.evidence for r in because)])
        decision: Decision[date | Span] = Decision(end, because)
        return attrs.evolve(
            self,
            decision=decision,
            evidence=evidence,
            lack=None,
            stated=stated_day(end, calendar) if calendar else None,
        )

    def row(self) -> dict[str, str | bool | int | None]:
        """As a row of a table; the columns are those of `COLUMNS`."""
        return {
            "event": self.event,
            "title": self.title,
            "body": self.body,
            "bodies": " ".join(self.bodies),
            "series": str(self.series) if self.series else None,
            "year": str(self.year),
            "scope": " ".join(self.scope),
            "zone": self.zone,
            "first": _iso(self.first),
            "day": _iso(self.day),
            "working_day": _iso(self.working_day),
            "session": self.session,
            "evidence": str(self.evidence) if self.evidence else None,
            "expected": self.expected,
            "lack": str(self.lack) if self.lack else None,
            "because": "; ".join(reason.says for reason in self.decision.because),
            "source": "; ".join(map(str, self.sources)),
            "dataset": " ".join(dict.fromkeys(origin.file for origin in self.origins)),
            "line": self.origins[0].line if len(self.origins) == 1 else None,
        }

    def __str__(self) -> str:
        value = self.decision.value
        if isinstance(value, Missing):
            return f"{self.what}: {UNKNOWN}"
        window = f"{value}; " if isinstance(value, Span) else ""
        day = self.stated or in_words(value.last if isinstance(value, Span) else value)
        return f"{self.what}: {window}{day} [{self.evidence}]"


def body_name(body: str) -> str:
    """How people write the id of a body; a title would have to come from the registry."""
    return body.upper() if len(body) <= 4 else body.capitalize()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _counted(day: date, duration: Duration | None, sign: int, calendar: WorkingDays | None) -> date:
    if duration is None:
        return day
    return duration.after(day, calendar) if sign > 0 else duration.before(day, calendar)


def stated_day(value: date | Span, calendar: WorkingDays) -> StatedDay | None:
    """The day, of a window the last one, beside its working day; None where the calendar does not know it."""
    try:
        return StatedDay.of(value.last if isinstance(value, Span) else value, calendar)
    except NotCovered:
        return None


def checked_day(day: object, name: str = "on") -> date:
    """The day; `TypeError` for a datetime, which compares with no date."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"{name} is a day such as date(2027, 2, 8), without a time; got {type(day).__name__}")
    return day


def uid_of(*parts: str) -> str:
    """A stable identifier of what the parts name.

    >>> uid_of("jcq", "2027-06", "entry")
    '00fc0664ba0c6f131a00470b0afebc5993da9777@examcore'
    """
    return f"{sha256('|'.join(parts).encode(errors='surrogatepass')).hexdigest()[:40]}@examcore"
