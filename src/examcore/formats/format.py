"""The descriptor of a file format: the one place where wire records and model values meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Any, Protocol

import attrs

from ..findings import Finding, FindingCode
from ..model import BodyBook, Issue

__all__ = [
    "Claim",
    "Content",
    "Contents",
    "Dumped",
    "FileFormat",
    "ReadContext",
    "Records",
    "Sureness",
    "WriteContext",
    "seems_delimited",
]


class Sureness(IntEnum):
    """How sure a format is that a file is its own; two that are `CERTAIN` of one file stop the reading."""

    POSSIBLE = 1
    """The content would fit, but so might others."""
    NAMED = 2
    """The file name says so; the content does not."""
    CERTAIN = 3
    """The content says so."""


def seems_delimited(name: str, head: bytes) -> bool:
    """Whether a file may be a delimited table: by its name, or a delimiter in its first line.

    Asked before a table is read to see what it is about, which takes far longer.

    >>> seems_delimited("entries.csv", b"series"), seems_delimited("O6G27_70.X01", b"O9  70   6G27")
    (True, False)
    """
    if name.lower().endswith((".csv", ".tsv")):
        return True
    first = head.lstrip().split(b"\n", 1)[0].split(b"\r", 1)[0]
    return any(mark in first for mark in b",;\t|")


@attrs.frozen
class Claim:
    """What a format says of a file: how sure it is, and why."""

    sureness: Sureness = attrs.field(validator=attrs.validators.instance_of(Sureness))
    because: str = attrs.field(validator=attrs.validators.instance_of(str))


@attrs.frozen(kw_only=True)
class ReadContext:
    """What a format may know beside the bytes.

    Args:
        name: of the file, with archives as ``outer.zip!inner``.
        bodies: the awarding bodies that are known.
    """

    name: str
    bodies: BodyBook

    @property
    def base_name(self) -> str:
        """The last part of the name, without folders and archives."""
        return self.name.replace("\\", "/").rsplit("!", 1)[-1].rsplit("/", 1)[-1]


class Records(Protocol):
    """A file taken apart into lines: every byte is kept, and every line can be shown with its fields."""

    def to_bytes(self) -> bytes:
        """The file as it came, or with the changes that were made to it."""
        ...

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        """Line number, record type or None, fields by name, and the names of those that are personal."""
        ...


def _in_order(items: Iterable[Any]) -> tuple[Any, ...]:
    if isinstance(items, str | bytes):
        raise TypeError("values and findings are tuples, not a text")
    return tuple(items)


def _findings(_content: object, _field: object, findings: tuple[object, ...]) -> None:
    if not all(isinstance(finding, Finding) for finding in findings):
        raise TypeError("findings are made by FindingCode.at, and there is something else among them")


def _details(_content: object, _field: object, details: object) -> None:
    if not isinstance(details, Mapping):
        raise TypeError("details are a mapping of texts")


def _records(_content: object, _field: object, records: Any) -> None:
    if records is not None and not (
        callable(getattr(records, "to_bytes", None)) and callable(getattr(records, "iter_lines", None))
    ):
        raise TypeError("records have to_bytes and iter_lines, or are None")


@attrs.frozen(kw_only=True)
class Content:
    """What a format found in a file; what is of another kind is a `TypeError` where it is made.

    Args:
        records: the file taken apart.
        values: model values, or whatever the format is about, in the order of the file.
        findings: of the file and its lines.
        issue: which published or sent file it is, where the format knows.
        details: edition, delimiter, encoding and the like, for people.
    """

    records: Records | None = attrs.field(default=None, validator=_records)
    values: tuple[Any, ...] = attrs.field(default=(), converter=_in_order)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_in_order, validator=_findings)
    issue: Issue | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Issue))
    )
    details: Mapping[str, str] = attrs.field(factory=dict, validator=_details)


@attrs.frozen(kw_only=True)
class WriteContext:
    """What a format may know beside the values that it writes.

    Args:
        issue: which file it shall be: letter, series, sequence, day and, in files of a centre, its number.
            Its ``file`` is not looked at: the name follows from the rest.
        bodies: the awarding bodies that are known.
        postcode: of the centre, in files of a centre.
    """

    issue: Issue
    bodies: BodyBook
    postcode: str = ""


class Contents(bytes):
    """The bytes of a file that may be full of personal data: ``repr``, and any traceback, show their number.

    >>> Contents(b"SMITH:JANE")
    <10 bytes>
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


def _contents(data: object) -> object:
    return Contents(data) if isinstance(data, bytes) else data


@attrs.frozen(kw_only=True)
class Dumped:
    """A file that a format made; where a finding is an error, there are no bytes.

    Args:
        name: as the recipient expects it.
        data: the whole file, which may be full of personal data.
        findings: what does not fit, or is not carried, at the place where the value came from.
    """

    name: str
    data: bytes = attrs.field(repr=False, converter=_contents)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_in_order, validator=_findings)


@attrs.frozen(kw_only=True)
class FileFormat:
    """A file format, as a room or a plugin offers it.

    Args:
        id: ``plugin.group.name``.
        title: for people.
        edition: of the specification.
        identify: from the file's base name and its first bytes (4,096 at most) to a claim or None; never
            raises on content.
        load: from bytes and context to content; never raises on content.
        dump: from model values and context to a file, None where files of this format are only read; what
            ``load`` makes of it are the same values. Never raises on what the values hold.
        layouts: gives the record layouts; none where the format has no fixed columns.
        codes: every finding code that ``load`` can give.
        source: document that describes it.
    """

    id: str
    title: str
    edition: str
    identify: Callable[[str, bytes], Claim | None]
    load: Callable[[bytes, ReadContext], Content]
    dump: Callable[[Iterable[Any], WriteContext], Dumped] | None = None
    layouts: Callable[[], tuple[Any, ...]] = tuple
    codes: tuple[FindingCode, ...] = ()
    source: str = ""
