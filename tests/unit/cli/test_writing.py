"""`write`: what is printed, what is written, and the exit status."""

import contextlib
import io
import json
import logging
import traceback
from pathlib import Path

import pytest

import builders
import examcore as ex
from examcore.cli import main

SECRETS = ("SECRETMAN", "WILHELMINA", "9276308686", "B801200005001", "2011-03-14", "140311")
ROW = {"surname": "Sécretman", "forenames": "Wilhelmina", "uln": "9276308686", "upn": "B801200005001"}


@pytest.fixture
def folder(tmp_path, table, person):
    """Basedata, a table of one candidate and a table of centres."""
    (tmp_path / "basedata").mkdir()
    for jcq_id, series, codes in (("70", "6G27", ["8300H", "8700"]), ("01", "6A27", ["J560"])):
        data, name = builders.file("O", *map(builders.option, codes), jcq_id=jcq_id, series=series)
        (tmp_path / "basedata" / name).write_bytes(data)
    (tmp_path / "entries.csv").write_bytes(table(person(**ROW), person(**ROW, option_code="8700")))
    (tmp_path / "centre.csv").write_text("centre_number,name,postcode\n64999,Sample,ZZ99 9ZZ\n", "utf-8")
    return tmp_path


@pytest.fixture
def write(run, folder):
    """Run the verb in the folder; what is given comes behind."""

    def write(*more, entries=None, centre="centre.csv", out="out", runner=run, stdin=None):
        words = [
            "write",
            entries or folder / "entries.csv",
            "--basedata",
            folder / "basedata",
            "--centre",
            centre if centre == "-" else folder / centre,
            "--on",
            "2027-01-20",
            "--out",
            folder / out,
            *more,
        ]
        return runner(*words, stdin=stdin)

    return write


def written(folder, out="out"):
    place = folder / out
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def codes(err):
    return {part.partition("]")[0] for part in err.split("[")[1:]}


def test_files_and_receipt(write, folder):
    status, out, err = write()
    assert status == 0
    assert out.splitlines() == [
        "E6499970.X01  aqa 70 6G27  sequence 001  1 candidate, 2 entries",
        "receipt_64999_001.json  keep it: the next sequence numbers follow from it",
        f"written to {folder / 'out'}",
    ]
    assert written(folder) == ["E6499970.X01", "receipt_64999_001.json"]
    assert codes(err) == {"entries.name-respelt", "entries.numbers-begin"}


def test_a_dry_run_writes_nothing(write, folder):
    status, out, err = write("--dry-run", "--names")
    assert status == 0
    assert "E6499970.X01" in out
    assert f"would be written to {folder / 'out'}" in out
    assert "Xxxxxxxxx, Xxxxxxxxxx  →  XXXXXXXXX:XXXXXXXXXX" in out
    assert not (folder / "out").exists()
    assert codes(err) == codes(write()[2])


def test_names_that_are_held_back_are_shown(write, folder, table, person):
    (folder / "entries.csv").write_bytes(table(person(surname="B" * 40), person(2, entry_name="SHORT:ANN")))
    status, out, _ = write("--names", "--dry-run")
    assert status == 1
    assert f"{'X' * 40}, Xxx  →  {'X' * 40}:XXX  (does not fit)" in out
    assert "64999/0002  Xxxxxx9, Xxx  →  XXXXX:XXX\n" in out


def test_some_files_alone(write, folder, table, person):
    ocr = {"awarding_body": "ocr", "series": "6A27", "option_code": "J999"}
    (folder / "entries.csv").write_bytes(table(person(**ROW), person(**ROW, **ocr)))
    status, _, _ = write(out="both")
    assert (status, written(folder, "both")) == (1, ["E6499970.X01", "receipt_64999_001.json"])
    write("--only", "aqa:6G27")
    assert written(folder) == ["E6499970.X01", "receipt_64999_001.json"]
    status, _, err = write("--only", "aqua", out="none")
    assert (status, written(folder, "none")) == (1, [])
    assert "entries.only-unused" in codes(err)


def test_an_empty_folder_is_no_receipt(write, folder):
    (folder / "none").mkdir()
    status, _, err = write("--previous", folder / "none")
    assert (status, written(folder)) == (1, [])
    assert "read.empty-folder" in codes(err)


def test_json(write, run_json, folder):
    status, (content,) = write("--names", runner=run_json)
    assert status == 0
    assert list(content) == ["schema", "files", "receipts", "written", "findings", "names"]
    (file,) = content["files"]
    assert file == {
        "centre_number": "64999",
        "name": "E6499970.X01",
        "awarding_body": "aqa",
        "jcq_id": "70",
        "series": "6G27",
        "sequence": 1,
        "candidates": 1,
        "entries": 2,
        "why": "",
    }
    assert content["receipts"] == ["receipt_64999_001.json"]
    assert content["written"] == [str(folder / "out" / name) for name in written(folder)]
    assert content["names"] == [
        {
            "candidate": "64999/0001",
            "legal": "Xxxxxxxxx, Xxxxxxxxxx",
            "sent": "XXXXXXXXX:XXXXXXXXXX",
            "respelt": ["É as E"],
            "fits": True,
        }
    ]


def test_names_are_masked_unless_they_are_revealed(write):
    _, out, _ = write("--names")
    assert "  64999/0001  Xxxxxxxxx, Xxxxxxxxxx  →  XXXXXXXXX:XXXXXXXXXX\n" in out
    _, out, _ = write("--names", "--reveal", out="again")
    assert "  64999/0001  Sécretman, Wilhelmina  →  SECRETMAN:WILHELMINA\n" in out
    _, out, _ = write("--reveal", out="third")
    assert "SECRETMAN" not in out


def test_an_error_refuses_its_file_and_the_others_are_written(write, folder, table, person):
    rows = [person(**ROW), person(2, surname="Other", awarding_body="ocr", series="6A27", option_code="J56")]
    (folder / "entries.csv").write_bytes(
        table(*rows, person(3, surname="Third", awarding_body="ocr", series="6A27", option_code="J560"))
    )
    status, out, err = write()
    assert status == 1
    assert "not made: 64999  ocr 01 6A27  1 entry\n" in out
    assert written(folder) == ["E6499970.X01", "receipt_64999_001.json"]
    assert {"entries.unknown-option", "entries.file-refused"} <= codes(err)


def test_nothing_made_is_status_1_and_no_folder(write, folder, table, person):
    (folder / "entries.csv").write_bytes(table(person(**{**ROW, "surname": "Пример"})))
    status, out, err = write()
    assert (status, written(folder)) == (1, [])
    assert not (folder / "out").exists()
    assert out.splitlines()[-1] == "no file was made"
    assert "entries.name-letters" in codes(err)


def test_where_there_is_nothing_to_enter_no_file_is_made_and_that_is_no_success(write, folder):
    data, name = builders.entries(builders.entry(letter="A", centre="12345"), letter="A", series="6G27")
    (folder / name).write_bytes(data)
    (folder / "centre.csv").write_text("centre_number,postcode\n12345,ZZ99 9ZZ\n", "utf-8")
    status, out, _ = write(entries=folder / name)
    assert (status, written(folder), out) == (1, [], "no file was made\n")


def test_a_warning_is_status_1_where_it_is_wanted(write, folder):
    (folder / "centre.csv").write_text("centre_number,postcode\n64999,\n", "utf-8")
    assert write()[0] == 0
    assert write("--fail-on", "warning", out="again")[0] == 1


def test_standard_input(write, folder):
    status, out, _ = write(entries="-", stdin=(folder / "entries.csv").read_bytes())
    assert (status, out.splitlines()[0][:12]) == (0, "E6499970.X01")
    status, out, _ = write(centre="-", out="again", stdin=(folder / "centre.csv").read_bytes())
    assert status == 0
    status, _, err = write(entries="-", centre="-", out="third", stdin=b"")
    assert (status, written(folder, "third")) == (2, [])
    assert "standard input" in err


def test_a_receipt_goes_on(write, folder):
    write()
    receipt = folder / "out" / "receipt_64999_001.json"
    status, out, err = write("--previous", receipt, out="again")
    assert (status, written(folder, "again")) == (0, [])
    assert "entries.unchanged" in codes(err)
    assert "no file was made" in out
    rows = (folder / "entries.csv").read_text("utf-8").splitlines()
    (folder / "entries.csv").write_text("\n".join(rows[:2]) + "\n", "utf-8")
    status, out, err = write("--previous", receipt, out="again")
    assert (status, written(folder, "again")) == (1, [])
    assert "entries.already-sent" in codes(err)
    rows = (folder / "entries.csv").read_text("utf-8").replace("aqa,6G27,8300H", "ocr,6A27,J560").splitlines()
    (folder / "entries.csv").write_text("\n".join(rows[:2]) + "\n", "utf-8")
    status, out, _ = write("--previous", folder / "out", out="again")  # the folder serves, too
    assert (status, written(folder, "again")) == (0, ["E6499901.X01", "receipt_64999_002.json"])


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        (lambda data: data.replace(b"64999", b"64998"), 1, "entries.receipt-damaged"),
        (lambda data: data[:100], 1, "entries.receipt-damaged"),
        (lambda _: b"", 1, "read.empty"),
        (lambda _: b"centre_number,postcode\n64999,\n", 2, "no file holds a receipt of centre 64999"),
        (
            lambda _: ex.Receipt(centre="64998", number=1).to_bytes(),
            2,
            "no file holds a receipt of centre 64999",
        ),
    ],
)
def test_a_receipt_that_does_not_serve(write, folder, change, status, says):
    write()
    damaged = folder / "receipt_64999_001.json"
    damaged.write_bytes(change((folder / "out" / damaged.name).read_bytes()))
    got, _, err = write("--previous", damaged, out="again")
    assert (got, written(folder, "again")) == (status, [])
    assert says in err


def test_the_first_sequence_number(write, folder):
    status, out, _ = write("--sequence", "70=104", "01=2")
    assert status == 0
    assert "E6499970.X04  aqa 70 6G27  sequence 104" in out
    assert written(folder)[0] == "E6499970.X04"


@pytest.mark.parametrize("wish", ["70", "70=", "70=0", "7=1", "aqa=1", "70=1000", "70=-1", "70=1.5", "=1"])
def test_a_sequence_that_is_none(write, folder, wish):
    status, _, err = write("--sequence", wish)
    assert (status, written(folder)) == (2, [])
    assert "is no sequence such as 70=4" in err
    status, _, err = write("--sequence", "70=1", "70=2")
    assert (status, written(folder)) == (2, [])
    assert "twice" in err


@pytest.fixture
def trust(folder, table, person):
    """Two centres with entries and one without."""
    (folder / "centre.csv").write_text(
        "Centre Number,Name,Postcode\n64999,One,ZZ99 9ZZ\n64998,Two,zz98 9zz\n64997,Three,\n", "utf-8"
    )
    rows = [person(**ROW), person(1, centre="64998", surname="Other")]
    (folder / "entries.csv").write_bytes(table(*rows))
    return rows


@pytest.mark.usefixtures("trust")
def test_several_centres_have_files_and_a_receipt_each(write, folder):
    status, out, _ = write()
    assert status == 0
    names = ["E6499870.X01", "E6499970.X01", "receipt_64998_001.json", "receipt_64999_001.json"]
    assert written(folder) == names
    assert (folder / "out" / "E6499870.X01").read_bytes().split(b"\r\n")[
        1
    ].rstrip() == b"E364998706G27001ZZ98 9ZZ"
    assert "64997" not in out
    status, _, err = write("--previous", folder / "out", out="again")
    assert (status, written(folder, "again")) == (0, [])
    assert err.count("as they went out in") == 2


def test_an_error_of_one_centre_does_not_hold_back_the_other(write, folder, table, trust):
    (folder / "entries.csv").write_bytes(table(trust[0], {**trust[1], "option_code": "8701"}))
    status, _, _ = write()
    assert (status, written(folder)) == (1, ["E6499970.X01", "receipt_64999_001.json"])


def test_a_row_of_a_centre_that_the_table_lacks_holds_back_its_file_of_every_centre(
    write, folder, table, person, trust
):
    stranger = person(9, centre="64990", surname="Stranger")
    ocr = {"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}
    (folder / "entries.csv").write_bytes(table(*trust, {**trust[0], **ocr}, stranger))
    status, _, err = write()
    assert (status, written(folder)) == (1, ["E6499901.X01", "receipt_64999_001.json"])
    assert "entries.other-centre" in codes(err)
    (folder / "entries.csv").write_bytes(table(stranger))
    status, _, err = write(out="again")
    assert (status, written(folder, "again")) == (1, [])
    assert "entries.other-centre" in codes(err)


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        ("centre_number,postcode\n6499,ZZ99 9ZZ\n", 1, "entries.bad-centre"),
        ("centre_number,postcode\n64999,ZZ99 9ZZ LONG\n", 1, "entries.bad-centre"),
        ("centre_number,postcode\n64999,A\n64999,B\n", 1, "stands in two rows that differ"),
        ("centre_number,postcode\n", 2, "names no centre"),
        ("number,postcode\n64999,ZZ99\n", 2, "names no centre"),
        ("", 1, "read.empty"),
    ],
)
def test_a_table_of_centres_that_does_not_serve(write, folder, content, status, says):
    (folder / "centre.csv").write_text(content, "utf-8")
    got, _, err = write()
    assert (got, written(folder)) == (status, [])
    assert says in err


def test_a_centre_that_stands_twice_alike_is_one(write, folder):
    (folder / "centre.csv").write_text("postcode;centre-number\nZZ99 9ZZ;64999\nzz99 9zz; 64999\n", "utf-8")
    assert write()[0] == 0
    assert written(folder) == ["E6499970.X01", "receipt_64999_001.json"]


def test_nothing_is_overwritten(write, folder):
    write()
    before = {path: path.read_bytes() for path in (folder / "out").iterdir()}
    status, out, err = write()
    assert (status, out) == (2, "")
    assert "choose an empty folder" in err
    assert {path: path.read_bytes() for path in (folder / "out").iterdir()} == before


def test_wrong_use(write, folder, run):
    (folder / "taken").write_bytes(b"")
    for more, says in (
        ({"out": "taken"}, "is no folder"),
        ({"entries": folder / "nowhere.csv"}, "is not there"),
        ({"centre": "nowhere.csv"}, "is not there"),
    ):
        status, _, err = write(**more)
        assert (status, written(folder)) == (2, [])
        assert says in err
    assert write("--previous", folder / "nowhere.json")[0] == 2
    assert write("--on", "20/01/2027")[0] == 2
    status, _, err = write("--on", "1999-01-20")
    assert (status, "2000 to 2099" in err) == (2, True)
    assert run("write", folder / "entries.csv")[0] == 2


FAULTS = (
    {},
    {"surname": "Secretman" * 5},
    {"surname": "Secretman7"},
    {"entry_name": "SECRETMAN WILHELMINA"},
    {"surname": "", "forenames": "Wilhelmina"},
    {"uln": "92763086860"},
    {"upn": "B8012000050011234"},
    {"date_of_birth": "14/03/1911"},
    {"date_of_birth": "03/14/2011"},
    {"centre": "64998"},
    {"centre_number": "Secretman"},
    {"candidate_number": "Wilhelmina"},
    {"awarding_body": "Secretman"},
    {"series": "Secretman"},
    {"option_code": "SECRETMAN"},
    {"documentation_group": "Secretman"},
    {"qualifier": "Secretman"},
    {"status": "Secretman"},
    {"sex": "Secretman"},
    {"form": "Secretman", "Secretman": "Wilhelmina"},
)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_personal_value_is_printed(write, folder, table, person, fault, caplog):  # noqa: PLR0917  fixtures
    caplog.set_level(logging.DEBUG)
    rows = [person(**{**ROW, **fault}), person(**ROW, option_code="8700")]
    (folder / "entries.csv").write_bytes(table(*rows))
    for more in ((), ("--json",), ("--names",), ("--names", "--json"), ("--reveal",)):
        _, out, err = write(*more, out=f"out{len(more)}{more[-1:]}")
        shown = (out + err + caplog.text).upper()
        assert not any(secret in shown for secret in SECRETS)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_personal_value_is_in_a_repr_or_an_exception(send, fault, tmp_path):
    plan = send({**ROW, **fault}, {**ROW, "option_code": "8700"})
    shown = repr(
        (
            plan,
            plan.files,
            plan.refused,
            plan.names,
            plan.receipt,
            plan.receipt and plan.receipt.files,
            plan.receipt and plan.receipt.files[0].candidates,
            plan.sent,
            plan.sent.entries,
            [*plan.rows()],
        )
    )
    shown += str(plan.findings) + json.dumps([finding.as_json() for finding in plan.findings])
    for _ in range(2):  # the second time there are files of these names
        try:
            ex.write(plan, tmp_path)
        except (OSError, ValueError):
            shown += traceback.format_exc()
    assert not any(secret in shown.upper() for secret in SECRETS)


def test_a_closed_pipe_is_silent(folder, write):
    class Closed(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

        def fileno(self):
            return 1_000

    def runner(*words, stdin):
        assert stdin is None
        with contextlib.redirect_stdout(Closed()):
            return main([str(word) for word in words])

    assert write(runner=runner) == 0
    assert written(folder) == ["E6499970.X01", "receipt_64999_001.json"]
    assert Path(folder / "out" / "E6499970.X01").read_bytes().endswith(b"\r\n")
