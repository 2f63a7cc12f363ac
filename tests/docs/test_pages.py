"""Every page of the documentation runs, is up to date, and leads somewhere."""

import re
from pathlib import Path

import pytest

from examcore import samples
from examcore.plugins import HOOKS, Registry

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
GENERATED = (
    "identifiers",
    "formats",
    "finding-codes",
    "entries-table",
    "price-file",
    "invoice-table",
    "receipt",
    "centres-table",
    "rows",
    "bodies",
    "hooks",
    "samples",
    "datasets",
    "rulebook",
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
@pytest.mark.usefixtures("beside_examples")
def test_the_blocks_of_a_page_run(path, run_page):
    run_page(path)


def test_the_tutorial_and_the_reference_have_blocks(find_blocks):
    for page in (
        "tutorials/1-read-and-price",
        "tutorials/2-check-entries",
        "tutorials/3-write-and-read-back",
        "how-to/annual-plan",
        "how-to/changes-and-charges",
        "how-to/compare-an-invoice",
        "how-to/names",
        "how-to/private-candidates",
        "how-to/rules",
        "how-to/several-centres",
        "how-to/test-your-own-project",
        "how-to/write-a-plugin",
        "reference/identifiers",
        "reference/invoice-table",
        "reference/command-line",
        "reference/dates",
        "reference/receipt",
        "reference/samples",
    ):
        assert find_blocks(ROOT / "docs" / f"{page}.md"), page


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_up_to_date(name, generate):
    page = ROOT / "docs" / "reference" / f"{name}.md"
    assert page.read_text("utf-8") == generate.text_of(page.name), "stale; run: python docs/generate.py"


def test_all_generated_pages_are_tested(generate):
    assert {f"{name}.md" for name in GENERATED} == set(generate.PAGES)


def anchors(text):
    """The anchors that the headings of a page get."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES], ids=name_of)
def test_links_lead_somewhere(path):
    for link in _LINK.findall(path.read_text("utf-8")):
        if re.match(r"https?://", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{name_of(path)}: {link}"
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), f"{name_of(path)}: {link}"


def headings(name):
    return _HEADING.findall((ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8"))


def test_each_finding_code_has_its_heading():
    assert set(Registry.builtin().finding_codes()) <= set(headings("finding-codes"))


def test_each_format_and_each_layout_stands_on_the_page():
    page = (ROOT / "docs" / "reference" / "formats.md").read_text("utf-8")
    for fmt in Registry.builtin().formats:
        assert fmt.id in headings("formats")
        assert f"{fmt.title}. Edition: {fmt.edition}." in page
        for layout in fmt.layouts():
            assert f"| `{layout.name}` |" in page
            for field in layout.fields:
                end = "" if field.length == 1 else f"–{field.end}"
                assert f"| {field.start}{end} | `{field.name}` | {field.codec.name} |" in page


def test_each_hook_stands_on_the_page_with_its_signature():
    page = (ROOT / "docs" / "reference" / "hooks.md").read_text("utf-8")
    for name, kind in HOOKS.items():
        assert f"## {name}\n\n`{name}() -> Iterable[{kind.__name__}]`" in page


def test_each_body_stands_on_the_page():
    page = (ROOT / "docs" / "reference" / "bodies.md").read_text("utf-8")
    for body in Registry.builtin().bodies.bodies:
        line = next(line for line in page.splitlines() if line.startswith(f"| `{body.id}` |"))
        assert f"| {body.recognition_number} |" in line
        for jcq_id, use in body.jcq_ids.items():
            assert f"`{jcq_id}` {use}" in line


def test_no_column_of_rows_is_explained_that_is_not_there(generate):
    page = (ROOT / "docs" / "reference" / "rows.md").read_text("utf-8")
    for name in (*generate.OPTION_MEANINGS, *generate.LINE_MEANINGS, *generate.FILE_MEANINGS):
        assert f"| `{name}` |" in page


def test_each_dataset_stands_on_the_page():
    assert {ref.id for ref in Registry.builtin().datasets} <= set(headings("datasets"))


def test_the_glossary_explains_a_word_once():
    words = re.findall(r"^\*\*(.+?)\*\*", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert {word for word in words if words.count(word) > 1} == {"Tier"}  # of a paper, and of a fee


def test_decisions_are_numbered_without_a_gap():
    files = sorted(p for p in (ROOT / "docs" / "decisions").glob("*.md") if p.name != "README.md")
    assert [int(p.name[:4]) for p in files] == list(range(1, len(files) + 1))
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    for path in files:
        text = path.read_text("utf-8")
        assert f"]({path.name})" in index, f"the index lacks {path.name}"
        assert _HEADING.findall(text)[1:] == ["Context", "Decision", "Consequence"], path.name


def test_the_changelog_says_what_is_not_yet_released():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert _HEADING.findall(text)[1] == "[Unreleased]"
    unreleased = text.partition("## [Unreleased]")[2].partition("\n## ")[0]
    assert "- " in unreleased


def test_each_fault_stands_on_the_page():
    page = (ROOT / "docs" / "reference" / "samples.md").read_text("utf-8")
    for name, fault in samples.FAULTS.items():
        assert f"| `{name}` | {fault.does} |" in page
