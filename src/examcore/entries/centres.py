"""A table of centres: number, name and postcode, as files of entries carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..findings import Finding
from ..formats import Claim, Content, ReadContext, Sureness
from ..formats.table import Table, column_name, read_table
from ..formats.table_records import TableRecords
from ..ids import centre_number
from ..model import Centre
from .entries import Entries
from .sending_codes import BAD_CENTRE

__all__ = ["CENTRE_COLUMNS", "FORMAT", "by_centre", "identify", "load", "load_workbook", "sound_centre"]

FORMAT: Final = "examcore.entries.centres"
"""Id of the format."""

CENTRE_COLUMNS: Final = {
    "centre_number": "National Centre Number, five characters",
    "name": "of the centre; for people, no file carries it",
    "postcode": "as the files carry it, at most eight characters",
}
"""The columns, each with its meaning; others are left alone."""

_ESSENTIAL: Final = ("centre_number", "postcode")
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
        yield (
            centre,
            entries.where(lambda e, o=others: centre_number.compact(e.candidate.centre_number) not in o),  # type: ignore[misc]  # a default binds the loop's value
        )


def _others(cells: Mapping[str, str]) -> set[str]:
    """Columns that are not of such a table may hold anything."""
    return cells.keys() - CENTRE_COLUMNS.keys()


def identify(name: str, head: bytes) -> Claim | None:
    """Whether a file is a table of centres, and not of their candidates."""
    columns = {column_name(column) for column in read_table(head, name).columns}
    if columns.issuperset(_ESSENTIAL) and "option_code" not in columns:
        return Claim(Sureness.CERTAIN, "it has the columns centre_number and postcode")
    return None


def load(data: bytes, context: ReadContext) -> Content:
    """The centres; a row that names none is told and left out."""
    table = read_table(data, context.name, known=CENTRE_COLUMNS, essential=_ESSENTIAL)
    return _content(data, (table,), ())


def load_workbook(data: bytes, context: ReadContext) -> Content | None:
    """The same of a workbook; None where no sheet names a centre."""
    from ..formats.workbook import read_workbook  # noqa: PLC0415  a delimited file need not wait for archives

    book = read_workbook(data, context.name, known=CENTRE_COLUMNS, essential=_ESSENTIAL)
    tables = tuple(table for table in book.tables if set(table.columns).issuperset(_ESSENTIAL))
    return _content(data, tables, book.findings) if tables else None


def _content(data: bytes, tables: tuple[Table, ...], before: Iterable[Finding]) -> Content:
    found = list(before)
    centres: dict[str, Centre] = {}
    for table in tables:
        found.extend(table.findings)
        places = {name: i for i, name in reversed(list(enumerate(table.columns)))}
        for row in table.rows:
            cells = {n: row.cells[places[n]].strip() if n in places else "" for n in CENTRE_COLUMNS}
            centre = sound_centre(cells["centre_number"], cells["name"], cells["postcode"])
            if isinstance(centre, Centre) and centres.setdefault(centre.number, centre) != centre:
                centre = "centre_number", "stands in two rows that differ"
            if not isinstance(centre, Centre):
                field, reason = centre
                found.append(BAD_CENTRE.at(table.name, row.line, field=field, reason=reason))
    details = {"rows": str(sum(len(table.rows) for table in tables))}
    return Content(
        records=TableRecords(data, tables, _others),
        values=tuple(centres.values()),
        findings=found,
        details=details,
    )
