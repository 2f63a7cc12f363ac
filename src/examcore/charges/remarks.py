"""What is to be said of changes together: once for each series, kind and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..fees.line import QuoteLine
from ..findings import Finding
from ..money import Money
from . import codes
from .change_quote import ChangeLine
from .comparison import Changed
from .refunds import Refund

__all__ = ["Pair", "PricedChange", "change_remarks"]


class Pair(NamedTuple):
    """A change, and the entries before and after it with their prices."""

    change: Changed
    old: QuoteLine | None
    new: QuoteLine | None


class PricedChange(NamedTuple):
    """A change with what it costs; ``as_new`` where the new entry is charged as any other."""

    pair: Pair
    line: ChangeLine
    refund: Refund | None
    as_new: bool


def change_remarks(priced: Iterable[PricedChange], on: date) -> Iterator[Finding]:
    """The findings of a quote of changes.

    Args:
        priced: all of it.
        on: the day on which the changes are received.
    """
    all_ = list(priced)
    yield from _unknown(all_)
    yield from _lost(all_, on)
    yield from _doubtful(all_)
    early = Counter(_series(line) for pair, line, *_ in all_ if _is_early(pair.old, on))
    for series, count in early.items():
        yield codes.BEFORE_ENTRY.at(series=series, on=on, count=count)


def _unknown(priced: Iterable[PricedChange]) -> Iterator[Finding]:
    lines = [line for _, line, *_ in priced if not line.complete]
    groups = Counter((_series(line), line.kind, line.lacking) for line in lines)
    for (series, kind, reason), count in groups.items():
        yield codes.UNKNOWN_CHANGE.at(series=series, kind=kind, reason=reason, count=count)


def _lost(priced: Iterable[PricedChange], on: date) -> Iterator[Finding]:
    """Fees that do not come back since their day is past."""
    groups: dict[tuple[str, date], list[Money]] = {}
    for pair, line, refund, _ in priced:
        if refund is None or refund.until is None or on <= refund.until or refund.entry != Money(0):
            continue
        if pair.old and isinstance(pair.old.price, Money) and pair.old.price:
            groups.setdefault((_series(line), refund.until), []).append(pair.old.price)
    for (series, until), fees in groups.items():
        total = Money.total(fees)
        yield codes.NO_REFUND.at(series=series, on=on, until=until, amount=total, count=len(fees))


def _doubtful(priced: Iterable[PricedChange]) -> Iterator[Finding]:
    candidates: dict[str, set[str]] = {}
    tiers: Counter[tuple[str, str, str, str]] = Counter()
    for pair, line, *_ in priced:
        if pair.change.doubt == "ambiguous":
            candidates.setdefault(_series(line), set()).add(line.candidate)
        elif pair.change.doubt == "tier":
            tiers[_series(line), line.before, line.after, line.kind] += 1
    for series, of in candidates.items():
        yield codes.AMBIGUOUS_CHANGE.at(series=series, count=len(of))
    for (series, before, after, kind), count in tiers.items():
        yield codes.TIER_UNCLEAR.at(series=series, before=before, after=after, kind=kind, count=count)


def _is_early(old: QuoteLine | None, on: date) -> bool:
    return old is not None and old.received_on is not None and on < old.received_on


def _series(line: ChangeLine) -> str:
    return f"{line.awarding_body} {line.series}".strip()
