"""Invoices made from quotes match; one changed number is one difference; differences add up."""

from collections import Counter
from datetime import date

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.asking import terms_of
from examcore.evidence import Missing
from examcore.fees import price_entries
from examcore.invoices import ExpectedRefund, InvoiceLine, Outcome, reconcile_invoices
from examcore.model import Candidate, Entry, OptionRef

FEES = {"AA1": 3200, "AA2": 0, "AB1": 99_999, "AB2": 4150, "AC1": 4150}
CATALOGUE = ex.Catalogue.of(
    [
        builders.read_file(letter, *lines, jcq_id="70", series=series)
        for series in ("6G27", "6A27")
        for letter, lines in (
            (
                "O",
                [
                    *(builders.option(code, fee=fee) for code, fee in FEES.items()),
                    builders.option("N1", fee=0, flag="N"),
                ],
            ),
            ("L", [builders.link(code, code) for code in FEES]),
        )
    ]
)
REGISTRY = builders.builtin()
TERMS = terms_of(REGISTRY)
ON_TIME, LATE = date(2027, 1, 20), date(2027, 3, 20)

ENTRIES = st.builds(
    lambda number, series, code, day: Entry(
        candidate=Candidate(centre_number="64999", number=f"{number:04d}"),
        option=OptionRef("aqa", series, code),
        received_on=day,
    ),
    st.integers(1, 9),
    st.sampled_from(["6G27", "6A27"]),
    st.sampled_from(sorted(FEES)),
    st.sampled_from([ON_TIME, ON_TIME, LATE]),
)


def quoted(entries, *, other_years=True):
    # multiples of other years, so that late entries have a whole price
    return price_entries(
        ex.Entries(tuple(entries)), CATALOGUE, on=ON_TIME, terms=TERMS, other_years=other_years
    )


def invoiced(quote, *, apart=False):
    """One line for each option and price; or the late fee in a line of its own."""
    units = Counter()
    for line in quote:
        key = (line.series, line.code)
        if apart and line.surcharge:
            units[*key, "entry", line.price] += 1
            units[*key, "late-fee", line.surcharge] += 1
        else:
            units[*key, "entry", line.amount] += 1
    return [
        InvoiceLine(
            awarding_body="70",
            invoice_number="INV-1",
            series=series,
            code=code,
            kind=kind,
            volume=volume,
            unit_price=price,
        )
        for (series, code, kind, price), volume in units.items()
    ]


def reconcile(lines, quote, **how):
    return reconcile_invoices(ex.Invoices(tuple(lines)), quote, terms=TERMS, bodies=REGISTRY.bodies, **how)


def adds_up(result, lines):
    assert result.total_invoiced == ex.Money.total(line.net for line in lines)
    known = [item for item in result if not isinstance(item.difference, Missing)]
    assert result.difference == ex.Money.total(item.difference for item in known)
    assert result.difference == result.total_invoiced - result.not_judged - result.total_expected
    shares = ex.Money.total(amount for item in known for _, amount in item.shares)
    assert shares == result.difference
    claims = result.claims
    assert ex.Money.total(claims.by_body().values()) == claims.total
    assert ex.Money.total(claims.by_invoice().values()) == claims.total


@given(st.lists(ENTRIES, min_size=1, max_size=12), st.booleans())
def test_an_invoice_made_from_a_quote_matches(entries, apart):
    quote = quoted(entries)
    lines = invoiced(quote, apart=apart)
    result = reconcile(lines, quote)
    assert {item.outcome for item in result} == {Outcome.MATCHED}
    assert (result.difference, result.complete, len(result.claims)) == (ex.Money(0), True, 0)
    assert (result.total_expected, result.total_invoiced) == (quote.total, quote.total)
    adds_up(result, lines)


@given(st.lists(ENTRIES, min_size=1, max_size=12), st.booleans(), st.data())
def test_one_changed_number_is_one_item_with_that_difference(entries, apart, data):
    quote = quoted(entries)
    lines = invoiced(quote, apart=apart)
    at = data.draw(st.integers(0, len(lines) - 1))
    line = lines[at]
    volume, price = line.volume, line.unit_price
    if data.draw(st.booleans()):
        volume = data.draw(st.integers(0, 40))
    else:
        price = ex.Money(
            data.draw(st.sampled_from([0, 3200, 4150, 6400, 8300, 9600]) | st.integers(0, 200_000))
        )
    changed = attrs.evolve(line, volume=volume, unit_price=price)
    change = changed.net - line.net
    assume(change)
    result = reconcile([*lines[:at], changed, *lines[at + 1 :]], quote)
    (item,) = result.discrepancies
    assert item.difference == result.difference == change
    assert (item.series, item.code) == (line.series, line.code)
    assert item.is_claim == (change > ex.Money(0))


LINES = st.builds(
    lambda series, code, kind, volume, pence: InvoiceLine(
        awarding_body="aqa",
        invoice_number=f"INV-{volume % 3}",
        series=series,
        code=code,
        kind=kind,
        volume=volume,
        unit_price=ex.Money(pence),
    ),
    st.sampled_from(["", "6G27", "2027-06", "6A27", "1G27"]),
    st.sampled_from([*FEES, "ZZ9"]),
    st.sampled_from(["entry", "entry", "entry", "late-fee", "credit", "withdrawal", "amendment", "other"]),
    st.integers(-4, 4),
    st.sampled_from([0, 3200, 4150, 6400, 8300, 99_999]),
)
REFUNDS = st.builds(
    lambda code, number, amount: ExpectedRefund(
        awarding_body="aqa", series="6G27", code=code, candidate=f"64999/{number:04d}", amount=amount
    ),
    st.sampled_from(sorted(FEES)),
    st.integers(1, 9),
    st.sampled_from([ex.Money(3200), ex.Money(4150), ex.Money(0), ex.UNKNOWN]),
)


@given(
    st.lists(ENTRIES, max_size=8), st.lists(LINES, max_size=8), st.lists(REFUNDS, max_size=3), st.booleans()
)
def test_differences_add_up_whatever_is_invoiced(entries, lines, refunds, other_years):
    quote = quoted(entries, other_years=other_years)
    result = reconcile(lines, quote, refunds=refunds)
    adds_up(result, lines)
    for item in result:
        assert item.because
        assert str(item)
        assert item.row()["outcome"] == item.outcome
    assert list(result.items) == list(reconcile(lines, quote, refunds=refunds).items)


@given(st.lists(ENTRIES, min_size=1, max_size=8), st.data())
def test_what_is_invoiced_twice_is_claimed(entries, data):
    quote = quoted(entries)
    lines = invoiced(quote)
    again = data.draw(st.sampled_from(lines))
    result = reconcile([*lines, attrs.evolve(again, invoice_number="INV-2")], quote)
    assert result.difference == again.net
    assert result.claims.total == again.net
    if again.net:
        assert result.claims.by_invoice() == {("aqa", "INV-2"): again.net}
