"""The benchmark is not part of the default run; that it runs, and that its totals are equal, is."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "benchmarks" / "bench.py"


def test_a_quick_run():
    pytest.importorskip("pandas")
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(BENCH), "--quick"], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    for row in (
        "first file",
        "typed parse",
        "writing",
        "memory",
        "to catalogue",
        "equal totals",
        "twice the input",
    ):
        assert row in done.stdout
