"""What entries cost against a budget, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ..fees import Quote, Subtotal
from ..findings import counted
from ..money import Money
from .days import checked_group
from .year import CostOfYear

__all__ = ["COLUMNS", "BudgetComparison", "BudgetPart", "against_budget"]

COLUMNS: Final = {
    "group": "name of the part: a department, say; empty where the entry names none",
    "budget": "text with two decimals, as all amounts; None where the part has none",
    "cost": "the sum of what is known, without VAT that comes on top",
    "left": "budget without cost, negative where that is more; None without a budget",
    "over": "True where the cost is more than the budget; None where it cannot be told",
    "lines": "entries",
    "unknown_lines": "those that have no price and are not in the cost",
    "open_lines": "those that are in it without a late fee, which is not known",
    "complete": "False where the cost is the least that is owed, so that no more is left than it says",
}
"""The columns of `BudgetComparison.rows`, each with its meaning."""


@attrs.frozen(repr=False)
class BudgetPart:
    """One group, its budget and its cost.

    Args:
        group: name of the part; empty for entries that name none.
        budget: None where it has none.
        cost: of its entries; without lines where it has none.
    """

    group: str
    budget: Money | None
    cost: Subtotal

    @property
    def complete(self) -> bool:
        """Whether the cost is known in full; else it is the least that is owed, and no more is left."""
        return self.cost.complete

    @property
    def left(self) -> Money | None:
        """Budget without cost, negative where that is more; None without a budget."""
        return None if self.budget is None else self.budget - self.cost.total

    @property
    def over(self) -> bool | None:
        """Whether the cost is more than the budget; None where there is none, or where it may yet be."""
        if self.budget is None:
            return None
        if self.cost.total > self.budget:
            return True
        return False if self.complete else None

    def __repr__(self) -> str:
        least = "" if self.complete else "at least "
        return f"<BudgetPart {self.group!r}: {least}{self.cost.total} of {self.budget}>"


@attrs.frozen(kw_only=True, repr=False)
class BudgetComparison:
    """Cost against budget; iterates over the parts, sorted by name.

    Args:
        by: what the parts are grouped by.
        parts: all groups that have a budget, or entries, or both.
        vat: on top of the cost, as far as it is known; it is in no part.
        unplaced: rows that are in no part, as nobody can tell to which year they belong.
        currency: of all amounts.
    """

    by: str
    parts: tuple[BudgetPart, ...]
    vat: Money
    unplaced: int
    currency: str = "GBP"

    def __iter__(self) -> Iterator[BudgetPart]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, group: str) -> BudgetPart:
        """The part of that name, or `KeyError`."""
        for part in self.parts:
            if part.group == group:
                return part
        raise KeyError(f"no part {group!r}; there are {', '.join(repr(part.group) for part in self.parts)}")

    @property
    def budget(self) -> Money:
        """The sum of the budgets."""
        return Money.total((part.budget for part in self.parts if part.budget), self.currency)

    @property
    def cost(self) -> Money:
        """The sum of what is known of the cost, with the parts that have no budget."""
        return self._cost(self.parts)

    @property
    def cost_without_budget(self) -> Money:
        """The part of the cost that has no budget, as far as it is known."""
        return self._cost(self._unbudgeted)

    @property
    def left(self) -> Money:
        """The sum of the budgets without the cost of what has one; see `cost_without_budget`."""
        return self.budget - (self.cost - self.cost_without_budget)

    @property
    def _unbudgeted(self) -> tuple[BudgetPart, ...]:
        return tuple(part for part in self.parts if part.budget is None)

    def _cost(self, parts: Iterable[BudgetPart]) -> Money:
        return Money.total((part.cost.total for part in parts), self.currency)

    def _in_words(self, parts: Iterable[BudgetPart]) -> str:
        of = tuple(parts)
        known = not self.unplaced and all(part.complete for part in of)
        return f"{'' if known else 'at least '}{self._cost(of)}"

    @property
    def complete(self) -> bool:
        """Whether every cost is known in full."""
        return not self.unplaced and all(part.complete for part in self.parts)

    @property
    def over(self) -> tuple[BudgetPart, ...]:
        """The parts that certainly cost more than their budget."""
        return tuple(part for part in self.parts if part.over)

    @property
    def without_budget(self) -> tuple[str, ...]:
        """The groups with entries and no budget."""
        return tuple(part.group for part in self._unbudgeted)

    @property
    def without_entries(self) -> tuple[str, ...]:
        """The groups with a budget and no entries: perhaps their name is spelt otherwise in the entries."""
        return tuple(part.group for part in self.parts if not part.cost.lines)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each part, for ``pandas.DataFrame``; the columns are `COLUMNS`.

        **By payer, the rows hold personal data in clear.**
        """
        for part in self.parts:
            yield {
                "group": part.group,
                "budget": None if part.budget is None else str(part.budget),
                "cost": str(part.cost.total),
                "left": None if part.left is None else str(part.left),
                "over": part.over,
                "lines": part.cost.lines,
                "unknown_lines": part.cost.unknown_lines,
                "open_lines": part.cost.open_lines,
                "complete": part.complete,
            }

    def __repr__(self) -> str:
        cost = self._in_words(part for part in self.parts if part.budget is not None)
        over = f", {counted(len(self.over), 'part')} over" if self.over else ""
        rest = f"; {self._in_words(self._unbudgeted)} without a budget" if self._unbudgeted else ""
        return f"<BudgetComparison by {self.by}: {cost} of {self.budget}{over}{rest}>"


def against_budget(
    quote: Quote | CostOfYear, budget: Mapping[str, Money | str], by: str = "department"
) -> BudgetComparison:
    """What entries cost against a budget, part by part.

    Groups without a budget, and budgets without entries, are in the answer, too: names are compared exactly.
    VAT that comes on top of prices is not in the cost of a part.

    Args:
        quote: of entries, or the cost of a year.
        budget: name of the group to money, or to a text such as ``1250.00``.
        by: one of the groups of `Quote.by`.

    Raises:
        TypeError: an argument is of another kind; an amount is a number, for floats are no money.
        ValueError: there is no such group, or a text is no amount, or one is negative.
        CurrencyMismatch: a budget is in another currency than the quote.

    >>> from datetime import date
    >>> from examcore.findings import Report
    >>> against_budget(Quote(date(2027, 1, 15), (), Report()), {"Art": "250.00"})
    <BudgetComparison by department: 0.00 of 250.00>
    """
    if not isinstance(quote, Quote | CostOfYear):
        raise TypeError(f"give a quote or the cost of a year, not a {type(quote).__name__}")
    if not isinstance(budget, Mapping):
        raise TypeError(f"budget: give a mapping such as {{'Art': '250.00'}}, not a {type(budget).__name__}")
    costs = quote.by(checked_group(by))
    amounts = {name: _amount(name, amount, quote.currency) for name, amount in budget.items()}
    nothing = Subtotal(0, Money(0, quote.currency), 0)
    parts = tuple(
        BudgetPart(name, amounts.get(name), costs.get(name, nothing))
        for name in sorted(costs.keys() | amounts.keys())
    )
    vat = Money.total((v for line in quote.lines if isinstance(v := line.vat, Money)), quote.currency)
    unplaced = quote.undated if isinstance(quote, CostOfYear) else 0
    return BudgetComparison(by=by, parts=parts, vat=vat, unplaced=unplaced, currency=quote.currency)


def _amount(name: object, amount: object, currency: str) -> Money:
    if not isinstance(name, str):
        raise TypeError(f"budget: the name of a group is a text, not {name!r}")
    if isinstance(amount, str):
        try:
            amount = Money.parse(amount, currency)
        except ValueError as error:
            raise ValueError(f"budget of {name!r}: {error}") from None
    if not isinstance(amount, Money):
        raise TypeError(f"budget of {name!r}: give Money or a text such as '1250.00', not {amount!r}")
    if amount < Money(0, currency):
        raise ValueError(f"budget of {name!r}: {amount} is negative")
    return amount
