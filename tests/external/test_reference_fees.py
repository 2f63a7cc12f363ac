"""Prices and rules of fees against the table of the reference, row by row.

Every row is found in a dataset with its amount or multiplier and its label, or stands in a list with the
reason why not; there is no price besides, and the rules that come from the text are listed.
"""

import csv
import re
from functools import cache

import pytest

from builders import REFERENCE
from examcore.plugins import Registry

TABLE = REFERENCE.parent / "data" / "fees.csv"
pytestmark = pytest.mark.skipif(not TABLE.exists(), reason="the reference is not part of the project")

BODIES = {
    "AQA": "aqa",
    "OCR": "ocr",
    "Pearson": "pearson",
    "WJEC/Eduqas": "wjec",
    "CCEA": "ccea",
    "Cambridge International": "cambridge",
}
"""What is said of all bodies together, or of none by name, is in ``jcq``."""

NOT_PRICES = {
    "entry_change": "rises in per cent, and means over subjects",
    "private_candidate": "what a centre charges, not a body",
}
"""Categories of the reference that are left out."""

NOT_OURS = {
    "City & Guilds": "no plugin",
    "(all boards)": "a mean over bodies, and the cost of a cohort: no price of anybody",
}

RANGES = {
    ("AQA", "GCSE Mathematics entry fee, order of magnitude"),
    ("Pearson", "GCSE Mathematics entry fee, order of magnitude"),
    ("OCR", "GCSE Mathematics entry fee, order of magnitude"),
    ("AQA", "Stage 1 preliminary appeal, order of magnitude"),
}
"""Orders of magnitude that are only remembered, such as 45-52: not prices."""

NO_PRICE_NAMED = {("CCEA", "Services offered"): "names services, and says that no price was seen"}

WEAKER = {
    "Review of moderation (Service 3)": "whose price it is, is concluded",
    "Copy of reviewed script": "whose price it is, is concluded",
}
"""SEEN in the table, which says itself that the page lost the name of the body: DERIVED here."""

KINDS = {
    "A-level Art and Design entry fee": "entry",
    "Typical .*": "typical-entry",
    "Clerical (re-)?check (\\(Service 1\\))?": "clerical-check",
    "Clerical (re-)?check with copy of script": "clerical-check-with-script",
    "Enquiry Service 1 .*": "clerical-check",
    "Enquiry Service 1S .*": "clerical-check-with-script",
    "Enquiry Service 2 .*|Review of marking.*": "review",
    "Review of moderation .*": "moderation-review",
    "Access to scripts(, non-priority copy)?": "script",
    "Access to scripts, priority copy": "priority-script",
    "Copy of script after review of marking|Copy of reviewed script": "script-after-review",
    "Unit Award Scheme centre registration": "centre-registration",
    "UAS learner participation fee, .*": "learner-registration",
    "(UAS r|R)eplacement certificate .*": "replacement-certificate",
    "BTEC .*external assessment.*": "external-assessment",
    "Late cash-in, .*": "late-cash-in",
    "New UK college / work-based-learning centre approval": "centre-approval",
    "Annual minimum spend, .*": "annual-minimum",
}
"""Items of the reference and kinds of price."""

RULE_OF = {
    ("AQA", "Late entry fee trigger"): "late-entry very-late-entry amendment-charged withdrawal-refund",
    ("AQA", "Payment terms"): "payment invoice-interval",
    (
        "OCR",
        "Withdrawal refund window, GCSE or similar size",
    ): "withdrawal-refund withdrawal-refund-with-evidence",
    (
        "OCR",
        "Withdrawal refund window, A-level or similar size",
    ): "withdrawal-refund withdrawal-refund-with-evidence",
    ("OCR", "Option change"): "option-change-refund option-change-charged",
    ("OCR", "Tier change"): "tier-change-refund",
    ("OCR", "What the fee includes"): "certification-included",
    ("OCR", "Medical or bereavement withdrawal"): "withdrawal-refund-with-evidence",
    ("OCR", "Personal-details amendment"): "personal-details-free personal-details-charged",
    ("Pearson", "On-screen on-demand tests"): "late-entry-free",
    ("Pearson", "Withdrawal"): "withdrawal-refund withdrawal-refund-with-evidence",
    ("Pearson", "Adding or swapping unit/award"): "unit-change-charged",
    ("Pearson", "Fee waiver, Services 1, 2 and P2"): "review-fee-waived",
    ("Pearson", "Fee waiver, Service 3 (moderation)"): "moderation-fee-waived",
    ("Pearson", "Cancellation after completion"): "review-cancelled",
    ("WJEC/Eduqas", "Chargeable amendments"): "amendment-charged",
    ("Cambridge International", "Invoice timing"): "invoice payment invoice-interval",
    ("CCEA", "GCSE unit fee model"): "unit-entry cash-in-on-time",
    ("WJEC/Eduqas", "Unitised qualification fee model"): "unit-entry cash-in-on-time linear-entry",
    ("(all JCQ boards)", "Fee waiver on grade change"): "review-fee-waived",
}
"""Rules of the reference and ours; those of late tiers and rebates are found by category and multiplier."""

PERIODS = {
    "Withdrawal refund window, GCSE or similar size": ("gcse", "P1M"),
    "Withdrawal refund window, A-level or similar size": ("a-level", "P2M"),
}
"""The reference has the months as a multiplier."""

BESIDES = {
    ("aqa", "amendment-free", "2023/24"),  # fees-deadlines.md 1.2, as read from the head of a column
    ("aqa", "transfer-charged", ""),  # rules.md FEE-07
    ("cambridge", "very-late-entry", "2023/24"),  # 1.7
    ("jcq", "late-entry", ""),  # 2.1, Ofqual's background notes
    ("jcq", "post-results-fee", ""),  # rules.md FEE-08
    ("jcq", "very-late-entry", "2009/10"),  # in the conditions of the row of the college
    ("ocr", "absence-no-refund", ""),  # 1.1
    ("ocr", "rebate", "2019/20"),  # in the conditions: 20 % for Cambridge Nationals and Technicals
    ("pearson", "first-attempt-included", "2013/14"),  # 1.4, and the condition of the price of a re-sit
    ("pearson", "late-registration", ""),  # 1.4
    ("pearson", "re-registration", ""),  # 1.4
    ("pearson", "late-cash-in", "2023/24"),  # the same amounts as among the prices
    ("pearson", "late-cash-in-after-reviews", "2023/24"),
    ("pearson", "late-entry", ""),  # 1.1
    ("pearson", "late-fee-rounding", "2013/14"),  # arithmetic
    ("pearson", "tier-change-free", "2017/18"),  # 1.4, and the row of deadlines.csv
    ("pearson", "very-late-entry", ""),  # 1.1
    ("wjec", "entry-after-deadline-free", "2021/22"),  # 1.5
}
"""Rules of fees from the text of the reference."""


@cache
def reference():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def dataset(name):
    return next(ref for ref in Registry.builtin().datasets if ref.id == name).read()


def offered(name):
    return any(ref.id == name for ref in Registry.builtin().datasets)


def rules_for(row):
    """Our rules that stand for a row of the reference; each must be there."""
    body = BODIES.get(row["awarding_body"], "jcq")
    ours = [r for r in dataset(f"{body}.fees.rules") if r["year"] == row["academic_year"]]
    key = (row["awarding_body"], row["item"])
    if key in RULE_OF:
        names = RULE_OF[key].split()
        found = [r for r in ours if r["rule"] in names]
        if row["item"] in PERIODS:
            found = [r for r in found if PERIODS[row["item"]][0] in r["scope"].split()]
            assert PERIODS[row["item"]][1] in {r["period"] for r in found}
        assert {r["rule"] for r in found} == set(names), row
        return found
    prefix = {
        "late": "late-entry",
        "very_late": "very-late-entry",
        "rebate": "rebate",
        "resit": "on-time-entry",
    }
    multiplier = row["multiplier_of_entry_fee"]
    found = [r for r in ours if r["rule"] == prefix.get(row["category"])]
    return [
        r
        for r in found
        if (not multiplier and not r["multiplier"])
        or (multiplier and r["multiplier"] and float(r["multiplier"]) == float(multiplier))
    ]


def test_fees():
    prices_used, rules_used, left = set(), set(), set()
    for row in reference():
        body, item, amount = row["awarding_body"], row["item"], row["amount_gbp"]
        if row["category"] in NOT_PRICES or body in NOT_OURS or (body, item) in NO_PRICE_NAMED:
            left.add((body, item))
            continue
        if "-" in amount:
            assert (body, item) in RANGES
            assert row["status"] == "RECALLED"
            continue
        label = "DERIVED" if item in WEAKER else row["status"]
        package = BODIES.get(body, "jcq")
        found = False
        kinds = {kind for pattern, kind in KINDS.items() if re.fullmatch(pattern, item)}
        assert len(kinds) <= 1
        if amount and offered(f"{package}.fees.prices"):
            for price in dataset(f"{package}.fees.prices"):
                if (
                    (price["year"], price["amount"]) == (row["academic_year"], amount)
                    and price["code"] == row["code"]
                    and price["kind"] in kinds
                    and price["evidence"] == label
                ):
                    prices_used.add((package, price.line))
                    found = True
        if not found or row["multiplier_of_entry_fee"]:
            rules = rules_for(row)
            assert rules, row
            for rule in rules:
                assert rule["evidence"] == label, (row, rule)
                assert not amount or rule["flat"] in ("", amount)
                rules_used.add((package, rule.line))
    # no price is there that the reference does not have; rules may come from its text, and name the clause
    for package in ("aqa", "ocr", "pearson", "wjec", "cambridge"):
        assert {line for p, line in prices_used if p == package} == {
            row.line for row in dataset(f"{package}.fees.prices")
        }
    besides = {
        (package, row["rule"], row["year"])
        for package in ("jcq", "aqa", "ocr", "pearson", "wjec", "ccea", "cambridge")
        for row in dataset(f"{package}.fees.rules")
        if (package, row.line) not in rules_used
    }
    assert besides == BESIDES
    assert left


def test_amounts_in_conditions_are_those_of_the_reference():
    caps = {r["conditions"] for r in dataset("aqa.fees.prices") if "at most" in r["conditions"]}
    told = " ".join(row["conditions"] for row in reference() if "cap GBP" in row["conditions"])
    for text in caps:
        (amount,) = re.findall(r"[0-9]+\.[0-9]{2}", text)
        assert f"cap GBP {amount}" in told
