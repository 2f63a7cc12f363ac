"""Series, as people name them and as files code them, and the keys built on them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import attrs

__all__ = ["BodySeries", "Issue", "OptionKey", "Series", "civil_series"]

_MONTHS = "123456789ABC"
_CIVIL = re.compile(r"([0-9]{4})-([0-9]{2})")
_CODE = re.compile(r"([1-9A-C])([0-9A-Z])([0-9]{2})")


@attrs.frozen(order=True)
class Series:
    """An examination series as people name it: a month of a year. Registrations have none.

    >>> str(Series(2017, 6)), Series.parse("2017-06") == Series(2017, 6)
    ('2017-06', True)
    """

    year: int
    month: int = attrs.field(validator=(attrs.validators.ge(1), attrs.validators.le(12)))

    @classmethod
    def parse(cls, text: str) -> Series:
        """Read ``2017-06``; anything else is a `ValueError`."""
        series = civil_series(text) if _CIVIL.fullmatch(text) else None
        if series is None:
            raise ValueError(f"{text!r} is not a series such as 2017-06")
        return series

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


@attrs.frozen
class BodySeries:
    """A series as the files of one awarding body code it.

    Args:
        body: id of the body, such as ``aqa``; the JCQ identifier itself where no plugin knows it.
        jcq_id: the two-digit identifier in the files, None for a body outside JCQ.
        code: month character, the body's series letter, two-digit year: ``6G17``.
        language: ``_`` English, ``C`` Welsh, ``B`` bilingual. A language of titles, so not part of equality.

    >>> BodySeries("aqa", "70", "6G17").series
    Series(year=2017, month=6)
    """

    body: str
    jcq_id: str | None
    code: str
    language: str = attrs.field(default="_", eq=False)

    @property
    def series(self) -> Series | None:
        """The civil series; None where the code is not well formed (a header with ``??``, say)."""
        return civil_series(self.code)

    def __str__(self) -> str:
        return (
            f"{self.body} {self.code}"
            if self.jcq_id in (None, self.body)
            else f"{self.body} {self.jcq_id} {self.code}"
        )


@lru_cache(maxsize=256)  # asked for every entry, and there are few
def civil_series(text: str) -> Series | None:
    """The series that a text stands for, be it ``6G17`` or ``2017-06``; None where it is neither.

    >>> civil_series("6G17") == civil_series("2017-06"), civil_series("Jun-17")
    (True, None)
    """
    if match := _CODE.fullmatch(text):
        return Series(2000 + int(match[3]), _MONTHS.index(match[1]) + 1)
    if (match := _CIVIL.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return Series(int(match[1]), int(match[2]))
    return None


@attrs.frozen
class OptionKey:
    """What names one option for good: whose it is, in which series, under which entry code.

    >>> str(OptionKey("aqa", BodySeries("aqa", "70", "6G17"), "8300H"))
    'aqa 6G17 8300H'
    """

    body: str
    series: BodySeries | None
    code: str

    def __str__(self) -> str:
        return f"{self.body} {self.series.code if self.series else '-'} {self.code}"


@attrs.frozen(kw_only=True)
class Issue:
    """One published file of a set: which it is, and which issue of it.

    Args:
        letter: of the file type: S, O, C, L, D, E, A.
        series: whose and which.
        sequence: a re-issue has a higher one; None where the file does not say.
        produced: the day the file says it was produced.
        file: its name.
        centre: the centre number in files of a centre, else empty.
        extension: the last two digits of the sequence as the file name has them, None where it has none.
        named: the series that the file name says, where that is another one.
        doubts: what name and control records say differently of data type, series, year or identifier.
    """

    letter: str
    series: BodySeries
    sequence: int | None
    produced: date | None
    file: str
    centre: str = ""
    extension: int | None = None
    named: BodySeries | None = None
    doubts: tuple[str, ...] = ()
