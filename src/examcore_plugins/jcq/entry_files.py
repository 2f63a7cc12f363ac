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

from . import codes, entry_checks, long_names
from .births import birth_of
from .entry_checks import Row
from .envelope import Envelope, unwrap
from .layouts import layouts_for, version_of
from .records import layouts_of, versions_of
from .records.control import CentreHeaderRecord, CentreTrailerRecord, FileHeaderRecord
from .records.entry import EntryRecord

__all__ = ["load"]

_COUNTS = frozenset({codes.FILE_COUNT, codes.BLOCK_COUNT, codes.COUNTS_DISAGREE})

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
    rows = list(_rows(document, envelope.last))
    hidden = set(envelope.out_of_place)
    series = issue.series.series if issue else None
    body = context.bodies.find(issue.series.jcq_id or "") if issue else None

    def checked() -> Iterator[Finding]:
        for finding in entry_checks.check(document, rows, layout, body, series):
            if finding.line is not None and finding.kind in entry_checks.SHIFTED:
                hidden.add(finding.line)
            yield finding

    listing = Listing(context.name)
    listing.extend(checked())
    findings = (*document.findings, *envelope.findings, *odd, *listing.done())
    values = tuple(_values(document, rows, envelope, letter))
    document = attrs.evolve(document, hidden=document.hidden | hidden)
    details = {"version": str(used), "records": str(len(document.lines))}
    return Content(records=document, values=values, findings=findings, issue=issue, details=details)


def _rows(document: Document, last: int) -> Iterator[Row]:
    """The detail records; one whose candidate is blank goes on with the one before, unless that is lost."""
    before: Row | None = None
    centre = ""
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is EntryRecord:
            named = record.candidate_number or record.name or before is None
            if named:
                before = Row(line, record, record, line, centre)
                yield before
            elif before is not None:
                yield Row(line, record, before.record, before.line, centre)
        elif record is not None or document.lines[line - 1].strip():
            before = None
            if isinstance(record, CentreHeaderRecord | FileHeaderRecord):
                centre = record.centre_number if record.centre_number != "00000" else ""
            elif type(record) is CentreTrailerRecord:
                centre = ""


def _values(document: Document, rows: Iterable[Row], envelope: Envelope, letter: str) -> Iterator[Value]:
    """The values in the order of the file."""
    issue = envelope.issue
    jcq_id = (issue.series.jcq_id or "") if issue else ""
    mapper = _Mapper(issue) if issue else None
    by_line = {row.line: row for row in rows}
    for line, record in enumerate(document.records[: envelope.last], 1):
        row = by_line.get(line)
        origin = _origin(document.name, line, issue)
        if row is not None and mapper is not None:
            yield from mapper.values(row, origin)
        elif row is not None or isinstance(record, Rejected):
            # a damaged control record may as well be a row whose mark is damaged
            yield UnreadableRow(origin, jcq_id)
        elif record is None and document.lines[line - 1].strip(b" \t\r\n\x1a"):
            yield UnreadableRow(origin, jcq_id)
    if _lacks_lines(envelope.findings):
        yield UnreadableRow(_origin(document.name, max(envelope.last, 1), issue), jcq_id)
    mark = f"{letter}5".encode()
    behind = enumerate(document.lines[envelope.last :], envelope.last + 1)
    ignored = next((line for line, raw in behind if raw.startswith(mark)), None)
    if ignored is not None:
        yield UnreadableRow(_origin(document.name, ignored, issue), jcq_id)


def _origin(file: str, line: int, issue: Issue | None) -> Origin:
    return Origin(file, line, issue.sequence, issue.produced) if issue else Origin(file, line)


def _lacks_lines(findings: Iterable[Finding]) -> bool:
    """Whether the file says that it had more lines: what stood in them cannot be told."""
    for finding in findings:
        if finding.kind is codes.NO_TRAILER:
            return True
        if finding.kind in _COUNTS and finding.params["counted"] > finding.params["actual"]:  # type: ignore[operator]
            return True
    return False


class _Mapper:
    """Makes values of the rows of one file; equal candidates and options are one object."""

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._series = issue.series.series
        self._candidates: dict[Candidate, Candidate] = {}
        self._options: dict[str, OptionRef] = {}

    def values(self, row: Row, origin: Origin) -> Iterator[Entry | WithdrawnCandidate]:
        """An entry for each option of the row, or else the candidate as withdrawn."""
        who = self._candidate(row.who)
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

    def _candidate(self, record: EntryRecord) -> Candidate:
        surname, _, forenames = record.name.partition(":")
        made = Candidate(
            centre_number=record.centre_number,
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
