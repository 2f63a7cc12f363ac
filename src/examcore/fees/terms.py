"""The terms of awarding bodies: rules of fees, prices that were published, and the days that rules name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..datasets import Dataset
from ..dates import AcademicYear
from ..errors import InvalidDeclaration, UnknownBody
from ..evidence import Evidence, Reason
from ..key_dates import Deadline, Deadlines, deadlines_of
from ..model import Option, Series
from .rule import FeeRule, PublishedPrice, academic_year, codes_of, fee_rules, published_prices

__all__ = ["Day", "Held", "Terms"]

COMMON: Final = "jcq"
_PLACE: Final = "uk"
"""Scope of days for centres in the United Kingdom, which this library is about."""


@attrs.frozen
class Held:
    """A rule that answers for a year, and how it is known there.

    Args:
        rule: the row.
        evidence: of the rule for that year: DERIVED where it was stated for another one.
        says: where it was stated, in half a sentence; empty where it was stated for the year itself.
    """

    rule: FeeRule
    evidence: Evidence
    says: str = ""

    def reason(self, says: str) -> Reason:
        """A reason that rests on the rule as it is known for the year."""
        return self.rule.reason(f"{says}; {self.says}" if self.says else says, self.evidence)


@attrs.frozen
class Day:
    """The day of an event for some option, or why it is not known.

    Args:
        deadline: as the deadlines of the body have it; None where its day is not known.
        because: reasons; the last one says why there is no day.
    """

    deadline: Deadline | None
    because: tuple[Reason, ...]

    @property
    def value(self) -> date | None:
        """The day itself; of a window the last one."""
        return self.deadline.day if self.deadline else None


@attrs.define(eq=False)
class Terms:
    """What awarding bodies charge by, from datasets. Made by `Terms.of`.

    Args:
        rules: of all bodies; those of ``jcq`` hold for bodies in ``shared_by`` that have none of their own.
        prices: that were published.
        shared_by: bodies for which rows of ``jcq`` hold.
    """

    rules: tuple[FeeRule, ...]
    prices: tuple[PublishedPrice, ...]
    shared_by: frozenset[str]
    _days: tuple[Dataset, ...] = attrs.field(repr=False)
    _families: dict[tuple[str, str], frozenset[str]] = attrs.field(repr=False)
    _asked: dict[tuple[str, Series], Deadlines | None] = attrs.field(factory=dict, init=False, repr=False)
    _found: dict[object, Day] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, datasets: Iterable[Dataset], *, shared_by: Collection[str] = ()) -> Terms:
        """The terms in datasets of rules, prices, families and deadlines; others are passed over.

        Args:
            datasets: with ids such as ``aqa.fees.rules``, ``aqa.fees.prices``, ``jcq.fees.families`` and
                ``aqa.deadlines.series``.
            shared_by: bodies for which rows of ``jcq`` hold.

        Raises:
            InvalidDeclaration: a dataset has not the form that its id says.

        >>> Terms.of(()).rules
        ()
        """
        rules: list[FeeRule] = []
        prices: list[PublishedPrice] = []
        days: list[Dataset] = []
        families: dict[tuple[str, str], frozenset[str]] = {}
        given = list(datasets)
        codes = codes_of(given)
        for dataset in given:
            match dataset.id.partition(".")[2]:
                case "fees.rules":
                    rules.extend(fee_rules(dataset, codes))
                case "fees.prices":
                    prices.extend(published_prices(dataset, codes))
                case "fees.families":
                    for row in dataset:
                        key = row["qualification"], row["level"]
                        families[key] = frozenset(row["families"].split())
                case "deadlines.series":
                    days.append(dataset)
        return cls(tuple(rules), tuple(prices), frozenset(shared_by), tuple(days), families)

    def families_of(self, option: Option) -> frozenset[str] | None:
        """The families of qualifications an option belongs to, by its exam type; None where nobody knows."""
        qualification, _, level = option.exam_type.partition("/")
        found = self._families.get((qualification, level))
        return self._families.get((qualification, "")) if found is None else found

    def find_rules(
        self,
        body: str,
        year: AcademicYear,
        wanted: Callable[[FeeRule], bool],
        *,
        families: frozenset[str] = frozenset(),
        other_years: bool = True,
    ) -> tuple[Held, ...]:
        """The rules of a body that answer for a year: its own, else those of JCQ; of one year only.

        The year itself comes first, then a rule that comes back, then the nearest earlier year, then the
        nearest later one.

        Args:
            body: id.
            year: academic year of the series.
            wanted: which rules are looked for.
            families: of the option; a rule for other families is passed over.
            other_years: take rules that were stated for another year, too.
        """
        for owner in (body, COMMON) if body in self.shared_by else (body,):
            found = [
                held
                for rule in self.rules
                if rule.body == owner and rule.concerns(families) and wanted(rule)
                if (held := _held(rule, year)) and (other_years or not held.says)
            ]
            if found:
                best = min(_distance(held.rule, year) for held in found)
                return tuple(held for held in found if _distance(held.rule, year) == best)
        return ()

    def day(
        self, body: str, series: Series, event: str, families: frozenset[str] | None = frozenset()
    ) -> Day:
        """The day of an event of a body in a series, for an option of some families.

        Args:
            body: id.
            series: civil series.
            event: such as ``entry``.
            families: of the option; None where they are not known.
        """
        key = (body, series, event, families)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._day(body, series, event, families)
        return found

    def _day(self, body: str, series: Series, event: str, families: frozenset[str] | None) -> Day:
        of_series = self.deadlines(body, series)
        about = [d for d in of_series or () if d.event == event and d.series == series]
        known = [d for d in about if d.known]
        mine = (families or frozenset()) | {_PLACE}
        scoped = [d for d in known if d.scope and not mine.isdisjoint(d.scope)]
        general = [d for d in known if not d.scope]
        # without the families, a day for some of them may or may not be meant
        chosen = known if families is None else scoped or general
        days = {d.day for d in chosen}
        if len(days) == 1:
            best = min(chosen, key=lambda d: list(Evidence).index(d.evidence or Evidence.EXAMPLE))
            says = f"{best.what}: {best.day}"
            source = best.sources[0] if best.sources else None
            label = best.evidence or Evidence.DERIVED
            told = Reason(f"deadlines.{event}", says, label, source)
            # the first reason is the day itself or the rule behind it; notes are for those who read deadlines
            return Day(best, (told, *best.decision.because[:1]))
        if days:
            says = f"{body} {series} has several days for {event}: {', '.join(sorted(map(str, days)))}"
        elif known:
            scopes = sorted({scope for d in known for scope in d.scope})
            says = f"{body} {series} has a day for {event} only for {', '.join(scopes)}"
        else:
            says = f"no day is known for {event} of {body} {series}"
        return Day(None, (Reason(f"deadlines.{event}", says, Evidence.DERIVED),))

    def deadlines(self, body: str, series: Series) -> Deadlines | None:
        """All days of a body in a series; None where nothing is known of the body at all."""
        key = (body, series)
        if key not in self._asked:
            try:
                found = deadlines_of(self._days, series, bodies=[body], shared_by=self.shared_by)
            except InvalidDeclaration:  # a table of days that is broken answers nobody, and says so
                raise
            except (UnknownBody, ValueError):  # no such body; a year that no calendar reaches
                found = None
            self._asked[key] = found
        return self._asked[key]

    def find_prices(
        self, body: str, series: Series, kind: str, *, tier: str = "", year: AcademicYear | None = None
    ) -> Iterator[PublishedPrice]:
        """The published prices of a kind for a series, or for its academic year."""
        wanted = str(year or academic_year(series))
        for price in self.prices:
            of = (price.body, price.kind, price.year, price.tier)
            if of == (body, kind, wanted, tier) and price.series in {None, series}:
                yield price


def _held(rule: FeeRule, year: AcademicYear) -> Held | None:
    if rule.year == str(year) or str(year) in rule.seen_in:
        return Held(rule, rule.evidence)
    weaker = Evidence.weakest([rule.evidence, Evidence.DERIVED])
    if rule.year:
        return Held(rule, weaker, f"stated for {rule.year}")
    seen = " ".join(rule.seen_in)
    says = "stated without a year" if seen in {"", "undated"} else f"seen in {seen}"
    return Held(rule, weaker, says)


def _distance(rule: FeeRule, year: AcademicYear) -> tuple[int, int]:
    """How near a rule is to a year: stated for it, coming back, earlier, later."""
    if rule.year == str(year) or str(year) in rule.seen_in:
        return 0, 0
    if not rule.year:
        return 1, 0
    years = year.start - int(rule.year[:4])
    return (2, years) if years > 0 else (3, -years)
