"""Bills to private and resitting candidates: the body's fee as quoted, and the centre's own charges."""

import pickle
from datetime import date

import pytest

import builders
import changing
import examcore as ex
from changing import entered
from examcore.charges.passed_on import pass_on
from examcore.entries import UnreadableRow
from examcore.evidence import UNKNOWN, Evidence, Origin
from examcore.prices.prices import Vat

ON = date(2027, 2, 15)
OWN = """awarding_body,option_code,kind,price,vat,vat_rate
,,private-candidate,75.00,,
,,private-entry,20.00,excluded,20
,,resit-entry,5.00,,
aqa,A7,private-entry,30.00,none,
"""


def quote(*entries, unreadable=0, prices=None):
    rows = tuple(UnreadableRow(Origin("entries.csv", line)) for line in range(unreadable))
    return ex.quote(
        ex.Entries(entries, rows), changing.catalogue(), on=ON, prices=prices, registry=builders.builtin()
    )


def bills(*entries, text=OWN, unreadable=0, **how):
    return pass_on(quote(*entries, unreadable=unreadable), changing.price_file(text), **how)


def lines(bill):
    return [(line.kind, line.code, line.amount) for line in bill]


def test_a_private_candidate_pays_once_and_for_each_entry_and_the_fees():
    found = bills(entered("AA4", status="P"), entered("A7", status="P"), entered("AA1F", number=2))
    assert [bill.name for bill in found] == ["64999/0001"]
    assert lines(found["64999/0001"]) == [
        ("private-candidate", "", ex.Money(7500)),
        ("private-entry", "AA4", ex.Money(2000)),
        ("fee", "AA4", ex.Money(99_999)),
        ("private-entry", "A7", ex.Money(3000)),
        ("fee", "A7", ex.Money(9000)),
    ]
    assert found.total == ex.Money(7500 + 2000 + 99_999 + 3000 + 9000)
    assert (found.vat, found.complete, len(found.findings)) == (ex.Money(400), True, 0)
    first, second, *_ = found["64999/0001"]
    assert first.awarding_body == ""
    assert (second.vat_state, second.vat, second.evidence) == (Vat.EXCLUDED, ex.Money(400), Evidence.SUPPLIED)
    assert any("prices.csv:3" in str(reason) for reason in found["64999/0001"].because)


RESITS = [("64999/0001", "AA4"), ("64999/0002", "AA1F")]


@pytest.mark.parametrize(
    "resits", [RESITS, set(RESITS), lambda entry: (str(entry.candidate), entry.option.code) in RESITS]
)
def test_resits_are_those_that_the_caller_says(resits):
    entries = entered("AA4"), entered("AA1F"), entered("AA1F", number=2)
    found = bills(*entries, resits=resits)
    assert [lines(bill) for bill in found] == [
        [("resit-entry", "AA4", ex.Money(500)), ("fee", "AA4", ex.Money(99_999))],
        [("resit-entry", "AA1F", ex.Money(500)), ("fee", "AA1F", ex.Money(3200))],
    ]
    assert bills(*entries).bills == ()


def test_a_resit_of_a_private_candidate_has_both_charges():
    (bill,) = bills(entered("AA4", status="P"), resits=[("64999/0001", "AA4")])
    assert [kind for kind, *_ in lines(bill)] == ["private-candidate", "private-entry", "resit-entry", "fee"]


def test_a_resit_that_nobody_is_entered_for_is_told():
    found = bills(entered("AA4"), resits=[("64999/0001", "AA1F"), ("64999/0009", "AA4")])
    assert builders.found(found.findings, "charges.resit-not-entered").params["count"] == 2


def test_what_the_price_file_does_not_have_is_not_charged_and_that_is_told():
    found = bills(
        entered("AA4", status="P"),
        entered("A7", status="P"),
        entered("AA4", status="P", number=2),
        text="awarding_body,option_code,kind,price\naqa,A7,private-entry,30.00\n",
    )
    told = {f.params["kind"]: f.params["count"] for f in found.findings if f.code == "charges.no-own-charge"}
    assert told == {"private-candidate": 2, "private-entry": 2}
    assert [kind for kind, *_ in lines(found["64999/0002"])] == ["fee"]


def test_a_charge_for_the_candidate_may_depend_on_the_body():
    text = "awarding_body,kind,price\nocr,private-candidate,10.00\n,private-entry,0.00\n"
    found = bills(entered("AA4", status="P"), entered("AA4", "ocr", status="P"), text=text)
    assert [kind for kind, *_ in lines(found.bills[0])].count("private-candidate") == 1
    assert "charges.no-own-charge" not in builders.codes(found.findings)


def test_what_is_not_known_stays_unknown():
    late = entered("AA4", status="P", received_on=date(2027, 3, 1))
    found = bills(entered("NONE", status="P"), entered("ZZ9", status="P"), late)
    amounts = [(line.amount, line.open) for line in found.bills[0] if line.kind == "fee"]
    assert amounts == [(UNKNOWN, False), (UNKNOWN, False), (ex.Money(99_999), True)]
    assert (found.complete, found.bills[0].complete) == (False, False)
    assert builders.found(found.findings, "charges.bill-not-known").params["count"] == 3
    assert "not wholly known" in repr(found)
    assert next(line.evidence for line in found.bills[0] if line.amount is UNKNOWN) is None


def test_vat_without_a_rate():
    text = "awarding_body,kind,price,vat\n,private-candidate,10.00,excluded\n,private-entry,0.00,\n"
    found = bills(entered("AA4", status="P"), text=text)
    assert found.bills[0].lines[0].vat is UNKNOWN
    assert not found.complete


def test_rows_that_cannot_be_read_concern_nobody_and_everybody():
    found = bills(entered("AA4"), unreadable=2)
    assert (found.unreadable, found.complete, len(found)) == (2, False, 0)
    assert builders.codes(found.findings) == ["charges.unreadable-bills"]


def test_by_payer():
    entries = [
        entered("AA4", payer="Ms Sample", status="P"),
        entered("AA4", number=2, payer="Ms Sample", status="P"),
        entered("AA4", number=3, status="P"),
    ]
    found = bills(*entries, by="payer")
    assert [bill.name for bill in found] == ["Ms Sample", "64999/0003"]
    assert len(found["Ms Sample"]) == 6
    assert found.total == bills(*entries).total
    with pytest.raises(KeyError, match="no bill"):
        found["64999/0001"]
    assert "Sample" not in repr(found) + repr(found.bills) + repr(found.bills[0].lines)
    assert repr(found.bills[1]).startswith("<Bill 64999/0003: ")


def test_rows():
    found = bills(entered("AA4", status="P", origin=Origin("entries.csv", 2)))
    rows = list(found.rows())
    assert [row["kind"] for row in rows] == ["private-candidate", "private-entry", "fee"]
    assert [row["amount"] for row in rows] == ["75.00", "20.00", "999.99"]
    assert rows[2]["line"] == 2
    assert rows[2]["source"] == "O6G27_70.X01:10"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_faults_of_the_price_file_are_told():
    found = bills(entered("AA4"), text="awarding_body,kind,price\n,private-entry,-1\n,resit-entry,1.00\n")
    assert builders.codes(found.findings) == ["prices.negative"]


def test_what_the_caller_does_wrong():
    with pytest.raises(TypeError, match="a Quote, not list"):
        pass_on([], ex.Prices())
    with pytest.raises(TypeError, match=r"Prices\.of"):
        pass_on(quote(), None)
    with pytest.raises(ValueError, match="by candidate or by payer"):
        pass_on(quote(), ex.Prices(), by="form")
