"""From a price file to rows of prices, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from ..evidence import Origin
from ..findings import Finding, shown_body, shown_code
from ..formats import Content, ReadContext
from ..formats import column_codes as table_codes
from ..formats.amount import shown_amount
from ..formats.closed_list import closed_list
from ..formats.table import Row, Table, parse_date, read_table
from ..formats.table_cells import TableCells
from ..formats.table_records import TableRecords
from ..money import Money
from . import codes
from .cells import is_negative, is_odd_rate, read_rate
from .conflicts import compare
from .row import PriceRow, Vat, is_bare_year, series_cell
from .table import COLUMNS, KINDS, NEEDED, OWN_CHARGES, TIERED, TIERS

__all__ = ["load"]

_VATS: Final = tuple(str(vat) for vat in Vat if vat is not Vat.UNKNOWN)
_AS_A_CODE: Final = {"awarding_body": shown_body, "series": shown_code, "option_code": shown_code}
_DECIMALS: Final = re.compile(r"[0-9]{1,2}")
_CODES: Final = frozenset({"awarding_body", "option_code"})  # a cell of one or two digits may be one
_LEAST: Final = (*NEEDED, "option_code")  # without kinds all rows are entries


def _odd(cells: Mapping[str, str]) -> Iterator[str]:
    return (column for column, text in cells.items() if _is_odd(column, text.strip()))


def _is_odd(column: str, text: str) -> bool:
    """Whether a cell may be somebody's words or number: it is no code, amount or day, as the column wants."""
    if column in {"kind", "tier", "vat"}:
        return closed_list(text) not in {"", *KINDS, *TIERS, *_VATS}
    if column in {"valid_from", "valid_until"}:
        return bool(text) and parse_date(text).value is None
    if column in {"price", "vat_rate"}:
        return bool(text) and shown_amount(text) != text
    if column == "series":
        return series_cell(text) is None
    return column not in _AS_A_CODE or (bool(text) and _AS_A_CODE[column](text) != text)


class _Reader:
    """Turns the rows of a table into prices.

    Args:
        table: as it was read.
        owners: by JCQ identifier the body that has no other one.
    """

    def __init__(self, table: Table, owners: Mapping[str, str]) -> None:
        self.table = table
        self.owners = owners
        self.cells = TableCells(table, COLUMNS, what="a price file")
        self._odd_rates: list[tuple[int, str]] = []
        self._small: list[tuple[int, str]] = []

    def rows(self) -> list[PriceRow]:
        if not self.cells.columns_fit(NEEDED if "kind" in self.table.columns else _LEAST):
            return []
        return [price for row in self.table.rows if (price := self._row(row)) is not None]

    def done(self) -> Iterator[Finding]:
        """What was told; of what is only odd the first case and the count."""
        yield from self.cells.done()
        name = self.table.name
        if self._odd_rates:
            line, text = self._odd_rates[0]
            count = len(self._odd_rates)
            yield codes.ODD_VAT_RATE.at(name, line, field="vat_rate", value=text, count=count)
        if self._small:
            line, text = self._small[0]
            shown, code = shown_code(text), shown_code(text.upper())
            count = len(self._small)
            yield codes.SMALL_LETTERS.at(
                name, line, field="option_code", value=shown, code_read=code, count=count
            )

    def _row(self, row: Row) -> PriceRow | None:
        cells = self.cells.begin(row)
        kind = self.cells.word("kind", cells["kind"] or "entry", KINDS)
        tier = self.cells.word("tier", cells["tier"] or "on-time", TIERS, codes.UNKNOWN_TIER)
        if kind and tier and tier != "on-time" and kind not in TIERED:
            self.cells.tell(codes.TIER_OF_KIND, "tier", tier, tier=tier, kind=kind)
        if kind and not cells["awarding_body"] and kind not in OWN_CHARGES:
            self.cells.tell(table_codes.BLANK, "awarding_body", kind=kind)
        if kind == "entry" and not cells["option_code"]:
            self.cells.tell(table_codes.BLANK, "option_code", kind=kind)
        for name in ("awarding_body", "option_code"):
            self.cells.check_code(name, cells[name])
        series = series_cell(cells["series"])
        if series is None:
            year = ", and no year, as 2026/27"
            if is_bare_year(cells["series"]):
                year = "; for a year alone write 2016/17 or 2017-06"
            self.cells.tell(table_codes.BAD_SERIES, "series", shown_code(cells["series"]), or_else=year)
        amount = self._amount(cells["price"], self._behind(row, cells))
        vat, rate = self._vat(cells["vat"], cells["vat_rate"])
        first, last = (self.cells.day(name, cells[name]) for name in ("valid_from", "valid_until"))
        if first and last and last < first:
            self.cells.tell(codes.ENDS_BEFORE, "valid_until")  # no day: they may be birth dates
        if not self.cells.sound or amount is None:
            return None
        name, code = cells["awarding_body"].lower(), cells["option_code"].upper()
        if code != cells["option_code"]:
            self._small.append((row.line, cells["option_code"]))
        if rate is not None and is_odd_rate(rate):
            self._odd_rates.append((row.line, cells["vat_rate"]))
        return PriceRow(
            awarding_body=name,
            series=series or "",
            code=code,
            kind=kind,
            tier=tier,
            amount=amount,
            vat=vat,
            vat_rate=rate,
            valid_from=first,
            valid_until=last,
            note=cells["note"],
            origin=Origin(self.table.name, row.line),
            body=self.owners.get(name, name),
        )

    def _behind(self, row: Row, cells: Mapping[str, str]) -> str:
        """The one or two digits behind the price that are out of place there; else nothing."""
        place = self.cells.places["price"] + 1
        if self.table.delimiter != "," or place >= len(row.cells):
            return ""
        text, column = row.cells[place].strip(), self.table.columns[place]
        if not _DECIMALS.fullmatch(text) or column in _CODES:
            return ""
        if column == "vat_rate" and cells["vat"] and text[0] != "0" and not is_odd_rate(Decimal(text)):
            return ""
        return text

    def _amount(self, text: str, behind: str) -> Money | None:
        if behind and text.isdigit():  # 41,50 without quotation marks
            text = f"{text},{behind}"
        if not text:
            self.cells.tell(codes.BLANK_PRICE, "price")
        elif is_negative(text):
            self.cells.tell(codes.NEGATIVE, "price", shown_amount(text))
        else:
            return self.cells.amount("price", text)
        return None

    def _vat(self, text: str, rate_text: str) -> tuple[Vat, Decimal | None]:
        word = self.cells.word("vat", text, _VATS, codes.UNKNOWN_VAT) if text else ""
        vat = Vat(word) if word else Vat.UNKNOWN
        if not rate_text:
            return vat, None
        rate = read_rate(rate_text)
        if rate is None:
            self.cells.tell(codes.BAD_VAT_RATE, "vat_rate", shown_amount(rate_text), reason="is no per cent")
        elif vat not in {Vat.INCLUDED, Vat.EXCLUDED} and (word or not text):
            reason = f"stands where vat is {word or 'empty'}"
            self.cells.tell(codes.BAD_VAT_RATE, "vat_rate", rate_text, reason=reason)
        return vat, rate


def load(data: bytes, context: ReadContext) -> Content:
    """The sound rows; one with a fault, or that another contradicts, is told and left out."""
    table = read_table(data, context.name, known=COLUMNS, essential=NEEDED)
    # an identifier is another name of a body that has no other; of several each may have its own prices
    owners = {
        jcq_id: body.id for body in context.bodies.bodies for jcq_id in body.jcq_ids if len(body.jcq_ids) == 1
    }
    reader = _Reader(table, owners)
    rows, told = compare(reader.rows())
    return Content(
        records=TableRecords(data, (table,), _odd),
        values=rows,
        findings=(*table.findings, *reader.done(), *told),
        details={
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "rows": str(len(table.rows) + len(table.bad_rows)),
        },
    )
