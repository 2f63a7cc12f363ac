"""Checks of basedata records that need no other file: identities V09, V12 to V15 and V18 of the reference."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from examcore.findings import Finding, FindingCode
from examcore.ids import qualification_number
from examcore.layout import Document, RecordLayout

from . import codes

if TYPE_CHECKING:
    from .records.component import ComponentRecord
    from .records.disallowed import DisallowedRecord
    from .records.option import OptionRecord

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
    kind, wire_class = _KINDS[letter], layout.wire_class
    columns: dict[str, dict[str, Any]] = {
        f.name: {"field": f.name, "start": f.start, "length": f.length} for f in layout.fields
    }
    key_of = attrgetter(*kind.key) if kind.key else None
    seen: dict[Any, int] = {}
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is not wire_class:
            continue
        if key_of is not None:
            key = key_of(record)
            first = seen.setdefault(key, line)
            if first != line:
                same = record == document.records[first - 1]
                code = codes.REPEATED_RECORD if same else codes.REPEATED_KEY
                text = kind.called.format(r=record)
                yield code.at(document.name, line, key=text, first=first, **columns[kind.key[0]])
        if kind.look is not None:
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
    if r.item != "U" and number and _fails(number):
        yield codes.QUALIFICATION_NUMBER, "accreditation_number", {**option, "value": number}


@lru_cache(maxsize=4096)  # options of one award share their number
def _fails(number: str) -> bool:
    return any(problem.kind == "check-character" for problem in qualification_number.problems(number))


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


class _Kind(NamedTuple):
    """How the details of a file are checked: the fields of their key, their name, what to look at."""

    key: tuple[str, ...]
    called: str
    look: Callable[[Any, Container[str]], Iterator[_Odd]] | None


_KINDS = {
    "S": _Kind(("syllabus_code",), "syllabus {r.syllabus_code}", None),
    "O": _Kind(("option_code",), "option {r.option_code}", _option),
    "C": _Kind(("component_code",), "component {r.component_code}", _component),
    "L": _Kind(("option_code", "component_code"), "link {r.option_code} to {r.component_code}", None),
    "D": _Kind((), "", _pair),  # real files list pairs both ways, and no identity names D
}
