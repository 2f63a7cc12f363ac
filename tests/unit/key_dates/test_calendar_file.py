"""Calendar files, read back by another library than the one that made them."""

import builtins
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from examcore.dates import Duration, Unit
from examcore.key_dates import (
    CalendarExtraMissing,
    Lead,
    Plan,
    deadlines_of,
    internal_deadlines,
    to_icalendar,
)

STAMP = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
ENTRY = {"event": "entry", "series": "--06", "date": "--02-21", "seen_in": "2024-06"}
ALL = (
    ENTRY,
    {"event": "late", "series": "2027-06", "date": "2027-02-22/2027-04-21"},
    {"event": "results-public", "series": "2026-06", "date": "2026-08-20"},
    {
        "event": "amendment",
        "series": "2027-06",
        "date": "2027-04-21",
        "evidence": "RECALLED",
        "scope": "gce gcse",
    },
    {"event": "contingency", "series": "2027-06", "date": "2027-06-09", "session": "PM"},
)
HARD = 'commas; semicolons, a \\backslash, "quotes"\nand Ysgol Gyfun Gŵyr, déjà vu ' + "x" * 90


@pytest.fixture
def found(make):
    return deadlines_of([make(*ALL)], "2027-06")


def back(made):
    calendar = vobject.readOne(made.data.decode("utf-8"))
    assert calendar.version.value == "2.0"
    return {c.uid.value: c for c in calendar.components() if c.name != "VTIMEZONE"}


def test_every_known_deadline_comes_back_with_its_day(found):
    made = to_icalendar(found, stamp=STAMP)
    events = back(made)
    assert {d.uid for d in found.known} == set(events)
    assert made.count == 4
    for one in found.known:
        event = events[one.uid]
        assert event.name == "VEVENT"
        assert event.dtstart.value == one.first
        assert event.dtend.value == one.day + timedelta(days=1)  # the day after, as RFC 5545 has it
        assert type(event.dtstart.value) is date
        assert event.dtstamp.value == STAMP
        assert one.event in event.categories.value
        for reason in one.decision.because:
            assert str(reason) in event.description.value
        assert "Sources:\n- ME: invented" in event.description.value


def test_what_is_unknown_is_not_in_it_and_is_told(found):
    made = to_icalendar(found, stamp=STAMP)
    (finding,) = made.findings
    assert (finding.code, finding.params["what"]) == (
        "deadlines.not-in-calendar",
        "demo 2027-06 results-public",
    )
    assert "results-public" not in made.data.decode()


def test_days_that_were_not_published_say_so(found):
    events = back(to_icalendar(found, stamp=STAMP))
    summaries = {d.event: events[d.uid].summary.value for d in found.known}
    assert summaries == {
        "entry": "The entry: DEMO, June 2027 (expected; last working day Friday 19 February 2027)",
        "late": "The late: DEMO, June 2027",
        "amendment": "The amendment: DEMO, gce, gcse, June 2027 (unconfirmed)",
        "contingency": "The contingency: DEMO, June 2027, PM",
    }


def test_what_jcq_states_names_the_bodies(make):
    data = make(ENTRY, id="jcq.deadlines.series")
    both = ["aqa", "ocr"]
    found = deadlines_of([data], "2027-06", bodies=both, shared_by=both)
    (event,) = back(to_icalendar(found, stamp=STAMP)).values()
    assert event.summary.value.startswith("The entry: AQA, OCR, June 2027 (expected; ")


def test_a_description_reads_from_top_to_bottom(found):
    lead = Lead(event="entry", title="lists to the office", before=Duration(1, Unit.WEEK), owner="heads")
    events = back(to_icalendar(Plan.of(found, internal_deadlines(found, [lead])), stamp=STAMP))
    told = {e.summary.value: e.description.value.splitlines() for e in events.values()}
    assert told["The late: DEMO, June 2027"] == [
        "Monday 22 February 2027 to Wednesday 21 April 2027",
        "Stated by DEMO; it holds for DEMO.",
        "How it is known (SEEN):",
        "- 2027-02-22/2027-04-21 is stated for 2027-06 [demo.deadlines.series, SEEN] (ME)",
        "Sources:",
        "- ME: invented",
    ]
    assert told["Lists to the office: DEMO, June 2027 (expected) [heads]"][:6] == [
        "Owner: heads",
        "To be done 1 week before the deadline:",
        "- 1 week before demo 2027-06 entry on 2027-02-21 [CAL-16, SUPPLIED]",
        "The entry: DEMO, June 2027",
        "Sunday 21 February 2027 (last working day: Friday 19 February 2027)",
        "Not published where it could be read: it follows from a rule.",
    ]


def test_an_alarm_before_a_sunday_rings_before_its_friday(found):
    events = back(to_icalendar(found, stamp=STAMP, alarms=[timedelta(days=7), timedelta(days=1)]))
    triggers = {
        d.event: sorted(alarm.trigger.value for alarm in events[d.uid].valarm_list) for d in found.known
    }
    day = timedelta(days=1)
    assert triggers["entry"] == [-9 * day, -3 * day]  # Sunday 21: from Friday 19
    assert triggers["late"] == [-7 * day, -1 * day]
    assert triggers["contingency"] == [-7 * day, -1 * day]


def test_a_plan_is_made_of_tasks_with_state_and_owner(found):
    lead = Lead(event="entry", title=HARD, before=Duration(1, Unit.WEEK), owner="heads", at=time(16))
    internal = internal_deadlines(found, [lead])
    done = found.filter(event="contingency").items[0].uid
    plan = Plan.of(found, internal, states={done: "done"})
    given = {"stamp": STAMP, "alarms": [timedelta(days=1)], "name": "exams, 2026/27"}
    events = back(to_icalendar(plan, **given))
    assert {e.name for e in events.values()} == {"VEVENT"}
    assert events[done].summary.value == "Done: The contingency: DEMO, June 2027, PM"
    assert not hasattr(events[done], "valarm")
    tasks = back(to_icalendar(plan, todos=True, **given))
    assert set(tasks) == set(events)
    assert {t.name for t in tasks.values()} == {"VTODO"}
    assert tasks[done].status.value == "COMPLETED"
    assert not hasattr(tasks[done], "valarm")
    for task in plan:
        if task.day and not task.at:
            assert tasks[task.uid].due.value == task.day
    (own,) = internal
    assert tasks[own.uid].summary.value == f"C{HARD[1:]}: DEMO, June 2027 (expected) [heads]"
    assert tasks[own.uid].due.value.isoformat() == "2027-02-14T16:00:00+00:00"
    assert tasks[own.uid].valarm.trigger.value == timedelta(days=-1, hours=-16)  # from midnight
    assert tasks[found.filter(event="late").items[0].uid].valarm.trigger.value == timedelta(days=-1)


@pytest.mark.parametrize(("day", "offset"), [("2027-02-21", 0), ("2027-06-21", 1)])
def test_times_are_in_london_in_winter_and_summer(make, day, offset):
    found = deadlines_of([make({"event": "entry", "series": "2027-06", "date": day})], "2027-06")
    lead = Lead(event="entry", title="now", before=Duration(1, Unit.WEEK), at=time(9, 15))
    made = to_icalendar(internal_deadlines(found, [lead]), stamp=STAMP)
    (event,) = back(made).values()
    assert event.dtstart.value.utcoffset() == timedelta(hours=offset)
    assert event.dtstart.value.time() == time(9, 15)
    assert b"DTSTART;TZID=Europe/London:" in made.data
    assert made.data.count(b"BEGIN:VTIMEZONE") == 1


def test_bytes_keep_to_the_form_and_are_the_same_each_time(found):
    internal = internal_deadlines(found, [Lead(event="late", title=HARD, before=Duration(1, Unit.DAY))])
    one, two = (to_icalendar(internal, stamp=STAMP, alarms=[timedelta(days=1)]) for _ in range(2))
    assert one.data == two.data
    lines = one.data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in one.data.replace(b"\r\n", b"")
    assert repr(one).startswith("<CalendarFile: 1 in ")


def test_the_stamp_is_written_in_utc(found):
    london = datetime(2026, 7, 1, 11, 0, tzinfo=ZoneInfo("Europe/London"))
    assert b"DTSTAMP:20260701T100000Z" in to_icalendar(found, stamp=london).data


def test_wrong_arguments_are_refused(found):
    with pytest.raises(ValueError, match="time zone"):
        to_icalendar(found, stamp=datetime(2026, 11, 1))  # noqa: DTZ001  it is refused
    with pytest.raises(ValueError, match="negative"):
        to_icalendar(found, stamp=STAMP, alarms=[timedelta(days=-1)])


def test_without_the_extra_it_says_what_to_install(found, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CalendarExtraMissing, match=r"examcore\[calendar\]"):
        to_icalendar(found, stamp=STAMP)


def test_what_ships_goes_out_and_comes_back(shipped, england):
    found = deadlines_of(shipped, year="2025/26", calendar=england)
    made = to_icalendar(found, stamp=STAMP, alarms=[timedelta(days=14)])
    events = back(made)
    assert {u: e.dtstart.value for u, e in events.items()} == {d.uid: d.first for d in found.known}
    assert len(made.findings) == len(found.unknown)


CONTROLS = [*map(chr, (0x0, 0x7, 0xB, 0xC, 0xD, 0x1C, 0x7F, 0x85, 0x2028, 0x2029, 0x202E, 0x2066, 0xD800))]


@pytest.mark.parametrize("sign", [*CONTROLS, "\n", "\r\n"], ids=ascii)
def test_no_control_character_reaches_the_file(make, sign):
    text = f"Ann{sign}X-EVIL:x"
    found = deadlines_of([make(ENTRY)], "2027-06")
    rule = Lead(event="entry", title=text, before=Duration(1, Unit.WEEK), owner=text)
    plan = Plan.of(found, internal_deadlines(found, [rule]), owners={"entry": text})
    for todos in (False, True):
        made = to_icalendar(plan, stamp=STAMP, name=text, alarms=[timedelta(days=1)], todos=todos)
        told = made.data.decode()
        lines = told.replace("\r\n ", "").split("\r\n")
        assert not any(line.startswith("X-EVIL") for line in lines)
        assert not any(len(part.splitlines()) > 1 for part in lines)
        assert sign not in told.replace("\r\n", "")
        assert "X-WR-CALNAME:Ann X-EVIL:x" in lines or "X-WR-CALNAME:AnnX-EVIL:x" in lines
        assert len(back(made)) == 2
