"""The one room that opens files: paths, folders and archives in, readings out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .archive import is_archive, members
from .errors import PathNotFound
from .findings import Finding, FindingCode, Severity
from .formats import Reading, Readings, read_bytes

if TYPE_CHECKING:
    from .plugins import Registry

__all__ = ["CODES", "MOST_BYTES", "read"]

MOST_BYTES = 256 * 1024**2
"""The largest file that is read; archives have limits of their own."""

TOO_LARGE = FindingCode(
    code="read.too-large",
    severity=Severity.ERROR,
    template="the file has {size} bytes; files of more than {most} are not read",
    cure="check that it is the file you meant",
    triggers="a file of 300 MiB",
    passes="a file of 3 MiB",
)
NOT_READABLE = FindingCode(
    code="read.not-readable",
    severity=Severity.ERROR,
    template="the file cannot be opened: {reason}",
    cure="check the permissions of the file, and that no other program holds it",
    triggers="a file without read permission",
    passes="a file that may be read",
)
EMPTY_FOLDER = FindingCode(
    code="read.empty-folder",
    severity=Severity.ERROR,
    template="the folder holds no file",
    cure="check that it is the folder you meant",
    triggers="an empty folder",
    passes="a folder with a file",
)

CODES = (TOO_LARGE, NOT_READABLE, EMPTY_FOLDER)


def read(
    source: str | os.PathLike[str] | bytes | Iterable[str | os.PathLike[str]],
    *,
    name: str = "",
    registry: Registry | None = None,
) -> Readings:
    """Read files of whatever format; what they hold never raises, it gives findings.

    Args:
        source: a path, several paths, a folder (with its folders), an archive, or bytes.
        name: what bytes are called in findings; formats look at it.
        registry: other plugins than the installed ones.

    Returns:
        One reading for each file; members of archives are called ``outer.zip!inner``.

    Raises:
        PathNotFound: a path is not there.
        AmbiguousFormat: two formats claim a file.

    >>> read(b"X300  X301  \\r\\n", name="links.txt")[0].values[0].unit
    'X301'
    """
    if registry is None:
        from .plugins import Registry  # noqa: PLC0415  loading plugins costs more than reading a small file

        registry = Registry.default()
    readings: list[Reading] = []
    findings: list[Finding] = []
    files = [(name or "bytes", source, True)] if isinstance(source, bytes) else _files(source, findings)
    for file, data, wanted in files:
        if len(data) > MOST_BYTES:
            findings.append(TOO_LARGE.at(file, size=len(data), most=MOST_BYTES))
            continue
        if is_archive(data):
            unpacked = members(data, file)
            findings.extend(unpacked.findings)
            for member in unpacked.members:
                readings.append(read_bytes(member.data, member.name, registry.formats, registry.bodies, wanted=False))
        else:
            readings.append(read_bytes(data, file, registry.formats, registry.bodies, wanted=wanted))
    return Readings(readings, tuple(findings))


def _files(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], findings: list[Finding]
) -> Iterator[tuple[str, bytes, bool]]:
    """Name, contents and whether the user named it, for every file that can be opened."""
    paths = [Path(source)] if isinstance(source, str | os.PathLike) else [Path(path) for path in source]
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not inside:
                findings.append(EMPTY_FOLDER.at(str(path)))
            chosen = [(p, False) for p in inside]
        elif path.exists():
            chosen = [(path, True)]
        else:
            raise PathNotFound(f"{path} is not there")
        for file, wanted in chosen:
            data = _contents(file, findings)
            if data is not None:
                yield str(file), data, wanted


def _contents(path: Path, findings: list[Finding]) -> bytes | None:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            findings.append(TOO_LARGE.at(str(path), size=size, most=MOST_BYTES))
            return None
        return path.read_bytes()
    except OSError as error:
        findings.append(NOT_READABLE.at(str(path), reason=error.strerror or type(error).__name__))
        return None
