"""Every finding code of invoices: a case that gives it, and a twin that does not."""

import pytest

import builders
import examcore as ex
from examcore.entries import Receipt
from examcore.invoices import codes

TOTAL = {"kind": "total", "entry_code": "", "volume": "", "unit_price": "", "net": "64.00"}
ENTRIES = [{}, {}]
OCR = {"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}


CASES = {  # code: the kind of case, what triggers, what passes
    "bad-volume": ("rows", [{"volume": "20.5"}], [{"volume": "20"}]),
    "wrong-sign": ("rows", [{"kind": "credit"}], [{"kind": "credit", "volume": "-1"}]),
    "line-sum": ("rows", [{"net": "63.00"}], [{"net": "64.00"}]),
    "gross-sum": ("rows", [{"vat": "0.00", "gross": "65.00"}], [{"vat": "1.00", "gross": "65.00"}]),
    "vat-sign": ("rows", [{"gross": "60.00"}], [{"gross": "76.80"}]),
    "total-differs": ("rows", [{}, {**TOTAL, "net": "65.00"}], [{}, TOTAL]),
    "total-unchecked": ("rows", [{}, {"volume": "x"}, TOTAL], [{}, TOTAL]),
    "two-totals": ("rows", [{}, TOTAL, TOTAL], [{}, TOTAL]),
    "two-dates": ("rows", [{}, {"invoice_date": "2027-02-06"}], [{}, {"entry_code": "8700"}]),
    "same-twice": ("rows", [{}, {}], [{}, {"edi_reference": "E6499970.X01"}]),
    "in-two-files": ("files", ["a.csv", "b.csv"], ["a.csv"]),
    "nothing": ("bytes", b"PDF", b"awarding_body,invoice_number,entry_code,volume,unit_price\n"),
    "unknown-body": ("reconcile", [{"awarding_body": "aqua"}], [{}]),
    "far-date": ("reconcile", [{"invoice_date": "2037-02-05"}], [{}]),
    "no-invoice": ("entries", [{}, OCR], [{}]),
    "unknown-reference": ("receipt", "E6499970.X09", ""),
    "file-quantity": ("receipt", "E6499970.X01", ""),
}


@pytest.fixture
def findings(invoice, invoice_table, reconciled, receipt):
    def of(kind, given):
        if kind == "rows":
            return invoice(*given).findings
        if kind == "files":
            return ex.Invoices.of([ex.read(invoice_table({}), name=name) for name in given]).findings
        if kind == "bytes":
            return ex.Invoices.of(ex.read(given, name="x")).findings
        if kind == "reconcile":
            return reconciled(given, ENTRIES).findings
        if kind == "entries":
            return reconciled([{}], given).findings
        sent: Receipt = receipt(("70", "6G27", 1))  # with nobody in its file
        return reconciled([{"edi_reference": given}], ENTRIES, receipts=sent).findings

    return of


@pytest.mark.parametrize("code", CASES)
def test_a_case_that_gives_it_and_a_twin_that_does_not(findings, code):
    kind, triggers, passes = CASES[code]
    given = [f for f in findings(kind, triggers) if f.code == f"invoices.{code}"]
    assert given
    assert not [f for f in findings(kind, passes) if f.code == f"invoices.{code}"]
    for finding in given:
        assert finding.message.strip()
        assert "{" not in finding.message
        assert finding.as_json()["cure"]


def test_every_code_has_its_case():
    declared = {c for c in builders.builtin().finding_codes() if c.startswith("invoices.")}
    assert declared == {f"invoices.{code}" for code in CASES}
    assert {code.code for code in codes.CODES} <= declared
