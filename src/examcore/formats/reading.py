"""From bytes to readings: each file finds its format; content never raises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import attrs

from ..errors import AmbiguousFormat
from ..findings import Finding, FindingCode, Report, Severity, counted
from ..model import BodyBook, Issue
from .format import Claim, Content, FileFormat, ReadContext, Records, Sureness

__all__ = ["CODES", "Reading", "Readings", "read_bytes"]

_HEAD = 4096

UNKNOWN_FORMAT = FindingCode(
    code="read.unknown-format",
    severity=Severity.ERROR,
    template="no format is known for this file{looks}",
    cure="check that it is the file you meant; `examcore plugins` lists the formats that are known",
    triggers="a photograph",
    passes="O6G27_70.X01",
)
EMPTY = FindingCode(
    code="read.empty",
    severity=Severity.ERROR,
    template="the file is empty",
    cure="fetch or export it again",
    triggers="a file of 0 bytes",
    passes="a file with a header and a trailer",
)
NOT_TEXT = FindingCode(
    code="read.not-text",
    severity=Severity.ERROR,
    template="the file is {looks}, not what its name says",
    cure="fetch the file again, or export it as the format that its name promises",
    triggers="a PDF named O6G27_70.X01",
    passes="basedata named O6G27_70.X01",
)
FORMAT_FAILED = FindingCode(
    code="read.format-failed",
    severity=Severity.ERROR,
    template="the format {format} failed with {error}; nothing was read",
    cure="report it to the author of the format; `examcore plugins` names the distribution",
    triggers="a plugin's format that raises",
    passes="a format that returns content with findings",
)

CANNOT_TELL = FindingCode(
    code="read.cannot-tell",
    severity=Severity.WARNING,
    template="the format {format} failed with {error} when asked about the file; it was left out",
    cure="report it to the author of the format; `examcore plugins` names the distribution",
    triggers="a plugin's format that raises where it should say no",
    passes="a format that says no",
)

CODES = (UNKNOWN_FORMAT, EMPTY, NOT_TEXT, FORMAT_FAILED, CANNOT_TELL)

_RAISED = (Exception, SystemExit)  # what a plugin may raise without harm to others

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"UNB+", "Pearson vocational EDIFACT"),
    (b"UNA:+", "Pearson vocational EDIFACT"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _looks_like(head: bytes) -> str:
    """What the first bytes betray, or an empty string."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[:2] == b"MZ" and 0 in head:
        return "a program"
    if b"PK\x03\x04" in head:
        return "a zip archive with something before it"
    nuls = sorted((head[:400:2].count(0), head[1:400:2].count(0)))
    if nuls[0] == 0 and nuls[1] > 20:  # every other byte
        return "UTF-16 text"
    return ""


@attrs.frozen(kw_only=True, repr=False)
class Reading:
    """What one file turned out to be.

    Args:
        name: of the file; members of archives as ``outer.zip!inner``.
        format: id of the format, None when nothing fits.
        title: of the format.
        values: model values in the order of the file.
        findings: of the file and its lines; see also `report`.
        issue: which published or sent file it is.
        records: the file taken apart; None where nothing could be.

    >>> from examcore import read
    >>> read(b"", name="empty.csv")[0]
    <Reading empty.csv: not read, 0 values, 1 error>
    """

    name: str
    format: str | None
    title: str
    data: bytes
    records: Records | None
    values: tuple[Any, ...]
    findings: tuple[Finding, ...]
    issue: Issue | None
    details: dict[str, str]

    @property
    def report(self) -> Report:
        """The findings as a report."""
        return Report(self.findings)

    def to_bytes(self) -> bytes:
        """The file byte for byte."""
        return self.records.to_bytes() if self.records is not None else self.data

    def __repr__(self) -> str:
        values = counted(len(self.values), "value")
        return f"<Reading {self.name}: {self.title}, {values}, {self.report.summary}>"


def _in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(readings)


@attrs.frozen(repr=False)
class Readings:
    """The readings of a call to ``read``, in the order of their names.

    >>> from examcore import read
    >>> read(b"", name="empty.csv")
    <Readings: 1 file, 1 error>
    """

    readings: tuple[Reading, ...] = attrs.field(default=(), converter=_in_order)
    findings: tuple[Finding, ...] = ()
    """Of what is not a file of its own: a damaged archive, say."""

    @classmethod
    def of(cls, given: Readings | Reading | Iterable[Reading | Readings]) -> Readings:
        """What ``read`` gave, once or several times, as one; nothing of it is lost.

        Raises:
            TypeError: it was given something else.

        >>> from examcore import read
        >>> Readings.of([read(b"", name="one.csv"), read(b"", name="two.csv")])
        <Readings: 2 files, 2 errors>
        """
        if isinstance(given, Readings):
            return given
        several = isinstance(given, Iterable) and not isinstance(given, str | bytes)
        parts: Iterable[Any] = given if several else (given,)  # type: ignore[assignment]  # a Reading is one
        readings: list[Reading] = []
        findings: list[Finding] = []
        for part in parts:
            if not isinstance(part, Reading | Readings):
                what = type(part).__name__
                raise TypeError(f"give what examcore.read returns, as in of(read('folder')), not {what}")
            if isinstance(part, Reading):
                readings.append(part)
            else:
                readings.extend(part)
                findings.extend(part.findings)
        return cls(readings, tuple(findings))

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    def __len__(self) -> int:
        return len(self.readings)

    def __getitem__(self, name: int | str) -> Reading:
        """By position, by full name or by base name; `LookupError` when there is none."""
        if isinstance(name, int):
            return self.readings[name]
        ends = tuple(mark + name for mark in ("/", "\\", "!"))
        hits = [r for r in self.readings if r.name == name] or [
            r for r in self.readings if r.name.endswith(ends)
        ]
        if len(hits) != 1:
            raise LookupError(f"{len(hits)} files are named {name!r}")
        return hits[0]

    def of_format(self, prefix: str) -> Readings:
        """Those whose format id is, or begins with, the given one."""
        return Readings(
            r for r in self.readings if r.format and (r.format + ".").startswith(prefix.rstrip(".") + ".")
        )

    @property
    def report(self) -> Report:
        """All findings."""
        return Report((*self.findings, *(f for r in self.readings for f in r.findings)))

    def __repr__(self) -> str:
        return f"<Readings: {counted(len(self.readings), 'file')}, {self.report.summary}>"


def _nothing(context: ReadContext, data: bytes, *findings: Finding) -> Reading:
    return Reading(
        name=context.name,
        format=None,
        title="not read",
        data=data,
        records=None,
        values=(),
        findings=findings,
        issue=None,
        details={},
    )


def read_bytes(
    data: bytes, name: str, formats: Iterable[FileFormat], bodies: BodyBook, *, wanted: bool = True
) -> Reading:
    """Find the format of one file and load it.

    Args:
        data: the whole file.
        name: as it shall be called in findings.
        formats: those to ask.
        bodies: the awarding bodies to resolve identifiers with.
        wanted: whether the user named this very file; a stray file of a folder or archive is only an info.

    Raises:
        AmbiguousFormat: two formats are equally certain; the message names both, with their reasons.
    """
    context = ReadContext(name=name, bodies=bodies)
    if not data:
        return _nothing(context, data, EMPTY.at(name))
    looks = _looks_like(data[:_HEAD])
    claims, failed = _claims(data[:_HEAD], context, formats)
    if not claims:
        severity = Severity.ERROR if wanted else Severity.INFO
        mark = "; it begins with a byte-order mark" if data.startswith(_BYTE_ORDER_MARK) else ""
        text = f"; it looks like {looks}" if looks else mark
        return _nothing(context, data, UNKNOWN_FORMAT.at(name, severity=severity, looks=text), *failed)
    surest = max(claim.sureness for _, claim in claims)
    best = [(fmt, claim) for fmt, claim in claims if claim.sureness is surest]
    if len(best) > 1:
        reasons = "; ".join(f"{fmt.id}: {claim.because}" for fmt, claim in best)
        raise AmbiguousFormat(f"{name} is claimed by {len(best)} formats: {reasons}")
    fmt = best[0][0]
    if surest is Sureness.NAMED and looks:
        return _nothing(context, data, NOT_TEXT.at(name, looks=looks), *failed)
    try:
        content = fmt.load(data, context)
        if not isinstance(content, Content):
            content = _wrong_type(content)
        reading = _reading(context, data, fmt, content, failed)
    except _RAISED as error:
        return _nothing(
            context, data, FORMAT_FAILED.at(name, format=fmt.id, error=type(error).__name__), *failed
        )
    return reading


def _claims(
    head: bytes, context: ReadContext, formats: Iterable[FileFormat]
) -> tuple[list[tuple[FileFormat, Claim]], list[Finding]]:
    """Who claims the file; one that fails is left out, and the others go on."""
    claims: list[tuple[FileFormat, Claim]] = []
    failed: list[Finding] = []
    for fmt in formats:
        try:
            claim = fmt.identify(context.base_name, head)
            if claim is not None and not isinstance(claim, Claim):
                claim = _wrong_type(claim)
        except _RAISED as error:
            failed.append(CANNOT_TELL.at(context.name, format=fmt.id, error=type(error).__name__))
        else:
            if claim is not None:
                claims.append((fmt, claim))
    return claims, failed


def _wrong_type(value: object) -> NoReturn:
    raise TypeError(f"a plugin gave {type(value).__name__}")


def _reading(
    context: ReadContext, data: bytes, fmt: FileFormat, content: Content, failed: Iterable[Finding]
) -> Reading:
    return Reading(
        name=context.name,
        format=fmt.id,
        title=fmt.title,
        data=data,
        records=content.records,
        values=content.values,
        findings=(*content.findings, *failed),
        issue=content.issue,
        details=dict(content.details),
    )
