"""Bank holidays: the published lists of 2012 to 2028, proclamations, substitutes, moved days, limits."""

import pickle
import re
from datetime import date, datetime

import pytest

from examcore.datasets import Dataset, NotCovered
from examcore.dates import BankHoliday, HolidayCalendar, Jurisdiction
from examcore.errors import InvalidDeclaration
from examcore.evidence import Evidence, Source
from examcore_plugins.jcq import data_of

TABLE, SIDECAR = data_of("examcore_plugins.jcq", "bank_holidays_uk")
DATASET = Dataset.parse(TABLE, SIDECAR)
CALENDARS = {j: HolidayCalendar.of(DATASET, j) for j in Jurisdiction}
ENGLAND = CALENDARS[Jurisdiction.ENGLAND_AND_WALES]
SCOTLAND = CALENDARS[Jurisdiction.SCOTLAND]
NORTHERN_IRELAND = CALENDARS[Jurisdiction.NORTHERN_IRELAND]

# month and day as in the government's list (https://www.gov.uk/bank-holidays.json), in the order of the year
PUBLISHED = {
    Jurisdiction.ENGLAND_AND_WALES: """
        2012 0102 0406 0409 0507 0604 0605 0827 1225 1226
        2013 0101 0329 0401 0506 0527 0826 1225 1226
        2014 0101 0418 0421 0505 0526 0825 1225 1226
        2015 0101 0403 0406 0504 0525 0831 1225 1228
        2016 0101 0325 0328 0502 0530 0829 1226 1227
        2017 0102 0414 0417 0501 0529 0828 1225 1226
        2018 0101 0330 0402 0507 0528 0827 1225 1226
        2019 0101 0419 0422 0506 0527 0826 1225 1226
        2020 0101 0410 0413 0508 0525 0831 1225 1228
        2021 0101 0402 0405 0503 0531 0830 1227 1228
        2022 0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
        2023 0102 0407 0410 0501 0508 0529 0828 1225 1226
        2024 0101 0329 0401 0506 0527 0826 1225 1226
        2025 0101 0418 0421 0505 0526 0825 1225 1226
        2026 0101 0403 0406 0504 0525 0831 1225 1228
        2027 0101 0326 0329 0503 0531 0830 1227 1228
        2028 0103 0414 0417 0501 0529 0828 1225 1226
    """,
    Jurisdiction.SCOTLAND: """
        2012 0102 0103 0406 0507 0604 0605 0806 1130 1225 1226
        2013 0101 0102 0329 0506 0527 0805 1202 1225 1226
        2014 0101 0102 0418 0505 0526 0804 1201 1225 1226
        2015 0101 0102 0403 0504 0525 0803 1130 1225 1228
        2016 0101 0104 0325 0502 0530 0801 1130 1226 1227
        2017 0102 0103 0414 0501 0529 0807 1130 1225 1226
        2018 0101 0102 0330 0507 0528 0806 1130 1225 1226
        2019 0101 0102 0419 0506 0527 0805 1202 1225 1226
        2020 0101 0102 0410 0508 0525 0803 1130 1225 1228
        2021 0101 0104 0402 0503 0531 0802 1130 1227 1228
        2022 0103 0104 0415 0502 0602 0603 0801 0919 1130 1226 1227
        2023 0102 0103 0407 0501 0508 0529 0807 1130 1225 1226
        2024 0101 0102 0329 0506 0527 0805 1202 1225 1226
        2025 0101 0102 0418 0505 0526 0804 1201 1225 1226
        2026 0101 0102 0403 0504 0525 0615 0803 1130 1225 1228
        2027 0101 0104 0326 0503 0531 0802 1130 1227 1228
        2028 0103 0104 0414 0501 0529 0807 1130 1225 1226
    """,
    Jurisdiction.NORTHERN_IRELAND: """
        2012 0102 0319 0406 0409 0507 0604 0605 0712 0827 1225 1226
        2013 0101 0318 0329 0401 0506 0527 0712 0826 1225 1226
        2014 0101 0317 0418 0421 0505 0526 0714 0825 1225 1226
        2015 0101 0317 0403 0406 0504 0525 0713 0831 1225 1228
        2016 0101 0317 0325 0328 0502 0530 0712 0829 1226 1227
        2017 0102 0317 0414 0417 0501 0529 0712 0828 1225 1226
        2018 0101 0319 0330 0402 0507 0528 0712 0827 1225 1226
        2019 0101 0318 0419 0422 0506 0527 0712 0826 1225 1226
        2020 0101 0317 0410 0413 0508 0525 0713 0831 1225 1228
        2021 0101 0317 0402 0405 0503 0531 0712 0830 1227 1228
        2022 0103 0317 0415 0418 0502 0602 0603 0712 0829 0919 1226 1227
        2023 0102 0317 0407 0410 0501 0508 0529 0712 0828 1225 1226
        2024 0101 0318 0329 0401 0506 0527 0712 0826 1225 1226
        2025 0101 0317 0418 0421 0505 0526 0714 0825 1225 1226
        2026 0101 0317 0403 0406 0504 0525 0713 0831 1225 1228
        2027 0101 0317 0326 0329 0503 0531 0712 0830 1227 1228
        2028 0103 0317 0414 0417 0501 0529 0712 0828 1225 1226
    """,
}
CASES = [
    pytest.param(jurisdiction, line.split(), id=f"{jurisdiction} {line.split()[0]}")
    for jurisdiction, lines in PUBLISHED.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("jurisdiction", "cells"), CASES)
def test_the_published_lists(jurisdiction, cells):
    year = int(cells[0])
    found = CALENDARS[jurisdiction].holidays(year)
    assert [f"{h.day:%m%d}" for h in found] == cells[1:]
    assert all(h.evidence is Evidence.SEEN and h.sources for h in found)


def test_the_lists_of_every_year_that_a_rule_was_seen_in_are_here():
    seen = {row["seen"] for row in DATASET if row["seen"]}
    assert seen == {"2012/2028"}
    assert len(CASES) == len(Jurisdiction) * len(range(2012, 2029))


def test_the_proclamation_of_1998():
    # The Gazette, notice L-55182-5SI
    for calendar in (ENGLAND, NORTHERN_IRELAND):
        assert calendar.find(date(1998, 12, 28)).substitute_for == date(1998, 12, 26)
        assert calendar.find(date(1999, 1, 1)) is not None
        assert calendar.find(date(1999, 5, 3)) is not None
    assert SCOTLAND.find(date(1998, 12, 28)) is not None
    assert SCOTLAND.find(date(1999, 1, 4)).substitute_for == date(1999, 1, 2)
    assert SCOTLAND.find(date(1999, 5, 31)) is not None


def test_in_1995_scotland_kept_both_mondays_and_the_others_one():
    # HC Deb 2 March 1995 vol 255 c709W
    assert [c.find(date(1995, 5, 1)) is not None for c in CALENDARS.values()] == [False, True, False]
    assert [c.find(date(1995, 5, 8)).evidence for c in CALENDARS.values()] == [Evidence.SEEN] * 3
    assert ENGLAND.find(date(1995, 5, 8)).instead_of == date(1995, 5, 1)


def test_st_andrews_day_begins_with_its_act_of_2007():
    titles = {year: [h.title for h in SCOTLAND.holidays(year)] for year in (2006, 2007)}
    assert "St Andrew’s Day" not in titles[2006]
    assert SCOTLAND.find(date(2007, 11, 30)).title == "St Andrew’s Day"


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2021, {"0101": "New Year’s Day", "0104": "2nd January"}),  # 2 January is a Saturday
        (2022, {"0103": "New Year’s Day", "0104": "2nd January"}),  # 1 January is a Saturday
        (2023, {"0102": "2nd January", "0103": "New Year’s Day"}),  # 1 January is a Sunday
    ],
)
def test_substitutes_of_new_year_in_scotland_have_the_names_of_the_list(year, expected):
    january = [h for h in SCOTLAND.holidays(year) if h.day.month == 1]
    assert {f"{h.day:%m%d}": h.title for h in january} == expected


def test_christmas_of_a_sunday_goes_to_the_tuesday():
    boxing_day, christmas = ENGLAND.holidays(2022)[-2:]
    assert (boxing_day.title, boxing_day.substitute_for) == ("Boxing Day", None)
    assert (christmas.title, christmas.substitute_for) == ("Christmas Day", date(2022, 12, 25))
    assert str(christmas.reason) == (
        "Tuesday 27 December 2022 is a bank holiday (Christmas Day, for Sunday 25 December 2022) "
        "[dates.bank-holiday, SEEN] (GOVUK-BH)"
    )


def test_a_moved_day_says_from_where():
    assert "moved from Monday 30 May 2022" in ENGLAND.find(date(2022, 6, 2)).reason.says
    assert ENGLAND.is_working_day(date(2022, 5, 30))


def test_every_moved_day_was_moved_from_a_day_of_a_rule():
    rules_only = b"\n".join(line for line in TABLE.split(b"\n") if not re.match(rb"[a-z-]+,[0-9]{4}-", line))
    bare = Dataset.parse(rules_only, SIDECAR)
    moved = [row for row in DATASET if row["instead_of"]]
    assert len(moved) == 14
    for row in moved:
        calendar = HolidayCalendar.of(bare, Jurisdiction(row["jurisdiction"]))
        assert calendar.find(date.fromisoformat(row["instead_of"])) is not None


def test_a_year_whose_list_was_not_seen_is_derived():
    assert {h.evidence for h in ENGLAND.holidays(2029)} == {Evidence.DERIVED}
    assert {h.evidence for h in ENGLAND.holidays(2011) if h.day != date(2011, 4, 29)} == {Evidence.DERIVED}
    assert ENGLAND.find(date(1999, 12, 31)).evidence is Evidence.RECALLED


def test_what_lies_after_the_day_of_the_data_can_still_change():
    as_of = DATASET.as_of
    assert ENGLAND.because(as_of, as_of) == ()
    (reason,) = ENGLAND.because(date(2029, 3, 1), date(2029, 3, 2))
    assert reason.says == "bank holidays after Sunday 27 September 2026 can still be appointed or moved"
    assert (reason.evidence, reason.source) == (Evidence.DERIVED, Source("jcq.dates.bank-holidays-uk"))


def test_reasons_name_the_bank_holidays_across_a_new_year():
    says = [r.says for r in SCOTLAND.because(date(2024, 12, 26), date(2025, 1, 2))]
    assert [s.split(" is ")[0] for s in says] == [
        "Thursday 26 December 2024",
        "Wednesday 1 January 2025",
        "Thursday 2 January 2025",
    ]


@pytest.mark.parametrize("year", [1989, 4100])
def test_other_years_are_not_covered(year):
    with pytest.raises(NotCovered, match=f"no bank holidays of {year} for scotland; it covers 1990 to 4099"):
        SCOTLAND.holidays(year)
    with pytest.raises(NotCovered):
        SCOTLAND.is_working_day(date(year, 6, 1))


def test_the_first_and_the_last_year_are_covered():
    assert len(ENGLAND.holidays(1990)) == len(ENGLAND.holidays(4099)) == 8


def test_a_datetime_is_not_taken_for_a_working_day():
    with pytest.raises(TypeError, match="with a date, not with a datetime"):
        ENGLAND.is_working_day(datetime(2026, 12, 25))  # noqa: DTZ001


def test_a_day_proclaimed_later_is_added():
    day = date(2031, 7, 4)
    more = ENGLAND.plus(BankHoliday(day=day, title="Anything"))
    assert ENGLAND.is_working_day(day)
    assert not more.is_working_day(day)
    assert more.find(day).reason.evidence is Evidence.SUPPLIED


def test_a_day_moved_later_frees_the_other():
    moved = BankHoliday(day=date(2033, 1, 4), title="Boxing Day", instead_of=date(2032, 12, 28))
    more = ENGLAND.plus(moved)  # 26 December 2032 is a Sunday; the substitutes are 27 and 28
    assert ENGLAND.find(date(2032, 12, 28)).title == "Boxing Day"
    assert more.is_working_day(date(2032, 12, 28))
    assert not more.is_working_day(date(2032, 12, 27))
    assert not more.is_working_day(date(2033, 1, 4))


def test_a_day_added_on_a_bank_holiday_takes_its_place():
    day = date(2030, 5, 6)
    more = ENGLAND.plus(BankHoliday(day=day, title="Anything"))
    assert more.find(day).title == "Anything"
    assert len(more.holidays(2030)) == 8


def test_nothing_is_moved_from_a_day_that_is_no_bank_holiday():
    with pytest.raises(ValueError, match="moved from Saturday 26 December 2026: none is there"):
        ENGLAND.plus(BankHoliday(day=date(2026, 12, 29), title="x", instead_of=date(2026, 12, 26)))


def test_a_calendar_is_a_value():
    again = HolidayCalendar.of(DATASET, Jurisdiction.SCOTLAND)
    again.holidays(2026)
    assert again == SCOTLAND
    assert pickle.loads(pickle.dumps(again)) == SCOTLAND  # noqa: S301
    assert repr(again) == "<HolidayCalendar scotland: from 1990, as of 2026-09-27>"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("--01-01,New", "--13-01,New", "line 2: month must be in 1..12|line 2: '--13-01'"),
        ("--01-01,New", "--01,New", "line 2: --01 is not one day of a year"),
        ("1990,2012/2028,next-weekday", "90,2012/2028,next-weekday", "line 2: first_year '90' is not a year"),
        ("2012/2028,next", "2012,next", "line 2: seen '2012' is not of the form 2012/2028"),
        ("next-weekday", "tuesday", "line 2: substitute 'tuesday' is neither"),
        ("next-weekday,,SEEN", "next-weekday,2012-01-02,SEEN", "line 2: --01-01 recurs, and has instead_of"),
        ("--01-01,New", "1991-01-01,New", "line 2: 1991-01-01 does not recur, and has first_year"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(old, new, message):
    one = b"\n".join(TABLE.split(b"\n")[:2]) + b"\n"
    assert old.encode() in one
    dataset = Dataset.parse(one.replace(old.encode(), new.encode(), 1), SIDECAR)
    with pytest.raises(InvalidDeclaration, match=f"dataset jcq.dates.bank-holidays-uk, ({message})"):
        HolidayCalendar.of(dataset, Jurisdiction.ENGLAND_AND_WALES)


def test_a_dataset_without_the_jurisdiction_does_not_cover_it():
    one = Dataset.parse(b"\n".join(TABLE.split(b"\n")[:2]) + b"\n", SIDECAR)
    with pytest.raises(NotCovered, match="has no rule for scotland"):
        HolidayCalendar.of(one, Jurisdiction.SCOTLAND)


def test_a_rule_may_be_without_years_it_was_seen_in():
    one = b"\n".join(TABLE.split(b"\n")[:2]) + b"\n"
    dataset = Dataset.parse(one.replace(b"2012/2028", b""), SIDECAR)
    (new_year,) = HolidayCalendar.of(dataset, Jurisdiction.ENGLAND_AND_WALES).holidays(2026)
    assert new_year.evidence is Evidence.DERIVED


def test_a_one_off_day_that_is_moved_is_a_working_day_again():
    world_cup, later = date(2026, 6, 15), date(2026, 6, 22)
    assert not SCOTLAND.is_working_day(world_cup)
    more = SCOTLAND.plus(BankHoliday(day=later, title="m", instead_of=world_cup))
    assert more.is_working_day(world_cup)
    assert more.find(later).title == "m"
    assert {h.day for h in more.holidays(2026)} ^ {h.day for h in SCOTLAND.holidays(2026)} == {
        world_cup,
        later,
    }
    back = more.plus(BankHoliday(day=world_cup, title="back", instead_of=later))
    assert back.find(world_cup).title == "back"
    assert back.is_working_day(later)


@pytest.mark.parametrize("together", [True, False])
def test_a_day_that_was_added_can_be_moved(together):
    first, second, third = date(2031, 7, 4), date(2031, 7, 7), date(2032, 1, 8)
    added = BankHoliday(day=first, title="a")
    moved = BankHoliday(day=second, title="a", instead_of=first)
    again = BankHoliday(day=third, title="a", instead_of=second)
    more = ENGLAND.plus(added, moved, again) if together else ENGLAND.plus(added).plus(moved).plus(again)
    assert [more.is_working_day(day) for day in (first, second, third)] == [True, True, False]


def test_a_substitute_does_not_slide_onto_a_day_that_was_freed():
    added = BankHoliday(day=date(2027, 12, 27), title="a")  # 25 and 26 December 2027 are a weekend
    before = ENGLAND.plus(added)
    after = before.plus(BankHoliday(day=date(2027, 12, 30), title="a", instead_of=added.day))
    assert [h.day.day for h in before.holidays(2027) if h.day.month == 12] == [27, 28, 29]
    assert [h.day.day for h in after.holidays(2027) if h.day.month == 12] == [28, 29, 30]


def test_a_day_is_added_as_a_date_alone():
    with pytest.raises(TypeError, match="a bank holiday is asked for with a date, not with a datetime"):
        ENGLAND.plus(BankHoliday(day=datetime(2031, 7, 4), title="x"))  # noqa: DTZ001
