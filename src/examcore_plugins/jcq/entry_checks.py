"""Checks of entry records that need no other file: of a row by itself, of a candidate's rows, of blocks.

Identifiers (V18) are judged here although the checks of entries judge them, too: a wrong one is the first
sign of a row that lost its columns, in which everything has to be masked. `examcore lint` tells it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from examcore.findings import Finding, Severity, mask, shown_code
from examcore.ids import uci, uln, upn
from examcore.layout import Document, RecordLayout
from examcore.model import AwardingBody, NameRule, Series

from . import entry_codes as codes
from .births import birth_of
from .entry_rows import Row, Told, shown
from .records.control import CentreHeaderRecord, FileHeaderRecord
from .records.entry import SLOTS

__all__ = ["SHIFTED", "check"]

SHIFTED = frozenset(
    {
        codes.CANDIDATE_NUMBER,
        codes.CANDIDATE_NAME,
        codes.SECOND_ROW,
        codes.NO_UCI,
        codes.IDENTIFIER,
        codes.SHIFTED_ROW,
        codes.BEHIND_ROW,
    }
)
"""Findings after which a row may be one that lost its columns, with a name in any of them."""

_KINDS = (("UCI", "uci", uci.problems), ("UPN", "upn", upn.problems), ("ULN", "uln", uln.problems))
_COMPARED = {
    "name": "name",
    "sex": "sex",
    "date_of_birth": "date of birth",
    "upn": "UPN",
    "uln": "ULN",
    "status": "status",
    "qualifier": "qualifier",
}
_OF_A_PERSON = frozenset({"name", "date_of_birth"})
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ :")
_LONGEST = 40  # name that the record takes
_MOST_NAMED = 5


@attrs.define
class _Seen:
    """What is known of a candidate from earlier rows."""

    row: Row
    options: dict[str, int] = attrs.field(factory=dict)


def check(
    document: Document,
    rows: Iterable[Row],
    layout: RecordLayout[Any],
    body: AwardingBody | None,
    series: Series | None,
) -> Iterator[Finding]:
    """Check the detail records of an entry or amendment file.

    Args:
        document: the file.
        rows: its detail records.
        layout: of them; rows that a long name shifted have their own.
        body: whose names are judged by its rule; None where nobody knows it.
        series: in which the candidates sit, where that can be told.
    """
    columns: dict[str, dict[str, dict[str, Any]]] = {layout.name: _columns(layout)}
    letter = layout.key[:1]
    seen: dict[tuple[str, str], _Seen] = {}
    for row in rows:
        own = document.shifted.get(row.line, layout)
        places = columns.get(own.name) or columns.setdefault(own.name, _columns(own))
        for code, field, params in _of_row(row, letter, body, series, seen):
            yield code.at(document.name, row.line, **{**places[field], **params})
    yield from _of_blocks(document)


def _columns(layout: RecordLayout[Any]) -> dict[str, dict[str, Any]]:
    return {f.name: {"field": f.name, "start": f.start, "length": f.length} for f in layout.fields}


def _of_row(
    row: Row,
    letter: str,
    body: AwardingBody | None,
    series: Series | None,
    seen: dict[tuple[str, str], _Seen],
) -> Iterator[Told]:
    if row.lost is not None:
        yield row.lost  # and nothing else: a name may stand in any field
        return
    record = row.record
    key = row.whose, row.who.candidate_number
    candidate, known = shown(*key), seen.get(key)
    if row.beside is not None:
        yield row.beside
    if row.who is not record:
        yield codes.SECOND_ROW, "candidate_number", {"candidate": candidate, "first": row.first}
    else:
        yield from _of_candidate(row, candidate, series)
        yield from _of_name(record.name, candidate)
        if (
            body is not None
            and body.names is not None
            and (known is None or known.row.who.name != record.name)
        ):
            yield from _of_letters(record.name, candidate, body.title, body.names)
        if known is not None:
            yield from _differences(row, known.row, candidate)
    if known is None:
        known = seen[key] = _Seen(row)
    yield from _of_options(row, candidate, letter, known)


def _of_candidate(row: Row, candidate: str, series: Series | None) -> Iterator[Told]:
    record = row.record
    if record.centre_number in {"", "00000"}:
        consequence = f"it is taken to be of {shown_code(row.whose)}, as its block is"
        yield codes.CENTRE_MISSING, "centre_number", {"candidate": candidate, "consequence": consequence}
    if record.date_of_birth and series is not None and birth_of(record.date_of_birth, series) is None:
        yield codes.BIRTH_DATE, "date_of_birth", {"candidate": candidate}
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


def _of_name(name: str, candidate: str) -> Iterator[Told]:
    colons = name.count(":")
    if colons != 1:
        problem = f"has {colons} colons" if colons else "has no colon"
        yield codes.CANDIDATE_NAME, "name", {"candidate": candidate, "problem": problem}
    elif ": " in name:
        yield codes.CANDIDATE_NAME, "name", {"candidate": candidate, "problem": "has a space after the colon"}


def _of_letters(name: str, candidate: str, title: str, rule: NameRule) -> Iterator[Told]:
    capitals = name.upper() if name.isascii() else name
    odd = set(capitals) - _LETTERS - set(rule.marks)
    if odd:
        shown = " ".join(sorted({mask(c) for c in odd}))
        problem = f"holds what {title} does not take: {shown}"
        yield codes.NAME_RULE, "name", {"candidate": candidate, "problem": problem}
    elif rule.longest < len(name) <= _LONGEST:  # a longer one has shifted its row, and that was told
        problem = f"has {len(name)} characters; {title} takes {rule.longest}"
        yield codes.NAME_RULE, "name", {"candidate": candidate, "problem": problem}
    elif capitals != name:
        problem = f"has small letters, of which {title} makes capitals"
        yield (
            codes.NAME_RULE,
            "name",
            {
                "candidate": candidate,
                "problem": problem,
                "severity": Severity.INFO,
            },
        )


def _differences(row: Row, first: Row, candidate: str) -> Iterator[Told]:
    differing = [f for f in _COMPARED if getattr(row.record, f) != getattr(first.who, f)]
    params: dict[str, Any] = {"candidate": candidate, "first": first.line}
    if differing:
        severity = Severity.ERROR if _OF_A_PERSON.intersection(differing) else Severity.WARNING
        fields = ", ".join(_COMPARED[f] for f in differing)
        yield codes.CANDIDATE_DIFFERS, "candidate_number", {**params, "fields": fields, "severity": severity}
    if row.record.uci and first.who.uci and row.record.uci != first.who.uci:
        yield codes.UCI_DIFFERS, "uci", params


def _of_options(row: Row, candidate: str, letter: str, known: _Seen) -> Iterator[Told]:
    options = [getattr(row.record, f"option_{n}") for n in range(1, SLOTS + 1)]
    filled = [n for n, option in enumerate(options, 1) if option]
    if not filled and letter == "E":
        yield codes.NO_OPTION, "option_1", {"candidate": candidate}
    if len(filled) != (filled[-1] if filled else 0):
        empty = next(n for n, option in enumerate(options, 1) if not option)
        yield codes.EMPTY_SLOT, f"option_{empty}", {"candidate": candidate}
    for n in filled:
        option = options[n - 1]
        first = known.options.setdefault(option, row.line * 100 + n)
        if first != row.line * 100 + n:
            params = {"candidate": candidate, "option": shown_code(option), "first": first // 100}
            yield codes.OPTION_TWICE, f"option_{n}", params


def _of_blocks(document: Document) -> Iterator[Finding]:
    """What headers say of centres, taken together."""
    header: tuple[int, FileHeaderRecord] | None = None
    blocks: dict[str, int] = {}
    for line, record in enumerate(document.records, 1):
        if type(record) is FileHeaderRecord and header is None:
            header = line, record
        elif type(record) is CentreHeaderRecord and line not in document.hidden:
            blocks.setdefault(record.centre_number, line)
    if header and header[1].distribution == "B":
        place: dict[str, Any] = {"start": 14, "length": 1, "field": "distribution"}
        yield codes.DISTRIBUTION.at(document.name, header[0], value="B", **place)
    if len(blocks) > 1 and not (header and header[1].distribution == "M"):
        named = [shown_code(centre) for centre in blocks][:_MOST_NAMED]
        more = f" and {len(blocks) - _MOST_NAMED} more" if len(blocks) > _MOST_NAMED else ""
        yield codes.SEVERAL_CENTRES.at(
            document.name,
            count=len(blocks),
            centres=", ".join(named) + more,
        )
