"""Our layouts against the tables of the reference, column by column."""

import re

import pytest

from builders import REFERENCE
from examcore.evidence import Evidence
from examcore_plugins.jcq import records, unit_links

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not part of the project")

NAMES = {
    "H1": (
        "data_type record_type centre_number jcq_id series year distribution software_package "
        "software_version formats_version"
    ),
    "H3": "data_type record_type centre_number jcq_id series year sequence postcode",
    "T7": "data_type record_type centre_number records produced",
    "T9": "data_type record_type centre_number records centres",
    "S5": "data_type record_type syllabus_code filler title",
    "O5": (
        "data_type record_type option_code syllabus_code qualification level item "
        "unit_qualification unit_level process classification_code accreditation_number title "
        "fee_defined fee forecast_gradeset second_forecast_gradeset result_type gradeset "
        "second_gradeset endorsement_gradeset second_endorsement_gradeset maximum_mark components"
    ),
    "C5": (
        "data_type record_type component_code title teacher_marks maximum_mark gradeset due_date "
        "timetabled timetable_date session time_allowed"
    ),
    "L5": "data_type record_type option_code component_code filler",
    "D5": "data_type record_type first second filler",
    "UL": "award unit",
    "E5": (
        "data_type record_type status centre_number candidate_number name sex date_of_birth uci "
        "upn uln qualifier other_centre_number other_candidate_number documentation_group"
    ),
}
NAMES = {table: names.split() for table, names in NAMES.items()}
"""Ours for each row of a table, in its order."""

_LAYOUT = re.compile(r"<!-- layout: (\w+) (\d+) -->\n\|[^\n]*\n\|[-| ]*\n((?:\|[^\n]*\n)+)")


def tables():
    text = REFERENCE.read_text("utf-8") if REFERENCE.exists() else ""
    return {
        name: (
            int(length),
            [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()],
        )
        for name, length, rows in _LAYOUT.findall(text)
    }


TABLES = tables()


def label_of(text):
    """What a row says of its columns: SEEN, unless the width is said to be derived."""
    return Evidence.DERIVED if "width DERIVED" in text else Evidence.SEEN


def places(layout):
    return {f.name: (f.start, f.length) for f in layout.fields}


def declared(name):
    if name == "UL":
        return unit_links.LAYOUT
    if name == "E5":
        return records.layouts_of("E", 14)[-1]
    if name[0] in "HT":
        return next(x for x in records.layouts_of("L", 14) if x.name == f"L{name[1]}/14")
    return records.layouts_of(name[0], 14)[-1]


def test_no_table_is_left_out():
    """R, F and K are later issues; a slot is part of E5."""
    assert TABLES.keys() - {"R5", "F5", "K5", "SLOT"} == NAMES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_a_field(name):
    length, rows = TABLES[name]
    layout = declared(name)
    rows = [row for row in rows if row[1] != "option slots"]
    table = {
        ours: (int(row[2]), int(row[3]), label_of(row[-1]))
        for ours, row in zip(NAMES[name], rows, strict=True)
    }
    fields = [f for f in layout.fields if not f.name.startswith("option_") or f.name == "option_code"]
    assert {f.name: (f.start, f.length, f.evidence) for f in fields} == table
    assert layout.length == length
    for field, row in zip(fields, rows, strict=True):
        if row[4] == "sp":
            assert field.codec.name == "spaces"
        if row[5] == "R0" and name != "E5":
            assert field.codec.name.startswith("number")
        if re.fullmatch(r"`\w`", row[6]):
            assert field.codec.name == f"always {row[6][1]}" or field.codec.null == "" or name in {"H1", "E5"}


def test_the_slots_of_an_entry_record():
    _, rows = TABLES["E5"]
    (slots,) = [row for row in rows if row[1] == "option slots"]
    starts = [int(n) for n in re.findall(r"\d+", slots[6].split("starts")[1])]
    slot_length, slot = TABLES["SLOT"]
    (code_start, code_length), (rest_start, rest_length) = [(int(r[2]), int(r[3])) for r in slot]
    assert starts == [int(slots[2]) + n * slot_length for n in range(12)]
    for layouts in (records.layouts_of("E", 14), records.layouts_of("A", 14)):
        layout = places(layouts[-1])
        for number, start in enumerate(starts, 1):
            assert layout[f"option_{number}"] == (start + code_start - 1, code_length)
            assert layout[f"option_{number}_seventh"] == (start + rest_start - 1, rest_length)


def section(number):
    text = REFERENCE.read_text("utf-8")
    return re.search(rf"^#+ {re.escape(number)} .*?(?=^#+ )", text, re.DOTALL | re.MULTILINE)[0]


@pytest.mark.parametrize(("version", "column"), [(11, 2), (12, 4), (13, 6), (14, 6)])
def test_options_in_earlier_versions(version, column):
    rows = [[c.strip() for c in row.strip("|").split("|")] for row in section("4.3").splitlines()]
    rows = [row for row in rows if row[0].isdigit()]
    assert len(rows) == len(NAMES["O5"])
    table = {
        ours: (int(row[column]), int(row[column + 1]))
        for ours, row in zip(NAMES["O5"], rows, strict=True)
        if row[column] != "-"
    }
    assert places(records.layouts_of("O", version)[-1]) == table


def test_components_before_version_12():
    sentence = re.search(r"Before version 12 \(length (\d+)\): fields 1-6 as above, (.*?)\.", section("4.4"))
    moved = [(int(a), int(b)) for a, b in re.findall(r"(\d+) \((\d+)\)", sentence[2])]
    older = records.layouts_of("C", 11)[-1]
    newer = records.layouts_of("C", 14)[-1]
    assert list(places(older).values())[6:] == moved
    assert list(places(older).values())[:6] == list(places(newer).values())[:6]
    assert (older.length, older.padded) == (int(sentence[1]), int(sentence[1]))


@pytest.mark.parametrize("version", [11, 12, 13, 14])
@pytest.mark.parametrize("letter", "SOCL")
def test_lengths_of_records_by_version(letter, version):
    rows = [[c.strip() for c in row.strip("|").split("|")] for row in section("3.").splitlines()]
    (row,) = [row for row in rows if row[0] == letter]
    *control, detail = records.layouts_of(letter, version)
    assert detail.padded == detail.length == int(row[version - 10])
    assert {layout.padded for layout in control} == {detail.length}


@pytest.mark.parametrize(
    ("letter", "seen"), [("S", {14}), ("O", {11, 14}), ("C", {11, 14}), ("L", {14}), ("D", {14})]
)
def test_labels_of_versions(letter, seen):
    """Section 3: which lengths were seen, and which are arithmetic."""
    for version in records.versions_of(letter):
        layouts = records.layouts_of(letter, version)
        assert {x.evidence for x in layouts} == {Evidence.SEEN if version in seen else Evidence.DERIVED}
