"""A table of centres: number, name and postcode, as files of entries carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ..findings import Finding, Report
from ..formats import Claim, Content, ReadContext, Sureness
from ..formats.table import Table, column_name, read_table
from ..ids import centre_number
from ..model import Centre
from .entries import Entries
from .sending_codes import BAD_CENTRE

__all__ = ["CENTRE_COLUMNS", "FORMAT", "by_centre", "identify", "load", "sound_centre"]

FORMAT: Final = "examcore.entries.centres"
"""Id of the format."""

CENTRE_COLUMNS: Final = {
    "centre_number": "National Centre Number, five characters",
    "name": "of the centre; for people, no file carries it",
    "postcode": "as the files carry it, at most eight characters",
}
"""The columns, each with its meaning; others are left alone."""

_POSTCODE: Final = re.compile("[A-Z0-9 ]{0,8}")


def sound_centre(number: str, name: str = "", postcode: str = "") -> Centre | tuple[str, str]:
    """The centre as files have it, in capitals; or the column that no file can hold, and why.

    >>> sound_centre("64999", postcode="zz99 9zz").postcode
    'ZZ99 9ZZ'
    >>> sound_centre("64999", postcode="Sample Street")
    ('postcode', 'has more than eight characters, or others than letters and digits')
    """
    number, postcode = centre_number.compact(number), " ".join(postcode.upper().split())
    for problem in centre_number.problems(number):
        if problem.severity == "error":
            return "centre_number", problem.message
    if not _POSTCODE.fullmatch(postcode):
        return "postcode", "has more than eight characters, or others than letters and digits"
    return Centre(number=number, name=name, postcode=postcode)


def by_centre(entries: Entries, centres: Iterable[Centre]) -> Iterator[tuple[Centre, Entries]]:
    """The entries of each centre that has some.

    Those of a centre that is not among them go with every one: nobody knows whose they are, and no file that
    they may belong to is made.
    """
    centres = tuple(centres)
    numbers = {centre.number for centre in centres}
    given = {centre_number.compact(entry.candidate.centre_number) for entry in entries}
    for centre in [centre for centre in centres if centre.number in given] or centres[:1]:
        others = numbers - {centre.number}
        own = [e for e in entries if centre_number.compact(e.candidate.centre_number) not in others]
        yield centre, _only(entries, own)


def _only(entries: Entries, own: list[Any]) -> Entries:
    """A part of the entries, with what was found of them and of no others."""
    if len(own) == len(entries):
        return entries
    kept = {id(entry) for entry in own}
    stay = {(e.origin.file, e.origin.line) for e in own if e.origin}
    gone = {(e.origin.file, e.origin.line) for e in entries if e.origin and id(e) not in kept} - stay
    findings = Report(f for f in entries.findings if (f.file, f.line) not in gone)
    return attrs.evolve(entries, entries=tuple(own), findings=findings)


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
    centres: dict[str, Centre] = {}
    for row in table.rows:
        cells = {n: row.cells[places[n]].strip() if n in places else "" for n in CENTRE_COLUMNS}
        centre = sound_centre(cells["centre_number"], cells["name"], cells["postcode"])
        if isinstance(centre, Centre) and centres.setdefault(centre.number, centre) != centre:
            centre = "centre_number", "stands in two rows that differ"
        if not isinstance(centre, Centre):
            field, reason = centre
            found.append(BAD_CENTRE.at(context.name, row.line, field=field, reason=reason))
    details = {"rows": str(len(table.rows))}
    return Content(
        records=_Rows(table),
        values=tuple(centres.values()),
        findings=(*table.findings, *found),
        details=details,
    )
