"""The files that were made of entries, and those that were not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from ..errors import CannotWrite
from ..findings import PERSONAL, Report, counted, mask, shown_code
from ..model import BodySeries, Entry, Issue
from .entries import Entries
from .receipt import Receipt

__all__ = ["EntryFiles", "FileToSend", "RefusedFile", "SentName", "is_plain"]


_PLAIN: Final = re.compile(
    r"(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[\w-]+([ .][\w-]+)*", re.ASCII | re.IGNORECASE
)


def is_plain(name: object) -> bool:
    """Whether a text is the name of a file, and of nothing else than a file, on any system.

    >>> is_plain("E6499970.X01"), is_plain("../E6499970.X01"), is_plain("nul.txt")
    (True, False, False)
    """
    return isinstance(name, str) and _PLAIN.fullmatch(name) is not None


def _plain(_file: object, _field: object, name: str) -> None:
    if not is_plain(name):
        raise CannotWrite(
            "a file name is made of letters A to Z, digits, - and _, with full stops or blanks between them"
        )


def _filled(_file: object, _field: object, data: Any) -> None:
    if not isinstance(data, bytes) or not data:
        raise CannotWrite("a file to send has bytes")


@attrs.frozen(kw_only=True, repr=False)
class FileToSend:
    """A file for an awarding body.

    Args:
        name: as the body expects it; carriers must not rename it.
        data: its bytes, full of personal data.
        format: id of the format.
        issue: letter, series, sequence, day and centre.
        entries: as the file carries them: reading it gives equal ones.
    """

    name: str = attrs.field(validator=_plain)
    data: bytes = attrs.field(validator=_filled)
    format: str
    issue: Issue
    entries: tuple[Entry, ...]

    @property
    def candidates(self) -> int:
        """How many people it names."""
        return len({entry.candidate.number for entry in self.entries})

    def __repr__(self) -> str:
        about = f"{counted(self.candidates, 'candidate')}, {counted(len(self.entries), 'entry')}"
        return f"<FileToSend {self.name}: {self.issue.series}, {about}>"


@attrs.frozen(kw_only=True)
class RefusedFile:
    """A file that was not made, with the reason."""

    series: BodySeries
    entries: int
    why: str


@attrs.frozen(kw_only=True)
class SentName:
    """A name beside what is sent for it: look at it before the file goes out.

    Args:
        series: whose file it is.
        centre_number: of the candidate, as is ``candidate_number``.
        surname: as in the entries, as are ``forenames``.
        sent: ``SURNAME:FORENAMES`` as the body's letters allow.
        respelt: characters that were written otherwise.
        fits: whether it can be sent.
    """

    series: BodySeries
    centre_number: str
    candidate_number: str = attrs.field(repr=lambda number: repr(shown_code(number)))
    surname: str = attrs.field(repr=mask, metadata=PERSONAL)
    forenames: str = attrs.field(repr=mask, metadata=PERSONAL)
    sent: str = attrs.field(repr=mask, metadata=PERSONAL)
    respelt: tuple[str, ...] = ()
    fits: bool = True


@attrs.frozen(kw_only=True, repr=False)
class EntryFiles:
    """What `examcore.entry_files` gives: the files to send, and everything that there is to say about them.

    Args:
        centre: number of the centre.
        files: in the order of their identifiers and series.
        refused: the files that were not made, each with the reason.
        names: each name beside what is sent for it.
        receipt: what was sent; keep it for the next time. None where no file was made.
        findings: of the entries, of the checks, and of the making.

    >>> import examcore as ex
    >>> from datetime import date
    >>> files = ex.entry_files(
    ...     ex.Entries(), ex.Catalogue.of(()), centre=ex.Centre(number="64999"), on=date(2027, 1, 20)
    ... )
    >>> files
    <EntryFiles: 0 files, 1 warning>
    """

    centre: str
    files: tuple[FileToSend, ...]
    refused: tuple[RefusedFile, ...]
    names: tuple[SentName, ...]
    receipt: Receipt | None
    findings: Report

    @property
    def sent(self) -> Entries:
        """The entries that are in the files, as they carry them."""
        return Entries(tuple(entry for file in self.files for entry in file.entries))

    @property
    def outputs(self) -> tuple[tuple[str, bytes], ...]:
        """Names and bytes of what `examcore.write` writes: the files, and the receipt behind them."""
        receipt = ((self.receipt.name, self.receipt.to_bytes()),) if self.receipt else ()
        return (*((file.name, file.data) for file in self.files), *receipt)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each file, made or refused, for ``pandas.DataFrame(files.rows())``.

        Columns: ``centre_number``, ``name`` (empty for a refused one), ``awarding_body``, ``jcq_id``,
        ``series``, ``sequence`` (or None), ``candidates`` (or None), ``entries``, ``why`` (empty for a file
        that was made).
        """
        made = [
            (f.issue.series, f.name, f.issue.sequence, f.candidates, len(f.entries), "") for f in self.files
        ]
        refused = [(r.series, "", None, None, r.entries, r.why) for r in self.refused]
        for series, name, sequence, candidates, entries, why in (*made, *refused):
            yield {
                "centre_number": self.centre,
                "name": name,
                "awarding_body": series.body,
                "jcq_id": series.jcq_id,
                "series": series.code,
                "sequence": sequence,
                "candidates": candidates,
                "entries": entries,
                "why": why,
            }

    def __iter__(self) -> Iterator[FileToSend]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> FileToSend:
        return self.files[index]

    def __repr__(self) -> str:
        refused = f", {len(self.refused)} refused" if self.refused else ""
        return f"<EntryFiles: {counted(len(self.files), 'file')}{refused}, {self.findings.summary}>"
