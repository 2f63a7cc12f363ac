"""What a centre can claim back, or must ask about."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..evidence import Missing
from ..findings import counted
from ..money import Money
from .item import Item

__all__ = ["Claims"]


@attrs.frozen(repr=False)
class Claims:
    """Items of which too much was charged, or a refund did not come, or that only the body can explain.

    Args:
        items: each with its reasons.

    >>> Claims().total
    <Money 0.00 GBP>
    """

    items: tuple[Item, ...] = ()

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def total(self) -> Money:
        """The sum of what is known; see `to_ask`."""
        return Money.total(d for item in self.items if isinstance(d := item.difference, Money))

    @property
    def to_ask(self) -> int:
        """Of how many items no amount is known."""
        return sum(isinstance(item.difference, Missing) for item in self.items)

    def by_body(self) -> dict[str, Money]:
        """The total of each awarding body, by its id."""
        found: dict[str, Money] = {}
        for item in self.items:
            if isinstance(item.difference, Money):
                body = item.awarding_body
                found[body] = found.get(body, Money(0)) + item.difference
        return dict(sorted(found.items()))

    def by_invoice(self) -> dict[tuple[str, str], Money]:
        """The total by awarding body and invoice number; the number is empty for what stands on none."""
        found: dict[tuple[str, str], Money] = {}
        for item in self.items:
            for (_, number), amount in item.shares:
                key = item.awarding_body, number
                found[key] = found.get(key, Money(0)) + amount
        return dict(sorted(found.items()))

    def __repr__(self) -> str:
        ask = f", {self.to_ask} to ask about" if self.to_ask else ""
        return f"<Claims: {counted(len(self), 'item')}, {self.total} GBP{ask}>"
