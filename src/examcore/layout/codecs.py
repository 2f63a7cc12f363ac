"""How the characters of one field become a value and back.

``decode`` and ``encode`` raise `ValueError` with a reason that never names the value, which may be personal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from operator import index
from typing import Final, Generic, TypeVar

import attrs

__all__ = [
    "BIRTH",
    "CODE",
    "DATE",
    "DIGITS",
    "FILLER",
    "KEY",
    "NUMBER",
    "NUMBER_OR_BLANK",
    "TEXT",
    "Codec",
    "constant",
]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Codec(Generic[T]):
    """A kind of field.

    Args:
        name: as the layout tables print it.
        decode: from the whole field with its padding to the value.
        encode: from the value and the width to characters; longer than the width means that it does not fit.
        null: the value where a layout lacks the field.
        free: whether any characters are text here, so that an odd one is a warning and not an error.
        width: the only one that it can have; None where any will do.
    """

    name: str
    decode: Callable[[str], T]
    encode: Callable[[T, int], str]
    null: T
    free: bool = False
    width: int | None = None


def _strip(text: str) -> str:
    return text.rstrip(" ")


def _key(text: str) -> str:
    value = text.rstrip(" ")
    if not value:
        raise ValueError("is blank")
    return value


def _encode_key(value: str, width: int) -> str:
    if not value.rstrip(" "):
        raise ValueError("is blank")
    return value.ljust(width)


def _digits(text: str) -> str:
    if not (text.isdigit() and text.isascii()):
        raise ValueError("is not all digits")
    return text


def _encode_digits(value: str, width: int) -> str:
    if not (value.isdigit() and value.isascii()):
        raise ValueError("is not all digits")
    return value.zfill(width)


@lru_cache(maxsize=4096)  # fees, marks and counts come again and again
def _number(text: str) -> int:
    if not (text.isdigit() and text.isascii()):
        raise ValueError("is not a number filled with zeros")
    return int(text)


@lru_cache(maxsize=4096, typed=True)  # 1.0 equals 1, and is no count
def _encode_number(value: int, width: int) -> str:
    if value < 0:
        raise ValueError("is negative")
    return f"{index(value):d}".zfill(width)


@lru_cache(maxsize=4096)
def _number_or_blank(text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    if text.strip(" "):
        raise ValueError("is neither a number filled with zeros nor blank")
    return None


def _encode_number_or_blank(value: int | None, width: int) -> str:
    return " " * width if value is None else _encode_number(value, width)


@lru_cache(maxsize=4096)
def _date(text: str) -> date | None:
    if text in {"000000", "      "}:
        return None
    if not (text.isdigit() and text.isascii()):
        raise ValueError("is not a date DDMMYY")
    try:
        return date(2000 + int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        raise ValueError("is no day of the calendar") from None


@lru_cache(maxsize=4096)
def _encode_date(value: date | None, width: int) -> str:
    if value is None:
        return "0" * width
    if not 2000 <= value.year <= 2099:
        raise ValueError("is not a day of 2000 to 2099")
    return f"{value:%d%m%y}"


def _birth(text: str) -> str:
    if text in {"000000", "      "}:
        return ""
    if not (text.isdigit() and text.isascii()):
        raise ValueError("is not a date DDMMYY")
    day, month = int(text[:2]), int(text[2:4])
    # the century is not in the record, so 29 February is taken as it stands
    if not (1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)):
        raise ValueError("is no day of the calendar")
    return text


def _encode_birth(value: str, width: int) -> str:
    return _birth(value.zfill(width)) or "0" * width


TEXT: Final = Codec(name="text, left", decode=_strip, encode=str.ljust, null="", free=True)
"""Words for people, filled with spaces on the right."""
CODE: Final = Codec(name="code, left", decode=_strip, encode=str.ljust, null="")
"""A code that may be blank."""
KEY: Final = Codec(name="code, left, never blank", decode=_key, encode=_encode_key, null="")
"""A code that names the record; blank is an error."""
DIGITS: Final = Codec(name="digits", decode=_digits, encode=_encode_digits, null="")
"""Digits that are a name and not a number, such as a candidate number."""
NUMBER: Final = Codec(name="number, zero-filled", decode=_number, encode=_encode_number, null=0)
"""A count or an amount."""
NUMBER_OR_BLANK: Final = Codec(
    name="number, zero-filled, or blank", decode=_number_or_blank, encode=_encode_number_or_blank, null=None
)
"""The same where blank and 0 are different things."""
DATE: Final = Codec(
    name="date DDMMYY, 000000 for none", decode=_date, encode=_encode_date, null=None, width=6
)
"""A day of this century."""
BIRTH: Final = Codec(
    name="date DDMMYY without century, 000000 for none",
    decode=_birth,
    encode=_encode_birth,
    null="",
    width=6,
)
"""A date of birth, six digits; the series tells the century."""
FILLER: Final = Codec(name="spaces", decode=_strip, encode=str.ljust, null="")
"""Columns without a meaning; what stands there is kept and reported."""


@lru_cache(maxsize=128)
def constant(character: str) -> Codec[str]:
    """A field that always holds the same characters.

    >>> constant("O").decode("C")
    Traceback (most recent call last):
    ValueError: is not 'O'
    """

    def decode(text: str) -> str:
        if text != character:
            raise ValueError(f"is not {character!r}")
        return text

    def encode(value: str, _width: int) -> str:
        return decode(value)

    name = f"always {character}"
    return Codec(name=name, decode=decode, encode=encode, null=character, width=len(character))
