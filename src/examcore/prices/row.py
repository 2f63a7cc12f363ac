"""A row of a price file: what is paid for what, and on which days that holds."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from ..dates import find_academic_year
from ..evidence import Evidence, Origin
from ..findings import shown_body, shown_code
from ..model import civil_series
from ..money import Money

__all__ = ["PriceRow", "Vat", "is_bare_year", "series_cell"]

_BARE_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


class Vat(StrEnum):
    """What a price says of value added tax."""

    UNKNOWN = "unknown"
    """Nothing."""
    INCLUDED = "included"
    """The price has it in it."""
    EXCLUDED = "excluded"
    """It comes on top of the price."""
    NONE = "none"
    """There is none."""


@attrs.frozen(kw_only=True)
class PriceRow:
    """A price.

    Args:
        awarding_body: id or JCQ identifier as it was given, in lower case; may be empty for `OWN_CHARGES`.
        series: ``2027-06``, ``6G27`` or ``2026/27``; empty for all.
        code: of the option or component; empty for all of the body.
        kind: what is paid for, one of `examcore.prices.table.KINDS`.
        tier: ``on-time``, ``late`` or ``very-late``.
        amount: in pence, in all at that tier.
        vat: whether it is in the amount.
        vat_rate: per cent; None where it was not given.
        valid_from: the first day on which an entry may be received at this price; None for no limit.
        valid_until: the last such day, likewise.
        note: for people.
        origin: the row; None where it was given in code.
        given: whether it was given in code, by `Prices.override`.
        body: by which rows are compared and found: the id of the body where its JCQ identifier was given and
            it has no other, else the name as it was given.

    >>> row = PriceRow(awarding_body="aqa", code="X100", amount=Money(4150), valid_until=date(2027, 2, 21))
    >>> row.holds_on(date(2027, 2, 21)), row.holds_on(date(2027, 2, 22)), row.holds_on(None)
    (True, False, False)
    """

    awarding_body: str = attrs.field(repr=shown_body)
    series: str = ""
    code: str = attrs.field(repr=shown_code)
    kind: str = "entry"
    tier: str = "on-time"
    amount: Money = attrs.field(validator=attrs.validators.instance_of(Money))
    vat: Vat = Vat.UNKNOWN
    vat_rate: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = attrs.field(default="", repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False)
    given: bool = False
    body: str = attrs.field(eq=False, repr=False)  # it follows from the name

    @body.default
    def _as_given(self) -> str:
        return self.awarding_body

    @property
    def evidence(self) -> Evidence:
        """`Evidence.SUPPLIED`: the centre's own word."""
        return Evidence.SUPPLIED

    def holds_on(self, day: date | None) -> bool:
        """Whether an entry received on the day has this price; on None, any day, a row without limits has."""
        if day is None:
            return self.valid_from is None and self.valid_until is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


def is_bare_year(text: str) -> bool:
    """Whether it is a year and nothing else, which no series and no academic year is.

    >>> is_bare_year("2017"), is_bare_year("6G17")
    (True, False)
    """
    return _BARE_YEAR.fullmatch(text) is not None


def series_cell(text: str) -> str | None:
    """The series of a price in the one way of writing it; None for what cannot be one.

    Where a text could be both, as ``2011-12``, it is year and month. ``2017`` could be the code of a
    February, but people mean a year by it.

    >>> series_cell("6g27"), series_cell("2027-06"), series_cell("2026-27"), series_cell("2017")
    ('6G27', '2027-06', '2026/27', None)
    """
    if is_bare_year(text):
        return None
    code = text.upper()
    if not code or civil_series(code) is not None:
        return code
    year = find_academic_year(text)
    return None if year is None else str(year)
