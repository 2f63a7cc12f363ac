"""Lines of invoices against the files that were sent."""

from datetime import date

import pytest

from examcore.entries import Receipt, SentCandidate, SentFile
from examcore.invoices import Outcome

SENT = "E6499970.X01"


def candidate(number, *options):
    nothing = dict.fromkeys(
        ("surname", "forenames", "sex", "uci", "upn", "uln", "qualifier", "other_centre_number"), ""
    )
    return SentCandidate(
        **nothing,
        number=f"{number:04d}",
        status="C",
        date_of_birth=None,
        other_candidate_number="",
        documentation_group="",
        options=options,
    )


def sent(letter, sequence, *candidates, series="6G27", jcq_id="70", body="aqa"):
    return SentFile(
        name=f"{letter}64999{jcq_id}.X{sequence:02d}",
        format="jcq.entries.entries",
        letter=letter,
        awarding_body=body,
        jcq_id=jcq_id,
        series=series,
        sequence=sequence,
        produced=date(2027, 1, 20),
        size=0,
        sha256="",
        candidates=candidates,
    )


@pytest.fixture
def receipt():
    """Two in the first file; then one more, who is new, and a second option for the first."""
    return Receipt(
        centre="64999",
        number=2,
        files=(
            sent("E", 1, candidate(1, "8300H"), candidate(2, "8300H")),
            sent("A", 2, candidate(1, "8300H", "8700"), candidate(3, "8300H")),
        ),
    )


ENTRIES = [{}, {}, {}]


@pytest.mark.parametrize("reference", [SENT, SENT.lower(), "70/1", "70/001", "E6499970/001"])
def test_a_file_is_known_by_its_name_or_number(reconciled, receipt, reference):
    rows = [{"edi_reference": reference}, {"edi_reference": "A6499970.X02", "volume": 1}]
    result = reconciled(rows, ENTRIES, receipts=receipt)
    assert (result.discrepancies, len(result.findings)) == ((), 0)


def test_a_file_that_no_receipt_knows(reconciled, receipt):
    rows = [{"edi_reference": "E6499970.X09"}, {"edi_reference": "E6499970.X09", "volume": 1}]
    result = reconciled(rows, ENTRIES, receipts=[receipt])
    (finding,) = result.findings
    assert (finding.code, finding.line, finding.params["count"]) == ("invoices.unknown-reference", 2, 2)
    assert not reconciled(rows, ENTRIES).findings  # without receipts nobody can tell


def test_more_than_a_file_carried(reconciled, receipt):
    result = reconciled([{"edi_reference": SENT, "volume": 3}], ENTRIES, receipts=receipt)
    (finding,) = result.findings
    assert finding.code == "invoices.file-quantity"
    assert finding.message == "E6499970.X01 added 2 of 8300H, and 3 are invoiced for it"
    assert not result.discrepancies


def test_an_amendment_file_adds_what_is_new_in_it(reconciled, receipt):
    """It carries all options of its candidates, and only those that they did not have are charged for."""
    entries = [*ENTRIES, {"option_code": "8700"}]
    rows = [
        {"edi_reference": SENT},
        {"edi_reference": "A6499970.X02", "volume": 1},
        {"edi_reference": "A6499970.X02", "volume": 1, "entry_code": "8700", "unit_price": "34.50"},
    ]
    result = reconciled(rows, entries, receipts=receipt)
    assert (result.discrepancies, len(result.findings)) == ((), 0)


def test_a_credit_for_a_file(reconciled, receipt):
    rows = [{"edi_reference": SENT, "volume": 3}, {"edi_reference": SENT, "volume": -1}]
    assert not reconciled(rows, [{}, {}], receipts=receipt).findings


def test_what_was_sent_is_evidence(reconciled, receipt):
    (item,) = reconciled([{"volume": 3}], [{}, {}], receipts=receipt).discrepancies
    assert item.because[-1].says == "the files that were sent have it for 3 candidates"
    result = reconciled(
        [{"volume": 3}, {"entry_code": "8700", "volume": 1, "unit_price": "34.50"}], ENTRIES, receipts=receipt
    )
    (item,) = result.discrepancies
    assert (item.outcome, item.candidates) == (Outcome.EXTRA, ("64999/0001",))


def test_the_file_tells_the_series(reconciled):
    entries = [{"option_code": "1111"}, {"option_code": "1111", "series": "6A27"}]
    receipt = Receipt(
        centre="64999",
        number=1,
        files=(sent("E", 1, candidate(1, "1111")), sent("E", 2, candidate(2, "1111"), series="6A27")),
    )
    row = {"entry_code": "1111", "unit_price": "1.00", "volume": 1, "series": ""}
    rows = [{**row, "edi_reference": f"E6499970.X0{n}"} for n in (1, 2)]
    assert not reconciled(rows, entries, receipts=receipt).discrepancies
    assert reconciled(rows, entries).discrepancies


def test_receipts_of_two_centres(reconciled, receipt):
    other = Receipt(centre="64998", number=1, files=(sent("E", 1, candidate(1, "8300H")),))
    result = reconciled([{"edi_reference": SENT}], [{}, {}], receipts=[receipt, other])
    assert not result.discrepancies
