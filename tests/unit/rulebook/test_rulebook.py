"""The rulebook: what it answers, what it does not know, and what it says instead."""

import pickle

import pytest

from examcore.dates import AcademicYear
from examcore.errors import ExamcoreError, InvalidDeclaration, UnknownRule
from examcore.evidence import UNKNOWN, Evidence, Source
from examcore.rulebook import COLUMNS, ChangeKind, Edition, Quantity

from .conftest import ROWS, VALUES


def says(ruling):
    return [reason.says for reason in ruling.because]


def test_the_newest_edition_answers_and_says_so(invented):
    ruling = invented.get("AA-01", "score")
    assert ruling.value == Quantity.parse("85", "score")
    assert (ruling.known, ruling.evidence) == (True, Evidence.SEEN)
    (reason,) = ruling.because
    assert (reason.rule, reason.edition, reason.source) == ("AA-01", "2024-25", Source("S1; S2"))
    assert str(reason) == "at most: 85 score (jcq, 2024-25) [AA-01, SEEN] (S1; S2)"
    assert ruling.parameters == invented.filter(rule="AA-01", edition="2024-25")
    assert ruling.competing == ()


def test_an_edition_among_several_is_covered(invented):
    assert invented.get("AA-01", "score", edition="2022-23").value == Quantity.parse("84", "score")


def test_the_only_parameter_of_a_rule_needs_no_name(invented):
    assert invented.get("AA-02").value == invented.get("AA-02", "days").value
    with pytest.raises(TypeError, match="AA-01 has several parameters; name one of areas, score"):
        invented.get("AA-01")


def test_an_edition_that_nobody_states_is_unknown_and_says_which_are_there(invented):
    ruling = invented.get("AA-01", "score", edition="2026-27")
    assert (ruling.value, ruling.evidence, ruling.parameters) == (UNKNOWN, None, ())
    assert says(ruling) == ["score is not stated in 2026-27; there is 2021-24, 2024-25"]


def test_an_older_edition_answers_only_when_asked_for_and_is_named(invented):
    ruling = invented.get("AA-01", "score", edition="2026-27", allow_older=True)
    assert (ruling.value, ruling.evidence) == (Quantity.parse("85", "score"), Evidence.DERIVED)
    assert says(ruling)[0] == "score is not stated in 2026-27; taken from 2024-25"
    assert {reason.edition for reason in ruling.because} == {"2024-25"}


def test_a_newer_edition_never_answers_for_an_older_one(invented):
    ruling = invented.get("FF-01", edition="2021-22", allow_older=True)
    assert ruling.value is UNKNOWN
    assert says(ruling)[0] == "weak is not stated in 2021-22; there is 2024-25"


def test_what_is_undated_stands_in_last(invented):
    of_ocr = invented.get("AA-02", edition="2024-25", body="ocr", allow_older=True)
    assert (of_ocr.value, of_ocr.evidence) == (Quantity.parse("7", "days"), Evidence.RECALLED)
    assert says(of_ocr)[0] == "days is not stated in 2024-25; taken from undated"
    both = invented.get("AA-02", edition="2024-25", allow_older=True)
    assert [row.body for row in both.parameters] == ["aqa"]


def test_a_day_of_one_year_never_stands_in(invented):
    ruling = invented.get("CC-01", edition="2027", allow_older=True)
    assert ruling.value is UNKNOWN
    assert says(ruling) == [
        "day is not stated in 2027; there is 2025, 2026",
        "X4 unknown: no value (jcq, 2027), not found",
    ]
    assert invented.get("CC-01").value == Quantity.parse("2026-06-24", "date")


def test_without_a_body_all_must_say_the_same(invented):
    agreed = invented.get("AA-02")
    assert [row.body for row in agreed.parameters] == ["aqa", "ocr"]
    assert agreed.evidence is Evidence.RECALLED
    ruling = invented.get("BB-01")
    assert ruling.value is UNKNOWN
    assert says(ruling)[0] == "the bodies differ: 10 minutes (aqa, 2022) or 20 minutes (jcq); name one"
    assert [row.body for row in ruling.competing] == ["aqa", "jcq"]


def test_a_body_answers_for_itself_and_a_common_one_only_when_asked(invented):
    assert invented.get("BB-01", body="aqa").value == Quantity.parse("10", "minutes")
    assert says(invented.get("BB-01", body="ocr")) == ["limit is not stated for ocr; there is aqa, jcq"]
    ruling = invented.get("BB-01", body="ocr", common="jcq")
    assert (ruling.value, ruling.evidence) == (Quantity.parse("20", "minutes"), Evidence.DERIVED)
    assert says(ruling)[0] == "ocr does not say it; jcq does"
    assert invented.get("BB-01", body="aqa", common="jcq").value == Quantity.parse("10", "minutes")
    assert invented.get("AA-02", body="wjec", common="jcq").value is UNKNOWN


@pytest.mark.parametrize("how", [{}, {"edition": "2024-25"}, {"body": "jcq"}, {"allow_older": True}])
def test_an_open_conflict_is_unknown_whatever_is_asked(invented, how):
    ruling = invented.get("DD-01", **how)
    assert ruling.value is UNKNOWN
    assert [str(value.quantity) for value in ruling.competing] == ["60 minutes", "90 minutes"]
    assert says(ruling)[0] == (
        "X1: window is in conflict: 60 minutes (jcq, 2024-25) or 90 minutes (jcq); nothing settles it"
    )


def test_the_value_that_is_proposed_is_assumed_when_asked_for(invented):
    ruling = invented.get("DD-01", assume=True)
    assert (ruling.value, ruling.evidence) == (Quantity.parse("90", "minutes"), Evidence.ASSUMED)
    assert len(ruling.competing) == 2
    assert invented.get("GG-01", assume=True).value is UNKNOWN  # none is proposed


def test_what_the_body_settles_needs_a_body(invented):
    ruling = invented.get("EE-01", assume=True)
    assert ruling.value is UNKNOWN
    assert says(ruling)[0].endswith("1:20 (bcs) or 1:30 (jcq); name a body")
    assert invented.get("EE-01", body="bcs").value == Quantity.parse("1:20", "ratio")


def test_what_is_unconfirmed_answers_and_says_so(invented):
    ruling = invented.get("FF-01")
    assert (str(ruling.value), ruling.evidence) == ("14 days", Evidence.RECALLED)
    assert says(ruling)[1] == "X3 unconfirmed: 14 days (jcq, 2024-25), weak"


def test_a_parameter_of_conflicts_alone_is_known_of_and_unknown(invented):
    ruling = invented.get("HH-01", "tools")
    assert ruling.value is UNKNOWN
    assert [value.conflict for value in ruling.competing] == ["X6"]


def test_unknown_rules_and_parameters_are_the_callers_fault(invented):
    with pytest.raises(UnknownRule, match=r"no rule AA-1 in the rulebook, .*; nearest AA-0") as caught:
        invented.get("AA-1")
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, ExamcoreError)
    assert "AA-01" in caught.value.nearest
    with pytest.raises(UnknownRule, match="AA-01 has no parameter scores; there is areas, score") as caught:
        invented.get("AA-01", "scores")
    assert caught.value.nearest == ("score",)
    with pytest.raises(UnknownRule, match=r"carry a number$"):
        invented.explain("nothing like it")
    assert invented.find("AA-1") is None
    assert invented.find("AA-01", "scores") is None
    assert invented.find("AA-01", "score") == invented.get("AA-01", "score")
    with pytest.raises(ValueError, match="is no edition"):
        invented.get("DD-01", edition="2024/26")


@pytest.mark.parametrize(
    "edition", ["2022-23", "2022/23", "2022–23", "2022/2023", AcademicYear(2022), Edition("2022-23")]
)
def test_an_edition_is_asked_for_as_people_write_it(invented, edition):
    assert invented.get("AA-01", "score", edition=edition) == invented.get(
        "AA-01", "score", edition="2022-23"
    )
    assert invented.find("AA-01", "score", edition=edition).known
    assert invented.changes(edition, "2024/25") == invented.changes("2022-23", "2024-25")
    older = invented.get("AA-01", "score", edition="2026/27", allow_older=True)
    assert says(older)[0] == "score is not stated in 2026-27; taken from 2024-25"


def test_what_is_no_text_is_told(invented):
    for ask in (invented.get, invented.find, invented.explain, invented.parameters_of):
        with pytest.raises(TypeError, match="a rule is asked for by its id, such as LATE-05, not by None"):
            ask(None)
    with pytest.raises(TypeError, match="an edition is a text such as 2026-27, not 2026"):
        invented.get("FF-01", edition=2026)
    with pytest.raises(TypeError, match="a parameter is asked for by its name, not by 5"):
        invented.get("AA-01", 5)


def test_in_a_conflict_of_others_a_body_answers_for_itself(make):
    own = ("DD-01", "window", "ocr", "2024-25", "30", "minutes", "SEEN", "H", "S1", "at most")
    rulebook = make([*ROWS, own])
    assert str(rulebook.get("DD-01", body="ocr").value) == "30 minutes"
    assert rulebook.get("DD-01", body="ocr").evidence is Evidence.SEEN
    assert rulebook.get("DD-01", body="jcq").value is UNKNOWN


def test_an_edition_that_a_conflict_names_goes_before_what_is_undated(invented):
    assert str(invented.get("DD-01", edition="2024/25", assume=True).value) == "60 minutes"
    assert str(invented.get("DD-01", assume=True).value) == "90 minutes"


def test_a_rule_is_explained_with_its_sources(invented):
    assert invented.explain("DD-01").splitlines() == [
        "DD-01",
        "  window: 60 minutes, at most [jcq, 2024-25, RECALLED, M] (MEMORY)",
        "  X1 open, window: 60 minutes, one [jcq, 2024-25, RECALLED] (MEMORY)",
        "  X1 open, window: 90 minutes, other [jcq, undated, SEEN] (S1)",
        "  MEMORY: remembered",
        "  S1: https://example.org/1",
    ]


def test_changes_tell_apart_what_changed_and_what_only_one_edition_states(invented):
    found = invented.changes("2022-23", "2024-25")
    assert [(c.rule, c.parameter, c.body, c.kind) for c in found] == [
        ("AA-01", "areas", "jcq", ChangeKind.NO_LONGER_STATED),
        ("AA-01", "score", "jcq", ChangeKind.CHANGED),
        ("DD-01", "window", "jcq", ChangeKind.FIRST_STATED),
        ("FF-01", "weak", "jcq", ChangeKind.FIRST_STATED),
    ]
    assert [str(change) for change in found][:3] == [
        "AA-01 areas (jcq): 2 → not stated",
        "AA-01 score (jcq): 84 score → 85 score",
        "DD-01 window (jcq): not stated → 60 minutes",
    ]
    with pytest.raises(ValueError, match="is no edition"):
        invented.changes("2024-25", "next")


def test_the_own_row_of_an_edition_goes_before_one_of_several(make):
    several = ("AA-09", "n", "jcq", "2021-26", "1", "count", "SEEN", "H", "S1", "n")
    own = ("AA-09", "n", "jcq", "2022-23", "2", "count", "SEEN", "H", "S1", "n")
    rulebook = make([several, own], None)
    assert str(rulebook.get("AA-09", edition="2022-23").value) == "2"
    assert str(rulebook.get("AA-09", edition="2023-24").value) == "1"
    assert [str(c) for c in rulebook.changes("2022-23", "2023-24")] == ["AA-09 n (jcq): 2 → 1"]


def test_it_is_a_collection_and_a_value(invented, make):
    assert len(list(invented)) == len(invented) == len(ROWS)
    assert len(invented.conflicts) == len(VALUES)
    assert (
        repr(invented)
        == f"<Rulebook: {len(ROWS)} numbers of {len(invented.rules)} rules, editions 2022 to 2026>"
    )
    assert repr(make([ROWS[4]], None)) == "<Rulebook: 1 numbers of 1 rule>"
    assert invented.bodies == ("aqa", "bcs", "jcq", "ocr")
    assert invented.editions == ("undated", "2022", "2021-24", "2024-25", "2025", "2026")
    assert invented.rules[-2:] == ("GG-01", "HH-01")
    assert invented.covers == "invented rules"
    assert pickle.loads(pickle.dumps(invented)) == invented == make()  # noqa: S301
    assert invented != make(ROWS[1:])


def test_rows_have_the_columns_of_the_dataset(invented):
    rows = list(invented.rows())
    assert all(tuple(row) == COLUMNS for row in rows)
    assert sorted(tuple(row.values()) for row in rows) == sorted(ROWS)
    with pytest.raises(TypeError, match="no column boddy; there are rule, parameter"):
        invented.filter(boddy="aqa")


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (3, "2025/26", "'2025/26' is no edition"),
        (4, "many", "'many' is no value in score"),
        (5, "fortnights", "'fortnights' is no unit"),
        (7, "S", "confidence 'S' is none of H, M, L"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_with_its_line(make, column, cell, message):
    row = (*ROWS[0][:column], cell, *ROWS[0][column + 1 :])
    with pytest.raises(InvalidDeclaration, match=f"dataset demo.rules.parameters, line 2: {message}"):
        make([row], None)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (4, "soon", "'soon' is no edition"),
        (5, "many", "'many' is no value in minutes"),
        (7, "odd", "'odd' is not a valid ConflictKind"),
        (8, "no", "default 'no' is neither yes nor blank"),
    ],
)
def test_a_conflict_that_cannot_be_understood_is_refused_with_its_line(make, column, cell, message):
    row = (*VALUES[0][:column], cell, *VALUES[0][column + 1 :])
    with pytest.raises(InvalidDeclaration, match=f"dataset demo.rules.conflicts, line 2: {message}"):
        make(ROWS, [row])
