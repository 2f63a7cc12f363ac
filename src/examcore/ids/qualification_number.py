"""Qualification numbers (QAN): seven digits and a check character, printed ``601/4608/4``.

The rule of the check character was found by testing and holds for nearly all numbers, not for some of the
newest: it only ever warns. Unit reference numbers, a letter and seven digits, share the field and have none.
"""

from __future__ import annotations

from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import DIGITS, LETTERS, Problem, acceptable, is_digits, squeeze, weighted

__all__ = [
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "TITLE",
    "Parts",
    "QualificationNumber",
    "check_character",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
]

QualificationNumber = NewType("QualificationNumber", str)

NAME: Final = "qan"
TITLE: Final = "qualification number"
CLAUSE: Final = "edi-formats 12.5"
EXAMPLE: Final = "601/4608/4"
PERSONAL: Final = False


class Parts(NamedTuple):
    """What a qualification number consists of.

    Args:
        number: the first seven characters.
        check: the last character; of a qualification number its check character.
        form: ``qualification``, ``unit`` for a unit reference number, or ``legacy``.
    """

    number: str
    check: str
    form: str


def compact(value: str) -> str:
    """The value in upper case without blanks, hyphens and obliques, as it stands in files.

    >>> compact("601/3995/x")
    '6013995X'
    """
    return squeeze(value, oblique=True)


def _form(number: str) -> str:
    """Which of the three forms it is; empty when it is none."""
    if len(number) != 8 or not (DIGITS | LETTERS).issuperset(number):
        return ""
    if is_digits(number[:7], 7) and number[7] in DIGITS | {"X"}:
        return "qualification"
    if number[0] in LETTERS and is_digits(number[1:], 7):
        return "unit"
    return "legacy"


def check_character(body: str) -> str:
    """The check character of the first seven digits; 10 is written ``X``.

    Raises:
        MalformedIdentifier: they are not seven digits.

    >>> check_character("6014608"), check_character("601/3995")
    ('4', 'X')
    """
    body = compact(body)
    if not is_digits(body, 7):
        raise MalformedIdentifier(f"{body!r} is not the seven digits of a qualification number")
    return "0123456789X"[weighted(map(int, body), 8) % 11]


def problems(value: str) -> tuple[Problem, ...]:
    """Everything wrong with the value; an empty tuple when it is fine.

    >>> [(p.kind, p.severity) for p in problems("601/4608/2")]
    [('check-character', 'warning')]
    >>> [(p.kind, p.severity) for p in problems("H5000001")]
    [('unit-reference', 'info')]
    """
    number = compact(value)
    form = _form(number)
    if not form:
        message = "a qualification number is seven digits and a digit or X, with or without obliques"
        return (Problem("malformed", "error", message),)
    if form == "unit":
        return (
            Problem("unit-reference", "info", "a unit reference number, which has no check character", 1, 8),
        )
    if form == "legacy":
        return (Problem("unusual", "info", "an older form with letters, which cannot be checked", 1, 8),)
    if number[-1] != check_character(number[:-1]):
        message = "the check character does not match; some numbers in use do not follow the rule"
        return (Problem("check-character", "warning", message, 8, 1),)
    return ()


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning.

    >>> is_valid("601/4608/4"), is_valid("601/4608/2")
    (True, False)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a qualification number, whether or not its check character matches.

    Raises:
        MalformedIdentifier: it is not eight digits or letters.

    >>> parse("601/4608/4")
    Parts(number='6014608', check='4', form='qualification')
    """
    number = compact(value)
    form = _form(number)
    if not form:
        raise MalformedIdentifier(f"{value!r} is not a qualification number such as {EXAMPLE}")
    return Parts(number[:7], number[7], form)


def make(number: str) -> QualificationNumber:
    """A qualification number with its check character, without obliques.

    Args:
        number: seven digits.

    Raises:
        MalformedIdentifier: they are not.

    >>> display(make("6014608"))
    '601/4608/4'
    """
    return QualificationNumber(compact(number) + check_character(number))


def display(value: str) -> str:
    """The value as it is printed, with obliques; other forms, and what is no such number, compact.

    >>> display("6014608 4"), display("H5000001")
    ('601/4608/4', 'H5000001')
    """
    number = compact(value)
    return f"{number[:3]}/{number[3:7]}/{number[7]}" if _form(number) == "qualification" else number
