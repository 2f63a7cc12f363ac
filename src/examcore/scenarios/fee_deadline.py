"""The days after which entries cost more: which they are for given entries, and which are not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

import attrs

from ..evidence import Evidence, Reason
from ..fees import QuoteLine, Tier, Tiers
from ..fees.rule import academic_year
from ..model import Process, Series, civil_series

__all__ = ["COLUMNS", "FeeDeadline", "fee_deadlines"]

COLUMNS: Final = {
    "awarding_body": "id of the body",
    "series": "year and month; None for registrations",
    "tier": "what later entries are: `late`, `very-late`, or `not-assessed` where that is not known",
    "last_day": "ISO date, the last day before that; None where it is not known",
    "evidence": "of the day: `DERIVED` where it follows from other years; None where it is not known",
    "lines": "entries that it concerns",
    "because": "the reasons, with semicolons between them",
}
"""The columns of `FeeDeadline.row`, each with its meaning."""

_DAY = timedelta(days=1)


@attrs.frozen(repr=False)
class FeeDeadline:
    """A day after which entries of a body in a series cost more, or why none is known.

    Args:
        body: id of the awarding body.
        series: year and month; None for registrations, and where the table has none.
        tier: what an entry is that is received later; ``not-assessed`` where that is not known.
        day: the last one before that; None where it is not known.
        evidence: of the day; None where it is not known.
        because: the reasons; where no day is known the last one says why.
        places: which entries it concerns, by their place among the lines.
    """

    body: str
    series: Series | None
    tier: Tier
    day: date | None
    evidence: Evidence | None
    because: tuple[Reason, ...]
    places: tuple[int, ...] = attrs.field(default=(), eq=False)

    @property
    def lines(self) -> int:
        """How many entries it concerns."""
        return len(self.places)

    @property
    def expected(self) -> bool:
        """Whether the day is known and yet was not published: it follows from a rule, or is remembered."""
        return self.evidence not in {None, Evidence.SEEN, Evidence.SUPPLIED}

    @property
    def what(self) -> str:
        """Whose, which series, what begins then: ``aqa 2027-06 late``."""
        return " ".join(str(part) for part in (self.body, self.series, self.tier) if part)

    def row(self) -> dict[str, Any]:
        """The columns `COLUMNS`; what is not known is None."""
        return {
            "awarding_body": self.body or None,
            "series": str(self.series) if self.series else None,
            "tier": str(self.tier),
            "last_day": self.day.isoformat() if self.day else None,
            "evidence": str(self.evidence) if self.evidence else None,
            "lines": self.lines,
            "because": "; ".join(reason.says for reason in self.because),
        }

    def __repr__(self) -> str:
        known = f"after {self.day} ({self.evidence})" if self.day else "day not known"
        return f"<FeeDeadline {self.what} {known}>"


_Key = tuple[str, Series | None, frozenset[str] | None]


def fee_deadlines(lines: Iterable[QuoteLine], tiers: Tiers) -> tuple[FeeDeadline, ...]:
    """The days after which some of these entries cost more, sorted by day; those without a day come last.

    Entries with a day of receipt of their own are passed over: no day of the caller's changes what they
    cost. For the others each body and series has its day for late and for very late entries; several, where
    kinds of qualifications have their own.

    Args:
        lines: of a quote; rows that could not be read are passed over.
        tiers: what finds the days.
    """
    alike: dict[_Key, list[int]] = {}
    for place, line in enumerate(lines):
        if line.entry and line.entry.received_on is None:
            alike.setdefault(_key(line, tiers), []).append(place)
    merged: dict[tuple[object, ...], FeeDeadline] = {}
    for key, places in alike.items():
        for found in _of(key, tiers):
            # families that share a day share a deadline; where none is known they share the reason
            same = (found.body, found.series, found.tier, found.day, found.day or found.because[-1].says)
            before = merged.get(same)
            merged[same] = attrs.evolve(found, places=(*(before.places if before else ()), *places))
    order = list(Tier)
    return tuple(
        sorted(
            merged.values(),
            key=lambda d: (d.day or date.max, d.body, str(d.series or ""), order.index(d.tier)),
        )
    )


def _key(line: QuoteLine, tiers: Tiers) -> _Key:
    """What entries share that have the same deadlines."""
    entry, option = line.entry, line.option
    assert entry is not None  # noqa: S101  the caller asked
    if entry.process is Process.REGISTRATION:
        return line.awarding_body, None, None
    if option is None:
        return line.awarding_body, civil_series(entry.option.series), None
    of = option.key.series
    families = tiers.terms.families_of(option)
    if families is not None and entry.candidate.status == "P":
        families |= {"private-candidates"}
    return line.awarding_body, of.series if of else None, families


def _of(key: _Key, tiers: Tiers) -> Iterator[FeeDeadline]:
    body, series, families = key

    def unknown(tier: Tier, because: tuple[Reason, ...]) -> FeeDeadline:
        return FeeDeadline(body, series, tier, None, None, because)

    if series is None or not date.min.year < series.year < date.max.year:
        says = "without a series there is no deadline"
        yield unknown(Tier.LATE, (Reason("FEE-01", says, Evidence.DERIVED),))
        return
    days = tiers.boundaries(body, series, families)
    for tier in (Tier.LATE, Tier.VERY_LATE):
        day = days.get(tier)
        if day is not None and day.value is not None:
            yield FeeDeadline(body, series, tier, day.value, day.because[0].evidence, day.because)
        elif day is not None:
            yield unknown(tier, day.because)
        else:
            what = f"entries for {body} {academic_year(series)} are {tier.replace('-', ' ')}"
            says = f"no rule says from which day {what}"
            yield unknown(tier, (Reason("FEE-01", says, Evidence.DERIVED),))
    late = days.get(Tier.LATE)
    if late is not None and late.value is None:
        # nobody is late by the day for entries; what comes after it cannot be judged
        entry = tiers.terms.day(body, series, "entry", families)
        if entry.value and _turns(body, series, families, entry.value, tiers):
            label = entry.because[0].evidence
            because = (*entry.because, late.because[-1])
            yield FeeDeadline(body, series, Tier.NOT_ASSESSED, entry.value, label, because)


def _turns(body: str, series: Series, families: frozenset[str] | None, day: date, tiers: Tiers) -> bool:
    by, after = (tiers.find(body, series, d, families).tier for d in (day, day + _DAY))
    return by is Tier.ON_TIME and after is Tier.NOT_ASSESSED
