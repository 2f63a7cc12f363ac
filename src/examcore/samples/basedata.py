"""The invented sets as files, which formats of a registry make, and as a catalogue, which needs no file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from ..catalogue import Catalogue
from ..errors import CannotWrite, PluginError
from ..formats import FileFormat, Reading, WriteContext
from ..model import Issue
from ..plugins import Registry
from .offers import sets

__all__ = ["make_basedata", "make_catalogue"]

FORMATS: Final = {
    "S": "jcq.basedata.syllabuses",
    "O": "jcq.basedata.options",
    "C": "jcq.basedata.components",
    "L": "jcq.basedata.links",
    "D": "jcq.basedata.disallowed",
    "U": "jcq.basedata.unit-links",
}
_PRODUCED: Final = date(2026, 11, 20)


def _contents() -> Iterator[tuple[str, Issue, tuple[Any, ...]]]:
    for one in sets():
        for letter, values in one.values.items():
            issue = Issue(letter=letter, series=one.series, sequence=1, produced=_PRODUCED, file="")
            yield letter, issue, values


def make_basedata(*, registry: Registry | None = None) -> dict[str, bytes]:
    """Invented basedata of June and November 2027: contents by file name.

    AQA, OCR, Pearson, WJEC, CCEA and Cambridge International stand under their own identifiers and the series
    codes that they are known to use; of CCEA none is known, so its ``6G27`` is an example. Codes begin with
    ``X``, at WJEC with ``000``. Titles, codes, fees, days and gradesets are EXAMPLE: nobody published them.

    Args:
        registry: whose formats write the files; the built-in one unless given, so that the files are the same
            on every computer.

    Raises:
        PluginError: the registry has no format that writes such files.

    >>> files = make_basedata()
    >>> len(files), sorted(files)[0], files["O6G27_70.X01"].splitlines()[2][:20]
    (49, 'C6A27_01.X01', b'O5X1EL  X1EL  GCSE9F')
    """
    registry = registry or Registry.builtin()
    formats: dict[str, FileFormat] = {fmt.id: fmt for fmt in registry.formats}
    files = {}
    for letter, issue, values in _contents():
        fmt = formats.get(FORMATS[letter])
        if fmt is None or fmt.dump is None:
            raise PluginError(
                f"the registry has no format {FORMATS[letter]} that writes; Registry.builtin() has"
            )
        dumped = fmt.dump(values, WriteContext(issue=issue, bodies=registry.bodies))
        if dumped.findings:
            raise CannotWrite(str(dumped.findings[0]))
        files[dumped.name] = dumped.data
    return files


@cache
def make_catalogue() -> Catalogue:
    """The same basedata as a catalogue, made without files and plugins.

    >>> catalogue = make_catalogue()
    >>> catalogue.get_option("ocr", "6A27", "X3MAH").title, len(catalogue.disallowed)
    ('SAMPLE MATHEMATICS TIER H', 14)
    """
    return Catalogue.of(
        Reading(
            name="",
            format=FORMATS[letter],
            title="invented basedata",
            data=b"",
            records=None,
            values=values,
            findings=(),
            issue=None if letter == "U" else issue,
            details={},
        )
        for letter, issue, values in _contents()
    )
