"""Entry and amendment files: whatever is wrong with a row, what identifies a candidate does not show."""

import json

import pytest

from builders import entries, entry, file, option, read
from examcore.cli.main import main

SECRETS = ("ZEBED", "QUENTI", "8765000", "999990140", "B8012", "1200005", "92763086")
ROW = entry("X100", "X200", name="ZEBEDEE:QUENTIN", uci="999990140001B")


def shown(data, name, tmp_path, capsys):
    """Everything that is printed of a file: findings, records, and `read` and `lint` on the command line."""
    reading = read(data, name)
    assert reading.to_bytes() == data
    path = tmp_path / name
    path.write_bytes(data)
    for verb in (["read", "--json"], ["read"], ["lint"], ["lint", "--json"], ["lint", "--annotate"]):
        main([*verb, str(path)])
    for line in range(1, len(data.splitlines()) + 1):
        main(["read", str(path), "--line", str(line)])
    told = [str(f) + json.dumps(f.as_json()) + repr(f) for f in reading.findings]
    printed = capsys.readouterr()
    return printed.out + printed.err + repr(told) + repr(reading.values)


@pytest.mark.parametrize("mark", "1379")
@pytest.mark.parametrize("letter", "EA")
@pytest.mark.parametrize("cut", [192, 120, 60, 30])
def test_a_row_with_the_mark_of_a_control_record(mark, letter, cut, tmp_path, capsys):
    data, name = entries(entry("X100", letter=letter), "ROW", letter=letter)
    row = (letter + mark + ROW[2:]).ljust(192)[:cut].encode()
    data = data.replace(b"ROW".ljust(192), row)
    text = shown(data, name, tmp_path, capsys) + repr(read(data, name).records.records)
    assert not [secret for secret in SECRETS if secret in text]


def test_a_row_with_the_mark_of_a_header_at_the_beginning(tmp_path, capsys):
    data, name = entries(entry("X100"))
    rest = data.splitlines(keepends=True)[1:]
    text = shown(b"".join([("E1" + ROW[2:]).ljust(192).encode() + b"\r\n", *rest]), name, tmp_path, capsys)
    assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("start", range(2, 109, 5))
@pytest.mark.parametrize("mark", ["", "E1", "E3", "E5", "E7", "E9"])
def test_a_row_broken_in_two(start, mark, tmp_path, capsys):
    data, name = entries(ROW)
    at = data.index(b"E5") + start
    text = shown(data[:at] + b"\r\n" + mark.encode() + data[at:], name, tmp_path, capsys)
    assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("by", [1, 7, 9, 23, 30, 40])
@pytest.mark.parametrize("at", [2, 8, 12, 52, 59])
@pytest.mark.parametrize("length", [192, 300])
def test_a_row_that_is_shifted(by, at, length, tmp_path, capsys):
    data, name = entries("ROW")
    row = (ROW[:at] + " " * by + ROW[at:]).ljust(192)[:length].encode()
    text = shown(data.replace(b"ROW".ljust(192), row), name, tmp_path, capsys)
    assert not [secret for secret in SECRETS if secret in text]


def test_a_shifted_row_is_personal_as_a_whole_and_a_sound_one_is_not():
    data, name = entries(entry("X100"), entry("X100", uci=""))
    (head, sound, odd) = [
        (fields, personal)
        for _, mark, fields, personal in read(data, name).records.iter_lines()
        if mark in {"E1", "E5"}
    ]
    assert odd[1] == odd[0].keys()
    assert sound[1] == {"name", "date_of_birth", "uci", "upn", "uln"}
    assert head[1] == {"software_package", "software_version"}  # words, of which nobody knows whose they are


def test_records_show_codes_and_the_shape_of_everything_else():
    data, name = entries(entry("X100", "SMITHY", others="1234X0002"))
    text = repr(read(data, name).records.records[2])
    assert "X100" in text
    assert "SMITHY" not in text
    head = repr(read(data, name).records.records[0])
    assert "EXAMPLE" not in head


def test_values_of_basedata_still_show():
    data, name = file("O", option(item="Q"))
    assert "'Q'" in str(read(data, name).findings)
    assert all(not personal for *_, personal in read(data, name).records.iter_lines())
