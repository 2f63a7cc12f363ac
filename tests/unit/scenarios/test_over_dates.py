"""The same entries on several days."""

from datetime import UTC, date, datetime

import pytest

import examcore as ex
from examcore import samples
from examcore.entries import UnreadableRow
from examcore.evidence import Evidence, Origin
from examcore.fees import Tier
from examcore.scenarios.over_dates import COLUMNS, PART_COLUMNS

ON_TIME, LATE, VERY_LATE = date(2017, 2, 21), date(2017, 2, 22), date(2017, 5, 1)


def aqa(entries):
    return entries.filter(awarding_body="aqa")


def test_days_are_priced_as_quotes_price_them(entries, catalogue):
    days = [VERY_LATE, ON_TIME, LATE, LATE]
    result = ex.cost_over_dates(aqa(entries), catalogue, days)
    assert [(day.on, str(day.total), str(day.surcharges)) for day in result] == [
        (ON_TIME, "70.00", "0.00"),
        (LATE, "140.00", "70.00"),
        (VERY_LATE, "210.00", "140.00"),
    ]
    assert result.complete
    for day in result:
        quote = ex.quote(aqa(entries), catalogue, on=day.on)
        assert (day.total, day.unknown_lines, day.open_lines) == (quote.total, 0, 0)
    assert repr(result) == "<CostOverDates: 3 dates, 2017-02-21 to 2017-05-01, 70.00 to 210.00>"
    assert repr(result[0]) == "<CostOnDay 2017-02-21: 70.00>"


def test_without_days_those_worth_looking_at(entries, catalogue):
    result = ex.cost_over_dates(aqa(entries), catalogue, on=date(2017, 1, 15))
    assert [str(day.on) for day in result] == [
        "2017-01-15",
        "2017-02-21",
        "2017-02-22",
        "2017-04-21",
        "2017-04-22",
    ]
    assert [d.what for d in result.between] == ["aqa 2017-06 late", "aqa 2017-06 very-late"]
    assert {d.evidence for d in result.deadlines} == {Evidence.DERIVED}
    assert all(d.expected and d.lines == 2 for d in result.deadlines)


def test_a_deadline_that_is_not_known_is_told(entries, catalogue):
    result = ex.cost_over_dates(entries.filter(awarding_body="wjec"), catalogue)
    known, late, very_late = result.deadlines
    assert (known.tier, known.day) == (Tier.NOT_ASSESSED, ON_TIME)
    assert [(d.tier, d.day, d.evidence) for d in (late, very_late)] == [
        (Tier.LATE, None, None),
        (Tier.VERY_LATE, None, None),
    ]
    assert late.because[-1].says == "no day is known for amendment of wjec 2017-06"
    assert repr(late) == "<FeeDeadline wjec 2017-06 late day not known>"
    assert repr(known) == "<FeeDeadline wjec 2017-06 not-assessed after 2017-02-21 (DERIVED)>"
    assert [day.complete for day in result] == [True, False]
    assert repr(result[1]) == "<CostOnDay 2017-02-22: at least 30.00>"
    assert not result.complete
    assert "fees.tier-not-assessed" in result.findings.by_code()


def test_without_a_rule_the_reason_is_told(entry):
    catalogue = samples.make_catalogue()
    option = catalogue.filter(body="cambridge")[0]
    entries = ex.Entries((entry("cambridge", option.code, option.key.series.code),))
    result = ex.cost_over_dates(entries, catalogue)
    assert len(result) == 0
    assert not result.complete
    assert repr(result) == "<CostOverDates: no days>"
    assert result.between == ()
    assert {d.because[-1].says for d in result.deadlines} == {
        "no rule says from which day entries for cambridge 2026/27 are late",
        "no day is known for very-late of cambridge 2027-06",
    }


def test_an_entry_with_a_day_of_its_own_costs_the_same_on_every_day(entry, catalogue):
    entries = ex.Entries((entry(received_on=date(2017, 1, 10)), entry(code="AR1")))
    result = ex.cost_over_dates(entries, catalogue, [ON_TIME, LATE])
    assert [str(day.total) for day in result] == ["70.00", "100.00"]
    assert result.received == 1
    assert [d.lines for d in result.deadlines] == [1, 1]


def test_what_has_no_price_is_counted(entry, catalogue):
    entries = ex.Entries(
        (entry(), entry(code="NO1"), entry(code="ZZZ"), entry(body="nobody", series="?")),
        (UnreadableRow(Origin("entries.csv", 9)),),
    )
    result = ex.cost_over_dates(entries, catalogue, [ON_TIME])
    assert (result[0].lines, result[0].unknown_lines, result[0].complete) == (5, 4, False)
    without = [d for d in result.deadlines if d.series is None]
    assert [(d.day, d.because[-1].says) for d in without] == [(None, "without a series there is no deadline")]


def test_parts(entries, catalogue):
    result = ex.cost_over_dates(entries, catalogue, [ON_TIME, LATE], by="department")
    for day in result:
        assert ex.Money.total(part.total for part in day.parts.values()) == day.total
    rows = list(result.part_rows())
    assert [(row["on"], row["group"], row["total"]) for row in rows[:2]] == [
        ("2017-02-21", "Arts", "60.00"),
        ("2017-02-21", "Science", "80.00"),
    ]
    assert all(list(row) == list(PART_COLUMNS) for row in rows)
    assert all(list(row) == list(COLUMNS) for row in result.rows())
    assert list(ex.cost_over_dates(entries, catalogue, [ON_TIME]).part_rows()) == []


def test_late_fees_of_2027_are_not_known_but_on_request(entry, catalogue_of):
    entries = ex.Entries((entry(series="6G27"),))
    days = [date(2027, 2, 21), date(2027, 2, 22)]
    plain = ex.cost_over_dates(entries, catalogue_of(27), days)
    assert [(str(day.total), day.complete) for day in plain] == [("40.00", True), ("40.00", False)]
    assumed = ex.cost_over_dates(entries, catalogue_of(27), days, other_years=True)
    assert [(str(day.total), day.complete) for day in assumed] == [("40.00", True), ("80.00", True)]
    assert "fees.assumed" in assumed.findings.by_code()


def test_what_all_days_say_is_told_once(entries, catalogue):
    result = ex.cost_over_dates(entries, catalogue, [date(2017, 1, 1), date(2017, 1, 2)])
    assert len({f.message for f in result.findings}) == len(result.findings)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (date(2017, 2, 21), "give several"),
        ("2017-02-21", "give several"),
        (5, "give several"),
        (["2017-02-21"], "without a time, not a str"),
        ([datetime(2017, 2, 21, tzinfo=UTC)], "without a time, not a datetime"),
    ],
)
def test_days_of_another_kind(wrong, says, entries, catalogue):
    with pytest.raises(TypeError, match=says):
        ex.cost_over_dates(entries, catalogue, wrong)


def test_other_arguments_of_another_kind(entries, catalogue):
    with pytest.raises(TypeError, match="on: give days"):
        ex.cost_over_dates(entries, catalogue, on="2017-02-21")
    with pytest.raises(ValueError, match="cannot group by 'colour'"):
        ex.cost_over_dates(entries, catalogue, by="colour")
    with pytest.raises(TypeError, match=r"Entries\.of"):
        ex.cost_over_dates("entries.csv", catalogue)
    with pytest.raises(TypeError, match=r"Catalogue\.of"):
        ex.cost_over_dates(entries, None)
