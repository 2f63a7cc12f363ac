"""Checks of entry records that need no other file: identities V16 and V18; all of them warn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from examcore.findings import Finding, FindingCode
from examcore.ids import uci, uln, upn
from examcore.layout import Document, RecordLayout

from . import codes
from .records.entry import EntryRecord

__all__ = ["check"]


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
            yield codes.SECOND_ROW.at(document.name, line, candidate=number, first=first, **place)
            continue
        candidate = f"{record.centre_number}/{record.candidate_number}"
        before = candidate, line
        for code, field, params in _about(record, candidate):
            yield code.at(document.name, line, **columns[field], **params)


def _about(record: EntryRecord, candidate: str) -> Iterable[tuple[FindingCode, str, dict[str, Any]]]:
    """What is odd about one row: code, field, parameters. Names and identifiers are not among them."""
    number = record.candidate_number
    if number in {"", "0000"}:
        yield codes.CANDIDATE_NUMBER, "candidate_number", {"value": number}
    colons = record.name.count(":")
    if colons != 1:
        problem = f"has {colons} colons" if colons else "has no colon"
        yield codes.CANDIDATE_NAME, "name", {"candidate": candidate, "problem": problem}
    elif ": " in record.name:
        yield codes.CANDIDATE_NAME, "name", {"candidate": candidate, "problem": "has a space after the colon"}
    if not record.uci:
        yield codes.NO_UCI, "uci", {"candidate": candidate}
    for kind, field, problems in _KINDS:
        value = getattr(record, field)
        for fault in problems(value) if value else ():
            if fault.severity != "info":
                yield (
                    codes.IDENTIFIER,
                    field,
                    {"candidate": candidate, "kind": kind, "problem": fault.message},
                )
