"""The entries table: from a delimited file to entries, all problems of all rows at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ..evidence import Origin
from ..findings import Finding, FindingCode, Severity, mask
from ..formats import Claim, Content, FileFormat, ReadContext, Sureness
from ..formats.table import CODES as TABLE_CODES
from ..formats.table import DateProblem, Row, Table, cell_damage, parse_date, read_table
from ..model import Candidate, Entry, OptionRef
from . import codes
from .columns import COLUMNS, ESSENTIAL
from .entries import UnreadableRow

__all__ = ["FORMATS"]

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
_SERIES = re.compile(r"[1-9A-C][0-9A-Z][0-9]{2}|20[0-9]{2}-(?:0[1-9]|1[0-2])")
# one look at a whole row: could any of its cells be damaged?
_SUSPICIOUS = re.compile(r"(?m)^[ ]*[=@+\-#]|[0-9][.,]?[0-9]*[Ee][+-]|[0-9][.,][0-9]*[Ee][0-9]|\t")
_DAMAGE = {
    "scientific": "a number with an exponent",
    "formula": "a formula",
    "error-value": "the error of a formula",
}
_DATE_PROBLEMS = {
    DateProblem.MONTH_FIRST: "has the month first",
    DateProblem.TWO_DIGIT_YEAR: "has a year of two digits",
    DateProblem.NOT_A_DATE: "is no date",
}

Remark = tuple[FindingCode, str, str | None, dict[str, Any]]  # code, column, masked value, parameters


@attrs.frozen
class _TableRecords:
    """The rows of a table for `examcore read`."""

    table: Table

    def to_bytes(self) -> bytes:
        return self.table.to_bytes()

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        names = tuple(n or f"column {i}" for i, n in enumerate(self.table.columns, 1))
        # a column that we do not know may hold anything
        personal = frozenset(n for n in names if n not in _BY_NAME or _BY_NAME[n].personal)
        for row in sorted((*self.table.rows, *self.table.bad_rows), key=lambda r: r.line):
            whole = len(row.cells) == len(names)
            fields = dict(zip(names, row.cells, strict=True)) if whole else {}
            yield row.line, None, fields, personal


def _identify(name: str, head: bytes) -> Claim | None:
    columns = set(read_table(head, name).columns)
    known = columns & _BY_NAME.keys()
    if columns.issuperset(ESSENTIAL) or len(known) >= 4:
        return Claim(Sureness.CERTAIN, f"it has the columns {', '.join(sorted(known))}")
    if name.lower().endswith((".csv", ".tsv")):
        return Claim(Sureness.NAMED, "its name says that it is a table")
    return None


class _Reader:
    """Turns the rows of one table into entries; remembers candidates and options, which come again and again."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.findings: list[Finding] = []
        self.places = {name: i for i, name in reversed(list(enumerate(table.columns)))}
        self.twice = [
            (self.places[n], i) for i, n in enumerate(table.columns) if n in ESSENTIAL and i != self.places[n]
        ]
        self.extra = [(i, n) for i, n in enumerate(table.columns) if n and n not in _BY_NAME]
        self.candidates: dict[tuple[str, ...], tuple[Candidate, tuple[Remark, ...]]] = {}
        self.refs: dict[tuple[str, ...], OptionRef | Remark] = {}
        self.ambiguous: dict[str, int] = {}
        self.month_first: set[str] = set()

    def values(self) -> Iterator[Entry | UnreadableRow]:
        columns = self.table.columns
        missing = [c.name for c in COLUMNS if c.expected and c.name not in columns]
        lacking = [name for name in missing if name in ESSENTIAL]
        if columns:
            self._missing_columns(missing)
        bad = {row.line for row in self.table.bad_rows}
        for row in sorted((*self.table.rows, *self.table.bad_rows), key=lambda row: row.line):
            if lacking or row.line in bad:
                yield UnreadableRow(Origin(self.table.name, row.line))
            else:
                yield self._row(row)
        for column, count in self.ambiguous.items():
            if column in self.month_first:
                self.findings.append(codes.DAY_FIRST.at(self.table.name, field=column, count=count))

    def _missing_columns(self, missing: list[str]) -> None:
        for name in missing:
            if name in ESSENTIAL:
                text, severity = "no row can be used without it", Severity.ERROR
            else:
                text = "prices can be told without it, entry files cannot be written"
                severity = Severity.WARNING
            self.findings.append(
                codes.MISSING_COLUMN.at(self.table.name, 1, field=name, consequence=text, severity=severity)
            )

    def _row(self, row: Row) -> Entry | UnreadableRow:
        cells = row.cells
        suspicious = _SUSPICIOUS.search("\n".join(cells)) is not None
        ref = self._ref(cells)
        if not isinstance(ref, OptionRef):
            if suspicious:
                self._damage(row)
            self._say(row.line, ref)
            return UnreadableRow(Origin(self.table.name, row.line))
        candidate, about_candidate = self._candidate(cells)
        remarks = list(about_candidate)
        rest: dict[str, Any] = {name: cells[self.places[name]].strip() for name in _REST if name in self.places}
        received = self._date("received_on", rest.pop("received_on", ""), remarks)
        if rest.get("qualifier", "") not in _BY_NAME["qualifier"].known:
            remarks.append((codes.UNKNOWN_VALUE, "qualifier", None, {"known": "G, P, empty"}))
        for remark in remarks:
            self._say(row.line, remark)
        if suspicious:
            self._damage(row)
        extra = tuple((name, cells[i]) for i, name in self.extra)
        origin = Origin(self.table.name, row.line)
        return Entry(candidate=candidate, option=ref, received_on=received, extra=extra, origin=origin, **rest)

    def _say(self, line: int, remark: Remark) -> None:
        code, column, value, params = remark
        self.findings.append(code.at(self.table.name, line, field=column, value=value, **params))

    def _damage(self, row: Row) -> None:
        for name, text in zip(self.table.columns, row.cells, strict=True):
            what = cell_damage(text)
            if what and name in _BY_NAME:
                self._say(row.line, (codes.DAMAGED_CELL, name, mask(text[:40]), {"what": _DAMAGE[what]}))

    def _ref(self, cells: tuple[str, ...]) -> OptionRef | Remark:
        raw = tuple(cells[self.places[name]] for name in ESSENTIAL)
        if self.twice and any(cells[a] != cells[b] for a, b in self.twice):
            return codes.UNREADABLE, "header", None, {"reason": "names a column twice, and the two differ"}
        found = self.refs.get(raw)
        if found is None:
            found = self.refs[raw] = _option_ref(*(text.strip() for text in raw))
        return found

    def _candidate(self, cells: tuple[str, ...]) -> tuple[Candidate, tuple[Remark, ...]]:
        raw = tuple(cells[self.places[name]] if name in self.places else "" for name in _CANDIDATE)
        found = self.candidates.get(raw)
        if found is None:
            remarks: list[Remark] = []
            text = dict(zip(_CANDIDATE, (value.strip() for value in raw), strict=True))
            born = self._date("date_of_birth", text.pop("date_of_birth"), remarks)
            number = self._number(text.pop("candidate_number"), remarks)
            if not text["centre_number"] and "centre_number" in self.places:
                remarks.append((codes.BLANK, "centre_number", None, {}))
            for name in ("sex", "status"):
                known = _BY_NAME[name].known
                if text[name] not in known:
                    params = {"known": ", ".join(k or "empty" for k in known)}
                    remarks.append((codes.UNKNOWN_VALUE, name, mask(text[name]), params))
            text["status"] = text["status"] or "C"
            candidate = Candidate(number=number, date_of_birth=born, **text)
            found = self.candidates[raw] = (candidate, tuple(remarks))
        return found

    def _number(self, text: str, remarks: list[Remark]) -> str:
        if not text:
            if "candidate_number" in self.places:
                remarks.append((codes.BLANK, "candidate_number", None, {}))
        elif len(text) < 4 and text.isascii() and text.isdigit():
            remarks.append((codes.PADDED, "candidate_number", text, {"padded": text.zfill(4)}))
            return text.zfill(4)
        return text

    def _date(self, column: str, text: str, remarks: list[Remark]) -> date | None:
        if not text:
            return None
        cell = parse_date(text)
        if cell.problem is not None:
            if cell.problem is DateProblem.MONTH_FIRST:
                self.month_first.add(column)
            if cell_damage(text) is None:
                remarks.append((codes.BAD_DATE, column, mask(text[:40]), {"reason": _DATE_PROBLEMS[cell.problem]}))
        elif cell.ambiguous:
            self.ambiguous[column] = self.ambiguous.get(column, 0) + 1
        return cell.value


def _option_ref(body: str, series: str, code: str) -> OptionRef | Remark:
    for name, text in (("awarding_body", body), ("series", series), ("option_code", code)):
        if not text:
            return codes.UNREADABLE, name, None, {"reason": "is blank"}
        if cell_damage(text):
            return codes.UNREADABLE, name, mask(text[:40]), {"reason": "was damaged by a spreadsheet"}
    if not _SERIES.fullmatch(series.upper()):
        return codes.BAD_SERIES, "series", mask(series[:40]), {}
    return OptionRef(body, series.upper(), code)


def _load(data: bytes, context: ReadContext) -> Content:
    table = read_table(data, context.name)
    reader = _Reader(table)
    values = tuple(reader.values())
    details = {"encoding": table.encoding, "delimiter": table.delimiter, "rows": str(len(values))}
    findings = (*table.findings, *reader.findings)
    return Content(records=_TableRecords(table), values=values, findings=findings, details=details)


FORMATS = (
    FileFormat(
        id="examcore.entries.csv",
        title="Entries table (CSV)",
        edition="1",
        identify=_identify,
        load=_load,
        codes=(*TABLE_CODES, *codes.CODES),
        source="docs/reference/entries-table.md",
    ),
)
"""The formats that this room owns."""
