"""A record layout, compiled to a parser and a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs

from ..errors import CannotWrite, InvalidDeclaration
from ..evidence import Evidence
from ..findings import Finding, FindingCode, mask
from . import codes
from .codecs import FILLER, KEY, TEXT, Codec
from .fields import Field, fields_of

__all__ = ["RecordLayout", "Rejected"]

T = TypeVar("T")


@attrs.frozen
class Rejected:
    """A line that has the mark of a layout and does not parse.

    Args:
        layout: name of the layout.
        values: the fields that could be read.
        personal: names of the fields that are personal; if there are any, treat all values as such.
    """

    layout: str
    values: Mapping[str, Any] = attrs.field(repr=False)
    personal: frozenset[str]


def _visible(part: str) -> str:
    """What stands in columns, without the spaces around it; odd bytes by their number in hexadecimal."""
    return "".join(c if " " <= c <= "~" else f"\\x{ord(c):02x}" for c in part.strip(" "))


def _constant_mark(fields: Iterable[Field]) -> str:
    """The constant characters with which every such record begins, such as ``O5``; may be empty."""
    mark = ""
    for field in sorted(fields, key=attrgetter("start")):
        if not field.codec.name.startswith("always"):
            break
        mark += str(field.codec.null)
    return mark


@attrs.frozen(kw_only=True, eq=False)
class RecordLayout(Generic[T]):
    """Where the fields of a record lie, and the class that holds them.

    Args:
        name: record and version, such as ``O5/14``.
        fields: which tile the record from column 1 to ``length``; gaps and overlaps are refused.
        wire_class: made of the fields' names; see `examcore.layout.wire`.
        length: of the record in bytes, without padding.
        padded: the length to which lines of the file are filled with spaces.
        source: document.
        key: the characters by which a line is known to be such a record; the constants that it begins with.
        evidence: PROVISIONAL layouts are written only on request.
    """

    name: str
    fields: tuple[Field, ...]
    wire_class: type[T]
    length: int
    padded: int
    source: str
    key: str
    evidence: Evidence = Evidence.SEEN
    personal: frozenset[str] = attrs.field(init=False)
    _watched: tuple[tuple[Field, slice, frozenset[str]], ...] = attrs.field(init=False, repr=False)
    _parse: Callable[[str], T] = attrs.field(init=False, repr=False)
    _format: Callable[[T], str] = attrs.field(init=False, repr=False)

    @classmethod
    def of(
        cls,
        wire_class: type[T],
        *,
        name: str,
        source: str,
        length: int | None = None,
        padded: int | None = None,
        key: str | None = None,
        evidence: Evidence = Evidence.SEEN,
    ) -> RecordLayout[T]:
        """The layout that a class declares; ``key`` is given where its first columns are no constants."""
        fields = fields_of(wire_class)
        end = length or max(f.end for f in fields)
        return cls(
            name=name,
            fields=fields,
            wire_class=wire_class,
            length=end,
            padded=padded or end,
            source=source,
            key=_constant_mark(fields) if key is None else key,
            evidence=evidence,
        )

    def overlay(
        self,
        *,
        name: str,
        columns: Mapping[str, tuple[int, int] | None] | None = None,
        length: int | None = None,
        padded: int | None = None,
        evidence: Evidence | None = None,
        source: str | None = None,
    ) -> RecordLayout[T]:
        """The same record with fields elsewhere, or without some.

        Args:
            name: of the new layout.
            columns: field name to (start, length); None for a field that it lacks.
            length: of the new record.
            padded: as in `RecordLayout`.
            evidence: how the difference is known.
            source: of the difference.

        Raises:
            InvalidDeclaration: an unknown field, a gap or an overlap.
        """
        moved = dict(columns or {})
        unknown = moved.keys() - {f.name for f in self.fields}
        if unknown:
            raise InvalidDeclaration(f"{name}: {self.name} has no field {', '.join(sorted(unknown))}")
        fields = []
        for field in self.fields:
            place = moved.get(field.name, (field.start, field.length))
            if place is not None:
                fields.append(attrs.evolve(field, start=place[0], length=place[1]))
        end = length or max(f.end for f in fields)
        return attrs.evolve(
            self,
            name=name,
            fields=tuple(fields),
            length=end,
            # detail records fill their line, control records are filled up to those
            padded=padded or (end if self.padded == self.length else max(end, self.padded)),
            evidence=evidence or self.evidence,
            source=source or self.source,
        )

    def __attrs_post_init__(self) -> None:
        names = {a.name for a in attrs.fields(self.wire_class)}  # type: ignore[arg-type]  # wire classes are attrs
        expected = 1
        for field in sorted(self.fields, key=attrgetter("start")):
            if field.start != expected:
                what = "a gap before" if field.start > expected else "an overlap at"
                raise InvalidDeclaration(f"{self.name}: {what} {field.name}, column {field.start}")
            if field.name not in names:
                raise InvalidDeclaration(f"{self.name}: {self.wire_class.__name__} has no {field.name}")
            expected = field.end + 1
        if expected != self.length + 1 or self.padded < self.length:
            raise InvalidDeclaration(f"{self.name}: fields end at {expected - 1}, length is {self.length}")
        put = object.__setattr__
        put(self, "personal", frozenset(f.name for f in self.fields if f.personal))
        put(self, "_watched", tuple(self._compile_watch()))
        put(self, "_parse", self._compile_parser())
        put(self, "_format", self._compile_writer())

    def _nulls(self) -> dict[str, Any]:
        """Values of the attributes that the class has and this layout lacks."""
        present = {f.name for f in self.fields}
        return {f.name: f.codec.null for f in fields_of(self.wire_class) if f.name not in present}

    def _compile_watch(self) -> Iterator[tuple[Field, slice, frozenset[str]]]:
        """Fields of which some values are worth a finding, with the values that are not, padding included."""
        for field in self.fields:
            usual = field.known or (frozenset({""}) if field.codec is FILLER else None)
            if usual:
                yield (
                    field,
                    slice(field.start - 1, field.end),
                    frozenset(v.ljust(field.length) for v in usual),
                )
        if self.padded > self.length:
            width = self.padded - self.length
            rest = Field(name="padding", start=self.length + 1, length=width, codec=FILLER)
            yield rest, slice(self.length, self.padded), frozenset({" " * width})

    def _compile_parser(self) -> Callable[[str], T]:
        """A parser for clean lines of full length; raises `ValueError` on anything else."""
        new, cls = object.__new__, self.wire_class
        # slots are set directly: a frozen class with many keyword-only fields costs more to call than to fill
        mark = _constant_mark(self.fields)
        places = [
            (getattr(cls, f.name).__set__, f.codec.decode, slice(f.start - 1, f.end))
            for f in self.fields
            if f.end > len(mark)
        ]
        # most fields only lose their padding, and that needs no call
        stripped = tuple((put, cut) for put, decode, cut in places if decode is TEXT.decode)
        keys = tuple((put, cut) for put, decode, cut in places if decode is KEY.decode)
        slots = tuple(place for place in places if place[1] not in {TEXT.decode, KEY.decode})
        nulls = self._nulls() | {f.name: f.codec.null for f in self.fields if f.end <= len(mark)}
        constants = [(getattr(cls, name).__set__, null) for name, null in nulls.items()]

        def parse(text: str) -> T:
            if not text.startswith(mark):
                raise ValueError("is another record")
            record = new(cls)
            for put, decode, cut in slots:
                put(record, decode(text[cut]))
            for put, cut in keys:
                value = text[cut].rstrip(" ")
                if not value:
                    raise ValueError("is blank")
                put(record, value)
            for put, cut in stripped:
                put(record, text[cut].rstrip(" "))
            for put, null in constants:
                put(record, null)
            return record

        return parse

    def _compile_writer(self) -> Callable[[T], str]:
        fields = sorted(self.fields, key=attrgetter("start"))
        mark = _constant_mark(fields)
        leading = [f for f in fields if f.end <= len(mark)]
        # with a name beside theirs, so that this is a tuple whatever their number
        constants = attrgetter(*(f.name for f in leading), fields[0].name, fields[0].name)
        expected = tuple(f.codec.null for f in leading)
        plan = [(attrgetter(f.name), f.codec.encode, f.length) for f in fields[len(leading) :]]
        fill = " " * (self.padded - self.length)

        def write(record: T) -> str:
            if constants(record)[:-2] != expected:
                raise ValueError("is another record")
            return mark + "".join([encode(get(record), length) for get, encode, length in plan]) + fill

        return write

    def parse(
        self, data: bytes, file: str = "", line: int | None = None, *, private: bool = False
    ) -> tuple[T | Rejected, tuple[Finding, ...]]:
        """Read one line without its line end; never raises on data.

        Args:
            data: the line.
            file: for findings.
            line: for findings.
            private: whether a line of another layout of the file may be taken for this one, and holds a name.

        Returns:
            The record and findings that leave it usable, or `Rejected` and why.
        """
        if len(data) == self.padded and data.isascii():
            text = data.decode("ascii")
            if text.isprintable():
                try:
                    record = self._parse(text)
                except ValueError:
                    return self._explain(data, file, line, private=private)
                for _, cut, usual in self._watched:
                    if text[cut] not in usual:
                        return record, self._remarks(text, file, line, private=private)
                return record, ()
        return self._explain(data, file, line, private=private)

    def _remarks(self, text: str, file: str, line: int | None, *, private: bool) -> tuple[Finding, ...]:
        """Findings about fields that parsed: unknown codes, fillers that are not blank."""
        findings: list[Finding] = []
        for field, cut, usual in self._watched:
            part = text[cut]
            if part not in usual:
                if field.known:
                    known = ", ".join(repr(k) for k in sorted(field.known))
                    value = part.rstrip(" ")
                    findings.append(
                        self._at(codes.UNKNOWN_VALUE, file, line, field, value, private=private, known=known)
                    )
                else:
                    findings.append(
                        self._at(codes.NOT_BLANK, file, line, field, _visible(part), private=private)
                    )
        return tuple(findings)

    def _at(
        self,
        code: FindingCode,
        file: str,
        line: int | None,
        field: Field,
        value: str,
        *,
        private: bool,
        **params: Any,
    ) -> Finding:
        shown = value if len(value) <= 40 else value[:40] + "…"
        return code.at(
            file,
            line,
            start=field.start,
            length=field.length,
            field=field.name,
            # a shifted line carries a name into any field, so one personal field makes all of them so
            value=mask(shown) if private or self.personal else shown,
            record=self.name,
            **params,
        )

    def _explain(
        self, data: bytes, file: str, line: int | None, *, private: bool = False
    ) -> tuple[T | Rejected, tuple[Finding, ...]]:
        """The patient way: each field for itself; the same record as the quick way where that succeeds."""
        findings: list[Finding] = []
        if len(data) != self.padded:
            code = codes.SHORT if len(data) < self.padded else codes.LONG
            start, end = sorted((len(data), self.padded))
            place: dict[str, Any] = {"start": start + 1, "length": end - start, "record": self.name}
            findings.append(code.at(file, line, expected=self.padded, actual=len(data), **place))
        text = data[: self.padded].decode("latin-1").ljust(self.padded)
        values: dict[str, Any] = {}
        for field in self.fields:
            part = text[field.start - 1 : field.end]
            reason = ""
            if not (part.isascii() and part.isprintable()):
                if field.codec.free:
                    findings.append(
                        self._at(codes.ODD_CHARACTER, file, line, field, _visible(part), private=private)
                    )
                else:
                    reason = "holds a byte that is no printable ASCII character"
            elif field.end > len(data) and not part.strip(" ") and field.known and "" not in field.known:
                # lost spaces are harmless; a column that is never blank was lost with something in it
                reason = "is cut off: the line ends before it"
            try:
                value = field.codec.decode(part)
            except ValueError as error:
                reason = reason or str(error)
            if not reason:
                values[field.name] = value
                continue
            findings.append(
                self._at(codes.BAD_FIELD, file, line, field, _visible(part), private=private, reason=reason)
            )
            if field.end > len(data):
                break  # the line ends before it, so what follows is lacking too
        if len(values) < len(self.fields):
            personal = frozenset(f.name for f in self.fields) if private else self.personal
            return Rejected(self.name, values, personal), tuple(findings)
        findings.extend(self._remarks(text, file, line, private=private))
        return self._parse(text), tuple(findings)

    def format(self, record: T, *, provisional: bool = False) -> bytes:
        """Write a record, padded, without a line end.

        Args:
            record: of the layout's wire class.
            provisional: agree to a layout that no source confirms.

        Raises:
            CannotWrite: a value that does not fit or is not printable ASCII; nothing is ever cut.
        """
        if self.evidence is Evidence.PROVISIONAL and not provisional:
            raise CannotWrite(
                f"{self.name} is a provisional layout: no source confirms it; say provisional=True"
            )
        try:
            text = self._format(record)
            if len(text) == self.padded and text.isascii() and text.isprintable():
                return text.encode("ascii")
        except (ValueError, TypeError, AttributeError):
            pass
        raise CannotWrite(f"{self.name}: {self._why_not(record)}")

    def _why_not(self, record: T) -> str:
        for field in self.fields:
            value = getattr(record, field.name, None)
            codec: Codec[Any] = field.codec
            try:
                text = codec.encode(value, field.length)
            except ValueError as error:
                return f"{field.name} {error}"
            except (TypeError, AttributeError):
                return f"{field.name} has the wrong type"
            if len(text) > field.length:
                return f"{field.name} has {len(text)} characters where {field.length} fit"
            if not (text.isascii() and text.isprintable()):
                return f"{field.name} holds a character that is not printable ASCII"
        return f"the record is no {self.wire_class.__name__}"
