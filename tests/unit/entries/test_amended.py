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


def test_amendments_alone_are_never_complete():
    """The candidates who were not amended are missing, so nothing may be called a total."""
    given = ex.Entries.of([sent("A", 4, (3,)), sent("A", 5, (1, "X100"))])
    assert (len(given), [row.body for row in given.unreadable]) == (1, ["70"])
    assert [f.code for f in given.findings.errors] == ["entries.amendments-only"]
    both = ex.Entries.of([E, sent("A", 4, (3,))])
    assert (len(both.unreadable), both.findings.ok) == (0, True)


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


def test_candidates_without_a_number_are_unknown_and_not_added_up():
    first, second = (
        read(*entries(entry(code, candidate="", letter=letter), letter=letter, sequence=n))
        for letter, n, code in (("E", 1, "X100"), ("A", 2, "X200"))
    )
    given = ex.Entries.of([first, second])
    assert (len(given), len(given.unreadable)) == (0, 2)
    given = ex.Entries.of([E, second])
    assert (set(given), len(given.unreadable)) == (set(ex.Entries.of(E)), 1)


@pytest.mark.parametrize("series", ["6A27", "BG27"])
def test_each_series_is_by_itself(series):
    other = sent("A", 2, (1, "X700"), series=series)
    assert held([E, other]) == held([E]) | {("0001", "X700")}
    assert ("entries.amendments-only", other.name) in told([E, other])


def test_a_table_beside_files_adds_up(person, table):
    given = read(table(person(1, centre="12345", option_code="8700")), "entries.csv")
    assert held([E, A3, given]) == held([E, A3]) | {("0001", "8700")}


def changed(letter, sequence, old, new, *rows):
    """A file with other bytes."""
    given = [row(letter, number, *options) for number, *options in rows]
    data, name = entries(*given, letter=letter, sequence=sequence)
    assert old in data
    return read(data.replace(old, new), name)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"A5C12345", b"A5C     ", "jcq.centre-missing"),
        (b"A5C12345", b"A5C00000", "jcq.centre-missing"),
        (b"A112345", b"A100000", "jcq.centre-zeros"),
        (b"A312345", b"A300000", "jcq.centre-zeros"),
        (b"A112345", b"A154321", "jcq.centre-differs"),
    ],
)
def test_an_amendment_with_a_wrong_or_without_a_centre_replaces_all_the_same(old, new, code):
    amended = changed("A", 2, old, new, (1, "X100"), (2,))
    for order in ([E, amended], [amended, E]):
        assert held(order) == {("0001", "X100"), ("0003", "X300")}
        given = ex.Entries.of(order)
        assert {e.candidate.centre_number for e in given} == {"12345"}
        assert given.unreadable == ()
    severity = {"jcq.centre-missing": "warning"}.get(code, "error")
    assert {str(f.severity) for f in amended.findings if f.code == code} == {severity}


def test_a_row_of_another_centre_than_its_block_makes_totals_incomplete():
    amended = changed("A", 2, b"A5C12345", b"A5C54321", (1, "X100"))
    given = ex.Entries.of([E, amended])
    assert len(given.unreadable) == 2  # whose the row is, and what else the other centre has entered
    assert "jcq.other-centre" in {f.code for f in given.findings.errors}


def test_a_row_without_any_centre_is_unknown():
    data, name = entries(row("A", 1, "X100"), letter="A", sequence=2)
    amended = read(data.replace(b"A5C12345", b"A5C     ").replace(b"12345", b"00000"), name)
    given = ex.Entries.of([E, amended])
    assert (held([E, amended]), len(given.unreadable)) == (held([E]), 2)


@pytest.mark.parametrize("number", ["", "0000"])
def test_an_amendment_of_nobody_is_unknown(number):
    nobody = entry("X100", letter="A", candidate=number)
    amended = read(*entries(nobody, letter="A", sequence=2))
    assert len(ex.Entries.of([E, amended]).unreadable) == 1
    assert held([E, amended]) == held([E])


def test_amendments_within_the_entry_file_make_it_incomplete():
    later, _ = entries(row("A", 1, "X100"), letter="A", sequence=2)
    first, name = entries(row("E", 1, "X100", "X200"))
    for behind in (later, b" " + first.splitlines()[2], b"\t" + later.splitlines()[2]):
        given = ex.Entries.of(read(first + behind, name))
        assert (len(given), len(given.unreadable)) == (2, 1)
        assert str(given.unreadable[0].origin).startswith(name)


def dated(sequence, day, *rows):
    given = [row("A", number, *options) for number, *options in rows]
    return read(*entries(*given, letter="A", sequence=sequence, produced=day))


def test_days_that_contradict_the_numbers():
    early, late = dated(2, "120227", (1, "X100")), dated(3, "110227", (1, "X900"), (3, "X300"))
    for order in permutations([E, early, late]):
        given = ex.Entries.of(order)
        (finding,) = [f for f in given.findings if f.code == "entries.order-contradicts"]
        assert (finding.file, finding.params["other"], finding.params["count"]) == (late.name, early.name, 1)
        assert (str(finding.severity), [row.body for row in given.unreadable]) == ("error", ["70"])
        assert ("0001", "X900") in held(order)
    others = [E, early, dated(3, "110227", (3, "X300"))]  # nothing depends on the order of these
    assert "entries.order-contradicts" not in {f.code for f in ex.Entries.of(others).findings}
    given = ex.Entries.of([E, early, dated(3, "120227", (1, "X300"))])
    assert given.unreadable == ()


def test_a_file_of_two_centres_is_told_once():
    data, name = entries(row("A", 1, "X100"), row("A", 2, "X100").replace("12345", "54321", 1), letter="A")
    codes = [f.code for f in ex.Entries.of(read(data, name)).findings]
    assert codes.count("entries.amendments-only") == 1
