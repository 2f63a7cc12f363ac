"""Findings and reports: what they say, how they are grouped, and that print stays short."""

import pickle

import attrs
import pytest

import examcore as ex
from examcore.errors import ExamcoreError, FindingsError, InvalidDeclaration
from examcore.evidence import Evidence
from examcore.findings import Finding, FindingCode, Report, Severity, code_book, mask


def declare(code="demo.fault", severity=Severity.ERROR, template="{what} is wrong", **changes):
    given = {"cure": "mend it", "triggers": "a fault", "passes": "none"} | changes
    return FindingCode(code=code, severity=severity, template=template, **given)


FAULT = declare()
DOUBT = declare("demo.doubt", Severity.WARNING, "{field} of {file}:{line} holds {value}")
NOTE = declare("demo.note", Severity.INFO, "so it is", rule="V01")


# Codes


@pytest.mark.parametrize(
    "change",
    [
        {"code": "fault"},
        {"code": "Demo.fault"},
        {"code": "demo.Fault"},
        {"code": "demo.fault "},
        {"code": "demo..fault"},
        {"template": " "},
        {"cure": ""},
        {"triggers": ""},
        {"passes": ""},
        {"template": "{what"},
        {"template": "what}"},
        {"template": "{} is wrong"},
        {"template": "{0} is wrong"},
    ],
)
def test_faulty_declarations_are_refused(change):
    with pytest.raises(InvalidDeclaration):
        declare(**change)


@pytest.mark.parametrize("code", ["demo.fault", "a.b.c-d", "jcq.o5-fee"])
def test_sound_declarations(code):
    assert declare(code).code == code


def test_a_finding_without_what_its_message_needs_is_refused_where_it_is_made():
    with pytest.raises(InvalidDeclaration, match=r"demo\.fault was used without what"):
        FAULT.at("a.csv", 3)
    assert FAULT.at(what="it").message == "it is wrong"
    assert declare(template="{what.real} {what[0]} {file}").at(what=1).params == {"what": 1}


def test_a_code_book_is_sorted_and_refuses_two_meanings_of_one_name():
    assert list(code_book([FAULT, DOUBT, declare()])) == ["demo.doubt", "demo.fault"]
    with pytest.raises(InvalidDeclaration, match=r"demo\.fault is declared twice"):
        code_book([FAULT, declare(cure="another")])


# Findings


def test_the_errors_of_a_code_are_not_left_out_for_its_warnings():
    findings = [FAULT.at("a", line, what=line, severity=Severity.WARNING) for line in range(1, 9)]
    shown = list(Report([*findings, FAULT.at("a", 9, what=9)]).lines(most_per_code=2))
    assert [line.partition(" ")[0] for line in shown] == ["a:9:", "a:1:", ""]


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": 5},
        {"file": None},
        {"line": "3"},
        {"start": 1.5},
        {"length": "x"},
        {"field": 5},
        {"value": 5},
        {"cell": 5},
        {"severity": "x"},
        {"severity": "error"},
    ],
)
def test_a_finding_that_could_not_be_printed_is_refused_where_it_is_made(wrong):
    with pytest.raises(TypeError, match=f"{next(iter(wrong))} of a finding is of type"):
        FAULT.at(**{"file": "a.csv", "line": 3, "what": "it"} | wrong)


def test_a_parameter_that_does_not_suit_the_template_leaves_it_as_it_is():
    finding = declare(template="{count:d} of {what.length}").at(count="x", what=1)
    assert finding.message == "{count:d} of {what.length}"
    assert str(finding) == "error: {count:d} of {what.length} [demo.fault]"


def test_a_finding_says_where_what_and_the_cure():
    finding = DOUBT.at("a.csv", 3, start=7, length=2, field="uln", value="999")
    assert finding.message == "uln of a.csv:3 holds 999"
    assert str(finding) == "a.csv:3:7-8: warning: uln of a.csv:3 holds 999 [demo.doubt]"
    assert finding.as_json() == {
        "code": "demo.doubt",
        "severity": "warning",
        "message": "uln of a.csv:3 holds 999",
        "file": "a.csv",
        "line": 3,
        "cell": None,
        "start": 7,
        "length": 2,
        "field": "uln",
        "value": "999",
        "cure": "mend it",
        "rule": None,
    }


def test_a_finding_in_a_spreadsheet_names_the_cell():
    finding = DOUBT.at("a.xlsx!June", 7, cell="C7", field="uln", value="999")
    assert finding.place == "a.xlsx!June:C7"
    assert (finding.as_json()["line"], finding.as_json()["cell"]) == (7, "C7")


def test_a_finding_of_no_place():
    finding = NOTE.at()
    assert str(finding) == "info: so it is [demo.note]"
    assert {finding.as_json()[k] for k in ("file", "line", "start", "length", "field", "value")} == {None}
    assert finding.as_json()["rule"] == "V01"
    assert NOTE.at("a.csv", start=7).place == "a.csv"


def test_a_finding_may_be_worse_than_its_code():
    assert FAULT.at(what="it").severity is Severity.ERROR
    assert FAULT.at(what="it", severity=Severity.INFO).severity is Severity.INFO


def test_findings_are_values():
    assert FAULT.at("a", 1, what="it") == FAULT.at("a", 1, what="it") != FAULT.at("a", 1, what="that")
    assert len({FAULT.at("a", 1, what="it"), FAULT.at("a", 1, what="it"), FAULT.at("a", 2, what="it")}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FAULT.at(what="it").line = 5


def test_severities_have_an_order():
    assert sorted(Severity, key=lambda s: s.rank) == [Severity.INFO, Severity.WARNING, Severity.ERROR]


# Masks


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("O'Neill-Brown 123", "X'Xxxxx-Xxxxx 999"),
        ("Zoë Müller", "Xxx Xxxxxx"),
        ("٣²", "xx"),
        ("\x1b[31mA\n\0\x7f", "?[99xX???"),
        ("", ""),
        (None, "None"),
        (1234, "9999"),
    ],
)
def test_a_mask_shows_the_shape_only(value, shape):
    assert mask(value) == shape
    assert mask(shape) == mask(shape.replace("X", "Q"))


# Reports


@pytest.fixture
def report():
    return Report(
        [
            NOTE.at("b.csv", 2),
            DOUBT.at("a.csv", 9, field="uln", value="9"),
            FAULT.at("a.csv", 2, what="it"),
            DOUBT.at("a.csv", 2, field="uln", value="9"),
            FAULT.at("a.csv", what="all"),
        ]
    )


def test_a_report_is_a_sequence(report):
    assert len(report) == 5
    assert report[0].code == "demo.note"
    assert report[1:3] == report.findings[1:3]
    assert list(report) == list(report.findings)
    assert report + Report(()) == report == Report(iter(report.findings))
    assert report
    assert not Report(())


def test_a_report_by_severity(report):
    assert not report.ok
    assert len(report.errors) == len(report.warnings) == 2
    assert Report(report.warnings.findings).ok
    assert [len(report.at_least(s)) for s in Severity] == [2, 4, 5]
    assert report.summary == "2 errors, 2 warnings, 1 info"
    assert Report([FAULT.at(what="it")]).summary == "1 error"
    assert repr(report) == "<Report: 2 errors, 2 warnings, 1 info>"
    assert Report(()).summary == "no findings"


def test_a_report_by_code_the_most_frequent_first(report):
    groups = report.by_code()
    assert list(groups) == ["demo.doubt", "demo.fault", "demo.note"]
    assert all(f.code == code for code, group in groups.items() for f in group)
    assert sum(map(len, groups.values())) == len(report)


def test_a_report_by_row_in_the_order_of_the_files(report):
    rows = report.by_row()
    assert list(rows) == [("a.csv", None), ("a.csv", 2), ("a.csv", 9), ("b.csv", 2)]
    assert [f.code for f in rows["a.csv", 2]] == ["demo.fault", "demo.doubt"]


def test_errors_raise_and_carry_the_report(report):
    with pytest.raises(FindingsError, match=r"^2 errors; the first: a\.csv:2: error: it is wrong") as caught:
        report.raise_for_errors()
    assert caught.value.report is report
    assert isinstance(caught.value, ExamcoreError)
    assert isinstance(caught.value, ValueError)
    with pytest.raises(FindingsError, match=r"^1 error; "):
        Report([FAULT.at(what="it")]).raise_for_errors()
    report.warnings.raise_for_errors()


def test_print_is_short_worst_first_and_counts_what_it_leaves_out():
    findings = [
        NOTE.at(),
        *(DOUBT.at("a", n, field="f", value="v") for n in range(1000)),
        FAULT.at(what="it"),
    ]
    text = str(Report(findings))
    lines = text.splitlines()
    assert lines[0] == "1 error, 1000 warnings, 1 info"
    assert lines[1].startswith("error: it is wrong")
    assert "  … 995 more of demo.doubt" in lines
    assert len(lines) == 9
    assert len(list(Report(findings).lines(most=None))) == 1002


def test_print_stays_short_with_many_codes():
    many = [declare(f"demo.fault-{chr(97 + n // 26)}{chr(97 + n % 26)}") for n in range(60)]
    lines = list(Report(code.at(what="it") for code in many for _ in range(9)).lines())
    assert sum("is wrong" in line for line in lines) == 20
    told = sum(int(line.split()[1]) for line in lines if line.startswith("  …"))
    assert told == 60 * 9 - 20


def test_values_go_into_a_file_and_come_back(report):
    for value in (report, report[0], FAULT, ex.Money(4150), ex.UNKNOWN, Evidence.SEEN):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301  our own
        assert again == value
    assert str(pickle.loads(pickle.dumps(report))) == str(report)  # noqa: S301  our own
    assert pickle.loads(pickle.dumps(FAULT)).at(what="it") == FAULT.at(what="it")  # noqa: S301  our own
    assert isinstance(report[0], Finding)
