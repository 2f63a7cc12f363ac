"""Eight published sets of June 2017, not part of the project: read, kept, and compared with plain slicing."""

import re
from collections import Counter
from datetime import date

import pytest

import examcore as ex
from builders import JUNE_2017, REFERENCE, builtin
from examcore.model import Component, DisallowedPair, Link, Option, Session, Syllabus, TimeAllowed

pytestmark = pytest.mark.skipif(
    not JUNE_2017.is_dir(), reason="the published basedata is not part of the project"
)

ROWS = {
    "6A17_01.X02": {"S": 537, "O": 918, "C": 802, "L": 807, "D": 94},
    "6A17_41.X03": {"S": 370, "O": 466, "C": 408, "L": 489},
    "6A17_70.X03": {"S": 132, "O": 865, "C": 641, "L": 1128},
    "6B17_01.X04": {"S": 743, "O": 844, "C": 762, "L": 779, "D": 522},
    "6C17_11.X01": {"S": 433, "O": 593, "C": 512, "L": 761, "D": 443},
    "6G17_10.X01": {"S": 325, "O": 360, "C": 346, "L": 365, "D": 77},
    "6G17_40.X02": {"S": 224, "O": 281, "C": 240, "L": 248},
    "6G17_70.X02": {"S": 102, "O": 491, "C": 414, "L": 525},
}
"""Detail rows of each file, as the reference counts them."""


@pytest.fixture(scope="module")
def readings():
    return ex.read(JUNE_2017, registry=builtin())


@pytest.fixture(scope="module")
def catalogue(readings):
    return ex.Catalogue.of(readings)


def raw_lines(reading):
    """The file as the operating system gives it, cut at LF: these copies have no CR."""
    data = next(p for p in JUNE_2017.iterdir() if reading.name.endswith(p.name)).read_bytes()
    assert b"\r" not in data
    return data.decode("ascii").removesuffix("\n").split("\n")


def base_name(reading):
    return reading.name.replace("\\", "/").rpartition("/")[2].upper()


def test_the_table_is_that_of_the_reference():
    if not REFERENCE.exists():
        pytest.skip("the reference is not part of the project")
    text = REFERENCE.read_text("utf-8")
    for name, counts in ROWS.items():
        row = re.search(rf"^\| `{re.escape(name)}` \|(.*)\|$", text, re.MULTILINE)[1]
        cells = [cell.strip() for cell in row.split("|")]
        assert cells == [str(counts.get(letter, "-")) for letter in "SOCLD"]


def test_what_was_read(readings):
    assert len(readings) == 36
    counts = {}
    for reading in readings:
        name = base_name(reading)
        counts.setdefault(name[1:], {})[name[0]] = len(reading.values)
    assert counts == ROWS
    assert sum(n for per_letter in counts.values() for n in per_letter.values()) == 18_047
    assert readings.report.ok


def test_every_byte_comes_back(readings):
    for reading in readings:
        path = next(p for p in JUNE_2017.iterdir() if reading.name.endswith(p.name))
        assert reading.to_bytes() == path.read_bytes()


def test_every_detail_writes_back_as_it_was(readings):
    from examcore_plugins.jcq.records import layouts_of  # noqa: PLC0415  only this test writes

    for reading in readings:
        layouts = {layout.key: layout for layout in layouts_of(base_name(reading)[0], 14)}
        for line, record in zip(raw_lines(reading), reading.records.records, strict=True):
            written = layouts[line[:2]].format(record).decode()
            # a blank number and a due date of zeros are two ways to write nothing
            assert written == line or {a for a, b in zip(line, written, strict=True) if a != b} <= {" "}


def test_nothing_is_left_open(catalogue):
    codes = Counter(f.code for f in catalogue.findings)
    assert (
        not {"catalogue.no-syllabus", "catalogue.no-option", "catalogue.no-component", "catalogue.no-file"}
        & codes.keys()
    )
    assert catalogue.findings.ok
    assert codes == {
        "catalogue.component-count": 200,
        "layout.filler-not-blank": 139,
        "layout.line-ends": 36,
        "jcq.timetable-not-set": 20,
        "jcq.centre-count": 18,
        "catalogue.pattern-matches-nothing": 13,
        "jcq.teacher-marks": 4,
        "jcq.header-zeros": 1,
        "jcq.timetable": 1,
        "jcq.qualification-number": 1,
    }


def test_where_the_quirks_are(catalogue):
    def files(code):
        return Counter(re.split(r"[/\\]", f.file)[-1].upper() for f in catalogue.findings if f.code == code)

    def patterns(of):
        idle = (f for f in catalogue.findings if f.code == "catalogue.pattern-matches-nothing")
        return {f.params["pattern"] for f in idle if of in f.file}

    assert (len(patterns("D6G17_10")), len(patterns("D6C17_11"))) == (3, 10)
    assert files("layout.filler-not-blank") == {"D6C17_11.X01": 139}
    assert files("jcq.header-zeros") == {"L6B17_01.X04": 1}
    # OCR and AQA write no centres, in all of their eighteen files
    assert set(files("jcq.centre-count")) == {
        letter + name for name, counts in ROWS.items() if name[5:7] in {"01", "70"} for letter in counts
    }
    assert set(files("jcq.timetable-not-set")) <= {"C6A17_41.X03", "C6G17_40.X02"}
    by_body = Counter()
    for name, count in files("catalogue.component-count").items():
        by_body[name[6:8]] += count
    assert by_body["40"] + by_body["41"] == 198  # cash-ins that say one component
    assert by_body.keys() == {"01", "40", "41"}


# ---- an oracle: every field of every line, sliced by the columns that the reference prints


def sliced(line, start, length):
    return line[start - 1 : start - 1 + length].rstrip()


def number(text):
    return int(text) if text else None


def day(text):
    return date(2000 + int(text[4:]), int(text[2:4]), int(text[:2])) if text.strip("0") else None


def syllabus(s, _series):
    return {"code": s(3, 6), "title": s(10, 36)}


def option(s, _series):
    def kind(qualification, level):
        return f"{qualification}/{level}" if qualification else ""

    return {
        "code": s(3, 6),
        "syllabus": s(9, 6),
        "certification": kind(s(15, 4), s(19, 3)),
        "item": s(22, 1),
        "unit": kind(s(23, 4), s(27, 3)),
        "process": s(30, 1),
        "discount_code": s(31, 4),
        "accreditation": s(35, 8),
        "title": s(43, 36),
        "fee_defined": s(79, 1) == "Y",
        "fee": int(s(80, 5)),
        "result_type": s(93, 1),
        "gradesets": tuple(s(start, 4) for start in (94, 98, 102, 106, 85, 89)),
        "maximum_mark": number(s(110, 4)),
        "declared_components": int(s(114, 2)),
    }


def component(s, _series):
    minutes = s(73, 3)
    return {
        "code": s(3, 12),
        "title": s(15, 36),
        "teacher_marks": s(51, 1),
        "maximum_mark": number(s(52, 3)),
        "gradeset": s(55, 4),
        "due": day(s(59, 6)),
        "timetabled": s(65, 1),
        "on": day(s(66, 6)),
        "session": {"A": Session.AM, "P": Session.PM, "D": Session.ALL_DAY, "X": None, "": None}[s(72, 1)],
        "time": {"000": TimeAllowed.NONE, "999": TimeAllowed.NOT_FIXED, "": TimeAllowed.BLANK}.get(
            minutes, TimeAllowed.MINUTES
        ),
        "minutes": int(minutes) if minutes not in {"000", "999", ""} else None,
    }


def link(s, _series):
    return {"option": s(3, 6), "component": s(9, 12)}


def pair(s, _series):
    return {"first": s(3, 6), "second": s(9, 6)}


ORACLES = {
    "S": (Syllabus, syllabus),
    "O": (Option, option),
    "C": (Component, component),
    "L": (Link, link),
    "D": (DisallowedPair, pair),
}
BODIES = {"01": "ocr", "10": "pearson", "11": "pearson", "40": "wjec", "41": "wjec", "70": "aqa"}


def test_every_value_equals_plain_slicing(readings):
    checked = 0
    for reading in readings:
        lines = raw_lines(reading)
        letter, jcq_id, code = lines[0][0], lines[0][7:9], lines[0][9:13]
        kind, oracle = ORACLES[letter]
        details = [(n, line) for n, line in enumerate(lines, 1) if line[1] == "5"]
        assert len(details) == len(reading.values)
        sequence, produced = int(lines[1][13:16]), day(lines[-2][14:20])
        for (n, line), value in zip(details, reading.values, strict=True):
            assert type(value) is kind
            expected = oracle(lambda start, length, line=line: sliced(line, start, length), code)
            assert {name: getattr(value, name) for name in expected} == expected
            series = value.key.series if letter == "O" else value.series
            assert (series.body, series.jcq_id, series.code, series.language) == (
                BODIES[jcq_id],
                jcq_id,
                code,
                "_",
            )
            origin = value.origin
            assert (origin.file, origin.line, origin.sequence, origin.produced) == (
                reading.name,
                n,
                sequence,
                produced,
            )
            checked += len(expected)
    assert checked > 130_000


def test_every_field_of_every_record_equals_plain_slicing(readings):
    """The wire records too, control records and fillers included; columns are those of the header tables."""
    heads = {
        "1": {
            "data_type": (1, 1),
            "centre_number": (3, 5),
            "jcq_id": (8, 2),
            "series": (10, 2),
            "year": (12, 2),
            "distribution": (14, 1),
            "software_package": (15, 7),
            "software_version": (22, 3),
        },
        "3": {
            "centre_number": (3, 5),
            "jcq_id": (8, 2),
            "series": (10, 2),
            "year": (12, 2),
            "postcode": (17, 8),
        },
        "7": {"centre_number": (3, 5)},
        "9": {"centre_number": (3, 5)},
    }
    fillers = {"S": {"filler": (9, 1)}, "L": {"filler": (21, 6)}, "D": {"filler": (15, 12)}, "O": {}, "C": {}}
    for reading in readings:
        for line, record in zip(raw_lines(reading), reading.records.records, strict=True):
            mark = line[1]
            columns = heads.get(mark) or fillers[line[0]]
            assert {name: getattr(record, name) for name in columns} == {
                name: sliced(line, *place) for name, place in columns.items()
            }
            if mark == "1":
                assert record.formats_version == int(line[24:26]) == 14
            elif mark == "3":
                assert record.sequence == int(line[13:16])
            elif mark in "79":
                assert record.records == int(line[7:14])
                last = record.produced if mark == "7" else record.centres
                assert last == (day(line[14:20]) if mark == "7" else int(line[14:21]))


def test_fees_in_pence(readings, catalogue):
    """The sum over the O files, without any of our code."""
    total = defined = 0
    for reading in readings:
        for line in raw_lines(reading):
            if line[:2] == "O5":
                total += int(line[79:84])
                defined += line[78] == "Y"
    assert sum(o.fee for o in catalogue) == total
    assert sum(o.fee_defined for o in catalogue) == defined
    assert sum(o.price.pence for o in catalogue if o.fee_defined) == total
    assert len(catalogue) == sum(counts["O"] for counts in ROWS.values())


def test_references_resolve_by_plain_slicing(readings, catalogue):
    files = {base_name(r): [line for line in raw_lines(r) if line[1] == "5"] for r in readings}
    for name in ROWS:
        rows = {letter: files.get(letter + name, []) for letter in "SOCLD"}
        options = {line[2:8] for line in rows["O"]}
        assert {line[8:14] for line in rows["O"]} <= {line[2:8] for line in rows["S"]}
        assert {line[2:8] for line in rows["L"]} <= options
        assert {line[8:20] for line in rows["L"]} <= {line[2:14] for line in rows["C"]}
        for line in rows["L"]:
            found = catalogue.get_option(BODIES[name[5:7]], name[:4], line[2:8].rstrip())
            if found.key.series.jcq_id == name[5:7]:
                assert line[8:20].rstrip() in {c.code for c in catalogue.components_of(found)}


def test_disallowed_pairs_by_a_slow_reading(readings, catalogue):
    """Of one file: every pair of options against every pattern, as the reference words the rule."""

    def matches(pattern, code):
        return code.ljust(6).startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern

    (d_file,) = [r for r in readings if base_name(r) == "D6G17_10.X01"]
    rules = [(line[2:8].rstrip(), line[8:14].rstrip()) for line in raw_lines(d_file) if line[1] == "5"]
    options = [o for o in catalogue if o.key.series.jcq_id == "10"]
    listed = {o.code for o in options if any(matches(p, o.code) for rule in rules for p in rule)}
    some = [o for o in options if o.code in listed] + options[:20]
    forbidden = 0
    for one in some:
        for other in some:
            expected = one.code != other.code and any(
                a != b
                and (
                    (matches(a, one.code) and matches(b, other.code))
                    or (matches(b, one.code) and matches(a, other.code))
                )
                for a, b in rules
            )
            assert (catalogue.find_disallowed(one, other) is not None) is expected
            forbidden += expected
    assert forbidden > 50
