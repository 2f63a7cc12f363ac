"""What an academic year costs over its series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from ..catalogue import Catalogue
from ..dates import AcademicYear
from ..entries import Entries
from ..evidence import Evidence, Reason
from ..fees import LateFee, Quote, QuoteLine, Subtotal, Terms, Tier
from ..fees import codes as fee_codes
from ..fees.remarks import remarks
from ..fees.rule import academic_year
from ..findings import Finding, Report, counted
from ..model import BodyBook, Entry, Process, Series, civil_series
from ..money import Money
from ..prices import Prices
from . import codes
from .days import Pricing, checked_day

__all__ = ["COLUMNS", "CostOfSeries", "CostOfYear", "cost_of_year"]

COLUMNS: Final = {
    "year": "academic year",
    "series": "year and month; None for registrations",
    "on": "ISO date, when its entries are received; None where it is assumed that they are in time",
    "total": "the sum of what is known; text with two decimals, as all amounts",
    "surcharges": "the part of it that is late fees",
    "lines": "entries",
    "unknown_lines": "those that have no price and are not in the total",
    "open_lines": "those that are in it without a late fee, which is not known",
    "complete": "False where the total is the least that is owed",
}
"""The columns of `CostOfYear.rows`, each with its meaning."""

_OF_DAYS: Final = (
    fee_codes.TIER_NOT_ASSESSED,
    fee_codes.LATE_FEE_UNKNOWN,
    fee_codes.LATE,
    fee_codes.ASSUMED,
    fee_codes.DAY_EXPECTED,
)
"""What a quote says of days, and says otherwise where entries are assumed to be in time."""


@attrs.frozen(kw_only=True, repr=False)
class CostOfSeries:
    """What the entries of one series cost, as a part of a year.

    Args:
        series: None for registrations, which belong to the year in which they are received.
        on: the day that was given; None where it is assumed that entries are received in time.
        quote: line by line; assumed lines say so.
    """

    series: Series | None
    on: date | None
    quote: Quote

    @property
    def assumed(self) -> bool:
        """Whether it is assumed that entries without a day of their own are received in time."""
        return self.series is not None and self.on is None

    def __repr__(self) -> str:
        day = f"on {self.on}" if self.on else "in time (ASSUMED)" if self.assumed else "as received"
        least = "" if self.quote.complete else "at least "
        return f"<CostOfSeries {self.series or 'registrations'} {day}: {least}{self.quote.total}>"


@attrs.frozen(kw_only=True, repr=False)
class CostOfYear:
    """What an academic year costs; iterates over its series, in order.

    Args:
        year: academic year.
        parts: one for each series, and one for registrations.
        elsewhere: entries of other academic years, which are not counted: how many, by year.
        undated: rows of which it cannot be told to which year they belong; they are in no total.
        findings: of all quotes, and what was assumed or left out.
        currency: of all amounts.
    """

    year: AcademicYear
    parts: tuple[CostOfSeries, ...]
    elsewhere: Mapping[str, int]
    undated: int
    findings: Report = attrs.field(eq=False)
    currency: str = "GBP"

    def __iter__(self) -> Iterator[CostOfSeries]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, index: int) -> CostOfSeries:
        return self.parts[index]

    @property
    def lines(self) -> tuple[QuoteLine, ...]:
        """The lines of all series."""
        return tuple(line for part in self.parts for line in part.quote)

    @property
    def total(self) -> Money:
        """The sum of what is known; see `complete`."""
        return Money.total((part.quote.total for part in self.parts), self.currency)

    @property
    def surcharges(self) -> Money:
        """The part of the total that is late fees, as far as they are known."""
        return Money.total((part.quote.surcharges for part in self.parts), self.currency)

    @property
    def complete(self) -> bool:
        """Whether every row has its year, its price and its late fee: else the total is the least owed.

        What is assumed to be in time counts as known; `assumed` tells whether something is.
        """
        return not self.undated and all(part.quote.complete for part in self.parts)

    @property
    def assumed(self) -> tuple[Series, ...]:
        """The series for which no day was given: their entries are taken as received in time."""
        return tuple(part.series for part in self.parts if part.series and part.assumed)

    def by(self, group: str) -> dict[str, Subtotal]:
        """The year in parts, sorted by name; the groups are those of `Quote.by`.

        Raises:
            ValueError: another word.
        """
        merged = Quote(self.year.last, self.lines, Report(), self.currency)
        return merged.by(group)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each series, for ``pandas.DataFrame``; the columns are `COLUMNS`."""
        for part in self.parts:
            quote = part.quote
            yield {
                "year": str(self.year),
                "series": str(part.series) if part.series else None,
                "on": part.on.isoformat() if part.on else None,
                "total": str(quote.total),
                "surcharges": str(quote.surcharges),
                "lines": len(quote),
                "unknown_lines": quote.unknown_lines,
                "open_lines": quote.open_lines,
                "complete": quote.complete,
            }

    def __repr__(self) -> str:
        least = "" if self.complete else "at least "
        return f"<CostOfYear {self.year}: {least}{self.total} for {counted(len(self.parts), 'part')}>"


def cost_of_year(
    entries: Entries,
    catalogue: Catalogue,
    year: AcademicYear | str,
    *,
    terms: Terms,
    days: Mapping[str, date] | None = None,
    prices: Prices | None = None,
    bodies: BodyBook | None = None,
    other_years: bool = False,
) -> CostOfYear:
    """What an academic year costs over its series; ``examcore.cost_of_year`` fills in the terms.

    Args:
        entries: of all series; those of other years are told apart and not counted.
        catalogue: the basedata of the series.
        year: such as ``2026/27``, 1 September to 31 August.
        terms: rules, published prices and days.
        days: series, as ``2027-06``, to the day on which its entries are received; without a day it is
            assumed that they are in time, and a finding says so. Entries with ``received_on`` keep their day.
        prices: the centre's own price file, and overrides.
        bodies: so that a price file may name a body by its identifier.
        other_years: take late fees of other years where the year has none, as ASSUMED.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: a text is no academic year, or no series.

    >>> cost_of_year(Entries(), Catalogue.of(()), "2026/27", terms=Terms.of(()))
    <CostOfYear 2026/27: 0.00 for 0 parts>
    """
    year = AcademicYear.parse(year) if isinstance(year, str) else year
    _checked(year, days)
    given = {Series.parse(str(name)): checked_day(day, str(name)) for name, day in (days or {}).items()}
    pricing = Pricing(catalogue, terms, prices, bodies, other_years)
    pricing.quote(Entries(), year.first)  # refuses arguments of another kind
    of_year: dict[Series | None, list[Entry]] = {}
    elsewhere: dict[tuple[str, str], int] = {}
    undated = len(entries.unreadable)
    for entry in entries:
        series, its_year = _when(entry)
        if its_year is None:
            undated += 1
        elif its_year == year:
            of_year.setdefault(series, []).append(entry)
        else:
            key = (str(its_year), str(series or "registrations"))
            elsewhere[key] = elsewhere.get(key, 0) + 1
    parts = tuple(
        _part(series, Entries(tuple(of_year[series])), given.get(series) if series else None, year, pricing)
        for series in sorted(of_year, key=lambda s: (s is None, s))
    )
    findings = [finding for part in parts for finding in part.quote.findings]
    findings.extend(_said(parts, elsewhere, undated, [s for s in given if s not in of_year], year))
    counts: dict[str, int] = {}
    for (other, _), count in sorted(elsewhere.items()):
        counts[other] = counts.get(other, 0) + count
    return CostOfYear(year=year, parts=parts, elsewhere=counts, undated=undated, findings=Report(findings))


def _checked(year: object, days: object) -> None:
    if not isinstance(year, AcademicYear):
        raise TypeError(
            "an academic year is such as '2026/27', or an AcademicYear; this is of type"
            f" {type(year).__name__}"
        )
    if not (days is None or isinstance(days, Mapping)):
        raise TypeError(
            f"days: give a mapping such as {{'2027-06': date(2027, 2, 21)}}, not a {type(days).__name__}"
        )


def _when(entry: Entry) -> tuple[Series | None, AcademicYear | None]:
    """Series and academic year of an entry, as far as they can be told."""
    if entry.process is Process.REGISTRATION:
        return None, AcademicYear.of(entry.received_on) if entry.received_on else None
    series = civil_series(entry.option.series)
    known = series is not None and 1 < series.year < date.max.year
    return series, academic_year(series) if series and known else None


def _part(
    series: Series | None, entries: Entries, on: date | None, year: AcademicYear, pricing: Pricing
) -> CostOfSeries:
    if series is None or on:  # registrations have their days
        return CostOfSeries(series=series, on=on, quote=pricing.quote(entries, on or year.first))
    days = [d.day for d in pricing.deadlines(entries) if d.day and d.tier is not Tier.VERY_LATE]
    quote = pricing.quote(entries, min(days, default=date(series.year, series.month, 1)))
    says = f"no day was given for {series}; it is assumed that the entry is received in time"
    in_time = LateFee(Tier.ON_TIME, Money(0), (Reason("FEE-01", says, Evidence.ASSUMED),))
    lines = [_in_time(line, in_time) for line in quote]
    findings = [
        *(f for f in quote.findings if f.kind not in _OF_DAYS),
        *(f for f in remarks(lines, pricing.catalogue) if f.kind in _OF_DAYS),
    ]
    return CostOfSeries(series=series, on=None, quote=Quote(quote.on, tuple(lines), Report(findings)))


def _in_time(line: QuoteLine, in_time: LateFee) -> QuoteLine:
    """The line as if it were received in time; one with a day of its own, or without a price, stays."""
    own_day = line.entry is not None and line.entry.received_on is not None
    if own_day or not isinstance(line.price, Money):
        return line
    return attrs.evolve(line, late=in_time, received_on=None)


def _said(
    parts: tuple[CostOfSeries, ...],
    elsewhere: Mapping[tuple[str, str], int],
    undated: int,
    without_entries: list[Series],
    year: AcademicYear,
) -> Iterator[Finding]:
    for part in parts:
        count = sum(line.entry is not None and line.entry.received_on is None for line in part.quote)
        if part.assumed and count:
            yield codes.ON_TIME_ASSUMED.at(series=part.series, count=count)
    for (other, name), count in sorted(elsewhere.items()):
        yield codes.OTHER_YEAR.at(series=name, other=other, year=year, count=count)
    if undated:
        yield codes.YEAR_UNKNOWN.at(count=undated)
    for series in sorted(without_entries):
        yield codes.NO_ENTRIES.at(series=series, year=year)
