"""Laws of working days, of recurring days and durations, of their notation, and of moments."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examcore.datasets import Dataset
from examcore.dates import (
    AcademicYear,
    ClockChange,
    Duration,
    EasterDay,
    HolidayCalendar,
    Jurisdiction,
    LeapDay,
    MonthDay,
    OnClockChange,
    RecurringSpan,
    Span,
    StatedDay,
    Unit,
    WeekdayOfMonth,
    Weekdays,
    WholeMonth,
    add_working_days,
    find_academic_year,
    find_when,
    last_working_day,
    moment,
    next_working_day,
    week_beginning,
    when_problem,
    working_days_between,
)
from examcore_plugins.jcq import data_of

DATASET = Dataset.parse(*data_of("examcore_plugins.jcq", "bank_holidays_uk"))

calendars = st.sampled_from([*(HolidayCalendar.of(DATASET, j) for j in Jurisdiction), Weekdays()])
days = st.dates(date(1991, 1, 1), date(2060, 12, 31))
counts = st.integers(1, 60)
leap_years = st.integers(1601, 4000)

month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda d: MonthDay(d.month, d.day))
recurring = st.one_of(
    month_days,
    st.builds(WholeMonth, st.integers(1, 12)),
    st.builds(WeekdayOfMonth, st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)),
    st.builds(EasterDay, st.integers(-99, 99)),
)
durations = st.builds(Duration, st.integers(1, 9999), st.sampled_from(Unit))
spans = st.tuples(st.dates(), st.dates()).map(lambda pair: Span(min(pair), max(pair)))
whens = st.one_of(st.dates(), spans, recurring, st.builds(RecurringSpan, recurring, recurring), durations)


@given(days, calendars)
def test_the_last_working_day_is_a_working_day_on_or_before_with_none_between(day, calendar):
    last = last_working_day(day, calendar)
    assert last <= day
    assert calendar.is_working_day(last)
    assert working_days_between(last, day, calendar) == 0
    assert last_working_day(last, calendar) == last
    assert StatedDay.of(day, calendar).working_day == last
    assert StatedDay.of(day, calendar).stated == day


@given(days, calendars)
def test_the_next_working_day_is_its_mirror(day, calendar):
    following = next_working_day(day, calendar)
    assert following >= day
    assert calendar.is_working_day(following)
    assert next_working_day(following, calendar) == following
    assert (following == day) == (last_working_day(day, calendar) == day) == calendar.is_working_day(day)


@given(days, days, calendars, counts)
def test_order_is_kept(one, other, calendar, count):
    first, second = sorted((one, other))
    assert last_working_day(first, calendar) <= last_working_day(second, calendar)
    assert next_working_day(first, calendar) <= next_working_day(second, calendar)
    for n in (count, -count):
        assert add_working_days(first, n, calendar) <= add_working_days(second, n, calendar)


@given(days, counts, calendars)
def test_adding_and_counting_undo_each_other(day, count, calendar):
    later = add_working_days(day, count, calendar)
    assert later > day
    assert calendar.is_working_day(later)
    assert working_days_between(day, later, calendar) == count
    assert working_days_between(later, day, calendar) == -count
    start = next_working_day(day, calendar)
    assert add_working_days(add_working_days(start, count, calendar), -count, calendar) == start
    assert working_days_between(start, add_working_days(start, -count, calendar), calendar) == -count


@given(days, counts, counts, calendars)
def test_adding_twice_is_adding_the_sum(day, one, other, calendar):
    twice = add_working_days(add_working_days(day, one, calendar), other, calendar)
    assert twice == add_working_days(day, one + other, calendar)


@given(days, st.integers(0, 200), st.integers(0, 200), calendars)
def test_counts_add_up(day, one, other, calendar):
    middle = day + timedelta(days=one)
    end = middle + timedelta(days=other)
    parts = working_days_between(day, middle, calendar) + working_days_between(middle, end, calendar)
    assert parts == working_days_between(day, end, calendar)
    assert 0 <= parts <= (end - day).days


@given(days, calendars)
def test_the_day_after_is_counted_by_adding_one(day, calendar):
    assert add_working_days(day, 0, calendar) == day
    assert add_working_days(day, 1, calendar) == next_working_day(day + timedelta(days=1), calendar)
    assert add_working_days(day, -1, calendar) == last_working_day(day - timedelta(days=1), calendar)


@given(st.integers(1990, 4099), st.sampled_from(Jurisdiction))
def test_bank_holidays_are_different_weekdays_in_order(year, jurisdiction):
    found = [h.day for h in HolidayCalendar.of(DATASET, jurisdiction).holidays(year)]
    assert found == sorted(set(found))
    assert all(day.year == year and day.weekday() < 5 for day in found)
    usual = {Jurisdiction.ENGLAND_AND_WALES: 8, Jurisdiction.SCOTLAND: 9, Jurisdiction.NORTHERN_IRELAND: 10}
    assert usual[jurisdiction] - (year < 2007) <= len(found) <= usual[jurisdiction] + 2


@given(whens)
def test_what_is_printed_is_read_back(when):
    text = when.isoformat() if isinstance(when, date) else str(when)
    assert find_when(text) == when
    assert str(find_when(text)) == text
    assert when_problem(text) == ""


@given(
    st.one_of(
        st.text(),
        st.text("0123456789-/PDWMeaster+firslundo ²٣", max_size=24),
        st.tuples(whens.map(str), st.integers(0, 30), st.characters()).map(
            lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
        ),
    )
)
def test_whatever_a_cell_holds_is_read_or_told(text):
    when = find_when(text)
    assert (when is None) == bool(when_problem(text))
    if when is not None:
        assert text.isascii()
        assert str(when) == text.replace("easter-0", "easter+0")


@given(month_days, leap_years, st.sampled_from(LeapDay))
def test_a_day_of_a_month_is_that_day_unless_it_is_missing(rule, year, leap_day):
    day = rule.in_year(year, leap_day)
    if rule == MonthDay(2, 29) and rule.in_year(year) is None:
        wanted = {LeapDay.NONE: None, LeapDay.BEFORE: date(year, 2, 28), LeapDay.AFTER: date(year, 3, 1)}
        assert day == wanted[leap_day]
    else:
        assert day == date(year, rule.month, rule.day)


@given(st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6), leap_years)
def test_a_weekday_of_a_month_is_counted_off(month, which, weekday, year):
    # the slow way: list the month
    whole = WholeMonth(month).in_year(year)
    of_month = [
        day
        for day in (whole.first + timedelta(days=n) for n in range(whole.days))
        if day.weekday() == weekday
    ]
    assert WeekdayOfMonth(month, which, weekday).in_year(year) == of_month[which - 1 if which > 0 else -1]


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_of_the_weeks_it_can_be_in(year):
    easter = EasterDay(0).in_year(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@given(recurring, recurring, leap_years, st.sampled_from(LeapDay))
def test_a_recurring_window_begins_in_its_year_and_ends_within_the_next(first, last, year, leap_day):
    window = RecurringSpan(first, last).in_year(year, leap_day)
    if window is None:
        assert leap_day is LeapDay.NONE
        assert MonthDay(2, 29) in {first, last}
    else:
        assert window.first <= window.last
        assert window.last.year - window.first.year <= 1


@given(days, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WEEK]))
def test_days_and_weeks_go_there_and_back(day, count, unit):
    duration = Duration(count, unit)
    assert duration.before(duration.after(day)) == day
    assert (duration.after(day) - day).days == count * (7 if unit is Unit.WEEK else 1)


@given(days, st.integers(1, 400))
def test_months_keep_the_day_or_end_with_the_month(day, count):
    later = Duration(count, Unit.MONTH).after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (
        later.day < day.day and (later + timedelta(days=1)).day == 1  # clipped to the last day
    )
    assert Duration(count, Unit.MONTH).before(later) <= day


@given(days, st.integers(1, 60), calendars)
def test_working_days_as_a_duration_are_the_same(day, count, calendar):
    duration = Duration(count, Unit.WORKING_DAY)
    assert duration.after(day, calendar) == add_working_days(day, count, calendar)
    assert duration.before(day, calendar) == add_working_days(day, -count, calendar)


@given(st.dates(date(1, 9, 1), date(9998, 8, 31)))
def test_every_day_belongs_to_one_academic_year_that_is_read_back(day):
    year = AcademicYear.of(day)
    assert day in year
    assert day not in AcademicYear(year.start + 1)
    assert find_academic_year(str(year)) == year
    assert week_beginning(day) in set(year.weeks())


@given(st.text("0123456789/-–", max_size=9))
def test_no_text_breaks_the_reading_of_an_academic_year(text):
    year = find_academic_year(text)
    assert year is None or text.startswith(f"{year.start:04d}")


@given(days, st.times(), st.sampled_from(["Europe/London", "Asia/Dubai"]))
def test_a_wall_time_comes_back_or_is_refused(day, clock, zone):
    try:
        there = moment(day, clock, zone)
    except ClockChange:
        earlier, later = (
            moment(day, clock, zone, on_change) for on_change in (OnClockChange.EARLIER, OnClockChange.LATER)
        )
        assert later.astimezone(UTC) - earlier.astimezone(UTC) == timedelta(hours=1)
    else:
        assert there.replace(tzinfo=None) == datetime.combine(day, clock)
        assert there.astimezone(UTC).astimezone(there.tzinfo) == there


@given(st.integers(1996, 2037), st.times())
def test_the_clocks_of_london_change_on_the_last_sundays_of_march_and_october(year, clock):
    for month, on_change in ((3, "does not exist"), (10, "comes twice")):
        sunday = WeekdayOfMonth(month, -1, 6).in_year(year)
        if time(1) <= clock < time(2):
            with pytest.raises(ClockChange, match=on_change):
                moment(sunday, clock)
        else:
            assert moment(sunday, clock).utcoffset() in {timedelta(0), timedelta(hours=1)}
