"""A collection of entries, from whatever they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from ..evidence import Origin
from ..findings import Finding, Report, Severity, counted, shown_body
from ..formats import Reading, Readings
from ..model import Candidate, Entry
from . import codes
from .amended import LETTERS, check_order, rows_that_hold
from .columns import COLUMNS

__all__ = ["Entries", "UnreadableRow", "WithdrawnCandidate"]

_OF_CANDIDATE = {
    "candidate_number": "number",
    **{
        n: n
        for n in (
            "centre_number",
            "surname",
            "forenames",
            "sex",
            "date_of_birth",
            "uci",
            "upn",
            "uln",
            "status",
        )
    },
}
_OF_OPTION = {"awarding_body": "body", "series": "series", "option_code": "code"}


@attrs.frozen
class UnreadableRow:
    """A row, or a whole file, of which it cannot be told what is entered; it is counted and never dropped.

    It stands for rows that are missing, too: where a file counts others than it has, or amends an entry file
    that is not there.

    Args:
        origin: where it stands.
        body: the awarding body, where at least that can be told; else empty.
    """

    origin: Origin
    body: str = attrs.field(default="", repr=shown_body)


@attrs.frozen
class WithdrawnCandidate:
    """A row of an amendment file that names a candidate and no option: withdrawn from everything there."""

    candidate: Candidate
    origin: Origin = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Entries:
    r"""Entries in the order of their rows; iterates, has a length, filters, goes out as rows.

    Args:
        entries: one for each candidate and option.
        unreadable: rows that could not become an entry; a quote counts them as unknown.
        findings: of the rows, as they were read; `examcore.check` finds more.

    >>> from examcore import read
    >>> entries = Entries.of(read(b"awarding_body,series,option_code\naqa,6G27,X100\n", name="entries.csv"))
    >>> len(entries), entries[0].option.code
    (1, 'X100')
    """

    entries: tuple[Entry, ...] = ()
    unreadable: tuple[UnreadableRow, ...] = ()
    findings: Report = attrs.field(factory=Report)

    @classmethod
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings]) -> Entries:
        """The entries of all files that hold some; nothing raises on content.

        Tables add up. Of the entry files and amendments of one centre, body and series the latest row of each
        candidate holds. A file that could not be read and may hold entries counts as one unreadable row, so
        that no total is called complete without it; so does an amendment file without its entry file, a
        file whose day contradicts its sequence number, and a reading without any entry.

        Args:
            readings: as ``examcore.read`` gives them.

        Raises:
            TypeError: it was given something else, such as a path.
        """
        readings = Readings.of(readings)
        given = readings.readings
        rows = [
            row
            for row in rows_that_hold(given)
            if isinstance(row, Entry | UnreadableRow | WithdrawnCandidate)
        ]
        entries = tuple(row for row in rows if isinstance(row, Entry))
        unreadable = tuple(row for row in rows if isinstance(row, UnreadableRow))
        findings: list[Finding] = list(readings.findings)
        lost = [f.file for f in findings if f.severity is Severity.ERROR]
        for reading in given:
            findings.extend(reading.findings)
            if reading.format is None and not reading.report.ok:
                lost.append(reading.name)
            elif reading.issue and reading.issue.letter in LETTERS and not reading.values:
                findings.append(codes.NO_CANDIDATE.at(reading.name))
                lost.append(reading.name)
            elif reading.format is None:
                from .unread import looks_like_entries  # noqa: PLC0415  mostly everything is read

                what = looks_like_entries(reading.name, reading.data)
                severity = Severity.ERROR if what else Severity.WARNING
                looks = f"; it looks like {what}, which counts as unknown" if what else ""
                findings.append(codes.FILE_NOT_READ.at(reading.name, severity=severity, looks=looks))
                if what:
                    lost.append(reading.name)
        order = list(check_order(given))
        findings.extend(order)
        if not rows and not any(f.kind is codes.NO_CANDIDATE for f in findings):
            findings.append(codes.NOTHING.at(files=len(given)))
            lost = lost or [given[0].name if given else ""]
        unreadable += tuple(UnreadableRow(Origin(file, 1)) for file in dict.fromkeys(lost))
        unreadable += tuple(_doubtful(order, given))
        return cls(entries, unreadable, Report(findings))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Entry:
        return self.entries[index]

    def __repr__(self) -> str:
        lost = f", {counted(len(self.unreadable), 'unreadable row')}" if self.unreadable else ""
        return f"<Entries: {len(self.entries)}{lost}, {self.findings.summary}>"

    def filter(self, **wanted: object) -> Entries:
        """The entries whose columns have the given values, as in ``filter(awarding_body="aqa", form="11B")``.

        Unreadable rows stay: nobody can tell that they do not belong. Findings about rows of other entries
        go.

        Raises:
            TypeError: there is no column of that name.
        """
        unknown = wanted.keys() - {c.name for c in COLUMNS}
        if unknown:
            raise TypeError(
                f"no column {', '.join(sorted(unknown))}; there are {', '.join(c.name for c in COLUMNS)}"
            )
        return self.where(lambda entry: all(cell(entry, name) == value for name, value in wanted.items()))

    def where(self, keep: Callable[[Entry], bool]) -> Entries:
        """The entries for which a function says so; else as `filter`.

        >>> Entries().where(lambda entry: entry.option.code.startswith("X"))
        <Entries: 0, no findings>
        """
        kept: list[Entry] = []
        others: list[Entry] = []
        for entry in self.entries:
            (kept if keep(entry) else others).append(entry)
        stay = {(e.origin.file, e.origin.line) for e in kept if e.origin}
        gone = {(e.origin.file, e.origin.line) for e in others if e.origin} - stay
        findings = Report(f for f in self.findings if (f.file, f.line) not in gone)
        return Entries(tuple(kept), self.unreadable, findings)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The entries as rows, for ``pandas.DataFrame(entries.rows())``.

        The columns are those of the entries table (docs/reference/entries-table.md) and then the table's own;
        dates are `datetime.date` or None. **Rows hold personal data in clear.**
        """
        for entry in self.entries:
            yield {**{c.name: cell(entry, c.name) for c in COLUMNS}, **dict(entry.extra)}


def _doubtful(findings: Iterable[Finding], readings: Iterable[Reading]) -> Iterator[UnreadableRow]:
    """For each file after which it is unknown who is entered for what: no total is complete with it."""
    files = {f.file for f in findings if f.kind in {codes.AMENDMENTS_ONLY, codes.ORDER_CONTRADICTS}}
    bodies = {r.name: r.issue.series.jcq_id or "" for r in readings if r.issue}
    yield from (UnreadableRow(Origin(file, 1), bodies.get(file, "")) for file in sorted(files))


def cell(entry: Entry, column: str) -> Any:
    """The value of an entry in a column of the entries table."""
    if column in _OF_CANDIDATE:
        return getattr(entry.candidate, _OF_CANDIDATE[column])
    if column in _OF_OPTION:
        return getattr(entry.option, _OF_OPTION[column])
    return getattr(entry, column)
