"""Entry and amendment files E and A: from wire records to entries, the same as a table would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from examcore.entries import UnreadableRow, WithdrawnCandidate
from examcore.evidence import Origin
from examcore.findings import Finding
from examcore.formats import Content, ReadContext
from examcore.layout import Document, Listing, Rejected
from examcore.model import Candidate, Entry, Issue, OptionRef

from . import codes, entry_checks, entry_codes, long_names
from .births import birth_of
from .entry_rows import BLANK, Row, rows_of
from .envelope import Envelope, unwrap
from .layouts import layouts_for, version_of
from .records import layouts_of, versions_of
from .records.entry import EntryRecord

__all__ = ["load"]

_COUNTS = frozenset({codes.FILE_COUNT, codes.BLOCK_COUNT, codes.COUNTS_DISAGREE})

_MARKS = frozenset({b"E5", b"A5"})
_MOST_LOST = 1_000

Value = Entry | WithdrawnCandidate | UnreadableRow


def load(letter: str, data: bytes, context: ReadContext) -> Content:
    """The content of an entry or amendment file: an entry for each candidate and option, in their order.

    A row without options is a `WithdrawnCandidate`; what may hold entries and cannot be read is an
    `UnreadableRow`.
    """
    used, jcq_id, odd = version_of(letter, data, versions_of(letter), context.name)
    layouts = layouts_for(layouts_of(letter, used), jcq_id, context.bodies)
    layout = layouts[-1]
    document = long_names.mend(Document.parse(data, layouts, context.name), layout)
    envelope = unwrap(document, letter, context)
    issue = envelope.issue
    rows = list(rows_of(document, envelope.last, layout))
    hidden = set(envelope.out_of_place)
    series = issue.series.series if issue else None
    body = context.bodies.find(issue.series.jcq_id or "") if issue else None

    def checked() -> Iterator[Finding]:
        for finding in entry_checks.check(document, rows, layout, body, series):
            line = finding.line
            if line is not None and line not in document.hidden and finding.kind in entry_checks.SHIFTED:
                hidden.add(line)
            yield finding

    listing = Listing(context.name)
    listing.extend(checked())
    more: list[Finding] = []
    values = tuple(_bounded(_values(document, rows, envelope), context.name, more))
    findings = (*document.findings, *envelope.findings, *odd, *listing.done(), *more)
    if hidden:
        document = attrs.evolve(document, hidden=document.hidden | hidden)
    details = {"version": str(used), "records": str(len(document.lines))}
    return Content(records=document, values=values, findings=findings, issue=issue, details=details)


def _values(document: Document, rows: Iterable[Row], envelope: Envelope) -> Iterator[Value]:
    """The values in the order of the file."""
    issue = envelope.issue
    jcq_id = (issue.series.jcq_id or "") if issue else ""
    mapper = _Mapper(issue) if issue else None
    by_line = {row.line: row for row in rows}

    def unreadable(line: int) -> UnreadableRow:
        return UnreadableRow(_origin(document.name, line, issue), jcq_id)

    for line, record in enumerate(document.records[: envelope.last], 1):
        row = by_line.get(line)
        if row is not None and row.lost is None and mapper is not None:
            yield from mapper.values(row, _origin(document.name, line, issue))
            if row.beside is not None:
                yield unreadable(line)
        elif row is not None or isinstance(record, Rejected):
            # a damaged control record may as well be a row whose mark is damaged
            yield unreadable(line)
        elif record is None and document.lines[line - 1].strip(BLANK):
            yield unreadable(line)
    if _lacks_lines(envelope.findings):
        yield unreadable(max(envelope.last, 1))
    # of whatever letter, and indented or not: nobody can tell that it enters nobody
    behind = [n for n in range(envelope.last, len(document.lines)) if document.lines[n].strip(BLANK)]
    if behind:
        rows_ = (n for n in behind if document.lines[n].lstrip(BLANK)[:2] in _MARKS)
        yield unreadable(next(rows_, behind[0]) + 1)


def _bounded(values: Iterable[Value], file: str, found: list[Finding]) -> Iterator[Value]:
    """The values with so many rows that cannot be read; the last of them stands for all others."""
    kept = more = 0
    for value in values:
        if isinstance(value, UnreadableRow):
            if kept > _MOST_LOST:
                more += 1
                continue
            kept += 1
        yield value
    if more:
        found.append(entry_codes.MORE_LOST.at(file, None, count=more + 1))


def _origin(file: str, line: int, issue: Issue | None) -> Origin:
    return Origin(file, line, issue.sequence, issue.produced) if issue else Origin(file, line)


def _lacks_lines(findings: Iterable[Finding]) -> bool:
    """Whether the file had other lines than it has: what stood in them, or which are doubled, is unknown."""
    return any(finding.kind is codes.NO_TRAILER or finding.kind in _COUNTS for finding in findings)


class _Mapper:
    """Makes values of the rows of one file; equal candidates and options are one object."""

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._series = issue.series.series
        self._candidates: dict[Candidate, Candidate] = {}
        self._options: dict[str, OptionRef] = {}

    def values(self, row: Row, origin: Origin) -> Iterator[Entry | WithdrawnCandidate]:
        """An entry for each option of the row, or else the candidate as withdrawn."""
        who = self._candidate(row.who, row.whose)
        options = row.record.options
        if not options:
            yield WithdrawnCandidate(who, origin)
        for code in options:
            yield Entry(
                candidate=who,
                option=self._option(code),
                qualifier=row.who.qualifier,
                other_centre_number=row.who.other_centre_number,
                other_candidate_number=row.who.other_candidate_number,
                documentation_group=row.who.documentation_group,
                origin=origin,
            )

    def _candidate(self, record: EntryRecord, centre: str) -> Candidate:
        surname, _, forenames = record.name.partition(":")
        made = Candidate(
            centre_number=centre,
            number=record.candidate_number,
            surname=surname,
            forenames=forenames.removeprefix(" "),
            sex=record.sex,
            date_of_birth=birth_of(record.date_of_birth, self._series),
            uci=record.uci,
            upn=record.upn,
            uln=record.uln,
            status=record.status,
        )
        return self._candidates.setdefault(made, made)

    def _option(self, code: str) -> OptionRef:
        known = self._options.get(code)
        if known is None:
            series = self._issue.series
            known = self._options[code] = OptionRef(series.jcq_id or "", series.code, code)
        return known
