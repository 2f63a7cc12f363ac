"""Delimited text tables as people export them: bytes to rows of cells, whatever the columns mean.

Every byte is kept. What is wrong with the file or a row is a finding that names lines, columns and counts,
and never shows what a cell holds: tables of entries are full of personal data.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode, Report, Severity
from .cell import DateCell, DateProblem, cell_damage, csv_cell, parse_date
from .delimited import (
    LONGEST_ROW,
    OPEN_QUOTE,
    OVERSIZED,
    STRAY_QUOTE,
    find_delimiter,
    iter_records,
)

__all__ = [
    "CODES",
    "LONGEST_ROW",
    "DateCell",
    "DateProblem",
    "Row",
    "Table",
    "cell_damage",
    "column_name",
    "csv_cell",
    "parse_date",
    "read_table",
]

_MOST_FINDINGS: Final = 1_000  # of one code

UTF_16 = FindingCode(
    code="table.utf-16",
    severity=Severity.ERROR,
    template="the file is UTF-16; it was not read",
    cure="save it as “CSV UTF-8”, not as “Unicode text”",
    triggers="a table saved by Excel as Unicode text",
    passes="a table saved by Excel as CSV UTF-8",
)
ENCODING_GUESSED = FindingCode(
    code="table.encoding-guessed",
    severity=Severity.WARNING,
    template="not UTF-8; it was read as Windows-1252",
    cure="look at a name with an accent; if it is wrong, save the table as “CSV UTF-8”",
    triggers="a table saved by Excel as CSV, with a Zoë in it",
    passes="the same table saved as CSV UTF-8",
)
LOST_CHARACTER = FindingCode(
    code="table.lost-character",
    severity=Severity.ERROR,
    template="a character of {field} could not be decoded, or was lost before",
    cure="put the right character there and save the table as “CSV UTF-8”",
    triggers="a byte that neither UTF-8 nor Windows-1252 knows, or U+FFFD",
    passes="a name with an accent",
)
NUL = FindingCode(
    code="table.nul",
    severity=Severity.ERROR,
    template="a NUL character stands in {field}",
    cure="export the table again; NUL characters are a sign of a damaged file",
    triggers="a byte of value 0 in a cell",
    passes="an empty cell",
)
NO_HEADER = FindingCode(
    code="table.no-header",
    severity=Severity.ERROR,
    template="no row of column names could be read",
    cure="export the table again, with the names of the columns in its first line",
    triggers="a file of blank lines",
    passes="a file whose first line names the columns",
)
HEADER_LIKE_DATA = FindingCode(
    code="table.header-like-data",
    severity=Severity.WARNING,
    template="the first row holds numbers or dates; it was taken for the names of the columns",
    cure="if the names of the columns are missing, put them in a line before it",
    triggers="a first line of 64999,0001,Example,Ann",
    passes="a first line of centre_number,candidate_number,surname,forenames",
)
NO_ROWS = FindingCode(
    code="table.no-rows",
    severity=Severity.WARNING,
    template="the table has column names and no rows",
    cure="export it again; perhaps a filter left nothing",
    triggers="a file of one line",
    passes="a file of two",
)
DUPLICATE_HEADER = FindingCode(
    code="table.duplicate-header",
    severity=Severity.ERROR,
    template="columns {first} and {again} have the same name",
    cure="rename one of them, or take it out",
    triggers="a header of series,series",
    passes="a header of series,option_code",
)
EMPTY_HEADER = FindingCode(
    code="table.empty-header",
    severity=Severity.WARNING,
    template="column {number} has no name",
    cure="name it, or take it out",
    triggers="a header of series,,option_code",
    passes="a header of series,option_code",
)
SHORT_ROW = FindingCode(
    code="table.short-row",
    severity=Severity.ERROR,
    template="{cells} cells where the header has {columns}{span}",
    cure="look for a missing cell or a line break; Excel may leave out empty cells at the end of a row",
    triggers="a row of 3 cells under a header of 4",
    passes="a row of 4 cells, the last one empty",
)
LONG_ROW = FindingCode(
    code="table.long-row",
    severity=Severity.ERROR,
    template="{cells} cells where the header has {columns}{span}",
    cure="put quotation marks around a cell that holds the delimiter",
    triggers="a row of 5 cells under a header of 4",
    passes="a row of 4 cells and an empty one",
)
NOT_LISTED = FindingCode(
    code="table.not-listed",
    severity=Severity.INFO,
    template="{count} more of {what}",
    cure="correct those that are listed first; their cause is often one",
    triggers="more than 1,000 short rows",
    passes="10 short rows",
)

CODES = (
    UTF_16,
    ENCODING_GUESSED,
    LOST_CHARACTER,
    NUL,
    NO_HEADER,
    HEADER_LIKE_DATA,
    NO_ROWS,
    DUPLICATE_HEADER,
    EMPTY_HEADER,
    SHORT_ROW,
    LONG_ROW,
    OPEN_QUOTE,
    STRAY_QUOTE,
    OVERSIZED,
    NOT_LISTED,
)


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
        bad_rows: those that cannot: too short, too long, or faulty quotation marks (then without cells).
        encoding: ``utf-8``, ``utf-8-sig``, ``windows-1252`` or ``utf-16``.
        delimiter: ``,``, ``;``, tab or ``|``.
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
    findings: tuple[Finding, ...] = ()

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


class _Log:
    """Findings, so many of each code; the others are counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.counts: Counter[FindingCode] = Counter()

    def add(
        self, code: FindingCode, line: int | None = None, field: str | None = None, **params: Any
    ) -> None:
        self.counts[code] += 1
        if self.counts[code] <= _MOST_FINDINGS:
            self.findings.append(code.at(self.name, line, field=field, **params))

    def done(self) -> tuple[Finding, ...]:
        more = [(code, n - _MOST_FINDINGS) for code, n in self.counts.items() if n > _MOST_FINDINGS]
        return (*self.findings, *(NOT_LISTED.at(self.name, count=n, what=code.code) for code, n in more))


def read_table(data: bytes, name: str) -> Table:
    r"""Read a table of any columns; content never raises.

    The encoding is UTF-8, else Windows-1252. The delimiter is found in the first line, or told by a line
    ``sep=;`` before it. Blank lines, and rows of empty cells, are skipped.

    Args:
        data: the whole file.
        name: as it shall be called in findings.

    >>> table = read_table(b"Series;Option code\r\n6G27;8300H\r\n", "entries.csv")
    >>> table.columns, table.rows[0].line, table.rows[0].cells
    (('series', 'option_code'), 2, ('6G27', '8300H'))
    """
    log = _Log(name)
    text, encoding = _decoded(data, log)
    if text is None:
        return Table(name=name, data=data, encoding=encoding, findings=log.done())
    suspect = [c for c in ((NUL, "\0"), (LOST_CHARACTER, "\ufffd")) if c[1] in text]
    lines = list(io.StringIO(text, newline=""))  # str.splitlines would also split at form feeds and the like
    del text
    told = re.fullmatch(r'"?sep=([,;\t|])"?[\r\n]*', lines[0], re.IGNORECASE) if lines else None
    first = 1 if told else 0
    delimiter = told[1] if told else find_delimiter(lines)
    header: tuple[str, ...] | None = None
    labels: list[str] = []
    needed = width = 0
    rows: list[Row] = []
    bad: list[Row] = []
    for begun, ended, cells in iter_records(lines, first, delimiter):
        line = begun + 1
        if isinstance(cells, FindingCode):
            # An open quotation mark is looked for where it stands, not where its row begins.
            log.add(cells, ended if cells is OPEN_QUOTE else line, limit=LONGEST_ROW)
            if header is None:
                break
            bad.append(Row(line, ()))
            continue
        if not cells or (not cells[0].strip() and not "".join(cells).strip()) or cells == ["\x1a"]:
            continue  # blank; DOS ends files with Ctrl-Z
        if header is None:
            header = tuple(cells)
            labels = _labels(header, line, log)
            width = len(header)
            needed = max(i for i, label in enumerate(header, 1) if label.strip())
        elif len(cells) == width:
            rows.append(Row(line, tuple(cells)))
        elif len(cells) < needed or any(cell.strip() for cell in cells[width:]):
            code = SHORT_ROW if len(cells) < needed else LONG_ROW
            span = f"; inside quotation marks it runs on to line {ended}" if ended > line else ""
            log.add(code, line, cells=len(cells), columns=width, span=span)
            bad.append(Row(line, tuple(cells)))
        else:
            rows.append(Row(line, tuple(cells[:width] + [""] * (width - len(cells)))))
        for code, character in suspect:
            for i, cell in enumerate(cells):
                if character in cell:
                    log.add(code, line, labels[i] if i < width else f"column {i + 1}")
    if header is None:
        log.add(NO_HEADER)
    elif not rows and not bad:
        log.add(NO_ROWS)
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


def _decoded(data: bytes, log: _Log) -> tuple[str | None, str]:
    """The text and the name of its encoding; None for UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _spaced(data[:2000]):
        log.add(UTF_16)
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
    log.add(ENCODING_GUESSED, len((body[:place] + b"x").splitlines()))
    return body.decode("cp1252", "replace"), "windows-1252"


def _spaced(head: bytes) -> bool:
    """Whether every other byte is NUL, as in UTF-16 of plain text without a byte-order mark."""
    half = len(head) // 2
    few, many = sorted((head[::2].count(0), head[1::2].count(0)))
    return half >= 4 and many > 0.6 * half and few < 0.1 * half


def _labels(header: tuple[str, ...], line: int, log: _Log) -> list[str]:
    """What the columns are called in findings, and what is wrong with their names."""
    number = re.compile(r"(?!(?:19|20)[0-9]{2}$)[0-9]+(?:[.,][0-9]+)?")  # a year may be the name of a column
    like_data = any(number.fullmatch(cell.strip()) or parse_date(cell).value for cell in header)
    if like_data:
        log.add(HEADER_LIKE_DATA, line)
    seen: dict[str, int] = {}
    labels = []
    last = max(i for i, cell in enumerate(header, 1) if cell.strip())
    for i, text in enumerate(header, 1):
        name = column_name(text)
        # Without a header the first person's data would stand in every message.
        label = name if name and name.isprintable() and len(name) <= 60 and not like_data else f"column {i}"
        labels.append(label)
        if name in seen:
            log.add(DUPLICATE_HEADER, line, label, first=seen[name], again=i)
        elif name:
            seen[name] = i
        elif i < last:
            log.add(EMPTY_HEADER, line, number=i)
    return labels
