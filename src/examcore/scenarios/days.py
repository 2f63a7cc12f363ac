"""What callers say of days, checked, and quotes of the same entries on one day after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..evidence import Evidence
from ..fees import Quote, QuoteLine, Terms, Tier, Tiers, price_entries
from ..fees.line import GROUPS
from ..findings import Finding, Report
from ..model import BodyBook, civil_series
from ..money import Money
from ..prices import Prices
from .fee_deadline import FeeDeadline, fee_deadlines

__all__ = [
    "NEXT",
    "SURCHARGE_EVIDENCE",
    "Pricing",
    "checked_day",
    "checked_days",
    "checked_group",
    "each_once",
    "if_assumed",
    "surcharge_evidence",
    "weakest_of",
]

NEXT: Final = timedelta(days=1)

SURCHARGE_EVIDENCE: Final = (
    "how the late fees in it are known, by the weakest: `ASSUMED` with multiples of other years; None where"
    " there is none"
)
"""The meaning of that column of rows."""

_LATE: Final = frozenset({Tier.LATE, Tier.VERY_LATE})


@attrs.frozen
class Pricing:
    """How entries are priced, whatever the day; the arguments are those of `price_entries`."""

    catalogue: Catalogue
    terms: Terms
    prices: Prices | None = None
    bodies: BodyBook | None = None
    other_years: bool = False

    def quote(self, entries: Entries, on: date) -> Quote:
        """A quote for a day."""
        return price_entries(
            entries,
            self.catalogue,
            on=on,
            terms=self.terms,
            prices=self.prices,
            bodies=self.bodies,
            other_years=self.other_years,
        )

    def deadlines(self, entries: Entries, quote: Quote | None = None) -> tuple[FeeDeadline, ...]:
        """The days after which these entries cost more.

        Args:
            entries: to look at.
            quote: of these entries, on any day, where there is one already.
        """
        quote = quote or self.quote(entries, _any_day(entries))
        return fee_deadlines(quote, Tiers(self.terms))


def each_once(findings: Iterable[Finding]) -> Report:
    """Findings of several quotes, each once."""
    return Report({(f.code, f.file, f.line, f.message): f for f in findings}.values())


def surcharge_evidence(lines: Iterable[QuoteLine]) -> Evidence | None:
    """How the late fees in a sum are known, by the weakest; None where there is no late fee in it."""
    # without a price the line is in no sum, and its late fee neither
    return weakest_of(
        line.tier_evidence for line in lines if line.tier in _LATE and isinstance(line.price, Money)
    )


def weakest_of(labels: Iterable[Evidence | None]) -> Evidence | None:
    """The weakest of the labels that are there; None where none is."""
    there = {label for label in labels if label}
    return Evidence.weakest(there) if there else None


def if_assumed(label: Evidence | None) -> str:
    """What a short text says of money that was asked to be assumed, and else nothing.

    >>> if_assumed(Evidence.ASSUMED), if_assumed(Evidence.DERIVED), if_assumed(None)
    (' (ASSUMED)', '', '')
    """
    return f" ({label})" if label is Evidence.ASSUMED else ""


def _any_day(entries: object) -> date:
    """A day for a quote of which only the options matter."""
    for entry in entries if isinstance(entries, Entries) else ():
        series = civil_series(entry.option.series)
        if series and series.year:
            return date(series.year, series.month, 1)
    return date(2027, 1, 1)


def checked_day(day: object, what: str) -> date:
    """A day without a time, or `TypeError`.

    >>> checked_day(date(2027, 2, 21), "on")
    datetime.date(2027, 2, 21)
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(
            f"{what}: give days such as date(2027, 2, 21), without a time, not a {type(day).__name__}"
        )
    return day


def checked_group(by: object) -> str:
    """The name of a group, or `TypeError`; that there is such a group is for others to say."""
    if not isinstance(by, str):
        raise TypeError(
            f"by: give one of {', '.join(GROUPS)}, such as 'department', not a {type(by).__name__}"
        )
    return by


def checked_days(days: Iterable[date]) -> tuple[date, ...]:
    """Days in order, each once; `TypeError` where one is none, or where one day stands for several."""
    if isinstance(days, date | str) or not isinstance(days, Iterable):
        raise TypeError(f"days: give several, as [date(2027, 2, 21)], not a {type(days).__name__}")
    return tuple(sorted({checked_day(day, "days") for day in days}))
