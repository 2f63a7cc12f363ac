"""Estimate what a series costs: on several days, by department, against a budget. The school is invented.

python examples/estimate_series.py [ENTRIES BASEDATA]
"""

import sys
from datetime import date

import examcore as ex
from examcore import samples

BUDGET = {"Arts": "7500.00", "English": "8000.00", "Mathematics": "8300.00", "Science": "14000.00"}
DAYS = [date(2027, 1, 20), date(2027, 2, 22), date(2027, 5, 4)]


def main(argv: list[str]) -> None:
    """Price the entries of a table, or of an invented centre."""
    if argv:
        entries, catalogue = ex.Entries.of(ex.read(argv[0])), ex.Catalogue.of(ex.read(argv[1]))
    else:
        school = samples.make_centre(seed=1, candidates=200)
        entries, catalogue = school.entries, school.catalogue

    cost = ex.cost_over_dates(entries, catalogue, DAYS, by="department")
    print(f"{cost[0].lines} entries, all of them received on")
    for day in cost:
        least = "" if day.complete else "at least "
        print(f"  {day.on}  {least + str(day.total):>18}  late fee not known: {day.open_lines}")

    year = ex.cost_of_year(entries, catalogue, "2026/27", days={"2027-06": DAYS[0]})
    print(f"of that in {year.year}: {year.total}; entries of other years: {dict(year.elsewhere)}")

    told = ex.against_budget(year, BUDGET)
    print(f"{'cost':>10}  {'budget':>10}  {'left':>10}  department")
    for part in told:
        budget, left = part.budget or "none", part.left or ""
        mark = "  OVER" if part.over else ""
        print(f"{part.cost.total!s:>10}  {budget!s:>10}  {left!s:>10}  {part.group or '(none)'}{mark}")
    print(f"findings: {(cost.findings + year.findings).summary}")


if __name__ == "__main__":
    main(sys.argv[1:])
