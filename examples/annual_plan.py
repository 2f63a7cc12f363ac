"""The exams plan of a school for 2026/27: deadlines, internal days, owners, states, what is due, a calendar.

python examples/annual_plan.py [ON] [--out FOLDER]

With a folder the plan is kept there as a table and as a calendar file, which needs the extra ``calendar``.
Run again, it takes states and owners from the table: write ``done`` into it, or another owner. Columns and
rows of your own stay; so do tasks that are no longer planned, at the end. A table that cannot be read is
left as it is.
The school, its terms and its people are invented; the days are those that examcore knows.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NoReturn

import examcore as ex
from examcore.dates import Duration, SchoolDays, Term, Unit
from examcore.key_dates import PLAN_COLUMNS, ContractedWeeks, Lack, Lead, Plan, State, internal_deadlines

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
LINE = "(line)"  # beside the columns of the table
FORMULA = tuple("=+-@\t\r")  # how a formula begins
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
    known = {task.uid for task in Plan.of(found, internal)}
    table = read_table(args.out / "plan.csv") if args.out else []
    kept = {row["uid"]: row for row in table if row["uid"] in known}
    others = [row for row in table if row["uid"] not in known]
    plan = Plan.of(
        found,
        internal,
        owners=OWNERS | {uid: row["owner"] for uid, row in kept.items()},
        states={uid: state_of(row) for uid, row in kept.items()},
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
        for row in others:
            what = row["what"] or row["uid"]
            print(f"not of this plan, kept at the end of the table: {what} (line {row[LINE]})")
        write_files(args.out, {"plan.csv": table_of(plan, args.on, kept, others), "plan.ics": calendar.data})


def state_of(row: dict[str, str]) -> str:
    """The state that a person wrote; a word that is none would be lost, so nothing is written then."""
    state = row["state"].strip().casefold() or str(State.OPEN)
    if state not in set(State):
        refuse(f"line {row[LINE]}, {row['what']}: the state {row['state']!r} is neither open nor done")
    return state


def table_of(
    plan: Plan, on: date, kept: dict[str, dict[str, str]] | None = None, others: Iterable[dict[str, str]] = ()
) -> bytes:
    """The plan as CSV, for a spreadsheet, with the columns and rows of people."""
    kept, others = kept or {}, list(others)
    own = dict.fromkeys(c for row in (*kept.values(), *others) for c in row if c not in {*PLAN_COLUMNS, LINE})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*PLAN_COLUMNS, *own], extrasaction="ignore")
    writer.writeheader()
    for row in plan.rows(on=on):
        of_people = {column: kept.get(str(row["uid"]), {}).get(column, "") for column in own}
        writer.writerow({column: quoted(cell) for column, cell in (row | of_people).items()})
    writer.writerows({column: quoted(cell) for column, cell in row.items()} for row in others)
    return text.getvalue().encode("utf-8-sig")


def quoted(cell: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of an earlier plan, each with its line; none where there is no table yet."""
    if not path.exists():
        return []
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        refuse("it is not UTF-8; save it as CSV UTF-8")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"uid", "owner", "state", "what"} - set(reader.fieldnames or ())
    if missing:
        refuse(f"it has no column {', '.join(sorted(missing))}, or no commas between its cells")
    rows: dict[str, dict[str, str]] = {}
    for row in reader:
        if None in row:
            refuse(f"line {reader.line_num} has more cells than there are columns")
        plain = {name: unquoted(cell or "") for name, cell in row.items()} | {LINE: str(reader.line_num)}
        uid = plain["uid"] = plain["uid"].strip()
        if uid and uid in rows:
            refuse(f"line {reader.line_num}, {plain['what']}: the same task stands in line {rows[uid][LINE]}")
        rows[uid or f"line {reader.line_num}"] = plain
    return list(rows.values())


def unquoted(cell: str) -> str:
    """What stood in the cell before it was quoted."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def refuse(why: str) -> NoReturn:
    """Leave the table as it is, so that no word in it is lost."""
    sys.exit(f"plan.csv was left as it is: {why}")


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Put them into the folder, in the place of those of an earlier run."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        part = folder / f"{name}.part"  # the old file stays whole until the new one is
        part.write_bytes(data)
        part.replace(folder / name)
        print(f"written: {name}")


if __name__ == "__main__":
    main()
