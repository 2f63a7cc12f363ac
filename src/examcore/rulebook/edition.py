"""Editions of rules, and which of them speaks of which."""

from __future__ import annotations

import re
from typing import Final

import attrs

from ..dates import AcademicYear, find_academic_year

__all__ = ["UNDATED", "Edition"]

UNDATED: Final = "undated"
"""The edition of a number of which no source says from when it is."""

_ACADEMIC = re.compile("[0-9]{4}-[0-9]{2}")
_OTHER = re.compile("(before-)?([0-9]{4})")


@attrs.frozen
class Edition:
    """An edition such as ``2025-26``, September to August.

    Other forms are ``2021-24`` (the editions 2021-22 to 2023-24), ``2022`` (a calendar year, where no more
    is known), ``before-2016`` and ``undated``. They order by their last year, then by their first; undated
    stands first.

    Args:
        text: as written.

    >>> Edition("2021-24").covers("2022-23"), Edition("2021-24").covers("2024-25")
    (True, False)
    >>> max(["2025-26", "undated", "2026", "before-2016"], key=lambda text: Edition(text).order)
    '2026'
    """

    text: str
    _first: int = attrs.field(init=False, eq=False, repr=False)
    _last: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        first, last = _years(self.text)
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_last", last)

    @classmethod
    def of(cls, year: AcademicYear) -> Edition:
        """The edition of an academic year.

        >>> Edition.of(AcademicYear(2026))
        Edition(text='2026-27')
        """
        return cls(str(year).replace("/", "-"))

    @classmethod
    def parse(cls, asked: str | AcademicYear | Edition) -> Edition:
        """The edition that a caller asks for; an academic year may be written as anywhere else.

        >>> Edition.parse("2026/27")
        Edition(text='2026-27')
        """
        if isinstance(asked, Edition):
            return asked
        if isinstance(asked, AcademicYear):
            return cls.of(asked)
        if not isinstance(asked, str):
            raise TypeError(f"an edition is a text such as 2026-27, not {asked!r}")
        year = find_academic_year(asked)
        return cls.of(year) if year else cls(asked)

    @property
    def order(self) -> tuple[int, int]:
        """A key to sort by; it tells nothing but which is newer."""
        return self._last, self._first

    @property
    def dated(self) -> bool:
        """Whether a source says from when it is."""
        return self.text != UNDATED

    def covers(self, other: str) -> bool:
        """Whether what this edition says is said of the other one, too.

        An edition covers itself, and several editions each one among them. A calendar year covers no
        edition, as two of them meet in it; nor does ``before-2016``, of which nobody knows how far it goes
        back.
        """
        asked = Edition(other)  # so that a text that is no edition is told, and not just not found
        if self.text == other:
            return True
        editions = self._is_academic and asked._is_academic
        return editions and self._first <= asked._first and asked._last <= self._last

    def can_stand_in_for(self, other: Edition) -> bool:
        """Whether it is older, and had not ended by then: ``before-2016`` says nothing from 2016 on."""
        ended = self._last > 0 and self._first == 0
        return self.order < other.order and not (ended and other._last > self._last)

    @property
    def of_one_year(self) -> bool:
        """Whether it speaks of a single academic or calendar year."""
        return self._first > 0 and self._last - self._first <= 1

    @property
    def _is_academic(self) -> bool:
        return 0 < self._first < self._last

    def __str__(self) -> str:
        return self.text


def _years(text: str) -> tuple[int, int]:
    """First and last year; without a first one, 0."""
    if text == UNDATED:
        return 0, 0
    if _ACADEMIC.fullmatch(text):
        year = find_academic_year(text)
        first = int(text[:4])
        last = year.start + 1 if year else first - first % 100 + int(text[5:])  # else of several years
        if last > first > 0:
            return first, last
    elif match := _OTHER.fullmatch(text):
        only = int(match[2])
        if only > bool(match[1]):  # there is no year 0, and none before the first
            return (0, only - 1) if match[1] else (only, only)
    raise ValueError(f"{text!r} is no edition; write 2025-26, 2021-24, 2022, before-2016 or {UNDATED}")
