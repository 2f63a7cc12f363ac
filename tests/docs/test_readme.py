"""README: its two lines have the form that others rely on, and its Python runs."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PRINTED = re.compile(r"^print\(.*\)\s+# ([0-9].*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def blocks(find_blocks):
    return [(kind, text) for _, kind, text in find_blocks(ROOT / "README.md")]


@pytest.fixture(scope="module")
def set_up(blocks):
    return next(text for kind, text in blocks if kind == "sh").splitlines()


def test_set_up_is_the_first_block_of_shell_and_has_two_lines_without_prompt_signs(blocks, set_up):
    assert blocks[0][0] == "sh"
    assert len(set_up) == 2
    assert not [line for line in set_up if line.startswith(("$", ">", "#", " "))]


def test_continuous_integration_finds_exactly_one_line(set_up):
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    patterns = re.findall(r"grep -E '([^']+)' README\.md", script)
    assert len(patterns) == 1
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert [line for line in lines if re.search(patterns[0], line)] == [set_up[1]]
    assert "[test]" in set_up[1]
    assert "python -m pytest" in set_up[1]


@pytest.mark.usefixtures("in_root")
def test_the_first_line_ends_in_a_demonstration_that_prints_what_is_shown(
    blocks, set_up, run_command_line, monkeypatch, tmp_path
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # else it would leave its files with the system
    command = set_up[0].split(" && ")[-1]
    program, *arguments = shlex.split(command)
    assert program.endswith("bin/examcore")
    printed, status = run_command_line(shlex.join(["examcore", *arguments]))
    assert status == 0
    kind, shown = blocks[1]
    assert kind == "text"
    assert re.fullmatch(re.escape(shown).replace("…", "(?s:.*)"), printed)


@pytest.mark.usefixtures("in_root")
def test_the_python_runs_and_prints_what_its_comments_say(blocks, run_python):
    namespace = {"__name__": "readme"}
    codes = [text for kind, text in blocks if kind == "python"]
    assert codes
    for text in codes:
        printed = run_python(text, namespace, "README.md").splitlines()
        for comment in _PRINTED.findall(text):
            wanted = re.escape(comment.rstrip()).replace("…", ".*")
            assert [line for line in printed if re.fullmatch(wanted, line)], comment


def test_readme_says_what_can_be_read_prices_included(blocks):
    kinds = [kind for kind, _ in blocks]
    assert kinds == ["sh", "text", "python"], "another block would not be tested"


def test_readme_says_what_the_project_file_says():
    page = (ROOT / "README.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Version {project['version']}" in page
    assert f"Python {project['requires-python'].removeprefix('>=')} or later" in page
