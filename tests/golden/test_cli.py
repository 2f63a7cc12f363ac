"""What the command line prints of the first example, word for word.

After a change that is meant, write the files anew: ``python tests/golden/test_cli.py``.
"""

import contextlib
import io
import os
import tempfile
from pathlib import Path

import pytest

from examcore.cli import main

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXAMPLE = "examples/first_quote"
COMMANDS = {
    "cli_read.txt": ("read", EXAMPLE),
    "cli_lint.txt": ("lint", EXAMPLE),
    "cli_quote.txt": (
        "quote",
        f"{EXAMPLE}/entries.csv",
        "--basedata",
        f"{EXAMPLE}/basedata",
        "--on",
        "2027-01-15",
        "2027-02-21",
        "--by",
        "subject",
    ),
    "cli_plugins.txt": ("plugins", "show", "aqa", "--datasets", "--on", "2027-01-15", "--year", "2026/27"),
    "cli_deadlines.txt": ("deadlines", "--series", "2027-06", "--body", "aqa", "--on", "2027-02-08"),
    "cli_reconcile.txt": (
        "reconcile",
        "examples/invoice.csv",
        f"{EXAMPLE}/entries.csv",
        "--basedata",
        f"{EXAMPLE}/basedata",
        "--on",
        "2027-01-15",
        "--as-at",
        "2027-03-08",
    ),
    "cli_write.txt": (
        "write",
        f"{EXAMPLE}/entries.csv",
        "--basedata",
        f"{EXAMPLE}/basedata",
        "--centre",
        "examples/centre.csv",
        "--on",
        "2027-01-20",
        "--out",
        "OUT",
        "--names",
    ),
}


def printed(argv):
    """Status, standard output and standard error, and the files that were written, as one text."""
    out, err = io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        given = [folder if word == "OUT" else word for word in argv]
        with contextlib.chdir(ROOT), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(given)
        text = f"$ examcore {' '.join(argv)}\n{out.getvalue()}--- standard error\n{err.getvalue()}"
        text = f"{text}--- status {status}\n".replace(folder, "OUT").replace(os.sep, "/")
        for path in sorted(Path(folder).iterdir()):
            lines = path.read_text("utf-8").splitlines()
            text += "".join(f"{line}\n" for line in (f"--- {path.name}", *map(str.rstrip, lines)))
    return text


@pytest.mark.parametrize("name", COMMANDS)
def test_output(name):
    assert printed(COMMANDS[name]) == (HERE / name).read_text("utf-8")


if __name__ == "__main__":
    for name, argv in COMMANDS.items():
        (HERE / name).write_text(printed(argv), "utf-8", newline="\n")
