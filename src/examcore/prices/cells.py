"""Cells that only price files have: prices, which are never negative, and rates of VAT."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..formats.amount import read_amount
from ..formats.column_codes import UNREADABLE_AMOUNT

__all__ = ["is_negative", "is_odd_rate", "read_rate"]

_MINUS: Final = re.compile(r"[-−–].+|[^-−–]+[-−–]|\(.+\)")
_RATE: Final = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|100)")

_LEAST: Final = 1  # less is the factor, 0.2 for 20 %
_MOST: Final = 30


def is_negative(text: str) -> bool:
    """Whether a cell holds less than nothing, in any of the ways of writing that, or a faulty one.

    >>> is_negative("-41.50"), is_negative("(41.50)"), is_negative("−£41,50")
    (True, True, True)
    >>> is_negative("41.50"), is_negative("-"), is_negative("(tbc)")
    (False, False, False)
    """
    return bool(_MINUS.fullmatch(text)) and read_amount(text.strip("-−–() ")) is not UNREADABLE_AMOUNT


def read_rate(text: str) -> Decimal | None:
    """A rate in per cent; None for anything else.

    >>> read_rate("17.5"), read_rate("20%")
    (Decimal('17.5'), None)
    """
    return Decimal(text) if _RATE.fullmatch(text) else None


def is_odd_rate(rate: Decimal) -> bool:
    """Whether no VAT has ever been like that.

    >>> is_odd_rate(Decimal("0.2")), is_odd_rate(Decimal(20)), is_odd_rate(Decimal(50))
    (True, False, True)
    """
    return not _LEAST <= rate <= _MOST
