"""`lint` and `read --line` of entry files: each fault once, with its columns; records under a ruler."""

import json

import pytest

import builders
from builders import entries, entry, file, link, option, pair, syllabus

SECRETS = ("SMITH", "JANE", "010209", "123450200001E", "B801200005001", "9276308686")


@pytest.fixture
def folder(tmp_path):
    def make(*given):
        for data, name in given:
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return make


def basedata():
    return [
        file("S", syllabus("X100"), jcq_id="70"),
        file("O", option("X100"), option("X200"), option("X300"), jcq_id="70"),
        file("L", link("X100"), link("X200"), link("X300"), jcq_id="70"),
        file("C", builders.component(), jcq_id="70"),
        file("D", pair("X100*", "X200*"), jcq_id="70"),
    ]


def told(findings):
    return {
        (f["code"], f["line"], f["start"], f["length"]) for f in findings if "E1234570" in (f["file"] or "")
    }


def lint(run_json, path):
    _, (found,) = run_json("lint", path)
    return found["findings"]


def test_catalogue_checks_of_an_entry_file_have_the_columns_of_the_slot(run_json, folder):
    rows = [
        entry("X300", "X10Q"),
        entry("X100", "X300", "X200", candidate="0002", uci="123450200002L"),
        entry("X300", "", "X300", candidate="0003", uci="123450200001X"),
    ]
    found = lint(run_json, folder(*basedata(), entries(*rows)))
    assert told(found) == {
        ("entries.unknown-option", 3, 116, 6),
        ("entries.disallowed-pair", 4, 123, 6),
        ("jcq.option-twice", 5, 123, 6),
        ("jcq.empty-slot", 5, 116, 6),
        ("jcq.identifier", 5, 60, 13),
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([entry("X100", uci="")], {("jcq.uci-missing", "warning")}),
        ([entry("X100", uci="123450200001X")], {("jcq.identifier", "warning")}),
        ([entry("X100", uci="98765")], {("entries.identifier", "error")}),
        ([entry("X100", candidate="0000")], {("jcq.candidate-number", "error")}),
        ([entry("X100"), entry("X300", name="SMITH:JOHN")], {("jcq.candidate-differs", "error")}),
        ([entry("X100"), entry("X300", uci="123450200002L")], {("jcq.uci-differs", "warning")}),
        ([entry("X100", "X100")], {("jcq.option-twice", "error")}),
    ],
)
def test_a_fault_is_told_once_and_as_the_worse(run_json, folder, rows, expected):
    found = lint(run_json, folder(*basedata(), entries(*rows)))
    assert {(f["code"], f["severity"]) for f in found if "E1234570" in (f["file"] or "")} == expected


def test_a_sound_file_and_its_amendment_have_no_error(run_json, folder):
    path = folder(
        *basedata(),
        entries(entry("X100")),
        entries(entry("X300", letter="A"), letter="A", sequence=2),
    )
    status, (found,) = run_json("lint", path)
    assert (status, found["ok"]) == (0, True)
    about = [f["code"] for f in found["findings"] if (f["file"] or "").endswith((".X01", ".X02"))]
    assert [code for code in about if not code.startswith("catalogue.")] == ["entries.replaced"]


def test_a_file_without_candidates(run_json, folder):
    status, (found,) = run_json("lint", folder(entries()))
    assert status == 1
    assert found["findings"][0]["code"] == "entries.no-candidate"
    assert "entries.nothing" not in {f["code"] for f in found["findings"]}


def test_the_record_stands_under_each_finding(run, folder):
    path = folder(entries(entry("X100", "X100"), entry("X300", candidate="0002", uci="")))
    status, out, err = run("lint", path, "--annotate")
    assert status == 1
    assert "1 file: 1 error" in out
    lines = err.splitlines()
    at = next(n for n, text in enumerate(lines) if "[jcq.option-twice]" in text)
    assert lines[at + 1].startswith("  E5/14, 192 of 192 columns")
    under = lines[at : at + 12]
    assert [text.strip() for text in under if "^" in text] == ["^^^^^", "^"]  # 116-120 and 121
    assert any(text.split()[:3] == ["116-121", "option_2", "X100"] for text in under)
    assert not [secret for secret in SECRETS if secret in out + err]


def test_annotated_findings_are_bounded(run, folder):
    path = folder(entries(*(entry("X100", candidate=f"{n:04d}", uci="") for n in range(1, 2_000))))
    _, _, err = run("lint", path, "--annotate")
    assert len(err) < 20_000
    assert "more of jcq.uci-missing" in err


def test_one_line_with_its_fields(run, run_json, folder):
    data, name = entries(entry("X100", uci=""))
    path = folder((data, name)) / name
    status, out, err = run("read", path, "--line", 3)
    assert status == 0
    assert out.splitlines()[0] == f"{path}:3"
    assert "  13-52   name " in out
    assert "[jcq.uci-missing]" in err
    assert "entries.no-trailer" not in err
    assert not [secret for secret in SECRETS if secret in out + err]
    _, out, _ = run("read", path, "--line", 3, "--reveal")
    assert "SMITH:JANE ANN" in out
    _, (found,) = run_json("read", path, "--line", 3)
    assert (found["line"], found["record"]) == (3, "E5")
    assert [f["code"] for f in found["findings"]] == ["jcq.uci-missing"]
    assert "SMITH" not in json.dumps(found)


def test_one_row_of_a_table(run, first_quote):
    status, out, _ = run("read", first_quote / "entries.csv", "--line", 2)
    assert status == 0
    assert "  option_code: X100" in out
    assert "Ann" not in out
    _, out, _ = run("read", first_quote / "entries.csv", "--line", 2, "--reveal")
    assert "  forenames: Ann" in out


@pytest.mark.parametrize("line", [0, 6, 999])
def test_a_line_that_is_not_there_is_wrong_use(run, folder, line):
    data, name = entries(entry("X100"))
    status, _, err = run("read", folder((data, name)) / name, "--line", line)
    assert status == 2
    assert f"has no line {line}" in err


def test_a_line_of_several_files_is_wrong_use(run, folder):
    status, _, err = run("read", folder(*basedata()), "--line", 1)
    assert status == 2
    assert "--line is of one file, and these are 5" in err


def test_findings_of_basedata_are_annotated_too(run, folder):
    data, name = file("O", option("X100"))
    _, _, err = run("lint", folder((data.replace(b"Y04500", b"Y045O0"), name)), "--annotate")
    lines = err.splitlines()
    at = next(n for n, text in enumerate(lines) if "[layout.bad-field]" in text)
    assert any("fee" in text and "045O0" in text for text in lines[at : at + 10])
