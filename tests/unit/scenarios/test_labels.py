"""Money that rests on multiples of other years is labelled wherever it is told."""

from datetime import date

import pytest

import examcore as ex
from examcore.evidence import Evidence

DAYS = [date(2027, 2, 21), date(2027, 2, 22)]


@pytest.fixture
def of_2027(entry, catalogue_of):
    return ex.Entries((entry(series="6G27"),)), catalogue_of(27)


def labels(result):
    return [row["surcharge_evidence"] for row in result.rows()]


def test_rows_over_dates_tell_how_late_fees_are_known(of_2027, entries, catalogue):
    assumed = ex.cost_over_dates(*of_2027, DAYS, other_years=True)
    assert labels(assumed) == [None, "ASSUMED"]
    assert assumed.surcharge_evidence is Evidence.ASSUMED
    plain = ex.cost_over_dates(*of_2027, DAYS)
    assert labels(plain) == [None, None]
    assert plain.surcharge_evidence is None
    of_2017 = ex.cost_over_dates(entries.filter(awarding_body="aqa"), catalogue, [date(2017, 2, 22)])
    assert labels(of_2017) == ["DERIVED"]  # as is the day


def test_rows_of_delay_tell_how_late_fees_are_known(of_2027):
    assumed = ex.cost_of_delay(*of_2027, other_years=True)
    assert labels(assumed) == ["ASSUMED", "ASSUMED"]
    assert [row["evidence"] for row in assumed.rows()] == ["DERIVED", "DERIVED"]  # of the day
    assert assumed.surcharge_evidence is Evidence.ASSUMED
    plain = ex.cost_of_delay(*of_2027)
    assert labels(plain) == [None, None]
    assert plain.surcharge_evidence is None


def test_a_late_fee_without_a_price_is_in_no_total_and_has_no_label(entry, catalogue):
    entries = ex.Entries((entry(code="NO1"),))
    assert labels(ex.cost_over_dates(entries, catalogue, [date(2017, 2, 22)])) == [None]


def test_delay_has_the_findings_of_its_quotes(of_2027):
    assumed = ex.cost_of_delay(*of_2027, other_years=True)
    assert "fees.assumed" in assumed.findings.by_code()
    assert "fees.assumed" in assumed[0].findings.by_code()
    assert len({(f.code, f.message) for f in assumed.findings}) == len(assumed.findings)
    assert "fees.assumed" in assumed.filter(tier="late").findings.by_code()


def test_what_is_assumed_says_so_in_short(of_2027):
    delay = ex.cost_of_delay(*of_2027, other_years=True)
    assert repr(delay[0]) == "<CostOfMissing aqa 2027-06 late after 2027-02-21: 40.00 (ASSUMED)>"
    assert repr(delay) == "<CostOfDelay: 2 deadlines, 80.00 (ASSUMED)>"
    cost = ex.cost_over_dates(*of_2027, DAYS, other_years=True)
    assert [repr(day) for day in cost] == [
        "<CostOnDay 2027-02-21: 40.00>",
        "<CostOnDay 2027-02-22: 80.00 (ASSUMED)>",
    ]
    assert repr(cost) == "<CostOverDates: 2 dates, 2027-02-21 to 2027-02-22, 40.00 to 80.00 (ASSUMED)>"
