"""Entries from workbooks: what CSV gives, with sheet and cell."""
# ruff: noqa: DTZ001  cells have no time zone

import io
import sys
from datetime import date, datetime

import openpyxl
import pytest

import examcore as ex
from examcore.entries import COLUMNS
from workbooks import rewritten

HEADER = [column.name for column in COLUMNS if column.expected]
SOUND = ["64999", "0001", "Sample", "Ann", "F", date(2010, 3, 4), "", "", 9276308686, "aqa", "6G27", "8300H"]


def row(**changed):
    return [changed.get(name, value) for name, value in zip(HEADER, SOUND, strict=True)]


def book_of(*rows, names=("June",), header=HEADER):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        sheet.append(list(header))
        for cells in rows:
            sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(*rows, **how):
    return ex.read(book_of(*rows, **how), name="entries.xlsx")


def csv_of(*rows):
    """The same rows as a spreadsheet exports them."""
    return ex.read(
        "\n".join(",".join(map(str, cells)) for cells in (HEADER, *rows)).encode(), name="entries.csv"
    )


def test_the_same_entries_as_from_csv():
    rows = row(), row(candidate_number=7, centre_number=64999, uln=9276308686.0, awarding_body=70)
    found, expected = (
        ex.Entries.of(r)
        for r in (read(*rows), csv_of(row(), row(candidate_number=7, centre_number=64999, awarding_body=70)))
    )
    assert found.entries == expected.entries
    assert [str(e.origin) for e in found] == ["entries.xlsx!June:2", "entries.xlsx!June:3"]
    assert found[0].candidate.uln == "9276308686"
    assert found[0].candidate.date_of_birth == date(2010, 3, 4)


@pytest.mark.parametrize(
    ("cell", "changed", "exported"),
    [
        ("B2", {"candidate_number": 7}, None),
        ("B2", {"candidate_number": ""}, None),
        ("I2", {"uln": "9.27631E+09"}, None),
        ("I2", {"uln": 1.23456789012345e17}, {"uln": "1.23457E+17"}),
        ("I2", {"uln": "#REF!"}, None),
        ("I2", {"uln": "=A1"}, None),
        ("F2", {"date_of_birth": 44561}, None),
        ("F2", {"date_of_birth": datetime(2010, 3, 4, 13, 30)}, None),
        ("F2", {"date_of_birth": "03/14/2009"}, None),
        ("F2", {"date_of_birth": "4/3/10"}, None),
        ("K2", {"series": 6e17}, {"series": "6.00E+17"}),
        ("K2", {"series": date(2027, 6, 1)}, {"series": "Jun-27"}),
        ("L2", {"option_code": date(2027, 3, 1)}, {"option_code": "01/03/2027"}),
        ("L2", {"option_code": ""}, None),
        ("E2", {"sex": True}, {"sex": "TRUE"}),
    ],
)
def test_a_fault_has_the_code_that_it_has_in_csv_and_the_cell(cell, changed, exported):
    found = read(row(**changed)).report
    expected = csv_of(row(**(exported or changed))).report
    assert found
    assert [f.code for f in found] == [f.code for f in expected]
    assert [f.severity for f in found] == [f.severity for f in expected]
    assert {f.cell for f in found} == {cell}
    assert {f.place for f in found} == {f"entries.xlsx!June:{cell}"}
    assert {f.as_json()["cell"] for f in expected} == {None}


def test_a_number_for_a_day_is_not_guessed():
    (finding,) = read(row(date_of_birth=44561)).report
    assert finding.message == "date_of_birth is a number, perhaps a day that lost its format; it is not used"


def test_a_lost_zero_is_not_repaired(catalogue):
    entries = ex.Entries.of(read(row(awarding_body="wjec", series="6B27", option_code=15501)))
    assert entries[0].option.code == "15501"
    codes = [f.code for f in ex.check(entries, catalogue)]
    assert codes == [
        f.code
        for f in ex.check(
            ex.Entries.of(csv_of(row(awarding_body="wjec", series="6B27", option_code=15501))), catalogue
        )
    ]


def test_every_sheet_counts():
    entries = ex.Entries.of(read(row(), names=["June", "Late"]))
    assert [e.origin.file for e in entries] == ["entries.xlsx!June", "entries.xlsx!Late"]


@pytest.mark.parametrize(
    ("lacking", "sheets"),
    [(("awarding_body", "series", "option_code"), 1), (("option_code",), 2), (("surname", "uln"), 2)],
)
def test_a_list_of_candidates_is_no_sheet_of_entries_but_a_faulty_one_is(lacking, sheets):
    book = openpyxl.load_workbook(io.BytesIO(book_of(row())))
    second = book.create_sheet("Second")
    for cells in (HEADER, SOUND):
        second.append([c for name, c in zip(HEADER, cells, strict=True) if name not in lacking])
    buffer = io.BytesIO()
    book.save(buffer)
    data = ex.read(buffer.getvalue(), name="entries.xlsx")
    assert data[0].details["sheets"] == str(sheets)
    assert data.report.ok == ("option_code" not in lacking or sheets == 1)
    assert data.report


def test_other_columns_are_kept():
    data = book_of([*row(), "blue"], header=[*HEADER, "House"])
    assert ex.Entries.of(ex.read(data, name="x.xlsx"))[0].extra == (("house", "blue"),)


def test_a_workbook_that_cannot_be_read_counts_as_unknown():
    for data, name in ((book_of(row())[:-200], "a.xlsx"), (b"\xd0\xcf\x11\xe0".ljust(600), "a.xls")):
        entries = ex.Entries.of([ex.read(data, name=name), csv_of(row())])
        assert len(entries) == 1
        assert [u.origin.file for u in entries.unreadable] == [name]
        assert not entries.findings.ok


def test_without_the_reader_there_is_a_cure(monkeypatch):
    monkeypatch.delitem(sys.modules, "examcore.formats.workbook_cells", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    data = read(row())
    (finding,) = data.report
    assert "pip install 'examcore[excel]'" in finding.cure
    assert len(ex.Entries.of(data).unreadable) == 1
    assert data[0].to_bytes() == data[0].data


def test_lines_are_masked_as_those_of_csv():
    rows = row(), row(surname="8300H", option_code="Hidden")
    found, expected = (
        [*r[0].records.iter_lines()] for r in (read(*rows, names=["June", "Late"]), csv_of(*rows))
    )
    assert [(line, sheet) for line, sheet, _, _ in found] == [
        (2, "June"),
        (3, "June"),
        (2, "Late"),
        (3, "Late"),
    ]
    assert [(fields, personal) for _, _, fields, personal in found[:2]] == [
        (fields, personal) for _, _, fields, personal in expected
    ]
    assert "Hidden" not in str([str(f) for f in read(*rows).report])


def test_a_workbook_is_known_by_its_parts_and_an_archive_of_one_too(tmp_path):
    data = book_of(row())
    (tmp_path / "export.dat").write_bytes(data)
    assert ex.read(tmp_path)[0].format == "examcore.entries.xlsx"
    assert ex.read(data, name="entries.csv")[0].format == "examcore.entries.xlsx"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_entries_counts_as_unknown(state, catalogue):
    book = openpyxl.load_workbook(io.BytesIO(book_of(row(), names=["Draft", "June"])))
    book["Draft"].sheet_state = state
    buffer = io.BytesIO()
    book.save(buffer)
    data = ex.read(buffer.getvalue(), name="entries.xlsx")
    entries = ex.Entries.of(data)
    assert data[0].details["sheets"] == "1"
    assert [str(e.origin) for e in entries] == ["entries.xlsx!June:2"]
    assert [str(u.origin) for u in entries.unreadable] == ["entries.xlsx!Draft:1"]
    assert not ex.quote(entries, catalogue, on=date(2027, 1, 20)).complete


def test_rows_under_merged_cells_count_as_unknown():
    def merged(where):
        sheet = f'<mergeCells><mergeCell ref="{where}"/></mergeCells></worksheet>'.encode()
        return rewritten(book_of(row(), row()), sheet1=[(b"</worksheet>", sheet)])

    found = {
        where: ex.Entries.of(ex.read(merged(where), name="entries.xlsx"))
        for where in ("A2:L3", "L2:L3", "A1:XFD1048576")
    }
    assert [(len(one), len(one.unreadable)) for one in found.values()] == [(0, 2), (1, 1), (0, 2)]
    assert not any(one.findings.ok for one in found.values())
