"""From entries to the files that awarding bodies take: which files, which names in them, which numbers."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..checks import Check, run_checks
from ..evidence import Evidence, Origin
from ..findings import Finding, Report, Severity, counted, shape, shown_code
from ..formats import Dumped, FileFormat, WriteContext
from ..model import AwardingBody, BodyBook, BodySeries, Centre, Entry, Issue, Option, Series, civil_series
from . import sending_codes as codes
from .arguments import look_at
from .carried import OF_CANDIDATE, OF_ENTRY, Place, carried, place_of
from .checks import options
from .columns import COLUMNS, ESSENTIAL
from .entries import Entries, cell
from .files_to_send import EntryFiles, FileToSend, RefusedFile, SentName
from .receipt import PREFIX as RECEIPT
from .receipt import Receipt, SentCandidate, SentFile
from .sequence import Sequence

if TYPE_CHECKING:
    from ..catalogue import Catalogue

__all__ = ["make_files"]

_NUMBERS: Final = ("centre_number", "candidate_number")
_CARRIED: Final = {*OF_CANDIDATE, *OF_ENTRY, *_NUMBERS, "entry_name", *ESSENTIAL}
_OF_A_PERSON: Final = frozenset({*OF_CANDIDATE, *_NUMBERS})
"""What is wrong in one of these columns is wrong in all files that name the candidate."""


def make_files(
    entries: Entries,
    catalogue: Catalogue,
    *,
    centre: Centre,
    on: date,
    previous: Receipt | None,
    sequence: Mapping[str, int],
    only: Collection[str],
    formats: Iterable[FileFormat],
    bodies: BodyBook,
    checks: Iterable[Check],
) -> EntryFiles:
    """One file for each JCQ identifier and series; see `examcore.entry_files`."""
    centre = look_at(catalogue, centre, on, previous=previous, sequence=sequence, only=only)
    entries = _placed(entries)
    found = run_checks(checks, {"entries": entries, "catalogue": catalogue})
    plan = _Plan(entries, catalogue, centre, on, sequence=Sequence(previous, sequence), bodies=bodies)
    plan.lay(Report((*entries.findings, *found)), catalogue)
    by_id = {fmt.id: fmt for fmt in formats}
    for series in plan.choose(only):
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


Concerned = BodySeries | str
"""Whose files an error concerns: those of a series, of a body (its id), or all (an empty text)."""


class _Plan:
    """The files of one centre while they are made."""

    def __init__(
        self,
        entries: Entries,
        catalogue: Catalogue,
        centre: Centre,
        on: date,
        *,
        sequence: Sequence,
        bodies: BodyBook,
    ) -> None:
        self.entries = entries
        self.centre, self.on, self.sequence, self.bodies = centre, on, sequence, bodies
        self.findings: list[Finding] = []
        self.names: list[SentName] = []
        self.files: list[FileToSend] = []
        self.refused: list[RefusedFile] = []
        self.errors: Counter[Concerned] = Counter()
        self.chosen: list[BodySeries] = []
        self.groups: dict[BodySeries, list[tuple[Entry, Option]]] = defaultdict(list)
        self.lost: list[Entry] = []  # without an option
        self.respelt: set[tuple[object, ...]] = set()  # names of which it was told
        self.at: dict[Place, set[Concerned]] = defaultdict(set)
        self.people: dict[Place, set[str]] = defaultdict(set)
        self.of_person: dict[str, set[Concerned]] = defaultdict(set)
        for entry in entries:
            option = catalogue.resolve(entry.option)
            series = option.key.series if isinstance(option, Option) else None
            place, person = place_of(entry), str(entry.candidate)
            concerned = series or self._body_of(entry.option.body)
            self.at[place].add(concerned)
            self.people[place].add(person)
            self.of_person[person].add(concerned)
            if isinstance(option, Option) and series is not None:
                self.groups[series].append((entry, option))
            else:
                self.lost.append(entry)

    def _body_of(self, name: str) -> str:
        body = self.bodies.find(name.lower())
        return body.id if body else ""

    def lay(self, report: Report, catalogue: Catalogue) -> None:
        """Take the findings, and lay each error to the files that it concerns."""
        self.findings.extend(report)
        told = {(finding.file, finding.line) for finding in report.errors}
        untold = Entries(tuple(entry for entry in self.lost if place_of(entry) not in told))
        self.findings.extend(options(untold, catalogue))  # whatever checks the registry has
        unreadable = {(row.origin.file, row.origin.line) for row in self.entries.unreadable}
        for finding in Report(self.findings).errors:
            place = finding.file, finding.line
            if place in self.at:
                self._concerns(self._whose(finding, place))
            elif place not in unreadable:  # those concern the files of their body, below
                self._concerns({""})
        rows = Counter(self._body_of(row.body) if row.body else "" for row in self.entries.unreadable)
        for body, count in sorted(rows.items()):
            self._concerns({body})
            rows_, whose = counted(count, "unreadable or missing row"), body or "any awarding body"
            self.findings.append(codes.UNREADABLE.at(rows=rows_, body=whose))
        previous = self.sequence.previous
        if previous is not None and previous.centre != self.centre.number:
            self._concerns({""})
            params: dict[str, Any] = {
                "other": shown_code(previous.centre),
                "centre": shown_code(self.centre.number),
            }
            self.findings.append(codes.OTHER_RECEIPT.at(previous.name, **params))
        if not self.centre.postcode:
            self.findings.append(codes.NO_POSTCODE.at(centre=shown_code(self.centre.number)))
        self._say_what_stays()

    def _whose(self, finding: Finding, place: Place) -> set[Concerned]:
        """The file of the row; of what is wrong with a person, all files that name one of the people."""
        concerned = set(self.at[place])
        if finding.field in _OF_A_PERSON:
            others = {str(finding.params.get(name, "")) for name in ("candidate", "other")}
            for person in self.people[place] | (others & self.of_person.keys()):
                concerned |= self.of_person[person]
        return concerned

    def _concerns(self, whose: Iterable[Concerned]) -> None:
        self.errors.update(whose)

    def _say_what_stays(self) -> None:
        """The columns that have a value somewhere and no place in a file."""
        kept = [
            c.name for c in COLUMNS if c.name not in _CARRIED and any(cell(e, c.name) for e in self.entries)
        ]
        # a table without a header may have made anybody's data the name of a column
        own = {name for entry in self.entries for name, value in entry.extra if value}
        kept += [f"{counted(len(own), 'column')} of your own"] if own else []
        if kept:
            self.findings.append(codes.NOT_CARRIED.at(what=", ".join(kept)))

    def choose(self, only: Collection[str]) -> list[BodySeries]:
        """The series whose files are wanted, in the order in which they get their numbers."""
        every = sorted(self.groups, key=lambda s: (s.jcq_id or "", s.code))
        chosen = [series for series in every if not only or any(map(_is(series), only))]
        for wish in only:
            if not any(_is(series)(wish) for series in every):
                self.findings.append(codes.ONLY_UNUSED.at(wish=_shown_wish(wish)))
        self.chosen = chosen
        if len(chosen) < len(every):
            left = ", ".join(str(series) for series in every if series not in chosen)
            self.findings.append(codes.LEFT_OUT.at(series=left))
        return chosen

    def make(self, series: BodySeries, formats: Mapping[str, FileFormat]) -> None:
        """The file of one series, or the reason why there is none."""
        rows, jcq_id = self.groups[series], series.jcq_id or ""
        body = self.bodies.find(series.body)
        route = body.find_route(jcq_id) if body else None
        fmt = formats.get(route.format) if route else None
        if body is None or route is None or fmt is None or fmt.dump is None:
            self.findings.append(codes.NO_ROUTE.at(body=series.body, jcq_id=jcq_id or "no identifier"))
            self._refuse(series, "nobody told how it gets to the awarding body")
            return
        sent, names, found = carried(rows, series, body, self.centre)
        self.names.extend(names)
        self._add(series, found)
        before = self.sequence.find_sent(series)
        if before and not self._count(series, body) and before[-1].candidates == _sent_candidates(sent):
            self.findings.append(codes.UNCHANGED.at(series=str(series), name=before[-1].name))
            return
        number, found = self.sequence.next(series)
        self._add(series, found)
        count = self._count(series, body)
        if count:
            self._refuse(series, f"{counted(count, 'error')} may concern it")
            return
        issue = Issue(
            letter="E", series=series, sequence=number, produced=self.on, file="", centre=self.centre.number
        )
        context = WriteContext(issue=issue, bodies=self.bodies, postcode=self.centre.postcode)
        file = self._dumped(series, fmt, sent, context)
        if file is None:
            self._refuse(series, "it could not be written")
            return
        if route.evidence is not Evidence.SEEN:
            params: dict[str, Any] = {"evidence": str(route.evidence), "source": str(route.source)}
            self.findings.append(codes.ROUTE_UNSURE.at(file.name, body=body.id, jcq_id=jcq_id, **params))
        if series.series and not _near(self.on, series.series):
            self.findings.append(codes.DAY_FAR.at(file.name, on=self.on.isoformat(), series=str(series)))
        self.sequence.use(series, number)
        self.files.append(file)

    def _count(self, series: BodySeries, body: AwardingBody) -> int:
        """How many errors may concern the file."""
        return self.errors[series] + self.errors[body.id] + self.errors[""]

    def _dumped(
        self, series: BodySeries, fmt: FileFormat, sent: tuple[Entry, ...], context: WriteContext
    ) -> FileToSend | None:
        """The file that the format makes; None where it fails, or finds an error."""
        assert fmt.dump is not None  # noqa: S101  for the type checker: looked at before
        try:
            dumped = fmt.dump(sent, context)
            if not isinstance(dumped, Dumped):
                raise TypeError(type(dumped).__name__)  # noqa: TRY301
            self._add(series, dumped.findings)
            if not Report(dumped.findings).ok:
                return None
            file = FileToSend(
                name=dumped.name,
                data=dumped.data,
                format=fmt.id,
                issue=attrs.evolve(context.issue, file=dumped.name),
                entries=sent,
            )
            names = {other.name.casefold() for other in self.files}
            if (
                type(file.name) is not str
                or file.name.casefold().startswith(RECEIPT)
                or file.name.casefold() in names
            ):
                raise ValueError("a name for two files")  # noqa: TRY301
        except (Exception, SystemExit) as error:  # noqa: BLE001  a plugin may raise anything; its text may quote the data
            self.findings.append(codes.WRITER_FAILED.at(format=fmt.id, error=type(error).__name__))
            return None
        return file

    def _refuse(self, series: BodySeries, why: str) -> None:
        count = len(self.groups[series])
        self.findings.append(codes.REFUSED.at(series=str(series), entries=counted(count, "entry"), why=why))
        self.refused.append(RefusedFile(series=series, entries=count, why=why))

    def _add(self, series: BodySeries, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if finding.kind is codes.NAME_RESPELT:  # told once, whatever the bodies
                told = finding.params.get("candidate"), finding.params.get("letters")
                if told in self.respelt:
                    continue
                self.respelt.add(told)
            self.findings.append(finding)
            if finding.severity is Severity.ERROR:
                self.errors[series] += 1

    def result(self) -> EntryFiles:
        """The files with the receipt that goes with them."""
        self.findings.extend(self.sequence.unused({series.jcq_id for series in self.chosen}))
        if self.files and self.sequence.begins_anew({f.issue.series.jcq_id or "" for f in self.files}):
            self.findings.append(codes.NUMBERS_BEGIN.at())
        previous = self.sequence.previous
        earlier, number = (previous.files, previous.number) if previous else ((), 0)
        receipt = Receipt(
            centre=self.centre.number, number=number + 1, files=(*earlier, *map(_as_receipt, self.files))
        )
        return EntryFiles(
            centre=self.centre.number,
            files=tuple(self.files),
            refused=tuple(self.refused),
            names=tuple(self.names),
            receipt=receipt if self.files else None,
            findings=Report(self.findings),
        )


def _is(series: BodySeries) -> Callable[[str], bool]:
    """Whether the series is what a wish such as ``aqa``, ``70`` or ``aqa:2027-06`` names."""

    def is_it(wish: str) -> bool:
        body, _, code = wish.partition(":")
        return body.lower() in {series.body, series.jcq_id} and (
            not code
            or code.upper() == series.code
            or ("-" in code and series.series is not None and civil_series(code) == series.series)
        )

    return is_it


def _shown_wish(wish: str) -> str:
    """What the caller wished, unless it is no word such as a wish has."""
    return wish if re.fullmatch("[A-Za-z0-9_:-]{1,40}", wish) else shape(wish)


_MONTHS_BEFORE: Final = 24
"""Entries are sent in the months before their series; another day is likely a slip of the pen."""


def _near(on: date, series: Series) -> bool:
    months = (series.year - on.year) * 12 + series.month - on.month
    return 0 <= months <= _MONTHS_BEFORE


def _sent_candidates(entries: Iterable[Entry]) -> tuple[SentCandidate, ...]:
    of_number: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_number[entry.candidate.number].append(entry)
    return tuple(
        SentCandidate(
            number=number,
            options=tuple(entry.option.code for entry in of_one),
            **{field: cell(of_one[0], field) for field in (*OF_CANDIDATE, *OF_ENTRY)},
        )
        for number, of_one in of_number.items()
    )


def _as_receipt(file: FileToSend) -> SentFile:
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
        candidates=_sent_candidates(file.entries),
    )
