"""A table of centres: number, name and postcode, as files of entries carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ..findings import Finding
from ..formats import Claim, Content, ReadContext, Sureness
from ..formats.table import Table, column_name, read_table
from ..ids import centre_number
from ..model import Centre
from .sending_codes import BAD_CENTRE

__all__ = ["CENTRE_COLUMNS", "identify", "load"]

CENTRE_COLUMNS: Final = {
    "centre_number": "National Centre Number, five characters",
    "name": "of the centre; for people, no file carries it",
    "postcode": "as the files carry it, at most eight characters",
}
"""The columns, each with its meaning; others are left alone."""

_LONGEST_POSTCODE = 8


@attrs.frozen
class _Rows:
    """The rows of the table for `examcore read`."""

    table: Table

    def to_bytes(self) -> bytes:
        return self.table.to_bytes()

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        for row in self.table.rows:
            cells = dict(zip(self.table.columns, row.cells, strict=True))
            yield row.line, None, cells, frozenset(cells.keys() - CENTRE_COLUMNS.keys())


def identify(name: str, head: bytes) -> Claim | None:
    """Whether a file is a table of centres, and not of their candidates."""
    columns = {column_name(column) for column in read_table(head, name).columns}
    if {"centre_number", "postcode"} <= columns and "option_code" not in columns:
        return Claim(Sureness.CERTAIN, "it has the columns centre_number and postcode")
    return None


def load(data: bytes, context: ReadContext) -> Content:
    """The centres; a row that names none is told and left out."""
    table = read_table(data, context.name, known=CENTRE_COLUMNS, essential=("centre_number", "postcode"))
    places = {name: i for i, name in reversed(list(enumerate(table.columns)))}
    found: list[Finding] = []
    centres: list[Centre] = []
    for row in table.rows:
        cells = {n: row.cells[places[n]].strip() if n in places else "" for n in CENTRE_COLUMNS}
        number, postcode = cells["centre_number"], " ".join(cells["postcode"].upper().split())
        problems = [p.message for p in centre_number.problems(number) if p.severity == "error"]
        place: dict[str, Any] = {"field": "centre_number"}
        if number in {centre.number for centre in centres}:
            problems = ["stands in the table twice"]
        elif not problems and (len(postcode) > _LONGEST_POSTCODE or not postcode.isascii()):
            place, problems = {"field": "postcode"}, ["is longer than eight characters, or has odd ones"]
        if problems:
            found.append(BAD_CENTRE.at(context.name, row.line, reason=problems[0], **place))
        else:
            centres.append(Centre(number=number, name=cells["name"], postcode=postcode))
    details = {"rows": str(len(table.rows))}
    return Content(
        records=_Rows(table), values=tuple(centres), findings=(*table.findings, *found), details=details
    )
