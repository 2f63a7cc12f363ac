"""Prices that were read, stored flat, and which roundings of their multiples reproduce them."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

import examcore as ex
from examcore.asking import terms_of
from examcore.dates import AcademicYear
from examcore.fees import Price, State, Tier
from examcore.fees.late_fee import LateFees
from examcore.fees.tier import TimeOfEntry
from examcore.model import Series
from examcore.money import ROUNDINGS

TERMS = terms_of(ex.Registry.builtin())
ON_TIME, LATE, VERY_LATE = 1385, 2075, 2770
"""Pearson's external assessment of 2013/14."""
STEPS = (1, 5, 10)


def reproduces(step, rounding):
    price = ex.Money(ON_TIME)
    late, very_late = (price.times(Decimal(m), rounding, step=step).pence for m in ("1.5", "2"))
    return (late, very_late) == (LATE, VERY_LATE)


def test_which_roundings_reproduce_the_three_prices():
    found = {(step, rounding) for step, rounding in product(STEPS, ROUNDINGS) if reproduces(step, rounding)}
    # 20.775 is halfway between two steps of five pence, and the printed price is the lower one
    assert found == {(5, "ROUND_DOWN"), (5, "ROUND_HALF_DOWN")}


def test_the_one_that_is_chosen_is_derived():
    (held,) = TERMS.find_rules(
        "pearson", AcademicYear(2013), lambda r: r.effect == "rounding", families=frozenset({"btec-firsts"})
    )
    assert (held.rule.step, held.rule.rounding, held.evidence) == (5, "ROUND_HALF_DOWN", ex.Evidence.DERIVED)


@pytest.mark.parametrize(("tier", "pence"), [("on-time", ON_TIME), ("late", LATE), ("very-late", VERY_LATE)])
def test_they_are_stored_as_they_were_read(tier, pence):
    prices = list(TERMS.find_prices("pearson", Series(2014, 6), "external-assessment", tier=tier))
    assert [price.amount for price in prices] == [ex.Money(pence)]
    assert prices[0].evidence is ex.Evidence.SEEN


@pytest.mark.parametrize(("tier", "pence"), [(Tier.LATE, LATE), (Tier.VERY_LATE, VERY_LATE)])
def test_the_rules_work_out_the_late_ones(tier, pence):
    price = Price(ex.Money(ON_TIME), State.PRICED, ())
    late = LateFees(TERMS).find(
        price,
        TimeOfEntry(tier, ()),
        on=date(2014, 3, 1),
        body="pearson",
        series=Series(2014, 6),
        families=frozenset({"btec", "btec-firsts", "unitised"}),
    )
    assert price.amount + late.amount == ex.Money(pence)
    assert late.evidence in {ex.Evidence.SEEN, ex.Evidence.DERIVED}


def test_half_a_price_that_is_no_whole_pence_is_not_rounded_by_guess():
    """A multiple of one and a half without a rule of rounding."""
    price = Price(ex.Money(1385), State.PRICED, ())
    rules = tuple(rule for rule in TERMS.rules if rule.effect != "rounding")
    terms = type(TERMS)(rules, (), frozenset(), (), {})
    late = LateFees(terms).find(
        price,
        TimeOfEntry(Tier.LATE, ()),
        on=date(2014, 3, 1),
        body="pearson",
        series=Series(2014, 6),
        families=frozenset({"btec-firsts"}),
    )
    assert late.amount is ex.UNKNOWN
    assert "no whole pence" in late.because[-1].says


def test_art_at_a_level(one_quote):
    """AQA's Art of 2021/22 and 2022/23 is quoted where basedata has no fee, for its codes and years only."""
    art = ("aqa", "70", "6A22", date(2022, 1, 20))
    assert not one_quote(*art, fee=None, kind="GCE A").complete  # another code
    terms = list(TERMS.find_prices("aqa", Series(2022, 6), "entry"))
    assert [(p.amount, p.names("7201"), p.names("7206C"), p.names("7207")) for p in terms] == [
        (ex.Money(8965), True, True, False)
    ]
    assert [p.amount for p in TERMS.find_prices("aqa", Series(2023, 6), "entry")] == [ex.Money(10510)]
    assert not list(TERMS.find_prices("aqa", Series(2027, 6), "entry"))
