"""What comes back of a fee: by rule, by the day on which a change is received, and with evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Final, Literal

import attrs

from ..dates import AcademicYear, Unit
from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..fees.line import QuoteLine
from ..fees.rule import FeeRule, academic_year
from ..fees.terms import Held, Terms
from ..model import Series, civil_series
from ..money import Money

__all__ = ["EVIDENCE", "Matter", "Refund", "Window", "noted", "refund_of", "window"]

EVIDENCE: Final = ("medical", "bereavement")
"""What may be shown for a refund after its day."""

_REFUNDS: Final = frozenset({"refund", "no-refund"})


@attrs.frozen
class Matter:
    """What rules are asked about.

    Args:
        body: id of the awarding body.
        series: civil series; None where there is none, so that no day is known.
        year: academic year, by which rules are chosen.
        families: of qualifications; None where they are not known.
        jcq_id: of the body in that series; empty where it is not known.
    """

    body: str
    series: Series | None
    year: AcademicYear
    families: frozenset[str] | None
    jcq_id: str = ""

    @classmethod
    def of(cls, line: QuoteLine, terms: Terms) -> Matter | None:
        """What a line of a quote is about; None without a series, by whose year rules are chosen."""
        if line.entry is None:
            return None
        of = line.option.key.series if line.option else None
        series = of.series if of else civil_series(line.entry.option.series)
        if series is None:
            return None
        families = terms.families_of(line.option) if line.option else None
        if families is not None and line.entry.candidate.status == "P":
            families |= {"private-candidates"}
        return cls(line.awarding_body, series, academic_year(series), families, line.jcq_id or "")

    def find_rules(
        self, terms: Terms, wanted: Callable[[FeeRule], bool], *, other_years: bool = True
    ) -> tuple[Held, ...]:
        """The rules that answer for it."""
        families = self.families or frozenset()
        return terms.find_rules(self.body, self.year, wanted, families=families, other_years=other_years)


@attrs.frozen
class Window:
    """Whether a rule holds on a day.

    Args:
        holds: None where a day that it names is not known.
        because: the days; where one is not known, the last reason says so.
        until: the last day of the rule; None where there is none, or it is not known.
    """

    holds: bool | None
    because: tuple[Reason, ...]
    until: date | None = None


@attrs.frozen
class Refund:
    """What comes back of an entry.

    Args:
        entry: of the fee on time, in pence; `UNKNOWN` where no rule tells.
        late: of the late fee, likewise.
        because: the reasons of both; where one is not known, the last reason says why.
        until: the last day on which the fee comes back without evidence; None for no limit, or not known.
        lacking: why it is not known, in half a sentence; empty where it is.
        notes: what evidence would change.

    >>> Refund(Money(3200), Money(0), ()).lacking
    ''
    """

    entry: Money | Missing
    late: Money | Missing
    because: tuple[Reason, ...]
    until: date | None = None
    lacking: str = ""
    notes: tuple[Reason, ...] = ()


def window(held: Held, matter: Matter, day: date, terms: Terms) -> Window:
    """Whether a rule holds on a day, by the events after which and until which it does.

    Args:
        held: the rule.
        matter: whose and which series, for the days of events.
        day: on which something is received.
        terms: days.
    """
    rule = held.rule
    because: list[Reason] = []
    if rule.after:
        found, why = _day(rule.after, matter, terms)
        because.extend(why)
        if found is None:
            return Window(None, tuple(because))
        if day <= found:
            return Window(False, tuple(because))
    if not rule.until:
        return Window(True, tuple(because))
    found, why = _day(rule.until, matter, terms)
    because.extend(why)
    limit = found and _moved(rule, found)
    if limit is None:
        if found is not None:
            says = f"{rule.name} is limited by {rule.period} from {rule.until}, which is not counted here"
            because.append(Reason("CAL-04", says, Evidence.DERIVED))
        return Window(None, tuple(because))
    return Window(day <= limit, tuple(because), limit)


def _day(event: str, matter: Matter, terms: Terms) -> tuple[date | None, tuple[Reason, ...]]:
    if matter.series is None:
        says = f"without a series there is no day of {event}"
        return None, (Reason(f"deadlines.{event}", says, Evidence.DERIVED),)
    found = terms.day(matter.body, matter.series, event, matter.families)
    return found.value, found.because


def _moved(rule: FeeRule, day: date) -> date | None:
    if rule.period is None:
        return day
    if not rule.sign or rule.period.unit is Unit.WORKING_DAY:  # terms hold no bank holidays
        return None
    return rule.period.after(day) if rule.sign > 0 else rule.period.before(day)


def refund_of(
    line: QuoteLine,
    *,
    on: date,
    terms: Terms,
    words: Collection[str] = ("withdrawal",),
    evidence: Literal["", "medical", "bereavement"] = "",
) -> Refund:
    """What comes back of an entry that was charged, if a change is received on a day.

    Never more than was charged: the whole fee by the last day of a rule, nothing after it. That nothing
    comes back after the day is DERIVED: bodies say up to when the fee does.

    Args:
        line: the entry as it was charged.
        on: the day on which the body receives the change.
        terms: rules and days.
        words: what is done, in the words of the rules.
        evidence: ``medical`` or ``bereavement``, where it can be shown.
    """
    if line.price == line.surcharge == Money(0):
        says = "nothing was charged, so nothing comes back"
        return Refund(Money(0), Money(0), (*line.pricing.because, _derived(says)))
    matter = Matter.of(line, terms)
    if matter is None:
        return _unknown("without a series no rule of refunds can be chosen")
    about = frozenset(words)
    plain = matter.find_rules(terms, lambda r: _about(r, about) and not r.needs)
    windows = [(held, window(held, matter, on, terms)) for held in plain]
    until = next((w.until for _, w in windows if w.until), None)
    for held, holds in windows:
        if holds.holds:
            return attrs.evolve(_by_rule(line, held, holds), until=until)
    if evidence:
        shown = matter.find_rules(terms, lambda r: _about(r, about) and evidence in r.needs.split("-or-"))
        with_evidence = [(held, window(held, matter, on, terms)) for held in shown]
        for held, holds in with_evidence:
            if holds.holds:
                return attrs.evolve(_by_rule(line, held, holds), until=until)
        if not shown:
            says = f"no rule of {matter.body} for {matter.year} says what {evidence} evidence changes"
            return _unknown(says, *(r for _, w in windows for r in w.because))
        windows.extend(with_evidence)
    if not plain:
        return _unknown(f"no rule of {matter.body} for {matter.year} says what comes back of such a fee")
    for held, holds in windows:
        if holds.holds is None:
            because = (held.reason(_says(held.rule)), *holds.because)
            return Refund(UNKNOWN, UNKNOWN, because, None, because[-1].says)
    return attrs.evolve(
        _too_late(on, windows, _hints(matter, about, terms) if not evidence else ()), until=until
    )


def _about(rule: FeeRule, words: frozenset[str]) -> bool:
    return rule.effect in _REFUNDS and not words.isdisjoint(rule.applies_to)


def _by_rule(line: QuoteLine, held: Held, holds: Window) -> Refund:
    """What a rule gives back that holds on the day."""
    rule = held.rule
    because = (held.reason(_says(rule, holds.until)), *holds.because)
    if rule.effect == "no-refund":
        return Refund(Money(0), Money(0), because)
    because = (*line.pricing.because, *because)
    late, more, lacking = _late_part(line, held)
    if not isinstance(line.price, Money):
        lacking = "what was charged is not known"
        return Refund(UNKNOWN, late, (*because, *more, _derived(lacking)), lacking=lacking)
    return Refund(line.price, late, (*because, *more), lacking=lacking)


def _late_part(line: QuoteLine, held: Held) -> tuple[Money | Missing, tuple[Reason, ...], str]:
    if line.surcharge == Money(0):
        return Money(0), (), ""
    if held.rule.late_part == "kept":
        return Money(0), (held.reason("the late part does not come back"),), ""
    lacking = "no rule says whether the late part comes back"
    return UNKNOWN, (*line.late.because, _derived(lacking)), lacking


def _too_late(on: date, windows: list[tuple[Held, Window]], hints: tuple[Reason, ...]) -> Refund:
    last = max((w.until for _, w in windows if w.until), default=None)
    says = f"received on {on}, after {last}" if last else f"received on {on}, when no rule gives it back"
    because = [reason for held, w in windows for reason in (held.reason(_says(held.rule)), *w.because)]
    because.append(_derived(f"{says}: nothing comes back"))
    return Refund(Money(0), Money(0), tuple(because), notes=hints)


def _hints(matter: Matter, words: frozenset[str], terms: Terms) -> tuple[Reason, ...]:
    """That evidence would help, where a rule says so."""
    held = matter.find_rules(terms, lambda r: _about(r, words) and bool(r.needs))
    return tuple(h.reason(_says(h.rule)) for h in held)


def _says(rule: FeeRule, until: date | None = None) -> str:
    what = "the fee comes back" if rule.effect == "refund" else "the fee does not come back"
    if rule.after:
        what += f" after {rule.after}"
    if rule.until:
        way = "" if rule.period is None else f"{rule.period.words} {'after' if rule.sign > 0 else 'before'} "
        what += f" up to {way}{rule.until}"
    what += f", {until}" if until else ""
    return f"{what}{f' with {rule.needs} evidence' if rule.needs else ''}{noted(rule)}"


def noted(rule: FeeRule) -> str:
    """The note of a rule in brackets, to be put behind what it says."""
    return f" ({rule.note})" if rule.note else ""


def _unknown(says: str, *because: Reason) -> Refund:
    return Refund(UNKNOWN, UNKNOWN, (*because, _derived(says)), None, says)


def _derived(says: str) -> Reason:
    return Reason("CAL-04", says, Evidence.DERIVED)
