"""Invented basedata: sound, with everything that a test may want to meet, and the same on every computer."""

import hashlib
import re

import pytest

import examcore as ex
from builders import JUNE_2017, builtin, codes, read
from examcore import samples
from examcore.errors import PluginError
from examcore.model import Session, TimeAllowed
from examcore.samples.offers import sets

GOLDEN = "c582e5dddd93a5032fa44968e0b494272b2481b1b96944ec01b9b041ce779c71"


@pytest.fixture(scope="module")
def files():
    return samples.make_basedata(registry=builtin())


@pytest.fixture(scope="module")
def catalogue(files):
    return ex.Catalogue.of([read(data, name) for name, data in files.items()])


def test_the_files_are_the_same_everywhere(files):
    whole = b"".join(name.encode() + data for name, data in files.items())
    assert hashlib.sha256(whole).hexdigest() == GOLDEN
    assert samples.make_basedata() == files


def test_nothing_is_wrong_with_them(catalogue):
    assert codes(catalogue.findings) == []


def test_every_body_has_its_series(catalogue):
    assert [(s.jcq_id, s.code) for s in sorted(catalogue.series, key=lambda s: (s.jcq_id, s.code))] == [
        ("01", "6A27"),
        ("01", "6B27"),
        ("02", "6B27"),
        ("10", "6G27"),
        ("11", "6C27"),
        ("40", "6G27"),
        ("41", "6A27"),
        ("61", "6G27"),
        ("70", "6A27"),
        ("70", "6G27"),
        ("70", "BG27"),
    ]
    assert all(s.body in {b.id for b in builtin().bodies.bodies} for s in catalogue.series)


def test_the_catalogue_needs_no_files(catalogue):
    made = samples.make_catalogue()
    assert codes(made.findings) == []
    for part in ("options", "syllabuses", "components", "links", "disallowed", "series", "bodies"):
        one, other = getattr(made, part), getattr(catalogue, part)
        assert len(one) == len(other)
        assert all(value in other for value in one)
    assert made.unit_links == catalogue.unit_links


def test_what_can_be_met(catalogue):
    options, components = catalogue.options, catalogue.components
    assert {o.item for o in options} == {"C", "U"}
    assert {o.exam_type for o in options} >= {"GCSE/9FC", "GCSE/9DA", "GCE/A", "GCE/ASB", "CNAT/1&2"}
    assert any(o.fee_defined and o.fee == 0 for o in options)
    award = catalogue.get_option("ccea", "6G27", "X9LWC")
    assert not award.fee_defined
    assert len(catalogue.unit_links[award.key]) == 2
    assert not catalogue.get_option("cambridge", "6B27", "X0GE").fee_defined
    assert {o.gradesets[2] for o in options} >= {"42", "43"}
    assert {c.teacher_marks for c in components} == {"N", "Y", "G", "E"}
    assert {c.timetabled for c in components} == {"T", "N", "C"}
    assert {c.session for c in components} == {Session.AM, Session.PM, None}
    assert {c.time for c in components} >= {TimeAllowed.MINUTES, TimeAllowed.NONE, TimeAllowed.NOT_FIXED}
    assert catalogue.disallowed
    assert any(o.code.startswith("0") for o in options)
    tiers = [catalogue.get_option("aqa", "6G27", code) for code in ("X1MAF", "X1MAH")]
    assert len({o.qualification_number for o in tiers}) == 1


def test_papers_are_on_weekdays_and_no_pupil_has_two_at_once():
    for one in sets():
        at = [(c.on, c.session, c.code.partition("/")[0][:4]) for c in one.values["C"] if c.on]
        assert all(day.weekday() < 5 for day, _, _ in at)
        assert len({(day, session) for day, session, _ in at}) == len({*at})


def test_everything_says_that_it_is_a_sample(catalogue):
    assert all(o.title.upper().startswith("SAMPLE ") for o in catalogue)
    assert all(s.title.upper().startswith("SAMPLE ") for s in catalogue.syllabuses)
    assert all(re.match(r"X|0009", o.code) for o in catalogue)


@pytest.mark.skipif(not JUNE_2017.is_dir(), reason="the published basedata is not part of the project")
def test_no_code_is_a_real_one(catalogue):
    real = {o.code for o in ex.Catalogue.of(ex.read(JUNE_2017, registry=builtin()))}
    assert not real & {o.code for o in catalogue}


def test_a_registry_that_cannot_write():
    with pytest.raises(PluginError, match=r"no format jcq\.basedata\.syllabuses that writes"):
        samples.make_basedata(registry=ex.Registry(()))
