"""Checks of basedata records that need no other file: identities V09, V12 to V15 and V18 of the reference."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from operator import attrgetter
from typing import Any

import attrs

from examcore.findings import Finding, FindingCode
from examcore.ids import qualification_number
from examcore.layout import Document, RecordLayout

from . import codes
from .basedata_records import ComponentRecord, DisallowedRecord, LinkRecord, OptionRecord, SyllabusRecord

__all__ = ["check"]


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
                code = codes.REPEATED_RECORD if same else codes.REPEATED_KEY
                text = kind.called.format(r=record)
                yield code.at(document.name, line, key=text, first=first, **columns[kind.key[0]])
        for code, field, params in kind.look(record, columns):
            yield code.at(document.name, line, **columns[field], **params)


def _option(r: OptionRecord, columns: Container[str]) -> Iterator[_Odd]:
    option = {"option": r.option_code}
    if r.fee and r.fee_defined == "N":
        yield codes.FEE_WITHOUT_FLAG, "fee", {**option, "pence": r.fee}
    # before version 12 there is one pair of columns for both, and nothing to compare
    if r.item in {"C", "U", "B"} and "unit_qualification" in columns:
        for items, what, field in (
            ("CB", "certification type", "qualification"),
            ("UB", "unit type", "unit_qualification"),
        ):
            value = getattr(r, field)
            if bool(value) != (r.item in items):
                state = f"{what} is {'filled' if value else 'blank'}"
                yield codes.EXAM_TYPE, field, {**option, "item": r.item, "what": state}
    number = r.accreditation_number
    if r.item != "U" and number:
        problems = qualification_number.problems(number)
        if any(p.kind == "check-character" for p in problems):
            yield codes.QUALIFICATION_NUMBER, "accreditation_number", {**option, "value": number}


def _component(r: ComponentRecord, _columns: Container[str]) -> Iterator[_Odd]:
    component = {"component": r.component_code}
    fixed = r.timetabled == "T"
    if fixed and r.timetable_date is None and r.session == "":
        yield codes.NOT_YET_SET, "timetable_date", component
    elif fixed and r.timetable_date is None:
        yield codes.TIMETABLE, "timetable_date", {**component, "timetabled": "T", "what": "date is missing"}
    elif fixed and r.session in {"", "X"}:
        yield codes.TIMETABLE, "session", {**component, "timetabled": "T", "what": "session is missing"}
    elif r.timetabled in {"N", "C"} and r.timetable_date is not None:
        params = {**component, "timetabled": r.timetabled, "what": "date is filled"}
        yield codes.TIMETABLE, "timetable_date", params
    if r.teacher_marks == "Y" and not r.maximum_mark:
        yield codes.TEACHER_MARKS, "maximum_mark", {**component, "marks": "Y", "what": "maximum mark"}
    if r.teacher_marks == "G" and not r.gradeset:
        yield codes.TEACHER_MARKS, "gradeset", {**component, "marks": "G", "what": "gradeset"}


def _pair(r: DisallowedRecord, _columns: Container[str]) -> Iterator[_Odd]:
    if r.first == r.second:
        yield codes.SELF_PAIR, "second", {"value": r.first}


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
