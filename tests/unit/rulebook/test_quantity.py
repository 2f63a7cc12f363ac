"""Values by unit."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from examcore.dates import LeapDay, MonthDay
from examcore.money import Money
from examcore.rulebook import Quantity, Unit


@pytest.mark.parametrize(
    ("text", "unit", "value", "shown"),
    [
        ("7", "working-days", 7, "7 working-days"),
        ("0", "marks", 0, "0 marks"),
        ("5", "count", 5, "5"),
        ("25", "percent", Decimal(25), "25 percent"),
        ("1.25", "metres", Decimal("1.25"), "1.25 metres"),
        ("1/4", "fraction", Fraction(1, 4), "1/4 fraction"),
        ("1:30", "ratio", Fraction(1, 30), "1:30"),
        ("1:1", "ratio", Fraction(1), "1:1"),
        ("41.50", "pence", Money(4150), "41.50 pence"),
        ("09:00", "hour-of-day", time(9), "09:00"),
        ("--02-29", "day-of-year", MonthDay(2, 29), "--02-29"),
        ("2026-06-24", "date", date(2026, 6, 24), "2026-06-24"),
        ("published finish", "words", "published finish", "published finish"),
    ],
)
def test_a_value_has_the_type_of_its_unit(text, unit, value, shown):
    quantity = Quantity.parse(text, unit)
    assert (quantity.value, type(quantity.value)) == (value, type(value))
    assert (quantity.text, str(quantity)) == (text, shown)
    assert quantity == Quantity(value, Unit(unit))
    assert repr(quantity) == f"<Quantity {text} {unit}>"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "days"),
        ("-1", "days"),
        ("1.5", "days"),
        ("٣", "days"),
        ("25 %", "percent"),
        (".5", "metres"),
        ("1/0", "fraction"),
        ("1/30", "ratio"),
        ("1:0", "ratio"),
        ("41.5", "pence"),
        ("9:00", "hour-of-day"),
        ("24:00", "hour-of-day"),
        ("02-21", "day-of-year"),
        ("--02-30", "day-of-year"),
        ("20260624", "date"),
        ("2026-06-31", "date"),
        (" ", "words"),
    ],
)
def test_what_is_no_value_of_a_unit_is_refused(text, unit):
    with pytest.raises(ValueError, match="is no value in"):
        Quantity.parse(text, unit)


def test_an_unknown_unit_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="'fortnights' is no unit; there are minutes, hours, days"):
        Quantity.parse("1", "fortnights")


def test_a_day_of_the_year_stays_where_it_is():
    assert Quantity.parse("--02-21", "day-of-year").value.in_year(2027) == date(2027, 2, 21)  # a Sunday
    leap = Quantity.parse("--02-29", "day-of-year").value
    assert (leap.in_year(2027), leap.in_year(2027, LeapDay.BEFORE)) == (None, date(2027, 2, 28))
