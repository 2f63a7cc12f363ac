"""O5: an option (entry code), with its fee."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from examcore.evidence import Evidence
from examcore.layout import CODE, KEY, NUMBER, NUMBER_OR_BLANK, TEXT, RecordLayout, column, constant, wire

from .control import Differences, basedata_layouts

__all__ = ["VERSIONS", "OptionRecord", "layouts_of"]

VERSIONS: Final = (11, 12, 13, 14)
"""The versions of the JCQ formats in which the layout is known."""


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


# no unit type, gradesets of one character
_VERSION_11 = {
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
# the maximum mark has three digits
_VERSION_12 = {"maximum_mark": (110, 3), "components": (113, 2)}

_DIFFERENCES: Final[Differences] = {
    11: (_VERSION_11, Evidence.SEEN, "edi-formats 4.3"),
    12: (_VERSION_12, Evidence.DERIVED, "edi-formats 4.3"),
}


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of the file in a version."""
    return basedata_layouts(OptionRecord, letter, version, _DIFFERENCES)
