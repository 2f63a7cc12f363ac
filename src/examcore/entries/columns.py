"""The columns of the entries table, declared once: reader, rows and the reference page derive from them."""

from __future__ import annotations

from typing import Final

import attrs

__all__ = ["COLUMNS", "ESSENTIAL", "INVOICE_MARKS", "Column"]


@attrs.frozen
class Column:
    """One column.

    Args:
        name: as in the header.
        meaning: one line.
        expected: one of the twelve that a table should have.
        personal: whether it names or identifies a person.
        known: the values that are known; empty for any.
    """

    name: str
    meaning: str
    expected: bool = False
    personal: bool = False
    known: tuple[str, ...] = ()


COLUMNS: Final = (
    Column("centre_number", "National Centre Number, five characters", expected=True),
    Column("candidate_number", "0001 to 9999, one per person, centre and series", expected=True),
    Column("surname", "legal surname", expected=True, personal=True),
    Column("forenames", "legal forenames; may be empty", expected=True, personal=True),
    Column("sex", "M or F", expected=True, known=("M", "F", "")),
    Column("date_of_birth", "2009-03-14, or day first 14/03/2009", expected=True, personal=True),
    Column("uci", "Unique Candidate Identifier, 13 characters", expected=True, personal=True),
    Column("upn", "Unique Pupil Number, 13 characters; may be empty", expected=True, personal=True),
    Column("uln", "Unique Learner Number, 10 digits; may be empty", expected=True, personal=True),
    Column("awarding_body", "a body (aqa) or a JCQ identifier (70)", expected=True),
    Column("series", "the body's series code (6G27), or year and month (2027-06)", expected=True),
    Column("option_code", "entry code", expected=True),
    Column("status", "C centre candidate, P private candidate; empty means C", known=("C", "P", "")),
    Column("qualifier", "G guest, P, or empty", known=("G", "P", "")),
    Column("other_centre_number", "of guests and collaborations"),
    Column("other_candidate_number", "of guests and collaborations"),
    Column("documentation_group", "three characters by which the body sorts its paperwork"),
    Column("entry_name", "the name to send where the legal one does not fit", personal=True),
    Column("received_on", "the day the body received the entry"),
    Column("subject", "the centre's name for the subject"),
    Column("department", "of the centre"),
    Column("year_group", "of the candidate"),
    Column("form", "of the candidate"),
    Column("payer", "who pays, where it is not the centre", personal=True),
)
"""In the order in which they go out; other columns of a table are kept behind them."""

ESSENTIAL: Final = ("awarding_body", "series", "option_code")
"""Without these it cannot be told what is entered."""

INVOICE_MARKS: Final = frozenset(
    {
        "edi_reference",
        "entry_code",
        "gross",
        "invoice_date",
        "invoice_number",
        "net",
        "unit_price",
        "volume",
    }
)
"""Columns of invoices: a table with two of them is one, whatever others it has beside them."""
