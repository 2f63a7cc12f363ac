"""Faults of files and data, as values: what, where, how bad, and the cure.

A `FindingCode` is declared once, next to the code that emits it; a `Finding` is one occurrence; a `Report`
holds many.
"""

from .finding import Finding, FindingCode, Severity, code_book
from .masking import PERSONAL, mask, shape, shown_body, shown_code
from .report import Report, counted

__all__ = [
    "PERSONAL",
    "Finding",
    "FindingCode",
    "Report",
    "Severity",
    "code_book",
    "counted",
    "mask",
    "shape",
    "shown_body",
    "shown_code",
]
