"""What a scenario has to say beside what its quotes say."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES", "NO_ENTRIES", "ON_TIME_ASSUMED", "OTHER_YEAR", "YEAR_UNKNOWN"]

ON_TIME_ASSUMED = FindingCode(
    code="scenarios.on-time-assumed",
    severity=Severity.INFO,
    template="{series}: no day was given; it is assumed that entries are received in time; entries: {count}",
    cure="give the day of the series, or the column received_on, if entries may be late",
    rule="FEE-01",
    triggers="the cost of 2026/27 without a day for June 2027",
    passes="the same with one",
)
OTHER_YEAR = FindingCode(
    code="scenarios.other-year",
    severity=Severity.INFO,
    template="{series} belongs to {other}, and is not in the cost of {year}; entries: {count}",
    cure="ask for the other year, too",
    triggers="the cost of 2026/27 with entries for November 2027",
    passes="the same with entries for November 2026",
)
YEAR_UNKNOWN = FindingCode(
    code="scenarios.year-unknown",
    severity=Severity.WARNING,
    template="rows of which it cannot be told to which year they belong: {count}; the cost leaves them out",
    cure="correct the series; a registration has none, and belongs to the year of its day in received_on",
    triggers="a registration without received_on, or a row that could not be read",
    passes="a registration with received_on",
)
NO_ENTRIES = FindingCode(
    code="scenarios.no-entries",
    severity=Severity.WARNING,
    template="a day was given for {series}, and {year} has no entries in it",
    cure="correct the series, or the year",
    triggers="a day for June 2028 in the cost of 2026/27",
    passes="a day for June 2027, with entries for it",
)

CODES = (ON_TIME_ASSUMED, OTHER_YEAR, YEAR_UNKNOWN, NO_ENTRIES)
