"""Every finding code of the room: a case that gives it, and a twin that does not."""

from datetime import UTC, date, datetime

import pytest

from examcore.dates import AcademicYear, Duration, SchoolDays, Term, Unit, Weekdays
from examcore.findings import FindingCode, code_book
from examcore.key_dates import (
    CODES,
    ContractedWeeks,
    Lead,
    Plan,
    deadlines_of,
    internal_deadlines,
    to_icalendar,
)
from examcore.key_dates import codes as module

RULE = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}
DAY = {"event": "entry", "series": "2027-06", "date": "2027-02-21"}
OLD = {"event": "results-public", "series": "2026-06", "date": "2026-08-20"}
LEAP = RULE | {"date": "--02-29"}
COUNTED = {"event": "certificates", "date": "P12W", "counted": "after", "counted_from": "results-public"}
APPEAL = {"event": "appeal", "date": "P15D", "counted": "after", "counted_from": "outcome"}
LEAD = {"title": "to the office", "before": Duration(1, Unit.WEEK)}
SPRING = SchoolDays(terms=(Term("spring", date(2027, 1, 4), date(2027, 3, 25)),), calendar=Weekdays())
SUMMER = SchoolDays(terms=(Term("summer", date(2027, 4, 12), date(2027, 7, 20)),), calendar=Weekdays())


def told(make, rows, series="2027-06", **more):
    return deadlines_of([make(*rows)], series, **more).findings


def two(make, other):
    return deadlines_of(
        [make(DAY), make(DAY | {"date": other}, id="demo.deadlines.mine")], "2027-06"
    ).findings


def led(make, event, terms=None):
    found = deadlines_of([make(DAY, OLD)], "2027-06")
    return internal_deadlines(found, [Lead(event=event, **LEAD)], terms=terms).findings


def events(make, asked):
    other = make(OLD, id="ocr.deadlines.series")
    return deadlines_of([make(DAY, OLD), other], "2027-06", bodies=[asked]).findings


def states(make, uid=None):
    found = deadlines_of([make(DAY)], "2027-06")
    return Plan.of(found, states={uid or found.items[0].uid: "done"}).findings


def weeks(make, year, worked):
    plan = Plan.of(deadlines_of([make(DAY)], "2027-06"))
    return plan.check_weeks(ContractedWeeks.of(AcademicYear(year), worked))


def filed(make, row):
    found = deadlines_of([make(row)], "2027-06")
    return to_icalendar(found, stamp=datetime(2026, 11, 1, tzinfo=UTC)).findings


GIVEN = {"after": {"results-public": date(2027, 8, 19), "outcome": date(2027, 9, 1)}}
CASES = {
    "contradiction": (lambda m: two(m, "2027-02-22"), lambda m: two(m, "2027-02-21")),
    "not-announced": (lambda m: told(m, [OLD]), lambda m: told(m, [OLD], "2026-06")),
    "series-not-covered": (lambda m: told(m, [RULE], "2027-08"), lambda m: told(m, [RULE])),
    "events-not-covered": (lambda m: events(m, "ocr"), lambda m: events(m, "demo")),
    "no-such-day": (lambda m: told(m, [LEAP]), lambda m: told(m, [LEAP], "2028-06")),
    "base-unknown": (lambda m: told(m, [OLD, COUNTED]), lambda m: told(m, [OLD, COUNTED], **GIVEN)),
    "of-each-case": (lambda m: told(m, [RULE, APPEAL]), lambda m: told(m, [RULE, APPEAL], **GIVEN)),
    "after-not-used": (
        lambda m: told(m, [OLD, COUNTED], "2026-06", **GIVEN),
        lambda m: told(m, [OLD, COUNTED], **GIVEN),
    ),
    "implausible-day": (
        lambda m: told(m, [DAY | {"date": "2072-02-19"}]),
        lambda m: told(m, [DAY]),
    ),
    "lead-without-day": (lambda m: led(m, "results-public"), lambda m: led(m, "entry")),
    "lead-without-event": (lambda m: led(m, "entrys"), lambda m: led(m, "entry")),
    "outside-terms": (lambda m: led(m, "entry", SUMMER), lambda m: led(m, "entry", SPRING)),
    "state-of-nothing": (lambda m: states(m, "x"), states),
    "week-not-worked": (lambda m: weeks(m, 2026, []), lambda m: weeks(m, 2026, [date(2027, 2, 17)])),
    "weeks-not-told": (lambda m: weeks(m, 2027, []), lambda m: weeks(m, 2026, [])),
    "not-in-calendar": (lambda m: filed(m, OLD), lambda m: filed(m, DAY)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_and_its_twin(make, name):
    gives, passes = CASES[name]
    code = f"deadlines.{name}"
    (finding, *_) = gives(make).by_code()[code]
    assert "{" not in finding.message
    assert code not in passes(make).by_code()


def test_every_code_has_a_case():
    declared = [value for value in vars(module).values() if isinstance(value, FindingCode)]
    assert list(CODES) == declared
    assert set(code_book(CODES)) == {f"deadlines.{name}" for name in CASES}
