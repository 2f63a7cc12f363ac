"""What is charged beside entries, and what comes back: changes, withdrawals, services after results, bills.

Each by the terms of its body. What a rule says is charged, and no amount was published for, is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .bills import Bill, BillLine, Bills
    from .change_quote import ChangeLine, ChangeQuote, ChangeSubtotal
    from .changes import price_changes
    from .charges import Charge, price_charges
    from .codes import CODES
    from .passed_on import pass_on

__all__ = [
    "CODES",
    "Bill",
    "BillLine",
    "Bills",
    "ChangeLine",
    "ChangeQuote",
    "ChangeSubtotal",
    "Charge",
    "pass_on",
    "price_changes",
    "price_charges",
]

__getattr__ = lazily(
    __name__,
    {
        "CODES": "codes",
        "Bill": "bills",
        "BillLine": "bills",
        "Bills": "bills",
        "ChangeLine": "change_quote",
        "ChangeQuote": "change_quote",
        "ChangeSubtotal": "change_quote",
        "Charge": "charges",
        "pass_on": "passed_on",
        "price_changes": "changes",
        "price_charges": "charges",
    },
)
