"""Checks of entry records that need no other file: identities V16 and V18; all of them warn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from examcore.findings import Finding, FindingCode, Severity
from examcore.ids import uci, uln, upn
from examcore.layout import Document, RecordLayout

from .entry_records import EntryRecord

__all__ = ["CODES", "check"]

CANDIDATE_NUMBER = FindingCode(
    code="jcq.candidate-number",
    severity=Severity.WARNING,
    template="the candidate number is {value!r}; candidate numbers are 0001 to 9999",
    cure="correct the number before the row is sent again",
    rule="V16",
    triggers="candidate number 0000",
    passes="candidate number 0001",
)
CANDIDATE_NAME = FindingCode(
    code="jcq.candidate-name",
    severity=Severity.WARNING,
    template="candidate {candidate}: the name {problem}; it should be SURNAME:FORENAMES",
    cure="none needed for reading; names are written with one colon and no space after it",
    rule="V16",
    triggers="SMITH: JANE",
    passes="SMITH:JANE",
)
SECOND_ROW = FindingCode(
    code="jcq.row-without-candidate",
    severity=Severity.WARNING,
    template="the row names no candidate; it is taken to go on with candidate {candidate} of line {first}",
    cure="none needed if that candidate has more than twelve options; else ask whoever made the file",
    rule="edi-formats 5.2",
    triggers="a second row of which columns 3 to 108 are blank",
    passes="a second row that repeats them",
)
NO_UCI = FindingCode(
    code="jcq.uci-missing",
    severity=Severity.WARNING,
    template="candidate {candidate} has no UCI",
    cure="give the candidate a UCI; the awarding body wants all 13 characters",
    rule="edi-formats 9.2",
    triggers="a blank UCI",
    passes="a UCI of 13 characters",
)
IDENTIFIER = FindingCode(
    code="jcq.identifier",
    severity=Severity.WARNING,
    template="candidate {candidate}: {kind}: {problem}",
    cure="look the number up; the row was read as it stands",
    rule="V18",
    triggers="a UCI with another check letter",
    passes="a UCI that checks",
)

CODES = (CANDIDATE_NUMBER, CANDIDATE_NAME, SECOND_ROW, NO_UCI, IDENTIFIER)

_KINDS = (("UCI", "uci", uci.problems), ("UPN", "upn", upn.problems), ("ULN", "uln", uln.problems))


def check(document: Document, layout: RecordLayout[Any], last: int) -> Iterator[Finding]:
    """Check the detail records of an entry or amendment file one by one."""
    columns: dict[str, dict[str, Any]] = {
        f.name: {"field": f.name, "start": f.start, "length": f.length} for f in layout.fields
    }
    before: tuple[str, int] | None = None  # candidate, and line in which they began
    for line, record in enumerate(document.records[:last], 1):
        if type(record) is not EntryRecord:
            continue
        if not record.candidate_number and not record.name and before is not None:
            number, first = before
            place = columns["candidate_number"]
            yield SECOND_ROW.at(document.name, line, candidate=number, first=first, **place)
            continue
        candidate = f"{record.centre_number}/{record.candidate_number}"
        before = candidate, line
        for code, field, params in _about(record, candidate):
            yield code.at(document.name, line, **columns[field], **params)


def _about(record: EntryRecord, candidate: str) -> Iterable[tuple[FindingCode, str, dict[str, Any]]]:
    """What is odd about one row: code, field, parameters. Names and identifiers are not among them."""
    number = record.candidate_number
    if number in {"", "0000"}:
        yield CANDIDATE_NUMBER, "candidate_number", {"value": number}
    colons = record.name.count(":")
    if colons != 1:
        problem = f"has {colons} colons" if colons else "has no colon"
        yield CANDIDATE_NAME, "name", {"candidate": candidate, "problem": problem}
    elif ": " in record.name:
        yield CANDIDATE_NAME, "name", {"candidate": candidate, "problem": "has a space after the colon"}
    if not record.uci:
        yield NO_UCI, "uci", {"candidate": candidate}
    for kind, field, problems in _KINDS:
        value = getattr(record, field)
        for fault in problems(value) if value else ():
            if fault.severity != "info":
                yield IDENTIFIER, field, {"candidate": candidate, "kind": kind, "problem": fault.message}
