"""``examcore reconcile``: totals, differences, claims and days to pay, as text and as JSON."""

from datetime import date

import pytest

import examcore as ex

HEAD = "awarding_body,invoice_number,invoice_date,series,edi_reference,entry_code,kind,volume,unit_price"
SOUND = (
    "aqa,A-1,2027-02-05,6G27,,X100,,3,45.00",
    "aqa,A-1,2027-02-05,6G27,,X200H,,2,45.00",
    "aqa,A-1,2027-02-05,6G27,,X200F,,1,45.00",
    "aqa,A-1,2027-02-05,6G27,,X301,,1,16.50",
    "aqa,A-1,2027-02-05,6G27,,X302,,1,23.75",
    "ocr,O-1,2027-02-06,6A27,,Y100A,,1,51.25",
    "ocr,O-1,2027-02-06,6A27,,Y100B,,1,51.25",
)
KEYS = [
    "schema",
    "currency",
    "total_invoiced",
    "total_expected",
    "not_judged",
    "difference",
    "complete",
    "items",
    "claims",
    "due_dates",
    "findings",
]


@pytest.fixture
def words(tmp_path, first_quote):
    """The arguments for an invoice of these rows."""

    def words(*rows):
        path = tmp_path / "invoice.csv"
        path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
        basedata = first_quote / "basedata"
        return path, first_quote / "entries.csv", "--basedata", basedata, "--on", "2027-01-15"

    return words


def test_all_as_expected(run, words):
    status, out, err = run("reconcile", *words(*SOUND), "--as-at", "2027-03-08")
    assert status == 0
    assert out.splitlines() == [
        "invoiced 412.75, expected 412.75: 0.00 GBP",
        "  8 items as expected",
        "claims: 0.00 GBP",
        "  aqa A-1: due 2027-03-07, overdue, DERIVED (30 days from the invoice date; stated for 2023/24)",
        "  ocr O-1: due date unknown (no rule is known of when ocr is to be paid)",
    ]
    assert "invoices." not in err
    assert "table." not in err


FAULTS = (
    "aqa,A-1,2027-02-05,6G27,,X100,,4,45.00",
    *SOUND[1:4],
    "aqa,A-1,2027-02-05,6G27,,X302,late-fee,1,23.75",
    *SOUND[4:6],
    "ocr,O-1,2027-02-06,6A27,,Y999,,1,51.25",
)


def test_differences(run, words):
    status, out, _ = run("reconcile", *words(*FAULTS))
    assert status == 1
    lines = out.splitlines()
    assert lines[0] == "invoiced 481.50, expected 412.75: +68.75 GBP"
    assert [line.split()[:5] for line in lines[2:6]] == [
        ["+45.00", "quantity", "aqa", "6G27", "X100:"],
        ["+23.75", "late-fee", "aqa", "6G27", "X302:"],
        ["-51.25", "missing", "ocr", "6A27", "Y100B:"],
        ["+51.25", "extra", "ocr", "6A27", "Y999:"],
    ]
    assert "invoice.csv:2; 12345/0001 12345/0002 12345/0003]" in lines[2]
    assert "claims: 120.00 GBP" in lines
    status, out, _ = run("reconcile", *words(*FAULTS), "--claims")
    assert status == 1
    assert "missing" not in out


def test_json(run_json, words):
    status, (content,) = run_json("reconcile", *words(*FAULTS))
    assert status == 1
    assert list(content) == KEYS
    assert (content["total_invoiced"], content["difference"]) == ("481.50", "68.75")
    assert content["claims"] == {
        "total": "120.00",
        "to_ask": 0,
        "by_body": {"aqa": "68.75", "ocr": "51.25"},
        "by_invoice": [
            {"awarding_body": "aqa", "invoice_number": "A-1", "amount": "68.75"},
            {"awarding_body": "ocr", "invoice_number": "O-1", "amount": "51.25"},
        ],
    }
    extra = next(item for item in content["items"] if item["outcome"] == "extra")
    assert (extra["entry_code"], extra["invoices"], extra["difference"]) == ("Y999", ["O-1"], "51.25")
    assert extra["because"][0]["source"].endswith("invoice.csv:9")
    assert content["due_dates"][0]["due"] == "2027-03-07"
    _, (claims,) = run_json("reconcile", *words(*FAULTS), "--claims")
    assert {item["outcome"] for item in claims["items"]} == {"quantity", "late-fee", "extra"}


def test_a_receipt_and_a_price_file(run, words, tmp_path, first_quote):
    entries = ex.Entries.of(ex.read(first_quote / "entries.csv"))
    catalogue = ex.Catalogue.of(ex.read(first_quote / "basedata"))
    centre = ex.Centre(number="12345", postcode="ZZ99 9ZZ")
    made = ex.entry_files(entries, catalogue, centre=centre, on=date(2027, 1, 20))
    (tmp_path / made.receipt.name).write_bytes(made.receipt.to_bytes())
    prices = tmp_path / "prices.csv"
    prices.write_text("awarding_body,option_code,price\naqa,X100,50.00\n", "utf-8")
    rows = [row.replace("6G27,,X100", "6G27,E1234570.X01,X100") for row in SOUND]
    rows[1] = rows[1].replace("6G27,,", "6G27,E1234570.X09,")
    status, out, err = run(
        "reconcile", *words(*rows), "--receipt", tmp_path / made.receipt.name, "--prices", prices
    )
    assert status == 1
    assert "3 at 45.00, expected 50.00" in out
    assert "E1234570.X09 [" not in err
    assert err.count("invoices.unknown-reference") == 1
    assert run("reconcile", *words(*SOUND), "--receipt", prices)[0] == 2


def test_what_cannot_be_judged_or_read(run, words):
    status, out, err = run(
        "reconcile", *words(*SOUND, "aqa,A-1,,6G27,,X100,amendment,1,9.00", "aqa,A-1,,,,X1,,x,1")
    )
    assert status == 1
    assert out.splitlines()[0] == (
        "invoiced 421.75 less 9.00 not judged is 412.75, expected 412.75: 0.00 GBP"
    )
    assert "  not compared: 1 row" in out
    assert "           ?  unknown" in out
    assert "claims: 0.00 GBP, and 1 to ask about" in out
    assert "invoices.bad-volume" in err


def test_a_withdrawal_whose_refund_did_not_come(run, words, tmp_path, first_quote):
    before = tmp_path / "as-charged.csv"
    rows = (first_quote / "entries.csv").read_text("utf-8")
    gone = "12345,0004,Sample,Dan,M,2011-02-04,,,,aqa,6G27,X100,English,English,11A"
    before.write_text(f"{rows.rstrip()}\n{gone}\n", "utf-8")
    charged = ("aqa,A-1,2027-02-05,6G27,,X100,,4,45.00", *SOUND[1:])
    changed = "--before", before, "--changed-on"
    status, out, _ = run("reconcile", *words(*charged), *changed, "2027-02-10")
    assert status == 1
    (line,) = (line for line in out.splitlines() if "refund-not-paid" in line)
    assert line.split()[:4] == ["+45.00", "refund-not-paid", "aqa", "6G27"]
    assert "a refund is due for 1 withdrawal: none came" in line
    assert "12345/0004" in line
    assert "quantity" not in out
    assert "claims: 45.00 GBP" in out
    # after the day nothing comes back, and nothing is claimed as a refund
    status, out, err = run("reconcile", *words(*charged), *changed, "2027-05-04")
    assert "refund-not-paid" not in out
    assert "charges.no-refund" in err
    credit = "aqa,A-2,2027-02-20,6G27,,X100,credit,-1,45.00"
    assert run("reconcile", *words(*charged, credit), *changed, "2027-02-10")[0] == 0


@pytest.mark.parametrize(
    "row",
    [
        "aqa,A-1,2027-02-05,6G27,,SMITH,,1,45.00",
        "aqa,INV ANNA SMITH,2027-02-05,6G27,,X100,,1,45.00",
        "smith,A-1,2027-02-05,6G27,,X100,,1,45.00",
    ],
)
def test_what_may_be_a_name_is_not_shown(run, words, row):
    for more in ((), ("--json",), ("--claims",)):
        _, out, err = run("reconcile", *words(*SOUND, row), *more)
        assert "smith" not in (out + err).lower()
        assert "A-1" in out


def test_an_invoice_without_lines(run, words):
    status, out, _ = run("reconcile", *words())
    assert status == 1
    assert "  not complete: no line of an invoice" in out.splitlines()
    status, out, _ = run("reconcile", *words(*SOUND, "aqa,INV-9,,,,,total,,"), "--json")
    assert status == 0
    rows = [*SOUND, SOUND[0].replace("2027-02-05", "5 Feb 2027")]
    status, out, _ = run("reconcile", *words(*rows))
    assert "  not complete: an invoice was not read in full, or does not add up" in out.splitlines()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_invoice_has(run, words, day):
    status, _, err = run("reconcile", *words(SOUND[0], SOUND[1].replace("2027-02-05", day)))
    assert status == 1
    assert "table.bad-day" in err


def test_the_two_tables_swapped(run, words):
    invoice, entries, *rest = words(*SOUND)
    status, out, err = run("reconcile", entries, invoice, *rest)
    assert (status, out) == (2, "")
    assert "the invoice is put first, and the entries second" in err


def test_what_was_charged_and_when_that_changed_go_together(run, words, first_quote):
    for one in (("--before", first_quote / "entries.csv"), ("--changed-on", "2027-02-10")):
        status, out, err = run("reconcile", *words(*SOUND), *one)
        assert (status, out) == (2, "")
        assert "--before and --changed-on go together" in err


def test_wrong_use(run, words, first_quote):
    assert run("reconcile", "-", "-", "--basedata", first_quote, "--on", "2027-01-15", stdin=b"")[0] == 2
    assert run("reconcile", *words()[:2])[0] == 2
    status, _, err = run("reconcile", first_quote / "entries.csv", *words()[1:])
    assert status == 1
    assert "invoices.nothing" in err
