"""Basedata files S, O, C, L, D: from wire records to syllabuses, options, components, links, pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from examcore.evidence import Origin
from examcore.findings import Finding, FindingCode, Severity
from examcore.formats import Claim, Content, FileFormat, ReadContext, Sureness
from examcore.layout import CODES as LAYOUT_CODES
from examcore.layout import Document, RecordLayout
from examcore.layout.document import CODES as DOCUMENT_CODES
from examcore.model import (
    BodyBook,
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
from .basedata_records import (
    LAYOUTS,
    ComponentRecord,
    DisallowedRecord,
    LinkRecord,
    OptionRecord,
    SyllabusRecord,
)
from .envelope import CODES as ENVELOPE_CODES
from .envelope import unwrap
from .names import parse_name

__all__ = ["CODES", "FORMATS", "fixed_width_claim"]

VERSION_UNKNOWN = FindingCode(
    code="jcq.version-unknown",
    severity=Severity.WARNING,
    template="the header says formats version {value}; the file was read as version {used}",
    cure="compare a few lines by eye; columns of an unknown version may lie elsewhere",
    rule="edi-formats 3",
    triggers="version 15",
    passes="version 14; 10, which is laid out as 11",
)

CODES = (VERSION_UNKNOWN,)

_AS_11 = (9, 10)
"""Versions that are laid out as version 11 is."""
_HEAD = 4096
_HEADER = re.compile(rb"([A-Z])1[0-9A-Za-z_]{5}[0-9]{2}..[0-9?]{2}[A-Z].{10}[0-9 ]{2}", re.DOTALL)


def fixed_width_claim(letter: str, name: str, head: bytes) -> Claim | None:
    """Whether a file is of that letter: its header says so, or its name does."""
    match = _HEADER.match(head)
    if match and match[1] == letter.encode():
        return Claim(Sureness.CERTAIN, f"it begins with a file header {letter}1")
    parsed = parse_name(name)
    if match is None and parsed is not None and parsed.letter == letter:
        return Claim(Sureness.NAMED, "the file name says so")
    return None


def layouts_for(
    layouts: tuple[RecordLayout[Any], ...], jcq_id: str, bodies: BodyBook
) -> tuple[RecordLayout[Any], ...]:
    """The layouts as that body's files have them."""
    overlays = {overlay.layout: overlay for overlay in bodies.overlays(jcq_id)}
    if not overlays:
        return layouts
    own = tuple(
        layout.overlay(
            name=f"{layout.name} of {jcq_id}",
            columns=overlay.columns,
            length=overlay.length,
            evidence=overlay.evidence,
            source=str(overlay.source),
        )
        if (overlay := overlays.get(layout.name))
        else layout
        for layout in layouts
    )
    width = max(layout.length for layout in own)  # control records are filled to the length of the details
    return tuple(o if o.padded == width else o.overlay(name=o.name, padded=width) for o in own)


def version_of(
    letter: str, data: bytes, versions: Collection[int], name: str
) -> tuple[int, str, tuple[Finding, ...]]:
    """The version to read a file by, the JCQ identifier in its header, and what is odd about the version."""
    newest, oldest = max(versions), min(versions)
    mark = f"{letter}1".encode()
    # the header is the first line; an editor may have put a blank one before it
    first = enumerate(data[:_HEAD].splitlines()[:5], 1)
    line, header = next(((n, text) for n, text in first if text[:2] == mark), (0, b""))
    if not header:
        return newest, "", ()
    said, jcq_id = header[24:26], header[7:9].decode("latin-1")
    version = int(said) if re.fullmatch(rb"[0-9]{2}", said) else None
    if version in versions or (version in _AS_11 and oldest == 11):
        return max(version or 0, oldest), jcq_id, ()
    # the nearest version that is not older, as nothing is known beyond the newest
    used = next((v for v in sorted(versions) if version is not None and v > version), newest)
    shown = ascii(said.decode("latin-1"))[1:-1]
    return used, jcq_id, (VERSION_UNKNOWN.at(name, line, start=25, length=2, value=shown, used=used),)


def _load(letter: str, data: bytes, context: ReadContext) -> Content:
    used, jcq_id, odd = version_of(letter, data, LAYOUTS[letter], context.name)
    layouts = layouts_for(LAYOUTS[letter][used], jcq_id, context.bodies)
    document = Document.parse(data, layouts, context.name)
    envelope = unwrap(document, letter, context)
    findings = [*document.findings, *envelope.findings, *odd]
    values: tuple[Any, ...] = ()
    if envelope.issue is not None:
        values = tuple(_MAPPERS[letter](document, envelope.issue, envelope.last))
        findings.extend(basedata_checks.check(document, letter, layouts[-1], envelope.last))
    details = {"version": str(used), "records": str(len(document.lines))}
    return Content(
        records=document, values=values, findings=tuple(findings), issue=envelope.issue, details=details
    )


def _details(document: Document, issue: Issue, last: int, wire_class: type) -> Iterator[tuple[Any, Origin]]:
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is wire_class:
            yield record, Origin(issue.file, line, issue.sequence, issue.produced)


def _syllabuses(document: Document, issue: Issue, last: int) -> Iterator[Syllabus]:
    for r, origin in _details(document, issue, last, SyllabusRecord):
        yield Syllabus(series=issue.series, code=r.syllabus_code, title=r.title, origin=origin)


def _options(document: Document, issue: Issue, last: int) -> Iterator[Option]:
    series, body = issue.series, issue.series.body
    for r, origin in _details(document, issue, last, OptionRecord):
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
            fee_defined=r.fee_defined == "Y",
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


def _exam_type(qualification: str, level: str) -> str:
    return f"{qualification}/{level}" if qualification or level else ""


_SESSIONS = {"A": Session.AM, "P": Session.PM, "D": Session.ALL_DAY}
_TIMES = {None: TimeAllowed.BLANK, 0: TimeAllowed.NONE, 999: TimeAllowed.NOT_FIXED}


def _components(document: Document, issue: Issue, last: int) -> Iterator[Component]:
    for r, origin in _details(document, issue, last, ComponentRecord):
        time = _TIMES.get(r.time_allowed, TimeAllowed.MINUTES)
        yield Component(
            series=issue.series,
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


def _links(document: Document, issue: Issue, last: int) -> Iterator[Link]:
    for r, origin in _details(document, issue, last, LinkRecord):
        yield Link(series=issue.series, option=r.option_code, component=r.component_code, origin=origin)


def _disallowed(document: Document, issue: Issue, last: int) -> Iterator[DisallowedPair]:
    for r, origin in _details(document, issue, last, DisallowedRecord):
        yield DisallowedPair(series=issue.series, first=r.first, second=r.second, origin=origin)


_MAPPERS: dict[str, Callable[[Document, Issue, int], Iterator[Any]]] = {
    "S": _syllabuses,
    "O": _options,
    "C": _components,
    "L": _links,
    "D": _disallowed,
}

_TITLES = {
    "S": ("jcq.basedata.syllabuses", "Syllabuses (basedata S)"),
    "O": ("jcq.basedata.options", "Options and fees (basedata O)"),
    "C": ("jcq.basedata.components", "Components and timetable (basedata C)"),
    "L": ("jcq.basedata.links", "Links of options to components (basedata L)"),
    "D": ("jcq.basedata.disallowed", "Disallowed combinations (basedata D)"),
}

FORMATS = tuple(
    FileFormat(
        id=format_id,
        title=title,
        edition="JCQ formats, versions " + ", ".join(str(v) for v in LAYOUTS[letter]),
        identify=partial(fixed_width_claim, letter),
        load=partial(_load, letter),
        layouts=tuple(layout for layouts in LAYOUTS[letter].values() for layout in layouts),
        codes=(*LAYOUT_CODES, *DOCUMENT_CODES, *ENVELOPE_CODES, *CODES, *basedata_checks.CODES),
        source="https://www.jcq.org.uk/exams-office/entries/jcq-formats/formats-for-the-exchange-of-examination-related-data/",
    )
    for letter, (format_id, title) in _TITLES.items()
)
