"""E5 and A5: entries and amendments, which differ in their first byte only."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import attrs

from examcore.evidence import Evidence
from examcore.findings import mask, shown_code
from examcore.layout import BIRTH, CODE, DIGITS, FILLER, KEY, TEXT, RecordLayout, column, constant, wire

from .control import control_layouts

__all__ = ["SLOTS", "VERSIONS", "EntryRecord", "layouts_of"]

SOURCE = "JCQ formats, version 14; edi-formats section 5.1"


# a faulty writer leaves a candidate's second row blank up to column 108: that is read, and never written
def _digits_or_blank(text: str) -> str:
    # strict otherwise: a line that has lost a column shows here, before a name stands where it may be printed
    return DIGITS.decode(text) if text.strip(" ") else ""


_CENTRE: Final = attrs.evolve(KEY, name="code, left; blank on some second rows", decode=CODE.decode)
_CANDIDATE: Final = attrs.evolve(DIGITS, name="digits; blank on some second rows", decode=_digits_or_blank)
SLOTS: Final = 12
"""Options that one record carries."""


@wire()
class EntryRecord:
    """E5 or A5: a candidate and up to twelve options."""

    data_type: str = column(1, 1, CODE, "E entry, A amendment", known="EA")
    record_type: str = column(2, 1, constant("5"), default="5")
    status: str = column(3, 1, CODE, "C centre candidate, P private candidate", known="CP")
    centre_number: str = column(4, 5, _CENTRE, "one column later than in other records")
    candidate_number: str = column(9, 4, _CANDIDATE, "0001 to 9999")
    name: str = column(13, 40, TEXT, "SURNAME:FORENAMES", personal=True)
    sex: str = column(53, 1, CODE, "M, F; one blank was seen", known=("M", "F", ""))
    date_of_birth: str = column(54, 6, BIRTH, "DDMMYY; 000000 unknown", personal=True)
    uci: str = column(60, 13, CODE, "with its check letter", personal=True, default="")
    upn: str = column(73, 13, CODE, "blank if none", personal=True, default="")
    uln: str = column(86, 10, CODE, "blank if none", personal=True, default="")
    qualifier: str = column(96, 1, CODE, "G guest, P, or blank", known=("G", "P", ""), default="")
    other_centre_number: str = column(
        97, 5, CODE, "of guests", evidence=Evidence.DERIVED, shown=shown_code, default=""
    )
    other_candidate_number: str = column(
        102, 4, CODE, "of guests", evidence=Evidence.DERIVED, shown=shown_code, default=""
    )
    documentation_group: str = column(
        106, 3, CODE, "for the body's paperwork", evidence=Evidence.DERIVED, shown=shown_code, default=""
    )
    option_1: str = column(109, 6, CODE, "entry code", shown=shown_code, default="")
    option_1_seventh: str = column(115, 1, FILLER, shown=mask, default="")
    option_2: str = column(116, 6, CODE, "entry code", shown=shown_code, default="")
    option_2_seventh: str = column(122, 1, FILLER, shown=mask, default="")
    option_3: str = column(123, 6, CODE, "entry code", shown=shown_code, default="")
    option_3_seventh: str = column(129, 1, FILLER, shown=mask, default="")
    option_4: str = column(130, 6, CODE, "entry code", shown=shown_code, default="")
    option_4_seventh: str = column(136, 1, FILLER, shown=mask, default="")
    option_5: str = column(137, 6, CODE, "entry code", shown=shown_code, default="")
    option_5_seventh: str = column(143, 1, FILLER, shown=mask, default="")
    option_6: str = column(144, 6, CODE, "entry code", shown=shown_code, default="")
    option_6_seventh: str = column(150, 1, FILLER, shown=mask, default="")
    option_7: str = column(151, 6, CODE, "entry code", shown=shown_code, default="")
    option_7_seventh: str = column(157, 1, FILLER, shown=mask, default="")
    option_8: str = column(158, 6, CODE, "entry code", shown=shown_code, default="")
    option_8_seventh: str = column(164, 1, FILLER, shown=mask, default="")
    option_9: str = column(165, 6, CODE, "entry code", shown=shown_code, default="")
    option_9_seventh: str = column(171, 1, FILLER, shown=mask, default="")
    option_10: str = column(172, 6, CODE, "entry code", shown=shown_code, default="")
    option_10_seventh: str = column(178, 1, FILLER, shown=mask, default="")
    option_11: str = column(179, 6, CODE, "entry code", shown=shown_code, default="")
    option_11_seventh: str = column(185, 1, FILLER, shown=mask, default="")
    option_12: str = column(186, 6, CODE, "entry code", shown=shown_code, default="")
    option_12_seventh: str = column(192, 1, FILLER, shown=mask, default="")

    @property
    def options(self) -> tuple[str, ...]:
        """The entry codes that are filled, in their order."""
        codes = (getattr(self, f"option_{n}") for n in range(1, SLOTS + 1))
        return tuple(code for code in codes if code)


VERSIONS: Final = (14,)
"""The versions of the JCQ formats whose layout is known."""


@cache
def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of entry or amendment files."""
    detail = RecordLayout.of(EntryRecord, name=f"{letter}5/{version}", source=SOURCE, key=f"{letter}5")
    return (*control_layouts(letter, version, detail.length), detail)
