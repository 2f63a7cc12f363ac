"""``examcore read`` and ``examcore lint``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from typing import Any

import attrs

from ..errors import ExamcoreError
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
    verb.add_argument("--line", type=int, metavar="N", help="show one line of one file with its fields")
    verb.set_defaults(run=_read)
    verb = verbs.add_parser("lint", parents=[JSON, FAIL_ON], help="findings with byte ranges and cures")
    verb.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or archive; - is standard input")
    verb.add_argument("--annotate", action="store_true", help="show the record under each finding, masked")
    verb.set_defaults(run=_lint)


def _read(args: argparse.Namespace) -> int:
    readings = read_paths(args.paths)
    if args.line is not None:
        return _read_line(readings, args)
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
        by_line: dict[tuple[str, int | None], list[Finding]] = {}
        for finding in reading.findings:
            by_line.setdefault((finding.file, finding.line), []).append(finding)
        for number, record, fields, personal in reading.records.iter_lines() if reading.records else ():
            shown = fields_as_json(fields, personal, reveal=reveal)
            sheet = f"{reading.name}!{record}"  # of a workbook the record is the sheet
            found = by_line.pop((reading.name, number), None) or by_line.pop((sheet, number), [])
            _print_line(reading.name, number, record, shown, found)
        for (file, line), findings in by_line.items():
            _print_line(reading.name, line if file == reading.name else None, None, {}, findings)


def _read_line(readings: Readings, args: argparse.Namespace) -> int:
    """One line of the one file."""
    if len(readings) != 1:
        raise ExamcoreError(f"--line is of one file, and these are {len(readings)}")
    (reading,) = readings
    found = Report(f for f in reading.findings if f.line == args.line)
    lines = reading.records.iter_lines() if reading.records else ()
    chosen = [each for each in lines if each[0] == args.line]
    if not chosen:
        raise ExamcoreError(f"{reading.name} has no line {args.line} that could be read")
    for number, record, fields, personal in chosen:  # one of each sheet of a workbook
        shown = fields_as_json(fields, personal, reveal=args.reveal)
        sheet = f"{reading.name}!{record}"
        about = Report(f for f in found if f.file in {reading.name, sheet})
        if args.json:
            _print_line(reading.name, number, record, shown, list(about))
        else:
            print(clean(f"{sheet if len(chosen) > 1 else reading.name}:{number}"))
            _print_record(reading, number, about, reveal=args.reveal, shown=shown)
    if not args.json:
        print_findings(found, cures=True)
    return status_of(found, args)


def _print_record(
    reading: Reading,
    line: int,
    findings: Iterable[Finding],
    *,
    reveal: bool = False,
    shown: dict[str, Any] | None = None,
    indent: str = "",
) -> None:
    """A line with its fields: under a ruler where it has columns, else name by name."""
    annotate = getattr(reading.records, "annotate", None)
    if annotate is not None:
        text = annotate(line, reveal=reveal, findings=findings, marked_only=shown is None)
    else:
        text = "\n".join(f"  {name}: {value}" for name, value in (shown or {}).items())
    for part in text.splitlines():
        print(clean(indent + part))


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
    report = _checked(readings)
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
        if args.annotate:
            _print_annotated(readings, report)
        else:
            print_findings(report, most=200, most_per_code=10, cures=True)
        print(f"{counted(len(readings), 'file')}: {report.summary}")
    return status_of(report, args)


def _checked(readings: Readings) -> Report:
    """What reading found, what shows between files, and what the checks find of entries."""
    report, catalogue = readings.report, None
    if any(reading.issue and reading.issue.letter in "SOCLD" for reading in readings):
        from ..catalogue import Catalogue  # noqa: PLC0415  only where there is basedata

        catalogue = Catalogue.of(readings)
        report = catalogue.findings
    of_centres = Readings(
        r
        for r in readings
        if (r.format or "").startswith("examcore.entries.") or (r.issue and r.issue.letter in "EA")
    )
    if not of_centres:
        return report
    from .. import Entries, check  # noqa: PLC0415  only where there are entries
    from ..entries.codes import NOTHING  # noqa: PLC0415

    told = {id(finding) for finding in report}
    found = [
        f for f in check(Entries.of(of_centres), catalogue) if id(f) not in told and f.kind is not NOTHING
    ]
    by_name = {reading.name: reading for reading in of_centres}
    return _once(report, [_placed(finding, by_name) for finding in found])


def _placed(finding: Finding, readings: Mapping[str, Reading]) -> Finding:
    """The finding with the columns of its field, where the file has columns."""
    reading = readings.get(finding.file)
    find_field = getattr(reading.records, "find_field", None) if reading else None
    if find_field is None or finding.line is None or finding.start is not None or finding.field is None:
        return finding
    field = find_field(finding.line, finding.field, finding.value)
    return attrs.evolve(finding, start=field.start, length=field.length) if field else finding


def _once(read: Report, found: Iterable[Finding]) -> Report:
    """Both, without what is told twice: by the reading of a file, which sees one row, and by a check.

    They tell the same where they apply one rule to the same columns, or show the same value there. The worse
    of the two stays; of equals the reading's.
    """
    places: dict[tuple[str, int | None, int | None], list[Finding]] = {}
    for finding in read:
        if finding.start is not None:
            places.setdefault((finding.file, finding.line, finding.start), []).append(finding)
    gone: set[int] = set()
    kept: list[Finding] = []
    for finding in found:
        here = places.get((finding.file, finding.line, finding.start), ())
        same = [
            f
            for f in here
            if f.kind.rule == finding.kind.rule or (f.value is not None and f.value == finding.value)
        ]
        if not any(f.severity.rank >= finding.severity.rank for f in same):
            gone.update(map(id, same))
            kept.append(finding)
    return Report((*(f for f in read if id(f) not in gone), *kept))


def _print_annotated(readings: Readings, report: Report) -> None:
    """The findings on standard error, each with its record behind it, within bounds."""
    by_name = {reading.name: reading for reading in readings}
    by_text = {str(finding): finding for finding in report if finding.line is not None}
    for text in report.lines(60, 3, cures=True):
        print(clean(text), file=sys.stderr)
        finding = by_text.get(text)
        reading = by_name.get(finding.file) if finding else None
        if finding and finding.line and reading and getattr(reading.records, "annotate", None):
            with redirect_stdout(sys.stderr):
                _print_record(reading, finding.line, [finding], indent="  ")
