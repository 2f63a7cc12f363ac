"""Entry and amendment files E and A: taken apart into records; entries are made of them later."""

from __future__ import annotations

from functools import partial

from examcore.formats import Content, FileFormat, ReadContext
from examcore.layout import CODES as LAYOUT_CODES
from examcore.layout import Document
from examcore.layout.document import CODES as DOCUMENT_CODES

from . import entry_checks
from .basedata import CODES as VERSION_CODES
from .basedata import fixed_width_claim, layouts_for, version_of
from .entry_records import LAYOUTS
from .envelope import CODES as ENVELOPE_CODES
from .envelope import unwrap

__all__ = ["FORMATS"]


def _load(letter: str, data: bytes, context: ReadContext) -> Content:
    used, jcq_id, odd = version_of(letter, data, (14,), context.name)
    layouts = layouts_for(LAYOUTS[letter], jcq_id, context.bodies)
    document = Document.parse(data, layouts, context.name)
    envelope = unwrap(document, letter, context)
    details = {"version": str(used), "records": str(len(document.lines))}
    checked = entry_checks.check(document, layouts[-1], envelope.last)
    findings = (*document.findings, *envelope.findings, *odd, *checked)
    return Content(records=document, findings=findings, issue=envelope.issue, details=details)


FORMATS = tuple(
    FileFormat(
        id=format_id,
        title=title,
        edition="JCQ formats, version 14",
        identify=partial(fixed_width_claim, letter),
        load=partial(_load, letter),
        layouts=LAYOUTS[letter],
        codes=(*LAYOUT_CODES, *DOCUMENT_CODES, *ENVELOPE_CODES, *VERSION_CODES, *entry_checks.CODES),
        source="edi-formats 5",
    )
    for letter, format_id, title in (
        ("E", "jcq.entries.entries", "Entries (E)"),
        ("A", "jcq.entries.amendments", "Amendments (A)"),
    )
)
