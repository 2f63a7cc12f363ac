"""Cells that hold an amount: pounds and pence, or the code of what is wrong with them."""

from __future__ import annotations

import re
from typing import Final

from ..findings import FindingCode, shape
from ..money import Money
from . import column_codes as codes

__all__ = ["has_one_decimal", "read_amount", "shown_amount"]

_AMOUNT: Final = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,2}))?")
_LONG: Final = re.compile(r"-?[0-9]{1,9}\.[0-9]{3,}")
_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(?:[, '’\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?")
_COMMA: Final = re.compile(r"-?(?:[0-9]{1,3}(?:[. '’\u00a0\u202f][0-9]{3})+|[0-9]{1,9}),[0-9]+")
_SIGN: Final = re.compile(
    r"-?(?:£|€|\$|GBP|EUR|USD) ?(?P<before>.+)|(?P<behind>.+?) ?(?:£|€|\$|GBP|EUR|USD|p)", re.IGNORECASE
)
_MINUS: Final = "-−–() "
_SHOWN: Final = re.compile(r"[-−–(]?[£€$]?[0-9]{1,3}(?:[,.]?[0-9]{3})?(?:[.,][0-9]{1,3})?[€)-]?")
_LONGEST: Final = 40  # no amount has more characters


def read_amount(text: str) -> Money | FindingCode:
    """The amount that a cell holds, or what is wrong with it; nothing is repaired.

    >>> read_amount("41.50"), read_amount("-41"), read_amount("41,50").code
    (<Money 41.50 GBP>, <Money -41.00 GBP>, 'table.decimal-comma')
    """
    if match := _AMOUNT.fullmatch(text):
        return Money(int(match[1] + match[2] + (match[3] or "").ljust(2, "0")))
    if len(text) > _LONGEST:
        return codes.UNREADABLE_AMOUNT
    for pattern, code in (
        (_LONG, codes.PART_OF_A_PENNY),
        (_THOUSANDS, codes.THOUSANDS),
        (_COMMA, codes.DECIMAL_COMMA),
    ):
        if pattern.fullmatch(text):
            return code
    sign = _SIGN.fullmatch(text)
    rest = (sign["before"] or sign["behind"]).strip(_MINUS) if sign else ""
    if rest and read_amount(rest) is not codes.UNREADABLE_AMOUNT:
        return codes.CURRENCY_SIGN
    return codes.UNREADABLE_AMOUNT


def has_one_decimal(text: str) -> bool:
    """Whether an amount lacks its last digit, as spreadsheets write ``41.5`` for 41.50."""
    return text[-2:-1] == "."


def shown_amount(text: str) -> str:
    """An amount as it stands; the shape of what is none: it may be somebody's number in a wrong column.

    >>> shown_amount("£41,50"), shown_amount("9276308686"), shown_amount("14.03.2009")
    ('£41,50', '9999999999', '99.99.9999')
    """
    return text if _SHOWN.fullmatch(text) else shape(text)
