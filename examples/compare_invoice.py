"""Compare an invoice with what was entered and sent, and print what the centre can claim. All is invented.

python examples/compare_invoice.py

The invoice is made from what the centre expects to pay, and then some lines are spoilt, as they are in life.
"""

from collections import Counter
from datetime import date

import examcore as ex
from examcore import samples
from examcore.invoices import Outcome

SENT = date(2027, 1, 20)
HEAD = "awarding_body,invoice_number,invoice_date,series,edi_reference,entry_code,kind,volume,unit_price"


def make_invoice(quote: ex.Quote, receipt: ex.Receipt, body: str) -> list[list[str]]:
    """One line for each option, with the price that the centre expects."""
    files = {(sent.jcq_id, sent.series): sent.name for sent in receipt.files}
    units = Counter(
        (line.series, files[line.jcq_id or "", line.series], line.code, str(line.amount))
        for line in quote
        if line.awarding_body == body and line.amount
    )
    return [
        [body, "INV-0001", "2027-02-05", series, file, code, "entry", str(volume), price]
        for (series, file, code, price), volume in units.items()
    ]


def main() -> None:
    """Enter, send, be invoiced, compare."""
    school = samples.make_centre(seed=1, candidates=60)
    made = ex.entry_files(school.entries, school.catalogue, centre=school.centre, on=SENT)
    if made.receipt is None:
        raise SystemExit("no file was made")
    lines = make_invoice(ex.quote(school.entries, school.catalogue, on=SENT), made.receipt, "aqa")

    # the first candidate of the first code is withdrawn afterwards, and the refund is due
    gone = next(entry for entry in school.entries if entry.option.code == lines[0][5])
    entries = school.entries.where(lambda entry: entry is not gone)
    changes = ex.price_changes(
        school.entries, entries, school.catalogue, charged_on=SENT, on=date(2027, 2, 19)
    )

    # and these are the faults: one too many, another price, a late fee, a file that was never sent
    lines[1][7] = str(int(lines[1][7]) + 1)
    lines[2][8] = str(ex.Money.parse(lines[2][8]) + ex.Money(150))
    lines.append([*lines[3][:6], "late-fee", "1", lines[3][8]])
    lines.append([*lines[4][:4], "E6499970.X77", "X999", "entry", "2", "40.00"])

    table = "\n".join([HEAD, *(",".join(line) for line in lines)])
    invoices = ex.Invoices.of(ex.read(table.encode(), name="invoice.csv"))
    print(f"invoiced: {invoices.total} in {len(invoices)} lines; findings: {invoices.findings.summary}")

    quote = ex.quote(entries, school.catalogue, on=SENT)
    result = ex.reconcile(invoices, quote, receipts=made.receipt, changes=changes, as_at=date(2027, 3, 1))
    matched = result.by_outcome()[Outcome.MATCHED]
    print(f"expected: {result.total_expected}; difference {result.difference}; {len(matched)} codes match")

    print("to claim:")
    for item in result.claims:
        print(f"  {item.difference!s:>7}  {item.outcome:<15}  {item.code:<6}  {item.because[0].says}")
        print(f"           {item.lines[0].origin}; candidates concerned: {len(item.candidates)}")
    for (body, number), amount in result.claims.by_invoice().items():
        print(f"  {amount!s:>7}  in all, on {body} {number}")

    print("told besides:")
    for finding in result.findings:
        print(f"  {finding}")
    for due in result.due_dates:
        print(f"to pay by {due.day}: {due.because[0]}")


if __name__ == "__main__":
    main()
