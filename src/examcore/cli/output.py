"""What the verbs share: where findings go, what is masked, what the exit status is."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, TextIO

from ..errors import ExamcoreError, PathNotFound
from ..findings import Finding, Report, Severity, mask
from ..formats import Readings

__all__ = [
    "FAIL_ON",
    "JSON",
    "REVEAL",
    "Output",
    "clean",
    "day",
    "fields_as_json",
    "print_findings",
    "print_json",
    "read_paths",
    "refuse_second_stdin",
    "status_of",
]


def _option(*names: str, **how: Any) -> argparse.ArgumentParser:
    """An option that several verbs have, as a parent of theirs."""
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument(*names, **how)
    return parent


JSON = _option("--json", action="store_true", help="machine-readable output on standard output")
REVEAL = _option("--reveal", action="store_true", help="show personal data in clear")
FAIL_ON = _option(
    "--fail-on",
    choices=("error", "warning"),
    default="error",
    help="the least severity that gives exit status 1",
)


class Output(io.TextIOBase):
    """A stream whose reader may go away: the rest goes nowhere, and the work goes on to its exit status.

    Args:
        stream: None in a program that was started without one.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, unless nobody reads."""
        if self._stream is not None:
            try:
                self._stream.write(text)
            except BrokenPipeError:
                self.drop()
        return len(text)

    def flush(self) -> None:
        """Flush, unless nobody reads, or the stream was closed before this was dropped."""
        if self._stream is not None and not self._stream.closed:
            try:
                self._stream.flush()
            except BrokenPipeError:
                self.drop()

    def drop(self) -> None:
        """Take no more, and let the interpreter not fail again when it closes the stream."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  pathlib takes 5 ms to import
                os.dup2(nowhere.fileno(), stream.fileno())


def day(text: str) -> date:
    """The day that an argument names, as 2027-02-21."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # what else is ISO 8601, people take for another day
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2027-02-21")


def clean(text: object) -> str:
    """Text for a terminal: what a file or a name smuggles in stays visible and does nothing."""
    line = str(text)
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def print_json(verb: str, content: Mapping[str, Any]) -> None:
    """One JSON object on one line, with its schema; what a terminal would obey is escaped."""
    line = json.dumps({"schema": f"examcore.{verb}/1", **content}, ensure_ascii=False, separators=(",", ":"))
    print(
        line if line.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
    )


def print_findings(report: Report, *, most: int = 20, most_per_code: int = 5, cures: bool = False) -> None:
    """Findings to standard error: bounded, worst first."""
    for line in report.lines(most, most_per_code, cures=cures):
        print(clean(line), file=sys.stderr)


def status_of(findings: Iterable[Finding], args: argparse.Namespace) -> int:
    """1 when a finding is as severe as ``--fail-on`` says, else 0."""
    bar = Severity(args.fail_on).rank
    return int(any(finding.severity.rank >= bar for finding in findings))


def fields_as_json(fields: Mapping[str, Any], personal: frozenset[str], *, reveal: bool) -> dict[str, Any]:
    """Fields with dates as ISO text, and the shape of personal values in their place."""
    return {
        name: mask(value)
        if name in personal and not reveal and value not in {None, ""}
        else value.isoformat()
        if isinstance(value, date)
        else value
        for name, value in fields.items()
    }


def read_paths(paths: Iterable[str]) -> Readings:
    """Read paths; ``-`` is standard input."""
    from ..files import MOST_BYTES, read  # noqa: PLC0415  `examcore id` needs none of it

    given = list(paths)
    refuse_second_stdin(given)
    if "-" in given and sys.stdin is None:  # a program that was started without one
        raise PathNotFound("standard input is not there")
    return Readings.of(
        [
            read(sys.stdin.buffer.read(MOST_BYTES + 1), name="standard input") if path == "-" else read(path)
            for path in given
        ]
    )


def refuse_second_stdin(paths: Iterable[str]) -> None:
    """Wrong use, where standard input is given twice."""
    if list(paths).count("-") > 1:
        raise ExamcoreError("standard input can be read once; give the other one as a file")
