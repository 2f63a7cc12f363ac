"""The formats that all JCQ bodies share: described here, and loaded when a file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import Any

from examcore.formats import Claim, Content, Dumped, FileFormat, ReadContext, Sureness, WriteContext
from examcore.layout import BOM
from examcore.layout import CODES as LAYOUT_CODES

from . import codes
from .names import parse_name
from .records import layouts_of, versions_of

__all__ = ["FORMATS"]

JCQ = (
    "https://www.jcq.org.uk/exams-office/entries/jcq-formats/"
    "formats-for-the-exchange-of-examination-related-data/"
)

_HEADER = re.compile(rb"([A-Z])1[0-9A-Za-z_]{5}[0-9]{2}..[0-9?]{2}[A-Z].{10}[0-9 ]{2}", re.DOTALL)


def fixed_width_claim(letter: str, name: str, head: bytes) -> Claim | None:
    """Whether a file is of that letter: its header says so, or its name does."""
    match = _HEADER.match(head.removeprefix(BOM))
    if match and match[1] == letter.encode():
        return Claim(Sureness.CERTAIN, f"it begins with a file header {letter}1")
    parsed = parse_name(name)
    if match is None and parsed is not None and parsed.letter == letter:
        return Claim(Sureness.NAMED, "the file name says so")
    return None


def _load(module: str, letter: str, data: bytes, context: ReadContext) -> Content:
    content: Content = import_module(f".{module}", __package__).load(letter, data, context)
    return content


def _dump(module: str, letter: str, values: Iterable[Any], context: WriteContext) -> Dumped:
    dumped: Dumped = import_module(f".{module}", __package__).dump(letter, values, context)
    return dumped


def _load_unit_links(data: bytes, context: ReadContext) -> Content:
    from .unit_links import load  # noqa: PLC0415  only where there is such a file

    return load(data, context)


def _dump_unit_links(values: Iterable[Any], context: WriteContext) -> Dumped:
    from .unit_links import dump  # noqa: PLC0415  as above

    return dump(values, context)


def _unit_link_layouts() -> tuple[Any, ...]:
    from .unit_links import LAYOUT  # noqa: PLC0415  as above

    return (LAYOUT,)


def _layouts(letter: str) -> tuple[Any, ...]:
    return tuple(layout for version in versions_of(letter) for layout in layouts_of(letter, version))


def _basedata(letter: str, format_id: str, title: str, versions: str = "versions 11 to 14") -> FileFormat:
    return FileFormat(
        id=format_id,
        title=f"{title} (basedata {letter})",
        edition=f"JCQ formats, {versions}",
        identify=partial(fixed_width_claim, letter),
        load=partial(_load, "basedata", letter),
        dump=partial(_dump, "basedata_out", letter),
        layouts=partial(_layouts, letter),
        codes=(*LAYOUT_CODES, *codes.ENVELOPE, *codes.BASEDATA, *codes.WRITING),
        source=JCQ,
    )


def _entries(letter: str, format_id: str, title: str) -> FileFormat:
    return FileFormat(
        id=format_id,
        title=f"{title} ({letter})",
        edition="JCQ formats, version 14",
        identify=partial(fixed_width_claim, letter),
        load=partial(_load, "entry_files", letter),
        dump=partial(_dump, "entry_files_out", letter),
        layouts=partial(_layouts, letter),
        codes=(*LAYOUT_CODES, *codes.ENVELOPE, *codes.ENTRIES, *codes.WRITING),
        source="edi-formats 5",
    )


# the unit code may have lost its trailing spaces
_UNIT_LINK = re.compile(rb"[0-9A-Z][0-9A-Z ]{5}[0-9A-Z][0-9A-Z ]{0,5}")


def _unit_link_claim(_name: str, head: bytes) -> Claim | None:
    lines = head.removeprefix(BOM).splitlines()
    if len(head) >= 4096:
        lines = lines[:-1]  # the last one may be cut
    whole = [line for line in lines if line.strip()]
    if whole and all(_UNIT_LINK.fullmatch(line) for line in whole) and any(len(line) == 12 for line in whole):
        return Claim(Sureness.POSSIBLE, "every line holds two option codes in twelve columns")
    return None


FORMATS = (
    _basedata("S", "jcq.basedata.syllabuses", "Syllabuses"),
    _basedata("O", "jcq.basedata.options", "Options and fees"),
    _basedata("C", "jcq.basedata.components", "Components and timetable"),
    _basedata("L", "jcq.basedata.links", "Links of options to components"),
    _basedata("D", "jcq.basedata.disallowed", "Disallowed combinations", "version 14"),
    FileFormat(
        id="jcq.basedata.unit-links",
        title="Unit links (which units feed which award)",
        edition="without version",
        identify=_unit_link_claim,
        load=_load_unit_links,
        dump=_dump_unit_links,
        layouts=_unit_link_layouts,
        codes=(*LAYOUT_CODES, *codes.WRITING),
        source="edi-formats 4.6",
    ),
    _entries("E", "jcq.entries.entries", "Entries"),
    _entries("A", "jcq.entries.amendments", "Amendments"),
)
