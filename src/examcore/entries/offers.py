"""What the room offers to the registry: described here, and loaded when it is used.

Every reading asks every format, and a file of basedata should not have to load how tables are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from ..checks import Check
from ..findings import Finding
from ..formats import Claim, Content, FileFormat, ReadContext
from ..formats.table_codes import CODES as TABLE_CODES
from . import codes

__all__ = ["CHECKS", "FORMATS"]


def _identify(name: str, head: bytes) -> Claim | None:
    first = head.lstrip().splitlines()[:1]
    if not name.lower().endswith((".csv", ".tsv")) and not any(
        mark in line for line in first for mark in b",;\t|"
    ):
        return None
    from .table import identify  # noqa: PLC0415  see above

    return identify(name, head)


def _load(data: bytes, context: ReadContext) -> Content:
    from .table import load  # noqa: PLC0415  see above

    return load(data, context)


FORMATS = (
    FileFormat(
        id="examcore.entries.csv",
        title="Entries table (CSV)",
        edition="1",
        identify=_identify,
        load=_load,
        codes=(*TABLE_CODES, *codes.CODES),
        source="docs/reference/entries-table.md",
    ),
)


def _later(name: str) -> Callable[..., Iterable[Finding]]:
    def run(**subject: Any) -> Iterable[Finding]:
        found: Iterable[Finding] = getattr(import_module(".checks", __package__), name)(**subject)
        return found

    return run


_BOTH = ("entries", "catalogue")

CHECKS = (
    Check(
        id="examcore.entries.options",
        title="every option is one that the body offers in that series",
        rule="ENT-15",
        needs=_BOTH,
        run=_later("options"),
        codes=(
            codes.UNKNOWN_BODY,
            codes.UNKNOWN_SERIES,
            codes.UNKNOWN_OPTION,
            codes.WRONG_SERIES,
            codes.AMBIGUOUS_OPTION,
            codes.LOST_ZERO,
        ),
    ),
    Check(
        id="examcore.entries.combinations",
        title="no candidate holds an option twice, a disallowed pair, or one qualification twice",
        rule="V17",
        needs=_BOTH,
        run=_later("combinations"),
        codes=(codes.SAME_TWICE, codes.DISALLOWED, codes.SAME_QUALIFICATION, codes.TOO_MANY),
    ),
    Check(
        id="examcore.entries.people",
        title="a candidate number and a UCI belong to one person",
        rule="ENT-01",
        run=_later("people"),
        codes=(codes.NUMBER_SHARED, codes.UCI_SHARED, codes.TWO_UCIS),
    ),
    Check(
        id="examcore.entries.identifiers",
        title="centre number, candidate number, UCI, UPN and ULN are well formed",
        rule="V18",
        run=_later("identifiers"),
        codes=(codes.IDENTIFIER,),
    ),
    Check(
        id="examcore.entries.births",
        title="birth dates are before the series and within a lifetime",
        run=_later("births"),
        codes=(codes.UNLIKELY_BIRTH,),
    ),
    Check(
        id="examcore.entries.uci-present",
        title="every candidate has a UCI",
        rule="ENT-04",
        run=_later("missing_ucis"),
        codes=(codes.NO_UCI,),
    ),
)
