"""Basedata files: headers, counts, versions, and what detail records say of themselves."""

from datetime import date

import pytest

import examcore as ex
from builders import (
    basedata,
    codes,
    component,
    entries,
    entry,
    file,
    found,
    lines,
    link,
    option,
    pair,
    read,
    read_file,
    severities,
    syllabus,
)
from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, LayoutOverlay, Session, TimeAllowed
from examcore_plugins.jcq.formats import FORMATS

QUIET = {"jcq.body-unknown": "info"}  # of identifier 99
DETAILS = {"S": syllabus(), "O": option(), "C": component(), "L": link(), "D": pair("X1*", "X2*")}


def of_99(findings):
    return {code: severity for code, severity in severities(findings).items() if code != "jcq.body-unknown"}


@pytest.mark.parametrize("letter", DETAILS)
def test_a_sound_file_of_each_letter(letter):
    data, name = file(letter, DETAILS[letter], sequence=7)
    for each in (name, name.lower(), "folder/" + name):
        reading = read(data, each)
        assert severities(reading.findings) == QUIET
        assert reading.to_bytes() == data
        assert len(reading.values) == 1
        assert reading.details == {"version": "14", "records": "5"}
        assert (reading.issue.sequence, reading.issue.produced) == (7, date(2027, 1, 12))
        origin = reading.values[0].origin
        assert (origin.file, origin.line, origin.sequence, origin.produced) == (each, 3, 7, date(2027, 1, 12))


@pytest.mark.parametrize("version", [10, 11, 12, 13, 14])
def test_options_of_every_version(version):
    details = [
        option(gradesets=("1", "2", "3", "4", "5", "6"), maximum=200, components="07", version=version),
        option(
            "X301",
            certification="GCE B" * (version < 12),
            unit="GCE B",
            item="U",
            result_type="U",
            version=version,
        ),
        option("X400", certification="FSMQA", unit="FSMQA", item="B", result_type="C", version=version),
    ]
    data, name = file("O", *details, version=version)
    assert len(data.splitlines()[2]) == {10: 89, 11: 89, 12: 114}.get(version, 115)
    reading = read(data, name)
    assert severities(reading.findings) == QUIET
    assert reading.details["version"] == str(max(version, 11))
    first, unit, both = reading.values
    assert (first.gradesets, first.result_type) == (("3", "4", "5", "6", "1", "2"), "1")
    assert (first.fee, first.maximum_mark, first.declared_components) == (4500, 200, 7)
    assert (first.certification, first.unit, unit.certification) == ("GCSE/FC", "", "")
    assert unit.unit == "GCE/B"
    assert (both.certification, both.unit) == ("FSMQ/A", "" if version < 12 else "FSMQ/A")


@pytest.mark.parametrize("version", [10, 11, 12, 13, 14])
def test_components_of_every_version(version):
    details = [
        component("X100/1", version=version),
        component(
            "X100/C",
            marks="G",
            gradeset="N",
            due="070527",
            timetabled="N",
            on="000000",
            session="X",
            minutes="999",
            version=version,
        ),
    ]
    data, name = file("C", *details, version=version)
    assert len(data.splitlines()[2]) == (72 if version < 12 else 75)
    reading = read(data, name)
    assert severities(reading.findings) == QUIET
    paper, spoken = reading.values
    assert (paper.on, paper.session, paper.minutes) == (date(2027, 6, 15), Session.AM, 105)
    assert (spoken.gradeset, spoken.due, spoken.time) == ("N", date(2027, 5, 7), TimeAllowed.NOT_FIXED)


@pytest.mark.parametrize("version", [10, 11, 12, 13])
@pytest.mark.parametrize("letter", "SL")
def test_syllabuses_and_links_did_not_change(letter, version):
    reading = read_file(letter, DETAILS[letter], version=version)
    assert severities(reading.findings) == QUIET
    assert len(reading.values) == 1


@pytest.mark.parametrize(
    ("letter", "version", "used"),
    [("O", 15, 14), ("O", 99, 14), ("O", 8, 11), ("S", 0, 11), ("D", 13, 14), ("D", 10, 14)],
)
def test_a_version_that_nobody_knows(letter, version, used):
    detail = option(version=used) if letter == "O" else DETAILS[letter]
    reading = read_file(letter, detail, version=version, width=89 if letter == "O" and used == 11 else None)
    finding = found(reading.findings, "jcq.version-unknown")
    assert (str(finding.severity), finding.line, finding.start, finding.length) == ("warning", 1, 25, 2)
    assert (finding.value, finding.params["used"]) == (f"{version:02d}", used)
    assert len(reading.values) == 1


def test_a_blank_version_and_a_blank_line_before_the_header():
    data, name = file("O", option(version=12), version=12)
    blank = read(data.replace(b"EXAMPLE00112", b"EXAMPLE001  "), name)
    assert found(blank.findings, "jcq.version-unknown").value == "  "
    assert blank.issue is not None
    reading = read(b"\r\n" + data, name)
    assert reading.details["version"] == "12"
    assert len(reading.values) == 1
    assert of_99(reading.findings) == {"layout.blank-line": "warning"}


@pytest.mark.parametrize("version", [10, 12, 13, 15])
def test_entry_files_are_known_in_version_14_only(version):
    data, name = entries(entry("X100"), version=version)
    reading = read(data, name)
    assert severities(reading.findings) == {"jcq.version-unknown": "warning"}


HEAD = {
    "distribution": (14, "Q", "layout.unknown-value", "warning"),
    "centre_number": (3, "6G26_", "jcq.header-differs", "warning"),
    "jcq_id": (8, "98", "jcq.header-differs", "warning"),
    "series": (10, "6A", "jcq.header-differs", "warning"),
    "year": (12, "26", "jcq.header-differs", "warning"),
}


@pytest.mark.parametrize("field", HEAD)
@pytest.mark.parametrize("line", [0, 1])
def test_headers_that_disagree(line, field):
    """V06: with each other, and with the file name."""
    start, value, code, severity = HEAD[field]
    data, name = file("O", option())
    rows = data.splitlines(keepends=True)
    if field == "distribution" and line == 1:
        return  # the centre header has none
    row = rows[line]
    rows[line] = row[: start - 1] + value.encode() + row[start - 1 + len(value) :]
    reading = read(b"".join(rows), name)
    assert of_99(reading.findings)[code] == severity
    places = {(f.line, f.start, f.field) for f in reading.findings if f.code == code}
    assert (line + 1, start, field) in places
    assert "error" not in severities(reading.findings).values()
    assert len(reading.values) == 1


def test_a_header_against_the_file_name():
    data, _ = file("O", option())
    for name, field in (
        ("L6G27_99.X01", "data_type"),
        ("O6A27_99.X01", "series"),
        ("O6G26_99.X01", "year"),
        ("O6G27C99.X01", "centre_number"),
        ("O6G27_98.X01", "jcq_id"),
    ):
        reading = read(data, name)
        assert field in {f.field for f in reading.findings if f.code == "jcq.header-differs"}
        assert reading.format == "jcq.basedata.options"
    assert "jcq.header-differs" not in codes(read(data, "options.txt").findings)


def test_trailers_that_disagree_with_the_header():
    data, name = file("O", option())
    reading = read(data.replace(b"O76G27_", b"O76A27_").replace(b"O96G27_", b"O96A27_"), name)
    differs = [(f.line, f.start, f.field) for f in reading.findings if f.code == "jcq.header-differs"]
    assert differs == [(4, 3, "centre_number"), (5, 3, "centre_number")]


def test_a_file_for_several_centres_has_a_number_in_each_block():
    blocks = [f"E3{c}706G27001" + "AB1 2CD" for c in ("12345", "12346")]
    data = lines(
        "E100000706G27MEXAMPLE00114",
        blocks[0],
        entry("X100"),
        "E7123450000003120127",
        blocks[1],
        entry("X100", centre="12346"),
        "E7123460000003120127",
        "E90000000000080000002",
        width=192,
    )
    reading = read(data, "E0000070.X01")
    assert of_99(reading.findings) == {"jcq.centre-zeros": "warning"}
    wrong = read(data.replace(b"0000002\x20", b"0000003\x20"), "E0000070.X01")
    assert found(wrong.findings, "jcq.centre-count").message.endswith("counts 3 centres, the file has 2")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, set()),
        ({"total": 6}, {"jcq.file-count", "jcq.counts-disagree"}),
        ({"block": 4}, {"jcq.block-count", "jcq.counts-disagree"}),
        ({"block": 4, "total": 6}, {"jcq.block-count", "jcq.file-count"}),
    ],
)
def test_counts(counts, expected):
    """V01, V02 and V03."""
    reading = read_file("O", option(), **counts)
    assert of_99(reading.findings) == dict.fromkeys(expected, "error")
    for finding in reading.findings:
        if finding.code in expected:
            assert (finding.start, finding.length, finding.field) == (8, 7, "records")
    assert len(reading.values) == 1


def test_a_lost_line_shows_in_both_counts():
    data, name = file("L", link("X100"), link("X200"), link("X300"))
    rows = data.splitlines(keepends=True)
    reading = read(b"".join(rows[:3] + rows[4:]), name)
    assert of_99(reading.findings) == {"jcq.file-count": "error", "jcq.block-count": "error"}
    assert [v.option for v in reading.values] == ["X100", "X300"]


def test_a_damaged_line_still_counts():
    data, name = file("O", option(), option("X200"))
    for bad in (data.replace(b"Y04500", b"Y045O0", 1), data.replace(b"O5X200", b"?5X200")):
        reading = read(bad, name)
        assert not {"jcq.file-count", "jcq.block-count"} & set(codes(reading.findings))
        assert len(reading.values) == 1


@pytest.mark.parametrize(
    ("order", "what"),
    [
        ("13579", None),
        ("13579 ", None),
        ("135", "the last block has no centre trailer"),
        ("1359", "the last block has no centre trailer"),
        ("3579", "the file does not begin with its header"),
        ("579", "the file does not begin with its header"),
        ("1579", "a detail record stands outside a block"),
        ("135759", "a detail record stands outside a block"),
        ("113579", "a file header stands inside the file"),
        ("1353579", "a centre header stands inside a block"),
        ("1357799", "a centre trailer stands outside a block"),
        ("19", "the file has no block"),
    ],
)
def test_the_order_of_records(order, what):
    """V05."""
    one, three, five, seven, nine = basedata("S", syllabus()).splitlines(keepends=True)
    row = {"1": one, "3": three, "5": five, "7": seven, "9": nine, " ": b"\r\n"}
    data = b"".join(row[mark] for mark in order)
    reading = read(data, "S6G27_99.X01")
    wrong = [f for f in reading.findings if f.code == "jcq.record-order"]
    assert reading.to_bytes() == data
    assert (what in {f.params["what"] for f in wrong}) if what else not wrong
    assert all(str(f.severity) == "error" for f in wrong)
    assert ("jcq.no-trailer" in codes(reading.findings)) == ("9" not in order)


def test_what_follows_the_trailer_is_kept_and_not_used():
    data, name = file("S", syllabus("X100"))
    other, _ = file("S", syllabus("X200"))
    reading = read(data + b"\x1a\r\n" + other, name)
    after = found(reading.findings, "jcq.after-trailer")
    assert (str(after.severity), after.line, after.params["count"]) == ("warning", 6, 5)
    assert [v.code for v in reading.values] == ["X100"]
    assert reading.to_bytes() == data + b"\x1a\r\n" + other
    assert "jcq.after-trailer" not in codes(read(data + b"\x1a\r\n\r\n", name).findings)


@pytest.mark.parametrize(
    ("sequence", "extension", "differs"), [(1, 1, False), (101, 1, False), (2, 1, True), (5, 1, True)]
)
def test_the_sequence_against_the_extension(sequence, extension, differs):
    """V07, and the files of Cambridge International."""
    data = basedata("S", syllabus(), sequence=sequence)
    reading = read(data, f"S6G27_99.X{extension:02d}")
    assert of_99(reading.findings) == ({"jcq.sequence-differs": "warning"} if differs else {})
    assert reading.issue.sequence == sequence


def test_a_series_of_question_marks():
    data, name = file("O", option(), series="??27", where="6G27_")
    reading = read(data, "O6G27_99.X01")
    finding = found(reading.findings, "jcq.series-unknown")
    assert (str(finding.severity), finding.line, finding.start, finding.length) == ("warning", 1, 10, 4)
    assert "ask the awarding body" in finding.cure
    assert reading.issue.series.series is None
    assert len(reading.values) == 1
    assert "error" not in severities(reading.findings).values()
    assert name == "O??27_99.X01"


@pytest.mark.parametrize("language", "_CB")
def test_languages(language):
    reading = read_file("S", syllabus(), language=language)
    assert reading.issue.series.language == language
    assert severities(reading.findings) == QUIET


def test_the_language_is_that_of_the_name_where_the_header_has_zeros():
    data = basedata("S", syllabus(), where="00000")
    assert read(data, "S6G27C99.X01").issue.series.language == "C"
    assert read(data, "titles.txt").issue.series.language == "_"
    assert found(read(data, "titles.txt").findings, "jcq.file-name").severity == "info"


def test_bodies_that_no_plugin_knows_are_called_by_their_identifier():
    reading = read_file("S", syllabus(), jcq_id="98")
    assert reading.issue.series.body == "98"
    assert severities(reading.findings) == {"jcq.body-unknown": "info"}
    assert read_file("S", syllabus(), jcq_id="15").issue.series.body == "pearson"


@pytest.mark.parametrize(
    ("letter", "first", "again", "expected"),
    [
        ("S", syllabus("X100"), syllabus("X100", "OTHER"), "error"),
        ("S", syllabus("X100"), syllabus("X100"), "warning"),
        ("O", option("X100"), option("X100", fee=1), "error"),
        ("O", option("X100"), option("X100"), "warning"),
        ("C", component("X100/1"), component("X100/1", minutes="090"), "error"),
        ("C", component("X100/1"), component("X100/1"), "warning"),
        ("L", link("X100", "X100/1"), link("X100", "X100/1"), "warning"),
        ("L", link("X100", "X100/1"), link("X100", "X100/2"), None),
        ("D", pair("X1*", "X2*"), pair("X1*", "X2*"), None),
        ("D", pair("X1*", "X2*"), pair("X1*", "X2*", "8AD01"), None),
    ],
)
def test_repeated_keys(letter, first, again, expected):
    """V09: keys are unique in S, O, C and L."""
    reading = read_file(letter, first, again)
    code = {"error": "jcq.repeated-key", "warning": "jcq.repeated-record"}.get(expected)
    told = {c: s for c, s in of_99(reading.findings).items() if c.startswith("jcq.")}
    assert told == ({code: expected} if code else {})
    if code:
        finding = found(reading.findings, code)
        assert (finding.line, finding.start, finding.params["first"]) == (4, 3, 3)
    assert len(reading.values) == 2


@pytest.mark.parametrize(
    ("flag", "fee", "odd"), [("N", 0, False), ("Y", 0, False), ("Y", 3160, False), ("N", 3160, True)]
)
def test_fees(flag, fee, odd):
    """V12, and the 960 rows of a defined fee of nothing."""
    reading = read_file("O", option(flag=flag, fee=fee))
    assert of_99(reading.findings) == ({"jcq.fee-without-flag": "warning"} if odd else {})
    if odd:
        assert reading.values[0].price is ex.NOT_PUBLISHED
        finding = found(reading.findings, "jcq.fee-without-flag")
        assert (finding.line, finding.start, finding.length) == (3, 80, 5)


@pytest.mark.parametrize(
    ("item", "certification", "unit", "odd"),
    [
        ("C", "GCSEFC", "", 0),
        ("C", "GCSEFC", "GCSEB", 1),
        ("C", "", "", 1),
        ("C", "", "GCSEB", 2),
        ("U", "", "GCE B", 0),
        ("U", "GCE A", "GCE B", 1),
        ("U", "GCE A", "", 2),
        ("U", "", "", 1),
        ("B", "FSMQA", "FSMQA", 0),
        ("B", "FSMQA", "", 1),
        ("B", "", "FSMQA", 1),
        ("Q", "", "", 0),
    ],
)
def test_exam_types(item, certification, unit, odd):
    """V13."""
    reading = read_file("O", option(item=item, certification=certification, unit=unit))
    wrong = [f for f in reading.findings if f.code == "jcq.exam-type"]
    assert [str(f.severity) for f in wrong] == ["warning"] * odd
    assert {(f.start, f.length) for f in wrong} <= {(15, 4), (23, 4)}


@pytest.mark.parametrize(
    ("timetabled", "on", "session", "code"),
    [
        ("T", "150627", "A", None),
        ("T", "150627", "P", None),
        ("T", "150627", "D", None),
        ("T", "000000", "", "jcq.timetable-not-set"),
        ("T", "      ", "", "jcq.timetable-not-set"),
        ("T", "150627", "", "jcq.timetable"),
        ("T", "150627", "X", "jcq.timetable"),
        ("T", "000000", "A", "jcq.timetable"),
        ("T", "000000", "X", "jcq.timetable"),
        ("N", "000000", "X", None),
        ("N", "000000", "", None),
        ("C", "000000", "X", None),
        ("N", "150627", "X", "jcq.timetable"),
        ("C", "150627", "A", "jcq.timetable"),
    ],
)
def test_timetables(timetabled, on, session, code):
    """V14; 999 minutes, session D and a blank session are no quirk at all."""
    reading = read_file("C", component(timetabled=timetabled, on=on, session=f"{session:1}", minutes="999"))
    severity = "info" if code == "jcq.timetable-not-set" else "warning"
    assert of_99(reading.findings) == ({code: severity} if code else {})
    (got,) = reading.values
    assert got.session == {"A": Session.AM, "P": Session.PM, "D": Session.ALL_DAY}.get(session)
    assert got.time is TimeAllowed.NOT_FIXED


@pytest.mark.parametrize(
    ("marks", "maximum", "gradeset", "odd"),
    [
        ("Y", "060", "", None),
        ("Y", "000", "", "maximum_mark"),
        ("Y", "", "", "maximum_mark"),
        ("G", "000", "42", None),
        ("G", "000", "", "gradeset"),
        ("N", "", "", None),
        ("E", "000", "", None),
    ],
)
def test_teacher_marks(marks, maximum, gradeset, odd):
    """V15."""
    reading = read_file("C", component(marks=marks, maximum=maximum, gradeset=gradeset))
    assert of_99(reading.findings) == ({"jcq.teacher-marks": "warning"} if odd else {})
    assert {f.field for f in reading.findings if f.code == "jcq.teacher-marks"} == ({odd} if odd else set())


@pytest.mark.parametrize(
    ("item", "number", "odd"),
    [
        ("C", "60146084", False),
        ("C", "60146082", True),
        ("C", "6013995X", False),
        ("C", "", False),
        ("C", "H5000001", False),
        ("U", "H5000001", False),
        ("U", "60146082", False),
    ],
)
def test_qualification_numbers(item, number, odd):
    """V18: only of certifications; unit reference numbers stand in the same columns."""
    types = {"certification": "", "unit": "GCE B"} if item == "U" else {}
    reading = read_file("O", option(item=item, accreditation=number, **types))
    assert of_99(reading.findings) == ({"jcq.qualification-number": "warning"} if odd else {})


def test_pairs():
    reading = read_file("D", pair("X100*", "X100*"), pair("X100*", "X200*", "8AD01"), pair("8AD0 *", "X1"))
    assert of_99(reading.findings) == {"jcq.self-pair": "warning", "layout.filler-not-blank": "info"}
    third = found(reading.findings, "layout.filler-not-blank")
    assert (third.line, third.start, third.length, third.value) == (4, 15, 12, "8AD01")
    assert [(v.first, v.second) for v in reading.values][1:] == [("X100*", "X200*"), ("8AD0 *", "X1")]


@pytest.mark.parametrize(
    ("letter", "detail", "field", "start"),
    [
        ("O", option(item="Q", certification=""), "item", 22),
        ("O", option(process="Z"), "process", 30),
        ("O", option(result_type="P"), "result_type", 93),
        ("O", option(flag="Q"), "fee_defined", 79),
        ("C", component(marks="Q"), "teacher_marks", 51),
        ("C", component(timetabled="Q"), "timetabled", 65),
        ("C", component(session="Q"), "session", 72),
    ],
)
def test_unknown_codes_are_kept(letter, detail, field, start):
    reading = read_file(letter, detail)
    finding = found(reading.findings, "layout.unknown-value")
    assert (str(finding.severity), finding.line, finding.field, finding.start) == ("warning", 3, field, start)
    (_, _, fields, _) = list(reading.records.iter_lines())[2]
    assert fields[field] == finding.value
    assert len(reading.values) == 1
    assert "error" not in severities(reading.findings).values()


def test_unknown_qualifications_and_gradesets_need_no_finding():
    reading = read_file(
        "O", option(certification="ZZZZQQQ"[:7], gradesets=("", "", "ZZ", "", "", ""), discount="ZZZZ")
    )
    assert severities(reading.findings) == QUIET
    assert reading.values[0].certification == "ZZZZ/QQQ"


def test_lower_case_titles_are_no_quirk():
    assert severities(read_file("S", syllabus(title="Sample Subject (Eduqas)")).findings) == QUIET


def test_a_body_mends_a_column_as_data():
    """A plugin overlays a layout, and control records follow its length."""
    overlay = LayoutOverlay(
        layout="S5/14",
        jcq_id="97",
        columns={"syllabus_code": (3, 8), "filler": (11, 1), "title": (12, 36)},
        evidence=Evidence.SEEN,
        source=Source("a test"),
    )
    body = AwardingBody(
        id="mock",
        title="Mock",
        jcq_ids={"97": "x", "96": "y"},
        overlays=(overlay,),
        evidence=Evidence.EXAMPLE,
        source=Source("a test"),
    )

    class Mock:
        @ex.hookimpl
        def examcore_awarding_bodies(self):
            return (body,)

    registry = ex.Registry.builtin()
    registry.register(Mock())
    detail = "S5LONGCODE SAMPLE SUBJECT"
    data, name = file("S", detail, jcq_id="97", width=47)
    reading = read(data, name, registry)
    assert reading.findings == ()
    assert [(v.code, v.title, v.series.body) for v in reading.values] == [
        ("LONGCODE", "SAMPLE SUBJECT", "mock")
    ]
    other = read(*file("S", syllabus(), jcq_id="96"), registry)  # the same body, another identifier
    assert other.findings == ()
    assert other.values[0].code == "X100"


def test_a_format_says_which_codes_it_can_give():
    for fmt in FORMATS:
        given = {c.code for c in fmt.codes}
        assert {"layout.bad-field", "layout.line-ends"} <= given
        assert ({"jcq.file-count", "jcq.version-unknown"} <= given) is (fmt.id != "jcq.basedata.unit-links")
