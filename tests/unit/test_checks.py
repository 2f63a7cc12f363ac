"""Running checks: all of them, whatever one of them does."""

import json
import re
import sys

import pytest

import examcore as ex
from examcore.checks import BROKEN, NOT_RUN, Check, run_checks
from examcore.findings import FindingCode, Report, Severity

SEEN = FindingCode(
    code="demo.seen",
    severity=Severity.WARNING,
    template="{what} was seen",
    cure="look away",
    triggers="anything",
    passes="nothing",
)


def check(run, name="seen", needs=("entries",)):
    return Check(id=f"demo.checks.{name}", title="sees", codes=(SEEN,), run=run, needs=needs)


def finds(entries):
    return [SEEN.at(what=entry) for entry in entries]


def test_findings_stand_in_the_order_of_the_checks():
    report = run_checks(
        [check(finds), check(lambda entries: iter(finds(entries[:1])))], {"entries": ["a", "b"]}
    )
    assert isinstance(report, Report)
    assert [f.message for f in report] == ["a was seen", "b was seen", "a was seen"]


def test_a_check_gets_what_it_needs_by_name():
    got = {}
    needs = ("catalogue", "entries")
    run_checks(
        [check(lambda **given: got.update(given) or (), needs=needs)], {"entries": 1, "catalogue": 2, "on": 3}
    )
    assert got == {"entries": 1, "catalogue": 2}


def test_what_is_missing_is_told_in_full():
    never = check(lambda **_: pytest.fail("it ran"), needs=("entries", "catalogue", "deadlines"))
    (finding,) = run_checks([never], {"entries": [], "catalogue": None})
    assert finding.kind is NOT_RUN
    assert finding.message == "the check demo.checks.seen did not run: there is no catalogue and no deadlines"


def test_an_empty_subject_is_not_a_missing_one():
    assert not run_checks([check(finds)], {"entries": []})


def raises(error):
    def run(entries):
        yield SEEN.at(what=entries[0])
        raise error

    return run


class HostileError(Exception):
    def __str__(self):
        raise ValueError("no text")


@pytest.mark.parametrize(
    "run",
    [
        raises(ValueError("Zyxwv")),
        raises(RecursionError()),
        raises(SystemExit(1)),
        raises(HostileError()),
        lambda _: None,
        lambda _: 5,
        lambda _: ["Zyxwv"],
        list,
        lambda: (),
        lambda _: sys.exit(1),
        lambda _: [SEEN.at()],  # without the parameter that its message needs
        lambda _: [SEEN.at(5, what=1)],
        lambda _: [SEEN.at(what=1, severity="x")],
    ],
)
def test_a_broken_check_is_told_and_the_others_go_on(run):
    report = run_checks([check(run, "broken"), check(finds)], {"entries": ["a"]})
    (broken,) = report.by_code()["check.broken"]
    assert broken.kind is BROKEN
    assert broken.severity is Severity.ERROR
    assert broken.params["check"] == "demo.checks.broken"
    assert report[-1].message == "a was seen"
    assert "Zyxwv" not in str(report) + repr(report.findings)


@pytest.mark.parametrize(
    "run",
    [
        lambda entries: len(entries) / 0,
        lambda entries: SEEN.at(),  # noqa: ARG005
        lambda entries: [SEEN.at(5, what=entries)],
        lambda entries: json.loads("{" * len(entries)),
    ],
)
def test_where_a_check_broke_is_the_line_of_its_author_or_what_he_called(run):
    (finding,) = run_checks([check(run)], {"entries": ["a"]})
    assert re.search(r"failed with \w+ in (test_checks|decoder)\.py, line [0-9]+; what", finding.message)


def test_what_a_check_found_before_it_broke_stays():
    report = run_checks([check(raises(ValueError()), "broken")], {"entries": ["a"]})
    assert [f.code for f in report] == ["demo.seen", "check.broken"]


def test_the_user_may_interrupt():
    with pytest.raises(KeyboardInterrupt):
        run_checks([check(raises(KeyboardInterrupt()))], {"entries": ["a"]})


def test_the_facade_runs_the_checks_of_plugins(entries_of, person, catalogue):
    class Plugin:
        @ex.hookimpl
        def examcore_checks(self):
            def run(entries, catalogue):
                return [SEEN.at(what=f"{len(entries)} and {len(catalogue)}")]

            def broken(entries):  # noqa: ARG001
                raise ZeroDivisionError

            return [
                Check(id="demo.checks.broken", title="breaks", codes=(), run=broken),
                Check(
                    id="demo.checks.all",
                    title="counts",
                    codes=(SEEN,),
                    run=run,
                    needs=("entries", "catalogue"),
                ),
            ]

    registry = ex.Registry.builtin()
    registry.register(Plugin(), name="demo")
    report = ex.check(entries_of(person(option_code="8700X")), catalogue, registry=registry)
    assert [f.code for f in report] == ["entries.unknown-option", "check.broken", "demo.seen"]
    assert report[-1].message == f"1 and {len(catalogue)} was seen"


def test_what_was_found_in_reading_stands_in_the_report(entries_of, person, catalogue):
    entries = entries_of(person(sex="Q"))
    assert ex.check(entries, catalogue).findings == entries.findings.findings


def test_a_code_that_is_not_declared_is_a_fault_of_the_check():
    silent = Check(id="demo.checks.one", title="one", codes=(), run=finds)
    (finding,) = run_checks([silent], {"entries": [1]})
    assert finding.code == "check.broken"
    assert "in checks.py, line" in finding.message
