"""Cambridge International's ways: headers of zeros, sequences within a set, registrations, days by zone."""

from datetime import date

import pytest

import builders
import examcore as ex
from examcore.datasets import NotCovered
from examcore.errors import AmbiguousOption, UnknownOption
from examcore.model import BodySeries, Candidate, Entry, OptionKey, OptionRef, Process


def one(letter, sequence, *details, series="6B27"):
    """A file as Cambridge sends it: the series stands in columns 10 to 13 only, and no centre is counted."""
    data = builders.basedata(
        letter, *details, jcq_id="02", series=series, where="00000", sequence=sequence, centres=0
    )
    return data, f"{letter}{series}_02.X01"


def group_award(**changes):
    given = {
        "syllabus": "X10000",
        "process": "R",
        "components": "00",
        "title": "SAMPLE GROUP AWARD",
        "fee": 5000,
    }
    return builders.option("X9", **given | changes)


def one_set(series="6B27", **changes):
    double = builders.option("X200BY", syllabus="X10000", gradesets=("", "", "F", "F", "", ""))
    return [
        one("S", 1, builders.syllabus("X10000"), series=series),
        one(
            "O",
            2,
            builders.option("X100AA", syllabus="X10000"),
            double,
            group_award(**changes),
            series=series,
        ),
        one("C", 3, builders.component("X100/11"), builders.component("X200/12"), series=series),
        one("L", 4, builders.link("X100AA", "X100/11"), builders.link("X200BY", "X200/12"), series=series),
        one("D", 5, builders.pair("X100AA", "X200BY"), series=series),
    ]


@pytest.fixture(scope="module")
def catalogue():
    return builders.catalogue(*one_set())


def registration(code="X9", series=""):
    who = Candidate(centre_number="64999", number="0001")
    return Entry(candidate=who, option=OptionRef("cambridge", series, code), process=Process.REGISTRATION)


def test_the_set_is_one_whatever_its_headers_say(catalogue):
    assert catalogue.series == (BodySeries("cambridge", "02", "6B27"),)
    assert [(issue.letter, issue.sequence, issue.extension) for issue in catalogue.issues] == [
        (letter, number, 1) for number, letter in enumerate("SOCLD", 1)
    ]
    assert not catalogue.findings.errors
    assert {f.code for f in catalogue.findings} == {
        "jcq.header-zeros",
        "jcq.centre-count",
        "jcq.sequence-differs",
        "catalogue.mixed-issues",
    }
    option = catalogue.get_option("cambridge", "2027-06", "X200BY")
    assert option.key == OptionKey("cambridge", BodySeries("cambridge", "02", "6B27"), "X200BY")
    assert [c.code for c in catalogue.components_of(option)] == ["X200/12"]
    assert catalogue.find_disallowed(option, catalogue.get_option("02", "6B27", "X100AA"))


def test_a_registration_is_told_from_an_entry(catalogue):
    award = catalogue.get_option("cambridge", "6B27", "X9")
    assert award.process == Process.REGISTRATION
    assert {o.process for o in catalogue if o is not award} == {Process.ENTRY}
    assert [row["option"] for row in catalogue.rows() if row["process"] == "R"] == ["X9"]


def test_a_registration_needs_no_series(catalogue):
    award = catalogue.resolve(OptionRef("cambridge", "", "X9"))
    assert award is catalogue.get_option("cambridge", "6B27", "X9")
    assert catalogue.get_option("02", "", "X9") is award
    # what is entered for a series is not found without one
    with pytest.raises(UnknownOption, match="X100AA in CAMBRIDGE without series; cambridge 02 6B27 has it"):
        catalogue.get_option("cambridge", "", "X100AA")
    with pytest.raises(UnknownOption, match="unknown option X8 in CAMBRIDGE without series; nearest X9"):
        catalogue.get_option("cambridge", "", "X8")


def test_a_registration_that_two_sets_offer_is_ambiguous():
    both = builders.catalogue(*one_set(), *one_set(series="BB27"))
    with pytest.raises(
        AmbiguousOption, match=r"without series is in .*6B27 and .*BB27; give the series code"
    ):
        both.get_option("cambridge", "", "X9")


def test_a_registration_goes_through_entries_checks_and_quotes(catalogue):
    entries = ex.Entries((registration(),))
    assert [row["series"] for row in entries.rows()] == [""]
    assert entries.filter(option_code="X9", series="").entries == entries.entries
    assert ex.check(entries, catalogue, registry=builders.builtin()).ok
    quote = ex.quote(entries, catalogue, on=date(2027, 1, 15))
    # no day says when a registration is late
    assert (str(quote.total), quote.complete, quote.open_lines) == ("50.00", False, 1)


def test_nothing_is_known_of_how_entries_get_there():
    body = builders.builtin().bodies.find("02")
    assert (body.names, body.routes, body.find_route("02")) == (None, (), None)


@pytest.fixture(scope="module")
def days():
    return next(d for d in builders.builtin().datasets if d.id == "cambridge.deadlines.series").read()


def test_days_have_a_zone_that_is_not_known(days):
    assert "zone" in days.key
    assert {row["zone"] for row in days} == {""}
    entry = [row for row in days if row["event"] == "entry"]
    assert {row["date"] for row in entry if row["series"] == "--06"} == {"--02-21"}
    assert {row["date"] for row in entry if row["series"] == "--11"} == {"--08-16", "--09-21"}


def test_a_zone_that_was_not_seen_is_not_covered(days):
    key = dict.fromkeys(days.key, "") | {"event": "entry", "series": "--06", "zone": "3"}
    assert days.find(*(key[name] for name in days.key)) is None
    with pytest.raises(NotCovered):
        days.get(*(key[name] for name in days.key))
