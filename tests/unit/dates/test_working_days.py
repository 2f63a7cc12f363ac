"""Working days, stated days beside them, school days: by the calendar of 2026 and 2027."""

from datetime import date, datetime

import pytest

from examcore.datasets import Dataset, NotCovered
from examcore.dates import (
    AcademicYear,
    Duration,
    HolidayCalendar,
    Jurisdiction,
    SchoolDays,
    StatedDay,
    Term,
    Unit,
    Weekdays,
    add_working_days,
    last_working_day,
    next_working_day,
    week_beginning,
    working_days_between,
)
from examcore.evidence import Evidence
from examcore_plugins.jcq import data_of

DATASET = Dataset.parse(*data_of("examcore_plugins.jcq", "bank_holidays_uk"))
ENGLAND, SCOTLAND, NORTHERN_IRELAND = (HolidayCalendar.of(DATASET, j) for j in Jurisdiction)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (date(2026, 2, 21), date(2026, 2, 20)),  # June entries: a Saturday
        (date(2027, 1, 31), date(2027, 1, 29)),  # modified papers: a Sunday
        (date(2027, 2, 21), date(2027, 2, 19)),  # June entries: a Sunday
        (date(2027, 3, 21), date(2027, 3, 19)),  # access arrangements: a Sunday
        (date(2027, 5, 15), date(2027, 5, 14)),  # centre-assessed marks: a Saturday
        (date(2026, 10, 21), date(2026, 10, 21)),  # a Wednesday stays
        (date(2027, 3, 29), date(2027, 3, 25)),  # Easter Monday, back over Good Friday
    ],
)
def test_stated_days_that_the_reference_names(stated, expected):
    day = StatedDay.of(stated, ENGLAND)
    assert (day.stated, day.working_day) == (stated, expected)
    assert last_working_day(stated, ENGLAND) == expected


def test_the_jurisdictions_differ():
    easter_monday, second_january = date(2027, 3, 29), date(2029, 1, 2)
    assert last_working_day(easter_monday, SCOTLAND) == easter_monday
    assert last_working_day(second_january, ENGLAND) == second_january
    assert last_working_day(second_january, SCOTLAND) == date(2028, 12, 29)
    assert last_working_day(date(2027, 7, 12), NORTHERN_IRELAND) == date(2027, 7, 9)
    assert last_working_day(date(2027, 7, 12), ENGLAND) == date(2027, 7, 12)


def test_a_stated_day_tells_why():
    day = StatedDay.of(date(2027, 3, 29), ENGLAND)
    assert str(day) == "Monday 29 March 2027 (last working day: Thursday 25 March 2027)"
    says = [reason.says for reason in day.because]
    assert says == [
        "Monday 29 March 2027 is no working day; the last one before it is Thursday 25 March 2027",
        "Friday 26 March 2027 is a bank holiday (Good Friday)",
        "Monday 29 March 2027 is a bank holiday (Easter Monday)",
        "bank holidays after Sunday 27 September 2026 can still be appointed or moved",
    ]
    assert [reason.evidence for reason in day.because] == [
        Evidence.DERIVED,
        Evidence.SEEN,
        Evidence.SEEN,
        Evidence.DERIVED,
    ]


def test_a_stated_working_day_has_nothing_to_explain():
    day = StatedDay.of(date(2024, 10, 21), ENGLAND)
    assert (str(day), day.because) == ("Monday 21 October 2024", ())


@pytest.mark.parametrize(
    ("exam", "count", "calendar", "due"),
    [
        # a report within seven working days of the exam (LATE-05)
        (date(2026, 5, 14), 7, ENGLAND, date(2026, 5, 26)),  # over the spring bank holiday
        (date(2026, 5, 14), 7, Weekdays(), date(2026, 5, 25)),
        (date(2026, 6, 5), 7, SCOTLAND, date(2026, 6, 17)),  # over the World Cup bank holiday
        (date(2026, 6, 5), 7, ENGLAND, date(2026, 6, 16)),
        (date(2026, 5, 16), 7, ENGLAND, date(2026, 5, 27)),  # from a Saturday
        # a sample within three working days of the request (NEA-04)
        (date(2026, 12, 23), 3, ENGLAND, date(2026, 12, 30)),
        (date(2026, 12, 30), -3, ENGLAND, date(2026, 12, 23)),
    ],
)
def test_so_many_working_days_after(exam, count, calendar, due):
    assert add_working_days(exam, count, calendar) == due
    unit = Duration(abs(count), Unit.WORKING_DAY)
    assert (unit.after if count > 0 else unit.before)(exam, calendar) == due


def test_counting_leaves_out_the_first_day_and_takes_the_last():
    assert working_days_between(date(2026, 5, 22), date(2026, 5, 26), ENGLAND) == 1
    assert working_days_between(date(2026, 5, 26), date(2026, 5, 22), ENGLAND) == -1
    assert working_days_between(date(2026, 5, 23), date(2026, 5, 25), ENGLAND) == 0
    assert working_days_between(date(2026, 5, 22), date(2026, 5, 22), ENGLAND) == 0


def test_nothing_is_counted_beyond_the_years_that_are_covered():
    with pytest.raises(NotCovered, match="bank holidays of 1989"):
        last_working_day(date(1990, 1, 1), ENGLAND)
    with pytest.raises(NotCovered, match="bank holidays of 4100"):
        add_working_days(date(4099, 12, 31), 1, ENGLAND)


def test_working_days_need_a_calendar():
    with pytest.raises(TypeError, match="P7WD counts working days, and no calendar"):
        Duration(7, Unit.WORKING_DAY).after(date(2026, 5, 14))


def test_weekdays_alone_say_what_they_leave_out():
    abroad = Weekdays(frozenset({date(2026, 12, 2)}))
    assert not abroad.is_working_day(date(2026, 12, 2))
    day = StatedDay.of(date(2026, 12, 2), abroad)
    assert [(r.says, r.evidence) for r in day.because[1:]] == [
        ("no bank holidays are taken into account", Evidence.ASSUMED),
        ("Wednesday 2 December 2026 is closed", Evidence.SUPPLIED),
    ]


AUTUMN = Term("autumn", date(2026, 9, 2), date(2026, 10, 23))
WINTER = Term("autumn, second half", date(2026, 11, 2), date(2026, 12, 18))
SPRING = Term("spring", date(2027, 1, 4), date(2027, 3, 25))
SCHOOL = SchoolDays(terms=(AUTUMN, WINTER, SPRING), calendar=ENGLAND, closed=frozenset({date(2026, 11, 2)}))


def test_school_days_go_where_working_days_go():
    # twenty school days (DPR-07), over half-term and a closed day
    assert add_working_days(date(2026, 10, 16), 20, SCHOOL) == date(2026, 11, 23)
    assert next_working_day(date(2026, 10, 24), SCHOOL) == date(2026, 11, 3)
    assert not SCHOOL.is_working_day(date(2026, 12, 23))
    assert SCHOOL.because(date(2026, 10, 1), date(2026, 10, 2))[0].evidence is Evidence.SUPPLIED


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2027, 3, 26)])
def test_days_outside_the_terms_are_not_covered(day):
    with pytest.raises(NotCovered, match="the terms given cover 2026-09-02 to 2027-03-25, not"):
        SCHOOL.is_working_day(day)


def test_terms_are_in_order():
    with pytest.raises(ValueError, match="autumn begins on 2026-09-02, and spring ends on"):
        SchoolDays(terms=(SPRING, AUTUMN), calendar=ENGLAND)
    with pytest.raises(ValueError, match="x ends on 2026-09-01, before it begins"):
        Term("x", date(2026, 9, 2), date(2026, 9, 1))
    with pytest.raises(ValueError, match="must be >= 1"):
        SchoolDays(terms=(), calendar=ENGLAND)


MOMENT = datetime(2026, 2, 20, 9, 0)  # noqa: DTZ001
OPEN = Weekdays()


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: last_working_day(day, OPEN),
        lambda day: next_working_day(day, OPEN),
        lambda day: add_working_days(day, 1, OPEN),
        lambda day: add_working_days(day, 0, OPEN),
        lambda day: working_days_between(day, date(2026, 3, 1), OPEN),
        lambda day: working_days_between(date(2026, 3, 1), day, OPEN),
        lambda day: StatedDay.of(day, OPEN),
        OPEN.is_working_day,
        SCHOOL.is_working_day,
        ENGLAND.is_working_day,
        week_beginning,
        AcademicYear.of,
        Duration(1, Unit.DAY).after,
        Duration(1, Unit.DAY).before,
    ],
)
@pytest.mark.parametrize("day", [MOMENT, "2026-02-20", None])
def test_a_day_is_asked_for_with_a_date_alone(ask, day):
    with pytest.raises(TypeError, match=r"with a date, not with a (datetime|str|NoneType)"):
        ask(day)


@pytest.mark.parametrize("count", [1.5, True, "3", None])
def test_so_many_is_a_whole_number(count):
    for make in (lambda: Duration(count, Unit.DAY), lambda: add_working_days(date(2026, 2, 20), count, OPEN)):
        with pytest.raises(TypeError, match="is a whole number, not"):
            make()
