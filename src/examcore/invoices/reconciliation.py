"""Invoices against entries: every item, what can be claimed, and by when to pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from ..evidence import Missing
from ..findings import Report, counted
from ..money import Money
from .claim import Claims
from .due import DueDate
from .item import Item, Outcome

__all__ = ["Reconciliation"]


@attrs.frozen(kw_only=True, repr=False)
class Reconciliation:
    """What came out; iterates over its items, has a length, goes out as rows.

    Args:
        items: by body, series and entry code; the worst of a code first.
        due_dates: of the invoices.
        findings: of the invoices, and of what was not compared.
        not_read: how many rows, of invoices and of entries, could not be compared.
        sound: whether there was an invoice to compare, and nothing of it was left out or does not add up.
        as_at: the day for which it was asked what is overdue; None for none.
    """

    items: tuple[Item, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    findings: Report = attrs.field(factory=Report)
    not_read: int = 0
    sound: bool = True
    as_at: date | None = None

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def total_invoiced(self) -> Money:
        """The sum of all lines that were compared, without VAT: charges less credits."""
        return Money.total(item.invoiced for item in self.items)

    @property
    def total_expected(self) -> Money:
        """The sum of what is expected, as far as it is known."""
        return Money.total(e for item in self.items if isinstance(e := item.expected, Money))

    @property
    def not_judged(self) -> Money:
        """The part of `total_invoiced` of which it is not known what to expect."""
        return Money.total(item.invoiced for item in self.items if isinstance(item.expected, Missing))

    @property
    def difference(self) -> Money:
        """The sum of all known differences: `total_invoiced` less `not_judged` and `total_expected`."""
        return Money.total(d for item in self.items if isinstance(d := item.difference, Money))

    @property
    def complete(self) -> bool:
        """Whether there was an invoice, all of it was compared, and every item could be judged."""
        judged = not any(item.outcome is Outcome.UNKNOWN for item in self.items)
        return self.sound and not self.not_read and judged

    @property
    def discrepancies(self) -> tuple[Item, ...]:
        """All items but those that match."""
        return tuple(item for item in self.items if item.outcome is not Outcome.MATCHED)

    @property
    def claims(self) -> Claims:
        """What the centre can claim back, or must ask about."""
        return Claims(tuple(item for item in self.items if item.is_claim))

    def by_outcome(self) -> dict[Outcome, tuple[Item, ...]]:
        """The items by outcome, those that match last; outcomes without items are left out."""
        found = {outcome: tuple(i for i in self.items if i.outcome is outcome) for outcome in Outcome}
        return {outcome: items for outcome, items in found.items() if items}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The items as rows, for ``pandas.DataFrame(reconciliation.rows())``; see docs/reference/rows.md."""
        return (item.row() for item in self.items)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(items)} {outcome}" for outcome, items in self.by_outcome().items())
        lost = f", {counted(self.not_read, 'row')} not compared" if self.not_read else ""
        return f"<Reconciliation: {counts or 'nothing'}; difference {self.difference} GBP{lost}>"
