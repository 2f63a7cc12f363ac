"""From datasets to the deadlines of series and years: one view for each body, then what they share as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from ..datasets import Dataset
from ..dates import AcademicYear, LeapDay, Weekdays, WorkingDays
from ..errors import UnknownBody
from ..evidence import Evidence, Reason
from ..findings import Finding, FindingCode, Report
from ..model import Series
from .codes import (
    AFTER_NOT_USED,
    BASE_UNKNOWN,
    CONTRADICTION,
    EVENTS_NOT_COVERED,
    IMPLAUSIBLE_DAY,
    NO_SUCH_DAY,
    NOT_ANNOUNCED,
    OF_EACH_CASE,
    SERIES_NOT_COVERED,
)
from .deadline import STATED, Deadline, Lack
from .deadlines import Deadlines
from .names import days_given, in_few, shown
from .statement import Statement, codes_of, statements
from .view import COMMON, View

__all__ = ["deadlines_of"]


_FIRST_YEAR, _LAST_YEAR = 1583, 4098  # of the calculation of Easter
_MOST_BODIES = 20  # in a message
_MONTHS_BEFORE: Final = 24
_BEFORE: Final = frozenset(
    {
        "access-arrangements",
        "amendment",
        "entry",
        "estimated-entry",
        "modified-papers",
        "very-late",
        "withdrawal-refund",
    }
)  # what comes before the papers of its series
_CODES: Final = {
    Lack.CONTRADICTION: CONTRADICTION,
    Lack.NOT_ANNOUNCED: NOT_ANNOUNCED,
    Lack.NO_SUCH_DAY: NO_SUCH_DAY,
    Lack.BASE_UNKNOWN: BASE_UNKNOWN,
    Lack.OF_EACH_CASE: OF_EACH_CASE,
}


def deadlines_of(
    datasets: Iterable[Dataset],
    series: Series | str | Iterable[Series | str] | None = None,
    *,
    bodies: Iterable[str] | None = None,
    year: AcademicYear | str | None = None,
    calendar: WorkingDays | None = None,
    shared_by: Collection[str] = (),
    after: Mapping[str, date] | None = None,
    leap_day: LeapDay = LeapDay.NONE,
    examples: bool = False,
) -> Deadlines:
    r"""The deadlines of one or several series, and what comes once in their academic years.

    A published day wins over a rule, then a body's row over one of JCQ, then a rule for the month of the
    series over one for all. A rule answers as DERIVED for a series that it was not seen in. Scopes are looked
    at one by one, and a day for all stands beside the days of single scopes.

    Args:
        datasets: of the form of ``jcq.deadlines.series``; the body of a row stands in the column ``body``,
            or is the first part of the id. Your own may be among them: a day that you publish there wins over
            rules.
        series: ``2027-06``, or several; without it those of ``year`` of which something is known.
        bodies: ids; without it all that have a row, and those of ``shared_by``.
        year: academic year such as ``2026/27``, for what comes once a year; without it those of the series.
        calendar: which days are working days; without it Monday to Friday, and the reasons say so.
        shared_by: bodies for which rows of ``jcq`` hold where they have none of their own, such as
            ``registry.bodies.sharing_jcq``; without it those rows stand by themselves, as of a body ``jcq``.
        after: days of events that others are counted from, such as ``{"last-paper": date(2027, 6, 25)}``;
            where several series are asked for, with the series: ``{"2027-06 last-paper": …}``. It stands
            where no day of the event was announced; else the announced one is counted from, and a finding
            says so.
        leap_day: what 29 February means in a common year.
        examples: take rows labelled EXAMPLE as well.

    Returns:
        Known and unknown ones, with findings. What is not known is never left out in silence.

    Raises:
        UnknownBody: nothing is known of a body at all.
        ValueError: neither series nor year, or one that is not written like that; ``after`` names no event,
            or not its series.
        InvalidDeclaration: a dataset is not of that form.

    >>> sidecar = b'''
    ... id = "demo.deadlines.series"
    ... title = "days"
    ... covers = "June"
    ... as_of = 2026-11-01
    ... key = ["event", "series", "scope", "zone", "date"]
    ... [columns]
    ... event = "what for"
    ... series = "series, or month of a rule"
    ... scope = "for what"
    ... zone = "where"
    ... date = "when"
    ... year_offset = "0 or -1"
    ... session = "PM"
    ... counted = "after or before"
    ... counted_from = "event"
    ... seen_in = "series"
    ... note = "more"
    ... evidence = "label"
    ... source = "where read"
    ... [codes.event]
    ... entry = "day by which entries are due"
    ... [sources]
    ... ME = "invented"
    ... '''
    >>> header = b"event,series,scope,zone,date,year_offset,session,counted,counted_from,seen_in,note"
    >>> table = header + b",evidence,source\nentry,--06,,,--02-21,0,,,,2026-06,,SEEN,ME\n"
    >>> (entry,) = deadlines_of([Dataset.parse(table, sidecar)], "2027-06", bodies=["demo"])
    >>> print(entry)
    demo 2027-06 entry: Sunday 21 February 2027 (last working day: Friday 19 February 2027) [DERIVED]
    >>> print(entry.decision.because[0].says)
    2027 is not announced; 21 February was seen in 2026
    """
    if isinstance(shared_by, str):
        raise TypeError(f"shared_by are several: [{shared_by!r}]")
    several = tuple(datasets)
    codes = codes_of(several)
    codes["body"] |= dict.fromkeys([COMMON, *shared_by], "as given")
    rows = [
        row
        for dataset in several
        for row in statements(dataset, codes)
        if examples or row.evidence is not Evidence.EXAMPLE
    ]
    titles = {row.event: row.title for row in rows}
    of_body: dict[str, list[Statement]] = {}
    for row in rows:
        of_body.setdefault(row.body, []).append(row)
    asked = tuple(_bodies(bodies, of_body, shared_by))
    years, asked_series = _when(series, year)
    own_rows = {body: _rows_of(body, of_body, shared_by) for body in asked}
    wanted = {
        body: asked_series if asked_series is not None else tuple(_series_in(rows, years[0]))
        for body, rows in own_rows.items()
    }
    events = codes["event"].keys() | codes["counted_from"].keys() | titles.keys()
    given = days_given(
        after or {}, sorted({s for several in wanted.values() for s in several}), events - {""}
    )

    views: list[View] = []
    findings: list[Finding] = []
    for body, own in own_rows.items():
        for one, of_year in [*((s, _year(s)) for s in wanted[body]), *((None, y) for y in years)]:
            days = given[one] if one else {}
            view = View(body, one, of_year, own, calendar or Weekdays(), leap_day, days)
            views.append(view)
            findings.extend(_gaps(view, titles))
    merged = _merged(d for view in views for d in view.deadlines())
    unused = dict.fromkeys(pair for view in views for pair in view.unused)
    findings = [
        *filter(None, map(_finding, merged)),
        *(AFTER_NOT_USED.at(what=base.what, known=base.day, given=day) for base, day in unused),
        *(IMPLAUSIBLE_DAY.at(what=d.what, day=d.day) for d in merged if _implausible(d)),
        *findings,
    ]
    known = {**codes, "event": {**titles, **codes["event"]}}
    return Deadlines(merged, Report(findings), {column: frozenset(found) for column, found in known.items()})


def _rows_of(
    body: str, of_body: Mapping[str, list[Statement]], shared_by: Collection[str]
) -> list[Statement]:
    common = of_body.get(COMMON, []) if body in shared_by and body != COMMON else []
    return [*of_body.get(body, []), *common]


def _bodies(
    asked: Iterable[str] | None, of_body: Mapping[str, object], shared_by: Collection[str]
) -> Iterator[str]:
    if isinstance(asked, str):
        raise TypeError(f"bodies are several: [{asked!r}]")
    shared = shared_by if COMMON in of_body else ()
    known = sorted({*of_body, *shared})
    if asked is None:  # what nobody shares must not vanish
        yield from (body for body in known if body != COMMON or not shared)
        return
    several = dict.fromkeys(asked)
    if not several:
        raise ValueError("no body is asked for; name one, or leave bodies out for all")
    for body in several:
        if body not in known:
            says = f"no days of {shown(str(body))} are known; there are {', '.join(known[:_MOST_BODIES])}"
            raise UnknownBody(says, tuple(known))
        yield body


def _when(
    series: Series | str | Iterable[Series | str] | None, year: AcademicYear | str | None
) -> tuple[tuple[AcademicYear, ...], tuple[Series, ...] | None]:
    """The academic years and the series that are asked for."""
    of_year = AcademicYear.parse(year) if isinstance(year, str) else year
    if series is None:
        if of_year is None:
            raise ValueError("name a series such as 2027-06, or an academic year such as 2026/27")
        _in_range(of_year.start)
        return (of_year,), None
    several = [series] if isinstance(series, Series | str) else list(series)
    parsed = tuple(dict.fromkeys(s if isinstance(s, Series) else Series.parse(s) for s in several))
    if not parsed:
        raise ValueError(
            "no series is asked for; name one such as 2027-06, or leave series out for all of a year"
        )
    for one in parsed:
        _in_range(one.year)
    if of_year is not None:
        _in_range(of_year.start)
        return (of_year,), parsed
    return tuple(sorted({_year(one) for one in parsed})), parsed


def _in_range(year: int) -> None:
    if not _FIRST_YEAR < year < _LAST_YEAR:
        raise ValueError(f"the year {year} is not between {_FIRST_YEAR + 1} and {_LAST_YEAR - 1}")


def _year(series: Series) -> AcademicYear:
    return AcademicYear.of(date(series.year, series.month, 1))


def _series_in(rows: Iterable[Statement], year: AcademicYear) -> Iterator[Series]:
    """The series of an academic year that have days of their own, or rules for their month."""
    found: set[Series] = set()
    for row in rows:
        month = row.series.month if row.series else row.month
        if month:
            found.add(Series(year.start if month >= 9 else year.start + 1, month))
    yield from sorted(found)


def _merged(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """What JCQ states for several bodies is one deadline; it names them, and who has days of its own."""
    shared: dict[Deadline, list[Deadline]] = {}
    for deadline in deadlines:
        shared.setdefault(attrs.evolve(deadline, bodies=()), []).append(deadline)
    merged = [
        attrs.evolve(same[0], bodies=tuple(dict.fromkeys(b for d in same for b in d.bodies)))
        for same in shared.values()
    ]
    special: dict[tuple[object, ...], list[Deadline]] = {}
    for deadline in merged:
        if deadline.scope and deadline.body != COMMON:
            special.setdefault((deadline.event, deadline.series, deadline.body), []).append(deadline)
    return tuple(_with_exceptions(deadline, special) for deadline in merged)


def _with_exceptions(
    deadline: Deadline, special: Mapping[tuple[object, ...], Iterable[Deadline]]
) -> Deadline:
    if deadline.scope or not deadline.known:
        return deadline
    because = deadline.decision.because
    for body in deadline.bodies:
        own = special.get((deadline.event, deadline.series, body), ())
        scopes = sorted({scope for d in own for scope in d.scope})
        if scopes:
            says = f"{body} has rows of its own for {', '.join(scopes)}"
            because += (Reason("deadlines.own-day", says, Evidence.DERIVED),)
    return attrs.evolve(deadline, decision=attrs.evolve(deadline.decision, because=because))


def _gaps(view: View, titles: Mapping[str, str]) -> Iterator[Finding]:
    """What is not known of a body in a series as a whole."""
    if view.series is None:
        return
    if not view.covered:
        months = sorted({row.series.month if row.series else row.month or 0 for row in view.rows} - {0})
        there = ", ".join(f"{month:02d}" for month in months) or "none"
        reason = f"no row is for that month in any year; the months there are: {there}"
        yield SERIES_NOT_COVERED.at(body=view.body, series=view.series, reason=reason)
        return
    spoken = {d.event for d in view.deadlines()} | {row.event for row in view.rows if row.yearly}
    silent = sorted(titles.keys() - spoken)
    if silent:
        yield EVENTS_NOT_COVERED.at(body=view.body, series=view.series, events=", ".join(silent))


def _implausible(deadline: Deadline) -> bool:
    """Whether a day that was announced cannot be meant: what comes before the papers lies after them."""
    series, day = deadline.series, deadline.day
    if series is None or day is None or deadline.evidence not in STATED or deadline.event not in _BEFORE:
        return False
    months = (series.year - day.year) * 12 + series.month - day.month
    return not 0 <= months <= _MONTHS_BEFORE


def _finding(deadline: Deadline) -> Finding | None:
    """What is to be said of an unknown one; a series that nobody knows is told once."""
    if deadline.lack is None or deadline.lack is Lack.NOT_COVERED:
        return None
    code: FindingCode = _CODES[deadline.lack]
    place = deadline.origins[0] if deadline.origins else None
    reasons = [reason.says for reason in deadline.decision.because]
    days = in_few(says.split(" ", 1)[0] for says in reasons if " is stated for " in says)
    return code.at(
        place.file if place else "",
        place.line if place else None,
        what=deadline.what,
        days=days or "of two rules",
        known=reasons[0] if reasons else "nothing else is known",
        event=deadline.counted_from,
    )
