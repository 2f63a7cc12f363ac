"""Every dataset that ships: form, sources and labels; and what days and codes must keep to besides."""

import re
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest

import examcore_plugins
from examcore.datasets import Coverage, staleness
from examcore.dates import Duration, Recurring, Span, find_when, when_problem
from examcore.evidence import Evidence
from examcore.ids import qualification_number
from examcore.model import Series
from examcore.plugins import Registry

PLUGINS = Path(examcore_plugins.__file__).parent
REFS = {ref.id: ref for ref in Registry.builtin(strict=True).datasets}
DATASETS = {name: ref.read() for name, ref in REFS.items()}
DAYS = {name.split(".")[0]: d for name, d in DATASETS.items() if name.endswith(".deadlines.series")}
PRICES = {name.split(".")[0]: d for name, d in DATASETS.items() if name.endswith(".fees.prices")}
RULES = {name.split(".")[0]: d for name, d in DATASETS.items() if name.endswith(".fees.rules")}

every = pytest.mark.parametrize("name", sorted(DATASETS))
MACHINE = re.compile(
    r"(?i)(^|[\s\"'(])(/work|/home|/tmp|/users|/root|/mnt|[a-z]:\\)|file:|localhost|\.\./|@[a-z]"
)
WITHOUT_ADDRESS = (
    "the consolidated specification of the JCQ EDI formats",
    "the collection of rules",
    "the collection follows",
    "not redistributable",
    "facts only",
    "professional memory",
    "not named",
    "was not read",
    "public read-me texts",
)
"""What the description of a source without a public address says of it."""


def test_what_ships():
    assert set(DAYS) == {"jcq", "aqa", "ocr", "pearson", "wjec", "cambridge"}
    assert set(PRICES) == {"aqa", "ocr", "pearson", "wjec", "cambridge"}
    assert set(RULES) == {"jcq", "aqa", "ocr", "pearson", "wjec", "ccea", "cambridge"}


def test_every_table_in_a_plugin_is_offered():
    loaded = {ref.load() for ref in REFS.values()}
    tables = {p.read_bytes(): p for p in PLUGINS.glob("*/data/*.csv")}
    assert {table for table, _ in loaded} == set(tables)
    assert len(list(PLUGINS.glob("*/data/*.toml"))) == len(tables)


# each dataset


@every
def test_it_is_called_as_it_is_listed(name):
    dataset = DATASETS[name]
    assert (dataset.id, dataset.title) == (name, REFS[name].title)
    assert len(dataset)


@every
def test_bytes_are_plain(name):
    for data in REFS[name].load():
        text = data.decode("utf-8")
        assert not re.search("[\r\t\ufeff\xa0\u200b]", text)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert not MACHINE.search(text)


@every
def test_cells_hold_one_line_without_blanks_around_it(name):
    for row in DATASETS[name]:
        for cell in row.values():
            assert cell == cell.strip()
            assert "\n" not in cell


@every
def test_rows_are_sorted_and_told_apart_by_the_key(name):
    dataset = DATASETS[name]
    keys = [tuple(row[column] for column in dataset.key) for row in dataset]
    assert keys == sorted(set(keys))
    assert all(dataset.get(*key) is row for key, row in zip(keys, dataset, strict=True))


@every
def test_every_row_has_a_label_and_a_source_that_is_used(name):
    dataset = DATASETS[name]
    shipped = set(Evidence) - {Evidence.SUPPLIED, Evidence.ASSUMED}  # those two are the user's
    assert all(row.evidence in shipped for row in dataset)
    assert {source.key for row in dataset for source in row.sources} == set(dataset.sources)


@every
def test_sources_have_an_address_or_say_why_not(name):
    for key, source in DATASETS[name].sources.items():
        address = re.search(r"https?://[a-z0-9-]+\.[a-z0-9.-]+", source)
        assert address or any(words in source for words in WITHOUT_ADDRESS), (key, source)


@every
def test_what_is_only_remembered_says_so(name):
    for row in DATASETS[name]:
        if row.sources == tuple(s for s in row.sources if s.key == "MEMORY"):
            assert row.evidence is Evidence.RECALLED, row


@pytest.mark.parametrize("column", ["event", "scope", "counted_from", "tier", "unit", "applies_to", "effect"])
def test_a_code_means_the_same_in_all_datasets(column):
    meanings = {}
    for name, dataset in DATASETS.items():
        for code, meaning in dataset.codes.get(column, {}).items():
            group = "t-levels" if name == "jcq.deadlines.t-levels" else ""
            assert meanings.setdefault((group, code), meaning) == meaning, (name, code)
    assert meanings


@pytest.mark.parametrize("group", [DAYS, PRICES, RULES], ids=["deadlines", "prices", "rules"])
def test_bodies_share_one_shape(group):
    shapes = {(tuple(d.columns.items()), d.key, d.years) for d in group.values()}
    assert len(shapes) == 1
    assert all(row.evidence is not Evidence.EXAMPLE for d in group.values() for row in d)


# days

day = pytest.mark.parametrize(
    ("body", "row"),
    [pytest.param(b, r, id=f"{b}-{r.line}") for b, d in DAYS.items() for r in d],
)
PUBLISHED = {
    (row["event"], row["series"], row["date"])
    for d in DAYS.values()
    for row in d
    if re.fullmatch("[0-9]{4}-[0-9]{2}", row["series"])
}
SECOND_HAND = {
    ("access-arrangements", "2027-06"),
    ("modified-papers", "2027-06"),
    ("centre-marks", "2018-06"),
}
"""Seen as a rule for that series, without the day of the series beside it; the last one is tested apart."""


@day
def test_dates_are_in_the_notation(body, row):
    assert row["date"] == "" or not when_problem(row["date"])
    assert not row["zone"] or body == "cambridge"
    assert bool(row["session"]) <= (row["event"] == "contingency")


@day
def test_a_series_has_days_and_a_rule_has_rules(body, row):  # noqa: ARG001
    when = find_when(row["date"])
    if re.fullmatch("[0-9]{4}-[0-9]{2}", row["series"]):
        assert isinstance(when, date | Span)
        assert not (row["year_offset"] + row["counted"] + row["counted_from"] + row["seen_in"])
    elif row["series"]:
        assert re.fullmatch("--(0[1-9]|1[0-2])", row["series"])
        assert isinstance(when, Recurring)
        assert row["year_offset"] in ("0", "-1")
    else:
        assert when is None or isinstance(when, Duration | Recurring)
        assert not row["year_offset"]
    assert bool(row["counted"]) == isinstance(when, Duration)
    assert bool(row["counted_from"]) == (when is None or isinstance(when, Duration))


@day
def test_a_rule_names_where_it_was_seen(body, row):
    for seen in row["seen_in"].split():
        assert seen == "undated" or re.fullmatch("[0-9]{4}(-[0-9]{2}|/[0-9]{2})", seen)
    rule = not re.fullmatch("[0-9]{4}-[0-9]{2}", row["series"])
    if rule and row.evidence is not Evidence.RECALLED:
        assert row["seen_in"], (body, row)
    if row.evidence is Evidence.RECALLED:
        assert any(source.key == "MEMORY" for source in row.sources)


@day
def test_a_day_lies_near_its_series(body, row):
    when = find_when(row["date"])
    if isinstance(when, Span):
        assert when.first < when.last
        when = when.last
    if isinstance(when, date):
        series = Series.parse(row["series"])
        month = date(series.year, series.month, 1)
        assert timedelta(-300) < when - month < timedelta(200)
        before = {
            "entry",
            "basedata-available",
            "modified-papers",
            "estimated-entry",
            "very-late",
            "amendment",
        }
        after = {
            "results-public",
            "results-restricted",
            "review",
            "scripts",
            "priority-review",
            "certificates",
        }
        if body != "aqa" or series.year != 2021:  # the year of the pandemic
            assert not (row["event"] in before and when > month + timedelta(31)), row
        assert not (row["event"] in after and when < month), row


def in_series(rule, series):
    """The day of a rule for a series such as 2024-06."""
    year, month = map(int, series.split("-"))
    assert rule["series"] == f"--{month:02d}"
    return find_when(rule["date"]).in_year(year + int(rule["year_offset"]))


@day
def test_a_rule_gives_the_days_that_were_published(body, row):  # noqa: ARG001
    for seen in row["seen_in"].split():
        if row["series"] and seen != "undated" and (row["event"], seen) not in SECOND_HAND:
            assert (row["event"], seen, str(in_series(row, seen))) in PUBLISHED, (row, seen)


@day
def test_a_rule_lies_near_its_series(body, row):  # noqa: ARG001
    """Its day of the series 2027 falls before what it prepares, and after what it follows."""
    if not row["series"].startswith("--"):
        return
    when = in_series(row, f"2027{row['series'][1:]}")
    first = date(2027, int(row["series"][2:]), 1)
    if row["event"] in ("results-query", "certificates"):
        days = when.first if isinstance(when, Span) else when
        assert timedelta(30) < days - first < timedelta(160)
    else:
        assert timedelta(-270) < when - first <= timedelta(31), row


def test_a_rule_that_is_remembered_was_met_once():
    rule = DAYS["aqa"].get("centre-marks", "--06", "gcse", "", "--05-07")
    assert rule.evidence is Evidence.RECALLED
    assert DAYS["aqa"].get("centre-marks", "2018-06", "gcse", "", str(in_series(rule, "2018-06")))


@pytest.mark.parametrize("body", DAYS)
def test_only_contingency_days_and_appeals_have_several(body):
    key = ("event", "series", "scope", "zone")
    for found, rows in groupby(DAYS[body], key=lambda row: tuple(row[c] for c in key)):
        if len(list(rows)) > 1:
            assert found[0] in ("contingency", "appeal"), found


def test_the_third_date_of_aqa_is_three_rows_with_one_source():
    for series in ("2023-11", "2024-01", "2024-03", "2024-06", "--11", "--01", "--03", "--06"):
        rows = [
            [r for r in DAYS["aqa"] if (r["event"], r["series"]) == (event, series)]
            for event in ("very-late", "amendment", "withdrawal-refund")
        ]
        assert len({tuple((r["scope"], r["date"]) for r in part) for part in rows}) == 1
        assert rows[0]
        assert len({r.sources[0] for part in rows for r in part}) == 1


def test_no_day_of_2027_is_made_up():
    """Results and contingency days of 2027 are not known, and no rule answers for them."""
    known = {(row["event"], row["series"]) for d in DAYS.values() for row in d if row["series"] > "2026-06"}
    assert known == {("centre-marks", "2027-06")}
    rules = {row["event"] for d in DAYS.values() for row in d if row["series"].startswith("--")}
    assert not rules & {"results-public", "results-restricted", "contingency", "exam-window", "review"}


def test_days_agree_with_the_numbers_of_the_rules():
    """The calendar rules hold the same days under their own ids."""
    days = {row["date"] for d in DAYS.values() for row in d}
    rules = [r for r in DATASETS["jcq.rules.parameters"] if r["unit"] in ("day-of-year", "date")]
    calendar = [r for r in rules if r["rule"].startswith("CAL-")]
    assert len(calendar) > 20
    for rule in calendar:
        value = rule["value"]
        assert value in days or any(d.endswith(value[2:]) for d in days if value.startswith("--")), rule


@pytest.mark.parametrize(
    "row", DATASETS["jcq.deadlines.t-levels"].rows, ids=lambda r: f"{r['series']}-{r['event']}"
)
def test_series_of_t_levels(row):
    season, year = row["series"].split("-")
    assert season in ("summer", "autumn")
    when = find_when(row["date"])
    start = int(row["year"][:4]) + (season == "summer")
    assert int(year) == start
    assert date(start, 3 if season == "summer" else 8, 1) <= when <= date(start + 1, 6, 30)
    others = {
        r["event"]: r["date"] for r in DATASETS["jcq.deadlines.t-levels"] if r["series"] == row["series"]
    }
    order = ("series-start", "series-end", "results-available", "review-end", "appeal-end")
    assert [others[event] for event in order] == sorted(others[event] for event in order)
    assert row["provisional"] == (
        "yes" if row["series"] in ("summer-2026", "autumn-2026", "summer-2027") else ""
    )


# codes


def test_grades_have_a_set_and_a_rank():
    grades = DATASETS["jcq.codes.grades"]
    uses = DATASETS["jcq.codes.grade-set-uses"]
    ranks = {}
    for row in grades:
        ranks.setdefault(row["grade_set"], []).append(int(row["rank"]))
    assert set(ranks) == {row["grade_set"] for row in uses}
    assert all(sorted(r) == list(range(1, len(r) + 1)) for r in ranks.values())
    assert (len(uses), len(grades)) == (27, 290)
    for row in uses:
        labels = {grade.evidence for grade in grades if grade["grade_set"] == row["grade_set"]}
        assert row.evidence is Evidence.weakest([row.evidence, *labels])


def test_grade_sets_that_stand_in_for_a_code_are_there():
    stand_ins = {row["stand_in"].split(" without ")[0] for row in DATASETS["jcq.codes.gradesets"]} - {""}
    assert stand_ins
    assert stand_ins <= {row["grade_set"] for row in DATASETS["jcq.codes.grade-set-uses"]}


def test_qualification_numbers_follow_the_rule_and_those_that_do_not_are_listed():
    numbers = DATASETS["jcq.codes.qualification-numbers"]
    assert all(not qualification_number.problems(row["number"]) for row in numbers)
    for row in DATASETS["jcq.codes.qualification-number-exceptions"]:
        assert [p.kind for p in qualification_number.problems(row["number"])] == ["check-character"]
        assert qualification_number.check_character(row["number"][:-1]) == row["expected"]
        assert numbers.find(row["number"]) is None


def test_recognition_numbers_are_those_that_bodies_declare():
    organisations = DATASETS["jcq.codes.awarding-organisations"]
    assert all(re.fullmatch("RN[0-9]{4}", row["recognition_number"]) for row in organisations)
    listed = {row["body"]: row["recognition_number"] for row in organisations if row["body"]}
    bodies = Registry.builtin().bodies.bodies
    assert listed == {body.id: body.recognition_number for body in bodies}


# staleness


def test_the_report_tells_what_is_missing_for_a_year():
    report = {r.id: r for r in staleness(DATASETS.values(), date(2027, 1, 15))}
    assert all(r.age > 0 and r.asked == "2026/27" for r in report.values())
    assert report["jcq.codes.grades"].coverage is Coverage.TIMELESS
    assert all(report[f"{b}.fees.prices"].coverage is Coverage.NOT_COVERED for b in PRICES)
    assert report["wjec.deadlines.series"].coverage is Coverage.BY_RULE
    assert report["aqa.deadlines.series"].years[-1] == "2026/27"
