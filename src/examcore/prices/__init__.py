"""The centre's own prices: a table of them, read with every fault told, and overrides given in code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .codes import CODES
    from .prices import Prices
    from .row import PriceRow, Vat
    from .table import COLUMNS, FORMATS, KINDS, OWN_CHARGES

__all__ = ["CODES", "COLUMNS", "FORMATS", "KINDS", "OWN_CHARGES", "PriceRow", "Prices", "Vat"]

__getattr__ = lazily(
    __name__,
    {
        "CODES": "codes",
        "COLUMNS": "table",
        "FORMATS": "table",
        "KINDS": "table",
        "OWN_CHARGES": "table",
        "PriceRow": "row",
        "Prices": "prices",
        "Vat": "row",
    },
)
