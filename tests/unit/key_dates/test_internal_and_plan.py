"""Internal deadlines by lead and terms; the plan with owner and state; weeks that are not worked."""

from datetime import date, time

import pytest

from examcore.dates import AcademicYear, Duration, SchoolDays, Term, Unit, Weekdays
from examcore.key_dates import (
    PLAN_COLUMNS,
    ContractedWeeks,
    Lead,
    Plan,
    State,
    deadlines_of,
    internal_deadlines,
)

ENTRY = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}
RESULTS = {"event": "results-public", "series": "2026-06", "date": "2026-08-20"}
LATE = {"event": "late", "series": "2027-06", "date": "2027-02-22/2027-04-21"}
TERMS = (
    Term("autumn", date(2026, 9, 2), date(2026, 12, 18)),
    Term("spring, first half", date(2027, 1, 4), date(2027, 2, 12)),
    Term("spring, second half", date(2027, 2, 22), date(2027, 3, 25)),
)


@pytest.fixture
def found(make):
    return deadlines_of([make(ENTRY, RESULTS, LATE)], "2027-06")


@pytest.fixture
def terms():
    return SchoolDays(terms=TERMS, calendar=Weekdays())


def lead(**given):
    return Lead(
        **{"event": "entry", "title": "entries to the office", "before": Duration(3, Unit.DAY)} | given
    )


def test_days_are_counted_from_the_stated_day(found):
    (one,) = internal_deadlines(found, [lead()])
    assert (one.day, one.counted, one.moved) == (date(2027, 2, 18), date(2027, 2, 18), False)


def test_working_days_need_a_calendar_or_terms(found, terms):
    rule = lead(before=Duration(3, Unit.WORKING_DAY))
    (one,) = internal_deadlines(found, [rule], calendar=Weekdays())
    assert one.day == date(2027, 2, 17)  # Friday 19, Thursday 18, Wednesday 17
    with pytest.raises(TypeError, match="working days"):
        internal_deadlines(found, [rule])
    assert internal_deadlines(found, [rule], terms=terms).items[0].counted == date(2027, 2, 17)


def test_one_in_the_holidays_is_moved_to_the_last_school_day_before_and_both_are_shown(found, terms):
    (one,) = internal_deadlines(found, [lead()], terms=terms)
    assert (one.counted, one.day, one.moved) == (date(2027, 2, 18), date(2027, 2, 12), True)
    assert one.because[-1].says == (
        "Thursday 18 February 2027 is no school day; the last one before it is Friday 12 February 2027"
    )
    (row,) = (r for r in Plan.of(found, [one]).rows(on=date(2027, 1, 1)) if r["internal"])
    assert (row["day"], row["counted"]) == ("2027-02-12", "2027-02-18")


def test_a_closed_day_at_the_end_of_term_is_passed_over(found):
    terms = SchoolDays(terms=TERMS, calendar=Weekdays(), closed=frozenset({date(2027, 2, 12)}))
    assert internal_deadlines(found, [lead()], terms=terms).items[0].day == date(2027, 2, 11)


def test_one_outside_the_terms_stays_and_is_told(found):
    terms = SchoolDays(terms=TERMS[2:], calendar=Weekdays())
    made = internal_deadlines(found, [lead()], terms=terms)
    assert made.items[0].day == date(2027, 2, 18)
    assert [f.code for f in made.findings] == ["deadlines.outside-terms"]


def test_a_window_is_counted_from_its_first_day(found):
    (one,) = internal_deadlines(found, [lead(event="late")])
    assert one.day == date(2027, 2, 19)


def test_a_lead_without_a_day_is_told(found, england, make):
    made = internal_deadlines(found, [lead(event="results-public"), lead(event="entrys")])
    assert [f.code for f in made.findings] == ["deadlines.lead-without-day", "deadlines.lead-without-event"]
    assert not len(made)
    data = make(ENTRY | {"series": "1990-06", "date": "1990-01-01", "seen_in": ""})
    old = deadlines_of([data], "1990-06")
    made = internal_deadlines(old, [lead(before=Duration(2, Unit.WORKING_DAY))], calendar=england)
    assert [f.code for f in made.findings] == ["deadlines.lead-without-day"]


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        ({"bodies": ("demo",)}, 1),
        ({"bodies": ("aqa",)}, 0),
        ({"series": ("2027-06",)}, 1),
        ({"series": ("2026-06",)}, 0),
        ({"scope": ("gcse",)}, 1),
    ],
)
def test_leads_can_be_limited(found, limits, count):
    assert len(internal_deadlines(found, [lead(**limits)])) == count


def test_internal_identifiers_are_stable_and_differ_by_title(found):
    one, two = internal_deadlines(found, [lead(), lead(title="checks by heads")])
    assert one.uid != two.uid
    (again,) = internal_deadlines(found, [lead(owner="somebody else")])
    assert again.uid in {one.uid, two.uid}


# the plan


def test_a_plan_has_owner_and_state(found):
    internal = internal_deadlines(found, [lead(owner="heads of department", at=time(16))])
    uid = found.filter(event="late").items[0].uid
    plan = Plan.of(found, internal, owners={"entry": "exams officer"}, states={uid: "done"})
    rows = {r["what"]: r for r in plan.rows(on=date(2027, 2, 19))}
    assert [list(r) for r in rows.values()] == [list(PLAN_COLUMNS)] * 4
    assert [(w, r["owner"], r["state"]) for w, r in rows.items()] == [
        ("entries to the office", "heads of department", "overdue"),
        ("the entry", "exams officer", "open"),
        ("the late", "", "done"),
        ("the results-public", "", "open"),
    ]
    assert rows["entries to the office"]["time"] == "16:00"
    assert rows["the results-public"]["day"] is None
    assert repr(plan) == "<Plan: 4 tasks, 1 done>"


def test_the_day_itself_is_in_time(found):
    (task,) = Plan.of(found.filter(event="entry"))
    assert task.state(date(2027, 2, 21)) is State.OPEN
    assert task.state(date(2027, 2, 22)) is State.OVERDUE


def test_owners_by_identifier_win_and_other_states_are_refused(found):
    (uid,) = (d.uid for d in found.filter(event="entry"))
    plan = Plan.of(found, owners={"entry": "office", uid: "deputy head"})
    assert [t.owner for t in plan if t.uid == uid] == ["deputy head"]
    with pytest.raises(ValueError, match="neither open nor done"):
        Plan.of(found, states={uid: "finished"})


def test_a_table_of_the_plan_can_be_handed_back(found):
    plan = Plan.of(found, internal_deadlines(found, [lead(owner="heads")]), owners={"late": "office"})
    rows = list(plan.rows(on=date(2027, 3, 1)))
    assert {r["state"] for r in rows} == {"open", "overdue"}
    rows[0]["state"] = "done"
    again = Plan.of(
        found,
        internal_deadlines(found, [lead()]),
        owners={r["uid"]: r["owner"] for r in rows},
        states={r["uid"]: r["state"] for r in rows},
    )
    assert list(again.rows(on=date(2027, 3, 1))) == rows


def test_tasks_and_collisions_read_as_sentences(found):
    plan = Plan.of(found, internal_deadlines(found, [lead(owner="heads", at=time(16))]))
    assert str(plan).splitlines() == [
        "Thursday 18 February 2027 at 16:00: Entries to the office: DEMO, June 2027 [heads]",
        "Sunday 21 February 2027 (last working day: Friday 19 February 2027): The entry: DEMO, June 2027",
        "Monday 22 February 2027 to Wednesday 21 April 2027: The late: DEMO, June 2027",
        "unknown: The results-public: DEMO, June 2027",
    ]
    assert [len(plan.known), len(plan.unknown)] == [3, 1]
    assert plan.unknown.findings == plan.findings
    internal = internal_deadlines(found, [lead(owner="heads", at=time(16))])
    assert str(internal) == (
        "Thursday 18 February 2027 at 16:00: entries to the office (demo 2027-06 entry) [heads]"
    )
    assert repr(internal) == "<InternalDeadlines: 1, no findings>"
    first, *_ = plan.collisions(ContractedWeeks.of("2026/27", [date(2027, 2, 12)]))
    assert str(first) == (
        "Thursday 18 February 2027 at 16:00: Entries to the office: DEMO, June 2027 [heads], in the week of "
        "Monday 15 February 2027, which is not worked; the last week worked before it begins on "
        "Monday 8 February 2027"
    )
    with pytest.raises(ValueError, match="2026/27"):
        ContractedWeeks.of("2026", [])


def test_states_of_nothing_are_told_and_findings_are_kept(found):
    plan = Plan.of(found, states={"x@examcore": State.DONE, "y@examcore": "open"})
    (told,) = plan.findings.by_code()["deadlines.state-of-nothing"]
    assert told.params["count"] == 1
    assert set(found.findings.by_code()) < set(plan.findings.by_code())


def test_due_has_what_is_open_and_what_is_overdue(found):
    uid = found.filter(event="late").items[0].uid
    plan = Plan.of(found, internal_deadlines(found, [lead()]), states={uid: "done"})

    def due(on, within):
        return [t.what for t in plan.due(on=on, within_days=within)]

    assert due(date(2027, 2, 17), 0) == []
    assert due(date(2027, 2, 17), 1) == ["entries to the office"]
    assert due(date(2027, 3, 1), 0) == ["entries to the office", "the entry"]
    with pytest.raises(ValueError, match="0 or more"):
        plan.due(on=date(2027, 2, 17), within_days=-1)


# weeks


def test_what_falls_into_a_week_that_is_not_worked_collides(found):
    weeks = ContractedWeeks.of_terms(AcademicYear(2026), TERMS)
    plan = Plan.of(found, internal_deadlines(found, [lead()]))
    got = [(c.task.what, c.week, c.before) for c in plan.collisions(weeks)]
    half_term = date(2027, 2, 15)
    assert got == [
        ("entries to the office", half_term, date(2027, 2, 8)),
        ("the entry", half_term, date(2027, 2, 8)),  # Sunday 21, to be done on Friday 19
        ("the late", date(2027, 3, 29), date(2027, 3, 22)),  # a window: the first week of Easter
    ]
    found_in = plan.check_weeks(weeks)
    assert [f.code for f in found_in] == ["deadlines.week-not-worked"] * 3
    assert "the last week worked before it is that of 2027-02-08" in found_in[0].message


def test_more_weeks_settle_it_and_so_does_done(found):
    extra = [date(2027, 2, 17), date(2027, 3, 30), date(2027, 4, 8), date(2027, 4, 15), date(2027, 4, 20)]
    weeks = ContractedWeeks.of_terms(AcademicYear(2026), TERMS, extra)
    plan = Plan.of(found)
    assert plan.collisions(weeks) == ()
    none = ContractedWeeks.of(AcademicYear(2026), [])
    states = {task.uid: "done" for task in plan}
    assert Plan.of(found, states=states).collisions(none) == ()
    assert plan.collisions(none)[0].before is None
    assert "none before it is" in plan.check_weeks(none)[0].message


def test_days_of_another_year_are_counted_and_not_judged(found):
    weeks = ContractedWeeks.of(AcademicYear(2027), [])
    plan = Plan.of(found)
    assert plan.collisions(weeks) == ()
    (finding,) = plan.check_weeks(weeks)
    assert finding.code == "deadlines.weeks-not-told"
    assert finding.message.startswith("2 tasks lie outside 2027/28")


def test_leads_of_one_title_are_told_apart(found):
    leads = [lead(owner="a"), lead(before=Duration(1, Unit.WEEK)), lead(at=time(16))]
    made = internal_deadlines(found, leads)
    assert len({one.uid for one in made}) == 3
    plan = Plan.of(found, made, states={made.items[0].uid: "done"})
    assert sum(task.done for task in plan) == 1
    assert (
        len({one.uid for one in internal_deadlines(found, [lead(), lead(bodies=("demo",), owner="b")])}) == 2
    )
    with pytest.raises(ValueError, match=r"two leads .*'entries to the office'"):
        internal_deadlines(found, [lead(owner="a"), lead(owner="b")])


def test_people_are_not_in_a_repr(found):
    rule = lead(owner="Jane Secret")
    internal = internal_deadlines(found, [rule])
    plan = Plan.of(found, internal, owners={"entry": "Jane Secret"})
    hit = plan.collisions(ContractedWeeks.of("2026/27", []))
    for one in (rule, internal, internal.items[0], plan, *plan, hit):
        assert "Secret" not in repr(one)


def test_owners_of_nothing_are_refused(found):
    with pytest.raises(ValueError, match="'entrys'; nearest 'entry'"):
        Plan.of(found, owners={"entrys": "office"})
    uid = found.filter(event="entry").items[0].uid
    with pytest.raises(ValueError, match=f"nearest '{uid[:20]}"):
        Plan.of(found, owners={uid.replace("@", "x@"): "office"})
    assert len(Plan.of(found, owners={f"{'0' * 40}@examcore": "office"}))  # a task of an earlier plan
    assert len(
        Plan.of(found, owners={uid: "office", "amendment": "office"})
    )  # an event, though without a day here
