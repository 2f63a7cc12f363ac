"""What is charged besides entries: services after results, certificates, transfers, registrations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..dates import AcademicYear, find_academic_year
from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..fees.rule import academic_year
from ..fees.terms import Held, Terms
from ..findings import PERSONAL, Finding, Report, mask, shown_body
from ..formats.closed_list import nearest
from ..key_dates.deadline import checked_day
from ..model import BodyBook, Option, civil_series
from ..money import Money
from ..prices import KINDS, OWN_CHARGES, Prices
from ..prices.table import TIERS
from . import codes
from .change_quote import ChangeLine, ChangeQuote
from .charge_price import Amount, ChargePrices, of_row, unknown_amount
from .charge_remarks import contradictions, unknown_bodies
from .refunds import Matter, noted, window
from .waivers import OUTCOMES, REVIEWS, Asked, Waiver, Waivers

__all__ = ["Charge", "price_charges"]

_KINDS: Final = KINDS.keys() - OWN_CHARGES
"""What bodies charge for, in the words of price files."""

_TEXTS: Final = (
    "kind",
    "awarding_body",
    "series",
    "code",
    "candidate",
    "payer",
    "tier",
    "outcome",
    "award",
    "family",
)

_SERVICES: Final = frozenset({*REVIEWS, "script", "priority-script", "script-after-review"})
"""Services after results, of which rules speak together."""


@attrs.frozen(kw_only=True)
class Charge:
    """Something besides an entry that an awarding body charges for.

    Args:
        kind: what it is, in the words of price files and published prices: ``review``, ``transfer``.
        awarding_body: id or JCQ identifier.
        series: ``2027-06``, ``6G27`` or ``2026/27``; empty where it belongs to none, and the academic
            year of the day counts.
        code: of the component, or of the option.
        quantity: how many, at least 1.
        candidate: ``64999/0001``; empty for what is charged to the centre.
        payer: who pays where it is not the centre. **Personal data.**
        tier: of a price that differs by the day: ``on-time``, ``late`` or ``very-late``.
        outcome: of a service after results: ``grade-changed``, ``grade-unchanged``, ``marks-reinstated`` or
            ``cancelled`` (after it was done); empty where it is not known yet.
        award: code of the syllabus or option that the component belongs to, where no catalogue tells.
        family: of qualifications, ``gcse``, likewise.
        spent: on ``annual-minimum`` only: what the centre spent in the year, net of VAT.
        origin: where it was read.

    Raises:
        TypeError: a value is of another type.
        ValueError: another kind, tier or outcome, or a quantity below 1.

    >>> Charge(kind="review", awarding_body="aqa", series="2027-06", code="8700/1").quantity
    1
    """

    kind: str
    awarding_body: str = attrs.field(repr=shown_body)
    series: str = ""
    code: str = ""
    quantity: int = 1
    candidate: str = ""
    payer: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    tier: str = ""
    outcome: str = ""
    award: str = ""
    family: str = ""
    spent: Money | None = None
    origin: Origin | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in _TEXTS:
            if not isinstance(getattr(self, name), str):
                raise TypeError(f"{name}: give a text, not a {type(getattr(self, name)).__name__}")
        if not (self.spent is None or isinstance(self.spent, Money)):
            raise TypeError(f"spent: give Money, not a {type(self.spent).__name__}")
        wanted = f"quantity: a whole number of at least 1, not {self.quantity!r}"
        if type(self.quantity) is not int:  # True is none
            raise TypeError(wanted)
        if self.quantity < 1:
            raise ValueError(wanted)
        if self.kind not in _KINDS:
            raise ValueError(f"unknown kind {self.kind!r} of a charge{_hint(self.kind, sorted(_KINDS))}")
        for name, word, known in (("tier", self.tier, TIERS), ("outcome", self.outcome, OUTCOMES)):
            if word and word not in known:
                raise ValueError(f"{name}: {word!r} is none{_hint(word, [one for one in known if one])}")


def _hint(word: str, known: Collection[str]) -> str:
    near = nearest(word, known)
    return f"; nearest {near}" if near else f"; there are {', '.join(known)}"


def price_charges(
    charges: Iterable[Charge],
    *,
    on: date,
    terms: Terms,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    catalogue: Catalogue | None = None,
) -> ChangeQuote:
    """What charges besides entries cost: by the price file, else by a price published for that very year.

    The price of another year is never taken; the reason names the years that are known. A service after
    results is charged until its outcome says that a rule waives it; rebates of the pandemic are not applied.

    Args:
        charges: one for each component of a candidate, and the like.
        on: the day on which the body receives them.
        terms: rules, published prices and days.
        prices: the centre's own price file, and overrides.
        bodies: so that bodies may be named by their identifiers.
        catalogue: by which a component is known to belong to an award, and that to a family of
            qualifications.

    Raises:
        TypeError: an argument is of another kind; ``on`` is a day without a time.

    >>> review = Charge(kind="review", awarding_body="aqa", series="2027-06", code="8700/1")
    >>> price_charges([review], on=date(2027, 8, 25), terms=Terms.of(()))
    <ChangeQuote on 2027-08-25: 0.00 GBP for 1 line, 1 line not wholly known>
    """
    given = _checked(charges, on, prices, catalogue)
    book = bodies or BodyBook()
    own = prices if prices is not None else Prices()  # one without rows still has its faults
    desk = _Charging(on, terms, ChargePrices(own, terms, book), catalogue, book)
    asked = [desk.ask(charge) for charge in given]
    waivers = Waivers.of(terms, asked)
    lines = tuple(desk.line(charge, one, waivers) for charge, one in zip(given, asked, strict=True))
    known = {name for body in book.bodies for name in (body.id, *body.jcq_ids)}
    findings = [
        *own.findings.errors,
        *(own.unknown_bodies(known) if known else ()),
        *(unknown_bodies((charge.awarding_body for charge in given), book) if known else ()),
        *contradictions(waivers.contradicting(asked)),
        *_remarks(lines),
    ]
    return ChangeQuote(on, lines, Report(findings))


def _checked(charges: object, on: object, prices: object, catalogue: object) -> tuple[Charge, ...]:
    if not isinstance(charges, Iterable):
        raise TypeError(f"charges: give several, as [Charge(…)], not a {type(charges).__name__}")
    given = tuple(charges)
    for charge in given:
        if not isinstance(charge, Charge):
            raise TypeError(f"charges are of type Charge, not {type(charge).__name__}")
    checked_day(on)
    for of, value, kind in (("prices are", prices, Prices), ("a catalogue is", catalogue, Catalogue)):
        if not (value is None or isinstance(value, kind)):
            what = type(value).__name__
            raise TypeError(f"{of} made by {kind.__name__}.of(read(…)); this is of type {what}")
    return given


@attrs.define
class _Charging:
    on: date
    terms: Terms
    amounts: ChargePrices
    catalogue: Catalogue | None
    bodies: BodyBook
    _options: dict[tuple[str, str, str], list[Option]] | None = attrs.field(default=None, init=False)

    def ask(self, charge: Charge) -> Asked:
        """What a charge is about."""
        body = self.bodies.find(charge.awarding_body.lower())
        name = body.id if body else shown_body(charge.awarding_body).lower()
        options = self._find_options(name, charge)
        series = civil_series(charge.series)
        families: frozenset[str] | None = None
        for option in options:
            families = (families or frozenset()) | (self.terms.families_of(option) or frozenset())
        if charge.family:
            families = (families or frozenset()) | {charge.family}
        syllabuses = sorted({option.syllabus for option in options})
        award = charge.award or (syllabuses[0] if len(syllabuses) == 1 else "")
        of = options[0].key.series if options else None
        year = academic_year(series) if series else find_academic_year(charge.series)
        matter = Matter(
            name, series, year or AcademicYear.of(self.on), families, (of.jcq_id or "") if of else ""
        )
        named = tuple(dict.fromkeys(filter(None, (charge.code, charge.award, award))))
        return Asked(charge.kind, matter, charge.candidate, award, charge.outcome, named, charge.code)

    def _find_options(self, body: str, charge: Charge) -> list[Option]:
        """The options that a code means: the one of that code, or those that have the component."""
        if self.catalogue is None or not charge.code:
            return []
        for code in filter(None, (charge.code, charge.award)):
            option = self.catalogue.find_option(body, charge.series, code)
            if option is not None:
                return [option]
        if self._options is None:
            self._options = {}
            by_key = {(o.key.series, o.code): o for o in self.catalogue}
            for link in self.catalogue.links:
                linked = by_key.get((link.series, link.option))
                if linked is not None:
                    for name in (link.series.code, str(link.series.series)):
                        key = (link.series.body, name, link.component)
                        self._options.setdefault(key, []).append(linked)
        return self._options.get((body, charge.series, charge.code), [])

    def line(self, charge: Charge, asked: Asked, waivers: Waivers) -> ChangeLine:
        """What a charge costs."""
        amount = self._amount(charge, asked)
        whole = amount.value
        if isinstance(whole, Money):
            whole = Money(whole.pence * charge.quantity, whole.currency)
        waiver = waivers.of_charge(asked, whole) or Waiver(whole)
        fee, more = ((), amount.because) if waiver.instead else (amount.because, ())
        return ChangeLine(
            kind=charge.kind,
            awarding_body=asked.matter.body,
            series=charge.series,
            candidate=charge.candidate,
            after=charge.code,
            quantity=charge.quantity,
            charge=waiver.value,
            because=(*fee, *waiver.because),
            notes=(*self._rules(asked), *more, *waiver.notes),
            lacking=(waiver.lacking or amount.lacking) if isinstance(waiver.value, Missing) else "",
            vat_state=amount.vat,
            vat_rate=amount.vat_rate,
            payer=charge.payer,
            origins=(charge.origin,) if charge.origin else (),
        )

    def _amount(self, charge: Charge, asked: Asked) -> Amount:
        """What one of it costs."""
        matter, where = asked.matter, {"tier": charge.tier, "series_code": charge.series}
        row = self.amounts.find_row((charge.kind,), matter, asked.codes, on=self.on, **where)
        if row is not None:
            return of_row(row)
        for rule in (self._free, self._flat):
            by_rule = rule(charge, matter)
            if by_rule is not None:
                return by_rule
        found = self.amounts.find((charge.kind,), matter, asked.codes, on=self.on, **where)
        return _shortfall(found, charge) if charge.kind == "annual-minimum" else found

    def _free(self, charge: Charge, matter: Matter) -> Amount | None:
        """That a rule lets it be free on the day."""
        held = matter.find_rules(
            self.terms,
            lambda r: (
                r.effect in {"free", "included"}
                and not r.needs  # what has to be shown is not known here
                and charge.kind in r.applies_to
                and r.tier in {"", charge.tier}
            ),
        )
        for one in held:
            found = window(one, matter, self.on, self.terms)
            if found.holds:
                because = (one.reason(f"{one.rule.name}: {one.rule.effect}{noted(one.rule)}"), *found.because)
                return Amount(Money(0), because)
        return None

    def _flat(self, charge: Charge, matter: Matter) -> Amount | None:
        """The flat amount of the latest rule of that very year whose day is past."""
        held = matter.find_rules(
            self.terms, lambda r: r.effect == "flat" and charge.kind in r.applies_to, other_years=False
        )
        if not held:
            return None
        past: list[tuple[date, Held, tuple[Reason, ...]]] = []
        for one in held:
            found = window(one, matter, self.on, self.terms)
            if found.holds is None:
                each = ", ".join(f"{h.rule.flat} ({h.rule.name})" for h in held)
                return unknown_amount(f"{found.because[-1].says}, so that it may be {each}", *found.because)
            if found.holds:
                past.append((self._day(one.rule.after, matter), one, found.because))
        if not past:
            return unknown_amount(f"on {self.on} the day is not past from which it is charged")
        _, last, because = max(past, key=lambda each: each[0])
        flat = last.rule.flat
        if flat is None:
            return unknown_amount(f"the rule {last.rule.name} has no amount")
        since = f" after {last.rule.after}" if last.rule.after else ""
        return Amount(flat, (last.reason(f"{flat}{since}{noted(last.rule)}"), *because))

    def _day(self, event: str, matter: Matter) -> date:
        """The day of an event that is past; a rule without one holds since ever."""
        found = None
        if event and matter.series:
            found = self.terms.day(matter.body, matter.series, event, matter.families).value
        return found or date.min

    def _rules(self, asked: Asked) -> tuple[Reason, ...]:
        """The rules that it is charged by."""
        words = {asked.kind} | ({"post-results"} if asked.kind in _SERVICES else set())
        held = asked.matter.find_rules(
            self.terms,
            lambda r: (
                not words.isdisjoint(r.applies_to)
                and (r.effect == "charged" or (r.effect in {"included", "multiple"} and not r.tier))
            ),
        )
        holding = (one for one in held if window(one, asked.matter, self.on, self.terms).holds)
        return tuple(one.reason(_in_words(one)) for one in holding)


def _in_words(held: Held) -> str:
    rule = held.rule
    each = f" for each {rule.unit}" if rule.unit else ""
    how = f" by {rule.multiplier}" if rule.multiplier is not None else ""
    return f"{rule.name}: {rule.effect}{how}{each}{noted(rule)}"


def _shortfall(least: Amount, charge: Charge) -> Amount:
    """What is missing of the least that a centre spends: that is invoiced, not the whole."""
    if not isinstance(least.value, Money):
        return least
    if charge.spent is None:
        says = f"what the centre spent is not given, of which {least.value} is the least"
        return attrs.evolve(unknown_amount(says, *least.because), vat=least.vat, vat_rate=least.vat_rate)
    short = max(least.value - charge.spent, Money(0))
    says = f"{charge.spent} was spent of at least {least.value}"
    reason = Reason("fees.shortfall", says, Evidence.DERIVED)
    return attrs.evolve(least, value=short, because=(*least.because, reason))


def _remarks(lines: tuple[ChangeLine, ...]) -> Iterator[Finding]:
    unknown = Counter((_series(line), line.kind, line.lacking) for line in lines if not line.complete)
    for (series, kind, reason), count in unknown.items():
        yield codes.UNKNOWN_CHARGE.at(series=series, kind=kind, reason=reason, count=count)
    on_top = Counter((_series(line), line.kind) for line in lines if line.complete and line.vat is UNKNOWN)
    for (series, kind), count in on_top.items():
        yield codes.VAT_ON_TOP.at(series=series, kind=kind, count=count)


def _series(line: ChangeLine) -> str:
    return f"{line.awarding_body} {line.series}".strip()
