"""Invented centres: the same everywhere, of any size, with nothing wrong until something is planted."""

import hashlib
import os
import pickle
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import examcore as ex
from builders import builtin, catalogue, codes, file, link, option, pair, read, syllabus
from examcore import samples
from examcore.entries import COLUMNS
from examcore.entries.names import wire_name
from examcore.ids import centre_number, uci, uln, upn
from examcore.samples.chance import Chance
from examcore.samples.names import FORENAMES, LONG, SURNAMES, UNUSUAL
from examcore.samples.people import Group, make_people

GOLDEN = "f7b87baa6944e72a2d2cf1578d656552056637198fac514f98056dc3a9575cd0"
"""SHA-256 of the table of seed 2027 with two faults, and where they are: the same wherever it is made."""

SCRIPT = """
import hashlib
from examcore import samples
centre = samples.make_centre(seed=2027, candidates=300).with_fault("lost-zero", 3).with_fault("shared-uci")
print(hashlib.sha256(centre.table() + repr(centre.planted).encode()).hexdigest())
"""


def golden():
    centre = (
        samples.make_centre(seed=2027, candidates=300).with_fault("lost-zero", 3).with_fault("shared-uci")
    )
    return hashlib.sha256(centre.table() + repr(centre.planted).encode()).hexdigest()


def test_one_seed_gives_one_centre_on_every_computer():
    assert golden() == GOLDEN


@pytest.mark.parametrize("seed_of_hashes", ["0", "4711"])
def test_hashing_has_no_part_in_it(seed_of_hashes):
    here = Path(ex.__file__).parents[1]
    env = os.environ | {
        "PYTHONHASHSEED": seed_of_hashes,
        "PYTHONPATH": str(here),
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
    }
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, check=True)  # noqa: S603  ours
    assert done.stdout.decode().strip() == GOLDEN


def test_another_seed_gives_another_centre():
    tables = {samples.make_centre(seed, 20).table() for seed in (-1, 0, 1, 2, 2**40)}
    assert len(tables) == 5
    assert samples.make_centre(5, 20) == samples.make_centre(5, 20)


def test_draws_are_fair_enough():
    chance = Chance(3)
    assert Counter(chance.below(4) for _ in range(4000)).keys() == {0, 1, 2, 3}
    assert 250 < sum(chance.happens(30) for _ in range(1000)) < 350
    assert sorted(chance.shuffled(range(50))) == list(range(50))
    assert {chance.pick("ab") for _ in range(20)} == {"a", "b"}


@pytest.mark.parametrize("count", [0, 1, 2, 50, 400])
def test_a_centre_of_any_size_has_nothing_wrong(count):
    centre = samples.make_centre(11, count)
    assert [c.number for c in centre.candidates] == [f"{n:04d}" for n in range(1, count + 1)]
    if count:
        assert list(centre.entries.findings) == []
        assert list(ex.check(centre.entries, centre.catalogue, registry=builtin())) == []
        assert {e.candidate for e in centre.entries} <= set(centre.candidates)
        assert ex.quote(centre.entries, centre.catalogue, on=date(2027, 1, 20)).complete


def test_the_table_is_read_as_the_entries_are():
    centre = samples.make_centre(5, 60)
    reading = read(centre.table(), "entries.csv")
    assert reading.findings == ()
    assert ex.Entries.of(reading) == centre.entries
    header = centre.table().splitlines()[0].decode()
    assert header == ",".join(column.name for column in COLUMNS)
    assert (reading.details["encoding"], reading.details["delimiter"]) == ("utf-8", ",")
    assert next(iter(centre.entries.rows())).keys() == {column.name for column in COLUMNS}


def test_who_is_there():
    centre = samples.make_centre(2, 400)
    kinds = Counter(
        "private" if e.candidate.status == "P" else "guest" if e.qualifier == "G" else e.year_group
        for e in {e.candidate.number: e for e in centre.entries}.values()
    )
    assert set(kinds) == {"11", "12", "13", "private", "guest"}
    assert kinds["private"] == kinds["guest"] == 8
    guests = [e for e in centre.entries if e.qualifier]
    assert all(e.other_centre_number == samples.OTHER_CENTRE and e.other_candidate_number for e in guests)
    pupils = [e for e in centre.entries if e.year_group]
    assert all(e.subject and e.department and e.form.startswith(e.year_group) for e in pupils)
    assert len({(e.option.body, e.option.series) for e in centre.entries}) > 6
    assert all(e.payer == ("candidate" if e.candidate.status == "P" else "") for e in centre.entries)
    ages = {e.year_group: 2027 - e.candidate.date_of_birth.year for e in pupils}
    assert ages["11"] in {16, 17}
    assert ages["13"] in {18, 19}


def test_identifiers_check_and_are_nobodys():
    people = samples.make_centre(1, 1500).candidates
    for who in people:
        assert uci.is_valid(who.uci)
        assert uln.is_valid(who.uln)
        assert who.uln.startswith(samples.ULN_PREFIX)
        assert who.uln != uln.PLACEHOLDER
        assert bool(who.upn) == (who.status == "C")
        assert not who.upn or (upn.is_valid(who.upn) and upn.parse(who.upn).authority == samples.AUTHORITY)
    assert len({who.uci for who in people}) == len({who.uln for who in people}) == 1500
    assert len({who.upn for who in people}) == 1501 - sum(who.status == "P" for who in people)
    authorities = {ref.id: ref for ref in builtin().datasets}["jcq.codes.local-authorities-england"]
    assert f"\n{samples.AUTHORITY}," not in authorities.load()[0].decode()
    assert centre_number.is_valid(samples.CENTRE_NUMBER)
    assert len(samples.POSTCODE) == 8


def test_names_of_many_origins():
    people = samples.make_centre(1, 400).candidates
    surnames = "".join(who.surname for who in people)
    assert all(mark in surnames for mark in "'-’ .")
    assert any(ord(letter) > 255 for letter in surnames)
    assert any(who.forenames == "" for who in people)
    longest = [who for who in people if len(who.surname) + 1 + len(who.forenames) == 45]
    assert len(longest) == 4
    entries = samples.make_centre(1, 400).entries
    assert {e.candidate for e in entries if e.entry_name} == set(longest)


def test_every_name_can_be_sent_to_every_body():
    rules = [body.names for body in builtin().bodies.bodies if body.names]
    assert rules
    for rule in rules:
        for sex in "FM":
            names = [(n.surname, n.forenames) for n in UNUSUAL[sex]]
            names += [(surname, forename) for surname in SURNAMES for forename in FORENAMES[sex]]
            names.append((max(SURNAMES, key=len), " ".join(sorted(FORENAMES[sex], key=len)[-2:])))
            assert all(wire_name(*name, rule).fits for name in names)
            surname, forenames = LONG[sex].entry_name.split(":")
            assert wire_name(surname, forenames, rule).fits
            assert wire_name(LONG[sex].surname, LONG[sex].forenames, rule).too_long == 5


def test_nothing_personal_shows():
    centre = samples.make_centre(1, 50).with_fault("scientific-uln", 2).with_fault("formula")
    assert (
        repr(centre)
        == f"<SampleCentre 64999: 50 candidates, {len(centre.entries)} entries, 3 planted faults>"
    )
    (person,) = make_people(1, 1, centre="64999", year=2027)
    assert person.candidate.surname not in repr(person)
    assert person.group is Group.YEAR_11


def test_a_centre_can_be_pickled():
    centre = samples.make_centre(1, 20).with_fault("missing-uci")
    again = pickle.loads(pickle.dumps(centre))  # noqa: S301  our own bytes
    assert again == centre
    assert again.table() == centre.table()


def test_bodies_can_be_chosen():
    centre = samples.make_centre(1, 100, bodies=["cambridge"])
    assert {e.option.body for e in centre.entries} == {"cambridge"}
    assert "X0GE" not in {e.option.code for e in centre.entries}  # its fee is not published
    assert list(ex.check(centre.entries, centre.catalogue, registry=builtin())) == []
    with pytest.raises(ValueError, match="there are aqa, ocr, pearson, wjec, ccea, cambridge"):
        samples.make_centre(1, 10, bodies=["nobody"])


def test_what_cannot_be_made_is_refused():
    for wrong in (-1, 10_000):
        with pytest.raises(ValueError, match="0 to 9,999 candidates"):
            samples.make_centre(1, wrong)
    with pytest.raises(TypeError, match="goes with a catalogue"):
        samples.make_centre(1, 10, entries_each=3)
    with pytest.raises(TypeError, match="bodies choose courses"):
        samples.make_centre(1, 10, catalogue=small_catalogue(), bodies=["aqa"])
    with pytest.raises(ValueError, match="an entry at least"):
        samples.make_centre(1, 10, catalogue=small_catalogue(), entries_each=0)
    with pytest.raises(ValueError, match="five digits"):
        samples.make_centre(1, 10, centre_number="AB001")
    with pytest.raises(ValueError, match="no option"):
        samples.make_centre(1, 10, catalogue=ex.Catalogue.of(()))
    assert samples.make_centre(1, 10, centre_number="12345").candidates[0].uci.startswith("12345")


def small_catalogue():
    options = [
        option("AA1", accreditation="60000004"),
        option("AA2", accreditation="60000004"),
        option("AB1"),
        option("AB2"),
        option("REG", process="R"),
    ]
    return catalogue(
        file("S", syllabus(title="SAMPLE SUBJECT")),
        file("O", *options, jcq_id="70"),
        file("D", pair("AB1", "AB2"), jcq_id="70"),
        file("L", link("AB1", "AB1"), jcq_id="70"),
        file("O", option("015501"), jcq_id="40", series="6G28"),
        file("O", option("015501"), jcq_id="41", series="6G28"),
    )


def test_entries_of_any_catalogue_go_together():
    small = small_catalogue()
    centre = samples.make_centre(1, 60, catalogue=small, entries_each=20)
    assert list(ex.check(centre.entries, small, registry=builtin())) == []
    held = Counter(e.option.code for e in centre.entries)
    assert held.keys() == {"AA1", "AA2", "AB1", "AB2", "015501"}
    # one of each two that do not go together, and the code that two identifiers have
    assert set(Counter(e.candidate for e in centre.entries).values()) == {4}
    assert {e.option.body for e in centre.entries if e.option.code == "015501"} == {"40", "41"}
    assert all(2011 <= e.candidate.date_of_birth.year <= 2012 for e in centre.entries if e.year_group == "11")


def test_fewer_entries_of_a_catalogue():
    centre = samples.make_centre(1, 30, catalogue=small_catalogue(), entries_each=2)
    assert len(centre.entries) == 60
    assert codes(centre.entries.findings) == []
