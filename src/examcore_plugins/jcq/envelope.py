"""What holds the details together: the grammar ``1 (3 5* 7)+ 9``, its counts, and what all headers repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from examcore.findings import Finding, Severity, mask, shown_code
from examcore.formats import ReadContext
from examcore.layout import Document, Listing, Rejected
from examcore.model import BodySeries, Issue

from . import codes, entry_codes
from .names import FileName, parse_name
from .records.control import CentreHeaderRecord, CentreTrailerRecord, FileHeaderRecord, FileTrailerRecord

__all__ = ["Envelope", "unwrap"]


@attrs.frozen(kw_only=True)
class Envelope:
    """What the control records say, and which lines they hold.

    Args:
        issue: which file this is; None where it has no readable header.
        last: number of the line of the file trailer, or of the last line.
        findings: about order, counts and headers.
        out_of_place: numbers of the lines that stand where the grammar has no such record, without those
            that are hidden as it is.
    """

    issue: Issue | None
    last: int
    findings: tuple[Finding, ...]
    out_of_place: frozenset[int]


def unwrap(document: Document, letter: str, context: ReadContext) -> Envelope:
    """Check the control records of a file against its grammar, its counts, its name and each other."""
    header: FileHeaderRecord | None = None
    centre: CentreHeaderRecord | None = None
    produced: date | None = None
    block = ""
    last, trailer = len(document.lines), f"{letter}9".encode()
    for number, (raw, record) in enumerate(zip(document.lines, document.records, strict=True), 1):
        kind = type(record)
        if raw.startswith(trailer):
            last = number
            break
        if kind is FileHeaderRecord and header is None:
            header = record
        elif kind is CentreHeaderRecord and centre is None:
            centre, block = record, "" if number in document.hidden else record.centre_number
        elif kind is CentreTrailerRecord and produced is None:
            produced = record.produced
    name = parse_name(context.base_name)
    listing, out_of_place = Listing(context.name), set()
    for finding in _grammar(document, letter, last):
        listing.extend((finding,))
        line = finding.line
        if finding.kind is codes.ORDER and line is not None and line not in document.hidden:
            out_of_place.add(line)  # such a file may have a million of them
    doubts: list[str] = []
    for finding in _headers(document, header, centre, last, context):
        listing.extend((finding,))
        if finding.kind is codes.HEADER_DIFFERS and finding.field in _IDENTITY and len(doubts) < _MOST_DOUBTS:
            doubts.append(finding.message)
    findings = listing.done()
    if header is None:
        return Envelope(issue=None, last=last, findings=findings, out_of_place=frozenset(out_of_place))
    broadcast = letter not in OF_A_CENTRE and (
        header.distribution == "B" or (name is not None and bool(name.series_code))
    )
    language = header.centre_number[4:5] if broadcast else ""
    if broadcast and language not in {"_", "C", "B"}:
        language = name.language if name else ""
    body = context.bodies.id_of(header.jcq_id)
    series = BodySeries(body, header.jcq_id, header.series + header.year, language or "_")
    issue = Issue(
        letter=letter,
        series=series,
        sequence=centre.sequence if centre else None,
        produced=produced,
        file=context.name,
        centre="" if broadcast else _centre_of(letter, header, block),
        extension=name.sequence or None if name else None,  # X00 is the end of 100 as well as of 200
        named=_named(name, series, context) if name and broadcast else None,
        doubts=tuple(doubts),
    )
    return Envelope(issue=issue, last=last, findings=findings, out_of_place=frozenset(out_of_place))


def _centre_of(letter: str, header: FileHeaderRecord, block: str) -> str:
    """Of entries the centre that the block says: rows belong to that."""
    return block if letter in OF_A_CENTRE and block.strip("0") else header.centre_number


_ZEROS = "00000"
OF_A_CENTRE = frozenset("EA")
"""Files that a centre sends: field 3 of their headers is its number, whatever else they say."""
_IDENTITY = frozenset({"data_type", "jcq_id", "series", "year"})
_MOST_DOUBTS = 3


def _named(name: FileName, series: BodySeries, context: ReadContext) -> BodySeries | None:
    """The series that the file name says, where it is another one than the header's."""
    code = name.series_code or series.code
    if (name.jcq_id, code) == (series.jcq_id, series.code):
        return None
    return BodySeries(context.bodies.id_of(name.jcq_id), name.jcq_id, code, series.language)


def _grammar(document: Document, letter: str, last: int) -> Iterator[Finding]:
    """Order and counts. A damaged line still counts as what its first two characters say."""
    file = document.name
    counts: list[int] = []
    in_block = 0  # records of the open block, its header included; 0 where no block is open
    actual = blocks = 0
    trailer = None
    first = letter.encode()
    for number, (raw, record) in enumerate(zip(document.lines[:last], document.records, strict=False), 1):
        if record is None and not raw.strip(b" \t\r\n\x1a"):
            continue
        actual += 1
        mark = raw[1:2] if raw[:1] == first else b""
        if mark == b"5":
            if not in_block:
                yield codes.ORDER.at(file, number, what="a detail record stands outside a block")
            else:
                in_block += 1
        elif mark == b"1":
            if actual > 1:
                yield codes.ORDER.at(file, number, what="a file header stands inside the file")
        elif mark == b"3":
            if in_block:
                yield codes.ORDER.at(file, number, what="a centre header stands inside a block")
            blocks += 1
            in_block = 1
        elif mark == b"7":
            if not in_block:
                yield codes.ORDER.at(file, number, what="a centre trailer stands outside a block")
            elif not isinstance(record, Rejected):
                counts.append(record.records)
                if record.records != in_block + 1:
                    place: dict[str, Any] = {"start": 8, "length": 7, "field": "records"}
                    yield codes.BLOCK_COUNT.at(
                        file, number, counted=record.records, actual=in_block + 1, **place
                    )
            in_block = 0
        elif mark == b"9":
            trailer = number, record
        elif in_block:
            in_block += 1  # a line that nobody knows still stands in the block
        if actual == 1 and mark != b"1":
            yield codes.ORDER.at(file, number, what="the file does not begin with its header")
    if in_block:
        yield codes.ORDER.at(file, None, what="the last block has no centre trailer")
    if trailer is None:
        yield codes.NO_TRAILER.at(file, None, lines=actual)
    elif not isinstance(trailer[1], Rejected):
        number, record = trailer
        place = {"start": 8, "length": 7, "field": "records"}
        if record.records != actual:
            yield codes.FILE_COUNT.at(file, number, counted=record.records, actual=actual, **place)
        if len(counts) == blocks and blocks and record.records != sum(counts) + 2:
            yield codes.COUNTS_DISAGREE.at(
                file, number, counted=record.records, actual=sum(counts) + 2, **place
            )
        if record.centres != blocks:
            yield codes.CENTRE_COUNT.at(
                file, number, start=15, length=7, field="centres", counted=record.centres, actual=blocks
            )
        if not blocks:
            yield codes.ORDER.at(file, number, what="the file has no block")
    rest = sum(1 for line in document.lines[last:] if line.strip(b"\r\n \t\x1a"))
    if rest:
        yield codes.AFTER_TRAILER.at(file, last + 1, count=rest)


_REPEATING = frozenset({CentreHeaderRecord, CentreTrailerRecord, FileTrailerRecord})
_REPEATED = {
    "data_type": (1, 1),
    "centre_number": (3, 5),
    "jcq_id": (8, 2),
    "series": (10, 2),
    "year": (12, 2),
}


def _headers(
    document: Document,
    header: FileHeaderRecord | None,
    centre: CentreHeaderRecord | None,
    last: int,
    context: ReadContext,
) -> Iterator[Finding]:
    """What control records and the file name say more than once, and whether it is known."""
    file = document.name
    name = parse_name(context.base_name)
    if name is None:
        yield codes.NAME_UNUSUAL.at(file)
    if header is None:
        return
    line = next(n for n, record in enumerate(document.records, 1) if record is header)
    shape = mask if line in document.hidden else str
    if header.data_type in OF_A_CENTRE:
        yield from _centres(document, last)
    elif header.centre_number == _ZEROS:
        yield codes.HEADER_ZEROS.at(file, line, start=3, length=5, field="centre_number", value="00000")
    if BodySeries("", None, header.series + header.year).series is None:
        value = shape(header.series + header.year)
        yield codes.SERIES_UNKNOWN.at(file, line, start=10, length=4, field="series", value=value)
    elif (
        header.distribution == "B"
        and header.data_type not in OF_A_CENTRE
        and header.centre_number[:4] not in {header.series + header.year, "0000"}
    ):
        said = {"series": header.centre_number[:2], "year": header.centre_number[2:4]}
        yield from _differences(document, line, said, "columns 3 to 6")
    if context.bodies.find(header.jcq_id) is None:
        value = shape(header.jcq_id)
        yield codes.BODY_UNKNOWN.at(file, line, start=8, length=2, field="jcq_id", value=value)
    if name is not None:
        said = {"data_type": name.letter, "centre_number": name.where, "jcq_id": name.jcq_id}
        if name.series_code:
            said |= {"series": name.series_code[:2], "year": name.series_code[2:]}
        yield from _differences(document, line, said, "the file name")
    blocks = {r.centre_number for r in document.records[:last] if type(r) is CentreHeaderRecord}
    # that an entry file has several centres is told once, and not for each of their records
    several = header.distribution == "M" or (header.data_type in OF_A_CENTRE and len(blocks) > 1)
    for number, record in enumerate(document.records[:last], 1):
        if type(record) in _REPEATING:
            said = {n: getattr(header, n) for n in _REPEATED if hasattr(record, n)}
            own = header.data_type in OF_A_CENTRE and type(record) is CentreHeaderRecord
            if (several and not isinstance(record, FileTrailerRecord)) or own:
                del said["centre_number"]  # each block has its own centre; of entries that is told above
            if line in document.hidden:
                said = {}  # a header that is odd is no measure
            yield from _differences(document, number, said, "the file header")
    if name is not None and centre is not None and centre.sequence % 100 != name.sequence:
        number = next(n for n, record in enumerate(document.records, 1) if record is centre)
        place: dict[str, Any] = {"start": 14, "length": 3, "field": "sequence"}
        yield codes.SEQUENCE_DIFFERS.at(
            file, number, sequence=centre.sequence, extension=name.sequence, **place
        )


def _centres(document: Document, last: int) -> Iterator[Finding]:
    """What the headers of an entry file say of its centre: a wrong one makes candidates of somebody else."""
    place: dict[str, Any] = {"start": 3, "length": 5, "field": "centre_number"}
    first: FileHeaderRecord | None = None
    # one of several centres may be that of the header: that they are several is told elsewhere
    known = {_ZEROS} | {r.centre_number for r in document.records[:last] if type(r) is CentreHeaderRecord}
    for line, record in enumerate(document.records[:last], 1):
        if isinstance(record, FileHeaderRecord):
            if first is None and line not in document.hidden:  # an odd one is no measure
                first = record
            if record.centre_number == _ZEROS:
                # of several centres only the blocks have a number
                severity = Severity.WARNING if record.distribution == "M" else None
                yield entry_codes.CENTRE_ZEROS.at(document.name, line, severity=severity, **place)
        elif isinstance(record, CentreHeaderRecord):
            if record.centre_number == _ZEROS:
                yield entry_codes.CENTRE_ZEROS.at(document.name, line, **place)
            elif first and first.distribution != "M" and first.centre_number not in known:
                shape = mask if line in document.hidden else shown_code
                value, other = shape(record.centre_number), shape(first.centre_number)
                yield entry_codes.CENTRE_DIFFERS.at(document.name, line, value=value, other=other, **place)


def _differences(document: Document, line: int, said: dict[str, str], where: str) -> Iterator[Finding]:
    record = document.records[line - 1]
    for field, other in said.items():
        value = getattr(record, field)
        if value != other and _ZEROS not in {value, other}:
            if line in document.hidden:
                value = mask(value)
            start, length = _REPEATED[field]
            yield codes.HEADER_DIFFERS.at(
                document.name,
                line,
                start=start,
                length=length,
                field=field,
                value=value,
                other=other,
                where=where,
            )
