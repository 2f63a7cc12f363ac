"""What one change costs: by the rules of its body, the day, and the prices before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..fees.line import QuoteLine
from ..fees.terms import Held, Terms
from ..money import Money
from ..prices.prices import Vat
from .change_quote import ChangeLine
from .charge_price import Amount, ChargePrices, of_row
from .refunds import Matter, Refund, noted, refund_of, window
from .remarks import Pair, PricedChange

__all__ = ["ChangePricing", "Shown"]

Shown = Literal["", "medical", "bereavement"]
"""What can be shown for a refund after its day."""

_RULE: Final = "CAL-04"
_FREE: Final = frozenset({"free", "included"})
_CHARGING: Final = frozenset({"free", "included", "charged", "current-rate"})


@attrs.frozen
class _Outcome:
    """What a change costs and gives back."""

    charge: Money | Missing
    late: Money | Missing
    because: tuple[Reason, ...]
    refund: Refund | None = None
    lacking: str = ""
    amount: Amount | None = None
    as_new: bool = False


_KEPT: Final = Refund(Money(0), Money(0), ())
"""The fee of the old entry stays, as that of the new one."""


@attrs.frozen
class ChangePricing:
    """Prices changes that are received on one day.

    Args:
        on: the day.
        terms: rules and days.
        amounts: what charges cost.
        shown: candidate to the evidence that can be shown.
    """

    on: date
    terms: Terms
    amounts: ChargePrices
    shown: Mapping[str, Shown]
    _known: dict[object, _Outcome] = attrs.field(factory=dict, init=False)

    def price(self, pair: Pair) -> PricedChange:
        """What a change costs and gives back."""
        kind, old, new = pair.change.kind, pair.old, pair.new
        # many candidates make the same change of what was charged on the same day
        key = kind, _what(old), _what(new), self._evidence(old) if old else ""
        outcome = self._known.get(key)
        if outcome is None:
            outcome = self._known[key] = _merged(self._outcome(kind, old, new))
        return PricedChange(pair, _line(pair, outcome), outcome.refund, outcome.as_new)

    def _outcome(self, kind: str, old: QuoteLine | None, new: QuoteLine | None) -> _Outcome:
        if old is None:
            assert new is not None  # noqa: S101  a change has one side at least
            return self._new_entry(new)
        return self._withdrawal(old) if new is None else self._exchange(kind, old, new)

    def _new_entry(self, new: QuoteLine) -> _Outcome:
        missing = isinstance(new.price, Missing) or new.open
        lacking = new.because[-1].says if missing and new.because else ""
        return _Outcome(_money(new.price), _money(new.surcharge), new.because, None, lacking, as_new=True)

    def _withdrawal(self, old: QuoteLine) -> _Outcome:
        words = "registration-withdrawal" if old.kind == "registration" else "withdrawal"
        back = self._refund(old, {words})
        row = self._row(old, ("withdrawal",))
        if row is not None:
            return _Outcome(row.value, Money(0), row.because, back, amount=row)
        plain = refund_of(old, on=self.on, terms=self.terms, words={words})  # whatever can be shown
        if isinstance(plain.entry, Missing):
            return _Outcome(UNKNOWN, Money(0), (), back)
        says = "no rule and no price file names a charge for withdrawing"
        return _Outcome(Money(0), Money(0), (_derived(says),), back)

    def _exchange(self, kind: str, old: QuoteLine, new: QuoteLine) -> _Outcome:
        matter = Matter.of(new, self.terms)
        if matter is None:
            return _not_known("without a series no rule of changes can be chosen")
        effect, because = self._effect(kind, matter)
        if effect == "current-rate":
            refund_rules = self._refund_rules(matter, kind)
            back = self._refund(old, {kind} if refund_rules else {"withdrawal"})
            priced = self._new_entry(new)
            return attrs.evolve(priced, because=(*because, *priced.because), refund=back)
        if effect == "free":
            return _same_price(old, new, Amount(Money(0), ()), because)
        if effect == "charged":
            amount = self.amounts.find(
                (kind, "amendment"), matter, (new.code,), series_code=new.series, on=self.on
            )
            return _same_price(old, new, amount, because)
        if effect == "open":
            return _not_known(because[-1].says, *because[:-1])
        if self._refund_rules(matter, kind):
            return self._refunded_and_charged(kind, old, new, because)
        row = self._row(new, (kind, "amendment"))
        if row is not None:
            return _same_price(old, new, row, because)
        says = f"no rule of {matter.body} for {matter.year} says what a change like this costs on {self.on}"
        return _not_known(says, *because)

    def _effect(self, kind: str, matter: Matter) -> tuple[str, tuple[Reason, ...]]:
        """What the rules say of a change on the day: free, charged, current-rate, open, or nothing."""
        words = {kind, "amendment"}
        held = matter.find_rules(
            self.terms,
            lambda r: r.effect in _CHARGING and not r.needs and not words.isdisjoint(r.applies_to),
        )
        holding: list[Held] = []
        because: list[Reason] = []
        for one in held:
            found = window(one, matter, self.on, self.terms)
            if found.holds is None:
                return "open", (one.reason(_in_words(one)), *found.because)
            if found.holds:
                holding.append(one)
                because.extend((one.reason(_in_words(one)), *found.because))
        effects = {"free" if one.rule.effect in _FREE else one.rule.effect for one in holding}
        if len(effects) > 1:
            names = ", ".join(sorted(one.rule.name for one in holding))
            return "open", (*because, _derived(f"rules of {matter.body} contradict each other: {names}"))
        return next(iter(effects), ""), tuple(because)

    def _refund_rules(self, matter: Matter, kind: str) -> bool:
        return bool(matter.find_rules(self.terms, lambda r: r.effect == "refund" and kind in r.applies_to))

    def _refunded_and_charged(
        self, kind: str, old: QuoteLine, new: QuoteLine, because: tuple[Reason, ...]
    ) -> _Outcome:
        """The old fee comes back, and no rule says at which rate the new option is charged."""
        priced = self._new_entry(new)
        says = "a fee that comes back is charged for the new option, no rule saying otherwise"
        because = (*because, _derived(says), *priced.because)
        back = self._refund(old, {kind})
        if new.surcharge == Money(0):
            return attrs.evolve(priced, because=because, refund=back)
        lacking = "no rule says whether the new option is charged as a late entry"
        return _Outcome(priced.charge, UNKNOWN, (*because, _derived(lacking)), back, lacking, as_new=True)

    def _refund(self, old: QuoteLine, words: set[str]) -> Refund:
        return refund_of(old, on=self.on, terms=self.terms, words=words, evidence=self._evidence(old))

    def _evidence(self, old: QuoteLine) -> Shown:
        return self.shown.get(old.candidate, "")

    def _row(self, line: QuoteLine, kinds: tuple[str, ...]) -> Amount | None:
        matter = Matter.of(line, self.terms)
        if matter is None:
            return None
        row = self.amounts.find_row(kinds, matter, (line.code,), series_code=line.series, tier="", on=self.on)
        return of_row(row) if row else None


def _same_price(old: QuoteLine, new: QuoteLine, amount: Amount, because: tuple[Reason, ...]) -> _Outcome:
    """A change that keeps the fee, where both options cost the same."""
    because = (*because, *amount.because)
    if old.price == new.price and isinstance(old.price, Money):
        says = f"both options cost {new.price}, so that the fee stays"
        return _Outcome(amount.value, Money(0), (*because, _derived(says)), _KEPT, amount.lacking, amount)
    known = isinstance(old.price, Money) and isinstance(new.price, Money)
    says = (
        f"the old option costs {old.price}, the new one {new.price}, and no rule tells of the difference"
        if known
        else "what both options cost is not known, so that there may be a difference"
    )
    return _not_known(says, *because)


def _line(pair: Pair, outcome: _Outcome) -> ChangeLine:
    of = pair.new or pair.old
    assert of is not None  # noqa: S101  a change has one side at least
    back = outcome.refund or _KEPT
    lacking = outcome.lacking or back.lacking
    states = {(line.pricing.vat, line.pricing.vat_rate) for line in (pair.old, pair.new) if line}
    if outcome.amount is not None and outcome.amount.value:
        states.add((outcome.amount.vat, outcome.amount.vat_rate))
    vat, rate = states.pop() if len(states) == 1 else (Vat.UNKNOWN, None)
    return ChangeLine(
        kind=pair.change.kind,
        awarding_body=of.awarding_body,
        series=of.series,
        candidate=of.candidate,
        before=pair.old.code if pair.old else "",
        after=pair.new.code if pair.new else "",
        charge=outcome.charge,
        late_charge=outcome.late,
        refund=back.entry,
        late_refund=back.late,
        because=(*pair.change.because, *outcome.because),
        notes=back.notes,
        lacking=lacking,
        vat_state=vat,
        vat_rate=rate,
        subject=of.subject,
        payer=of.entry.payer if of.entry else "",
        entry=of.entry,
        origins=tuple(_origins(pair.old, pair.new)),
    )


def _what(line: QuoteLine | None) -> object:
    """What lines have in common that are the same but for the candidate."""
    if line is None or line.entry is None:
        return None
    private = line.entry.candidate.status == "P"
    return id(line.pricing), id(line.late), line.kind, line.entry.option, private


def _merged(outcome: _Outcome) -> _Outcome:
    """With the reasons of the refund, each reason once."""
    more = outcome.refund.because if outcome.refund else ()
    return attrs.evolve(outcome, because=tuple(dict.fromkeys((*outcome.because, *more))))


def _origins(*lines: QuoteLine | None) -> Iterator[Origin]:
    yield from (line.origin for line in lines if line and line.origin)


def _not_known(says: str, *because: Reason) -> _Outcome:
    back = Refund(UNKNOWN, UNKNOWN, (), None, says)
    return _Outcome(UNKNOWN, UNKNOWN, (*because, _derived(says)), back, says)


def _money(amount: Money | Missing) -> Money | Missing:
    return amount if isinstance(amount, Money) else UNKNOWN


def _in_words(held: Held) -> str:
    effect = {"current-rate": "charged as a new entry of the day"}.get(held.rule.effect, held.rule.effect)
    return f"{held.rule.name}: {effect}{noted(held.rule)}"


def _derived(says: str) -> Reason:
    return Reason(_RULE, says, Evidence.DERIVED)
