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
from .document import CODES as _DOCUMENT_CODES
from .document import Document, split_lines
from .fields import Field, column, wire
from .record import CODES as _RECORD_CODES
from .record import RecordLayout, Rejected

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

CODES = (*_RECORD_CODES, *_DOCUMENT_CODES)
"""Every finding that taking a file apart can give."""
