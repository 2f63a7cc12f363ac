"""Fees: what entries cost, line by line, with the reason and the source of every figure."""

from .line import QuoteLine
from .price import CODES, Price, State, price_of
from .quote import Quote, Subtotal, quote

__all__ = ["CODES", "Price", "Quote", "QuoteLine", "State", "Subtotal", "price_of", "quote"]
