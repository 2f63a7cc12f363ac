"""The command line in this process: status, standard output and standard error."""

import io
import json
import sys
from pathlib import Path

import pytest

from examcore.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command; bytes given are its standard input."""

    def run(*argv, stdin=None):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = main([str(arg) for arg in argv])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def run_json(run):
    """The same with ``--json``: status and the objects of its lines."""

    def run_json(verb, *argv, stdin=None):
        status, out, err = run(verb, *argv, "--json", stdin=stdin)
        assert not err
        objects = [json.loads(line) for line in out.splitlines()]
        assert all(each["schema"] == f"examcore.{verb}/1" for each in objects)
        return status, objects

    return run_json


@pytest.fixture
def first_quote():
    """The folder of the example."""
    return ROOT / "examples" / "first_quote"
