"""Unique Pupil Numbers of England: a check letter, then twelve characters.

The twelve are three digits for the local authority, four for the school, two for the year and three for the
pupil; in a temporary number the last of them is a letter.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import DIGITS, LETTERS, Problem, acceptable, is_digits, squeeze

__all__ = [
    "ALPHABET",
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "SPECIAL",
    "TITLE",
    "UPN",
    "Parts",
    "check_character",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
]

UPN = NewType("UPN", str)

NAME: Final = "upn"
TITLE: Final = "Unique Pupil Number"
CLAUSE: Final = "edi-formats 12.3"
EXAMPLE: Final = "B801200005001"
PERSONAL: Final = True

ALPHABET: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 letters of check characters and temporary numbers: no I, O or S."""

SPECIAL: Final = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})
"""Stand in the place of a number and say why there is none."""

_CHECKS: Final = frozenset(ALPHABET)
_NO_VALUE: Final = LETTERS - _CHECKS


class Parts(NamedTuple):
    """What a UPN consists of; all but ``special`` are empty where a special value stands in its place.

    Args:
        check: the check letter as given.
        authority: three digits, of the local authority at the time of issue.
        establishment: four digits, the school's number within it.
        year: two digits.
        serial: three digits; two digits and a letter in a temporary number.
        temporary: whether the number is a temporary one.
        special: ``UN1`` to ``UN5``, else empty.
    """

    check: str
    authority: str
    establishment: str
    year: str
    serial: str
    temporary: bool
    special: str


def compact(value: str) -> str:
    """The value in upper case without blanks and hyphens.

    >>> compact("b801 2000 05 001")
    'B801200005001'
    """
    return squeeze(value)


def _body_has_shape(body: str) -> bool:
    return len(body) == 12 and is_digits(body[:11], 11) and body[11] in DIGITS | LETTERS


def _has_shape(upn: str) -> bool:
    return upn[:1] in _CHECKS and _body_has_shape(upn[1:])


def check_character(body: str) -> str:
    """The check letter of the twelve characters that follow it.

    Raises:
        MalformedIdentifier: they do not have the shape of twelve such characters, or end in I, O or S.

    >>> check_character("801200005001"), check_character("80120000500A")
    ('B', 'M')
    """
    body = compact(body)
    if not _body_has_shape(body) or body[11] in _NO_VALUE:
        raise MalformedIdentifier(
            "a UPN after its check letter is 11 digits and a digit or letter, never I, O or S"
        )
    # A digit counts itself, the last letter of a temporary number its index; weights rise from 2 to 13.
    values = (ALPHABET.index(c) if c in ALPHABET else int(c) for c in body)
    return ALPHABET[sum(value * weight for weight, value in enumerate(values, 2)) % 23]


def problems(value: str, authorities: Container[str] | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the value; an empty tuple when it is fine.

    Args:
        value: what stands in the file or table.
        authorities: codes of local authorities that are known; None looks at none.

    >>> [(p.kind, p.severity) for p in problems("A801200005001")]
    [('check-character', 'warning')]
    >>> [(p.kind, p.severity) for p in problems("M80120000500A", authorities={"201"})]
    [('unknown-authority', 'info'), ('temporary', 'info')]
    """
    upn = compact(value)
    if upn in SPECIAL:
        return (Problem("placeholder", "info", "stands for a pupil without a UPN", 1, 3),)
    if not _has_shape(upn):
        message = "a UPN is a check letter (not I, O or S), 11 digits, and a digit or letter"
        return (Problem("malformed", "error", message),)
    found = []
    if upn[-1] in _NO_VALUE:
        message = "I, O and S do not occur in a temporary number, and no check letter can match them"
        found.append(Problem("check-character", "warning", message, 13, 1))
    elif upn[0] != check_character(upn[1:]):
        message = "the check letter does not match the other characters"
        found.append(Problem("check-character", "warning", message, 1, 1))
    if authorities is not None and upn[1:4] not in authorities:
        message = "the local authority is not among those known"
        found.append(Problem("unknown-authority", "info", message, 2, 3))
    if upn[-1] in LETTERS:
        found.append(Problem("temporary", "info", "a temporary number", 13, 1))
    return tuple(found)


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning.

    >>> is_valid("B801200005001"), is_valid("A801200005001"), is_valid("UN1")
    (True, False, True)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a UPN, whether or not its check letter matches.

    Raises:
        MalformedIdentifier: it does not have the shape of one; the message does not hold the value.

    >>> parse("B801200005001")[:5]
    ('B', '801', '2000', '05', '001')
    """
    upn = compact(value)
    if upn in SPECIAL:
        return Parts("", "", "", "", "", temporary=False, special=upn)
    if not _has_shape(upn):
        raise MalformedIdentifier("not a UPN: a check letter, 11 digits and a digit or letter")
    return Parts(upn[0], upn[1:4], upn[4:8], upn[8:10], upn[10:], temporary=upn[-1] in LETTERS, special="")


def make(authority: str, establishment: str, year: int | str, serial: str, *, temporary: bool = False) -> UPN:
    """A UPN with its check letter.

    Args:
        authority: three digits.
        establishment: four digits.
        year: 0 to 99, or two digits.
        serial: three digits; two digits and a letter for a temporary number.
        temporary: must be said, so that no letter slips in unnoticed.

    Raises:
        MalformedIdentifier: a part does not fit.

    >>> make("801", "2000", 5, "001"), make("801", "2000", 5, "00A", temporary=True)
    ('B801200005001', 'M80120000500A')
    """
    two = f"{year:02d}" if isinstance(year, int) else year
    if not (is_digits(authority, 3) and is_digits(establishment, 4) and is_digits(two, 2)):
        raise MalformedIdentifier("a UPN has 3 digits of authority, 4 of the school and 2 of the year")
    serial = compact(serial)
    last = _CHECKS if temporary else DIGITS
    if len(serial) != 3 or not is_digits(serial[:2], 2) or serial[2] not in last:
        shape = "two digits and a letter other than I, O and S" if temporary else "three digits"
        raise MalformedIdentifier(f"the serial of such a UPN is {shape}")
    body = authority + establishment + two + serial
    return UPN(check_character(body) + body)


def display(value: str) -> str:
    """The value as it is printed.

    >>> display("b801200005001")
    'B801200005001'
    """
    return compact(value)
