"""Checks of basedata records that need no other file: identities V09 and V12 to V15 and V18 of the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from examcore.findings import Finding, FindingCode, Severity
from examcore.ids import qualification_number
from examcore.layout import Document, Rejected

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
    template="option {option} has a fee of {pence} pence and the flag N, no fee defined; it counts as not published",
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


def check(document: Document, letter: str, last: int) -> Iterator[Finding]:
    """Check the detail records of a basedata file one by one, and their keys."""
    wire_class, key_of, check_one = _KINDS[letter]
    seen: dict[str, int] = {}
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is not wire_class or isinstance(record, Rejected):
            continue
        key = key_of(record)
        first = seen.setdefault(key, line)
        if first != line:
            same = record == document.records[first - 1]
            code = REPEATED_RECORD if same else REPEATED_KEY
            yield code.at(document.name, line, start=3, key=key, first=first)
        yield from check_one(document.name, line, record)


def _option(file: str, line: int, r: OptionRecord) -> Iterator[Finding]:
    if r.fee and r.fee_defined == "N":
        yield FEE_WITHOUT_FLAG.at(file, line, field="fee", option=r.option_code, pence=r.fee)
    # before version 12 there is one pair of columns for both, and nothing to compare
    pairs = (("CB", "certification type", r.qualification), ("UB", "unit type", r.unit_qualification))
    if r.item in {"C", "U", "B"} and (r.unit_qualification or not (r.item == "U" and r.qualification)):
        for items, what, value in pairs:
            if bool(value) != (r.item in items):
                state = f"{what} is {'blank' if not value else 'filled'}"
                yield EXAM_TYPE.at(file, line, option=r.option_code, item=r.item, what=state)
    number = r.accreditation_number
    if (
        r.item != "U"
        and number
        and any(p.kind == "check-character" for p in qualification_number.problems(number))
    ):
        field = "accreditation_number"
        yield QUALIFICATION_NUMBER.at(file, line, field=field, value=number, option=r.option_code)


def _component(file: str, line: int, r: ComponentRecord) -> Iterator[Finding]:
    place: dict[str, Any] = {"component": r.component_code}
    if r.timetabled == "T" and (r.timetable_date is None or r.session in {"", "X"}):
        if r.timetable_date is None and r.session == "":
            yield NOT_YET_SET.at(file, line, field="timetable_date", **place)
        else:
            what = "date is missing" if r.timetable_date is None else "session is missing"
            yield TIMETABLE.at(file, line, field="timetable_date", timetabled="T", what=what, **place)
    elif r.timetabled in {"N", "C"} and r.timetable_date is not None:
        yield TIMETABLE.at(
            file, line, field="timetable_date", timetabled=r.timetabled, what="date is filled", **place
        )
    if r.teacher_marks == "Y" and not r.maximum_mark:
        yield TEACHER_MARKS.at(file, line, field="maximum_mark", marks="Y", what="maximum mark", **place)
    if r.teacher_marks == "G" and not r.gradeset:
        yield TEACHER_MARKS.at(file, line, field="gradeset", marks="G", what="gradeset", **place)


def _pair(file: str, line: int, r: DisallowedRecord) -> Iterator[Finding]:
    if r.first == r.second:
        yield SELF_PAIR.at(file, line, field="second", value=r.first)


def _nothing(_file: str, _line: int, _record: Any) -> Iterator[Finding]:
    return iter(())


_KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str, int, Any], Iterator[Finding]]]] = {
    "S": (SyllabusRecord, lambda r: f"syllabus {r.syllabus_code}", _nothing),
    "O": (OptionRecord, lambda r: f"option {r.option_code}", _option),
    "C": (ComponentRecord, lambda r: f"component {r.component_code}", _component),
    "L": (LinkRecord, lambda r: f"link {r.option_code} to {r.component_code}", _nothing),
    "D": (DisallowedRecord, lambda r: f"pair {r.first} and {r.second}", _pair),
}
