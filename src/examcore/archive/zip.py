"""The zip format: where the members of an archive lie, and what they are when decompressed.

Read here rather than with `zipfile`, which refuses a whole archive for one bad entry, reads a directory of
millions of entries before it can be stopped, and decompresses bzip2 and LZMA without a bound.
"""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

import attrs

__all__ = [
    "HOSTILE",
    "METHODS",
    "METHOD_NAMES",
    "Directory",
    "Entry",
    "data_start",
    "decompressed",
    "directory_of",
    "entries_of",
    "is_archive",
]

_LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x06"
_LOCATOR64: Final = b"PK\x06\x07"
_LOCAL_RECORD: Final = struct.Struct("<4s22xHH")
_CENTRAL_RECORD: Final = struct.Struct("<4s4xHH4xLLLHHHH2xLL")
_END_RECORD: Final = struct.Struct("<4sHH2xHLLH")
_END64_RECORD: Final = struct.Struct("<4s12xLL8xQQQ")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF  # "see the 64-bit field"
_LOCAL_HEADER: Final = re.compile(rb"PK\x03\x04[\x0a-\x3f]\x00")  # with a version from 1.0 to 6.3
_OFFICE: Final = re.compile(rb"PK\x01\x02.{24}\x13\x00.{16}\[Content_Types\]\.xml", re.DOTALL)
_STEP: Final = 16 * 1024
_CHUNK: Final = 64 * 1024
_STORED, _DEFLATED, _BZIP2, _LZMA = 0, 8, 12, 14
METHODS: Final = frozenset({_STORED, _DEFLATED, _BZIP2, _LZMA})
"""Those that can be decompressed here."""
METHOD_NAMES: Final = {
    1: "Shrink",
    6: "Implode",
    9: "Deflate64",
    93: "Zstandard",
    95: "XZ",
    98: "PPMd",
    99: "AES",
}
"""The names that people know others by."""
HOSTILE: Final = (
    zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, OverflowError, MemoryError
)  # fmt: skip


@attrs.frozen
class Directory:
    """Where the list of entries starts and ends, and what its offsets are counted from."""

    start: int
    end: int
    base: int
    count: int
    split: bool


@attrs.frozen(kw_only=True)
class Entry:
    """One member as the directory describes it; only what the reading depends on."""

    raw_name: bytes
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int


def directory_of(data: bytes) -> Directory | None:
    """The last directory whose end record fits it; a comment or a signature may follow."""
    first = max(len(data) - _FULL16 - _END_RECORD.size, 0)
    at = data.rfind(_END, first)
    while at >= 0:
        if at + _END_RECORD.size <= len(data):
            _, disk, start_disk, count, size, offset, _ = _END_RECORD.unpack_from(data, at)
            end, split = at, disk not in {0, _FULL16} or start_disk not in {0, _FULL16}
            if (count == _FULL16 or _FULL32 in {size, offset}) and data[at - 20 : at - 16] == _LOCATOR64:
                end64 = at - 20 - _END64_RECORD.size
                if end64 >= 0 and data[end64 : end64 + 4] == _END64:
                    _, disk, start_disk, count, size, offset = _END64_RECORD.unpack_from(data, end64)
                    end, split = end64, bool(disk or start_disk)
            start = end - size
            if start >= offset and data[start : start + 4] == (_CENTRAL if size else data[end : end + 4]):
                return Directory(start, end, start - offset, count, split)
        at = data.rfind(_END, first, at)
    return None


def entries_of(data: bytes, directory: Directory) -> Iterator[Entry]:
    """The entries one by one; a `ValueError` where the directory is damaged."""
    at = directory.start
    while at < directory.end:
        if data[at : at + 4] != _CENTRAL or at + _CENTRAL_RECORD.size > directory.end:
            raise ValueError("an entry of its directory is not one")
        record = _CENTRAL_RECORD.unpack_from(data, at)
        _, flags, method, crc, packed, size, name_length, extra_length, comment_length, disk, mode, offset = (
            record
        )
        at += _CENTRAL_RECORD.size
        raw_name = data[at : at + name_length]
        extra = data[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment_length
        if at > directory.end:
            raise ValueError("its directory breaks off")
        size, packed, offset = _wide(extra, size, packed, offset)
        if disk not in {0, _FULL16}:
            raise ValueError("it is one part of a split archive")
        yield Entry(
            raw_name=raw_name,
            name=raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace"),
            flags=flags,
            method=method,
            crc=crc,
            packed=packed,
            size=size,
            mode=mode >> 16,
            offset=offset + directory.base,
        )


def _wide(extra: bytes, *narrow: int) -> list[int]:
    """Size, compressed size and offset, each from the 64-bit field where the 32-bit one is full."""
    values = list(narrow)
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<HH", extra)
        if tag == 1:
            field = extra[4 : 4 + length]
            for i, value in enumerate(values):
                if value == _FULL32 and len(field) >= 8:
                    values[i], field = int.from_bytes(field[:8], "little"), field[8:]
            break
        extra = extra[4 + length :]
    return values


def is_archive(data: bytes) -> bool:
    r"""Whether the bytes are a zip archive of files, also a damaged one or a self-extracting program.

    Office documents and OpenDocument files are zip archives by build and files by use: they are none.

    >>> is_archive(b"PK\x05\x06" + bytes(18)), is_archive(b"O5...")
    (True, False)
    """
    if data[:2] == b"MZ":
        directory = directory_of(data)
        if directory is None or directory.start == directory.end:
            return _LOCAL_HEADER.search(data) is not None  # perhaps cut short
    elif data.startswith((_LOCAL, _END, b"PK00" + _LOCAL, b"PK\x07\x08" + _LOCAL)):
        directory = directory_of(data)
    else:
        return False
    if data[30:49] == b"[Content_Types].xml" or data[30:54] == b"mimetypeapplication/vnd.":
        return False
    if directory is None:
        return True
    return _OFFICE.search(data, directory.start, directory.end) is None


def data_start(data: bytes, entry: Entry) -> int | None:
    """Where the bytes of the member begin, None when its own header contradicts the directory."""
    if entry.offset < 0 or entry.offset + _LOCAL_RECORD.size > len(data):
        return None
    signature, name_length, extra_length = _LOCAL_RECORD.unpack_from(data, entry.offset)
    name_at = entry.offset + _LOCAL_RECORD.size
    if signature != _LOCAL or data[name_at : name_at + name_length] != entry.raw_name:
        return None
    return name_at + int(name_length) + int(extra_length)


def decompressed(packed: bytes, entry: Entry, most: int) -> Iterator[bytes]:
    """The bytes of a member in pieces of bounded size, whatever they grow to."""
    if entry.method == _STORED:
        for i in range(0, len(packed), _CHUNK):
            yield packed[i : i + _CHUNK]
        return
    if entry.method == _DEFLATED:
        yield from _inflated(packed)
        return
    engine: bz2.BZ2Decompressor | lzma.LZMADecompressor
    if entry.method == _BZIP2:
        engine, begin = bz2.BZ2Decompressor(), 0
    else:
        length, coding, dictionary = struct.unpack_from("<2xHBL", packed)
        # A dictionary need not be larger than what may come out of it: the declared size could be 4 GiB.
        window = max(4096, min(dictionary, entry.size, most))
        lc, rest = coding % 9, coding // 9
        chain = [{"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": rest % 5, "pb": rest // 5}]
        engine, begin = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), 4 + length
    for i in range(begin, len(packed), _STEP):
        piece = packed[i : i + _STEP]
        while not engine.eof:
            yield engine.decompress(piece, _CHUNK)
            piece = b""
            if engine.needs_input:
                break
    if entry.method == _BZIP2 and not engine.eof:
        raise EOFError  # LZMA may end without a mark; size and checksum tell


def _inflated(packed: bytes) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    for i in range(0, len(packed), _STEP):  # in steps, because what is left over is copied each time
        piece = packed[i : i + _STEP]
        while not engine.eof:
            chunk = engine.decompress(piece, _CHUNK)
            yield chunk
            piece = engine.unconsumed_tail
            if not piece and len(chunk) < _CHUNK:
                break
    if not engine.eof:
        raise EOFError
