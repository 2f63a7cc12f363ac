"""Every layout of the JCQ formats: what is written reads back, and nothing that is read raises or is lost."""

import calendar
import pickle
import string
from datetime import date

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.errors import CannotWrite
from examcore.layout import (
    BIRTH,
    CODE,
    DATE,
    DIGITS,
    FILLER,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    Document,
    Rejected,
)
from examcore_plugins.jcq import records, unit_links

FILES = [
    records.layouts_of(letter, version) for letter in "SOCLDEA" for version in records.versions_of(letter)
]
UNIT_LINKS = unit_links.LAYOUT

PRINTABLE = "".join(chr(n) for n in range(32, 127))
DETAILS = [*(layouts[-1] for layouts in FILES), UNIT_LINKS]
CONTROL = list({(layout.wire_class, layout.padded): layout for f in FILES for layout in f[:-1]}.values())
EVERY = [*DETAILS, *CONTROL]
FEW = settings(max_examples=max(6, settings.default.max_examples // 8))  # of each of the many layouts

each_layout = pytest.mark.parametrize("layout", EVERY, ids=lambda layout: f"{layout.name}-{layout.padded}")
# control layouts of all widths are one declaration: one file's stand for all where padding does not matter
each_kind = pytest.mark.parametrize(
    "layout", [*DETAILS, *(c for c in CONTROL if c.padded == 115)], ids=lambda layout: layout.name
)
each_detail = pytest.mark.parametrize("layout", DETAILS, ids=lambda layout: layout.name)


def words(width, least=0):
    text = st.text(PRINTABLE, min_size=least, max_size=width)
    return text.filter(lambda t: not t.endswith(" ") and len(t) >= least)


@st.composite
def births(draw):
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(2028, month)[1]))
    return f"{day:02d}{month:02d}{draw(st.integers(0, 99)):02d}"


def values(field):
    """What a field can hold, by its codec."""
    codec, width = field.codec, field.length
    number = st.integers(0, 10**width - 1)
    if codec.name.startswith("always"):
        return st.just(codec.null)
    if codec in {CODE, TEXT, FILLER}:
        return words(width) if not field.known else st.sampled_from(sorted(field.known)) | words(width)
    if codec == KEY or field.name == "centre_number":
        return words(width, 1)
    if codec == DIGITS or field.name == "candidate_number":
        return number.map(lambda n: f"{n:0{width}d}")
    if codec == DATE:
        return st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
    if codec == BIRTH:
        return st.just("") | births()
    return {NUMBER: number, NUMBER_OR_BLANK: st.none() | number}[codec]


def drawn(data, layout):
    missing = {name: st.just(null) for name, null in layout._nulls().items()}
    return data.draw(st.builds(layout.wire_class, **missing, **{f.name: values(f) for f in layout.fields}))


def test_every_layout_of_every_version_is_here():
    names = {layout.name for layout in DETAILS}
    assert names == {f"{letter}5/{v}" for letter in "SOCL" for v in (11, 12, 13, 14)} | {
        "D5/14",
        "E5/14",
        "A5/14",
        "UL",
    }
    assert {layout.name[1] for layout in CONTROL} == set("1379")


@each_layout
@FEW
@given(data=st.data())
def test_what_is_written_reads_back(layout, data):
    record = drawn(data, layout)
    line = layout.format(record)
    assert len(line) == layout.padded
    again, findings = layout.parse(line)
    assert again == record
    assert {f.code for f in findings} <= {"layout.unknown-value", "layout.filler-not-blank"}
    assert layout.format(again) == line


@each_kind
@FEW
@given(data=st.data())
def test_the_patient_way_gives_what_the_quick_way_gives(layout, data):
    line = layout.format(drawn(data, layout))
    quick, patient = layout.parse(line, "f", 3), layout._explain(line, "f", 3)
    assert patient == quick


@each_detail
@FEW
@given(data=st.data())
def test_a_right_trimmed_line_reads_as_the_full_one_or_is_refused(layout, data):
    line = layout.format(drawn(data, layout))
    trimmed = line.rstrip(b" ")
    assume(len(trimmed) < len(line))
    record, findings = layout.parse(trimmed)
    assert "layout.short-line" in {f.code for f in findings}
    if isinstance(record, Rejected):
        assert "layout.bad-field" in {f.code for f in findings}
    else:
        assert record == layout.parse(line)[0]


@each_kind
@FEW
@given(data=st.data())
def test_any_bytes_of_a_line_give_a_record_or_findings(layout, data):
    start = layout.key.encode()
    rest = data.draw(
        st.binary(max_size=layout.padded + 20) | st.text(PRINTABLE, max_size=200).map(str.encode)
    )
    line = start + rest
    record, findings = layout.parse(line, "f", 7)
    assert isinstance(record, Rejected | layout.wire_class)
    assert isinstance(record, Rejected) == any(str(f.severity) == "error" for f in findings)
    for finding in findings:
        assert (finding.file, finding.line) == ("f", 7)
        assert 1 <= finding.start <= finding.start + finding.length - 1 <= max(layout.padded, len(line))
        assert finding.message.isprintable()
        assert finding.value is None or finding.value.isprintable()


LINE_ENDS = st.sampled_from([b"\r\n", b"\n", b"\r", b"", b"\x1a", b"\x0c", b"\x85", b"\x1e"])


@pytest.mark.parametrize("layouts", FILES, ids=lambda layouts: layouts[-1].name)
@FEW
@given(data=st.data())
def test_any_bytes_of_a_file_come_back_identical(layouts, data):
    marks = st.sampled_from([layout.key.encode() for layout in layouts])
    line = st.tuples(marks | st.just(b""), st.binary(max_size=60), LINE_ENDS).map(b"".join)
    content = b"".join(data.draw(st.lists(line, max_size=12)))
    document = Document.parse(content, layouts, "f")
    assert document.to_bytes() == content
    assert len(document.lines) == len(document.records) == len(list(document.iter_lines()))
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301  our own bytes


@given(content=st.binary(max_size=200))
def test_any_bytes_of_a_unit_link_file_come_back_identical(content):
    assert Document.parse(content, [UNIT_LINKS]).to_bytes() == content


DAMAGE = st.sampled_from([b"?", b"\x00", b"\xff", b"\t", b"*", b"~"])


@each_kind
@FEW
@given(data=st.data())
def test_damage_is_told_inside_its_columns_and_the_rest_survives(layout, data):
    record = drawn(data, layout)
    line = layout.format(record)
    field = data.draw(st.sampled_from(layout.fields))
    bad = data.draw(DAMAGE) * field.length
    damaged = line[: field.start - 1] + bad + line[field.end :]
    before = [f for f in layout.parse(line)[1] if f.field != field.name]
    got, findings = layout.parse(damaged, "", None)
    about = [f for f in findings if f not in before]
    for finding in about:
        assert (finding.field, finding.start, finding.length) == (field.name, field.start, field.length)
    others = {f.name: getattr(record, f.name) for f in layout.fields if f is not field}
    if isinstance(got, Rejected):
        assert [f.code for f in about] == ["layout.bad-field"]
        assert dict(got.values) == others
    else:
        assert {name: getattr(got, name) for name in others} == others
        # printable characters in a text are text; anything else is told
        assert about or bad.decode("latin-1").isprintable()


@given(data=st.data())
def test_nothing_personal_shows(data):
    """Neither in repr, nor in findings, nor in what is left of a line that was refused."""
    layout = records.layouts_of("E", 14)[-1]
    secret = data.draw(st.text(string.ascii_uppercase.replace("X", ""), min_size=6, max_size=13))
    personal = data.draw(st.sampled_from(sorted({"name", "uci", "upn"})))
    record = layout.wire_class(
        **(
            {
                "data_type": "E",
                "status": "C",
                "centre_number": "12345",
                "candidate_number": "0001",
                "name": "A:B",
            }
            | {"sex": "F", "date_of_birth": "010209", personal: secret}
        )
    )
    assert secret not in repr(record)
    field = next(f for f in layout.fields if f.name == personal)
    start = data.draw(st.sampled_from([f.start for f in layout.fields if f.start < field.start]))
    line = layout.format(record)
    shifted = line[: start - 1] + line[field.start - 1 :]  # the secret has moved into another field
    for raw in (
        line,
        shifted,
        line.replace(secret.encode(), secret.encode()[:-1] + b"\xe9"),
        secret.encode(),
    ):
        document = Document.parse(b"E5" + raw[2:] + b"\n" + raw, records.layouts_of("E", 14), "f")
        shown = repr([document, document.records, [(f, str(f), f.as_json()) for f in document.findings]])
        assert secret[:5] not in shown
        for _, _, fields, marked in document.iter_lines():
            assert (
                all(name in marked for name, value in fields.items() if secret[:5] in str(value))
                or raw is shifted
            )


@each_detail
@FEW
@given(data=st.data())
def test_writers_refuse_and_do_not_truncate(layout, data):
    record = drawn(data, layout)
    text = [f for f in layout.fields if isinstance(getattr(record, f.name), str)]
    field = data.draw(st.sampled_from([f for f in text if not f.codec.name.startswith("always")]))
    digits = field.name == "candidate_number" or field.codec == BIRTH
    filling = "7" if digits else "Q"
    bad = data.draw(
        st.sampled_from(
            [
                filling * (field.length + 1),
                filling * (field.length - 1) + "\n",
                filling * (field.length - 1) + "É",
                filling * (field.length - 1) + "\x07",
                "\r" * field.length,
            ]
        )
    )
    with pytest.raises(CannotWrite) as refusal:
        layout.format(attrs.evolve(record, **{field.name: bad}))
    assert f": {field.name} " in str(refusal.value)
    assert bad not in str(refusal.value)
    assert refusal.value.__context__ is None  # no traceback leads to the value


@pytest.mark.parametrize("layouts", FILES, ids=lambda layouts: layouts[-1].name)
@FEW
@given(data=st.data())
def test_replacing_a_record_formats_one_line_only(layouts, data):
    layout = layouts[-1]
    rest = st.binary(max_size=20).map(lambda text: text.replace(b"\r", b"").replace(b"\n", b""))
    lines = [layout.key.encode() + data.draw(rest) for _ in range(3)]
    ends = [data.draw(st.sampled_from([b"\r\n", b"\n", b"\r"])) for _ in lines]
    document = Document.parse(b"".join(a + b for a, b in zip(lines, ends, strict=True)), layouts, "f")
    new = drawn(data, layout)
    changed = document.replace(2, new, layout)
    assert changed.lines == (document.lines[0], layout.format(new) + ends[1], document.lines[2])
    assert changed.records == (document.records[0], new, document.records[2])
    assert document.to_bytes() == b"".join(document.lines)
    assert all(f.line != 2 for f in changed.findings)


NAMES = ["O6G27_99.X01", "e1234570.x01", "L6B27_01.X02", "links.txt", "x.csv", "x.xlsx", "D6C27_11.X01", ""]


@given(data=st.data())
def test_reading_any_bytes_under_any_name_never_raises(data):
    letter = data.draw(st.sampled_from("SOCLDEA")).encode()
    header = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf", letter + b"16G27_996G27BEXAMPLE00114\r\n"]))
    content = header + data.draw(
        st.binary(max_size=300) | st.text(PRINTABLE + "\r\n", max_size=300).map(str.encode)
    )
    readings = ex.read(content, name=data.draw(st.sampled_from(NAMES)), registry=builders.builtin())
    assert str(readings.report)
    assert "read.format-failed" not in builders.codes(readings.report)
    if len(readings) == 1:
        assert readings[0].to_bytes() == content
    else:  # by chance it begins or ends as an archive does
        assert not readings.report.ok
