"""What the room offers to the registry: described here, and loaded when it is used.

Every reading asks every format, and a file of basedata should not have to load how tables are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from ..checks import Check
from ..findings import Finding
from ..formats import Claim, Content, FileFormat, ReadContext, Sureness, seems_delimited
from ..formats.table_codes import CODES as TABLE_CODES
from . import codes, sending_codes

__all__ = ["CHECKS", "FORMATS"]

_SHEETS = re.compile(rb"PK\x03\x04.{26}xl/", re.DOTALL)


def _identify(name: str, head: bytes) -> Claim | None:
    if not seems_delimited(name, head):
        return None
    from .table import identify  # noqa: PLC0415  see above

    return identify(name, head)


def _load(data: bytes, context: ReadContext) -> Content:
    from .table import load  # noqa: PLC0415  see above

    return load(data, context)


def _identify_workbook(name: str, head: bytes) -> Claim | None:
    """By the signature, and the name of the file or of a part that every workbook has."""
    named = name.lower().endswith((".xlsx", ".xlsm", ".xltx", ".xltm"))
    if head.startswith(b"PK\x03\x04"):
        if _SHEETS.search(head):
            # who named it as a file of an awarding body, such as O6G27_70.X01, is told that it is none
            sureness = Sureness.POSSIBLE if re.search(r"\.[xX][0-9]{2}$", name) else Sureness.CERTAIN
            return Claim(sureness, "it is a zip archive with the parts of a workbook")
        return Claim(Sureness.CERTAIN, "it is a zip archive named as a workbook") if named else None
    # one with a password, or of the old kind: there is a cure, so it is not left to the general refusal
    if head.startswith(b"\xd0\xcf\x11\xe0") and (named or name.lower().endswith(".xls")):
        return Claim(Sureness.CERTAIN, "it is an Office document named as a workbook")
    return None


def _load_workbook(data: bytes, context: ReadContext) -> Content:
    from ..model import Entry  # noqa: PLC0415  see above
    from . import centres, table  # noqa: PLC0415

    content = table.load_workbook(data, context)
    if content.details.get("sheets") == "0" or any(isinstance(value, Entry) for value in content.values):
        return content
    # what a workbook is about shows only inside: one without entries may be a table of centres
    return centres.load_workbook(data, context) or content


def _identify_receipt(name: str, head: bytes) -> Claim | None:
    if b'"examcore.receipt/' in head[:200]:
        return Claim(Sureness.CERTAIN, "its schema says so")
    # a database may have put the members into another order
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"files"' in head and b'"candidates"' in head:
        return Claim(Sureness.POSSIBLE, "it is JSON with the members of a receipt")
    if name.startswith("receipt_") and name.endswith(".json"):
        return Claim(Sureness.NAMED, "its name says so")
    return None


def _load_receipt(data: bytes, context: ReadContext) -> Content:
    from .receipt_files import load  # noqa: PLC0415  see above

    return load(data, context)


def _identify_centres(name: str, head: bytes) -> Claim | None:
    words = head.lower().replace(b" ", b"_").replace(b"-", b"_")
    if b"centre_number" not in words or b"postcode" not in words:
        return None
    from .centres import identify  # noqa: PLC0415  see above

    return identify(name, head)


def _load_centres(data: bytes, context: ReadContext) -> Content:
    from .centres import load  # noqa: PLC0415  see above

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
    FileFormat(
        id="examcore.entries.xlsx",
        title="Entries table, or centres (Excel workbook)",
        edition="1",
        identify=_identify_workbook,
        load=_load_workbook,
        codes=(
            *TABLE_CODES,
            *codes.CODES,
            sending_codes.BAD_CENTRE,
        ),  # and those of archives, since a workbook is one
        source="docs/reference/entries-table.md",
    ),
    FileFormat(
        id="examcore.entries.receipt",
        title="Receipt of files that were made",
        edition="1",
        identify=_identify_receipt,
        load=_load_receipt,
        codes=(sending_codes.RECEIPT_DAMAGED,),
        source="docs/reference/receipt.md",
    ),
    FileFormat(
        id="examcore.entries.centres",
        title="Centres (CSV)",
        edition="1",
        identify=_identify_centres,
        load=_load_centres,
        codes=(*TABLE_CODES, sending_codes.BAD_CENTRE),
        source="docs/reference/centres-table.md",
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
