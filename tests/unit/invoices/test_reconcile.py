"""Invoices against entries: each outcome, with its amount and its reasons."""

from datetime import date, datetime

import pytest

import examcore as ex
from examcore.evidence import Evidence, Reason
from examcore.fees import Terms
from examcore.invoices import ExpectedRefund, InvoiceLine, Outcome, reconcile_invoices

M = ex.Money
LATE_ON = "2027-03-20"  # after AQA's day for entries, which follows from earlier years


def only(result, outcome):
    """The one item that does not match, if it has that outcome."""
    (item,) = result.discrepancies
    assert item.outcome is outcome
    return item


def test_matched(reconciled):
    result = reconciled([{}], [{}, {}])
    (item,) = result
    assert (item.outcome, item.difference, item.expected, item.invoiced) == (
        Outcome.MATCHED,
        M(0),
        M(6400),
        M(6400),
    )
    assert (item.quantity, item.entered, item.charged) == (2, 2, 2)
    assert item.candidates == ("64999/0001", "64999/0002")
    assert str(item.because[0].source) == "invoice.csv:2"
    assert any("basedata gives 8300H a fee of 32.00" in reason.says for reason in item.because)
    assert (result.complete, len(result.claims)) == (True, 0)
    assert repr(result) == "<Reconciliation: 1 matched; difference 0.00 GBP>"


def test_quantity(reconciled):
    item = only(reconciled([{"volume": 3}], [{}, {}]), Outcome.QUANTITY)
    assert (item.difference, item.quantity, item.because[0].says) == (M(3200), 1, "3 invoiced, 2 entered")
    assert item.candidates == ("64999/0001", "64999/0002")
    item = only(reconciled([{"volume": 1}], [{}, {}]), Outcome.QUANTITY)
    assert (item.difference, item.is_claim) == (M(-3200), False)


def test_price(reconciled):
    item = only(reconciled([{"unit_price": "33.00"}], [{}, {}]), Outcome.PRICE)
    assert (item.difference, item.because[0].says) == (M(200), "2 at 33.00, expected 32.00")
    item = only(reconciled([{"unit_price": "31.00"}], [{}, {}]), Outcome.PRICE)
    assert (item.difference, item.is_claim) == (M(-200), False)


def test_extra(reconciled):
    result = reconciled([{}, {"entry_code": "8300F", "volume": 1}], [{}, {}])
    item = only(result, Outcome.EXTRA)
    assert (item.code, item.difference, item.candidates) == ("8300F", M(3200), ())
    assert result.claims.by_invoice() == {("aqa", "INV-1"): M(3200)}


def test_many_prices_are_told_in_short(reconciled):
    rows = [{"entry_code": "8300F", "volume": 1, "unit_price": f"{n}.00"} for n in range(1, 10)]
    item = only(reconciled([{}, *rows], [{}, {}]), Outcome.EXTRA)
    assert "5.00 and 4 other prices, and nobody" in item.because[0].says


def test_missing(reconciled):
    result = reconciled([{}], [{}, {}, {"option_code": "8700"}])
    item = only(result, Outcome.MISSING)
    assert (item.code, item.difference, item.candidates) == ("8700", M(-3450), ("64999/0003",))
    assert not result.claims


def test_what_costs_nothing_need_not_be_invoiced(reconciled):
    assert not reconciled([{}], [{}, {}, {"option_code": "8999"}]).discrepancies


@pytest.mark.parametrize("price", ["64.00", "96.00"])  # two and three times the price on time
def test_a_late_price_for_what_was_on_time(reconciled, price):
    item = only(reconciled([{"unit_price": price}], [{}, {}]), Outcome.LATE_FEE)
    assert item.difference == M.parse(price) + M.parse(price) - M(6400)
    assert any("received on 2027-01-20, not after" in reason.says for reason in item.because)


def test_one_dearer_than_the_others_is_a_late_fee(reconciled):
    item = only(reconciled([{"volume": 1}, {"volume": 1, "unit_price": "40.00"}], [{}, {}]), Outcome.LATE_FEE)
    assert (item.difference, item.quantity) == (M(800), 1)


@pytest.mark.parametrize("kind", ["late-fee", "very-late-fee"])
def test_a_late_fee_for_what_was_on_time(reconciled, kind):
    item = only(reconciled([{}, {"kind": kind, "volume": 1}], [{}, {}]), Outcome.LATE_FEE)
    assert (item.kind, item.difference) == ("late-fee", M(3200))
    assert item.candidates == ("64999/0001", "64999/0002")
    assert any("received on 2027-01-20, not after" in reason.says for reason in item.because)


@pytest.fixture(scope="module")
def late(quote_of):
    """Two on time, and one late at twice the price, as was asked to be assumed."""
    return quote_of({}, {}, {"received_on": LATE_ON}, other_years=True)


@pytest.mark.parametrize(
    "rows",
    [
        [{}, {"volume": 1, "unit_price": "64.00"}],
        [{"volume": 3}, {"kind": "late-fee", "volume": 1}],
        [{}, {"kind": "late-fee", "volume": 1, "unit_price": "64.00"}],
    ],
)
def test_an_expected_late_fee_matches(reconciled, late, rows):
    result = reconciled(rows, late)
    assert not result.discrepancies
    assert result.total_expected == late.total == M(12800)


def test_an_expected_late_fee_that_is_not_invoiced(reconciled, late):
    item = only(reconciled([{"volume": 3}], late), Outcome.MISSING)
    assert (item.kind, item.difference, item.candidates) == ("late-fee", M(-3200), ("64999/0003",))


def test_a_late_fee_of_another_amount(reconciled, late):
    rows = [{"volume": 3}, {"kind": "late-fee", "volume": 1, "unit_price": "40.00"}]
    item = only(reconciled(rows, late), Outcome.PRICE)
    assert (item.kind, item.difference) == ("late-fee", M(800))


def test_a_late_fee_too_many(reconciled, late):
    item = only(reconciled([{"volume": 3}, {"kind": "late-fee"}], late), Outcome.LATE_FEE)
    assert (item.quantity, item.difference) == (1, M(3200))


def test_another_price_for_all_beside_the_right_late_fee(reconciled, late):
    """64.00 is what a late entry costs in all, and here it is wrong for the three of them."""
    rows = [{"volume": 3, "unit_price": "64.00"}, {"kind": "late-fee", "volume": 1}]
    item = only(reconciled(rows, late), Outcome.PRICE)
    assert (item.quantity, item.difference) == (3, M(9600))
    rows = [{"volume": 2}, {"kind": "late-fee", "volume": 1}]
    item = only(reconciled(rows, late), Outcome.QUANTITY)
    assert (item.quantity, item.difference) == (1, M(-3200))


def test_a_credit_at_another_price_than_the_charge(reconciled):
    rows = [{"volume": 3}, {"kind": "credit", "volume": -1, "unit_price": "30.00"}]
    result = reconciled(rows, [{}, {}])
    assert [(item.kind, item.difference) for item in result.discrepancies] == [
        ("credit", M(-3000)),
        ("entry", M(3200)),
    ]


def test_a_late_fee_that_is_not_known_is_not_judged(reconciled, quote_of):
    quote = quote_of({"received_on": LATE_ON})
    assert quote.open_lines == 1
    result = reconciled([{"volume": 1, "unit_price": "64.00"}], quote)
    item = only(result, Outcome.UNKNOWN)
    assert (item.difference, item.is_claim, result.complete) == (ex.UNKNOWN, True, False)
    assert (result.not_judged, result.claims.to_ask, result.claims.total) == (M(6400), 1, M(0))
    rows = [{"volume": 1}, {"kind": "late-fee", "volume": 1}]
    item = only(reconciled(rows, quote), Outcome.UNKNOWN)
    assert (item.kind, item.invoiced) == ("late-fee", M(3200))
    # at the price on time nothing was charged on top, whatever it would be; below it is too little
    assert not reconciled([{"volume": 1}], quote).discrepancies
    assert only(reconciled([{"volume": 1, "unit_price": "31.00"}], quote), Outcome.PRICE).difference == M(
        -100
    )


def test_an_unknown_price_is_not_judged(reconciled):
    result = reconciled([{"entry_code": "8700X", "volume": 1}], [{"option_code": "8700X"}])
    item = only(result, Outcome.UNKNOWN)
    assert "the series has no such option" in item.because[0].says
    assert (item.difference, item.is_claim) == (ex.UNKNOWN, False)
    result = reconciled([{}], [{}, {}, {"option_code": "8700X"}])
    assert only(result, Outcome.UNKNOWN).invoiced == M(0)


# ---- refunds


THE_FEE = M(3200)


def refund(amount=THE_FEE, number=9, **changes):
    because = (Reason("FEE-02", "withdrawn in time", Evidence.SUPPLIED),)
    values = {"awarding_body": "aqa", "series": "6G27", "code": "8300H", "candidate": f"64999/{number:04d}"}
    return ExpectedRefund(**{**values, "amount": amount, "because": because, **changes})


def test_a_refund_that_did_not_come(reconciled):
    result = reconciled([{"volume": 3}], [{}, {}], refunds=[refund()])
    item = only(result, Outcome.REFUND_NOT_PAID)
    assert (item.difference, item.candidates, item.is_claim) == (M(3200), ("64999/0009",), True)
    assert any(reason.says == "withdrawn in time" for reason in item.because)
    assert result.claims.by_invoice() == {("aqa", "INV-1"): M(3200)}


def test_a_refund_that_is_due_and_was_charged_elsewhere(reconciled):
    result = reconciled([{}], [{}, {}], refunds=[refund()])
    item = only(result, Outcome.REFUND_NOT_PAID)
    assert item.difference == M(3200)
    assert "no charge for it is on these invoices" in item.because[-1].says
    assert result.claims.by_invoice() == {("aqa", ""): M(3200)}


@pytest.mark.parametrize(
    "credit",
    [
        {"kind": "credit", "volume": -1},
        {"kind": "withdrawal", "volume": 1, "unit_price": "-32.00"},
        {"volume": -1, "invoice_number": "INV-2"},
    ],
)
@pytest.mark.parametrize("volume", [2, 3])
def test_a_refund_that_came(reconciled, credit, volume):
    assert not reconciled([{"volume": volume}, credit], [{}, {}], refunds=[refund()]).discrepancies


def test_a_refund_that_came_short(reconciled):
    rows = [{"volume": 3}, {"kind": "credit", "volume": -1, "unit_price": "30.00"}]
    assert only(reconciled(rows, [{}, {}], refunds=[refund()]), Outcome.REFUND_NOT_PAID).difference == M(200)
    rows[1]["unit_price"] = "33.00"
    assert only(reconciled(rows, [{}, {}], refunds=[refund()]), Outcome.PRICE).difference == M(-100)


def test_the_late_part_stays(reconciled):
    """Charged 64.00 late, and 32.00 comes back."""
    rows = [{}, {"volume": 1, "unit_price": "64.00"}, {"kind": "credit", "volume": -1}]
    result = reconciled(rows, [{}, {}], refunds=[refund()])
    assert not result.discrepancies
    assert (result.total_invoiced, result.total_expected) == (M(9600), M(9600))


def test_withdrawn_too_late(reconciled):
    """Nothing is due, and the charge stays."""
    assert not reconciled([{"volume": 3}], [{}, {}], refunds=[refund(M(0))]).discrepancies
    assert not reconciled([{}], [{}, {}], refunds=[refund(M(0))]).discrepancies


def test_a_refund_of_which_nobody_knows_the_amount(reconciled):
    item = only(reconciled([{"volume": 3}], [{}, {}], refunds=[refund(ex.UNKNOWN)]), Outcome.UNKNOWN)
    assert (item.is_claim, item.invoiced) == (True, M(3200))


def test_a_charge_that_was_taken_back(reconciled):
    result = reconciled([{"volume": 3}, {"kind": "credit", "volume": -1}], [{}, {}])
    assert not result.discrepancies
    late_fee = [{}, {"kind": "late-fee", "volume": 1}, {"kind": "credit", "volume": -1}]
    assert not reconciled(late_fee, [{}, {}]).discrepancies


def test_a_credit_that_nothing_explains(reconciled):
    item = only(reconciled([{}, {"kind": "credit", "volume": -1}], [{}, {}]), Outcome.QUANTITY)
    assert (item.kind, item.difference, item.is_claim) == ("credit", M(-3200), False)
    item = only(
        reconciled([{}, {"kind": "credit", "volume": -1, "entry_code": "8300F"}], [{}, {}]), Outcome.EXTRA
    )
    assert item.difference == M(-3200)


@pytest.mark.parametrize("kind", ["amendment", "withdrawal", "post-results", "other"])
def test_charges_that_do_not_follow_from_entries(reconciled, kind):
    item = only(reconciled([{}, {"kind": kind, "volume": 1}], [{}, {}]), Outcome.UNKNOWN)
    assert (item.kind, item.difference, item.is_claim) == (kind, ex.UNKNOWN, True)


# ---- whose, and in which series


@pytest.mark.parametrize("body", ["aqa", "AQA", "70"])
@pytest.mark.parametrize("series", ["6G27", "2027-06", ""])
def test_body_and_series_as_invoices_name_them(reconciled, body, series):
    assert not reconciled([{"awarding_body": body, "series": series}], [{}, {}]).discrepancies


def test_a_code_in_two_series_of_a_month(reconciled):
    entries = [{"option_code": "1111"}, {"option_code": "1111", "series": "6A27"}]
    row = {"entry_code": "1111", "unit_price": "1.00", "volume": 1}
    assert not reconciled([row, {**row, "series": "6A27"}], entries).discrepancies
    result = reconciled([{**row, "series": "2027-06"}, {**row, "series": "6A27"}], entries)
    assert {item.outcome for item in result.discrepancies} == {Outcome.UNKNOWN, Outcome.MISSING}
    assert "6G27 and 6A27" in str(result.by_outcome()[Outcome.UNKNOWN][0])


def test_an_unknown_body(reconciled):
    result = reconciled([{}, {"awarding_body": "aqua"}], [{}, {}])
    assert only(result, Outcome.UNKNOWN).awarding_body == "aqua"
    assert [f.code for f in result.findings] == ["invoices.unknown-body"]
    assert not result.complete


def test_bodies_without_an_invoice_are_told_and_not_compared(reconciled):
    ocr = {"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}
    result = reconciled([{}], [{}, {}, ocr], refunds=[refund(awarding_body="wjec")])
    assert not result.discrepancies
    told = {f.params["body"]: (f.params["count"], f.params["amount"]) for f in result.findings}
    assert told == {"ocr": (1, M(4000)), "wjec": (0, M(0))}
    assert {f.code for f in result.findings} == {"invoices.no-invoice"}


def test_rows_that_could_not_be_read_are_not_forgotten(reconciled):
    result = reconciled([{}, {"volume": "x", "entry_code": "8700"}], [{}, {}, {"option_code": "8700"}])
    item = only(result, Outcome.MISSING)
    assert "1 row of invoices could not be compared" in item.because[-1].says
    assert (result.complete, result.not_read) == (False, 1)
    result = reconciled([{"volume": 3}], [{}, {}, {"option_code": ""}])
    assert "1 row of entries could not be read" in only(result, Outcome.QUANTITY).because[-1].says


def test_vat_in_the_price_and_on_the_invoice_do_not_compare(reconciled, quote_of):
    prices = ex.Prices.of(
        ex.read(
            b"awarding_body,option_code,price,vat,vat_rate\naqa,8300H,32.00,included,20\n", name="prices.csv"
        )
    )
    quote = quote_of({}, {}, prices=prices)
    assert not reconciled([{}], quote).discrepancies
    item = only(reconciled([{"vat": "12.80"}], quote), Outcome.UNKNOWN)
    assert (item.invoiced, item.expected) == (M(6400), ex.UNKNOWN)


# ---- what goes out


def test_outcomes_rows_and_claims(reconciled):
    result = reconciled(
        [{"volume": 3}, {"entry_code": "8300F", "volume": 1, "invoice_number": "INV-2"}],
        [{}, {}, {"option_code": "8700"}],
    )
    assert list(result.by_outcome()) == [
        Outcome.QUANTITY,
        Outcome.EXTRA,
        Outcome.MISSING,
        Outcome.MATCHED,
    ]
    rows = list(result.rows())
    assert [(row["entry_code"], row["outcome"], row["difference"]) for row in rows] == [
        ("8300F", "extra", "32.00"),
        ("8300H", "quantity", "32.00"),
        ("8300H", "matched", "0.00"),
        ("8700", "missing", "-34.50"),
    ]
    assert [row["claim"] for row in rows] == [True, True, False, False]
    claims = result.claims
    assert (len(claims), claims.total, claims.by_body()) == (2, M(6400), {"aqa": M(6400)})
    assert claims.by_invoice() == {("aqa", "INV-1"): M(3200), ("aqa", "INV-2"): M(3200)}
    assert repr(claims) == "<Claims: 2 items, 64.00 GBP>"


# ---- by when to pay


@pytest.mark.parametrize(
    ("body", "day", "due", "evidence"),
    [
        ("aqa", "2024-02-05", date(2024, 3, 6), "SEEN"),
        ("aqa", "2027-02-05", date(2027, 3, 7), "DERIVED"),
        ("cambridge", "2024-02-05", date(2024, 3, 4), "SEEN"),
        ("ocr", "2027-02-05", None, None),
    ],
)
def test_due_dates(reconciled, body, day, due, evidence):
    result = reconciled([{"awarding_body": body, "invoice_date": day}], [{}])
    (found,) = result.due_dates
    assert (found.day, found.overdue, found.row()["evidence"]) == (due, None, evidence)
    assert found.because


def test_overdue(reconciled):
    for day, overdue in ((7, False), (8, True)):
        (due,) = reconciled([{}], [{}, {}], as_at=date(2027, 3, day)).due_dates
        assert due.overdue is overdue


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"invoice_date": ""}], "no date"),
        ([{}, {"invoice_date": "2027-02-06"}], "several dates"),
        ([{"kind": "other"}, {}], "30 days"),
        ([{"kind": "post-results"}], "30 days"),
    ],
)
def test_why_a_due_date_is_or_is_not_known(reconciled, rows, why):
    (due,) = reconciled(rows, [{}, {}]).due_dates
    assert why in due.because[0].says
    assert (due.day is None) == ("date" in why)


# ---- wrong use


def test_wrong_use(quote_of):
    quote, invoices = quote_of({}), ex.Invoices()
    with pytest.raises(TypeError, match=r"Invoices\.of"):
        ex.reconcile([], quote)
    with pytest.raises(TypeError, match=r"examcore\.quote"):
        ex.reconcile(invoices, ex.Entries())
    with pytest.raises(TypeError, match="as_at is a day"):
        ex.reconcile(invoices, quote, as_at=datetime(2027, 1, 1))  # noqa: DTZ001  what is refused
    with pytest.raises(TypeError, match=r"Receipt\.of"):
        ex.reconcile(invoices, quote, receipts=["receipt.json"])
    with pytest.raises(TypeError, match=r"Receipt\.of"):
        reconcile_invoices(invoices, quote, terms=Terms.of(()), receipts=1)
    with pytest.raises(TypeError, match="ExpectedRefund"):
        reconcile_invoices(invoices, quote, terms=Terms.of(()), refunds=[M(1)])
    with pytest.raises(TypeError, match="changes are made by price_changes"):
        ex.reconcile(invoices, quote, changes=[M(1)])
    with pytest.raises(TypeError, match="terms"):
        reconcile_invoices(invoices, quote, terms=None)


# ---- what is here, and what is not


NOVEMBER = {"series": "6B27", "option_code": "8300H"}


def test_a_series_without_an_invoice_is_told_and_not_compared(reconciled):
    result = reconciled([{}], [{}, {}, NOVEMBER], refunds=[refund(series="6C27")])
    assert not result.discrepancies
    told = {(f.params["body"], f.params["series"]): f.params["count"] for f in result.findings}
    assert told == {("aqa", "6B27"): 1, ("aqa", "6C27"): 0}
    assert "no invoice of aqa 6B27 is here" in str(result.findings)


@pytest.mark.parametrize(
    ("row", "compared"),
    [
        ({"series": "6B27"}, {"6B27"}),
        ({"series": "2027-06"}, {"6A27", "6B27"}),
        ({"series": "", "entry_code": "8300H"}, {"6A27", "6B27"}),
        ({"series": "", "entry_code": "8700"}, {"6B27"}),
        ({"series": "", "entry_code": "ZZ9"}, set()),
        ({"series": "NG27", "entry_code": "ZZ9"}, set()),
    ],
)
def test_of_which_series_a_line_is(reconciled, row, compared):
    """A line whose series cannot be told counts for all those that it may be of."""
    entries = [{"series": "6A27"}, NOVEMBER, {**NOVEMBER, "option_code": "8700"}]
    result = reconciled([row], entries)
    told = {f.params["series"] for f in result.findings if f.code == "invoices.no-invoice"}
    assert told == {"6A27", "6B27"} - compared


def test_a_line_of_an_unknown_code_is_of_the_only_series_entered(reconciled):
    result = reconciled([{"entry_code": "ZZ9", "series": ""}], [{}])
    assert {item.outcome for item in result} == {Outcome.EXTRA, Outcome.MISSING}
    assert not result.findings


# ---- letter case


def test_the_case_of_letters_makes_no_other_code(reconciled):
    result = reconciled([{"entry_code": "8300h"}], [{}, {}])
    (item,) = result
    assert (item.outcome, item.code) == (Outcome.MATCHED, "8300H")
    (why,) = [reason for reason in item.because if "8300h" in reason.says]
    assert (why.says, str(why.source)) == ("the invoice writes 8300h for 8300H", "invoice.csv:2")
    item = only(reconciled([{"volume": 1}, {"entry_code": "8300h"}], [{}, {}]), Outcome.QUANTITY)
    assert item.because[0].says == "3 invoiced, 2 entered"
    item = only(
        reconciled([{}, {"entry_code": "zz9", "volume": 1}, {"entry_code": "ZZ9", "volume": 1}], [{}, {}]),
        Outcome.EXTRA,
    )
    assert item.quantity == 2


# ---- whether all of it was compared


HEADER = b"awarding_body,invoice_number,entry_code,volume,unit_price,kind,net\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEADER,
        HEADER.decode().encode("utf-16"),
        HEADER + b"aqa,INV-1,,,,total,64.00\n",
        HEADER + b"aqa,INV-1,8300H,2,32.00,,\naqa,INV-1,,,,total,65.00\n",
        HEADER + b"aqa,INV-1,8300H,2,32.00,,\naqa,INV-1,8300H,x,32.00,,\n",
    ],
)
def test_nothing_is_complete_that_was_not_compared(reconciled, data):
    invoices = ex.Invoices.of(ex.read(data, name="invoice.csv"))
    assert not reconciled(invoices, [{}, {}]).complete
    sound = ex.Invoices.of(ex.read(HEADER + b"aqa,INV-1,8300H,2,32.00,,\n", name="invoice.csv"))
    assert reconciled(sound, [{}, {}]).complete


def test_a_copy_of_an_invoice_is_not_compared(reconciled, invoice_table):
    files = [ex.read(invoice_table({}), name=name) for name in ("a.csv", "b.csv")]
    assert not reconciled(ex.Invoices.of(files), [{}, {}]).complete


def test_fewer_than_entered_may_be_in_a_row_that_was_lost(reconciled):
    item = only(reconciled([{"volume": 1}, {"volume": "x"}], [{}, {}]), Outcome.QUANTITY)
    assert "1 row of invoices could not be compared" in item.because[-1].says
    item = only(reconciled([{"volume": 3}, {"volume": "x"}], [{}, {}]), Outcome.QUANTITY)
    assert not any("could not be compared" in reason.says for reason in item.because)


# ---- nobody's name


@pytest.mark.parametrize(
    "row",
    [{"entry_code": "SMITH"}, {"invoice_number": "INV ANNA SMITH"}, {"awarding_body": "Smith"}],
)
def test_what_may_be_a_name_is_not_shown(reconciled, row):
    result = reconciled([{**row, "volume": 3}, {}], [{}, {}])
    shown = [repr(result), repr(result.items), *map(str, result), *map(str, result.rows())]
    shown += [repr(result.due_dates), *(str(due.row()) for due in result.due_dates), str(result.findings)]
    shown += [str(reason) for item in result for reason in item.because]
    assert not [text for text in shown if "smith" in text.lower()]
    assert any("INV-1" in str(row["invoices"]) for row in result.rows())


@pytest.mark.parametrize("number", ["INV-0001", "2027/00123", "A-1"])
def test_what_looks_like_a_number_of_an_invoice_is_shown(reconciled, number):
    result = reconciled([{"invoice_number": number, "volume": 3}, {"invoice_number": number}], [{}, {}])
    item = next(item for item in result if item.lines)
    assert item.row()["invoices"] == number
    assert f"invoice {number} has" in str(item.because[1])
    assert number in repr(item)
    assert [due.row()["invoice_number"] for due in result.due_dates] == [number]


# ---- days


@pytest.mark.parametrize("day", [date.min, date.max, date(1989, 12, 31)])
def test_a_day_out_of_this_world_has_no_due_date(reconciled, day):
    line = InvoiceLine(
        awarding_body="aqa",
        invoice_number="INV-1",
        invoice_date=day,
        code="8300H",
        volume=1,
        unit_price=M(3200),
    )
    (due,) = reconciled(ex.Invoices((line,)), [{}]).due_dates
    assert (due.day, due.because[0].says) == (None, "its date is not between 1990 and 2100")


@pytest.mark.parametrize(("day", "told"), [("2025-06-01", False), ("2025-05-31", True), ("2029-07-01", True)])
def test_a_day_far_from_the_series(reconciled, day, told):
    result = reconciled([{"invoice_date": day, "series": ""}, {"invoice_date": day, "volume": 1}], [{}, {}])
    far = [f for f in result.findings if f.code == "invoices.far-date"]
    assert [(f.line, f.params["series"]) for f in far] == ([(2, "6G27")] if told else [])


# ---- many lines of one code


PATTERNS = {
    "matched": lambda n: [("entry", 1, 3200)] * n,
    "prices": lambda n: [("entry", 1, 3000 + i) for i in range(n)],
    "late fees": lambda n: [("entry", 1, 3200)] * n + [("late-fee", 1, 3200 + i) for i in range(n)],
    "credits": lambda n: [("entry", 2, 3200)] * n + [("credit", -1, 3200)] * (2 * n),
    "other credits": lambda n: [("entry", 2, 3200 + i) for i in range(n)] + [("credit", -1, 3200)] * n,
    "too many": lambda n: [("entry", 3, 3200)] * n,
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_many_lines_of_one_code_take_linear_time(reconciled, quote_of, steps, pattern):
    def work(count):
        rows = [
            InvoiceLine(
                awarding_body="aqa",
                invoice_number=f"INV-{n}",
                series="6G27",
                code="8300H",
                kind=kind,
                volume=volume,
                unit_price=M(pence),
            )
            for n, (kind, volume, pence) in enumerate(PATTERNS[pattern](count))
        ]
        back = [refund(number=n) for n in range(count // 2)]
        return ex.Invoices(tuple(rows)), quote_of(*[{}] * count), back

    def reconcile(invoices, quote, back):
        reconciled(invoices, quote, refunds=back)

    reconcile(*work(10))  # what is read once
    few, many = (steps(reconcile, *work(count)) for count in (50, 200))
    assert many < 5 * few  # four times the lines


def test_charges_and_credits_of_many_are_not_counted_one_by_one(reconciled, steps):
    rows = [{"volume": 900_000}, {"kind": "credit", "volume": -900_000}]
    few = steps(reconciled, [{"volume": 9}, {"kind": "credit", "volume": -9}], [])
    assert steps(reconciled, rows, []) < 2 * few
