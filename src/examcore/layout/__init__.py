"""Fixed-width records: one declaration per layout, from which parser, writer, docs and tests derive.

Knows nothing of examinations.
"""

from .annotate import annotate
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
from .codes import CODES as _RECORD_CODES
from .document import BOM, Document, split_lines
from .document import CODES as _DOCUMENT_CODES
from .fields import Field, column, wire
from .listing import Listing
from .record import RecordLayout, Rejected

__all__ = [
    "BIRTH",
    "BOM",
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
    "Listing",
    "RecordLayout",
    "Rejected",
    "annotate",
    "column",
    "constant",
    "split_lines",
    "wire",
]

CODES = (*_RECORD_CODES, *_DOCUMENT_CODES)
"""Every finding that taking a file apart can give."""
