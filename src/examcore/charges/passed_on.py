"""What a centre charges to candidates: the fees of awarding bodies passed on, and charges of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal

import attrs

from ..evidence import UNKNOWN, Missing
from ..fees.line import QuoteLine
from ..fees.quote import Quote
from ..findings import Finding, Report
from ..model import Entry
from ..money import Money
from ..prices.prices import PriceRow, Prices, Vat
from . import codes
from .bills import Bill, BillLine, Bills
from .charge_price import of_row

__all__ = ["pass_on"]

Resits = Collection[tuple[str, str]] | Callable[[Entry], bool]
"""Candidate and entry code of each resit, as ``("64999/0001", "8300H")``, or what tells of an entry."""


def pass_on(
    quote: Quote,
    prices: Prices,
    *,
    resits: Resits = (),
    by: Literal["candidate", "payer"] = "candidate",
) -> Bills:
    """What private candidates and resits are charged: the body's fee as quoted, and the centre's own charges.

    A private candidate has the status ``P``. Such a candidate pays ``private-candidate`` once, and for each
    entry ``private-entry`` and the fee; each resit, of whatever candidate, costs ``resit-entry`` and the fee.
    An entry that is both has both charges. What the price file does not have is not charged, and a finding
    says so.

    Args:
        quote: what the entries cost.
        prices: with the centre's own charges.
        resits: which entries are resits: candidate and entry code of each, or a function of the entry.
        by: ``candidate``, or ``payer``: then an entry without payer is billed to its candidate.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: ``by`` is another word.

    >>> from datetime import date
    >>> pass_on(Quote(date(2027, 1, 15), (), Report()), Prices())
    <Bills: 0.00 GBP in 0 bills>
    """
    _checked(quote, prices, by)
    billing = _Billing(prices, resits if callable(resits) else _pairs(resits))
    lines = [one for line in quote if line.entry for one in billing.lines(line, line.entry)]
    groups: dict[tuple[str, bool], list[BillLine]] = {}
    for line in lines:
        of_payer = by == "payer" and bool(line.payer)
        groups.setdefault((line.payer if of_payer else line.candidate, of_payer), []).append(line)
    bills = tuple(Bill(name, tuple(of), of_payer) for (name, of_payer), of in groups.items())
    unreadable = sum(line.entry is None for line in quote)
    return Bills(bills, Report(billing.findings(bills, unreadable)), unreadable)


def _checked(quote: object, prices: object, by: object) -> None:
    if not isinstance(quote, Quote):
        raise TypeError(f"what is passed on is a Quote, not {type(quote).__name__}")
    if not isinstance(prices, Prices):
        raise TypeError(f"prices are made by Prices.of(read(…)); this is of type {type(prices).__name__}")
    if by not in {"candidate", "payer"}:
        raise ValueError(f"bills are by candidate or by payer, not by {by!r}")


def _pairs(resits: object) -> frozenset[tuple[str, str]]:
    what = f"a {type(resits).__name__}"
    if isinstance(resits, Iterable) and not isinstance(resits, str | bytes):
        pairs = [pair if isinstance(pair, tuple) else (pair,) for pair in resits]
        if all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in pairs):
            return frozenset(pairs)
        what = "something else in it"
    raise TypeError(
        f"resits: give pairs such as ('64999/0001', '8300H'), or a function of an entry, not {what}"
    )


@attrs.define
class _Billing:
    prices: Prices
    resits: Callable[[Entry], bool] | frozenset[tuple[str, str]]
    _charged: set[str] = attrs.field(factory=set, init=False)
    _met: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    _lacking: dict[str, dict[object, None]] = attrs.field(factory=dict, init=False)

    def lines(self, line: QuoteLine, entry: Entry) -> Iterator[BillLine]:
        """What one entry is billed for; nothing for one that is neither private nor a resit."""
        private, resit = entry.candidate.status == "P", self._is_resit(line, entry)
        if private:
            if line.candidate not in self._charged:
                yield from self._own("private-candidate", line, entry)
            yield from self._own("private-entry", line, entry)
        if resit:
            yield from self._own("resit-entry", line, entry)
        if private or resit:
            yield BillLine(
                kind="fee",
                amount=line.amount if isinstance(line.amount, Money) else UNKNOWN,
                open=line.open,
                vat_state=line.pricing.vat,
                vat=line.vat,
                because=line.because,
                **_entered(line, entry),
            )

    def _is_resit(self, line: QuoteLine, entry: Entry) -> bool:
        if callable(self.resits):
            return self.resits(entry)
        key = line.candidate, line.code
        self._met.add(key)
        return key in self.resits

    def _own(self, kind: str, line: QuoteLine, entry: Entry) -> Iterator[BillLine]:
        """A charge of the centre's own, where its price file has it."""
        row = self._find(kind, line)
        whole = kind == "private-candidate"
        if row is None:
            # another entry of the candidate may have a body, or a day, for which there is a row
            self._lacking.setdefault(kind, {})[line.candidate if whole else id(line)] = None
            return
        if whole:
            self._charged.add(line.candidate)
        found = of_row(row)
        about = {"candidate": line.candidate, "payer": entry.payer} if whole else _entered(line, entry)
        yield BillLine(
            kind=kind,
            amount=row.amount,
            vat_state=row.vat,
            vat=_vat(row.amount, row.vat, row.vat_rate),
            because=found.because,
            **about,
        )

    def _find(self, kind: str, line: QuoteLine) -> PriceRow | None:
        of = line.option.key.series if line.option else None
        names = {line.awarding_body, of.jcq_id if of and of.jcq_id else ""} - {""}
        return self.prices.find(
            names,
            line.code,
            series=of.series if of else None,
            series_code=line.series,
            kind=kind,
            on=line.received_on,
        )

    def findings(self, bills: tuple[Bill, ...], unreadable: int) -> Iterator[Finding]:
        """What is not charged, and what is not known."""
        for kind, without in self._lacking.items():
            count = len(without.keys() - self._charged)
            if count:
                yield codes.NO_OWN_CHARGE.at(kind=kind, count=count)
        if not callable(self.resits):
            rest = sorted(self.resits - self._met)
            if rest:
                yield codes.RESIT_NOT_ENTERED.at(count=len(rest))
        unknown = [sum(not line.complete for line in bill) for bill in bills]
        if any(unknown):
            yield codes.UNKNOWN_BILL.at(count=sum(unknown), bills=sum(map(bool, unknown)))
        if unreadable:
            yield codes.UNREADABLE_BILLS.at(count=unreadable)
        yield from self.prices.findings.errors


def _entered(line: QuoteLine, entry: Entry) -> dict[str, Any]:
    return {
        "candidate": line.candidate,
        "payer": entry.payer,
        "awarding_body": line.awarding_body,
        "series": line.series,
        "code": line.code,
        "subject": line.subject,
        "origin": line.origin,
    }


def _vat(amount: Money, state: Vat, rate: Decimal | None) -> Money | Missing:
    if state is not Vat.EXCLUDED:
        return Money(0)
    return UNKNOWN if rate is None else amount.times(rate / Decimal(100), "ROUND_HALF_UP")
