"""Findings about tables; none shows what a cell holds."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

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
LINE_BREAK = FindingCode(
    code="table.line-break",
    severity=Severity.WARNING,
    template="{field} runs from line {first} to line {last}, inside quotation marks",
    cure="if a line is a row of its own, take out the quotation mark that opens the cell",
    triggers="a note of two lines",
    passes="a note of one",
)
SWALLOWED = FindingCode(
    code="table.swallowed-rows",
    severity=Severity.ERROR,
    template=(
        "column {number} runs from line {first} to line {last}, inside quotation marks, and {count} of these"
        " lines look like rows of their own; they were left out"
    ),
    cure="take out the quotation mark that opens the cell, or the delimiters and line breaks in it",
    triggers='a line of 0001,"Example and the next one of 0002,Sample"',
    passes="a note of two lines",
)
TOO_MANY_COLUMNS = FindingCode(
    code="table.too-many-columns",
    severity=Severity.ERROR,
    template="the header has {count} columns; tables of more than {most} are not read",
    cure="delete the columns that are not needed, also empty ones, and export again",
    triggers="a header of 16,000 columns",
    passes="a header of 30",
)
NOT_LISTED = FindingCode(
    code="table.not-listed",
    severity=Severity.INFO,
    template="{count} more of {what}",
    cure="correct those that are listed first; their cause is often one",
    triggers="more than 1,000 short rows",
    passes="10 short rows",
)
OPEN_QUOTE = FindingCode(
    code="table.open-quote",
    severity=Severity.ERROR,
    template="a quotation mark opens a cell in this line and is not closed; the line was left out",
    cure="close the cell, or double a quotation mark that belongs to it",
    triggers='a line of 0001,"Example',
    passes='a line of 0001,"Example"',
)
STRAY_QUOTE = FindingCode(
    code="table.stray-quote",
    severity=Severity.ERROR,
    template="text stands between a closing quotation mark and the delimiter; the line was left out",
    cure="double a quotation mark that belongs to the cell",
    triggers='a line of 0001,"Ann "Nan" Example"',
    passes='a line of 0001,"Ann ""Nan"" Example"',
)
OVERSIZED = FindingCode(
    code="table.oversized",
    severity=Severity.ERROR,
    template="the line has more than {limit} characters; it was left out",
    cure="check that the file is the one you meant",
    triggers="a line of 50 MB",
    passes="a line of 1,000 characters",
)
NO_EXCEL = FindingCode(
    code="table.no-excel",
    severity=Severity.ERROR,
    template="this is an Excel workbook, and what reads them is not installed",
    cure="`pip install 'examcore[excel]'`, or save the table as “CSV UTF-8”",
    triggers="entries.xlsx where the extra `excel` is not installed",
    passes="entries.xlsx where it is, or entries.csv",
)
WORKBOOK_KIND = FindingCode(
    code="table.workbook-kind",
    severity=Severity.ERROR,
    template="the workbook is {what}; it was not read",
    cure="open it in a spreadsheet and save it without a password as “Excel workbook (.xlsx)” or “CSV UTF-8”",
    triggers="entries.xls, or a workbook that asks for a password",
    passes="entries.xlsx",
)
WORKBOOK_DAMAGED = FindingCode(
    code="table.workbook-damaged",
    severity=Severity.ERROR,
    template="the workbook cannot be read: {reason}",
    cure="if you know where it comes from, open it in a spreadsheet and save it as a new workbook",
    triggers="a workbook that lists a sheet twice, or gives a cell twice",
    passes="entries.xlsx as a spreadsheet saved it",
)
SHEET_NOT_USED = FindingCode(
    code="table.sheet-not-used",
    severity=Severity.WARNING,
    template="the sheet {reason}; it was not read",
    cure="if it should be read, show it and name its columns as the other sheet's are named; "
    "if not, delete it where it is hidden",
    triggers="a sheet of room numbers beside the sheet of entries",
    passes="a second sheet with the same columns",
)
HEADER_BELOW = FindingCode(
    code="table.header-below",
    severity=Severity.INFO,
    template="the names of the columns were found in row {line}; what stands above was left out",
    cure="nothing, unless there are rows of data above it",
    triggers="a title in row 1 and the names of the columns in row 3",
    passes="the names of the columns in row 1",
)
MERGED = FindingCode(
    code="table.merged-cells",
    severity=Severity.ERROR,
    template="the cells {range} are merged: only the first of them holds the value, the others are empty",
    cure="unmerge them, and fill in every cell",
    triggers="one merged cell with the candidate number of three rows",
    passes="a merged title above the names of the columns",
)
SHEET_TOO_LARGE = FindingCode(
    code="table.sheet-too-large",
    severity=Severity.ERROR,
    template="cells go as far as {last}; more than {columns} columns or {cells} cells in all are not read",
    cure="delete what stands far to the right of the table or far below it, and save the workbook",
    triggers="a stray full stop in column XFD",
    passes="100,000 rows of 30 columns",
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
    LINE_BREAK,
    SWALLOWED,
    TOO_MANY_COLUMNS,
    NOT_LISTED,
    OPEN_QUOTE,
    STRAY_QUOTE,
    OVERSIZED,
    NO_EXCEL,
    WORKBOOK_KIND,
    WORKBOOK_DAMAGED,
    SHEET_NOT_USED,
    HEADER_BELOW,
    MERGED,
    SHEET_TOO_LARGE,
)
