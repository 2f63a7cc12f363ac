"""Workbooks: sheets to tables, cells to texts, and what must not harm."""
# ruff: noqa: DTZ001  cells have no time zone

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from examcore.findings import Severity
from examcore.formats.workbook_package import Package, unpacked
from workbooks import HEADER, MAIN, by_hand, cells, read, refused, rewritten, saved, told


def value_of(value, number_format=None):
    """The text that becomes of one cell."""

    def change(book):
        cell = book.active["A2"]
        cell.value = value
        if number_format:
            cell.number_format = number_format

    ((text,),) = cells(read(saved(("June", [["note"], ["x"]]), change=change), essential=()))
    return text


# Cells


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (" Zoë ", None, " Zoë "),
        ("0001", None, "0001"),
        ("9.27631E+09", None, "9.27631E+09"),
        (7, None, "7"),
        (9276308686, None, "9276308686"),
        (9276308686.0, "0.00E+00", "9276308686"),
        (0, "0000", "0"),
        (41.5, "£0.00", "41.5"),
        (0.1 + 0.2, None, "0.3"),
        (-0.0000012, None, "-0.0000012"),
        (6e17, None, "6.00000E+17"),
        (1234567890123456, None, "1.23457E+15"),
        (True, None, "TRUE"),
        (date(2009, 4, 3), None, "2009-04-03"),
        (datetime(2009, 4, 3), "mm/dd/yy", "2009-04-03"),
        (datetime(2009, 4, 3, 13, 30), None, "2009-04-03 13:30:00"),
        (39906, "dd mmmm yyyy", "2009-04-03"),
        (39906, None, "39906"),
        (time(9, 30), None, "09:30:00"),
        (timedelta(hours=30), None, "1 day, 6:00:00"),
        (99_999_999, "dd/mm/yyyy", "#VALUE!"),
        ("#REF!", None, "#REF!"),
    ],
)
def test_a_cell_is_what_it_holds_not_what_its_format_shows(value, number_format, text):
    assert value_of(value, number_format) == text


def test_days_count_from_1904_where_the_workbook_says_so():
    def change(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active["A2"] = date(2009, 4, 3)

    assert cells(read(saved(("June", [["born"], ["x"]]), change=change), essential=())) == [("2009-04-03",)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c r='A2'><f>B1</f><v>12</v></c>", "12"),
        ("<c r='A2' t='str'><f>B1</f><v>x</v></c>", "x"),
        ("<c r='A2' t='e'><f>B1</f><v>#N/A</v></c>", "#N/A"),
        ("<c r='A2'><f>B1</f></c>", "="),
        ("<c r='A2'><f>B1</f><v></v></c>", "="),
        ("<c r='A2'><f t='shared' si='0'/></c>", "="),
        ("<c r='A2'><v>1e999</v></c>", "#NUM!"),
        ("<c r='A2' t='inlineStr'><is><t>a_x000D__x0041_</t></is></c>", "a\rA"),
        ("<c r='A2' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>", "ab"),
        ("<c r='A2' t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>", " a "),
        ("<c r='A2' t='s'><v>0</v></c>", "shared"),
        ("<c r='A2' t='inlineStr'><is><t>_xD800_</t></is></c>", "\ufffd"),
        ("<c r='A2' t='d'><v>2009-04-03T00:00:00</v></c>", "2009-04-03"),
        ("<c><v>5</v></c>", "5"),
    ],
)
def test_cells_as_other_programs_write_them(cell, text):
    data = by_hand(f"<row><c t='inlineStr'><is><t>note</t></is></c></row><row>{cell}</row>")
    assert cells(read(data, essential=())) == [(text,)]


@pytest.mark.parametrize(("code", "text"), [("nul", "_x0000_"), ("lost-character", "\ufffd")])
def test_characters_that_tell_of_damage(code, text):
    book = read(saved(("June", [HEADER, ["aqa", "8300H", "0001", f"Sam{text}ple"]])))
    assert told(book) == [(f"table.{code}", "a.xlsx!June:D2")]


# Where the table stands


def test_rows_have_the_numbers_that_the_spreadsheet_shows():
    book = read(
        saved(("June", [["Entries"], [], [], HEADER, [], ["aqa", "1", "2", "A"], [" "], ["ocr", "2"]]))
    )
    (table,) = book.tables
    assert (table.name, table.sheet, table.columns) == ("a.xlsx!June", "June", tuple(HEADER))
    assert [(row.line, row.cells) for row in table.rows] == [
        (6, ("aqa", "1", "2", "A")),
        (8, ("ocr", "2", "", "")),
    ]
    assert table.cell_name(6, 2) == "C6"
    assert told(book) == [("table.header-below", "a.xlsx!June:4")]
    assert book.report.ok


def test_a_table_may_begin_in_another_column():
    book = read(saved(("June", [[None, None, *HEADER], [None, None, "aqa", "1", "2", "A"]])))
    assert cells(book) == [("", "", "aqa", "1", "2", "A")]
    assert not book.findings
    assert not book.tables[0].findings


def test_a_column_without_a_name_is_told_where_it_holds_something():
    book = read(saved(("June", [["board", None, "code", None, None], ["aqa", None, "1", None, "x"]])))
    assert told(book) == [("table.empty-header", "a.xlsx!June:E1")]
    assert read(saved(("June", [["board", "code", "board"], ["a", "1", "b"]]))).report[0].cell == "C1"


@pytest.mark.parametrize("rows", [[], [HEADER]])
def test_a_table_without_rows(rows):
    book = read(saved(("June", rows)))
    assert [code for code, _ in told(book)] == (
        ["table.no-rows"] if rows else ["table.sheet-not-used", "table.no-header"]
    )


def test_without_names_of_columns_nothing_of_a_person_is_shown():
    book = read(saved(("June", [["aqa", "8300H", 1, "Hidden"], ["aqa", "8300H", 2, "Hidden"]])))
    assert "Hidden" not in str([str(f) for f in book.report])
    assert book.tables[0].labels == ("column 1", "column 2", "column 3", "column 4")
    assert book.report[0].code == "table.header-like-data"


# Merged cells


def test_names_that_reach_down_over_two_rows():
    rows = [["board", "Candidate", None, "code"], [None, "number", "name", None], ["aqa", "1", "A", "8300H"]]

    def change(book):
        for merged in ("A1:A2", "B1:C1", "D1:D2"):
            book.active.merge_cells(merged)

    book = read(saved(("June", rows), change=change))
    assert book.tables[0].columns == ("board", "number", "name", "code")
    assert cells(book) == [("aqa", "1", "A", "8300H")]
    assert [code for code, _ in told(book)] == ["table.header-below"]


def test_a_name_over_two_columns_is_a_warning_and_the_second_has_none():
    rows = [["board", "code", "name", None], ["aqa", "1", "Sample", "Ann"]]
    book = read(saved(("June", rows), change=lambda book: book.active.merge_cells("C1:D1")))
    assert told(book) == [("table.empty-header", "a.xlsx!June:D1"), ("table.merged-cells", "a.xlsx!June:C1")]
    assert book.report.ok


@pytest.mark.parametrize(
    ("merged", "place"), [("A2:A3", "A2"), ("A2:D2", "A2"), ("A1:A3", "A1"), ("E2:F3", None), ("A9:D9", None)]
)
def test_merged_cells_in_rows_are_an_error(merged, place):
    rows = [HEADER, ["aqa", "1", "1", "A"], [None, "2", "1", "A"]]
    book = read(saved(("June", rows), change=lambda book: book.active.merge_cells(merged)))
    assert told(book) == ([("table.merged-cells", f"a.xlsx!June:{place}")] if place else [])
    assert book.report.ok == (place is None)


# Sheets


def test_every_sheet_with_the_columns_is_used():
    rows = [HEADER, ["aqa", "1", "1", "A"]]
    book = read(saved(("June", rows), ("Extra & late", rows)))
    assert [table.name for table in book.tables] == ["a.xlsx!June", "a.xlsx!Extra & late"]
    assert not book.report


@pytest.mark.parametrize(
    ("rows", "state", "severity", "reason"),
    [
        ([], "visible", Severity.INFO, "is empty"),
        ([], "hidden", Severity.INFO, "is empty"),
        ([["see Ann"]], "visible", Severity.INFO, "lacks the columns board, code"),
        ([["room", "seat", "day"], [1, 2, 3]], "visible", Severity.WARNING, "lacks the columns board, code"),
        ([HEADER], "hidden", Severity.INFO, "is hidden"),
        ([["aqa"], ["ocr"]], "hidden", Severity.INFO, "is hidden"),
    ],
)
def test_a_sheet_that_is_not_used_is_told(rows, state, severity, reason):
    def change(book):
        book["Other"].sheet_state = state

    book = read(saved(("Other", rows), ("June", [HEADER, ["aqa", "1", "1", "A"]]), change=change))
    assert [table.sheet for table in book.tables] == ["June"]
    (finding,) = book.report
    assert (finding.code, finding.file, finding.severity) == (
        "table.sheet-not-used",
        "a.xlsx!Other",
        severity,
    )
    assert reason in finding.message


def test_where_no_sheet_has_the_columns_that_with_most_of_them_is_read():
    book = read(saved(("Notes", [["see Ann"]]), ("June", [["board", "number", "name"], ["aqa", "1", "A"]])))
    assert [table.sheet for table in book.tables] == ["June"]
    assert told(book) == [("table.sheet-not-used", "a.xlsx!Notes")]


def test_without_essential_columns_every_sheet_is_a_table():
    book = read(saved(("One", [["a"], [1]]), ("Two", [["b"], [2]])), essential=())
    assert [(table.sheet, table.columns) for table in book.tables] == [("One", ("a",)), ("Two", ("b",))]


def test_the_name_of_a_sheet_cannot_command_a_terminal():
    book = read(
        rewritten(saved(), workbook=[(b'name="June"', b'name="&#x202e;June&#x9b;31m' + b"x" * 90 + b'"')])
    )
    (table,) = book.tables
    assert table.name.isprintable()
    assert len(table.name) < 80


def test_a_sheet_of_a_chart_is_no_table():
    def change(book):
        book.create_chartsheet("Chart")

    book = read(saved(("June", [HEADER, ["aqa", "1", "1", "A"]]), change=change))
    assert [table.sheet for table in book.tables] == ["June"]
    assert not book.report


# Files that are no workbook, or a hostile one


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (rewritten(saved(), leave_out=["xl/workbook.xml"], add=[("xl/workbook.bin", b"x")]), ".xlsb"),
        (
            rewritten(saved(), workbook=[(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")]),
            "Strict",
        ),
    ],
)
def test_other_kinds_are_told_with_a_cure(data, kind):
    finding = refused(data)
    assert finding.code == "table.workbook-kind"
    assert kind in finding.message
    assert ".xlsx" in finding.cure


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        rewritten(saved(), sheet1=[(b"<worksheet", LAUGHS + b"<worksheet")]),
        rewritten(saved(), workbook=[(b"<workbook", b"<!DOCTYPE x SYSTEM 'file:///etc/hostname'><workbook")]),
        rewritten(saved(), styles=[(b"<cellXfs", b"<xf/>" * 300_001 + b"<cellXfs")]),
        rewritten(saved(), sheet1=[(b"</sheetData>", b"")]),
        rewritten(saved(), sheet1=[(b"<sheetData>", b"<other>"), (b"</sheetData>", b"</other>")]),
        rewritten(saved(), sheet1=[(b"<worksheet", b"<?xml version='1.0' encoding='utf-7'?><worksheet")]),
        rewritten(saved(), sheet1=[(b'<row r="1"', b'<row r="9"')]),
        rewritten(saved(), sheet1=[(b'<row r="2"', b'<row r="99999999"')]),
        rewritten(saved(), sheet1=[(b'<c r="A1"', b'<c r="ZZZZ1"')]),
        by_hand("<row><c t='s'><v>999</v></c></row>"),
        by_hand("<row><c t='s'><v>x</v></c></row>"),
        by_hand(f"<row><c><v>{'9' * 5000}</v></c></row>"),
        rewritten(saved(), sheet1=[(b"</row>", b"</rows>")]),
        rewritten(saved(), leave_out=["xl/_rels/workbook.xml.rels"]),
        rewritten(saved(), leave_out=["xl/workbook.xml"]),
        rewritten(
            saved(), add=[("xl/worksheets/sheet2.xml", f"<worksheet xmlns='{MAIN}'><sheetData/></worksheet>")]
        ),
        by_hand("", after="<mergeCell ref='A1:B2'/>" * 100_001),
        by_hand("<row>" + "<c/>" * 600_000 + "</row>"),
        by_hand("<row/>" * 1_048_577),
        rewritten(saved(), sheet1=[(b"<sheetData>", b"<sheetData " * 300_000)]),
    ],
)
def test_a_damaged_or_hostile_workbook_is_refused(data):
    assert refused(data).code == "table.workbook-damaged"


def test_what_stands_around_the_rows_costs_nothing():
    book = read(rewritten(saved(), sheet1=[(b"</sheetData>", b"</sheetData>" + b"<mergeCell " * 300_000)]))
    assert cells(book) == [("aqa", "8300H", "0001", "Sample")]


def test_limits_of_archives_hold():
    bomb = rewritten(saved(), add=[("xl/media/image1.png", bytes(20 * 1024**2))], method=zipfile.ZIP_DEFLATED)
    finding = refused(bomb)
    assert (finding.code, finding.file) == ("archive.bomb", "a.xlsx!xl/media/image1.png")
    assert refused(saved()[:-100]).code == "archive.damaged"
    assert refused(b"").code == "archive.damaged"


def test_a_sheet_in_utf_16_is_read():
    data = rewritten(saved(), leave_out=["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(io.BytesIO(saved())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    xml = f"<?xml version='1.0' encoding='UTF-16'?>{sheet}".encode("utf-16")
    assert cells(read(rewritten(data, add=[("xl/worksheets/sheet1.xml", xml)]))) == [
        ("aqa", "8300H", "0001", "Sample")
    ]


def test_the_library_gets_nothing_but_cells():
    added = [
        ("xl/vbaProject.bin", b"x"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>"),
        ("xl/macrosheets/sheet1.xml", b"<x/>"),
        ("docProps/custom.xml", b"<x/>"),
    ]
    more = b"</sheetData><hyperlinks/><extLst/>"
    package = unpacked(rewritten(saved(), add=added, sheet1=[(b"</sheetData>", more)]), "a.xlsm")
    assert isinstance(package, Package)
    assert sorted(package.parts) == [
        "[content_types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ]
    assert package.parts["xl/worksheets/sheet1.xml"].endswith(b"</sheetData></worksheet>")


@pytest.mark.parametrize("stray", ["ALM2", "XFD2", "AAA1048576"])
def test_cells_far_away_do_not_make_a_large_table(stray, monkeypatch):
    monkeypatch.setattr("examcore.formats.workbook.MOST_CELLS", 1_400)

    def change(book):
        book.active[stray] = "."
        book.active["A3"] = "."

    finding = refused(saved(("June", [HEADER, ["aqa", "1"]]), change=change))
    assert finding.code == "table.sheet-too-large"
    assert stray[:3] in finding.message


def test_a_row_that_is_too_long_is_left_out_and_counted():
    long = "x" * 32_000
    book = read(saved(("June", [[*HEADER, "a"], [long] * 5, ["aqa", "1", "1", "A"]])))
    assert [row.line for row in book.tables[0].bad_rows] == [2]
    assert len(cells(book)) == 1
    assert told(book) == [("table.oversized", "a.xlsx!June:2")]
