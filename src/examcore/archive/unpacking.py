"""The members of an archive, of the archives in it, and what is wrong with them."""

from __future__ import annotations

import re
import zlib
from bisect import bisect
from collections import Counter
from typing import Final

import attrs

from ..findings import Finding, FindingCode, Report, Severity
from .zip import (
    HOSTILE,
    METHOD_NAMES,
    METHODS,
    Directory,
    Entry,
    data_start,
    decompressed,
    directory_of,
    entries_of,
    is_archive,
)

__all__ = ["CODES", "LIMITS", "Limits", "Member", "Unpacked", "members"]

DAMAGED = FindingCode(
    code="archive.damaged",
    severity=Severity.ERROR,
    template="damaged: {reason}",
    cure="fetch the archive again; if that does not help, ask the sender to make it anew",
    triggers="Z6G27_70.zip of which the last kilobyte is missing",
    passes="Z6G27_70.zip as it was sent",
)
ENCRYPTED = FindingCode(
    code="archive.encrypted",
    severity=Severity.ERROR,
    template="encrypted; it was not read",
    cure="unpack it with its password and read the files instead",
    triggers="a member that asks for a password",
    passes="a member that does not",
)
UNKNOWN_METHOD = FindingCode(
    code="archive.unknown-method",
    severity=Severity.ERROR,
    template="compressed by method {method}, which is not known here; it was not read",
    cure="unpack it with another program and read the files, or pack them as an ordinary zip",
    triggers="a member compressed by Implode or Deflate64",
    passes="a member that is stored, or compressed by Deflate, bzip2 or LZMA",
)
UNSAFE_NAME = FindingCode(
    code="archive.unsafe-name",
    severity=Severity.ERROR,
    template="the member's name {problem}; it was not read",
    cure="ask the sender where the archive comes from; nobody packs such names by accident",
    triggers="a member named ../O6G27_70.X01",
    passes="a member named basedata/O6G27_70.X01",
)
DUPLICATE_NAME = FindingCode(
    code="archive.duplicate-name",
    severity=Severity.ERROR,
    template="stands {count} times in the archive; only the last was read",
    cure="ask the sender which one is meant, and for an archive that holds it once",
    triggers="two members named O6G27_70.X01",
    passes="O6G27_70.X01 and O6G27_70.X02",
)
NOT_A_FILE = FindingCode(
    code="archive.not-a-file",
    severity=Severity.ERROR,
    template="a link or device, not a file; it was not read",
    cure="pack the file itself",
    triggers="a symbolic link",
    passes="a file",
)
OVERLAP = FindingCode(
    code="archive.overlap",
    severity=Severity.ERROR,
    template="shares its bytes with another member; it was not read",
    cure="ask the sender where the archive comes from; ordinary programs do not write this",
    triggers="two entries of the directory that point to the same bytes",
    passes="members one after the other",
)
BOMB = FindingCode(
    code="archive.bomb",
    severity=Severity.ERROR,
    template="grows to more than {ratio} times its size; it was not read to its end",
    cure="do not open it; ask the sender where it comes from",
    triggers="10 MiB of zero bytes in 10 kB",
    passes="basedata, which grows about tenfold",
)
MEMBER_TOO_LARGE = FindingCode(
    code="archive.member-too-large",
    severity=Severity.ERROR,
    template="more than {limit} bytes when decompressed; it was not read to its end",
    cure="unpack it, and read the file by itself if it is what you expect",
    triggers="a member of 65 MiB",
    passes="a member of 5 MiB",
)
TOO_LARGE = FindingCode(
    code="archive.too-large",
    severity=Severity.ERROR,
    template="more than {limit} bytes in all when decompressed; what follows {after} was not read",
    cure="unpack it, and read the files in several steps",
    triggers="five members of 60 MiB",
    passes="the basedata of all awarding bodies",
)
TOO_MANY = FindingCode(
    code="archive.too-many",
    severity=Severity.ERROR,
    template="more than {limit} entries; the others were not read",
    cure="unpack it, and read the files in several steps",
    triggers="an archive of 1,001 members",
    passes="an archive of 5 members",
)
TOO_DEEP = FindingCode(
    code="archive.too-deep",
    severity=Severity.ERROR,
    template="an archive more than {limit} archives deep; it was not opened",
    cure="unpack the outer archives and read this one",
    triggers="a zip in a zip in a zip in a zip",
    passes="a zip in a zip",
)
EMPTY = FindingCode(
    code="archive.empty",
    severity=Severity.ERROR,
    template="the archive holds no file",
    cure="fetch it again, or ask the sender for one with files in it",
    triggers="an archive of nothing, or of folders alone",
    passes="an archive of one file",
)

CODES = (
    DAMAGED,
    ENCRYPTED,
    UNKNOWN_METHOD,
    UNSAFE_NAME,
    DUPLICATE_NAME,
    NOT_A_FILE,
    OVERLAP,
    BOMB,
    MEMBER_TOO_LARGE,
    TOO_LARGE,
    TOO_MANY,
    TOO_DEEP,
    EMPTY,
)


@attrs.frozen(kw_only=True)
class Limits:
    """How much an archive may hold before reading stops.

    Args:
        depth: archives in one another; 1 opens none that lies in another.
        members: entries of all directories together, folders and refused ones too.
        member_bytes: of one member, decompressed.
        total_bytes: of all members, decompressed, archives in the archive too.
        ratio: decompressed to compressed, of one member.
        ratio_from: decompressed bytes below which the ratio does not count: small blank files compress well.
    """

    depth: int = 3
    members: int = 1_000
    member_bytes: int = 64 * 1024**2
    total_bytes: int = 256 * 1024**2
    ratio: int = 200
    ratio_from: int = 1024**2


_LONGEST_NAME: Final = 1_000

LIMITS: Final = Limits()
"""What is accepted unless a caller says otherwise."""


@attrs.frozen
class Member:
    """A file in an archive.

    Args:
        name: ``outer.zip!folder/inner``, with every archive on the way.
        data: the whole file.
    """

    name: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen
class Unpacked:
    """The files of an archive in the order of its directory, and what is wrong with it."""

    members: tuple[Member, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def report(self) -> Report:
        """The findings as a report."""
        return Report(self.findings)


def members(data: bytes, name: str, limits: Limits = LIMITS) -> Unpacked:
    """Every file in the archive and in the archives in it.

    Args:
        data: the archive.
        name: as it shall be called; members are named ``name!inner``.
        limits: how much it may hold.

    Returns:
        The members that could be read whole, and a finding for each of the others.
    """
    reader = _Reader(limits)
    reader.open(data, name, 1)
    return Unpacked(tuple(reader.members), tuple(reader.findings))


class _Room:
    """The bytes before the directory, and which members they belong to."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.spans: list[tuple[int, int]] = []

    def claim(self, start: int, end: int) -> bool:
        """Take a range; false when a part of it is taken."""
        at = bisect(self.spans, (start, end))
        if (at and self.spans[at - 1][1] > start) or (at < len(self.spans) and self.spans[at][0] < end):
            return False
        self.spans.insert(at, (start, end))
        return True


class _Reader:
    """One call of `members`: what was found, and what the limits leave."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.members: list[Member] = []
        self.findings: list[Finding] = []
        self.entries_left = limits.members
        self.bytes_left = limits.total_bytes
        self.stopped = False

    def open(self, data: bytes, name: str, depth: int) -> None:
        directory = directory_of(data)
        if directory is None:
            self.findings.append(DAMAGED.at(name, reason="no directory of members; perhaps it was cut short"))
            return
        if directory.split:
            self.findings.append(DAMAGED.at(name, reason="one part of a split archive"))
            return
        entries = self._listed(data, name, directory)
        if entries is None:
            return
        last = {entry.name: i for i, entry in enumerate(entries)}
        times = Counter(entry.name for entry in entries)
        room = _Room(directory.start)
        for i, entry in enumerate(entries):
            shown = f"{name}!{_shown(entry.name)}"
            problem = _problem(entry.name)
            if problem:
                self.findings.append(UNSAFE_NAME.at(shown, problem=problem))
            elif last[entry.name] == i:  # what unpacking it would leave on the disk
                if times[entry.name] > 1:
                    self.findings.append(DUPLICATE_NAME.at(shown, count=times[entry.name]))
                self._take(data, entry, shown, depth, room)
            if self.stopped:
                return

    def _listed(self, data: bytes, name: str, directory: Directory) -> list[Entry] | None:
        """The entries that are files, within the limit; None when there is nothing to read."""
        entries: list[Entry] = []
        walked = 0
        try:
            for entry in entries_of(data, directory):
                if not self.entries_left:
                    self.findings.append(TOO_MANY.at(name, limit=self.limits.members))
                    break
                self.entries_left -= 1
                walked += 1
                path = entry.name.replace("\\", "/")
                if not path.endswith("/") and entry.mode & 0o170000 != 0o040000:
                    entries.append(attrs.evolve(entry, name=path.removeprefix("./")))
            else:
                if (walked - directory.count) % 2**16:
                    reason = f"its directory promises {directory.count} entries and holds {walked}"
                    self.findings.append(DAMAGED.at(name, reason=reason))
                elif not entries:
                    self.findings.append(EMPTY.at(name))
        except ValueError as error:
            self.findings.append(DAMAGED.at(name, reason=str(error)))
        return entries or None

    def _take(self, data: bytes, entry: Entry, shown: str, depth: int, room: _Room) -> None:
        """Read one member, and open it if it is an archive."""
        if entry.mode & 0o170000 not in {0, 0o100000}:
            self.findings.append(NOT_A_FILE.at(shown))
            return
        if entry.flags & 0x2041:  # encrypted, strongly, or with a masked directory
            self.findings.append(ENCRYPTED.at(shown))
            return
        if entry.method not in METHODS:
            known_as = METHOD_NAMES.get(entry.method)
            method = f"{entry.method} ({known_as})" if known_as else str(entry.method)
            self.findings.append(UNKNOWN_METHOD.at(shown, method=method))
            return
        start = data_start(data, entry)
        if start is None or start + entry.packed > room.end:
            reason = "its header does not agree with the directory" if start is None else "it breaks off"
            self.findings.append(DAMAGED.at(shown, reason=reason))
            return
        if not room.claim(entry.offset, start + entry.packed):
            self.findings.append(OVERLAP.at(shown))
            return
        content = self._read(data[start : start + entry.packed], entry, shown)
        if content is None:
            return
        if not is_archive(content):
            self.members.append(Member(shown, content))
        elif depth >= self.limits.depth:
            self.findings.append(TOO_DEEP.at(shown, limit=self.limits.depth))
        else:
            self.open(content, shown, depth + 1)

    def _read(self, packed: bytes, entry: Entry, shown: str) -> bytes | None:
        """The member decompressed, None when it must be refused."""
        limits = self.limits
        chunks: list[bytes] = []
        size = crc = 0
        try:
            for chunk in decompressed(packed, entry, limits.member_bytes):
                size += len(chunk)
                self.bytes_left -= len(chunk)
                if self.bytes_left < 0:
                    self.stopped = True
                    where = self.members[-1].name if self.members else "its beginning"
                    self.findings.append(TOO_LARGE.at(shown, limit=limits.total_bytes, after=where))
                    return None
                if size > limits.member_bytes:
                    self.findings.append(MEMBER_TOO_LARGE.at(shown, limit=limits.member_bytes))
                    return None
                if size > limits.ratio_from and size > limits.ratio * len(packed):
                    self.findings.append(BOMB.at(shown, ratio=limits.ratio))
                    return None
                crc = zlib.crc32(chunk, crc)
                chunks.append(chunk)
        except HOSTILE:
            self.findings.append(DAMAGED.at(shown, reason="its bytes cannot be decompressed"))
            return None
        if size != entry.size or crc != entry.crc:
            right_size = size == entry.size
            reason = "its checksum is wrong" if right_size else f"{size} bytes, not the {entry.size} promised"
            self.findings.append(DAMAGED.at(shown, reason=reason))
            return None
        return b"".join(chunks)


def _problem(name: str) -> str:
    """What is suspicious about a name, or an empty string."""
    if not name:
        return "is empty"
    if len(name) > _LONGEST_NAME:
        return f"is longer than {_LONGEST_NAME} characters"
    if any(ord(c) < 32 or ord(c) == 127 for c in name):
        return "has control characters"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "starts at the root of a disk"
    if ".." in name.split("/"):
        return "leads out of its folder"
    return ""


def _shown(name: str) -> str:
    """The name without anything that a terminal or a log would obey, and of bounded length."""
    safe = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return safe if len(safe) <= _LONGEST_NAME else f"{safe[:60]}…"
