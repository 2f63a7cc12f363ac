"""The notebook runs, and prints what stands in it.

After a change that is meant: ``python docs/run_notebook.py``, then read the difference.
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "first-quarter-of-an-hour.ipynb"
STALE = "stale; run: python docs/run_notebook.py"
_LINK = re.compile(r"\]\(([^)\s#]+)")


def cells(path):
    return nbformat.read(path, as_version=4).cells


def texts(path):
    """What each cell says, and the texts that it gives."""
    return [
        (cell.source, [output.get("text") or output.data["text/plain"] for output in cell.get("outputs", ())])
        for cell in cells(path)
    ]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The notebook with the outputs that it has today.

    It runs in a process of its own: what the machinery of notebooks warns of, at once or when its sockets
    are closed, is not ours, and in this process it would be an error. What a cell warns of is its output.
    """
    out = tmp_path_factory.mktemp("notebook") / NOTEBOOK.name
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-X", "utf8", str(ROOT / "docs" / "run_notebook.py"), str(NOTEBOOK), str(out)],
        cwd=out.parent,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in out.parent.iterdir()] == [out.name], "it leaves files behind"
    return out


def test_it_prints_what_stands_in_it(executed):
    now, then = texts(executed), texts(NOTEBOOK)
    for (source, printed), (_, shown) in zip(now, then, strict=True):
        assert printed == shown, f"{STALE}\n{source}"


def test_no_cell_warns(executed):
    outputs = [output for cell in cells(executed) for output in cell.get("outputs", ())]
    assert {output.output_type for output in outputs} <= {"stream", "execute_result"}
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


def test_its_cells_were_run_once_from_the_top():
    counts = [cell.execution_count for cell in cells(NOTEBOOK) if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), STALE


def test_nothing_of_the_computer_stands_in_it():
    text = NOTEBOOK.read_text("utf-8")
    folders = r"/tmp|/home|/work|/Users|[A-Z]:\\\\"  # noqa: S108  nothing is made there
    assert not re.search(rf"{folders}|0x[0-9a-f]{{6}}", text)


def test_its_links_lead_somewhere():
    links = _LINK.findall(NOTEBOOK.read_text("utf-8"))
    assert links
    assert [link for link in links if not (NOTEBOOK.parent / link).exists()] == []


def test_every_notebook_is_run():
    found = (ROOT / "docs").rglob("*.ipynb")
    assert [path for path in found if ".ipynb_checkpoints" not in path.parts] == [NOTEBOOK]
