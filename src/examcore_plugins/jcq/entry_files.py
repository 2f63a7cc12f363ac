"""Entry and amendment files E and A: taken apart into records; entries are made of them in a later edition."""

from __future__ import annotations

from functools import partial

from examcore.formats import Content, FileFormat, ReadContext
from examcore.layout import CODES as LAYOUT_CODES
from examcore.layout import Document
from examcore.layout.document import CODES as DOCUMENT_CODES

from .basedata import fixed_width_claim, layouts_for
from .entry_records import LAYOUTS
from .envelope import CODES as ENVELOPE_CODES
from .envelope import unwrap

__all__ = ["FORMATS"]


def _load(letter: str, data: bytes, context: ReadContext) -> Content:
    layouts = layouts_for(LAYOUTS[letter], data[7:9].decode("latin-1"), context.bodies)
    document = Document.parse(data, layouts, context.name)
    envelope = unwrap(document, letter, context)
    details = {"version": "14", "records": str(len(document.lines))}
    findings = (*document.findings, *envelope.findings)
    return Content(records=document, findings=findings, issue=envelope.issue, details=details)


FORMATS = tuple(
    FileFormat(
        id=format_id,
        title=title,
        edition="JCQ formats, version 14",
        identify=partial(fixed_width_claim, letter),
        load=partial(_load, letter),
        layouts=LAYOUTS[letter],
        codes=(*LAYOUT_CODES, *DOCUMENT_CODES, *ENVELOPE_CODES),
        source="edi-formats 5",
    )
    for letter, format_id, title in (
        ("E", "jcq.entries.entries", "Entries (E)"),
        ("A", "jcq.entries.amendments", "Amendments (A)"),
    )
)
