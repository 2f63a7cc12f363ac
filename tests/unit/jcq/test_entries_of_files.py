"""Entry and amendment files as entries: the same as of a table, and nothing is lost silently."""

from datetime import date

import pytest

import examcore as ex
from builders import codes, entries, entry, found, lines, read
from examcore.entries import UnreadableRow, WithdrawnCandidate
from examcore.model import Candidate, Entry, OptionRef, Series
from examcore_plugins.jcq.births import birth_of

UCI_2 = "123450200002L"


def read_rows(*details, **head):
    return read(*entries(*details, **head))


def kinds(reading):
    return [type(value) for value in reading.values]


def test_a_row_gives_an_entry_for_each_option():
    reading = read_rows(
        entry("X100", "X200H", qualifier="G", others="543210002", group="11A", status="P"), sequence=3
    )
    who = Candidate(
        centre_number="12345",
        number="0001",
        surname="SMITH",
        forenames="JANE ANN",
        sex="F",
        date_of_birth=date(2009, 2, 1),
        uci="123450200001E",
        upn="B801200005001",
        uln="9276308686",
        status="P",
    )
    guest = {
        "qualifier": "G",
        "other_centre_number": "54321",
        "other_candidate_number": "0002",
        "documentation_group": "11A",
    }
    assert reading.values == tuple(
        Entry(candidate=who, option=OptionRef("70", "6G27", code), **guest) for code in ("X100", "X200H")
    )
    assert reading.values[0].candidate is reading.values[1].candidate
    origin = reading.values[0].origin
    assert (origin.file, origin.line, origin.sequence, origin.produced) == (
        reading.name,
        3,
        3,
        date(2027, 1, 12),
    )


@pytest.mark.parametrize(
    ("name", "surname", "forenames"),
    [
        ("SMITH:JANE ANN", "SMITH", "JANE ANN"),
        ("SMITH: JANE", "SMITH", "JANE"),
        ("SMITH:", "SMITH", ""),
        ("SMITH", "SMITH", ""),
        ("SMITH:JANE:ANN", "SMITH", "JANE:ANN"),
        ("Smith:Jane", "Smith", "Jane"),
    ],
)
def test_the_name_is_split_at_its_first_colon(name, surname, forenames):
    (value,) = read_rows(entry("X100", name=name)).values
    assert (value.candidate.surname, value.candidate.forenames) == (surname, forenames)


@pytest.mark.parametrize(
    ("text", "series", "born"),
    [
        ("010209", Series(2027, 6), date(2009, 2, 1)),
        ("310527", Series(2027, 6), date(2027, 5, 31)),
        ("010627", Series(2027, 6), date(1927, 6, 1)),  # not before the series
        ("311299", Series(2027, 6), date(1999, 12, 31)),
        ("010100", Series(2027, 6), date(2000, 1, 1)),
        ("290208", Series(2027, 6), date(2008, 2, 29)),
        ("290209", Series(2027, 6), None),
        ("290228", Series(2027, 6), date(1928, 2, 29)),
        ("290200", Series(2000, 1), None),  # 1900 had none
        ("000000", Series(2027, 6), None),
        ("", Series(2027, 6), None),
        ("010209", None, None),
        ("31/209", Series(2027, 6), None),
    ],
)
def test_the_century_puts_the_birth_before_the_series(text, series, born):
    assert birth_of(text, series) == born


def test_a_birth_that_no_century_has_is_told_and_not_used():
    reading = read_rows(entry("X100", born="290209"))
    assert reading.values[0].candidate.date_of_birth is None
    finding = found(reading.findings, "jcq.birth-date")
    assert (finding.line, finding.start, finding.length) == (3, 54, 6)
    assert read_rows(entry("X100", born="000000")).findings == ()


# --- rows of one candidate ------------------------------------------------------------------------


def test_rows_of_a_candidate_add_up():
    twelve = [f"X4{n:02d}" for n in range(1, 13)]
    reading = read_rows(entry(*twelve), entry("X413"))
    assert [v.option.code for v in reading.values] == [*twelve, "X413"]
    assert [v.origin.line for v in reading.values] == [3] * 12 + [4]
    assert len({id(v.candidate) for v in reading.values}) == 1
    assert reading.findings == ()


def test_a_row_without_its_candidate_goes_on_with_the_one_before():
    blank = "E5" + " " * 106
    reading = read_rows(
        entry("X401"), blank + "X413", entry("X500", candidate="0002", uci=UCI_2), blank + "X501"
    )
    assert [(v.candidate.number, v.option.code) for v in reading.values] == [
        ("0001", "X401"),
        ("0001", "X413"),
        ("0002", "X500"),
        ("0002", "X501"),
    ]
    assert codes(reading.findings).count("jcq.row-without-candidate") == 2


def test_it_does_not_go_on_with_somebody_else_where_the_one_before_is_lost():
    reading = read_rows(
        entry("X401"), entry("X402", candidate="0002", born="319999"), "E5" + " " * 106 + "X413"
    )
    assert kinds(reading) == [Entry, UnreadableRow, UnreadableRow]
    assert "jcq.row-without-candidate" not in codes(reading.findings)


@pytest.mark.parametrize(
    ("change", "fields", "severity"),
    [
        ({"name": "SMITH:JOHN"}, "name", "error"),
        ({"born": "020209"}, "date of birth", "error"),
        ({"sex": "M"}, "sex", "warning"),
        ({"upn": "H801200001001", "uln": "1000000000"}, "UPN, ULN", "warning"),
        ({"status": "P", "qualifier": "G"}, "status, qualifier", "warning"),
    ],
)
def test_two_rows_of_a_number_that_differ(change, fields, severity):
    reading = read_rows(entry("X100"), entry("X200", **change))
    finding = found(reading.findings, "jcq.candidate-differs")
    assert finding.message == f"candidate 12345/0001 differs from line 3 in {fields}"
    assert (finding.line, finding.start, str(finding.severity)) == (4, 9, severity)
    assert not [v for v in change.values() if len(v) > 1 and v in repr(finding) + str(finding)]
    assert [v.option.code for v in reading.values] == ["X100", "X200"]


def test_two_rows_of_a_number_with_two_ucis():
    reading = read_rows(entry("X100"), entry("X200", uci="123450200002L"))
    assert codes(reading.findings) == ["jcq.uci-differs"]
    assert reading.findings[0].message == "candidate 12345/0001 has another UCI here than in line 3"


def test_an_option_twice():
    reading = read_rows(entry("X100", "X200", "X100"), entry("X200"))
    assert [(f.code, f.line, f.start, f.params["first"]) for f in reading.findings] == [
        ("jcq.option-twice", 3, 123, 3),
        ("jcq.option-twice", 4, 109, 3),
    ]
    assert len(reading.values) == 4


def test_an_empty_slot_before_a_filled_one():
    reading = read_rows(entry("X100", "", "X200"))
    assert [v.option.code for v in reading.values] == ["X100", "X200"]
    finding = found(reading.findings, "jcq.empty-slot")
    assert (str(finding.severity), finding.start, finding.length) == ("info", 116, 6)


# --- rows without options, rows that cannot be read -----------------------------------------------


def test_a_row_without_options_withdraws_in_an_amendment_and_is_odd_in_an_entry_file():
    amended = read_rows(entry(letter="A"), letter="A")
    assert kinds(amended) == [WithdrawnCandidate]
    assert amended.findings == ()
    assert amended.values[0].candidate.number == "0001"
    entered = read_rows(entry())
    assert kinds(entered) == [WithdrawnCandidate]
    assert codes(entered.findings) == ["jcq.row-without-option"]


def test_a_rejected_line_counts_as_unreadable():
    reading = read_rows(entry("X100"), entry("X200", candidate="00X2"))
    assert kinds(reading) == [Entry, UnreadableRow]
    assert (reading.values[1].origin.line, reading.values[1].body) == (4, "70")


def test_both_halves_of_a_broken_row_count():
    data, name = entries(entry("X100", "X200"))
    at = data.index(b"X200")
    reading = read(data[:at] + b"\r\n" + data[at:], name)
    assert kinds(reading)[:2] == [Entry, UnreadableRow]


def test_a_file_that_was_cut_off_counts_what_is_lost():
    data, name = entries(entry("X100"), entry("X200", candidate="0002", uci=UCI_2))
    cut = data[: data.index(b"X200")]
    reading = read(cut, name)
    assert UnreadableRow in kinds(reading)
    whole_rows = b"".join(data.splitlines(keepends=True)[:3])
    assert kinds(read(whole_rows, name)) == [Entry, UnreadableRow]


def test_a_row_that_is_missing_counts_and_so_does_one_that_was_not_counted():
    data, name = entries(entry("X100"), entry("X200", candidate="0002", uci=UCI_2))
    rows = data.splitlines(keepends=True)
    assert kinds(read(b"".join([*rows[:3], *rows[4:]]), name)) == [Entry, UnreadableRow]
    assert kinds(read(*entries(entry("X100"), block=2, total=4))) == [Entry, UnreadableRow]


def test_rows_behind_the_trailer_are_not_used_and_count_once():
    data, name = entries(entry("X100"))
    reading = read(data + data, name)
    assert kinds(reading) == [Entry, UnreadableRow]
    assert reading.values[1].origin.line == 8
    assert kinds(read(data + b"\r\n", name)) == [Entry]


def test_without_a_header_nobody_knows_what_the_options_are():
    data, name = entries(entry("X100"))
    reading = read(b"".join(data.splitlines(keepends=True)[1:]), name)
    assert set(kinds(reading)) == {UnreadableRow}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.rstrip(b"\r\n"),
        lambda data: b"\r\n".join(line.rstrip() for line in data.splitlines()),
        lambda data: b"\xef\xbb\xbf" + data,
    ],
)
def test_line_ends_and_trimmed_lines_change_no_entry(change):
    data, name = entries(entry("X100", "X200"))
    reading = read(change(data), name)
    assert reading.values == read(data, name).values
    assert reading.to_bytes() == change(data)


# --- rows that lost or gained bytes -----------------------------------------------------------------


def of_bytes(row):
    """The reading of a file with one row, of whatever length."""
    data, name = entries("?")
    return read(data.replace(b"?".ljust(192), row, 1), name)


ROW = entry("X100", "X200").ljust(192)
BORN_271110 = entry("X100", born="271110").ljust(192)


@pytest.mark.parametrize("blanks", range(1, 80))
@pytest.mark.parametrize("trim", [None, 192])
@pytest.mark.parametrize(
    "change", [{}, {"uci": "", "upn": "", "uln": ""}, {"uci": ""}, {"upn": "", "uln": ""}]
)
def test_a_birth_date_is_never_a_code(blanks, trim, change):
    row = entry("X100", born="271110", **change)
    shifted = (row[:40] + " " * blanks + row[40:]).rstrip()[:trim].ljust(192).encode()
    reading = of_bytes(shifted)
    assert not [v for v in reading.values if isinstance(v, Entry) and v.option.code != "X100"]
    text = repr([reading.findings, reading.values]) + "".join(map(str, reading.findings))
    assert not [secret for secret in ("271110", "27111", "12345020", "B80120", "92763") if secret in text]


@pytest.mark.parametrize("at", [60, 66, 72, 75, 86, 90])
@pytest.mark.parametrize("by", [-7, -3, -2, -1, 1, 2, 3, 6, 7, 8])
def test_columns_that_moved_make_no_entries_of_other_codes(at, by):
    row = ROW[:at] + "Z" * by + ROW[at:] if by > 0 else ROW[:at] + ROW[at - by :]
    for width in (192, 250):
        reading = of_bytes(row.ljust(width)[:width].encode())
        assert kinds(reading) == [UnreadableRow]
        assert found(reading.findings, "jcq.row-shifted").severity == "error"


def test_a_name_in_a_slot_is_not_a_code():
    torn = entry("X100", "6BEGUM").ljust(192).replace("6BEGUM ", "6BEGUM:")
    for row in (torn, entry("X100", "6LEE:X")):
        reading = of_bytes(row.encode().ljust(192))
        assert kinds(reading) == [UnreadableRow]
        assert not [name for name in ("BEGUM", "LEE") if name in repr(reading.findings)]
        assert "BEGUM" not in reading.records.annotate(3)


@pytest.mark.parametrize(
    "change",
    [
        {"uci": "123450200001X"},
        {"uci": "123450200001"},
        {"uci": "n/a"},
        {"uci": ""},
        {"sex": "X"},
        {"sex": "", "born": "", "uci": ""},
        {"upn": "UN1"},
        {"uln": "1000000000"},
        {"others": "543210002"},
    ],
)
@pytest.mark.parametrize("options", [("8300H", "X100"), ("015501",), ("6FM0", "1MA1H")])
def test_a_row_with_a_wrong_value_is_still_one_of_entries(change, options):
    reading = read_rows(entry(*options, **change))
    assert [v.option.code for v in reading.values] == list(options)


def test_codes_that_look_like_days_are_codes_in_a_sound_row():
    assert [v.option.code for v in read_rows(entry("010120", "X100")).values] == ["010120", "X100"]
    assert kinds(read_rows(entry("010120", uci="n/a"))) == [UnreadableRow]


def test_options_behind_the_last_column_are_unknown():
    thirteen = [f"X4{n:02d}" for n in range(13)]
    data = entry(*thirteen).encode()
    reading = of_bytes(data)
    assert kinds(reading) == [Entry] * 12 + [UnreadableRow]
    assert found(reading.findings, "jcq.behind-row").severity == "error"
    assert data in reading.to_bytes()
    assert kinds(of_bytes(entry(*thirteen[:12]).encode().ljust(220))) == [Entry] * 12
    assert kinds(of_bytes(ROW.encode() + b"\0")) == [Entry] * 2
    assert kinds(of_bytes(ROW.encode() + entry("X300", candidate="0002").encode()))[-1] is UnreadableRow


@pytest.mark.parametrize(
    ("change", "last"),
    [
        ({"candidate": "", "name": ""}, [UnreadableRow]),  # a UCI is there, so it does not go on with anybody
        ({"candidate": ""}, [UnreadableRow]),
        ({"centre": ""}, [Entry]),
        ({"centre": "", "name": "", "sex": "", "born": "", "uci": "", "upn": "", "uln": ""}, [Entry]),
    ],
)
def test_second_rows(change, last):
    reading = read_rows(entry("X100"), entry("X200", **change))
    assert kinds(reading) == [Entry, *last]
    assert {v.candidate.centre_number for v in reading.values if isinstance(v, Entry)} == {"12345"}
    assert ("jcq.candidate-number" in codes(reading.findings)) == (last == [UnreadableRow])


def test_a_second_row_of_another_centre_goes_on_with_nobody():
    reading = read_rows(entry("X100"), "E5C54321".ljust(108) + "X200")
    assert kinds(reading) == [Entry, UnreadableRow]


# --- a file of nothing but faults -----------------------------------------------------------------


@pytest.mark.parametrize("line", [b"E5\n", b"E5C1234500A1\n", b"A5\n", b"x\n", b"E7\n", b"\n"])
def test_a_million_faults_are_told_within_bounds(line):
    given, name = entries(entry("X100"))
    first = given[: given.index(b"E7")]
    data = first + line * 3_000
    reading = read(data, name)
    lost = [v for v in reading.values if isinstance(v, UnreadableRow)]
    assert len(lost) <= 1_001
    assert len({id(record) for record in reading.records.records}) <= 1_010
    more = [f for f in reading.findings if f.code == "jcq.more-unreadable"]
    assert [len(lost) + f.params["count"] - 1 for f in more] == ([3_001] if line.strip() else [])
    assert reading.to_bytes() == data
    assert len(list(reading.records.iter_lines())) == 3_003
    count = found(reading.findings, "jcq.no-trailer").params["lines"]
    assert count == (3_003 if line.strip() else 3)


def test_sound_rows_among_faults_are_all_read():
    rows = [entry("X100", candidate=f"{n:04d}", uci="") for n in range(1, 4)]
    data, name = entries(rows[0], *["E5"] * 1_500, rows[1], *["E5"] * 20, rows[2])
    reading = read(data, name)
    assert [v.candidate.number for v in reading.values if isinstance(v, Entry)] == ["0001", "0002", "0003"]
    assert codes(reading.findings).count("jcq.file-count") == 0


# --- whose file it is -----------------------------------------------------------------------------


def test_a_row_of_another_centre_keeps_its_own_number():
    reading = read_rows(entry("X100"), entry("X200", centre="54321"))
    finding = found(reading.findings, "jcq.other-centre")
    assert (str(finding.severity), finding.line, finding.start, finding.length) == ("error", 4, 4, 5)
    assert finding.message.startswith("candidate 54321/0001: the row is of centre 54321, its block of 12345")
    assert kinds(reading) == [Entry, Entry, UnreadableRow]  # nobody can tell whose it is
    assert [v.candidate.centre_number for v in reading.values[:2]] == ["12345", "54321"]


def two_blocks(distribution):
    return lines(
        f"E112345706G27{distribution}EXAMPLE00114",
        "E312345706G27001AB1 2CD",
        entry("X100"),
        "E7123450000003120127",
        "E354321706G27001AB1 2CD",
        entry("X200", centre="54321"),
        "E7543210000003120127",
        "E91234500000080000002",
        width=192,
    )


def test_two_centres_mixed():
    mixed = read(two_blocks("S"), "E1234570.X01")
    assert codes(mixed.findings) == ["jcq.several-centres"]
    assert mixed.findings[0].message == "the file has blocks of 2 centres: 12345, 54321"
    assert [v.candidate.centre_number for v in mixed.values] == ["12345", "54321"]
    assert read(two_blocks("M"), "E1234570.X01").findings == ()


def test_an_entry_file_that_says_it_is_broadcast_is_still_one_of_a_centre():
    data, name = entries(entry("X100"))
    reading = read(data.replace(b"6G27S", b"6G27B"), name)
    assert codes(reading.findings) == ["jcq.distribution"]
    assert reading.issue.centre == "12345"
    assert reading.values == read(data, name).values


def test_another_version_of_the_formats():
    reading = read_rows(entry("X100"), version=13)
    assert codes(reading.findings) == ["jcq.version-unknown"]
    assert len(reading.values) == 1


@pytest.mark.parametrize(
    ("name", "severity", "says"),
    [
        ("SM_TH:JANE", "warning", "holds what AQA does not take: _"),
        ("SMITH2:JANE", "warning", "holds what AQA does not take: 9"),
        ("SM/TH:JANE", "warning", "holds what AQA does not take: /"),
        ("Smith:Jane", "info", "has small letters"),
    ],
)
def test_names_that_the_body_does_not_take(name, severity, says):
    finding = found(read_rows(entry("X100", name=name)).findings, "jcq.name-rule")
    assert str(finding.severity) == severity
    assert says in finding.message
    assert (finding.start, finding.length) == (13, 40)


def test_a_body_that_nobody_knows_has_no_rule():
    data, _ = entries(entry("X100", name="SM_TH:JANE"))
    reading = read(data.replace(b"12345706G27", b"12345996G27"), "E1234599.X01")
    assert codes(reading.findings) == ["jcq.body-unknown"]
    assert reading.values[0].option.body == "99"


def test_entries_of_a_file_are_checked_like_those_of_a_table():
    rows = (
        "centre_number,candidate_number,surname,forenames,sex,date_of_birth,uci,upn,uln,awarding_body,series,option_code\n"
        "12345,0001,SMITH,JANE ANN,F,2009-02-01,123450200001E,B801200005001,9276308686,70,6G27,X100\n"
    )
    table = ex.Entries.of(read(rows.encode(), "entries.csv"))
    file = ex.Entries.of(read(*entries(entry("X100"))))
    assert tuple(table) == tuple(file)
    assert [dict(r) for r in table.rows()] == [dict(r) for r in file.rows()]
