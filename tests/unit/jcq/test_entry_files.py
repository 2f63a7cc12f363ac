"""Entry and amendment files: what real ones do against the booklet warns, and never stops a reading."""

import pytest

from builders import codes, entries, entry, found, read, severities
from examcore.errors import CannotWrite
from examcore_plugins.jcq.records import layouts_of
from examcore_plugins.jcq.records.entry import EntryRecord


def read_entries(*details, **head):
    return read(*entries(*details, **head))


def rows(reading):
    return [r for r in reading.records.records if isinstance(r, EntryRecord)]


@pytest.mark.parametrize("letter", "EA")
def test_a_sound_file(letter):
    data, name = entries(entry("X100", "X200H", letter=letter), letter=letter, sequence=3)
    for each in (name, name.lower()):
        reading = read(data, each)
        assert reading.findings == ()
        assert reading.to_bytes() == data
        assert rows(reading)[0].options == ("X100", "X200H")
        assert (reading.issue.letter, reading.issue.sequence, reading.issue.centre) == (letter, 3, "12345")


@pytest.mark.parametrize(
    ("change", "code", "field", "start", "length"),
    [
        ({"name": "JONES: ANN"}, "jcq.candidate-name", "name", 13, 40),
        ({"name": "SMITH JANE"}, "jcq.candidate-name", "name", 13, 40),
        ({"name": "SMITH:JANE:ANN"}, "jcq.candidate-name", "name", 13, 40),
        ({"candidate": "0000"}, "jcq.candidate-number", "candidate_number", 9, 4),
        ({"candidate": ""}, "jcq.candidate-number", "candidate_number", 9, 4),
        ({"uci": ""}, "jcq.uci-missing", "uci", 60, 13),
        ({"uci": "999990140001X"}, "jcq.identifier", "uci", 60, 13),  # as one body's illustration prints it
        ({"uci": "98765"}, "jcq.identifier", "uci", 60, 13),
        ({"upn": "A801200005001"}, "jcq.identifier", "upn", 73, 13),
        ({"uln": "9276308685"}, "jcq.identifier", "uln", 86, 10),
        ({"status": "Z"}, "layout.unknown-value", "status", 3, 1),
        ({"sex": "X"}, "layout.unknown-value", "sex", 53, 1),
        ({"qualifier": "Z"}, "layout.unknown-value", "qualifier", 96, 1),
    ],
)
def test_what_warns(change, code, field, start, length):
    reading = read_entries(entry("X100", **change))
    severity = "error" if code == "jcq.candidate-number" else "warning"
    assert severities(reading.findings) == {code: severity}
    finding = found(reading.findings, code)
    assert (finding.line, finding.field, finding.start, finding.length) == (3, field, start, length)
    assert len(rows(reading)) == 1
    for value in (change.get("name"), change.get("uci"), change.get("upn"), change.get("uln")):
        assert not value or value not in repr([str(finding), finding.as_json(), finding])


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"name": "O'NEILL-BROWN:"},
        {"sex": ""},
        {"born": "000000"},
        {"upn": ""},
        {"uln": ""},
        {"uln": "9999999999"},
        {"upn": "UN1"},
        {"upn": "M80120000500A"},
        {"uci": "99999B090001H"},
        {"qualifier": "G", "others": "123460002"},
        {"status": "P"},
        {"group": "AB"},
    ],
)
def test_what_is_fine(change):
    assert read_entries(entry("X100", **change)).findings == ()


def test_a_seventh_byte_is_kept():
    line = entry("X100")
    reading = read_entries(line[:114] + "7")
    # it may be the seventh character of a code, or a neighbour's first: what is entered is unknown
    assert severities(reading.findings) == {"layout.filler-not-blank": "info", "jcq.row-shifted": "error"}
    assert rows(reading)[0].option_1_seventh == "7"


def longer(by, *options, trimmed=False, **change):
    """A row with a name that is too long by so much, and what stands behind it pushed to the right."""
    row = entry(*options, name="@", **change)
    at = row.index("@")
    row = f"{row[:at]}{'S' * 20}:{'A' * (19 + by)}{row[at + 40 :]}"
    return row if trimmed else row.ljust(192 + by)


def file_of(*rows):
    data, name = entries(*("?" for _ in rows))
    for row in rows:
        data = data.replace(b"?".ljust(192), row.encode(), 1)
    return data, name


@pytest.mark.parametrize("by", [1, 2, 7, 17, 40])
@pytest.mark.parametrize("trimmed", [False, True])
@pytest.mark.parametrize(
    "change", [{}, {"uci": "", "upn": "", "uln": ""}, {"qualifier": "G", "born": "000000"}]
)
def test_a_row_that_a_long_name_pushed_to_the_right_is_read_where_it_lies(by, trimmed, change):
    data, name = file_of(longer(by, "X401", "X402", trimmed=trimmed, **change))
    reading = read(data, name)
    assert reading.to_bytes() == data
    long = found(reading.findings, "jcq.long-name")
    assert (str(long.severity), long.line, long.start, long.length) == ("warning", 3, 53, by)
    assert f"from column {53 + by} on" in long.message
    assert severities(reading.findings).keys() <= {"jcq.long-name", "jcq.uci-missing"}
    sound = read(*entries(entry("X401", "X402", **change))).values
    assert [(e.option, e.qualifier, e.candidate.uci, e.candidate.uln) for e in reading.values] == [
        (e.option, e.qualifier, e.candidate.uci, e.candidate.uln) for e in sound
    ]
    assert {e.candidate.forenames for e in reading.values} == {"A" * (19 + by)}
    assert "AAAA" not in repr([reading.findings, reading.values]) + reading.records.annotate(3)
    assert "X401" in reading.records.annotate(3) or "uci" in change  # a row without UCI is masked as a whole
    assert "A" * (19 + by) in reading.records.annotate(3, reveal=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("F010209", "X010209"),
        ("F010209", "F310209"),
        ("123450200001E", "1234O0200001E"),
        ("X401   X", "X401  XX"),
    ],
)
def test_a_shifted_row_that_does_not_fit_elsewhere_counts_as_unreadable(old, new):
    row = longer(1, "X401", "X402")
    assert row.count(old) == 1
    data, name = file_of(row.replace(old, new))
    reading = read(data, name)
    assert "jcq.long-name" not in codes(reading.findings)
    (value,) = reading.values
    assert (value.origin.line, value.body) == (3, "70")
    assert reading.to_bytes() == data


@pytest.mark.parametrize(
    "surplus",
    [
        "E5C123450002OTHER:ANN ",
        "F010209",
        "       ",
        " 1",
        "OTHER:ANN",
        "A   B",
        "\u00c9".encode().decode("latin-1"),
    ],
)
def test_a_name_that_may_be_two_rows_is_nobodys(surplus):
    row = entry("X401", "X402", name="@")
    at = row.index("@")
    name = f"SMITH:JANE{surplus}".ljust(40 + len(surplus) + 3) if surplus.strip() else "SMITH:JANE".ljust(47)
    data, file = file_of("?")
    glued = f"{row[:at]}{name}{row[at + 40 :]}".encode("latin-1")
    reading = read(data.replace(b"?", glued, 1), file)
    assert "jcq.long-name" not in codes(reading.findings)
    assert {type(value).__name__ for value in reading.values} == {"UnreadableRow"}


def test_a_letter_too_many_in_a_short_name_is_the_same():
    row = entry("X401").replace("SMITH:", "SMITHS:").ljust(193)
    (value,) = read(*file_of(row)).values
    assert (value.candidate.surname, value.option.code) == ("SMITHS", "X401")


def test_a_second_row_without_its_candidate():
    """A faulty writer leaves columns 1 to 108 blank but for the mark; the row goes on with the one before."""
    second = "E5" + " " * 106 + "X413"
    reading = read_entries(entry("X401"), second)
    finding = found(reading.findings, "jcq.row-without-candidate")
    assert (str(finding.severity), finding.line) == ("warning", 4)
    assert finding.message.endswith("it is taken to go on with candidate 12345/0001 of line 3")
    assert set(severities(reading.findings).values()) == {"warning"}
    assert [r.options for r in rows(reading)] == [("X401",), ("X413",)]
    with pytest.raises(CannotWrite, match="centre_number is blank"):
        layouts_of("E", 14)[-1].format(rows(reading)[1])


def test_a_second_row_with_nobody_before_it():
    reading = read_entries("E5" + " " * 106 + "X413")
    assert "jcq.row-without-candidate" not in codes(reading.findings)
    assert "jcq.candidate-number" in codes(reading.findings)


def test_a_row_that_lost_a_column_is_refused_and_nothing_personal_shows():
    line = entry("X100")
    reading = read_entries(line[:8] + line[9:])
    bad = [f for f in reading.findings if f.code == "layout.bad-field"]
    assert {f.line for f in bad} == {3}
    assert "candidate_number" in {f.field for f in bad}
    assert rows(reading) == []
    shown = repr([(str(f), f.as_json()) for f in reading.findings]) + repr(reading.records.records)
    assert not any(secret in shown for secret in ("SMITH", "MITH", "JANE", "123450200001E", "8012000"))


def test_a_row_broken_in_two_shows_nobody():
    data, name = entries(entry("X100"))
    broken = data.replace(b"SMITH:JANE", b"SMITH:\r\nJANE")
    reading = read(broken, name)
    assert reading.to_bytes() == broken
    assert found(reading.findings, "layout.unknown-record").value == "XX"
