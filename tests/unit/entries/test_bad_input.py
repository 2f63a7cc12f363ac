"""Tables as offices export them: each fault is told, nothing is lost, nothing is repaired in silence."""

import sys
from datetime import date

import pytest

import builders
import examcore as ex
from examcore.entries import codes as entry_codes
from examcore.entries import entries as entries_module
from examcore.findings import Severity

ON = date(2027, 1, 20)


def codes(entries):
    return [finding.code for finding in entries.findings]


def read(data, name="entries.csv"):
    readings = ex.read(data, name=name)
    assert readings[0].to_bytes() == data
    return ex.Entries.of(readings)


# Encodings and delimiters


def test_a_sound_table_has_no_findings(entries_of, person):
    entries = entries_of(person(1), person(2))
    assert len(entries) == 2
    assert not entries.findings
    assert not entries.unreadable


def test_a_byte_order_mark_is_no_part_of_the_first_column(entries_of, person):
    entries = entries_of(person(), encoding="utf-8-sig")
    assert entries[0].candidate.centre_number == "64999"
    assert not entries.findings


def test_windows_1252_is_read_and_said(entries_of, person):
    entries = entries_of(person(surname="Zoë-Sample"), encoding="cp1252")
    assert entries[0].candidate.surname == "Zoë-Sample"
    assert codes(entries) == ["table.encoding-guessed"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(entries_of, person, delimiter):
    entries = entries_of(person(surname="Sample, the younger"), delimiter=delimiter)
    assert entries[0].candidate.surname == "Sample, the younger"
    assert entries[0].option.code == "8300H"
    assert not entries.findings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_the_cure_and_counts_as_unknown(table, person, catalogue, encoding):
    entries = read(table(person(), encoding=encoding))
    assert "table.utf-16" in codes(entries)
    assert not entries
    quote = ex.quote(entries, catalogue, on=ON)
    assert not quote.complete
    assert quote.unknown_lines == 1


# What spreadsheets do


@pytest.mark.parametrize(
    "column", ["uln", "uci", "upn", "candidate_number", "centre_number", "sex", "surname"]
)
def test_an_exponent_is_an_error_and_is_kept_as_it_stands(entries_of, person, column):
    entries = entries_of(person(**{column: "5.12E+09"}), person(2))
    damage = entries.findings.by_code()["entries.damaged-cell"]
    assert [(f.line, f.field, f.value) for f in damage] == [(2, column, "9.99X+99")]
    assert damage[0].severity is Severity.ERROR
    assert next(entries.rows())[column] == "5.12E+09"


@pytest.mark.parametrize("column", ["option_code", "series", "awarding_body"])
def test_an_exponent_where_it_matters_makes_the_row_unreadable(entries_of, person, column):
    entries = entries_of(person(**{column: "5.12E+09"}), person(2))
    assert len(entries) == 1
    assert [row.origin.line for row in entries.unreadable] == [2]
    found = entries.findings.by_code()
    assert found["entries.damaged-cell"][0].field == column
    assert found["entries.unreadable-row"][0].field == column


def test_a_series_that_looks_like_a_power_of_ten_is_one(entries_of, person):
    entries = entries_of(person(series="6E27"))
    assert entries[0].option.series == "6E27"
    assert not entries.findings


@pytest.mark.parametrize("damaged", ["=A1+1", "@SUM(A1)", "+A1", "-B2", "#REF!", "#NAME?", "\u00a0=A1"])
def test_formulas_are_errors(entries_of, person, damaged):
    entries = entries_of(person(uln=damaged, forenames=damaged))
    assert [f.field for f in entries.findings.by_code()["entries.damaged-cell"]] == ["forenames", "uln"]


@pytest.mark.parametrize(("cell", "number"), [("7", "0007"), ("42", "0042"), ("123", "0123")])
def test_a_candidate_number_is_padded_with_a_warning(entries_of, person, cell, number):
    entries = entries_of(person(candidate_number=cell))
    assert entries[0].candidate.number == number
    assert codes(entries) == ["entries.padded-number"]
    assert entries.findings[0].severity is Severity.WARNING
    assert "0" in entries.findings[0].message


@pytest.mark.parametrize("cell", ["0042", "12345", "7.0", "²", "٣", "A7"])
def test_nothing_else_is_padded(entries_of, person, cell):
    entries = entries_of(person(candidate_number=cell))
    assert entries[0].candidate.number == cell
    assert "entries.padded-number" not in codes(entries)


@pytest.mark.parametrize(
    ("column", "cell", "whole", "rest"),
    [
        ("awarding_body", "1", "01", {"series": "6A27", "option_code": "J560"}),
        ("option_code", "15501", "015501", {"awarding_body": "wjec"}),
    ],
)
def test_other_lost_zeros_are_errors_and_never_repaired(
    entries_of, person, catalogue, *, column, cell, whole, rest
):
    entries = entries_of(person(**rest, **{column: cell}))
    report = ex.check(entries, catalogue)
    assert [(f.code, f.field, f.value) for f in report.errors] == [("entries.lost-zero", column, cell)]
    assert whole in report.errors[0].message
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.total, quote.unknown_lines) == (ex.Money(0), 1)
    assert next(entries.rows())[column] == cell
    assert not ex.check(entries_of(person(**rest, **{column: whole})), catalogue).errors


# Dates


@pytest.mark.parametrize("cell", ["2009-03-14", "14/03/2009", "14.03.2009", "14-3-2009"])
def test_dates_day_first(entries_of, person, cell):
    entries = entries_of(person(date_of_birth=cell))
    assert entries[0].candidate.date_of_birth == date(2009, 3, 14)
    assert not entries.findings


@pytest.mark.parametrize(
    ("cell", "says"), [("03/14/2009", "month first"), ("14/03/09", "two digits"), ("39886", "perhaps a day")]
)
def test_dates_that_are_errors(entries_of, person, cell, says):
    entries = entries_of(person(date_of_birth=cell))
    assert entries[0].candidate.date_of_birth is None
    assert codes(entries) == ["entries.bad-date"]
    assert says in entries.findings[0].message
    assert cell not in str(entries.findings)


def test_ambiguous_dates_warn_only_beside_dates_with_the_month_first(entries_of, person):
    ambiguous = [
        person(1, date_of_birth="03/04/2009"),
        person(1, date_of_birth="03/04/2009", option_code="8700"),
    ]
    assert not entries_of(*ambiguous).findings
    mixed = entries_of(*ambiguous, person(2, date_of_birth="03/14/2009"))
    (warning,) = mixed.findings.by_code()["entries.ambiguous-dates"]
    assert (warning.field, warning.severity) == ("date_of_birth", Severity.WARNING)
    assert "2 others" in warning.message  # rows, whether or not they repeat a person
    other_column = entries_of(*ambiguous, person(2, received_on="03/14/2027"))
    assert "entries.ambiguous-dates" not in codes(other_column)


# Headers and rows


@pytest.mark.parametrize("column", ["awarding_body", "series", "option_code"])
def test_without_an_essential_column_every_row_is_unknown(table, person, catalogue, column):
    row = person()
    del row[column]
    entries = read(table(row, row, columns=list(row)))
    assert not entries
    assert len(entries.unreadable) == 2
    missing = entries.findings.errors.by_code()["entries.missing-column"]
    assert [(f.line, f.field) for f in missing] == [(1, column)]
    assert ex.quote(entries, catalogue, on=ON).unknown_lines == 2


@pytest.mark.parametrize("column", ["centre_number", "candidate_number", "surname", "uci", "uln", "sex"])
def test_without_another_column_prices_can_still_be_told(table, person, catalogue, column):
    row = person()
    del row[column]
    entries = read(table(row, columns=list(row)))
    assert [(f.code, f.field, f.severity) for f in entries.findings] == [
        ("entries.missing-column", column, Severity.WARNING)
    ]
    assert ex.quote(entries, catalogue, on=ON).total == ex.Money(3200)


def test_a_missing_candidate_number_says_what_is_not_checked(table, person):
    row = person()
    del row["candidate_number"]
    assert "not checked" in read(table(row, columns=list(row))).findings[0].message


def test_an_essential_column_twice(person):
    row = person()
    header, cells = [*row, "option_code"], [*row.values()]
    lines = [header, [*cells, "8300H"], [*cells, "8700"]]
    entries = read("\n".join(",".join(line) for line in lines).encode())
    assert len(entries) == 1
    assert [r.origin.line for r in entries.unreadable] == [3]
    found = entries.findings.by_code()
    assert found["table.duplicate-header"].findings[0].field == "option_code"
    assert [(f.line, f.field) for f in found["entries.unreadable-row"]] == [(3, "option_code")]


def test_another_column_twice_is_an_error_of_the_header(person):
    row = person()
    data = "\n".join(",".join(line) for line in ([*row, "surname"], [*row.values(), "Other"])).encode()
    entries = read(data)
    assert codes(entries) == ["table.duplicate-header"]
    fields = next(iter(ex.read(data, name="entries.csv")[0].records.iter_lines()))[2]
    assert [v for v in fields.values() if v in {"Other", "Sample1"}] == [
        "Sample1",
        "Other",
    ]  # no cell is hidden


@pytest.mark.parametrize(("cells", "code"), [(3, "table.short-row"), (14, "table.long-row")])
def test_short_and_long_rows_count_as_unknown(table, person, catalogue, cells, code):
    data = table(person(1), person(2)) + b",".join([b"x"] * cells) + b"\r\n"
    entries = read(data)
    assert len(entries) == 2
    assert codes(entries) == [code]
    assert [r.origin.line for r in entries.unreadable] == [4]
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.total, quote.unknown_lines, quote.complete) == (ex.Money(6400), 1, False)


def test_an_empty_file(catalogue):
    entries = read(b"")
    assert "read.empty" in codes(entries)
    assert not ex.quote(entries, catalogue, on=ON).complete


def test_a_header_alone(table, catalogue):
    entries = read(table())
    assert codes(entries) == ["table.no-rows", "entries.nothing"]
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.complete, quote.unknown_lines) == (False, 1)
    assert [str(row.origin) for row in entries.unreadable] == ["entries.csv:1"]


def test_a_table_without_a_header_is_unknown_and_its_first_person_is_not_shown(person, catalogue):
    data = ",".join(person(surname="Zyxwv").values()).encode()
    entries = read(data)
    assert {"table.header-like-data", "entries.missing-column"} <= set(codes(entries))
    assert not ex.quote(entries, catalogue, on=ON).complete
    assert "Zyxwv" not in str(entries.findings)
    data += b"\n" + data
    lines = list(ex.read(data, name="entries.csv")[0].records.iter_lines())
    assert not any("zyxwv" in name for _, _, fields, _ in lines for name in fields)


def test_blank_lines_are_skipped_and_line_numbers_stay(table, person):
    data = table(person(1)) + b"\r\n,,,,,,,,,,,\r\n" + table(person(2)).split(b"\n", 1)[1]
    entries = read(data)
    assert [e.origin.line for e in entries] == [2, 5]
    assert not entries.findings


def test_quotation_marks(entries_of, person):
    entries = entries_of(person(surname='San "Nan", Ex\nample'), person(2))
    assert entries[0].candidate.surname == 'San "Nan", Ex\nample'
    assert [e.origin.line for e in entries] == [2, 4]


def test_an_open_quotation_mark_costs_one_row(table, person):
    entries = read(table(person(1)) + b'64999,"0002,Sample\r\n' + table(person(3)).split(b"\n", 1)[1])
    assert [e.origin.line for e in entries] == [2, 4]
    assert [r.origin.line for r in entries.unreadable] == [3]
    assert codes(entries) == ["table.open-quote"]


def test_a_row_swallowed_by_a_stray_quotation_mark_is_counted(table, person, catalogue):
    rows = [person(n, note=note) for n, note in enumerate(["see", "ok", "late", "x"], 1)]
    data = table(*rows).replace(b",see", b',"see').replace(b",late", b',late"')
    entries = read(data)
    assert [e.origin.line for e in entries] == [5]
    assert [row.origin.line for row in entries.unreadable] == [2, 3, 4]
    assert codes(entries) == ["table.swallowed-rows"]
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.total, quote.unknown_lines, quote.complete) == (ex.Money(3200), 3, False)


def test_a_note_with_a_line_break_is_priced(table, person, catalogue):
    entries = read(table(person(1, note="Dear Ann,\nhello, there"), person(2)))
    assert codes(entries) == ["table.line-break"]
    assert (entries.findings[0].field, entries.findings[0].severity) == ("note", Severity.WARNING)
    assert ex.quote(entries, catalogue, on=ON).total == ex.Money(6400)


def test_a_nul_is_an_error(entries_of, person):
    entries = entries_of(person(surname="Sam\0ple"))
    assert [(f.code, f.field) for f in entries.findings] == [("table.nul", "surname")]


def test_a_line_of_50_mb(table, person):
    data = table(person(1)) + b"x" * 50_000_000 + b"\r\n" + table(person(2)).split(b"\n", 1)[1]
    entries = read(data)
    assert len(entries) == 2
    assert codes(entries) == ["table.oversized"]
    assert [r.origin.line for r in entries.unreadable] == [3]
    assert len(str(entries.findings)) < 1_000


def test_all_faults_of_all_rows_at_once(entries_of, person, catalogue):
    entries = entries_of(
        person(1, candidate_number="7"),
        person(2, uln="5.12E+09"),
        person(3, date_of_birth="03/14/2009"),
        person(4, option_code="", candidate_number="", series=""),
        person(5, series="Jun-27"),
        person(6, option_code="8700X"),
        person(20, series="6A27"),
        person(8, awarding_body="wjec", option_code="15501"),
        person(9, uci="999990140001X"),
        person(10, awarding_body="aqua"),
        person(11, sex="Q"),
        person(12, uci=""),
    )
    found = {(f.code, f.line) for f in ex.check(entries, catalogue)}
    assert found == {
        ("entries.padded-number", 2),
        ("entries.damaged-cell", 3),
        ("entries.bad-date", 4),
        ("entries.unreadable-row", 5),
        ("entries.blank", 5),
        ("entries.bad-series", 6),
        ("entries.unknown-option", 7),
        ("entries.wrong-series", 8),
        ("entries.lost-zero", 9),
        ("entries.identifier", 10),
        ("entries.unknown-body", 11),
        ("entries.unknown-value", 12),
        ("entries.no-uci", 13),
    }
    unreadable = [f.field for f in entries.findings if f.code == "entries.unreadable-row"]
    assert unreadable == ["series", "option_code"]


def calls(function, *args):
    """How many Python functions run: a measure of work that no other program disturbs."""
    count = 0

    def count_one(_frame, event, _arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(count_one)
    try:
        result = function(*args)
    finally:
        sys.setprofile(None)
    return count, result


def test_100_000_bad_rows_are_counted_in_full_and_printed_in_short(table, person, catalogue):
    def bad(count):
        head, row = table(
            person(option_code="QQQQ", date_of_birth="x", uci="1", candidate_number="x")
        ).splitlines()
        return b"\n".join([head, *(row.replace(b"QQQQ", b"Q%05d" % n) for n in range(count))])

    def work(data):
        entries = read(data)
        report = ex.check(entries, catalogue)
        return entries, report, str(report), ex.quote(entries, catalogue, on=ON)

    few, _ = calls(work, bad(1_000))
    many, _ = calls(work, bad(4_000))
    assert many < 6 * few  # linear: four times the rows
    entries, report, text, quote = work(bad(100_000))
    assert len(entries) == 100_000
    assert len(report.by_code()["entries.unknown-option"]) == 100_000
    assert (quote.unknown_lines, quote.total) == (100_000, ex.Money(0))
    assert len(text.splitlines()) < 40
    assert len(text) < 10_000


def test_100_000_rows_of_one_candidate_cost_no_more_than_others(table, person, catalogue):
    """The same number and UCI for everybody: comparing each with each would be 5,000,000,000 comparisons."""

    def alike(count):
        rows = (person(surname=f"Sample{n}", option_code="8700") for n in range(count))
        return ex.Entries.of(ex.read(table(*rows), name="entries.csv"))

    few, _ = calls(ex.check, alike(500), catalogue)
    many, report = calls(ex.check, alike(4_000), catalogue)
    assert many < 12 * few  # eight times the rows
    assert len(report.by_code()["entries.number-shared"]) == 3_999


@pytest.mark.parametrize("case", ["one number", "one pattern", "many patterns", "both"])
def test_one_candidate_with_thousands_of_options(basedata, table, person, case):
    def work(count):
        names = [f"{n:05d}" for n in range(count)]
        number = "60146084" if case in {"one number", "both"} else ""
        pairs = {
            "one number": [],
            "one pattern": [("0*", "00*")],
            "many patterns": [(name, "ZZ*") for name in names],
            "both": [("0*", "00*"), *((name, "ZZ*") for name in names)],
        }[case]
        lines = [basedata.line(name, number=number) for name in names]
        catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", lines, pairs=pairs))
        entries = read(table(*(person(1, option_code=name) for name in names)))
        ex.check(entries, catalogue)  # what is remembered of the catalogue is not counted
        count_of_calls, report = calls(ex.check, entries, catalogue)
        assert len(report.by_code()["entries.too-many"]) == 1
        return count_of_calls, [
            f for f in report if f.kind in {entry_codes.DISALLOWED, entry_codes.SAME_QUALIFICATION}
        ]

    few, _ = work(300)
    many, told = work(1_200)
    assert many < 6 * few  # four times the rows
    assert len(told) == {"many patterns": 0}.get(case, 60 * 59 // 2)  # of the first 60, every pair


# Files that hold no entries


def test_a_file_that_cannot_be_read_makes_the_quote_incomplete(table, person, catalogue, tmp_path):
    (tmp_path / "a.csv").write_bytes(table(person()))
    (tmp_path / "b.csv").write_bytes(b"%PDF-1.7 not a table")
    entries = ex.Entries.of(ex.read([tmp_path / "a.csv", tmp_path / "b.csv"]))
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.total, quote.complete) == (ex.Money(3200), False)
    assert ex.quote(ex.Entries.of(ex.read(tmp_path / "a.csv")), catalogue, on=ON).complete


def test_an_entry_file_is_priced_and_a_row_that_cannot_be_read_is_not_left_out_in_silence(catalogue):
    data, name = builders.entries(builders.entry("8700"))
    entries = ex.Entries.of(ex.read(data, name=name))
    assert ex.quote(entries, catalogue, on=ON).complete
    broken = ex.Entries.of(ex.read(data.replace(b"010209", b"319999"), name=name))
    assert len(broken.unreadable) == 1
    assert not ex.quote(broken, catalogue, on=ON).complete


def test_nothing_at_all_is_incomplete(catalogue):
    assert not ex.quote(ex.Entries.of(()), catalogue, on=ON).complete
    assert ex.quote(ex.Entries(), catalogue, on=ON).complete  # made by hand, of nothing


def test_basedata_is_no_entries(catalogue):
    data, name = builders.file("O", builders.option("8700"), jcq_id="70")
    entries = ex.Entries.of(ex.read(data, name=name))
    assert codes(entries) == ["entries.nothing"]
    assert ex.quote(entries, catalogue, on=ON).unknown_lines == 1


@pytest.fixture
def folder(table, person, tmp_path):
    """With one sound table in it."""
    (tmp_path / "a.csv").write_bytes(table(person()))
    return tmp_path


SPREADSHEET = b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(9) + b"xl/workbook.xml"
FOREIGN = "Cand,Board,Code\n0001,AQA,8300H\n0002,AQA,8700\n"


@pytest.mark.parametrize(
    ("name", "data", "lost"),
    [
        ("b.bin", SPREADSHEET, True),
        (
            "b.ods",
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            True,
        ),
        ("b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), True),
        ("b.xls", b"<html><table><tr><td>0001</td></tr></table></html>", True),
        ("b.7z", b"7z\xbc\xaf\x27\x1c" + bytes(30), True),
        ("b.tar", b"entries.csv".ljust(257, b"\0") + b"ustar" + bytes(300), True),
        ("b.txt", FOREIGN.encode(), True),
        ("b.txt", FOREIGN.replace(",", "\t").encode("utf-16"), True),
        ("b.txt", (FOREIGN + "0003,AQA,8700\n" * 10_000).encode(), True),
        ("README.txt", b"Entries for June, as agreed, by e-mail.\n\nDo not edit them, please.\nAnn\n", False),
        ("header.txt", b"Cand,Board,Code\n", False),
        ("letter.pdf", b"%PDF-1.7\n1,2,3\n1,2,3\n", False),
        (
            "letter.docx",
            b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(9) + b"word/document.xml",
            False,
        ),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), False),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, False),
        ("noise.bin", b"a,b,c\n\0,1,2\n\0,1,2\n" * 9, False),
    ],
)
def test_a_file_beside_the_table_that_was_not_read_is_told(catalogue, folder, name, data, lost):
    (folder / name).write_bytes(data)
    entries = ex.Entries.of(ex.read(folder))
    (told,) = entries.findings.at_least(Severity.WARNING)
    assert (told.code, told.file) == ("entries.file-not-read", str(folder / name))
    assert told.severity is (Severity.ERROR if lost else Severity.WARNING)
    quote = ex.quote(entries, catalogue, on=ON)
    assert (quote.total, quote.complete, quote.unknown_lines) == (ex.Money(3200), not lost, int(lost))
    assert [row.origin.file for row in entries.unreadable] == [str(folder / name)] * lost


def test_a_file_that_was_read_is_not_told(folder):
    data, name = builders.file("O", builders.option("8700"), jcq_id="70")
    (folder / name).write_bytes(data)
    assert "entries.file-not-read" not in codes(ex.Entries.of(ex.read(folder)))


# The collection


def test_other_columns_are_kept(entries_of, person):
    entries = entries_of(person(house="Newton", subject="Maths", form="11B"))
    row = next(entries.rows())
    assert (row["house"], row["subject"], row["form"]) == ("Newton", "Maths", "11B")
    assert list(row)[: len(entries_module.COLUMNS)] == [c.name for c in entries_module.COLUMNS]


def test_data_in_columns_without_a_name_is_kept_and_told(person):
    row = person()
    lines = [[*row, "", "house", "", ""], [*row.values(), "X101", "Newton", "", "X102"]]
    entries = read("\n".join(map(",".join, lines)).encode())
    assert [(f.code, f.line, f.params["number"]) for f in entries.findings] == [
        ("table.empty-header", 1, 13),
        ("table.empty-header", 1, 16),
    ]
    assert entries[0].extra == (("column 13", "X101"), ("house", "Newton"), ("column 16", "X102"))
    assert next(entries.rows())["column 16"] == "X102"


def test_a_table_of_too_many_columns_counts_as_unknown(person, catalogue):
    row = person()
    head = ",".join([*row, *(f"c{i}" for i in range(16_000))])
    entries = read(f"{head}\n{','.join(row.values())}{',x' * 16_000}\n".encode())
    assert codes(entries)[0] == "table.too-many-columns"
    assert ex.quote(entries, catalogue, on=ON).unknown_lines == 1


def test_other_columns_share_what_is_the_same(entries_of, person):
    first, second = entries_of(person(1, house="Newton"), person(2, house="Newton"))
    assert first.extra[0] is second.extra[0]


def test_filter_keeps_what_cannot_be_told(entries_of, person, catalogue):
    entries = entries_of(person(1, form="11B"), person(2, form="11C"), person(3, option_code=""))
    part = entries.filter(form="11B")
    assert [e.candidate.number for e in part] == ["0001"]
    assert part.unreadable == entries.unreadable
    assert not ex.quote(part, catalogue, on=ON).complete
    with pytest.raises(TypeError, match="no column shape"):
        entries.filter(shape="round")


def test_the_order_of_the_files_is_the_order_of_the_entries(entries_of, person):
    entries = entries_of(person(2), person(1))
    assert [e.candidate.number for e in entries] == ["0002", "0001"]
    assert "2" in repr(entries)
