"""The price of an entry from several sources, in order: override, price file, basedata, published prices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..evidence import UNKNOWN, Evidence, Reason
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
    used: list[PriceRow] = attrs.field(factory=list, init=False)

    def of_option(
        self,
        option: Option,
        kind: str,
        *,
        on: date,
        families: frozenset[str] | None,
        received: Tier = Tier.ON_TIME,
    ) -> Price:
        """What an option costs on time.

        Args:
            option: as the catalogue has it.
            kind: ``entry``, ``cash-in`` or ``registration``.
            on: the day of receipt, for prices that hold for a time only.
            families: of qualifications; None where they are not known.
            received: how late it is: the price on time of a late entry may be one that held till the day.
        """
        basedata = price_of(option, self.catalogue)
        if kind == "registration":
            basedata = price_of_registration(basedata)
        row = self._find_row(option, kind, Tier.ON_TIME, on)
        if row is not None:
            says = f"basedata has {_in_words(basedata)} for {option.code}"
            return _of_row(row, Reason("fees.price-source", says, Evidence.SUPPLIED, option.origin))
        published = None
        if basedata.state is State.NOT_PUBLISHED:
            published = self._published(option, kind, "", families)
        if published is not None:
            published = attrs.evolve(published, because=(*published.because, *basedata.because))
        return self._after(self._find_last(option, kind, on), published or basedata, received)

    def _after(self, last: PriceRow | None, price: Price, received: Tier) -> Price:
        """The price when one of the price file held, and holds no longer.

        It is the price on time of an entry that came late. Of one on time the next source tells, unless that
        is less: nobody lowers a price without a word, so then neither is believed.
        """
        if last is None:
            return price
        until = Reason(
            "fees.price-source",
            f"{last.origin} has {last.amount} for what is received by {last.valid_until}",
            last.evidence,
            last.origin,
        )
        if received is not Tier.ON_TIME:
            return _of_row(last, until)
        if isinstance(price.amount, Money) and price.amount < last.amount:
            says = f"{_in_words(price)} afterwards would be less, which cannot be right"
            odd = Reason("fees.price-source", says, Evidence.DERIVED)
            return Price(UNKNOWN, State.UNKNOWN, (until, *price.because, odd))
        return attrs.evolve(price, because=(*price.because, until))

    def of_tier(
        self, option: Option, kind: str, tier: Tier, *, on: date, families: frozenset[str] | None
    ) -> Price | None:
        """The whole price at a tier, where a price file or a published price has one."""
        row = self._find_row(option, kind, tier, on)
        return _of_row(row) if row else self._published(option, kind, tier, families)

    def of_unknown(
        self, ref: OptionRef, kind: str, reason: str, *, on: date, tier: Tier, received: Tier
    ) -> Price | None:
        """What is not in basedata: the price file may know it, where no basedata speaks against it."""
        body = self.bodies.find(ref.body.lower())
        names = {ref.body.lower()}
        if body is not None:
            names |= {body.id, *(body.jcq_ids if len(body.jcq_ids) == 1 else ())}
        where = names, ref.code, civil_series(ref.series), ref.series
        row = self._row(*where, kind=kind, tier=tier, on=on)
        why = Reason("fees.price-source", reason, Evidence.DERIVED)
        if row is not None:
            return _of_row(row, why)
        if tier is not Tier.ON_TIME:
            return None
        return self._after(
            self._row(*where, kind=kind, tier=tier, on=on, last=True), unknown_price(reason), received
        )

    def _find_row(self, option: Option, kind: str, tier: Tier, on: date) -> PriceRow | None:
        return self._row(*_where(option), kind=kind, tier=tier, on=on)

    def _find_last(self, option: Option, kind: str, on: date) -> PriceRow | None:
        return self._row(*_where(option), kind=kind, tier=Tier.ON_TIME, on=on, last=True)

    def _row(
        self,
        names: Collection[str],
        code: str,
        series: Series | None,
        series_code: str,
        *,
        kind: str,
        tier: Tier,
        on: date,
        last: bool = False,
    ) -> PriceRow | None:
        """The row that answers on a day; with ``last`` the one that did before."""
        if not self.prices:
            return None
        find = self.prices.find_last if last else self.prices.find
        row = find(
            names, code, series=series, series_code=series_code, kind=_KINDS[kind], tier=str(tier), on=on
        )
        if row is not None:
            self.used.append(row)
        return row

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


def _where(option: Option) -> tuple[Collection[str], str, Series | None, str]:
    """Names of the body, code, and both ways to write the series, as a price file is asked."""
    series = option.key.series
    names = {option.key.body, *((series.jcq_id,) if series and series.jcq_id else ())}
    return names, option.code, series.series if series else None, series.code if series else ""


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
