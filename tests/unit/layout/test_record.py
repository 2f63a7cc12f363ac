"""What may be declared, how lines are read and explained, and what writers refuse."""

from datetime import date

import attrs
import pytest

from examcore.errors import CannotWrite, InvalidDeclaration
from examcore.evidence import Evidence
from examcore.layout import (
    BIRTH,
    CODE,
    CODES,
    DATE,
    DIGITS,
    FILLER,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    Field,
    RecordLayout,
    Rejected,
    column,
    constant,
    wire,
)


@wire()
class PaperRecord:
    letter: str = column(1, 1, constant("P"), default="P")
    code: str = column(2, 4, KEY)
    title: str = column(6, 6, TEXT)
    kind: str = column(12, 1, CODE, known="AB")
    marks: int | None = column(13, 3, NUMBER_OR_BLANK)
    fee: int = column(16, 4, NUMBER)
    on: date | None = column(20, 6, DATE)
    filler: str = column(26, 2, FILLER, default="")


PAPER = RecordLayout.of(PaperRecord, name="P", source="a test")
LINE = b"PX100MUSIC A0450316010627  "
RECORD = PaperRecord(code="X100", title="MUSIC", kind="A", marks=45, fee=316, on=date(2027, 6, 1))


@wire()
class PersonRecord:
    letter: str = column(1, 1, constant("N"), default="N")
    number: str = column(2, 4, DIGITS)
    name: str = column(6, 10, TEXT, personal=True)
    born: str = column(16, 6, BIRTH, personal=True)
    group: str = column(22, 2, CODE, known="AB")


PERSON = RecordLayout.of(PersonRecord, name="N", source="a test", padded=30)
PERSON_LINE = b"N0001SMITH:JANE010209A "


def told(findings):
    return [(f.code, str(f.severity), f.field, f.start, f.length) for f in findings]


def test_a_clean_line_and_its_record():
    assert PAPER.parse(LINE) == (RECORD, ())
    assert PAPER.format(RECORD) == LINE
    assert PAPER.format(attrs.evolve(RECORD, on=None, marks=None)) == b"PX100MUSIC A   0316000000  "
    assert (PAPER.length, PAPER.padded, PAPER.key) == (27, 27, "P")


def test_the_mark_is_the_constants_that_a_record_begins_with():
    @wire()
    class Marked:
        second: str = column(2, 1, constant("5"), default="5")
        first: str = column(1, 1, constant("Q"), default="Q")
        rest: str = column(3, 1, TEXT)
        last: str = column(4, 1, constant("E"), default="E")

    assert RecordLayout.of(Marked, name="Q", source="a test").key == "Q5"
    assert RecordLayout.of(Marked, name="Q", source="a test", key="Z").key == "Z"

    @wire()
    class OnlyConstants:
        first: str = column(1, 1, constant("Q"), default="Q")

    assert RecordLayout.of(OnlyConstants, name="Q", source="a test").key == "Q"


@pytest.mark.parametrize(
    ("line", "expected", "kept"),
    [
        (b"PX100MUSIC A0450316010627  ", [], None),
        (b"P    MUSIC A0450316010627  ", [("layout.bad-field", "error", "code", 2, 4)], {"fee": 316}),
        (b"QX100MUSIC A0450316010627  ", [("layout.bad-field", "error", "letter", 1, 1)], {"fee": 316}),
        (b"PX100MUSIC A045O316010627  ", [("layout.bad-field", "error", "fee", 16, 4)], {"marks": 45}),
        (b"PX100MUSIC A045    010627  ", [("layout.bad-field", "error", "fee", 16, 4)], {"marks": 45}),
        (b"PX100MUSIC A4 50316010627  ", [("layout.bad-field", "error", "marks", 13, 3)], {"fee": 316}),
        (b"PX100MUSIC A   0316010627  ", [], None),
        (b"PX100MUSIC A0450316310627  ", [("layout.bad-field", "error", "on", 20, 6)], {"kind": "A"}),
        (b"PX100MUSIC A0450316JUNE27  ", [("layout.bad-field", "error", "on", 20, 6)], {"kind": "A"}),
        (b"PX100MUSIC A0450316000000  ", [], None),
        (b"PX100MUSIC A0450316        ", [], None),
        (b"PX100MUSIC Z0450316010627  ", [("layout.unknown-value", "warning", "kind", 12, 1)], None),
        (b"PX100MUSIC  0450316010627  ", [("layout.unknown-value", "warning", "kind", 12, 1)], None),
        (b"PX100MUSIC A0450316010627?!", [("layout.filler-not-blank", "info", "filler", 26, 2)], None),
        (b"PX100MUS\xc9C A0450316010627  ", [("layout.odd-character", "warning", "title", 6, 6)], None),
        (b"PX1\x000MUSIC A0450316010627  ", [("layout.bad-field", "error", "code", 2, 4)], {"fee": 316}),
        (
            b"PX100MUSIC \xffx450316010627  ",
            [("layout.bad-field", "error", "kind", 12, 1), ("layout.bad-field", "error", "marks", 13, 3)],
            {"fee": 316},
        ),
        (b"PX100MUSIC A0450316010627", [("layout.short-line", "warning", None, 26, 2)], None),
        (b"PX100MUSIC A0450316", [("layout.short-line", "warning", None, 20, 8)], None),
        (
            b"PX100MUSIC A045",
            [("layout.short-line", "warning", None, 16, 12), ("layout.bad-field", "error", "fee", 16, 4)],
            {"marks": 45},
        ),
        (b"PX100MUSIC A0450316010627  MORE", [("layout.long-line", "warning", None, 28, 4)], None),
        (
            b"",
            [
                ("layout.short-line", "warning", None, 1, 27),
                ("layout.bad-field", "error", "letter", 1, 1),  # and what follows needs no telling
            ],
            {},
        ),
    ],
)
def test_what_is_told_of_a_line(line, expected, kept):
    record, findings = PAPER.parse(line, "f", 4)
    assert told(findings) == expected
    if kept is None:
        assert isinstance(record, PaperRecord)
        assert record.code == "X100"
    else:
        assert isinstance(record, Rejected)
        assert record.layout == "P"
        assert kept.items() <= record.values.items()


@pytest.mark.parametrize(("codec", "columns"), [(DATE, 8), (BIRTH, 5), (constant("E5"), 1)])
def test_a_field_of_an_impossible_width_is_refused_when_made(codec, columns):
    with pytest.raises(InvalidDeclaration, match=f"field day: a .* not {columns}"):
        Field(name="day", start=1, length=columns, codec=codec)


def test_a_never_blank_code_that_is_cut_off_is_an_error():
    """V08: short beyond trailing spaces. A blank code in a line of full length is only an unknown one."""

    @wire()
    class TailRecord:
        code: str = column(1, 2, KEY)
        kind: str = column(3, 1, CODE, known="AB")
        session: str = column(4, 1, CODE, known=("A", ""))

    tail = RecordLayout.of(TailRecord, name="T", source="a test", key="")
    cut, findings = tail.parse(b"XX")
    assert isinstance(cut, Rejected)
    assert told(findings)[1:] == [("layout.bad-field", "error", "kind", 3, 1)]
    assert "cut off" in findings[1].message
    assert isinstance(tail.parse(b"XXA")[0], TailRecord)
    assert told(tail.parse(b"XX  ")[1]) == [("layout.unknown-value", "warning", "kind", 3, 1)]


def test_what_a_finding_shows_is_bounded_and_printable():
    wide = RecordLayout.of(
        wire()(type("W", (), {"__annotations__": {"text": "int"}, "text": column(1, 200, NUMBER)})),
        name="W",
        source="a test",
        key="",
    )
    (finding,) = wide.parse(b"\x1b[31m\x00\xff" + b"x" * 193)[1]
    assert finding.value == r"\x1b[31m\x00\xff" + "x" * 24 + "…"
    padding = PERSON.parse(PERSON_LINE + b"  \x1b[2J ")[1]
    assert [f.value for f in padding] == [r"\x9x[9X"]


def test_personal_values_show_their_shape_only():
    record, findings = PERSON.parse(PERSON_LINE.ljust(30))
    assert findings == ()
    assert repr(record) == "PersonRecord(letter='N', number='0001', name=XXXXX:XXXX, born=999999, group='A')"
    assert PERSON.personal == {"name", "born"}
    rejected, findings = PERSON.parse(b"NSMITH:JANE010209A ".ljust(30))
    assert isinstance(rejected, Rejected)
    assert "SMIT" not in repr(rejected)
    assert rejected.personal == {"name", "born"}
    assert [(f.field, f.value) for f in findings] == [("number", "XXXX"), ("born", "99X")]
    assert all("SMIT" not in str(f) + str(f.as_json()) for f in findings)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "X1000"}, "code has 5 characters where 4 fit"),
        ({"code": ""}, "code is blank"),
        ({"title": "MUSIC AND MORE"}, "title has 14 characters where 6 fit"),
        ({"title": "MÚSIC"}, "title holds a character that is not printable ASCII"),
        ({"title": "MUSI\n"}, "title holds a character that is not printable ASCII"),
        ({"title": "\x1b[2J"}, "title holds a character that is not printable ASCII"),
        ({"title": None}, "title has the wrong type"),
        ({"fee": 10000}, "fee has 5 characters where 4 fit"),
        ({"fee": -1}, "fee is negative"),
        ({"fee": 3.16}, "fee has the wrong type"),
        ({"fee": "0316"}, "fee has the wrong type"),
        ({"fee": None}, "fee has the wrong type"),
        ({"marks": 1000}, "marks has 4 characters where 3 fit"),
        ({"on": date(1999, 6, 1)}, "on is not a day of 2000 to 2099"),
        ({"on": date(2100, 6, 1)}, "on is not a day of 2000 to 2099"),
        ({"on": "010627"}, "on has the wrong type"),
        ({"letter": "Q"}, "letter is not 'P'"),
        ({"filler": "abc"}, "filler has 3 characters where 2 fit"),
        # one too long and one too short must not make up for each other
        ({"code": "X1000", "letter": ""}, "letter is not 'P'"),
    ],
)
def test_writers_refuse_and_name_the_field(change, reason):
    with pytest.raises(CannotWrite) as refusal:
        PAPER.format(attrs.evolve(RECORD, **change))
    assert str(refusal.value) == f"P: {reason}"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "FITZWILLIAM:JANE"}, "name has 16 characters where 10 fit"),
        ({"born": "310209"}, "born is no day of the calendar"),
        ({"born": "1 FEB "}, "born is not a date DDMMYY"),
        ({"number": "12345"}, "number has 5 characters where 4 fit"),
        ({"number": "12a"}, "number is not all digits"),
        ({"number": "１２３４"}, "number is not all digits"),
    ],
)
def test_a_refusal_never_names_a_personal_value(change, reason):
    record = PERSON.parse(PERSON_LINE.ljust(30))[0]
    with pytest.raises(CannotWrite) as refusal:
        PERSON.format(attrs.evolve(record, **change))
    assert str(refusal.value) == f"N: {reason}"


def test_a_record_of_another_class_is_refused():
    @wire()
    class Bare:
        letter: str = column(1, 1, constant("B"), default="B")
        marks: int | None = column(2, 3, NUMBER_OR_BLANK)

    @wire()
    class Barer:
        letter: str = column(1, 1, constant("B"), default="B")

    layout = RecordLayout.of(Bare, name="B", source="a test")
    with pytest.raises(CannotWrite, match="B: the record is no Bare"):
        layout.format(Barer())
    with pytest.raises(CannotWrite, match=r"letter (has the wrong type|is not)"):
        layout.format(None)


def test_birth_dates_have_no_century():
    def read(text):
        record, _ = PERSON.parse(b"N0001A:B       " + text + b"A ".ljust(9))
        return record.born if isinstance(record, PersonRecord) else None

    assert read(b"290201") == "290201"  # 2001 is no leap year, 1901 neither; which century it is stays open
    assert [read(b) for b in (b"000000", b"      ")] == ["", ""]
    assert [read(b) for b in (b"300200", b"310400", b"000100", b"011300", b"0102 9")] == [None] * 5
    assert PERSON.format(PersonRecord(number="7", name="A:B", born="", group="A"))[1:21].endswith(b"000000")
    assert PERSON.format(PersonRecord(number="7", name="A:B", born="10209", group="A"))[15:21] == b"010209"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ([(1, 2), (4, 2)], "a gap before b"),
        ([(1, 2), (2, 2)], "an overlap at b"),
        ([(2, 2), (4, 2)], "a gap before a"),
        ([(1, 2), (1, 2)], "an overlap at b"),
    ],
)
def test_gaps_and_overlaps_are_refused_when_made(fields, what):
    body = {n: column(*place, TEXT) for n, place in zip("ab", fields, strict=True)}
    made = wire()(type("Made", (), {"__annotations__": {"a": str, "b": str}, **body}))
    with pytest.raises(InvalidDeclaration, match=what):
        RecordLayout.of(made, name="M", source="a test")


def test_other_contradictions_are_refused_when_made():
    with pytest.raises(InvalidDeclaration, match="fields end at 27, length is 28"):
        RecordLayout.of(PaperRecord, name="P", source="a test", length=28)
    with pytest.raises(InvalidDeclaration, match="length is 27"):
        RecordLayout.of(PaperRecord, name="P", source="a test", padded=20)
    with pytest.raises(InvalidDeclaration, match="PersonRecord has no code"):
        attrs.evolve(PAPER, wire_class=PersonRecord)
    for start, length in ((0, 1), (1, 0)):
        with pytest.raises(InvalidDeclaration, match="columns begin at 1"):
            Field(name="x", start=start, length=length, codec=TEXT)


def test_an_overlay_moves_a_column():
    moved = PAPER.overlay(
        name="P of 99",
        columns={
            "title": (6, 8),
            "kind": (14, 1),
            "marks": (15, 3),
            "fee": (18, 4),
            "on": (22, 6),
            "filler": None,
        },
        evidence=Evidence.DERIVED,
        source="one file",
    )
    assert (moved.length, moved.padded, moved.evidence, moved.source) == (
        27,
        27,
        Evidence.DERIVED,
        "one file",
    )
    line = b"PX100MUSIC II" + b"A0450316010627"
    assert moved.parse(line) == (attrs.evolve(RECORD, title="MUSIC II"), ())
    assert moved.format(attrs.evolve(RECORD, title="MUSIC II")) == line
    assert PAPER.parse(LINE) == (RECORD, ())  # the original stays
    with pytest.raises(CannotWrite, match="title has 8 characters"):
        PAPER.format(attrs.evolve(RECORD, title="MUSIC II"))


def test_an_overlay_that_is_shorter_or_longer_has_lines_of_its_own_length():
    short = PAPER.overlay(name="short", columns={"filler": None})
    assert (short.length, short.padded) == (25, 25)
    assert short.parse(LINE[:25]) == (RECORD, ())
    assert PAPER.overlay(name="long", columns={"filler": (26, 9)}).padded == 34
    assert PERSON.overlay(name="padded", columns={"group": None}).padded == 30  # filled up, as the original
    assert PERSON.overlay(name="wider", padded=40).padded == 40
    assert PAPER.overlay(name="same").parse(LINE) == (RECORD, ())


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"titel": (6, 6)}, "has no field titel"),
        ({"title": (6, 5)}, "a gap before kind"),
        ({"title": (6, 7)}, "an overlap at kind"),
        ({"title": None}, "a gap before kind"),
        ({"on": (20, 8), "filler": None}, "not 8"),
    ],
)
def test_an_overlay_that_contradicts_itself_is_refused(columns, what):
    with pytest.raises(InvalidDeclaration, match=what):
        PAPER.overlay(name="bad", columns=columns)


def test_a_provisional_layout_is_written_on_request_only():
    maybe = PAPER.overlay(name="maybe", evidence=Evidence.PROVISIONAL)
    with pytest.raises(CannotWrite, match="provisional"):
        maybe.format(RECORD)
    assert maybe.format(RECORD, provisional=True) == LINE
    assert maybe.parse(LINE) == (RECORD, ())


def test_records_are_values():
    assert attrs.evolve(RECORD) == RECORD
    assert hash(RECORD) == hash(attrs.evolve(RECORD))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        RECORD.fee = 1


def test_a_column_may_have_a_default():
    @wire()
    class Defaulted:
        code: str = column(1, 2, CODE, default="ZZ")
        need: str = column(3, 2, CODE)

    assert Defaulted(need="x").code == "ZZ"
    with pytest.raises(TypeError, match="need"):
        Defaulted()


def test_codes_are_declared_once():
    names = [code.code for code in CODES]
    assert len(names) == len(set(names)) == 12
