"""Prices entries: what each one is found to be, what it costs on time, how late it is, what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..errors import AmbiguousOption, UnknownBody, UnknownSeries
from ..evidence import Evidence, Missing, Reason
from ..findings import Report, Severity, shown_body
from ..model import BodyBook, Entry, Item, Option, OptionRef, Process, Series, civil_series
from ..money import Money
from ..prices.prices import Prices
from .late_fee import LateFee, LateFees
from .line import QuoteLine
from .price import Price, unknown_price
from .quote import Quote
from .remarks import remarks
from .sources import PriceSources
from .terms import Terms
from .tier import Tier, Tiers, TimeOfEntry

__all__ = ["price_entries"]

UNREAD_DAY: Final = "its day of receipt could not be read"
_UNREADABLE: Final = "the row could not be read, or is missing"


def price_entries(
    entries: Entries,
    catalogue: Catalogue,
    *,
    on: date,
    terms: Terms,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    other_years: bool = False,
) -> Quote:
    """Price entries; ``examcore.quote`` is this, with the terms and bodies of all plugins.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        on: the day on which entries without ``received_on`` would be received.
        terms: rules, published prices and days.
        prices: the centre's own price file, and overrides.
        bodies: so that a price file may name a body by its identifier.
        other_years: take late fees of other years where the year has none, as ASSUMED.

    Raises:
        TypeError: an argument is of another kind; ``on`` is a day without a time.
    """
    _checked(entries, catalogue, on, prices)
    book = bodies or BodyBook()
    own = prices if prices is not None else Prices()  # one without rows still has its faults
    pricing = _Pricing(
        catalogue,
        Tiers(terms),
        LateFees(terms, other_years),
        PriceSources(own, catalogue, terms, book),
        on,
        _bodies_of(catalogue),
        _without_day(entries),
    )
    lines = [pricing.line(entry) for entry in entries]
    unreadable = unknown_price(_UNREADABLE)
    nothing = LateFee(Tier.NOT_ASSESSED, unreadable.amount, unreadable.because)
    lines.extend(
        QuoteLine(None, None, unreadable, nothing, None, "", row.origin) for row in entries.unreadable
    )
    findings = [
        *remarks(lines, catalogue),
        *own.findings.errors,
        *own.unknown_bodies({*pricing.bodies, *_names(book)}),
        *own.unused(pricing.sources.used),
    ]
    return Quote(on, tuple(lines), Report(findings))


def _checked(entries: object, catalogue: object, on: object, prices: object) -> None:
    if not isinstance(entries, Entries):
        raise TypeError(f"entries are made by Entries.of(read(…)); this is of type {type(entries).__name__}")
    if not isinstance(catalogue, Catalogue):
        raise TypeError(
            f"a catalogue is made by Catalogue.of(read(…)); this is of type {type(catalogue).__name__}"
        )
    if isinstance(on, datetime) or not isinstance(on, date):
        raise TypeError(
            f"on is a day such as date(2027, 1, 15), without a time; this is of type {type(on).__name__}"
        )
    if prices is not None and not isinstance(prices, Prices):
        raise TypeError(f"prices are made by Prices.of(read(…)); this is of type {type(prices).__name__}")


def _bodies_of(catalogue: Catalogue) -> dict[str, str]:
    """The ids of the bodies in a catalogue, by their names: id and identifier."""
    return {name: series.body for series in catalogue.series for name in (series.body, series.jcq_id) if name}


def _without_day(entries: Entries) -> frozenset[tuple[str, int | None]]:
    """The rows whose day of receipt could not be read: they are not on the day of the quote."""
    errors = (f for f in entries.findings if f.field == "received_on" and f.severity is Severity.ERROR)
    return frozenset((finding.file, finding.line) for finding in errors)


def _names(book: BodyBook) -> Iterator[str]:
    for body in book.bodies:
        yield body.id
        yield from body.jcq_ids


class _Known(NamedTuple):
    """What is known of an option, for all entries that name it in one way."""

    option: Option | None
    syllabus: str
    body: str
    kind: str
    series: Series | None
    families: frozenset[str] | None
    reason: str


class _Priced(NamedTuple):
    """What all entries share that name one option in one way and are received on one day."""

    known: _Known
    price: Price
    late: LateFee


@attrs.define
class _Pricing:
    catalogue: Catalogue
    tiers: Tiers
    late_fees: LateFees
    sources: PriceSources
    on: date
    bodies: dict[str, str]
    without_day: frozenset[tuple[str, int | None]]
    _known: dict[tuple[OptionRef, bool], _Known] = attrs.field(factory=dict, init=False)
    _priced: dict[tuple[OptionRef, bool, bool, date | None], _Priced] = attrs.field(factory=dict, init=False)

    def line(self, entry: Entry) -> QuoteLine:
        day: date | None = entry.received_on or self.on
        if self.without_day and entry.origin and not entry.received_on:
            place = entry.origin.file, entry.origin.line
            day = None if place in self.without_day else day
        registers = entry.process is Process.REGISTRATION
        private = entry.candidate.status == "P"
        key = (entry.option, registers, private, day)
        found = self._priced.get(key)
        if found is None:
            found = self._priced[key] = self._price(*key)
        known, price, late = found
        return QuoteLine(
            entry, known.option, price, late, day, known.syllabus, entry.origin, known.body, known.kind
        )

    def _price(self, ref: OptionRef, registers: bool, private: bool, received: date | None) -> _Priced:
        known = self._known.get((ref, registers))
        if known is None:
            known = self._known[ref, registers] = self._look_up(ref, registers)
        families = known.families
        if private and families is not None:
            families |= {"private-candidates"}
        day = received or self.on
        at = self._time(known, received, families)
        price = self._at(at.tier, ref, known, day, on_time=True) or unknown_price(known.reason)
        if isinstance(price.amount, Missing):
            return _Priced(known, price, LateFee(Tier.NOT_ASSESSED, price.amount, ()))
        flat = least = None
        if at.tier in {Tier.LATE, Tier.VERY_LATE}:
            flat = self._at(at.tier, ref, known, day)
        if at.tier is Tier.VERY_LATE:
            before = self._late_fee(TimeOfEntry(Tier.LATE, ()), ref, known, price, day, families).amount
            least = price.amount + before if isinstance(before, Money) else None
        late = self._late_fee(at, ref, known, price, day, families, flat, least)
        return _Priced(known, price, late)

    def _late_fee(  # noqa: PLR0917  what is known of the entry, each once
        self,
        at: TimeOfEntry,
        ref: OptionRef,
        known: _Known,
        price: Price,
        day: date,
        families: frozenset[str] | None,
        flat: Price | None = None,
        least: Money | None = None,
    ) -> LateFee:
        if flat is None and at.tier is Tier.LATE:
            flat = self._at(at.tier, ref, known, day)
        return self.late_fees.find(
            price,
            at,
            on=day,
            body=known.body,
            series=known.series,
            families=families,
            kind=known.kind,
            flat=flat,
            least=least,
        )

    def _at(
        self, tier: Tier, ref: OptionRef, known: _Known, day: date, *, on_time: bool = False
    ) -> Price | None:
        """The price at a tier; or the price on time of what is received at that tier."""
        wanted = Tier.ON_TIME if on_time else tier
        if known.option is None:
            if known.series is None:
                return None
            return self.sources.of_unknown(ref, known.kind, known.reason, on=day, tier=wanted, received=tier)
        if on_time:
            return self.sources.of_option(
                known.option, known.kind, on=day, families=known.families, received=tier
            )
        return self.sources.of_tier(known.option, known.kind, tier, on=day, families=known.families)

    def _time(self, known: _Known, day: date | None, families: frozenset[str] | None) -> TimeOfEntry:
        if day is None:
            return TimeOfEntry(Tier.NOT_ASSESSED, (Reason("FEE-01", UNREAD_DAY, Evidence.DERIVED),))
        series = None if known.kind == "registration" else known.series
        return self.tiers.find(known.body, series, day, families)

    def _look_up(self, ref: OptionRef, registers: bool) -> _Known:
        found = self.catalogue.resolve(ref)
        if isinstance(found, Option):
            syllabus = self.catalogue.find_syllabus(found)
            title = syllabus.title if syllabus else ""
            of = found.key.series
            return _Known(
                found,
                title,
                found.key.body,
                "registration" if registers else self._kind(found),
                of.series if of else None,
                self.tiers.terms.families_of(found),
                "",
            )
        loaded = None
        if isinstance(found, UnknownBody | UnknownSeries):
            reason = "its basedata is not loaded"
            loaded = civil_series(ref.series)  # a price file may know what no basedata contradicts
        elif isinstance(found, AmbiguousOption):
            one_code = len({name.rsplit(" ", 1)[-1] for name in found.found}) == 1
            reason = (
                "two JCQ identifiers of the body have the code in that series"
                if one_code
                else "two series of that month have the code"
            )
        else:
            reason = "the series has no such option"
        name = ref.body.lower()
        book = self.sources.bodies.find(name)
        body = self.bodies.get(name) or (book.id if book and loaded else shown_body(ref.body))
        return _Known(None, "", body, "registration" if registers else "entry", loaded, None, reason)

    def _kind(self, option: Option) -> str:
        if option.process == Process.REGISTRATION:
            return "registration"
        alone = option.item == Item.CERTIFICATION and self.catalogue.has_components(option) is False
        return "cash-in" if alone else "entry"
