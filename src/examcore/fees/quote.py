"""A quote: every entry with its price, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..entries.checks import shown_body, shown_code
from ..errors import AmbiguousOption, UnknownBody, UnknownSeries
from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..findings import Finding, Report
from ..model import Entry, Option, Process
from ..money import Money
from .price import NOT_PUBLISHED_FEE, TIER_NOT_ASSESSED, UNKNOWN_ENTRY, UNREADABLE_ROWS, Price, State
from .price import price_of, unknown_price

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
    """

    entry: Entry | None
    option: Option | None
    pricing: Price
    syllabus: str = ""
    origin: Origin | None = None

    @property
    def awarding_body(self) -> str:
        """Id of the body; as the table has it where the option was not found; empty for an unreadable row."""
        if self.option:
            return self.option.key.body
        return self.entry.option.body if self.entry else ""

    @property
    def jcq_id(self) -> str | None:
        """The two digits in files; None where the option was not found."""
        return self.option.key.series.jcq_id if self.option and self.option.key.series else None

    @property
    def series(self) -> str:
        """The body's series code; as the table has it where the option was not found."""
        if self.option and self.option.key.series:
            return self.option.key.series.code
        return self.entry.option.series if self.entry else ""

    @property
    def code(self) -> str:
        """The entry code."""
        return self.entry.option.code if self.entry else ""

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
        if self.entry and self.entry.process is Process.REGISTRATION:
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
            "option": shown_code(self.code) if self.option is None and self.code else self.code or None,
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
        lack = "" if self.complete else f", {self.unknown_lines} lines without a price"
        return f"<Quote on {self.on}: {self.total} {self.currency} for {len(self.lines)} lines{lack}>"


def _subtotal(lines: tuple[QuoteLine, ...] | list[QuoteLine], currency: str) -> Subtotal:
    known = [line.pricing.amount for line in lines if isinstance(line.pricing.amount, Money)]
    return Subtotal(len(lines), Money.total(known, currency), len(lines) - len(known))


def quote(entries: Entries, catalogue: Catalogue, *, on: date) -> Quote:
    """Price entries from basedata.

    Every row whose option is found is priced, whatever else is wrong with it; what is not found, not published or not
    readable is counted as unknown and never left out in silence.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        on: the day on which they would be received.

    Returns:
        The quote, with the base price of every line. Late fees are not assessed: each line says so.
    """
    prices: dict[Any, tuple[Option | None, Price, str]] = {}
    without: dict[Any, int] = {}
    lines: list[QuoteLine] = []
    for entry in entries:
        ref = entry.option
        known = prices.get(ref)
        if known is None:
            known = prices[ref] = _price(entry, catalogue)
        option, price, syllabus = known
        lines.append(QuoteLine(entry, option, price, syllabus, entry.origin))
        if price.evidence is None:
            without[ref] = without.get(ref, 0) + 1
    findings = [_lack(ref, prices[ref], count) for ref, count in without.items()]
    if entries.unreadable:
        price = unknown_price("the row could not be read")
        lines.extend(QuoteLine(None, None, price, "", row.origin) for row in entries.unreadable)
        findings.append(UNREADABLE_ROWS.at(count=len(entries.unreadable)))
    if lines:
        findings.append(TIER_NOT_ASSESSED.at(on=on.isoformat()))
    return Quote(on, tuple(lines), Report(findings))


def _price(entry: Entry, catalogue: Catalogue) -> tuple[Option | None, Price, str]:
    found = catalogue.resolve(entry.option)
    if isinstance(found, Option):
        syllabus = catalogue.find_syllabus(found)
        return found, price_of(found, catalogue), syllabus.title if syllabus else ""
    if isinstance(found, UnknownBody | UnknownSeries):
        reason = "its basedata is not loaded"
    elif isinstance(found, AmbiguousOption):
        reason = "two series of that month have the code"
    else:
        reason = "the series has no such option"
    return None, unknown_price(reason), ""


def _lack(ref: Any, known: tuple[Option | None, Price, str], count: int) -> Finding:
    option, price, _ = known
    if option is not None:
        series = str(option.key.series)
        place = (option.origin.file, option.origin.line) if option.origin else ("", None)
        return NOT_PUBLISHED_FEE.at(*place, option=option.code, series=series, count=count)
    text = f"{shown_body(ref.body)} {ref.series} {shown_code(ref.code)}"
    return UNKNOWN_ENTRY.at(option=text, reason=price.because[0].says, count=count)


