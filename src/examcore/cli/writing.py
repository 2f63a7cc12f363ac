"""``examcore write``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import ExamcoreError, NoReceipt
from ..findings import Report, counted, mask, shown_code
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
    from ..formats import Readings
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
    verb.add_argument(
        "--previous", nargs="+", default=[], metavar="RECEIPT", help="latest receipt of each centre"
    )
    verb.add_argument(
        "--sequence",
        nargs="+",
        type=_sequence,
        default=[],
        metavar="ID=N",
        help="first sequence number of a JCQ identifier, where there is no receipt, as 70=4",
    )
    verb.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="BODY[:SERIES]",
        help="make files for these alone, as aqa or 10:2027-06",
    )
    verb.add_argument("--names", action="store_true", help="print each name that does not go out as it is")
    verb.add_argument("--dry-run", action="store_true", help="write nothing, and show what would be written")
    verb.set_defaults(run=_write)


def _write(args: argparse.Namespace) -> int:
    from .. import entry_files  # noqa: PLC0415  `examcore id` needs none of these
    from ..catalogue import Catalogue  # noqa: PLC0415
    from ..entries import Entries, Receipt  # noqa: PLC0415
    from ..entries.centres import by_centre  # noqa: PLC0415
    from ..files import write  # noqa: PLC0415

    refuse_second_stdin([args.entries, *args.basedata, args.centre, *args.previous])
    sequence = dict(args.sequence)
    if len(sequence) < len(args.sequence):
        raise ExamcoreError("--sequence names a JCQ identifier twice")
    catalogue = Catalogue.of(read_paths(args.basedata))
    entries = Entries.of(read_paths([args.entries]))
    centres, told = _centres(args.centre)
    receipts = read_paths(args.previous) if args.previous else None
    told += _about(receipts, Receipt) if receipts is not None else Report()
    made: list[EntryFiles] = []
    parts = list(by_centre(entries, centres)) if told.ok else []
    if sequence and len(parts) > 1:
        raise ExamcoreError(
            "--sequence is of one centre, and two seldom go on from the same number: "
            "give the rows and the receipt of one centre at a time"
        )
    for centre, own in parts:
        previous = _latest(receipts, centre.number, len(parts)) if receipts is not None else None
        made.append(
            entry_files(
                own,
                catalogue,
                centre=centre,
                on=args.on,
                previous=previous,
                sequence=sequence,
                only=args.only,
            )
        )
    some = any(files.files for files in made)
    written = write(made, args.out) if some and not args.dry_run else ()
    report = catalogue.findings.errors + told + _together(made)
    try:
        if args.json:
            _print_json(made, written, report, args)
        else:
            _print_text(made, args)
            print_findings(report, cures=True)
        sys.stdout.flush()
    except OSError as error:  # a full disk behind standard output
        if not written:
            raise
        count = counted(len(written), "file")
        text = f"{error.strerror}; this could not be printed, and yet {count} are written to {args.out}"
        raise OSError(error.errno, text) from None
    unchanged = any(finding.code == "entries.unchanged" for finding in report)
    return max(status_of(report, args), int(not some and not unchanged))


def _latest(receipts: Readings, centre: str, centres: int) -> Receipt:
    """The latest receipt of the centre."""
    from ..entries import Receipt  # noqa: PLC0415  as above

    try:
        return Receipt.of(receipts, centre=centre)
    except NoReceipt as error:
        hint = "; write the files of a centre that never sent any by itself" if centres > 1 else ""
        raise NoReceipt(f"{error}{hint}") from None


def _centres(path: str) -> tuple[list[Centre], Report]:
    """Whose files they are, and what was found of them."""
    from ..model import Centre  # noqa: PLC0415

    readings = read_paths([path])
    centres = [value for reading in readings for value in reading.values if isinstance(value, Centre)]
    report = _about(readings, Centre)
    if not centres and report.ok:
        raise ExamcoreError(f"{path} names no centre: it needs the columns centre_number and postcode")
    return centres, report


def _about(readings: Readings, wanted: type) -> Report:
    """What was found of files that hold a value of that kind, and of those that hold nothing."""
    doubtful = (r for r in readings if not r.values or any(isinstance(value, wanted) for value in r.values))
    return Report((*readings.findings, *(f for reading in doubtful for f in reading.findings)))


def _together(made: Iterable[EntryFiles]) -> Report:
    """The findings of all centres, those of the table once."""
    return Report(dict.fromkeys(finding for files in made for finding in files.findings))


def _print_text(made: list[EntryFiles], args: argparse.Namespace) -> None:
    for files in made:
        for file in files:
            about = f"{counted(file.candidates, 'candidate')}, {counted(len(file.entries), 'entry')}"
            sequence = f"sequence {file.issue.sequence:03d}"
            print(clean(f"{file.name}  {file.issue.series}  {sequence}  {about}"))
        for refused in files.refused:
            entries = counted(refused.entries, "entry")
            print(clean(f"not made: {files.centre}  {refused.series}  {entries}"))
        if files.receipt:
            print(clean(f"{files.receipt.name}  keep it: the next sequence numbers follow from it"))
        for name in _names(files, args):
            held_back = "" if name["fits"] else "  (does not fit)"
            print(clean(f"  {name['candidate']}  {name['legal']}  →  {name['sent']}{held_back}"))
    if not any(files.files for files in made):
        print("no file was made")
    else:
        print(clean(f"would be written to {args.out}" if args.dry_run else f"written to {args.out}"))


def _names(files: EntryFiles, args: argparse.Namespace) -> list[dict[str, Any]]:
    """The names that do not go out as they are, where they are wanted; each once, whatever the bodies."""
    show = str if args.reveal else mask
    shown = {
        (name.candidate_number, name.sent): {
            "candidate": f"{name.centre_number}/{shown_code(name.candidate_number)}",
            "legal": show(f"{name.surname}, {name.forenames}"),
            "sent": show(name.sent),
            "respelt": list(name.respelt),
            "fits": name.fits,
        }
        for name in files.names
        if args.names and (f"{name.surname}:{name.forenames}".upper() != name.sent or not name.fits)
    }
    return list(shown.values())


def _print_json(
    made: list[EntryFiles], written: tuple[str, ...], report: Report, args: argparse.Namespace
) -> None:
    content: dict[str, Any] = {
        "files": [row for files in made for row in files.rows()],
        "receipts": [files.receipt.name for files in made if files.receipt],
        "written": list(written),
        "findings": [finding.as_json() for finding in report],
    }
    if args.names:
        content["names"] = [name for files in made for name in _names(files, args)]
    print_json("write", content)
