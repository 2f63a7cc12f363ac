"""Which row answers: precedence, contradictions, what is counted from other days, what is unknown."""

from datetime import date

import pytest

from examcore.datasets import Dataset
from examcore.dates import Duration, Jurisdiction, LeapDay, Span, Unit
from examcore.errors import InvalidDeclaration, UnknownBody
from examcore.evidence import UNKNOWN, Evidence
from examcore.key_dates import Deadlines, Lack, deadlines_of

RULE = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}


def days(found, **conditions):
    return [(d.body, " ".join(d.scope), d.day, d.evidence) for d in found.filter(**conditions)]


def test_a_published_day_wins_over_a_rule(make):
    data = make(RULE, {"event": "entry", "series": "2026-06", "date": "2026-02-24"})
    assert days(deadlines_of([data], "2026-06")) == [("demo", "", date(2026, 2, 24), Evidence.SEEN)]


def test_a_rule_is_derived_outside_the_series_it_was_seen_in_and_names_them(make):
    (one,) = deadlines_of([make(RULE)], "2027-06")
    assert (one.evidence, one.expected) == (Evidence.DERIVED, True)
    assert "2024" in one.decision.because[0].says
    (one,) = deadlines_of([make(RULE)], "2024-06")
    assert (one.evidence, one.expected, one.day) == (Evidence.SEEN, False, date(2024, 2, 21))


def test_a_rule_that_is_remembered_stays_remembered(make):
    (one,) = deadlines_of([make(RULE | {"evidence": "RECALLED"})], "2027-06")
    assert (one.evidence, one.expected) == (Evidence.RECALLED, True)


def test_a_rule_for_january_falls_into_the_year_before(make):
    data = make(RULE | {"series": "--01", "date": "--10-21", "year_offset": "-1", "seen_in": "2024-01"})
    (one,) = deadlines_of([data], "2027-01")
    assert one.day == date(2026, 10, 21)
    assert "2023" in one.decision.because[0].says


def test_a_row_of_a_body_wins_over_one_of_jcq_and_a_published_one_over_both(make):
    common = make(
        RULE, {"event": "entry", "series": "2026-06", "date": "2026-02-20"}, id="jcq.deadlines.series"
    )
    own = make(RULE | {"date": "--03-01"}, id="aqa.deadlines.series")
    of = {"bodies": ["aqa", "ocr"], "shared_by": ["aqa", "ocr"]}
    assert [(d.body, d.bodies) for d in deadlines_of([common, own], "2027-06", **of)] == [
        ("jcq", ("ocr",)),
        ("aqa", ("aqa",)),
    ]
    (one,) = deadlines_of([common, own], "2026-06", **of)
    assert (one.body, one.bodies, one.day) == ("jcq", ("aqa", "ocr"), date(2026, 2, 20))


def test_without_word_of_who_shares_the_rows_of_jcq_they_stand_by_themselves(make):
    common = make(RULE, id="jcq.deadlines.series")
    other = make(RULE | {"event": "amendment"}, id="aqa.deadlines.series")
    found = deadlines_of([common, other], "2027-06")
    assert [(d.event, d.bodies) for d in found] == [("amendment", ("aqa",)), ("entry", ("jcq",))]
    with pytest.raises(TypeError, match="several"):
        deadlines_of([common], "2027-06", shared_by="aqa")


def test_jcq_does_not_speak_for_cambridge_unless_asked_to(make):
    common = make(RULE, id="jcq.deadlines.series")
    other = make(RULE | {"event": "amendment"}, id="cambridge.deadlines.series")
    found = deadlines_of([common, other], "2027-06", bodies=["cambridge"])
    assert [d.event for d in found] == ["amendment"]
    found = deadlines_of([common, other], "2027-06", bodies=["cambridge"], shared_by=["cambridge"])
    assert {d.event for d in found} == {"amendment", "entry"}


def test_scopes_are_decided_one_by_one(make):
    common = make(
        {"event": "results-public", "series": "2026-06", "scope": "gcse level-2", "date": "2026-08-20"},
        id="jcq.deadlines.series",
    )
    own = make(
        {"event": "results-public", "series": "2026-06", "scope": "gcse", "date": "2026-08-21"},
        id="wjec.deadlines.series",
    )
    both = ["wjec", "aqa"]
    found = deadlines_of([common, own], "2026-06", bodies=both, shared_by=both)
    assert [(d.body, d.scope, d.bodies, d.day.day) for d in found] == [
        ("jcq", ("gcse", "level-2"), ("aqa",), 20),
        ("jcq", ("level-2",), ("wjec",), 20),
        ("wjec", ("gcse",), ("wjec",), 21),
    ]


def test_a_day_for_all_stands_beside_that_of_a_scope_and_says_so(make):
    data = make(RULE, RULE | {"scope": "gce", "date": "--03-21"})
    general, special = deadlines_of([data], "2027-06")
    assert (general.day, special.day) == (date(2027, 2, 21), date(2027, 3, 21))
    assert general.decision.because[-1].says == "demo has rows of its own for gce"


def test_two_published_days_that_differ_are_unknown_and_both_are_named(make):
    one = make({"event": "entry", "series": "2027-06", "date": "2027-02-21"})
    two = make({"event": "entry", "series": "2027-06", "date": "2027-02-22"}, id="demo.deadlines.mine")
    (found,) = deadlines_of([one, two], "2027-06")
    assert (found.decision.value, found.lack, found.evidence) == (UNKNOWN, Lack.CONTRADICTION, None)
    said = " ".join(reason.says for reason in found.decision.because)
    assert "2027-02-21" in said
    assert "2027-02-22" in said
    assert [str(o) for o in found.origins] == ["demo.deadlines.series:2", "demo.deadlines.mine:2"]
    (finding,) = deadlines_of([one, two], "2027-06").findings.by_code()["deadlines.contradiction"]
    assert "2027-02-21 and 2027-02-22" in finding.message


def test_two_rows_with_one_day_agree_and_the_stronger_label_is_enough(make):
    one = make({"event": "entry", "series": "2027-06", "date": "2027-02-21", "evidence": "RECALLED"})
    two = make({"event": "entry", "series": "2027-06", "date": "2027-02-21"}, id="demo.deadlines.mine")
    (found,) = deadlines_of([one, two], "2027-06")
    assert (found.day, found.evidence, len(found.origins)) == (date(2027, 2, 21), Evidence.SEEN, 2)


def test_two_durations_that_differ_contradict_each_other(make):
    row = {"event": "appeal", "counted": "after", "counted_from": "outcome", "seen_in": "undated"}
    found = deadlines_of([make(RULE, row | {"date": "P15D"}, row | {"date": "P30D"})], "2027-06")
    (appeal,) = found.filter(event="appeal")
    assert appeal.lack is Lack.CONTRADICTION


def test_contingency_days_all_hold(make):
    row = {"event": "contingency", "series": "2026-06"}
    data = make(
        row | {"date": "2026-06-10", "session": "PM"}, row | {"date": "2026-06-24", "session": "all-day"}
    )
    found = deadlines_of([data], "2026-06")
    assert [(d.day.day, d.session) for d in found] == [(10, "PM"), (24, "all-day")]
    assert len({d.uid for d in found}) == 2


def test_zones_are_kept_apart(make):
    row = {"event": "entry", "series": "2027-06"}
    data = make(row | {"zone": "3", "date": "2027-02-21"}, row | {"zone": "4", "date": "2027-02-10"})
    found = deadlines_of([data], "2027-06")
    assert [(d.zone, d.day.day) for d in found] == [("4", 10), ("3", 21)]
    assert len(found.filter(zone="3")) == 1
    assert [d.what for d in found] == ["demo 2027-06 entry (zone 4)", "demo 2027-06 entry (zone 3)"]


# windows, leap days, weekends


def test_a_window_has_two_days(make):
    (one,) = deadlines_of(
        [make({"event": "late", "series": "2026-06", "date": "2026-02-22/2026-04-25"})], "2026-06"
    )
    assert one.decision.value == Span(date(2026, 2, 22), date(2026, 4, 25))
    assert (one.first, one.day, one.working_day) == (date(2026, 2, 22), date(2026, 4, 25), date(2026, 4, 24))
    assert one.begins == one.first


def test_29_february(make):
    data = make(RULE | {"date": "--02-29"})
    assert deadlines_of([data], "2028-06").items[0].day == date(2028, 2, 29)
    found = deadlines_of([data], "2027-06")
    assert [d.lack for d in found] == [Lack.NO_SUCH_DAY]
    assert "deadlines.no-such-day" in found.findings.by_code()
    (one,) = deadlines_of([data], "2027-06", leap_day=LeapDay.BEFORE)
    assert (one.day, one.evidence) == (date(2027, 2, 28), Evidence.ASSUMED)


def test_the_working_day_stands_beside_the_stated_one_and_differs_between_nations(make, calendars):
    # St Patrick's Day 2027 is a Wednesday; St Andrew's Day, a Monday in 2026, moves nothing elsewhere
    data = make(RULE | {"date": "--03-17"})
    got = {j: deadlines_of([data], "2027-06", calendar=c).items[0] for j, c in calendars.items()}
    assert {d.day for d in got.values()} == {date(2027, 3, 17)}
    assert {j: d.working_day.day for j, d in got.items()} == {
        Jurisdiction.ENGLAND_AND_WALES: 17,
        Jurisdiction.SCOTLAND: 17,
        Jurisdiction.NORTHERN_IRELAND: 16,
    }


def test_a_day_that_the_calendar_does_not_know_has_no_working_day(make, england):
    data = make(RULE | {"series": "1990-06", "date": "1990-01-01", "seen_in": ""})
    (one,) = deadlines_of([data], "1990-06", calendar=england)  # the last working day lies before its years
    assert (one.day, one.stated, one.working_day) == (date(1990, 1, 1), None, None)
    assert one.begins == one.day


# what is counted


BASE = {"event": "results-public", "series": "2026-06", "scope": "gcse", "date": "2026-08-20"}
AFTER = {"event": "certificates", "date": "P12W", "counted": "after", "counted_from": "results-public"}
UNDATED = {"seen_in": "undated"}


def test_what_is_counted_from_an_event_takes_its_scope(make):
    found = deadlines_of([make(BASE, AFTER | UNDATED)], "2026-06")
    (one,) = found.filter(event="certificates")
    assert (one.day, one.scope, one.evidence) == (date(2026, 11, 12), ("gcse",), Evidence.DERIVED)
    assert (one.duration, one.sign, one.counted_from) == (Duration(12, Unit.WEEK), 1, "results-public")


def test_before_and_the_day_itself(make):
    before = AFTER | UNDATED | {"event": "amendment", "date": "P1W", "counted": "before"}
    same = {"event": "coi-notice", "counted_from": "results-public"} | UNDATED
    found = deadlines_of([make(BASE, before, same)], "2026-06")
    assert {d.event: (d.day, d.evidence) for d in found} == {
        "amendment": (date(2026, 8, 13), Evidence.DERIVED),
        "coi-notice": (date(2026, 8, 20), Evidence.SEEN),
        "results-public": (date(2026, 8, 20), Evidence.SEEN),
    }


def test_what_is_counted_from_an_unknown_day_is_unknown_unless_it_is_given(make):
    data = make(BASE, AFTER | UNDATED)
    found = deadlines_of([data], "2027-06")
    assert {d.event: d.lack for d in found} == {
        "certificates": Lack.BASE_UNKNOWN,
        "results-public": Lack.NOT_ANNOUNCED,
    }
    found = deadlines_of([data], "2027-06", after={"results-public": date(2027, 8, 19)})
    (one,) = found.known
    assert (one.event, one.day, one.evidence) == ("certificates", date(2027, 11, 11), Evidence.DERIVED)


def test_of_each_case(make, england):
    row = {"event": "appeal", "date": "P15D", "counted": "after", "counted_from": "outcome"} | UNDATED
    found = deadlines_of([make(RULE, row)], "2027-06")
    (appeal,) = found.unknown
    assert (appeal.lack, appeal.row()["lack"]) == (Lack.OF_EACH_CASE, "of-each-case")
    told = appeal.count(date(2027, 9, 1), england)
    assert (told.day, told.working_day, told.evidence) == (
        date(2027, 9, 16),
        date(2027, 9, 16),
        Evidence.DERIVED,
    )
    assert told.count(date(2027, 9, 2)).day == date(2027, 9, 17)
    with pytest.raises(TypeError, match="not counted"):
        found.known.items[0].count(date(2027, 9, 1))


def test_days_counted_from_each_other_are_unknown(make):
    one = {"event": "entry", "date": "P1D", "counted": "after", "counted_from": "certificates"} | UNDATED
    two = {"event": "certificates", "date": "P1D", "counted": "after", "counted_from": "entry"} | UNDATED
    found = deadlines_of([make(RULE | {"event": "late"}, one, two)], "2027-06")
    assert {d.event: d.lack for d in found.unknown} == {
        "entry": Lack.BASE_UNKNOWN,
        "certificates": Lack.BASE_UNKNOWN,
    }


# what nobody publishes


def test_an_event_of_other_years_is_unknown_and_not_left_out(make):
    found = deadlines_of([make(BASE)], "2027-06")
    (one,) = found
    assert (one.lack, one.scope) == (Lack.NOT_ANNOUNCED, ("gcse",))
    assert "2026-06 had 2026-08-20" in one.decision.because[0].says
    assert not found.findings.ok or found.findings.warnings


def test_a_scope_that_once_had_another_day_is_unknown_and_one_that_did_not_is_covered(make):
    published = {"event": "entry", "series": "2024-06"}
    data = make(
        RULE,
        published | {"scope": "gcse", "date": "2024-02-21"},
        published | {"scope": "ial", "date": "2024-03-21"},
    )
    found = deadlines_of([data], "2027-06")
    assert [(d.scope, d.known) for d in found] == [((), True), (("ial",), False)]


def test_an_announced_day_for_all_covers_the_scopes_that_once_had_the_day_for_all(make):
    published = {"event": "entry", "series": "2024-06"}
    data = make(
        RULE,
        {"event": "entry", "series": "2027-06", "date": "2027-02-19"},
        published | {"scope": "gcse", "date": "2024-02-21"},
        published | {"scope": "ial", "date": "2024-03-21"},
    )
    found = deadlines_of([data], "2027-06")
    assert [(d.scope, d.day) for d in found] == [((), date(2027, 2, 19)), (("ial",), None)]


def test_a_series_that_nobody_publishes_is_never_an_empty_success(make):
    found = deadlines_of([make(RULE, BASE)], "2027-08")
    assert len(found) == 2
    assert {d.lack for d in found} == {Lack.NOT_COVERED}
    (finding,) = found.findings.by_code()["deadlines.series-not-covered"]
    assert "2027-08" in finding.message
    assert "06" in finding.message


def test_events_of_which_nothing_is_known_are_listed(make):
    other = make(RULE | {"event": "amendment"}, id="ocr.deadlines.series")
    found = deadlines_of([make(RULE), other], "2027-06", bodies=["ocr"])
    (finding,) = found.findings.by_code()["deadlines.events-not-covered"]
    assert finding.message.endswith("entry")


# what is asked


def test_a_year_has_its_series_and_what_comes_once(make):
    data = make(
        RULE,
        RULE | {"series": "--11", "date": "--10-04"},
        {"event": "late", "date": "--10-31", "seen_in": "undated"},
    )
    found = deadlines_of([data], year="2026/27")
    assert [(str(d.series or d.year), d.event, d.day) for d in found] == [
        ("2026-11", "entry", date(2026, 10, 4)),
        ("2026/27", "late", date(2026, 10, 31)),
        ("2027-06", "entry", date(2027, 2, 21)),
    ]
    assert len(deadlines_of([data], ["2026-11", "2027-06"])) == 3


def test_what_comes_once_a_year_in_spring_lies_in_the_second_half(make):
    (one,) = deadlines_of([make({"event": "late", "date": "--04-30", "seen_in": "undated"})], year="2026/27")
    assert one.day == date(2027, 4, 30)


def test_example_rows_answer_only_when_asked_for(make):
    data = make(RULE | {"evidence": "EXAMPLE"}, RULE | {"event": "late"})
    assert [d.event for d in deadlines_of([data], "2027-06")] == ["late"]
    assert len(deadlines_of([data], "2027-06", examples=True)) == 2


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"series": "June 2027"}, ValueError),
        ({"series": None}, ValueError),
        ({"series": "2027-06", "year": "2026"}, ValueError),
        ({"series": "0001-06"}, ValueError),
        ({"series": "9999-06"}, ValueError),
        ({"series": "2027-06", "bodies": "demo"}, TypeError),
        ({"series": "2027-06", "bodies": ["other"]}, UnknownBody),
        ({"series": "2027-06", "after": {"entry": "2027-01-01"}}, TypeError),
    ],
)
def test_wrong_questions_are_the_callers_fault(make, arguments, error):
    with pytest.raises(error):
        deadlines_of([make(RULE)], **arguments)


@pytest.mark.parametrize(
    "row",
    [
        {"event": "entry", "series": "2027-06", "date": "21 February"},
        {"event": "entry", "series": "June", "date": "2027-02-21"},
        {"event": "entry", "series": "2027-06", "date": "--02-21"},
        {"event": "entry", "date": "2027-02-21"},
        {"event": "entry", "series": "--06", "date": "P1D", "counted": "after", "counted_from": "late"},
        {"event": "entry", "date": "P1D"},
        {"event": "entry", "date": "P1D", "counted_from": "late"},
        {"event": "entry", "series": "--06", "date": "--02-21", "year_offset": "2"},
    ],
)
def test_rows_that_cannot_be_read_are_named_by_line(make, row):
    with pytest.raises(InvalidDeclaration, match=r"demo\.deadlines\.series, line 2"):
        deadlines_of([make(row)], "2027-06")


OWN = """
id = "school.deadlines.series"
title = "days that we read"
covers = "June 2027"
as_of = 2026-11-01
key = ["body", "event", "series", "scope", "date"]
[columns]
body = "whose day"
event = "what for"
series = "year and month"
scope = "for which qualifications"
date = "when"
counted_from = "event"
evidence = "label"
source = "where it was read"
[sources]
KEY-DATES = "https://example.org/key-dates"
"""


def own(*lines):
    """A short table without closed lists, such as a centre keeps: the columns that it needs."""
    rows = "\n".join(sorted(lines))
    table = f"body,event,series,scope,date,counted_from,evidence,source\n{rows}\n"
    return Dataset.parse(table.encode(), OWN.encode())


def test_an_announced_day_of_a_short_table_wins_over_the_rule_of_whichever_body(make):
    common = make(RULE, BASE, id="jcq.deadlines.series")
    mine = own(
        "jcq,entry,2027-06,,2027-02-19,,SUPPLIED,KEY-DATES",
        "jcq,results-public,2027-06,gcse,2027-08-19,,SUPPLIED,KEY-DATES",
        "jcq,late,,,,entry,SUPPLIED,KEY-DATES",
    )
    found = deadlines_of([common, mine], "2027-06", bodies=["aqa"], shared_by=["aqa"])
    assert [(d.event, d.body, d.title, d.day, d.evidence) for d in found] == [
        ("entry", "jcq", "the entry", date(2027, 2, 19), Evidence.SUPPLIED),
        ("late", "jcq", "the late", date(2027, 2, 19), Evidence.SUPPLIED),
        ("results-public", "jcq", "the results-public", date(2027, 8, 19), Evidence.SUPPLIED),
    ]
    assert not found.items[0].expected
    assert found.items[0].documents == {"KEY-DATES": "https://example.org/key-dates"}
    assert deadlines_of([common, mine], "2028-06", shared_by=["aqa"]).items[0].expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("jcq,entrys,2027-06,,2027-02-19,,SUPPLIED,KEY-DATES", "event 'entrys' is in no list; nearest entry"),
        ("jcq,late,,,,entrys,SUPPLIED,KEY-DATES", "counted_from 'entrys' is in no list; nearest entry"),
        ("demos,entry,2027-06,,2027-02-19,,SUPPLIED,KEY-DATES", "body 'demos' is in no list; nearest demo"),
        ("jcq,zzz,2027-06,,2027-02-19,,SUPPLIED,KEY-DATES", "event 'zzz' is in no list; nearest none"),
    ],
)
def test_a_misspelt_code_of_a_short_table_is_refused(make, line, message):
    with pytest.raises(InvalidDeclaration, match=rf"school\.deadlines\.series, line 2: {message}"):
        deadlines_of([make(RULE), own(line)], "2027-06")


def test_a_misspelt_scope_of_a_short_table_is_refused(shipped):
    with pytest.raises(InvalidDeclaration, match="scope 'gcses' is in no list; nearest gcse"):
        deadlines_of([*shipped, own("jcq,entry,2027-06,gcses,2027-02-19,,SUPPLIED,KEY-DATES")], "2027-06")


def test_a_dataset_of_another_form_is_refused(make):
    data = make(RULE)
    object.__setattr__(data, "columns", {"event": "what"})
    with pytest.raises(InvalidDeclaration, match="none of deadlines"):
        deadlines_of([data], "2027-06")


# the collection


def test_due_counts_from_the_working_day_and_keeps_a_window_while_it_is_open(make):
    data = make(
        {"event": "entry", "series": "2027-06", "date": "2027-02-21"},
        {"event": "late", "series": "2027-06", "date": "2027-02-22/2027-04-21"},
    )
    found = deadlines_of([data], "2027-06")

    def due(on, within):
        return [d.event for d in found.due(on=on, within_days=within)]

    assert due(date(2027, 2, 8), 10) == []
    assert due(date(2027, 2, 8), 11) == ["entry"]  # Friday 19 February
    assert due(date(2027, 2, 21), 0) == ["entry"]  # Sunday: no working day, and still in time
    assert due(date(2027, 2, 22), 0) == ["late"]
    assert due(date(2027, 4, 21), 0) == ["late"]
    assert due(date(2027, 4, 22), 30) == []
    with pytest.raises(ValueError, match="0 or more"):
        found.due(on=date(2027, 2, 8), within_days=-1)
    with pytest.raises(TypeError, match="day"):
        found.due(on="2027-02-08", within_days=1)


def test_a_collection_adds_prints_and_sorts(make):
    june, november = (
        deadlines_of([make(RULE, RULE | {"series": "--11", "date": "--10-04"})], s)
        for s in ("2027-06", "2026-11")
    )
    both = june + november
    assert [d.series.month for d in both] == [11, 6]
    assert len(both + both) == 2
    assert len(both.filter(series="2027-06")) == 1
    assert repr(both) == "<Deadlines: 2 known, 0 unknown>"
    assert len(str(both).splitlines()) == 2
    assert isinstance(both.filter(evidence=Evidence.SEEN), Deadlines)
    with pytest.raises(TypeError):
        both + [1]  # noqa: RUF005  it is refused
