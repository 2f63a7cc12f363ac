"""Bills of a centre to its candidates, or to those who pay for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from ..evidence import Evidence, Missing, Origin, Reason
from ..findings import PERSONAL, Report, counted, mask
from ..money import Money
from ..prices.prices import Vat

__all__ = ["Bill", "BillLine", "Bills"]

_NOTHING: Final = Money(0)


@attrs.frozen(kw_only=True, repr=False)
class BillLine:
    """One charge to a candidate.

    Args:
        kind: ``fee`` for what the awarding body charges; ``private-candidate``, ``private-entry`` or
            ``resit-entry`` for what the centre does.
        candidate: ``64999/0001``.
        payer: as the table of entries has it. **Personal data.**
        awarding_body: id; empty for a charge for the candidate as a whole.
        series: as the quote has it, likewise, as is ``code``.
        code: entry code.
        subject: as the quote has it.
        amount: in pence; `UNKNOWN` where the quote does not know it.
        open: whether a late fee comes on top that is not known.
        vat_state: whether VAT is in the amount.
        vat: on top of the amount; `UNKNOWN` where it is not known.
        because: why.
        origin: the row of the entry.
    """

    kind: str
    candidate: str
    payer: str = attrs.field(default="", metadata=PERSONAL)
    awarding_body: str = ""
    series: str = ""
    code: str = ""
    subject: str = ""
    amount: Money | Missing
    open: bool = False
    vat_state: Vat = Vat.UNKNOWN
    vat: Money | Missing = _NOTHING
    because: tuple[Reason, ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def complete(self) -> bool:
        """Whether the amount and the VAT on it are known."""
        return isinstance(self.amount, Money) and isinstance(self.vat, Money) and not self.open

    @property
    def evidence(self) -> Evidence | None:
        """The weakest of the reasons; None where the amount is not known."""
        return Evidence.weakest(r.evidence for r in self.because) if isinstance(self.amount, Money) else None

    def __repr__(self) -> str:
        what = f"{self.kind} {self.candidate} {self.awarding_body} {self.series} {self.code}"
        return f"<BillLine {' '.join(what.split())}: {self.amount!r}>"


@attrs.frozen(repr=False)
class Bill:
    """What one candidate, or one payer, is charged; iterates over its lines.

    Args:
        name: the candidate, or the payer. **A payer is personal data.**
        lines: what for.
        by_payer: whether it is the bill of a payer.

    >>> Bill("64999/0001", ()).total
    <Money 0.00 GBP>
    """

    name: str
    lines: tuple[BillLine, ...]
    by_payer: bool = False

    def __iter__(self) -> Iterator[BillLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def total(self) -> Money:
        """The sum of what is known, without VAT on top."""
        return Money.total(line.amount for line in self.lines if isinstance(line.amount, Money))

    @property
    def vat(self) -> Money:
        """VAT on top of the total, as far as it is known."""
        return Money.total(line.vat for line in self.lines if isinstance(line.vat, Money))

    @property
    def complete(self) -> bool:
        """Whether every amount is known: else the total is the least that is owed."""
        return all(line.complete for line in self.lines)

    @property
    def because(self) -> tuple[Reason, ...]:
        """The reasons of all lines, each once."""
        return tuple(dict.fromkeys(reason for line in self.lines for reason in line.because))

    def __repr__(self) -> str:
        name = mask(self.name) if self.by_payer else self.name
        lack = "" if self.complete else ", not wholly known"
        return f"<Bill {name}: {self.total} GBP for {counted(len(self.lines), 'line')}{lack}>"


@attrs.frozen(repr=False)
class Bills:
    """What a centre charges to its private and resitting candidates; iterates over bills.

    Args:
        bills: one for each candidate or payer, in the order of the entries.
        findings: what is not known, or not charged.
        unreadable: rows of which nobody can tell who is to be billed.

    >>> Bills((), Report())
    <Bills: 0.00 GBP in 0 bills>
    """

    bills: tuple[Bill, ...]
    findings: Report
    unreadable: int = 0

    def __iter__(self) -> Iterator[Bill]:
        return iter(self.bills)

    def __len__(self) -> int:
        return len(self.bills)

    def __getitem__(self, name: str) -> Bill:
        """The bill of a candidate, or of a payer; a `KeyError` where there is none."""
        for bill in self.bills:
            if bill.name == name:
                return bill
        raise KeyError("there is no bill of that name")  # which may be a payer's

    @property
    def total(self) -> Money:
        """The sum of what is known, without VAT on top."""
        return Money.total(bill.total for bill in self.bills)

    @property
    def vat(self) -> Money:
        """VAT on top of the total, as far as it is known."""
        return Money.total(bill.vat for bill in self.bills)

    @property
    def complete(self) -> bool:
        """Whether every amount is known, and every row could be read."""
        return self.unreadable == 0 and all(bill.complete for bill in self.bills)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines as rows, for ``pandas.DataFrame(bills.rows())``.

        The columns are bill, candidate, kind, awarding_body, series, option, subject, amount, open, vat,
        vat_amount, evidence, source, file and line; money as text with two decimals. What is not there, or is
        not known, is None. **With bills by payer the column bill holds personal data in clear.**
        """
        for bill in self.bills:
            for line in bill:
                source = next((reason.source for reason in line.because if reason.source), None)
                yield {
                    "bill": bill.name,
                    "candidate": line.candidate,
                    "kind": line.kind,
                    "awarding_body": line.awarding_body or None,
                    "series": line.series or None,
                    "option": line.code or None,
                    "subject": line.subject or None,
                    "amount": _text(line.amount),
                    "open": line.open,
                    "vat": str(line.vat_state),
                    "vat_amount": _text(line.vat),
                    "evidence": str(line.evidence) if line.evidence else None,
                    "source": str(source) if source else None,
                    "file": line.origin.file if line.origin else None,
                    "line": line.origin.line if line.origin else None,
                }

    def __repr__(self) -> str:
        lack = "" if self.complete else ", not wholly known"
        return f"<Bills: {self.total} GBP in {counted(len(self.bills), 'bill')}{lack}>"


def _text(amount: Money | Missing) -> str | None:
    return str(amount) if isinstance(amount, Money) else None
