"""Findings about the lines of fixed-width files."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

BAD_FIELD = FindingCode(
    code="layout.bad-field",
    severity=Severity.ERROR,
    template="{record}: {field} {reason}; the line is not used",
    cure="fetch or export the file again; if it comes so, ask whoever made it",
    rule="V08",
    triggers="a fee of 03O60, with the letter O",
    passes="a fee of 03060",
)
ODD_CHARACTER = FindingCode(
    code="layout.odd-character",
    severity=Severity.WARNING,
    template="{record}: {field} holds a byte that is no printable ASCII character",
    cure="check the text by eye; files hold printable ASCII only",
    triggers="a title with the byte E9",
    passes="a title in A to Z",
)
UNKNOWN_VALUE = FindingCode(
    code="layout.unknown-value",
    severity=Severity.WARNING,
    template="{record}: {field} is {value!r}, which is none of {known}; it is kept",
    cure="none needed if the awarding body has a new code; tell us and it is added",
    triggers="an item Q where C, U and B are known",
    passes="an item U",
)
NOT_BLANK = FindingCode(
    code="layout.filler-not-blank",
    severity=Severity.INFO,
    template="{record}: columns without a meaning hold something; it is kept and not used",
    cure="none; it is told because the columns have no known meaning",
    rule="edi-formats 4.5",
    triggers="a third code in the filler of a D record",
    passes="spaces there",
)
SHORT = FindingCode(
    code="layout.short-line",
    severity=Severity.WARNING,
    template="{record}: the line has {actual} characters of {expected}; it was read as if filled with spaces",
    cure="take the file as the awarding body sent it: e-mail and editors strip trailing spaces",
    rule="V08",
    triggers="a line without its trailing spaces",
    passes="a line of the full length",
)
LONG = FindingCode(
    code="layout.long-line",
    severity=Severity.WARNING,
    template="{record}: the line has {actual} characters of {expected}; the rest is kept and not used",
    cure="check the line by eye: a value may have grown and moved what follows it",
    rule="V08",
    triggers="an entry record of 193 characters",
    passes="an entry record of 192",
)

CODES = (BAD_FIELD, ODD_CHARACTER, UNKNOWN_VALUE, NOT_BLANK, SHORT, LONG)
