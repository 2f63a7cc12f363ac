"""The parts of an Excel workbook beside its sheets: the list of sheets, the texts they share, their formats.

They are read here and not by openpyxl, which makes objects of everything that may stand in these parts, takes
quadratic time for some of it, and takes a sheet that is listed twice for two sheets.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, XMLPullParser, fromstring

import attrs

from .delimited import LONGEST_ROW

__all__ = [
    "MAIN",
    "Book",
    "Listed",
    "TooManyCells",
    "Unsound",
    "book_of",
    "elements",
    "formats_of",
    "texts_of",
    "unescaped",
]

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK: Final = 256 * 1024  # a tag that has not ended is looked at again with each; the fewer, the better
_LONGEST_FORMAT: Final = 255  # what Excel allows; openpyxl takes quadratic time to see whether it is of a day
_MOST_FORMATS: Final = 5_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")

Parts = dict[str, bytes]


class Unsound(ValueError):
    """The workbook cannot be read; the message says why and shows nothing of what is in it."""


class TooManyCells(Unsound):
    """The sheets of a workbook have more rows and cells than are read."""

    def __init__(self) -> None:
        super().__init__("its sheets have more cells than are read")


@attrs.frozen
class Listed:
    """A sheet in the list of sheets: its name as it stands, whether it is hidden, the name of its part."""

    name: str
    hidden: bool
    part: str


@attrs.frozen(kw_only=True)
class Book:
    """What the list of sheets tells.

    Args:
        sheets: in the order of their tabs, those of charts and macros left out.
        from_1904: whether days are counted from 1904.
        texts: the name of the part with the texts that cells share, if there is one.
        styles: the name of the part with the formats, if there is one.
    """

    sheets: tuple[Listed, ...]
    from_1904: bool
    texts: str | None
    styles: str | None


def elements(xml: bytes) -> Iterator[Element]:
    """The elements of a part, each when it ends.

    Raises:
        ParseError: the part is damaged.
    """
    parser: Any = XMLPullParser(("end",))
    for start in range(0, len(xml), _CHUNK):
        parser.feed(xml[start : start + _CHUNK])
        for _, element in parser.read_events():
            yield element
    parser.close()


def book_of(parts: Parts, sheets: set[str]) -> Book:
    """What the workbook consists of, as its relations and its list of sheets tell.

    Args:
        parts: by their names in lower case.
        sheets: the names of those that hold rows; the list must name each of them, and none of them twice.

    Raises:
        Unsound: the list of sheets cannot be trusted.
        ParseError: a part is damaged.
    """
    books = [part for kind, part in _related(parts, "").values() if kind == "officeDocument"]
    if len(books) != 1 or books[0] not in parts:
        raise Unsound("it has no list of sheets")
    book = fromstring(parts[books[0]])  # noqa: S314  no part with a document type gets here
    related = _related(parts, books[0])
    listed: list[Listed] = []
    for sheet in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        if not sheet.get(_ID):
            continue  # as in old files with macros; should a sheet be meant, it is missed below
        kind, part = related.get(sheet.get(_ID, ""), ("", ""))
        if kind == "worksheet" or part in sheets or not kind:
            name = sheet.get("name", "")
            listed.append(Listed(name, sheet.get("state", "visible") != "visible", part))
    found = [sheet.part for sheet in listed]
    if len(set(found)) < len(found):
        raise Unsound("a sheet is listed twice")
    if set(found) != sheets:
        raise Unsound("a sheet is not in its list of sheets, or the list names another")
    if len({sheet.name.casefold() for sheet in listed}) < len(listed):
        raise Unsound("two sheets have the same name")
    properties = book.find(f"{MAIN}workbookPr")
    since = properties.get("date1904", "0") if properties is not None else "0"
    return Book(
        sheets=tuple(listed),
        from_1904=since not in {"0", "false"},
        texts=_only(parts, related, "sharedStrings"),
        styles=_only(parts, related, "styles"),
    )


def _related(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part of everything that a part, or the workbook itself, is related to."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where not in parts:
        raise Unsound("the list of its parts is missing")
    found: dict[str, tuple[str, str]] = {}
    for one in fromstring(parts[where]):  # noqa: S314  see above
        target = one.get("Target", "")
        path = "" if one.get("TargetMode") == "External" else posixpath.join("/", folder, target)
        name = one.get("Id", "")
        if name in found:
            raise Unsound("two of its parts have the same number")
        kind = one.get("Type", "").rpartition("/")[2]
        found[name] = kind, posixpath.normpath(path).lstrip("/").lower()
    return found


def _only(parts: Parts, related: dict[str, tuple[str, str]], kind: str) -> str | None:
    names = {part for other, part in related.values() if other == kind}
    if len(names) > 1 or not names.issubset(parts):
        raise Unsound("its list of parts does not fit its parts")
    return names.pop() if names else None


def formats_of(xml: bytes) -> list[str | int]:
    """How numbers are shown: for each style of cells its format, or the number of a format that Excel knows.

    Raises:
        Unsound: they are beyond what Excel allows.
        ParseError: the part is damaged.
    """
    root = fromstring(xml)  # noqa: S314  see above
    own = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    if len(own) > _MOST_FORMATS or any(len(code) > _LONGEST_FORMAT for code in own.values()):
        raise Unsound(f"it has a format of more than {_LONGEST_FORMAT} characters, or too many formats")
    used = (one.get("numFmtId", "0") for one in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    return [own[number] if number in own else int(number) for number in used]


def texts_of(xml: bytes) -> list[str]:
    """The texts that cells share; blank ones are empty.

    Raises:
        Unsound: one is longer than a row may be.
        ParseError: the part is damaged.
    """
    plain, runs = f"{MAIN}t", f"{MAIN}r"
    texts = []
    for element in elements(xml):
        if element.tag == f"{MAIN}si":
            found: list[str] = []
            for child in element:  # what tells how to pronounce a text is no part of it
                if child.tag == plain:
                    found.append(child.text or "")
                elif child.tag == runs:
                    found.extend(text.text or "" for text in child.iterfind(plain))
            text = unescaped("".join(found))
            if len(text) > LONGEST_ROW:
                raise Unsound("a text is longer than any cell can hold")
            # what is blank is told here, because a cell that refers to it takes no time to write
            texts.append(text if text.strip() else "")
            element.clear()
    return texts


def unescaped(text: str) -> str:
    """A text as it is meant, without what stands for characters that XML cannot hold.

    >>> unescaped("_x0041__x005F_x0041_")
    'A_x0041_'
    """
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
