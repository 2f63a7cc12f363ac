"""What changing entries costs, and what comes back: the quote from one set of entries to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..fees.pricing import price_entries
from ..fees.remarks import remarks
from ..fees.terms import Terms
from ..findings import Finding, Report
from ..key_dates.deadline import checked_day
from ..model import BodyBook, Entry
from ..prices.prices import Prices
from . import codes
from .change_pricing import ChangePricing, Shown
from .change_quote import ChangeQuote
from .charge_price import ChargePrices
from .comparison import compare
from .refunds import EVIDENCE
from .remarks import Pair, change_remarks

__all__ = ["checked_changes", "price_changes"]


def price_changes(
    before: Entries,
    after: Entries,
    catalogue: Catalogue,
    *,
    on: date,
    charged_on: date,
    terms: Terms,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    evidence: Mapping[str, str] | None = None,
    other_years: bool = False,
) -> ChangeQuote:
    """What it costs to change entries, if the bodies receive the change on a day.

    What stands in both costs nothing. Refunds and charges follow the rules of each body; a rule of another
    year answers as DERIVED and says of which. An amount that nobody published is `UNKNOWN`, unless the price
    file has it.

    Args:
        before: the entries as they were charged, each on its ``received_on``.
        after: the entries as they shall be; each new one is received on the day of the change, whatever its
            row says of that.
        catalogue: the basedata of their series.
        on: the day on which the change is received.
        charged_on: the day on which entries before without ``received_on`` were received.
        terms: rules, published prices and days.
        prices: the centre's own price file, and overrides.
        bodies: so that tables and price files may name a body by its identifier.
        evidence: candidate, as ``64999/0001``, to ``medical`` or ``bereavement``, where that can be shown.
        other_years: take late fees of other years where the year has none, as ASSUMED.

    Raises:
        TypeError: an argument is of another kind; ``on`` and ``charged_on`` are days without a time.
        ValueError: evidence of another kind.

    >>> nothing = Entries(), Entries(), Catalogue.of(())
    >>> price_changes(*nothing, on=date(2027, 3, 1), charged_on=date(2027, 2, 1), terms=Terms.of(()))
    <ChangeQuote on 2027-03-01: 0.00 GBP for 0 lines>
    """
    shown = checked_changes(before, after, charged_on, prices, evidence)
    book = bodies or BodyBook()
    own = prices if prices is not None else Prices()  # one without rows still has its faults
    changes = compare(before, after, catalogue, book)
    given_up = Entries(tuple(change.old for change in changes if change.old))
    added = Entries(tuple(attrs.evolve(change.new, received_on=on) for change in changes if change.new))
    old = price_entries(
        given_up,
        catalogue,
        on=charged_on,
        terms=terms,
        prices=own,
        bodies=book,
        other_years=other_years,
    )
    new = price_entries(
        added, catalogue, on=on, terms=terms, prices=own, bodies=book, other_years=other_years
    )
    pricing = ChangePricing(on, terms, ChargePrices(own, terms, book), shown)
    olds, news = iter(old), iter(new)
    priced = [
        pricing.price(Pair(change, next(olds) if change.old else None, next(news) if change.new else None))
        for change in changes
    ]
    unreadable = _unreadable(before, after)
    # what quotes say of days and prices matters only where an entry is charged as a new one
    charged = [one.pair.new for one in priced if one.pair.new and one.as_new]
    files = [f for f in (*new.findings, *old.findings) if not f.code.startswith("fees.")]
    findings = [
        *(f for i, f in enumerate(files) if f not in files[:i]),
        *(f for f in remarks(charged, catalogue) if f.code.startswith("fees.")),
        *change_remarks(priced, on),
        *((codes.UNREADABLE_CHANGES.at(count=unreadable),) if unreadable else ()),
        *_unused(shown, given_up),
    ]
    return ChangeQuote(on, tuple(one.line for one in priced), Report(findings), unreadable)


def checked_changes(
    before: object, after: object, charged_on: object, prices: object, evidence: object
) -> dict[str, Shown]:
    """The evidence that can be shown; `TypeError` or `ValueError` where an argument is of another kind."""
    for name, entries in (("before", before), ("after", after)):
        if not isinstance(entries, Entries):
            what = type(entries).__name__
            raise TypeError(f"{name} are entries, made by Entries.of(read(…)); this is of type {what}")
    checked_day(charged_on, "charged_on")
    if not (prices is None or isinstance(prices, Prices)):
        raise TypeError(f"prices are made by Prices.of(read(…)); this is of type {type(prices).__name__}")
    return _read_evidence(evidence)


def _unused(shown: Mapping[str, str], given_up: Iterable[Entry]) -> Iterator[Finding]:
    rest = sorted(shown.keys() - {str(entry.candidate) for entry in given_up})
    if rest:
        yield codes.UNUSED_EVIDENCE.at(candidates=len(rest))


def _read_evidence(evidence: object) -> dict[str, Shown]:
    if evidence is None:
        return {}
    wanted = "evidence: give a mapping such as {'64999/0001': 'medical'}, not a"
    if not isinstance(evidence, Mapping):
        raise TypeError(f"{wanted} {type(evidence).__name__}")
    for who, kind in evidence.items():
        for text in (who, kind):
            if not isinstance(text, str):
                raise TypeError(f"{wanted} {type(text).__name__} in it")
        if kind not in EVIDENCE:
            raise ValueError(f"evidence is one of {', '.join(EVIDENCE)}, not {kind!r}")
    return cast("dict[str, Shown]", dict(evidence))


def _unreadable(before: Entries, after: Entries) -> int:
    """Rows that only one side has: what stands unreadable in one place of both did not change."""
    ours, theirs = Counter(before.unreadable), Counter(after.unreadable)
    return sum(((ours - theirs) + (theirs - ours)).values())
