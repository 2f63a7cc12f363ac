"""The entries table: from a delimited file or the sheets of a workbook to entries, all problems at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

import attrs

from ..evidence import Origin
from ..findings import Finding, FindingCode, Severity, shape, shown_body, shown_code
from ..formats import Claim, Content, ReadContext, Sureness
from ..formats.table import DateProblem, Row, Table, cell_damage, is_about, parse_date, read_table
from ..formats.table_records import TableRecords
from ..ids import candidate_number, centre_number
from ..model import Candidate, Entry, OptionRef, civil_series
from . import codes
from .columns import COLUMNS, ESSENTIAL, INVOICE_MARKS
from .entries import UnreadableRow

__all__ = ["identify", "load", "load_workbook"]

_BY_NAME = {column.name: column for column in COLUMNS}
_CANDIDATE = (
    "centre_number",
    "candidate_number",
    "surname",
    "forenames",
    "sex",
    "date_of_birth",
    "uci",
    "upn",
    "uln",
    "status",
)
_REST = tuple(c.name for c in COLUMNS if c.name not in _CANDIDATE and c.name not in ESSENTIAL)
_DATES = frozenset({"date_of_birth", "received_on"})
_NO_DATES = frozenset({"option_code", "documentation_group", "year_group", "form"})  # 9-1 becomes a day
_NEEDED = frozenset({"centre_number", "candidate_number"})
_WITHOUT = {
    **dict.fromkeys(ESSENTIAL, "no row can be used without it"),
    "candidate_number": "prices can be told without it; what one person may not hold together is not checked",
}
_DAMAGE = {
    "scientific": "a number with an exponent",
    "formula": "a formula",
    "error-value": "the error of a formula",
    "date": "a date",
}
_DATE_PROBLEMS = {
    DateProblem.MONTH_FIRST: "has the month first",
    DateProblem.TWO_DIGIT_YEAR: "has a year of two digits",
    DateProblem.SERIAL_NUMBER: "is a number, perhaps a day that lost its format",
    DateProblem.NOT_A_DATE: "is no date",
}

_FREE = ("subject", "department", "year_group", "form")  # anybody's words: a name looks no different
_NO_DAYS = (DateProblem.NOT_A_DATE, DateProblem.SERIAL_NUMBER)
_OF_PRICES = frozenset({"price", "kind", "tier", "vat", "vat_rate", "valid_from", "valid_until"})
_OF_PEOPLE = frozenset(column.name for column in COLUMNS if column.personal) | {"candidate_number"}
_MOST_DIGITS = 7  # in a word of a subject or a form; identifiers and days have more

Cells = tuple[str, ...]
Remark = tuple[FindingCode, str, str | None, dict[str, Any]]  # code, column, shown value, parameters


def _is_centre(text: str) -> bool:
    return shown_code(text) == text and not any(p.severity == "error" for p in centre_number.problems(text))


def _is_number(text: str) -> bool:
    return not candidate_number.problems(text.zfill(4))


_SHAPES: dict[str, Callable[[str], bool]] = {
    "centre_number": _is_centre,
    "candidate_number": _is_number,
    "awarding_body": lambda text: shown_body(text) == text,
    "series": lambda text: shown_code(text) == text,
    "option_code": lambda text: shown_code(text) == text,
    "other_centre_number": _is_centre,
    "other_candidate_number": _is_number,
    "documentation_group": lambda text: shown_code(text) == text,
    **{column.name: column.known.__contains__ for column in COLUMNS if column.known},
}
"""Whether a cell looks like what its column is for; if not, it may be somebody's data in a wrong column."""


def _misplaced(cells: Mapping[str, str]) -> set[str]:
    """The columns that are not personal and whose cells may be so in this row."""
    odd = {name for name, fits in _SHAPES.items() if (text := cells.get(name, "").strip()) and not fits(text)}
    received = cells.get("received_on", "").strip()
    if received and not _is_near(received, cells.get("series", "").strip()):
        odd.add("received_on")  # a birth date is a day, too
    free = {name for name in _FREE if name in cells}
    return odd | free if odd or any(_like_identifier(cells[name]) for name in free) else odd


def _is_near(day: str, series: str) -> bool:
    value, season = parse_date(day).value, civil_series(series.upper())
    return value is not None and season is not None and abs(value.year - season.year) <= 1


def _like_identifier(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits > _MOST_DIGITS or parse_date(text).problem not in _NO_DAYS


def _personal(cells: Mapping[str, str]) -> set[str]:
    # a column that we do not know may hold anything
    return {n for n in cells if n not in _BY_NAME or _BY_NAME[n].personal} | _misplaced(cells)


def identify(name: str, head: bytes) -> Claim | None:
    """Whether a file is a table of entries, by its columns or else its name."""
    table = read_table(head, name)
    columns = set(table.columns)
    known = columns & _BY_NAME.keys()
    # a price file has bodies, series and codes, too; its own format is surer of it
    priced = not columns & _OF_PEOPLE and (columns & _OF_PRICES or "price" in name.lower())
    of_invoice = len(columns & INVOICE_MARKS) > 1 and "option_code" not in columns
    if is_about(columns, _BY_NAME, ESSENTIAL) and not of_invoice:
        return Claim(
            Sureness.POSSIBLE if priced else Sureness.CERTAIN,
            f"it has the columns {', '.join(sorted(known))}",
        )
    if name.lower().endswith((".csv", ".tsv")):
        if priced:
            return Claim(Sureness.POSSIBLE, "its name says that it is a table, perhaps of prices")
        if table.encoding == "utf-16":  # not left to the general refusal: there is a cure for tables
            return Claim(Sureness.CERTAIN, "its name says that it is a table, and it is UTF-16 text")
        return Claim(Sureness.NAMED, "its name says that it is a table")
    return None


@attrs.frozen
class _Part:
    """What some cells of a row become, and what is to be said in every row that has the same."""

    value: Any
    remarks: list[Remark]
    ambiguous: list[str]


class _Reader:
    """Turns the rows of one table into entries.

    A row is taken in three parts: the option, the candidate and the rest. Each comes again and again, so what
    its cells become is remembered.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.findings: list[Finding] = []
        self.places = {name: i for i, name in reversed(list(enumerate(table.columns)))}
        self.twice = [
            (n, self.places[n], i)
            for i, n in enumerate(table.columns)
            if n in ESSENTIAL and i != self.places[n]
        ]
        self.extra = [
            (i, n or f"column {i + 1}")
            for i, n in enumerate(table.columns)
            if n not in _BY_NAME and (n or any(row.cells[i].strip() for row in table.rows))
        ]
        self.pairs: dict[tuple[str, str], tuple[str, str]] = {}  # cells of one column are often the same
        self.parts = [
            self._remembering(names, make)
            for names, make in ((ESSENTIAL, _option), (_CANDIDATE, _candidate), (_REST, _rest))
        ]
        self.ambiguous: Counter[str] = Counter()
        self.month_first: set[str] = set()

    def values(self) -> Iterator[Entry | UnreadableRow]:
        name = self.table.name
        lacking = self._lacks_essential_columns()
        rows = self.table.all_rows
        bad = {row.line for row in self.table.bad_rows}
        for row in rows:
            if lacking or row.line in bad:
                yield UnreadableRow(Origin(name, row.line))
            else:
                yield self._row(row)
        if lacking and not rows:  # what could not be read at all, or was taken for a header, may hold entries
            yield UnreadableRow(Origin(name, 1))
        for column, count in self.ambiguous.items():
            if column in self.month_first:
                self.findings.append(codes.DAY_FIRST.at(name, field=column, count=count))

    def _lacks_essential_columns(self) -> bool:
        """Say which columns are missing, and whether no row can be used without one of them."""
        missing = [c.name for c in COLUMNS if c.expected and c.name not in self.places]
        for name in missing if self.places else ():
            severity = Severity.ERROR if name in ESSENTIAL else Severity.WARNING
            text = _WITHOUT.get(name, "prices can be told without it, entry files cannot be written")
            self.findings.append(
                codes.MISSING_COLUMN.at(self.table.name, 1, field=name, consequence=text, severity=severity)
            )
        return any(name in ESSENTIAL for name in missing)

    def _row(self, row: Row) -> Entry | UnreadableRow:
        cells = (*row.cells, "")  # the last one stands for every column that the table lacks
        origin = Origin(self.table.name, row.line)
        option, candidate, rest = parts = [part(cells) for part in self.parts]
        for part in parts:
            for remark in part.remarks:
                self._say(row.line, remark)
            for column in part.ambiguous:
                self.ambiguous[column] += 1
        differing = {name for name, first, again in self.twice if cells[first] != cells[again]}
        for name in sorted(differing):
            self._say(
                row.line, (codes.UNREADABLE, name, None, {"reason": "stands in two columns that differ"})
            )
        if option.value is None or differing:
            doubtful = differing.union(column for _, column, _, _ in option.remarks)
            known = "awarding_body" not in doubtful
            return UnreadableRow(origin, cells[self.places["awarding_body"]].strip() if known else "")
        share = self.pairs.setdefault
        extra = tuple(share(pair, pair) for i, name in self.extra for pair in ((name, cells[i]),))
        return Entry(candidate=candidate.value, option=option.value, extra=extra, origin=origin, **rest.value)

    def _say(self, line: int, remark: Remark) -> None:
        code, column, value, params = remark
        cell = self.table.cell_name(line, self.places.get(column or ""))
        self.findings.append(code.at(self.table.name, line, field=column, value=value, cell=cell, **params))

    def _remembering(
        self, names: Cells, make: Callable[[dict[str, Any], list[Remark]], Any]
    ) -> Callable[[Cells], _Part]:
        """A function from the cells of a row to what those in the columns of these names become."""
        lacking = len(self.table.columns)
        pick: Callable[[Cells], Cells] = itemgetter(*(self.places.get(name, lacking) for name in names))
        remembered: dict[Cells, _Part] = {}

        def part(cells: Cells) -> _Part:
            raw = pick(cells)
            found = remembered.get(raw)
            if found is None:
                remarks: list[Remark] = []
                ambiguous: list[str] = []
                values = {
                    name: self._cell(name, cell.strip(), remarks, ambiguous)
                    for name, cell in zip(names, raw, strict=True)
                }
                found = remembered[raw] = _Part(make(values, remarks), remarks, ambiguous)
            return found

        return part

    def _cell(self, name: str, text: str, remarks: list[Remark], ambiguous: list[str]) -> str | date | None:
        damage = cell_damage(text)
        if not damage and name in _NO_DATES and parse_date(text).value:
            damage = "date"
        if damage:
            remarks.append((codes.DAMAGED_CELL, name, shape(text), {"what": _DAMAGE[damage]}))
        if name in _DATES:
            if not text:
                return None
            cell = parse_date(text)
            if cell.problem is DateProblem.MONTH_FIRST:
                self.month_first.add(name)
            if cell.problem is not None and not damage:
                remarks.append((codes.BAD_DATE, name, shape(text), {"reason": _DATE_PROBLEMS[cell.problem]}))
            if cell.ambiguous:
                ambiguous.append(name)
            return cell.value
        if not text and name in _NEEDED and name in self.places:
            remarks.append((codes.BLANK, name, None, {}))
        known = _BY_NAME[name].known
        if known and text not in known and not damage:
            expected = ", ".join(value or "empty" for value in known)
            remarks.append((codes.UNKNOWN_VALUE, name, shape(text), {"known": expected}))
        if name == "candidate_number" and 0 < len(text) < 4 and text.isascii() and text.isdigit():
            remarks.append((codes.PADDED, name, text, {"padded": text.zfill(4)}))
            return text.zfill(4)
        return text


def _option(values: dict[str, Any], remarks: list[Remark]) -> OptionRef | None:
    """None where it cannot be told what is entered; the remarks say why."""
    before = len(remarks)
    damaged = {name for code, name, _, _ in remarks if code is codes.DAMAGED_CELL}
    for name in ESSENTIAL:
        if not values[name]:
            remarks.append((codes.UNREADABLE, name, None, {"reason": "is blank"}))
        elif name in damaged:
            reason = "was damaged by a spreadsheet"
            remarks.append((codes.UNREADABLE, name, shape(values[name]), {"reason": reason}))
        elif name == "series" and civil_series(values[name].upper()) is None:
            remarks.append((codes.BAD_SERIES, name, shape(values[name]), {}))
    if len(remarks) > before:
        return None
    return OptionRef(values["awarding_body"], values["series"].upper(), values["option_code"])


def _candidate(values: dict[str, Any], _: list[Remark]) -> Candidate:
    number, status = values.pop("candidate_number"), values.pop("status")
    return Candidate(number=number, status=status or "C", **values)


def _rest(values: dict[str, Any], _: list[Remark]) -> dict[str, Any]:
    return values


def load(data: bytes, context: ReadContext) -> Content:
    """The entries of a delimited table, and the rows that cannot become one."""
    table = read_table(data, context.name, known=_BY_NAME, essential=ESSENTIAL)
    return _content(data, (table,), (), {"encoding": table.encoding, "delimiter": table.delimiter})


def load_workbook(data: bytes, context: ReadContext) -> Content:
    """The same of a workbook: of every visible sheet that has the columns; a hidden one counts as unknown."""
    from ..formats.workbook import read_workbook  # noqa: PLC0415  a delimited file need not wait for archives

    book = read_workbook(data, context.name, known=_BY_NAME, essential=ESSENTIAL)
    read = sum(bool(table.columns) for table in book.tables)  # the others count as unknown
    return _content(data, book.tables, book.findings, {"sheets": str(read)})


def _content(
    data: bytes, tables: tuple[Table, ...], before: Iterable[Finding], details: Mapping[str, str]
) -> Content:
    values: list[Entry | UnreadableRow] = []
    findings = list(before)
    for table in tables:
        reader = _Reader(table)
        values.extend(reader.values())
        findings += (*table.findings, *reader.findings)
    return Content(
        records=TableRecords(data, tables, _personal),
        values=tuple(values),
        findings=findings,
        details={**details, "rows": str(sum(len(t.rows) + len(t.bad_rows) for t in tables))},
    )
