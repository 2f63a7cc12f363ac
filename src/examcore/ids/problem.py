"""What can be wrong with an identifier, and the few helpers that all kinds share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

__all__ = ["DIGITS", "LETTERS", "Problem", "Severity", "acceptable", "is_digits", "squeeze", "weighted"]

Severity = Literal["error", "warning", "info"]

DIGITS: Final = frozenset("0123456789")
LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

# Blanks of every kind, and the five hyphens and dashes that keyboards and word processors produce.
_BLANKS_AND_HYPHENS: Final = re.compile(r"[\s\-\u2010-\u2013]")


class Problem(NamedTuple):
    """One thing that is wrong with, or worth knowing about, a value.

    Args:
        kind: what it is, in kebab-case, such as ``check-character``.
        severity: an error makes the value unusable, a warning asks for a look, an info explains.
        message: one sentence; it never holds the value, which may be personal.
        start: 1-based position in the compact form of the value; None where no one place is at fault.
        length: of the range, in characters; None where ``start`` is.
    """

    kind: str
    severity: Severity
    message: str
    start: int | None = None
    length: int | None = None


def acceptable(problems: Iterable[Problem]) -> bool:
    """Whether there is neither an error nor a warning.

    >>> acceptable([Problem("temporary", "info", "a temporary number")])
    True
    """
    return all(p.severity == "info" for p in problems)


def is_digits(text: str, length: int) -> bool:
    """Whether the text is that many ASCII digits; `str.isdigit` takes ``²`` and ``٣`` for digits too.

    >>> is_digits("0042", 4), is_digits("004²", 4)
    (True, False)
    """
    return len(text) == length and DIGITS.issuperset(text)


def squeeze(value: str, *, oblique: bool = False) -> str:
    """The value in upper case without blanks and hyphens, and without obliques where they are printed.

    Only ASCII letters are raised: ``"ß".upper()`` is two letters, and ``"ı".upper()`` an ASCII one.

    >>> squeeze(" 601/3995-x ", oblique=True)
    '6013995X'
    """
    if oblique:
        value = value.replace("/", "")
    value = _BLANKS_AND_HYPHENS.sub("", value)
    return value.upper() if value.isascii() else "".join(c.upper() if c.isascii() else c for c in value)


def weighted(values: Iterable[int], heaviest: int) -> int:
    """The sum of the values, weighted by ``heaviest``, one less, and so on.

    >>> weighted([1, 0, 2], 10)
    26
    """
    return sum(value * (heaviest - place) for place, value in enumerate(values))
