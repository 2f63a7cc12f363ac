"""Fees: what entries cost, line by line, with the reason and the source of every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .codes import CODES
    from .late_fee import LateFee
    from .line import QuoteLine
    from .price import Price, State, price_of
    from .pricing import price_entries
    from .quote import Quote, Subtotal
    from .rule import FeeRule, PublishedPrice
    from .terms import Terms
    from .tier import Tier, Tiers

__all__ = [
    "CODES",
    "FeeRule",
    "LateFee",
    "Price",
    "PublishedPrice",
    "Quote",
    "QuoteLine",
    "State",
    "Subtotal",
    "Terms",
    "Tier",
    "Tiers",
    "price_entries",
    "price_of",
]

__getattr__ = lazily(
    __name__,
    {
        "CODES": "codes",
        "FeeRule": "rule",
        "LateFee": "late_fee",
        "Price": "price",
        "PublishedPrice": "rule",
        "Quote": "quote",
        "QuoteLine": "line",
        "State": "price",
        "Subtotal": "quote",
        "Terms": "terms",
        "Tier": "tier",
        "Tiers": "tier",
        "price_entries": "pricing",
        "price_of": "price",
    },
)
