"""The price file: every fault has its code and its cure, and nothing is repaired silently."""

import itertools
import time
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import examcore as ex
from examcore.entries import table as entries_table
from examcore.entries.columns import COLUMNS as ENTRY_COLUMNS
from examcore.evidence import Evidence
from examcore.findings import FindingCode
from examcore.formats import table_codes
from examcore.plugins import Registry
from examcore.prices import codes as price_codes
from examcore.prices.row import PriceRow, Vat
from examcore.prices.table import COLUMNS, FORMAT, KINDS, OWN_CHARGES, TIERED
from examcore.testing import FormatContract, Sample

EXAMPLE = Path(__file__).parents[3] / "examples" / "prices.csv"
SOUND = {"awarding_body": "aqa", "option_code": "X100", "price": "41.50"}


def csv(*rows, delimiter=";", columns=None):
    """A price file; semicolons let a decimal comma be one cell."""
    names = columns or list(dict.fromkeys(itertools.chain(*rows))) or list(SOUND)
    cells = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "".join(delimiter.join(line) + "\r\n" for line in cells).encode()


def read(*rows, name="prices.csv", **how):
    """The reading of a price file with these rows, each a change of a sound one."""
    (reading,) = ex.read(csv(*({**SOUND, **row} for row in rows), **how), name=name)
    return reading


def codes(reading):
    return [finding.code.removeprefix("prices.") for finding in reading.findings]


class TestContract(FormatContract):
    format = FORMAT
    # the words of a note are looked for in findings, so it has none that anybody uses
    samples = (
        Sample(
            "prices.csv",
            csv(
                {**SOUND, "series": "2027-06", "valid_until": "2027-02-21", "note": "Mustertext"},
                {**SOUND, "tier": "late", "price": "62.25", "vat": "included", "vat_rate": "20"},
            ),
        ),
    )
    strangers = (
        Sample(
            "prices-of-entries.csv",
            b"awarding_body,series,option_code,candidate_number,price\naqa,6G27,X1,1,4\n",
        ),
        Sample("centres.csv", b"centre_number,postcode,kind\n64999,ZZ99 9ZZ,x\n"),
    )


# ---- what is read


def test_a_row_with_everything():
    reading = read(
        {
            "awarding_body": "AQA",
            "series": "6g27",
            "kind": "Cash-in",
            "tier": "very late",
            "vat": "Excluded",
            "vat_rate": "17.5",
            "valid_from": "2027-02-22",
            "valid_until": "30/04/2027",
            "note": "from a letter",
        }
    )
    assert reading.format == FORMAT
    assert not reading.findings
    (row,) = reading.values
    assert row == PriceRow(
        awarding_body="aqa",
        series="6G27",
        code="X100",
        kind="cash-in",
        tier="very-late",
        amount=ex.Money(4150),
        vat=Vat.EXCLUDED,
        vat_rate=Decimal("17.5"),
        valid_from=date(2027, 2, 22),
        valid_until=date(2027, 4, 30),
        note="from a letter",
    )
    assert str(row.origin) == "prices.csv:2"
    assert (row.evidence, row.given) == (Evidence.SUPPLIED, False)


def test_three_columns_are_enough():
    (row,) = read({}).values
    assert (row.series, row.kind, row.tier, row.vat, row.vat_rate) == (
        "",
        "entry",
        "on-time",
        "unknown",
        None,
    )
    assert (row.valid_from, row.valid_until, row.note) == (None, None, "")


@pytest.mark.parametrize(
    ("cell", "series"),
    [("2027-06", "2027-06"), ("6G27", "6G27"), ("2026/27", "2026/27"), ("2026–2027", "2026/27"), ("", "")],
)
def test_series(cell, series):
    (row,) = read({"series": cell}).values
    assert row.series == series


def test_the_example_is_sound_and_says_that_it_is_one():
    (reading,) = ex.read(EXAMPLE)
    assert not reading.findings
    assert len(reading.values) == 7
    assert all("EXAMPLE" in row.note for row in reading.values)
    assert set(reading.records.tables[0].columns) == set(COLUMNS)


def test_own_charges_need_no_body_and_only_entries_need_a_code():
    rows = [{"kind": kind, "option_code": ""} for kind in KINDS if kind != "entry"]
    rows += [{"kind": kind, "awarding_body": "", "option_code": ""} for kind in OWN_CHARGES]
    reading = read(*rows)
    assert not reading.findings
    assert len(reading.values) == len(rows)


def test_kinds_that_may_be_late():
    reading = read(*({"kind": kind, "tier": "late"} for kind in KINDS))
    assert {row.kind for row in reading.values} == TIERED
    assert set(codes(reading)) == {"tier-of-kind"}


# ---- every finding code: a case that gives it, and a twin that does not


def rows(*given):
    return lambda: read(*given)


def header(name, **cells):
    """A file in which the column price has another name."""
    data = csv({**SOUND, **cells}).replace(b"price", name.encode(), 1)
    return lambda: ex.read(data, name="prices.csv")[0]


def bodies(name):
    def of():
        return list(ex.Prices.of(read({"awarding_body": name})).unknown_bodies({"aqa", "70"}))

    return of


def unused(used):
    def of():
        prices = ex.Prices.of(read({}))
        return list(prices.unused(prices.rows[used] if used else ()))

    return of


def price(text):
    return rows({"price": text})


CASES = {
    "unknown-tier": (rows({"tier": "higher"}), rows({"tier": "late"})),
    "tier-of-kind": (rows({"kind": "review", "tier": "late"}), rows({"kind": "review"})),
    "blank-price": (price(""), price("0.00")),
    "negative": (price("-41.50"), price("41.50")),
    "unknown-vat": (rows({"vat": "yes"}), rows({"vat": "included"})),
    "bad-vat-rate": (
        rows({"vat": "included", "vat_rate": "20%"}),
        rows({"vat": "included", "vat_rate": "20"}),
    ),
    "ends-before-it-begins": (
        rows({"valid_from": "2027-02-22", "valid_until": "2027-02-21"}),
        rows({"valid_from": "2027-02-21", "valid_until": "2027-02-21"}),
    ),
    "two-prices": (
        rows({}, {"price": "42.00"}),
        rows({"valid_until": "2027-02-21"}, {"price": "42.00", "valid_from": "2027-02-22"}),
    ),
    "same-twice": (rows({}, {"note": "again"}), rows({})),
    "overlap": (
        rows({"valid_until": "2027-02-21"}, {"price": "42.00", "valid_from": "2027-02-21"}),
        rows({"valid_until": "2027-02-21"}, {"price": "42.00", "valid_from": "2027-02-22"}),
    ),
    "late-below": (
        rows({}, {"price": "20.75", "tier": "late"}),
        rows({}, {"price": "62.25", "tier": "late"}),
    ),
    "falls": (
        rows({"price": "45.00", "valid_until": "2027-02-21"}, {"valid_from": "2027-02-22"}),
        rows({"valid_until": "2027-02-21"}, {"price": "45.00", "valid_from": "2027-02-22"}),
    ),
    "unknown-body": (bodies("aqua"), bodies("aqa")),
    "odd-vat-rate": (
        rows({"vat": "included", "vat_rate": "50"}),
        rows({"vat": "included", "vat_rate": "30"}),
    ),
    "small-letters": (rows({"option_code": "4365f"}), rows({"option_code": "4365F"})),
    "unused": (unused(()), unused(slice(None))),
}


def told(case):
    result = case()
    return list(result if isinstance(result, list) else result.findings)


@pytest.mark.parametrize("code", CASES)
def test_a_case_that_gives_it_and_a_twin_that_does_not(code):
    triggers, passes = CASES[code]
    given = [finding for finding in told(triggers) if finding.code == f"prices.{code}"]
    assert given
    assert not told(passes)
    for finding in given:
        assert "{" not in finding.message
        assert str(finding).endswith(f"[prices.{code}]")
        assert finding.file == "prices.csv"
        assert finding.cure


def test_every_code_has_its_case_and_is_known():
    declared = {
        c.code.removeprefix("prices.") for c in vars(price_codes).values() if isinstance(c, FindingCode)
    }
    assert declared == set(CASES)
    known = {
        code.removeprefix("prices.") for code in Registry.builtin().finding_codes() if code[:7] == "prices."
    }
    assert known == declared
    assert len(price_codes.CODES) == len(declared) - 2  # unknown and unused a row is only beside others


# ---- prices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41.50", None),
        ("41.505", "table.part-of-a-penny"),
        ("£-41.50", "table.currency-sign"),
        ("tbc", "table.unreadable-amount"),
        ("-", "table.unreadable-amount"),
        ("(tbc)", "table.unreadable-amount"),
        ("-41.50", "prices.negative"),
        ("−41.50", "prices.negative"),
        ("-£41.50", "prices.negative"),
        ("-0.00", "prices.negative"),
        ("(41.50)", "prices.negative"),
        ("41.50-", "prices.negative"),
        ("-41,50", "prices.negative"),
    ],
)
def test_a_price_is_an_amount_and_not_negative(text, expected):
    assert [finding.code for finding in read({"price": text}).findings] == ([expected] if expected else [])


def test_a_decimal_comma_that_made_two_cells():
    (reading,) = ex.read(
        b"awarding_body,option_code,price,note\naqa,X100,41,50\naqa,X200,41,5 of 6\n", name="p.csv"
    )
    (finding,) = reading.findings
    assert (finding.code, finding.line, finding.value) == ("table.decimal-comma", 2, "41,50")
    assert [row.code for row in reading.values] == ["X200"]
    assert not read({"note": "50", "price": "41"}).findings  # semicolons leave no doubt


def behind(header, cells):
    (reading,) = ex.read(f"awarding_body,option_code,{header}\naqa,X100,{cells}\n".encode(), name="p.csv")
    return {finding.code for finding in reading.findings}, len(reading.values)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("price,note", "41,5"),
        ("price,note", "41,50"),
        ("price,title", "41,5"),
        ("price,vat_rate,vat", "41,50,excluded"),
        ("price,vat_rate,vat", "41,05,excluded"),
        ("price,vat_rate,vat", "41,0,excluded"),
        ("price,vat_rate,vat", "41,20,"),
        ("price,vat_rate", "41,20"),
        ("price,vat", "41,50"),
        ("price,kind", "41,5"),
        ("price,tier", "41,50"),
        ("price,series", "41,50"),
        ("price,valid_until", "41,50"),
    ],
)
def test_a_decimal_comma_that_made_two_cells_of_any_column(header, cells):
    told, count = behind(header, cells)
    assert "table.decimal-comma" in told
    assert count == 0


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("price,vat_rate,vat", "41,20,excluded"),
        ("price,vat_rate,vat", "41,5,included"),
        ("price,vat_rate,vat", "41.00,50,excluded"),
        ("price,vat_rate,vat", "41,17.5,excluded"),
        ("price,note", "41,500"),
        ("price,note", "41,5th"),
        ("price,vat_rate,vat", "41,,"),
    ],
)
def test_a_number_behind_the_price_that_is_in_its_place(header, cells):
    told, count = behind(header, cells)
    assert told <= {"table.unknown-column", "prices.odd-vat-rate"}
    assert count == 1


def test_a_code_behind_the_price_is_no_decimal():
    (reading,) = ex.read(b"option_code,price,awarding_body\nX100,41,70\n", name="prices.csv")
    assert not reading.findings
    assert str(reading.values[0].amount) == "41.00"


@pytest.mark.parametrize(("rate", "odd"), [("0.99", True), ("1", False), ("30", False), ("30.01", True)])
def test_a_rate_of_vat_that_nobody_pays(rate, odd):
    reading = read({"vat": "included", "vat_rate": rate})
    assert codes(reading) == (["odd-vat-rate"] if odd else [])
    assert str(reading.values[0].vat_rate) == rate


def test_odd_rates_and_small_letters_are_told_once_with_their_count():
    odd = [{"option_code": f"x{n}", "vat": "included", "vat_rate": "50"} for n in range(3)]
    told = {f.code: f for f in read({}, *odd).findings}
    rate, letters = told["prices.odd-vat-rate"], told["prices.small-letters"]
    assert rate.message == "rates of VAT below 1 or above 30: 3; this one is the first"
    assert letters.message == "codes with small letters: 3; this one, the first, was read as X0"
    assert [(str(f.severity), f.line) for f in (rate, letters)] == [("warning", 3)] * 2
    assert (rate.value, letters.value) == ("50", "x0")


def test_small_letters_contradict_capitals():
    assert codes(read({}, {"option_code": "x100", "price": "42.00"})) == ["small-letters", "two-prices"]


def test_a_small_code_that_may_be_a_name_is_not_shown():
    (finding,) = read({"option_code": "muster"}).findings
    assert "muster" not in f"{finding} {finding.value} {finding.as_json()}".lower()


def test_no_day_is_shown():
    """Somebody may have put birth dates there."""
    days = {"valid_from": "2009-03-15", "valid_until": "2009-03-14"}
    text = "".join(f"{f} {f.as_json()} {f.params} {f.value}" for f in read(days).findings)
    assert "ends-before" in text
    assert "2009" not in text


def test_a_year_alone_is_no_series():
    reading = read({"series": "2017"})
    (finding,) = reading.findings
    assert (finding.code, finding.value) == ("table.bad-series", "2017")
    assert "2016/17 or 2017-06" in finding.message
    assert not reading.values
    assert [row.series for row in read({"series": "6X17"}, {"series": "6G07"}).values] == ["6X17", "6G07"]


def test_a_dropped_nought_is_told_once_with_its_count():
    reading = read(*({"option_code": f"X{n}", "price": "41.5"} for n in range(1, 9)), {})
    (finding,) = reading.findings
    assert finding.message == "amounts with one decimal: 8; this one, the first, was read as 41.50"
    assert (str(finding.severity), finding.line, finding.value) == ("warning", 2, "41.5")
    assert len(reading.values) == 9


@pytest.mark.parametrize(
    "row",
    [
        {"price": "Muster-Beispiel"},
        {"price": "9276308686"},
        {"price": "14.03.2009"},
        {"kind": "Muster"},
        {"tier": "Muster"},
        {"vat": "Muster"},
        {"vat": "included", "vat_rate": "Muster"},
        {"series": "Muster"},
        {"valid_from": "Muster"},
        {"option_code": "=Muster"},
        {"option_code": "14/03/2009"},
        {"valid_from": "14/03/2009", "valid_until": "Muster"},
        {"awarding_body": "", "kind": "Muster"},
    ],
)
def test_what_may_be_somebodys_data_is_not_shown(row):
    reading = read(row)
    text = "".join(f"{finding} {finding.as_json()} {finding.params}" for finding in reading.findings)
    assert reading.findings
    assert not reading.values
    for secret in ("muster", "9276308686", "14.03.2009", "14/03/2009"):
        assert secret not in text.lower()
    ((_, _, fields, personal),) = reading.records.iter_lines()
    assert {fields[name] for name in personal} >= {text for text in row.values() if "Muster" in text}


def test_amounts_and_codes_are_shown():
    reading = read({"price": "£41,50"}, {"series": "13G27"})
    assert [finding.value for finding in reading.findings] == ["£41,50", "13G27"]


def test_notes_and_unknown_columns_are_masked_where_rows_are_printed():
    reading = read({"title": "Sample", "note": "Sample"})
    ((line, _, fields, personal),) = reading.records.iter_lines()
    assert (line, fields["price"], personal) == (2, "41.50", {"title", "note"})
    assert "Sample" not in repr(reading.values)


def test_rows_of_another_length_and_names_given_twice_are_listed():
    data = b"awarding_body,option_code,price,price\naqa,X100,41.50,42.00\naqa,X100\n"
    (reading,) = ex.read(data, name="prices.csv")
    (_, _, first, _), (_, _, second, personal) = reading.records.iter_lines()
    assert list(first) == ["awarding_body", "option_code", "price", "column 4"]
    assert personal == set(second) == {"column 1", "column 2"}
    assert not reading.values  # which of the two prices it is nobody can tell


# ---- columns


def test_a_slip_names_the_column_that_is_meant_and_no_row_is_used():
    reading = read({"vaild_until": "2027-02-21"})
    assert not reading.values
    (finding,) = reading.findings
    assert finding.message == (
        "there is no column vaild_until in a price file; nearest valid_until; no row is used"
    )
    assert (str(finding.severity), finding.line, finding.field) == ("error", 1, "vaild_until")


@pytest.mark.parametrize("column", ["notes", "title", "late_price", "price_2"])
def test_a_column_that_costs_nothing_is_only_told(column):
    reading = read({column: "x"})
    assert [(f.code, str(f.severity)) for f in reading.findings] == [("table.unknown-column", "warning")]
    assert len(reading.values) == 1


def test_a_misspelt_needed_column_is_told_once():
    assert codes(header("prise")()) == ["table.misspelt-column"]


def test_without_kinds_every_row_is_an_entry_and_needs_a_code():
    (reading,) = ex.read(b"awarding_body,price\naqa,41.50\naqa,42.00\n", name="prices.csv")
    assert [f.field for f in reading.findings] == ["option_code"]
    (reading,) = ex.read(b"awarding_body,kind,price\naqa,review,41.50\n", name="prices.csv")
    assert not reading.findings


def test_a_file_that_is_no_table():
    for data in ("awarding_body,price\naqa,4\n".encode("utf-16"), b"\r\n", b"sep=,"):
        (reading,) = ex.read(data, name="prices.csv")
        assert not reading.values
        assert not reading.report.ok
        assert {f.kind for f in reading.findings} <= set(table_codes.CODES)


# ---- which file is one

PRICES = "awarding_body,series,option_code,price"


@pytest.mark.parametrize(
    ("columns", "name", "whose"),
    [
        (PRICES, "table.csv", FORMAT),
        (PRICES, "table.txt", FORMAT),
        ("Awarding Body;Option-Code;PRICE", "table.csv", FORMAT),
        (f"{PRICES},kind,tier,vat,vat_rate,valid_from,valid_until,note", "entries.csv", FORMAT),
        ("awarding_body,series,option_code,prise", "prices.csv", FORMAT),
        ("awarding_body,series,option_code,prise,tier", "table.csv", FORMAT),
        ("awarding_body,series,option_code,cost,vat,valid_from", "table.csv", FORMAT),
        ("board,code,cost", "price_list.csv", FORMAT),
        (f"{PRICES},subject", "table.csv", FORMAT),
        (f"{PRICES},candidate_number", "prices.csv", "examcore.entries.csv"),
        (f"{PRICES},surname", "prices.csv", "examcore.entries.csv"),
        ("awarding_body,series,option_code", "entries.csv", "examcore.entries.csv"),
        ("awarding_body,series,option_code,tier", "entries.csv", "examcore.entries.csv"),
        ("awarding_body,series,option_code,prise", "entries.csv", "examcore.entries.csv"),
        ("item,price", "shopping.csv", "examcore.entries.csv"),
        ("centre_number,postcode,price", "prices.csv", "examcore.entries.centres"),
    ],
)
def test_which_file_is_one(columns, name, whose):
    data = f"{columns}\n{','.join('x' for _ in columns.split(','))}\n".encode()
    (reading,) = ex.read(data, name=name)
    assert reading.format == whose


@pytest.mark.parametrize("name", ["prices.csv", "entries.csv", "table.txt"])
def test_nobody_is_as_sure_of_a_price_file(name):
    """Every choice of columns: two formats that are equally sure stop the reading."""
    formats = Registry.builtin().formats
    columns = (
        *("awarding_body", "series", "option_code", "price", "tier", "vat"),
        *("prise", "candidate_number", "centre_number", "postcode"),
    )
    for count in range(len(columns) + 1):
        for chosen in itertools.combinations(columns, count):
            head = (",".join(chosen) + "\n").encode()
            claims = {fmt.id: claim.sureness for fmt in formats if (claim := fmt.identify(name, head))}
            surest = [format_id for format_id, sureness in claims.items() if sureness is max(claims.values())]
            assert FORMAT not in surest or surest == [FORMAT], chosen
            assert FORMAT not in claims or "candidate_number" not in chosen


def test_what_entries_know_of_price_files():
    """The room of entries stands left of this one and cannot ask it."""
    assert COLUMNS.keys() - {c.name for c in ENTRY_COLUMNS} - {"note"} == entries_table._OF_PRICES


def test_a_price_file_beside_the_entries_is_no_table_of_entries():
    entries = b"awarding_body,series,option_code,candidate_number\naqa,6G27,X100,1\n"
    table = ex.Entries.of([ex.read(entries, name="entries.csv"), ex.read(EXAMPLE)])
    assert (len(table), table.unreadable) == (1, ())


# ---- rows that contradict each other


def sums(reading):
    return [str(row.amount) for row in reading.values]


def test_two_prices_and_neither_is_used():
    reading = read({}, {"price": "42.00"}, {"option_code": "X200"})
    assert sums(reading) == ["41.50"]
    (finding,) = reading.findings
    assert finding.message == (
        "42.00 here and 41.50 in line 2, for the same thing at the same time; neither is used"
    )
    assert (finding.line, finding.value) == (3, "42.00")


def test_a_third_row_does_not_save_one_of_them():
    assert not read({}, {}, {"price": "42.00"}).values
    assert not read({}, {"price": "42.00"}, {}).values


@pytest.mark.parametrize(
    "other", [{"series": "6G27"}, {"option_code": "X1"}, {"kind": "review"}, {"awarding_body": "ocr"}]
)
def test_other_things_may_have_other_prices(other):
    reading = read({}, {"price": "40.00", **other})
    assert not reading.findings
    assert len(reading.values) == 2


def test_the_identifier_of_a_body_is_the_body_unless_it_has_several():
    assert codes(read({}, {"awarding_body": "70", "price": "42.00"})) == ["two-prices"]
    assert not read({"awarding_body": "10"}, {"awarding_body": "11", "price": "42.00"}).findings


def test_the_same_price_with_another_vat_is_another_price():
    reading = read({"vat": "included", "vat_rate": "20"}, {"vat": "excluded"})
    (finding,) = reading.findings
    assert finding.message.startswith("41.50 (VAT excluded) here and 41.50 (VAT 20% included) in line 2")
    assert not reading.values


def test_the_same_twice_is_used_once():
    reading = read({}, {"note": "again"}, {})
    assert codes(reading) == ["same-twice"] * 2
    assert sums(reading) == ["41.50"]


def test_of_overlapping_rows_none_is_used_and_others_are():
    reading = read(
        {"valid_from": "2026-09-01", "valid_until": "2027-08-31"},
        {"valid_from": "2026-10-01", "valid_until": "2026-10-31"},
        {"valid_from": "2026-12-01", "valid_until": "2026-12-31", "price": "40.00"},
        {"valid_from": "2027-09-01", "price": "43.00"},
    )
    assert codes(reading) == ["overlap", "overlap"]
    assert sums(reading) == ["43.00"]
    assert reading.findings[1].message.startswith("40.00 here and 41.50 in line 2 hold for the same thing")


def test_late_below_and_nothing_late_is_used():
    """What is added for being late was written for what is paid, so the dearer row is no better."""
    reading = read({}, {"tier": "late", "price": "20.75"}, {"tier": "very-late", "price": "62.25"})
    assert sums(reading) == ["41.50"]
    assert reading.findings[0].message == (
        "20.75 for late is below 41.50 for on-time in line 2; no price for being late is used"
    )


def test_very_late_below_late():
    reading = read({}, {"tier": "late", "price": "62.25"}, {"tier": "very-late", "price": "60.00"})
    assert codes(reading) == ["late-below"]
    assert sums(reading) == ["41.50"]


def test_late_is_compared_with_the_price_of_its_own_days():
    this_year = {"valid_from": "2026-09-01", "valid_until": "2027-08-31"}
    next_year = {"valid_from": "2027-09-01"}
    late = {"tier": "late", "price": "62.25"}
    assert not read({**this_year}, {**this_year, **late}, {**next_year, "price": "70.00"}).findings
    # none of the same days: the one before is what it would have cost
    before = {"valid_until": "2027-02-21"}
    assert codes(read({**before, "price": "70.00"}, {**late, "valid_from": "2027-02-22"})) == ["late-below"]
    assert not read({**next_year, "price": "70.00"}, {**this_year, **late}).findings


def test_with_and_without_vat_is_not_compared():
    assert not read({"vat": "included"}, {"vat": "excluded", "tier": "late", "price": "41.00"}).findings


def test_a_price_that_falls_is_told_and_used():
    reading = read({"price": "45.00", "valid_until": "2027-02-21"}, {"valid_from": "2027-02-22"})
    assert len(reading.values) == 2
    (finding,) = reading.findings
    assert (str(finding.severity), finding.message) == (
        "warning",
        "41.50 follows 45.00 in line 2: the price falls",
    )


# ---- many rows


@pytest.mark.parametrize("kind", ["same-days", "late-below", "overlap"])
def test_many_rows_of_one_thing_take_no_long_time_nor_much_text(kind):
    first = date(2026, 9, 1).toordinal()
    many = 6_000

    def row(number, **cells):
        day = date.fromordinal(first + number)
        return {"valid_from": str(day), "valid_until": str(day), **cells}

    if kind == "same-days":
        given = [{"price": f"{n}.00"} for n in range(many)]
    elif kind == "overlap":
        given = [{"valid_from": row(n)["valid_from"], "price": f"{n}.00"} for n in range(many)]
    else:
        given = [row(n) for n in range(many)] + [row(n, tier="late", price="1.00") for n in range(many)]
    begin = time.process_time()
    reading = read(*given)
    assert time.process_time() - begin < 8
    assert len(reading.values) == (many if kind == "late-below" else 0)
    counts = Counter(f.code for f in reading.findings)
    assert max(counts.values()) == 1_000
    (more,) = (f for f in reading.findings if f.code == "table.not-listed")
    assert more.params["count"] == many - 1_000 - (kind != "late-below")
    assert max(len(f.message) for f in reading.findings) < 200
