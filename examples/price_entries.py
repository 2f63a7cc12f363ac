"""Price a table of entries: the cost of each department, and every row that has no price, with the reason.

python examples/price_entries.py [ENTRIES] [BASEDATA] [DATE]

The table names the department of each row in its column ``department``.
"""

import argparse
from datetime import date
from pathlib import Path

import examcore as ex

HERE = Path(__file__).parent / "first_quote"
NONE = "(no department)"


def main(argv: list[str] | None = None) -> None:
    """Read basedata and entries, check, price, print."""
    arguments = argparse.ArgumentParser(description="What the entries of each department cost.")
    arguments.add_argument("entries", nargs="?", default=HERE / "entries.csv")
    arguments.add_argument("basedata", nargs="?", default=HERE / "basedata")
    arguments.add_argument("on", nargs="?", type=date.fromisoformat, default=date(2027, 1, 15))
    args = arguments.parse_args(argv)

    catalogue = ex.Catalogue.of(ex.read(args.basedata))
    entries = ex.Entries.of(ex.read(args.entries))
    report = ex.check(entries, catalogue)
    quote = ex.quote(entries, catalogue, on=args.on)

    print(f"prices of entries received on {quote.on}")
    print(f"{'cost':>10}  {'rows':>4}  {'unpriced':>8}  department")
    for department, part in quote.by("department").items():
        print(f"{part.total!s:>10}  {part.lines:>4}  {part.unknown_lines:>8}  {department or NONE}")
    print(f"{quote.total!s:>10}  {len(quote):>4}  {quote.unknown_lines:>8}  in all")

    if not quote.complete:
        print("not in the total:")
    for line in quote:
        if not isinstance(line.amount, ex.Money):
            department = line.entry.department if line.entry else ""
            what = f"{department or NONE}, {line.code or 'no code'}"
            print(f"  row {line.origin.line}, {what}: {line.because[0].says}")
    if quote.open_lines:
        print(f"late fees that are not known, and not in the total: {quote.open_lines}")
    print(f"findings: {report.summary}")


if __name__ == "__main__":
    main()
