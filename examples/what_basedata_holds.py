"""Say what basedata holds: bodies, series, counts, options without a fee, findings by code.

python examples/what_basedata_holds.py [BASEDATA ...]
"""

import sys
from collections import Counter
from pathlib import Path

import examcore as ex

HERE = Path(__file__).parent / "first_quote"


def main(paths: list[str]) -> None:
    """Read the paths together, and print what is in them."""
    catalogue = ex.Catalogue.of(ex.read(paths or [HERE / "basedata"]))

    print(f"awarding bodies: {', '.join(catalogue.bodies)}")
    items = Counter((option.key.series, option.item) for option in catalogue)
    for series in catalogue.series:
        kinds = ", ".join(f"{items[series, item]} of item {item}" for item in "CUB" if items[series, item])
        print(f"{series}, {series.series}: {kinds}")
    for what in ("syllabuses", "options", "components", "links", "disallowed"):
        print(f"{len(getattr(catalogue, what)):>6}  {what}")

    print("options without a published fee:")
    for option in catalogue:
        if option.price is ex.NOT_PUBLISHED:
            cash_in = option.item == "C" and catalogue.has_components(option) is False
            print(f"  {option.key}  {option.title}{'  (cash-in)' if cash_in else ''}")

    print(f"findings: {catalogue.findings.summary}")
    for code, found in catalogue.findings.by_code().items():
        print(f"{len(found):>6}  {code}: {found[0].message}")


if __name__ == "__main__":
    main(sys.argv[1:])
