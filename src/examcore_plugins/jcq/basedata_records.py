"""Basedata records: syllabus, option, component, link, disallowed pair; versions 11 to 14."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from examcore.evidence import Evidence
from examcore.layout import (
    CODE,
    DATE,
    FILLER,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    RecordLayout,
    column,
    constant,
    wire,
)

from .control_records import control_layouts

__all__ = [
    "VERSIONS",
    "ComponentRecord",
    "DisallowedRecord",
    "LinkRecord",
    "OptionRecord",
    "SyllabusRecord",
    "layouts_of",
]

SOURCE = "JCQ formats, version 14; edi-formats section 4"


@wire()
class SyllabusRecord:
    """S5: a syllabus."""

    data_type: str = column(1, 1, constant("S"), default="S")
    record_type: str = column(2, 1, constant("5"), default="5")
    syllabus_code: str = column(3, 6, KEY, "key of the record")
    filler: str = column(9, 1, FILLER, "a space in every file seen", default="")
    title: str = column(10, 36, TEXT, "of the syllabus")


@wire()
class OptionRecord:
    """O5: an option (entry code), with its fee."""

    data_type: str = column(1, 1, constant("O"), default="O")
    record_type: str = column(2, 1, constant("5"), default="5")
    option_code: str = column(3, 6, KEY, "entry code; key of the record")
    syllabus_code: str = column(9, 6, CODE, "refers to S")
    qualification: str = column(15, 4, CODE, "of the certification; blank on units")
    level: str = column(19, 3, CODE, "of the certification; blank on units")
    item: str = column(22, 1, CODE, "C certification, U unit, B both", known="CUB")
    unit_qualification: str = column(23, 4, CODE, "of the unit; blank on certifications; since version 12")
    unit_level: str = column(27, 3, CODE, "of the unit; blank on certifications; since version 12")
    process: str = column(30, 1, CODE, "E entry, R registration", known="ER")
    classification_code: str = column(31, 4, CODE, "discount code; 9999, 0000 and blank compare with nothing")
    accreditation_number: str = column(
        35, 8, CODE, "qualification number, or a unit reference number on units"
    )
    title: str = column(43, 36, TEXT, "of the option")
    fee_defined: str = column(79, 1, CODE, "whether the fee that follows is one", known="YN")
    fee: int = column(80, 5, NUMBER, "in pence")
    forecast_gradeset: str = column(85, 4, CODE, "of the first forecast grade")
    second_forecast_gradeset: str = column(89, 4, CODE, "of the second forecast grade")
    result_type: str = column(93, 1, CODE, "code list 8.4", known="123BCUM")
    gradeset: str = column(94, 4, CODE, "of the first grade")
    second_gradeset: str = column(98, 4, CODE, "of the second grade")
    endorsement_gradeset: str = column(102, 4, CODE, "of the endorsement to the first grade")
    second_endorsement_gradeset: str = column(106, 4, CODE, "of the endorsement to the second grade")
    maximum_mark: int | None = column(110, 4, NUMBER_OR_BLANK, "maximum mark or uniform mark")
    components: int | None = column(114, 2, NUMBER_OR_BLANK, "number of L records, with exceptions")


@wire()
class ComponentRecord:
    """C5: a component, with its day and time."""

    data_type: str = column(1, 1, constant("C"), default="C")
    record_type: str = column(2, 1, constant("5"), default="5")
    component_code: str = column(3, 12, KEY, "key of the record")
    title: str = column(15, 36, TEXT, "of the component")
    teacher_marks: str = column(
        51, 1, CODE, "N none, Y centre marks, G centre grades, E external work with a due date", known="NYGE"
    )
    maximum_mark: int | None = column(52, 3, NUMBER_OR_BLANK, "of the centre mark")
    gradeset: str = column(55, 4, CODE, "of centre grades")
    due_date: date | None = column(59, 6, DATE, "of centre marks")
    timetabled: str = column(65, 1, CODE, "T fixed, N not timetabled, C in a window", known="TNC")
    timetable_date: date | None = column(66, 6, DATE, "of the sitting")
    session: str = column(
        72, 1, CODE, "A morning, P afternoon, D all day, X or blank none", known=("A", "P", "D", "X", "")
    )
    time_allowed: int | None = column(73, 3, NUMBER_OR_BLANK, "minutes; 000 none, 999 no fixed time")


@wire()
class LinkRecord:
    """L5: an option has a component."""

    data_type: str = column(1, 1, constant("L"), default="L")
    record_type: str = column(2, 1, constant("5"), default="5")
    option_code: str = column(3, 6, KEY, "refers to O")
    component_code: str = column(9, 12, KEY, "refers to C")
    filler: str = column(21, 6, FILLER, default="")


@wire()
class DisallowedRecord:
    """D5: two options, or patterns of options, that one candidate may not hold together."""

    data_type: str = column(1, 1, constant("D"), default="D")
    record_type: str = column(2, 1, constant("5"), default="5")
    first: str = column(3, 6, KEY, "option code, or a pattern that ends in *")
    second: str = column(9, 6, KEY, "option code, or a pattern that ends in *")
    filler: str = column(15, 12, FILLER, "a third code stands here in one Pearson file", default="")


VERSIONS: Final = {
    "S": (11, 12, 13, 14),
    "O": (11, 12, 13, 14),
    "C": (11, 12, 13, 14),
    "L": (11, 12, 13, 14),
    "D": (14,),
}
"""The versions of the JCQ formats in which each file's layout is known."""

_CLASSES = {
    "S": SyllabusRecord,
    "O": OptionRecord,
    "C": ComponentRecord,
    "L": LinkRecord,
    "D": DisallowedRecord,
}

_Difference = tuple[Mapping[str, tuple[int, int] | None], Evidence, str]

# no unit type, gradesets of one character
_OPTION_11 = {
    "unit_qualification": None,
    "unit_level": None,
    "process": (23, 1),
    "classification_code": (24, 4),
    "accreditation_number": (28, 8),
    "title": (36, 36),
    "fee_defined": (72, 1),
    "fee": (73, 5),
    "forecast_gradeset": (78, 1),
    "second_forecast_gradeset": (79, 1),
    "result_type": (80, 1),
    "gradeset": (81, 1),
    "second_gradeset": (82, 1),
    "endorsement_gradeset": (83, 1),
    "second_endorsement_gradeset": (84, 1),
    "maximum_mark": (85, 3),
    "components": (88, 2),
}
_COMPONENT_11 = {
    "gradeset": (55, 1),
    "due_date": (56, 6),
    "timetabled": (62, 1),
    "timetable_date": (63, 6),
    "session": (69, 1),
    "time_allowed": (70, 3),
}
# the maximum mark has three digits
_OPTION_12 = {"maximum_mark": (110, 3), "components": (113, 2)}

_DIFFERENCES: Final[Mapping[tuple[str, int], _Difference]] = {
    ("O", 11): (_OPTION_11, Evidence.SEEN, "edi-formats 4.3"),
    ("O", 12): (_OPTION_12, Evidence.DERIVED, "edi-formats 4.3"),
    ("C", 11): (_COMPONENT_11, Evidence.SEEN, "edi-formats 4.4"),
}
"""Where an earlier version has its columns elsewhere; the others are as in version 14, which is DERIVED."""


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The layouts of a basedata file in a version of the formats: control records, then the detail record."""
    detail: RecordLayout[Any] = RecordLayout.of(_CLASSES[letter], name=f"{letter}5/14", source=SOURCE)
    if version != 14:
        columns, evidence, source = _DIFFERENCES.get((letter, version), ({}, Evidence.DERIVED, SOURCE))
        detail = detail.overlay(
            name=f"{letter}5/{version}", columns=columns, evidence=evidence, source=source
        )
    return (*control_layouts(letter, version, detail.length, detail.evidence), detail)
