"""The price of an entry from several sources, in order: override, price file, basedata, published prices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..evidence import Evidence, Reason
from ..model import BodyBook, Option, OptionRef, Series, civil_series
from ..money import Money
from ..prices.prices import PriceRow, Prices, Vat
from .price import Price, State, price_of, price_of_registration, unknown_price
from .rule import PublishedPrice
from .terms import Terms
from .tier import Tier

__all__ = ["PriceSources"]

_KINDS: Final = {"entry": ("entry",), "cash-in": ("cash-in", "entry"), "registration": ("registration",)}
"""Which rows of a price file may answer for a kind of line; a cash-in is an entry code, too."""


@attrs.frozen
class PriceSources:
    """Where prices come from, in order.

    Args:
        prices: the centre's own, with overrides; may be empty.
        catalogue: basedata.
        terms: prices that were published.
        bodies: so that a price file may name a body by its id or by its identifier.
    """

    prices: Prices
    catalogue: Catalogue
    terms: Terms
    bodies: BodyBook

    def of_option(self, option: Option, kind: str, *, on: date, families: frozenset[str] | None) -> Price:
        """What an option costs on time.

        Args:
            option: as the catalogue has it.
            kind: ``entry``, ``cash-in`` or ``registration``.
            on: the day of receipt, for prices that hold for a time only.
            families: of qualifications; None where they are not known.
        """
        basedata = price_of(option, self.catalogue)
        if kind == "registration":
            basedata = price_of_registration(basedata)
        row = self._find_row(option, kind, Tier.ON_TIME, on)
        if row is not None:
            says = f"basedata has {_in_words(basedata)} for {option.code}"
            instead = Reason("fees.price-source", says, Evidence.SUPPLIED, option.origin)
            return _of_row(row, instead)
        if basedata.state is State.NOT_PUBLISHED:
            published = self._published(option, kind, "", families)
            if published is not None:
                return attrs.evolve(published, because=(*published.because, *basedata.because))
        return basedata

    def of_tier(
        self, option: Option, kind: str, tier: Tier, *, on: date, families: frozenset[str] | None
    ) -> Price | None:
        """The whole price at a tier, where a price file or a published price has one."""
        row = self._find_row(option, kind, tier, on)
        return _of_row(row) if row else self._published(option, kind, tier, families)

    def of_unknown(self, ref: OptionRef, kind: str, reason: str, *, on: date, tier: Tier) -> Price | None:
        """What is not in basedata: the price file may know it, where no basedata speaks against it."""
        body = self.bodies.find(ref.body.lower())
        names = {ref.body.lower()}
        if body is not None:
            names |= {body.id, *(body.jcq_ids if len(body.jcq_ids) == 1 else ())}
        row = self._row(names, ref.code, civil_series(ref.series), ref.series, kind, tier, on)
        if row is None:
            return unknown_price(reason) if tier is Tier.ON_TIME else None
        return _of_row(row, Reason("fees.price-source", reason, Evidence.DERIVED))

    def _find_row(self, option: Option, kind: str, tier: Tier, on: date) -> PriceRow | None:
        series = option.key.series
        names = {option.key.body, *((series.jcq_id,) if series and series.jcq_id else ())}
        civil = series.series if series else None
        return self._row(names, option.code, civil, series.code if series else "", kind, tier, on)

    def _row(  # noqa: PLR0917  what `Prices.find` asks for
        self,
        names: Collection[str],
        code: str,
        series: Series | None,
        series_code: str,
        kind: str,
        tier: Tier,
        on: date,
    ) -> PriceRow | None:
        if not self.prices:
            return None
        found = (
            self.prices.find(
                names, code, series=series, series_code=series_code, kind=one, tier=str(tier), on=on
            )
            for one in _KINDS[kind]
        )
        return next(filter(None, found), None)

    def _published(
        self, option: Option, kind: str, tier: str, families: frozenset[str] | None
    ) -> Price | None:
        """The one published price that names the code; several that differ are no answer."""
        series = option.key.series.series if option.key.series else None
        if series is None or kind != "entry":
            return None
        found = [
            price
            for price in self.terms.find_prices(option.key.body, series, kind, tier=tier)
            if (price.names(option.code) or price.names(option.syllabus))
            and (not price.families or not price.families.isdisjoint(families or ()))
        ]
        if len({price.amount for price in found}) != 1:
            return None
        return _of_published(found[0])


def _of_row(row: PriceRow, *more: Reason) -> Price:
    source = "an override" if row.given else "the centre's price file"
    where = "" if row.given else f", {row.origin}"
    says = f"{source} gives {row.code or row.kind} a price of {row.amount}{where}"
    reason = Reason("fees.price-source", says, row.evidence, row.origin)
    return Price(row.amount, State.OVERRIDDEN, (reason, *more), row.vat, row.vat_rate)


def _of_published(price: PublishedPrice) -> Price:
    condition = f" ({price.conditions})" if price.conditions else ""
    says = f"{price.amount} was read for {price.year}{condition}"
    reason = Reason(f"{price.origin.file}", says, price.evidence, price.origin)
    more = Reason(f"{price.origin.file}", f"read in {price.sources[0]}", price.evidence, price.sources[0])
    state = State.PRICED if price.amount else State.ZERO
    return Price(price.amount, state, (reason, more), Vat(price.vat))


def _in_words(price: Price) -> str:
    return str(price.amount) if isinstance(price.amount, Money) else "no price"
