"""How old the facts of datasets are, and which years they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from .dataset import Dataset

__all__ = ["Coverage", "Staleness", "staleness"]

_SERIES = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")


class Coverage(StrEnum):
    """What a dataset has for an academic year."""

    NAMED = "named"
    """A row names the year, or a series in it; which does not mean that nothing is missing."""
    BY_RULE = "by rule"
    """No row names it; there are rows that name no year, such as rules that come back each June."""
    NOT_COVERED = "not covered"
    """Every row is for another year."""
    TIMELESS = "not by year"
    """The dataset is not kept by year."""


@attrs.frozen(kw_only=True)
class Staleness:
    """How old a dataset is, and which years it speaks of. Made by `staleness`.

    Args:
        id: of the dataset.
        as_of: its state of knowledge.
        age: days from then to the day that was asked about; negative where that day lies before it.
        years: academic years that its rows name, directly or by a series, in order.
        series: that its rows name, in order.
        undated: rows that name neither: rules that come back, and what holds always.
        asked: the academic year that ``coverage`` is about.
        coverage: what there is for it.
    """

    id: str
    as_of: date
    age: int
    years: tuple[str, ...]
    series: tuple[str, ...]
    undated: int
    asked: str
    coverage: Coverage

    def row(self) -> dict[str, str | int]:
        """As a row of a table, with text and numbers only."""
        return {
            "dataset": self.id,
            "as_of": self.as_of.isoformat(),
            "age_days": self.age,
            "years": " ".join(self.years),
            "series": " ".join(self.series),
            "undated_rows": self.undated,
            "year": self.asked,
            "coverage": str(self.coverage),
        }


def staleness(datasets: Iterable[Dataset], as_at: date, year: str = "") -> tuple[Staleness, ...]:
    r"""How old each dataset is, and whether it speaks of an academic year; in the order given.

    A year that no row names is no reason to distrust the rows; it is a reason not to expect an answer.

    Args:
        datasets: already read, such as ``ref.read() for ref in registry.datasets``.
        as_at: the day that ages are counted to.
        year: academic year such as ``2026/27``; without it the one that ``as_at`` lies in.

    Raises:
        ValueError: the year is not written like that.

    >>> sidecar = b'''
    ... id = "demo.fees.entries"
    ... title = "fees"
    ... covers = "2025/26"
    ... as_of = 2026-11-01
    ... key = ["year"]
    ... money = ["fee"]
    ... years = ["year"]
    ... columns = {year = "academic", fee = "for an entry", evidence = "label", source = "where read"}
    ... sources = {ME = "invented"}
    ... '''
    >>> fees = Dataset.parse(b"year,fee,evidence,source\n2025/26,41.50,EXAMPLE,ME\n", sidecar)
    >>> (report,) = staleness([fees], date(2027, 1, 15))
    >>> report.age, report.years, report.asked, str(report.coverage)
    (75, ('2025/26',), '2026/27', 'not covered')
    """
    asked = year or _academic_year(as_at.year, as_at.month)
    match = _YEAR.fullmatch(asked)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{year!r} is not an academic year such as 2026/27")
    return tuple(_of(dataset, as_at, asked) for dataset in datasets)


def _of(dataset: Dataset, as_at: date, asked: str) -> Staleness:
    years: set[str] = set()
    series: set[str] = set()
    undated = 0
    for row in dataset:
        cells = [part for column in dataset.years for part in row[column].split()]
        named = {cell for cell in cells if _YEAR.fullmatch(cell)}
        months = {cell for cell in cells if _SERIES.fullmatch(cell)}
        years |= named | {_academic_year(int(cell[:4]), int(cell[5:])) for cell in months}
        series |= months
        undated += not named | months
    if not dataset.years:
        coverage = Coverage.TIMELESS
    elif asked in years:
        coverage = Coverage.NAMED
    else:
        coverage = Coverage.BY_RULE if undated else Coverage.NOT_COVERED
    return Staleness(
        id=dataset.id,
        as_of=dataset.as_of,
        age=(as_at - dataset.as_of).days,
        years=tuple(sorted(years)),
        series=tuple(sorted(series)),
        undated=undated if dataset.years else 0,
        asked=asked,
        coverage=coverage,
    )


def _academic_year(year: int, month: int) -> str:
    """From September, as the regulations of JCQ count; November 2026 and June 2027 are in one."""
    start = year if month >= 9 else year - 1
    return f"{start:04d}/{(start + 1) % 100:02d}"
