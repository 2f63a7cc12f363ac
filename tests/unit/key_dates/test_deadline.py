"""The value: columns, identifiers, pickling."""

import pickle
from datetime import date

from examcore.key_dates import COLUMNS, deadlines_of

RULE = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}


def test_rows_have_the_documented_columns_and_plain_values(shipped, england):
    for row in deadlines_of(shipped, year="2026/27", calendar=england).rows():
        assert list(row) == list(COLUMNS)
        assert all(value is None or type(value) in {str, int, bool} for value in row.values())


def test_a_row(make):
    (row,) = deadlines_of([make(RULE | {"source": "ME; RULES CAL-02", "note": "so"})], "2027-06").rows()
    assert row == {
        "event": "entry",
        "title": "the entry",
        "body": "demo",
        "bodies": "demo",
        "series": "2027-06",
        "year": "2026/27",
        "scope": "",
        "zone": "",
        "first": "2027-02-21",
        "day": "2027-02-21",
        "working_day": "2027-02-19",
        "session": "",
        "evidence": "DERIVED",
        "expected": True,
        "lack": None,
        "because": "2027 is not announced; 21 February was seen in 2024; so",
        "source": "ME; RULES CAL-02",
        "dataset": "demo.deadlines.series",
        "line": 2,
    }


def test_the_identifier_survives_another_day_and_tells_deadlines_apart(make, shipped):
    (one,) = deadlines_of([make(RULE)], "2027-06")
    announced = make(RULE, {"event": "entry", "series": "2027-06", "date": "2027-02-24"})
    (other,) = deadlines_of([announced], "2027-06")
    assert one.uid == other.uid
    assert one.day != other.day
    for year in ("2017/18", "2023/24", "2025/26", "2026/27"):
        uids = [d.uid for d in deadlines_of(shipped, year=year)]
        assert len(uids) == len(set(uids)) > 40


def test_equality_leaves_out_the_origin_and_values_can_be_pickled(make, england):
    moved = make({"event": "amendment", "series": "2020-03", "date": "2020-01-01"}, RULE)
    (one,) = deadlines_of([make(RULE)], "2027-06", calendar=england)
    two = deadlines_of([moved], "2027-06", calendar=england).items[0]
    assert one == two
    assert hash(one) == hash(two)
    assert one.origins != two.origins
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own


def test_the_rule_of_the_regulations_names_the_reason(make):
    (one,) = deadlines_of([make(RULE | {"source": "ME; RULES CAL-02"})], "2027-06")
    assert one.decision.because[0].rule == "CAL-02"
    assert str(one).startswith("demo 2027-06 entry: Sunday 21 February 2027 (last working day: Friday")
    assert date(2027, 2, 19) == one.begins


def test_people_read_words(make, england):
    row = {"event": "late", "series": "2027-06", "date": "2027-03-29/2027-04-21", "scope": "gce", "zone": "3"}
    (late,) = deadlines_of([make(row)], "2027-06", calendar=england)
    assert (late.heading, late.about) == (f"The late: {late.about}", "DEMO, gce, zone 3, June 2027")
    assert late.when == "Monday 29 March 2027 to Wednesday 21 April 2027"
    (old,) = deadlines_of(
        [make(RULE | {"series": "1990-06", "date": "1990-01-01", "seen_in": ""})], "1990-06", calendar=england
    )
    assert (old.stated, old.when) == (None, "Monday 1 January 1990")
    yearly = make({"event": "late", "date": "--10-31", "seen_in": "undated"}, id="pearson.deadlines.series")
    (one,) = deadlines_of([yearly], year="2026/27", calendar=england)
    assert one.heading == "The late: Pearson, 2026/27"
    assert one.when == "Saturday 31 October 2026 (last working day: Friday 30 October 2026)"
    assert deadlines_of([make(RULE | {"date": "--02-29"})], "2027-06").items[0].when == "unknown"
