"""From entries to the files that awarding bodies take: which files, which names in them, which numbers."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ..checks import Check, run_checks
from ..evidence import Evidence, Origin
from ..findings import Finding, Report, Severity, shown_code
from ..formats import FileFormat, WriteContext
from ..model import BodyBook, BodySeries, Centre, Entry, Issue, Option
from . import sending_codes as codes
from .carried import OF_CANDIDATE, OF_ENTRY, Place, carried, place_of
from .columns import COLUMNS, ESSENTIAL
from .entries import Entries, cell
from .files_to_send import EntryFiles, FileToSend, RefusedFile, SentName
from .receipt import Receipt, SentCandidate, SentFile

if TYPE_CHECKING:
    from ..catalogue import Catalogue

__all__ = ["make_files"]

_CARRIED = {*OF_CANDIDATE, *OF_ENTRY, "centre_number", "candidate_number", "entry_name", *ESSENTIAL}


def make_files(
    entries: Entries,
    catalogue: Catalogue,
    *,
    centre: Centre,
    on: date,
    previous: Receipt | None,
    sequence: Mapping[str, int],
    formats: Iterable[FileFormat],
    bodies: BodyBook,
    checks: Iterable[Check],
) -> EntryFiles:
    """One file for each JCQ identifier and series; see `examcore.entry_files`."""
    entries = _placed(entries)
    found = run_checks(checks, {"entries": entries, "catalogue": catalogue})
    plan = _Plan(entries, catalogue, centre, on, previous=previous, sequence=sequence, bodies=bodies)
    plan.blame(Report((*entries.findings, *found)))
    by_id = {fmt.id: fmt for fmt in formats}
    for series in sorted(plan.groups, key=lambda s: (s.jcq_id or "", s.code)):
        plan.make(series, by_id)
    return plan.result()


def _placed(entries: Entries) -> Entries:
    """The entries, with a place for findings where they came from no file."""
    if all(entry.origin for entry in entries):
        return entries
    return attrs.evolve(
        entries,
        entries=tuple(
            entry if entry.origin else attrs.evolve(entry, origin=Origin("entries", row))
            for row, entry in enumerate(entries, 1)
        ),
    )


class _Plan:
    """The files of one centre while they are made."""

    def __init__(
        self,
        entries: Entries,
        catalogue: Catalogue,
        centre: Centre,
        on: date,
        *,
        previous: Receipt | None,
        sequence: Mapping[str, int],
        bodies: BodyBook,
    ) -> None:
        self.entries = entries
        self.centre, self.on, self.previous, self.bodies = centre, on, previous, bodies
        self.wished = dict(sequence)
        self.findings: list[Finding] = []
        self.names: list[SentName] = []
        self.files: list[FileToSend] = []
        self.refused: list[RefusedFile] = []
        self.faults: Counter[BodySeries] = Counter()
        self.everywhere = 0  # errors that may concern any file
        self.of_body: Counter[str] = Counter()  # errors that may concern any file of a body
        self.groups: dict[BodySeries, list[tuple[Entry, Option]]] = defaultdict(list)
        self.lost: Counter[str] = Counter()  # entries without an option, by body
        self.at: dict[Place, set[BodySeries | str]] = defaultdict(set)
        self.last: dict[str, int] = {}
        for entry in entries:
            option = catalogue.resolve(entry.option)
            if isinstance(option, Option) and option.key.series is not None:
                self.groups[option.key.series].append((entry, option))
                self.at[place_of(entry)].add(option.key.series)
            else:
                self.at[place_of(entry)].add(self._body_of(entry.option.body))

    def _body_of(self, name: str) -> str:
        body = self.bodies.find(name.lower())
        return body.id if body else ""

    def blame(self, report: Report) -> None:
        """Take the findings, and lay each error to the files that it concerns."""
        self.findings.extend(report)
        unreadable = {(row.origin.file, row.origin.line) for row in self.entries.unreadable}
        for finding in report.errors:
            place = finding.file, finding.line
            if place in self.at:
                self._blame(self.at[place])
            elif place not in unreadable:  # those are blamed below, by their body
                self.everywhere += 1
        rows = Counter(self._body_of(row.body) if row.body else "" for row in self.entries.unreadable)
        for body, count in sorted(rows.items()):
            self._blame({body})
            self.findings.append(codes.UNREADABLE.at(count=count, body=body or "any body"))
        if self.previous is not None and self.previous.centre != self.centre.number:
            self.everywhere += 1
            params: dict[str, Any] = {
                "other": shown_code(self.previous.centre),
                "centre": shown_code(self.centre.number),
            }
            self.findings.append(codes.OTHER_RECEIPT.at(self.previous.name, **params))
        if not self.centre.postcode:
            self.findings.append(codes.NO_POSTCODE.at(centre=shown_code(self.centre.number)))
        self._say_what_stays()

    def _blame(self, whose: Iterable[BodySeries | str]) -> None:
        for one in whose:
            if isinstance(one, BodySeries):
                self.faults[one] += 1
            elif one:
                self.of_body[one] += 1
            else:
                self.everywhere += 1

    def _say_what_stays(self) -> None:
        """The columns that have a value somewhere and no place in a file."""
        kept = [
            c.name for c in COLUMNS if c.name not in _CARRIED and any(cell(e, c.name) for e in self.entries)
        ]
        kept += dict.fromkeys(name for entry in self.entries for name, value in entry.extra if value)
        if kept:
            # a table without a header may have made anybody's data the name of a column
            shown = [name for name in kept if name in {c.name for c in COLUMNS}]
            others = len(kept) - len(shown)
            shown += [f"{others} columns of your own"] if others else []
            self.findings.append(codes.NOT_CARRIED.at(what=", ".join(shown)))

    def make(self, series: BodySeries, formats: Mapping[str, FileFormat]) -> None:
        """The file of one series, or the reason why there is none."""
        rows, jcq_id = self.groups[series], series.jcq_id or ""
        body = self.bodies.find(series.body)
        route = body.find_route(jcq_id) if body else None
        fmt = formats.get(route.format) if route else None
        if body is None or route is None or fmt is None or fmt.dump is None:
            count = len(rows)
            self._refuse(series, codes.NO_ROUTE.at(body=series.body, jcq_id=jcq_id, count=count))
            return
        sent, names, found = carried(rows, series, body, self.centre)
        self.names.extend(names)
        for finding in found:
            self._fault(series, finding)
        number = self._next_sequence(series)
        count = self.faults[series] + self.of_body[series.body] + self.everywhere
        if count:
            self._refuse(series, why=f"{count} errors concern it")
            return
        issue = Issue(
            letter="E", series=series, sequence=number, produced=self.on, file="", centre=self.centre.number
        )
        context = WriteContext(issue=issue, bodies=self.bodies, postcode=self.centre.postcode)
        try:
            dumped = fmt.dump(sent, context)
        except Exception as error:  # noqa: BLE001  a plugin may raise anything; its text may quote the data
            self._refuse(series, codes.WRITER_FAILED.at(format=fmt.id, error=type(error).__name__))
            return
        self.findings.extend(dumped.findings)
        errors = Report(dumped.findings).errors
        if errors or not dumped.data:
            self._refuse(series, why=f"{len(errors)} errors concern it")
            return
        if route.evidence is not Evidence.SEEN:
            evidence, source = str(route.evidence), str(route.source)
            self.findings.append(
                codes.ROUTE_UNSURE.at(
                    dumped.name, body=body.id, jcq_id=jcq_id, evidence=evidence, source=source
                )
            )
        self.last[jcq_id] = number
        self.files.append(
            FileToSend(
                name=dumped.name,
                data=dumped.data,
                format=fmt.id,
                issue=attrs.evolve(issue, file=dumped.name),
                entries=sent,
            )
        )

    def _refuse(self, series: BodySeries, finding: Finding | None = None, why: str = "") -> None:
        if finding:
            self.findings.append(finding)
            why = finding.message
        count = len(self.groups[series])
        self.findings.append(codes.REFUSED.at(series=str(series), count=count, why=why))
        self.refused.append(RefusedFile(series=series, entries=count, why=why))

    def _next_sequence(self, series: BodySeries) -> int:
        """The next number of the identifier, which skips those that end in 00; errors are the series'."""
        jcq_id = series.jcq_id or ""
        before = self.previous.last_sequence(jcq_id) if self.previous else 0
        if self.previous and (sent := self.previous.find_sent(jcq_id, series.code)):
            self._fault(series, codes.ALREADY_SENT.at(series=str(series), name=sent[0].name))
        wish = self.wished.pop(jcq_id, None)
        number = self.last.get(jcq_id, before) + 1
        if wish is not None:
            if wish <= before:
                self._fault(series, codes.SEQUENCE_USED.at(sequence=wish, jcq_id=jcq_id, last=before))
            number = wish
        if number % 100 == 0:
            number += 1
        if number > 999:
            self._fault(series, codes.SEQUENCE_SPENT.at(jcq_id=jcq_id, sequence=number))
        return number

    def _fault(self, series: BodySeries, finding: Finding) -> None:
        self.findings.append(finding)
        if finding.severity is Severity.ERROR:
            self.faults[series] += 1

    def result(self) -> EntryFiles:
        """The files with the receipt that goes with them."""
        earlier = self.previous.files if self.previous else ()
        number = (self.previous.number if self.previous else 0) + 1
        receipt = Receipt(
            centre=self.centre.number, number=number, files=(*earlier, *map(_as_receipt, self.files))
        )
        return EntryFiles(
            files=tuple(self.files),
            refused=tuple(self.refused),
            names=tuple(self.names),
            receipt=receipt if self.files else None,
            findings=Report(self.findings),
        )


def _as_receipt(file: FileToSend) -> SentFile:
    options: dict[str, list[str]] = defaultdict(list)
    firsts: dict[str, Entry] = {}
    for entry in file.entries:
        firsts.setdefault(entry.candidate.number, entry)
        options[entry.candidate.number].append(entry.option.code)
    series = file.issue.series
    return SentFile(
        name=file.name,
        format=file.format,
        letter=file.issue.letter,
        awarding_body=series.body,
        jcq_id=series.jcq_id or "",
        series=series.code,
        sequence=file.issue.sequence or 0,
        produced=file.issue.produced or date.min,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        candidates=tuple(
            SentCandidate(
                number=number,
                options=tuple(options[number]),
                **{f: cell(entry, f) for f in (*OF_CANDIDATE, *OF_ENTRY)},
            )
            for number, entry in firsts.items()
        ),
    )
