"""Evidence, reasons and decisions."""

import itertools
import pickle
from datetime import date

import pytest

from examcore.evidence import NOT_PUBLISHED, UNKNOWN, Decision, Evidence, Missing, Origin, Reason, Source
from examcore.money import Money

WHY = Reason("FEE-01", "it says so", Evidence.SEEN, Source("JCQ-DOC", "clause 1"), "2025-26")


def test_the_weakest_label_wins_whatever_the_order():
    order = ["SEEN", "SUPPLIED", "DERIVED", "RECALLED", "PROVISIONAL", "ASSUMED", "EXAMPLE"]
    assert [str(label) for label in Evidence] == order
    for one, other in itertools.product(Evidence, repeat=2):
        assert Evidence.weakest([one, other]) is max(one, other, key=order.index)
    assert Evidence.weakest(iter([Evidence.SEEN])) is Evidence.SEEN


def test_no_evidence_is_not_strong_evidence():
    with pytest.raises(ValueError, match="empty"):
        Evidence.weakest([])


def test_what_is_missing_is_false_and_says_why():
    assert (repr(UNKNOWN), repr(NOT_PUBLISHED)) == ("UNKNOWN", "NOT_PUBLISHED")
    assert not UNKNOWN
    assert not NOT_PUBLISHED
    assert UNKNOWN is not NOT_PUBLISHED
    assert pickle.loads(pickle.dumps(UNKNOWN)) is Missing.UNKNOWN  # noqa: S301  our own


@pytest.mark.parametrize(
    ("value", "known"),
    [(Money(0), True), (0, True), ("", True), (None, True), (UNKNOWN, False), (NOT_PUBLISHED, False)],
)
def test_a_decision_is_known_unless_its_value_is_missing(value, known):
    assert Decision(value, (WHY,)).known is known


def test_decisions_are_values():
    decision = Decision(Money(5), (WHY,))
    assert decision == Decision(Money(5), (WHY,))
    assert pickle.loads(pickle.dumps(decision)) == decision  # noqa: S301  our own


def test_reasons_and_sources_read_well():
    assert str(WHY) == "it says so [FEE-01, SEEN] (JCQ-DOC clause 1)"
    assert str(Reason("V11", "so", Evidence.DERIVED)) == "so [V11, DERIVED]"
    assert str(Source("JCQ-DOC")) == "JCQ-DOC"
    assert str(Origin("o.x01", 7, 1, date(2027, 1, 1))) == "o.x01:7"
