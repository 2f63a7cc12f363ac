"""What is inside an Excel workbook, made harmless before any of it is parsed.

A workbook is a zip archive of XML. It is unpacked within the limits of `archive`, and of its parts only
those are handed on that hold cells: no macro, no link to another file, no picture. Of a sheet only the rows
are, because what may stand around them (rules, links, filters) costs memory and says nothing of the data.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

import attrs

from ..archive import members
from ..findings import Finding
from . import table_codes as codes
from .workbook_merged import Range
from .workbook_parts import Unsound

__all__ = ["MOST_ROWS", "Package", "unpacked"]

MOST_ROWS: Final = 1_048_576
"""What Excel has."""

_MOST_MERGED: Final = 100_000
_MOST_TAGS: Final = 300_000  # of a part without cells; each becomes an object of the library
_MOST_TEXT_TAGS: Final = 5_000_000  # of the texts that cells share
_LONGEST_ROW: Final = 2 * 1024**2  # of XML; the cells of a row are held together
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_NEEDED: Final = (".xml", ".rels")
_LEFT_OUT: Final = re.compile(
    r"docProps/|customXml/|xl/(?:chartsheets|charts|comments|ctrlProps|customXml|dialogsheets|drawings|embeddings"
    r"|externalLinks|macrosheets|media|persons|pivot|printerSettings|queryTables|tables|theme|threadedComments"
    r"|worksheets/_rels)",
    re.IGNORECASE,
)
_ENCODINGS: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_PREFIX: Final = rb"<((?:[A-Za-z_][\w.-]*:)?)"
_ROOT: Final = re.compile(_PREFIX + rb"worksheet\b[^>]*>")
_ROWS: Final = re.compile(_PREFIX + rb"sheetData\b[^<>]*?(/?)>")
_ROW: Final = re.compile(
    rb"<(/?)(?:[^\s<>/:]*:)?row(?=[\s/>])(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*?(/?)>"  # whatever its prefix
)
_CORNER: Final = rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_MERGED: Final = re.compile(
    _PREFIX + rb"mergeCell\s[^<>]*?\bref\s*=\s*[\"']" + _CORNER + rb":" + _CORNER + rb"[\"']"
)


@attrs.frozen
class Package:
    """A workbook with nothing but cells in it.

    Args:
        parts: by their names in lower case, which is how they are told apart.
        merged: the merged cells of each sheet, by the name of its part.
    """

    parts: dict[str, bytes] = attrs.field(repr=False)
    merged: dict[str, tuple[Range, ...]]


def unpacked(data: bytes, name: str) -> Package | tuple[Finding, ...]:
    """The harmless workbook, or why it is refused.

    Args:
        data: the whole file.
        name: as it shall be called in findings.
    """
    if data.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "protected with a password" if locked else "of the old kind (.xls)"
        return (codes.WORKBOOK_KIND.at(name, what=what),)
    found = members(data, name)
    if found.findings:  # what Excel or LibreOffice writes has none
        return found.findings
    parts = {member.name.removeprefix(f"{name}!").lower(): member.data for member in found.members}
    if len(parts) < len(found.members):
        return (codes.WORKBOOK_DAMAGED.at(name, reason="two of its parts have the same name"),)
    books = [part for part in parts if re.fullmatch(r"(?:.*/)?workbook[0-9]*\.(?:xml|bin)", part)]
    if any(book.endswith(".bin") for book in books):
        return (codes.WORKBOOK_KIND.at(name, what="a binary one (.xlsb)"),)
    if not books:
        return (codes.WORKBOOK_DAMAGED.at(name, reason="it has no list of sheets"),)
    kept: dict[str, bytes] = {}
    merged: dict[str, tuple[Range, ...]] = {}
    try:
        for part, content in parts.items():
            if not part.endswith(_NEEDED) or "!" in part or _LEFT_OUT.match(part):
                continue
            xml = _plain(content)
            if part in books and b"purl.oclc.org/ooxml" in xml:
                return (codes.WORKBOOK_KIND.at(name, what="of the kind “Strict Open XML”"),)
            if _ROOT.search(xml, 0, 4096):
                xml, merged[part] = _rows_only(xml)
            elif xml.count(b"<") > (_MOST_TEXT_TAGS if b"<sst" in xml[:4096] else _MOST_TAGS):
                raise Unsound("its styles or names are beyond all measure")  # noqa: TRY301  one exit for all
            kept[part] = xml
    except Unsound as error:
        return (codes.WORKBOOK_DAMAGED.at(name, reason=str(error)),)
    return Package(kept, merged)


def _plain(xml: bytes) -> bytes:
    """The XML as UTF-8 or the like and without declarations; `Unsound` where it has some."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = xml.decode("utf-16")
        except UnicodeDecodeError:
            raise Unsound("its encoding is damaged") from None
        xml = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    declared = _DECLARED.match(xml)
    if b"\0" in xml[:400] or (declared and declared[1].lower() not in _ENCODINGS):
        raise Unsound("its encoding is one that no spreadsheet writes")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Unsound("it declares a document type or entities, which no spreadsheet writes")
    return xml


def _rows_only(xml: bytes) -> tuple[bytes, tuple[Range, ...]]:
    """A sheet with nothing but its rows, and its merged cells."""
    root = _ROOT.search(xml)
    rows = _ROWS.search(xml, root.end()) if root else None
    if root is None or rows is None:
        raise Unsound("a sheet has no rows")
    closing = b"</" + rows[1] + b"sheetData"
    end = rows.end() if rows[2] else xml.rfind(closing)
    if end < 0:
        raise Unsound("a sheet breaks off")
    end = end if rows[2] else xml.find(b">", end) + 1
    _refuse_long_rows(xml, rows.end(), end)
    found = [
        Range(int(top), _index(left), int(bottom), _index(right))
        for _, left, top, right, bottom in (
            match.groups() for match in islice(_MERGED.finditer(xml, end), _MOST_MERGED + 1)
        )
    ]
    if len(found) > _MOST_MERGED:
        raise Unsound(f"a sheet has more than {_MOST_MERGED} merged cells")
    return root[0] + xml[rows.start() : end] + b"</" + root[1] + b"worksheet>", tuple(found)


def _refuse_long_rows(xml: bytes, start: int, end: int) -> None:
    """Refuse rows that would fill the memory; what could hide where a row ends is refused with them."""
    if b"<!" in xml[:end] or xml.find(b"<?", start, end) >= 0:
        raise Unsound("a sheet holds comments or the like, which no spreadsheet writes")
    count, last, inside = 0, start, False
    for tag in _ROW.finditer(xml, start, end):
        count += not tag[1]
        if bool(tag[1]) != inside:
            raise Unsound("a row stands in a row")
        inside = not tag[1] and not tag[2]
        if tag.start() - last > _LONGEST_ROW or count > MOST_ROWS:
            break
        last = tag.start()
    if end - last > _LONGEST_ROW or count > MOST_ROWS:
        raise Unsound("its rows are beyond all measure")


def _index(letters: bytes) -> int:
    """0 for A."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return index - 1
