"""The scripts in examples/ run and print what they printed when somebody last looked at it.

After a change that is meant: run these tests with ``EXAMCORE_WRITE_GOLDEN=1``, then read the difference.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
RUNS = {
    "annual_plan": ["examples/annual_plan.py"],
    "changes_and_charges": ["examples/changes_and_charges.py"],
    "check_entries": ["examples/check_entries.py"],
    "compare_invoice": ["examples/compare_invoice.py"],
    "cost_of_being_late": ["examples/cost_of_being_late.py"],
    "estimate_series": ["examples/estimate_series.py"],
    "price_entries": ["examples/price_entries.py"],
    "price_entries_faulty": ["examples/price_entries.py", "examples/faulty_entries.csv"],
    "synthetic_centre": ["examples/synthetic_centre.py"],
    "what_basedata_holds": ["examples/what_basedata_holds.py"],
    "write_and_read_back": ["examples/write_and_read_back.py"],
}


def run(*arguments, folder=ROOT):
    done = subprocess.run(  # noqa: S603  our own scripts
        [sys.executable, "-X", "utf8", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("name", RUNS)
def test_a_script_prints_what_is_expected(name):
    golden = GOLDEN / f"{name}.txt"
    printed = run(*RUNS[name])
    if os.environ.get("EXAMCORE_WRITE_GOLDEN"):
        golden.write_text(printed, "utf-8", newline="\n")
    assert printed == golden.read_text("utf-8")


@pytest.mark.parametrize("name", [name for name, arguments in RUNS.items() if len(arguments) == 1])
def test_a_script_runs_in_any_folder_and_leaves_nothing_there(name, tmp_path):
    printed = run(str(ROOT / RUNS[name][0]), folder=tmp_path)
    assert printed == (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert list(tmp_path.iterdir()) == []


def test_the_files_that_the_script_writes_can_be_kept(tmp_path):
    folder = tmp_path / "to-send"
    run("examples/write_and_read_back.py", "--out", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [
        "E1234501.X01",
        "E1234570.X01",
        "receipt_12345_001.json",
    ]


def test_the_basedata_of_the_example_is_what_its_script_makes(tmp_path):
    run("examples/make_first_quote.py", str(tmp_path))
    kept = ROOT / "examples" / "first_quote" / "basedata"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        p.name: p.read_bytes() for p in kept.iterdir()
    }


def test_the_script_that_makes_the_basedata_says_how_it_is_used():
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "examples/make_first_quote.py"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert done.stderr.startswith("usage: make_first_quote.py")


def test_every_script_is_run():
    scripts = {path.name for path in (ROOT / "examples").glob("*.py")}
    assert scripts == {Path(arguments[0]).name for arguments in RUNS.values()} | {"make_first_quote.py"}
