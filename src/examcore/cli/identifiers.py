"""``examcore id check`` and ``examcore id make``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from ..findings import Severity, mask
from ..ids import KINDS, get_kind
from .output import FAIL_ON, JSON, REVEAL, clean, print_json

__all__ = ["add_verbs"]

_MADE = {
    "uci": "CENTRE NUMBER YEAR [BOARD], as 12345 0001 26",
    "uln": "the first nine digits",
    "upn": "AUTHORITY ESTABLISHMENT YEAR SERIAL, as 801 2000 05 001",
    "qan": "the first seven digits",
}


def add_verbs(verbs: Any) -> None:
    """Declare the verb and its two actions."""
    verb = verbs.add_parser("id", help="check or make identifiers")
    actions = verb.add_subparsers(dest="action", metavar="ACTION", required=True)
    about = "what is right and wrong with values"
    check = actions.add_parser("check", parents=[JSON, REVEAL, FAIL_ON], help=about)
    check.add_argument("kind", choices=sorted(KINDS), metavar="KIND", help=", ".join(sorted(KINDS)))
    check.add_argument("values", nargs="+", metavar="VALUE")
    check.set_defaults(run=_check)
    make = actions.add_parser(
        "make",
        parents=[JSON],
        help="a valid value from its parts",
        epilog="; ".join(f"{kind}: {parts}" for kind, parts in _MADE.items()),
    )
    make.add_argument("kind", choices=sorted(_MADE), metavar="KIND", help=", ".join(sorted(_MADE)))
    make.add_argument("parts", nargs="+", metavar="PART")
    make.set_defaults(run=_make)


def _check(args: argparse.Namespace) -> int:
    kind = get_kind(args.kind)
    bar = Severity(args.fail_on).rank
    status = 0
    for number, value in enumerate(args.values, 1):
        problems = kind.problems(value)
        shown = value if args.reveal or not kind.PERSONAL else mask(value)
        if args.json:
            found = [
                {
                    "kind": p.kind,
                    "severity": p.severity,
                    "message": p.message,
                    "start": p.start,
                    "length": p.length,
                }
                for p in problems
            ]
            print_json(
                "id", {"kind": args.kind, "value": shown, "valid": kind.is_valid(value), "problems": found}
            )
        else:
            # masked values look alike, and reasons come on another stream
            which = f"{number}: " if len(args.values) > 1 else ""
            verdict = "valid" if kind.is_valid(value) else "not valid"
            print(clean(f"{which}{shown}: {verdict} {kind.TITLE}"))
            for problem in problems:
                print(clean(f"  {which}{problem.severity}: {problem.message}"), file=sys.stderr)
        status = max([status, *(int(Severity(p.severity).rank >= bar) for p in problems)])
    return status


def _make(args: argparse.Namespace) -> int:
    try:
        value = get_kind(args.kind).make(*args.parts)
    except TypeError:
        print(f"examcore: {args.kind} is made of {_MADE[args.kind]}", file=sys.stderr)
        return 2
    if args.json:
        print_json("id", {"kind": args.kind, "value": value, "valid": True, "problems": []})
    else:
        print(value)
    return 0
