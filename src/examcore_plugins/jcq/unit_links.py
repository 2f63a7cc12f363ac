"""Unit-link files: lines of twelve characters without header or trailer."""

from __future__ import annotations

import re

from examcore.evidence import Origin
from examcore.formats import Claim, Content, FileFormat, ReadContext, Sureness
from examcore.layout import CODES as LAYOUT_CODES
from examcore.layout import Document
from examcore.layout.document import CODES as DOCUMENT_CODES
from examcore.model import UnitLink

from .basedata_records import UNIT_LINKS, UnitLinkRecord

__all__ = ["FORMATS"]

# the unit code may have lost its trailing spaces
_LINE = re.compile(rb"[0-9A-Z][0-9A-Z ]{5}[0-9A-Z][0-9A-Z ]{0,5}")


def _identify(_name: str, head: bytes) -> Claim | None:
    lines = head.splitlines()
    if len(head) >= 4096:
        lines = lines[:-1]  # the last one may be cut
    whole = [line for line in lines if line.strip()]
    if whole and all(_LINE.fullmatch(line) for line in whole) and any(len(line) == 12 for line in whole):
        return Claim(Sureness.POSSIBLE, "every line holds two option codes in twelve columns")
    return None


def _load(data: bytes, context: ReadContext) -> Content:
    document = Document.parse(data, (UNIT_LINKS,), context.name)
    values = tuple(
        UnitLink(award=r.award, unit=r.unit, origin=Origin(context.name, line))
        for line, r in enumerate(document.records, 1)
        if isinstance(r, UnitLinkRecord)
    )
    return Content(records=document, values=values, findings=document.findings)


FORMATS = (
    FileFormat(
        id="jcq.basedata.unit-links",
        title="Unit links (which units feed which award)",
        edition="without version",
        identify=_identify,
        load=_load,
        layouts=(UNIT_LINKS,),
        codes=(*LAYOUT_CODES, *DOCUMENT_CODES),
        source="edi-formats 4.6",
    ),
)
