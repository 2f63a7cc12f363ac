"""What changes and other charges cost: lines with charges and refunds, and their totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..findings import PERSONAL, Report, counted
from ..model import Entry
from ..money import Money
from ..prices.prices import Vat

__all__ = ["ChangeLine", "ChangeQuote", "ChangeSubtotal"]

_NOTHING: Final = Money(0)


@attrs.frozen(kw_only=True, repr=False)
class ChangeLine:
    """One change or charge: what is paid for it, and what comes back.

    Args:
        kind: ``withdrawal``, ``new-entry``, ``tier-change``, ``option-change``, ``unit-change``, or that of a
            `Charge`.
        awarding_body: id.
        series: as the body, or the caller, writes it.
        candidate: ``64999/0001``; empty for what is charged to the centre.
        before: entry code that is given up; empty for none.
        after: entry code that is new, or what the charge is for.
        quantity: how many.
        charge: what is paid, without a late fee, for all of them; `UNKNOWN` where nobody published it.
        late_charge: late fee on top of it.
        refund: what comes back of the fee on time.
        late_refund: what comes back of a late fee.
        because: why, each with evidence and source.
        notes: what else rules say of it, on which no amount rests.
        lacking: why an amount is not known, in half a sentence; empty where all are.
        vat_state: whether VAT is in the amounts.
        vat_rate: per cent; None where it is not known.
        subject: of the centre's table, or the title of the syllabus.
        payer: who pays where it is not the centre. **Personal data.**
        entry: the new entry, or the one that is given up; None for a charge.
        origins: the rows of entries before and after, or of the charge.
    """

    kind: str
    awarding_body: str
    series: str
    candidate: str = ""
    before: str = ""
    after: str = ""
    quantity: int = 1
    charge: Money | Missing = _NOTHING
    late_charge: Money | Missing = _NOTHING
    refund: Money | Missing = _NOTHING
    late_refund: Money | Missing = _NOTHING
    because: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    lacking: str = ""
    vat_state: Vat = Vat.UNKNOWN
    vat_rate: Decimal | None = None
    subject: str = ""
    payer: str = attrs.field(default="", metadata=PERSONAL)
    entry: Entry | None = None
    origins: tuple[Origin, ...] = attrs.field(default=(), eq=False)

    @property
    def amounts(self) -> tuple[Money | Missing, ...]:
        """Charge, late charge, refund, late refund."""
        return self.charge, self.late_charge, self.refund, self.late_refund

    @property
    def complete(self) -> bool:
        """Whether all four amounts are known."""
        return all(isinstance(amount, Money) for amount in self.amounts)

    @property
    def charged(self) -> Money:
        """What is paid, as far as it is known."""
        return _known(self.charge, self.late_charge)

    @property
    def refunded(self) -> Money:
        """What comes back, as far as it is known."""
        return _known(self.refund, self.late_refund)

    @property
    def net(self) -> Money | Missing:
        """What is paid less what comes back, negative for a credit; `UNKNOWN` where one of them is."""
        return self.charged - self.refunded if self.complete else UNKNOWN

    @property
    def vat(self) -> Money | Missing:
        """VAT on top of `net`, as `QuoteLine.vat`: 0.00 unless the price says that it comes on top."""
        if self.vat_state is not Vat.EXCLUDED:
            return _NOTHING
        if self.vat_rate is None or not isinstance(self.net, Money):
            return UNKNOWN
        return self.net.times(self.vat_rate / Decimal(100), "ROUND_HALF_UP")

    @property
    def evidence(self) -> Evidence | None:
        """The weakest of the reasons; None where an amount is not known, or there is no reason."""
        return Evidence.weakest(r.evidence for r in self.because) if self.complete and self.because else None

    def as_row(self) -> dict[str, Any]:
        """The line as a row, see `ChangeQuote.rows`."""
        source = next((reason.source for reason in self.because if reason.source), None)
        place = self.origins[0] if self.origins else None
        names = ("charge", "late_charge", "refund", "late_refund")
        return {
            "kind": self.kind,
            "awarding_body": self.awarding_body or None,
            "series": self.series or None,
            "candidate": self.candidate or None,
            "before": self.before or None,
            "after": self.after or None,
            "quantity": self.quantity,
            **{name: _text(amount) for name, amount in zip(names, self.amounts, strict=True)},
            "net": _text(self.net),
            "vat": str(self.vat_state),
            "lacking": self.lacking or None,
            "evidence": str(self.evidence) if self.evidence else None,
            "source": str(source) if source else None,
            "subject": self.subject or None,
            **{name: GROUPS[name](self) or None for name in ("department", "year_group", "form")},
            "file": place.file if place else None,
            "line": place.line if place else None,
        }

    def __repr__(self) -> str:
        codes = " to ".join(filter(None, (self.before, self.after)))
        what = f"{self.kind} {self.candidate} {self.awarding_body} {self.series} {codes}"
        return f"<ChangeLine {' '.join(what.split())}: {self.net!r}>"


@attrs.frozen
class ChangeSubtotal:
    """A part of a quote of changes.

    Args:
        lines: how many.
        charges: the sum of what is paid, as far as it is known.
        refunds: the sum of what comes back, likewise.
        unknown_lines: how many have an amount that is not known.
    """

    lines: int
    charges: Money
    refunds: Money
    unknown_lines: int

    @property
    def total(self) -> Money:
        """Charges less refunds."""
        return self.charges - self.refunds

    @property
    def complete(self) -> bool:
        """Whether every amount is known."""
        return self.unknown_lines == 0


@attrs.frozen(repr=False)
class ChangeQuote:
    """What changes, or other charges, cost on a day; iterates over its lines.

    Args:
        on: the day on which the body receives them.
        lines: one for each change or charge.
        findings: what is not known, and what to look at.
        unreadable: rows of which nobody can tell whether they changed.
        currency: of all amounts.

    >>> ChangeQuote(date(2027, 3, 1), (), Report())
    <ChangeQuote on 2027-03-01: 0.00 GBP for 0 lines>
    """

    on: date
    lines: tuple[ChangeLine, ...]
    findings: Report
    unreadable: int = 0
    currency: str = "GBP"

    def __iter__(self) -> Iterator[ChangeLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def charges(self) -> Money:
        """The sum of what is paid, as far as it is known."""
        return _subtotal(self.lines, self.currency).charges

    @property
    def refunds(self) -> Money:
        """The sum of what comes back, as far as it is known."""
        return _subtotal(self.lines, self.currency).refunds

    @property
    def total(self) -> Money:
        """Charges less refunds, negative for a credit; of what is known, see `complete`."""
        return self.charges - self.refunds

    @property
    def vat(self) -> Money:
        """VAT on top of the total, as far as it is known."""
        return Money.total((v for line in self.lines if isinstance(v := line.vat, Money)), self.currency)

    @property
    def unknown_lines(self) -> int:
        """How many lines have an amount that is not known; what is known of them is in the total."""
        return _subtotal(self.lines, self.currency).unknown_lines

    @property
    def complete(self) -> bool:
        """Whether every amount is known, and every row could be read."""
        return self.unknown_lines == self.unreadable == 0

    def by(self, group: str) -> dict[str, ChangeSubtotal]:
        """The quote in parts, sorted by name.

        Args:
            group: ``kind``, ``body``, ``series``, ``centre``, ``candidate``, ``subject``, ``department``,
                ``year_group``, ``form`` or ``payer``. **Payers are personal data.**

        Raises:
            ValueError: another word.
        """
        if group not in GROUPS:
            raise ValueError(f"cannot group by {group!r}; there are {', '.join(GROUPS)}")
        parts: dict[str, list[ChangeLine]] = {}
        for line in self.lines:
            parts.setdefault(GROUPS[group](line), []).append(line)
        return {name: _subtotal(parts[name], self.currency) for name in sorted(parts)}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines as rows, for ``pandas.DataFrame(quote.rows())``.

        The columns are kind, awarding_body, series, candidate, before, after, quantity, charge, late_charge,
        refund, late_refund, net, vat, lacking, evidence, source, subject, department, year_group, form, file
        and line; money as text with two decimals. What is not there, or not known, is None.
        """
        return (line.as_row() for line in self.lines)

    def __repr__(self) -> str:
        lack = f", {counted(self.unknown_lines, 'line')} not wholly known" if self.unknown_lines else ""
        lack += f", {counted(self.unreadable, 'unreadable row')}" if self.unreadable else ""
        lines = counted(len(self.lines), "line")
        return f"<ChangeQuote on {self.on}: {self.total} {self.currency} for {lines}{lack}>"


def _column(name: str) -> Callable[[ChangeLine], str]:
    return lambda line: getattr(line.entry, name) if line.entry else ""


GROUPS: Final[dict[str, Callable[[ChangeLine], str]]] = {
    "kind": lambda line: line.kind,
    "body": lambda line: line.awarding_body,
    "series": lambda line: f"{line.awarding_body} {line.series}".strip(),
    "centre": lambda line: line.candidate.partition("/")[0],
    "candidate": lambda line: line.candidate,
    "subject": lambda line: line.subject,
    "payer": lambda line: line.payer,
    **{name: _column(name) for name in ("department", "year_group", "form")},
}
"""What `ChangeQuote.by` groups by."""


def _subtotal(lines: Iterable[ChangeLine], currency: str) -> ChangeSubtotal:
    of = tuple(lines)
    charges = Money.total((line.charged for line in of), currency)
    refunds = Money.total((line.refunded for line in of), currency)
    return ChangeSubtotal(len(of), charges, refunds, sum(not line.complete for line in of))


def _known(*amounts: Money | Missing) -> Money:
    return Money.total(amount for amount in amounts if isinstance(amount, Money))


def _text(amount: Money | Missing) -> str | None:
    return str(amount) if isinstance(amount, Money) else None
