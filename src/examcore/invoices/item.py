"""What came out for one entry code: it matches, or how it differs and by how much."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import attrs

from ..evidence import UNKNOWN, Missing, Reason
from ..findings import shown_body, shown_code
from ..money import Money
from .invoice import InvoiceKey, InvoiceLine
from .table import shown_number

__all__ = ["ROW_COLUMNS", "Item", "Outcome"]

ROW_COLUMNS: Final = {
    "outcome": "one of the outcomes",
    "awarding_body": "id of the body; as the invoice has it where nobody knows it",
    "series": "the body's series code; as the invoice has it where nothing is entered",
    "entry_code": "of the option; None for charges that name none",
    "kind": "what is compared: `entry`, `late-fee`, `refund`, `credit`, or the kind of the line",
    "quantity": "how many this row is about",
    "entered": "how many are entered for the code in all",
    "charged": "how many entries of the code are invoiced in all, less those that are credited",
    "expected": "of this row, without VAT; text with two decimals, None where it is not known",
    "invoiced": "of this row, without VAT; text with two decimals",
    "difference": "invoiced less expected; None where that is not known",
    "claim": "whether the centre can claim it back, or must ask about it",
    "invoices": "their numbers, with blanks between them",
    "candidates": "whom it concerns or may concern, `12345/0001`, with blanks between them",
    "file": "the table in which its first line stands",
    "line": "where it stands there",
    "reason": "the first reason; `Item.because` has all",
}
"""The columns of `Item.row`, each with its meaning."""


class Outcome(StrEnum):
    """How an invoice and the entries go together."""

    LATE_FEE = "late-fee"
    """More than the price on time, or a late fee, for what was received on time."""
    REFUND_NOT_PAID = "refund-not-paid"
    """A withdrawal whose refund is due, and no credit for it came, or less than is due."""
    QUANTITY = "quantity"
    """More or fewer than were entered."""
    PRICE = "price"
    """Another price than is expected."""
    EXTRA = "extra"
    """Invoiced, and nobody is entered for it."""
    MISSING = "missing"
    """Entered, and not invoiced."""
    UNKNOWN = "unknown"
    """It cannot be judged; the reasons say why."""
    MATCHED = "matched"
    """Invoiced as expected."""


@attrs.frozen(kw_only=True)
class Item:
    """One outcome for one entry code.

    The items of a code part what was invoiced and what was expected among them: their amounts add up to those
    of the code, and nothing is counted twice.

    Args:
        outcome: how it goes together.
        awarding_body: id.
        series: the body's series code; as the invoice has it where nothing is entered.
        code: entry code; may be empty for charges that name none.
        kind: what is compared: ``entry``, ``late-fee``, ``refund``, ``credit``, or the kind of the line.
        quantity: how many it concerns.
        entered: how many are entered for the code in all.
        charged: how many entries of the code are invoiced in all, less those that are credited.
        expected: of this item, without VAT; `UNKNOWN` where that cannot be told.
        invoiced: of this item, without VAT.
        candidates: whom it concerns or may concern, as ``12345/0001``.
        lines: of invoices.
        because: why, with the place of every figure.
        ask: whether the centre must ask about it although no amount is known.
        body_known: whether the body is one that somebody knows.
    """

    outcome: Outcome
    awarding_body: str = attrs.field(repr=shown_body)
    series: str = attrs.field(repr=shown_code)
    code: str = attrs.field(repr=shown_code)
    kind: str
    quantity: int
    entered: int
    charged: int
    expected: Money | Missing
    invoiced: Money
    candidates: tuple[str, ...] = ()
    lines: tuple[InvoiceLine, ...] = ()
    because: tuple[Reason, ...] = ()
    ask: bool = False
    body_known: bool = True
    _shares: tuple[tuple[InvoiceKey, Money], ...] = attrs.field(default=(), repr=False)

    @property
    def difference(self) -> Money | Missing:
        """Invoiced less expected; `UNKNOWN` where it is not known what to expect."""
        return self.invoiced - self.expected if isinstance(self.expected, Money) else UNKNOWN

    @property
    def is_claim(self) -> bool:
        """Whether the centre can claim something back, or must ask."""
        difference = self.difference
        too_much = isinstance(difference, Money) and difference.pence > 0
        return self.outcome is not Outcome.MATCHED and (too_much or self.ask)

    @property
    def invoice_numbers(self) -> tuple[str, ...]:
        """Of its lines, in their order."""
        return tuple(dict.fromkeys(line.invoice_number for line in self.lines))

    @property
    def shown_numbers(self) -> tuple[str, ...]:
        """The same for people; of what does not look like a number of an invoice the shape."""
        return tuple(map(shown_number, self.invoice_numbers))

    @property
    def shown_body(self) -> str:
        """The body; of one that nobody knows the shape, as it may be a name."""
        return self.awarding_body if self.body_known else shown_body(self.awarding_body)

    @property
    def shares(self) -> tuple[tuple[InvoiceKey, Money], ...]:
        """The difference by invoice, as far as it is known; what stands on no invoice has an empty number."""
        return self._shares if isinstance(self.expected, Money) else ()

    @property
    def what(self) -> str:
        """Body, series and code, as people read them."""
        return " ".join(filter(None, (self.shown_body, shown_code(self.series), shown_code(self.code))))

    def row(self) -> dict[str, Any]:
        """The item with its columns: amounts as text with two decimals, None where they are not known.

        What may be a name that got into a column of codes or numbers is its shape.
        """
        first = next((line.origin for line in self.lines if line.origin), None)
        return {
            "outcome": str(self.outcome),
            "awarding_body": self.shown_body,
            "series": shown_code(self.series) or None,
            "entry_code": shown_code(self.code) or None,
            "kind": self.kind,
            "quantity": self.quantity,
            "entered": self.entered,
            "charged": self.charged,
            "expected": _text(self.expected),
            "invoiced": str(self.invoiced),
            "difference": _text(self.difference),
            "claim": self.is_claim,
            "invoices": " ".join(self.shown_numbers) or None,
            "candidates": " ".join(self.candidates) or None,
            "file": first.file if first else None,
            "line": first.line if first else None,
            "reason": self.because[0].says if self.because else None,
        }

    def __str__(self) -> str:
        difference = self.difference
        sign = "+" if isinstance(difference, Money) and difference.pence > 0 else ""
        says = f": {self.because[0].says}" if self.because else ""
        return f"{self.outcome} {self.what} {sign}{difference}{says}"


def _text(amount: Money | Missing) -> str | None:
    return str(amount) if isinstance(amount, Money) else None
