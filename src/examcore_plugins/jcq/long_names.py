"""Entry rows that an over-long name pushed to the right: known by their shape, and read where they lie."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import attrs

from examcore.findings import Finding, shown_code
from examcore.layout import BIRTH, Document, Listing, RecordLayout, Rejected

from . import entry_codes as codes
from .records.entry import EntryRecord

__all__ = ["mend"]

_NAME_STARTS, _NAME_ENDS = 12, 52
_WIDTH = 192
_MOST = 60  # columns by which a name is too long
_NAME = re.compile(r"[A-Za-z'`.,()/_ -]*(?::[A-Za-z'`.,()/_ -]*)?")
_TYPED = 2  # letters that somebody typed into a name that is short all the same
_GAP = "   "  # no name has it inside
_HEAD = re.compile(r"[EA]5[CP][0-9A-Z]{5}[0-9]{4}")
_REST = re.compile(
    r"[MF][0-9]{6}"
    r"(?:[0-9]{5}[0-9A-Z][0-9]{6}[A-Z]| {13})"  # UCI
    r"(?:[A-Z][0-9]{11}[0-9A-Z]|UN[1-5] {10}| {13})"  # UPN
    r"(?:[0-9]{10}| {10})"  # ULN
    r"[GP ](?:[0-9A-Z]{5}| {5})(?:[0-9]{4}| {4})[0-9A-Z ]{3}"
    r"(?:[0-9A-Z][0-9A-Z ]{5} | {7}){12}"
)
"""Columns 53 to 192 of a sound row. All of them have to fit: a wrong guess would enter somebody wrongly."""


def mend(document: Document, layout: RecordLayout[Any]) -> Document:
    """The document with such rows read by columns that are shifted; its bytes stay, and a warning says so.

    Args:
        document: an entry or amendment file.
        layout: of its details; one that was overlaid is left alone, as nobody knows what was meant.
    """
    if layout.length != _WIDTH:
        return document
    shifted: dict[int, tuple[EntryRecord, RecordLayout[Any]]] = {}
    found: list[Finding] = []
    for line, (raw, record) in enumerate(zip(document.lines, document.records, strict=True), 1):
        data = raw.rstrip(b"\r\n")
        if not (isinstance(record, Rejected) and record.layout == layout.name) and not (
            type(record) is EntryRecord and len(data) > _WIDTH
        ):
            continue
        by = _shift(data)
        if not by:
            continue
        wider = _wider(layout, by)
        # blanks at the end, too many or too few, are no second fault
        mended, also = wider.parse(data.rstrip(b" ").ljust(wider.length), document.name, line, private=True)
        if isinstance(mended, EntryRecord):
            # attrs.evolve would be told, but mypy takes a wire class for none of attrs
            mended = attrs.evolve(mended, name=mended.name.strip(" "))  # type: ignore[misc]
            shifted[line] = mended, wider
            found += [_told(document.name, line, mended, by), *also]
    if not shifted:
        return document
    listing = Listing(document.name)
    listing.extend(
        sorted(
            [*(f for f in document.findings if f.line not in shifted), *found],
            key=lambda finding: (finding.line is None, finding.line or 0),
        )
    )
    odd = {finding.line for finding in found if finding.kind is not codes.LONG_NAME}
    return attrs.evolve(
        document,
        records=tuple(shifted.get(n, (r,))[0] for n, r in enumerate(document.records, 1)),
        findings=listing.done(),
        hidden=document.hidden - {line for line in shifted if line not in odd},
        shifted={line: wider for line, (_, wider) in shifted.items()},
    )


def _shift(data: bytes) -> int:
    """By how many columns the rest of a row is shifted; 0 where that cannot be told beyond doubt."""
    text = data.decode("latin-1")
    if not (text.isascii() and text.isprintable() and _HEAD.match(text)):
        return 0
    text = text.rstrip(" ")
    fits = [by for by in range(min(_MOST, len(text) - _NAME_ENDS) + 1) if _fits(text[_NAME_ENDS + by :])]
    if len(fits) != 1:
        return 0
    # two rows that were glued together fit as well, and one of them would get the other's options
    by = fits[0]
    field = text[_NAME_STARTS : _NAME_ENDS + by]
    name = field.strip(" ")
    sound = (name == field or by <= _TYPED) and _GAP not in name and _NAME.fullmatch(name)
    return by if sound else 0


def _fits(rest: str) -> bool:
    if rest[:1] not in {"M", "F"} or not _REST.fullmatch(rest.ljust(_WIDTH - _NAME_ENDS)):
        return False
    try:
        BIRTH.decode(rest[1:7])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=64)
def _wider(layout: RecordLayout[Any], by: int) -> RecordLayout[Any]:
    columns: dict[str, tuple[int, int] | None] = {
        f.name: (f.start, f.length + by) if f.name == "name" else (f.start + by, f.length)
        for f in layout.fields
        if f.end >= _NAME_ENDS
    }
    return layout.overlay(name=f"{layout.name} shifted by {by}", columns=columns, length=layout.length + by)


def _told(file: str, line: int, record: EntryRecord, by: int) -> Finding:
    return codes.LONG_NAME.at(
        file,
        line,
        start=_NAME_ENDS + 1,
        length=by,
        field="name",
        candidate=f"{shown_code(record.centre_number)}/{shown_code(record.candidate_number)}",
        by=by,
        first=_NAME_ENDS + 1 + by,
    )
