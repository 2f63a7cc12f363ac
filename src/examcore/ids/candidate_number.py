"""Candidate numbers: four digits, unique per centre and series, the same for all awarding bodies."""

from __future__ import annotations

from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import Problem, acceptable, is_digits, squeeze

__all__ = [
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "TITLE",
    "CandidateNumber",
    "Parts",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
]

CandidateNumber = NewType("CandidateNumber", str)

NAME: Final = "candidate-number"
TITLE: Final = "candidate number"
CLAUSE: Final = "edi-formats 12.6"
EXAMPLE: Final = "0042"
PERSONAL: Final = False


class Parts(NamedTuple):
    """What a candidate number consists of.

    Args:
        number: 1 to 9999.
    """

    number: int


def compact(value: str) -> str:
    """The value in upper case without blanks and hyphens. Lost zeros are not put back.

    >>> compact(" 0042 ")
    '0042'
    """
    return squeeze(value)


def problems(value: str) -> tuple[Problem, ...]:
    """Everything wrong with the value; an empty tuple when it is fine.

    >>> [p.kind for p in problems("42")]
    ['malformed']
    """
    number = compact(value)
    if not is_digits(number, 4):
        return (Problem("malformed", "error", "a candidate number is four digits, 0001 to 9999"),)
    if number == "0000":
        return (Problem("not-issuable", "error", "candidate numbers begin at 0001", 1, 4),)
    return ()


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning.

    >>> is_valid("0001"), is_valid("0000")
    (True, False)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a candidate number.

    Raises:
        MalformedIdentifier: it is not four digits.

    >>> parse("0042")
    Parts(number=42)
    """
    number = compact(value)
    if not is_digits(number, 4):
        raise MalformedIdentifier(f"{value!r} is not a candidate number of four digits")
    return Parts(int(number))


def make(number: int) -> CandidateNumber:
    """The candidate number of four digits.

    Args:
        number: 1 to 9999.

    Raises:
        MalformedIdentifier: the number is out of range.

    >>> make(42)
    '0042'
    """
    if not 1 <= number <= 9999:
        raise MalformedIdentifier(f"candidate numbers run from 1 to 9999, not {number}")
    return CandidateNumber(f"{number:04d}")


def display(value: str) -> str:
    """The value as it is printed.

    >>> display("0042")
    '0042'
    """
    return compact(value)
