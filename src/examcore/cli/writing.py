"""``examcore write``."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from ..errors import ExamcoreError
from ..findings import Report, counted, mask
from .output import (
    FAIL_ON,
    JSON,
    REVEAL,
    clean,
    day,
    print_findings,
    print_json,
    read_paths,
    refuse_second_stdin,
    status_of,
)

if TYPE_CHECKING:
    from ..entries import EntryFiles, Receipt
    from ..model import Centre

__all__ = ["add_verbs"]


def _sequence(text: str) -> tuple[str, int]:
    match = re.fullmatch("([0-9]{2})=([0-9]{1,3})", text)
    if match is None or not int(match[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is no sequence such as 70=4")
    return match[1], int(match[2])


def add_verbs(verbs: Any) -> None:
    """Declare the verb."""
    about = "entry files for the awarding bodies, and a receipt of what they hold"
    verb = verbs.add_parser("write", parents=[JSON, FAIL_ON, REVEAL], help=about)
    verb.add_argument("entries", metavar="ENTRIES", help="entries table, put first; - is standard input")
    verb.add_argument(
        "--basedata", nargs="+", required=True, metavar="PATH", help="basedata files, folders, archives"
    )
    verb.add_argument(
        "--centre", required=True, metavar="FILE", help="table with centre_number, name and postcode"
    )
    verb.add_argument(
        "--on", type=day, required=True, metavar="DATE", help="the day that the files carry, as 2027-02-21"
    )
    verb.add_argument(
        "--out", required=True, metavar="DIR", help="folder for the files; nothing is overwritten"
    )
    verb.add_argument("--previous", metavar="RECEIPT", help="the centre's latest receipt")
    verb.add_argument(
        "--sequence",
        nargs="+",
        type=_sequence,
        default=[],
        metavar="ID=N",
        help="first sequence number of a JCQ identifier, where there is no receipt, as 70=4",
    )
    verb.add_argument("--names", action="store_true", help="print each name that goes out in other letters")
    verb.set_defaults(run=_write)


def _write(args: argparse.Namespace) -> int:
    from .. import entry_files  # noqa: PLC0415  `examcore id` needs none of these
    from ..catalogue import Catalogue  # noqa: PLC0415
    from ..entries import Entries  # noqa: PLC0415
    from ..files import write  # noqa: PLC0415

    refuse_second_stdin([args.entries, *args.basedata, args.centre])
    catalogue = Catalogue.of(read_paths(args.basedata))
    entries = Entries.of(read_paths([args.entries]))
    centre, previous, told = _centre_and_receipt(args)
    files: EntryFiles | None = None
    written: tuple[str, ...] = ()
    if centre is not None and told.ok:
        files = entry_files(
            entries,
            catalogue,
            centre=centre,
            on=args.on,
            previous=previous,
            sequence=dict(args.sequence),
        )
        told += files.findings
        if files.files:
            written = write(files, args.out)
    report = catalogue.findings.errors + told
    if args.json:
        _print_json(files, written, report)
    else:
        _print_text(files, args)
        print_findings(report, cures=True)
    return max(status_of(report, args), int(not written))


def _centre_and_receipt(args: argparse.Namespace) -> tuple[Centre | None, Receipt | None, Report]:
    """Whose files they are, and what was sent before."""
    from ..entries import Receipt  # noqa: PLC0415
    from ..model import Centre  # noqa: PLC0415

    readings = read_paths([args.centre])
    report = readings.report
    centres = [value for reading in readings for value in reading.values if isinstance(value, Centre)]
    if len(centres) > 1:
        numbers = ", ".join(centre.number for centre in centres)
        raise ExamcoreError(f"{args.centre} has the centres {numbers}; write the files of each by itself")
    if not centres and report.ok:
        raise ExamcoreError(f"{args.centre} names no centre: it needs centre_number and postcode")
    previous = None
    if args.previous:
        earlier = read_paths([args.previous])
        report += earlier.report
        if earlier.report.ok:
            previous = Receipt.of(earlier)
    return (centres[0] if centres else None), previous, report


def _print_text(files: EntryFiles | None, args: argparse.Namespace) -> None:
    if files is None:
        print("No file was made")
        return
    for file in files:
        about = f"{counted(file.candidates, 'candidate')}, {counted(len(file.entries), 'entry')}"
        sequence = f"sequence {file.issue.sequence:03d}"
        print(clean(f"{file.name}  {file.issue.series}  {sequence}  {about}"))
    for refused in files.refused:
        print(clean(f"not made: {refused.series}  {counted(refused.entries, 'entry')}"))
    if files.receipt:
        print(clean(f"{files.receipt.name}  keep it: the next sequence numbers follow from it"))
        print(clean(f"written to {args.out}"))
    if args.names:
        show = str if args.reveal else mask
        for name in files.names:
            if name.respelt:
                legal = show(f"{name.surname}, {name.forenames}")
                print(clean(f"  {name.candidate_number}  {legal}  →  {show(name.sent)}"))


def _print_json(files: EntryFiles | None, written: tuple[str, ...], report: Report) -> None:
    print_json(
        "write",
        {
            "files": list(files.rows()) if files else [],
            "receipt": files.receipt.name if files and files.receipt else None,
            "written": list(written),
            "findings": [finding.as_json() for finding in report],
        },
    )
