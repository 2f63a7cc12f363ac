"""What a row of a dataset of deadlines says: a published day, a rule, or a time counted from an event.

Of the columns only event, series and date are needed, so that a centre can keep a short table of days that
it read. With a column ``body`` one table holds the days of several bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    find_academic_year,
    find_when,
    when_problem,
)
from ..dates.given import FIRST_YEAR, LAST_YEAR
from ..errors import InvalidDeclaration
from ..evidence import Evidence, Origin, Reason, Source
from ..model import Series, civil_series

__all__ = ["COLUMNS_NEEDED", "Recurs", "Statement", "codes_of", "statements"]

COLUMNS_NEEDED: Final = ("event", "series", "date")
"""The columns without which a dataset is none of deadlines; the others may be left out."""

_BACK: Final = 10
_AHEAD: Final = 20
"""How many years before and after those in which it was seen a rule is believed."""
_UNDATED_FROM: Final = 2010

_UNDATED: Final = "undated"
_LISTED: Final = ("event", "scope", "counted_from", "body")  # columns of which no unknown code is let pass

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
        seen_at: bodies at which it was; none where it was stated for all.
        as_of: year of the dataset's state of knowledge.
        note: what else is to be known.
        evidence: label of the row.
        sources: of the row.
        addresses: what the dataset says of each source.
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
    seen_at: tuple[str, ...]
    as_of: int
    note: str
    evidence: Evidence
    sources: tuple[Source, ...]
    addresses: tuple[str, ...]
    origin: Origin

    @property
    def yearly(self) -> bool:
        """Whether it comes once a year, whatever the series."""
        return self.series is None and self.month is None and isinstance(self.when, Recurs)

    @property
    def reach(self) -> tuple[int, int]:
        """The first and last year for which a rule answers: what was long before or after, nobody knows."""
        seen = [int(one[:4]) for one in self.seen if one != _UNDATED]
        first = min(seen) - _BACK if seen else _UNDATED_FROM
        return first, max(seen, default=self.as_of) + _AHEAD

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
        if self.seen == (_UNDATED,):
            told.append(self.reason("the page with the rule names no year"))
        return tuple(told)


def codes_of(datasets: Iterable[Dataset]) -> dict[str, dict[str, str]]:
    """The closed lists of events, scopes, bodies and what is counted from, of all datasets together."""
    found: dict[str, dict[str, str]] = {column: {} for column in _LISTED}
    for dataset in datasets:
        found["body"].setdefault(dataset.id.partition(".")[0], "whose dataset it is")
        for column in _LISTED:
            found[column] = {**dataset.codes.get(column, {}), **found[column]}
    return found


def statements(dataset: Dataset, codes: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[Statement]:
    """The rows of a dataset of the form of ``jcq.deadlines.series``.

    Args:
        dataset: its rows are of the body in the column ``body``, else of the first part of its id.
        codes: what codes there are, by column; without it those of the dataset.

    Raises:
        InvalidDeclaration: a column is not there, or a row cannot be read; the message names its line.
    """
    missing = [column for column in COLUMNS_NEEDED if column not in dataset.columns]
    if missing:
        raise InvalidDeclaration(f"dataset {dataset.id} is none of deadlines: it has no {', '.join(missing)}")
    codes = codes_of([dataset]) if codes is None else codes
    for row in dataset:
        try:
            yield _statement(dataset, row, codes)
        except ValueError as error:
            raise InvalidDeclaration(f"dataset {dataset.id}, line {row.line}: {error}") from None


def _statement(dataset: Dataset, row: Row, codes: Mapping[str, Mapping[str, str]]) -> Statement:
    def cell(column: str) -> str:
        return row.get(column, "")

    if "body" in dataset.columns and not row["body"]:
        raise ValueError("body is blank, and nobody knows whose day it is; write an id such as aqa, or jcq")
    when = find_when(row["date"]) if row["date"] else None
    if row["date"] and when is None:
        raise ValueError(when_problem(row["date"]))
    series = civil_series(row["series"])
    month = _RULE_MONTH.fullmatch(row["series"])
    if row["series"] and series is None and month is None:
        raise ValueError(f"series {row['series']!r} is neither 2024-06 nor --06 nor blank")
    if series is not None and not isinstance(when, date | Span):
        raise ValueError("a series that was published has a day or a window")
    if series is None and isinstance(when, date | Span):
        raise ValueError(f"{row['date']} is published, and no series is named")
    if series is not None and isinstance(when, date | Span):
        days = (when.first, when.last) if isinstance(when, Span) else (when,)
        if not all(FIRST_YEAR <= year <= LAST_YEAR for year in (series.year, *(day.year for day in days))):
            raise ValueError(f"{row['date']} of {series} is not within {FIRST_YEAR} to {LAST_YEAR}")
    if month is not None and not isinstance(when, Recurs):
        raise ValueError("a rule for a month has a day that recurs")
    base = cell("counted_from")
    if (when is None or isinstance(when, Duration)) != bool(base):
        raise ValueError("what is counted has an event, and nothing else has one")
    if cell("counted") not in _SIGNS or isinstance(when, Duration) != bool(cell("counted")):
        raise ValueError("a duration is counted after or before, and nothing else is")
    if cell("year_offset") not in {"", "0", "-1"}:
        raise ValueError(f"year_offset {cell('year_offset')!r} is neither 0 nor -1")
    events, scopes = codes["event"], tuple(sorted(cell("scope").split())) or ("",)
    _refuse_unknown("body", filter(None, [cell("body")]), codes["body"])
    _refuse_unknown("seen_at", cell("seen_at").split(), codes["body"])
    _refuse_unknown("event", [row["event"]], events)
    _refuse_unknown("scope", filter(None, scopes), codes["scope"])
    _refuse_unknown("counted_from", filter(None, [base]), {**codes["counted_from"], **events})
    return Statement(
        body=cell("body") or dataset.id.partition(".")[0],
        event=row["event"],
        title=events.get(row["event"], row["event"]),
        series=series,
        month=int(month[1]) if month else None,
        scopes=scopes,
        zone=cell("zone"),
        when=when,
        offset=int(cell("year_offset") or 0),
        session=cell("session"),
        sign=_SIGNS[cell("counted")],
        counted_from=base,
        case="" if base in events else codes["counted_from"].get(base, base),
        seen=tuple(map(_seen, cell("seen_in").split())),
        seen_at=tuple(cell("seen_at").split()),
        as_of=dataset.as_of.year,
        note=cell("note"),
        evidence=row.evidence,
        sources=row.sources,
        addresses=tuple(dataset.sources[source.key] for source in row.sources),
        origin=Origin(dataset.id, row.line),
    )


def _seen(text: str) -> str:
    """A series or an academic year in which a rule was seen, the latter as ``2026/27``."""
    series = civil_series(text)
    year = None if series else find_academic_year(text)
    start = series.year if series else year.start if year else 0
    if text != _UNDATED and not FIRST_YEAR <= start <= LAST_YEAR:
        raise ValueError(f"seen_in {text!r} is neither 2024-06 nor 2023/24 nor {_UNDATED}")
    return str(series or year or text)


def _refuse_unknown(column: str, given: Iterable[str], known: Mapping[str, str]) -> None:
    """A misspelt code would leave a rule standing where a day was announced; without a list nobody knows."""
    for code in given:
        if known and code not in known:
            import difflib  # noqa: PLC0415  only for a mistake

            near = " or ".join(difflib.get_close_matches(code, known)) or "none"
            raise ValueError(f"{column} {code!r} is in no list; nearest {near}; the sidecar may list others")
