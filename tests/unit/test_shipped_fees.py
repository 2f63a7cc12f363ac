"""Prices and rules of fees that ship: what they must keep to besides the form of a dataset."""

import re
from datetime import date
from fractions import Fraction

import pytest

from examcore.dates import AcademicYear, Duration, find_when
from examcore.evidence import Evidence
from examcore.money import ROUNDINGS, Money
from examcore.plugins import Registry

DATASETS = {ref.id: ref.read() for ref in Registry.builtin(strict=True).datasets if ".codes." not in ref.id}
PRICES = {name.split(".")[0]: d for name, d in DATASETS.items() if name.endswith(".fees.prices")}
RULES = {name.split(".")[0]: d for name, d in DATASETS.items() if name.endswith(".fees.rules")}


def years(text):
    return [str(AcademicYear(int(text[:4])))] if text else []


@pytest.mark.parametrize("body", PRICES)
def test_prices(body):
    for row in PRICES[body]:
        assert [row["year"]] == years(row["year"])
        assert str(Money.parse(row["amount"])) == row["amount"]
        assert (
            not row["series"]
            or str(AcademicYear.of(date(*map(int, row["series"].split("-")), 1))) == row["year"]
        )
        assert row.evidence is not Evidence.RECALLED, "a price that is only remembered is no price"
        # without a code, nobody takes what a typical qualification cost for the price of an entry
        assert row["kind"] != "entry" or row["code"]


@pytest.mark.parametrize("body", RULES)
def test_rules_of_fees(body):
    events = DATASETS["jcq.deadlines.series"].codes["event"].keys() | {"", "invoice"}
    for row in RULES[body]:
        assert row["year"] in ["", *years(row["year"])]
        assert {row["after"], row["until"]} <= events
        assert not row["period"] or isinstance(find_when(row["period"]), Duration)
        assert bool(row["counted"]) == bool(row["period"] and row["until"])
        assert not row["multiplier"] or re.fullmatch(r"[0-9](\.[0-9]{1,2})?", row["multiplier"])
        assert bool(row["multiplier"]) == (row["effect"] in ("multiple", "rebate"))
        assert not row["flat"] or row["effect"] in ("flat", "free", "included", "waived")
        assert bool(row["rounding"]) == (row["effect"] == "rounding")
        assert not row["late_part"] or row["effect"] == "refund"
        if not row["year"] and row.evidence is not Evidence.RECALLED:
            assert row["seen_in"], row


def pearson_late(tier):
    return PRICES["pearson"].get(
        "2013/14",
        "",
        "external-assessment",
        "btec-firsts",
        "",
        tier,
        "re-sit; the first attempt is part of the registration fee" if tier == "on-time" else "",
    )


def rounded(pence, factor, step, rounding):
    return Money(1).times(Fraction(pence) * Fraction(factor) / step, rounding).pence * step


def test_which_roundings_give_the_late_fees_of_btec_firsts():
    """13.85 became 20.75 (+50 %) and 27.70 (+100 %): of the usual steps and roundings two give both."""
    base, late, very_late = (
        Money.parse(pearson_late(t)["amount"]).pence for t in ("on-time", "late", "very-late")
    )
    factors = {
        r["tier"]: r["multiplier"] for r in RULES["pearson"] if r["scope"] == "btec-firsts" and r["tier"]
    }
    assert factors == {"on-time": "1", "late": "1.5", "very-late": "2"}
    fitting = {
        (step, rounding)
        for step in (1, 5, 10, 25, 50, 100)
        for rounding in ROUNDINGS
        if rounded(base, factors["late"], step, rounding) == late
        and rounded(base, factors["very-late"], step, rounding) == very_late
    }
    assert fitting == {(5, "ROUND_DOWN"), (5, "ROUND_HALF_DOWN")}
    # for prices in steps of five pence, as all that were read, both say the same
    for pence in range(0, 20000, 5):
        assert rounded(pence, "1.5", 5, "ROUND_DOWN") == rounded(pence, "1.5", 5, "ROUND_HALF_DOWN")
    (rule,) = [r for r in RULES["pearson"] if r["rounding"]]
    step, rounding = rule["rounding"].split()
    assert (Money.parse(step).pence, rounding) in fitting
    assert rule.evidence is Evidence.DERIVED


def test_late_certification_costs_the_same_in_both_tables():
    prices = {r["amount"] for r in PRICES["pearson"] if r["kind"] == "late-cash-in"}
    assert (
        prices
        == {r["flat"] for r in RULES["pearson"] if r["applies_to"] == "late-cash-in"}
        == {"7.35", "50.00"}
    )


def test_late_begins_after_the_amendment_deadline_at_wjec():
    after = {
        b: {
            r["after"]
            for r in d
            if r["tier"] == "late" and r["effect"] == "charged" and r["applies_to"] != "registration"
        }
        for b, d in RULES.items()
    }
    assert after["wjec"] == {"amendment"}
    assert {b for b, events in after.items() if events == {"entry"}} == {"jcq", "aqa", "pearson", "cambridge"}
