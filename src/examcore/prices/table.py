"""The price file: what its columns mean, and how it is known among other tables.

Every reading asks every format, so what reads the rows is loaded only for a file that may be one.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ..entries.columns import INVOICE_MARKS
from ..formats import Claim, Content, FileFormat, ReadContext, Sureness, seems_delimited
from ..formats.closed_list import nearest
from ..formats.column_codes import CODES as COLUMN_CODES
from ..formats.table_codes import CODES as TABLE_CODES
from .codes import CODES

__all__ = [
    "COLUMNS",
    "FORMAT",
    "FORMATS",
    "KINDS",
    "NEEDED",
    "OWN_CHARGES",
    "TIERED",
    "TIERS",
    "identify",
    "load",
]

FORMAT: Final = "examcore.prices.table"
"""Id of the format."""

COLUMNS: Final = {
    "awarding_body": "a body (`aqa`) or a JCQ identifier (`70`); empty only for the centre's own charges",
    "series": "`2027-06`, the body's own code (`6G27`) or an academic year (`2026/27`); empty for all",
    "option_code": "entry code, or for services after results the code of a component; empty for all codes "
    "of the body, which an `entry` cannot be",
    "kind": "what is paid for, see below; empty means `entry`",
    "tier": "`on-time`, `late` or `very-late`; empty means `on-time`",
    "price": "pounds and pence, `41.50`, in all at that tier: it is never added to another",
    "vat": "`included` in the price, `excluded` from it, or `none`; empty where it is not stated",
    "vat_rate": "per cent, `20`; only where `vat` is `included` or `excluded`",
    "valid_from": "the first day on which an entry may be received at this price; empty for no limit",
    "valid_until": "the last such day; empty for no limit",
    "note": "for people; never interpreted",
}
"""The columns, each with its meaning."""

NEEDED: Final = ("awarding_body", "price")
"""Without these it cannot be told whose price it is, or which."""

KINDS: Final = {
    "entry": "an entry for an option",
    "cash-in": "a certification, claimed in time",
    "late-cash-in": "a certification, claimed when the day for it was past",
    "registration": "of a candidate for a qualification",
    "option-change": "another option of the same qualification",
    "tier-change": "another tier of the same subject",
    "unit-change": "another unit of the same qualification",
    "amendment": "any other change of an entry",
    "withdrawal": "of an entry",
    "transfer": "of a candidate to another centre",
    "clerical-check": "after results: whether all was marked and counted",
    "clerical-check-with-script": "the same, with a copy of the script",
    "review": "after results: of the marking",
    "review-with-script": "the same, with a copy of the script",
    "priority-review": "of the marking, where a place at a university waits for it",
    "moderation-review": "after results: of the moderation of centre-marked work",
    "script": "a copy of a script, for teaching",
    "priority-script": "a copy of a script, in time to decide on a review",
    "script-after-review": "a copy of a script that was reviewed",
    "appeal": "against the outcome of a review, or another decision",
    "replacement-certificate": "or a certifying statement in its place",
    "re-registration": "of a candidate who was registered before",
    "external-assessment": "of a unit of BTEC, where it is charged for",
    "learner-registration": "a learner's part in a scheme",
    "centre-registration": "of a centre for a scheme",
    "centre-approval": "of a centre, once",
    "annual-minimum": "what a centre spends in a year at least",
    "personal-details": "a change of a name or the like, once certificates are printed",
    "other": "anything else of an awarding body; the note says what",
    "private-candidate": "the centre's own charge, once for each private candidate",
    "private-entry": "the centre's own charge for each entry of a private candidate",
    "resit-entry": "the centre's own charge for each entry that is a resit",
}
"""What is paid for, each with its meaning. The list is closed."""

OWN_CHARGES: Final = frozenset({"private-candidate", "private-entry", "resit-entry"})
"""The kinds that the centre charges to candidates; they need no awarding body."""

TIERS: Final = {
    "on-time": "received by the deadline",
    "late": "received after it",
    "very-late": "received after the deadline for late entries, too",
}
"""When an entry is received, each with its meaning, from the earliest."""

TIERED: Final = frozenset({"entry", "cash-in", "registration"})
"""The kinds that may have another price when they are late."""

_CENTRES: Final = frozenset({"centre_number", "postcode"})


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The columns that name candidates, and those that only prices have."""
    from ..entries.columns import COLUMNS as OF_ENTRIES  # noqa: PLC0415  see above

    people = {column.name for column in OF_ENTRIES if column.personal} | {"candidate_number"}
    return frozenset(people), frozenset(COLUMNS.keys() - {column.name for column in OF_ENTRIES} - {"note"})


def identify(name: str, head: bytes) -> Claim | None:
    """Whether a file is a table of prices: by its columns, or its name and some of them.

    A table with candidates is never one: it may well say what each entry costs.
    """
    if not seems_delimited(name, head):
        return None
    named = "price" in name.lower() and name.lower().endswith((".csv", ".tsv"))
    words = head.lower()
    if not named and not any(mark.encode() in words for mark in ("pri", "vat", "valid", "tier", "kind")):
        return None
    from ..formats.table import column_name, read_table  # noqa: PLC0415  see above

    table = read_table(head, name)
    columns = {column_name(column) for column in table.columns}
    people, marks = (columns & telling for telling in _telling())
    if people or columns.issuperset(_CENTRES) or len(columns & INVOICE_MARKS) > 1:
        return None
    whose = not columns.isdisjoint({"awarding_body", "option_code"})
    if "price" in marks and whose:
        return Claim(Sureness.CERTAIN, "it has a column price and none of candidates")
    slip = any(nearest(column, ("price",)) for column in columns)
    if whose and (len(marks) > 1 or (marks and slip)):
        return Claim(
            Sureness.CERTAIN, f"it has the columns {', '.join(sorted(marks))} and none of candidates"
        )
    if named and table.encoding == "utf-16":  # not left to the general refusal: there is a cure for tables
        return Claim(Sureness.CERTAIN, "its name says that it is a price file, and it is UTF-16 text")
    return Claim(Sureness.NAMED, "its name says that it is a price file") if named else None


def load(data: bytes, context: ReadContext) -> Content:
    """The rows of prices; one with a fault, or that another contradicts, is told and left out."""
    from .reader import load  # noqa: PLC0415  see above

    return load(data, context)


FORMATS: Final = (
    FileFormat(
        id=FORMAT,
        title="Price file (CSV)",
        edition="1",
        identify=identify,
        load=load,
        codes=(*TABLE_CODES, *COLUMN_CODES, *CODES),
        source="docs/reference/price-file.md",
    ),
)
