"""A quote: every entry with its price, or with the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..errors import AmbiguousOption, UnknownBody, UnknownSeries
from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..findings import Finding, Report, counted, shown_body, shown_code
from ..model import Entry, Option, OptionRef, Process
from ..money import Money
from .price import (
    NOT_PUBLISHED_FEE,
    TIER_NOT_ASSESSED,
    UNKNOWN_ENTRY,
    UNREADABLE_ROWS,
    Price,
    State,
    price_of,
    unknown_price,
)

__all__ = ["GROUPS", "NOT_ASSESSED", "Quote", "QuoteLine", "Subtotal", "quote"]

NOT_ASSESSED: Final = "not-assessed"
"""The tier (on time, late, very late) of every line until deadlines are loaded."""


@attrs.frozen(repr=False)
class QuoteLine:
    """One entry with its price.

    Args:
        entry: what was asked for; None for a row that could not be read.
        option: what it was found to be; None where it was not found.
        pricing: base price, state and reasons; shared by all lines of an option.
        syllabus: title of the syllabus, the subject where the table names none.
        origin: the row.
        awarding_body: id of the body; where nothing of it is loaded the JCQ identifier, or the shape of what
            the
            table has; empty for an unreadable row.
    """

    entry: Entry | None
    option: Option | None
    pricing: Price
    syllabus: str = ""
    origin: Origin | None = None
    awarding_body: str = ""

    @property
    def jcq_id(self) -> str | None:
        """The two digits in files; None where the option was not found."""
        return self.option.key.series.jcq_id if self.option and self.option.key.series else None

    @property
    def series(self) -> str:
        """The body's series code; as the table has it where the option was not found."""
        if self.option and self.option.key.series:
            return self.option.key.series.code
        return shown_code(self.entry.option.series) if self.entry else ""

    @property
    def code(self) -> str:
        """The entry code; where there is no such option, the shape of what cannot be one."""
        if self.option:
            return self.option.code
        return shown_code(self.entry.option.code) if self.entry else ""

    @property
    def subject(self) -> str:
        """The table's own name for the subject, else the title of the syllabus."""
        return (self.entry.subject if self.entry else "") or self.syllabus

    @property
    def candidate(self) -> str:
        """Centre and candidate number, ``12345/0001``."""
        return str(self.entry.candidate) if self.entry else ""

    @property
    def kind(self) -> str:
        """What is charged: ``entry``, ``cash-in`` or ``registration``."""
        if Process.REGISTRATION in {self.entry and self.entry.process, self.option and self.option.process}:
            return "registration"
        return "cash-in" if self.pricing.state is State.NO_FEE else "entry"

    @property
    def quantity(self) -> int:
        """How many: always 1, a line being one entry."""
        return 1

    @property
    def price(self) -> Money | Missing:
        """The base price."""
        return self.pricing.amount

    @property
    def surcharge(self) -> Money | Missing:
        """For being late; `UNKNOWN` while the tier is not assessed."""
        return UNKNOWN

    @property
    def amount(self) -> Money | Missing:
        """Price and surcharge, as far as known."""
        return self.pricing.amount

    @property
    def state(self) -> State:
        """What is known of the price."""
        return self.pricing.state

    @property
    def tier(self) -> str:
        """On time, late or very late; `NOT_ASSESSED`."""
        return NOT_ASSESSED

    @property
    def evidence(self) -> Evidence | None:
        """Of the price; None where there is none."""
        return self.pricing.evidence

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why the price is what it is."""
        return self.pricing.because

    def as_json(self) -> dict[str, Any]:
        """The line as ``examcore quote --json`` prints it: money as strings, None when unknown."""
        return {
            "awarding_body": self.awarding_body or None,
            "jcq_id": self.jcq_id,
            "series": self.series or None,
            "option": self.code or None,
            "subject": self.subject or None,
            "candidate": self.candidate or None,
            "kind": self.kind,
            "quantity": self.quantity,
            "price": _text(self.price),
            "surcharge": _text(self.surcharge),
            "amount": _text(self.amount),
            "state": str(self.state),
            "tier": self.tier,
            "evidence": str(self.evidence) if self.evidence else None,
            "source": str(self.pricing.source) if self.pricing.source else None,
        }

    def __repr__(self) -> str:
        return f"<QuoteLine {self.candidate} {self.awarding_body} {self.series} {self.code}: {self.amount!r}>"


def _text(amount: Money | Missing) -> str | None:
    return str(amount) if isinstance(amount, Money) else None


@attrs.frozen
class Subtotal:
    """A part of a quote: how many lines, what is known of their sum, how many lines have no price."""

    lines: int
    total: Money
    unknown_lines: int

    @property
    def complete(self) -> bool:
        """Whether every line has a price."""
        return self.unknown_lines == 0


GROUPS: Final[dict[str, Callable[[QuoteLine], str]]] = {
    "body": lambda line: line.awarding_body,
    "series": lambda line: f"{line.awarding_body} {line.series}".strip(),
    "candidate": lambda line: line.candidate,
    "subject": lambda line: line.subject,
}
"""What `Quote.by` groups by."""


@attrs.frozen(repr=False)
class Quote:
    """What entries cost on a day; iterates over its lines.

    Args:
        on: the day.
        lines: one for each entry, unreadable rows last.
        findings: what is not known, by option, and what was not assessed.
        currency: of all amounts.

    >>> Quote(date(2027, 1, 15), (), Report()).complete
    True
    """

    on: date
    lines: tuple[QuoteLine, ...]
    findings: Report
    currency: str = "GBP"

    def __iter__(self) -> Iterator[QuoteLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def total(self) -> Money:
        """The sum of what is known; see `complete`."""
        return _subtotal(self.lines, self.currency).total

    @property
    def unknown_lines(self) -> int:
        """How many lines have no price and are not in the total."""
        return _subtotal(self.lines, self.currency).unknown_lines

    @property
    def complete(self) -> bool:
        """Whether every line has a base price. The tier is another matter: `QuoteLine.tier`."""
        return self.unknown_lines == 0

    def by(self, group: str) -> dict[str, Subtotal]:
        """The quote in parts, sorted by name.

        Args:
            group: ``body``, ``series``, ``candidate`` or ``subject``.

        Raises:
            ValueError: another word.
        """
        if group not in GROUPS:
            raise ValueError(f"cannot group by {group!r}; there are {', '.join(GROUPS)}")
        get = GROUPS[group]
        parts: dict[str, list[QuoteLine]] = {}
        for line in self.lines:
            parts.setdefault(get(line), []).append(line)
        return {name: _subtotal(parts[name], self.currency) for name in sorted(parts)}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines as rows, for ``pandas.DataFrame(quote.rows())``; columns as in `QuoteLine.as_json`."""
        return (line.as_json() for line in self.lines)

    def __repr__(self) -> str:
        lack = "" if self.complete else f", {counted(self.unknown_lines, 'line')} without a price"
        return (
            f"<Quote on {self.on}: {self.total} {self.currency} for {counted(len(self.lines), 'line')}{lack}>"
        )


def _subtotal(lines: tuple[QuoteLine, ...] | list[QuoteLine], currency: str) -> Subtotal:
    known = [line.pricing.amount for line in lines if isinstance(line.pricing.amount, Money)]
    return Subtotal(len(lines), Money.total(known, currency), len(lines) - len(known))


def quote(entries: Entries, catalogue: Catalogue, *, on: date, prices: None = None) -> Quote:
    r"""Price entries from basedata.

    Every row whose option is found is priced, whatever else is wrong with it; what is not found, not
    published or not readable is counted as unknown and never left out in silence.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        on: the day on which they would be received.
        prices: other sources of prices; none can be used yet, so only None is taken.

    Returns:
        The quote, with the base price of every line. Late fees are not assessed: each line says so.

    Raises:
        ValueError: other prices were given; a quote that ignored them would be wrong.

    >>> from examcore import read
    >>> rows = b"awarding_body,series,option_code\naqa,6G27,X100\n"
    >>> result = quote(Entries.of(read(rows, name="entries.csv")), Catalogue.of(()), on=date(2027, 1, 15))
    >>> result.total, result.unknown_lines
    (<Money 0.00 GBP>, 1)
    """
    if prices is not None:
        raise ValueError("prices from other sources than basedata cannot be used yet; leave prices out")
    bodies = {
        name: series.body for series in catalogue.series for name in (series.body, series.jcq_id) if name
    }
    known: dict[OptionRef, _Known] = {}
    without: Counter[OptionRef] = Counter()
    lines: list[QuoteLine] = []
    for entry in entries:
        ref = entry.option
        found = known.get(ref)
        if found is None:
            found = known[ref] = _look_up(ref, catalogue, bodies)
        option, price, syllabus, body = found
        lines.append(QuoteLine(entry, option, price, syllabus, entry.origin, body))
        if not isinstance(price.amount, Money):
            without[ref] += 1
    findings = [_lack(ref, known[ref], count) for ref, count in without.items()]
    if entries.unreadable:
        price = unknown_price("the row could not be read")
        lines.extend(QuoteLine(None, None, price, "", row.origin) for row in entries.unreadable)
        findings.append(UNREADABLE_ROWS.at(count=len(entries.unreadable)))
    if lines:
        findings.append(TIER_NOT_ASSESSED.at(on=on.isoformat()))
    return Quote(on, tuple(lines), Report(findings))


class _Known(NamedTuple):
    """What is known of an option, for all entries that name it in one way."""

    option: Option | None
    price: Price
    syllabus: str
    body: str


def _look_up(ref: OptionRef, catalogue: Catalogue, bodies: Mapping[str, str]) -> _Known:
    found = catalogue.resolve(ref)
    if isinstance(found, Option):
        syllabus = catalogue.find_syllabus(found)
        return _Known(found, price_of(found, catalogue), syllabus.title if syllabus else "", found.key.body)
    if isinstance(found, UnknownBody | UnknownSeries):
        reason = "its basedata is not loaded"
    elif isinstance(found, AmbiguousOption):
        reason = "two series of that month have the code"
    else:
        reason = "the series has no such option"
    return _Known(None, unknown_price(reason), "", bodies.get(ref.body.lower()) or shown_body(ref.body))


def _lack(ref: OptionRef, known: _Known, count: int) -> Finding:
    option, price = known.option, known.price
    if option is not None:
        series = str(option.key.series)
        place = (option.origin.file, option.origin.line) if option.origin else ("", None)
        reason = price.because[-1].says
        if price.state is State.NOT_PUBLISHED:
            return NOT_PUBLISHED_FEE.at(*place, option=option.code, series=series, reason=reason, count=count)
        return UNKNOWN_ENTRY.at(*place, option=f"{series} {option.code}", reason=reason, count=count)
    text = f"{known.body} {shown_code(ref.series)} {shown_code(ref.code)}"
    return UNKNOWN_ENTRY.at(option=text, reason=price.because[0].says, count=count)
