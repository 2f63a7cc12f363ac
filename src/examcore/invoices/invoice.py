"""Invoices as values: lines, stated totals, and rows that cannot be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ..evidence import Origin
from ..findings import Finding, Report, counted, mask, shown_body, shown_code
from ..formats import Reading, Readings
from ..formats.closed_list import nearest
from ..formats.table_codes import UTF_16
from ..money import Money
from . import codes
from .table import FORMAT, shown_number

__all__ = ["InvoiceLine", "InvoiceTotal", "Invoices", "UnreadLine"]

InvoiceKey = tuple[str, str]
"""Awarding body, as it was given, and invoice number."""


@attrs.frozen(kw_only=True)
class InvoiceLine:
    """One charge or credit.

    Args:
        awarding_body: id or JCQ identifier, in lower case.
        invoice_number: as printed.
        invoice_date: None where it was not given.
        series: ``6G27`` or ``2027-06``; empty where the invoice does not say.
        edi_reference: name of the file that is charged for; empty for entries made in a portal.
        code: entry code; may be empty for some kinds.
        kind: one of `examcore.invoices.KINDS`, never ``total``.
        volume: how many; negative for a credit.
        unit_price: of one, without VAT; negative for a credit.
        vat: on all of them; None where the line does not say.
        description: as printed; may name a person.
        note: for people.
        origin: the row.

    >>> line = InvoiceLine(
    ...     awarding_body="aqa", invoice_number="1", code="X100", volume=-2, unit_price=Money(4150)
    ... )
    >>> line.net, line.is_credit
    (<Money -83.00 GBP>, True)
    """

    awarding_body: str = attrs.field(repr=shown_body)
    invoice_number: str = attrs.field(repr=shown_number)
    invoice_date: date | None = None
    series: str = attrs.field(default="", repr=shown_code)
    edi_reference: str = attrs.field(default="", repr=shown_number)
    code: str = attrs.field(default="", repr=shown_code)
    kind: str = "entry"
    volume: int = attrs.field(validator=attrs.validators.instance_of(int))
    unit_price: Money = attrs.field(validator=attrs.validators.instance_of(Money))
    vat: Money | None = None
    description: str = attrs.field(default="", repr=mask)
    note: str = attrs.field(default="", repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def net(self) -> Money:
        """Volume times unit price."""
        return Money(self.volume * self.unit_price.pence, self.unit_price.currency)

    @property
    def is_credit(self) -> bool:
        """Whether it gives something back."""
        return self.net.pence < 0

    @property
    def invoice(self) -> InvoiceKey:
        """What names its invoice: awarding body, as it was given, and number."""
        return self.awarding_body, self.invoice_number


@attrs.frozen(kw_only=True)
class InvoiceTotal:
    """What an invoice states as its total.

    Args:
        awarding_body: id or JCQ identifier, in lower case.
        invoice_number: as printed.
        invoice_date: None where it was not given.
        net: without VAT; None where it is not stated.
        vat: likewise.
        gross: with VAT; likewise.
        origin: the row.
    """

    awarding_body: str = attrs.field(repr=shown_body)
    invoice_number: str = attrs.field(repr=shown_number)
    invoice_date: date | None = None
    net: Money | None = None
    vat: Money | None = None
    gross: Money | None = None
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def invoice(self) -> InvoiceKey:
        """As `InvoiceLine.invoice`."""
        return self.awarding_body, self.invoice_number


@attrs.frozen(kw_only=True)
class UnreadLine:
    """A row with a fault: it is not compared, and nothing is called complete with it.

    Args:
        origin: where it stands.
        awarding_body: where at least that can be told; else empty.
        invoice_number: likewise.
        code: entry code, likewise.
    """

    origin: Origin
    awarding_body: str = attrs.field(default="", repr=shown_body)
    invoice_number: str = attrs.field(default="", repr=shown_number)
    code: str = attrs.field(default="", repr=shown_code)


@attrs.frozen(repr=False)
class Invoices:
    r"""Lines of one or several invoices, in the order of their rows; iterates, filters, goes out as rows.

    Args:
        lines: all that can be compared.
        totals: that the invoices state.
        unread: rows that cannot be compared.
        findings: of the rows, as they were read.

    >>> from examcore import read
    >>> data = b"awarding_body,invoice_number,entry_code,volume,unit_price\naqa,INV-1,X100,2,41.50\n"
    >>> invoices = Invoices.of(read(data, name="invoice.csv"))
    >>> invoices, invoices[0].net
    (<Invoices: 1 invoice, 1 line, 83.00 GBP, no findings>, <Money 83.00 GBP>)
    """

    lines: tuple[InvoiceLine, ...] = attrs.field(default=(), converter=tuple[InvoiceLine, ...])
    totals: tuple[InvoiceTotal, ...] = attrs.field(default=(), converter=tuple[InvoiceTotal, ...])
    unread: tuple[UnreadLine, ...] = attrs.field(default=(), converter=tuple[UnreadLine, ...])
    findings: Report = attrs.field(factory=Report)

    @classmethod
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings]) -> Invoices:
        """The invoices of all files that hold some; nothing raises on content.

        Files of other formats are passed over. Of an invoice that stands in two files only the rows of the
        first are used; `findings` tells it.

        Args:
            readings: as ``examcore.read`` gives them.

        Raises:
            TypeError: it was given something else, such as a path.
        """
        readings = Readings.of(readings)
        files = [reading for reading in readings if reading.format == FORMAT]
        findings = list(readings.findings)
        findings += (
            finding
            for reading in readings
            for finding in reading.findings
            # a table in UTF-16 goes to the entries table, whose columns nobody could see
            if reading.format in {None, FORMAT} or finding.kind is UTF_16
        )
        if not files:
            findings.append(codes.NOTHING.at(files=len(readings)))
        lines: list[InvoiceLine] = []
        totals: list[InvoiceTotal] = []
        unread: list[UnreadLine] = []
        homes: dict[InvoiceKey, str] = {}
        for reading in files:
            again: dict[InvoiceKey, list[Origin]] = {}
            for value in reading.values:
                if isinstance(value, UnreadLine):
                    unread.append(value)
                elif homes.setdefault(value.invoice, reading.name) != reading.name:
                    again.setdefault(value.invoice, []).append(value.origin)
                elif isinstance(value, InvoiceTotal):
                    totals.append(value)
                else:
                    lines.append(value)
            for invoice, origins in again.items():
                number, other = shown_number(invoice[1]), homes[invoice]
                where = origins[0].file, origins[0].line
                findings.append(
                    codes.IN_TWO_FILES.at(*where, invoice=number, other=other, count=len(origins))
                )
        return cls(tuple(lines), tuple(totals), tuple(unread), Report(findings))

    def __iter__(self) -> Iterator[InvoiceLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> InvoiceLine:
        return self.lines[index]

    @property
    def total(self) -> Money:
        """The sum of all lines, without VAT: charges less credits."""
        return Money.total(line.net for line in self.lines)

    def by_invoice(self) -> dict[InvoiceKey, tuple[InvoiceLine, ...]]:
        """The lines of each invoice, by awarding body and number."""
        found: dict[InvoiceKey, list[InvoiceLine]] = {}
        for line in self.lines:
            found.setdefault(line.invoice, []).append(line)
        return {invoice: tuple(lines) for invoice, lines in found.items()}

    def filter(self, **wanted: object) -> Invoices:
        """The lines whose columns have the given values, as in ``filter(awarding_body="aqa")``.

        Totals, rows that cannot be compared, and findings stay: they are of the files.

        Raises:
            TypeError: there is no column of that name.
        """
        names = [field.name for field in attrs.fields(InvoiceLine)]
        unknown = wanted.keys() - set(names)
        if unknown:
            raise TypeError(f"no column {', '.join(sorted(unknown))}; there are {', '.join(names)}")
        kept = (line for line in self.lines if all(getattr(line, n) == v for n, v in wanted.items()))
        return attrs.evolve(self, lines=tuple(kept))

    def unknown_bodies(self, known: Collection[str]) -> Iterator[Finding]:
        """A finding for each awarding body that is not known, at its first line.

        Args:
            known: ids and JCQ identifiers, in lower case.

        >>> line = InvoiceLine(
        ...     awarding_body="aqua", invoice_number="1", code="X100", volume=1, unit_price=Money(1)
        ... )
        >>> [finding.message for finding in Invoices((line,)).unknown_bodies({"aqa", "70"})]
        ['awarding body xxxx is not known; nearest aqa; its lines (1) cannot be judged']
        """
        groups: dict[str, list[InvoiceLine]] = {}
        for line in self.lines:
            if line.awarding_body not in known:
                groups.setdefault(line.awarding_body, []).append(line)
        for name, lines in groups.items():
            near = nearest(name, sorted(known))
            origin = lines[0].origin
            yield codes.UNKNOWN_BODY.at(
                origin.file if origin else "",
                origin.line if origin else None,
                field="awarding_body",
                value=shown_body(name),
                nearest=f"; nearest {near}" if near else "",
                count=len(lines),
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines as rows, for ``pandas.DataFrame(invoices.rows())``.

        The columns are those of the invoice table (docs/reference/invoice-table.md), then ``file`` and
        ``line``; amounts are text with two decimals, and what is not there is None.
        """
        for line in self.lines:
            yield {
                "awarding_body": line.awarding_body,
                "invoice_number": line.invoice_number,
                "invoice_date": line.invoice_date,
                "series": line.series or None,
                "edi_reference": line.edi_reference or None,
                "entry_code": line.code or None,
                "description": line.description or None,
                "kind": line.kind,
                "volume": line.volume,
                "unit_price": str(line.unit_price),
                "net": str(line.net),
                "vat": None if line.vat is None else str(line.vat),
                "gross": None if line.vat is None else str(line.net + line.vat),
                "note": line.note or None,
                "file": line.origin.file if line.origin else None,
                "line": line.origin.line if line.origin else None,
            }

    def __repr__(self) -> str:
        size = f"{counted(len(self.by_invoice()), 'invoice')}, {counted(len(self), 'line')}"
        lost = f", {counted(len(self.unread), 'row')} not compared" if self.unread else ""
        return f"<Invoices: {size}, {self.total} GBP{lost}, {self.findings.summary}>"
