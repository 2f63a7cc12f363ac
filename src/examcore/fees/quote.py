"""A quote: every entry with its price, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import attrs

from ..catalogue import Catalogue
from ..entries import Entries
from ..errors import AmbiguousOption, UnknownBody, UnknownSeries
from ..findings import Finding, Report, counted, shown_body
from ..model import Item, Option, OptionKey, OptionRef, Process
from ..money import Money
from .line import GROUPS, QuoteLine
from .price import (
    NOT_PUBLISHED_FEE,
    TIER_NOT_ASSESSED,
    UNKNOWN_ENTRY,
    UNREADABLE_ROWS,
    Price,
    State,
    price_of,
    price_of_registration,
    unknown_price,
)

__all__ = ["Quote", "Subtotal", "quote"]


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
            group: ``body``, ``series``, ``candidate``, ``subject``, ``department``, ``year_group``, ``form``.

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
        """The lines as rows, for ``pandas.DataFrame(quote.rows())``.

        The columns are those of `QuoteLine.as_json`, then ``file`` and ``line`` of the entry, ``department``,
        ``year_group`` and ``form``; what is not there is None.
        """
        for line in self.lines:
            place = (line.origin.file, line.origin.line) if line.origin else (None, None)
            of_centre = {name: GROUPS[name](line) or None for name in ("department", "year_group", "form")}
            yield {**line.as_json(), "file": place[0], "line": place[1], **of_centre}

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
        TypeError: an argument is of another kind; ``on`` is a day without a time.

    >>> from examcore import read
    >>> rows = b"awarding_body,series,option_code\naqa,6G27,X100\n"
    >>> result = quote(Entries.of(read(rows, name="entries.csv")), Catalogue.of(()), on=date(2027, 1, 15))
    >>> result.total, result.unknown_lines
    (<Money 0.00 GBP>, 1)
    """
    if not isinstance(entries, Entries):
        raise TypeError(f"entries are made by Entries.of(read(…)); this is of type {type(entries).__name__}")
    if not isinstance(catalogue, Catalogue):
        raise TypeError(
            f"a catalogue is made by Catalogue.of(read(…)); this is of type {type(catalogue).__name__}"
        )
    if isinstance(on, datetime) or not isinstance(on, date):
        raise TypeError(
            f"on is a day such as date(2027, 1, 15), without a time; this is of type {type(on).__name__}"
        )
    if prices is not None:
        raise ValueError("prices from other sources than basedata cannot be used yet; leave prices out")
    bodies = {
        name: series.body for series in catalogue.series for name in (series.body, series.jcq_id) if name
    }
    known: dict[OptionRef, _Known] = {}
    without: dict[OptionKey | OptionRef, list[QuoteLine]] = {}
    lines: list[QuoteLine] = []
    for entry in entries:
        ref = entry.option
        found = known.get(ref)
        if found is None:
            found = known[ref] = _look_up(ref, catalogue, bodies)
        option, price, syllabus, body, kind = found
        if entry.process is Process.REGISTRATION:
            kind, price = "registration", price_of_registration(price)
        line = QuoteLine(entry, option, price, syllabus, entry.origin, body, kind)
        lines.append(line)
        if not isinstance(price.amount, Money):
            without.setdefault(option.key if option else ref, []).append(line)
    findings = [_lack(group) for group in without.values()]
    if entries.unreadable:
        price = unknown_price("the row could not be read, or is missing")
        lines.extend(QuoteLine(None, None, price, "", row.origin) for row in entries.unreadable)
        findings.append(UNREADABLE_ROWS.at(count=len(entries.unreadable)))
    findings.extend(_doubts(known.values(), catalogue))
    if lines:
        findings.append(TIER_NOT_ASSESSED.at(on=on.isoformat()))
    return Quote(on, tuple(lines), Report(findings))


def _doubts(known: Iterable[_Known], catalogue: Catalogue) -> Iterator[Finding]:
    """What speaks against the files from which prices were taken."""
    priced = {k.option.key.series: k.option for k in known if k.option and isinstance(k.price.amount, Money)}
    for option in priced.values():
        yield from catalogue.find_doubtful_files(option)
    if priced:
        yield from catalogue.unread


class _Known(NamedTuple):
    """What is known of an option, for all entries that name it in one way."""

    option: Option | None
    price: Price
    syllabus: str
    body: str
    kind: str


def _look_up(ref: OptionRef, catalogue: Catalogue, bodies: Mapping[str, str]) -> _Known:
    found = catalogue.resolve(ref)
    if isinstance(found, Option):
        syllabus = catalogue.find_syllabus(found)
        title = syllabus.title if syllabus else ""
        return _Known(found, price_of(found, catalogue), title, found.key.body, _kind(found, catalogue))
    if isinstance(found, UnknownBody | UnknownSeries):
        reason = "its basedata is not loaded"
    elif isinstance(found, AmbiguousOption):
        one_code = len({name.rsplit(" ", 1)[-1] for name in found.found}) == 1
        reason = (
            "two JCQ identifiers of the body have the code in that series"
            if one_code
            else "two series of that month have the code"
        )
    else:
        reason = "the series has no such option"
    body = bodies.get(ref.body.lower()) or shown_body(ref.body)
    return _Known(None, unknown_price(reason), "", body, "entry")


def _kind(option: Option, catalogue: Catalogue) -> str:
    if option.process == Process.REGISTRATION:
        return "registration"
    alone = option.item == Item.CERTIFICATION and catalogue.has_components(option) is False
    return "cash-in" if alone else "entry"


def _lack(lines: list[QuoteLine]) -> Finding:
    """What is told of entries for one option that have no price; the place is that of the first."""
    first, price = lines[0], lines[0].pricing
    place = (first.origin.file, first.origin.line) if first.origin else ("", None)
    option = f"{first.awarding_body} {first.series} {first.code}".strip()
    code = NOT_PUBLISHED_FEE if price.state is State.NOT_PUBLISHED else UNKNOWN_ENTRY
    return code.at(*place, option=option, count=len(lines), reason=price.because[-1].says)
