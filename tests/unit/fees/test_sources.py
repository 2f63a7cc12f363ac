"""Price sources in order: override, the centre's price file, basedata, published prices."""

from datetime import date

import pytest

import builders
import examcore as ex
from examcore.fees import State, Tier

ON = date(2027, 1, 20)


def prices(*rows, columns="awarding_body,series,option_code,tier,price,valid_from,valid_until"):
    return ex.Prices.of(ex.read("\n".join([columns, *rows, ""]).encode(), name="prices.csv"))


def test_basedata_without_other_prices(one_quote):
    (line,) = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,,OTHER,,1.00,,"))
    assert (line.price, line.state, line.evidence) == (ex.Money(4000), State.PRICED, ex.Evidence.SUPPLIED)


def test_the_price_file_wins_over_basedata_and_says_so(one_quote):
    (line,) = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,,X100,,39.50,,"))
    assert (line.price, line.state, line.evidence) == (ex.Money(3950), State.OVERRIDDEN, ex.Evidence.SUPPLIED)
    assert str(line.pricing.source) == "prices.csv:2"
    assert "basedata has 40.00 for X100" in [r.says for r in line.because]


def test_an_override_wins_over_the_price_file(one_quote):
    own = prices("aqa,,X100,,39.50,,").override("aqa", "X100", ex.Money(100))
    (line,) = one_quote("aqa", "70", "6G27", ON, prices=own)
    assert (line.price, line.state) == (ex.Money(100), State.OVERRIDDEN)
    assert "an override" in line.because[0].says


def test_the_identifier_names_the_body_as_well(one_quote):
    assert one_quote("aqa", "70", "6G27", ON, prices=prices("70,,X100,,39.50,,")).total == ex.Money(3950)
    # another identifier of the same body is another price list
    assert one_quote("pearson", "10", "6G27", ON, prices=prices("11,,X100,,39.50,,")).total == ex.Money(4000)


def test_a_price_holds_for_its_series_its_year_and_its_days(one_quote):
    own = prices(
        "aqa,2027-06,X100,,1.00,,",
        "aqa,2026/27,X100,,2.00,,",
        "aqa,,X100,,3.00,2026-09-01,2027-01-31",
    )
    assert one_quote("aqa", "70", "6G27", ON, prices=own).total == ex.Money(100)
    assert one_quote("aqa", "70", "3G27", ON, prices=own).total == ex.Money(200)
    assert one_quote("aqa", "70", "BG27", ON, prices=own).total == ex.Money(300)
    assert one_quote("aqa", "70", "BG27", date(2027, 2, 1), prices=own).total == ex.Money(4000)


def test_the_price_of_a_tier_is_the_whole_price(one_quote):
    own = prices("aqa,,X100,,39.50,,", "aqa,,X100,late,60.00,,")
    (line,) = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own)
    assert (line.tier, line.price, line.surcharge, line.amount) == (
        Tier.LATE,
        ex.Money(3950),
        ex.Money(2050),
        ex.Money(6000),
    )
    # nobody gave the price of a very late entry
    (line,) = one_quote("aqa", "70", "6G27", date(2027, 5, 1), prices=own)
    assert (line.tier, line.surcharge) == (Tier.VERY_LATE, ex.UNKNOWN)


def test_a_flat_late_price_wins_over_the_multiple(one_quote):
    own = prices("aqa,,X100,late,60.00,,")
    assert one_quote("aqa", "70", "6G17", date(2017, 3, 1), prices=own).total == ex.Money(6000)
    assert one_quote("aqa", "70", "6G17", date(2017, 3, 1)).total == ex.Money(8000)


def test_being_late_never_costs_less(one_quote):
    """A late price below the price on time, or above that of a very late entry, is an error of the list."""
    low = prices("aqa,,X100,late,30.00,,")
    (line,) = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=low)
    assert (line.surcharge, line.amount) == (ex.UNKNOWN, ex.Money(4000))
    assert "which cannot be right" in line.because[-1].says
    high = prices("aqa,,X100,late,150.00,,")
    (line,) = one_quote("aqa", "70", "6G17", date(2017, 5, 1), prices=high)  # three times would be 120.00
    assert (line.tier, line.surcharge) == (Tier.VERY_LATE, ex.UNKNOWN)


def test_what_basedata_leaves_open_the_price_file_knows(one_quote):
    quote = one_quote("aqa", "70", "6G27", ON, fee=None, item="U", prices=prices("aqa,,X100,,39.50,,"))
    assert (quote.total, quote.complete) == (ex.Money(3950), True)


def test_a_published_price_fills_what_basedata_leaves_open(entries_of, person):
    art = builders.option("7201C", certification="GCE A", fee=0, flag="N", item="B")
    lines = {"S": builders.syllabus("7201"), "O": art, "L": builders.link("7201C")}
    catalogue = ex.Catalogue.of(
        [builders.read_file(letter, line, jcq_id="70", series="6A22") for letter, line in lines.items()]
    )
    entries = entries_of(person(series="6A22", option_code="7201C"))
    (line,) = ex.quote(entries, catalogue, on=date(2022, 1, 20))
    assert (line.price, line.state, line.evidence) == (ex.Money(8965), State.PRICED, ex.Evidence.SUPPLIED)
    assert str(line.pricing.source) == "aqa.fees.prices:11"


def test_without_basedata_the_price_file_is_enough(entries_of, person):
    entries = entries_of(person(awarding_body="OCR", series="6A27", option_code="H446"))
    own = prices("ocr,6A27,H446,,110.00,,")
    quote = ex.quote(entries, ex.Catalogue.of(()), on=ON, prices=own)
    (line,) = quote
    assert (line.amount, line.state, line.tier) == (ex.Money(11000), State.OVERRIDDEN, Tier.ON_TIME)
    assert "its basedata is not loaded" in [reason.says for reason in line.because]


def test_an_option_that_basedata_does_not_have_is_not_priced(entries_of, person, catalogue):
    entries = entries_of(person(option_code="8700X"))
    quote = ex.quote(entries, catalogue, on=ON, prices=prices("aqa,,8700X,,39.50,,"))
    assert (quote.unknown_lines, quote.total) == (1, ex.Money(0))


def test_vat_on_top(one_quote):
    columns = "awarding_body,option_code,price,vat,vat_rate"
    quote = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,X100,39.55,excluded,20", columns=columns))
    assert (quote.total, quote.vat, quote.lines[0].vat) == (ex.Money(3955), ex.Money(791), ex.Money(791))
    quote = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,X100,39.50,excluded,", columns=columns))
    assert (quote.vat, quote.lines[0].vat) == (ex.Money(0), ex.UNKNOWN)
    assert "fees.vat-unknown" in quote.findings.by_code()
    quote = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,X100,39.50,included,20", columns=columns))
    assert (quote.total, quote.vat) == (ex.Money(3950), ex.Money(0))


def test_faults_of_the_price_file_are_findings_of_the_quote(one_quote):
    own = prices('aqa,,X100,,"39,50",,', "aqua,,X100,,39.50,,")
    quote = one_quote("aqa", "70", "6G27", ON, prices=own)
    assert quote.total == ex.Money(4000)
    told = [finding for finding in quote.findings if finding.file == "prices.csv"]
    assert {finding.line for finding in told} == {2, 3}


# found by an attacker


def test_vat_is_that_of_the_price_that_counts(one_quote):
    columns = "awarding_body,option_code,tier,price,vat,vat_rate"
    own = prices("aqa,X100,late,100.00,excluded,20", columns=columns)
    late = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own)
    assert (late.total, late.vat, late.lines[0].as_json()["vat"]) == (
        ex.Money(10000),
        ex.Money(2000),
        "excluded",
    )
    own = prices("aqa,X100,,100.00,excluded,20", "aqa,X100,late,180.00,included,20", columns=columns)
    late = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own)
    assert (late.total, late.vat) == (ex.Money(18000), ex.Money(0))
    own = prices("aqa,X100,late,100.00,excluded,", columns=columns)
    late = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own)
    assert "fees.vat-unknown" in late.findings.by_code()


@pytest.mark.parametrize("cell", ["2027-02-30", "02/25/2027", "2027-13-01", "25.2.27", "next week", "45000"])
def test_a_day_of_receipt_that_cannot_be_read_is_not_the_day_of_the_quote(one_quote, cell):
    quote = one_quote("aqa", "70", "6G27", date(2027, 2, 1), row={"received_on": cell})
    (line,) = quote
    assert (line.tier, line.surcharge, quote.complete) == (Tier.NOT_ASSESSED, ex.UNKNOWN, False)
    assert "could not be read" in str(quote.findings)


def test_a_price_that_held_until_the_deadline_is_the_price_on_time_of_a_late_entry(one_quote):
    own = prices("aqa,,X100,,90.00,,2017-02-21")
    assert one_quote("aqa", "70", "6G17", date(2017, 2, 21), prices=own).total == ex.Money(9000)
    late = one_quote("aqa", "70", "6G17", date(2017, 2, 22), prices=own)
    assert (late.total, late.surcharges) == (ex.Money(18000), ex.Money(9000))
    own = prices("aqa,,X100,,50.00,,2027-02-21", "aqa,,X100,late,75.00,2027-02-22,")
    (line,) = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own)
    assert (line.price, line.surcharge, line.amount) == (ex.Money(5000), ex.Money(2500), ex.Money(7500))
    unpriced = one_quote("aqa", "70", "6G27", date(2027, 3, 1), prices=own, fee=None, item="U")
    assert unpriced.total == ex.Money(7500)


def test_a_price_does_not_fall_because_a_row_holds_no_longer(one_quote):
    own = prices("aqa,,X100,,80.00,,2027-02-10")
    assert one_quote("aqa", "70", "6G27", date(2027, 2, 10), prices=own).total == ex.Money(8000)
    quote = one_quote("aqa", "70", "6G27", date(2027, 2, 11), prices=own)  # basedata has 40.00
    assert (quote.unknown_lines, quote.lines[0].state) == (1, State.UNKNOWN)
    assert "would be less" in str(quote.findings)
    own = prices("aqa,,X100,,30.00,,2027-02-10")
    assert one_quote("aqa", "70", "6G27", date(2027, 2, 11), prices=own).total == ex.Money(4000)


def test_a_file_without_a_sound_row_is_not_forgotten(one_quote):
    own = prices("aqa,,X100,,41.50x,,")
    assert len(own) == 0
    assert one_quote("aqa", "70", "6G27", ON, prices=own).findings.errors


def test_an_override_wins_whatever_its_kind(one_quote):
    own = prices("aqa,,cash-in,5.00", columns="awarding_body,option_code,kind,price")
    how = {
        "fee": None,
        "linked": "OTHER",
        "kind": "GCE A",
        "prices": own.override("aqa", "X100", ex.Money(900)),
    }
    (line,) = one_quote("aqa", "70", "6G27", ON, **how)
    assert (line.kind, line.price) == ("cash-in", ex.Money(900))


def test_rows_that_price_nothing_are_told(one_quote):
    quote = one_quote("aqa", "70", "6G27", ON, prices=prices("aqa,,X100,,39.50,,", "aqa,,X10O,,39.50,,"))
    assert quote.total == ex.Money(3950)
    assert "prices.unused" in quote.findings.by_code()
