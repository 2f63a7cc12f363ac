"""Entry files and amendments read together: the latest row of a candidate holds."""

from itertools import permutations

import pytest

import examcore as ex
from builders import entries, entry, read
from examcore.ids import uci


def row(letter, number, *options):
    return entry(
        *options,
        letter=letter,
        candidate=f"{number:04d}",
        name=f"SAMPLE:NO {chr(64 + number)}",
        uci=uci.make("12345", number, 26),
        upn="",
        uln="",
    )


def sent(letter, sequence, *rows, series="6G27"):
    """A file: numbers of candidates with their options."""
    given = [row(letter, number, *options) for number, *options in rows]
    return read(*entries(*given, letter=letter, sequence=sequence, series=series))


def held(readings):
    return {(e.candidate.number, e.option.code) for e in ex.Entries.of(readings)}


def told(readings):
    return [(f.code, f.file) for f in ex.Entries.of(readings).findings if f.code.startswith("entries.")]


E = sent("E", 1, (1, "X100", "X200"), (2, "X100"), (3, "X300"))
A2 = sent("A", 2, (1, "X100"), (4, "X400"))
A3 = sent("A", 3, (1, "X500"), (2,))
NAMES = [r.name for r in (E, A2, A3)]


def test_the_latest_row_of_a_candidate_holds_whatever_the_order_of_reading():
    for order in permutations([E, A2, A3]):
        assert held(order) == {("0001", "X500"), ("0003", "X300"), ("0004", "X400")}
        assert sorted(told(order)) == [("entries.replaced", NAMES[1]), ("entries.replaced", NAMES[2])]
    findings = ex.Entries.of([E, A2, A3]).findings
    assert [f.params["count"] for f in findings if f.code == "entries.replaced"] == [1, 2]


def test_a_candidate_withdrawn_from_everything_is_gone():
    assert "0002" not in {number for number, _ in held([E, A3])}
    entries_ = ex.Entries.of([sent("A", 4, (3,))])
    assert (len(entries_), len(entries_.unreadable), entries_.findings.ok) == (0, 0, True)


def test_a_row_that_cannot_be_read_stays_unknown():
    data, name = entries(
        row("A", 1, "X100"), entry("X200", letter="A", born="319999"), letter="A", sequence=2
    )
    broken = read(data, name)
    given = ex.Entries.of([E, broken])
    assert len(given.unreadable) == 1
    assert ("0001", "X100") in {(e.candidate.number, e.option.code) for e in given}


def test_two_entry_files():
    second = sent("E", 2, (1, "X900"))
    for order in ([E, second], [second, E]):
        assert held(order) == {("0001", "X900"), ("0002", "X100"), ("0003", "X300")}
        assert ("entries.two-entry-files", second.name) in told(order)


def test_an_entry_file_comes_first_whatever_its_number():
    early, late = sent("A", 1, (1, "X500")), sent("E", 2, (1, "X100"), (2, "X200"))
    assert held([early, late]) == {("0001", "X500"), ("0002", "X200")}
    assert told([early, late]) == [("entries.replaced", early.name)]


def test_the_same_file_twice_loses_nobody():
    assert held([E, E]) == held([E])
    assert held([A2, A2]) == held([A2])


def test_candidates_without_a_number_do_not_replace_each_other():
    first, second = (
        read(*entries(entry(code, candidate="", letter=letter), letter=letter, sequence=n))
        for letter, n, code in (("E", 1, "X100"), ("A", 2, "X200"))
    )
    assert sorted(e.option.code for e in ex.Entries.of([first, second])) == ["X100", "X200"]


@pytest.mark.parametrize("series", ["6A27", "BG27"])
def test_each_series_is_by_itself(series):
    other = sent("A", 2, (1, "X700"), series=series)
    assert held([E, other]) == held([E]) | {("0001", "X700")}
    assert ("entries.amendments-only", other.name) in told([E, other])


def test_a_table_beside_files_adds_up(person, table):
    given = read(table(person(1, centre="12345", option_code="8700")), "entries.csv")
    assert held([E, A3, given]) == held([E, A3]) | {("0001", "8700")}
