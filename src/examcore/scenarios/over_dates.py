"""What the same entries cost on several days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..evidence import Evidence
from ..fees import Quote, Subtotal, Terms
from ..fees.line import GROUPS
from ..findings import Report, counted
from ..model import BodyBook
from ..money import Money
from ..prices import Prices
from .days import (
    NEXT,
    SURCHARGE_EVIDENCE,
    Pricing,
    checked_day,
    checked_days,
    checked_group,
    each_once,
    if_assumed,
    surcharge_evidence,
    weakest_of,
)
from .fee_deadline import FeeDeadline

__all__ = ["COLUMNS", "PART_COLUMNS", "CostOnDay", "CostOverDates", "cost_over_dates"]

COLUMNS: Final = {
    "on": "ISO date, the day on which the entries would be received",
    "total": "the sum of what is known; text with two decimals, as all amounts",
    "surcharges": "the part of it that is late fees",
    "surcharge_evidence": SURCHARGE_EVIDENCE,
    "vat": "VAT on top of the total, as far as it is known",
    "lines": "entries, and rows that could not be read",
    "unknown_lines": "those that have no price and are not in the total",
    "open_lines": "those that are in it without a late fee, which is not known",
    "complete": "False where the total is the least that is owed",
}
"""The columns of `CostOverDates.rows`, each with its meaning."""

PART_COLUMNS: Final = {
    "on": "ISO date",
    "group": "name of the part: a department, say; empty where the entry names none",
    **{name: COLUMNS[name] for name in ("total", "lines", "unknown_lines", "open_lines", "complete")},
}
"""The columns of `CostOverDates.part_rows`, each with its meaning."""


@attrs.frozen(kw_only=True, repr=False)
class CostOnDay:
    """What entries cost if they are received on a day.

    Args:
        on: the day.
        total: the sum of what is known.
        surcharges: the part of it that is late fees.
        vat: on top of the total, as far as it is known.
        lines: entries, and rows that could not be read.
        unknown_lines: those without a price.
        open_lines: those with a price and without a known late fee.
        parts: by group, where one was asked for.
        findings: of the quote for that day.
        surcharge_evidence: how the late fees are known, by the weakest; None where there are none.
    """

    on: date
    total: Money
    surcharges: Money
    vat: Money
    lines: int
    unknown_lines: int
    open_lines: int
    parts: Mapping[str, Subtotal]
    findings: Report = attrs.field(eq=False)
    surcharge_evidence: Evidence | None = None

    @classmethod
    def of(cls, quote: Quote, by: str | None = None) -> CostOnDay:
        """The figures of a quote, without its lines."""
        return cls(
            on=quote.on,
            total=quote.total,
            surcharges=quote.surcharges,
            vat=quote.vat,
            lines=len(quote),
            unknown_lines=quote.unknown_lines,
            open_lines=quote.open_lines,
            parts=quote.by(by) if by else {},
            findings=quote.findings,
            surcharge_evidence=surcharge_evidence(quote),
        )

    @property
    def complete(self) -> bool:
        """Whether every line has a price, and its late fee is known: else the total is the least owed."""
        return self.unknown_lines == self.open_lines == 0

    def row(self) -> dict[str, Any]:
        """The columns `COLUMNS`."""
        return {
            "on": self.on.isoformat(),
            "total": str(self.total),
            "surcharges": str(self.surcharges),
            "surcharge_evidence": str(self.surcharge_evidence) if self.surcharge_evidence else None,
            "vat": str(self.vat),
            "lines": self.lines,
            "unknown_lines": self.unknown_lines,
            "open_lines": self.open_lines,
            "complete": self.complete,
        }

    def __repr__(self) -> str:
        label = if_assumed(self.surcharge_evidence)
        return f"<CostOnDay {self.on}: {'' if self.complete else 'at least '}{self.total}{label}>"


@attrs.frozen(kw_only=True, repr=False)
class CostOverDates:
    """The same entries on several days; iterates over the days, in order.

    Args:
        days: what is owed on each.
        deadlines: the days after which some of the entries cost more, with those that are not known.
        by: what the parts are grouped by; None without parts.
        received: how many entries have a day of receipt of their own, and cost the same on every day.
    """

    days: tuple[CostOnDay, ...]
    deadlines: tuple[FeeDeadline, ...]
    by: str | None
    received: int

    def __iter__(self) -> Iterator[CostOnDay]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)

    def __getitem__(self, index: int) -> CostOnDay:
        return self.days[index]

    @property
    def complete(self) -> bool:
        """Whether there are days, and on each of them every price and late fee is known."""
        return bool(self.days) and all(day.complete for day in self.days)

    @property
    def findings(self) -> Report:
        """What the quotes of all days have to say, each once."""
        return each_once(finding for day in self.days for finding in day.findings)

    @property
    def surcharge_evidence(self) -> Evidence | None:
        """How the late fees of all days are known, by the weakest; None where there are none."""
        return weakest_of(day.surcharge_evidence for day in self.days)

    @property
    def between(self) -> tuple[FeeDeadline, ...]:
        """The deadlines that lie between the first and the last of the days, so that a plot can mark them."""
        if not self.days:
            return ()
        first, last = self.days[0].on, self.days[-1].on
        return tuple(d for d in self.deadlines if d.day and first <= d.day <= last)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each day, for ``pandas.DataFrame(result.rows())``; the columns are `COLUMNS`."""
        return (day.row() for day in self.days)

    def part_rows(self) -> Iterator[dict[str, Any]]:
        """One row for each day and part; the columns are `PART_COLUMNS`.

        **By payer, the rows hold personal data in clear.**
        """
        for day in self.days:
            for name, part in day.parts.items():
                yield {
                    "on": day.on.isoformat(),
                    "group": name,
                    "total": str(part.total),
                    "lines": part.lines,
                    "unknown_lines": part.unknown_lines,
                    "open_lines": part.open_lines,
                    "complete": part.complete,
                }

    def __repr__(self) -> str:
        if not self.days:
            return "<CostOverDates: no days>"
        first, last = self.days[0], self.days[-1]
        ends = " to ".join(
            f"{'' if day.complete else 'at least '}{day.total}{if_assumed(day.surcharge_evidence)}"
            for day in (first, last)
        )
        return f"<CostOverDates: {counted(len(self.days), 'date')}, {first.on} to {last.on}, {ends}>"


def cost_over_dates(
    entries: Entries,
    catalogue: Catalogue,
    days: Iterable[date] | None = None,
    *,
    terms: Terms,
    on: date | None = None,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    other_years: bool = False,
    by: str | None = None,
) -> CostOverDates:
    """What the same entries cost on several days; ``examcore.cost_over_dates`` fills in the terms.

    Entries that say when they were received cost the same on every day. The lines of the quotes are not
    kept, so that many days need little memory.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        days: on which the entries would be received; without them the days worth looking at, which are each
            known deadline and the day after it.
        terms: rules, published prices and days.
        on: one day more.
        prices: the centre's own price file, and overrides.
        bodies: so that a price file may name a body by its identifier.
        other_years: take late fees of other years where the year has none, as ASSUMED.
        by: also keep the parts by a group, one of those of `Quote.by`.

    Raises:
        TypeError: an argument is of another kind; a day has a time.
        ValueError: there is no such group.

    >>> cost_over_dates(Entries(), Catalogue.of(()), [date(2027, 2, 21)], terms=Terms.of(()))
    <CostOverDates: 1 date, 2027-02-21 to 2027-02-21, 0.00 to 0.00>
    """
    if by is not None and checked_group(by) not in GROUPS:
        raise ValueError(f"cannot group by {by!r}; there are {', '.join(GROUPS)}")
    wanted = set() if days is None else set(checked_days(days))
    if on is not None:
        wanted.add(checked_day(on, "on"))
    pricing = Pricing(catalogue, terms, prices, bodies, other_years)
    deadlines = pricing.deadlines(entries)
    if days is None:
        wanted |= {day for d in deadlines if d.day for day in (d.day, d.day + NEXT)}
    costs = tuple(CostOnDay.of(pricing.quote(entries, day), by) for day in sorted(wanted))
    received = sum(entry.received_on is not None for entry in entries)
    return CostOverDates(days=costs, deadlines=deadlines, by=by, received=received)
