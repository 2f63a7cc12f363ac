"""L5: an option has a component."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from examcore.layout import FILLER, KEY, RecordLayout, column, constant, wire

from .control import basedata_layouts

__all__ = ["VERSIONS", "LinkRecord", "layouts_of"]

VERSIONS: Final = (11, 12, 13, 14)
"""The versions of the JCQ formats in which the layout is known."""


@wire()
class LinkRecord:
    """L5: an option has a component."""

    data_type: str = column(1, 1, constant("L"), default="L")
    record_type: str = column(2, 1, constant("5"), default="5")
    option_code: str = column(3, 6, KEY, "refers to O")
    component_code: str = column(9, 12, KEY, "refers to C")
    filler: str = column(21, 6, FILLER, default="")


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of the file in a version."""
    return basedata_layouts(LinkRecord, letter, version)
