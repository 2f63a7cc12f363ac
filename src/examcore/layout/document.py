"""A file of fixed-width lines, of which every byte is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from ..errors import InvalidDeclaration
from ..findings import Finding, FindingCode, Severity, mask
from .annotate import annotate
from .codes import SHORT
from .fields import Field, fields_of
from .listing import MOST, NOT_LISTED, Listing
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

_SHORT = 16
"""Bytes of a line that holds nothing. So many equal ones that none is listed any more are read once."""
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
        layouts: by which it was read.
        shifted: lines that were read by another layout, because their columns lie elsewhere.
    """

    name: str
    lines: tuple[bytes, ...]
    records: tuple[Any, ...]
    findings: tuple[Finding, ...] = ()
    mark: int = 2
    lead: bytes = b""
    private: bool = False
    hidden: frozenset[int] = frozenset()
    layouts: tuple[RecordLayout[Any], ...] = attrs.field(default=(), eq=False)
    shifted: Mapping[int, RecordLayout[Any]] = attrs.field(default=MappingProxyType({}), eq=False)

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
        rejected: Counter[str] = Counter()
        shared: dict[tuple[str, frozenset[str]], Rejected] = {}
        for number, (record, found) in enumerate(parse_lines(lines, layouts, name), 1):
            if isinstance(record, Rejected):
                rejected[record.layout] += 1
                if (
                    rejected[record.layout] > MOST
                ):  # their fields would outweigh the file, and nobody reads them
                    key = record.layout, record.personal
                    record = shared.setdefault(key, Rejected(record.layout, {}, record.personal))  # noqa: PLW2901
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
            layouts=layouts,
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
        old = self._line(line)
        end = old[len(old.rstrip(b"\r\n")) :]
        new = layout.format(record) + end
        return attrs.evolve(
            self,
            lines=(*self.lines[: line - 1], new, *self.lines[line:]),
            records=(*self.records[: line - 1], record, *self.records[line:]),
            findings=tuple(f for f in self.findings if f.line != line),
            shifted={n: layout for n, layout in self.shifted.items() if n != line},
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

    def find_layout(self, line: int) -> RecordLayout[Any] | None:
        """The layout of a line, or None where it is like none of the file.

        Raises:
            LookupError: there is no such line.
        """
        raw = self._line(line)
        if line in self.shifted:
            return self.shifted[line]
        mark = raw[: self.mark].decode("latin-1")
        blank = not raw.strip(_BLANK + b"\r\n")
        return next((o for o in self.layouts if o.key == mark), None) if self.mark or not blank else None

    def find_field(self, line: int, name: str, value: str | None = None) -> Field | None:
        """The columns of a line that a finding means: those of that name, or else the last with that value.

        Raises:
            LookupError: there is no such line.
        """
        layout, record = self.find_layout(line), self.records[line - 1]
        fields = layout.fields if layout else ()
        named = next((f for f in fields if f.name == name), None)
        if named is not None or not value or record is None or isinstance(record, Rejected):
            return named
        return next((f for f in reversed(fields) if getattr(record, f.name) == value), None)

    def annotate(
        self, line: int, *, reveal: bool = False, findings: Iterable[Finding] = (), marked_only: bool = False
    ) -> str:
        """A line with a ruler and its fields for people; see `examcore.layout.annotate`.

        What is personal is masked, and all of an odd line of a private file.

        Args:
            line: its number.
            reveal: show everything in clear.
            findings: of the line; their columns are marked.
            marked_only: list only the fields that are marked, where some are.

        Raises:
            LookupError: there is no such line.
        """
        raw, layout, record = self._line(line), self.find_layout(line), self.records[line - 1]
        fields = layout.fields if layout else ()
        odd = self.private and (layout is None or isinstance(record, Rejected) or line in self.hidden)
        words = {f.name for f in fields if f.personal or (self.private and (odd or f.codec.free))}
        return annotate(
            raw.rstrip(b"\r\n"),
            layout,
            reveal=reveal,
            personal=words,
            private=odd,
            ranges=[(f.start, f.length or 1) for f in findings if f.start is not None],
            marked_only=marked_only,
        )

    def _line(self, line: int) -> bytes:
        if not 1 <= line <= len(self.lines):
            raise LookupError(f"{self.name or 'the document'} has lines 1 to {len(self.lines)}, not {line}")
        return self.lines[line - 1]

    def __getstate__(self) -> dict[str, Any]:
        """For pickles: layouts hold functions that were made, so they go as what they are made of."""
        state = {a.name: getattr(self, a.name) for a in attrs.fields(Document)}
        state["layouts"] = tuple(map(_recipe, self.layouts))
        state["shifted"] = {line: _recipe(layout) for line, layout in self.shifted.items()}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        layouts = tuple(_cook(recipe) for recipe in state["layouts"])
        shifted = {line: _cook(recipe) for line, recipe in state["shifted"].items()}
        for name, value in (state | {"layouts": layouts, "shifted": shifted}).items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"<Document {self.name}: {len(self.lines)} lines>"


def _recipe(layout: RecordLayout[Any]) -> tuple[Any, ...]:
    places = {field.name: (field.start, field.length) for field in layout.fields}
    rest = layout.name, layout.length, layout.padded, layout.source, layout.key, layout.evidence
    return layout.wire_class, places, *rest


def _cook(recipe: tuple[Any, ...]) -> RecordLayout[Any]:
    wire_class, places, name, length, padded, source, key, evidence = recipe
    fields = tuple(
        attrs.evolve(field, start=places[field.name][0], length=places[field.name][1])
        for field in fields_of(wire_class)
        if field.name in places
    )
    return RecordLayout(
        name=name,
        fields=fields,
        wire_class=wire_class,
        length=length,
        padded=padded,
        source=source,
        key=key,
        evidence=evidence,
    )


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
        The record, `Rejected` or None, and the findings of the line. Of short lines that come again more
        often than findings are listed, these are those of an earlier one.
    """
    layouts = tuple(layouts)
    by_key = {layout.key.encode(): layout for layout in layouts}
    width = _mark_of(layouts)
    private = any(layout.personal for layout in layouts)
    get = by_key.get

    def parsed(data: bytes, number: int) -> tuple[Any, tuple[Finding, ...]]:
        layout = get(data[:width])
        if layout is not None and (width or data.strip(_BLANK)):
            return layout.parse(data, name, number, private=private)
        if not data.strip(_BLANK):
            return None, () if data.strip(b" \t") else (BLANK_LINE.at(name, number),)
        mark = ascii(data[:width].decode("latin-1"))[1:-1]
        if private:
            mark = mask(mark)  # half of a broken line may begin with a name
        return None, (UNKNOWN_RECORD.at(name, number, start=1, length=width, value=mark),)

    often: dict[bytes, int] = {}
    known: dict[bytes, tuple[Any, tuple[Finding, ...]]] = {}
    for number, raw in enumerate(lines, 1):
        data = raw.rstrip(b"\r\n")
        if len(data) > _SHORT:
            yield parsed(data, number)
            continue
        result = known.get(data)
        if result is None:
            result = parsed(data, number)
            if len(often) <= MOST or data in often:
                count = often[data] = often.get(data, 0) + 1
                if count > MOST:
                    known[data] = result
        yield result


def _about_ends(data: bytes, name: str) -> Iterator[Finding]:
    crlf = data.count(b"\r\n")
    lf = data.count(b"\n") - crlf
    cr = data.count(b"\r") - crlf
    if (crlf > 0) + (lf > 0) + (cr > 0) > 1:
        yield MIXED_ENDS.at(name, crlf=crlf, lf=lf, cr=cr)
    elif lf or cr:
        yield LF_ENDS.at(name, end="LF" if lf else "CR")
