"""The page of the command line: every verb, option, status and key stands there."""

import argparse
import json
import re
from pathlib import Path

import pytest

from examcore.cli.main import parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")}


def verbs(command, name=""):
    """Every verb and action with its parser."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from verbs(inner, f"{name} {word}".strip())
            return
    yield name, command


VERBS = dict(verbs(parser()))


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_its_section_with_all_its_arguments(verb):
    section = SECTIONS[verb.split()[0]]
    assert f"`examcore {verb}" in section
    shared = SECTIONS["What all verbs share"]
    for action in VERBS[verb]._actions:
        if action.dest == "help":
            continue
        for option in action.option_strings:
            assert f"`{option}" in section + shared
        for choice in action.choices or ():
            assert re.search(rf"(`|--fail-on |plugins \[?){choice}\b", section + shared), f"{verb}: {choice}"
        if not action.option_strings and action.metavar:
            assert action.metavar in section


def test_no_section_speaks_of_a_verb_that_is_not_there():
    first_words = {verb.split()[0] for verb in VERBS}
    assert SECTIONS.keys() - {"What all verbs share", "Findings in JSON"} - first_words == {"# Command line"}


@pytest.mark.parametrize("status", [0, 1, 2])
def test_an_exit_status_is_explained(status):
    assert f"\n| {status} |" in PAGE


JSON = {
    "demo": ["demo", "--out", "demo"],
    "read": ["read", "examples/faulty_entries.csv"],
    "lint": ["lint", "examples/first_quote/basedata"],
    "quote": [
        "quote",
        "examples/faulty_entries.csv",
        "--basedata",
        "examples/first_quote/basedata",
        "--on",
        "2027-01-15",
        "--by",
        "body",
    ],
    "reconcile": [
        "reconcile",
        "examples/invoice.csv",
        "examples/first_quote/entries.csv",
        "--basedata",
        "examples/first_quote/basedata",
        "--on",
        "2027-01-15",
    ],
    "write": [
        "write",
        "examples/first_quote/entries.csv",
        "--basedata",
        "examples/first_quote/basedata",
        "--centre",
        "examples/centre.csv",
        "--on",
        "2027-01-20",
        "--out",
        "to-send",
        "--names",
    ],
    "deadlines": ["deadlines", "--series", "2027-06", "--body", "aqa"],
    "id": ["id", "check", "uci", "123450260001X"],
    "plugins": ["plugins"],
}


def keys(section):
    """The keys that the tables of a section list, in their order."""
    return re.findall(r"^\| `([a-z_]+)` \|", section.partition("With `--json`")[2], re.MULTILINE)


@pytest.mark.parametrize("verb", JSON)
@pytest.mark.usefixtures("beside_examples")
def test_the_objects_of_a_verb_have_the_keys_that_the_page_lists(verb, run_command_line):
    printed, _ = run_command_line("examcore " + " ".join([*JSON[verb], "--json"]))
    finding_keys = re.findall(r"^\| `([a-z]+)` \|", SECTIONS["Findings in JSON"], re.MULTILINE)
    for text in printed.splitlines():
        content = json.loads(text)
        assert content.pop("schema") == f"examcore.{verb}/1"
        listed = keys(SECTIONS[verb])
        assert list(content) == listed[: len(content)]
        if verb == "quote":
            assert list(content["lines"][0]) == listed[len(content) :]
        for finding in content.get("findings", ()):
            assert list(finding) == finding_keys


def test_every_verb_that_prints_objects_is_tried():
    assert set(JSON) == {verb.split()[0] for verb in VERBS}
