"""From an invoice table to lines, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..dates.given import FIRST_YEAR, LAST_YEAR
from ..evidence import Origin
from ..findings import Severity, shape, shown_body, shown_code
from ..formats import Content, ReadContext
from ..formats import column_codes as table_codes
from ..formats.amount import shown_amount
from ..formats.closed_list import closed_list
from ..formats.table import Row, Table, parse_date, read_table
from ..formats.table_cells import TableCells
from ..formats.table_records import TableRecords
from ..model import civil_series
from ..money import Money
from . import codes
from .invoice import InvoiceLine, InvoiceTotal, UnreadLine
from .sums import compare_rows
from .table import COLUMNS, KINDS, NEEDED, WITHOUT_CODE, shown_number

__all__ = ["load"]

_VOLUME: Final = re.compile(r"-?[0-9]{1,6}")
_SHOWN: Final = {
    "awarding_body": shown_body,
    "invoice_number": shown_number,
    "series": shown_code,
    "edi_reference": shown_number,
    "entry_code": shown_code,
    **dict.fromkeys(("volume", "unit_price", "net", "vat", "gross"), shown_amount),
}
"""How a cell is shown; one that is then not as it stands may be somebody's words or number."""
_YEARS: Final = f"is not between {FIRST_YEAR} and {LAST_YEAR}"
_MONEY: Final = ("unit_price", "net", "vat", "gross")


def _odd(cells: Mapping[str, str]) -> Iterator[str]:
    return (column for column, text in cells.items() if _is_odd(column, text.strip()))


def _is_odd(column: str, text: str) -> bool:
    """Whether a cell may be somebody's words or number: it is not what its column wants."""
    if not text:
        return False
    if column == "kind":
        return closed_list(text) not in KINDS
    if column == "invoice_date":
        day = parse_date(text).value
        return day is None or not FIRST_YEAR <= day.year <= LAST_YEAR
    return column not in _SHOWN or _SHOWN[column](text) != text


class _Reader:
    """Turns the rows of a table into lines and totals."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells = TableCells(table, COLUMNS, what="an invoice")

    def values(self) -> list[InvoiceLine | InvoiceTotal | UnreadLine]:
        fits = self.cells.columns_fit(NEEDED, unknown=Severity.INFO)
        bad = {row.line for row in self.table.bad_rows}
        return [
            self._row(row)
            if fits and row.line not in bad
            else UnreadLine(origin=Origin(self.table.name, row.line))
            for row in self.table.all_rows
        ]

    def _row(self, row: Row) -> InvoiceLine | InvoiceTotal | UnreadLine:
        cells = self.cells.begin(row)
        kind = self.cells.word("kind", cells["kind"] or "entry", KINDS)
        total = kind == "total"
        for name in NEEDED:
            free = (total and name in {"volume", "unit_price"}) or (
                name == "entry_code" and kind in WITHOUT_CODE
            )
            if not cells[name] and not free:
                self.cells.tell(table_codes.BLANK, name, kind=kind or "this kind")
        for name in ("awarding_body", "invoice_number", "edi_reference", "entry_code"):
            self.cells.check_code(name, cells[name], may_be_day=name != "entry_code")
        series = cells["series"].upper()
        if series and civil_series(series) is None:
            self.cells.tell(table_codes.BAD_SERIES, "series", shown_code(cells["series"]), or_else="")
        day = self.cells.day("invoice_date", cells["invoice_date"])
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.cells.tell(table_codes.BAD_DAY, "invoice_date", shape(cells["invoice_date"]), reason=_YEARS)
        volume = self._volume(cells["volume"])
        price, net, vat, gross = (self.cells.amount(name, cells[name]) for name in _MONEY)
        if self.cells.sound:
            self._compare(kind, volume, price, (net, vat, gross))
        origin = Origin(self.table.name, row.line)
        body, number = cells["awarding_body"].lower(), cells["invoice_number"]
        if not self.cells.sound:
            return UnreadLine(
                origin=origin, awarding_body=body, invoice_number=number, code=cells["entry_code"]
            )
        if total:
            return InvoiceTotal(
                awarding_body=body,
                invoice_number=number,
                invoice_date=day,
                net=net,
                vat=vat,
                gross=gross,
                origin=origin,
            )
        assert volume is not None  # noqa: S101  a blank one was told above
        assert price is not None  # noqa: S101  likewise
        if vat is None and gross is not None:
            vat = gross - Money(volume * price.pence)
        if vat is not None and not self._vat_fits(Money(volume * price.pence), vat):
            vat = None
        return InvoiceLine(
            awarding_body=body,
            invoice_number=number,
            invoice_date=day,
            series=series,
            edi_reference=cells["edi_reference"],
            code=cells["entry_code"],
            kind=kind,
            volume=volume,
            unit_price=price,
            vat=vat,
            description=cells["description"],
            note=cells["note"],
            origin=origin,
        )

    def _compare(
        self,
        kind: str,
        volume: int | None,
        price: Money | None,
        stated: tuple[Money | None, Money | None, Money | None],
    ) -> None:
        """Whether the numbers of a row go together; what is stated is net, VAT and gross."""
        net, vat, gross = stated
        if volume is not None and price is not None and kind != "total":
            product = Money(volume * price.pence)
            if volume < 0 and price.pence < 0:
                self.cells.tell(codes.WRONG_SIGN, "volume", reason="volume and unit_price are both negative")
            elif kind == "credit" and product.pence > 0:
                self.cells.tell(codes.WRONG_SIGN, "kind", reason="a credit is negative, and this one is not")
            if net is not None and net != product:
                self.cells.tell(codes.LINE_SUM, "net", str(net), volume=volume, price=price, sum=product)
            net = product
        if net is not None and vat is not None and gross is not None and net + vat != gross:
            self.cells.tell(codes.GROSS_SUM, "gross", str(gross), net=net, vat=vat, sum=net + vat)

    def _vat_fits(self, net: Money, vat: Money) -> bool:
        """Whether net and VAT go the same way; the line is compared all the same, which needs no VAT."""
        if net.pence * vat.pence >= 0:
            return True
        self.cells.tell(codes.VAT_SIGN, "vat", str(vat), net=net, vat=vat)
        return False

    def _volume(self, text: str) -> int | None:
        if not text:
            return None
        if _VOLUME.fullmatch(text):
            return int(text)
        self.cells.tell(codes.BAD_VOLUME, "volume", shown_amount(text))
        return None


def load(data: bytes, context: ReadContext) -> Content:
    """The lines, the stated totals, and the rows with a fault, in their order."""
    table = read_table(data, context.name, known=COLUMNS, essential=NEEDED)
    reader = _Reader(table)
    values = reader.values()
    return Content(
        records=TableRecords(data, (table,), _odd),
        values=values,
        findings=(*table.findings, *reader.cells.done(), *compare_rows(values)),
        details={
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "rows": str(len(table.rows) + len(table.bad_rows)),
        },
    )
