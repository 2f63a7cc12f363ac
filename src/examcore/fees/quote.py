"""A quote: every entry with its price, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from ..findings import Report, counted
from ..money import Money
from .line import GROUPS, QuoteLine

__all__ = ["Quote", "Subtotal"]


@attrs.frozen
class Subtotal:
    """A part of a quote.

    Args:
        lines: how many.
        total: the sum of what is known.
        unknown_lines: how many have no price.
        open_lines: how many have a price, and a late fee that is not known.
    """

    lines: int
    total: Money
    unknown_lines: int
    open_lines: int = 0

    @property
    def complete(self) -> bool:
        """Whether every line has a price, and its late fee is known."""
        return self.unknown_lines == self.open_lines == 0


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
    def open_lines(self) -> int:
        """How many lines have a price and a late fee that is not known: the price is in the total."""
        return _subtotal(self.lines, self.currency).open_lines

    @property
    def complete(self) -> bool:
        """Whether every line has a price, and its late fee is known: else the total is the least owed."""
        return self.unknown_lines == self.open_lines == 0

    @property
    def surcharges(self) -> Money:
        """The part of the total that is late fees, as far as they are known."""
        known = (line.late.amount for line in self.lines if isinstance(line.pricing.amount, Money))
        return Money.total((fee for fee in known if isinstance(fee, Money)), self.currency)

    @property
    def vat(self) -> Money:
        """VAT on top of the total, as far as it is known; the findings tell where it is not."""
        return Money.total((v for line in self.lines if isinstance(v := line.vat, Money)), self.currency)

    def by(self, group: str) -> dict[str, Subtotal]:
        """The quote in parts, sorted by name.

        Args:
            group: ``body``, ``series``, ``centre``, ``candidate``, ``subject``, ``tier``, ``department``,
                ``year_group``, ``form`` or ``payer``. **Payers are personal data.**

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
            columns = ("department", "year_group", "form")
            of_centre = {name: GROUPS[name](line) or None for name in columns}
            yield {**line.as_json(), "file": place[0], "line": place[1], **of_centre}

    def __repr__(self) -> str:
        lack = f", {counted(self.unknown_lines, 'line')} without a price" if self.unknown_lines else ""
        lack += f", {counted(self.open_lines, 'line')} without a known late fee" if self.open_lines else ""
        return (
            f"<Quote on {self.on}: {self.total} {self.currency} for {counted(len(self.lines), 'line')}{lack}>"
        )


def _subtotal(lines: tuple[QuoteLine, ...] | list[QuoteLine], currency: str) -> Subtotal:
    known = [amount for line in lines if isinstance(amount := line.amount, Money)]
    still_open = sum(line.open for line in lines)
    return Subtotal(len(lines), Money.total(known, currency), len(lines) - len(known), still_open)
