"""National Centre Numbers: five digits; international centres may have letters. There is no check digit."""

from __future__ import annotations

from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import DIGITS, LETTERS, Problem, acceptable, is_digits, squeeze

__all__ = [
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "TITLE",
    "CentreNumber",
    "Parts",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
]

CentreNumber = NewType("CentreNumber", str)

NAME: Final = "ncn"
TITLE: Final = "National Centre Number"
CLAUSE: Final = "edi-formats 12.4"
EXAMPLE: Final = "68199"
PERSONAL: Final = False


class Parts(NamedTuple):
    """What a centre number consists of.

    Args:
        number: the five characters.
        international: whether there are letters in it, as in a body's private numbering abroad.
    """

    number: str
    international: bool


def compact(value: str) -> str:
    """The value in upper case without blanks and hyphens.

    >>> compact(" ab001")
    'AB001'
    """
    return squeeze(value)


def _has_shape(number: str) -> bool:
    return len(number) == 5 and (DIGITS | LETTERS).issuperset(number)


def problems(value: str) -> tuple[Problem, ...]:
    """Everything worth knowing about the value; an empty tuple for five digits.

    >>> problems("68199")
    ()
    >>> [(p.kind, p.severity) for p in problems("AB001")]
    [('international', 'info')]
    """
    number = compact(value)
    if not _has_shape(number):
        return (
            Problem(
                "malformed", "error", "a centre number is five digits, or five letters and digits abroad"
            ),
        )
    if not is_digits(number, 5):
        return (
            Problem("international", "info", "letters occur only in the numbers of international centres"),
        )
    return ()


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning.

    >>> is_valid("68199"), is_valid("6819")
    (True, False)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a centre number.

    Raises:
        MalformedIdentifier: it is not five digits or letters.

    >>> parse("68199")
    Parts(number='68199', international=False)
    """
    number = compact(value)
    if not _has_shape(number):
        raise MalformedIdentifier(f"{value!r} is not a centre number of five characters")
    return Parts(number, not is_digits(number, 5))


def make(number: str) -> CentreNumber:
    """The centre number in its compact form.

    Raises:
        MalformedIdentifier: it is not five digits or letters.

    >>> make("ab001")
    'AB001'
    """
    return CentreNumber(parse(number).number)


def display(value: str) -> str:
    """The value as it is printed.

    >>> display("68199")
    '68199'
    """
    return compact(value)
