"""A small centre of June 2017, for which late fees were published, and the same in 2027, where none were."""

import pytest

import builders
import examcore as ex
from examcore.model import Candidate, Entry, OptionRef

FEES = {"MA1": 4000, "AR1": 3000}


def _catalogue(year):
    return ex.Catalogue.of(
        [
            builders.read_file(
                letter, *lines, jcq_id=jcq_id, series=f"{month}{year}", produced=f"1211{year - 1}"
            )
            for jcq_id in ("70", "10", "40")
            for month in ("6G", "BG")
            for letter, lines in (
                ("S", [builders.syllabus("X100", "MATHEMATICS")]),
                (
                    "O",
                    [
                        *(builders.option(code, fee=fee) for code, fee in FEES.items()),
                        builders.option("NO1", fee=0, flag="N"),
                    ],
                ),
                ("C", [builders.component("X100/1")]),
                ("L", [builders.link(code) for code in (*FEES, "NO1")]),
            )
        ]
    )


CATALOGUES = {year: _catalogue(year) for year in (17, 27)}


@pytest.fixture
def catalogue():
    return CATALOGUES[17]


@pytest.fixture
def catalogue_of():
    return CATALOGUES.__getitem__


def make_entry(body="aqa", code="MA1", series="6G17", number=1, **how):
    """One entry of somebody who does not exist."""
    status = how.pop("status", "C")
    candidate = Candidate(centre_number="64999", number=f"{number:04d}", status=status)
    return Entry(candidate=candidate, option=OptionRef(body, series, code), **how)


@pytest.fixture
def entry():
    return make_entry


@pytest.fixture
def entries():
    """Two of AQA, one of Pearson, one of WJEC."""
    return ex.Entries(
        (
            make_entry(department="Science"),
            make_entry(code="AR1", department="Arts", number=2),
            make_entry(body="pearson", department="Science"),
            make_entry(body="wjec", code="AR1", department="Arts"),
        )
    )
