"""Arguments of another kind are refused in words that say what is wanted."""

from datetime import date

import pytest

import examcore as ex

DAY = date(2017, 3, 1)
YEAR = "an academic year is such as '2026/27'"
DAYS = r"days: give a mapping such as \{'2027-06': date\(2027, 2, 21\)\}"
BUDGET = r"budget: give a mapping such as \{'Art': '250.00'\}"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda e, c: ex.cost_of_year(e, c, 2016), f"{YEAR}, or an AcademicYear; this is of type int"),
        (lambda e, c: ex.cost_of_year(e, c, None), f"{YEAR}.*NoneType"),
        (lambda e, c: ex.cost_of_year(e, c, "2016/17", days="x"), f"{DAYS}, not a str"),
        (lambda e, c: ex.cost_of_year(e, c, "2016/17", days=[DAY]), f"{DAYS}, not a list"),
        (lambda e, c: ex.cost_over_dates(e, c, [DAY], by=[]), "by: .* such as 'department', not a list"),
        (lambda e, c: ex.cost_over_dates(e, c, [DAY], prices=3), r"prices are made by Prices\.of"),
        (lambda e, c: ex.cost_of_delay(e, c, prices="x"), r"prices are made by Prices\.of"),
        (
            lambda e, c: ex.cost_of_change(e, e, c, [DAY], charged_on=DAY, evidence="x"),
            r"evidence: give a mapping such as \{'64999/0001': 'medical'\}, not a str",
        ),
        (
            lambda e, c: ex.cost_of_change(e, e, c, [DAY], charged_on=DAY, evidence={"64999/0001": ["x"]}),
            "evidence: .* not a list",
        ),
        (lambda e, c: ex.cost_of_change(e, e, c, [DAY], charged_on=DAY, prices=3), r"Prices\.of"),
        (lambda e, c: ex.cost_of_change(e, "x", c, [], charged_on=DAY), "after are entries"),
        (lambda e, c: ex.cost_of_change(e, e, c, [], charged_on="x"), "charged_on is a day"),
    ],
)
def test_scenarios(call, says, entries, catalogue):
    with pytest.raises(TypeError, match=says):
        call(entries, catalogue)


@pytest.mark.parametrize(
    ("budget", "says"),
    [
        (None, f"{BUDGET}, not a NoneType"),
        (["Art"], f"{BUDGET}, not a list"),
        (ex.Money(100), f"{BUDGET}, not a Money"),
        ("250.00", f"{BUDGET}, not a str"),
        ({1: "250.00"}, "budget: the name of a group is a text, not 1"),
        ({None: "250.00"}, "budget: the name of a group is a text, not None"),
    ],
)
def test_budgets(budget, says, entries, catalogue):
    quote = ex.quote(entries, catalogue, on=DAY)
    with pytest.raises(TypeError, match=says):
        ex.against_budget(quote, budget)


def test_a_budget_by_something_else(entries, catalogue):
    quote = ex.quote(entries, catalogue, on=DAY)
    with pytest.raises(TypeError, match=r"by: .* not a list"):
        ex.against_budget(quote, {}, by=[])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda _: ex.price_charges([], on=DAY, registry="x"), r"a registry is made by Registry\.builtin"),
        (lambda q: ex.reconcile(ex.Invoices(), q, registry="x"), r"a registry is made by Registry\.builtin"),
        (lambda q: ex.reconcile(ex.Invoices(), q, receipts=3), r"Receipt\.of.* of type int"),
        (lambda q: ex.reconcile(ex.Invoices(), q, receipts="x"), r"Receipt\.of.* of type str"),
        (
            lambda q: ex.reconcile(ex.Invoices(), q, changes="x"),
            "changes are made by price_changes; .* of type str",
        ),
    ],
)
def test_the_facade(call, says, entries, catalogue):
    quote = ex.quote(entries, catalogue, on=DAY)
    with pytest.raises(TypeError, match=says):
        call(quote)
