"""The numbers of the regulations: by rule, edition and body, with evidence, source and open conflicts.

A rule is a regulation with an id, such as ``LATE-05``; its parameters are the numbers in it. Rules of words
only are not here. Nothing is answered for an edition or a body that no row speaks of, unless the caller asks
for a stand-in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .changes import Change, ChangeKind
    from .edition import UNDATED, Edition
    from .quantity import Quantity, Unit
    from .rulebook import COLUMNS, Rulebook
    from .statement import Competing, ConflictKind, Parameter, Ruling, Statement

__all__ = [
    "COLUMNS",
    "UNDATED",
    "Change",
    "ChangeKind",
    "Competing",
    "ConflictKind",
    "Edition",
    "Parameter",
    "Quantity",
    "Rulebook",
    "Ruling",
    "Statement",
    "Unit",
]

__getattr__ = lazily(
    __name__,
    {
        "COLUMNS": "rulebook",
        "UNDATED": "edition",
        "Change": "changes",
        "ChangeKind": "changes",
        "Competing": "statement",
        "ConflictKind": "statement",
        "Edition": "edition",
        "Parameter": "statement",
        "Quantity": "quantity",
        "Rulebook": "rulebook",
        "Ruling": "statement",
        "Statement": "statement",
        "Unit": "quantity",
    },
)
