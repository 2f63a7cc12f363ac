"""What an academic year costs."""

from datetime import date

import pytest

import builders
import examcore as ex
from examcore.dates import AcademicYear
from examcore.entries import UnreadableRow
from examcore.evidence import Evidence, Origin
from examcore.fees import Tier
from examcore.model import Process, Series
from examcore.scenarios.year import COLUMNS


@pytest.fixture
def two_years(entry):
    """June and November of one calendar year, which are of two academic years."""
    return ex.Entries((entry(), entry(code="AR1"), entry(series="BG17", number=2)))


def test_series_of_other_years_are_told_apart(two_years, catalogue):
    year = ex.cost_of_year(two_years, catalogue, "2016/17", days={"2017-06": date(2017, 1, 20)})
    assert [(str(part.series), part.on, str(part.quote.total)) for part in year] == [
        ("2017-06", date(2017, 1, 20), "70.00")
    ]
    assert (year.elsewhere, year.undated, year.complete, year.assumed) == ({"2017/18": 1}, 0, True, ())
    said = builders.found(year.findings, "scenarios.other-year")
    assert said.message == "2017-11 belongs to 2017/18, and is not in the cost of 2016/17; entries: 1"
    assert repr(year) == "<CostOfYear 2016/17: 70.00 for 1 part>"
    assert repr(year[0]) == "<CostOfSeries 2017-06 on 2017-01-20: 70.00>"
    other = ex.cost_of_year(two_years, catalogue, AcademicYear(2017))
    assert (str(other.total), other.elsewhere, len(other)) == ("40.00", {"2016/17": 2}, 1)


def test_without_a_day_it_is_assumed_that_entries_are_in_time(entries, catalogue):
    year = ex.cost_of_year(entries, catalogue, "2016/17")
    assert (str(year.total), year.complete, year.assumed) == ("140.00", True, (Series(2017, 6),))
    assert {line.tier for line in year.lines} == {Tier.ON_TIME}
    assert {line.tier_evidence for line in year.lines} == {Evidence.ASSUMED}
    assert {line.received_on for line in year.lines} == {None}
    assert year.lines[0].because[-1].says == (
        "no day was given for 2017-06; it is assumed that the entry is received in time"
    )
    assert builders.found(year.findings, "scenarios.on-time-assumed").params["count"] == 4
    assert not {"fees.tier-not-assessed", "fees.assumed"} & set(year.findings.by_code())
    assert repr(year[0]) == "<CostOfSeries 2017-06 in time (ASSUMED): 140.00>"


def test_an_entry_with_a_day_of_its_own_keeps_it(entry, catalogue):
    entries = ex.Entries((entry(received_on=date(2017, 3, 1)), entry(code="AR1"), entry(code="NO1")))
    year = ex.cost_of_year(entries, catalogue, "2016/17")
    assert [line.tier for line in year.lines] == [Tier.LATE, Tier.ON_TIME, Tier.NOT_ASSESSED]
    assert (str(year.total), str(year.surcharges), year.complete) == ("110.00", "40.00", False)
    assert builders.found(year.findings, "fees.late").params["count"] == 1


def test_a_day_makes_entries_late(entries, catalogue):
    year = ex.cost_of_year(entries, catalogue, "2016/17", days={"2017-06": date(2017, 3, 1)})
    assert str(year.by("department")["Science"].total) == "160.00"
    assert not year.complete  # of WJEC it is not known
    assert repr(year) == "<CostOfYear 2016/17: at least 250.00 for 1 part>"
    assert repr(year[0]) == "<CostOfSeries 2017-06 on 2017-03-01: at least 250.00>"


def test_rows_without_a_year(entry, catalogue):
    registration = entry(process=Process.REGISTRATION, series="")
    dated = entry(process=Process.REGISTRATION, received_on=date(2016, 10, 1))
    entries = ex.Entries(
        (entry(), entry(series="Jun-17"), registration, dated), (UnreadableRow(Origin("entries.csv", 9)),)
    )
    year = ex.cost_of_year(entries, catalogue, "2016/17", days={"2017-06": date(2017, 1, 20)})
    assert (year.undated, year.complete) == (3, False)
    assert builders.found(year.findings, "scenarios.year-unknown").params["count"] == 3
    assert [part.series for part in year] == [Series(2017, 6), None]
    assert not year[1].assumed
    assert repr(year[1]).startswith("<CostOfSeries registrations as received: ")
    assert [row["series"] for row in year.rows()] == ["2017-06", None]
    later = ex.cost_of_year(entries, catalogue, "2017/18")
    assert later.elsewhere == {"2016/17": 2}
    assert "registrations belongs to 2016/17" in " ".join(f.message for f in later.findings)


def test_rows(entries, catalogue):
    year = ex.cost_of_year(entries, catalogue, "2016/17")
    (row,) = year.rows()
    assert list(row) == list(COLUMNS)
    assert (row["year"], row["on"], row["total"], row["complete"]) == ("2016/17", None, "140.00", True)


def test_a_series_without_entries_is_told(entries, catalogue):
    year = ex.cost_of_year(entries, catalogue, "2016/17", days={"2018-06": date(2018, 1, 20)})
    said = builders.found(year.findings, "scenarios.no-entries")
    assert said.message == "a day was given for 2018-06, and 2016/17 has no entries in it"


@pytest.mark.parametrize(
    ("year", "days", "error", "says"),
    [
        ("2016", None, ValueError, "not an academic year"),
        ("2016/17", {"6G17": date(2017, 1, 1)}, ValueError, "not a series such as 2017-06"),
        ("2016/17", {"2017-06": "2017-01-01"}, TypeError, "2017-06: give days"),
    ],
)
def test_arguments_of_another_kind(year, days, error, says, catalogue):
    with pytest.raises(error, match=says):
        ex.cost_of_year(ex.Entries(), catalogue, year, days=days)


def test_entries_of_another_kind(catalogue):
    with pytest.raises(TypeError, match=r"Entries\.of"):
        ex.cost_of_year("entries.csv", catalogue, "2016/17")
    with pytest.raises(TypeError, match=r"Prices\.of"):
        ex.cost_of_year(ex.Entries(), catalogue, "2016/17", prices="prices.csv")
