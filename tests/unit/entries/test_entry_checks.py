"""Checks of entries against the catalogue and against each other: each with a fault and without."""

from datetime import date

import pytest

import examcore as ex
from examcore.entries import CHECKS
from examcore.evidence import Origin
from examcore.findings import Severity
from examcore.model import Candidate, Entry, OptionRef


def found(entries, catalogue, code):
    return list(ex.check(entries, catalogue).by_code().get(code, ()))


def test_sound_entries_pass_every_check(entries_of, person, catalogue):
    rows = [
        person(1),
        person(1, option_code="8700"),
        person(1, series="6A27", option_code="7402"),
        person(4, series="2027-06", option_code="7402", awarding_body="70"),
        person(2, awarding_body="ocr", series="6A27", option_code="J560"),
        person(
            3,
            awarding_body="WJEC",
            series="6g27",
            option_code="015501",
            upn="B801200005001",
            uln="9276308686",
        ),
    ]
    assert not ex.check(entries_of(*rows), catalogue)


# Options


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        (
            {"option_code": "8700X"},
            "entries.unknown-option",
            "unknown option 8700X in AQA 6G27; nearest 8700",
        ),
        ({"option_code": "8300h"}, "entries.unknown-option", "8300H"),
        ({"option_code": "J560"}, "entries.unknown-option", "ocr 01 6A27 has it"),
        ({"option_code": "ZZZZ"}, "entries.unknown-option", "unknown option XXXX in AQA 6G27"),
        ({"option_code": "8300H", "series": "6A27"}, "entries.wrong-series", "it is in aqa 70 6G27"),
        (
            {"series": "6G26"},
            "entries.unknown-series",
            "no basedata of AQA 6G26 is loaded; there is 6G27, 6A27",
        ),
        ({"series": "2026-06"}, "entries.unknown-series", "AQA 2026-06"),
        ({"awarding_body": "ccea"}, "entries.unknown-body", "there is aqa, ocr, wjec"),
        ({"awarding_body": "99"}, "entries.unknown-body", "awarding body 99"),
        ({"awarding_body": "1"}, "entries.lost-zero", "01 exists"),
        (
            {"series": "2027-06", "option_code": "1111"},
            "entries.ambiguous-option",
            "is in aqa 70 6G27 and aqa 70 6A27",
        ),
    ],
)
def test_options_that_are_not_there(entries_of, person, catalogue, *, changes, code, says):
    (finding,) = ex.check(entries_of(person(2, option_code="8700"), person(1, **changes)), catalogue)
    assert finding.code == code
    assert says in finding.message
    assert (finding.file, finding.line, finding.severity) == ("entries.csv", 3, Severity.ERROR)


@pytest.mark.parametrize(
    "changes",
    [
        {"awarding_body": "70"},
        {"awarding_body": "AQA"},
        {"series": "2027-06"},
        {"series": "6A27", "option_code": "1111"},
        {"option_code": "MATHY"},
    ],
)
def test_options_that_are_there(entries_of, person, catalogue, changes):
    assert not ex.check(entries_of(person(**changes)), catalogue)


# Combinations


def test_the_same_option_twice_whatever_it_is_called(entries_of, person, catalogue):
    entries = entries_of(person(1), person(1, awarding_body="70", series="2027-06"), person(2), person(1))
    assert [
        (f.line, f.field, f.params["first"]) for f in found(entries, catalogue, "entries.same-twice")
    ] == [
        (3, "option_code", 2),
        (5, "option_code", 2),
    ]
    assert not found(entries_of(person(1), person(2)), catalogue, "entries.same-twice")
    other_centre = entries_of(person(1), person(1, centre="64998"))
    assert not found(other_centre, catalogue, "entries.same-twice")


def ocr(person, number, code, **changes):
    return person(number, awarding_body="ocr", series="6A27", option_code=code, **changes)


def test_a_disallowed_pair_in_either_order(entries_of, person, catalogue):
    for one, other in (("J560", "J567"), ("J567", "J560")):
        entries = entries_of(ocr(person, 1, one), person(1), ocr(person, 1, other))
        (finding,) = found(entries, catalogue, "entries.disallowed-pair")
        assert (finding.line, finding.severity, finding.kind.rule) == (4, Severity.ERROR, "V17")
        assert one in finding.message
        assert other in finding.message
        assert "line 2" in finding.message


def test_no_disallowed_pair(entries_of, person, catalogue):
    entries = entries_of(ocr(person, 1, "J560"), ocr(person, 2, "J567"), ocr(person, 1, "J700"))
    assert not found(entries, catalogue, "entries.disallowed-pair")


def test_two_certifications_of_one_qualification(entries_of, person, catalogue):
    entries = entries_of(
        person(1, option_code="8300F"), person(1, option_code="8300H"), person(1, option_code="8700")
    )
    (finding,) = found(entries, catalogue, "entries.same-qualification")
    assert (finding.line, finding.severity) == (3, Severity.WARNING)
    assert "60146084" in finding.message
    apart = entries_of(person(1, option_code="8300F"), person(2, option_code="8300H"))
    assert not found(apart, catalogue, "entries.same-qualification")


def test_a_resit_in_another_season_is_no_second_certification(basedata, entries_of, person):
    line = basedata.line("8300H", 3200, number="60146084")
    catalogue = basedata.catalogue_of(
        *basedata.one_set("70", "6G27", [line], linked=["8300H"]),
        *basedata.one_set("70", "BG27", [line], linked=["8300H"]),
    )
    entries = entries_of(person(1), person(1, series="BG27"))
    assert not found(entries, catalogue, "entries.same-qualification")


def test_a_disallowed_pair_of_one_qualification_is_told_once(basedata, entries_of, person):
    lines = [basedata.line(code, number="60146084") for code in ("AA1", "AA2", "AA3")]
    catalogue = basedata.catalogue_of(
        *basedata.one_set("70", "6G27", lines, linked=["AA1", "AA2", "AA3"], pairs=[("AA1", "AA2")])
    )
    entries = entries_of(*(person(1, option_code=code) for code in ("AA1", "AA2", "AA3")))
    told = [(f.code, f.line) for f in ex.check(entries, catalogue)]
    assert told == [
        ("entries.disallowed-pair", 3),
        ("entries.same-qualification", 4),
        ("entries.same-qualification", 4),
    ]


def test_every_pair_is_told(basedata, entries_of, person):
    lines = [basedata.line(code, number="60146084") for code in ("AA1", "AA2", "AB1", "BB1")]
    catalogue = basedata.catalogue_of(
        *basedata.one_set("70", "6G27", lines, pairs=[("AA*", "BB1"), ("BB1", "AB1")])
    )
    entries = entries_of(*(person(1, option_code=code) for code in ("AB1", "AA1", "AA2", "BB1")))
    told = [
        (f.code, f.line, f.params["first"]) for f in ex.check(entries, catalogue) if f.params.get("first")
    ]
    assert sorted(told) == [
        *[("entries.disallowed-pair", 5, first) for first in (2, 3, 4)],
        ("entries.same-qualification", 3, 2),
        *[("entries.same-qualification", 4, first) for first in (2, 3)],
    ]


# People


@pytest.mark.parametrize(
    "change",
    [{"surname": "Other"}, {"forenames": "Bea"}, {"date_of_birth": "2010-01-01"}],
)
def test_a_candidate_number_of_two_people(entries_of, person, change):
    entries = entries_of(person(1), person(1, **change, uci="", option_code="8700"))
    (finding,) = found(entries, None, "entries.number-shared")
    assert (finding.line, finding.params["first"], finding.severity) == (3, 2, Severity.ERROR)


@pytest.mark.parametrize(
    "changes",
    [
        {"surname": "SAMPLE1"},
        {"forenames": " Ann "},
        {"surname": "", "forenames": "", "date_of_birth": ""},
        {"surname": "Other", "series": "BG27"},
        {"surname": "Other", "centre_number": "64998", "uci": ""},
    ],
)
def test_a_candidate_number_of_one_person(entries_of, person, changes):
    entries = entries_of(person(1), person(1, option_code="8700", **changes))
    assert not found(entries, None, "entries.number-shared")


def test_a_second_name_is_found_whichever_row_leaves_it_out(entries_of, person):
    rows = [person(1, forenames=name, uci="") for name in ("", "Ann", "Bea")]
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        entries = entries_of(*(rows[i] for i in order))
        assert len(found(entries, None, "entries.number-shared")) == 1


def test_a_uci_of_two_numbers_or_two_people(entries_of, person):
    own = person(1)["uci"]
    two_numbers = entries_of(person(1), person(2, uci=own, surname="Sample1"))
    (finding,) = found(two_numbers, None, "entries.uci-shared")
    assert (finding.line, finding.params["first"], finding.params["other"]) == (3, 2, "64999/0001")
    assert own not in str(finding)
    two_people = entries_of(person(1), person(1, centre="64998", uci=own, surname="Other"))
    assert len(found(two_people, None, "entries.uci-shared")) == 1


def test_a_uci_of_one_person(entries_of, person):
    own = person(1)["uci"]
    rows = [
        person(1),
        person(1, option_code="8700"),
        person(1, centre="64998", uci=own),  # a guest elsewhere
        person(3, uci=own, series="BG27", surname="Sample1"),  # another season, another number
    ]
    assert not found(entries_of(*rows), None, "entries.uci-shared")
    assert not found(entries_of(person(1, uci="n/a"), person(2, uci="n/a")), None, "entries.uci-shared")


def test_a_uci_shared_in_the_second_season_only(entries_of, person):
    own = person(1)["uci"]
    rows = [person(1), person(2, uci=own, series="BG27"), person(3, uci=own, series="BG27")]
    assert [f.line for f in found(entries_of(*rows), None, "entries.uci-shared")] == [4]


def test_two_ucis_of_one_person(entries_of, person):
    entries = entries_of(person(1), person(1, uci=person(5)["uci"], option_code="8700"))
    (finding,) = found(entries, None, "entries.two-ucis")
    assert (finding.line, finding.severity) == (3, Severity.WARNING)
    # of two people nobody should be asked to merge the UCIs
    apart = entries_of(person(1), person(1, surname="Other", uci=person(5)["uci"]))
    assert not found(apart, None, "entries.two-ucis")


def test_no_uci(entries_of, person):
    entries = entries_of(person(1, uci=""), person(1, uci="", option_code="8700"), person(2))
    assert [(f.line, f.params["candidate"]) for f in found(entries, None, "entries.no-uci")] == [
        (2, "64999/0001")
    ]
    once = entries_of(person(1, uci=""), person(1, option_code="8700"))
    assert not found(once, None, "entries.no-uci")


# Identifiers


@pytest.mark.parametrize(
    ("column", "wrong", "severity"),
    [
        ("centre_number", "1234", Severity.ERROR),
        ("candidate_number", "0000", Severity.ERROR),
        ("candidate_number", "12345", Severity.ERROR),
        ("uci", "999990140001X", Severity.WARNING),
        ("uci", "99999", Severity.ERROR),
        ("upn", "A801200005001", Severity.WARNING),
        ("uln", "9276308685", Severity.WARNING),
        ("uln", "123", Severity.ERROR),
        ("other_centre_number", "1234", Severity.ERROR),
        ("other_candidate_number", "7", Severity.ERROR),
    ],
)
def test_malformed_identifiers(entries_of, person, column, wrong, severity):
    (finding,) = found(entries_of(person(2), person(1, **{column: wrong})), None, "entries.identifier")
    assert (finding.line, finding.field, finding.severity) == (3, column, severity)
    assert finding.start is None  # a place in the value is none in the line


@pytest.mark.parametrize(
    ("column", "right"),
    [
        ("centre_number", "64998"),
        ("candidate_number", "9999"),
        ("uci", "999990140001B"),
        ("upn", "B801200005001"),
        ("uln", "9276308686"),
        ("other_centre_number", "64998"),
        ("other_candidate_number", "0007"),
    ],
)
def test_sound_identifiers(entries_of, person, column, right):
    assert not found(entries_of(person(1, **{column: right})), None, "entries.identifier")


@pytest.mark.parametrize(
    ("born", "says"),
    [
        ("1900-01-01", "older than 110"),
        ("1916-05-31", "older than 110"),
        ("2099-01-01", "not yet born"),
        ("3000-01-01", "not yet born"),
        ("2027-07-01", "not yet born"),
        ("2027-06-30", "younger than 3"),
        ("2024-07-01", "younger than 3"),
    ],
)
def test_unlikely_births(entries_of, person, born, says):
    entries = entries_of(
        person(2), *(person(1, date_of_birth=born, option_code=c) for c in ("8300H", "8700"))
    )
    (finding,) = found(entries, None, "entries.unlikely-birth")
    assert (finding.line, finding.field, finding.severity) == (3, "date_of_birth", Severity.WARNING)
    assert says in finding.message
    assert born not in str(finding)


@pytest.mark.parametrize("born", ["2024-06-01", "2011-03-14", "1917-01-01", "1916-07-01", ""])
def test_likely_births(entries_of, person, born):
    assert not found(entries_of(person(1, date_of_birth=born)), None, "entries.unlikely-birth")


def test_an_identifier_is_told_once_for_each_candidate(entries_of, person):
    entries = entries_of(*(person(1, uci="1", option_code=code) for code in ("8300H", "8700")))
    assert len(found(entries, None, "entries.identifier")) == 1


def test_a_damaged_identifier_is_told_once(entries_of, person):
    report = ex.check(entries_of(person(1, uln="5.12E+09")), None)
    assert [f.code for f in report.errors] == ["entries.damaged-cell"]


def test_a_damaged_identifier_that_no_table_reported_is_told():
    who = Candidate(centre_number="64999", number="0001", uln="5.12E+09", uci="999990140001B")
    entries = ex.Entries((Entry(candidate=who, option=OptionRef("aqa", "6G27", "8700")),))
    assert [f.code for f in ex.check(entries).errors] == ["entries.identifier"]


# Running


def test_without_a_catalogue_the_checks_that_need_it_say_so(entries_of, person):
    report = ex.check(entries_of(person(1, option_code="8700X")))
    assert [f.code for f in report] == ["check.not-run", "check.not-run"]
    assert all("no catalogue" in f.message for f in report)
    needing = {check.id for check in CHECKS if "catalogue" in check.needs}
    assert {f.params["check"] for f in report} == needing


def test_an_empty_catalogue_is_one(entries_of, person):
    report = ex.check(entries_of(person()), ex.Catalogue.of([]))
    assert [f.code for f in report] == ["entries.unknown-body"]
    assert "there is none" in report[0].message


def test_every_finding_of_a_check_is_declared_by_it(entries_of, person, catalogue):
    wanted = ["8300H", "8300F", "8300H", "X"]
    rows = [person(n % 3 + 1, option_code=code) | {"uci": f"{n}"} for n, code in enumerate(wanted)]
    entries = entries_of(*rows)
    for check in CHECKS:
        subject = {"entries": entries, "catalogue": catalogue}
        given = {f.kind for f in check.run(**{name: subject[name] for name in check.needs})}
        assert given <= set(check.codes)


def test_entries_by_hand_need_no_origin(catalogue):
    who = Candidate(centre_number="64999", number="0001", date_of_birth=date(2011, 1, 1))
    refs = [OptionRef("aqa", "6G27", code) for code in ("8300F", "8300H", "8300H", "QQQ")]
    entries = ex.Entries(tuple(Entry(candidate=who, option=ref) for ref in refs))
    report = ex.check(entries, catalogue)
    assert {f.code for f in report} == {
        "entries.same-twice",
        "entries.same-qualification",
        "entries.unknown-option",
        "entries.no-uci",
    }
    assert all(f.line is None for f in report)
    assert entries[0].origin is None
    assert Entry(candidate=who, option=refs[0], origin=Origin("a", 1)) == entries[0]
