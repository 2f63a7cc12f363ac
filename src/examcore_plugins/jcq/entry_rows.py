"""Detail records of entry and amendment files: whose each is, and whether its columns are beyond doubt.

A wrong total and a birth date printed as an option code have one cause: a row that lost or gained a few
bytes. What shows in its fields decides here, once, whether it may become entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from examcore.findings import FindingCode, Severity, shown_code
from examcore.layout import BIRTH, Document, RecordLayout

from . import entry_codes as codes
from .records.control import CentreHeaderRecord, CentreTrailerRecord, FileHeaderRecord
from .records.entry import SLOTS, EntryRecord

__all__ = ["BLANK", "Row", "Told", "rows_of", "shown"]

BLANK = b" \t\r\n\x1a\0"
"""Bytes that hold nothing: programs fill and end files with them."""

Told = tuple[FindingCode, str, dict[str, Any]]
"""Code, field of the record, parameters; names and identifiers are not among them."""

_NOBODY = frozenset({"", "0000"})
_ZEROS = "00000"
_PERSON = ("candidate_number", "name", "sex", "date_of_birth", "uci", "upn", "uln")
_CODED = ("uci", "upn", "uln", "other_centre_number", "other_candidate_number")
_OPTION = re.compile(r"[0-9A-Za-z][0-9A-Za-z*/.#&+-]{0,5}")
_SHAPES = {
    "uci": re.compile(r"[0-9]{5}[0-9A-Z][0-9]{6}[A-Z]?"),  # some leave out the check letter
    "upn": re.compile(r"[A-Z][0-9]{11}[0-9A-Z]|UN[1-5]"),
    "uln": re.compile(r"[0-9]{10}"),
    "status": re.compile(r"[CP]"),
    "sex": re.compile(r"[MF]"),
    "qualifier": re.compile(r"[GP]"),
    "other_centre_number": re.compile(r"[0-9A-Z]{5}"),
    "other_candidate_number": re.compile(r"[0-9]{4}"),
    "documentation_group": re.compile(r"\S+"),
}


class Row(NamedTuple):
    """A detail record.

    Args:
        line: its number.
        record: as it stands.
        who: the record that names its candidate: itself, or the one before that it goes on with.
        first: the line of that one.
        centre: the centre of its block, or of the file header; empty where neither says so.
        whose: the centre of the candidate: the row's own, or else that of the block.
        lost: why the row is not used, or None.
        beside: why it enters somebody for more than can be read, or for another one; or None.
    """

    line: int
    record: EntryRecord
    who: EntryRecord
    first: int
    centre: str
    whose: str
    lost: Told | None = None
    beside: Told | None = None


def shown(centre: str, number: str) -> str:
    """Centre and candidate number as findings have them."""
    return f"{shown_code(centre)}/{shown_code(number)}" if centre or number else "(without centre and number)"


def rows_of(document: Document, last: int, layout: RecordLayout[Any]) -> Iterator[Row]:
    """The detail records up to a line; one that names nobody goes on with the one before."""
    before: Row | None = None
    centre = ""
    for line, (raw, record) in enumerate(zip(document.lines[:last], document.records, strict=False), 1):
        if type(record) is EntryRecord:
            end = document.shifted.get(line, layout).padded
            tail = len(raw.rstrip(BLANK)) - end if len(raw) > end else 0
            row = _row(line, record, before, centre, tail)
            yield row
            before = row if row.lost is None else None  # whose the next one is would be a guess
        elif record is not None or raw.strip(BLANK):
            before = None
            if isinstance(record, CentreHeaderRecord | FileHeaderRecord) and line not in document.hidden:
                # an odd one may be half a row, and is no measure
                centre = record.centre_number if record.centre_number != _ZEROS else ""
            elif type(record) is CentreTrailerRecord:
                centre = ""


def _row(line: int, record: EntryRecord, before: Row | None, centre: str, tail: int) -> Row:
    own = record.centre_number if record.centre_number != _ZEROS else ""
    goes_on = not any(getattr(record, name) for name in _PERSON)
    if goes_on and before is not None and own in {"", before.whose}:
        row = Row(line, record, before.record, before.first, centre, before.whose)
    else:
        row = Row(line, record, record, line, centre, own or centre)
    return row._replace(lost=_why_lost(row, goes_on, tail), beside=_why_beside(row, own, tail))


def _why_lost(row: Row, goes_on: bool, tail: int) -> Told | None:
    record = row.record
    odd = _odd(record, goes_on, tail)
    if odd:
        return codes.SHIFTED_ROW, odd[0], {"fields": ", ".join(odd)}
    number = row.who.candidate_number
    if number in _NOBODY:
        return codes.CANDIDATE_NUMBER, "candidate_number", {"value": number}
    if not row.whose:
        params = {
            "candidate": shown("", number),
            "consequence": "nor has its block: it is not used and counts as unknown",
            "severity": Severity.ERROR,
        }
        return codes.CENTRE_MISSING, "centre_number", params
    return None


def _why_beside(row: Row, own: str, tail: int) -> Told | None:
    candidate = shown(row.whose, row.who.candidate_number)
    if tail > 0:
        return codes.BEHIND_ROW, f"option_{SLOTS}", {"candidate": candidate, "count": tail}
    if own and row.centre and own != row.centre:
        params = {"candidate": candidate, "value": shown_code(own), "other": shown_code(row.centre)}
        return codes.OTHER_CENTRE, "centre_number", params
    return None


def _odd(record: EntryRecord, goes_on: bool, tail: int) -> list[str]:
    """Fields that show beyond doubt that columns are shifted; none where a value may just be wrong."""
    slots = [(f"option_{n}", getattr(record, f"option_{n}")) for n in range(1, SLOTS + 1)]
    sure = [name for name, code in slots if code and not _OPTION.fullmatch(code)]
    # nobody knows what a seventh byte means: most likely, that it belongs to a neighbour
    sure += [f"option_{n}" for n in range(1, SLOTS + 1) if getattr(record, f"option_{n}_seventh").strip()]
    if goes_on:
        return list(dict.fromkeys(sure))
    sure += [name for name in _CODED if " " in getattr(record, name)]
    if record.sex and not record.sex.isalpha():
        sure.append("sex")
    wrong = [name for name, shape in _SHAPES.items() if not _suits(getattr(record, name), shape)]
    if not record.qualifier and (record.other_centre_number or record.other_candidate_number):
        wrong.append("qualifier")  # a guest without the mark of one
    if not (record.sex or record.date_of_birth or record.uci):
        wrong.append("uci")  # nothing tells that the columns are where they should be
    like_others = [name for name, code in slots if code and _is_no_code(code)]
    if len(wrong) > 1 or (wrong and (like_others or tail > 0)):
        sure += [*wrong, *like_others]
    return list(dict.fromkeys(sure))


def _suits(value: str, shape: re.Pattern[str]) -> bool:
    return not value or shape.fullmatch(value) is not None


def _is_no_code(code: str) -> bool:
    """Whether it might as well be a birth date or a name; codes of some bodies look like dates, too."""
    if not any(c.isdigit() for c in code):
        return True
    try:
        return len(code) == 6 and bool(BIRTH.decode(code))
    except ValueError:
        return False
