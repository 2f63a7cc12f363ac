"""What a day may rest on: days given by hand, bodies and years nobody saw, cells that cannot be."""

from datetime import date

import pytest

import examcore as ex
from examcore.datasets import Dataset
from examcore.errors import InvalidDeclaration
from examcore.evidence import Evidence
from examcore.key_dates import Lack, deadlines_of

RULE = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}
BASE = {"event": "results-public", "series": "2026-06", "date": "2026-08-20"}
AFTER = {
    "event": "certificates",
    "date": "P12W",
    "counted": "after",
    "counted_from": "results-public",
    "seen_in": "undated",
}
JUNE = {"results-public": date(2027, 8, 19)}


# days of events, given by hand


def test_a_bare_event_is_refused_where_several_series_are_asked(make):
    data = make(RULE, BASE, AFTER)
    with pytest.raises(ValueError, match="write '2026-06 results-public'"):
        deadlines_of([data], ["2026-06", "2027-06"], after=JUNE)
    with pytest.raises(ValueError, match="write '2026-11 results-public'"):
        deadlines_of([make(RULE, BASE, AFTER, RULE | {"series": "--11"})], year="2026/27", after=JUNE)
    found = deadlines_of([data], ["2027-06", "2028-06"], after={"2027-06 results-public": date(2027, 8, 19)})
    assert {str(d.series): d.day for d in found.filter(event="certificates")} == {
        "2027-06": date(2027, 11, 11),
        "2028-06": None,
    }


def test_a_day_that_is_known_wins_over_one_given_and_says_so(make):
    given = {"results-public": date(2026, 9, 1)}
    found = deadlines_of([make(RULE, BASE, AFTER)], "2026-06", after=given)
    (one,) = found.filter(event="certificates")
    assert one.day == date(2026, 11, 12)
    (finding,) = found.findings.by_code()["deadlines.after-not-used"]
    assert "2026-08-20" in finding.message
    same = deadlines_of([make(RULE, BASE, AFTER)], "2026-06", after={"results-public": date(2026, 8, 20)})
    assert "deadlines.after-not-used" not in same.findings.by_code()


def test_a_given_day_wins_over_one_that_is_only_expected(make):
    same = {"event": "coi-notice", "counted_from": "entry", "seen_in": "undated"}
    found = deadlines_of([make(RULE, same)], "2027-06", after={"entry": date(2027, 2, 19)})
    assert found.filter(event="coi-notice").items[0].day == date(2027, 2, 19)


def test_a_given_day_stands_for_the_scopes_whose_own_is_not_known(make):
    both = make(BASE | {"scope": "gcse"}, BASE | {"scope": "gce", "evidence": "RECALLED"}, AFTER)
    found = deadlines_of([both], "2026-06", after={"results-public": date(2026, 8, 13)})
    assert {d.scope: d.day for d in found.filter(event="certificates")} == {
        ("gcse",): date(2026, 11, 12),
        ("gce",): date(2026, 11, 5),
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("results-publik", "nearest 'results-public'"),
        ("2027-06 result-public", "nearest 'results-public'"),
        ("2026-06 results-public", "2026-06 is not asked"),
        ("2027-13 results-public", "2027-13"),
    ],
)
def test_given_days_of_no_event_are_refused(make, name, message):
    with pytest.raises(ValueError, match=message):
        deadlines_of([make(RULE, BASE, AFTER)], "2027-06", after={name: date(2027, 8, 19)})


# what was seen at some bodies, and in some years


def test_a_rule_of_all_that_was_seen_at_some_bodies_is_derived(make):
    asked = {"bodies": ["aqa", "ocr"], "shared_by": ["aqa", "ocr"]}
    common = {"id": "jcq.deadlines.series"}
    own = make(RULE | {"series": "2024-06", "date": "2024-02-21", "seen_in": ""}, id="aqa.deadlines.series")
    found = deadlines_of([make(RULE | {"seen_at": "aqa"}, **common), own], "2024-06", **asked)
    assert {d.bodies: (d.evidence, d.day) for d in found} == {
        ("aqa",): (Evidence.SEEN, date(2024, 2, 21)),
        ("ocr",): (Evidence.DERIVED, date(2024, 2, 21)),
    }
    (ocr,) = found.filter(body="ocr")
    assert "seen at aqa" in ocr.decision.because[0].says
    (stated,) = deadlines_of([make(RULE, **common)], "2024-06", **asked)
    assert (stated.evidence, stated.bodies) == (Evidence.SEEN, ("aqa", "ocr"))
    with pytest.raises(InvalidDeclaration, match="line 2: seen_at 'aqqa'"):
        deadlines_of([make(RULE | {"seen_at": "aqqa"}, **common)], "2024-06", **asked)


def test_shipped_marks_of_2027_are_expected_and_entries_of_2014_are_seen_at_aqa_alone():
    (marks,) = ex.deadlines("2027-06", bodies=["ccea"]).filter(event="centre-marks", scope="gcse").known
    assert (marks.day, marks.evidence) == (date(2027, 5, 15), Evidence.DERIVED)
    for year in (2014, 2015, 2018):
        (entry,) = ex.deadlines(f"{year}-06", bodies=["ocr"]).filter(event="entry", scope="gce").known
        assert entry.evidence is Evidence.DERIVED
    aqa = ex.deadlines("2014-06", bodies=["aqa"]).filter(event="entry", scope="gce").known
    assert [(d.day, d.evidence) for d in aqa if d.scope] == [(date(2014, 3, 21), Evidence.SEEN)]


@pytest.mark.parametrize(
    ("series", "known"), [("2013-06", False), ("2014-06", True), ("2044-06", True), ("2045-06", False)]
)
def test_a_rule_answers_ten_years_back_and_twenty_ahead(make, series, known):
    (one,) = deadlines_of([make(RULE)], series)
    assert one.known is known
    if not known:
        assert one.lack is Lack.NOT_ANNOUNCED
        assert "seen in 2024" in one.decision.because[0].says


@pytest.mark.parametrize(
    ("series", "known"), [("2009-06", False), ("2010-06", True), ("2046-06", True), ("2047-06", False)]
)
def test_a_rule_without_a_year_answers_from_2010(make, series, known):
    for seen in ("undated", ""):
        (one,) = deadlines_of([make(RULE | {"seen_in": seen})], series)
        assert one.known is known


def test_a_rule_too_far_away_does_not_hide_one_that_is_near(make):
    common = make(RULE | {"seen_in": "2014-06"}, id="jcq.deadlines.series")
    own = make(RULE | {"date": "--03-01"}, id="aqa.deadlines.series")
    (one,) = deadlines_of([common, own], "2012-06", bodies=["aqa"], shared_by=["aqa"])
    assert one.day == date(2012, 2, 21)


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("--10-01/--09-15", date(2025, 10, 1), date(2026, 9, 15)),
        ("--08-25/--09-05", date(2026, 8, 25), date(2026, 9, 5)),
        ("--09-01/--08-31", date(2026, 9, 1), date(2027, 8, 31)),
        ("--02", date(2027, 2, 1), date(2027, 2, 28)),
    ],
)
def test_a_yearly_window_ends_in_the_year_asked_for(make, window, first, last):
    (one,) = deadlines_of([make({"event": "late", "date": window, "seen_in": "undated"})], year="2026/27")
    assert (one.first, one.day) == (first, last)


def test_years_are_taken_with_a_hyphen_everywhere(make):
    row = {"event": "late", "date": "--10-31", "seen_in": "2026-27"}
    for year in ("2026-27", "2026/27"):
        (one,) = deadlines_of([make(row)], year=year)
        assert one.evidence is Evidence.SEEN
    with pytest.raises(ValueError, match="0000/01"):
        deadlines_of([make(row)], year="0000/01")


# rows of one's own


def mine(*lines, columns="body,event,series,scope,date,evidence,source"):
    sidecar = """
id = "school.deadlines.series"
title = "days that we read"
covers = "June 2027"
as_of = 2026-11-01
key = ["body", "event", "series", "scope", "date"]
[columns]
""" + "".join(f'{c} = "of a test"\n' for c in columns.split(","))
    rows = "\n".join(sorted(lines))
    sources = '[sources]\nME = "read"\n'
    return Dataset.parse(f"{columns}\n{rows}\n".encode(), (sidecar + sources).encode())


def test_an_own_announced_day_wins_over_one_that_is_remembered(make):
    shipped = make(BASE | {"evidence": "RECALLED"})
    for label in ("SUPPLIED", "SEEN"):
        own = mine(f"demo,results-public,2026-06,,2026-08-21,{label},ME")
        found = deadlines_of([shipped, own], "2026-06", bodies=["demo"])
        assert [(d.day, d.evidence) for d in found] == [(date(2026, 8, 21), Evidence(label))]
        assert "2026-08-20" in " ".join(r.says for r in found.items[0].decision.because)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",entry,2027-06,,2027-02-19,SUPPLIED,ME", "body is blank"),
        ("demo,entry,2027-06,,9999-12-31,SUPPLIED,ME", "1990 to 2100"),
        ("demo,entry,2027-06,,0001-01-01,SUPPLIED,ME", "1990 to 2100"),
        ("demo,entry,2027-06,,2027-02-19/2101-01-01,SUPPLIED,ME", "1990 to 2100"),
        ("demo,entry,1989-06,,1990-02-19,SUPPLIED,ME", "1990 to 2100"),
    ],
)
def test_cells_that_cannot_be_are_named_by_line(make, line, message):
    with pytest.raises(InvalidDeclaration, match=rf"school\.deadlines\.series, line 2: .*{message}"):
        deadlines_of([make(RULE), mine(line)], "2027-06")


@pytest.mark.parametrize("seen", ["2027-13", "June", "2026/28", "1989-06", "2024-06 x"])
def test_where_a_rule_was_seen_is_a_series_or_a_year(make, seen):
    with pytest.raises(InvalidDeclaration, match="line 2: seen_in"):
        deadlines_of([make(RULE | {"seen_in": seen})], "2027-06")


@pytest.mark.parametrize(
    ("event", "day", "told"),
    [
        ("entry", "2027-07-01", True),
        ("entry", "2024-02-19", True),
        ("amendment", "2072-02-19", True),
        ("entry", "2027-02-19", False),
        ("entry", "2026-02-19", False),
        ("results-public", "2027-08-19", False),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(make, event, day, told):
    found = deadlines_of([make(RULE), mine(f"demo,{event},2027-06,,{day},SUPPLIED,ME")], "2027-06")
    assert ("deadlines.implausible-day" in found.findings.by_code()) is told


# questions that cannot be meant


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"body": "AQA"}, "nearest 'aqa'"),
        ({"event": "entrys"}, "nearest 'entry'"),
        ({"series": "6G27"}, "6G27"),
        ({"scope": "GCSE"}, "nearest 'gcse'"),
        ({"evidence": "seen"}, "nearest 'SEEN'"),
    ],
)
def test_a_filter_for_what_cannot_be_is_refused(conditions, message):
    found = ex.deadlines("2027-06", bodies=["aqa"])
    with pytest.raises(ValueError, match=message):
        found.filter(**conditions)
    with pytest.raises(ValueError, match=message):
        found.known.filter(**conditions)


def test_a_filter_for_what_is_not_there_is_empty():
    found = ex.deadlines("2027-06", bodies=["aqa"])
    assert not len(found.filter(body="ocr"))
    assert not len(found.filter(series="2026-06"))
    assert len(found.filter(evidence="DERIVED")) == len(found.filter(evidence=Evidence.DERIVED)) > 0


def test_nothing_asked_is_refused():
    for arguments in ({"series": []}, {"series": "2027-06", "bodies": []}):
        with pytest.raises(ValueError, match="name"):
            ex.deadlines(**arguments)


def test_equal_deadlines_of_two_questions_become_one():
    both = ex.deadlines("2027-06", bodies=["aqa"]) + ex.deadlines("2027-06", bodies=["ocr"])
    assert len({d.uid for d in both}) == len(both)
    (entry,) = both.filter(event="entry").known
    assert entry.bodies == ("aqa", "ocr")
    together = ex.deadlines("2027-06", bodies=["aqa", "ocr"])
    assert {d.uid for d in both} == {d.uid for d in together}
    assert len(both + both) == len(both)
    assert len((both + both).findings) == len(both.findings)


def test_a_known_day_wins_in_a_sum_and_two_that_differ_are_told(make):
    known = deadlines_of([make(RULE, BASE | {"series": "2027-06", "date": "2027-08-19"}, BASE)], "2027-06")
    unknown = deadlines_of([make(RULE, BASE)], "2027-06")
    for both in (known + unknown, unknown + known):
        assert [d.day for d in both.filter(event="results-public")] == [date(2027, 8, 19)]
    other = deadlines_of([make(RULE, BASE | {"series": "2027-06", "date": "2027-08-20"}, BASE)], "2027-06")
    both = known + other
    (one,) = both.filter(event="results-public")
    assert one.lack is Lack.CONTRADICTION
    assert "deadlines.contradiction" in both.findings.by_code()


def test_a_message_about_many_days_is_bounded(make):
    rows = [RULE | {"series": "2027-06", "date": f"2027-02-{d:02d}", "seen_in": ""} for d in range(1, 29)]
    (finding,) = deadlines_of([make(*rows)], "2027-06").findings.by_code()["deadlines.contradiction"]
    assert len(finding.message) < 250
    assert "24 more" in finding.message
    with pytest.raises(ex.ExamcoreError) as caught:
        deadlines_of([make(RULE)], "2027-06", bodies=["x" * 10_000])
    assert len(str(caught.value)) < 300


def test_the_label_stands_there_also_where_no_working_day_is_known(make, england):
    day = RULE | {"series": "1990-06", "date": "1990-01-01", "seen_in": ""}
    (one,) = deadlines_of([make(day)], "1990-06", calendar=england)
    assert one.working_day is None
    assert str(one) == "demo 1990-06 entry: Monday 1 January 1990 [SEEN]"
