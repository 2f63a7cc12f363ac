"""A file of a million faults: errors are told, and findings stay few."""

import tracemalloc

import pytest

from builders import basedata, codes, entries, entry, file, found, option, read
from examcore.layout import Rejected

LINES = 30_000


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b"O5X100\r\n", "layout.bad-field"),
        (b"Q5X100\r\n", "layout.unknown-record"),
        (b"\r\n", "layout.blank-line"),
        (b"O3\r\n", "layout.short-line"),
    ],
)
def test_findings_of_a_file_are_bounded_and_counted(row, code):
    data, name = file("O", option())
    head = data.splitlines(keepends=True)
    data = b"".join([*head[:3], row * LINES, *head[3:]])
    tracemalloc.start()
    reading = read(data, name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < LINES * 1_200
    assert reading.to_bytes() == data
    assert codes(reading.findings).count(code) == 1_000
    assert len(reading.findings) < 8_000
    more = {f.params["what"]: f.params["count"] for f in reading.findings if f.code == "layout.not-listed"}
    assert more[code] == LINES - 1_000
    if row.strip():
        assert not reading.report.ok


def test_a_short_line_is_told_once():
    data, name = file("O", option())
    reading = read(data.replace(option().encode().ljust(115), b"O5X100"), name)
    bad = found(reading.findings, "layout.bad-field")
    assert (bad.line, bad.field) == (3, "item")
    assert isinstance(reading.records.records[2], Rejected)


def test_checks_of_entries_are_bounded_too():
    data, name = entries(*[entry("X100", uci="", name="SMITH")] * 3_000)
    reading = read(data, name)
    listed = codes(reading.findings)
    assert listed.count("jcq.uci-missing") == listed.count("jcq.candidate-name") == 1_000
    assert {f.params["what"] for f in reading.findings if f.code == "layout.not-listed"} == {
        "jcq.uci-missing",
        "jcq.candidate-name",
        "jcq.option-twice",
    }
    hidden = [
        personal == fields.keys()
        for _, mark, fields, personal in reading.records.iter_lines()
        if mark == "E5"
    ]
    assert hidden == [True] * 3_000


def test_grammar_and_checks_of_basedata_are_bounded_too():
    head = basedata("O", option()).splitlines(keepends=True)
    reading = read(b"".join([head[0], *[head[2]] * 3_000]), "O6G27_99.X01")
    assert codes(reading.findings).count("jcq.record-order") == 1_000
    assert codes(reading.findings).count("jcq.repeated-record") == 1_000


# ---- the byte-order mark


@pytest.mark.parametrize("name", ["O6G27_99.X01", "options.txt"])
def test_a_byte_order_mark_is_told_kept_and_passed_over(name):
    data, _ = file("O", option())
    marked = b"\xef\xbb\xbf" + data
    reading = read(marked, name)
    plain = read(data, name)
    assert reading.values == plain.values
    assert reading.issue == plain.issue
    assert reading.to_bytes() == marked
    told = found(reading.findings, "layout.byte-order-mark")
    assert (str(told.severity), told.line) == ("warning", 1)
    assert sorted(codes(reading.findings)) == sorted([*codes(plain.findings), told.code])
