"""Bad files: each gives findings with place and cure, keeps every byte, and never a traceback."""

import io
import zipfile

import pytest

import examcore as ex
from builders import (
    basedata,
    builtin,
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
    severities,
    syllabus,
)

NAME = "O6G27_99.X01"
DATA = basedata("O", option("X100"), option("X200", fee=3160), option("X300"))
ROWS = DATA.splitlines(keepends=True)


def check(reading, data):
    """What holds for every bad file."""
    assert reading.to_bytes() == data
    for finding in reading.findings:
        assert finding.file == reading.name
        assert finding.cure
        assert len(str(finding)) < 600
    return reading


def errors(reading):
    return {f.code for f in reading.findings if str(f.severity) == "error"}


@pytest.mark.parametrize("cut", [1, 30, len(ROWS[0]), 400, len(DATA) - 130, len(DATA) - 1])
def test_a_truncated_file(cut):
    data = DATA[:cut]
    reading = check(read(data, NAME), data)
    if cut == len(DATA) - 1:
        assert errors(reading) == set()
    else:
        assert "jcq.no-trailer" in errors(reading)
    # what arrived whole is there
    assert [v.code for v in reading.values] == ["X100", "X200", "X300"][: len(reading.values)]


def test_every_cut_of_a_file_is_told():
    for letter, detail in {
        "O": option(),
        "C": component(),
        "S": syllabus(),
        "L": link(),
        "D": pair("X", "Y"),
    }.items():
        data, name = file(letter, detail)
        end = data.rindex(b"0000001") + len(b"0000001")  # behind it there are spaces only
        for cut in range(end):
            assert not read(data[:cut], name).report.ok
        for cut in range(end, len(data) + 1):
            assert read(data[:cut], name).report.ok


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_missing_line(row):
    data = b"".join(ROWS[:row] + ROWS[row + 1 :])
    assert errors(check(read(data, NAME), data))


def test_a_missing_trailer():
    data = b"".join(ROWS[:-1])
    reading = check(read(data, NAME), data)
    finding = found(reading.findings, "jcq.no-trailer")
    assert (finding.line, finding.message) == (
        None,
        "the file ends without its trailer (record 9): it was cut off after 6 lines",
    )
    assert len(reading.values) == 3


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"O76G27_0000005", b"O76G27_0000004", "jcq.block-count"),
        (b"O96G27_0000007", b"O96G27_0000017", "jcq.file-count"),
        (b"00000070000001", b"00000070000002", "jcq.centre-count"),
        (b"O76G27_0000005", b"O76G27_000000?", "layout.bad-field"),
        (b"O96G27_0000007", b"O96G27_       ", "layout.bad-field"),
    ],
)
def test_wrong_counts(old, new, code):
    data = DATA.replace(old, new)
    assert data != DATA
    reading = check(read(data, NAME), data)
    finding = found(reading.findings, code)
    assert (finding.line, finding.start) == (
        6 if old[1:2] == b"7" else 7,
        15 if code == "jcq.centre-count" else 8,
    )
    assert len(reading.values) == 3


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda d: d, set()),
        (lambda d: d.replace(b"\r\n", b"\n"), {"layout.line-ends"}),
        (lambda d: d.replace(b"\r\n", b"\r"), {"layout.line-ends"}),
        (lambda d: d.replace(b"\r\n", b"\n", 2), {"layout.mixed-line-ends"}),
        (lambda d: d[:-2], set()),
        (lambda d: d.replace(b"\r\n", b"\n")[:-1], {"layout.line-ends"}),
        (lambda d: d.replace(b"\r\n", b"\r\r\n"), {"layout.blank-line", "layout.mixed-line-ends"}),
        (lambda d: b"\r\n".join(r.rstrip() for r in d.splitlines()) + b"\r\n", {"layout.short-line"}),
        (lambda d: d.replace(b"\r\n", b"   \r\n"), {"layout.long-line"}),
        (lambda d: d.replace(b"\r\n", b"EXTRA\r\n"), {"layout.long-line"}),
        (lambda d: d + b"\x1a", set()),
    ],
)
def test_ends_and_lengths_of_lines(make, expected):
    data = make(DATA)
    reading = check(read(data, NAME), data)
    assert set(codes(reading.findings)) - {"jcq.body-unknown"} == expected
    assert errors(reading) == set()
    assert [(v.code, v.fee) for v in reading.values] == [("X100", 4500), ("X200", 3160), ("X300", 4500)]


@pytest.mark.parametrize(
    ("bad", "code", "severity", "start", "kept"),
    [
        (ROWS[3].replace(b"SAMPLE", b"SAMPL\xc9"), "layout.odd-character", "warning", 43, 3),
        (ROWS[3].replace(b"SAMPLE", b"SAMPL\x00"), "layout.odd-character", "warning", 43, 3),
        (ROWS[3].replace(b"O5X200", b"O5X2\x000"), "layout.bad-field", "error", 3, 2),
        (ROWS[3].replace(b"Y03160", b"Y0316\xb0"), "layout.bad-field", "error", 80, 2),
        (ROWS[3].replace(b"Y03160", b"Y03-60"), "layout.bad-field", "error", 80, 2),
        (ROWS[3].replace(b"O5", b"\x00\x00"), "layout.unknown-record", "error", 1, 2),
        (ROWS[3].replace(b"O5", b"Q5"), "layout.unknown-record", "error", 1, 2),
    ],
)
def test_a_damaged_line_among_good_ones(bad, code, severity, start, kept):
    data = b"".join([*ROWS[:3], bad, *ROWS[4:]])
    reading = check(read(data, NAME), data)
    finding = found(reading.findings, code)
    assert (str(finding.severity), finding.line, finding.start) == (severity, 4, start)
    assert len(reading.values) == kept
    assert {"X100", "X300"} <= {v.code for v in reading.values}
    assert set(codes(reading.findings)) == {code, "jcq.body-unknown"}


@pytest.mark.parametrize("line", range(len(ROWS)))
@pytest.mark.parametrize("damage", [b"\x00", b"\xff", b"\x1b", b"?"])
def test_damage_anywhere_loses_nothing(line, damage):
    for column in range(0, len(ROWS[line]) - 2, 3):
        bad = ROWS[line][:column] + damage + ROWS[line][column + 1 :]
        data = b"".join([*ROWS[:line], bad, *ROWS[line + 1 :]])
        check(read(data, NAME), data)


def test_a_header_that_cannot_be_read():
    """By name it is still an options file; nothing is made up of it."""
    data = DATA.replace(b"O16G27_99", b"O16G27_\x00\x00")
    reading = check(read(data, NAME), data)
    assert reading.format == "jcq.basedata.options"
    assert errors(reading) == {"layout.bad-field"}
    assert (reading.issue, reading.values) == (None, ())
    assert "catalogue.nothing" in codes(ex.Catalogue.of([reading]).findings)


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (DATA.decode().encode("utf-16"), "UTF-16 text"),
        (DATA.decode().encode("utf-16-le"), "UTF-16 text"),
        (DATA.decode().encode("utf-16-be"), "UTF-16 text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "an old Office document"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"<!doctype HTML><html>error 404</html>", "a web page"),
        (b"<HTML><body>sign in</body></html>", "a web page"),
        (b"UNB+UNOA:2+SENDER", "Pearson vocational EDIFACT"),
        (b"{\\rtf1\\ansi sample}", "a Word document"),
    ],
)
def test_something_else_under_a_name_of_basedata(data, looks):
    reading = check(read(data, NAME), data)
    assert codes(reading.findings) == ["read.not-text"]
    assert looks in reading.findings[0].message
    assert (reading.format, reading.values, reading.records) == (None, (), None)
    unnamed = check(read(data, "something"), data)
    assert codes(unnamed.findings) == ["read.unknown-format"]
    assert looks in unnamed.findings[0].message


def office():
    """The bones of a spreadsheet: an Office document is a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def test_a_spreadsheet_under_a_name_of_basedata():
    data = office()
    reading = check(read(data, NAME), data)
    assert codes(reading.findings) == ["read.not-text"]
    assert "an Office document" in reading.findings[0].message


def test_text_that_is_none_of_ours_under_a_name_of_basedata():
    data = b"Dear exams officer,\r\nplease find attached\r\n"
    reading = check(read(data, NAME), data)
    assert {"layout.unknown-record", "jcq.record-order", "jcq.no-trailer"} <= errors(reading)
    assert reading.values == ()


@pytest.mark.parametrize("name", [NAME, "x.csv", "x", ""])
def test_an_empty_file(name):
    reading = read(b"", name)
    assert severities(reading.findings) == {"read.empty": "error"}
    assert reading.to_bytes() == b""


@pytest.mark.parametrize("data", [b"\r\n", b" ", b"\x00", b"\x1a", b"\xef\xbb\xbf", b"O", b"O1", b"\xff\xfe"])
def test_next_to_nothing(data):
    assert not check(read(data, NAME), data).report.ok


MEGABYTES = 50 * 1024**2


@pytest.mark.parametrize(
    "data",
    [
        lambda: b"O5" + b"A" * MEGABYTES,
        lambda: b"O16G27_996G27BEXAMPLE00114" + b" " * MEGABYTES,
        lambda: b"A" * MEGABYTES,
        lambda: DATA[:-2] + b"7" * MEGABYTES,
        lambda: b"\x00" * MEGABYTES,
    ],
    ids=["detail", "header", "letters", "trailer", "NUL"],
)
def test_one_line_of_50_mb(data):
    data = data()
    reading = read(data, NAME)
    assert sum(len(repr(f)) + len(str(f)) for f in reading.findings) < 20_000
    assert reading.findings
    assert reading.to_bytes() == data


@pytest.mark.parametrize("name", ["units.txt", "entries.csv", "E1234570.X01", "x"])
def test_one_long_line_under_other_names(name):
    data = b"X300  X301  " * 400_000
    reading = read(data, name)
    assert not reading.report.ok
    assert sum(len(str(f)) for f in reading.findings) < 20_000


def test_many_short_lines():
    """A million blank lines: the report stays short when printed."""
    data = DATA[:-2] + b"\r\n" * 100_000
    reading = check(read(data, NAME), data)
    assert len(str(reading.report)) < 4_000
    assert len(reading.values) == 3


def test_personal_values_of_bad_entry_files_do_not_show():
    data, name = entries(entry("X100", name="ZEBEDEE:QUENTIN", uci="999990140001X"))
    for cut in range(200, len(data), 7):
        for bad in (
            data[:cut],
            data[cut:],
            data[:cut] + b"\x00" + data[cut:],
            data[:cut] + b"\r\n" + data[cut:],
        ):
            reading = read(bad, name)
            shown = str(reading.report) + repr(reading) + repr([f.as_json() for f in reading.findings])
            assert "ZEBED" not in shown
            assert "UENTI" not in shown
            assert "99990140001" not in shown


# ---- archives


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def unpack(data, name="Z6G27_99.zip"):
    return ex.read(data, name=name, registry=builtin())


def test_an_archive_and_an_archive_in_it_and_one_behind_a_program():
    inner = zipped((NAME, DATA), ("readme.txt", b"Sample basedata"))
    for outer, prefix in (
        (inner, "Z6G27_99.zip!"),
        (zipped(("Z6G27_99.exe", b"MZ" + b"\x90" * 500 + inner)), "Z6G27_99.zip!Z6G27_99.exe!"),
        (b"MZ" + b"\x00" * 999 + inner, "Z6G27_99.zip!"),
    ):
        readings = unpack(outer)
        assert [r.name for r in readings] == [prefix + NAME, prefix + "readme.txt"]
        assert readings[NAME].to_bytes() == DATA
        assert len(readings[NAME].values) == 3
        # a read-me text is not what the user asked for, so it is no error
        assert severities(readings["readme.txt"].findings) == {"read.unknown-format": "info"}
        assert readings.report.ok
        assert readings[NAME].issue.sequence == 1


def encrypted():
    data = bytearray(zipped((NAME, DATA), ("L6G27_99.X01", basedata("L", link()))))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def damaged():
    data = zipped((NAME, DATA), ("L6G27_99.X01", basedata("L", link())))
    at = data.index(NAME.encode()) + len(NAME) + 5
    return data[:at] + b"\x00\xff\x00\xff" + data[at + 4 :]


@pytest.mark.parametrize(
    ("data", "code", "others"),
    [
        (
            lambda: zipped((NAME, b"\x00" * 30_000_000), ("L6G27_99.X01", basedata("L", link()))),
            "archive.bomb",
            1,
        ),
        (
            lambda: zipped(("../" + NAME, DATA), ("L6G27_99.X01", basedata("L", link()))),
            "archive.unsafe-name",
            1,
        ),
        (lambda: zipped(("/etc/" + NAME, DATA)), "archive.unsafe-name", 0),
        (lambda: zipped(("C:\\" + NAME, DATA)), "archive.unsafe-name", 0),
        (encrypted, "archive.encrypted", 1),
        (damaged, "archive.damaged", 1),
        (lambda: zipped((NAME, DATA))[:-30], "archive.damaged", 0),
        (lambda: zipped((NAME, DATA))[:100], "archive.damaged", 0),
        (zipped, "archive.empty", 0),
    ],
)
def test_bad_archives(data, code, others):
    readings = unpack(data())
    assert len(readings) == others
    assert [(f.code, str(f.severity)) for f in readings.findings] == [(code, "error")]
    assert readings.findings[0].file.startswith("Z6G27_99.zip")
    assert readings.findings[0].cure
    assert not readings.report.ok
    if others:
        assert readings["L6G27_99.X01"].values[0].option == "X100"
    assert code in codes(ex.Catalogue.of(readings).findings)


def test_a_quine_of_archives_ends():
    data = zipped((NAME, DATA))
    for _ in range(6):
        data = zipped(("inner.zip", data))
    assert codes(unpack(data).findings) == ["archive.too-deep"]


def test_lines_of_an_archive_member_are_named_in_findings():
    bad = DATA.replace(b"Y03160", b"Y03-60")
    readings = unpack(zipped(("june/" + NAME, bad)))
    finding = found(readings.report, "layout.bad-field")
    assert str(finding).startswith("Z6G27_99.zip!june/O6G27_99.X01:4:80-84: error: ")
    assert lines("x", width=2) == b"x \r\n"
