"""File formats: how one is described, how a file finds its format, and what reading gives."""

from .format import Claim, Content, FileFormat, ReadContext, Sureness
from .reading import Reading, Readings, read_bytes

__all__ = [
    "Claim",
    "Content",
    "FileFormat",
    "ReadContext",
    "Reading",
    "Readings",
    "Sureness",
    "read_bytes",
]
