"""File names ``dcccccbb.Xnn``."""

import pytest

from examcore.errors import CannotWrite
from examcore_plugins.jcq.names import file_name, parse_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("O6G27_99.X01", ("O", "6G27_", "99", 1, "6G27", "_")),
        ("o6a27_01.x02", ("O", "6A27_", "01", 2, "6A27", "_")),
        ("SBG27C70.X10", ("S", "BG27C", "70", 10, "BG27", "C")),
        ("L1A27B41.X03", ("L", "1A27B", "41", 3, "1A27", "B")),
        ("DA027_11.X99", ("D", "A027_", "11", 99, "A027", "_")),
        ("E1234570.X01", ("E", "12345", "70", 1, "", "")),
        ("aAB00170.x07", ("A", "AB001", "70", 7, "", "")),
        ("R1234570.X00", ("R", "12345", "70", 0, "", "")),
    ],
)
def test_a_name_is_taken_apart(name, parts):
    got = parse_name(name)
    assert (got.letter, got.where, got.jcq_id, got.sequence, got.series_code, got.language) == parts


@pytest.mark.parametrize(
    "name",
    [
        "",
        "options.txt",
        "O6G27_99.X1",
        "O6G27_99.X001",
        "O6G27_9.X01",
        "O6G27-99.X01",
        "O_6G2799.X01",
        "O6G27_99.Y01",
        "66G27_99.X01",
        "O6G27_99.X01 ",
        "O6G27_99.X01\n",
        "xO6G27_99.X01",
        "O6G2７_99.X01",
        "O6G27_AA.X01",
    ],
)
def test_another_name_is_none(name):
    assert parse_name(name) is None


def test_month_nought_and_later_letters_are_no_series():
    assert parse_name("O0G27_99.X01").series_code == ""
    assert parse_name("ODG27_99.X01").series_code == ""


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("E", "12345", "70", 1), "E1234570.X01"),
        (("A", "12345", "70", 99), "A1234570.X99"),
        (("A", "12345", "70", 101), "A1234570.X01"),
        (("O", "6G27_", "99", 999), "O6G27_99.X99"),
    ],
)
def test_a_name_is_made(parts, name):
    assert file_name(*parts) == name
    got = parse_name(name)
    assert (got.letter, got.where, got.jcq_id, got.sequence) == (*parts[:3], parts[3] % 100)


@pytest.mark.parametrize("sequence", [0, 100, 200, 900, 1000, -1, 1001])
def test_sequences_that_writers_skip_are_refused(sequence):
    with pytest.raises(CannotWrite, match="1 to 999, never ending in 00"):
        file_name("E", "12345", "70", sequence)


@pytest.mark.parametrize(
    ("letter", "where", "jcq_id"),
    [
        ("E", "1234", "70"),
        ("E", "123456", "70"),
        ("E", "12345", "7"),
        ("", "12345", "70"),
        ("5", "12345", "70"),
        ("E", "../..", "70"),
        ("E", "12 45", "70"),
    ],
)
def test_parts_that_do_not_fit_are_refused(letter, where, jcq_id):
    with pytest.raises(CannotWrite):
        file_name(letter, where, jcq_id, 1)
