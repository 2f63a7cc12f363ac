"""Findings about invoices, as they are read and as they are compared."""

from __future__ import annotations

from typing import Final

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

_LEFT_OUT: Final = "the row is not compared"

BAD_VOLUME = FindingCode(
    code="invoices.bad-volume",
    severity=Severity.ERROR,
    template=f"volume is no whole number; {_LEFT_OUT}",
    cure="write how many were charged, as 20, or as -1 for a credit",
    triggers="volume 20.5, or 1,000",
    passes="volume 20",
)
WRONG_SIGN = FindingCode(
    code="invoices.wrong-sign",
    severity=Severity.ERROR,
    template=f"{{reason}}; {_LEFT_OUT}",
    cure="a credit has either a negative volume or a negative unit price; everything else has neither",
    triggers="a credit of 1 at 41.50, or volume -1 at -41.50",
    passes="a credit of -1 at 41.50, or of 1 at -41.50",
)
LINE_SUM = FindingCode(
    code="invoices.line-sum",
    severity=Severity.ERROR,
    template=f"volume {{volume}} times unit_price {{price}} is {{sum}}, and net is {{value}}; {_LEFT_OUT}",
    cure="look at the invoice; if it says so itself, ask the awarding body for another",
    rule="FEE-05",
    triggers="volume 20, unit_price 41.50, net 803.00",
    passes="volume 20, unit_price 41.50, net 830.00",
)
GROSS_SUM = FindingCode(
    code="invoices.gross-sum",
    severity=Severity.ERROR,
    template=f"net {{net}} and vat {{vat}} are {{sum}}, and gross is {{value}}; {_LEFT_OUT}",
    cure="look at the invoice; if it says so itself, ask the awarding body for another",
    triggers="net 830.00, vat 0.00, gross 996.00",
    passes="net 830.00, vat 166.00, gross 996.00",
)
VAT_SIGN = FindingCode(
    code="invoices.vat-sign",
    severity=Severity.WARNING,
    template="net is {net} and VAT would be {vat}, the other way; the VAT of the line is not used",
    cure="look at the invoice: gross is net and VAT, and of a credit all are negative",
    triggers="net 64.00, gross 60.00",
    passes="net 64.00, gross 76.80; of a credit net -64.00, gross -76.80",
)
TOTAL_DIFFERS = FindingCode(
    code="invoices.total-differs",
    severity=Severity.ERROR,
    template="the lines of invoice {invoice} add up to a {field} of {sum}, and its total is {value}",
    cure="look for a line that was left out or is there twice; if the invoice says so itself, ask the body",
    triggers="lines of 830.00 and 90.00, and a total of 830.00",
    passes="the same with a total of 920.00",
)
TOTAL_UNCHECKED = FindingCode(
    code="invoices.total-unchecked",
    severity=Severity.WARNING,
    template="the {field} of invoice {invoice} was not compared with its lines: {reason}",
    cure="correct the rows that were left out, or let every line say its VAT or none",
    triggers="a total of an invoice with a row that was left out",
    passes="the same with all rows",
)
TWO_TOTALS = FindingCode(
    code="invoices.two-totals",
    severity=Severity.ERROR,
    template="invoice {invoice} has a total in line {other}, too; neither is compared with its lines",
    cure="an invoice has one total; give subtotals no kind total, or take them out",
    triggers="two rows of kind total for one invoice",
    passes="one of them",
)
TWO_DATES = FindingCode(
    code="invoices.two-dates",
    severity=Severity.ERROR,
    template="invoice {invoice} has {value} here and {other} in line {where}; its due date is unknown",
    cure="correct the day that is wrong, or the number if these are two invoices",
    rule="FEE-03",
    triggers="two lines of one invoice number and two dates",
    passes="two lines of one invoice number and one date",
)
SAME_TWICE = FindingCode(
    code="invoices.same-twice",
    severity=Severity.WARNING,
    template="the same line of invoice {invoice} stands in line {other}; both count, as they are charged",
    cure="delete one if it is there twice by mistake; if the invoice has both, it is charged twice",
    triggers="two lines that are the same in every column",
    passes="two lines with EDI references of their own",
)
IN_TWO_FILES = FindingCode(
    code="invoices.in-two-files",
    severity=Severity.ERROR,
    template="invoice {invoice} stands in {other}, too; its rows here ({count}) are not compared",
    cure="give each invoice once",
    triggers="march.csv and a copy of it",
    passes="march.csv",
)
NOTHING = FindingCode(
    code="invoices.nothing",
    severity=Severity.ERROR,
    template="none of {files} files holds an invoice",
    cure="an invoice is a table with at least the columns awarding_body, invoice_number, entry_code, volume"
    " and unit_price",
    triggers="a table of entries",
    passes="invoice.csv",
)
UNKNOWN_BODY = FindingCode(
    code="invoices.unknown-body",
    severity=Severity.ERROR,
    template="awarding body {value} is not known{nearest}; its lines ({count}) cannot be judged",
    cure="write an id or a JCQ identifier: Edexcel is pearson, Eduqas is wjec",
    triggers="awarding_body aqua",
    passes="awarding_body aqa",
)
NO_INVOICE = FindingCode(
    code="invoices.no-invoice",
    severity=Severity.INFO,
    template="no invoice of {whose} is here: {count} entries, {amount} as far as known, are not compared",
    cure="none needed until it comes",
    triggers="entries for June and November, and an invoice for June",
    passes="entries for June, and an invoice for June",
)
FAR_DATE = FindingCode(
    code="invoices.far-date",
    severity=Severity.WARNING,
    template="invoice {invoice} is of {value}, and has lines of the series {series}, more than two years off",
    cure="look at the day and at the series; if the invoice says so itself, ask the body",
    rule="FEE-03",
    triggers="an invoice of 2037-02-05 with lines of 6G27",
    passes="an invoice of 2027-02-05 with lines of 6G27",
)
UNKNOWN_REFERENCE = FindingCode(
    code="invoices.unknown-reference",
    severity=Severity.WARNING,
    template="no receipt knows the EDI file {value}; lines that name it: {count}",
    cure="give the latest receipt of the centre; if it never sent such a file, ask the body what it charged",
    rule="FEE-05",
    triggers="a line for E6499970.X09 where the receipt has E6499970.X01",
    passes="a line for E6499970.X01",
)
FILE_QUANTITY = FindingCode(
    code="invoices.file-quantity",
    severity=Severity.WARNING,
    template="{file_name} added {carried} of {code}, and {invoiced} are invoiced for it",
    cure="compare with the items of the code; an amendment file adds what candidates did not have before",
    rule="FEE-05",
    triggers="three of 8300H for a file with two",
    passes="two of 8300H for a file with two",
)

CODES = (
    BAD_VOLUME,
    WRONG_SIGN,
    LINE_SUM,
    GROSS_SUM,
    VAT_SIGN,
    TOTAL_DIFFERS,
    TOTAL_UNCHECKED,
    TWO_TOTALS,
    TWO_DATES,
    SAME_TWICE,
)
"""What reading an invoice can tell; the others are told when invoices are put together and compared."""
