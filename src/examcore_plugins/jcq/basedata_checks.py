"""Checks of basedata records that need no other file: identities V09, V12 to V15 and V18 of the reference."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from operator import attrgetter
from typing import Any

import attrs

from examcore.findings import Finding, FindingCode, Severity
from examcore.ids import qualification_number
from examcore.layout import Document, RecordLayout

from .basedata_records import ComponentRecord, DisallowedRecord, LinkRecord, OptionRecord, SyllabusRecord

__all__ = ["CODES", "check"]

REPEATED_KEY = FindingCode(
    code="jcq.repeated-key",
    severity=Severity.ERROR,
    template="{key} stands here a second time with other contents, first in line {first}",
    cure="ask the awarding body which of the two lines holds; the later one is not used",
    rule="V09",
    triggers="option 8300H twice, with two fees",
    passes="option 8300H once",
)
REPEATED_RECORD = FindingCode(
    code="jcq.repeated-record",
    severity=Severity.WARNING,
    template="{key} stands here a second time, the same as in line {first}",
    cure="none needed",
    rule="V09",
    triggers="the same line twice",
    passes="each line once",
)
FEE_WITHOUT_FLAG = FindingCode(
    code="jcq.fee-without-flag",
    severity=Severity.WARNING,
    template="option {option} has a fee of {pence} pence and the flag N; it counts as not published",
    cure="ask the awarding body for the fee",
    rule="V12",
    triggers="flag N and fee 03160",
    passes="flag N and fee 00000",
)
EXAM_TYPE = FindingCode(
    code="jcq.exam-type",
    severity=Severity.WARNING,
    template="option {option} is item {item}, and its {what}",
    cure="none needed for entries; tell the awarding body",
    rule="V13",
    triggers="an item C without certification type",
    passes="an item C with GCSE/FC",
)
TIMETABLE = FindingCode(
    code="jcq.timetable",
    severity=Severity.WARNING,
    template="component {component} has timetabled {timetabled}, and its {what}",
    cure="look the paper up in the awarding body's timetable",
    rule="V14",
    triggers="timetabled N with a date",
    passes="timetabled N with date 000000",
)
NOT_YET_SET = FindingCode(
    code="jcq.timetable-not-set",
    severity=Severity.INFO,
    template="component {component} will be timetabled; its day or session is not yet set",
    cure="load the next issue of the basedata",
    rule="V14",
    triggers="timetabled T with date 000000 and a blank session",
    passes="timetabled T with a day and session A",
)
TEACHER_MARKS = FindingCode(
    code="jcq.teacher-marks",
    severity=Severity.WARNING,
    template="component {component} has teacher marks {marks} and no {what}",
    cure="ask the awarding body before marks are sent",
    rule="V15",
    triggers="teacher marks Y with maximum mark 000",
    passes="teacher marks Y with maximum mark 060",
)
QUALIFICATION_NUMBER = FindingCode(
    code="jcq.qualification-number",
    severity=Severity.WARNING,
    template="option {option}: the last character of the qualification number does not check",
    cure="none needed: a few real numbers do not",
    rule="V18",
    triggers="60146082",
    passes="60146084",
)
SELF_PAIR = FindingCode(
    code="jcq.self-pair",
    severity=Severity.WARNING,
    template="{value} is disallowed with itself; the line is not used",
    cure="tell the awarding body: taken at its word, nobody could enter the option",
    rule="edi-formats 4.5",
    triggers="D5 8300* 8300*",
    passes="D5 8300* 8301*",
)

CODES = (
    REPEATED_KEY,
    REPEATED_RECORD,
    FEE_WITHOUT_FLAG,
    EXAM_TYPE,
    TIMETABLE,
    NOT_YET_SET,
    TEACHER_MARKS,
    QUALIFICATION_NUMBER,
    SELF_PAIR,
)


_Odd = tuple[FindingCode, str, dict[str, Any]]
"""A code, the field that it is about, and parameters."""


def check(document: Document, letter: str, layout: RecordLayout[Any], last: int) -> Iterator[Finding]:
    """Check the detail records of a basedata file one by one, and their keys.

    Args:
        document: the file.
        letter: of the file.
        layout: of its details; a version may lack a field.
        last: line of the file trailer.
    """
    kind = _KINDS[letter]
    columns: dict[str, dict[str, Any]] = {
        f.name: {"field": f.name, "start": f.start, "length": f.length} for f in layout.fields
    }
    key_of = attrgetter(*kind.key) if kind.key else None
    seen: dict[Any, int] = {}
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is not kind.wire_class:
            continue
        if key_of is not None:
            key = key_of(record)
            first = seen.setdefault(key, line)
            if first != line:
                same = record == document.records[first - 1]
                code = REPEATED_RECORD if same else REPEATED_KEY
                text = kind.called.format(r=record)
                yield code.at(document.name, line, key=text, first=first, **columns[kind.key[0]])
        for code, field, params in kind.look(record, columns):
            yield code.at(document.name, line, **columns[field], **params)


def _option(r: OptionRecord, columns: Container[str]) -> Iterator[_Odd]:
    option = {"option": r.option_code}
    if r.fee and r.fee_defined == "N":
        yield FEE_WITHOUT_FLAG, "fee", {**option, "pence": r.fee}
    # before version 12 there is one pair of columns for both, and nothing to compare
    if r.item in {"C", "U", "B"} and "unit_qualification" in columns:
        for items, what, field in (
            ("CB", "certification type", "qualification"),
            ("UB", "unit type", "unit_qualification"),
        ):
            value = getattr(r, field)
            if bool(value) != (r.item in items):
                state = f"{what} is {'filled' if value else 'blank'}"
                yield EXAM_TYPE, field, {**option, "item": r.item, "what": state}
    number = r.accreditation_number
    if r.item != "U" and number:
        problems = qualification_number.problems(number)
        if any(p.kind == "check-character" for p in problems):
            yield QUALIFICATION_NUMBER, "accreditation_number", {**option, "value": number}


def _component(r: ComponentRecord, _columns: Container[str]) -> Iterator[_Odd]:
    component = {"component": r.component_code}
    fixed = r.timetabled == "T"
    if fixed and r.timetable_date is None and r.session == "":
        yield NOT_YET_SET, "timetable_date", component
    elif fixed and r.timetable_date is None:
        yield TIMETABLE, "timetable_date", {**component, "timetabled": "T", "what": "date is missing"}
    elif fixed and r.session in {"", "X"}:
        yield TIMETABLE, "session", {**component, "timetabled": "T", "what": "session is missing"}
    elif r.timetabled in {"N", "C"} and r.timetable_date is not None:
        params = {**component, "timetabled": r.timetabled, "what": "date is filled"}
        yield TIMETABLE, "timetable_date", params
    if r.teacher_marks == "Y" and not r.maximum_mark:
        yield TEACHER_MARKS, "maximum_mark", {**component, "marks": "Y", "what": "maximum mark"}
    if r.teacher_marks == "G" and not r.gradeset:
        yield TEACHER_MARKS, "gradeset", {**component, "marks": "G", "what": "gradeset"}


def _pair(r: DisallowedRecord, _columns: Container[str]) -> Iterator[_Odd]:
    if r.first == r.second:
        yield SELF_PAIR, "second", {"value": r.first}


def _nothing(_record: Any, _columns: Container[str]) -> Iterator[_Odd]:
    return iter(())


@attrs.frozen
class _Kind:
    """How the details of a file are checked: their class, the fields of their key, what they are called."""

    wire_class: type
    key: tuple[str, ...]
    called: str
    look: Callable[[Any, Container[str]], Iterator[_Odd]]


_KINDS = {
    "S": _Kind(SyllabusRecord, ("syllabus_code",), "syllabus {r.syllabus_code}", _nothing),
    "O": _Kind(OptionRecord, ("option_code",), "option {r.option_code}", _option),
    "C": _Kind(ComponentRecord, ("component_code",), "component {r.component_code}", _component),
    "L": _Kind(
        LinkRecord, ("option_code", "component_code"), "link {r.option_code} to {r.component_code}", _nothing
    ),
    "D": _Kind(DisallowedRecord, (), "", _pair),  # real files list pairs both ways, and no identity names D
}
