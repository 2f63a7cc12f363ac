"""``examcore demo``: everything that it says is in the folder, and nobody is named."""

import re
import shlex

import pytest

from examcore import samples
from examcore.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "out"


@pytest.fixture(scope="module")
def sample():
    return samples.make_centre(seed=1, candidates=200)


def test_the_demonstration_runs_and_its_commands_do_what_they_say(run, folder):
    status, out, err = run("demo", "--out", folder)
    assert (status, err) == (0, "")
    assert "equal to what was sent" in out
    lint, quote, write = [
        shlex.split(line)[1:] for line in out.splitlines() if line.startswith("  examcore ")
    ]
    assert run(*lint)[0] == 1  # the planted faults
    status, again, _ = run(*quote)
    assert status == 0
    assert re.search(r"quote .*: ([0-9.]+) GBP", out)[1] == re.search(r": ([0-9.]+) GBP", again)[1]
    assert run(*write)[0] == 0
    sent = {path.name: path.read_bytes() for path in (folder / "to-send").iterdir()}
    assert {path.name: path.read_bytes() for path in (folder / "again").iterdir()} == sent
    assert all(name in out for name in sent)


def test_it_overwrites_nothing(run, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    status, out, err = run("demo", "--out", folder)
    assert (status, out) == (2, "")
    assert "entries.csv, " in err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_makes_a_folder_of_its_own(run_json, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    status, (shown,) = run_json("demo")
    assert status == 0
    assert shown["folder"].startswith(str(tmp_path))
    assert shown["read_back_equal"] is True
    assert shown["entries"] == sum(file["entries"] for file in shown["files"])
    assert {finding["code"] for finding in shown["faults"]} == {
        "entries.unknown-option",
        "entries.damaged-cell",
        "entries.bad-date",
    }


def test_nobody_is_named(capsys, sample, tmp_path):
    for extra in ([], ["--json"]):
        main(["demo", "--out", str(tmp_path / f"demo{len(extra)}"), *extra])
    text = "".join(capsys.readouterr())
    for who in sample.candidates:
        for value in (who.surname, who.forenames, who.uci, who.upn, who.uln):
            assert not value or not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE)
