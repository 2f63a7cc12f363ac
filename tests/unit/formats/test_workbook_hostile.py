"""Workbooks that could be read in more than one way, or cost much: refused, bounded, never read silently."""

import zipfile

import pytest

from examcore.findings import Severity
from examcore.formats.workbook_parts import texts_of
from workbooks import (
    ESSENTIAL,
    HEADER,
    MAIN,
    REL,
    by_hand,
    cells,
    read,
    refused,
    rewritten,
    saved,
    told,
)

ROW = ["aqa", "8300H", "0001", "Sample"]
LISTED = b'<sheet xmlns="%b" name="Again" sheetId="9" r:id="%b" xmlns:r="%b"/></sheets>'


def sheet_of(*rows, after=""):
    """A workbook of these rows of texts, each cell with its place."""
    xml = "".join(
        f"<row r='{n}'>"
        + "".join(f"<c r='{'ABCDEF'[i]}{n}' t='str'><v>{text}</v></c>" for i, text in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    return by_hand(xml, after=after)


def reason(data):
    finding = refused(data)
    assert finding.code == "table.workbook-damaged"
    return finding.message


def test_a_sheet_that_is_listed_twice():
    def again(id_):
        return LISTED % (MAIN.encode(), id_, REL.encode())

    data = rewritten(saved(), workbook=[(b"</sheets>", again(b"rId1"))])
    assert "listed twice" in reason(data)
    other = f'<Relationship Id="z" Type="{REL}/worksheet" Target="worksheets/SHEET1.xml"/></Relationships>'
    data = rewritten(
        saved(),
        workbook=[(b"</sheets>", again(b"z"))],
        **{"workbook.xml.rels": [(b"</Relationships>", other.encode())]},
    )
    assert "listed twice" in reason(data)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"workbook": [(b'name="Late"', b'name="JUNE"')]}, "same name"),
        ({"workbook": [(b'r:id="rId2"', b'r:id="rId9"')]}, "not in its list"),
        ({"workbook.xml.rels": [(b'Id="rId2"', b'Id="rId1"')]}, "same number"),
        ({"workbook.xml.rels": [(b"sheet2.xml", b"sheet7.xml")]}, "not in its list"),
        ({"workbook.xml.rels": [(b"styles.xml", b"other.xml")]}, "does not fit"),
        ({".rels": [(b"xl/workbook.xml", b"xl/worksheets/../none.xml")]}, "no list of sheets"),
    ],
)
def test_lists_that_do_not_fit(parts, words):
    assert words in reason(rewritten(saved(("June", [HEADER, ROW]), ("Late", [HEADER, ROW])), **parts))


def test_two_parts_of_one_name():
    assert "same name" in reason(rewritten(saved(), add=[("XL/workbook.xml", "<x/>")]))


def test_a_sheet_without_a_part_of_its_own_is_no_sheet():
    data = rewritten(saved(), workbook=[(b"</sheets>", b'<sheet name="Macro" sheetId="9"/></sheets>')])
    assert cells(read(data)) == [tuple(ROW)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("<row><c t='s'><v>-1</v></c></row>", "list of texts"),
        ("<row><c t='s'><v>1</v></c></row>", "list of texts"),
        ("<row><c t='s'><v>0_0</v></c></row>", "number"),
        ("<row><c><v>1_0</v></c></row>", "number"),
        ("<row><c><v>\u0661</v></c></row>", "number"),
        ("<row><c r='B1'><v>1</v></c><c r='B1'><v>2</v></c></row>", "twice"),
        ("<row><c r='B1'><v>1</v></c><c r='b1'/></row>", "twice"),
        ("<row><c r='B1'><v>1</v></c><c r='A1'/><c/></row>", "twice"),
        ("<row><c r='B2'><v>1</v></c></row>", "not its own"),
        ("<row><c r='B'><v>1</v></c></row>", "not its own"),
        ("<row><c r='XFE1'/></row>", "where no sheet"),
        ("<row r='x'><c><v>1</v></c></row>", "order"),
        ("<row r='2'/><row r='2'/>", "order"),
        ("<row><d/></row>", "else than cells"),
        ("<row/><x xmlns='y'/>", "else than rows"),
        ("<row><c><v>1</v></c><row/></row>", "stands in a row"),
        ("<row><c><v>1</v></c><y:row xmlns:y='z' a='/>'/></row>", "stands in a row"),
        ("<row><!-- </row><row> --><c><v>1</v></c></row>", "comments"),
        ("<row><?x </row><row> ?><c><v>1</v></c></row>", "comments"),
        ("<row><c t='str'><v><![CDATA[</row><row>]]></v></c></row>", "comments"),
    ],
)
def test_what_could_be_read_in_two_ways(rows, words):
    assert words in reason(by_hand(rows))


def test_a_sheet_of_another_namespace_is_not_an_empty_one():
    data = rewritten(saved(), sheet1=[(MAIN.encode(), b"urn:other")])
    assert "else than rows" in reason(data)


def test_what_a_row_may_hold_beside_cells_and_how_it_may_be_numbered():
    data = by_hand("<row r='1.0' a='>'><c t='str'><v>note</v></c><extLst/></row><row><c><v>5</v></c></row>")
    assert cells(read(data, essential=())) == [("5",)]


# What costs much


def test_a_format_is_no_longer_than_excel_allows():
    def styled(code, count=1):
        formats = "".join(
            f'<numFmt numFmtId="{164 + i}" formatCode="{code}" xmlns="{MAIN}"/>' for i in range(count)
        )
        return rewritten(
            saved(), styles=[(b"<numFmts", b"<numFmts>" + formats.encode() + b"</numFmts><none")]
        )

    assert "255 characters" in reason(styled("[" * 256))
    assert "too many formats" in reason(styled("0", 5_001))
    assert cells(read(styled("[" * 255))) == [tuple(ROW)]


def test_rows_and_cells_of_all_sheets_count_together(monkeypatch):
    data = saved(("June", [HEADER, ROW]), ("Late", [HEADER, ROW]))
    monkeypatch.setattr("examcore.formats.workbook.MOST_CELLS", 20)
    assert len(read(data).tables) == 2
    monkeypatch.setattr("examcore.formats.workbook.MOST_CELLS", 19)
    assert "more cells" in reason(data)


def test_empty_cells_and_rows_count(monkeypatch):
    monkeypatch.setattr("examcore.formats.workbook.MOST_CELLS", 250)
    head = "<row><c t='str'><v>note</v></c></row>" + "<row><c><v>1</v></c></row>" * 60
    assert read(by_hand(head + "<row/>" * 128), essential=()).report.ok
    for rows in ("<row/>" * 129, "<row>" + "<c/>" * 128 + "</row>"):
        finding = refused_only_its_sheet(by_hand(head + rows))
        assert finding.code == "table.sheet-too-large"


def refused_only_its_sheet(data):
    (finding,) = read(data, essential=()).report
    return finding


def test_tables_that_are_laid_out_count_together(monkeypatch):
    def change(book):
        for sheet in book:
            sheet["Z3"] = "."

    monkeypatch.setattr("examcore.formats.workbook.MOST_CELLS", 60)
    book = read(saved(("June", [HEADER, ROW]), ("Late", [HEADER, ROW]), change=change))
    assert [code for code, _ in told(book)] == ["table.empty-header", "table.sheet-too-large"]
    assert [len(table.rows) for table in book.tables] == [2, 0]


def test_a_sheet_is_parsed_once(monkeypatch):
    from examcore.formats import workbook_cells  # noqa: PLC0415  openpyxl is an extra

    begun = []
    true = workbook_cells.elements
    monkeypatch.setattr(workbook_cells, "elements", lambda xml: begun.append(1) or true(xml))
    rows = [HEADER, *[["aqa", str(i), "1", "A"] for i in range(200)]]
    assert len(cells(read(saved(("June", rows))))) == 200
    assert len(begun) == 1


def shared(text, count):
    """A workbook with a row of cells that share one text."""
    rows = "<row><c t='inlineStr'><is><t>note</t></is></c></row><row>" + "<c t='s'><v>0</v></c>" * count
    return rewritten(by_hand(f"{rows}</row><row><c><v>7</v></c></row>"), strings=[(b"shared", text.encode())])


def test_texts_that_cells_share_do_not_fill_the_memory():
    book = read(shared("x" * 100_000, 900), essential=())
    assert told(book) == [("table.oversized", "a.xlsx!June:2")]
    assert cells(book) == [("7",)]
    assert "longer than any cell" in reason(shared("x" * 200_000, 1))


def test_a_header_that_is_too_long_is_told():
    data = rewritten(shared("x" * 100_000, 900), sheet1=[(b"<t>note</t>", b"<t></t>")])
    book = read(data, essential=())
    assert told(book) == [("table.oversized", "a.xlsx!June:2")]
    assert not book.tables[0].columns


def test_texts_are_what_is_seen():
    xml = (
        f"<sst xmlns='{MAIN}'><si><t>a</t><rPh sb='0' eb='1'><t>z</t></rPh></si>"
        "<si><r><rPr/><t>b</t></r><r><t>c</t></r></si><si/><si><t> \u00a0</t></si>"
        "<si><t>_x005F_x0041_</t></si><si><t/></si></sst>"
    )
    assert texts_of(xml.encode()) == ["a", "bc", "", "", "_x0041_", ""]


# What nobody sees


def test_what_merged_cells_cover_is_not_read():
    rows = [HEADER, ROW, ["ocr", "1", "2", "B"], ["aqa", "2", "3", "C"]]
    book = read(sheet_of(*rows, after="<mergeCells><mergeCell ref='A2:B3'/></mergeCells>"))
    assert cells(book) == [("aqa", "", "0001", "Sample"), ("", "", "2", "B"), ("aqa", "2", "3", "C")]
    assert told(book) == [("table.merged-cells", "a.xlsx!June:A2")]


def test_a_sheet_that_is_one_merged_cell_has_no_columns():
    book = read(sheet_of(HEADER, ROW, after="<mergeCell ref='A1:XFD1048576'/>"))
    assert book.tables[0].columns == ("board",)
    assert cells(book) == [("",)]


def test_rows_that_merged_cells_beside_the_table_cover_are_not_dropped():
    rows = [["", *HEADER], ["", *ROW], ["", *ROW], ["", *ROW]]
    book = read(sheet_of(*rows, after="<mergeCell ref='A3:F4'/>"))
    assert cells(book) == [("", *ROW), ("",) * 5, ("",) * 5]
    assert told(book) == [("table.merged-cells", "a.xlsx!June:A3")]
    nothing = read(sheet_of(*rows, after="<mergeCell ref='A1:F1'/>")).tables[0]
    assert nothing.columns == ()
    assert [code for code, _ in told(read(sheet_of(*rows, after="<mergeCell ref='A1:F4'/>")))] == [
        "table.no-header"
    ]


def test_many_merged_cells_follow_each_other():
    merged = "".join(f"<mergeCell ref='{c}{n}:{c}{n + 1}'/>" for n in range(2, 40, 2) for c in "ABCD")
    rows = [[f"{n}{c}" for c in "abcd"] for n in range(2, 42)]
    book = read(sheet_of(HEADER, *rows, after=merged))
    first = {row.line for row in book.tables[0].rows if all(row.cells)}
    assert first == {*range(2, 40, 2), 40, 41}
    assert cells(book)[2:4] == [("4a", "4b", "4c", "4d"), ("",) * 4]


@pytest.mark.parametrize("merged", [("A2:B3", "B3:C4"), ("A2:A4", "A3:A4"), ("B2:C3", "A2:D2")])
def test_merged_cells_that_overlap(merged):
    after = "".join(f"<mergeCell ref='{one}'/>" for one in merged)
    assert "overlap" in reason(sheet_of(HEADER, *[ROW] * 4, after=after))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_rows_is_not_read_and_not_forgotten(state):
    def change(book):
        book["Draft"].sheet_state = state

    book = read(saved(("Draft", [HEADER, ROW]), ("June", [HEADER, ROW]), change=change))
    unknown, june = book.tables
    assert (unknown.name, unknown.columns, unknown.rows) == ("a.xlsx!Draft", (), ())
    assert len(june.rows) == 1
    (finding,) = book.report
    assert (finding.code, finding.file) == ("table.sheet-not-used", "a.xlsx!Draft")
    assert finding.severity == Severity.WARNING
    assert "is hidden, and whether its rows are meant is unknown" in finding.message
    assert "delete" in finding.cure


def test_nothing_stays_open(monkeypatch):
    opened = []
    good = saved()
    damaged = (
        good[:-100],
        rewritten(good, sheet1=[(b"</row>", b"</rows>")]),
        rewritten(good, workbook=[(b"<sheets>", b"<")]),
    )
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *_, **__: opened.append(1))
    for data in (good, *damaged):
        read(data, essential=ESSENTIAL)
    assert not opened  # nothing is opened, so nothing can be left open
