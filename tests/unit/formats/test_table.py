"""Tables as people export them: what is read, refused, and never shown. The people are invented."""

import csv
import re
from datetime import date

import pytest

from examcore.findings import Severity, code_book
from examcore.formats import delimited
from examcore.formats.table import (
    LONGEST_ROW,
    MOST_COLUMNS,
    DateCell,
    DateProblem,
    cell_damage,
    column_name,
    csv_cell,
    parse_date,
    read_table,
)
from examcore.formats.table_codes import CODES


def read(data, name="entries.csv"):
    data = data.encode() if isinstance(data, str) else data
    table = read_table(data, name)
    assert table.to_bytes() == data
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    return table


def codes(table):
    return [finding.code for finding in table.findings]


def cells(table):
    return [row.cells for row in table.rows]


def lines(table):
    return [row.line for row in table.rows]


def test_codes_are_declared_once():
    assert len(code_book(CODES)) == len(CODES)
    assert all(code.code.startswith("table.") for code in CODES)


def test_a_plain_table():
    table = read("Centre Number,Candidate-Number, Surname \r\n64999,0001,Example\r\n64999,0002,O'Sample\r\n")
    assert table.columns == ("centre_number", "candidate_number", "surname")
    assert table.header == ("Centre Number", "Candidate-Number", " Surname ")
    assert cells(table) == [("64999", "0001", "Example"), ("64999", "0002", "O'Sample")]
    assert lines(table) == [2, 3]
    assert (table.encoding, table.delimiter, table.name) == ("utf-8", ",", "entries.csv")
    assert not table.findings
    assert not table.bad_rows


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" UCI ", "uci"),
        ("date of-birth", "date_of_birth"),
        ("a  -\n b", "a_b"),
        ("\ufeffSeries", "series"),
        ("", ""),
    ],
)
def test_column_names(text, name):
    assert column_name(text) == name


def test_nothing_that_is_printed_shows_a_cell():
    table = read('surname,series\nZyxwv,6G27\nSecret\n"Hidden\nSecret"s,x\n')
    assert len(table.bad_rows) == 2
    shown = "".join(
        [repr(table), str(table.report), repr(table.rows), repr(table.bad_rows), repr(table.findings)]
    )
    assert not re.search("Zyxwv|Secret|Hidden", shown)


# Encodings


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "windows-1252")]
)
def test_encodings_are_found(encoding, found):
    table = read("surname,forenames\nExample,Ann\nSample,Zoë €\n".encode(encoding))
    assert table.columns == ("surname", "forenames")
    assert cells(table)[1] == ("Sample", "Zoë €")
    assert table.encoding == found
    assert codes(table) == (["table.encoding-guessed"] if found == "windows-1252" else [])
    for finding in table.findings:
        assert finding.line == 3
        assert finding.severity is Severity.WARNING
        assert "Windows-1252" in finding.message


def test_a_byte_that_windows_1252_does_not_know_is_an_error_in_its_column():
    table = read(b"surname,forenames\nExample,Zo\xeb\nSample,Z\x81o\xeb\n")
    assert codes(table) == ["table.encoding-guessed", "table.lost-character"]
    assert (table.findings[1].line, table.findings[1].field) == (3, "forenames")
    assert cells(table)[1] == ("Sample", "Z\ufffdoë")


def test_utf_8_with_one_broken_character_stays_utf_8():
    table = read("surname,forenames\nÉxample,Zoë\n".encode() + b"Sample,Zo\xc3\n")
    assert table.encoding == "utf-8"
    assert cells(table) == [("Éxample", "Zoë"), ("Sample", "Zo\ufffd")]
    assert codes(table) == ["table.lost-character"]
    assert read(b"\xef\xbb\xbfa,b\nx,\xe9\n").encoding == "utf-8-sig"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_an_error_with_a_cure(encoding):
    table = read("surname,forenames\nExample,Ann\n".encode(encoding))
    assert codes(table) == ["table.utf-16"]
    assert "UTF-8" in table.findings[0].cure
    assert (table.encoding, table.rows, table.columns) == ("utf-16", (), ())


def test_nul_is_an_error_in_its_column():
    table = read("surname,forenames\nExa\0mple,Ann\n")
    assert codes(table) == ["table.nul"]
    assert (table.findings[0].line, table.findings[0].field) == (2, "surname")
    assert len(table.rows) == 1


# Delimiters


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_in_the_header_outside_quotation_marks(delimiter):
    others = ",;\t|".replace(delimiter, "") * 3
    head = delimiter.join(["series", f'"option{others}"', "tier"])
    table = read(f"{head}\n6G27{delimiter}8300H{delimiter}H\n")
    assert table.delimiter == delimiter
    assert cells(table) == [("6G27", "8300H", "H")]


def test_a_quoted_header_may_hold_a_line_break():
    table = read('"Candidate\r\nnumber";Series\r\n0001;6G27\r\n')
    assert table.columns == ("candidate_number", "series")
    assert lines(table) == [3]


@pytest.mark.parametrize("told", ["sep=;\r\n", '"sep=;"\n', "SEP=;\r", "\ufeffsep=;\n"])
def test_the_separator_line_of_excel_counts_as_a_line(told):
    table = read(f"{told}series;a,b,c,d\n6G27;1\n")
    assert table.delimiter == ";"
    assert table.columns == ("series", "a,b,c,d")
    assert lines(table) == [3]


def test_one_column_needs_no_delimiter():
    assert cells(read("uci\n649990170001A\n\n")) == [("649990170001A",)]


# Lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end, last):
    table = read(end.join(["a,b", "1,2", "3,4"]) + end * last)
    assert cells(table) == [("1", "2"), ("3", "4")]
    assert lines(table) == [2, 3]
    assert not table.findings


def test_mixed_line_ends_and_blank_lines():
    table = read("\na,b\r\n\r\n1,2\r3,4\n,\n , \n   \n5,6\r\r\n\x1a")
    assert cells(table) == [("1", "2"), ("3", "4"), ("5", "6")]
    assert lines(table) == [4, 5, 9]
    assert not table.findings


def test_other_separators_of_unicode_do_not_end_a_line():
    table = read("a,b\n1\x0b\x0c\x1c\x85\u2028,2\n3,4\n")
    assert cells(table)[0] == ("1\x0b\x0c\x1c\x85\u2028", "2")
    assert lines(table) == [2, 3]


def test_line_breaks_in_cells_keep_the_line_numbers_right():
    table = read('a,b\n1,"x\ny\r\nz"\n2,"p\rq"\n3,4\nshort\n')
    assert cells(table) == [("1", "x\ny\r\nz"), ("2", "p\rq"), ("3", "4")]
    assert lines(table) == [2, 5, 7]
    assert [(f.code, f.line) for f in table.findings] == [
        ("table.line-break", 2),
        ("table.line-break", 5),
        ("table.short-row", 8),
    ]
    assert table.findings[0].message == "b runs from line 2 to line 4, inside quotation marks"
    assert {f.severity for f in table.report.at_least(Severity.WARNING) if f.code == "table.line-break"} == {
        Severity.WARNING
    }


# A stray quotation mark that is closed by another one further down


@pytest.mark.parametrize(
    ("text", "lost", "kept"),
    [
        ('1,2,3,"see\n4,5,6,ok\n7,8,9,late"\n1,2,3,4\n', [2, 3, 4], [5]),
        ('1,2,3,"see\n7,8,9,late"\n', [2, 3], []),
        ('1,2,"3,n1\n4,5",6,n2\n', [2, 3], []),  # five cells
        ('1,"2,3,n1\n4,5",6,n2\n', [2, 3], []),  # four
        ('"1,2,3,n1\n4",5,6,n2\n', [2, 3], []),
        ('1,2,3,"see\n\n4,5,6,ok\nx\n7"\n', [2, 4], []),
        ('"x\ny",2,3,"see\n4,5,6,late"\n', [2, 3, 4], []),
        ('1,2,3,"see\n4,5,"",6"\n', [2, 3], []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_that_a_cell_has_swallowed_are_each_counted(text, lost, kept, end):
    table = read(("a,b,c,d\n" + text).replace("\n", end))
    assert [row.line for row in table.bad_rows] == lost
    assert lines(table) == kept
    (finding,) = [f for f in table.findings if f.code != "table.line-break"]
    assert (finding.code, finding.line, finding.severity) == ("table.swallowed-rows", 2, Severity.ERROR)
    assert "line 2" in finding.message or "line 3" in finding.message
    assert not table.report.ok


def test_rows_that_the_header_has_swallowed():
    table = read('a,b,"c\n1,2,3\n4,5,6"\n7,8,9\n')
    assert [row.line for row in table.bad_rows] == [2, 3]
    assert lines(table) == [4]
    assert "table.swallowed-rows" in codes(table)


@pytest.mark.parametrize(
    "row",
    [
        '1,2,3,"Dear Ann,\nplease come, with a ruler\n\nYours"',
        '"one\ntwo",2,3,4',
        '"one\ntwo",2,3,"three\nfour"',
        '1,"one, two\nthree",3,4',
    ],
)
def test_a_genuine_note_of_several_lines_stays_readable(row):
    table = read(f"a,b,c,d\n{row}\n1,2,3,4\n")
    assert len(table.rows) == 2
    assert not table.bad_rows
    assert set(codes(table)) == {"table.line-break"}
    assert all(f.line == 2 for f in table.findings)
    assert table.report.ok


def test_a_header_of_several_lines_is_no_fault():
    table = read('"Candidate\nnumber","Centre\nnumber",series,option\n1,2,3,4\n')
    assert table.columns == ("candidate_number", "centre_number", "series", "option")
    assert not table.findings


def test_quotation_marks():
    table = read('a,b\n"x, ""y""",z"z\n"",""""\n1,2\n')
    assert cells(table) == [('x, "y"', 'z"z'), ("", '"'), ("1", "2")]
    assert not table.findings


# Headers


@pytest.mark.parametrize("data", ["", "\n", "\r\n \r\n,,\n", "\ufeff", "sep=;\n"])
def test_without_a_header_there_is_no_table(data):
    table = read(data)
    assert codes(table) == ["table.no-header"]
    assert table.columns == ()


def test_a_header_that_cannot_be_read_ends_the_reading():
    table = read('"series,option\n6G27,8300H\n')
    assert codes(table) == ["table.open-quote", "table.no-header"]
    assert (table.columns, table.rows) == ((), ())


def test_a_table_without_rows():
    table = read("series,option_code\n\n")
    assert codes(table) == ["table.no-rows"]
    assert table.report.ok


def test_a_column_twice_is_an_error_that_says_where():
    table = read("Series,tier,series\n1,2,3\n")
    assert codes(table) == ["table.duplicate-header"]
    assert table.findings[0].field == "series"
    assert "1 and 3" in table.findings[0].message
    assert table.columns == ("series", "tier", "series")


def test_a_column_without_a_name_in_between_is_a_warning():
    table = read("series,,option\n1,2,3\n")
    assert codes(table) == ["table.empty-header"]
    assert "column 2" in table.findings[0].message
    assert table.columns == ("series", "", "option")
    assert table.report.ok


def test_columns_without_a_name_at_the_end_may_be_left_out():
    table = read("series,option,,\n1,2\n1,2,\n1,2,3,4\n")
    assert cells(table) == [("1", "2", "", ""), ("1", "2", "", ""), ("1", "2", "3", "4")]
    assert [(f.code, f.line, f.params["number"]) for f in table.findings] == [
        ("table.empty-header", 1, 3),
        ("table.empty-header", 1, 4),
    ]
    assert not read("series,option,,\n1,2\n1,2,, \n").findings


def test_columns_beyond_all_measure():
    most = MOST_COLUMNS
    wide = read(",".join(f"c{i}" for i in range(most + 1)) + "\n" + "1," * most + "1\n")
    assert (codes(wide), wide.columns, wide.rows) == (["table.too-many-columns"], (), ())
    assert str(most + 1) in wide.findings[0].message
    assert len(read(",".join(f"c{i}" for i in range(most)) + "\n" + "1," * (most - 1) + "1\n").rows) == 1
    # spreadsheets like to export thousands of empty columns
    empty = read("a,b" + "," * 16_000 + "\n1,2" + "," * 16_000 + "\n1,2" + "," * 16_000 + "x\n")
    assert codes(empty) == ["table.long-row"]
    assert len(empty.rows) == 1
    assert len(empty.columns) == most


def test_where_no_essential_column_is_named_the_header_may_be_a_person():
    how = {"known": {"surname", "series"}, "essential": {"series"}}
    data = b"surname,zyxwv,zyxwv\n\0,\0,\0\n"
    table = read_table(data, "t.csv", **how)
    assert table.labels == ("surname", "column 2", "column 3")
    assert "zyxwv" not in str(table.report) + repr([f.as_json() for f in table.findings])
    assert read_table(data.replace(b"surname", b"series"), "t.csv", **how).labels[1] == "zyxwv"
    assert read_table(data, "t.csv").labels[1] == "zyxwv"


@pytest.mark.parametrize(
    "row", ["64999,0001,Hidden,Ann", "Hidden,Ann,14/03/2009,Ann", "Hidden,Ann,2009-03-14,x"]
)
def test_a_first_row_of_data_is_suspected_and_never_shown(row):
    table = read(f"{row},hidden,hidden\n" + "1,2,3\n" + "1,2,3,4,\0,6\n")
    assert codes(table)[0] == "table.header-like-data"
    assert "table.duplicate-header" in codes(table)
    assert "table.nul" in codes(table)
    text = str(table.report) + repr([f.as_json() for f in table.findings])
    assert not re.search("hidden|ann|64999", text, re.IGNORECASE)


def test_years_and_codes_in_a_header_are_names():
    assert not read("option,2016,2017,A1\n1,2,3,4\n").findings


@pytest.mark.parametrize("name", ["x" * 61, "a\x1b[2Jb"])
def test_strange_column_names_are_shown_by_number(name):
    table = read(f"{name},b,{name}\n1,2,3\n")
    assert table.findings[0].field == "column 3"


# Rows


def test_short_and_long_rows_are_set_apart():
    table = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,, \n1,2,\n")
    assert cells(table) == [("1", "2", "3"), ("1", "2", "3"), ("1", "2", "")]
    assert lines(table) == [2, 5, 6]
    assert [(row.line, row.cells) for row in table.bad_rows] == [(3, ("1", "2")), (4, ("1", "2", "3", "4"))]
    assert codes(table) == ["table.short-row", "table.long-row"]
    assert [f.line for f in table.findings] == [3, 4]
    assert table.findings[0].message == "2 cells where the header has 3"
    assert {f.severity for f in table.findings} == {Severity.ERROR}


def test_a_row_that_runs_on_says_how_far():
    table = read('a,b,c\n"1\n2\n3",4\n5,6,7\n')
    assert [f.code for f in table.findings] == ["table.line-break", "table.short-row"]
    assert "to line 4" in table.findings[1].message
    assert lines(table) == [5]


def test_an_open_quotation_mark_costs_its_own_line_only():
    table = read('a,b\n1,2\n3,"four\n5,6\n' + "7,8\n" * 50)
    assert codes(table) == ["table.open-quote"]
    assert table.findings[0].line == 3
    assert [(row.line, row.cells) for row in table.bad_rows] == [(3, ())]
    assert lines(table) == [2, *range(4, 55)]


def test_an_open_quotation_mark_among_quoted_cells():
    table = read('"a","b"\n"1","2"\n"3,"4"\n"5","6\n"7","8"\n"9","10"\n')
    assert [(f.code, f.line) for f in table.findings] == [("table.stray-quote", 3), ("table.open-quote", 4)]
    assert lines(table) == [2, 5, 6]


def test_an_open_quotation_mark_behind_a_cell_of_several_lines_is_found_where_it_stands():
    table = read('a,b,c\n"1\n""x""\n2","3\n4,5,6\n')
    assert [(f.code, f.line) for f in table.findings] == [("table.open-quote", 4)]
    assert [row.line for row in table.bad_rows] == [2]
    assert lines(table) == [5]


def test_an_open_quotation_mark_at_the_end():
    table = read('a,b\n1,2\n3,"')
    assert (codes(table), lines(table)) == (["table.open-quote"], [2])


def test_text_behind_a_quotation_mark():
    table = read('a,b\n1,"Ann "Nan" Example"\n2,3\n')
    assert [(f.code, f.line) for f in table.findings] == [("table.stray-quote", 2)]
    assert lines(table) == [3]


def test_an_oversized_line_costs_its_own_line_only():
    table = read("a,b\n1,2\n3," + "x" * 5_000_000 + "\n5,6\n")
    assert (codes(table), table.findings[0].line) == (["table.oversized"], 3)
    assert str(LONGEST_ROW) in table.findings[0].message
    assert lines(table) == [2, 4]
    assert cells(read("a,b\n1," + "x" * (LONGEST_ROW - 3) + "\n"))[0][1] == "x" * (LONGEST_ROW - 3)


@pytest.mark.parametrize("limit", [10, 10**9])
def test_the_limit_of_the_csv_module_is_neither_needed_nor_changed(limit):
    before = csv.field_size_limit(limit)
    try:
        table = read("a,b\n1," + "x" * 200_000 + '\n5,6\n7,"' + "8\n" * 200_000)
        assert [f.code for f in table.findings[:2]] == ["table.oversized", "table.open-quote"]
        assert lines(table)[:1] == [3]
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    "line", ['"', '"x', 'x","', '"""', '""x', '""', '1,"', '",""","', ',"\r""', 'x",""\r"', '"a""b', '""","a']
)
@pytest.mark.parametrize("opener", ["", '"\n', '","\n'])
def test_faulty_quotation_marks_everywhere_cost_linear_time(monkeypatch, line, opener):
    """Nothing is read more than three times, however many cells are open."""
    fed = []

    def counted(lines, first, held):
        for text in delimited_fed(lines, first, held):
            fed.append(len(text))
            yield text

    delimited_fed = delimited._fed
    monkeypatch.setattr(delimited, "_fed", counted)
    text = "a,b\n" + opener + f"{line}\n" * 40_000
    read(text)
    assert sum(fed) <= 3 * len(text)


def test_findings_are_bounded_and_the_rest_is_counted():
    table = read("a,b\n" + "1\n" * 1_500)
    assert len(table.bad_rows) == 1_500
    assert len(table.findings) == 1_001
    assert "500 more of table.short-row" in table.findings[-1].message


# Cells


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("5.12E+09", "scientific"),
        ("5,12E+09", "scientific"),
        ("1E+12", "scientific"),
        ("1e-3", "scientific"),
        ("1.5E9", "scientific"),
        (" -6.5E+17 ", "scientific"),
        ("=A1", "formula"),
        ('=HYPERLINK("x")', "formula"),
        ("@SUM(A1)", "formula"),
        ("+A1", "formula"),
        ("-A1", "formula"),
        ("-2+3+cmd", "formula"),
        ("\t=1", "formula"),
        ("\r@x", "formula"),
        ("#REF!", "error-value"),
        ("#N/A", "error-value"),
        ("#VALUE!", "error-value"),
        ("#NAME?", "error-value"),
        ("#DIV/0!", "error-value"),
        ("#name?", "error-value"),
        ("########", "error-value"),
    ],
)
def test_damaged_cells(cell, kind):
    assert cell_damage(cell) == kind


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "6E17",
        "5EH3B",
        "1E12",
        "8300H",
        "0001",
        "-5.00",
        "+5",
        "- 5",
        "-£1,234.50",
        "-5%",
        "+44 1632 960001",
        "-",
        "--",
        "#",
        "#1",
        "O'Sample-Smith",
        "Ann =",
        "a@example.org",
        "12.5",
        "E+09",
        "1E+",
        "６Ｅ+１７",
        "2009-03-14",
    ],
)
def test_sound_cells(cell):
    assert cell_damage(cell) is None


@pytest.mark.parametrize(
    "cell", ["=1", "+A1", "-A1", "@x", "\t=1", "\rx", "\nx", " =1", "-2+3", "＝1", "-", "+44 1632"]
)
def test_formulas_are_quoted_on_output(cell):
    assert csv_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", " ", "-5.00", "+5", "-1,234.50", "Ann", "5-6", "'=1", "a=b", "0001", "'"]
)
def test_other_cells_are_left_alone_on_output(cell):
    assert csv_cell(cell) == cell


# Dates


@pytest.mark.parametrize(
    "text",
    [
        "2009-03-14",
        "2009-03-14 00:00:00",
        "2009-03-14T00:00:00",
        "2009-03-14 00:00:00.000",
        "14/03/2009",
        "14-03-2009",
        "14.03.2009",
        "14/3/2009",
        " 14/03/2009 ",
        "14/03/2009 00:00",
    ],
)
def test_dates(text):
    assert parse_date(text) == DateCell(date(2009, 3, 14))


@pytest.mark.parametrize(
    ("text", "value", "ambiguous"),
    [
        ("1/3/2009", date(2009, 3, 1), True),
        ("03/04/2009", date(2009, 4, 3), True),
        ("03/03/2009", date(2009, 3, 3), False),
        ("12/12/2009", date(2009, 12, 12), False),
        ("13/12/2009", date(2009, 12, 13), False),
        ("2009-03-04", date(2009, 3, 4), False),
        ("29/02/2008", date(2008, 2, 29), False),
    ],
)
def test_day_first_is_taken_for_granted_and_said(text, value, ambiguous):
    assert parse_date(text) == DateCell(value, ambiguous=ambiguous)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("03/14/2009", "month-first"),
        ("3-31-2009", "month-first"),
        ("02/29/2008", "month-first"),
        ("14/03/09", "two-digit-year"),
        ("03/14/09", "two-digit-year"),
        ("09-03-14", "two-digit-year"),
        ("29/02/2009", "not-a-date"),
        ("31/04/2009", "not-a-date"),
        ("2009-13-01", "not-a-date"),
        ("2009-02-29", "not-a-date"),
        ("0000-01-01", "not-a-date"),
        ("01/01/0000", "not-a-date"),
        ("13/14/2009", "not-a-date"),
        ("99/99/09", "not-a-date"),
        ("14/03-2009", "not-a-date"),
        ("14/03/2009 12:30", "not-a-date"),
        ("2009-03-14 23:00:00", "not-a-date"),
        ("14/03/209", "not-a-date"),
        ("39886", "serial-number"),
        ("39886.5", "serial-number"),
        ("20090314", "not-a-date"),
        ("14 March 2009", "not-a-date"),
        ("", "not-a-date"),
        ("١٤/٠٣/٢٠٠٩", "not-a-date"),
    ],
)
def test_what_is_no_date(text, problem):
    assert parse_date(text) == DateCell(problem=DateProblem(problem))


def test_a_birth_date_is_not_shown():
    assert "2009" not in repr(parse_date("14/03/2009"))
