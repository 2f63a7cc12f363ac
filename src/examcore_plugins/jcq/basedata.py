"""Basedata files S, O, C, L, D: from wire records to syllabuses, options, components, links, pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import attrs

from examcore.evidence import Origin
from examcore.formats import Content, ReadContext
from examcore.layout import Document, Listing, Rejected
from examcore.model import (
    BodySeries,
    Component,
    DisallowedPair,
    Issue,
    Link,
    Option,
    OptionKey,
    Session,
    Syllabus,
    TimeAllowed,
)

from . import basedata_checks
from .envelope import unwrap
from .layouts import layouts_for, version_of
from .records import layouts_of, versions_of

__all__ = ["load"]


def load(letter: str, data: bytes, context: ReadContext) -> Content:
    """The content of a basedata file of that letter."""
    used, jcq_id, odd = version_of(letter, data, versions_of(letter), context.name)
    layouts = layouts_for(layouts_of(letter, used), jcq_id, context.bodies)
    document = Document.parse(data, layouts, context.name)
    envelope = unwrap(document, letter, context)
    values: tuple[Any, ...] = ()
    listing = Listing(context.name)
    if envelope.issue is not None:
        details = _details(document, envelope.issue, envelope.last, layouts[-1].wire_class)
        values = tuple(_MAPPERS[letter](details, envelope.issue.series))
        if letter == "O":
            values = _doubted(values, document.records[: envelope.last], layouts[-1].name)
        listing.extend(basedata_checks.check(document, letter, layouts[-1], envelope.last))
    findings = (*document.findings, *envelope.findings, *odd, *listing.done())
    about = {"version": str(used), "records": str(len(document.lines))}
    return Content(records=document, values=values, findings=findings, issue=envelope.issue, details=about)


_Details = Iterable[tuple[Any, Origin]]


def _details(document: Document, issue: Issue, last: int, wire_class: type) -> Iterator[tuple[Any, Origin]]:
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is wire_class:
            yield record, Origin(issue.file, line, issue.sequence, issue.produced)


def _syllabuses(details: _Details, series: BodySeries) -> Iterator[Syllabus]:
    for r, origin in details:
        yield Syllabus(series=series, code=r.syllabus_code, title=r.title, origin=origin)


def _options(details: _Details, series: BodySeries) -> Iterator[Option]:
    body = series.body
    for r, origin in details:
        # before version 12 one pair of columns serves certification and unit alike
        unit_only = r.item == "U" and not r.unit_qualification
        exam_type = _exam_type(r.qualification, r.level)
        yield Option(
            key=OptionKey(body, series, r.option_code),
            syllabus=r.syllabus_code,
            title=r.title,
            item=r.item,
            process=r.process,
            certification="" if unit_only else exam_type,
            unit=exam_type if unit_only else _exam_type(r.unit_qualification, r.unit_level),
            discount_code=r.classification_code,
            accreditation=r.accreditation_number,
            fee_flag=r.fee_defined,
            fee=r.fee,
            result_type=r.result_type,
            gradesets=(
                r.gradeset,
                r.second_gradeset,
                r.endorsement_gradeset,
                r.second_endorsement_gradeset,
                r.forecast_gradeset,
                r.second_forecast_gradeset,
            ),
            maximum_mark=r.maximum_mark,
            declared_components=r.components,
            origin=origin,
        )


def _doubted(values: tuple[Option, ...], records: Iterable[Any], layout: str) -> tuple[Option, ...]:
    """The options, those marked of which another line is damaged: perhaps that one is the line that holds."""
    damaged = {
        record.values.get("option_code"): line
        for line, record in enumerate(records, 1)
        if isinstance(record, Rejected) and record.layout == layout
    }
    if not damaged:
        return values
    return tuple(
        attrs.evolve(v, doubt=f"line {damaged[v.code]} has it too, and is damaged")
        if v.code in damaged
        else v
        for v in values
    )


@lru_cache(maxsize=512)
def _exam_type(qualification: str, level: str) -> str:
    return f"{qualification}/{level}" if qualification or level else ""


_SESSIONS = {"A": Session.AM, "P": Session.PM, "D": Session.ALL_DAY}
_TIMES = {None: TimeAllowed.BLANK, 0: TimeAllowed.NONE, 999: TimeAllowed.NOT_FIXED}


def _components(details: _Details, series: BodySeries) -> Iterator[Component]:
    for r, origin in details:
        time = _TIMES.get(r.time_allowed, TimeAllowed.MINUTES)
        yield Component(
            series=series,
            code=r.component_code,
            title=r.title,
            teacher_marks=r.teacher_marks,
            maximum_mark=r.maximum_mark,
            gradeset=r.gradeset,
            due=r.due_date,
            timetabled=r.timetabled,
            on=r.timetable_date,
            session=_SESSIONS.get(r.session),
            time=time,
            minutes=r.time_allowed if time is TimeAllowed.MINUTES else None,
            origin=origin,
        )


def _links(details: _Details, series: BodySeries) -> Iterator[Link]:
    for r, origin in details:
        yield Link(series=series, option=r.option_code, component=r.component_code, origin=origin)


def _disallowed(details: _Details, series: BodySeries) -> Iterator[DisallowedPair]:
    for r, origin in details:
        yield DisallowedPair(series=series, first=r.first, second=r.second, origin=origin)


_MAPPERS: dict[str, Callable[[_Details, BodySeries], Iterator[Any]]] = {
    "S": _syllabuses,
    "O": _options,
    "C": _components,
    "L": _links,
    "D": _disallowed,
}
