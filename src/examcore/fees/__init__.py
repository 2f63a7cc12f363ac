"""Fees: what entries cost, line by line, with the reason and the source of every figure."""

from .price import CODES, Price, State, price_of
from .quote import Quote, QuoteLine, Subtotal, quote

__all__ = ["CODES", "Price", "Quote", "QuoteLine", "State", "Subtotal", "price_of", "quote"]
