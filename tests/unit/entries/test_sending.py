"""`examcore.entry_files`: which files, with which numbers, and what holds them back."""

from datetime import date, datetime

import attrs
import pytest

import builders
import examcore as ex
from examcore.entries import FileToSend
from examcore.errors import CannotWrite
from examcore.evidence import Origin
from examcore.findings import FindingCode, Severity
from examcore.formats import Dumped
from examcore.model import Candidate, Entry, OptionRef

AQA = {"awarding_body": "aqa", "series": "6G27", "option_code": "8300H"}
AQA_A = {"awarding_body": "70", "series": "6A27", "option_code": "7402"}
OCR = {"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}
WJEC = {"awarding_body": "wjec", "series": "6G27", "option_code": "015501"}
DEMO = {"awarding_body": "99", "series": "6G27", "option_code": "X100"}
ON = date(2027, 1, 20)
OTHER = {"number": 2, "surname": "Other"}


def names(plan):
    return [file.name for file in plan]


def numbers(plan):
    return [(file.issue.series.jcq_id, file.issue.series.code, file.issue.sequence) for file in plan]


def refused(plan):
    return [f"{file.series.jcq_id} {file.series.code}" for file in plan.refused]


def errors(plan):
    return [f.code for f in plan.findings.errors if f.code != "entries.file-refused"]


def details(file):
    return [line for line in file.data.decode("ascii").split("\r\n") if line[:2] == "E5"]


def options(count):
    return [f"X{n:03d}" for n in range(count)]


# which files


def test_one_file_for_each_identifier_and_series(send):
    plan = send(OCR, AQA, WJEC, AQA_A, {**AQA, **OTHER})
    assert names(plan) == ["E6499901.X01", "E6499940.X01", "E6499970.X01", "E6499970.X02"]
    assert numbers(plan) == [("01", "6A27", 1), ("40", "6G27", 1), ("70", "6A27", 1), ("70", "6G27", 2)]
    assert [file.candidates for file in plan] == [1, 1, 1, 2]
    assert plan.findings.ok
    assert [entry.option.body for entry in plan.sent] == ["01", "40", "70", "70", "70"]


def test_the_series_as_people_name_it_finds_the_bodys_code(send):
    (file,) = send({**AQA, "series": "2027-06"})
    assert str(file.issue.series) == "aqa 70 6G27"
    assert file.entries[0].option == OptionRef("70", "6G27", "8300H")


def test_a_code_under_two_identifiers_holds_the_files_of_the_body_back(send, basedata):
    line = [basedata.line("015501")]
    both = basedata.catalogue_of(
        *basedata.one_set("40", "6G27", [*line, basedata.line("3310")]), *basedata.one_set("41", "6G27", line)
    )
    plan = send(WJEC, {**WJEC, **OTHER, "option_code": "3310"}, catalogue=both)
    assert not plan.files
    assert errors(plan) == ["entries.ambiguous-option"]
    assert "give the JCQ identifier" in str(plan.findings) or "40" in str(plan.findings)
    (file,) = send({**WJEC, "awarding_body": "41"}, catalogue=both)
    assert file.name == "E6499941.X01"


@pytest.mark.parametrize("count", [1, 12, 13, 24, 25, 36, 37])
def test_any_number_of_options_twelve_in_a_row_and_in_their_order(send, count):
    wanted = options(count)[::-1]
    plan = send(
        *({**AQA, "option_code": code} for code in wanted), options=map(builders.option, options(count))
    )
    rows = details(plan[0])
    assert len(rows) == -(-count // 12)
    assert len({row[:108] for row in rows}) == 1
    assert [code for row in rows for code in row[108:].split()] == wanted
    assert [entry.option.code for entry in plan.sent] == wanted


def test_candidates_stand_by_number_and_their_rows_together(send):
    rows = [
        {**AQA, "number": number, "surname": name, "option_code": code}
        for code in ("8700", "8999")
        for number, name in ((30, "Third"), (1, "First"), (2, "Second"))
    ]
    (file,) = send(*rows)
    assert [row[8:12] + row[108:].rstrip() for row in details(file)] == [
        f"{number}8700   8999" for number in ("0001", "0002", "0030")
    ]


def test_what_a_row_carries(send):
    guest = {
        "status": "P",
        "qualifier": "G",
        "other_centre_number": "64998",
        "other_candidate_number": "0042",
        "documentation_group": "A1",
        "upn": "b801200005001",
        "uln": "927 630 8686",
        "uci": " 64999 02 60001 " + "x",
    }
    sound = send({**AQA})[0].entries[0].candidate.uci
    plan = send({**AQA, **guest, "uci": f"{sound[:5]} {sound[5:].lower()}"})
    (row,) = details(plan[0])
    assert row[2] == "P"
    assert row[59:72] == sound
    assert row[72:85] == "B801200005001"
    assert row[85:95] == "9276308686"
    assert row[95:108] == "G649980042A1 "
    (sent,) = plan.receipt.files[0].candidates
    assert (sent.uln, sent.qualifier, sent.other_centre_number) == ("9276308686", "G", "64998")


def test_small_letters_go_out_as_capitals(send):
    given = Entry(
        candidate=Candidate(centre_number=" 64999", number="00 01", surname="Sample", sex="f", status=""),
        option=OptionRef("AQA", "6G27", "8300H"),
        qualifier="g",
        documentation_group="a1",
    )
    (row,) = details(send(entries=ex.Entries((given,)))[0])
    assert (row[2:12], row[52], row[95], row[105:108]) == ("C649990001", "F", "G", "A1 ")
    assert row[53:59] == "000000"


def test_entries_made_in_python_have_a_place_in_findings(send):
    who = Candidate(centre_number="64999", number="0001", surname="Sample")
    right = Entry(candidate=who, option=OptionRef("aqa", "6G27", "8300H"))
    wrong = Entry(candidate=who, option=OptionRef("aqa", "6G27", "8300X"))
    assert send(entries=ex.Entries((right,))).sent.entries[0].option.code == "8300H"
    plan = send(entries=ex.Entries((right, wrong)))
    assert [(f.file, f.line) for f in plan.findings.errors.by_code()["entries.unknown-option"]] == [
        ("entries", 2)
    ]


def test_no_entries_give_no_file_and_no_receipt(send):
    plan = send(entries=ex.Entries())
    assert (plan.files, plan.refused, plan.receipt, plan.outputs) == ((), (), None, ())


# what holds back which file


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"option_code": "8300X"}, "entries.unknown-option"),
        ({"option_code": "8700", "surname": "Пример"}, "entries.name-letters"),
        ({"option_code": "8700", "candidate_number": ""}, "entries.blank"),
        ({"option_code": "8700", "date_of_birth": "03/14/2011"}, "entries.bad-date"),
        ({"option_code": "8700", "uci": "649990260002"}, "entries.identifier"),
        ({"option_code": "8700", "documentation_group": "A123"}, "jcq.cannot-write"),
        ({"option_code": "8700", "sex": "Female"}, "jcq.cannot-write"),
        ({"option_code": "8700", "date_of_birth": "1920-03-14"}, "jcq.cannot-write"),
        ({"option_code": "8700", "centre_number": "64998"}, "entries.other-centre"),
    ],
)
def test_an_error_holds_back_the_file_of_its_row_and_no_other(send, changes, code):
    plan = send(AQA, {**AQA, **OTHER, **changes}, AQA_A, OCR)
    assert refused(plan) == (["70 6A27", "70 6G27"] if code == "entries.unknown-option" else ["70 6G27"])
    assert code in errors(plan)
    assert "E6499901.X01" in names(plan)
    assert [f.field for f in plan.findings if f.code == code] == [[*changes][-1]]


def test_nothing_is_cut_and_the_finding_names_row_and_field(send):
    plan = send({**AQA, "documentation_group": "A123"})
    (finding,) = [f for f in plan.findings.errors if f.code == "jcq.cannot-write"]
    assert (finding.file, finding.line, finding.field) == ("entries.csv", 2, "documentation_group")


@pytest.mark.parametrize(
    "wrong",
    [
        {"uci": "649990260001"},  # told once for a person, in the first row
        {"surname": "Somebody"},  # told in the second row, and nobody knows which one is right
        {"candidate_number": "12A4"},
    ],
)
def test_what_is_wrong_with_a_person_holds_back_all_files_that_name_the_person(send, wrong):
    plan = send({**AQA, **wrong}, {**OCR, **(wrong if "surname" not in wrong else {})}, {**WJEC, **OTHER})
    assert refused(plan) == ["01 6A27", "70 6G27"]
    assert names(plan) == ["E6499940.X01"]


def test_a_uci_that_two_people_share_holds_back_the_files_of_both(send):
    uci = send({**AQA})[0].entries[0].candidate.uci
    plan = send(AQA, {**OCR, **OTHER, "uci": uci}, {**WJEC, "number": 3, "surname": "Third"})
    assert "entries.uci-shared" in errors(plan)
    assert refused(plan) == ["01 6A27", "70 6G27"]


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"option_code": ""}, ["01 6A27", "70 6G27"]),
        ({"awarding_body": ""}, ["01 6A27", "40 6G27", "70 6G27"]),
        ({"awarding_body": "nobody"}, ["01 6A27", "40 6G27", "70 6G27"]),
    ],
)
def test_a_row_that_is_lost_holds_back_the_files_that_it_may_belong_into(send, changes, held):
    plan = send(
        AQA, {**OCR, **OTHER}, {**WJEC, "number": 3, "surname": "Third"}, {**OCR, "number": 4, **changes}
    )
    assert refused(plan) == (["01 6A27"] if held[1:] == ["70 6G27"] else held)


def test_a_whole_file_that_cannot_be_read_holds_back_all(send, table, person):
    sound = ex.read(table(person(surname="Sample")), name="entries.csv")
    broken = ex.read(b"PK\x03\x04broken", name="more.xlsx")
    plan = send(entries=ex.Entries.of([sound, broken]))
    assert refused(plan) == ["70 6G27"]


def test_an_error_without_a_place_holds_back_all(send):
    code = FindingCode(
        code="demo.all", severity=Severity.ERROR, template="all", cure="none", triggers="x", passes="y"
    )
    given = send.entries_of(send.person(surname="Sample"))
    plan = send(entries=attrs.evolve(given, findings=ex.Report([code.at()])))
    assert refused(plan) == ["70 6G27"]
    warned = ex.Report([code.at(severity=Severity.WARNING)])
    assert names(send(entries=attrs.evolve(given, findings=warned))) == ["E6499970.X01"]


def test_an_unknown_option_is_told_although_no_check_tells_it(send):
    plan = send(AQA, {**AQA, **OTHER, "option_code": "8300X"}, registry=Unchecked())
    assert errors(plan) == ["entries.unknown-option"]
    assert refused(plan) == ["70 6G27"]


class Unchecked(ex.Registry):
    """The built-in plugins without any check."""

    def __new__(cls):
        return object.__new__(cls)

    def __init__(self):
        self.__dict__.update(vars(ex.Registry.builtin()))

    checks = ()


def test_a_registration_is_told(send):
    made = builders.option("8300H", process="R")
    plan = send({**AQA, "series": "6G27"}, options=[made])
    assert errors(plan) == ["entries.registration"]
    assert refused(plan) == ["70 6G27"]


def test_a_finding_names_three_characters_of_a_name_at_most(send):
    plan = send({**AQA, "surname": "Пример", "entry_name": ""})
    (finding,) = [f for f in plan.findings if f.code == "entries.name-letters"]
    assert finding.message.count("CYRILLIC") == 3
    assert finding.message.endswith(" and 2 more")


def test_two_spellings_of_one_candidate(send):
    plan = send({**AQA, "surname": "Sample"}, {**AQA, "option_code": "8700", "surname": "SAMPLE"})
    assert len(plan.sent) == 2  # as they go out, they are one
    plan = send({**AQA, "sex": "F"}, {**AQA, "option_code": "8700", "sex": "M"})
    (finding,) = [f for f in plan.findings if f.code == "entries.candidate-differs"]
    assert finding.message == (
        "rows of candidate 64999/0001 differ in sex from line 2, and a file says them once"
    )
    plan = send({**AQA, "entry_name": "SAMPLE:A"}, {**AQA, "option_code": "8700"})
    (finding,) = [f for f in plan.findings if f.code == "entries.candidate-differs"]
    assert finding.field == "entry_name"


def test_rows_of_another_centre_are_told_with_the_cure(send):
    plan = send(AQA, {**AQA, **OTHER, "centre": "64998"})
    (finding,) = [f for f in plan.findings if f.code == "entries.other-centre"]
    assert "filter(centre_number=" in finding.cure
    assert refused(plan) == ["70 6G27"]
    of_one = send.entries_of(send.person(surname="Sample"), send.person(2, centre="64998")).filter(
        centre_number="64999"
    )
    assert names(send(entries=of_one)) == ["E6499970.X01"]


def test_a_refused_file_says_how_many_errors_concern_it(send):
    plan = send({**AQA, "surname": "A" * 50}, {**AQA, **OTHER, "sex": "Female", "surname": "Пример"})
    assert [r.why for r in plan.refused] == ["2 errors may concern it"]
    assert [(r.series.code, r.entries) for r in plan.refused] == [("6G27", 2)]
    rows = list(plan.rows())
    assert rows == [
        {
            "centre_number": "64999",
            "name": "",
            "awarding_body": "aqa",
            "jcq_id": "70",
            "series": "6G27",
            "sequence": None,
            "candidates": None,
            "entries": 2,
            "why": "2 errors may concern it",
        }
    ]


# numbers


def test_numbers_rise_for_an_identifier_over_all_series(send, receipt):
    plan = send(AQA, AQA_A, OCR, previous=receipt(("70", "BA26", 7), ("70", "6A26", 3), ("01", "BA26", 12)))
    assert numbers(plan) == [("01", "6A27", 13), ("70", "6A27", 8), ("70", "6G27", 9)]
    assert names(plan) == ["E6499901.X13", "E6499970.X08", "E6499970.X09"]


@pytest.mark.parametrize(
    ("last", "following"), [(98, [99, 101]), (99, [101, 102]), (199, [201, 202]), (899, [901, 902])]
)
def test_numbers_that_end_in_00_are_left_out(send, receipt, last, following):
    plan = send(AQA, AQA_A, previous=receipt(("70", "BA26", last)))
    assert [number for *_, number in numbers(plan)] == following


def test_999_is_the_last_number(send, receipt):
    plan = send(AQA, AQA_A, OCR, previous=receipt(("70", "BA26", 998)))
    assert numbers(plan) == [("01", "6A27", 1), ("70", "6A27", 999)]
    assert errors(plan) == ["entries.sequence-spent"]
    assert plan.files[1].name == "E6499970.X99"


def test_the_first_number_may_be_said(send):
    assert numbers(send(AQA, AQA_A, OCR, sequence={"70": 4})) == [
        ("01", "6A27", 1),
        ("70", "6A27", 4),
        ("70", "6G27", 5),
    ]
    with pytest.raises(ex.ExamcoreError, match="ends in 00"):
        send(AQA, sequence={"70": 100})
    assert [n for *_, n in numbers(send(AQA, sequence={"70": 999}))] == [999]


def test_a_refused_file_uses_no_number(send):
    wrong = {**AQA_A, **OTHER, "surname": "Пример"}
    assert numbers(send(AQA, wrong)) == [("70", "6G27", 1)]
    assert numbers(send(AQA, wrong, sequence={"70": 4})) == [("70", "6G27", 4)]


def test_a_number_that_the_receipt_has_is_refused(send, receipt):
    plan = send(AQA, AQA_A, previous=receipt(("70", "BA26", 4)), sequence={"70": 4})
    assert not plan.files
    assert set(errors(plan)) == {"entries.sequence-used"}


def test_the_receipt_goes_on(send):
    first = send(AQA_A)
    second = send(AQA, previous=first.receipt)
    assert numbers(second) == [("70", "6G27", 2)]
    assert second.receipt.number == 2
    assert second.receipt.files[:1] == first.receipt.files
    assert [file.name for file in second.receipt.files] == ["E6499970.X01", "E6499970.X02"]
    third = send({**AQA, "option_code": "8700"}, previous=second.receipt)
    assert errors(third) == ["entries.already-sent"]
    assert "E6499970.X02" in str(third.findings)
    assert third.receipt is None


def test_what_went_out_as_it_is_needs_no_file(send):
    first = send(AQA_A, AQA)
    again = send(AQA, OCR, AQA_A, previous=first.receipt)
    assert numbers(again) == [("01", "6A27", 1)]
    assert again.findings.ok
    assert not again.refused
    assert len(again.findings.by_code()["entries.unchanged"]) == 2
    assert [file.name for file in again.receipt.files] == ["E6499970.X01", "E6499970.X02", "E6499901.X01"]


def test_nothing_is_called_unchanged_while_a_row_may_be_missing(send):
    first = send(AQA)
    lost = {**AQA, **OTHER, "option_code": ""}
    plan = send(AQA, lost, previous=first.receipt)
    assert "entries.unchanged" not in plan.findings.by_code()
    assert refused(plan) == ["70 6G27"]
    again = send(AQA, previous=attrs.evolve(first.receipt, centre="64998"))
    assert "entries.unchanged" not in again.findings.by_code()


@pytest.mark.parametrize(
    ("only", "made"),
    [
        (["aqa"], [("70", "6A27", 1), ("70", "6G27", 2)]),
        (["70:6G27"], [("70", "6G27", 1)]),
        (["AQA:6g27", "ocr"], [("01", "6A27", 1), ("70", "6G27", 1)]),
        (["aqa:2027-06"], [("70", "6A27", 1), ("70", "6G27", 2)]),
        (["aqa:2027-11", "ocr"], [("01", "6A27", 1)]),
        ([], [("01", "6A27", 1), ("70", "6A27", 1), ("70", "6G27", 2)]),
    ],
)
def test_files_for_some_are_made_alone(send, only, made):
    plan = send(AQA, {**AQA, **OTHER, "awarding_body": "70", "series": "2027-06"}, AQA_A, OCR, only=only)
    assert numbers(plan) == made
    assert not plan.refused
    whole = [file for file in plan if file.issue.series.code == "6G27"]
    assert all(file.candidates == 2 for file in whole)  # however the rows name body and series


def test_what_is_not_wished_for_may_be_wrong(send):
    plan = send(AQA, {**OCR, "option_code": "J999"}, only=["aqa"])
    assert numbers(plan) == [("70", "6G27", 1)]
    with pytest.raises(TypeError, match="only holds"):
        send(AQA, only="aqa")


def test_numbers_that_begin_anew_are_told(send):
    assert "entries.numbers-begin" in send(AQA, OCR, sequence={"70": 4}).findings.by_code()
    assert "entries.numbers-begin" not in send(AQA, sequence={"70": 4}).findings.by_code()
    assert "entries.numbers-begin" not in send(OCR, previous=send(AQA).receipt).findings.by_code()


@pytest.mark.parametrize(
    ("on", "far"),
    [((2027, 6, 30), False), ((2025, 6, 1), False), ((2025, 5, 31), True), ((2027, 7, 1), True)],
)
def test_a_day_far_from_the_series_is_told(send, on, far):
    assert ("entries.day-far" in send(AQA, on=date(*on)).findings.by_code()) is far


def test_the_receipt_of_another_centre_makes_nothing(send, receipt):
    plan = send(AQA, OCR, previous=receipt(centre="64998"))
    assert (plan.files, plan.receipt) == ((), None)
    assert errors(plan) == ["entries.receipt-of-other-centre"]


# formats of plugins


def test_a_plugins_format_writes_what_its_catalogue_was_read_without(send, registry_with):
    def dump(values, _):
        return Dumped(name="DEMO.txt", data=repr(len(values)).encode())

    registry = registry_with(dump)
    plan = send(DEMO, options=[builders.option("X100")], jcq_id="99", registry=registry)
    assert plan.outputs[0] == ("DEMO.txt", b"1")
    lost = {**DEMO, **OTHER, "awarding_body": "demo"}
    plan = send(DEMO, lost, options=[builders.option("X100")], jcq_id="99", registry=registry)
    assert not plan.files  # the body has two names, and one row was lost under the other


def failing(*_):
    raise SystemExit("Sample")


@pytest.mark.parametrize(
    "dump",
    [
        failing,
        lambda *_: None,
        lambda *_: b"bytes",
        lambda *_: Dumped(name="../Sample.txt", data=b"x"),
        lambda *_: Dumped(name="C:Sample.txt", data=b"x"),
        lambda *_: Dumped(name="sub\\Sample.txt", data=b"x"),
        lambda *_: Dumped(name=".hidden", data=b"x"),
        lambda *_: Dumped(name="", data=b"x"),
        lambda *_: Dumped(name=7, data=b"x"),
        lambda *_: Dumped(name="Sample.txt\n", data=b"x"),
        lambda *_: Dumped(name="Sample.txt", data="text"),
        lambda *_: Dumped(name="Sample.txt", data=b""),
        lambda *_: Dumped(name="e6499901.x01", data=b"x"),  # the file of OCR
    ],
)
def test_a_format_that_fails_or_gives_junk_is_told_and_the_others_go_on(send, registry_with, dump, basedata):
    both = basedata.catalogue_of(
        *basedata.one_set("99", "6G27", [builders.option("X100")]),
        *basedata.one_set("01", "6A27", [builders.option("J560")]),
    )
    plan = send(DEMO, OCR, catalogue=both, registry=registry_with(dump))
    assert names(plan) == ["E6499901.X01"]
    assert errors(plan) == ["entries.writer-failed"]
    assert "Sample" not in str(plan.findings)


def test_a_format_without_a_dump_is_no_route(send, registry_with):
    plan = send(DEMO, options=[builders.option("X100")], jcq_id="99", registry=registry_with(None))
    assert errors(plan) == ["entries.no-route"]


# wrong use


@pytest.mark.parametrize(
    ("how", "error", "says"),
    [
        ({"centre": "64999"}, TypeError, "Centre(number='64999'"),
        ({"centre": None}, TypeError, "Centre(number='64999'"),
        ({"centre": ex.Centre(number=64999)}, TypeError, "Centre(number='64999'"),
        ({"centre": ex.Centre(number="6499")}, CannotWrite, "centre_number: a centre number is five digits"),
        ({"centre": ex.Centre(number="../..")}, CannotWrite, "centre_number"),
        ({"centre": ex.Centre(number="64999", postcode="ZZ99 9ZZ 1")}, CannotWrite, "postcode"),
        ({"centre": ex.Centre(number="64999", postcode="ŻŻ99")}, CannotWrite, "postcode"),
        ({"on": "2027-01-20"}, TypeError, "date(2027, 1, 20)"),
        ({"on": datetime(2027, 1, 20, 12)}, TypeError, "date(2027, 1, 20)"),  # noqa: DTZ001  a wrong one
        ({"on": None}, TypeError, "date(2027, 1, 20)"),
        ({"on": date(1999, 1, 20)}, CannotWrite, "2000 to 2099"),
        ({"previous": "receipt.json"}, TypeError, "Receipt.of(read("),
        ({"previous": {}}, TypeError, "Receipt.of(read("),
        ({"sequence": 4}, TypeError, "{'70': 4}"),
        ({"sequence": [("70", 4)]}, TypeError, "{'70': 4}"),
        ({"sequence": {70: 4}}, TypeError, "{'70': 4}"),
        ({"sequence": {"70": "4"}}, TypeError, "{'70': 4}"),
        ({"sequence": {"70": True}}, TypeError, "{'70': 4}"),
        ({"sequence": {"70": 0}}, CannotWrite, "1 to 999"),
        ({"sequence": {"70": -1}}, CannotWrite, "1 to 999"),
        ({"sequence": {"70": 1000}}, CannotWrite, "1 to 999"),
        ({"sequence": {"7": 1}}, CannotWrite, "JCQ identifier"),
        ({"sequence": {"aqa": 1}}, CannotWrite, "JCQ identifier"),
        ({"catalogue": None}, TypeError, "Catalogue.of(read("),
        ({"catalogue": "basedata"}, TypeError, "Catalogue.of(read("),
        ({"entries": "entries.csv"}, TypeError, "Entries.of(read("),
        ({"registry": "all"}, TypeError, "Registry.builtin()"),
    ],
)
def test_wrong_use_is_told_with_advice(send, how, error, says):
    with pytest.raises(error) as raised:
        send(AQA, **how)
    assert says in str(raised.value)


def test_a_centre_as_people_type_it(send):
    (file,) = send(AQA, centre=ex.Centre(number=" 64999 ", postcode="zz99  9zz"))
    assert file.data.splitlines()[1].rstrip() == b"E364999706G27001ZZ99 9ZZ"


def test_a_file_to_send_has_a_name_and_bytes(send):
    (file,) = send(AQA)
    with pytest.raises(CannotWrite):
        attrs.evolve(file, name="../x")
    with pytest.raises(CannotWrite):
        attrs.evolve(file, data=b"")
    assert isinstance(file, FileToSend)


def test_entries_of_files_and_of_python_may_be_mixed(send):
    read = send.entries_of(send.person(surname="Sample"))
    who = Candidate(centre_number="64999", number="0002", surname="Other")
    made = Entry(candidate=who, option=OptionRef("aqa", "6G27", "8700"), origin=None)
    plan = send(entries=attrs.evolve(read, entries=(*read, made)))
    assert [entry.origin for entry in plan.sent] == [Origin("entries.csv", 2), Origin("entries", 2)]
