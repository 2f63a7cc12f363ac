"""Tiers by the day of receipt, and late fees, for each body as its terms have them."""

from datetime import date

import pytest

import examcore as ex
from examcore.datasets import DatasetRef
from examcore.errors import InvalidDeclaration
from examcore.fees import Tier

AQA, OCR, PEARSON, WJEC, CCEA = (
    ("aqa", "70"),
    ("ocr", "01"),
    ("pearson", "10"),
    ("wjec", "40"),
    ("ccea", "61"),
)


@pytest.mark.parametrize(
    ("body", "series", "on", "tier"),
    [
        # AQA published all three days of June 2024
        (AQA, "6G24", date(2024, 2, 21), Tier.ON_TIME),
        (AQA, "6G24", date(2024, 2, 22), Tier.LATE),
        (AQA, "6G24", date(2024, 4, 21), Tier.LATE),
        (AQA, "6G24", date(2024, 4, 22), Tier.VERY_LATE),
        (AQA, "BG23", date(2023, 10, 4), Tier.ON_TIME),
        (AQA, "BG23", date(2023, 10, 5), Tier.LATE),
        (AQA, "BG23", date(2023, 10, 26), Tier.VERY_LATE),
        (AQA, "1A24", date(2023, 10, 21), Tier.ON_TIME),
        (AQA, "1A24", date(2023, 12, 16), Tier.VERY_LATE),
        # 21 February 2027 is a Sunday, and counts
        (AQA, "6G27", date(2027, 2, 21), Tier.ON_TIME),
        (AQA, "6G27", date(2027, 2, 22), Tier.LATE),
        # 2028 has 29 February
        (AQA, "6G28", date(2028, 2, 29), Tier.LATE),
        # nobody published when an entry is very late
        (OCR, "6A27", date(2027, 2, 21), Tier.ON_TIME),
        (OCR, "6A27", date(2027, 2, 22), Tier.LATE_OR_VERY_LATE),
        (CCEA, "6G27", date(2027, 2, 22), Tier.LATE_OR_VERY_LATE),
        # high late
        (PEARSON, "6G26", date(2026, 2, 21), Tier.ON_TIME),
        (PEARSON, "6G26", date(2026, 4, 22), Tier.LATE),
        (PEARSON, "6G26", date(2026, 4, 23), Tier.VERY_LATE),
        # late only after the day for amendments
        (WJEC, "6G15", date(2015, 2, 21), Tier.ON_TIME),
        (WJEC, "6G15", date(2015, 3, 30), Tier.ON_TIME),
        (WJEC, "6G15", date(2015, 3, 31), Tier.LATE_OR_VERY_LATE),
        (WJEC, "6G27", date(2027, 2, 21), Tier.ON_TIME),
        (WJEC, "6G27", date(2027, 2, 22), Tier.NOT_ASSESSED),
        # a series that nobody publishes
        (AQA, "7G27", date(2027, 2, 1), Tier.NOT_ASSESSED),
        # a slip, or somebody's birth date
        (AQA, "6G27", date(2010, 2, 1), Tier.NOT_ASSESSED),
    ],
)
def test_tier(one_quote, body, series, on, tier):
    quote = one_quote(*body, series, on)
    (line,) = quote
    assert line.tier is tier
    assert line.because
    assert quote.total >= ex.Money(4000)
    if tier is Tier.ON_TIME:
        assert (line.surcharge, quote.total, quote.complete) == (ex.Money(0), ex.Money(4000), True)
    if not tier.known:
        assert (line.surcharge, quote.total, quote.complete) == (ex.UNKNOWN, ex.Money(4000), False)
        code = "fees.tier-not-assessed" if tier is Tier.NOT_ASSESSED else "fees.late-or-very-late"
        assert code in quote.findings.by_code()


def test_received_on_wins_over_the_day_of_the_quote(one_quote):
    late = one_quote(*AQA, "6G24", date(2024, 1, 20), row={"received_on": "2024-03-01"})
    assert late.lines[0].tier is Tier.LATE
    early = one_quote(*AQA, "6G24", date(2024, 5, 20), row={"received_on": "2024-01-20"})
    assert early.lines[0].tier is Tier.ON_TIME


def test_a_day_that_may_be_a_birth_date_is_not_shown(one_quote):
    quote = one_quote(*AQA, "6G24", date(2024, 1, 20), row={"received_on": "2009-05-06"})
    assert quote.lines[0].tier is Tier.NOT_ASSESSED
    assert "2009" not in str(quote.findings) + repr(list(quote.rows()))


@pytest.mark.parametrize(
    ("body", "series", "on", "kind", "surcharge"),
    [
        (AQA, "6G17", date(2017, 2, 21), "GCSEFC", 0),
        (AQA, "6G17", date(2017, 2, 22), "GCSEFC", 4000),
        (AQA, "6G17", date(2017, 4, 22), "GCSEFC", 8000),
        (AQA, "6A17", date(2017, 3, 1), "GCE A", 4000),
        (AQA, "6A17", date(2017, 3, 1), "GCE ASB", None),  # the press spoke of GCSEs and A-levels
        (AQA, "6G17", date(2017, 3, 1), "FSMQA", None),
        (AQA, "6G24", date(2024, 3, 1), "GCSEFC", None),  # a late fee is charged; how much was not seen
        (PEARSON, "6G17", date(2017, 4, 23), "GCSEFC", 8000),
        (OCR, "6B17", date(2017, 3, 1), "GCSEFC", None),
    ],
)
def test_multiples_hold_for_their_year(one_quote, body, series, on, kind, surcharge):  # noqa: PLR0917  cases
    (line,) = one_quote(*body, series, on, kind=kind)
    assert line.surcharge == (ex.UNKNOWN if surcharge is None else ex.Money(surcharge))
    assert (line.tier_evidence is None) == (surcharge is None)
    assert line.open == (surcharge is None)


def test_a_multiple_of_another_year_is_assumed_on_request(one_quote):
    quote = one_quote(*AQA, "6G27", date(2027, 4, 22), other_years=True)
    (line,) = quote
    assert (line.surcharge, line.tier_evidence, quote.complete) == (ex.Money(8000), ex.Evidence.ASSUMED, True)
    assert "the rule of 2016/17 is taken for 2026/27, as asked" in line.because[-1].says
    assert "fees.assumed" in quote.findings.by_code()
    own = one_quote(*AQA, "6G17", date(2017, 3, 1), other_years=True)
    assert own.lines[0].tier_evidence is not ex.Evidence.ASSUMED


def test_other_years_do_not_help_where_the_tier_is_not_known(one_quote):
    assert one_quote(*OCR, "6A27", date(2027, 3, 1), other_years=True).lines[0].surcharge is ex.UNKNOWN


def test_a_late_cash_in_is_not_the_multiple_of_nothing(one_quote):
    (line,) = one_quote(*AQA, "6G17", date(2017, 3, 1), fee=None, linked="OTHER", kind="GCE A")
    assert (line.kind, line.price, line.surcharge) == ("cash-in", ex.Money(0), ex.UNKNOWN)
    (line,) = one_quote(*PEARSON, "6G24", date(2024, 3, 1), fee=None, linked="OTHER", kind="EXPJB")
    assert (line.kind, line.surcharge, line.tier) == ("cash-in", ex.Money(735), Tier.LATE)
    assert line.tier_evidence is ex.Evidence.RECALLED  # of the day from which it would be very late


def test_evidence_of_a_tier_is_that_of_its_weakest_day(one_quote):
    (seen,) = one_quote(*AQA, "6G24", date(2024, 1, 20))
    assert seen.tier_evidence is ex.Evidence.SEEN
    (derived,) = one_quote(*AQA, "6G27", date(2027, 1, 20))
    assert derived.tier_evidence is ex.Evidence.DERIVED
    assert any("2027 is not announced" in reason.says for reason in derived.because)


SIDECAR = """
id = "sample-school.{kind}"
title = "what the centre read"
covers = "June 2027"
as_of = 2026-11-01
key = ["body", "{first}"]
[columns]
{columns}
[sources]
KEY = "key dates and fee list of 2026/27"
"""


def registry_with(**tables):
    """The plugins that ship, and a centre with tables of its own: kind to the text of a table."""

    def made(kind, text):
        columns = text.split("\n")[0].split(",")
        head = SIDECAR.format(
            kind=kind, first=columns[1], columns="\n".join(f'{name} = "as in the others"' for name in columns)
        )
        return DatasetRef(
            f"sample-school.{kind}", "what the centre read", lambda: (text.encode(), head.encode())
        )

    class SampleSchool:
        @ex.hookimpl
        def examcore_datasets(self):
            return [made(kind.replace("_", "."), text) for kind, text in tables.items()]

    registry = ex.Registry.builtin()
    registry.register(SampleSchool(), name="sample-school")
    return registry


def test_a_centre_enters_days_and_rules_that_it_read(one_quote):
    """What a body announces for the year wins over what follows from other years."""
    registry = registry_with(
        deadlines_series=(
            "body,event,series,date,evidence,source\n"
            "ocr,entry,2027-06,2027-02-19,SEEN,KEY\nocr,very-late,2027-06,2027-04-20,SEEN,KEY\n"
        ),
        fees_rules=(
            "body,rule,year,applies_to,tier,effect,multiplier,after,evidence,source\n"
            "ocr,late-entry,2026/27,new-entry,late,multiple,2,entry,SEEN,KEY\n"
            "ocr,very-late-entry,2026/27,new-entry,very-late,multiple,2.5,very-late,SEEN,KEY\n"
        ),
    )
    for on, tier, pence in (
        (date(2027, 2, 19), Tier.ON_TIME, 4000),
        (date(2027, 2, 20), Tier.LATE, 8000),
        (date(2027, 4, 21), Tier.VERY_LATE, 10_000),
    ):
        quote = one_quote("ocr", "01", "6A27", on, registry=registry)
        assert (quote.lines[0].tier, quote.total, quote.complete) == (tier, ex.Money(pence), True)
        assert quote.lines[0].tier_evidence is ex.Evidence.SEEN
        assert not quote.findings.by_code().get("fees.day-expected")


def test_a_rule_with_a_word_that_nobody_knows_is_refused(one_quote):
    text = "body,rule,applies_to,effect,evidence,source\nocr,late-entry,new-entry,mulitple,SEEN,KEY\n"
    with pytest.raises(
        InvalidDeclaration, match=r"sample-school\.fees\.rules, line 2: effect 'mulitple' is none"
    ):
        one_quote("ocr", "01", "6A27", date(2027, 1, 20), registry=registry_with(fees_rules=text))


def test_a_day_alone_is_enough_where_no_rule_names_a_second_one(one_quote):
    registry = registry_with(
        deadlines_series="body,event,series,date,evidence,source\nocr,very-late,2027-06,2027-04-21,SEEN,KEY\n"
    )
    for on, tier in ((date(2027, 4, 21), Tier.LATE), (date(2027, 4, 22), Tier.VERY_LATE)):
        assert one_quote("ocr", "01", "6A27", on, registry=registry).lines[0].tier is tier


def test_a_broken_table_of_days_is_told_and_not_passed_over(one_quote):
    registry = registry_with(
        deadlines_series="body,event,series,date,evidence,source\nocr,verylate,2027-06,2027-04-21,SEEN,KEY\n"
    )
    with pytest.raises(InvalidDeclaration, match="verylate"):
        one_quote("aqa", "70", "6G27", date(2027, 1, 20), registry=registry)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e50", "-2", "0", "0.0", "２", "x", "100", "sNaN"])
def test_a_multiplier_is_a_plain_number(one_quote, text):
    table = (
        "body,rule,year,applies_to,tier,effect,multiplier,evidence,source\n"
        f"ocr,late-entry,2026/27,new-entry,late,multiple,{text},SEEN,KEY\n"
    )
    with pytest.raises(InvalidDeclaration, match="line 2: multiplier"):
        one_quote("ocr", "01", "6A27", date(2027, 3, 1), registry=registry_with(fees_rules=table))
