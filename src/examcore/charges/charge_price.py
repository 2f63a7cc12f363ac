"""What a charge costs that is no entry: by the price file, else by a price published for that very year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..fees.rule import PublishedPrice
from ..fees.terms import Terms
from ..model import BodyBook
from ..money import Money
from ..prices.prices import PriceRow, Prices, Vat
from ..prices.table import KINDS, TIERED
from .refunds import Matter

__all__ = ["Amount", "ChargePrices", "unknown_amount"]

_RULE: Final = "fees.price-source"


@attrs.frozen
class Amount:
    """What one of something costs.

    Args:
        value: in pence; `UNKNOWN` where nobody published it.
        because: where it was read, or why it is not known.
        lacking: why it is not known, in half a sentence; empty where it is.
        vat: whether VAT is in it.
        vat_rate: per cent; None where it is not known.

    >>> Amount(Money(870), ()).value
    <Money 8.70 GBP>
    """

    value: Money | Missing
    because: tuple[Reason, ...]
    lacking: str = ""
    vat: Vat = Vat.UNKNOWN
    vat_rate: Decimal | None = None


@attrs.frozen
class ChargePrices:
    """Finds what charges cost.

    Args:
        prices: the centre's own; may be empty.
        terms: prices that were published.
        bodies: so that a price file may name a body by its identifier.
    """

    prices: Prices
    terms: Terms
    bodies: BodyBook

    def find_row(
        self,
        kinds: Iterable[str],
        matter: Matter,
        codes: Collection[str],
        *,
        series_code: str,
        tier: str,
        on: date,
    ) -> PriceRow | None:
        """The row of the price file for the first of some kinds that it has, and the first of some codes."""
        if not self.prices:
            return None
        names = self._names(matter)
        for kind in kinds:
            if kind not in KINDS or (tier and tier != "on-time" and kind not in TIERED):
                continue
            for code in (*codes, ""):
                row = self.prices.find(
                    names,
                    code,
                    series=matter.series,
                    series_code=series_code,
                    kind=kind,
                    tier=tier or "on-time",
                    on=on,
                )
                # a row for all codes waits until no other code has one of its own
                if row is not None and row.code == code:
                    return row
        return None

    def find(
        self,
        kinds: Collection[str],
        matter: Matter,
        codes: Collection[str],
        *,
        series_code: str = "",
        tier: str = "",
        on: date,
    ) -> Amount:
        """What something costs: by the price file, else by a published price of the year.

        Args:
            kinds: what is paid for; the first one that has a price counts.
            matter: body, series, year and families.
            codes: of the component, option and syllabus, the most exact one first.
            series_code: the body's own code.
            tier: of prices that differ by the day; empty for others.
            on: the day on which the body receives it.
        """
        row = self.find_row(kinds, matter, codes, series_code=series_code, tier=tier, on=on)
        if row is not None:
            return of_row(row)
        for kind in kinds:
            found = self._published(kind, matter, codes, tier)
            if found is not None:
                return found
        return unknown_amount(self._nothing(kinds, matter))

    def _names(self, matter: Matter) -> set[str]:
        """The names by which a price file may call a body."""
        if matter.jcq_id:
            return {matter.body, matter.jcq_id}
        known = self.bodies.find(matter.body)
        # which of several identifiers is meant, only basedata tells
        return {matter.body, *(known.jcq_ids if known and len(known.jcq_ids) == 1 else ())}

    def _published(self, kind: str, matter: Matter, codes: Collection[str], tier: str) -> Amount | None:
        found = [p for p in self._of_year(kind, matter, tier) if _fits(p, matter.families, codes)]
        exact = [p for p in found if p.code] or found
        if not exact:
            return None
        if len({price.amount for price in exact}) > 1:
            each = "; ".join(f"{p.amount}{_in_brackets(p)}" for p in exact)
            return unknown_amount(f"several prices of {kind} were read for {matter.year}: {each}")
        price = exact[0]
        says = f"{price.amount} was read for {price.year}{_in_brackets(price)}"
        because = (
            Reason(_RULE, says, price.evidence, price.origin),
            Reason(_RULE, f"read in {price.sources[0]}", price.evidence, price.sources[0]),
        )
        return Amount(price.amount, because, vat=Vat(price.vat))

    def _of_year(self, kind: str, matter: Matter, tier: str) -> list[PublishedPrice]:
        return [
            price
            for price in self.terms.prices
            if (price.body, price.kind, price.year, price.tier) == (matter.body, kind, str(matter.year), tier)
            and price.series in {None, matter.series}
        ]

    def _nothing(self, kinds: Collection[str], matter: Matter) -> str:
        """Why there is no price, and for what there is one."""
        kind = next(iter(kinds))
        read = [p for p in self.terms.prices if p.body == matter.body and p.kind in kinds]
        says = f"no price of {kind} of {matter.body} is known for {matter.year}"
        same = sorted(
            {f for p in read if p.year == str(matter.year) for f in (p.families or {p.code})} - {""}
        )
        if same:
            return f"{says} that is certain to be meant; those that were read are for {', '.join(same)}"
        years = sorted({price.year for price in read})
        return f"{says}; known years: {', '.join(years)}" if years else says


def of_row(row: PriceRow) -> Amount:
    """The amount of a row of a price file."""
    source = "an override" if row.given else f"the centre's price file, {row.origin},"
    says = f"{source} gives {row.kind} a price of {row.amount}"
    return Amount(row.amount, (Reason(_RULE, says, row.evidence, row.origin),), "", row.vat, row.vat_rate)


def unknown_amount(says: str, *because: Reason) -> Amount:
    """That nobody published an amount, and why."""
    return Amount(UNKNOWN, (*because, Reason(_RULE, says, Evidence.DERIVED)), says)


def _fits(price: PublishedPrice, families: frozenset[str] | None, codes: Collection[str]) -> bool:
    """Whether a published price is for this: by its code, and by the families of qualifications."""
    if price.code:
        if not any(price.names(code) for code in codes):
            return False
        return families is None or not price.families or not price.families.isdisjoint(families)
    return not price.families or not price.families.isdisjoint(families or ())


def _in_brackets(price: PublishedPrice) -> str:
    return f" ({price.conditions})" if price.conditions else ""
