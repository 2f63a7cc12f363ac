"""What the rows of one invoice say together: its day, its total, and lines that are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode
from ..money import Money
from . import codes
from .invoice import InvoiceLine, InvoiceTotal, UnreadLine
from .table import shown_number

__all__ = ["compare_rows"]

_FIELDS: Final = ("net", "vat", "gross")


@attrs.define
class _Invoice:
    """The rows of one invoice, in their order."""

    number: str
    lines: list[InvoiceLine] = attrs.field(factory=list)
    totals: list[InvoiceTotal] = attrs.field(factory=list)

    def at(self, code: FindingCode, row: InvoiceLine | InvoiceTotal, **params: Any) -> Finding:
        """A finding at a row."""
        origin = row.origin
        where = (origin.file, origin.line) if origin else ("", None)
        return code.at(*where, invoice=shown_number(self.number), **params)


def compare_rows(rows: Sequence[InvoiceLine | InvoiceTotal | UnreadLine]) -> Iterator[Finding]:
    """What is wrong between the rows of a file.

    >>> line = InvoiceLine(
    ...     awarding_body="aqa", invoice_number="1", code="X100", volume=2, unit_price=Money(4150)
    ... )
    >>> total = InvoiceTotal(awarding_body="aqa", invoice_number="1", net=Money(4150))
    >>> [finding.message for finding in compare_rows([line, total])]
    ['the lines of invoice 1 add up to a net of 83.00, and its total is 41.50']
    """
    invoices: dict[tuple[str, str], _Invoice] = {}
    for row in rows:
        if not isinstance(row, UnreadLine):
            one = invoices.setdefault(row.invoice, _Invoice(row.invoice_number))
            if isinstance(row, InvoiceLine):
                one.lines.append(row)
            else:
                one.totals.append(row)
    lost = {(row.awarding_body, row.invoice_number) for row in rows if isinstance(row, UnreadLine)}
    for (body, number), invoice in invoices.items():
        # a row whose invoice cannot be told may be one of any
        doubtful = not lost.isdisjoint({(body, number), (body, ""), ("", number), ("", "")})
        yield from _dates(invoice)
        yield from _twice(invoice)
        yield from _totals(invoice, lost=doubtful)


def _dates(invoice: _Invoice) -> Iterator[Finding]:
    rows: list[InvoiceLine | InvoiceTotal] = [*invoice.lines, *invoice.totals]
    dated = [row for row in rows if row.invoice_date is not None]
    dated.sort(key=lambda row: row.origin.line if row.origin else 0)
    told = set()
    for row in dated[1:]:
        first = dated[0]
        if row.invoice_date != first.invoice_date and row.invoice_date not in told:
            told.add(row.invoice_date)
            yield invoice.at(
                codes.TWO_DATES,
                row,
                field="invoice_date",
                value=str(row.invoice_date),
                other=first.invoice_date,
                where=_line(first),
            )


def _twice(invoice: _Invoice) -> Iterator[Finding]:
    seen: dict[InvoiceLine, InvoiceLine] = {}
    for line in invoice.lines:
        first = seen.setdefault(line, line)
        if first is not line:
            yield invoice.at(codes.SAME_TWICE, line, other=_line(first))


def _totals(invoice: _Invoice, *, lost: bool) -> Iterator[Finding]:
    for again in invoice.totals[1:]:
        yield invoice.at(codes.TWO_TOTALS, again, other=_line(invoice.totals[0]))
    if len(invoice.totals) != 1:
        return
    (total,) = invoice.totals
    for name in _FIELDS:
        stated: Money | None = getattr(total, name)
        if stated is None:
            continue
        found = _sum(invoice.lines, name)
        if lost or found is None:
            reason = "rows were left out" if lost else "not every line says its VAT"
            if name == "net" or found is not None or any(line.vat for line in invoice.lines):
                yield invoice.at(codes.TOTAL_UNCHECKED, total, field=name, reason=reason)
        elif found != stated:
            yield invoice.at(codes.TOTAL_DIFFERS, total, field=name, value=str(stated), sum=found)


def _sum(lines: Iterable[InvoiceLine], name: str) -> Money | None:
    """Of a column; None where a line does not say it."""
    amounts = []
    for line in lines:
        if name != "net" and line.vat is None:
            return None
        vat = line.vat or Money(0)
        amounts.append({"net": line.net, "vat": vat, "gross": line.net + vat}[name])
    return Money.total(amounts)


def _line(row: InvoiceLine | InvoiceTotal) -> int | str:
    return row.origin.line if row.origin else "?"
