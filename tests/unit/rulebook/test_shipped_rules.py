"""The rules that ship, by themselves; tests/external compares them with the reference."""

import re

import pytest

from examcore.evidence import UNKNOWN, Evidence
from examcore.rulebook import ConflictKind, Unit


def test_ids_and_names_have_one_form(shipped):
    for row in shipped:
        assert re.fullmatch(r"[A-Z][A-Z0-9]*-[0-9]{2}", row.rule)
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", row.parameter)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.body)
        assert row.meaning
        assert not row.meaning.endswith(".")
        assert row.quantity.unit is not Unit.WORDS


def test_a_parameter_has_one_unit_and_a_minimum_is_not_above_its_maximum(shipped):
    units = {}
    for row in shipped:
        assert units.setdefault((row.rule, row.parameter), row.quantity.unit) is row.quantity.unit
        if row.parameter.endswith("minimum"):
            other = row.parameter.removesuffix("minimum") + "maximum"
            for upper in shipped.filter(rule=row.rule, parameter=other, body=row.body, edition=row.edition):
                hours = {Unit.HOURS: 1, Unit.DAYS: 24}  # collections are booked 24 hours to 14 days ahead
                assert row.quantity.unit is upper.quantity.unit or row.quantity.unit in hours
                factors = (hours.get(q.unit, 1) for q in (row.quantity, upper.quantity))
                assert row.quantity.value * next(factors) <= upper.quantity.value * next(factors)


def test_every_source_has_a_description_and_none_is_too_many(shipped):
    used = {s.key for row in (*shipped, *shipped.conflicts) for s in row.sources}
    assert used == set(shipped.sources)
    assert all(
        where.startswith(("http", "a public", "two public", "the coll", "prof"))
        for where in shipped.sources.values()
    )


def test_every_open_conflict_has_two_values_or_more_and_at_most_one_default(shipped):
    by_parameter = {}
    for value in shipped.conflicts:
        by_parameter.setdefault((value.rule, value.parameter), []).append(value)
        assert (value.quantity is None) == (value.kind is ConflictKind.UNKNOWN)
        assert not value.default or value.kind is ConflictKind.OPEN
    for (rule, parameter), values in by_parameter.items():
        assert sum(value.default for value in values) <= 1
        if values[0].kind is ConflictKind.OPEN:
            assert len({value.quantity for value in values}) >= 2
            assert {row.quantity for row in shipped.filter(rule=rule, parameter=parameter)} <= {
                value.quantity for value in values
            }


def test_what_is_undated_differs_from_what_is_dated_only_in_a_conflict(shipped):
    """Without an edition the newest dated row answers, and an undated one may be newer still."""
    undecided = {(c.rule, c.parameter) for c in shipped.conflicts if c.kind is ConflictKind.OPEN}
    for row in shipped.filter(edition="undated"):
        if (row.rule, row.parameter) not in undecided:
            same = shipped.filter(rule=row.rule, parameter=row.parameter, body=row.body)
            assert {other.quantity for other in same} == {row.quantity}


@pytest.mark.parametrize(
    ("rule", "parameter", "value", "evidence"),
    [
        ("LATE-05", None, "7 working-days", Evidence.SEEN),
        ("AA-06", "low-score-maximum", "84 score", Evidence.SEEN),
        ("AA-12", "score-maximum", "69 score", Evidence.RECALLED),
        ("INV-01", "invigilator-ratio", "1:30", Evidence.SEEN),
        ("OVN-01", "gcse-day-above", "330 minutes", Evidence.SEEN),
        ("ROOM-01", None, "1.25 metres", Evidence.SEEN),
        ("CERT-01", None, "12 months", Evidence.SEEN),
        ("APP-01", "after-outcome-within", "30 calendar-days", Evidence.SEEN),
        ("CAL-08", None, "--03-21", Evidence.SEEN),
    ],
)
def test_some_that_everybody_asks_for(shipped, rule, parameter, value, evidence):
    ruling = shipped.get(rule, parameter)
    assert (str(ruling.value), ruling.evidence) == (value, evidence)


@pytest.mark.parametrize(
    "rule", ["SC-10", "LATE-04", "LATE-09", "SEC-11", "SEC-12", "SEC-13", "SEC-14", "AA-04", "AA-16"]
)
def test_what_is_in_conflict_is_not_decided(shipped, rule):
    name = next(c.parameter for c in shipped.conflicts if c.rule == rule)
    ruling = shipped.get(rule, name)
    assert ruling.value is UNKNOWN
    assert len(ruling.competing) >= 2


def test_contingency_and_results_of_2027_are_not_guessed(shipped):
    for rule, name, edition in (
        ("CAL-12", "contingency-all-day", "2027"),
        ("CAL-14", "results-gcse", "2026-27"),
    ):
        ruling = shipped.get(rule, name, edition=edition, allow_older=True)
        assert ruling.value is UNKNOWN
        assert "refuse to guess" in ruling.because[-1].says


def test_what_changed_from_edition_to_edition(shipped):
    changed = [str(c) for c in shipped.changes("2021-22", "2023-24") if c.kind == "changed"]
    assert changed == ["AA-23 extra-time (jcq): 10 percent → 25 percent"]
    changed = [str(c) for c in shipped.changes("before-2016", "2025-26") if c.kind == "changed"]
    assert changed == ["SEC-02 key-holders-maximum (jcq): 4 → 6"]


def test_every_rule_can_be_explained(shipped):
    for rule in shipped.rules:
        lines = shipped.explain(rule).splitlines()
        assert lines[0] == rule
        assert len(lines) >= 3
        assert "not described" not in lines[-1]


@pytest.mark.parametrize(
    ("rule", "how", "value", "first"),
    [
        (
            "AA-16",
            {"body": "cambridge"},
            None,
            "approval-validity is not stated for cambridge; there is jcq",
        ),
        (
            "AA-16",
            {"body": "cambridge", "common": "jcq"},
            "26 months",
            "cambridge does not say it; jcq does",
        ),
        ("AA-16", {}, "26 months", "X7: approval-validity is in conflict"),
        (
            "AA-16",
            {"edition": "2026-27"},
            None,
            "approval-validity is not stated in 2026-27; there is undated",
        ),
        (
            "AA-16",
            {"edition": "2026-27", "allow_older": True},
            "26 months",
            "approval-validity is not stated in 2026-27; taken from undated",
        ),
        (
            "SC-10",
            {"body": "aqa"},
            "15 percent",
            "X1: completed-minimum is in conflict; aqa says 15 percent",
        ),
        (
            "SC-10",
            {"body": "aqa", "common": "jcq"},
            "15 percent",
            "X1: completed-minimum is in conflict",
        ),
        (
            "SC-10",
            {"body": "jcq"},
            "25 percent",
            "X1: completed-minimum is in conflict; 25 percent is assumed",
        ),
        ("SC-10", {}, "25 percent", "X1"),
        (
            "SC-10",
            {"body": "jcq", "edition": "2017"},
            "25 percent",
            "X1: completed-minimum is in conflict; jcq",
        ),
        (
            "SC-10",
            {"body": "jcq", "edition": "2022"},
            "25 percent",
            "X1: completed-minimum is in conflict; 25",
        ),
        (
            "LATE-04 very-late-after",
            {"body": "wjec"},
            "30 minutes",
            "X2: very-late-after is in conflict; wjec",
        ),
        ("LATE-04 very-late-after", {}, "published finish", "X2"),
        (
            "LATE-04 very-late-after",
            {"body": "ocr", "common": "jcq"},
            "published finish",
            "ocr does not say it",
        ),
        ("SEC-14", {"body": "jcq", "edition": "2022"}, "90 minutes", "X6"),
        (
            "SC-13 submission-within",
            {"body": "aqa", "edition": "2026-27", "allow_older": True},
            None,
            "submission",
        ),
    ],
)
def test_in_a_conflict_the_body_and_the_edition_count(shipped, rule, how, value, first):
    ruling = shipped.get(*rule.split(), assume=True, **how)
    assert ruling.because[0].says.startswith(first)
    assert (str(ruling.value) if ruling.known else None) == value
    assert not ruling.known or ruling.evidence is Evidence.ASSUMED


@pytest.mark.parametrize("body", ["aqa", "jcq", None])
def test_a_conflict_is_not_settled_without_assuming(shipped, body):
    ruling = shipped.get("SC-10", body=body)
    assert ruling.value is UNKNOWN
    assert {value.body for value in ruling.competing} == {"aqa", "jcq"}


def test_what_has_ended_never_stands_in(shipped):
    key_holders = "key-holders-maximum"
    for edition in ("2015-16", "2016", "2017-18", "2024-25"):
        assert shipped.get("SEC-02", key_holders, edition=edition, allow_older=True).value is UNKNOWN
    assert str(shipped.get("SEC-02", key_holders, edition="2014-15", allow_older=True).value) == "4"
    assert str(shipped.get("SEC-02", key_holders, edition="2026-27", allow_older=True).value) == "6"


@pytest.mark.parametrize(
    ("rule", "name"),
    [("SC-13", "submission-by-june"), ("CAL-06", "basedata-june"), ("CAL-11", "marks-due-gcse")],
)
def test_a_day_that_was_read_of_one_year_alone_never_stands_in(shipped, rule, name):
    assert shipped.get(rule, name).known
    assert shipped.get(rule, name, edition="2026-27", allow_older=True).value is UNKNOWN


@pytest.mark.parametrize(
    ("rule", "name", "body", "value"),
    [
        ("CAL-02", "entry-deadline-june", "aqa", "--02-21"),
        ("CAL-11", "marks-due", "ocr", "--05-15"),
        ("NCN-02", "annual-update-due", "jcq", "--10-31"),
        ("CAL-09", "modified-papers-deadline-june", "jcq", "--01-31"),
    ],
)
def test_a_day_that_comes_back_stands_in(shipped, rule, name, body, value):
    assert str(shipped.get(rule, name, body=body, edition="2027-28", allow_older=True).value) == value


def test_the_days_of_ocr_for_marks_have_the_edition_of_the_reference(shipped):
    assert {row.edition for row in shipped.filter(rule="CAL-11", body="ocr")} == {"2018-23"}
