"""The synthetic files of the reference, read as it states them."""

# ruff: noqa: E501  lines stand as the reference prints them

from datetime import date

import pytest

import builders
from builders import codes, found, lines, read
from examcore.model import Session, TimeAllowed
from examcore.money import Money

S_FILE = (
    "S16G25_996G25BEXAMPLE00114",
    "S36G25_996G25001",
    "S5X100   SAMPLE ENGLISH LANGUAGE",
    "S5X200   SAMPLE COMBINED SCIENCE",
    "S5X300   SAMPLE UNITISED ADVANCED SUBSIDIARY",
    "S76G25_0000005011124",
    "S96G25_00000070000001",
)
O_LINES = (
    "O5X100  X100  GCSE9FCC       EFK2B60000004SAMPLE ENGLISH LANGUAGE             Y04500        140      42      000002",
    "O5X200H X200  GCSE9DAC       ERA1E60000016SAMPLE COMBINED SCIENCE TIER H      Y08600        141                  02",
    "O5X301  X300         UGCE B  E9999H5000001SAMPLE UNIT 1                       Y01650        UB               010001",
    "O5X300  X300  GCE ASBC       E    60000028SAMPLE UNITISED AWARD               Y00000        BA               020000",
)
C_LINES = (
    "C5X100/1      SAMPLE ENGLISH PAPER 1              N000    000000T020625A105",
    "C5X100/C      SAMPLE SPOKEN LANGUAGE ENDORSEMENT  G00042  070525N000000X999",
    "C5X200/1H     SAMPLE SCIENCE PAPER 1 TIER H       N000    000000T130525P075",
    "C5X200/2H     SAMPLE SCIENCE TASK WINDOW          E000    150525C000000X035",
    "C5X301/1      SAMPLE UNIT 1 COURSEWORK            Y060    150525N000000X000",
)
L_LINES = ("L5X100  X100/1", "L5X100  X100/C", "L5X200H X200/1H", "L5X200H X200/2H", "L5X301  X301/1")
D_LINES = ("D5X100* X200*", "D5X200* X100*")
UNIT_LINKS = ("X300  X301",)
ZEROS = ("L100000026B25BEXAMPLE00114", "L90000000000090000000")
BTEC = ("O16B25_156B25BEXAMPLE00114", "O36B25_156B25005", "O76B25_0000003011124", "O96B25_00000050000001")
E_FILE = (
    "E112345706G25SEXAMPLE00114",
    "E312345706G25001AB1 2CD",
    (
        "E5C123450001SMITH:JANE ANN                          F010209123450200001EB8012000050019276308686"
        "             8300H  8700   8464H"
    ),
    "E7123450000003100225",
    "E91234500000050000001",
)
A_FILE = (
    "A112345706G25SEXAMPLE00114",
    "A312345706G25002AB1 2CD",
    "A5C123450001SMITH:JANE ANN                          F010209123450200001EB8012000050019276308686",
    (
        "A5P123450002O'NEILL-BROWN:TOM                       M311208123450200002LH8012000010011000000000"
        "             X401   X402   X403   X404   X405   X406   X407   X408   X409   X410   X411   X412"
    ),
    (
        "A5P123450002O'NEILL-BROWN:TOM                       M311208123450200002LH8012000010011000000000"
        "             X413"
    ),
    "A7123450000005120325",
    "A91234500000070000001",
)

HEAD = {
    "record_type": "1",
    "centre_number": "6G25_",
    "jcq_id": "99",
    "series": "6G",
    "year": "25",
    "distribution": "B",
    "software_package": "EXAMPLE",
    "software_version": "001",
    "formats_version": 14,
}


def fields(reading):
    return [(mark, dict(values)) for _, mark, values, _ in reading.records.iter_lines()]


@pytest.mark.skipif(not builders.REFERENCE.exists(), reason="the reference is not part of the project")
def test_the_vectors_are_those_of_the_reference():
    printed = {line.rstrip() for line in builders.REFERENCE.read_text("utf-8").splitlines()}
    written = {*S_FILE, *O_LINES, *C_LINES, *L_LINES, *D_LINES, *UNIT_LINKS, *ZEROS, *BTEC, *E_FILE, *A_FILE}
    assert written <= printed


def test_a_whole_s_file():
    data = lines(*S_FILE, width=45)
    reading = read(data, "S6G25_99.X01")
    assert reading.format == "jcq.basedata.syllabuses"
    assert codes(reading.findings) == ["jcq.body-unknown"]
    assert reading.to_bytes() == data
    assert [(s.code, s.title, s.origin.line) for s in reading.values] == [
        ("X100", "SAMPLE ENGLISH LANGUAGE", 3),
        ("X200", "SAMPLE COMBINED SCIENCE", 4),
        ("X300", "SAMPLE UNITISED ADVANCED SUBSIDIARY", 5),
    ]
    issue = reading.issue
    assert (issue.letter, issue.sequence, issue.produced, issue.centre) == ("S", 1, date(2024, 11, 1), "")
    assert (issue.series.body, issue.series.jcq_id, issue.series.code) == ("99", "99", "6G25")
    taken = fields(reading)
    assert [mark for mark, _ in taken] == ["S1", "S3", "S5", "S5", "S5", "S7", "S9"]
    assert taken[0][1] == {"data_type": "S", **HEAD}
    assert taken[1][1]["sequence"] == 1
    assert taken[1][1]["postcode"] == ""
    assert (taken[5][1]["records"], taken[5][1]["produced"]) == (5, date(2024, 11, 1))
    assert (taken[6][1]["records"], taken[6][1]["centres"]) == (7, 1)


BLANK_OPTION = {
    "data_type": "O",
    "record_type": "5",
    "unit_qualification": "",
    "unit_level": "",
    "process": "E",
    "fee_defined": "Y",
    "forecast_gradeset": "",
    "second_forecast_gradeset": "",
    "second_gradeset": "",
    "endorsement_gradeset": "",
    "second_endorsement_gradeset": "",
}


def test_options():
    reading = read(builders.basedata("O", *O_LINES, series="6G25", produced="011124"), "O6G25_99.X01")
    taken = [values for mark, values in fields(reading) if mark == "O5"]
    linear = {
        "option_code": "X100",
        "syllabus_code": "X100",
        "qualification": "GCSE",
        "level": "9FC",
        "item": "C",
        "classification_code": "FK2B",
        "accreditation_number": "60000004",
        "title": "SAMPLE ENGLISH LANGUAGE",
        "fee": 4500,
        "result_type": "1",
        "gradeset": "40",
        "endorsement_gradeset": "42",
        "maximum_mark": 0,
        "components": 2,
    }
    double = {
        "option_code": "X200H",
        "syllabus_code": "X200",
        "qualification": "GCSE",
        "level": "9DA",
        "item": "C",
        "classification_code": "RA1E",
        "accreditation_number": "60000016",
        "title": "SAMPLE COMBINED SCIENCE TIER H",
        "fee": 8600,
        "result_type": "1",
        "gradeset": "41",
        "maximum_mark": None,
        "components": 2,
    }
    unit = {
        "option_code": "X301",
        "syllabus_code": "X300",
        "qualification": "",
        "level": "",
        "item": "U",
        "unit_qualification": "GCE",
        "unit_level": "B",
        "classification_code": "9999",
        "accreditation_number": "H5000001",
        "title": "SAMPLE UNIT 1",
        "fee": 1650,
        "result_type": "U",
        "gradeset": "B",
        "maximum_mark": 100,
        "components": 1,
    }
    cash_in = {
        "option_code": "X300",
        "syllabus_code": "X300",
        "qualification": "GCE",
        "level": "ASB",
        "item": "C",
        "classification_code": "",
        "accreditation_number": "60000028",
        "title": "SAMPLE UNITISED AWARD",
        "fee": 0,
        "result_type": "B",
        "gradeset": "A",
        "maximum_mark": 200,
        "components": 0,
    }
    assert taken == [BLANK_OPTION | option for option in (linear, double, unit, cash_in)]
    assert codes(reading.findings) == ["jcq.body-unknown"]  # a unit reference number has no check digit

    first, second, third, fourth = reading.values
    assert str(first.key) == "99 6G25 X100"
    assert (first.certification, first.unit, first.exam_type) == ("GCSE/9FC", "", "GCSE/9FC")
    assert first.gradesets == ("40", "", "42", "", "", "")
    assert (first.price, first.qualification_number) == (Money(4500), "60000004")
    assert (second.certification, second.maximum_mark) == ("GCSE/9DA", None)
    assert (third.certification, third.unit, third.qualification_number) == ("", "GCE/B", "")
    assert (fourth.price, fourth.declared_components) == (Money(0), 0)


def test_components():
    reading = read(builders.basedata("C", *C_LINES, series="6G25", produced="011124"), "C6G25_99.X01")
    assert codes(reading.findings) == ["jcq.body-unknown"]
    paper, spoken, afternoon, window, coursework = reading.values
    assert (paper.code, paper.title, paper.teacher_marks) == ("X100/1", "SAMPLE ENGLISH PAPER 1", "N")
    assert (paper.on, paper.session, paper.minutes, paper.due) == (date(2025, 6, 2), Session.AM, 105, None)
    assert (spoken.teacher_marks, spoken.gradeset, spoken.due) == ("G", "42", date(2025, 5, 7))
    assert (spoken.session, spoken.time, spoken.minutes) == (None, TimeAllowed.NOT_FIXED, None)
    assert (afternoon.on, afternoon.session, afternoon.minutes) == (date(2025, 5, 13), Session.PM, 75)
    assert (window.teacher_marks, window.timetabled, window.on) == ("E", "C", None)
    assert (window.due, window.minutes) == (date(2025, 5, 15), 35)
    assert (coursework.teacher_marks, coursework.maximum_mark, coursework.time) == ("Y", 60, TimeAllowed.NONE)


def test_links_pairs_and_unit_links():
    links = read(builders.basedata("L", *L_LINES, series="6G25"), "L6G25_99.X01")
    assert [(v.option, v.component) for v in links.values] == [
        ("X100", "X100/1"),
        ("X100", "X100/C"),
        ("X200H", "X200/1H"),
        ("X200H", "X200/2H"),
        ("X301", "X301/1"),
    ]
    pairs = read(builders.basedata("D", *D_LINES, series="6G25"), "D6G25_99.X01")
    assert [(v.first, v.second) for v in pairs.values] == [("X100*", "X200*"), ("X200*", "X100*")]
    units = read(lines(*UNIT_LINKS, width=12), "links.txt")
    assert units.format == "jcq.basedata.unit-links"
    assert [(v.award, v.unit, v.origin.line) for v in units.values] == [("X300", "X301", 1)]
    assert [codes(r.findings) for r in (links, pairs, units)] == [["jcq.body-unknown"]] * 2 + [[]]


def test_a_header_of_zeros_and_a_trailer_of_no_centres():
    head, trailer = ZEROS
    middle = ("L300000026B25001", *L_LINES, "L7000000000007011124")
    reading = read(lines(head, *middle, trailer, width=26), "L6B25_02.X01")
    zeros = found(reading.findings, "jcq.header-zeros")
    assert (str(zeros.severity), zeros.line, zeros.start, zeros.length) == ("warning", 1, 3, 5)
    centres = found(reading.findings, "jcq.centre-count")
    assert (str(centres.severity), centres.line, centres.start, centres.length) == ("warning", 9, 15, 7)
    assert set(codes(reading.findings)) == {"jcq.header-zeros", "jcq.centre-count"}
    series = reading.issue.series
    assert (series.body, series.jcq_id, series.code) == ("cambridge", "02", "6B25")
    assert len(reading.values) == 5


def test_unpadded_control_records_without_a_last_line_end():
    head, centre, trailer, last = (line.encode() for line in BTEC)
    assert [len(line) for line in (head, centre, trailer, last)] == [26, 16, 20, 21]
    option = O_LINES[2].encode().ljust(115)
    data = b"\r\n".join([head, centre, option, trailer, last])
    reading = read(data, "O6B25_15.X05")
    assert {(f.code, str(f.severity), f.line, f.start) for f in reading.findings} == {
        ("layout.short-line", "warning", line, start) for line, start in ((1, 27), (2, 17), (4, 21), (5, 22))
    }
    assert reading.to_bytes() == data
    assert (reading.issue.series.body, reading.issue.sequence, len(reading.values)) == ("pearson", 5, 1)


def test_an_entry_file():
    data = lines(*E_FILE, width=192)
    reading = read(data, "E1234570.X01")
    assert (reading.format, reading.findings) == ("jcq.entries.entries", ())
    assert reading.to_bytes() == data
    _, centre, (mark, detail), *_ = fields(reading)
    assert mark == "E5"
    assert {k: v for k, v in detail.items() if not k.startswith("option_")} == {
        "data_type": "E",
        "record_type": "5",
        "status": "C",
        "centre_number": "12345",
        "candidate_number": "0001",
        "name": "SMITH:JANE ANN",
        "sex": "F",
        "date_of_birth": "010209",
        "uci": "123450200001E",
        "upn": "B801200005001",
        "uln": "9276308686",
        "qualifier": "",
        "other_centre_number": "",
        "other_candidate_number": "",
        "documentation_group": "",
    }
    assert reading.records.records[2].options == ("8300H", "8700", "8464H")
    assert all(detail[f"option_{n}_seventh"] == "" for n in range(1, 13))
    assert centre[1]["postcode"] == "AB1 2CD"
    assert (reading.issue.letter, reading.issue.centre, reading.issue.sequence) == ("E", "12345", 1)
    assert (reading.issue.series.body, reading.issue.series.code) == ("aqa", "6G25")
    *_, (_, _, _, personal), _, _ = reading.records.iter_lines()
    assert personal == {"name", "date_of_birth", "uci", "upn", "uln"}


def test_an_amendment_file():
    data = lines(*A_FILE, width=192)
    reading = read(data, "A1234570.X02")
    assert (reading.format, reading.findings) == ("jcq.entries.amendments", ())
    assert reading.to_bytes() == data
    rows = [r for r in reading.records.records if hasattr(r, "options")]
    assert [(r.candidate_number, r.status, len(r.options)) for r in rows] == [
        ("0001", "C", 0),
        ("0002", "P", 12),
        ("0002", "P", 1),
    ]
    assert rows[1].options == tuple(f"X4{n:02d}" for n in range(1, 13))
    assert rows[1].name == "O'NEILL-BROWN:TOM"
    assert rows[2].options == ("X413",)
