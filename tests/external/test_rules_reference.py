"""The shipped rules against the reference: each number of ours is there, and each of theirs is here."""

import re
from collections import defaultdict
from functools import cache

import pytest

import builders
from examcore.datasets import Dataset
from examcore.evidence import Evidence
from examcore.rulebook import Rulebook
from examcore_plugins.jcq import data_of

REFERENCE = builders.REFERENCE.with_name("rules.md")
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not part of the project")

WORDS = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
)
MONTHS = re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec")
ONE = {
    "days": ("daily", "day before"),
    "weeks": ("weekly", "a week"),
    "years": ("yearly", "annual(?:ly)?"),
    "working-days": ("next working day",),
    "calendar-days": ("following morning",),
    "count": ("once",),
}
"""How one of a unit is written in words."""

LEFT_OUT = {
    "ENT-08": "an example of a year in a UCI",
    "ENT-11": "the month of a notice",
    "FEE-01": "the ids of other rules; amounts are in price lists",
    "SEC-04": "an edition and a clause",
    "SEC-16": "an edition and a clause",
    "ROOM-06": "an edition",
    "AA-09": "the names of forms",
    "AA-10": "the name of a form",
    "AA-29": "an edition",
    "AA-32": "a worked example of arithmetic, and a choice of ours",
    "MOD-04": "the id of another rule",
    "MOD-05": "a size of paper",
    "SC-15": "the name of a form",
    "NEA-01": "the id of another rule",
    "NEA-08": "one school's practice; JCQ gives no number",
    "NEA-12": "the id of another rule",
    "NEA-15": "the name of a form",
    "PRS-07": "the names of services",
    "PRS-13": "a clause",
    "MAL-03": "the names of forms, which are in the conflicts",
    "MAL-06": "clauses",
    "MAL-13": "the id of another rule",
    "POST16-01": "a name; 'annual or when changed' was read for its purpose only",
    "SYS-02": "the name of a system",
}
"""The rules that have a figure and no row, and why. All others without a row are words only."""

NOT_OURS = {
    "CAL-01": {"16": "an age that the source gives in passing, with school age"},
    "CAL-05": {"1": "in a code", "3": "in a code", "6": "in a code", "24": "in a code"},
    "ENT-04": {"0": "a code"},
    "ENT-17": {"70": "a code"},
    "TRANS-03": {"1": "the name of a stage"},
    "AA-08": {"8": "the name of a form", "1": "a part's name", "2": "a part's name"},
    "DSP-04": {"1": "one to one, as in the rule"},
    "MAL-08": dict.fromkeys("2345678", "a place on the scale, of which the ends are rows"),
    "MAL-09": {"6": "an open end: 5 to 6 and more"},
    "CAT-05": dict.fromkeys("123456789", "the name of a stanine"),
    "APP-01": {"1": "the name of a stage"},
    "APP-02": {"2": "the name of a stage"},
    "APP-03": {"2": "the name of a stage", "1": "the name of a stage"},
    "PRS-01": {"1": "the name of a service"},
    "PRS-02": {"2": "the name of a service"},
    "PRS-03": {"2": "the name of a service"},
    "PRS-04": {"3": "the name of a service"},
    "PRS-05": {"2": "the name of a service", "3": "the name of a service", "1": "the name of a service"},
}
"""Figures in rules that have rows, which are no numbers of the rule."""

_NAMES = re.compile(
    r"\b(?:20\d\d(?:[–/]\d\d(?:\d\d)?)?|\d+\.\d+(?:/\d+\.\d+)?|[A-Z]+-\d+(?:…\d+)?|A[34]|CAT4)\b"
)
"""Years, clauses, ids of rules, sizes of paper: figures that never are a rule's number."""

_YEARS = re.compile(r"20(\d\d)(?:[–/](?:20)?(\d\d))?")


@cache
def reference():
    """Rule to its cells: rule, numbers, edition, source, status, software."""
    text = REFERENCE.read_text("utf-8").split("\n## 26. ")[0]
    found = re.findall(r"^\| ([A-Z][A-Z0-9]*-\d+) \|(.*)\|$", text, re.MULTILINE)
    cells = {rule: [cell.strip() for cell in rest.split("|")] for rule, rest in found}
    assert len(found) == len(cells)
    assert {len(row) for row in cells.values()} == {6}
    return cells


@cache
def conflicts():
    """Conflict to its topic and its competing values, as text."""
    text = REFERENCE.read_text("utf-8").split("\n## 26. ")[1].split("\n## 27")[0]
    return dict(re.findall(r"^\| (X\d+) \|(.*)\|$", text, re.MULTILINE))


@cache
def rulebook():
    package = "examcore_plugins.jcq"
    return Rulebook.of(
        Dataset.parse(*data_of(package, "rules_jcq")),
        Dataset.parse(*data_of(package, "rules_conflicts_jcq")),
    )


def forms(quantity):
    """Patterns of the ways in which the reference may write a number."""
    value, unit = quantity.text, quantity.unit
    if unit in {"day-of-year", "date"}:
        return [rf"(?<!\d){int(value[-2:])}(?:/\d+)?(?: \(or \d+\))? {MONTHS[int(value[-5:-3]) - 1]}[a-z]*"]
    if unit == "hour-of-day":
        return [rf"(?<![\d:])0?{int(value[:2])}{value[2:]}(?!\d)"]
    if unit == "ratio":
        other = value.partition(":")[2]
        return [
            rf"(?<!\d){value}(?!\d)",
            rf"(?:n/|per |max ){other}(?!\d)",
            *([rf"(?<![\d.:]){other}(?![\d:])"] if other != "1" else []),
        ]
    found = [rf"(?<![\d.:])0*{re.escape(value)}(?!\d|\.\d|:\d)"]
    number = int(value) if value.isdecimal() else -1
    if 0 <= number < len(WORDS):
        found.append(rf"\b{WORDS[number]}\b")
    if number == 1:
        found.extend(rf"\b{word}\b" for word in ONE.get(unit, ()))
    if number == 2:
        found.append(r"\bdouble\b")
    if unit == "minutes" and number > 0:
        found.append(rf"(?<![\d:]){number // 60}:{number % 60:02d}(?!\d)")
        if number % 60 == 0:
            hours = number // 60
            found.append(rf"\b(?:{WORDS[hours]}|{hours}){'|an' if hours == 1 else ''}[ -]hours?\b")
        if number == 60:
            found.append(r"\ban hour\b")
    if unit == "months" and number > 24:
        found.append(rf"(?<!\d){number // 12}:{number % 12}(?!\d)")  # an age in years and months
    if unit == "days" and number % 7 == 0 and number > 7:
        found.append(rf"\b{WORDS[number // 7]} weeks\b")
    return found


def values_of(rule):
    rows = [row for row in rulebook() if row.rule == rule]
    return rows, [*rows, *(c for c in rulebook().conflicts if c.rule == rule and c.quantity)]


def labels(status):
    return set(re.findall(r"SEEN|RECALLED", status))


def text_of(cells):
    return f"{cells[0]} | {cells[1]}"


def test_a_number_of_ours_stands_in_the_reference():
    for row in rulebook():
        text = text_of(reference()[row.rule])
        assert any(re.search(form, text, re.IGNORECASE) for form in forms(row.quantity)), (row, text)


def test_every_figure_of_a_rule_with_rows_is_a_row_or_explained():
    for rule, cells in reference().items():
        rows, all_values = values_of(rule)
        if not rows:
            continue
        text = text_of(cells)
        claimed = [
            m.span()
            for v in all_values
            for f in forms(v.quantity)
            for m in re.finditer(f, text, re.IGNORECASE)
        ]
        claimed += [m.span() for m in _NAMES.finditer(text)]
        left = {
            m.group()
            for m in re.finditer(r"(?<![SPM])\d+", text)
            if not any(start <= m.start() and m.end() <= end for start, end in claimed)
        }
        assert left <= NOT_OURS.get(rule, {}).keys(), (rule, left, text)


def test_rules_without_a_row_are_words_only_or_explained():
    with_rows = {row.rule for row in rulebook()}
    figures = {
        r for r, cells in reference().items() if r not in with_rows and re.search(r"\d", text_of(cells))
    }
    assert figures == set(LEFT_OUT)
    counts = {"all": len(reference()), "with rows": len(with_rows), "explained": len(LEFT_OUT)}
    assert counts == {"all": 351, "with rows": 163, "explained": 24}
    words = [text_of(c) for r, c in reference().items() if r not in with_rows | figures]
    numbers = r"\b(twelve|twenty|half|twice|daily|weekly|monthly|yearly|per cent|an hour|pence|pounds)\b"
    assert not [text for text in words if re.search(numbers, text, re.IGNORECASE)]


def test_rules_and_conflicts_are_those_of_the_reference():
    assert {row.rule for row in rulebook()} <= reference().keys()
    assert {c.rule for c in rulebook().conflicts} <= reference().keys()
    assert {c.conflict for c in rulebook().conflicts} == conflicts().keys()


def test_labels_and_confidence_are_those_of_the_reference():
    for row in rulebook():
        cells = reference()[row.rule]
        place = f"{row!r}: {cells}"
        known = labels(cells[1] + cells[4])  # some say it with the number
        if row.evidence is Evidence.DERIVED:
            assert "inference" in cells[2] + cells[4], place
        else:
            assert row.evidence in known, place
        letters = set(re.findall(r"\b[HML]\b", cells[4]))
        assert row.confidence in (letters or {""}), place


def test_of_rules_that_are_partly_remembered_the_numbers_that_were_read_are_these():
    partly = {row for row in rulebook() if len(labels(" ".join(reference()[row.rule][1:5]))) > 1}
    assert {f"{row.rule} {row.parameter}" for row in partly if row.evidence is Evidence.SEEN} == {
        "AA-16 approval-validity",
        "CON-04 checks",
        "INV-03 invigilator-ratio",
        "MAL-08 penalty-maximum",
        *(f"MOD-01 a{paper}-size-{size}" for paper in "34" for size in ("smaller", "larger")),
        "SC-04 uplift",
        "SC-07 uplift-illness",
        "SC-13 submission-by-june",
        "SEC-14 early-opening-maximum",
    }


def test_what_is_recalled_says_so_and_what_was_seen_names_its_sources():
    for row in rulebook():
        theirs = set(re.findall(r"\[(S[^\]]+)\]", " ".join(reference()[row.rule][1:5])))
        ours = {source.key for source in row.sources}
        assert ours - {"MEMORY", "RULES"} <= theirs, (row, theirs)
        assert ("MEMORY" in ours) == (row.evidence is Evidence.RECALLED), row
        assert ours != {"MEMORY"} or row.evidence is Evidence.RECALLED, row
    generic = {row.rule for row in rulebook() if row.sources[0].key == "RULES"}
    assert generic == {"CAL-02", "CAL-04"}  # Pearson's day, of which the row names no document of its own


def test_addresses_are_those_of_the_reference():
    theirs = dict(re.findall(r"^\[(S[^\]]+)\]: (\S+)", REFERENCE.read_text("utf-8"), re.MULTILINE))
    for key, where in rulebook().sources.items():
        if key in theirs:
            assert where == theirs[key]
        else:
            assert key in {"S25", "S78", "S129", "MEMORY", "RULES"}


def test_editions_are_named_by_the_reference():
    for row in rulebook():
        if row.edition != "undated":
            text = " ".join(reference()[row.rule][:3])
            named = {year for pair in _YEARS.findall(text) for year in pair if year}
            ours = set(re.findall(r"\d\d(?=-|$)", row.edition.removeprefix("before-")))
            assert ours <= named, (row, text)


def test_bodies_are_named_by_the_reference():
    names = {
        "aqa": "AQA",
        "ocr": "OCR",
        "pearson": "Pearson",
        "wjec": "WJEC",
        "cambridge": "Cambridge",
        "bcs": "BCS",
        "trinity": "Trinity",
        "sqa": "SQA",
        "dfe": "DfE",
        "gl": "GL",
        "uk-law": "DPA|GDPR|DUAA|FOI",
    }
    indirect = {
        "DSP-02": "the guide of May 2025 is that of DSP-01",
        "DSP-03": "the same",
        "CAT-05": "a test of GL's",
    }
    for row in rulebook():
        if row.body != "jcq" and row.rule not in indirect:
            assert re.search(names[row.body], " ".join(reference()[row.rule])), row
    assert {row.body for row in rulebook()} == {*names, "jcq"}


def test_competing_values_stand_in_the_section_of_conflicts():
    grouped = defaultdict(list)
    for value in rulebook().conflicts:
        grouped[value.conflict].append(value)
    for conflict, values in grouped.items():
        text = conflicts()[conflict]
        for value in values:
            if value.quantity and value.quantity.unit != "words" and conflict not in {"X8", "X10", "X13"}:
                assert any(re.search(f, text, re.IGNORECASE) for f in forms(value.quantity)), (value, text)
            own = text_of(reference()[value.rule])
            if conflict in {"X8", "X10", "X13"}:
                assert any(re.search(f, own, re.IGNORECASE) for f in forms(value.quantity)), (value, own)


def test_defaults_are_those_that_the_reference_proposes():
    proposed = {
        (c.conflict, c.rule): c.quantity.text for c in rulebook().conflicts if c.default and c.quantity
    }
    assert proposed == {
        ("X1", "SC-10"): "25",
        ("X2", "LATE-04"): "published finish",
        ("X3", "LATE-09"): "60",
        ("X6", "SEC-11"): "60",
        ("X6", "SEC-13"): "90",
        ("X6", "SEC-14"): "90",
        ("X7", "AA-16"): "26",
    }
    assert "default 90 for AA/print, 60 for splitting" in conflicts()["X6"]
    assert "default 25 %" in conflicts()["X1"]
    assert "default 26 months" in conflicts()["X7"]
