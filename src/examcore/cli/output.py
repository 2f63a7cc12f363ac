"""What the verbs share: where findings go, what is masked, what the exit status is."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..findings import Finding, Report, Severity, mask
from ..formats import Readings

__all__ = ["clean", "fields_as_json", "print_findings", "print_json", "read_paths", "status_of"]


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

    readings: list[Any] = []
    findings: list[Finding] = []
    for path in paths:
        got = (
            read(sys.stdin.buffer.read(MOST_BYTES + 1), name="standard input") if path == "-" else read(path)
        )
        readings.extend(got)
        findings.extend(got.findings)
    return Readings(readings, tuple(findings))
