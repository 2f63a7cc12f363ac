"""Compares what is invoiced and what is expected for one entry code, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..fees import QuoteLine, Tier
from ..money import Money
from ..prices import Vat
from .draft import Draft, Stock
from .invoice import InvoiceLine
from .item import Item, Outcome
from .late import LateMultiples, fee_of
from .refund import ExpectedRefund
from .words import summary

__all__ = ["judge"]

_ON_TOP: Final = frozenset({"late-fee", "very-late-fee"})
_GIVEN_BACK: Final = frozenset({"entry", *_ON_TOP, "credit", "withdrawal", "amendment"})
_NOTHING: Final = Money(0)


def judge(
    key: tuple[str, str, str],
    wants: list[QuoteLine],
    lines: list[InvoiceLine],
    refunds: list[ExpectedRefund],
    *,
    multiples: LateMultiples | None = None,
) -> tuple[Item, ...]:
    """The items of one entry code.

    Args:
        key: body, series and code.
        wants: the entries.
        lines: of invoices.
        refunds: for entries that were withdrawn, and are not among the others.
        multiples: by which a late charge is known.
    """
    return tuple(_Judge(key, wants, lines, refunds, multiples or LateMultiples()).items())


@attrs.define
class _Judge:
    key: tuple[str, str, str]
    wants: list[QuoteLine]
    lines: list[InvoiceLine]
    refunds: list[ExpectedRefund]
    multiples: LateMultiples
    drafts: dict[tuple[str, ...], Draft] = attrs.field(factory=dict, init=False)
    left: list[QuoteLine] = attrs.field(factory=list, init=False)
    prices_met: set[Money] = attrs.field(factory=set, init=False)
    charges: Stock = attrs.field(init=False)
    on_top: Stock = attrs.field(init=False)
    credits: Stock = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        back = [line for line in self.lines if line.is_credit and line.kind in _GIVEN_BACK]
        self.credits = Stock(back)
        self.charges = Stock(line for line in self.lines if line.kind == "entry" and not line.is_credit)
        self.on_top = Stock(line for line in self.lines if line.kind in _ON_TOP and not line.is_credit)
        self.left = list(self.wants)

    def items(self) -> Iterator[Item]:
        if self._vat_differs():
            self._not_judged()
        else:
            for step in (
                self._late_beside,
                self._as_expected,
                self._late_on_top,
                self._on_time_at_least,
                self._refunds,
                self._charged_and_credited,
                self._other_prices,
                self._left_charges,
                self._left_entries,
                self._left_late_fees,
                self._left_credits,
                self._other_kinds,
            ):
                step()
        charged = sum(
            line.volume if line.unit_price.pence >= 0 else -line.volume
            for line in self.lines
            if line.kind == "entry" or (line.is_credit and line.kind in {"credit", "withdrawal"})
        )
        for draft in self.drafts.values():
            says = summary(draft, entered=len(self.wants), charged=charged)
            yield draft.item(self.key, len(self.wants), charged, says)

    def _draft(self, outcome: Outcome, kind: str, more: str = "") -> Draft:
        return self.drafts.setdefault((outcome, kind, more), Draft(outcome, kind))

    def _keep(self, settled: list[QuoteLine]) -> None:
        gone = set(map(id, settled))
        self.left = [want for want in self.left if id(want) not in gone]

    def _vat_differs(self) -> bool:
        """Whether prices have VAT in them and lines add some: then net amounts do not compare."""
        inside = any(want.pricing.vat is Vat.INCLUDED for want in self.wants)
        return inside and any(line.vat for line in self.lines)

    def _not_judged(self) -> None:
        draft = self._draft(Outcome.UNKNOWN, "entry", "vat")
        draft.ask = False
        says = "the expected price has VAT in it, and the invoice adds VAT, so they do not compare"
        why = Reason("FEE-05", says, Evidence.DERIVED)
        for want in self.wants:
            draft.add(self.key[0], count=0, expected=UNKNOWN, want=want, because=(why,))
        for line in self.lines:
            draft.add(self.key[0], count=abs(line.volume), invoiced=line.net, expected=UNKNOWN, lines=(line,))

    def _late_beside(self) -> None:
        """Late entries charged at the price on time, with their late fee in a line of its own."""
        settled = []
        for want in self.left:
            price, fee = want.price, fee_of(want)
            if fee and isinstance(price, Money) and self.charges.has(price) and self.on_top.has(fee):
                lines = self.charges.take(price), self.on_top.take(fee)
                self._match(want, *filter(None, lines))
                settled.append(want)
        self._keep(settled)

    def _as_expected(self) -> None:
        """Charges at the whole price, the late fee included."""
        settled = []
        # where the others have another price, too, what looks like a whole late price may be that of all
        on_time = [w.amount for w in self.left if not w.open and not fee_of(w)]
        others_differ = any(isinstance(a, Money) and not self.charges.has(a) for a in on_time)
        for want in self.left:
            amount = want.amount
            if want.open or not isinstance(amount, Money):
                continue
            if others_differ and (fee := fee_of(want)) and self.on_top.has(fee):
                continue
            line = self.charges.take(amount)
            if line is not None:
                self._match(want, line)
                settled.append(want)
        self._keep(settled)

    def _match(self, want: QuoteLine, *lines: InvoiceLine) -> None:
        amount = want.amount
        assert isinstance(amount, Money)  # noqa: S101  only priced entries are matched
        self.prices_met.add(amount)
        self._draft(Outcome.MATCHED, "entry").add(
            self.key[0], invoiced=amount, expected=amount, lines=lines, want=want
        )

    def _late_on_top(self) -> None:
        """Late entries charged at the price on time, with another late fee or none."""
        settled = []
        for want in self.left:
            price, fee = want.price, fee_of(want)
            if not isinstance(price, Money) or not fee:
                continue
            whole = None if self.charges.count else self.on_top.take(price + fee)
            if whole is not None:
                self._match(want, whole)
                settled.append(want)
                continue
            base = self.charges.take(price)
            if base is None:
                continue
            settled.append(want)
            self._draft(Outcome.MATCHED, "entry").add(
                self.key[0], invoiced=price, expected=price, lines=(base,), want=want
            )
            extra = self.on_top.take_cheapest()
            outcome = Outcome.PRICE if extra else Outcome.MISSING
            self._draft(outcome, "late-fee").add(
                self.key[0],
                invoiced=extra.unit_price if extra else _NOTHING,
                expected=fee,
                lines=(extra,) if extra else (),
                want=want,
            )
        self._keep(settled)

    def _on_time_at_least(self) -> None:
        """Charges at the price on time where the late fee is not known: nothing on top was charged."""
        settled = []
        for want in self.left:
            if want.open and isinstance(want.price, Money):
                line = self.charges.take(want.price)
                if line is not None:
                    self._match(want, line)
                    settled.append(want)
        self._keep(settled)

    @property
    def _excess(self) -> int:
        """How many charges there are beyond the entries that are left."""
        return max(self.charges.count - len(self.left), 0)

    def _refunds(self) -> None:
        """What was withdrawn: its charge, if it is here, less what came back."""
        due = [refund for refund in self.refunds if isinstance(refund.amount, Money)]
        credits_of = {
            id(r): self.credits.take(r.amount) for r in due if isinstance(r.amount, Money) and r.amount
        }
        for refund in self.refunds:
            credit = credits_of.get(id(refund))
            if credit is None and refund.amount != _NOTHING:
                credit = self.credits.take_dearest()
            self._refund(refund, credit)

    def _refund(self, refund: ExpectedRefund, credit: InvoiceLine | None) -> None:
        charge = None
        if self._excess:
            charge = self.charges.take(refund.amount) if isinstance(refund.amount, Money) else None
            charge = charge or self.charges.take_dearest()
        paid = abs_unit(credit) if credit else _NOTHING
        charged = charge.unit_price if charge else _NOTHING
        expected: Money | Missing = UNKNOWN
        outcome, ask = Outcome.UNKNOWN, credit is None
        if isinstance(refund.amount, Money):
            expected, ask = charged - refund.amount, False
            outcome = Outcome.MATCHED if paid == refund.amount else Outcome.PRICE
            if paid < refund.amount:
                outcome = Outcome.REFUND_NOT_PAID
            if outcome is Outcome.MATCHED and not (charge or credit):
                return  # nothing was charged and nothing comes back
        because = list(refund.because)
        if charge is None and credit is None:
            says = "no charge for it is on these invoices either; if it was never charged, nothing is due"
            because.append(Reason("FEE-02", says, Evidence.DERIVED))
        draft = self._draft(outcome, "refund")
        draft.ask |= ask
        draft.candidates.setdefault(refund.candidate)
        draft.add(
            self.key[0],
            invoiced=charged - paid,
            expected=expected,
            lines=[line for line in (charge, credit) if line],
            because=because,
        )

    def _charged_and_credited(self) -> None:
        """Charges that were taken back at the same price."""
        for line, count in list(self.credits.take_rest()):
            left = count
            while left:
                charge, taken = self.charges.take_some(abs_unit(line), min(left, self._excess))
                if charge is None:
                    break
                left -= taken
                self._draft(Outcome.MATCHED, "credit").add(self.key[0], count=taken, lines=(charge, line))
            self.credits.put_back(line, left)

    def _other_prices(self) -> None:
        """Entries and charges that are left, and go together but for their prices."""
        known = [want for want in self.left if isinstance(want.amount, Money)]
        known.sort(key=_amount)
        pairs: dict[int, list[tuple[QuoteLine, InvoiceLine]]] = {}
        settled = []
        for want in (*known, *(want for want in self.left if not isinstance(want.amount, Money))):
            line = self.charges.take_cheapest()
            if line is None:
                break
            settled.append(want)
            pairs.setdefault(id(line), []).append((want, line))
        self._keep(settled)
        for group in pairs.values():  # of one line: one price for all of them is either late or not
            late = all(self._looks_late(want, line) for want, line in group)
            for want, line in group:
                self._pair(want, line, Outcome.LATE_FEE if late else Outcome.PRICE)

    def _looks_late(self, want: QuoteLine, line: InvoiceLine) -> bool:
        """Whether a price is one for being late, of what was received on time."""
        charged, amount = line.unit_price, want.amount
        if want.tier is not Tier.ON_TIME or not isinstance(amount, Money) or charged <= amount:
            return False
        return amount in self.prices_met or self.multiples.explain(charged, amount)

    def _without_fee(self, want: QuoteLine) -> Money | Missing:
        """What is expected of the entry itself, once its late fee is found in a line of its own."""
        price, fee = want.price, fee_of(want)
        if isinstance(price, Money) and fee:
            line = self.on_top.take(fee)
            if line is not None:
                self._draft(Outcome.MATCHED, "late-fee").add(
                    self.key[0], invoiced=fee, expected=fee, lines=(line,), want=want
                )
                return price
        return want.amount

    def _pair(self, want: QuoteLine, line: InvoiceLine, outcome: Outcome) -> None:
        charged = line.unit_price
        amount = self._without_fee(want)
        expected: Money | Missing = amount
        ask = False
        if not isinstance(amount, Money):
            outcome, expected = Outcome.UNKNOWN, UNKNOWN
        elif want.open and charged > amount:
            outcome, expected, ask = Outcome.UNKNOWN, UNKNOWN, True
        draft = self._draft(outcome, "entry", "ask" if ask else "")
        draft.ask |= ask
        draft.add(self.key[0], invoiced=charged, expected=expected, lines=(line,), want=want)

    def _left_charges(self) -> None:
        for line, count in self.charges.take_rest():
            draft = self._draft(Outcome.QUANTITY if self.wants else Outcome.EXTRA, "entry")
            draft.add(self.key[0], count=count, invoiced=_times(line.unit_price, count), lines=(line,))

    def _left_entries(self) -> None:
        for want in self.left:
            amount = self._without_fee(want)
            if isinstance(amount, Money) and not amount and not want.open:
                outcome = Outcome.MATCHED  # nobody invoices what costs nothing
            elif not isinstance(amount, Money):
                outcome = Outcome.UNKNOWN
            else:
                outcome = Outcome.QUANTITY if self.charges.total else Outcome.MISSING
            more = "not invoiced" if outcome is Outcome.UNKNOWN else ""
            self._draft(outcome, "entry", more).add(
                self.key[0], expected=amount if isinstance(amount, Money) else UNKNOWN, want=want
            )
        shorter = self.drafts.get((Outcome.QUANTITY, "entry", ""))
        for want in self.wants if shorter else ():  # which of them it is, nobody can tell
            shorter.candidates.setdefault(want.candidate)  # type: ignore[union-attr]  # there is none without

    def _left_late_fees(self) -> None:
        doubtful = sum(want.open or not isinstance(want.price, Money) for want in self.wants)
        on_time = [want for want in self.wants if want.tier is Tier.ON_TIME]
        asked = late = None
        for line, count in self.on_top.take_rest():
            unsure = min(doubtful, count)
            doubtful -= unsure
            if unsure:
                asked = self._draft(Outcome.UNKNOWN, "late-fee")
                asked.ask = True
                amount = _times(line.unit_price, unsure)
                asked.add(self.key[0], count=unsure, invoiced=amount, expected=UNKNOWN, lines=(line,))
            if count > unsure:
                late = self._draft(Outcome.LATE_FEE if self.wants else Outcome.EXTRA, "late-fee")
                rest = count - unsure
                late.add(self.key[0], count=rest, invoiced=_times(line.unit_price, rest), lines=(line,))
        for want in self.wants if asked else ():
            if want.open:
                asked.add(self.key[0], count=0, expected=UNKNOWN, want=want)  # type: ignore[union-attr]
        for want in on_time if late else ():
            late.add(self.key[0], count=0, want=want)  # type: ignore[union-attr]  # there is none without

    def _left_credits(self) -> None:
        """Credits that nothing explains; one that takes back what differs settles it."""
        left = list(self.credits.take_rest())
        total = Money.total(_times(abs_unit(line), count) for line, count in left)
        for draft in list(self.drafts.values()):
            if draft.known and total and draft.outcome is not Outcome.MATCHED and draft.difference == total:
                draft.outcome = Outcome.MATCHED
                for line, count in left:
                    draft.add(self.key[0], count=0, invoiced=-_times(abs_unit(line), count), lines=(line,))
                return
        for line, count in left:
            draft = self._draft(Outcome.QUANTITY if self.wants else Outcome.EXTRA, "credit")
            draft.add(self.key[0], count=count, invoiced=-_times(abs_unit(line), count), lines=(line,))

    def _other_kinds(self) -> None:
        compared = {*_ON_TOP, "entry"}
        for line in self.lines:
            back = line.is_credit and line.kind in _GIVEN_BACK
            if line.kind in compared or back:
                continue
            says = f"what {line.kind} costs does not follow from entries"
            why = Reason("FEE-05", says, Evidence.DERIVED)
            draft = self._draft(Outcome.UNKNOWN, line.kind)
            draft.ask |= line.net.pence > 0
            draft.add(
                self.key[0],
                count=abs(line.volume),
                invoiced=line.net,
                expected=UNKNOWN,
                lines=(line,),
                because=(why,),
            )


def abs_unit(line: InvoiceLine) -> Money:
    """The unit price without its sign."""
    return max(line.unit_price, -line.unit_price)


def _times(unit: Money, count: int) -> Money:
    return Money(unit.pence * count, unit.currency)


def _amount(want: QuoteLine) -> int:
    return want.amount.pence if isinstance(want.amount, Money) else 0
