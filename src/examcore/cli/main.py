"""Arguments in, exit status out: 0 fine, 1 errors found or something unknown, 2 wrong use."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from ..errors import ExamcoreError
from . import files, identifiers, plugins, quotes

__all__ = ["main", "parser"]


def parser() -> argparse.ArgumentParser:
    """The arguments of all verbs."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="machine-readable output on standard output")
    common.add_argument("--reveal", action="store_true", help="show personal data in clear")
    common.add_argument(
        "--fail-on", choices=("error", "warning"), default="error", help="the least severity that gives exit status 1"
    )
    top = argparse.ArgumentParser(
        prog="examcore",
        description="UK public examinations: read basedata, check and price entries.",
        epilog="Exit status: 0 fine; 1 an error was found, or a quote is incomplete; 2 wrong use.",
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for room in (files, quotes, identifiers, plugins):
        room.add_verbs(verbs, common)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; what `sys.exit` takes is returned, wrong use included.

    Args:
        argv: the arguments, without the program's name; else those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        args = parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said why
        return int(stop.code or 0)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read our output has seen enough; the interpreter must not complain when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except ExamcoreError as error:
        print(f"examcore: {error}", file=sys.stderr)
        return 2
    return status
