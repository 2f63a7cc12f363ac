"""A file of fixed-width lines, of which every byte is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ..errors import InvalidDeclaration
from ..findings import Finding, FindingCode, Severity, mask
from .codes import SHORT
from .fields import fields_of
from .listing import NOT_LISTED, Listing
from .record import RecordLayout, Rejected

__all__ = ["BOM", "CODES", "Document", "split_lines"]

UNKNOWN_RECORD = FindingCode(
    code="layout.unknown-record",
    severity=Severity.ERROR,
    template="the line begins with {value!r}, which is no record of this file; it is not used",
    cure="check the line by eye; a line may have been broken in two, or belong to another file",
    triggers="a line that begins Q5 in an options file",
    passes="a line that begins O5",
)
BLANK_LINE = FindingCode(
    code="layout.blank-line",
    severity=Severity.WARNING,
    template="the line is blank",
    cure="none needed; the file was edited by hand, perhaps",
    triggers="an empty line after the trailer",
    passes="a file that ends with its trailer",
)
MIXED_ENDS = FindingCode(
    code="layout.mixed-line-ends",
    severity=Severity.WARNING,
    template="{crlf} lines end in CR LF, {lf} in LF, {cr} in CR",
    cure="none needed for reading; the file was edited or joined, so compare it with the original",
    triggers="one line of many ends in LF only",
    passes="all lines end in CR LF",
)
LF_ENDS = FindingCode(
    code="layout.line-ends",
    severity=Severity.INFO,
    template="lines end in {end}; files in service use CR LF",
    cure="none for reading; take the original if the file is to be sent on",
    triggers="all lines end in LF",
    passes="all lines end in CR LF",
)

BYTE_ORDER_MARK = FindingCode(
    code="layout.byte-order-mark",
    severity=Severity.WARNING,
    template="the file begins with a byte-order mark; it is kept and passed over",
    cure="take the file as it was sent: an editor has saved it, and awarding bodies refuse the mark",
    triggers="a file that an editor saved as UTF-8 with a mark",
    passes="a file that begins with its header",
)

CODES = (UNKNOWN_RECORD, BLANK_LINE, MIXED_ENDS, LF_ENDS, BYTE_ORDER_MARK, NOT_LISTED)

BOM = b"\xef\xbb\xbf"
"""The byte-order mark of UTF-8."""

_BLANK = b" \t\x1a"  # MS-DOS programs write the last one after the last line


def split_lines(data: bytes) -> list[bytes]:
    r"""The lines with their ends; joined, they are the data again.

    Only CR, LF and CR LF end a line, as `bytes.splitlines` has it; text methods know more ends than files do.

    >>> split_lines(b"a\r\nb\nc")
    [b'a\r\n', b'b\n', b'c']
    """
    return data.splitlines(keepends=True)


@attrs.frozen(kw_only=True, repr=False)
class Document:
    """A file taken apart into records.

    Args:
        name: of the file.
        lines: as they came, with their line ends.
        records: one per line: a wire record, `Rejected`, or None where no layout fits.
        findings: of the lines, in their order, then of the file.
        mark: how many characters tell records apart; 0 where all are of one kind.
        lead: what stands before the first line: a byte-order mark, or nothing.
        private: whether any of its layouts has personal fields.
        hidden: lines of a private file that are odd, so that a name may stand in any of their fields.
    """

    name: str
    lines: tuple[bytes, ...]
    records: tuple[Any, ...]
    findings: tuple[Finding, ...] = ()
    mark: int = 2
    lead: bytes = b""
    private: bool = False
    hidden: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, data: bytes, layouts: Iterable[RecordLayout[Any]], name: str = "") -> Document:
        """Take a file apart; never raises on data.

        Args:
            data: the whole file.
            layouts: told apart by the characters with which their records begin.
            name: for findings.
        """
        lead = BOM if data.startswith(BOM) else b""
        lines = split_lines(data[len(lead) :])
        layouts = tuple(layouts)
        private = any(layout.personal for layout in layouts)
        control = {layout.wire_class for layout in layouts if not layout.personal}
        hidden: set[int] = set()
        records: list[Any] = []
        listing = Listing(name)
        for number, (record, found) in enumerate(parse_lines(lines, layouts, name), 1):
            records.append(record)
            if found:
                listing.extend(found)
                # spaces that a control record lost at its end are no sign that it is another one
                if private and not (type(record) in control and all(f.kind is SHORT for f in found)):
                    hidden.add(number)
        listing.extend(_about_ends(data, name))
        if lead:
            listing.extend((BYTE_ORDER_MARK.at(name, 1),))
        return cls(
            name=name,
            lines=tuple(lines),
            records=tuple(records),
            findings=listing.done(),
            mark=_mark_of(layouts),
            lead=lead,
            private=private,
            hidden=frozenset(hidden),
        )

    def to_bytes(self) -> bytes:
        """The file byte for byte, but for lines that were replaced."""
        return self.lead + b"".join(self.lines)

    def replace(self, line: int, record: Any, layout: RecordLayout[Any]) -> Document:
        """The document with one line written anew; its line end and all other bytes stay.

        Raises:
            CannotWrite: the record does not fit its layout.
            LookupError: there is no such line.
        """
        if not 1 <= line <= len(self.lines):
            raise LookupError(f"{self.name or 'the document'} has lines 1 to {len(self.lines)}, not {line}")
        old = self.lines[line - 1]
        end = old[len(old.rstrip(b"\r\n")) :]
        new = layout.format(record) + end
        return attrs.evolve(
            self,
            lines=(*self.lines[: line - 1], new, *self.lines[line:]),
            records=(*self.records[: line - 1], record, *self.records[line:]),
            findings=tuple(f for f in self.findings if f.line != line),
        )

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        """Each line as number, mark, fields, and names of the personal ones.

        The mark is None where the lines have none, or no layout fits. In a private file words of a control
        record are personal, and all fields of an odd line: it may be another one that was broken or shifted.
        """
        personal: dict[type, tuple[tuple[str, ...], frozenset[str]]] = {}
        for number, (raw, record) in enumerate(zip(self.lines, self.records, strict=True), 1):
            if record is None:
                yield number, None, {}, frozenset()
                continue
            mark = raw[: self.mark].decode("latin-1") or None
            if isinstance(record, Rejected):
                yield (
                    number,
                    mark,
                    record.values,
                    frozenset(record.values) if record.personal else frozenset(),
                )
                continue
            kind = type(record)
            if kind not in personal:
                fields = fields_of(kind)
                marked = frozenset(f.name for f in fields if f.personal or (self.private and f.codec.free))
                personal[kind] = tuple(f.name for f in fields), marked
            names, marked = personal[kind]
            shown = {n: getattr(record, n) for n in names}
            yield number, mark, shown, frozenset(names) if number in self.hidden else marked

    def __repr__(self) -> str:
        return f"<Document {self.name}: {len(self.lines)} lines>"


def _mark_of(layouts: tuple[RecordLayout[Any], ...]) -> int:
    widths = {len(layout.key) for layout in layouts}
    if len(widths) != 1:
        raise InvalidDeclaration("the layouts of a file begin with marks of one length")
    return widths.pop()


def parse_lines(
    lines: Iterable[bytes], layouts: Iterable[RecordLayout[Any]], name: str = ""
) -> Iterator[tuple[Any, tuple[Finding, ...]]]:
    """Read lines one by one, as they come: memory stays flat.

    Yields:
        The record, `Rejected` or None, and the findings of the line.
    """
    layouts = tuple(layouts)
    by_key = {layout.key.encode(): layout for layout in layouts}
    width = _mark_of(layouts)
    private = any(layout.personal for layout in layouts)
    get = by_key.get
    for number, raw in enumerate(lines, 1):
        data = raw.rstrip(b"\r\n")
        layout = get(data[:width])
        if layout is not None and (width or data.strip(_BLANK)):
            yield layout.parse(data, name, number, private=private)
        elif not data.strip(_BLANK):
            yield None, () if data.strip(b" \t") else (BLANK_LINE.at(name, number),)
        else:
            mark = ascii(data[:width].decode("latin-1"))[1:-1]
            if private:
                mark = mask(mark)  # half of a broken line may begin with a name
            yield None, (UNKNOWN_RECORD.at(name, number, start=1, length=width, value=mark),)


def _about_ends(data: bytes, name: str) -> Iterator[Finding]:
    crlf = data.count(b"\r\n")
    lf = data.count(b"\n") - crlf
    cr = data.count(b"\r") - crlf
    if (crlf > 0) + (lf > 0) + (cr > 0) > 1:
        yield MIXED_ENDS.at(name, crlf=crlf, lf=lf, cr=cr)
    elif lf or cr:
        yield LF_ENDS.at(name, end="LF" if lf else "CR")
