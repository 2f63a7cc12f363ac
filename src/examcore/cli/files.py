"""``examcore read`` and ``examcore lint``."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from ..findings import Finding, Report, counted
from ..formats import Reading, Readings
from .output import (
    FAIL_ON,
    JSON,
    REVEAL,
    clean,
    fields_as_json,
    print_findings,
    print_json,
    read_paths,
    status_of,
)

__all__ = ["add_verbs"]


def add_verbs(verbs: Any) -> None:
    """Declare the verbs."""
    verb = verbs.add_parser(
        "read", parents=[JSON, REVEAL, FAIL_ON], help="what each file is, counts, findings"
    )
    verb.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or archive; - is standard input")
    verb.set_defaults(run=_read)
    verb = verbs.add_parser("lint", parents=[JSON, FAIL_ON], help="findings with byte ranges and cures")
    verb.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or archive; - is standard input")
    verb.set_defaults(run=_lint)


def _read(args: argparse.Namespace) -> int:
    readings = read_paths(args.paths)
    if args.json:
        _print_lines(readings, reveal=args.reveal)
    else:
        for reading in readings:
            _print_summary(reading)
        print_findings(readings.report)
    return status_of(readings.report, args)


def _print_lines(readings: Readings, *, reveal: bool) -> None:
    """A JSON object for each line, and one without a line for what belongs to a file as a whole."""
    of_archives: dict[str, list[Finding]] = {}
    for finding in readings.findings:
        of_archives.setdefault(finding.file, []).append(finding)
    for file, findings in of_archives.items():
        _print_line(file, None, None, {}, findings)
    for reading in readings:
        by_line: dict[int | None, list[Finding]] = {}
        for finding in reading.findings:
            by_line.setdefault(finding.line if finding.file == reading.name else None, []).append(finding)
        for number, record, fields, personal in reading.records.iter_lines() if reading.records else ():
            shown = fields_as_json(fields, personal, reveal=reveal)
            _print_line(reading.name, number, record, shown, by_line.pop(number, []))
        for line, findings in by_line.items():
            _print_line(reading.name, line, None, {}, findings)


def _print_line(
    file: str, line: int | None, record: str | None, fields: dict[str, Any], findings: list[Finding]
) -> None:
    found = [finding.as_json() for finding in findings]
    print_json("read", {"file": file, "line": line, "record": record, "fields": fields, "findings": found})


def _print_summary(reading: Reading) -> None:
    parts = [reading.title]
    if reading.issue:
        issue = reading.issue
        parts.append(str(issue.series))
        if issue.sequence is not None:
            parts.append(f"issue {issue.sequence:03d}")
        if issue.produced:
            parts.append(f"produced {issue.produced.isoformat()}")
    counts = Counter(type(value).__name__ for value in reading.values)
    parts.extend(f"{count:,} {name}" for name, count in counts.items())
    parts.append(reading.report.summary)
    print(clean(f"{reading.name}: {'; '.join(parts)}"))


def _lint(args: argparse.Namespace) -> int:
    readings = read_paths(args.paths)
    report, catalogue = readings.report, None
    if any(reading.issue and reading.issue.letter in "SOCLD" for reading in readings):
        from ..catalogue import Catalogue  # noqa: PLC0415  only where there is basedata

        catalogue = Catalogue.of(readings)
        report = catalogue.findings
    tables = readings.of_format("examcore.entries")
    if tables:
        from .. import Entries, check  # noqa: PLC0415  only where there are entries

        entries = Entries.of(tables)
        report += Report(check(entries, catalogue)[len(entries.findings) :])
    if args.json:
        print_json(
            "lint",
            {
                "ok": report.ok,
                "files": [{"file": r.name, "format": r.format} for r in readings],
                "findings": [finding.as_json() for finding in report],
            },
        )
    else:
        print_findings(report, most=200, most_per_code=10, cures=True)
        print(f"{counted(len(readings), 'file')}: {report.summary}")
    return status_of(report, args)
