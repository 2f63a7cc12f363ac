"""Entries: who is entered for what, from a table or a file, and the checks that need only the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .codes import CODES
    from .columns import COLUMNS, Column
    from .entries import Entries, UnreadableRow, WithdrawnCandidate
    from .offers import CHECKS, FORMATS

__all__ = [
    "CHECKS",
    "CODES",
    "COLUMNS",
    "FORMATS",
    "Column",
    "Entries",
    "UnreadableRow",
    "WithdrawnCandidate",
]

__getattr__ = lazily(
    __name__,
    {
        "CHECKS": "offers",
        "CODES": "codes",
        "COLUMNS": "columns",
        "Column": "columns",
        "Entries": "entries",
        "FORMATS": "offers",
        "UnreadableRow": "entries",
        "WithdrawnCandidate": "entries",
    },
)
