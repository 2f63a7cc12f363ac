"""A record for people: the ruler fits, marks stand under their columns, and nothing personal shows."""

import itertools

import pytest

import builders
from builders import component, entries, entry, file, link, option, pair, read, syllabus
from examcore.layout import annotate
from examcore_plugins.jcq.records import layouts_of

SAMPLES = {
    "S": syllabus("X100"),
    "O": option("X100", accreditation="60146084"),
    "C": component(),
    "L": link(),
    "D": pair("X100*", "X200*"),
    "E": entry("X100", "X200H"),
    "A": entry("X100", letter="A"),
}
SECRETS = ("SMITH", "JANE", "010209", "123450200001E", "B801200005001", "9276308686", "AB1 2CD")


def reading_of(letter):
    if letter in "EA":
        return read(*entries(SAMPLES[letter], letter=letter))
    return read(*file(letter, SAMPLES[letter]))


def ruled(text):
    """The columns of the record put together again, and the rulers that stand above them."""
    shown, ruler = {}, {}
    lines = text.splitlines()
    for above, line in itertools.pairwise(lines):
        if above.startswith("     ....+"):
            first = int(line[:4])
            shown |= dict(enumerate(line[5:].ljust(len(above) - 5), first))
            ruler |= dict(enumerate(above[5:], first))
    return shown, ruler


@pytest.mark.parametrize("letter", SAMPLES)
def test_every_line_of_every_file_has_its_ruler_and_its_fields(letter):
    document = reading_of(letter).records
    for line, raw in enumerate(document.lines, 1):
        text = document.annotate(line, reveal=True)
        shown, ruler = ruled(text)
        record = raw.rstrip(b"\r\n ").decode()
        assert "".join(shown[column] for column in sorted(shown)).ljust(len(record))[: len(record)] == record
        for column, mark in ruler.items():
            assert mark == (str(column // 10 % 10) if column % 10 == 0 else "+" if column % 5 == 0 else ".")
        layout = document.find_layout(line)
        for field in layout.fields:
            value = record[field.start - 1 : field.end].rstrip()
            if value:
                (told,) = [
                    t
                    for t in text.splitlines()
                    if t.split()[:2] == [f"{field.start}-{field.end}", field.name]
                ]
                assert value in told
                assert f"[{field.evidence}]" in told
        assert max(map(len, text.splitlines())) < 140


@pytest.mark.parametrize("letter", "EA")
def test_personal_values_are_masked_in_their_width(letter):
    document = reading_of(letter).records
    for line in range(1, len(document.lines) + 1):
        masked, clear = document.annotate(line), document.annotate(line, reveal=True)
        assert not [secret for secret in SECRETS if secret in masked]
        assert ruled(masked)[0].keys() == ruled(clear)[0].keys()
        assert (masked != clear) == (line in {1, 3})  # a name, or words of the sender
    text = document.annotate(3)
    assert "12345/0001"[:5] in text
    assert "X100" in text
    assert "SMITH:JANE ANN" in document.annotate(3, reveal=True)


def test_what_findings_speak_of_is_marked():
    reading = read(*entries(entry("X100", "X100", uci="")))
    text = reading.records.annotate(3, findings=[f for f in reading.findings if f.line == 3])
    marks = [t for t in text.splitlines() if t.strip() and set(t.strip()) <= {"^", " "}]
    assert "".join(marks).count("^") == 13 + 6
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if line in marks:
            first = int(lines[at - 1][:4])
            columns = {first + i - 5 for i, c in enumerate(line) if c == "^"}
            assert columns <= set(range(60, 73)) | set(range(116, 122))
    few = reading.records.annotate(3, findings=[reading.findings[-1]], marked_only=True)
    assert [t.split()[1] for t in few.splitlines() if t.startswith("  ") and "[" in t] == ["option_2"]


def test_an_odd_row_is_masked_as_a_whole():
    data, name = entries(entry("X100"))
    for line in (data.splitlines()[2][:8] + data.splitlines()[2][9:], b"SMITH:JANE ANN F010209"):
        document = read(data.replace(data.splitlines()[2], line), name).records
        text = document.annotate(3)
        assert text.splitlines()[0].endswith("all of it masked")
        assert not [s for s in (*SECRETS, "12345", "X100", "MITH") if s in text]
        assert "JANE" in document.annotate(3, reveal=True)


def test_a_faulty_line_of_basedata_shows_what_is_there():
    data, name = file("O", option("X100"))
    document = read(data.replace(b"Y04500", b"Y045O0"), name).records
    text = document.annotate(3)
    assert "045O0" in text
    assert document.find_field(3, "fee").start == 80
    assert document.find_field(3, "option_code", "X100").start == 3


def test_lines_of_any_length_and_any_bytes():
    layout = layouts_of("E", 14)[-1]
    for raw in (b"", b"E5", b"E5" + bytes(range(256)), b"E5" + b"\x1b[31m" * 40, b"x" * 100_000):
        for given in (layout, None):
            for reveal in (False, True):
                text = annotate(raw, given, reveal=reveal)
                assert "\x1b" not in text
                assert len(text) < 8_000
    assert "more columns" in annotate(b"x" * 100_000, None)


def test_a_line_that_is_not_there():
    with pytest.raises(LookupError, match="lines 1 to 5, not 6"):
        reading_of("O").records.annotate(6)


def test_fields_are_found_by_name_and_else_by_value():
    document = reading_of("E").records
    assert document.find_field(3, "uci").start == 60
    assert document.find_field(3, "option_code", "X200H").start == 116
    assert document.find_field(3, "option_code", "X999") is None
    assert document.find_field(3, "series") is None
    assert builders.read(*entries("?")).records.find_field(3, "uci", "x") is None
