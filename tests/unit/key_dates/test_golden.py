"""June 2024 of AQA, as announced, and June 2027, by rule: tables kept as text, compared with the CSV by hand.

The comparison reads the CSV files itself, and knows nothing of examcore's dates.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

import examcore_plugins
from examcore.key_dates import deadlines_of

HERE = Path(__file__).parent
DATA = Path(examcore_plugins.__file__).parent
# written down by hand for England and Wales, for the two spans that matter
BANK_HOLIDAYS = {
    *("2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27"),
    *("2024-08-26", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03"),
    *("2027-05-31", "2027-08-30"),
}
SERIES = ("2024-06", "2027-06")


def table(shipped, england, sharing, series):
    found = deadlines_of(shipped, series, bodies=["aqa"], calendar=england, shared_by=sharing)
    lines = []
    for r in found.rows():
        day = r["day"] or "unknown"
        window = f"{r['first']}/" if r["first"] != r["day"] else ""
        cells = (r["body"], r["event"], r["scope"] or "-", window + day, r["working_day"] or "-")
        what = r["evidence"] or r["lack"]
        lines.append("  ".join((*cells, what, f"{r['dataset']}:{r['line']}")))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("series", SERIES)
def test_the_table(shipped, england, sharing, series):
    kept = HERE / f"aqa_{series}.txt"
    assert table(shipped, england, sharing, series) == kept.read_text(encoding="utf-8")


def rows_of_csv():
    rows = {}
    for body in ("jcq", "aqa"):
        with (DATA / body / "data" / f"deadlines_{body}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for line, row in enumerate(reader, start=2):
                rows[f"{body}.deadlines.series:{line}"] = row
    return rows


def kept_lines(series):
    text = (HERE / f"aqa_{series}.txt").read_text(encoding="utf-8")
    return [line.split("  ") for line in text.splitlines()]


@pytest.mark.parametrize("series", SERIES)
def test_each_line_against_the_csv(series):
    csv_rows, year = rows_of_csv(), int(series[:4])
    days = {}
    for body, event, _, day, *_ in kept_lines(series):
        days.setdefault((body, event), []).append(day)
    for body, event, scope, day, working_day, label, place in kept_lines(series):
        row = csv_rows[place]
        assert (row["event"], place.split(".")[0] == body or event == "coi-notice") == (event, True)
        if label == "not-announced":
            assert row["series"] != series  # another June, named in the reasons
            assert row["series"][4:] == "-06"
        elif label == "of-each-case":
            assert row["counted_from"] not in {r["event"] for r in csv_rows.values()}
        elif label == "base-unknown":
            assert "unknown" in days[body, row["counted_from"]]
        elif row["series"] == series:
            assert (row["date"], row["evidence"]) == (day, label)
        elif row["series"] == "--06":
            month = row["date"][1:]  # -02-21, or -09 for all of September
            expected = f"{year + int(row['year_offset'])}{month}"
            assert day == expected or (month == "-09" and day == f"{expected}-01/{expected}-30")
            seen = series in row["seen_in"].split() and not row["seen_at"]
            assert label == (row["evidence"] if seen or row["evidence"] == "RECALLED" else "DERIVED")
        elif not row["counted_from"]:  # comes once a year, in autumn
            assert (day, label) == (f"{year - 1}{row['date'][1:]}", "DERIVED")
        elif not row["date"]:
            assert day in days[body, row["counted_from"]]
        else:  # certificates are kept for twelve months
            assert row["date"] == "P12M"
            assert f"{int(day[:4]) - 1}{day[4:]}" in days[body, row["counted_from"]]
        if scope != "-" and "unknown" not in day and event != "coi-notice":
            assert scope == row["scope"]
        if day != "unknown":
            assert working_day == last_working_day(day.split("/")[-1]), (event, day)


def last_working_day(text):
    day = date.fromisoformat(text)
    while day.weekday() > 4 or day.isoformat() in BANK_HOLIDAYS:
        day -= timedelta(days=1)
    return day.isoformat()


@pytest.mark.parametrize("series", SERIES)
def test_no_row_of_the_series_is_missing(series):
    told = {line[-1] for line in kept_lines(series)}
    assert {place for place, row in rows_of_csv().items() if row["series"] == series} <= told


def test_what_was_announced_and_what_follows_from_rules():
    """The days an exams officer would look up first, written down by hand from the page of AQA."""
    of_2024 = {tuple(line[:4]) for line in kept_lines("2024-06")}
    for scope in ("gce", "gcse"):
        assert ("aqa", "entry", scope, "2024-02-21") in of_2024
        for event in ("very-late", "amendment", "withdrawal-refund"):  # the third date of AQA is three
            assert ("aqa", event, scope, "2024-04-21") in of_2024
    assert ("jcq", "results-public", "gcse", "2024-08-22") in of_2024
    of_2027 = {tuple(line[:6]) for line in kept_lines("2027-06")}
    assert ("jcq", "entry", "-", "2027-02-21", "2027-02-19", "DERIVED") in of_2027
    assert ("aqa", "amendment", "-", "2027-04-21", "2027-04-21", "DERIVED") in of_2027
    assert ("jcq", "results-public", "gcse level-2", "unknown", "-", "not-announced") in of_2027
