"""Check a table of entries: what is wrong in each row, whose row it is, and what to do about it.

python examples/check_entries.py [ENTRIES] [BASEDATA]

The table is a CSV file, an Excel workbook, or an entry file. Values are masked; candidate numbers are not.
"""

import argparse
from pathlib import Path

import examcore as ex

HERE = Path(__file__).parent


def main(argv: list[str] | None = None) -> None:
    """Read, check, print row by row."""
    arguments = argparse.ArgumentParser(description="What is wrong in each row of a table of entries.")
    arguments.add_argument("entries", nargs="?", default=HERE / "faulty_entries.csv")
    arguments.add_argument("basedata", nargs="?", default=HERE / "first_quote" / "basedata")
    args = arguments.parse_args(argv)

    entries = ex.Entries.of(ex.read(args.entries))
    report = ex.check(entries, ex.Catalogue.of(ex.read(args.basedata)))
    candidates = {(e.origin.file, e.origin.line): e.candidate for e in entries if e.origin}

    print(f"entries: {len(entries)}, unreadable rows: {len(entries.unreadable)}, findings: {report.summary}")
    for (file, line), found in report.by_row().items():
        row = f"row {line}, {candidates.get((file, line), 'no candidate')}" if line else "the table"
        print(row)
        for finding in found:
            value = f" ({finding.field}: {finding.value})" if finding.field and finding.value else ""
            print(f"  {finding.severity}: {finding.message}{value}")

    print("what to do:")
    for code, found in report.by_code().items():
        print(f"  {code}: {found[0].cure}")


if __name__ == "__main__":
    main()
