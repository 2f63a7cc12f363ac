"""What a row of a dataset of deadlines says: a published day, a rule, or a time counted from an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from ..datasets import Dataset, Row
from ..dates import (
    Duration,
    EasterDay,
    MonthDay,
    RecurringSpan,
    Span,
    WeekdayOfMonth,
    When,
    WholeMonth,
    find_when,
    when_problem,
)
from ..errors import InvalidDeclaration
from ..evidence import Evidence, Origin, Reason, Source
from ..model import Series, civil_series

__all__ = ["COLUMNS_READ", "Recurs", "Statement", "statements"]

COLUMNS_READ: Final = (
    "event",
    "series",
    "scope",
    "zone",
    "date",
    "year_offset",
    "session",
    "counted",
    "counted_from",
    "seen_in",
    "note",
)
"""The columns that a dataset of deadlines has, beside evidence and source."""

Recurs = MonthDay | WholeMonth | WeekdayOfMonth | EasterDay | RecurringSpan
_RULE_MONTH: Final = re.compile("--(0[1-9]|1[0-2])")
_SIGNS: Final = {"": 0, "after": 1, "before": -1}


@attrs.frozen(kw_only=True)
class Statement:
    """One row, read.

    Args:
        body: who states it.
        event: code.
        title: the event in words.
        series: whose day was published; None for a rule.
        month: of the series that a rule is for; None where it is for all, or for none.
        scopes: the codes in the cell; ``("",)`` for all.
        zone: administrative zone.
        when: day, window, rule or duration; None for the day of the event it is counted from.
        offset: calendar years from the series to the day of a rule.
        session: of a contingency day.
        sign: 1 after the event, -1 before.
        counted_from: event, or something of each case.
        case: the latter in words; blank where it is an event.
        seen: series and academic years in which the rule was seen.
        note: what else is to be known.
        evidence: label of the row.
        sources: of the row.
        origin: dataset and line.
    """

    body: str
    event: str
    title: str
    series: Series | None
    month: int | None
    scopes: tuple[str, ...]
    zone: str
    when: When | None
    offset: int
    session: str
    sign: int
    counted_from: str
    case: str
    seen: tuple[str, ...]
    note: str
    evidence: Evidence
    sources: tuple[Source, ...]
    origin: Origin

    @property
    def yearly(self) -> bool:
        """Whether it comes once a year, whatever the series."""
        return self.series is None and self.month is None and isinstance(self.when, Recurs)

    @property
    def rule(self) -> str:
        """The id of the regulation, where the row names one, else of the dataset."""
        named = (s.where for s in self.sources if s.key == "RULES" and s.where)
        return next(named, self.origin.file)

    def reason(self, says: str, evidence: Evidence | None = None) -> Reason:
        """A reason that rests on this row."""
        source = self.sources[0] if self.sources else None
        return Reason(self.rule, says, evidence or self.evidence, source)

    def notes(self) -> tuple[Reason, ...]:
        """The note as a reason, and that the page with a rule named no year."""
        told = [self.reason(self.note)] if self.note else []
        if self.seen == ("undated",):
            told.append(self.reason("the page with the rule names no year"))
        return tuple(told)


def statements(dataset: Dataset) -> Iterator[Statement]:
    """The rows of a dataset of the form of ``jcq.deadlines.series``; the body is the first part of its id.

    Raises:
        InvalidDeclaration: a column is not there, or a row cannot be read; the message names its line.
    """
    missing = [column for column in COLUMNS_READ if column not in dataset.columns]
    if missing:
        raise InvalidDeclaration(f"dataset {dataset.id} is none of deadlines: it has no {', '.join(missing)}")
    for row in dataset:
        try:
            yield _statement(dataset, row)
        except ValueError as error:
            raise InvalidDeclaration(f"dataset {dataset.id}, line {row.line}: {error}") from None


def _statement(dataset: Dataset, row: Row) -> Statement:
    when = find_when(row["date"]) if row["date"] else None
    if row["date"] and when is None:
        raise ValueError(when_problem(row["date"]))
    events = dataset.codes.get("event", {})
    series = civil_series(row["series"])
    month = _RULE_MONTH.fullmatch(row["series"])
    if row["series"] and series is None and month is None:
        raise ValueError(f"series {row['series']!r} is neither 2024-06 nor --06 nor blank")
    if series is not None and not isinstance(when, date | Span):
        raise ValueError("a series that was published has a day or a window")
    if series is None and isinstance(when, date | Span):
        raise ValueError(f"{row['date']} is published, and no series is named")
    if month is not None and not isinstance(when, Recurs):
        raise ValueError("a rule for a month has a day that recurs")
    if (when is None or isinstance(when, Duration)) != bool(row["counted_from"]):
        raise ValueError("what is counted has an event, and nothing else has one")
    if row["counted"] not in _SIGNS or isinstance(when, Duration) != bool(row["counted"]):
        raise ValueError("a duration is counted after or before, and nothing else is")
    if row["year_offset"] not in {"", "0", "-1"}:
        raise ValueError(f"year_offset {row['year_offset']!r} is neither 0 nor -1")
    base = row["counted_from"]
    return Statement(
        body=dataset.id.partition(".")[0],
        event=row["event"],
        title=events.get(row["event"], row["event"]),
        series=series,
        month=int(month[1]) if month else None,
        scopes=tuple(sorted(row["scope"].split())) or ("",),
        zone=row["zone"],
        when=when,
        offset=int(row["year_offset"] or 0),
        session=row["session"],
        sign=_SIGNS[row["counted"]],
        counted_from=base,
        case="" if base in events else dataset.codes.get("counted_from", {}).get(base, base),
        seen=tuple(row["seen_in"].split()),
        note=row["note"],
        evidence=row.evidence,
        sources=row.sources,
        origin=Origin(dataset.id, row.line),
    )
