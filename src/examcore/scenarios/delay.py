"""What missing a deadline costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..evidence import UNKNOWN, Evidence, Missing
from ..fees import Quote, QuoteLine, Subtotal, Terms
from ..findings import Report, counted
from ..model import BodyBook, Series
from ..money import Money
from ..prices import Prices
from .days import (
    NEXT,
    SURCHARGE_EVIDENCE,
    Pricing,
    each_once,
    if_assumed,
    surcharge_evidence,
    weakest_of,
)
from .fee_deadline import COLUMNS as DEADLINE_COLUMNS
from .fee_deadline import FeeDeadline

__all__ = ["COLUMNS", "CostOfDelay", "CostOfMissing", "cost_of_delay"]

COLUMNS: Final = {
    **{name: meaning for name, meaning in DEADLINE_COLUMNS.items() if name != "because"},
    "cost_by_then": "of these entries on the last day, as far as known; None where the day is not known",
    "cost_a_day_later": "of the same entries on the next day, as far as it is known",
    "difference": "what missing the day costs, of the entries for which both are known; None where none is",
    "surcharge_evidence": SURCHARGE_EVIDENCE,
    "complete": "False where the difference is the least it costs, or is not known",
    "why": "what is not known, with semicolons between the reasons",
}
"""The columns of `CostOfDelay.rows`, each with its meaning."""


@attrs.frozen(kw_only=True, repr=False)
class CostOfMissing:
    """What missing one deadline costs.

    Args:
        deadline: whose, which day, and whence it is known.
        by_then: the cost of the entries that it concerns on that day; None where the day is not known.
        a_day_later: their cost on the next day.
        difference: the sum over the entries for which both are known; `UNKNOWN` where there is none.
        why: what is not known, each reason once.
        surcharge_evidence: how the late fees in it are known, by the weakest; None where there is none.
        findings: of the quotes for both days, each once.
    """

    deadline: FeeDeadline
    by_then: Subtotal | None
    a_day_later: Subtotal | None
    difference: Money | Missing
    why: tuple[str, ...]
    surcharge_evidence: Evidence | None = None
    findings: Report = attrs.field(factory=Report, eq=False)

    @property
    def complete(self) -> bool:
        """Whether the difference is known for every entry; else it is the least that it costs."""
        return bool(self.by_then and self.a_day_later and self.by_then.complete and self.a_day_later.complete)

    def row(self) -> dict[str, Any]:
        """The columns `COLUMNS`; what is not known is None."""
        of_deadline = self.deadline.row()
        del of_deadline["because"]
        known = isinstance(self.difference, Money)
        return {
            **of_deadline,
            "cost_by_then": str(self.by_then.total) if self.by_then else None,
            "cost_a_day_later": str(self.a_day_later.total) if self.a_day_later else None,
            "difference": str(self.difference) if known else None,
            "surcharge_evidence": str(self.surcharge_evidence) if self.surcharge_evidence else None,
            "complete": self.complete,
            "why": "; ".join(self.why),
        }

    def __repr__(self) -> str:
        least = "at least " if isinstance(self.difference, Money) and not self.complete else ""
        day = f"after {self.deadline.day}" if self.deadline.day else "day not known"
        label = if_assumed(self.surcharge_evidence)
        return f"<CostOfMissing {self.deadline.what} {day}: {least}{self.difference}{label}>"


@attrs.frozen(kw_only=True, repr=False)
class CostOfDelay:
    """What missing deadlines costs; iterates over the deadlines, those without a known day last.

    Args:
        parts: one for each deadline.
        received: how many entries have a day of receipt of their own; no deadline concerns them.
        unreadable: rows that could not be read, and of which nothing is known.
        currency: of all amounts.
    """

    parts: tuple[CostOfMissing, ...]
    received: int
    unreadable: int
    currency: str = "GBP"

    def __iter__(self) -> Iterator[CostOfMissing]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, index: int) -> CostOfMissing:
        return self.parts[index]

    @property
    def difference(self) -> Money | Missing:
        """What missing all of them costs, as far as it is known; `UNKNOWN` where it is of none of them."""
        known = [d for part in self.parts if isinstance(d := part.difference, Money)]
        return Money.total(known, self.currency) if known or not self.parts else UNKNOWN

    @property
    def complete(self) -> bool:
        """Whether that is known of every deadline and entry; else the difference is the least it costs."""
        return not self.unreadable and all(part.complete for part in self.parts)

    @property
    def surcharge_evidence(self) -> Evidence | None:
        """How the late fees in it are known, by the weakest; None where there are none."""
        return weakest_of(part.surcharge_evidence for part in self.parts)

    @property
    def findings(self) -> Report:
        """What the quotes for the days before and after all deadlines have to say, each once."""
        return each_once(finding for part in self.parts for finding in part.findings)

    def filter(
        self, *, body: str | None = None, series: Series | str | None = None, tier: str | None = None
    ) -> CostOfDelay:
        """The deadlines of a body, a series, a tier: ``filter(tier="late").difference`` is the first step.

        Rows that could not be read stay counted: nobody can tell that they do not belong.
        """

        def fits(deadline: FeeDeadline) -> bool:
            return (
                body in {None, deadline.body}
                and (series is None or str(series) == str(deadline.series))
                and tier in {None, str(deadline.tier)}
            )

        return attrs.evolve(self, parts=tuple(part for part in self.parts if fits(part.deadline)))

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each deadline, for ``pandas.DataFrame``; the columns are `COLUMNS`."""
        return (part.row() for part in self.parts)

    def __repr__(self) -> str:
        least = "" if self.complete or isinstance(self.difference, Missing) else "at least "
        label = if_assumed(self.surcharge_evidence)
        return f"<CostOfDelay: {counted(len(self.parts), 'deadline')}, {least}{self.difference}{label}>"


def cost_of_delay(
    entries: Entries,
    catalogue: Catalogue,
    *,
    terms: Terms,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    other_years: bool = False,
) -> CostOfDelay:
    """What missing each deadline costs, by one day; ``examcore.cost_of_delay`` fills in the terms.

    For each body and series that is the last day without a late fee, and the last day before entries are
    very late. A day or a late fee that is not known is told, with the reason.

    Args:
        entries: who is entered for what; those with ``received_on`` are passed over.
        catalogue: the basedata of their series.
        terms: rules, published prices and days.
        prices: the centre's own price file, and overrides.
        bodies: so that a price file may name a body by its identifier.
        other_years: take late fees of other years where the year has none, as ASSUMED.

    Raises:
        TypeError: an argument is of another kind.

    >>> cost_of_delay(Entries(), Catalogue.of(()), terms=Terms.of(()))
    <CostOfDelay: 0 deadlines, 0.00>
    """
    pricing = Pricing(catalogue, terms, prices, bodies, other_years)
    parts = tuple(_missing(deadline, entries, pricing) for deadline in pricing.deadlines(entries))
    received = sum(entry.received_on is not None for entry in entries)
    return CostOfDelay(parts=parts, received=received, unreadable=len(entries.unreadable))


def _missing(deadline: FeeDeadline, entries: Entries, pricing: Pricing) -> CostOfMissing:
    if deadline.day is None:
        why = (deadline.because[-1].says,)
        return CostOfMissing(deadline=deadline, by_then=None, a_day_later=None, difference=UNKNOWN, why=why)
    concerned = Entries(tuple(entries[place] for place in deadline.places))
    before = pricing.quote(concerned, deadline.day)
    after = pricing.quote(concerned, deadline.day + NEXT)
    differences = [
        later.amount - sooner.amount
        for sooner, later in zip(before, after, strict=True)
        if isinstance(sooner.amount, Money) and isinstance(later.amount, Money)
        if not sooner.open and not later.open
    ]
    return CostOfMissing(
        deadline=deadline,
        by_then=_whole(before),
        a_day_later=_whole(after),
        difference=Money.total(differences, before.currency) if differences else UNKNOWN,
        why=tuple(dict.fromkeys(_lacks((*before, *after)))),
        surcharge_evidence=surcharge_evidence((*before, *after)),
        findings=each_once((*before.findings, *after.findings)),
    )


def _whole(quote: Quote) -> Subtotal:
    return Subtotal(len(quote), quote.total, quote.unknown_lines, quote.open_lines)


def _lacks(lines: Iterable[QuoteLine]) -> Iterator[str]:
    for line in lines:
        if not isinstance(line.price, Money):
            yield f"{line.awarding_body} {line.series} {line.code}: {line.pricing.because[-1].says}"
        elif line.open and line.late.because:
            yield line.late.because[-1].says
