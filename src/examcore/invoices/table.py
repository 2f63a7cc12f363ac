"""The invoice table: what its columns mean, and how it is known among other tables.

Every reading asks every format, so what reads the rows is loaded only for a file that may be one.
"""

from __future__ import annotations

import re
from typing import Final

from ..entries.columns import INVOICE_MARKS
from ..formats import Claim, Content, FileFormat, ReadContext, Sureness, seems_delimited
from ..formats.column_codes import CODES as COLUMN_CODES
from ..formats.table_codes import CODES as TABLE_CODES
from .codes import CODES

__all__ = [
    "COLUMNS",
    "FORMAT",
    "FORMATS",
    "KINDS",
    "NEEDED",
    "WITHOUT_CODE",
    "identify",
    "load",
    "shown_number",
]

FORMAT: Final = "examcore.invoices.table"
"""Id of the format."""

COLUMNS: Final = {
    "awarding_body": "a body (`aqa`) or a JCQ identifier (`70`)",
    "invoice_number": "as printed on the invoice; a table may hold several invoices",
    "invoice_date": "2027-03-12, or day first 12/03/2027; the same in all rows of an invoice, or empty",
    "series": "`2027-06` or the body's own code (`6G27`); empty where the invoice does not say",
    "edi_reference": "the entry or amendment file that is charged for, as a receipt names it "
    "(`E1234570.X01`), or identifier and sequence (`70/001`); empty for entries made in a portal",
    "entry_code": "as in the entries; empty only for `amendment`, `post-results`, `other` and `total`",
    "description": "as printed; never interpreted",
    "kind": "what is charged for, see below; empty means `entry`",
    "volume": "how many; negative for a credit",
    "unit_price": "pounds and pence of one, without VAT, `41.50`; negative for a credit",
    "net": "volume times unit price; empty or exactly that",
    "vat": "on the net amount; empty where the line does not say",
    "gross": "net and VAT; empty or exactly that",
    "note": "for people; never interpreted",
}
"""The columns, each with its meaning."""

NEEDED: Final = ("awarding_body", "invoice_number", "entry_code", "volume", "unit_price")
"""Without these it cannot be told what is charged."""

KINDS: Final = {
    "entry": "an entry for an option, at the whole price or at the price on time",
    "late-fee": "what is charged on top of that for a late entry",
    "very-late-fee": "the same for a very late one (Pearson: high late)",
    "amendment": "a change of an entry",
    "withdrawal": "of an entry: a charge, or a credit where it is negative",
    "credit": "what is given back; always negative",
    "post-results": "a service after results",
    "other": "anything else",
    "total": "the totals that the invoice states, in `net`, `vat` and `gross`; no line of its own",
}
"""What is charged for, each with its meaning. The list is closed."""

WITHOUT_CODE: Final = frozenset({"amendment", "post-results", "other", "total"})
"""The kinds that need no entry code."""

_HEAD: Final = 4096
_NUMBER: Final = re.compile(r"(?=.*[0-9])[0-9A-Za-z](?:[0-9A-Za-z/._-]{0,18}[0-9A-Za-z])?")


def identify(_name: str, head: bytes) -> Claim | None:
    """Whether a file is a table of invoices: by two of the columns that only these have, or slips of them."""
    if not seems_delimited(_name, head):
        return None
    wide = b"\0" in head[:_HEAD]
    words = re.sub(rb"[ -]", b"_", head[:_HEAD].lower().replace(b"\0", b""))
    if sum(mark.encode() in words for mark in INVOICE_MARKS) < 2:
        return None
    if wide and not _name.lower().endswith((".csv", ".tsv")):  # those are the entries table's to refuse
        return Claim(Sureness.CERTAIN, "it has columns of an invoice, and seems to be UTF-16 text")
    from ..formats.table import column_name, read_table  # noqa: PLC0415  see above

    columns = {column_name(column) for column in read_table(head, _name).columns}
    marks = sorted(columns & INVOICE_MARKS)
    if len(marks) < 2 or "option_code" in columns:
        return None
    return Claim(Sureness.CERTAIN, f"it has the columns {', '.join(marks)}")


def load(data: bytes, context: ReadContext) -> Content:
    """The lines of invoices; a row with a fault is told and kept apart."""
    from .reader import load  # noqa: PLC0415  see above

    return load(data, context)


def shown_number(text: str) -> str:
    """An invoice number or the name of a file; the shape of what may be a person's number, name or birth.

    >>> [shown_number(text) for text in ("INV-0001", "E1234570.X01", "Sample", "14/03/2009")]
    ['INV-0001', 'E1234570.X01', 'Xxxxxx', '99/99/9999']
    """
    from ..findings import shape  # noqa: PLC0415  see above
    from ..formats.table import parse_date  # noqa: PLC0415
    from ..ids import uci, uln, upn  # noqa: PLC0415

    odd = any(kind.is_valid(text) for kind in (uci, uln, upn)) or parse_date(text).value is not None
    return text if _NUMBER.fullmatch(text) and not odd else shape(text)


FORMATS: Final = (
    FileFormat(
        id=FORMAT,
        title="Invoice (CSV)",
        edition="1",
        identify=identify,
        load=load,
        codes=(*TABLE_CODES, *COLUMN_CODES, *CODES),
        source="docs/reference/invoice-table.md",
    ),
)
