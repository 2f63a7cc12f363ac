"""The exams plan of a school for 2026/27: deadlines, internal days, owners, states, what is due, a calendar.

python examples/annual_plan.py [ON] [--out FOLDER]

With a folder the plan is kept there as a table and as a calendar file, which needs the extra ``calendar``.
Run again, it takes states and owners from the table: write ``done`` into it, or another owner. The school,
its terms and its people are invented; the days are those that examcore knows.
"""

import argparse
import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import examcore as ex
from examcore.dates import Duration, SchoolDays, Term, Unit
from examcore.key_dates import PLAN_COLUMNS, ContractedWeeks, Lack, Lead, Plan, internal_deadlines

YEAR = "2026/27"
SERIES = ("2026-11", "2027-06")  # the school's resits, and its summer
BODIES = ("aqa", "pearson")
TERMS = (
    Term("autumn, first half", date(2026, 9, 2), date(2026, 10, 23)),
    Term("autumn, second half", date(2026, 11, 2), date(2026, 12, 18)),
    Term("spring, first half", date(2027, 1, 4), date(2027, 2, 12)),
    Term("spring, second half", date(2027, 2, 22), date(2027, 3, 25)),
    Term("summer, first half", date(2027, 4, 12), date(2027, 5, 28)),
    Term("summer, second half", date(2027, 6, 7), date(2027, 7, 21)),
)
RESULTS_WEEKS = (date(2027, 8, 11), date(2027, 8, 18))  # worked beside term time, each as any day in it
LEADS = (
    Lead(
        event="entry",
        title="entries from departments",
        before=Duration(3, Unit.WEEK),
        at=time(16),
        owner="heads of department",
    ),
    Lead(
        event="entry",
        title="entries checked and sent",
        before=Duration(3, Unit.WORKING_DAY),
        owner="exams officer",
    ),
    Lead(
        event="centre-marks",
        title="marks to the exams office",
        before=Duration(1, Unit.WEEK),
        bodies=("aqa",),
        owner="heads of department",
    ),
    Lead(
        event="results-public",
        title="rota for results day",
        before=Duration(6, Unit.WEEK),
        owner="exams officer",
    ),
)
OWNERS = {
    "access-arrangements": "SENCo",
    "centre-marks": "exams officer",
    "entry": "exams officer",
    "modified-papers": "SENCo",
    "ncn-declaration": "head of centre",
}


def main(argv: list[str] | None = None) -> None:
    """Make the plan, and say what of it matters on a day."""
    arguments = argparse.ArgumentParser(description="The exams plan of an invented school for 2026/27.")
    arguments.add_argument("on", nargs="?", type=date.fromisoformat, default=date(2026, 9, 7))
    arguments.add_argument("--out", type=Path, help="folder for the plan, as a table and as a calendar file")
    args = arguments.parse_args(argv)

    found = ex.deadlines(SERIES, year=YEAR, bodies=BODIES)
    school_days = SchoolDays(terms=TERMS, calendar=ex.bank_holidays("england-and-wales"))
    internal = internal_deadlines(found, LEADS, terms=school_days)
    kept = read_table(args.out / "plan.csv") if args.out else []
    plan = Plan.of(
        found,
        internal,
        owners=OWNERS | {row["uid"]: row["owner"] for row in kept},
        states={row["uid"]: row["state"].lower() for row in kept},
    )

    print(f"{YEAR}: {len(plan.known)} tasks with a day, {len(plan.unknown)} without")
    for task in plan.known:
        mark = f" ({task.evidence})" if task.deadline.expected else ""
        print(f"  {task.state(args.on):<7}  {task}{mark}")

    print(f"due by {args.on + timedelta(days=14)}, or overdue:")
    for task in plan.due(on=args.on, within_days=14):
        print(f"  {task}")

    print("in weeks that are not worked:")
    weeks = ContractedWeeks.of_terms(YEAR, TERMS, RESULTS_WEEKS)
    for collision in plan.collisions(weeks):
        print(f"  {collision}")

    print("not announced where it could be read; look it up:")
    for one in found.unknown:
        if one.lack is Lack.NOT_ANNOUNCED:
            print(f"  {one.heading}: {one.decision.because[0].says}")
    print(f"internal: {internal.findings.summary}; the first: {internal.findings[0].message}")

    calendar = ex.to_icalendar(
        plan,
        stamp=datetime.combine(args.on, time(), UTC),
        alarms=[timedelta(days=6, hours=15), timedelta(hours=15)],  # at nine, a week and a day before
        name=f"Exams {YEAR}",
    )
    print(
        f"calendar file: {calendar.count} events, {len(calendar.findings)} left out as their day is unknown"
    )
    if args.out:
        write_files(args.out, {"plan.csv": table_of(plan, args.on), "plan.ics": calendar.data})


def table_of(plan: Plan, on: date) -> bytes:
    """The plan as CSV, for a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, PLAN_COLUMNS)
    writer.writeheader()
    writer.writerows(plan.rows(on=on))
    return text.getvalue().encode("utf-8-sig")


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of an earlier plan; none where there is no table yet."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Put them into the folder, in the place of those of an earlier run."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
        print(f"written: {name}")


if __name__ == "__main__":
    main()
