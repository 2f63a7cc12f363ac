"""Fixed-width records: one declaration per layout, from which parser, writer, docs and tests derive.

Knows nothing of examinations.
"""

from .codecs import (
    BIRTH,
    CODE,
    DATE,
    DIGITS,
    FILLER,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    Codec,
    constant,
)
from .document import Document, split_lines
from .fields import Field, column, wire
from .record import CODES, RecordLayout, Rejected

__all__ = [
    "BIRTH",
    "CODE",
    "CODES",
    "DATE",
    "DIGITS",
    "FILLER",
    "KEY",
    "NUMBER",
    "NUMBER_OR_BLANK",
    "TEXT",
    "Codec",
    "Document",
    "Field",
    "RecordLayout",
    "Rejected",
    "column",
    "constant",
    "split_lines",
    "wire",
]
