"""``examcore deadlines``."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import ExamcoreError
from .output import FAIL_ON, JSON, clean, day, print_findings, print_json, status_of

if TYPE_CHECKING:
    from ..key_dates import Deadlines

__all__ = ["add_verbs"]

_WITHIN = 14  # days; as the façade's example has it


def add_verbs(verbs: Any) -> None:
    """Declare the verb."""
    about = "deadlines of a series, each with its evidence; those that nobody published say so"
    verb = verbs.add_parser("deadlines", parents=[JSON, FAIL_ON], help=about)
    verb.add_argument("--series", nargs="+", metavar="SERIES", help="as 2027-06; else those of --year")
    verb.add_argument("--year", metavar="YEAR", help="academic year, as 2026/27")
    verb.add_argument("--body", nargs="+", metavar="BODY", help="as aqa; else all")
    verb.add_argument("--on", type=day, metavar="DATE", help="show what is due from that day on")
    verb.add_argument("--within", type=int, metavar="DAYS", help="with --on: how far ahead; else 14")
    verb.add_argument(
        "--jurisdiction",
        default="england-and-wales",
        choices=("england-and-wales", "scotland", "northern-ireland"),
        help="whose bank holidays count for working days",
    )
    verb.add_argument(
        "--ics",
        metavar="FILE",
        help="also write a calendar file of all days that are known, due or not; nothing is overwritten",
    )
    verb.set_defaults(run=_deadlines)


def _deadlines(args: argparse.Namespace) -> int:
    from .. import deadlines  # noqa: PLC0415  `examcore id` needs none of it

    if not (args.series or args.year):
        raise ExamcoreError("say the series, as --series 2027-06, or the year, as --year 2026/27")
    if args.within is not None and not args.on:
        raise ExamcoreError("--within says how far ahead of a day; say from which, as --on 2027-02-08")
    try:
        found = deadlines(args.series, bodies=args.body, year=args.year, jurisdiction=args.jurisdiction)
        every, report = found, found.findings
        if args.on:
            found = found.due(on=args.on, within_days=_WITHIN if args.within is None else args.within)
    except ValueError as error:  # a series or a year of another form
        raise ExamcoreError(str(error)) from None
    if args.ics:
        _write_calendar(every, args.ics)
    if args.json:
        content = {"deadlines": [deadline.row() for deadline in found]}
        print_json("deadlines", {**content, "findings": [finding.as_json() for finding in report]})
    else:
        for deadline in found:
            print(clean(deadline))
        print_findings(report)
    return status_of(report, args)


def _write_calendar(found: Deadlines, path: str) -> None:
    from ..files import write  # noqa: PLC0415  as above
    from ..key_dates import to_icalendar  # noqa: PLC0415

    made = to_icalendar(found, stamp=datetime.now(UTC), name="Examinations")
    folder, name = os.path.split(path)
    write({name: made.data}, folder or os.curdir)
