"""Unit-link files: lines of twelve characters without header or trailer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from examcore.errors import CannotWrite
from examcore.evidence import Origin
from examcore.formats import Content, Dumped, ReadContext, WriteContext
from examcore.layout import KEY, Document, Listing, RecordLayout, column, wire
from examcore.model import UnitLink

from . import codes

__all__ = ["LAYOUT", "UnitLinkRecord", "dump", "load"]


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


def dump(values: Iterable[UnitLink], context: WriteContext) -> Dumped:
    """A unit-link file; no data where a finding says that a code does not fit.

    How such a file should be called is not known: the name is ours, of the series and the identifier.
    """
    series = context.issue.series
    name = f"unit-links-{series.code}-{series.jcq_id}.txt"
    listing, lines = Listing(name), []
    for value in values:
        reason = ""
        try:
            lines.append(LAYOUT.format(UnitLinkRecord(award=value.award, unit=value.unit)))
        except CannotWrite as error:
            _, _, reason = str(error).partition(": ")
        if any(code != code.rstrip(" ") for code in (value.award, value.unit)):
            reason = reason or "award or unit would lose the space at its end"
        if reason:
            place = (value.origin.file, value.origin.line) if value.origin else ("", None)
            field, _, why = reason.partition(" ")
            called = ascii(f"unit link {value.award} to {value.unit}")[1:-1]
            listing.extend((codes.CANNOT_WRITE.at(*place, field=field, record=called, reason=why),))
    findings = listing.done()
    data = b"".join(line + b"\r\n" for line in lines)
    return Dumped(name=name, data=b"" if findings else data, findings=findings)
