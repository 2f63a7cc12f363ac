"""Notation, recurring days, 29 February, months, academic years, clock changes."""

import csv
import itertools
import pickle
import sys
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from examcore.dates import (
    AcademicYear,
    Announced,
    ClockChange,
    Duration,
    EasterDay,
    LeapDay,
    MonthDay,
    OnClockChange,
    Recurrence,
    RecurringSpan,
    Span,
    Term,
    Unit,
    UnknownZone,
    WeekdayOfMonth,
    WholeMonth,
    find_academic_year,
    find_when,
    moment,
    week_beginning,
    when_problem,
)
from examcore.errors import ExamcoreError
from examcore.evidence import UNKNOWN, Evidence, Source

DEADLINES = Path(__file__).parents[3] / ".." / "shared" / "reference" / "data" / "deadlines.csv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-21", date(2026, 2, 21)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-05-07/2026-06-24", Span(date(2026, 5, 7), date(2026, 6, 24))),
        ("2026-05-07/2026-05-07", Span(date(2026, 5, 7), date(2026, 5, 7))),
        ("--02-21", MonthDay(2, 21)),
        ("--02-29", MonthDay(2, 29)),
        ("--09", WholeMonth(9)),
        ("--02-last-monday", WeekdayOfMonth(2, -1, 0)),
        ("--08-second-thursday", WeekdayOfMonth(8, 2, 3)),
        ("easter-2", EasterDay(-2)),
        ("easter+0", EasterDay(0)),
        ("--10-21/--02-21", RecurringSpan(MonthDay(10, 21), MonthDay(2, 21))),
        ("P20D", Duration(20, Unit.DAY)),
        ("P2W", Duration(2, Unit.WEEK)),
        ("P12M", Duration(12, Unit.MONTH)),
        ("P7WD", Duration(7, Unit.WORKING_DAY)),
    ],
)
def test_what_is_written_is_read(text, expected):
    assert find_when(text) == expected
    assert str(expected) == text
    assert pickle.loads(pickle.dumps(expected)) == expected  # noqa: S301


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not of the form"),
        ("2026-02-29", "day"),
        ("2026-13-01", "month"),
        ("0000-01-01", "year"),
        (" 2026-02-21", "not of the form"),
        ("2026-2-21", "not of the form"),
        ("20260221", "not of the form"),
        ("2026-W08-6", "not of the form"),
        ("2026-02-2²", "not of the form"),
        ("--02-30", "February never has a day 30"),
        ("--02-00", "February never has a day 0"),
        ("--13-01", "month"),
        ("--13", "month"),
        ("--00", "month"),
        ("--08-fifth-monday", "not of the form"),
        ("easter", "not of the form"),
        ("2026-06-24/2026-05-07", "2026-05-07 is before 2026-06-24"),
        ("2026-06-24/--07-01", "one of the two recurs"),
        ("2026-06-24/", "not of the form"),
        ("2026-06-24/2026-06-25/2026-06-26", "not of the form"),
        ("P20D/P1M", "not of the form"),
        ("P0D", "not of the form"),
        ("P1Y", "not of the form"),
        ("PT8H", "not of the form"),
        ("P20D\n", "not of the form"),
        ("P10000D", "not of the form"),
    ],
)
def test_what_cannot_be_read_is_told(text, why):
    assert find_when(text) is None
    problem = when_problem(text)
    assert problem.startswith(f"{text!r}: ")
    assert why in problem


@pytest.mark.skipif(not DEADLINES.is_file(), reason="the reference is not part of the project")
def test_every_date_of_the_reference_is_read():
    with DEADLINES.open(encoding="utf-8", newline="") as file:
        cells = [row["date"] for row in csv.DictReader(file)]
    assert len(cells) == 163
    assert cells.count("") == 2
    assert {type(find_when(cell)).__name__ for cell in cells if cell} == {
        "date",
        "Span",
        "MonthDay",
        "WholeMonth",
        "Duration",
    }
    assert all(str(find_when(cell)) == cell for cell in cells if cell)


def test_spans_know_their_days():
    window = Span(date(2024, 2, 28), date(2024, 3, 1))
    assert window.days == 3
    assert date(2024, 2, 29) in window
    assert date(2024, 3, 2) not in window
    assert "2024-02-29" not in window


@pytest.mark.parametrize(("year", "last"), [(2023, 28), (2024, 29), (1900, 28), (2000, 29)])
def test_february_ends_when_it_does(year, last):
    assert WholeMonth(2).in_year(year).last == date(year, 2, last)
    found = MonthDay(2, 29).in_year(year)
    assert found == (date(year, 2, 29) if last == 29 else None)
    assert MonthDay(2, 29).in_year(year, LeapDay.BEFORE) == date(year, 2, last)
    assert MonthDay(2, 29).in_year(year, LeapDay.AFTER) == (found or date(year, 3, 1))


def test_a_window_with_29_february_needs_a_policy():
    begins, ends = MonthDay(2, 29), MonthDay(6, 1)
    assert RecurringSpan(begins, ends).in_year(2027) is None
    assert RecurringSpan(MonthDay(1, 1), begins).in_year(2027) is None
    assert str(RecurringSpan(begins, ends).in_year(2027, LeapDay.AFTER)) == "2027-03-01/2027-06-01"


def test_whole_months_bound_a_window():
    assert str(RecurringSpan(WholeMonth(9), WholeMonth(2)).in_year(2027)) == "2027-09-01/2028-02-29"


def test_the_window_of_the_reference():
    # NCFE: last Monday of February to last Friday of June
    window = find_when("--02-last-monday/--06-last-friday")
    assert str(window.in_year(2026)) == "2026-02-23/2026-06-26"


@pytest.mark.parametrize(
    ("day", "months", "after", "back"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28), date(2027, 1, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29), date(2028, 1, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28), date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28), date(2026, 8, 28)),
        (date(2026, 12, 15), 2, date(2027, 2, 15), date(2026, 12, 15)),
    ],
)
def test_months_end_with_the_month(day, months, after, back):
    duration = Duration(months, Unit.MONTH)
    assert duration.after(day) == after
    assert duration.before(after) == back


@pytest.mark.parametrize("make", [lambda: Duration(0, Unit.DAY), lambda: Duration(10_000, Unit.DAY)])
def test_durations_are_positive_and_bounded(make):
    with pytest.raises(ValueError, match="must be"):
        make()


def test_units_and_ordinals_are_those_offered():
    with pytest.raises(TypeError):
        Duration(1, "D")
    with pytest.raises(ValueError, match="must be in"):
        WeekdayOfMonth(5, 5, 0)
    with pytest.raises(ValueError, match="must be"):
        EasterDay(100)


# What a rule says of a year.

ENTRIES = Recurrence(
    rule=MonthDay(2, 21),
    id="CAL-02",
    evidence=Evidence.SEEN,
    source=Source("RULES", "1"),
    announced=(
        Announced(date(2024, 2, 21), Evidence.SEEN, Source("AQA")),
        Announced(date(2021, 4, 26), Evidence.SEEN, Source("COVID")),
        Announced(date(2030, 2, 22), Evidence.SUPPLIED),
        Announced(date(2030, 2, 22), Evidence.SEEN),
        Announced(date(2031, 2, 21), Evidence.SUPPLIED),
        Announced(date(2031, 2, 28), Evidence.SEEN),
    ),
    seen=(2014, 2024),
)


def test_an_announced_day_wins():
    decision = ENTRIES.in_year(2021)
    assert decision.value == date(2021, 4, 26)
    assert str(decision.because[0]) == "2021-04-26 is announced [CAL-02, SEEN] (COVID)"
    assert [r.evidence for r in ENTRIES.in_year(2030).because] == [Evidence.SUPPLIED, Evidence.SEEN]
    assert ENTRIES.in_year(2030).value == date(2030, 2, 22)


def test_two_announced_days_that_differ_are_both_named():
    decision = ENTRIES.in_year(2031)
    assert decision.value is UNKNOWN
    assert [r.says for r in decision.because] == ["2031-02-21 is announced", "2031-02-28 is announced"]


def test_an_unannounced_year_is_derived_and_names_the_years():
    decision = ENTRIES.in_year(2027)
    assert decision.value == date(2027, 2, 21)
    assert str(decision.because[0]) == (
        "2027 is not announced; 21 February was seen in 2014, 2024 [CAL-02, DERIVED] (RULES 1)"
    )


def test_a_recalled_rule_stays_recalled():
    rule = Recurrence(rule=MonthDay(11, 1), id="CAL-10", evidence=Evidence.RECALLED)
    (reason,) = rule.in_year(2027).because
    assert (reason.evidence, reason.says) == (
        Evidence.RECALLED,
        "2027 is not announced; 1 November was seen in no year that is known here",
    )


def test_29_february_of_a_common_year_is_unknown_or_as_was_asked():
    rule = Recurrence(rule=MonthDay(2, 29), id="X-01", evidence=Evidence.SEEN, seen=(2024,))
    assert rule.in_year(2028, LeapDay.AFTER).value == date(2028, 2, 29)
    assert len(rule.in_year(2028, LeapDay.AFTER).because) == 1
    unknown = rule.in_year(2027)
    assert unknown.value is UNKNOWN
    says = "29 February does not exist in 2027, and nothing says which day is meant"
    assert unknown.because[0].says == says
    asked = rule.in_year(2027, LeapDay.BEFORE)
    assert asked.value == date(2027, 2, 28)
    assert asked.because[1].evidence is Evidence.ASSUMED
    assert asked.because[1].says == "2027 has no 29 February; 28 February is taken for it, as was asked"


def test_windows_recur_and_are_announced():
    window = Span(date(2026, 5, 7), date(2026, 6, 24))
    rule = Recurrence(
        rule=RecurringSpan(MonthDay(5, 7), MonthDay(6, 24)),
        id="CAL-12",
        evidence=Evidence.SEEN,
        announced=(Announced(window, Evidence.SEEN),),
    )
    assert rule.in_year(2026).value == window
    assert rule.years == (2026,)
    assert str(rule.in_year(2027).value) == "2027-05-07/2027-06-24"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("--02-21", "21 February"),
        ("--09", "September"),
        ("--08-last-monday", "last Monday of August"),
        ("easter-2", "2 days before Easter Sunday"),
        ("easter+1", "1 day after Easter Sunday"),
        ("easter+0", "Easter Sunday"),
        ("--10-21/--02-21", "21 October to 21 February"),
    ],
)
def test_what_recurs_in_words(text, words):
    assert find_when(text).words == words


# Years, weeks, terms.


@pytest.mark.parametrize("text", ["2026/27", "2026-27", "2026–27", "2026/2027", "2026-2027"])
def test_academic_years_as_people_write_them(text):
    assert find_academic_year(text) == AcademicYear.parse(text) == AcademicYear(2026)


@pytest.mark.parametrize(
    "text", ["", "any", "2026", "2026/26", "2026/28", "26/27", "2026/027", "²026/27", "0000/01"]
)
def test_what_is_no_academic_year(text):
    assert find_academic_year(text) is None
    with pytest.raises(ValueError, match="is not an academic year such as 2026/27"):
        AcademicYear.parse(text)


def test_the_academic_year_turns_on_the_first_of_september():
    assert AcademicYear.of(date(2026, 8, 31)) == AcademicYear(2025)
    assert AcademicYear.of(date(2026, 9, 1)) == AcademicYear(2026)
    assert str(find_academic_year("1999/00")) == "1999/00"
    assert AcademicYear(2025) < AcademicYear(2026)
    assert "2026-09-01" not in AcademicYear(2026)


def test_weeks_begin_on_monday():
    weeks = list(AcademicYear(2026).weeks())
    assert weeks[0] == date(2026, 8, 31)
    assert weeks[-1] == date(2027, 8, 30)
    assert {b - a for a, b in itertools.pairwise(weeks)} == {timedelta(days=7)}
    assert week_beginning(date(2027, 5, 10)) == date(2027, 5, 10)


def test_days_are_in_terms():
    term = Term("summer", date(2027, 4, 12), date(2027, 7, 21))
    assert date(2027, 4, 12) in term
    assert date(2027, 7, 22) not in term
    assert "2027-05-01" not in term


# Moments.


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 8, 20), time(8), datetime(2026, 8, 20, 7, tzinfo=UTC)),
        (date(2026, 1, 8), time(8), datetime(2026, 1, 8, 8, tzinfo=UTC)),
        (date(2026, 3, 29), time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(2), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (date(2026, 10, 25), time(0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(2), datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_moments_of_london(day, clock, utc):
    assert moment(day, clock) == utc


@pytest.mark.parametrize(
    ("day", "what", "earlier", "later"),
    [
        (date(2026, 3, 29), "does not exist", "2026-03-29T00:30:00+00:00", "2026-03-29T02:30:00+01:00"),
        (date(2026, 10, 25), "comes twice", "2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_clock_changes_are_refused_or_settled(day, what, earlier, later):
    with pytest.raises(ClockChange, match=f"01:30 on Sunday .* {what} in Europe/London") as caught:
        moment(day, time(1, 30))
    assert isinstance(caught.value, ExamcoreError)
    assert moment(day, time(1, 30), on_change=OnClockChange.EARLIER).isoformat() == earlier
    assert moment(day, time(1, 30), on_change=OnClockChange.LATER).isoformat() == later


def test_centres_abroad_have_their_own_clock():
    dubai = moment(date(2026, 8, 20), time(8), "Asia/Dubai")
    assert dubai.utcoffset() == timedelta(hours=4)
    new_york = moment(date(2026, 3, 8), time(2, 30), "America/New_York", OnClockChange.LATER)
    assert new_york.isoformat() == "2026-03-08T03:30:00-04:00"


@pytest.mark.parametrize("zone", ["Europe/Londn", "", "Europe", "../zoneinfo/UTC", "/etc/passwd", "a\0b"])
def test_zones_that_are_not_there_name_the_cure(zone):
    with pytest.raises(UnknownZone, match="Windows needs the package tzdata") as caught:
        moment(date(2026, 8, 20), time(8), zone)
    assert isinstance(caught.value, LookupError)


def test_a_machine_without_zones_names_the_cure(monkeypatch):
    for package in ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Europe"):
        monkeypatch.setitem(sys.modules, package, None)
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        with pytest.raises(UnknownZone, match="package tzdata"):
            moment(date(2026, 8, 20), time(8))
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()


def test_a_moment_is_a_date_and_a_bare_time():
    with pytest.raises(TypeError, match="the day is a date"):
        moment(datetime(2026, 8, 20, tzinfo=UTC), time(8))
    with pytest.raises(TypeError, match="the place has one"):
        moment(date(2026, 8, 20), time(8, tzinfo=UTC))


@pytest.mark.parametrize("start", [2026.0, True, "2026/27", None])
def test_an_academic_year_begins_in_a_whole_year(start):
    with pytest.raises(TypeError, match=r"is a whole number, not|AcademicYear\.parse"):
        AcademicYear(start)


def test_an_academic_year_is_read_from_text_alone():
    with pytest.raises(TypeError, match="an academic year is a text such as 2026/27, not 2026"):
        find_academic_year(2026)
    with pytest.raises(TypeError, match="an academic year is a text such as 2026/27, not None"):
        AcademicYear.parse(None)
