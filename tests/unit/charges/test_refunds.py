"""What comes back of a fee, by body, day and evidence."""

from datetime import date

import attrs
import pytest

import changing
import examcore as ex
from examcore.charges.refunds import Matter, Refund, Window, refund_of, window
from examcore.dates import AcademicYear, Duration, Unit
from examcore.entries import UnreadableRow
from examcore.evidence import UNKNOWN, Evidence, Origin
from examcore.model import Process, Series

NOTHING, FEE = ex.Money(0), ex.Money(3200)
CHARGED = date(2027, 2, 10)


def withdrawn(body="aqa", code="AA1F", *, on, charged_on=CHARGED, year="27", **how):
    entry = changing.entered(code, body, series=f"6G{year}", **how.pop("entry", {}))
    (line,) = changing.change([entry], [], on=on, charged_on=charged_on, year=year, **how)
    return line


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("aqa", date(2027, 4, 21)),
        ("ocr", date(2027, 3, 21)),  # a month after the day for entries
        ("pearson", date(2027, 4, 22)),  # high late
    ],
)
def test_the_whole_fee_comes_back_up_to_the_day_and_nothing_after_it(body, last):
    by_then, later = (withdrawn(body, on=last.replace(day=last.day + more)) for more in (0, 1))
    assert (by_then.refund, by_then.late_refund, by_then.net) == (FEE, NOTHING, -FEE)
    assert (later.refund, later.late_refund, later.net) == (NOTHING, NOTHING, NOTHING)
    assert later.complete
    assert f"after {last}: nothing comes back" in later.because[-1].says
    assert later.because[-1].evidence is Evidence.DERIVED


def test_an_a_level_of_ocr_comes_back_for_two_months():
    assert withdrawn("ocr", "A7", on=date(2027, 4, 21)).refund == ex.Money(9000)
    assert withdrawn("ocr", "A7", on=date(2027, 4, 22)).refund == NOTHING


def test_a_rule_of_another_year_is_derived_and_names_its_year():
    line = withdrawn("aqa", on=date(2027, 3, 1))
    assert line.evidence is Evidence.DERIVED
    assert any("stated for 2023/24" in reason.says for reason in line.because)
    own = withdrawn("aqa", on=date(2024, 3, 1), charged_on=date(2024, 2, 1), year="24")
    (rule,) = [r for r in own.because if r.rule.endswith("withdrawal-refund") and "comes back" in r.says]
    assert (rule.evidence, rule.edition) == (Evidence.SEEN, "2023/24")


@pytest.mark.parametrize("body", ["wjec", "ccea", "cambridge"])
@pytest.mark.parametrize("evidence", [None, {"64999/0001": "medical"}])
def test_where_nothing_is_known_nothing_is_said(body, evidence):
    line = withdrawn(body, on=date(2027, 2, 20), evidence=evidence)
    assert (line.charge, line.refund, line.late_refund, line.net) == (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    assert f"{body} for 2026/27" in line.lacking
    assert line.evidence is None


@pytest.mark.parametrize("code", ["N1", "U1A"])
def test_a_rule_for_other_families_says_nothing(code):
    assert withdrawn("ocr", code, on=date(2027, 2, 20)).refund is UNKNOWN


def test_a_registration_that_is_given_up_is_no_withdrawal_of_an_entry():
    line = withdrawn("aqa", on=date(2027, 3, 1), entry={"process": Process.REGISTRATION})
    assert line.refund is UNKNOWN


# Evidence


def test_pearson_takes_medical_evidence_after_the_day_and_keeps_the_late_part():
    after = date(2027, 5, 3)
    shown = withdrawn("pearson", on=after, evidence={"64999/0001": "medical"})
    assert (shown.refund, shown.late_refund) == (FEE, NOTHING)
    assert any("British Council" in reason.says for reason in shown.because)
    assert withdrawn("pearson", on=after).refund == NOTHING
    assert any("medical" in reason.says for reason in withdrawn("pearson", on=after).notes)
    other = withdrawn("pearson", on=after, evidence={"64999/0001": "bereavement"})
    assert other.refund is UNKNOWN  # its rule speaks of medical evidence only
    assert "bereavement" in other.lacking


def test_evidence_that_is_not_needed_changes_nothing():
    assert withdrawn("pearson", on=date(2027, 3, 1), evidence={"64999/0001": "bereavement"}).refund == FEE


@pytest.mark.parametrize("kind", ["medical", "bereavement"])
def test_ocr_takes_evidence_until_a_week_before_results(kind):
    how = {"year": "26", "charged_on": date(2026, 2, 10), "evidence": {"64999/0001": kind}}
    assert withdrawn("ocr", on=date(2026, 8, 13), **how).refund == FEE  # results on 20 August
    assert withdrawn("ocr", on=date(2026, 8, 14), **how).refund == NOTHING


def test_evidence_does_not_help_where_the_day_of_results_is_not_known():
    line = withdrawn("ocr", on=date(2027, 5, 1), evidence={"64999/0001": "medical"})
    assert line.refund is UNKNOWN
    assert "results-public" in line.lacking


def test_what_evidence_does_at_aqa_after_the_day_is_not_known():
    line = withdrawn("aqa", on=date(2027, 5, 1), evidence={"64999/0001": "medical"})
    assert line.refund is UNKNOWN
    assert "medical evidence" in line.lacking


# The late part


def late(body):
    """Entered late, at twice the fee."""
    prices = changing.price_file(
        f"awarding_body,option_code,tier,price\n{body},AA1F,late,64.00\n{body},AA1F,on-time,32.00\n"
    )
    return {"on": date(2027, 3, 10), "charged_on": date(2027, 3, 1), "prices": prices}


@pytest.mark.parametrize("body", ["ocr", "pearson"])
def test_the_late_part_is_kept_where_a_rule_says_so(body):
    line = withdrawn(body, **late(body))
    assert line.refund == FEE
    assert line.late_refund == NOTHING
    assert any("late part does not come back" in reason.says for reason in line.because)


def test_the_late_part_is_not_known_where_no_rule_says():
    line = withdrawn("aqa", **late("aqa"))
    assert (line.refund, line.late_refund, line.net) == (FEE, UNKNOWN, UNKNOWN)
    assert line.refunded == FEE
    assert "late part" in line.lacking


def test_received_on_decides_whether_there_was_a_late_part():
    entry = {"received_on": date(2027, 2, 1)}
    assert withdrawn("aqa", **late("aqa"), entry=entry).late_refund == NOTHING


# Amounts


def test_a_fee_that_is_not_known_does_not_come_back_in_an_amount_that_is():
    line = withdrawn("aqa", "NONE", on=date(2027, 3, 1))
    assert (line.refund, line.lacking) == (UNKNOWN, "what was charged is not known")
    assert withdrawn("aqa", "NONE", on=date(2027, 5, 1)).refund == NOTHING


def test_where_nothing_was_charged_nothing_comes_back_whatever_the_rules():
    free = changing.price_file("awarding_body,option_code,price\nccea,AA1F,0.00\n")
    line = withdrawn("ccea", on=date(2027, 2, 20), prices=free)
    assert (line.refund, line.late_refund, line.net) == (NOTHING, NOTHING, NOTHING)


def test_a_withdrawal_may_cost_something_by_the_price_file():
    prices = changing.price_file("awarding_body,kind,price\naqa,withdrawal,5.00\n")
    line = withdrawn("aqa", on=date(2027, 3, 1), prices=prices)
    assert (line.charge, line.refund, line.net) == (ex.Money(500), FEE, ex.Money(-2700))
    assert any("prices.csv:2" in reason.says for reason in line.because)


# Single questions


def quoted(body="aqa"):
    entries = ex.Entries((changing.entered("AA1F", body),))
    return ex.quote(entries, changing.catalogue(), on=CHARGED, registry=changing.builders.builtin()).lines[0]


def test_refund_of_a_line():
    found = refund_of(quoted(), on=date(2027, 3, 1), terms=changing.terms())
    assert (found.entry, found.late, found.until, found.lacking) == (FEE, NOTHING, date(2027, 4, 21), "")
    assert isinstance(found, Refund)


def test_without_a_series_no_rule_can_be_chosen():
    unreadable = ex.Entries((), (UnreadableRow(Origin("e.csv", 2)),))
    line = ex.quote(unreadable, changing.catalogue(), on=CHARGED).lines[0]
    found = refund_of(line, on=CHARGED, terms=changing.terms())
    assert (found.entry, found.late) == (UNKNOWN, UNKNOWN)
    assert "without a series" in found.lacking


def held(body, name):
    matter = Matter(body, Series(2027, 6), AcademicYear(2026), frozenset({"gcse"}))
    (rule,) = matter.find_rules(changing.terms(), lambda r: r.name == name)
    return matter, rule


def test_windows():
    terms = changing.terms()
    matter, rule = held("ocr", "withdrawal-refund")
    open_ = window(rule, matter, date(2027, 3, 21), terms)
    assert (open_.holds, open_.until) == (True, date(2027, 3, 21))
    assert isinstance(open_, Window)
    matter, rule = held("pearson", "withdrawal-refund-with-evidence")
    assert [window(rule, matter, date(2027, 4, day), terms).holds for day in (22, 23)] == [False, True]
    matter, rule = held("ocr", "tier-change-refund")
    assert window(rule, matter, date(2027, 12, 31), terms) == Window(True, ())


def test_a_window_that_cannot_be_counted_is_not_known():
    matter, rule = held("ocr", "withdrawal-refund")
    odd = attrs.evolve(rule, rule=attrs.evolve(rule.rule, period=Duration(5, Unit.WORKING_DAY)))
    found = window(odd, matter, date(2027, 3, 1), changing.terms())
    assert found.holds is None
    assert "not counted here" in found.because[-1].says
    nowhere = attrs.evolve(matter, series=None)
    assert window(rule, nowhere, date(2027, 3, 1), changing.terms()).holds is None
