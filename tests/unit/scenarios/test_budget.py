"""Cost against budget."""

from datetime import date

import pytest

import examcore as ex
from examcore.entries import UnreadableRow
from examcore.errors import CurrencyMismatch
from examcore.evidence import Origin
from examcore.scenarios.budget import COLUMNS

DAY = date(2017, 1, 20)


@pytest.fixture
def quote(entries, catalogue):
    return ex.quote(entries, catalogue, on=DAY)


def test_budgets_are_held_against_costs(quote):
    told = ex.against_budget(quote, {"Arts": "50.00", "Science": ex.Money(10_000), "Music": "20"})
    assert [
        (part.group, str(part.budget), str(part.cost.total), str(part.left), part.over, part.complete)
        for part in told
    ] == [
        ("Arts", "50.00", "60.00", "-10.00", True, True),
        ("Music", "20.00", "0.00", "20.00", False, True),
        ("Science", "100.00", "80.00", "20.00", False, True),
    ]
    assert (told.without_budget, told.without_entries) == ((), ("Music",))
    assert [part.group for part in told.over] == ["Arts"]
    assert (str(told.budget), str(told.cost), str(told.left), told.complete) == (
        "170.00",
        "140.00",
        "30.00",
        True,
    )
    assert repr(told) == "<BudgetComparison by department: 140.00 of 170.00, 1 part over>"
    assert repr(told["Arts"]) == "<BudgetPart 'Arts': 60.00 of 50.00>"
    assert all(list(row) == list(COLUMNS) for row in told.rows())


def test_a_group_without_a_budget_is_told(quote):
    told = ex.against_budget(quote, {"science": "100.00"})
    assert told.without_budget == ("Arts", "Science")
    assert told.without_entries == ("science",)
    arts = told["Arts"]
    assert (arts.budget, arts.left, arts.over) == (None, None, None)
    row = next(told.rows())
    assert (row["group"], row["budget"], row["left"], row["over"]) == ("Arts", None, None, None)


def test_only_what_has_a_budget_is_held_against_it(quote):
    told = ex.against_budget(quote, {"Maths": "100.00"})
    assert repr(told) == "<BudgetComparison by department: 0.00 of 100.00; 140.00 without a budget>"
    assert (str(told.cost), str(told.cost_without_budget), str(told.left)) == ("140.00", "140.00", "100.00")
    some = ex.against_budget(quote, {"Arts": "50.00"})
    assert (
        repr(some) == "<BudgetComparison by department: 60.00 of 50.00, 1 part over; 80.00 without a budget>"
    )
    assert str(some.left) == "-10.00"


def test_each_cost_says_whether_it_is_the_least(entry, catalogue):
    rows = (entry(department="Science"), entry(code="NO1", department="Arts"))
    quote = ex.quote(ex.Entries(rows), catalogue, on=DAY)
    of = "<BudgetComparison by department:"
    science = ex.against_budget(quote, {"Science": "50.00"})
    assert repr(science) == f"{of} 40.00 of 50.00; at least 0.00 without a budget>"
    arts = ex.against_budget(quote, {"Arts": "50.00"})
    assert repr(arts) == f"{of} at least 0.00 of 50.00; 40.00 without a budget>"


def test_a_cost_that_is_not_wholly_known_may_yet_be_over(entry, catalogue):
    rows = (entry(department="Science"), entry(code="NO1", department="Science"))
    told = ex.against_budget(ex.quote(ex.Entries(rows), catalogue, on=DAY), {"Science": "50.00"})
    assert (told["Science"].over, told.complete) == (None, False)
    assert repr(told["Science"]) == "<BudgetPart 'Science': at least 40.00 of 50.00>"
    assert repr(told) == "<BudgetComparison by department: at least 40.00 of 50.00>"
    less = ex.against_budget(ex.quote(ex.Entries(rows), catalogue, on=DAY), {"Science": "30.00"})
    assert less["Science"].over is True


def test_the_cost_of_a_year(entries, catalogue):
    more = ex.Entries(entries.entries, (UnreadableRow(Origin("entries.csv", 9)),))
    told = ex.against_budget(ex.cost_of_year(more, catalogue, "2016/17"), {"aqa": "70.00"}, by="body")
    assert (str(told["aqa"].left), told.unplaced, told.complete) == ("0.00", 1, False)


def test_vat_on_top_is_told(entries, catalogue):
    rows = b"awarding_body,option_code,price,vat,vat_rate\naqa,MA1,40.00,excluded,20\n"
    prices = ex.Prices.of(ex.read(rows, name="prices.csv"))
    told = ex.against_budget(ex.quote(entries, catalogue, on=DAY, prices=prices), {})
    assert (str(told.cost), str(told.vat)) == ("140.00", "8.00")


def test_what_is_not_there(quote):
    with pytest.raises(KeyError, match="no part 'Music'; there are 'Arts', 'Science'"):
        ex.against_budget(quote, {})["Music"]


@pytest.mark.parametrize(
    ("amount", "error", "says"),
    [
        ("1,250.00", ValueError, "budget of 'Arts': '1,250.00' is not an amount"),
        ("-5.00", ValueError, "budget of 'Arts': -5.00 is negative"),
        (12.5, TypeError, "budget of 'Arts': give Money or a text"),
        (ex.Money(100, "EUR"), CurrencyMismatch, "do not mix"),
    ],
)
def test_amounts_that_are_none(amount, error, says, quote):
    with pytest.raises(error, match=says):
        ex.against_budget(quote, {"Arts": amount})


def test_other_arguments_of_another_kind(quote):
    with pytest.raises(ValueError, match="cannot group by 'colour'"):
        ex.against_budget(quote, {}, by="colour")
    with pytest.raises(TypeError, match="give a quote or the cost of a year, not a list"):
        ex.against_budget([], {})
