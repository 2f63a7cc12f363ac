"""Invoices: read, and compared line by line with what a centre entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .claim import Claims
    from .due import DueDate
    from .invoice import InvoiceLine, Invoices, InvoiceTotal, UnreadLine
    from .item import Item, Outcome
    from .reconcile import reconcile_invoices
    from .reconciliation import Reconciliation
    from .refund import ExpectedRefund, refunds_of
    from .table import COLUMNS, FORMATS, KINDS

__all__ = [
    "COLUMNS",
    "FORMATS",
    "KINDS",
    "Claims",
    "DueDate",
    "ExpectedRefund",
    "InvoiceLine",
    "InvoiceTotal",
    "Invoices",
    "Item",
    "Outcome",
    "Reconciliation",
    "UnreadLine",
    "reconcile_invoices",
    "refunds_of",
]

__getattr__ = lazily(
    __name__,
    {
        "COLUMNS": "table",
        "Claims": "claim",
        "DueDate": "due",
        "ExpectedRefund": "refund",
        "refunds_of": "refund",
        "FORMATS": "table",
        "InvoiceLine": "invoice",
        "InvoiceTotal": "invoice",
        "Invoices": "invoice",
        "Item": "item",
        "KINDS": "table",
        "Outcome": "item",
        "Reconciliation": "reconciliation",
        "UnreadLine": "invoice",
        "reconcile_invoices": "reconcile",
    },
)
