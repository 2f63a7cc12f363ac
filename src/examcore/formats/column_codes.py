"""Findings about tables whose columns are declared: about these columns, and what their cells hold.

A price file and an invoice are such tables; what can be wrong only with one of them stands in its own room.
"""

from __future__ import annotations

from typing import Final

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

_WRITE: Final = "write pounds and pence with a full stop and nothing else, as 41.50, or -41.50 for a credit"
_NOT_USED: Final = "the row is not used"

MISSPELT_COLUMN = FindingCode(
    code="table.misspelt-column",
    severity=Severity.ERROR,
    template="there is no column {field} in {table}; nearest {nearest}; no row is used",
    cure="give the column the nearest name, or another that is not like it",
    triggers="a price file with a column prise, or vaild_until",
    passes="a price file with a column price",
)
UNKNOWN_COLUMN = FindingCode(
    code="table.unknown-column",
    severity=Severity.WARNING,
    template="the column {field} is not used",
    cure="none needed for a title or the like; in a price file a late price is a row of its own, with late as"
    " its tier",
    triggers="a price file with a column title; an invoice with a column account_manager (an info)",
    passes="the same words in the column note",
)
MISSING_COLUMN = FindingCode(
    code="table.missing-column",
    severity=Severity.ERROR,
    template="there is no column {field}; {table} has at least {needed}; no row is used",
    cure="add the column, or give yours this name",
    triggers="an invoice without invoice_number",
    passes="an invoice with invoice_number",
)
BLANK = FindingCode(
    code="table.blank",
    severity=Severity.ERROR,
    template=f"{{field}} is blank, which {{kind}} cannot have; {_NOT_USED}",
    cure="fill it in; docs/reference/price-file.md and invoice-table.md say which kinds can do without",
    triggers="an entry without option_code in a price file",
    passes="a review without option_code, which stands for all codes of the body",
)
DAMAGED_CODE = FindingCode(
    code="table.damaged-code",
    severity=Severity.ERROR,
    template=f"{{field}} holds what a spreadsheet made of a code; it is not repaired, and {_NOT_USED}",
    cure="format the column as text, and fill in the whole code again",
    triggers="5.12E+09 in entry_code",
    passes="8300H in entry_code",
)
BAD_SERIES = FindingCode(
    code="table.bad-series",
    severity=Severity.ERROR,
    template=f"{{field}} is no series, as 2027-06 or 6G27{{or_else}}; {_NOT_USED}",
    cure="write one of these; leave it empty where a price holds for all series, or an invoice does not say",
    triggers="Jun-27",
    passes="2027-06",
)
BAD_DAY = FindingCode(
    code="table.bad-day",
    severity=Severity.ERROR,
    template=f"{{field}} {{reason}}; {_NOT_USED}",
    cure="write the day as 2027-02-21, or day first as 21/02/2027",
    triggers="02/21/2027",
    passes="21/02/2027",
)
AMBIGUOUS_DAYS = FindingCode(
    code="table.ambiguous-days",
    severity=Severity.WARNING,
    template=(
        "{field} has days with the month first, so {count} others, read with the day first, may be wrong too"
    ),
    cure="write all days of the column as 2027-02-21",
    triggers="a column with 02/21/2027 and 02/03/2027",
    passes="a column with 21/02/2027 and 02/03/2027",
)
UNKNOWN_KIND = FindingCode(
    code="table.unknown-kind",
    severity=Severity.ERROR,
    template=f"{{field}} is none that {{table}} knows{{nearest}}; {_NOT_USED}",
    cure="write one of those in docs/reference/price-file.md or invoice-table.md; what fits none is other",
    triggers="kind reveiw",
    passes="kind review",
)
DECIMAL_COMMA = FindingCode(
    code="table.decimal-comma",
    severity=Severity.ERROR,
    template=f"{{field}} has a decimal comma; {_NOT_USED}",
    cure=_WRITE,
    triggers="41,50",
    passes="41.50",
)
THOUSANDS = FindingCode(
    code="table.thousands-separator",
    severity=Severity.ERROR,
    template=f"{{field}} has a mark between thousands; {_NOT_USED}",
    cure=_WRITE,
    triggers="1,041.50",
    passes="1041.50",
)
CURRENCY_SIGN = FindingCode(
    code="table.currency-sign",
    severity=Severity.ERROR,
    template=f"{{field}} has the sign of a currency; {_NOT_USED}",
    cure=_WRITE,
    triggers="£41.50",
    passes="41.50",
)
PART_OF_A_PENNY = FindingCode(
    code="table.part-of-a-penny",
    severity=Severity.ERROR,
    template=f"{{field}} has more than two decimals; {_NOT_USED}",
    cure="write whole pence; nothing is rounded here",
    triggers="41.505",
    passes="41.50",
)
UNREADABLE_AMOUNT = FindingCode(
    code="table.unreadable-amount",
    severity=Severity.ERROR,
    template=f"{{field}} is no amount; {_NOT_USED}",
    cure=f"{_WRITE}, never with brackets or CR; where a price is not known, delete its row",
    triggers="tbc, or 41.50 CR",
    passes="41.50",
)
ONE_DECIMAL = FindingCode(
    code="table.one-decimal",
    severity=Severity.WARNING,
    template="amounts with one decimal: {count}; this one, the first, was read as {amount}",
    cure="format the column with two decimals: spreadsheets drop the last nought",
    triggers="41.5",
    passes="41.50",
)

CODES = (
    MISSPELT_COLUMN,
    UNKNOWN_COLUMN,
    MISSING_COLUMN,
    BLANK,
    DAMAGED_CODE,
    BAD_SERIES,
    BAD_DAY,
    AMBIGUOUS_DAYS,
    UNKNOWN_KIND,
    DECIMAL_COMMA,
    THOUSANDS,
    CURRENCY_SIGN,
    PART_OF_A_PENNY,
    UNREADABLE_AMOUNT,
    ONE_DECIMAL,
)
