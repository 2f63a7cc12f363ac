"""``examcore quote``."""

from __future__ import annotations

import argparse
import itertools
from typing import TYPE_CHECKING, Any

from ..evidence import Evidence
from ..findings import Report, counted
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
    from ..fees import Quote, Subtotal

__all__ = ["add_verbs"]

# as in `examcore.fees.line`, which other verbs need not load
_GROUPS = (
    *("body", "series", "centre", "candidate", "subject", "tier"),
    *("department", "year_group", "form", "payer"),
)


def add_verbs(verbs: Any) -> None:
    """Declare the verb."""
    about = "what entries cost; --json gives every line"
    verb = verbs.add_parser("quote", parents=[JSON, FAIL_ON, REVEAL], help=about)
    verb.add_argument("entries", metavar="ENTRIES", help="entries table, put first; - is standard input")
    verb.add_argument(
        "--basedata", nargs="+", required=True, metavar="PATH", help="basedata files, folders, archives"
    )
    verb.add_argument(
        "--on", nargs="+", type=day, required=True, metavar="DATE", help="day or days, as 2027-02-21"
    )
    verb.add_argument(
        "--prices", metavar="FILE", help="the centre's own price file, which wins over basedata"
    )
    verb.add_argument(
        "--other-years",
        action="store_true",
        help="work out late fees with multiples of other years where the year has none (ASSUMED)",
    )
    verb.add_argument("--by", choices=_GROUPS, help="also print parts of the total")
    verb.add_argument(
        "--allow-unknown",
        action="store_true",
        help="exit status 0 although some entries have no price, or no known late fee",
    )
    verb.set_defaults(run=_quote)


def _quote(args: argparse.Namespace) -> int:
    from .. import check, quote  # noqa: PLC0415  `examcore id` needs none of these
    from ..catalogue import Catalogue  # noqa: PLC0415
    from ..entries import Entries  # noqa: PLC0415
    from ..prices import Prices  # noqa: PLC0415

    own = [args.prices] if args.prices else []
    refuse_second_stdin([args.entries, *args.basedata, *own])
    catalogue = Catalogue.of(read_paths(args.basedata))
    entries = Entries.of(read_paths([args.entries]))
    # of basedata only errors are told here; `examcore lint` tells the rest
    about = catalogue.findings.errors + check(entries, catalogue)
    prices = Prices.of(read_paths(own)) if own else None
    if prices is not None:
        about += prices.findings
    status, told = 0, list(about)
    for on in args.on:
        result = quote(entries, catalogue, on=on, prices=prices, other_years=args.other_years)
        report = Report((*about, *(f for f in result.findings if f not in about)))
        if args.json:
            _print_json(result, report, args)
        else:
            _print_text(result, args)
            # what the checks tell row by row need not be told again, nor on another day
            again = {"fees.unknown-option", "fees.unreadable-rows"}
            told.extend(f for f in result.findings if f.code not in again and f not in told)
        status = max(status, _status(result, report, args))
    if not args.json:
        print_findings(Report(told), cures=True)
    return status


def _status(result: Quote, report: Report, args: argparse.Namespace) -> int:
    if not args.allow_unknown:
        return max(status_of(report, args), int(not result.complete))
    # whoever allows unknown lines allows the findings that make them so, and no others of the same rows
    unknown = {(o.file, o.line) for line in result if line.option is None and (o := line.origin)}
    columns = {None, "header", "awarding_body", "series", "option_code"}
    excused = {"fees.not-published", "fees.unknown-option", "fees.unreadable-rows"}
    return status_of(
        (
            finding
            for finding in report
            if finding.code not in excused
            and not (finding.code == "entries.missing-column" and finding.field in columns)
            and not ((finding.file, finding.line) in unknown and finding.field in columns)
        ),
        args,
    )


def _parts(result: Quote, args: argparse.Namespace) -> dict[str, Subtotal]:
    """The parts of the total; who pays is personal."""
    if not args.by:
        return {}
    parts = result.by(args.by)
    if args.by != "payer" or args.reveal:
        return parts
    numbers = itertools.count(1)
    return {f"payer {next(numbers)}" if name else "": part for name, part in parts.items()}


def _print_json(result: Quote, report: Report, args: argparse.Namespace) -> None:
    content: dict[str, Any] = {
        "on": result.on.isoformat(),
        "currency": result.currency,
        "total": str(result.total),
        "complete": result.complete,
        "unknown_lines": result.unknown_lines,
        "open_lines": result.open_lines,
        "surcharges": str(result.surcharges),
        "vat": str(result.vat),
        "lines": [line.as_json() for line in result],
        "findings": [finding.as_json() for finding in report],
    }
    if args.by:
        content["by"] = {
            name: {
                "lines": part.lines,
                "total": str(part.total),
                "unknown_lines": part.unknown_lines,
                "open_lines": part.open_lines,
            }
            for name, part in _parts(result, args).items()
        }
    print_json("quote", content)


def _print_text(result: Quote, args: argparse.Namespace) -> None:
    entries = counted(len(result), "entry")
    day = result.on.isoformat()
    if result.unknown_lines == len(result):
        why = f"no price is known for any of {entries}" if result.lines else "there is nothing to price"
        print(f"On {day}: {why}")
        return
    least = "at least " if result.open_lines else ""
    print(f"On {day}: {least}{result.total} {result.currency} for {entries}")
    if result.unknown_lines:
        print(f"  not included: {counted(result.unknown_lines, 'entry')} without a known price")
    if result.open_lines:
        print(f"  not included: late fees, if any, of {counted(result.open_lines, 'entry')}")
    late = sum(line.tier.is_late for line in result)
    known = [line for line in result if line.tier.is_late and line.tier_evidence]
    if known:
        label = Evidence.weakest(line.tier_evidence for line in known if line.tier_evidence)
        fees = f"{result.surcharges} of late fees in the total ({label})"
        print(f"  late: {counted(late, 'entry')}, with {fees}")
    elif late:
        print(f"  late: {counted(late, 'entry')}")
    if result.vat:
        print(f"  VAT on top: {result.vat}")
    for name, part in _parts(result, args).items():
        lacks = [f"{part.unknown_lines} without a price"] if part.unknown_lines else []
        lacks += [f"{part.open_lines} without a late fee"] if part.open_lines else []
        lack = f"  ({', '.join(lacks)})" if lacks else ""
        print(clean(f"  {part.total!s:>12}  {counted(part.lines, 'entry'):>14}  {name or '(none)'}{lack}"))
