"""Workbooks on the command line: findings in the objects of their rows, centres from a sheet."""

import io

import openpyxl

from examcore import samples

HEADER = ["centre_number", "candidate_number", "surname", "awarding_body", "series", "option_code"]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_findings_of_a_sheet_stand_with_their_row(run_json, tmp_path):
    row = ["64999", "7", "Sample", "aqa", "6G27", "X1SCH"]
    path = tmp_path / "entries.xlsx"
    path.write_bytes(workbook(June=[HEADER, row], November=[HEADER, row]))
    _, objects = run_json("read", path)
    rows = [o for o in objects if o["line"] == 2]
    assert [o["record"] for o in rows] == ["June", "November"]
    for each in rows:
        (finding,) = each["findings"]
        assert (finding["code"], finding["cell"]) == ("entries.padded-number", "B2")
        assert finding["file"].endswith(each["record"])


def test_a_workbook_of_centres(run, tmp_path):
    sample = samples.make_centre(seed=3, candidates=5)
    (tmp_path / "entries.csv").write_bytes(sample.table())
    for name, data in samples.make_basedata().items():
        (tmp_path / "basedata").mkdir(exist_ok=True)
        (tmp_path / "basedata" / name).write_bytes(data)
    centres = tmp_path / "centres.xlsx"
    centres.write_bytes(
        workbook(Trust=[["Centre number", "Name", "Postcode"], ["64999", "Sample", "zz99 9zz"]])
    )
    table = tmp_path / "entries.csv"
    where = ["--basedata", tmp_path / "basedata", "--on", "2027-01-20", "--out", tmp_path / "out"]
    status, out, err = run("write", table, *where, "--centre", centres)
    assert status == 0, err
    assert "receipt_64999_001.json" in out
    centres.write_bytes(workbook(Trust=[["Centre number", "Name", "Postcode"], ["6499", "Sample", ""]]))
    status, out, err = run("write", table, *where, "--centre", centres)
    assert status == 1
    assert "entries.bad-centre" in err


def test_one_sequence_is_of_one_centre(run, tmp_path):
    tables = [samples.make_centre(seed=3, candidates=5, centre_number=n).table() for n in ("64991", "64992")]
    (tmp_path / "entries.csv").write_bytes(tables[0] + tables[1].partition(b"\r\n")[2])
    for name, data in samples.make_basedata().items():
        (tmp_path / "basedata").mkdir(exist_ok=True)
        (tmp_path / "basedata" / name).write_bytes(data)
    (tmp_path / "centres.csv").write_bytes(b"centre_number,postcode\r\n64991,ZZ99 9ZZ\r\n64992,ZZ99 9ZZ\r\n")
    where = ["--basedata", tmp_path / "basedata", "--on", "2027-01-20", "--out", tmp_path / "out"]
    centres = ["--centre", tmp_path / "centres.csv"]
    status, _, err = run("write", tmp_path / "entries.csv", *where, *centres, "--sequence", "70=4")
    assert status == 2
    assert "one centre at a time" in err
    assert not (tmp_path / "out").exists()
