"""Tables as people export them: delimited text to rows of cells, whatever the columns mean.

`Table` is also what `workbook` makes of a sheet.

Every byte is kept. What is wrong with the file or a row is a finding that names lines, columns and counts,
and never shows what a cell holds: tables of entries are full of personal data.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode, Report
from . import table_codes as codes
from .cell import DateCell, DateProblem, cell_damage, csv_cell, parse_date
from .delimited import LONGEST_ROW, find_delimiter, iter_records, lines_of_cells, swallowed_rows

__all__ = [
    "LONGEST_ROW",
    "MOST_COLUMNS",
    "DateCell",
    "DateProblem",
    "Row",
    "Table",
    "TableLog",
    "cell_damage",
    "column_labels",
    "column_letters",
    "column_name",
    "csv_cell",
    "is_about",
    "odd_characters",
    "parse_date",
    "read_table",
]

MOST_COLUMNS: Final = 1_000
"""A header that names more is none of a table that people work with, and cells cost memory."""

_ENOUGH_COLUMNS: Final = 4  # that are known, to tell what a table is about
_MOST_FINDINGS: Final = 1_000  # of one code


@attrs.frozen
class Row:
    """A row: the line where it starts, 1-based as an editor counts, and its cells as they stand."""

    line: int
    cells: tuple[str, ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True, repr=False)
class Table:
    """A table as it was read.

    Args:
        name: of the file.
        data: the file.
        columns: names in lower case, with ``_`` for spaces and hyphens; empty for a column without one.
        header: the names as they stand.
        labels: what the columns are called in findings: their names, or ``column 3`` where the name may be
            somebody's data.
        rows: those that can be used; each has as many cells as there are columns.
        bad_rows: those that cannot: too short, too long, or faulty quotation marks (then without cells); one
            for each line that looks like a row.
        encoding: ``utf-8``, ``utf-8-sig``, ``windows-1252`` or ``utf-16``; empty for a sheet.
        delimiter: ``,``, ``;``, tab or ``|``; empty for a sheet.
        sheet: its name, where the table is a sheet of a workbook; cells then have names such as ``C7``.
        findings: of the file and its rows, in the order in which they were made.
    """

    name: str
    data: bytes
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    bad_rows: tuple[Row, ...] = ()
    encoding: str
    delimiter: str = ","
    sheet: str | None = None
    findings: tuple[Finding, ...] = ()

    def cell_name(self, line: int, column: int | None) -> str | None:
        """What a spreadsheet calls the cell, ``C7``; None where the table is no sheet.

        Args:
            line: of the row.
            column: its index; None for none of them.
        """
        return f"{column_letters(column)}{line}" if self.sheet is not None and column is not None else None

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Those that can be used and those that cannot, in their order."""
        return tuple(sorted((*self.rows, *self.bad_rows), key=lambda row: row.line))

    @property
    def report(self) -> Report:
        """The findings as a report."""
        return Report(self.findings)

    def to_bytes(self) -> bytes:
        """The file byte for byte."""
        return self.data

    def __repr__(self) -> str:
        size = f"{len(self.columns)} columns, {len(self.rows)} rows, {len(self.bad_rows)} bad rows"
        return f"<Table {self.name}: {size}, {self.report.summary}>"


def column_name(text: str) -> str:
    """The name of a column as code asks for it.

    >>> column_name(" Candidate-Number ")
    'candidate_number'
    """
    return re.sub(r"[\s_-]+", "_", text.replace("\ufeff", "").strip().lower())


def column_letters(index: int) -> str:
    """The letters of a column in a spreadsheet.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(65 + rest) + letters
        index -= 1
    return letters


def is_about(columns: Iterable[str], known: Collection[str], essential: Collection[str]) -> bool:
    """Whether a table with such columns is one that is looked for, be it with some of them missing.

    Args:
        columns: their names.
        known: those that such a table may have.
        essential: those without which it cannot be used.

    >>> is_about(["series", "option_code"], {"series", "option_code"}, {"series"})
    True
    """
    names = set(columns)
    return names.issuperset(essential) or len(names.intersection(known)) >= _ENOUGH_COLUMNS


class TableLog:
    """Findings about one table, so many of each code; the others are counted."""

    def __init__(self, name: str, *, sheet: bool = False) -> None:
        self.name = name
        self.sheet = sheet
        self.findings: list[Finding] = []
        self.counts: Counter[FindingCode] = Counter()

    def add(
        self,
        code: FindingCode,
        line: int | None = None,
        field: str | None = None,
        *,
        column: int | None = None,
        **params: Any,
    ) -> None:
        """Add a finding; the index of its column names the cell where the table is a sheet."""
        self.counts[code] += 1
        if self.counts[code] <= _MOST_FINDINGS:
            cell = f"{column_letters(column)}{line}" if self.sheet and column is not None else None
            self.findings.append(code.at(self.name, line, field=field, cell=cell, **params))

    def done(self) -> tuple[Finding, ...]:
        """All of them, and how many were left out."""
        more = [(code, n - _MOST_FINDINGS) for code, n in self.counts.items() if n > _MOST_FINDINGS]
        return (
            *self.findings,
            *(codes.NOT_LISTED.at(self.name, count=n, what=code.code) for code, n in more),
        )


def read_table(
    data: bytes, name: str, *, known: Collection[str] = (), essential: Collection[str] = ()
) -> Table:
    r"""Read a table of any columns; content never raises.

    The encoding is UTF-8, else Windows-1252. The delimiter is found in the first line, or told by a line
    ``sep=;`` before it. Blank lines, and rows of empty cells, are skipped.

    Args:
        data: the whole file.
        name: as it shall be called in findings.
        known: names of columns that may always be shown.
        essential: where the header has none of these names, it may be somebody's data, and columns that are
            not known are called by their number.

    >>> table = read_table(b"Series;Option code\r\n6G27;8300H\r\n", "entries.csv")
    >>> table.columns, table.rows[0].line, table.rows[0].cells
    (('series', 'option_code'), 2, ('6G27', '8300H'))
    """
    log = TableLog(name)
    text, encoding = _decoded(data, log)
    if text is None:
        return Table(name=name, data=data, encoding=encoding, findings=log.done())
    suspect = odd_characters(text)
    lines = list(io.StringIO(text, newline=""))  # str.splitlines would also split at form feeds and the like
    del text
    told = re.fullmatch(r'"?sep=([,;\t|])"?[\r\n]*', lines[0], re.IGNORECASE) if lines else None
    first = 1 if told else 0
    delimiter = told[1] if told else find_delimiter(lines)
    header: tuple[str, ...] | None = None
    labels: list[str] = []
    needed = width = header_line = 0
    rows: list[Row] = []
    bad: list[Row] = []
    for begun, ended, cells in iter_records(lines, first, delimiter):
        line = begun + 1
        if isinstance(cells, FindingCode):
            # An open quotation mark is looked for where it stands, not where its row begins.
            log.add(cells, ended if cells is codes.OPEN_QUOTE else line, limit=LONGEST_ROW)
            if header is None:
                break
            bad.append(Row(line, ()))
            continue
        if not cells or (not cells[0].strip() and not "".join(cells).strip()) or cells == ["\x1a"]:
            continue  # blank; DOS ends files with Ctrl-Z
        spans = list(lines_of_cells(cells, begun)) if ended - begun > 1 else ()
        is_header = header is None
        if header is None:
            needed = max(i for i, label in enumerate(cells, 1) if label.strip())
            if needed > MOST_COLUMNS:
                log.add(codes.TOO_MANY_COLUMNS, line, count=needed, most=MOST_COLUMNS)
                return Table(
                    name=name, data=data, encoding=encoding, delimiter=delimiter, findings=log.done()
                )
            header = tuple(cells[:MOST_COLUMNS])
            labels = column_labels(header, line, log, known, essential)
            width = len(header)
            header_line = line
        swallowed: set[int] = set()
        for column, opened, closed in spans:
            among = swallowed_rows(lines, opened, closed, max(needed - 1, 1), delimiter)
            where: dict[str, Any] = {"first": opened + 1, "last": closed + 1}
            if among:
                log.add(codes.SWALLOWED, line, number=column + 1, count=len(among), **where)
                swallowed.update(among)
            elif not is_header:
                log.add(codes.LINE_BREAK, line, _label(labels, column), **where)
        if swallowed:
            bad.extend(Row(i + 1, ()) for i in sorted(swallowed | {begun}) if i > begun or not is_header)
        elif is_header:
            pass
        elif len(cells) == width:
            rows.append(Row(line, tuple(cells)))
        elif len(cells) < needed or any(cell.strip() for cell in cells[width:]):
            code = codes.SHORT_ROW if len(cells) < needed else codes.LONG_ROW
            span = f"; inside quotation marks it runs on to line {ended}" if ended > line else ""
            log.add(code, line, cells=len(cells), columns=width, span=span)
            bad.append(Row(line, tuple(cells)))
        else:
            rows.append(Row(line, tuple(cells[:width] + [""] * (width - len(cells)))))
        for code, character in suspect:
            for i, cell in enumerate(cells):
                if character in cell:
                    log.add(code, line, _label(labels, i))
    if header is None:
        log.add(codes.NO_HEADER)
    elif not rows and not bad:
        log.add(codes.NO_ROWS)
    for i in range(needed, width):  # without a name at the end of the header: told where it holds data
        if any(row.cells[i].strip() for row in rows):
            log.add(codes.EMPTY_HEADER, header_line, number=i + 1)
    return Table(
        name=name,
        data=data,
        columns=tuple(map(column_name, header or ())),
        header=header or (),
        labels=tuple(labels),
        rows=tuple(rows),
        bad_rows=tuple(bad),
        encoding=encoding,
        delimiter=delimiter,
        findings=log.done(),
    )


def _decoded(data: bytes, log: TableLog) -> tuple[str | None, str]:
    """The text and the name of its encoding; None for UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _spaced(data[:2000]):
        log.add(codes.UTF_16)
        return None, "utf-16"
    marked = data.startswith(b"\xef\xbb\xbf")
    body, encoding = (data[3:], "utf-8-sig") if marked else (data, "utf-8")
    try:
        return body.decode("utf-8"), encoding
    except UnicodeDecodeError as error:
        place = error.start
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = len(text) - lost - len(text.encode("ascii", "ignore"))
    if marked or whole > lost:  # UTF-8 with a few broken characters
        return text, encoding
    log.add(codes.ENCODING_GUESSED, len((body[:place] + b"x").splitlines()))
    return body.decode("cp1252", "replace"), "windows-1252"


def odd_characters(text: str) -> list[tuple[FindingCode, str]]:
    """What tells of a damaged text, of that which is in it."""
    return [c for c in ((codes.NUL, "\0"), (codes.LOST_CHARACTER, "\ufffd")) if c[1] in text]


def _spaced(head: bytes) -> bool:
    """Whether every other byte is NUL, as in UTF-16 of plain text without a byte-order mark."""
    half = len(head) // 2
    few, many = sorted((head[::2].count(0), head[1::2].count(0)))
    return half >= 4 and many > 0.6 * half and few < 0.1 * half


def _label(labels: list[str], i: int) -> str:
    return labels[i] if i < len(labels) else f"column {i + 1}"


def column_labels(
    header: tuple[str, ...],
    line: int,
    log: TableLog,
    known: Collection[str],
    essential: Collection[str],
    *,
    blank: bool = True,
) -> list[str]:
    """What the columns are called in findings, and what is wrong with their names.

    Args:
        header: the names as they stand.
        line: where they stand.
        log: gets the findings.
        known: as for `read_table`, like ``essential``.
        essential: see there.
        blank: whether a column in between without a name is a fault, even if it should hold nothing.
    """
    number = re.compile(r"(?!(?:19|20)[0-9]{2}$)[0-9]+(?:[.,][0-9]+)?")  # a year may be the name of a column
    like_data = any(number.fullmatch(cell.strip()) or parse_date(cell).value for cell in header)
    if like_data:
        log.add(codes.HEADER_LIKE_DATA, line)
    unsure = bool(essential) and not any(column_name(cell) in essential for cell in header)
    seen: dict[str, int] = {}
    labels = []
    last = max(i for i, cell in enumerate(header, 1) if cell.strip())
    for i, text in enumerate(header, 1):
        name = column_name(text)
        # Without a header the first person's data would stand in every message.
        hidden = like_data or (unsure and name not in known)
        label = name if name and name.isprintable() and len(name) <= 60 and not hidden else f"column {i}"
        labels.append(label)
        if name in seen:
            log.add(codes.DUPLICATE_HEADER, line, label, column=i - 1, first=seen[name], again=i)
        elif name:
            seen[name] = i
        elif blank and i < last:
            log.add(codes.EMPTY_HEADER, line, number=i)
    return labels
