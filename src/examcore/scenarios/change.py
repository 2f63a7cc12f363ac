"""What changing or withdrawing entries costs on several days, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from ..catalogue import Catalogue
from ..charges.change_quote import ChangeQuote
from ..charges.changes import checked_changes, price_changes
from ..entries import Entries
from ..fees import Terms
from ..findings import Report, counted
from ..model import BodyBook
from ..money import Money
from ..prices import Prices
from .days import checked_days, each_once

__all__ = ["COLUMNS", "ChangeOnDay", "CostOfChange", "cost_of_change"]

COLUMNS: Final = {
    "on": "ISO date, the day on which the change is received",
    "charges": "what is paid, as far as it is known; text with two decimals, as all amounts",
    "refunds": "what comes back, as far as it is known",
    "net": "charges less refunds, negative for a credit",
    "lines": "changes",
    "unknown_lines": "those with an amount that is not known",
    "complete": "False where an amount is not known, so that charges and refunds may both be more",
    "why": "what is not known, with semicolons between the reasons",
}
"""The columns of `CostOfChange.rows`, each with its meaning."""


@attrs.frozen(kw_only=True, repr=False)
class ChangeOnDay:
    """What a change costs if it is received on a day.

    Args:
        on: the day.
        charges: what is paid, as far as it is known.
        refunds: what comes back, as far as it is known.
        lines: how many changes.
        unknown_lines: how many have an amount that is not known.
        unreadable: rows of which nobody can tell whether they changed.
        why: what is not known, each reason once.
        findings: of the quote for that day.
    """

    on: date
    charges: Money
    refunds: Money
    lines: int
    unknown_lines: int
    unreadable: int
    why: tuple[str, ...]
    findings: Report = attrs.field(eq=False)

    @classmethod
    def of(cls, quote: ChangeQuote) -> ChangeOnDay:
        """The figures of a quote of changes, without its lines."""
        return cls(
            on=quote.on,
            charges=quote.charges,
            refunds=quote.refunds,
            lines=len(quote),
            unknown_lines=quote.unknown_lines,
            unreadable=quote.unreadable,
            why=tuple(dict.fromkeys(line.lacking for line in quote if line.lacking)),
            findings=quote.findings,
        )

    @property
    def net(self) -> Money:
        """Charges less refunds, negative for a credit; of what is known."""
        return self.charges - self.refunds

    @property
    def complete(self) -> bool:
        """Whether every amount is known, and every row could be read."""
        return self.unknown_lines == self.unreadable == 0

    def row(self) -> dict[str, Any]:
        """The columns `COLUMNS`."""
        return {
            "on": self.on.isoformat(),
            "charges": str(self.charges),
            "refunds": str(self.refunds),
            "net": str(self.net),
            "lines": self.lines,
            "unknown_lines": self.unknown_lines,
            "complete": self.complete,
            "why": "; ".join(self.why),
        }

    def __repr__(self) -> str:
        lack = "" if self.complete else ", not wholly known"
        return f"<ChangeOnDay {self.on}: {self.charges} paid, {self.refunds} back{lack}>"


@attrs.frozen(repr=False)
class CostOfChange:
    """One change on several days; iterates over the days, in order.

    Args:
        days: what is paid and what comes back on each.
    """

    days: tuple[ChangeOnDay, ...]

    def __iter__(self) -> Iterator[ChangeOnDay]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)

    def __getitem__(self, index: int) -> ChangeOnDay:
        return self.days[index]

    @property
    def complete(self) -> bool:
        """Whether there are days, and on each of them every amount is known."""
        return bool(self.days) and all(day.complete for day in self.days)

    @property
    def findings(self) -> Report:
        """What the quotes of all days have to say, each once."""
        return each_once(finding for day in self.days for finding in day.findings)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each day, for ``pandas.DataFrame``; the columns are `COLUMNS`."""
        return (day.row() for day in self.days)

    def __repr__(self) -> str:
        nets = ", ".join(f"{day.on}: {day.net}" for day in (*self.days[:1], *self.days[1:][-1:]))
        lack = "" if self.complete else "; not wholly known"
        return f"<CostOfChange: {counted(len(self.days), 'date')}{'; ' if nets else ''}{nets}{lack}>"


def cost_of_change(
    before: Entries,
    after: Entries,
    catalogue: Catalogue,
    days: Iterable[date],
    *,
    charged_on: date,
    terms: Terms,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    evidence: Mapping[str, str] | None = None,
    other_years: bool = False,
) -> CostOfChange:
    """What one change costs on several days; ``examcore.cost_of_change`` fills in the terms.

    Args:
        before: the entries as they were charged.
        after: the entries as they shall be: without those that are withdrawn, with others instead.
        catalogue: the basedata of their series.
        days: on which the change would be received.
        charged_on: the day on which entries before without ``received_on`` were received.
        terms: rules, published prices and days.
        prices: the centre's own price file, and overrides.
        bodies: so that a price file may name a body by its identifier.
        evidence: candidate, as ``64999/0001``, to ``medical`` or ``bereavement``, where that can be shown.
        other_years: take late fees of other years where the year has none, as ASSUMED.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: evidence of another kind.

    >>> sent, day = Entries(), date(2027, 2, 1)
    >>> cost_of_change(sent, sent, Catalogue.of(()), [day], charged_on=day, terms=Terms.of(()))
    <CostOfChange: 1 date; 2027-02-01: 0.00>
    """
    wanted = checked_days(days)
    if not wanted:  # what is of another kind is refused without a day, too
        checked_changes(before, after, charged_on, prices, evidence)
    return CostOfChange(
        tuple(
            ChangeOnDay.of(
                price_changes(
                    before,
                    after,
                    catalogue,
                    on=day,
                    charged_on=charged_on,
                    terms=terms,
                    prices=prices,
                    bodies=bodies,
                    evidence=evidence,
                    other_years=other_years,
                )
            )
            for day in wanted
        )
    )
