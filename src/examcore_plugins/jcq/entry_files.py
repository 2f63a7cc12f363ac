"""Entry and amendment files E and A: taken apart into records; entries are made of them later."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from examcore.findings import Finding
from examcore.formats import Content, ReadContext
from examcore.layout import Document, Listing

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
    hidden = set(envelope.out_of_place)

    def checked() -> Iterator[Finding]:
        for finding in entry_checks.check(document, layouts[-1], envelope.last):
            if finding.line is not None:
                hidden.add(finding.line)
            yield finding

    listing = Listing(context.name)
    listing.extend(checked())
    findings = (*document.findings, *envelope.findings, *odd, *listing.done())
    document = attrs.evolve(document, hidden=document.hidden | hidden)
    return Content(records=document, findings=findings, issue=envelope.issue, details=details)
