"""Changes of any entries: nothing costs nothing, no refund exceeds its fee, and lines add up."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import changing
import examcore as ex
from examcore.charges.change_quote import GROUPS
from examcore.charges.passed_on import pass_on

FIRST = date(2027, 1, 5)
ENDS = {  # of refunds of a GCSE without evidence
    "aqa": date(2027, 4, 21),
    "ocr": date(2027, 3, 21),
    "pearson": date(2027, 4, 22),
}
CODES = [
    "AA1F",
    "AA1H",
    "AA2F",
    "AA2H",
    "AA3F",
    "AA3X",
    "AA4",
    "A7",
    "N1",
    "NONE",
    "U1A",
    "U1B",
    "U2A",
    "ZZ9",
]
DAYS = st.integers(0, 240).map(lambda days: FIRST + timedelta(days))
ENTRIES = st.lists(
    st.builds(
        lambda code, body, number, day, status: changing.entered(
            code, body, number, received_on=day, status=status
        ),
        st.sampled_from(CODES),
        st.sampled_from(sorted(changing.IDS)),
        st.integers(1, 3),
        st.none() | DAYS,
        st.sampled_from("CP"),
    ),
    max_size=8,
)
EVIDENCE = st.dictionaries(
    st.sampled_from(["64999/0001", "64999/0002"]), st.sampled_from(["medical", "bereavement"]), max_size=2
)
PRICES = changing.price_file(
    "awarding_body,option_code,kind,tier,price\n"
    "aqa,AA4,entry,late,1500.00\npearson,AA4,entry,late,1500.00\nocr,AA4,entry,very-late,2000.00\n"
    "aqa,,amendment,,12.00\nwjec,,tier-change,,9.00\naqa,,withdrawal,,5.00\n"
    ",,private-candidate,,75.00\n,,private-entry,,10.00\n,,resit-entry,,5.00\n"
)


def quoted(before, after, on, **how):
    return changing.change(before, after, on=on, charged_on=FIRST, prices=PRICES, **how)


def pence(amount):
    return amount.pence if isinstance(amount, ex.Money) else None


@given(ENTRIES, DAYS, EVIDENCE, st.randoms(use_true_random=False))
def test_changing_nothing_costs_nothing(entries, on, evidence, chance):
    again = [attrs.evolve(entry, received_on=None) for entry in entries]
    chance.shuffle(again)
    quote = quoted(entries, again, on, evidence=evidence)
    assert (len(quote), quote.total, quote.charges, quote.complete) == (0, ex.Money(0), ex.Money(0), True)


@given(ENTRIES, DAYS, EVIDENCE)
def test_a_withdrawal_never_refunds_more_than_was_charged(entries, on, evidence):
    charged = ex.quote(
        ex.Entries(tuple(entries)),
        changing.catalogue(),
        on=FIRST,
        prices=PRICES,
        registry=changing.builders.builtin(),
    )
    quote = quoted(entries, [], on, evidence=evidence)
    assert sorted(line.before for line in quote) == sorted(line.code for line in charged)
    fees = sorted(
        (line.candidate, line.awarding_body, line.code, pence(line.price) or 0, pence(line.surcharge) or 0)
        for line in charged
    )
    back = sorted(
        (
            line.candidate,
            line.awarding_body,
            line.before,
            pence(line.refund) or 0,
            pence(line.late_refund) or 0,
        )
        for line in quote
    )
    # the same option twice, on two days, may be in another order
    assert sum(fee[3] + fee[4] for fee in fees) >= sum(line[3] + line[4] for line in back)
    for candidate, body, code, refund, late in back:
        same = [fee for fee in fees if fee[:3] == (candidate, body, code)]
        assert refund <= max(fee[3] for fee in same)
        assert late <= max(fee[4] for fee in same)


@given(st.sampled_from(sorted(ENDS)), DAYS, DAYS)
def test_up_to_the_last_day_the_whole_fee_comes_back_and_later_none(body, received_on, on):
    (line,) = quoted([changing.entered("AA4", body, received_on=received_on)], [], on)
    assert line.refund == (ex.Money(99_999) if on <= ENDS[body] else ex.Money(0))
    if on > ENDS[body]:
        assert line.late_refund == ex.Money(0)


@given(ENTRIES, ENTRIES, DAYS, EVIDENCE)
def test_lines_add_up_to_totals_and_parts(before, after, on, evidence):
    quote = quoted(before, after, on, evidence=evidence)
    assert quote.total == ex.Money.total(line.charged - line.refunded for line in quote)
    known = [line.net for line in quote if line.complete]
    assert all(isinstance(net, ex.Money) for net in known)
    assert quote.unknown_lines == len(quote) - len(known)
    if quote.complete:
        assert quote.total == ex.Money.total(known)
    for line in quote:
        assert line.because
        assert bool(line.lacking) == (not line.complete)
        assert all(pence(amount) is None or pence(amount) >= 0 for amount in line.amounts)
    for group in GROUPS:
        parts = quote.by(group).values()
        assert ex.Money.total(part.total for part in parts) == quote.total
        assert sum(part.unknown_lines for part in parts) == quote.unknown_lines


@given(ENTRIES, ENTRIES, DAYS)
def test_every_change_is_told_once(before, after, on):
    quote = quoted(before, after, on)
    ours, theirs = (
        sorted((e.option.body, str(e.candidate), e.option.code) for e in entries)
        for entries in (before, after)
    )
    for line in quote:
        if line.before:
            ours.remove((line.awarding_body, line.candidate, line.before))
        if line.after:
            theirs.remove((line.awarding_body, line.candidate, line.after))
    assert ours == theirs  # what is left did not change


@given(ENTRIES, DAYS)
def test_bills_pass_on_what_the_quote_says(entries, on):
    quote = ex.quote(
        ex.Entries(tuple(entries)),
        changing.catalogue(),
        on=on,
        prices=PRICES,
        registry=changing.builders.builtin(),
    )
    bills = pass_on(quote, PRICES, resits=lambda entry: entry.option.code == "AA4")
    fees = [line.amount for bill in bills for line in bill if line.kind == "fee"]
    private = {line.candidate for line in quote if line.entry.candidate.status == "P"}
    concerned = [line for line in quote if line.entry.candidate.status == "P" or line.code == "AA4"]
    assert sorted(map(pence, fees), key=str) == sorted((pence(line.amount) for line in concerned), key=str)
    once = [line.candidate for bill in bills for line in bill if line.kind == "private-candidate"]
    assert sorted(once) == sorted(private)
    assert bills.total == ex.Money.total(bill.total for bill in bills)
