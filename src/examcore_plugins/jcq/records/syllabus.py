"""S5: a syllabus."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from examcore.layout import FILLER, KEY, TEXT, RecordLayout, column, constant, wire

from .control import basedata_layouts

__all__ = ["VERSIONS", "SyllabusRecord", "layouts_of"]

VERSIONS: Final = (11, 12, 13, 14)
"""The versions of the JCQ formats in which the layout is known."""


@wire()
class SyllabusRecord:
    """S5: a syllabus."""

    data_type: str = column(1, 1, constant("S"), default="S")
    record_type: str = column(2, 1, constant("5"), default="5")
    syllabus_code: str = column(3, 6, KEY, "key of the record")
    filler: str = column(9, 1, FILLER, "a space in every file seen", default="")
    title: str = column(10, 36, TEXT, "of the syllabus")


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of the file in a version."""
    return basedata_layouts(SyllabusRecord, letter, version)
