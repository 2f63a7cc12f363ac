"""The tier of an entry, by the day it is received."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import attrs

from ..evidence import Evidence, Reason
from ..key_dates import Deadline
from ..model import Series
from .rule import FeeRule, academic_year
from .terms import Day, Held, Terms

__all__ = ["FAR", "NEW", "Tier", "Tiers", "TimeOfEntry"]


class Tier(StrEnum):
    """How late an entry is by the day on which the awarding body receives it."""

    ON_TIME = "on-time"
    """By the last day without a late fee; of WJEC and Eduqas that is the one for amendments."""
    LATE = "late"
    """After that day."""
    VERY_LATE = "very-late"
    """After a second day; Pearson calls it high late."""
    LATE_OR_VERY_LATE = "late-or-very-late"
    """After the first day, and the second one is not known."""
    NOT_ASSESSED = "not-assessed"
    """The day, or the rule, is not known."""

    @property
    def known(self) -> bool:
        """Whether it is one tier."""
        return self in {Tier.ON_TIME, Tier.LATE, Tier.VERY_LATE}

    @property
    def is_late(self) -> bool:
        """Whether it is late, however late."""
        return self in {Tier.LATE, Tier.VERY_LATE, Tier.LATE_OR_VERY_LATE}


@attrs.frozen
class TimeOfEntry:
    """The tier of an entry, with reasons, and the deadlines it was compared with."""

    tier: Tier
    because: tuple[Reason, ...]
    deadlines: tuple[Deadline, ...] = ()


FAR: Final = "the day of receipt is more than two years from the series"
"""Why such a day is not looked at: it is a slip, or a birth date in a wrong column."""

_NEAR: Final = timedelta(days=730)
NEW: Final = frozenset({"new-entry", "external-assessment"})
"""What rules call an entry."""


@attrs.define(eq=False)
class Tiers:
    """Finds tiers by the terms of the bodies.

    Args:
        terms: rules and days.
    """

    terms: Terms
    _times: dict[object, TimeOfEntry] = attrs.field(factory=dict, init=False, repr=False)

    def find(
        self,
        body: str,
        series: Series | None,
        day: date,
        families: frozenset[str] | None,
        applies_to: frozenset[str] = NEW,
    ) -> TimeOfEntry:
        """The tier of what a body receives on a day.

        Args:
            body: id.
            series: civil series; None for a registration.
            day: on which the body receives it.
            families: of qualifications, of the option; None where they are not known.
            applies_to: what is done, in the words of the rules.
        """
        key = (body, series, day, families, applies_to)
        found = self._times.get(key)
        if found is None:
            found = self._times[key] = self._find(*key)
        return found

    def _find(
        self,
        body: str,
        series: Series | None,
        day: date,
        families: frozenset[str] | None,
        applies_to: frozenset[str],
    ) -> TimeOfEntry:
        if series is None:
            return _not_assessed("without a series there is no deadline")
        if abs(day - date(series.year, series.month, 1)) > _NEAR:
            return _not_assessed(FAR)
        year = academic_year(series)
        late = self._boundary_rule(body, series, "late", families, applies_to)
        if late is None:
            return _not_assessed(f"no rule says from which day entries for {body} {year} are late")
        first = self.terms.day(body, series, late.rule.after, families)
        if first.value is None:
            # nobody is late before the day for entries, whatever other day the rule names
            entry = self.terms.day(body, series, "entry", families)
            if late.rule.after != "entry" and entry.value is not None and day <= entry.value:
                says = f"received on {day}, by the day for entries; {late.rule.after} is no earlier"
                return TimeOfEntry(Tier.ON_TIME, (late.reason(says), *entry.because), _known(entry))
            return TimeOfEntry(Tier.NOT_ASSESSED, (*_of(late, first), first.because[-1]))
        if day <= first.value:
            says = f"received on {day}, not after {first.value} ({late.rule.after})"
            return TimeOfEntry(Tier.ON_TIME, (late.reason(says), *first.because), _known(first))
        said = late.reason(f"received on {day}, after {first.value} ({late.rule.after})")
        very_late = self._boundary_rule(body, series, "very-late", families, applies_to)
        second = self.terms.day(body, series, very_late.rule.after if very_late else "very-late", families)
        if very_late is None and second.value is None:
            says = f"no rule says from which day entries for {body} {year} are very late"
            nobody = Reason("FEE-01", says, Evidence.DERIVED)
            return TimeOfEntry(Tier.LATE_OR_VERY_LATE, (said, *first.because, nobody), _known(first))
        if second.value is None:
            because = (said, *first.because, second.because[-1])
            return TimeOfEntry(Tier.LATE_OR_VERY_LATE, because, _known(first))
        if day <= second.value:
            again = _compared(f"not after {second.value}", very_late)
            because = (said, again, *first.because, *second.because)
            return TimeOfEntry(Tier.LATE, because, _known(first, second))
        again = _compared(f"received on {day}, after {second.value}", very_late)
        return TimeOfEntry(Tier.VERY_LATE, (again, *second.because), _known(second))

    def boundaries(self, body: str, series: Series, families: frozenset[str] | None) -> dict[Tier, Day]:
        """The days after which entries are late and very late, as far as they are known."""
        found: dict[Tier, Day] = {}
        for tier in (Tier.LATE, Tier.VERY_LATE):
            rule = self._boundary_rule(body, series, tier, families, NEW)
            if rule is not None or tier is Tier.VERY_LATE:
                event = rule.rule.after if rule else "very-late"
                found[tier] = self.terms.day(body, series, event, families)
        return found

    def _boundary_rule(
        self,
        body: str,
        series: Series,
        tier: str,
        families: frozenset[str] | None,
        applies_to: frozenset[str],
    ) -> Held | None:
        def wanted(rule: FeeRule) -> bool:
            return rule.tier == tier and bool(rule.after) and not applies_to.isdisjoint(rule.applies_to)

        held = self.terms.find_rules(body, academic_year(series), wanted, families=families or frozenset())
        events = {h.rule.after for h in held}
        return held[0] if len(events) == 1 else None


def _compared(says: str, rule: Held | None) -> Reason:
    """What a day was compared with; a day for being very late needs no rule that says what it is for."""
    if rule is not None:
        return rule.reason(f"{says} ({rule.rule.after})")
    return Reason("FEE-01", f"{says} (very-late)", Evidence.DERIVED)


def _known(*days: Day) -> tuple[Deadline, ...]:
    return tuple(day.deadline for day in days if day.deadline)


def _of(late: Held, first: Day) -> tuple[Reason, ...]:
    return (late.reason(f"late begins after the day of {late.rule.after}"), *first.because[:-1])


def _not_assessed(says: str) -> TimeOfEntry:
    return TimeOfEntry(Tier.NOT_ASSESSED, (Reason("FEE-01", says, Evidence.DERIVED),))
