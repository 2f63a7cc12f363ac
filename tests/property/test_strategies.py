"""What `examcore.testing` lets Hypothesis draw is sound, and Hypothesis knows it by type."""

import importlib
import tomllib
from pathlib import Path

import attrs
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import examcore as ex
from examcore.ids import candidate_number, centre_number, uci, uln, upn
from examcore.ids.uci import UCI
from examcore.ids.uln import ULN
from examcore.ids.upn import UPN
from examcore.layout import Codec, RecordLayout, column, wire
from examcore.model import BodySeries, Candidate, Centre, Entry, Process, Series
from examcore.money import Money
from examcore.testing import strategies
from examcore.testing.registration import register
from examcore_plugins.jcq import records, unit_links

ROOT = Path(__file__).parents[2]
LAYOUTS = [
    *(
        layout
        for letter in "SOCLDEA"
        for v in records.versions_of(letter)
        for layout in records.layouts_of(letter, v)
    ),
    unit_links.LAYOUT,
]
FEW = settings(max_examples=max(5, settings.default.max_examples // 10))

register()  # as the entry point does; once more changes nothing


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.name}-{layout.padded}")
@FEW
@given(data=st.data())
def test_records_are_written_and_read_back(layout, data):
    record = data.draw(strategies.records(layout))
    again, _ = layout.parse(layout.format(record))
    assert again == record


def test_known_values_are_among_those_of_a_field():
    flag = next(f for layout in records.layouts_of("O", 14) for f in layout.fields if f.name == "fee_defined")
    assert find(strategies.field_values(flag), lambda value: value == "Y") == "Y"


def test_a_codec_of_somebody_else():
    def decode(text):
        if set(text) - set("01"):
            raise ValueError("is not binary")
        return int(text, 2)

    binary = Codec(name="binary", decode=decode, encode=lambda n, width: f"{n:0{width}b}", null=0)

    @wire()
    class BitsRecord:
        bits: int = column(1, 3, binary)

    layout = RecordLayout.of(BitsRecord, name="B", source="us", key="")
    assert {layout.parse(layout.format(BitsRecord(bits=n)))[0].bits for n in range(8)} == set(range(8))
    assert find(strategies.records(layout), lambda record: record.bits == 5).bits == 5


@given(st.from_type(UCI), st.from_type(ULN), st.from_type(UPN))
def test_identifiers_are_valid(one, two, three):
    assert uci.is_valid(one)
    assert uln.is_valid(two)
    assert upn.is_valid(three)


@given(st.from_type(Candidate))
def test_candidates_are_sound_and_stay_private(candidate):
    assert not centre_number.problems(candidate.centre_number)
    assert not candidate_number.problems(candidate.number)
    assert all(
        module.is_valid(value) for module, value in ((uci, candidate.uci), (uln, candidate.uln)) if value
    )
    assert not candidate.upn or upn.is_valid(candidate.upn)
    assert candidate.surname
    assert candidate.surname == candidate.surname.strip("-' ")
    assert candidate.surname not in repr(candidate)


@given(st.from_type(Entry))
def test_entries_are_for_a_series_or_are_registrations(entry):
    if entry.process is Process.REGISTRATION:
        assert entry.option.series == ""
    else:
        assert BodySeries("acme", "99", entry.option.series).series is not None


@FEW
@given(st.lists(strategies.entries(registrations=False), min_size=1, max_size=5))
def test_entries_go_through_the_library(found):
    entries = ex.Entries(tuple(found))
    assert len(list(entries.rows())) == len(found)
    assert not [f for f in ex.check(entries) if f.code == "entries.identifier" and f.severity == "error"]


@pytest.mark.parametrize("kind", [Money, Series, BodySeries, Centre, Candidate, Entry])
@FEW
@given(data=st.data())
def test_types_are_known_by_themselves(kind, data):
    value = data.draw(st.from_type(kind))
    assert isinstance(value, kind)
    assert attrs.evolve(value) == value


def test_money_fits_a_file():
    assert find(strategies.money(), lambda amount: amount.pence >= 99_999) == Money(99_999)


def test_the_entry_point_leads_to_the_registration():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["entry-points"]["hypothesis"]["examcore"].partition(":")
    assert getattr(importlib.import_module(module), name) is register
    packages = {requirement.partition(">")[0] for requirement in project["optional-dependencies"]["testing"]}
    assert packages == {"hypothesis", "pytest"}
