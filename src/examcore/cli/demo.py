"""``examcore demo``: the main job on a centre that nobody made, from basedata to files and back."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ..findings import Report, counted
from .output import JSON, clean, print_json

if TYPE_CHECKING:
    from ..entries import Entries, EntryFiles
    from ..fees import Quote
    from ..formats import Readings
    from ..samples import SampleCentre

__all__ = ["add_verbs"]

_SEED, _CANDIDATES = 1, 200
_FAULTS = ("unknown-option", "scientific-uln", "month-first-date")
_ON = date(2027, 1, 20)
_BASEDATA, _TO_SEND = "basedata", "to-send"
_TABLE, _FAULTY, _CENTRE = "entries.csv", "entries_with_faults.csv", "centre.csv"


@attrs.frozen(kw_only=True)
class _Shown:
    """What the steps gave."""

    folder: str
    sample: SampleCentre
    basedata: Readings
    faults: Report
    entries: Entries
    report: Report
    quote: Quote
    files: EntryFiles
    again: Entries

    @property
    def equal(self) -> bool:
        """Whether what was read again is what was sent."""
        return self.again.entries == self.files.sent.entries

    @property
    def ok(self) -> bool:
        """Whether all went as it should."""
        return self.report.ok and self.files.findings.ok and self.equal and not self.faults.ok


def add_verbs(verbs: Any) -> None:
    """Declare the verb."""
    about = "the main job on an invented centre: read, check, price, write, read back"
    verb = verbs.add_parser("demo", parents=[JSON], help=about)
    verb.add_argument(
        "--out", metavar="DIR", help="folder for the files; nothing is overwritten. Else a temporary one"
    )
    verb.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> int:
    shown = _show(args.out or tempfile.mkdtemp(prefix="examcore-demo-"))
    if args.json:
        _print_json(shown)
    else:
        _print_text(shown)
    return int(not shown.ok)


def _show(folder: str) -> _Shown:
    from .. import check, entry_files, quote, read, samples, write  # noqa: PLC0415  other verbs need none of these
    from ..catalogue import Catalogue  # noqa: PLC0415
    from ..entries import Entries  # noqa: PLC0415

    def path(*names: str) -> str:
        return os.path.join(folder, *names)  # noqa: PTH118  as in `examcore.files`

    sample = samples.make_centre(seed=_SEED, candidates=_CANDIDATES)
    faulty = sample
    for fault in _FAULTS:
        faulty = faulty.with_fault(fault)
    centre = sample.centre
    centre_table = f"centre_number,name,postcode\r\n{centre.number},{centre.name},{centre.postcode}\r\n"
    tables = {_TABLE: sample.table(), _FAULTY: faulty.table(), _CENTRE: centre_table.encode()}
    write(tables, folder)
    write(samples.make_basedata(), path(_BASEDATA))

    basedata = read(path(_BASEDATA))
    catalogue = Catalogue.of(basedata)
    faults = check(Entries.of(read(path(_FAULTY))), catalogue)
    entries = Entries.of(read(path(_TABLE)))
    report = check(entries, catalogue)
    priced = quote(entries, catalogue, on=_ON)
    files = entry_files(entries, catalogue, centre=centre, on=_ON)
    write(files, path(_TO_SEND))
    again = Entries.of(read(path(_TO_SEND)))
    return _Shown(
        folder=folder,
        sample=sample,
        basedata=basedata,
        faults=faults,
        entries=entries,
        report=report,
        quote=priced,
        files=files,
        again=again,
    )


def _print_text(shown: _Shown) -> None:
    centre, quote, files = shown.sample.centre, shown.quote, shown.files
    people = counted(len(shown.sample.candidates), "candidate")
    print(f"{centre.name} ({centre.number}): {people}, all invented, and so are codes, fees and days.")
    print(clean(f"Everything that follows lies in {shown.folder}"))
    options = sum(
        1 for reading in shown.basedata for value in reading.values if type(value).__name__ == "Option"
    )
    print(f"\nread   {_BASEDATA}/: {counted(len(shown.basedata), 'file')} of six bodies, {options} options")
    print(f"       {_TABLE}: {counted(len(shown.entries), 'entry')}")
    print(f"check  {_TABLE}: {shown.report.summary}")
    print(f"       {_FAULTY}, in which three faults were planted: {shown.faults.summary}")
    for line in shown.faults.errors.lines(most_per_code=1):
        print(clean(f"         {line.removeprefix(shown.folder).lstrip(os.sep)}"))
    total = f"{quote.total} {quote.currency}"
    print(f"quote  on {quote.on.isoformat()}: {total} with EXAMPLE fees; {_tiers(quote)}")
    for body, part in quote.by("body").items():
        print(f"         {part.total!s:>10}  {counted(part.lines, 'entry'):>12}  {body}")
    if quote.unknown_lines:
        print(f"       not included: {counted(quote.unknown_lines, 'entry')} whose fee is not published")
    print(
        f"write  {_TO_SEND}/: {counted(len(files), 'file')} and {files.receipt.name if files.receipt else ''}"
    )
    for file in files:
        about = f"{counted(file.candidates, 'candidate')}, {counted(len(file.entries), 'entry')}"
        print(f"         {file.name}  {file.issue.series.body} {file.issue.series.code}: {about}")
    equal = "equal to what was sent" if shown.equal else "NOT what was sent"
    print(f"read   {_TO_SEND}/: {counted(len(shown.again), 'entry')}, {equal}")
    print("\nEach step by itself:")
    for command in _commands(shown.folder):
        print(clean(f"  {command}"))


def _commands(folder: str) -> tuple[str, ...]:
    def path(name: str) -> str:
        text = os.path.join(folder, name)  # noqa: PTH118  as above
        return f'"{text}"' if " " in text else text

    program = sys.argv[0] if os.path.basename(sys.argv[0]).startswith("examcore") else "examcore"  # noqa: PTH119  as above
    basedata = path(_BASEDATA)
    table = f"{path(_TABLE)} --basedata {basedata} --on {_ON.isoformat()}"
    return (
        f"{program} lint {path(_FAULTY)} {basedata}",
        f"{program} quote {table} --by subject",
        f"{program} write {table} --centre {path(_CENTRE)} --out {path('again')}",
    )


def _print_json(shown: _Shown) -> None:
    quote = shown.quote
    print_json(
        "demo",
        {
            "folder": shown.folder,
            "candidates": len(shown.sample.candidates),
            "entries": len(shown.entries),
            "faults": [finding.as_json() for finding in shown.faults.errors],
            "on": quote.on.isoformat(),
            "currency": quote.currency,
            "total": str(quote.total),
            "unknown_lines": quote.unknown_lines,
            "files": list(shown.files.rows()),
            "receipt": shown.files.receipt.name if shown.files.receipt else None,
            "read_back_equal": shown.equal,
        },
    )


def _tiers(quote: Quote) -> str:
    """How many entries are on time, late and so on: ``1680 on-time``."""
    return ", ".join(f"{part.lines} {tier}" for tier, part in quote.by("tier").items())
