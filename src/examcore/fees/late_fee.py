"""What being late costs on top of a price."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..key_dates import Deadline
from ..model import Series
from ..money import Money
from .price import Price
from .rule import FeeRule, academic_year
from .terms import Held, Terms
from .tier import NEW, Tier, TimeOfEntry

__all__ = ["LateFee", "LateFees"]

_AFTER_RESULTS: Final = frozenset({"review"})


@attrs.frozen
class LateFee:
    """What comes on top of the price of an entry, for the day it is received on.

    Args:
        tier: how late it is.
        amount: pence on top; 0.00 on time; `UNKNOWN` where the tier or the fee is not known.
        because: the reasons of tier and amount.
        deadlines: that the day was compared with.
        assumed: whether a multiple of another year was taken, as was asked for.
        flat: the whole price at that tier, where a source has one: then its VAT holds.
    """

    tier: Tier
    amount: Money | Missing
    because: tuple[Reason, ...]
    deadlines: tuple[Deadline, ...] = ()
    assumed: bool = False
    flat: Price | None = None

    @property
    def evidence(self) -> Evidence | None:
        """The weakest of its reasons; None where the amount is not known."""
        return Evidence.weakest(r.evidence for r in self.because) if isinstance(self.amount, Money) else None


@attrs.define(eq=False)
class LateFees:
    """Finds late fees by the terms of the bodies.

    Args:
        terms: rules and days.
        other_years: take multiples of other years where the year has none, as ASSUMED.
    """

    terms: Terms
    other_years: bool = False
    _amounts: dict[object, tuple[Held, ...]] = attrs.field(factory=dict, init=False, repr=False)

    def find(
        self,
        price: Price,
        at: TimeOfEntry,
        *,
        on: date,
        body: str,
        series: Series | None,
        families: frozenset[str] | None,
        kind: str = "entry",
        flat: Price | None = None,
        least: Money | None = None,
    ) -> LateFee:
        """What comes on top of a price.

        Args:
            price: of the entry on time.
            at: how late it is.
            on: the day of receipt.
            body: id.
            series: civil series.
            families: of the option.
            kind: ``entry``, ``cash-in`` or ``registration``.
            flat: the whole price at that tier, where a source has one.
            least: the whole price at the tier before, where it is known: being later never costs less.
        """
        if at.tier is Tier.ON_TIME:
            return LateFee(at.tier, Money(0), at.because, at.deadlines)
        if not at.tier.known or series is None:
            return LateFee(at.tier, UNKNOWN, at.because, at.deadlines)
        if not isinstance(price.amount, Money):
            says = "without the price on time there is no late fee to work out"
            return LateFee(
                at.tier, UNKNOWN, (*at.because, Reason("FEE-01", says, Evidence.DERIVED)), at.deadlines
            )
        if flat is not None and isinstance(flat.amount, Money):
            late = _at_least(flat.amount, price.amount, least, at, flat.because)
            return attrs.evolve(late, flat=flat) if isinstance(late.amount, Money) else late
        year = academic_year(series)
        words = frozenset({"late-cash-in"}) if kind == "cash-in" else NEW
        held = self._amount_rules(body, series, at.tier, families, words, other_years=False)
        assumed = not held and self.other_years
        if assumed:
            held = self._amount_rules(body, series, at.tier, families, words, other_years=True)
        held = tuple(
            h for h in held if h.rule.effect != "flat" or self._has_begun(h.rule, on, body, series, families)
        )
        if kind == "registration" or not held:
            what = "late cash-in" if kind == "cash-in" else f"{at.tier} {kind}"
            says = f"what a {what} costs for {body} {year} is not known"
            return LateFee(
                at.tier, UNKNOWN, (*at.because, Reason("FEE-01", says, Evidence.DERIVED)), at.deadlines
            )
        amount, because = self._worked_out(price, held, body=body, series=series, families=families)
        if assumed:
            says = f"the rule of {held[0].rule.year or 'another year'} is taken for {year}, as asked"
            because = (*because, Reason("FEE-01", says, Evidence.ASSUMED))
        if isinstance(amount, Missing):
            return LateFee(at.tier, amount, (*at.because, *because), at.deadlines)
        return _at_least(price.amount + amount, price.amount, least, at, because, assumed=assumed)

    def _amount_rules(
        self,
        body: str,
        series: Series,
        tier: Tier,
        families: frozenset[str] | None,
        words: frozenset[str],
        *,
        other_years: bool,
    ) -> tuple[Held, ...]:
        def wanted(rule: FeeRule) -> bool:
            # the flat fee of a late cash-in names no tier
            meant = rule.tier == tier if rule.effect == "multiple" else rule.tier in {"", tier}
            return rule.effect in {"multiple", "flat"} and meant and not words.isdisjoint(rule.applies_to)

        key = (body, series, tier, families, words, other_years)
        found = self._amounts.get(key)
        if found is None:
            found = self._amounts[key] = self.terms.find_rules(
                body, academic_year(series), wanted, families=families or frozenset(), other_years=other_years
            )
        return found

    def _has_begun(
        self, rule: FeeRule, on: date, body: str, series: Series, families: frozenset[str] | None
    ) -> bool:
        """Whether a flat fee is due on a day; where its first day is not known, it may be."""
        if not rule.after:
            return True
        begins = self.terms.day(body, series, rule.after, families).value
        if begins is None:
            # what follows the results cannot have begun before the series
            return rule.after not in _AFTER_RESULTS or on >= date(series.year, series.month, 1)
        return on > begins

    def _worked_out(
        self,
        price: Price,
        held: tuple[Held, ...],
        *,
        body: str,
        series: Series,
        families: frozenset[str] | None,
    ) -> tuple[Money | Missing, tuple[Reason, ...]]:
        assert isinstance(price.amount, Money)  # noqa: S101  the caller asked
        told = {(h.rule.effect, h.rule.multiplier, h.rule.flat) for h in held}
        rule = held[0].rule
        if len(told) > 1:
            says = f"several rules of {body} speak of it: {', '.join(sorted(h.rule.name for h in held))}"
            return UNKNOWN, (Reason("FEE-01", says, Evidence.DERIVED),)
        if rule.effect == "flat" and rule.flat is not None:
            return rule.flat, (rule.reason(f"{rule.flat} on top{_noted(rule)}"),)
        if rule.multiplier is None:
            return UNKNOWN, (rule.reason("the rule has no multiplier"),)
        because = [rule.reason(f"{rule.multiplier} times the fee in all{_noted(rule)}")]
        exact = price.amount.pence * rule.multiplier
        step, rounding = 1, "ROUND_DOWN"
        rounds = self.terms.find_rules(
            body,
            academic_year(series),
            lambda r: r.effect == "rounding" and not r.applies_to.isdisjoint(rule.applies_to),
            families=families or frozenset(),
        )
        if rounds:
            step, rounding = rounds[0].rule.step, rounds[0].rule.rounding
            because.append(rounds[0].reason(f"rounded to {Money(step)} by {rounding}"))
        elif exact != int(exact):
            says = f"{price.amount} times {rule.multiplier} is no whole pence, and no rounding is known"
            return UNKNOWN, (*because, Reason("FEE-01", says, Evidence.DERIVED))
        whole = price.amount.times(rule.multiplier, rounding, step=step)
        return whole - price.amount, tuple(because)


def _at_least(
    whole: Money,
    on_time: Money,
    least: Money | None,
    at: TimeOfEntry,
    because: tuple[Reason, ...],
    *,
    assumed: bool = False,
) -> LateFee:
    """The late fee in a whole price, unless that is less than what an earlier day would cost."""
    earlier = max(on_time, least or on_time)
    if whole < earlier:
        says = (
            f"{at.tier} it would cost {whole}, less than {earlier} on an earlier day, which cannot be right"
        )
        odd = Reason("FEE-01", says, Evidence.DERIVED)
        return LateFee(at.tier, UNKNOWN, (*at.because, *because, odd), at.deadlines)
    return LateFee(at.tier, whole - on_time, (*at.because, *because), at.deadlines, assumed)


def _noted(rule: FeeRule) -> str:
    return f" ({rule.note})" if rule.note else ""
