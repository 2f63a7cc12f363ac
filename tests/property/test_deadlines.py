"""Laws of deadlines: what is due, what a filter keeps, working days, identifiers, internal days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from examcore.datasets import Dataset
from examcore.dates import Duration, HolidayCalendar, Jurisdiction, SchoolDays, Term, Unit
from examcore.evidence import Evidence
from examcore.key_dates import Lack, Lead, Plan, deadlines_of, internal_deadlines
from examcore.plugins import Registry
from examcore_plugins.jcq import data_of

REFS = Registry.builtin().datasets
SHIPPED = [ref.read() for ref in REFS if ref.id.endswith(".deadlines.series")]
HOLIDAYS = Dataset.parse(*data_of("examcore_plugins.jcq", "bank_holidays_uk"))
CALENDARS = {j: HolidayCalendar.of(HOLIDAYS, j) for j in Jurisdiction}
YEARS = ("2014/15", "2017/18", "2023/24", "2025/26", "2026/27", "2029/30")
SHARED = {"shared_by": Registry.builtin().bodies.sharing_jcq}
FOUND = {
    (y, j): deadlines_of(SHIPPED, year=y, calendar=c, **SHARED) for y in YEARS for j, c in CALENDARS.items()
}
EVENTS = sorted({d.event for found in FOUND.values() for d in found})

collections = st.sampled_from(list(FOUND.values()))
days = st.dates(date(2014, 9, 1), date(2031, 8, 31))
spans = st.integers(0, 400)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "body": st.sampled_from(["aqa", "jcq", "ocr", "pearson", "wjec", "ccea", "cambridge"]),
        "event": st.sampled_from(EVENTS),
        "scope": st.sampled_from(["gcse", "gce", "a-level", "btec"]),
        "zone": st.sampled_from(["", "3"]),
        "evidence": st.sampled_from(Evidence),
    },
)


@given(collections, days, spans, spans)
def test_due_grows_with_the_days_and_is_part_of_what_is_known(found, on, one, other):
    less, more = sorted((one, other))
    small = set(found.due(on=on, within_days=less))
    assert small <= set(found.due(on=on, within_days=more)) <= set(found.known)


@given(collections, days, spans)
def test_what_is_due_lies_in_the_days(found, on, within):
    for one in found.due(on=on, within_days=within):
        assert one.begins <= on + timedelta(days=within)
        assert on <= one.day


@given(collections, days)
def test_every_known_deadline_is_due_on_its_own_day(found, on):  # noqa: ARG001
    for one in found.known:
        assert one in set(found.due(on=one.day, within_days=0))


@given(collections)
def test_the_last_working_day_is_on_or_before_the_stated_day(found):
    for one in found.known:
        assert one.working_day <= one.day
        assert one.first <= one.day
        assert one.working_day.weekday() < 5
        assert one.day - one.working_day < timedelta(days=7)


@given(collections, conditions, conditions)
def test_filters_keep_a_part_twice_is_once_and_their_order_is_all_one(found, one, other):
    part = found.filter(**one)
    assert set(part) <= set(found)
    assert part.filter(**one) == part
    assert part.filter(**other) == found.filter(**other).filter(**one)
    assert found.filter() == found
    assert len(part.known) + len(part.unknown) == len(part)


@given(collections)
def test_a_day_has_a_label_and_what_has_none_says_why(found):
    for one in found:
        assert one.known == (one.day is not None) == (one.evidence is not None) == (one.lack is None)
        assert one.decision.because
        assert one.bodies
    assert len({one.uid for one in found}) == len(found)
    assert Lack.CONTRADICTION not in {one.lack for one in found}


@given(st.sampled_from([f"{y}-{m}" for y in range(2014, 2031) for m in ("01", "03", "06", "11")]), st.data())
def test_a_body_asked_alone_has_what_it_has_among_others(series, data):
    body = data.draw(st.sampled_from(["aqa", "ocr", "pearson", "wjec", "ccea", "cambridge"]))
    alone = deadlines_of(SHIPPED, series, bodies=[body], **SHARED)
    among = [d for d in deadlines_of(SHIPPED, series, **SHARED) if body in d.bodies]
    assert [(d.uid, d.decision.value) for d in alone] == [(d.uid, d.decision.value) for d in among]


leads = st.builds(
    Lead,
    event=st.sampled_from(EVENTS),
    title=st.sampled_from(["one", "two"]),
    before=st.builds(Duration, st.integers(1, 30), st.sampled_from(Unit)),
)
terms = SchoolDays(
    terms=tuple(
        term
        for year in range(2010, 2032)  # as far back as the longest lead reaches
        for term in (
            Term(f"autumn {year}", date(year, 9, 2), date(year, 12, 18)),
            Term(f"spring {year + 1}", date(year + 1, 1, 4), date(year + 1, 3, 25)),
            Term(f"summer {year + 1}", date(year + 1, 4, 12), date(year + 1, 7, 20)),
        )
    ),
    calendar=CALENDARS[Jurisdiction.ENGLAND_AND_WALES],
)


@given(collections, st.lists(leads, max_size=4, unique_by=lambda lead: (lead.event, lead.title, lead.before)))
def test_internal_days_lie_before_and_on_school_days(found, rules):
    made = internal_deadlines(found, rules, terms=terms)
    for one in made:
        assert one.day <= one.counted < one.deadline.first
        assert terms.is_working_day(one.day)
        assert one.moved == (not terms.is_working_day(one.counted))
    fitting = sum(rule.fits(d) for rule in rules for d in found.known)
    assert len(made) == fitting


@given(collections, st.lists(leads, max_size=3, unique_by=lambda lead: (lead.event, lead.title)), days, spans)
def test_a_plan_has_every_task_once(found, rules, on, within):
    internal = internal_deadlines(found, rules, terms=terms)
    plan = Plan.of(found, internal)
    assert len(plan) == len(found) + len(internal) == len({task.uid for task in plan})
    assert len(list(plan.rows(on=on))) == len(plan)
    assert set(plan.due(on=on, within_days=within)) <= set(plan)
    done = Plan.of(found, internal, states={task.uid: "done" for task in plan})
    assert not len(done.due(on=on, within_days=within))
