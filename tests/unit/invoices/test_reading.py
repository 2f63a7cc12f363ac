"""Invoice tables: what is read, and what is told and kept apart."""

from datetime import date

import pytest

import examcore as ex
from examcore.invoices import COLUMNS, InvoiceLine, InvoiceTotal, UnreadLine
from examcore.invoices.sums import compare_rows
from examcore.invoices.table import FORMAT

TOTAL = {"kind": "total", "entry_code": "", "volume": "", "unit_price": ""}


def codes_of(invoices):
    return [finding.code for finding in invoices.findings]


def test_a_sound_line(invoice):
    invoices = invoice(
        {"edi_reference": "E6499970.X01", "net": "64.00", "vat": "0.00", "gross": "64.00", "note": "n"}
    )
    (line,) = invoices
    assert line == InvoiceLine(
        awarding_body="aqa",
        invoice_number="INV-1",
        invoice_date=date(2027, 2, 5),
        series="6G27",
        edi_reference="E6499970.X01",
        code="8300H",
        volume=2,
        unit_price=ex.Money(3200),
        vat=ex.Money(0),
        note="n",
    )
    assert (line.net, line.kind, str(line.origin)) == (ex.Money(6400), "entry", "invoice.csv:2")
    assert not invoices.findings
    assert invoices.by_invoice() == {("aqa", "INV-1"): (line,)}
    assert invoices.filter(code="8300H").total == invoices.total == ex.Money(6400)
    assert len(invoices.filter(code="8300F")) == 0
    with pytest.raises(TypeError, match="no column option"):
        invoices.filter(option="8300H")


def test_rows_have_the_columns_of_the_table(invoice):
    (row,) = invoice({"vat": "12.80"}).rows()
    assert [name for name in row if name in COLUMNS] == [name for name in COLUMNS if name in row]
    assert (row["net"], row["vat"], row["gross"], row["line"]) == ("64.00", "12.80", "76.80", 2)
    (row,) = invoice({}).rows()
    assert (row["vat"], row["gross"]) == (None, None)


@pytest.mark.parametrize(
    ("series", "day", "kind"),
    [("2027-06", "05/02/2027", "Late fee"), ("6g27", "", "late_fee"), ("", "", "late-fee")],
)
def test_what_is_taken_as_it_is_meant(invoice, series, day, kind):
    (line,) = invoice({"series": series, "invoice_date": day, "kind": kind, "awarding_body": "AQA"})
    assert (line.series, line.kind, line.awarding_body) == (series.upper(), "late-fee", "aqa")
    assert line.invoice_date in {None, date(2027, 2, 5)}


def test_a_total_is_no_line(invoice):
    invoices = invoice({}, {**TOTAL, "net": "64.00", "vat": "0.00", "gross": "64.00"})
    assert (len(invoices), len(invoices.totals)) == (1, 1)
    assert isinstance(invoices.totals[0], InvoiceTotal)
    assert not invoices.findings


@pytest.mark.parametrize(
    ("volume", "price", "net"), [("-1", "32.00", -3200), ("1", "-32.00", -3200), ("-2", "0.50", -100)]
)
def test_credits(invoice, volume, price, net):
    (line,) = invoice({"kind": "credit", "volume": volume, "unit_price": price})
    assert (line.net.pence, line.is_credit) == (net, True)


BAD = {
    "table.decimal-comma": {"unit_price": '"32,00"'},
    "table.thousands-separator": {"unit_price": '"1,032.00"'},
    "table.currency-sign": {"unit_price": "£32.00"},
    "table.part-of-a-penny": {"unit_price": "32.005"},
    "table.unreadable-amount": {"unit_price": "(32.00)"},
    "invoices.bad-volume": {"volume": "2.5"},
    "table.blank": {"entry_code": ""},
    "table.damaged-code": {"entry_code": "8.30E+09"},
    "table.bad-series": {"series": "Jun-27"},
    "table.bad-day": {"invoice_date": "02/31/2027"},
    "table.unknown-kind": {"kind": "lat-fee"},
    "invoices.wrong-sign": {"kind": "credit"},
    "invoices.line-sum": {"net": "46.00"},
    "invoices.gross-sum": {"net": "64.00", "vat": "12.80", "gross": "64.00"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_row_with_an_error_is_told_and_kept_apart(invoice, name):
    invoices = invoice({}, BAD[name])
    (finding,) = invoices.findings.errors
    assert (finding.code, finding.line, str(finding.severity)) == (name, 3, "error")
    assert finding.cure
    assert finding.field in COLUMNS
    assert len(invoices) == 1
    assert invoices.unread == (UnreadLine(origin=finding_origin(finding), **named(BAD[name])),)


def finding_origin(finding):
    return ex.Origin(finding.file, finding.line)


def named(change):
    code = change.get("entry_code", "8300H")
    return {"awarding_body": "aqa", "invoice_number": "INV-1", "code": code}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1989-12-31", "2101-01-01"])
def test_a_day_that_no_invoice_has(invoice, day):
    invoices = invoice({}, {"invoice_date": day})
    (finding,) = invoices.findings.errors
    assert (finding.code, finding.line) == ("table.bad-day", 3)
    assert finding.message == "invoice_date is not between 1990 and 2100; the row is not used"
    assert (len(invoices), len(invoices.unread)) == (1, 1)


@pytest.mark.parametrize(
    ("change", "vat"),
    [
        ({"gross": "60.00"}, None),
        ({"vat": "-4.00", "gross": "60.00"}, None),
        ({"volume": "-2", "gross": "-60.00"}, None),
        ({"volume": "-2", "gross": "-76.80"}, -1280),
        ({"gross": "76.80"}, 1280),
        ({"gross": "64.00"}, 0),
    ],
)
def test_gross_below_net(invoice, change, vat):
    """The line is compared, which needs no VAT; its VAT is not used."""
    invoices = invoice(change)
    (line,) = invoices
    assert line.vat == (None if vat is None else ex.Money(vat))
    assert codes_of(invoices) == (["invoices.vat-sign"] if vat is None else [])


@pytest.mark.parametrize("name", ["invoice.csv", "invoice.txt", "march.tsv"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel(invoice_table, name, encoding):
    text = invoice_table({}).decode().replace(",", "\t")
    invoices = ex.Invoices.of(ex.read(text.encode(encoding), name=name))
    assert "table.utf-16" in codes_of(invoices)
    assert not invoices


def test_many_lost_rows_and_invoices_take_linear_time(invoice_table, steps):
    def work(count):
        rows = [{"invoice_number": f"INV-{n}", "volume": "x" if n % 2 else "1"} for n in range(count)]
        (reading,) = ex.read(invoice_table(*rows), name="invoice.csv")
        return reading.values

    few, many = (steps(list, compare_rows(work(count))) for count in (100, 400))
    assert many < 5 * few  # four times the rows


@pytest.mark.parametrize("amount", ["-41.50", "41", "41.5", "-0.00"])
def test_amounts_that_are_read(invoice, amount):
    invoices = invoice({"unit_price": amount, "kind": "other"})
    assert len(invoices) == 1
    assert ("table.one-decimal" in codes_of(invoices)) == (amount == "41.5")


@pytest.mark.parametrize("kind", ["amendment", "post-results", "other"])
def test_some_kinds_need_no_code(invoice, kind):
    assert not invoice({"kind": kind, "entry_code": ""}).findings


def test_all_problems_of_a_row_are_told_at_once(invoice):
    invoices = invoice({"unit_price": "x", "volume": "y", "series": "z", "kind": "w", "invoice_number": ""})
    assert len(invoices.findings.errors) == 5


@pytest.mark.parametrize(
    ("column", "near"), [("unit_prise", "unit_price"), ("volumme", "volume"), ("kinds", "kind")]
)
def test_a_misspelt_column_is_named_with_the_nearest(invoice, column, near):
    columns = [column if name == near else name for name in COLUMNS]
    invoices = invoice({column: "2"}, columns=columns)
    (finding,) = invoices.findings
    assert (finding.code, finding.params["nearest"]) == ("table.misspelt-column", near)
    assert (len(invoices), len(invoices.unread)) == (0, 1)


def test_a_missing_column(invoice):
    columns = [name for name in COLUMNS if name != "invoice_number"]
    invoices = invoice({}, columns=columns)
    assert codes_of(invoices) == ["table.missing-column"]
    assert invoices.findings[0].field == "invoice_number"
    assert len(invoices.unread) == 1


def test_an_unknown_column_is_told_and_does_no_harm(invoice):
    invoices = invoice({}, columns=[*COLUMNS, "account_manager"])
    assert (codes_of(invoices), len(invoices)) == (["table.unknown-column"], 1)
    assert str(invoices.findings[0].severity) == "info"


def test_the_total_row(invoice):
    assert "invoices.total-differs" in codes_of(invoice({}, {**TOTAL, "net": "96.00"}))
    gross = invoice({"vat": "0.00"}, {**TOTAL, "gross": "96.00"})
    assert "adds up to a gross of 64.00" in str(gross.findings[0]) or "gross of 64.00" in str(
        gross.findings[0]
    )
    # VAT stated for the whole only is no fault; of some lines only it cannot be compared
    assert not invoice({}, {**TOTAL, "net": "64.00", "vat": "12.80", "gross": "76.80"}).findings
    some = invoice({"vat": "12.80"}, {}, {**TOTAL, "net": "128.00", "vat": "25.60"})
    assert codes_of(some) == ["invoices.total-unchecked"]
    lost = invoice({}, {"volume": "x"}, {**TOTAL, "net": "128.00"})
    assert set(codes_of(lost)) == {"invoices.bad-volume", "invoices.total-unchecked"}
    twice = invoice({}, {**TOTAL, "net": "64.00"}, {**TOTAL, "net": "1.00"})
    assert codes_of(twice) == ["invoices.two-totals"]


def test_the_same_line_twice_counts_twice(invoice):
    invoices = invoice({}, {}, {"edi_reference": "E6499970.X01"})
    (finding,) = invoices.findings
    assert (finding.code, finding.line, finding.params["other"]) == ("invoices.same-twice", 3, 2)
    assert len(invoices) == 3


def test_two_dates_for_one_number(invoice):
    invoices = invoice({}, {"invoice_date": "2027-02-06", "entry_code": "8700"}, {"invoice_date": ""})
    (finding,) = invoices.findings
    assert finding.code == "invoices.two-dates"
    assert "2027-02-05 in line 2" in finding.message
    assert not invoice({}, {"invoice_number": "INV-2", "invoice_date": "2027-02-06"}).findings


def test_day_and_month(invoice):
    invoices = invoice(
        {"invoice_date": "02/31/2027"},
        {"invoice_number": "INV-2", "invoice_date": "03/04/2027"},
    )
    assert codes_of(invoices) == ["table.bad-day"]  # no day at all
    invoices = invoice(
        {"invoice_date": "02/28/2027"}, {"invoice_number": "INV-2", "invoice_date": "03/04/2027"}
    )
    assert codes_of(invoices) == ["table.bad-day", "table.ambiguous-days"]


def test_an_invoice_in_two_files_is_used_once(invoice_table):
    files = [ex.read(invoice_table({}), name=name) for name in ("a.csv", "b.csv")]
    invoices = ex.Invoices.of(files)
    (finding,) = invoices.findings
    assert (finding.code, finding.file, finding.params["other"]) == (
        "invoices.in-two-files",
        "b.csv",
        "a.csv",
    )
    assert len(invoices) == 1
    other = ex.read(invoice_table({"invoice_number": "INV-2"}), name="c.csv")
    assert len(ex.Invoices.of([files[0], other])) == 2


def test_other_files_hold_no_invoice(table, person):
    invoices = ex.Invoices.of(ex.read(table(person()), name="entries.csv"))
    assert codes_of(invoices) == ["invoices.nothing"]
    assert not ex.Invoices().findings
    with pytest.raises(TypeError):
        ex.Invoices.of("invoice.csv")


def test_unknown_bodies(invoice):
    invoices = invoice({"awarding_body": "aqua"}, {"awarding_body": "Sample"}, {"awarding_body": "70"})
    first, second = invoices.unknown_bodies({"aqa", "70"})
    assert "nearest aqa" in first.message
    assert "Sample" not in str(second)


# ---- which table it is


@pytest.mark.parametrize(
    "columns",
    [
        [*COLUMNS],
        ["Awarding body", "Invoice number", "Entry code", "Volume", "Unit price", "Kind", "VAT", "Series"],
        [*COLUMNS, "centre_number", "candidate_number", "subject"],
        ["awarding_body", "price", "kind", "vat", "invoice_number", "entry_code"],
        ["awarding_body", "invoce_number", "entry_code", "volume", "unit_price", "kind", "vat"],
    ],
)
@pytest.mark.parametrize("name", ["march.csv", "prices.csv", "entries.tsv"])
def test_it_is_told_from_entries_and_prices(columns, name):
    (reading,) = ex.read((",".join(columns) + "\n").encode(), name=name)
    assert reading.format == FORMAT


@pytest.mark.parametrize(
    ("header", "format_id"),
    [
        ("awarding_body,series,option_code,candidate_number,net,gross", "examcore.entries.csv"),
        ("awarding_body,option_code,price,kind,vat", "examcore.prices.table"),
    ],
)
def test_other_tables_stay_what_they_are(header, format_id):
    (reading,) = ex.read(f"{header}\n".encode(), name="x.csv")
    assert reading.format == format_id


# ---- nobody's data in messages


SECRETS = ("Exampleton", "9276308686", "14/03/2009", "123450260001H")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("column", COLUMNS)
def test_what_got_into_a_wrong_column_is_not_shown(invoice, column, secret):
    invoices = invoice({}, {}, {column: secret}, {column: secret, "volume": "-1", "unit_price": "-1.00"})
    shown = [str(invoices.findings), repr(invoices.lines), repr(invoices.unread)]
    shown += [str(f.as_json()) for f in invoices.findings]
    shown += [str(f) for f in invoices.unknown_bodies({"aqa"})]
    assert not [text for text in shown if secret in text]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("column", COLUMNS)
def test_nor_on_the_command_line(invoice_table, column, secret):
    (reading,) = ex.read(invoice_table({column: secret}), name="invoice.csv")
    for _, _, fields, personal in reading.records.iter_lines():
        assert fields[column] == secret
        assert column in personal or (column, secret) == ("invoice_date", "14/03/2009")


def test_bytes_and_lines_are_kept(invoice_table):
    data = invoice_table({}, {"note": "short"}) + b"aqa,INV-1\n"
    (reading,) = ex.read(data, name="invoice.csv")
    assert reading.to_bytes() == data
    assert [line for line, *_ in reading.records.iter_lines()] == [2, 3, 4]
    assert len(ex.Invoices.of(reading).unread) == 1


def test_reprs(invoice):
    invoices = invoice({}, {"volume": "x"})
    assert repr(invoices) == "<Invoices: 1 invoice, 1 line, 64.00 GBP, 1 row not compared, 1 error>"
    assert "Exampleton" not in repr(invoice({"description": "Exampleton"})[0])
