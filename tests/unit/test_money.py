"""Money: exact, in pence, never mixed, rounded only by a rule that was named."""

import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examcore.errors import CurrencyMismatch, ExamcoreError
from examcore.money import ROUNDINGS, Money

amounts = st.integers(-(10**12), 10**12).map(Money)
factors = st.decimals(-1000, 1000, places=6)
fractions = st.fractions(-1000, 1000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("41.50", 4150),
        ("41", 4100),
        ("-41.50", -4150),
        ("0.05", 5),
        ("-0.05", -5),
        ("0", 0),
        ("-0.00", 0),
        ("007", 700),
    ],
)
def test_parse(text, pence):
    assert Money.parse(text) == Money(pence)


@pytest.mark.parametrize(
    "text",
    [
        "41.5",
        "41.500",
        "1,000",
        "£41",
        "+41",
        ".50",
        "41.",
        "",
        " 41",
        "41\n",
        "٤١",
        "4²",
        "1e3",
        "--1",
        "9" * 16,
    ],
)
def test_parse_refuses_what_could_be_read_two_ways(text):
    with pytest.raises(ValueError, match="is not an amount"):
        Money.parse(text)


def test_parse_takes_a_currency():
    assert Money.parse("1.00", "EUR") == Money(100, "EUR")


@given(amounts)
def test_what_is_printed_is_read_back(amount):
    assert Money.parse(str(amount)) == amount


@pytest.mark.parametrize(
    ("pence", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-100, "-1.00"), (-105, "-1.05"), (123_456, "1234.56")],
)
def test_str_has_two_decimals_and_the_sign_in_front(pence, text):
    assert str(Money(pence)) == text
    assert repr(Money(pence, "EUR")) == f"<Money {text} EUR>"


@pytest.mark.parametrize("pence", [1.0, "1", Decimal(1), None])
def test_pence_are_an_int(pence):
    with pytest.raises(TypeError):
        Money(pence)


@given(amounts, amounts)
def test_sums_and_differences_are_those_of_the_pence(a, b):
    assert (a + b).pence == a.pence + b.pence
    assert a - b == a + -b
    assert (-a).pence == -a.pence


@given(amounts, amounts)
def test_order_is_that_of_the_pence(a, b):
    assert (a < b, a <= b, a > b, a >= b) == (
        a.pence < b.pence,
        a.pence <= b.pence,
        a.pence > b.pence,
        a.pence >= b.pence,
    )
    assert [m.pence for m in sorted([a, b])] == sorted([a.pence, b.pence])


@given(st.lists(amounts))
def test_the_total_is_the_sum(values):
    assert Money.total(values) == Money(sum(v.pence for v in values))


def test_the_total_of_nothing_is_nothing_in_the_currency_asked_for():
    assert Money.total([], "EUR") == Money(0, "EUR")
    assert not Money.total([])
    assert Money(-1)


def test_the_total_takes_an_iterator_once():
    assert Money.total(Money(n) for n in (1, 2, 3)) == Money(6)


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a <= b,
        lambda a, b: a > b,
        lambda a, b: a >= b,
        lambda a, b: Money.total([a, b], a.currency),
        lambda a, b: Money.total([a], b.currency),
    ],
)
def test_currencies_do_not_mix(mix):
    with pytest.raises(CurrencyMismatch, match="GBP") as caught:
        mix(Money(100), Money(100, "EUR"))
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, ExamcoreError)


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: b + a,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a <= b,
        lambda a, b: a > b,
        lambda a, b: a >= b,
    ],
)
@pytest.mark.parametrize("other", [1, 1.5, "1.00", None, Decimal(1)])
def test_money_and_a_number_do_not_mix(mix, other):
    with pytest.raises(TypeError, match="Money"):
        mix(Money(1), other)


def test_equal_pence_of_two_currencies_are_not_equal():
    assert Money(100) != Money(100, "EUR")
    assert len({Money(100), Money(100, "EUR"), Money(100, "GBP")}) == 2


def test_money_is_a_value():
    assert pickle.loads(pickle.dumps(Money(5, "EUR"))) == Money(5, "EUR")  # noqa: S301
    with pytest.raises(AttributeError):
        Money(5).pence = 6


@given(amounts, factors, st.sampled_from(ROUNDINGS))
def test_rounding_is_that_of_decimal(amount, factor, rounding):
    with decimal.localcontext(prec=60):
        exact = Decimal(amount.pence) * factor
        expected = int(exact.quantize(Decimal(1), rounding=rounding))
    assert amount.times(factor, rounding) == Money(expected)
    assert amount.times(Fraction(factor), rounding) == Money(expected)


@given(st.integers(-1000, 1000), st.sampled_from(ROUNDINGS), st.sampled_from([2, 4, 10]))
def test_rounding_of_halves_is_that_of_decimal(pence, rounding, divisor):
    # Halves are rare among the factors above, and they are where the rules differ.
    expected = int((Decimal(pence) / divisor).quantize(Decimal(1), rounding=rounding))
    assert Money(pence).times(Fraction(1, divisor), rounding) == Money(expected)


@pytest.mark.parametrize(
    ("rounding", "up", "down"),
    [
        (decimal.ROUND_DOWN, 2, -2),
        (decimal.ROUND_HALF_DOWN, 2, -2),
        (decimal.ROUND_HALF_EVEN, 2, -2),
        (decimal.ROUND_HALF_UP, 3, -3),
        (decimal.ROUND_UP, 3, -3),
    ],
)
def test_half_a_penny_by_each_rule(rounding, up, down):
    assert Money(5).times(Fraction(1, 2), rounding).pence == up
    assert Money(-5).times(Fraction(1, 2), rounding).pence == down


@given(amounts, fractions, st.sampled_from(ROUNDINGS))
def test_rounding_loses_less_than_a_penny(amount, factor, rounding):
    assert abs(amount.times(factor, rounding).pence - amount.pence * factor) < 1


@given(amounts, st.integers(-100, 100), st.sampled_from(ROUNDINGS))
def test_whole_factors_are_exact_and_keep_the_currency(amount, factor, rounding):
    euro = Money(amount.pence, "EUR")
    assert euro.times(factor, rounding) == Money(amount.pence * factor, "EUR")


@pytest.mark.parametrize("factor", [1.5, True, "1.5", None])
def test_factors_that_are_not_exact_are_refused(factor):
    with pytest.raises(TypeError, match="Decimal"):
        Money(100).times(factor, decimal.ROUND_UP)


@pytest.mark.parametrize("rounding", ["", "up", decimal.ROUND_CEILING, decimal.ROUND_05UP])
def test_a_rounding_that_is_not_offered_names_those_that_are(rounding):
    with pytest.raises(ValueError, match="ROUND_HALF_UP"):
        Money(100).times(2, rounding)
