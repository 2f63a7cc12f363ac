"""Unique Learner Numbers: ten digits, the last of them a check digit, the first never 0."""

from __future__ import annotations

from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import Problem, acceptable, is_digits, squeeze, weighted

__all__ = [
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "PLACEHOLDER",
    "TITLE",
    "ULN",
    "Parts",
    "check_character",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
]

ULN = NewType("ULN", str)

NAME: Final = "uln"
TITLE: Final = "Unique Learner Number"
CLAUSE: Final = "edi-formats 12.2"
EXAMPLE: Final = "9276308686"
PERSONAL: Final = True

PLACEHOLDER: Final = "9999999999"
"""Stands for a learner who has no number yet (this meaning is RECALLED); it is nobody's number."""


class Parts(NamedTuple):
    """What a ULN consists of.

    Args:
        number: the first nine digits.
        check: the check digit as given.
    """

    number: str
    check: str


def compact(value: str) -> str:
    """The value in upper case without blanks and hyphens.

    >>> compact("927 630 8686")
    '9276308686'
    """
    return squeeze(value)


def _check(body: str) -> str | None:
    remainder = weighted(map(int, body), 10) % 11
    return str(10 - remainder) if remainder else None


def check_character(body: str) -> str:
    """The check digit of the first nine digits.

    Raises:
        MalformedIdentifier: they are not nine digits, or among those for which there is no check digit and so
            no ULN.

    >>> check_character("927630868")
    '6'
    """
    body = compact(body)
    if not is_digits(body, 9):
        raise MalformedIdentifier("a ULN before its check digit is nine digits")
    check = _check(body)
    if check is None:
        raise MalformedIdentifier(
            "there is no ULN of these nine digits: their weighted sum is a multiple of 11"
        )
    return check


def problems(value: str) -> tuple[Problem, ...]:
    """Everything wrong with the value; an empty tuple when it is fine.

    >>> [(p.kind, p.severity) for p in problems("9276308685")]
    [('check-character', 'warning')]
    >>> [(p.kind, p.severity) for p in problems("9999999999")]
    [('placeholder', 'info')]
    """
    uln = compact(value)
    if not is_digits(uln, 10):
        return (Problem("malformed", "error", "a ULN is ten digits"),)
    if uln == PLACEHOLDER:
        return (Problem("placeholder", "info", "stands for a learner without a ULN", 1, 10),)
    found = []
    if uln.startswith("0"):
        found.append(Problem("not-issuable", "warning", "the first digit of a ULN is never 0", 1, 1))
    check = _check(uln[:-1])
    if check is None:
        message = "no ULN begins with these nine digits: their weighted sum is a multiple of 11"
        found.append(Problem("check-character", "warning", message, 1, 9))
    elif uln[-1] != check:
        message = "the check digit does not match the other digits"
        found.append(Problem("check-character", "warning", message, 10, 1))
    return tuple(found)


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning. The placeholder is acceptable, though nobody's number.

    >>> is_valid("9276308686"), is_valid("0000000042")
    (True, False)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a ULN, whether or not its check digit matches.

    Raises:
        MalformedIdentifier: it is not ten digits; the message does not hold the value.

    >>> parse("9276308686")
    Parts(number='927630868', check='6')
    """
    uln = compact(value)
    if not is_digits(uln, 10):
        raise MalformedIdentifier("not a ULN: ten digits")
    return Parts(uln[:-1], uln[-1])


def make(number: str) -> ULN:
    """A ULN with its check digit.

    Args:
        number: nine digits, the first not 0.

    Raises:
        MalformedIdentifier: they are not, or no ULN begins with them (one in eleven).

    >>> make("927630868")
    '9276308686'
    """
    number = compact(number)
    if number.startswith("0"):
        raise MalformedIdentifier("the first digit of a ULN is never 0")
    return ULN(number + check_character(number))


def display(value: str) -> str:
    """The value as it is printed.

    >>> display("927 630 8686")
    '9276308686'
    """
    return compact(value)
