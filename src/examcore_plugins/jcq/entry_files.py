"""Entry and amendment files E and A: taken apart into records; entries are made of them later."""

from __future__ import annotations

from examcore.formats import Content, ReadContext
from examcore.layout import Document

from . import entry_checks
from .envelope import unwrap
from .layouts import layouts_for, version_of
from .records import layouts_of, versions_of

__all__ = ["load"]


def load(letter: str, data: bytes, context: ReadContext) -> Content:
    """The content of an entry or amendment file."""
    used, jcq_id, odd = version_of(letter, data, versions_of(letter), context.name)
    layouts = layouts_for(layouts_of(letter, used), jcq_id, context.bodies)
    document = Document.parse(data, layouts, context.name)
    envelope = unwrap(document, letter, context)
    details = {"version": str(used), "records": str(len(document.lines))}
    checked = entry_checks.check(document, layouts[-1], envelope.last)
    findings = (*document.findings, *envelope.findings, *odd, *checked)
    return Content(records=document, findings=findings, issue=envelope.issue, details=details)
