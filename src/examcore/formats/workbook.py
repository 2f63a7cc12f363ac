"""Excel workbooks as people save them: bytes to one `Table` for each sheet, whatever the columns mean.

A cell becomes the text that its value stands for: whole numbers their digits, days ISO dates, formulas their
last result. What is wrong is a finding that names sheet and cell, and never shows what a cell holds.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import attrs

from ..findings import Finding, Report, Severity, counted
from . import table_codes as codes
from .delimited import LONGEST_ROW
from .table import (
    MOST_COLUMNS,
    Row,
    Table,
    TableLog,
    column_labels,
    column_letters,
    column_name,
    is_about,
    odd_characters,
)
from .workbook_merged import Range
from .workbook_package import Package, unpacked
from .workbook_parts import TooManyCells, Unsound

if TYPE_CHECKING:
    from .workbook_cells import SheetCells

__all__ = ["MOST_CELLS", "Workbook", "read_workbook"]

MOST_CELLS: Final = 10_000_000
"""Rows and cells that are read of all sheets together, empty ones included; also cells of their tables."""

_HEAD: Final = 50
"""Rows among which the names of the columns are looked for."""

_FEWEST_COLUMNS: Final = 3  # a sheet with fewer is a note or a list, not a table

Cells = tuple[int, list[str]]


@attrs.frozen(kw_only=True, repr=False)
class Workbook:
    """A workbook as it was read.

    Args:
        name: of the file.
        data: the file.
        tables: of the sheets that are used, named ``file!sheet``; one without columns where there is none.
        findings: of the workbook, and of the sheets that are not used; each table has its own.
    """

    name: str
    data: bytes
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def report(self) -> Report:
        """The findings of the workbook and of its tables."""
        return Report((*self.findings, *(f for table in self.tables for f in table.findings)))

    def to_bytes(self) -> bytes:
        """The file byte for byte."""
        return self.data

    def __repr__(self) -> str:
        return f"<Workbook {self.name}: {counted(len(self.tables), 'table')}, {self.report.summary}>"


def read_workbook(
    data: bytes, name: str, *, known: Collection[str] = (), essential: Collection[str] = ()
) -> Workbook:
    """Read the sheets of a workbook; content never raises.

    A sheet is used where it is visible and has the columns that are looked for; the others are told. A hidden
    one with such columns, and with rows, may be an old draft or what is meant: it is not read, and stays as a
    table without columns, which counts as unknown. Where no visible sheet has the columns, the one that has
    most of them is used, so that what is lacking is told, too. The names of the columns may stand below a
    title.

    Args:
        data: the whole file.
        name: as it shall be called in findings.
        known: names of columns that may always be shown.
        essential: names of columns that make a sheet one that is looked for; without any, every visible
            sheet is used, and the first row names its columns.

    >>> read_workbook(b"PK", "entries.xlsx").report.ok
    False
    """
    package = unpacked(data, name)
    if not isinstance(package, Package):
        return _refused(data, name, package)
    try:
        from .workbook_cells import sheets_of  # noqa: PLC0415  what it imports is an extra
    except ImportError:
        return _refused(data, name, (codes.NO_EXCEL.at(name),))
    try:
        with (
            warnings.catch_warnings()
        ):  # the library warns of what it leaves out; of cells, there are findings
            warnings.simplefilter("ignore")
            return _read(data, name, sheets_of(package, MOST_CELLS), known, essential)
    except Unsound as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001  the library may raise anything where parts are damaged
        reason = f"its parts are not as they should be ({type(error).__name__})"
    return _refused(data, name, (codes.WORKBOOK_DAMAGED.at(name, reason=reason),))


def _refused(data: bytes, name: str, findings: tuple[Finding, ...]) -> Workbook:
    """A workbook of one table without columns: what it may have held is not forgotten."""
    nothing = Table(name=name, data=data, encoding="", delimiter="")
    return Workbook(name=name, data=data, tables=(nothing,), findings=findings)


@attrs.frozen(kw_only=True)
class _Candidate:
    """A sheet, and what its first rows tell.

    Args:
        cells: of the sheet.
        rows: the first ones that hold something.
        rest: the others, which are read when they are asked for.
        above: how many of them stand above the names of the columns.
        names: of the columns, as they stand.
        fits: whether they are those that are looked for.
        count: of those that are known.
    """

    cells: SheetCells
    rows: list[Cells] = attrs.field(repr=False)
    rest: Iterator[Cells] = attrs.field(repr=False)
    above: int = 0
    names: list[str] = attrs.field(factory=list, repr=False)
    fits: bool = False
    count: int = 0


def _candidate(cells: SheetCells, known: Collection[str], essential: Collection[str]) -> _Candidate:
    """Find the row that names the columns: the first that fits, else that with most known names."""
    rest = cells.rows()
    rows = list(islice(rest, _HEAD))
    names = rows[0][1] if rows else []
    best = _Candidate(cells=cells, rows=rows, rest=rest, fits=not essential, names=names)
    reaching = [m for m in cells.merged if m.left == m.right and m.top < m.bottom]
    for above in range(len(rows)):
        names = _filled(rows, above, reaching)
        columns = set(map(column_name, names))
        # a list of people beside the entries shares columns with them, but not one of these
        fits = is_about(columns, known, essential) and not columns.isdisjoint(essential)
        count = len(columns.intersection(known))
        if fits or count > best.count:
            best = attrs.evolve(best, above=above, names=names, fits=fits or best.fits, count=count)
        number = rows[above][0]
        if best.fits and not any(m.top <= number < m.bottom for m in reaching):
            break  # else the names reach down to a row that may name more of them
    return best


def _filled(rows: list[Cells], index: int, reaching: Iterable[Range]) -> list[str]:
    """The cells of a row, and the values that reach down into it through merged cells of one column."""
    number, cells = rows[index]
    names = list(cells)
    above = dict(rows[:index])
    for merged in reaching:
        if merged.top in above and merged.top < number <= merged.bottom:
            text = above[merged.top][merged.left : merged.left + 1]
            names.extend([""] * (merged.left + 1 - len(names)))
            if text and not names[merged.left]:
                names[merged.left] = text[0]
    return names


def _read(
    data: bytes,
    name: str,
    sheets: Iterable[SheetCells],
    known: Collection[str],
    essential: Collection[str],
) -> Workbook:
    candidates = [_candidate(sheet, known, essential) for sheet in sheets]
    shown = [one for one in candidates if one.rows and not one.cells.hidden]
    used = [one for one in shown if one.fits] or sorted(shown, key=lambda one: -one.count)[:1]
    findings = []
    for one in candidates:
        if not any(one is other for other in used):
            severity, reason = _why_not(one, essential)
            findings.append(
                codes.SHEET_NOT_USED.at(_place(name, one.cells), severity=severity, reason=reason)
            )
    if not used:
        return _refused(data, name, (*findings, codes.NO_HEADER.at(name)))
    tables: list[Table] = []
    left = MOST_CELLS
    for one in candidates:
        if any(one is other for other in used):
            table = _table(data, _place(name, one.cells), one, known, essential, most=left)
            left -= len(table.columns) * len(table.rows)
            tables.append(table)
        elif _is_doubtful(one):
            tables.append(Table(name=_place(name, one.cells), data=data, encoding="", delimiter=""))
    return Workbook(name=name, data=data, tables=tuple(tables), findings=tuple(findings))


def _is_doubtful(one: _Candidate) -> bool:
    """Whether a sheet is hidden and would be used if it were not."""
    return one.cells.hidden and one.fits and len(one.rows) > one.above + 1


def _place(name: str, sheet: SheetCells) -> str:
    return f"{name}!{sheet.name}"


def _why_not(one: _Candidate, essential: Collection[str]) -> tuple[Severity, str]:
    """How bad it is that a sheet is not used, and why it is not."""
    if not one.rows:
        return Severity.INFO, "is empty"
    if one.cells.hidden:
        if _is_doubtful(one):
            return Severity.WARNING, "is hidden, and whether its rows are meant is unknown"
        return Severity.INFO, "is hidden"
    table = len(one.rows) > 1 and max(len(cells) for _, cells in one.rows) >= _FEWEST_COLUMNS
    return Severity.WARNING if table else Severity.INFO, f"lacks the columns {', '.join(essential)}"


def _table(
    data: bytes,
    name: str,
    one: _Candidate,
    known: Collection[str],
    essential: Collection[str],
    *,
    most: int,
) -> Table:
    log = TableLog(name, sheet=True)
    line, names = one.rows[one.above][0], one.names
    if one.above:
        log.add(codes.HEADER_BELOW, line)
    nothing = Table(name=name, data=data, encoding="", delimiter="")
    if not any(names):
        log.add(codes.NO_HEADER if names else codes.OVERSIZED, line, limit=LONGEST_ROW)
        return attrs.evolve(nothing, findings=log.done())
    labels = column_labels(tuple(names), line, log, known, essential, blank=False)
    rows: list[Cells] = []
    bad: list[Row] = []
    width = len(names)
    number = line
    try:
        for number, cells in chain(one.rows[one.above + 1 :], one.rest):
            if not cells:
                log.add(codes.OVERSIZED, number, limit=LONGEST_ROW)
                bad.append(Row(number, ()))
                continue
            width = max(width, len(cells))
            if width > MOST_COLUMNS or width * (len(rows) + 1) > most:
                raise TooManyCells  # noqa: TRY301  one exit for both
            _look_for_damage(number, cells, labels, log)
            rows.append((number, cells))
    except TooManyCells:
        last = f"{column_letters(width - 1)}{number}"
        log.add(codes.SHEET_TOO_LARGE, number, last=last, columns=MOST_COLUMNS, cells=MOST_CELLS)
        return attrs.evolve(nothing, findings=log.done())
    header = (*names, *[""] * (width - len(names)))
    labels += [f"column {i + 1}" for i in range(len(names), width)]
    for i, label in enumerate(header):
        if not label.strip() and any(len(cells) > i and cells[i] for _, cells in rows):
            log.add(codes.EMPTY_HEADER, line, column=i, number=i + 1)
    if not rows and not bad:
        log.add(codes.NO_ROWS)
    _tell_merged(one.cells.merged, header, labels, range(line, rows[-1][0] + 1 if rows else line + 1), log)
    return Table(
        name=name,
        data=data,
        columns=tuple(map(column_name, header)),
        header=header,
        labels=tuple(labels),
        rows=tuple(Row(number, (*cells, *[""] * (width - len(cells)))) for number, cells in rows),
        bad_rows=tuple(bad),
        encoding="",
        delimiter="",
        sheet=one.cells.name,
        findings=log.done(),
    )


def _look_for_damage(number: int, cells: list[str], labels: list[str], log: TableLog) -> None:
    for code, character in odd_characters("".join(cells)):
        for i, cell in enumerate(cells):
            if character in cell:
                log.add(code, number, labels[i] if i < len(labels) else f"column {i + 1}", column=i)


def _tell_merged(
    merged: Iterable[Range], header: tuple[str, ...], labels: list[str], lines: range, log: TableLog
) -> None:
    """Merged cells in the table: a warning in its header, an error where they leave rows without a value."""
    for cell in merged:
        if cell.bottom < lines.start or cell.top >= lines.stop:
            continue
        of_header = cell.bottom == lines.start
        if (of_header and cell.left == cell.right) or not any(header[cell.left : cell.right + 1]):
            continue  # a name that reaches down, or cells beside the table
        first, last = column_letters(cell.left), column_letters(cell.right)
        log.add(
            codes.MERGED,
            max(cell.top, lines.start) if of_header else cell.top,
            labels[cell.left],
            column=cell.left,
            severity=Severity.WARNING if of_header else Severity.ERROR,
            range=f"{first}{cell.top}:{last}{cell.bottom}",
        )
