"""Arguments of another kind are refused in words that say what is wanted."""

from datetime import date

import pytest

import builders
import changing
import examcore as ex
from examcore.charges.charges import Charge, price_charges
from examcore.charges.passed_on import pass_on

ON = date(2023, 8, 25)
REVIEW = {"kind": "review", "awarding_body": "aqa"}
WHOLE = "quantity: a whole number of at least 1, not"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"quantity": 1.5}, f"{WHOLE} 1.5"),
        ({"quantity": None}, f"{WHOLE} None"),
        ({"quantity": True}, f"{WHOLE} True"),
        ({"quantity": "2"}, f"{WHOLE} '2'"),
        ({"awarding_body": None}, "awarding_body: give a text, not a NoneType"),
        ({"series": 3}, "series: give a text, not a int"),
        ({"code": 8700}, "code: give a text, not a int"),
        ({"kind": None}, "kind: give a text, not a NoneType"),
        ({"kind": ["review"]}, "kind: give a text, not a list"),
        ({"outcome": None}, "outcome: give a text, not a NoneType"),
        ({"candidate": 1}, "candidate: give a text, not a int"),
        ({"payer": 1}, "payer: give a text, not a int"),
        ({"spent": 100}, "spent: give Money, not a int"),
    ],
)
def test_a_charge_of_other_types(wrong, says):
    with pytest.raises(TypeError, match=says):
        Charge(**REVIEW | wrong)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"outcome": "up"}, "outcome: 'up' is none; there are grade-changed, grade-unchanged, .*cancelled"),
        ({"outcome": "grade-change"}, "outcome: 'grade-change' is none; nearest grade-changed"),
        ({"quantity": 0}, f"{WHOLE} 0"),
        ({"tier": "first"}, "tier: 'first' is none; there are on-time, late, very-late"),
    ],
)
def test_a_charge_of_other_words(wrong, says):
    with pytest.raises(ValueError, match=says):
        Charge(**REVIEW | wrong)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"catalogue": "x"}, r"a catalogue is made by Catalogue\.of\(read\(…\)\); this is of type str"),
        ({"prices": 3}, r"prices are made by Prices\.of\(read\(…\)\); this is of type int"),
        ({"on": "2023-08-25"}, "on is a day"),
    ],
)
def test_what_charges_are_priced_by(how, says):
    with pytest.raises(TypeError, match=says):
        ex.price_charges([Charge(**REVIEW)], **{"on": ON, "registry": builders.builtin()} | how)


@pytest.mark.parametrize("wrong", [None, 3, Charge(**REVIEW)])
def test_charges_are_several(wrong):
    with pytest.raises(TypeError, match=r"charges: give several, as \[Charge\(…\)\], not a"):
        price_charges(wrong, on=ON, terms=changing.terms())


@pytest.mark.parametrize("wrong", [3, "x", b"x", None, ["64999/0001"], [("64999/0001",)], [(1, 2)]])
def test_resits(wrong):
    quote = ex.quote(ex.Entries(), changing.catalogue(), on=ON, registry=builders.builtin())
    with pytest.raises(
        TypeError, match=r"resits: give pairs such as \('64999/0001', '8300H'\), or a function"
    ):
        pass_on(quote, ex.Prices(), resits=wrong)


def test_a_price_file_of_faults_only_is_told():
    faults = changing.price_file("awarding_body,kind,price\naqa,review,-1\n")
    empty = ex.Prices((), faults.findings)
    assert not len(empty)
    quote = price_charges([], on=ON, terms=changing.terms(), prices=empty)
    assert "prices.negative" in builders.codes(quote.findings)
    how = {"on": ON, "charged_on": ON, "terms": changing.terms(), "prices": empty}
    changes = changing.price_changes(ex.Entries(), ex.Entries(), changing.catalogue(), **how)
    assert "prices.negative" in builders.codes(changes.findings)
