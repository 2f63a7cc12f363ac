"""Every finding code of changes, charges and bills: a case that gives it, and a twin that does not."""

from datetime import date

import pytest

import builders
import changing
import examcore as ex
from changing import change, entered
from examcore.charges.charges import Charge, price_charges
from examcore.charges.codes import CODES
from examcore.entries import UnreadableRow
from examcore.evidence import Origin

ENTERED, CHANGED, LATE = date(2027, 2, 10), date(2027, 2, 15), date(2027, 4, 22)
ENTRY, OTHER = entered("AA4"), entered("AA4", number=2)
CERTIFICATE = {"kind": "replacement-certificate", "awarding_body": "pearson", "series": "2023/24"}
REVIEW = {"kind": "review", "awarding_body": "aqa", "code": "8700/1"}
ASKED = REVIEW | {"series": "2023-06", "award": "8700", "family": "gcse", "candidate": "64999/0001"}
WITH_RATE = "awarding_body,kind,price,vat,vat_rate\npearson,replacement-certificate,47.00,excluded,20\n"
OWN = "awarding_body,kind,price\n,private-candidate,0.00\n,private-entry,20.00\n,resit-entry,5.00\n"
OWN_WITHOUT = OWN.replace(",private-candidate,0.00\n", "")

CASES = {  # code: the kind of case, what triggers, what passes
    "change-not-known": (
        "change",
        {"before": [entered("AA4", "wjec")]},
        {"before": [ENTRY], "on": date(2027, 4, 21)},
    ),
    "no-refund": ("change", {"before": [ENTRY], "on": LATE}, {"before": [ENTRY], "on": date(2027, 4, 21)}),
    "ambiguous-change": (
        "change",
        {"before": [entered("AA3F"), entered("AA3H")], "after": [entered("AA3X")]},
        {"before": [entered("AA3F")], "after": [entered("AA3X")]},
    ),
    "tier-unclear": (
        "change",
        {"before": [entered("AA3F")], "after": [entered("AA3H")]},
        {"before": [entered("AA1F")], "after": [entered("AA1H")]},
    ),
    "change-before-entry": (
        "change",
        {"before": [entered("AA4", received_on=date(2027, 3, 1))], "on": date(2027, 2, 1)},
        {"before": [entered("AA4", received_on=date(2027, 3, 1))], "on": date(2027, 3, 2)},
    ),
    "unreadable-changes": ("change", {"before": [ENTRY], "unreadable": 1}, {"before": [ENTRY]}),
    "unused-evidence": (
        "change",
        {"before": [ENTRY, OTHER], "after": [OTHER], "evidence": {"64999/0002": "medical"}},
        {"before": [ENTRY, OTHER], "after": [OTHER], "evidence": {"64999/0001": "medical"}},
    ),
    "not-known": ("charge", (REVIEW | {"series": "2027-06"}, ""), (REVIEW | {"series": "2023-06"}, "")),
    "unknown-body": (
        "charge",
        (REVIEW | {"awarding_body": "edexcel"}, ""),
        (REVIEW | {"awarding_body": "pearson"}, ""),
    ),
    "contradicting-outcomes": (
        "charges",
        [ASKED | {"outcome": "grade-changed"}, ASKED | {"outcome": "grade-unchanged"}],
        [ASKED | {"outcome": "grade-changed"}, ASKED | {"outcome": "grade-unchanged", "code": "8700/2"}],
    ),
    "vat-unknown": ("charge", (CERTIFICATE, ""), (CERTIFICATE, WITH_RATE)),
    "no-own-charge": (
        "bills",
        {"entries": [entered("AA4", status="P")], "prices": OWN_WITHOUT},
        {"entries": [entered("AA4", status="P")], "prices": OWN},
    ),
    "resit-not-entered": (
        "bills",
        {"entries": [ENTRY], "resits": [("64999/0001", "A7")]},
        {"entries": [ENTRY], "resits": [("64999/0001", "AA4")]},
    ),
    "bill-not-known": (
        "bills",
        {"entries": [entered("NONE", status="P")]},
        {"entries": [entered("AA4", status="P")]},
    ),
    "unreadable-bills": ("bills", {"entries": [ENTRY], "unreadable": 1}, {"entries": [ENTRY]}),
}


def some_entries(entries, unreadable=0):
    rows = tuple(UnreadableRow(Origin("entries.csv", line)) for line in range(2, 2 + unreadable))
    return ex.Entries(tuple(entries), rows)


def of_change(before, after=(), *, unreadable=0, on=CHANGED, evidence=None):
    if not unreadable:
        return change(before, after, on=on, charged_on=ENTERED, evidence=evidence)
    how = {"on": on, "charged_on": ENTERED, "terms": changing.terms()}
    both = some_entries(before), some_entries(after, unreadable)
    return changing.price_changes(*both, changing.catalogue(), **how)


def of_charge(charge, prices):
    own = changing.price_file(prices) if prices else None
    how = {"on": date(2023, 9, 1), "terms": changing.terms(), "bodies": changing.bodies()}
    return price_charges([Charge(**charge)], prices=own, **how)


def of_bills(entries, *, prices=OWN, resits=(), unreadable=0):
    quote = ex.quote(
        some_entries(entries, unreadable), changing.catalogue(), on=CHANGED, registry=builders.builtin()
    )
    return ex.pass_on(quote, changing.price_file(prices), resits=resits)


def findings(kind, given):
    if kind == "change":
        return of_change(**given).findings
    if kind == "charges":
        how = {"on": date(2023, 9, 1), "terms": changing.terms(), "bodies": changing.bodies()}
        return price_charges([Charge(**charge) for charge in given], **how).findings
    return of_bills(**given).findings if kind == "bills" else of_charge(*given).findings


@pytest.mark.parametrize("code", CASES)
def test_a_case_that_gives_it_and_a_twin_that_does_not(code):
    kind, triggers, passes = CASES[code]
    given = [f for f in findings(kind, triggers) if f.code == f"charges.{code}"]
    assert given
    assert not [f for f in findings(kind, passes) if f.code == f"charges.{code}"]
    for finding in given:
        assert finding.message.strip()
        assert "{" not in finding.message
        assert str(finding).endswith(f"[charges.{code}]")
        assert finding.as_json()["cure"]


def test_every_code_has_its_case():
    declared = {code for code in builders.builtin().finding_codes() if code.startswith("charges.")}
    assert declared == {code.code for code in CODES} == {f"charges.{code}" for code in CASES}
