"""Unit-link files: lines of twelve characters without header or trailer."""

from __future__ import annotations

from typing import Final

from examcore.evidence import Origin
from examcore.formats import Content, ReadContext
from examcore.layout import KEY, Document, RecordLayout, column, wire
from examcore.model import UnitLink

__all__ = ["LAYOUT", "UnitLinkRecord", "load"]


@wire()
class UnitLinkRecord:
    """UL: a unit feeds an award."""

    award: str = column(1, 6, KEY, "certification option")
    unit: str = column(7, 6, KEY, "unit option")


LAYOUT: Final = RecordLayout.of(UnitLinkRecord, name="UL", source="edi-formats 4.6")


def load(data: bytes, context: ReadContext) -> Content:
    """The content of a unit-link file."""
    document = Document.parse(data, (LAYOUT,), context.name)
    values = tuple(
        UnitLink(award=r.award, unit=r.unit, origin=Origin(context.name, line))
        for line, r in enumerate(document.records, 1)
        if isinstance(r, UnitLinkRecord)
    )
    return Content(records=document, values=values, findings=document.findings)
