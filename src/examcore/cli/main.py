"""Arguments in, exit status out: 0 fine, 1 errors found or something unknown, 2 wrong use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NoReturn

from ..errors import AmbiguousFormat, ExamcoreError
from . import demo, files, identifiers, key_dates, plugins, quotes, reconciliation, writing
from .output import Output, clean

__all__ = ["main", "parser"]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(clean(message))  # it names arguments, and a file name may have become one


class _Version(argparse.Action):
    """Asks the installation only when somebody wants to know."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from .. import __version__  # noqa: PLC0415

        print(f"examcore {__version__}".rstrip())
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The arguments of all verbs."""
    top = _Parser(
        prog="examcore",
        description="UK public examinations: read basedata, check and price entries, write entry files.",
        epilog="Exit status: 0 fine; 1 an error was found, or a quote is incomplete; 2 wrong use.",
    )
    top.add_argument("--version", nargs=0, action=_Version, help="print the version and stop")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for room in (demo, files, quotes, reconciliation, writing, key_dates, identifiers, plugins):
        room.add_verbs(verbs)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; what `sys.exit` takes is returned, wrong use included.

    Args:
        argv: the arguments, without the program's name; else those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    out: Any = Output(sys.stdout)
    err: Any = Output(sys.stderr)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = _run(argv)
            out.flush()
            err.flush()
        except KeyboardInterrupt:
            return 130
        except ExamcoreError as error:
            _say(str(error), err)
            return 1 if isinstance(error, AmbiguousFormat) else 2  # a file refused, or wrong use
        except OSError as error:  # a full disk, or standard input that is a folder
            out.drop()
            _say(error.strerror or type(error).__name__, err)
            return 2
    return status


def _say(text: str, err: Output) -> None:
    try:
        err.write(clean(f"examcore: {text}") + "\n")
        err.flush()
    except OSError:  # there is nobody left to tell
        err.drop()


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = parser().parse_args(argv)
    except SystemExit as stop:  # argparse has said why
        return int(stop.code or 0)
    status: int = args.run(args)
    return status
