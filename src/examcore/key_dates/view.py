"""What one body has for one series: which row wins for each event and scope, and what nothing answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs

from ..datasets import NotCovered
from ..dates import AcademicYear, Duration, LeapDay, Recurrence, Span, WorkingDays
from ..evidence import UNKNOWN, Decision, Evidence, Missing, Reason
from ..model import Series
from .deadline import STATED, Deadline, Lack, stated_day
from .statement import Recurs, Statement

__all__ = ["COMMON", "View"]

COMMON: Final = "jcq"
"""Whose rows hold for all bodies of JCQ that have none of their own."""

# several rows of these differ in their day and all hold
_SEVERAL: Final = frozenset({"contingency"})
_Scope = tuple[str, str]  # one code of a scope, and a zone


@attrs.define
class View:
    """The days of one body in one series; without a series, those that come once a year."""

    body: str
    series: Series | None
    year: AcademicYear
    rows: Sequence[Statement]  # of the body and, where they hold for it, of JCQ
    calendar: WorkingDays
    leap_day: LeapDay
    after: Mapping[str, date]
    _done: dict[str, list[Deadline]] = attrs.field(factory=dict, init=False)
    unused: list[tuple[Deadline, date]] = attrs.field(factory=list, init=False)  # days of `after`
    _counting: list[str] = attrs.field(factory=list, init=False)

    @property
    def covered(self) -> bool:
        """Whether a row is for this series or its month, in whatever year."""
        if self.series is None:
            return True
        months = {row.series.month if row.series else row.month for row in self.rows}
        return self.series.month in months

    def deadlines(self) -> Iterator[Deadline]:
        """All of them, also those that are unknown; no event that no row speaks of."""
        for event in dict.fromkeys(row.event for row in self.rows):
            yield from self.event(event)

    def event(self, event: str) -> list[Deadline]:
        """The days of one event."""
        found = self._done.get(event)
        if found is None:
            rows = [row for row in self.rows if row.event == event]
            best = self._best(rows) if self.covered else {}
            found = self._answered(best)
            found += self._unanswered(rows, found, best)
            self._done[event] = found
        return found

    # which row wins

    def _applies(self, row: Statement) -> bool:
        if self.series is None or row.yearly:
            return self.series is None and row.yearly
        if row.series is not None:
            return row.series == self.series
        return row.month in {None, self.series.month}

    def _reaches(self, row: Statement) -> bool:
        """Whether a rule is believed for this year."""
        first, last = row.reach
        year = self.series.year if self.series else self.year.start
        return not isinstance(row.when, Recurs) or first <= year <= last

    def _level(self, row: Statement) -> tuple[bool, bool, bool, bool]:
        """The smaller wins: near before far, published before rule, body before JCQ, month before all."""
        return not self._reaches(row), row.series is None, row.body == COMMON, row.month is None

    def _best(self, rows: Iterable[Statement]) -> dict[_Scope, list[Statement]]:
        best: dict[_Scope, list[Statement]] = {}
        for row in filter(self._applies, rows):
            for scope in row.scopes:
                held = best.setdefault((scope, row.zone), [])
                if held and self._level(row) < self._level(held[0]):
                    held.clear()
                if not held or self._level(row) == self._level(held[0]):
                    held.append(row)
        return best

    def _answered(self, best: Mapping[_Scope, list[Statement]]) -> list[Deadline]:
        # a row that wins for two of its codes is one deadline
        won: dict[tuple[str, tuple[int, ...]], tuple[list[str], list[Statement]]] = {}
        for (scope, zone), held in best.items():
            won.setdefault((zone, tuple(map(id, held))), ([], held))[0].append(scope)
        found: list[Deadline] = []
        for (zone, _), (scopes, held) in won.items():
            for group in _alike(held):
                made = self._decided(group, tuple(filter(None, scopes)), zone)
                # a scope that has a day of its own is not counted from the day of another event as well
                found += [d for d in made if d.scope == tuple(filter(None, scopes)) or not _own(d, best)]
        return found

    def _decided(self, rows: Sequence[Statement], scope: tuple[str, ...], zone: str) -> Iterator[Deadline]:
        if rows[0].counted_from:
            if len({(row.when, row.sign) for row in rows}) == 1:
                yield from self._counted(rows[0], scope, zone)
            else:
                because = tuple(row.reason(f"{row.when} is stated for {row.counted_from}") for row in rows)
                yield self._deadline(rows, scope, zone, Decision(UNKNOWN, because), lack=Lack.CONTRADICTION)
            return
        if not self._reaches(rows[0]):
            because = tuple(self._too_far(row) for row in rows)
            yield self._deadline(rows, scope, zone, Decision(UNKNOWN, because), lack=Lack.NOT_ANNOUNCED)
            return
        said = [(row, *self._said(row)) for row in rows]
        because = tuple(reason for _, decision, _ in said for reason in decision.because)
        # what somebody read wins over what somebody remembers
        said = [one for one in said if one[0].series and one[2] in STATED] or said
        values = dict.fromkeys(decision.value for _, decision, _ in said)
        if len(values) > 1:
            yield self._deadline(rows, scope, zone, Decision(UNKNOWN, because), lack=Lack.CONTRADICTION)
            return
        decision: Decision[date | Span] = Decision(next(iter(values)), because)
        # two rows with one day: the stronger label is enough
        evidence = min((label for _, _, label in said), key=list(Evidence).index)
        lack = None if decision.known else Lack.NO_SUCH_DAY
        yield self._deadline(rows, scope, zone, decision, evidence=evidence, lack=lack)

    def _too_far(self, row: Statement) -> Reason:
        first, last = row.reach
        seen = ", ".join(row.seen) or "no year that is known here"
        when = row.when.words if isinstance(row.when, Recurs) else ""
        says = f"{when} was seen in {seen}, which is believed from {first} to {last}"
        return row.reason(says, Evidence.DERIVED)

    def _said(self, row: Statement) -> tuple[Decision[date | Span], Evidence]:
        """The day of a published row or of a rule, with its label."""
        if isinstance(row.when, date | Span):
            says = f"{row.when} is stated for {row.series}"
            return Decision(row.when, (row.reason(says), *row.notes())), row.evidence
        if not isinstance(row.when, Recurs):
            raise TypeError(f"{row.when} is not a day")  # what is counted goes another way
        if self.series is None:
            start = self.year.start
            # a window may begin in the year before that in which it ends
            ends = {y: row.when.in_year(y, self.leap_day) for y in (start - 1, start, start + 1)}
            year = next((y for y, day in ends.items() if day and _last(day) in self.year), start + 1)
        else:
            year = self.series.year + row.offset
        day = row.when.in_year(year, self.leap_day)
        now = {str(self.series or self.year), str(self.year)}
        held = now & set(row.seen)
        if held and row.seen_at:
            says = f"{row.when.words} was seen at {' or '.join(row.seen_at)} in {', '.join(sorted(held))}"
            reason = row.reason(f"{says}, and not stated for all", Evidence.DERIVED)
            weaker = Evidence.weakest([row.evidence, Evidence.DERIVED])
            if day is not None:
                return Decision(day, (reason, *row.notes())), weaker
        elif held and day is not None:
            says = f"{row.when.words} was seen to hold in {', '.join(sorted(held))}"
            return Decision(day, (row.reason(says), *row.notes())), row.evidence
        seen = [Series.parse(s).year + row.offset for s in row.seen if len(s) == 7 and s[4] == "-"]
        rule = Recurrence(
            rule=row.when,
            id=row.rule,
            evidence=row.evidence,
            source=row.sources[0] if row.sources else None,
            seen=tuple(seen),
        )
        decision = rule.in_year(year, self.leap_day)
        evidence = Evidence.weakest(reason.evidence for reason in decision.because)
        return Decision(decision.value, (*decision.because, *row.notes())), evidence

    # what is counted from an event

    def _counted(self, row: Statement, scope: tuple[str, ...], zone: str) -> Iterator[Deadline]:
        event = row.counted_from
        span = f"on the day of {event}"
        if isinstance(row.when, Duration):
            span = f"{row.when.words} {'after' if row.sign > 0 else 'before'} {event}"
        why: tuple[Reason, ...] = (row.reason(span), *row.notes())
        given = self.after.get(event)
        bases = self._bases(row, scope, zone)
        announced = [base for base in bases if base.evidence in STATED]
        told: Decision[date | Span] | None = None
        if given is not None:
            says = f"{event} is on {given}, as given"
            told = Decision(given, (Reason("deadlines.counted", says, Evidence.SUPPLIED),))
            self.unused += [(base, given) for base in announced if base.decision.value != given]
            if not announced:
                yield self._count(row, scope, zone, told, label=Evidence.SUPPLIED, why=why)
                return
        if row.case:
            says = f"it is counted from something of each case: {row.case}"
            because = (*why, row.reason(says))
            yield self._deadline([row], scope, zone, Decision(UNKNOWN, because), lack=Lack.OF_EACH_CASE)
            return
        if not bases:
            because = (*why, row.reason(f"no day of {event} is known", Evidence.DERIVED))
            yield self._deadline([row], scope, zone, Decision(UNKNOWN, because), lack=Lack.BASE_UNKNOWN)
        for base in bases:
            both = tuple(s for s in scope if s in base.scope) if scope and base.scope else scope or base.scope
            body = base.body if row.body == COMMON else row.body
            where = zone or base.zone
            known, label = base.decision, base.evidence
            if told is not None and base not in announced:
                known, label = told, Evidence.SUPPLIED
            yield self._count(row, both, where, known, label=label, why=why, body=body)

    def _bases(self, row: Statement, scope: tuple[str, ...], zone: str) -> list[Deadline]:
        """The days from which a row is counted for a scope and zone."""
        if row.counted_from in self._counting:  # the two are counted from each other
            return []
        self._counting.append(row.event)
        bases = [b for b in self.event(row.counted_from) if not (zone and b.zone) or zone == b.zone]
        self._counting.pop()
        return [b for b in bases if not (scope and b.scope) or set(scope) & set(b.scope)]

    def _count(
        self,
        row: Statement,
        scope: tuple[str, ...],
        zone: str,
        base: Decision[date | Span],
        *,
        label: Evidence | None,
        why: tuple[Reason, ...],
        body: str = "",
    ) -> Deadline:
        if isinstance(base.value, Missing) or label is None:
            decision: Decision[date | Span] = Decision(UNKNOWN, (*why, *base.because))
            return self._deadline([row], scope, zone, decision, lack=Lack.BASE_UNKNOWN, body=body)
        day = _last(base.value) if row.sign >= 0 else _first(base.value)
        labels = [label, row.evidence, *([Evidence.DERIVED] if row.sign else [])]
        try:
            if isinstance(row.when, Duration):
                move = row.when.after if row.sign > 0 else row.when.before
                day = move(day, self.calendar)
        except NotCovered as error:
            why = (*why, row.reason(str(error), Evidence.DERIVED))
            decision = Decision(UNKNOWN, (*why, *base.because))
            return self._deadline([row], scope, zone, decision, lack=Lack.BASE_UNKNOWN, body=body)
        decision = Decision(day, (*why, *base.because))
        return self._deadline([row], scope, zone, decision, evidence=Evidence.weakest(labels), body=body)

    # what nothing answers

    def _unanswered(
        self, rows: Iterable[Statement], found: Iterable[Deadline], best: Mapping[_Scope, object]
    ) -> Iterator[Deadline]:
        """What other series have and this one does not."""
        if self.series is None:
            return
        for_all = {d.zone: d for d in found if not d.scope}
        if not self.covered:
            others = [row for row in rows if row.series or row.month]
            if others:
                months = sorted({row.series.month if row.series else row.month or 0 for row in others})
                there = ", ".join(f"{month:02d}" for month in months)
                says = f"no row is for a series of that month; there are {there}"
                why = Reason("CAL-01", says, Evidence.DERIVED)
                yield self._deadline(others[:1], (), "", Decision(UNKNOWN, (why,)), lack=Lack.NOT_COVERED)
            return
        latest: dict[_Scope, Statement] = {}
        for row in rows:
            if row.series is None or row.series.month != self.series.month:
                continue
            for scope in row.scopes:
                held = latest.get((scope, row.zone))
                if held is None or _newer(row, held):
                    latest[scope, row.zone] = row
        left: dict[int, tuple[Statement, list[str]]] = {}
        for (scope, zone), row in latest.items():
            general = for_all.get(zone)
            alike = general and (self._like(general, row) or self._was_that_of_all(row, zone))
            if (scope, zone) not in best and not alike:
                left.setdefault(id(row), (row, []))[1].append(scope)
        for row, scopes in left.values():
            says = f"no day and no rule is known for {self.series}; {row.series} had {row.when}"
            because = (row.reason(says, Evidence.DERIVED), *row.notes())
            whose = tuple(filter(None, scopes))
            yield self._deadline(
                [row], whose, row.zone, Decision(UNKNOWN, because), lack=Lack.NOT_ANNOUNCED, of_row=False
            )

    def _like(self, general: Deadline, row: Statement) -> bool:
        """Whether the day for all was also the one that this scope had in its own series."""
        day, other = general.decision.value, row.when
        if isinstance(day, Missing) or not isinstance(other, date | Span):
            return isinstance(day, Missing)  # two that contradict each other say it for all
        if isinstance(day, Span) != isinstance(other, Span) or self.series is None or row.series is None:
            return False

        def seen_from(one: date, series: Series) -> tuple[int, int, int]:
            return one.year - series.year, one.month, one.day

        return seen_from(_first(day), self.series) == seen_from(_first(other), row.series) and seen_from(
            _last(day), self.series
        ) == seen_from(_last(other), row.series)

    def _was_that_of_all(self, row: Statement, zone: str) -> bool:
        """Whether this scope had the day for all in its own series; then an announced one is for it, too."""
        if row.series is None:
            return False
        then = attrs.evolve(
            self, series=row.series, year=AcademicYear.of(date(row.series.year, row.series.month, 1))
        )
        of_all = [r for r in self.rows if r.event == row.event and r.scopes == ("",) and not r.counted_from]
        answered = then._answered(then._best(of_all))  # noqa: SLF001  a view of another series
        return any(d.zone == zone and d.decision.value == row.when for d in answered)

    def _deadline(
        self,
        rows: Sequence[Statement],
        scope: tuple[str, ...],
        zone: str,
        decision: Decision[date | Span],
        *,
        evidence: Evidence | None = None,
        lack: Lack | None = None,
        body: str = "",
        of_row: bool = True,
    ) -> Deadline:
        row = rows[0]
        value = decision.value
        counted: dict[str, Any] = (
            {
                "duration": row.when if isinstance(row.when, Duration) else None,
                "sign": row.sign or 1,
                "counted_from": row.counted_from,
            }
            if row.counted_from
            else {}
        )
        return Deadline(
            event=row.event,
            title=row.title,
            body=body or row.body,
            bodies=(self.body,),
            series=self.series,
            year=self.year,
            scope=tuple(sorted(scope)),
            zone=zone,
            decision=decision,
            stated=None if isinstance(value, Missing) else stated_day(value, self.calendar),
            evidence=None if isinstance(value, Missing) else evidence,
            lack=lack,
            session=row.session if of_row else "",
            sources=tuple(dict.fromkeys(source for r in rows for source in r.sources)),
            documents={s.key: a for r in rows for s, a in zip(r.sources, r.addresses, strict=True)},
            origins=tuple(r.origin for r in rows),
            **counted,
        )


def _alike(rows: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Rows that must agree; contingency days stand each for itself, and so do different beginnings."""
    groups: dict[object, list[Statement]] = {}
    for row in rows:
        key = (row.when, row.session) if row.event in _SEVERAL else row.counted_from
        groups.setdefault(key, []).append(row)
    yield from groups.values()


def _own(deadline: Deadline, best: Mapping[_Scope, object]) -> bool:
    return bool(deadline.scope) and all((scope, deadline.zone) in best for scope in deadline.scope)


def _newer(row: Statement, held: Statement) -> bool:
    """Of a later series, or of the same one and the body's own."""
    if row.series is None or held.series is None or row.series == held.series:
        return row.body != COMMON and held.body == COMMON
    return row.series > held.series


def _first(value: date | Span) -> date:
    return value.first if isinstance(value, Span) else value


def _last(value: date | Span) -> date:
    return value.last if isinstance(value, Span) else value
