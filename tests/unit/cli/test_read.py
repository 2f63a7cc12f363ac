"""`read` and `lint`: what they print of files, good and bad."""

import io
import json
import zipfile

import pytest

import builders

FINDING = {
    "code": str,
    "severity": str,
    "message": str,
    "file": (str, type(None)),
    "line": (int, type(None)),
    "cell": (str, type(None)),
    "start": (int, type(None)),
    "length": (int, type(None)),
    "field": (str, type(None)),
    "value": (str, type(None)),
    "cure": str,
    "rule": (str, type(None)),
}


def check_finding(finding):
    assert list(finding) == list(FINDING)
    for name, kind in FINDING.items():
        assert isinstance(finding[name], kind)
    assert finding["severity"] in {"error", "warning", "info"}
    assert finding["line"] is None or finding["line"] >= 1
    assert finding["start"] is None or finding["start"] >= 1


def zipped(files, **options):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


O = builders.basedata(  # noqa: E741  the letter of the file
    "O", builders.option("X100"), builders.option("X200"), jcq_id="70"
)
LINES = O.splitlines(keepends=True)


# --- read -----------------------------------------------------------------------------------------


def test_read_json(run_json, tmp_path):
    path = tmp_path / "O6G27_70.X01"
    path.write_bytes(O.replace(b"X200  ", b"      ", 1))
    status, objects = run_json("read", path)
    assert status == 1
    assert [each["record"] for each in objects] == ["O1", "O3", "O5", "O5", "O7", "O9"]
    for number, each in enumerate(objects, 1):
        assert list(each) == ["schema", "file", "line", "record", "fields", "findings"]
        assert (each["file"], each["line"]) == (str(path), number)
        for finding in each["findings"]:
            check_finding(finding)
            assert (finding["file"], finding["line"]) == (str(path), number)
    assert objects[2]["fields"]["option_code"] == "X100"
    assert objects[2]["fields"]["fee"] == 4500
    assert objects[4]["fields"]["produced"] == "2027-01-12"
    (finding,) = objects[3]["findings"]
    assert (finding["code"], finding["start"], finding["length"]) == ("layout.bad-field", 3, 6)
    assert "option_code" not in objects[3]["fields"]
    assert objects[3]["fields"]["fee"] == 4500


def test_findings_of_a_whole_file_have_a_line_of_their_own(run_json, tmp_path):
    path = tmp_path / "O6G27_70.X01"
    path.write_bytes(b"".join(LINES[:-1]))
    status, objects = run_json("read", path)
    assert status == 1
    assert [each["line"] for each in objects] == [1, 2, 3, 4, 5, None]
    assert (objects[-1]["record"], objects[-1]["fields"]) == (None, {})
    assert "jcq.no-trailer" in codes_of(objects[-1])


def codes_of(each):
    return [finding["code"] for finding in each["findings"]]


def test_a_table_has_no_record_types(run_json, first_quote):
    status, objects = run_json("read", first_quote / "entries.csv")
    assert status == 0
    assert [each["line"] for each in objects] == list(range(2, 13))
    assert {each["record"] for each in objects} == {None}
    assert objects[0]["fields"]["option_code"] == "X100"


def test_personal_data_is_masked(run, run_json, first_quote):
    secret = ("Ann", "Zoë", "O'Example", "2011-02-01", "123450260001H")
    entries = first_quote / "entries.csv"
    for argv in (("read", entries), ("read", entries, "--json"), ("lint", entries, "--json")):
        _, out, err = run(*argv)
        assert not [word for word in secret if word in out + err]
    _, objects = run_json("read", entries)
    fields = objects[0]["fields"]
    assert (fields["forenames"], fields["date_of_birth"]) == ("Xxx", "9999-99-99")
    assert (fields["centre_number"], fields["candidate_number"], fields["uln"]) == ("12345", "0001", "")
    assert fields["form"] == "11A"
    _, objects = run_json("read", entries, "--reveal")
    assert objects[0]["fields"]["forenames"] == "Ann"
    data = b"awarding_body,series,option_code,mother\naqa,6G27,X100,Eve\n"
    _, objects = run_json("read", "-", stdin=data)
    assert objects[0]["fields"]["mother"] == "Xxx"  # nobody knows what other columns hold


def test_personal_data_of_entry_files_is_masked(run, run_json, tmp_path):
    data, name = builders.entries(builders.entry("X100"), builders.entry("X200", born="319999"))
    path = tmp_path / name
    path.write_bytes(data)
    for argv in (("read", path), ("read", path, "--json"), ("lint", path), ("lint", path, "--json")):
        _, out, err = run(*argv)
        for secret in ("SMITH", "JANE", "010209", "319999", "123450200001E", "B801200005001", "9276308686"):
            assert secret not in out + err
    _, objects = run_json("read", path)
    good, broken = objects[2], objects[3]
    assert (good["record"], broken["record"]) == ("E5", "E5")
    assert "SMITH" not in str(good)
    assert good["fields"]["candidate_number"] == "0001"
    # a shifted line carries a name into any field
    assert broken["fields"]["candidate_number"] == "9999"
    _, objects = run_json("read", path, "--reveal")
    assert "SMITH" in str(objects[2]["fields"])


def test_members_of_archives(run, run_json, tmp_path):
    inner = zipped({"o6g27_70.x01": O})
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped({"inner.zip": inner, "readme.txt": b"hello"}))
    status, objects = run_json("read", path)
    assert status == 0
    names = list(dict.fromkeys(each["file"] for each in objects))
    assert names == [f"{path}!inner.zip!o6g27_70.x01", f"{path}!readme.txt"]
    assert codes_of(objects[-1]) == ["read.unknown-format"]
    assert objects[-1]["findings"][0]["severity"] == "info"
    _, out, _ = run("read", path)
    assert f"{path}!inner.zip!o6g27_70.x01: Options and fees" in out


def test_lint_json(run_json, first_quote, tmp_path):
    status, (found,) = run_json("lint", first_quote)
    assert status == 0
    assert list(found) == ["schema", "ok", "files", "findings"]
    assert found["ok"] is True
    assert [file["format"] for file in found["files"]].count("jcq.basedata.options") == 2
    path = tmp_path / "O6G27_70.X01"
    path.write_bytes(O)
    status, (found,) = run_json("lint", path)
    assert status == 0
    assert "catalogue.no-file" in [finding["code"] for finding in found["findings"]]
    for finding in found["findings"]:
        check_finding(finding)


def test_lint_gives_byte_ranges_and_cures(run, tmp_path):
    path = tmp_path / "O6G27_70.X01"
    path.write_bytes(O.replace(b"X200  ", b"      ", 1))
    status, out, err = run("lint", path)
    assert status == 1
    assert f"{path}:4:3-8: error: " in err
    assert "\n  cure: fetch or export the file again" in err
    assert out.startswith("1 file: 1 error")


# --- bad input ------------------------------------------------------------------------------------


def encrypted():
    data = bytearray(zipped({"O6G27_70.X01": O}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


HEAD = (
    "centre_number,candidate_number,surname,forenames,sex,date_of_birth,uci,upn,uln,"
    "awarding_body,series,option_code"
)
ROW = "12345,0001,Sample,Ann,F,2011-02-01,123450260001H,,,aqa,6G27,X100"


def table(*rows, header=HEAD):
    return "\r\n".join([header, *rows, ""]).encode()


def with_cell(number, text):
    cells = ROW.split(",")
    cells[number] = text
    return ",".join(cells)


# name: file, contents, exit status, a code that must be among the findings
BAD = {
    "truncated": ("O6G27_70.X01", O[:300], 1, "jcq.no-trailer"),
    "wrong count": ("O6G27_70.X01", O.replace(b"O76G27_0000004", b"O76G27_0000009"), 1, "jcq.block-count"),
    "no trailer": ("O6G27_70.X01", b"".join(LINES[:-1]), 1, "jcq.no-trailer"),
    "LF": ("O6G27_70.X01", O.replace(b"\r\n", b"\n"), 0, "layout.line-ends"),
    "CR": ("O6G27_70.X01", O.replace(b"\r\n", b"\r"), 0, "layout.line-ends"),
    "mixed ends": ("O6G27_70.X01", O.replace(b"\r\n", b"\n", 2), 0, "layout.mixed-line-ends"),
    "no last newline": ("O6G27_70.X01", O.rstrip(b"\r\n"), 0, None),
    "trimmed": ("O6G27_70.X01", b"\r\n".join(line.rstrip() for line in LINES), 0, "layout.short-line"),
    "over-long": ("O6G27_70.X01", O.replace(b"\r\n", b"  x\r\n"), 0, "layout.long-line"),
    "series ??": ("O6G27_70.X01", O.replace(b"706G27B", b"70??27B"), 0, "jcq.series-unknown"),
    "NUL": ("O6G27_70.X01", O.replace(b"04500", b"04\x0000", 1), 1, "layout.bad-field"),
    "non-ASCII": ("O6G27_70.X01", O.replace(b"SAMPLE", b"S\xc4MPLE", 1), 0, "layout.odd-character"),
    "UTF-16": ("O6G27_70.X01", O.decode().encode("utf-16"), 1, "read.not-text"),
    "PDF": ("O6G27_70.X01", b"%PDF-1.7\n" + bytes(100), 1, "read.not-text"),
    "spreadsheet": (
        "O6G27_70.X01",
        zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        1,
        None,
    ),
    "old spreadsheet": ("O6G27_70.X01", b"\xd0\xcf\x11\xe0" + bytes(600), 1, "read.not-text"),
    "empty": ("O6G27_70.X01", b"", 1, "read.empty"),
    "one long line": ("O6G27_70.X01", b"O5" + b"x" * 50_000_000, 1, None),
    "one long line in a table": (
        "entries.csv",
        HEAD.encode() + b"\n" + b"x" * 50_000_000,
        1,
        "table.oversized",
    ),
    "bomb": ("set.zip", zipped({"O6G27_70.X01": bytes(100_000_000)}), 1, None),
    "names with dots": ("set.zip", zipped({"../../O6G27_70.X01": O, "/etc/O6G27_70.X02": O}), None, None),
    "encrypted": ("set.zip", encrypted(), 1, "archive.encrypted"),
    "damaged zip": ("set.zip", zipped({"O6G27_70.X01": O})[:-30], 1, None),
    "byte-order mark": ("entries.csv", b"\xef\xbb\xbf" + table(ROW), 0, None),
    "Windows-1252": (
        "entries.csv",
        table(ROW.replace("Ann", "Zo\xeb")).decode().encode("cp1252"),
        0,
        "table.encoding-guessed",
    ),
    "semicolons": ("entries.csv", table(ROW).replace(b",", b";"), 0, None),
    "tabs": ("entries.csv", table(ROW).replace(b",", b"\t"), 0, None),
    "exponent": ("entries.csv", table(with_cell(8, "5.12E+09")), 1, "entries.damaged-cell"),
    "short candidate number": ("entries.csv", table(with_cell(1, "7")), 0, "entries.padded-number"),
    "month first": ("entries.csv", table(with_cell(5, "02/28/2011")), 1, "entries.bad-date"),
    "both date orders": (
        "entries.csv",
        table(with_cell(5, "02/28/2011"), with_cell(5, "03/04/2011")),
        1,
        "entries.ambiguous-dates",
    ),
    "formula": ("entries.csv", table(with_cell(2, '"=HYPERLINK(""x"")"')), 1, "entries.damaged-cell"),
    "duplicate header": (
        "entries.csv",
        table(ROW + ",x", header=HEAD + ",series"),
        1,
        "table.duplicate-header",
    ),
    "no header": ("entries.csv", table(ROW, header=ROW), 1, None),
    "no option code": (
        "entries.csv",
        table("aqa,6G27", header="awarding_body,series"),
        1,
        "entries.missing-column",
    ),
    "short row": ("entries.csv", table(ROW, "12345,0001,Sample"), 1, "table.short-row"),
    "open quotation mark": ("entries.csv", table(ROW, '12345,"0001', ROW), 1, "table.open-quote"),
    "100,000 bad rows": ("entries.csv", table(*(["12345,0001,Sample"] * 100_000)), 1, "table.short-row"),
}


@pytest.mark.parametrize("verb", ["read", "lint"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input(run, tmp_path, verb, case):
    name, data, expected, code = BAD[case]
    path = tmp_path / name
    path.write_bytes(data)
    if verb == "lint":
        status, out, err = run(verb, path)  # in text, which must be bounded
        assert len(err) < 20_000
        codes = err
    else:
        status, out, err = run(verb, path, "--json")
        assert not err
        objects = [json.loads(line) for line in out.splitlines()]
        findings = [finding for each in objects for finding in each["findings"]]
        assert findings or expected == 0
        for finding in findings[:50]:
            check_finding(finding)
        codes = [finding["code"] for finding in findings]
    assert status in {0, 1}
    if expected is not None:
        assert status == expected
    assert code is None or code in codes
    for secret in ("Sample", "Ann", "2011-02-01", "123450260001H"):
        assert secret not in out + err
