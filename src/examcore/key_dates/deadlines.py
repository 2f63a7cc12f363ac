"""The deadlines of a body, series or year, as a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from ..dates import Span
from ..evidence import UNKNOWN, Decision, Evidence
from ..findings import Finding, Report
from ..model import Series
from .codes import CONTRADICTION
from .deadline import Deadline, Lack, checked_day
from .names import check_name, in_few

__all__ = ["Deadlines"]


def _in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """By day; what is unknown comes last."""
    return tuple(sorted(deadlines, key=lambda d: (d.day is None, d.day or date.min, d.what, d.uid)))


def _one_of(one: Deadline, other: Deadline, findings: list[Finding]) -> Deadline:
    """Two of one identifier as one; a known day wins over an unknown one."""
    bodies = tuple(dict.fromkeys((*one.bodies, *other.bodies)))
    if one.known != other.known:
        return attrs.evolve(one if one.known else other, bodies=bodies)
    because = tuple(dict.fromkeys((*one.decision.because, *other.decision.because)))
    if one.decision.value != other.decision.value:
        days = in_few([str(one.decision.value), str(other.decision.value)])
        findings.append(CONTRADICTION.at(what=one.what, days=days))
        decision: Decision[date | Span] = Decision(UNKNOWN, because)
        return attrs.evolve(
            one, bodies=bodies, decision=decision, stated=None, evidence=None, lack=Lack.CONTRADICTION
        )
    best = min(one, other, key=lambda d: list(Evidence).index(d.evidence or Evidence.EXAMPLE))
    return attrs.evolve(best, bodies=bodies, decision=Decision(one.decision.value, because))


@attrs.frozen(repr=False)
class Deadlines:
    """Deadlines in order of their days, those that are unknown last. Made by `deadlines_of`.

    Args:
        items: the deadlines.
        findings: what is not known, and why.
        codes: which events, bodies and scopes there are, by which `filter` tells slips; none where nobody
            said it.

    >>> len(Deadlines()), Deadlines().due(on=date(2027, 2, 8), within_days=14)
    (0, <Deadlines: 0 known, 0 unknown>)
    """

    items: tuple[Deadline, ...] = attrs.field(default=(), converter=_in_order)
    findings: Report = attrs.field(factory=Report)
    codes: Mapping[str, frozenset[str]] = attrs.field(factory=dict, eq=False)

    def __iter__(self) -> Iterator[Deadline]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def known(self) -> Deadlines:
        """Those with a day."""
        return self._with(d for d in self.items if d.known)

    @property
    def unknown(self) -> Deadlines:
        """Those without; `Deadline.lack` and the reasons of its decision say why."""
        return self._with(d for d in self.items if not d.known)

    def filter(
        self,
        *,
        body: str | None = None,
        event: str | None = None,
        series: str | None = None,
        scope: str | None = None,
        zone: str | None = None,
        evidence: Evidence | str | None = None,
    ) -> Deadlines:
        """Those that meet every condition given.

        Args:
            body: it states the day, or is among the bodies for which it holds.
            event: code.
            series: as ``2027-06``; what comes once a year has none.
            scope: a code; what is for all is kept, as it may hold for that scope, too.
            zone: exactly that one.
            evidence: exactly that label.

        Returns:
            A collection with all findings: they tell also of what the filter leaves out. What is not among
            the deadlines gives an empty one.

        Raises:
            ValueError: there is no such body, event, scope or label in any dataset, or no such series.
        """
        for column, code in (("body", body), ("event", event), ("scope", scope)):
            if code is not None:
                check_name(column, code, self.codes.get(column, frozenset()))
        if series:
            Series.parse(series)
        if evidence is not None:
            check_name("evidence", evidence, [str(label) for label in Evidence])
        return self._with(
            d
            for d in self.items
            if (body is None or body == d.body or body in d.bodies)
            and (event is None or event == d.event)
            and (series is None or series == str(d.series or ""))
            and (scope is None or not d.scope or scope in d.scope)
            and (zone is None or zone == d.zone)
            and (evidence is None or evidence == d.evidence)
        )

    def due(self, *, on: date, within_days: int) -> Deadlines:
        """What falls due from a day on until so many days later, both counted.

        A deadline counts from the last working day on or before it: one on Sunday is due on Friday, and stays
        due until Sunday. A window is due while it is open. What is unknown is never due: see `unknown`.

        Args:
            on: the day.
            within_days: 0 for that day alone.

        Raises:
            TypeError: the day has a time.
            ValueError: fewer than 0 days.
        """
        if within_days < 0:
            raise ValueError(f"within_days is 0 or more, not {within_days}")
        checked_day(on)
        return self._with(d for d in self.items if d.is_due(on, within_days))

    def rows(self) -> Iterator[dict[str, str | bool | int | None]]:
        """As rows, for ``pandas.DataFrame(deadlines.rows())``; the columns are those of `COLUMNS`."""
        return (deadline.row() for deadline in self.items)

    def _with(self, items: Iterable[Deadline]) -> Deadlines:
        return Deadlines(tuple(items), self.findings, self.codes)

    def __add__(self, other: Deadlines) -> Deadlines:
        if not isinstance(other, Deadlines):
            return NotImplemented
        found: dict[str, Deadline] = {}
        findings: list[Finding] = []
        for one in (*self.items, *other.items):
            held = found.get(one.uid)
            found[one.uid] = one if held is None else _one_of(held, one, findings)
        told = dict.fromkeys((*self.findings, *other.findings, *findings))
        both = self.codes.keys() | other.codes.keys()
        codes = {c: self.codes.get(c, frozenset()) | other.codes.get(c, frozenset()) for c in both}
        return Deadlines(tuple(found.values()), Report(told), codes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.items))

    def __repr__(self) -> str:
        known = sum(d.known for d in self.items)
        return f"<Deadlines: {known} known, {len(self.items) - known} unknown>"
