"""File formats: how one is described, how a file finds its format, and what reading gives."""

from .format import (
    Claim,
    Content,
    Contents,
    Dumped,
    FileFormat,
    ReadContext,
    Sureness,
    WriteContext,
    seems_delimited,
)
from .reading import Reading, Readings, read_bytes

__all__ = [
    "Claim",
    "Content",
    "Contents",
    "Dumped",
    "FileFormat",
    "ReadContext",
    "Reading",
    "Readings",
    "Sureness",
    "WriteContext",
    "read_bytes",
    "seems_delimited",
]
