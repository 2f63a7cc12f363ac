"""What may be printed of a value that names or identifies a person, or that stands where a code should."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["PERSONAL", "mask", "shape", "shown_body", "shown_code"]

_CODE: Final = re.compile(r"(?=.*[0-9])[0-9A-Za-z](?:[0-9A-Za-z ]{0,5}[0-9A-Za-z])?|20[0-9]{2}-[0-9]{2}")
_BODY: Final = re.compile(r"[0-9]{1,2}|aqa|ocr|pearson|edexcel|wjec|eduqas|ccea|cambridge", re.IGNORECASE)
_LONGEST: Final = 40

PERSONAL: Mapping[str, object] = {"personal": True}
"""Metadata that marks an attrs field as personal; such a field also has ``repr=mask``."""

_SHAPE = str.maketrans(
    dict.fromkeys("0123456789", "9")
    | dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "X")
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "x")
    | dict.fromkeys(map(chr, (*range(32), 127)), "?")  # no control character gets to a terminal
)


def mask(value: object) -> str:
    """The shape of a personal value: letters become ``x`` or ``X``, digits ``9``, control characters ``?``.

    >>> mask("O'Neill-Brown 123")
    "X'Xxxxx-Xxxxx 999"
    >>> mask(None)
    'None'
    """
    if value is None:
        return "None"
    shape = str(value).translate(_SHAPE)
    return shape if shape.isascii() else "".join(c if c.isascii() else _shape_of(c) for c in shape)


def _shape_of(letter: str) -> str:
    return "X" if letter.isupper() else "x"  # digits of other scripts, too: nobody expects them


def shape(value: str) -> str:
    """The mask of a value, and of a long one only its beginning.

    >>> shape("O'Neill"), len(shape("x" * 1000))
    ("X'Xxxxx", 41)
    """
    return mask(value) if len(value) <= _LONGEST else mask(value[:_LONGEST]) + "…"


def shown_code(value: str) -> str:
    """A code or a series; the shape of what is too long or has no digit: it may be a misplaced name.

    >>> shown_code("8300H"), shown_code("Sample"), shown_code("9276308686")
    ('8300H', 'Xxxxxx', '9999999999')
    """
    return value if _CODE.fullmatch(value) else shape(value)


def shown_body(value: str) -> str:
    """A JCQ identifier or a well-known body; the shape of everything else, which may be a surname.

    >>> shown_body("AQA"), shown_body("70"), shown_body("Sample")
    ('AQA', '70', 'Xxxxxx')
    """
    return value if _BODY.fullmatch(value) else shape(value)
