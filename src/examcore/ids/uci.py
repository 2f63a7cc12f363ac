"""Unique Candidate Identifiers: 13 characters that a candidate keeps for life.

Five for the centre of the first entry, one for the board, two for the year, four for the candidate number,
and a check letter.

The *board* is the sixth character, and tells who gave the number out. Two values are SEEN in real use: ``0``
everywhere in the United Kingdom, and ``B`` at Pearson's international centres. A list of letters is SEEN in
one source only: ``A`` OCR, ``B`` Pearson, ``C`` AQA, ``E`` WJEC, ``G`` CCEA. Any other digit or letter is
read, with an info.

The *year* is the first of the two calendar years of the academic year in which the number was given out, by
its last two digits: ``26`` for a candidate first entered for June 2027. `year_for` tells it from a day.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple, NewType

from ..errors import MalformedIdentifier
from .problem import DIGITS, LETTERS, Problem, acceptable, is_digits, squeeze, weighted

__all__ = [
    "CHECK_LETTERS",
    "CLAUSE",
    "EXAMPLE",
    "NAME",
    "PERSONAL",
    "TITLE",
    "UCI",
    "Parts",
    "check_character",
    "compact",
    "display",
    "is_valid",
    "make",
    "parse",
    "problems",
    "year_for",
]

UCI = NewType("UCI", str)

NAME: Final = "uci"
TITLE: Final = "Unique Candidate Identifier"
CLAUSE: Final = "edi-formats 12.1"
EXAMPLE: Final = "681990012058G"
PERSONAL: Final = True

CHECK_LETTERS: Final = "ABCDEFGHKLMRTVWXY"
"""The letter of each remainder modulo 17; I, J, N, O, P, Q, S, U and Z are not among them."""

_BOARDS: Final = "0ABCEG"  # those that a source names
_VALUES: Final = {
    **{digit: int(digit) for digit in "0123456789"},
    # The value begins anew twice: A-P = 1-16, Q-W = 10-16, X-Z = 10-12.
    **dict(zip("ABCDEFGHIJKLMNOP", range(1, 17), strict=True)),
    **dict(zip("QRSTUVW", range(10, 17), strict=True)),
    **dict(zip("XYZ", range(10, 13), strict=True)),
}


class Parts(NamedTuple):
    """What a UCI consists of.

    Args:
        centre: five digits, of the centre that made the first entry.
        board: ``0`` in the United Kingdom, a letter for some international centres.
        year: two digits, of the calendar year in which the academic year of allocation began.
        number: four digits.
        check: the check letter as given.
    """

    centre: str
    board: str
    year: str
    number: str
    check: str


def compact(value: str) -> str:
    """The value in upper case without blanks and hyphens.

    >>> compact("68199 0 01 2058 g")
    '681990012058G'
    """
    return squeeze(value)


def _body_has_shape(body: str) -> bool:
    return (
        len(body) == 12 and is_digits(body[:5], 5) and body[5] in DIGITS | LETTERS and is_digits(body[6:], 6)
    )


def _has_shape(uci: str) -> bool:
    return _body_has_shape(uci[:-1]) and uci[-1] in LETTERS


def check_character(body: str) -> str:
    """The check letter of the first twelve characters.

    Raises:
        MalformedIdentifier: they do not have the shape of twelve such characters.

    >>> check_character("681990012058")
    'G'
    """
    body = compact(body)
    if not _body_has_shape(body):
        raise MalformedIdentifier(
            "a UCI before its check letter is 5 digits, a digit or letter, and 6 digits"
        )
    return CHECK_LETTERS[weighted((_VALUES[c] for c in body), 16) % 17]


def problems(value: str) -> tuple[Problem, ...]:
    """Everything wrong with the value; an empty tuple when it is fine.

    >>> [(p.kind, p.severity, p.start) for p in problems("999990140001X")]
    [('check-character', 'warning', 13)]
    >>> [(p.kind, p.severity) for p in problems("12345Z200001A")]
    [('unusual', 'info')]
    """
    uci = compact(value)
    if not _has_shape(uci):
        message = "a UCI is 5 digits, a digit or letter, 6 digits and a check letter"
        return (Problem("malformed", "error", message),)
    found = []
    if uci[5] not in _BOARDS:
        message = "the sixth character is 0 in the United Kingdom, and known as A, B, C, E and G elsewhere"
        found.append(Problem("unusual", "info", message, 6, 1))
    if uci[8:12] == "0000":
        found.append(Problem("not-issuable", "warning", "the number in a UCI begins at 0001", 9, 4))
    if uci[-1] not in CHECK_LETTERS:
        message = "the last character is not one of the letters that a check can give"
        found.append(Problem("check-character", "warning", message, 13, 1))
    elif uci[-1] != check_character(uci[:-1]):
        message = "the check letter does not match the other characters"
        found.append(Problem("check-character", "warning", message, 13, 1))
    return tuple(found)


def is_valid(value: str) -> bool:
    """Whether there is neither an error nor a warning.

    >>> is_valid("681990012058G"), is_valid("999990140001X")
    (True, False)
    """
    return acceptable(problems(value))


def parse(value: str) -> Parts:
    """The parts of a UCI, whether or not its check letter matches.

    Raises:
        MalformedIdentifier: it does not have the shape of one; the message does not hold the value.

    >>> parse("681990012058G")
    Parts(centre='68199', board='0', year='01', number='2058', check='G')
    """
    uci = compact(value)
    if not _has_shape(uci):
        raise MalformedIdentifier("not a UCI: 5 digits, a digit or letter, 6 digits and a check letter")
    return Parts(uci[:5], uci[5], uci[6:8], uci[8:12], uci[12])


def make(centre: str, number: int | str, year: int | str, board: str = "0") -> UCI:
    """A UCI with its check letter.

    Args:
        centre: five digits.
        number: 1 to 9999, with or without leading zeros.
        year: 0 to 99, or two digits; see `year_for`.
        board: ``0``, or the letter of the body that allocates numbers to international centres.

    Raises:
        MalformedIdentifier: a part does not fit.

    >>> make("68199", 2058, 1)
    '681990012058G'
    """
    if not is_digits(centre, 5):
        raise MalformedIdentifier("a UCI begins with a centre number of five digits")
    serial = f"{number:04d}" if isinstance(number, int) else number.zfill(4)
    if not is_digits(serial, 4) or serial == "0000":
        raise MalformedIdentifier("the number in a UCI runs from 1 to 9999")
    two = f"{year:02d}" if isinstance(year, int) else year
    if not is_digits(two, 2):
        raise MalformedIdentifier("the year in a UCI is two digits, 00 to 99")
    body = f"{centre}{compact(board)}{two}{serial}"
    if not _body_has_shape(body):
        raise MalformedIdentifier("the sixth position of a UCI is one digit or letter")
    return UCI(body + check_character(body))


def year_for(on: date) -> int:
    """The year that a UCI allocated on that day carries: academic years begin on 1 September.

    >>> year_for(date(2017, 9, 1)), year_for(date(2018, 8, 31)), year_for(date(2018, 9, 1))
    (17, 17, 18)
    """
    return (on.year if on.month >= 9 else on.year - 1) % 100


def display(value: str) -> str:
    """The value as it is printed.

    >>> display("681990012058g")
    '681990012058G'
    """
    return compact(value)
