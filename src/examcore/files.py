"""The one room that opens files: paths, folders and archives in, readings out; and files to send, written."""

# ruff: noqa: PTH100, PTH103, PTH105, PTH106, PTH107, PTH110, PTH112, PTH113, PTH116, PTH118, PTH120, PTH123, PTH208
# pathlib takes 5 ms to import, and the first file that is read in a process would wait for it
from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .errors import CannotWrite, PathNotFound, WouldOverwrite
from .findings import Finding, FindingCode, Severity
from .formats import Contents, Reading, Readings, read_bytes

if TYPE_CHECKING:
    from .archive import Unpacked
    from .entries import EntryFiles
    from .plugins import Registry

__all__ = ["CODES", "MOST_BYTES", "read", "write"]

MOST_BYTES = 256 * 1024**2
"""The largest file that is read; archives have limits of their own."""

_LONGEST_SHOWN = 1_024
"""Of a path in a message."""

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
    cure="check the file and its permissions, and that no other program holds it",
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
    source: str
    | os.PathLike[str]
    | bytes
    | bytearray
    | memoryview
    | Mapping[str, bytes]
    | Iterable[str | os.PathLike[str]],
    *,
    name: str = "",
    registry: Registry | None = None,
) -> Readings:
    r"""Read files of whatever format; what they hold never raises, it gives findings.

    Args:
        source: a path, several paths, a folder (with its folders), an archive, bytes, or contents by file
            name, as `write` takes them. A named pipe is not opened, as nobody may ever write to it; those of
            ``/dev/fd`` and ``/dev/stdin`` are.
        name: what bytes are called in findings; formats look at it.
        registry: other plugins than the installed ones.

    Returns:
        One reading for each file; members of archives are called ``outer.zip!inner``.

    Raises:
        PathNotFound: a path is not there.
        AmbiguousFormat: two formats claim a file.
        TypeError: an argument is of another kind, such as an open file; a name belongs to bytes only.

    >>> read(b"X300  X301  \r\n", name="links.txt")[0].values[0].unit
    'X301'
    """
    from .plugins import Registry  # noqa: PLC0415  loading plugins costs more than reading a small file

    if registry is None:
        registry = Registry.default()
    if not isinstance(registry, Registry):
        raise TypeError(
            f"a registry is made by Registry.builtin(); this is of type {type(registry).__name__}"
        )
    if isinstance(source, bytearray | memoryview):
        source = bytes(source)
    if not isinstance(name, str):
        raise TypeError(f"name is a text, not of type {type(name).__name__}")
    if name and not isinstance(source, bytes):
        raise TypeError("name is what bytes are called; a path has its own, so leave the name out")
    readings: list[Reading] = []
    findings: list[Finding] = []
    if isinstance(source, bytes):
        source = {name or "bytes": source}
    files = _contents_of(source) if isinstance(source, Mapping) else _files(_paths(source), findings)
    for file, data, wanted in files:
        if len(data) > MOST_BYTES:
            findings.append(TOO_LARGE.at(file, size=len(data), most=MOST_BYTES))
            continue
        unpacked = _unpacked(data, file)
        if unpacked is None:
            readings.append(read_bytes(data, file, registry.formats, registry.bodies, wanted=wanted))
        else:
            findings.extend(unpacked.findings)
            readings.extend(
                read_bytes(member.data, member.name, registry.formats, registry.bodies, wanted=False)
                for member in unpacked.members
            )
    return Readings(readings, tuple(findings))


def _contents_of(source: Mapping[Any, Any]) -> Iterator[tuple[str, bytes, bool]]:
    """Contents by name, as the files of a call; `TypeError` for anything else."""
    for name, data in source.items():
        if not isinstance(name, str) or not isinstance(data, bytes):
            what = type(data if isinstance(name, str) else name).__name__
            raise TypeError(f"give bytes by file name; there is a value of type {what} among these")
        yield name, data, True


def _unpacked(data: bytes, file: str) -> Unpacked | None:
    """What is in an archive; None where the file is none."""
    if data[:2] not in {b"PK", b"MZ"}:
        return None
    from .archive import is_archive, members  # noqa: PLC0415  most files are none, and need not wait for the room

    return members(data, file) if is_archive(data) else None


def _paths(source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The paths in what was given; `TypeError` for anything else."""
    several = isinstance(source, Iterable) and not isinstance(source, str) and not hasattr(source, "read")
    paths: Iterable[Any] = source if several else (source,)  # type: ignore[assignment]  # a path has no iterator
    for path in paths:
        if not isinstance(path, str | os.PathLike):
            raise TypeError(
                f"give a path or the bytes of a file, not a value of type {type(path).__name__};"
                " several in memory as {'entries.csv': data}"
            )
        yield os.fsdecode(path)


def _files(paths: Iterable[str], findings: list[Finding]) -> Iterator[tuple[str, bytes, bool]]:
    """Name, contents and whether the user named it, for every file that can be opened."""
    for path in paths:
        folder = os.path.isdir(path)
        if not folder and not os.path.exists(path):
            if len(path) > _LONGEST_SHOWN or "\n" in path or "\r" in path:  # somebody's data, perhaps
                raise PathNotFound("the text is no path; if it is the contents of a file, give it as bytes")
            raise PathNotFound(f"{path} is not there")
        for file in _inside(path, findings) if folder else (path,):
            data = _contents(file, findings)
            if data is not None:
                yield file, data, not folder


def _inside(folder: str, findings: list[Finding]) -> list[str]:
    """The files of a folder and of its folders, in order; hidden ones are left alone, others are told."""

    def closed(error: OSError) -> None:
        findings.append(_not_readable(str(error.filename), error))

    before = len(findings)
    found: list[str] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=closed, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:  # a link led back to where we have been
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [os.path.join(place, name) for name in names if not name.startswith(".")]
        found += [path for path in paths if os.path.isfile(path)]
        for path in paths:
            if not os.path.exists(path):
                findings.append(NOT_READABLE.at(path, reason="the link leads nowhere"))
            elif not os.path.isfile(path):  # to read a pipe might never end
                reason = "it is a pipe, a socket or a device"
                findings.append(NOT_READABLE.at(path, severity=Severity.WARNING, reason=reason))
    if not found and all(finding.severity is not Severity.ERROR for finding in findings[before:]):
        findings.append(EMPTY_FOLDER.at(folder))
    return sorted(found)


def _contents(path: str, findings: list[Finding]) -> bytes | None:
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode) and not os.path.abspath(path).startswith(("/dev/", "/proc/")):
            findings.append(NOT_READABLE.at(path, reason="it is a named pipe; give it as standard input"))
            return None
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= MOST_BYTES:
                return file.read(MOST_BYTES + 1)  # a device or a pipe has no size and may have no end
            findings.append(TOO_LARGE.at(path, size=size, most=MOST_BYTES))
    except OSError as error:
        findings.append(_not_readable(path, error))
    return None


def _not_readable(path: str, error: OSError) -> Finding:
    return NOT_READABLE.at(path, reason=error.strerror or type(error).__name__)


def write(
    files: EntryFiles | Mapping[str, bytes] | Iterable[EntryFiles | Mapping[str, bytes]],
    folder: str | os.PathLike[str],
) -> tuple[str, ...]:
    """Write files to send, and their receipt, into a folder: all of them, or none.

    They are written into a hidden folder first, and each gets its place when all are whole and on the disk;
    the receipt comes last. No file is ever overwritten. When the program is killed, a hidden folder
    ``.unfinished-…`` may stay, and no half file has the name of a whole one.

    Args:
        files: as `examcore.entry_files` gives them, of one centre or of several; or contents by file name.
        folder: is made if it is not there.

    Returns:
        The paths in the order in which they were written.

    Raises:
        CannotWrite: there is nothing to write, a name is no plain file name, or the folder is a file.
        WouldOverwrite: the folder has a file of such a name; nothing was written.
        OSError: the disk is full, or may not be written to; what was written of this call is removed again.
        TypeError: an argument is of another kind.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     paths = write({"entries.csv": b"awarding_body,series,option_code"}, folder)
    ...     read(folder)
    <Readings: 1 file, 10 warnings>
    """
    if not isinstance(folder, str | os.PathLike):
        raise TypeError(f"the folder is a path, not of type {type(folder).__name__}")
    outputs = _outputs(files)
    place = os.fsdecode(folder)
    if not place or "\0" in place:
        raise CannotWrite("the path of the folder is empty, or holds a character that no path has")
    made = _make_folders(place)
    try:
        return _write_all(outputs, place)
    except BaseException:
        for path in made:
            with suppress(OSError):
                os.rmdir(path)
        raise


def _make_folders(path: str) -> list[str]:
    """Make a folder and those above it; those that were not there, the innermost first."""
    lacking = []
    above = os.path.abspath(path)
    while not os.path.lexists(above):
        lacking.append(above)
        above = os.path.dirname(above)
    try:
        os.makedirs(path, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotWrite(f"{path} is no folder") from None
    return lacking


def _outputs(files: Any) -> dict[str, bytes]:
    """Names and bytes, each name once and only a name."""
    from .entries import EntryFiles  # noqa: PLC0415  whoever only reads needs none of it
    from .entries.files_to_send import is_plain  # noqa: PLC0415

    wanted = "files are made by entry_files(…), or are names with bytes"
    parts: Iterable[Any] = (files,) if isinstance(files, EntryFiles | Mapping) else files
    if isinstance(parts, str | bytes) or not isinstance(parts, Iterable):
        raise TypeError(f"{wanted}; this is of type {type(files).__name__}")
    outputs: dict[str, bytes] = {}
    seen: set[str] = set()
    for part in parts:
        if not isinstance(part, EntryFiles | Mapping):
            raise TypeError(f"{wanted}; there is a {type(part).__name__} among these")
        for name, data in part.outputs if isinstance(part, EntryFiles) else part.items():
            if not is_plain(name):
                raise CannotWrite(f"{name!r} is no plain file name")
            if not isinstance(data, bytes):
                raise TypeError(f"{name} has no bytes, but a value of type {type(data).__name__}")
            if name.casefold() in seen:
                raise CannotWrite(f"two files are called {name}")
            seen.add(name.casefold())
            outputs[name] = Contents(data)
    if not outputs:
        raise CannotWrite("there is no file to write; the findings say why")
    return outputs


def _write_all(outputs: dict[str, bytes], place: str) -> tuple[str, ...]:
    import tempfile  # noqa: PLC0415  whoever only reads needs none of it

    there = {name.casefold() for name in os.listdir(place)}  # as Windows compares them
    taken = [name for name in outputs if name.casefold() in there]
    if taken:
        raise WouldOverwrite(f"{place} has {', '.join(taken)} already; choose an empty folder")
    hidden = tempfile.mkdtemp(prefix=".unfinished-", dir=place)  # for nobody else to read
    parts = {name: os.path.join(hidden, name) for name in outputs}
    done: list[str] = []
    try:
        for name, data in outputs.items():
            _write_whole(parts[name], data)
        for name, part in parts.items():
            path = os.path.join(place, name)
            _move_into_place(part, path)
            done.append(path)
        _sync_folder(place)
    except BaseException:
        for path in done:
            with suppress(OSError):
                os.remove(path)
        raise
    finally:
        for part in parts.values():
            with suppress(OSError):
                os.remove(part)
        with suppress(OSError):
            os.rmdir(hidden)
    return tuple(done)


def _write_whole(path: str, data: bytes) -> None:
    """Write a new file, and wait until it is on the disk."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move_into_place(part: str, path: str) -> None:
    """Give a whole file its name, unless somebody has taken that in the meantime."""
    try:
        os.link(part, path)  # unlike a renaming, this fails where the name is taken
    except OSError:
        if os.path.lexists(path):
            raise WouldOverwrite(f"{path} was made by another program in the meantime") from None
        # a disk without links, such as a memory stick: take the name first, so that nothing is overwritten
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            raise WouldOverwrite(f"{path} was made by another program in the meantime") from None
        os.replace(part, path)


def _sync_folder(path: str) -> None:
    """Make the names last, where the system can: a folder is no file to every one."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
