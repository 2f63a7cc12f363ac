"""Which services after results are not paid for: what rules make of their outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..fees.terms import Held, Terms
from ..money import Money
from .refunds import Matter, noted

__all__ = ["OUTCOMES", "REVIEWS", "Asked", "Waiver", "Waivers"]

OUTCOMES: Final = ("", "grade-changed", "grade-unchanged", "marks-reinstated", "cancelled")
"""How a service after results may end; empty while nobody knows."""

_NEEDS: Final = {"grade-changed": "grade-change", "marks-reinstated": "marks-reinstated"}
_CHANGED: Final = ("grade-changed", "grade-unchanged")
"""What cannot both be true of one component."""

REVIEWS: Final = frozenset(
    {
        "clerical-check",
        "clerical-check-with-script",
        "review",
        "review-with-script",
        "priority-review",
        "moderation-review",
    }
)
"""Services that may change a mark; a copy of a script does not."""


@attrs.frozen
class Asked:
    """What a charge is about.

    Args:
        kind: of the charge.
        matter: body, series, year and families.
        candidate: who; empty for the centre.
        award: code of the award; empty where it is not known.
        outcome: one of `OUTCOMES`.
        codes: by which a price may be found, the most exact one first.
        component: its code; empty where none was given.
    """

    kind: str
    matter: Matter
    candidate: str
    award: str
    outcome: str
    codes: tuple[str, ...] = ()
    component: str = ""

    @property
    def result(self) -> tuple[object, ...]:
        """The award of a candidate, whose grade is one for all its components."""
        return self.matter.body, self.matter.series, self.candidate, self.award

    @property
    def service(self) -> tuple[object, ...]:
        """What has one outcome: a check, or a review, of a component; a review may follow a check."""
        what = "check" if self.kind.startswith("clerical-check") else "review"
        return *self.result, self.component, what


@attrs.frozen
class Waiver:
    """What becomes of a charge by its outcome.

    Args:
        value: in pence; 0.00 where it is waived; `UNKNOWN` where nobody can tell.
        because: why, beside or instead of the reasons of the fee.
        instead: whether the fee does not matter any more.
        lacking: why it is not known, in half a sentence; empty where it is.
        notes: under what the fee would be waived.
    """

    value: Money | Missing
    because: tuple[Reason, ...] = ()
    instead: bool = False
    lacking: str = ""
    notes: tuple[Reason, ...] = ()


@attrs.frozen
class Waivers:
    """What outcomes make of charges; one for all charges that are priced together.

    Args:
        terms: rules.
        changed: the awards of candidates whose grade changed.
        contradicted: the services of which it was said that the grade changed, and that it did not.
        doubtful: the awards of candidates for which there is nothing else to go by.
    """

    terms: Terms
    changed: frozenset[tuple[object, ...]]
    contradicted: frozenset[tuple[object, ...]] = frozenset()
    doubtful: frozenset[tuple[object, ...]] = frozenset()

    @classmethod
    def of(cls, terms: Terms, asked: Iterable[Asked]) -> Waivers:
        """With the outcomes of all charges: a grade that changes changes for every component under review.

        >>> Waivers.of(Terms.of(()), ()).changed
        frozenset()
        """
        of = [one for one in asked if one.candidate and one.outcome in _CHANGED and one.kind in REVIEWS]
        told: dict[tuple[object, ...], set[str]] = {}
        for one in of:
            if one.component:
                told.setdefault(one.service, set()).add(one.outcome)
        contradicted = frozenset(service for service, outcomes in told.items() if len(outcomes) > 1)
        certain = (one for one in of if one.service not in contradicted)
        changed = frozenset(one.result for one in certain if one.outcome == "grade-changed")
        doubtful = frozenset(one.result for one in of if one.service in contradicted) - changed
        return cls(terms, changed, contradicted, doubtful)

    def contradicting(self, asked: Iterable[Asked]) -> Iterator[Asked]:
        """Those that say of one component what cannot both be true."""
        return (one for one in asked if one.service in self.contradicted and one.outcome in _CHANGED)

    def of_charge(self, asked: Asked, value: Money | Missing) -> Waiver | None:
        """What becomes of a charge; None where it stays as it is and there is nothing to say."""
        if asked.kind not in REVIEWS:
            return None
        if asked.outcome == "cancelled":
            return self._cancelled(asked, value)
        if asked.result in self.doubtful or (
            asked.service in self.contradicted and asked.outcome in _CHANGED
        ):
            return _unknown("outcomes contradict each other, and it is not known whether the grade changed")
        if not asked.outcome and self._may_have_changed(asked):
            return _unknown("it is not known whether it belongs to the award whose grade changed")
        held = asked.matter.find_rules(
            self.terms, lambda r: r.effect == "waived" and asked.kind in r.applies_to
        )
        # one component may be said to be unchanged, and the grade of the award is changed all the same
        changed = bool(asked.award and asked.candidate) and asked.result in self.changed
        outcome = "grade-changed" if changed and asked.outcome != "marks-reinstated" else asked.outcome
        need = _NEEDS.get(outcome)
        if need is None:
            notes = (one.reason(f"not charged on {one.rule.needs}{noted(one.rule)}") for one in held)
            return Waiver(value, notes=() if outcome else tuple(notes))
        if not held:
            year = asked.matter.year
            return _unknown(
                f"no rule of {asked.matter.body} for {year} says what {outcome} makes of {asked.kind}"
            )
        waiving = [one for one in held if one.rule.needs == need]
        if waiving:
            return Waiver(Money(0), tuple(_waived(one, outcome) for one in waiving), instead=True)
        return Waiver(value, tuple(one.reason(f"waived only on {one.rule.needs}") for one in held))

    def _may_have_changed(self, asked: Asked) -> bool:
        """Whether another award of the candidate may be the same one, since one of both is not known."""
        if not asked.candidate:
            return False
        others = [award for *who, award in self.changed | self.doubtful if tuple(who) == asked.result[:3]]
        return bool(others) and (not asked.award or "" in others) and asked.award not in set(others) - {""}

    def _cancelled(self, asked: Asked, value: Money | Missing) -> Waiver:
        """Cancelled after it was done: the part of the fee that a rule states."""
        held = asked.matter.find_rules(
            self.terms, lambda r: r.effect == "multiple" and not r.tier and asked.kind in r.applies_to
        )
        rule = held[0].rule if held else None
        if rule is None or rule.multiplier is None:
            return _unknown(f"no rule of {asked.matter.body} says what {asked.kind} costs that is cancelled")
        because = (held[0].reason(f"{rule.multiplier} times the fee{noted(rule)}"),)
        if not isinstance(value, Money):
            return Waiver(value, because)
        return Waiver(value.times(rule.multiplier, "ROUND_HALF_UP"), because)


def _waived(one: Held, outcome: str) -> Reason:
    return one.reason(f"not charged, as the outcome is {outcome}{noted(one.rule)}")


def _unknown(says: str) -> Waiver:
    return Waiver(UNKNOWN, (Reason("FEE-08", says, Evidence.DERIVED),), lacking=says)
