"""D5: two options that one candidate may not hold together."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from examcore.layout import FILLER, KEY, RecordLayout, column, constant, wire

from .control import basedata_layouts

__all__ = ["VERSIONS", "DisallowedRecord", "layouts_of"]

VERSIONS: Final = (14,)
"""The versions of the JCQ formats in which the layout is known."""


@wire()
class DisallowedRecord:
    """D5: two options, or patterns of options, that one candidate may not hold together."""

    data_type: str = column(1, 1, constant("D"), default="D")
    record_type: str = column(2, 1, constant("5"), default="5")
    first: str = column(3, 6, KEY, "option code, or a pattern that ends in *")
    second: str = column(9, 6, KEY, "option code, or a pattern that ends in *")
    filler: str = column(15, 12, FILLER, "a third code stands here in one Pearson file", default="")


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of the file in a version."""
    return basedata_layouts(DisallowedRecord, letter, version)
