"""Price a table of entries: totals by subject, and every row that has no price, with the reason.

python examples/price_entries.py [ENTRIES] [BASEDATA] [DATE]
"""

import argparse
from datetime import date
from pathlib import Path

import examcore as ex

HERE = Path(__file__).parent / "first_quote"


def main(argv: list[str] | None = None) -> None:
    """Read basedata and entries, check, price, print."""
    arguments = argparse.ArgumentParser(description="Price a table of entries.")
    arguments.add_argument("entries", nargs="?", default=HERE / "entries.csv")
    arguments.add_argument("basedata", nargs="?", default=HERE / "basedata")
    arguments.add_argument("on", nargs="?", type=date.fromisoformat, default=date(2027, 1, 15))
    args = arguments.parse_args(argv)

    catalogue = ex.Catalogue.of(ex.read(args.basedata))
    entries = ex.Entries.of(ex.read(args.entries))
    report = ex.check(entries, catalogue)
    quote = ex.quote(entries, catalogue, on=args.on)

    for subject, part in quote.by("subject").items():
        print(f"{part.total!s:>10}  {part.lines:>4}  {subject or '(none)'}")
    print(f"{quote.total!s:>10}  {len(quote):>4}  in all, on {quote.on}, before late fees")
    for line in quote:
        if not isinstance(line.amount, ex.Money):
            print(f"no price: row {line.origin.line}, {line.code or 'no code'}: {line.because[0].says}")
    print(f"findings: {report.summary}")


if __name__ == "__main__":
    main()
