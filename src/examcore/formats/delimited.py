"""Lines of delimited text to rows of cells, also where quotation marks are faulty."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from ..findings import FindingCode
from . import table_codes as codes

__all__ = [
    "LONGEST_ROW",
    "find_delimiter",
    "iter_records",
    "lines_of_cells",
    "swallowed_rows",
]

LONGEST_ROW: Final = 131_072
"""Characters of the longest row that is read. It is what the `csv` module takes for one cell, so that its
limit, which is one for the whole process, need not be touched."""

_LINE_END: Final = re.compile(r"\r\n?|\n")


def find_delimiter(lines: list[str]) -> str:
    """The most frequent candidate in the header outside quotation marks; the comma when there is none."""
    first = next((i for i, line in enumerate(lines) if not line.isspace()), 0)
    sample = "".join(line[:LONGEST_ROW] for line in lines[first : first + 50])
    header = re.split(r"[\r\n]", re.sub(r'"[^"]*+"?', "", sample), maxsplit=1)[0]
    return max(",;\t|", key=header.count)


class _TooLong(Exception):  # a signal through the csv reader
    """The row exceeds `LONGEST_ROW`."""


def _fed(lines: list[str], first: int, held: list[int]) -> Iterator[str]:
    for i in range(first, len(lines)):
        line = lines[i]
        held[0] += len(line)
        if held[0] > LONGEST_ROW:
            raise _TooLong
        yield line


def iter_records(
    lines: list[str], first: int, delimiter: str
) -> Iterator[tuple[int, int, list[str] | FindingCode]]:
    """Every row from the given line on.

    Reading goes on in the line after a faulty one, so that an open quotation mark does not swallow the rest.
    The cost stays linear: what was read as the rest of an open cell holds no single quotation mark, so none
    of its lines can open a cell that runs on when they are read again.

    Args:
        lines: with their ends.
        first: index of the line to start with.
        delimiter: between cells.

    Yields:
        Index of the row's first line, that after its last, and its cells, or what is wrong with its quotation
        marks. For `codes.OPEN_QUOTE` the last line is the one in which the mark stands.
    """
    while first < len(lines):
        held = [0]  # characters of the row so far
        reader = csv.reader(_fed(lines, first, held), delimiter=delimiter, strict=True)
        begun = first
        try:
            for cells in reader:
                held[0] = 0
                ended = first + reader.line_num
                yield begun, ended, cells
                begun = ended
        except (_TooLong, csv.Error) as error:
            ended = max(first + reader.line_num, begun + 1)
            if ended - begun > 1 or "end of data" in str(error):
                opened = _opened(lines, begun, ended, delimiter)
                yield begun, opened + 1, codes.OPEN_QUOTE
                first = opened + 1
            else:
                fault = (
                    codes.OVERSIZED
                    if isinstance(error, _TooLong) or "limit" in str(error)
                    else codes.STRAY_QUOTE
                )
                yield begun, ended, fault
                first = ended
        else:
            return


def lines_of_cells(cells: list[str], begun: int) -> Iterator[tuple[int, int, int]]:
    """Column, first line and last line of every cell that runs over several lines.

    Args:
        cells: of one row.
        begun: index of its first line.
    """
    for column, cell in enumerate(cells):
        ended = begun + len(_LINE_END.findall(cell))
        if ended > begun:
            yield column, begun, ended
        begun = ended


def swallowed_rows(lines: list[str], first: int, last: int, least: int, delimiter: str) -> list[int]:
    """The lines of a cell that look like rows of their own: a stray quotation mark has swallowed them.

    A line inside the cell does if it has as many delimiters as a row. Of the two at its ends parts stand
    outside the cell, so they do only if both have.

    Args:
        lines: of the file.
        first: index of the line in which the cell opens.
        last: index of that in which it is closed.
        least: delimiters of the shortest row.
        delimiter: between cells.
    """
    ends = all(lines[i].count(delimiter) >= least for i in (first, last))
    inside = [i for i in range(first + 1, last) if lines[i].count(delimiter) >= least]
    return [first, *inside, last] if ends else inside


def _opened(lines: list[str], begun: int, ended: int, delimiter: str) -> int:
    """Index of the line in which the cell opens that is not closed."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:"(?:[^"]|"")*+"|[^"{mark}\r\n][^{mark}\r\n]*+|){mark}')
    text = "".join(lines[begun:ended])
    at = 0
    while match := cell.match(text, at):
        at = match.end()
    return begun + len(_LINE_END.findall(text[:at]))
