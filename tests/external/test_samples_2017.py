"""Invented people over the real options of June 2017: 20,000 entries that check without a finding."""

from collections import Counter

import pytest

import examcore as ex
from builders import JUNE_2017, builtin
from examcore import samples

pytestmark = pytest.mark.skipif(
    not JUNE_2017.is_dir(), reason="the published basedata is not part of the project"
)


@pytest.fixture(scope="module")
def catalogue():
    return ex.Catalogue.of(ex.read(JUNE_2017, registry=builtin()))


@pytest.fixture(scope="module")
def centre(catalogue):
    return samples.make_centre(2017, 2_000, catalogue=catalogue, entries_each=10)


def test_twenty_thousand_entries_without_a_finding(centre, catalogue):
    assert len(centre.entries) == 20_000
    assert set(Counter(e.candidate.number for e in centre.entries).values()) == {10}
    assert list(ex.check(centre.entries, catalogue, registry=builtin())) == []
    assert {e.option.body for e in centre.entries} == {"ocr", "pearson", "wjec", "aqa"}
    assert len({(e.option.body, e.option.code) for e in centre.entries}) > 4_000
    assert all(2000 <= e.candidate.date_of_birth.year <= 2001 for e in centre.entries if e.year_group == "11")


def test_faults_among_real_options(centre, catalogue):
    faulty = centre
    for name, fault in samples.FAULTS.items():
        if fault.when == "check":
            faulty = faulty.with_fault(name, 5)
    report = ex.check(faulty.entries, catalogue, registry=builtin())
    assert len(faulty.planted) >= 5 * 20
    assert {(p.code, p.line) for p in faulty.planted} <= {(f.code, f.line) for f in report}
