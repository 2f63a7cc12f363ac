"""C5: a component, with its day and time."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from examcore.evidence import Evidence
from examcore.layout import CODE, DATE, KEY, NUMBER_OR_BLANK, TEXT, RecordLayout, column, constant, wire

from .control import Differences, basedata_layouts

__all__ = ["VERSIONS", "ComponentRecord", "layouts_of"]

VERSIONS: Final = (11, 12, 13, 14)
"""The versions of the JCQ formats in which the layout is known."""


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


_VERSION_11 = {
    "gradeset": (55, 1),
    "due_date": (56, 6),
    "timetabled": (62, 1),
    "timetable_date": (63, 6),
    "session": (69, 1),
    "time_allowed": (70, 3),
}

_DIFFERENCES: Final[Differences] = {11: (_VERSION_11, Evidence.SEEN, "edi-formats 4.4")}


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of the file in a version."""
    return basedata_layouts(ComponentRecord, letter, version, _DIFFERENCES)
