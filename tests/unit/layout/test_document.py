"""Files of fixed-width lines: every byte is kept, whatever it is."""

import pickle

import pytest

from examcore.errors import CannotWrite, InvalidDeclaration
from examcore.layout import (
    CODE,
    KEY,
    TEXT,
    Document,
    RecordLayout,
    Rejected,
    column,
    constant,
    split_lines,
    wire,
)
from examcore.layout.document import parse_lines


@wire()
class HeadRecord:
    mark: str = column(1, 2, constant("Q1"), default="Q1")
    text: str = column(3, 4, TEXT)


@wire()
class BodyRecord:
    mark: str = column(1, 2, constant("Q5"), default="Q5")
    code: str = column(3, 4, KEY)


@wire()
class NameRecord:
    mark: str = column(1, 2, constant("Q5"), default="Q5")
    name: str = column(3, 4, TEXT, personal=True)


@wire()
class PlainRecord:
    code: str = column(1, 4, KEY)
    more: str = column(5, 2, CODE)


HEAD = RecordLayout.of(HeadRecord, name="Q1", source="a test")
BODY = RecordLayout.of(BodyRecord, name="Q5", source="a test")
NAME = RecordLayout.of(NameRecord, name="Q5", source="a test")
PLAIN = RecordLayout.of(PlainRecord, name="PL", source="a test", key="")
DATA = b"Q1HEAD\r\nQ5X100\r\n"


def parse(data, layouts=(HEAD, BODY)):
    return Document.parse(data, layouts, "f")


def told(document):
    return [(f.code, f.line) for f in document.findings]


def test_a_clean_file():
    document = parse(DATA)
    assert document.records == (HeadRecord(text="HEAD"), BodyRecord(code="X100"))
    assert document.findings == ()
    assert repr(document) == "<Document f: 2 lines>"
    assert list(document.iter_lines()) == [
        (1, "Q1", {"mark": "Q1", "text": "HEAD"}, frozenset()),
        (2, "Q5", {"mark": "Q5", "code": "X100"}, frozenset()),
    ]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\r\n\r\n", [b"a\r\n", b"\r\n"]),
        (b"a\rb\nc", [b"a\r", b"b\n", b"c"]),
        # text has more line ends than files have
        (b"a\x0bb\x0cc\x1cd\x85e\xe2\x80\xa8f", [b"a\x0bb\x0cc\x1cd\x85e\xe2\x80\xa8f"]),
        (b"a\x00b\n", [b"a\x00b\n"]),
    ],
)
def test_lines_end_in_cr_lf_only(data, lines):
    assert split_lines(data) == lines


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (DATA, []),
        (DATA[:-2], []),
        (DATA.replace(b"\r\n", b"\n"), [("layout.line-ends", None)]),
        (DATA.replace(b"\r\n", b"\r"), [("layout.line-ends", None)]),
        (DATA.replace(b"\r\n", b"\n", 1), [("layout.mixed-line-ends", None)]),
        (b"Q1HEAD\rQ5X100\n", [("layout.mixed-line-ends", None)]),
        (DATA + b"\x1a", []),
        (DATA + b"\x1a\r\n", []),
        (DATA + b"\r\n", [("layout.blank-line", 3)]),
        (DATA + b" \t \r\n", [("layout.blank-line", 3)]),
        (DATA + b"Z9?!\r\n", [("layout.unknown-record", 3)]),
        (DATA + b"Q", [("layout.unknown-record", 3)]),
        (DATA + b"\x00\x00\x00\r\n", [("layout.unknown-record", 3)]),
        (b"\xef\xbb\xbf" + DATA, [("layout.byte-order-mark", 1)]),
        (DATA + b"Q5\r\n", [("layout.short-line", 3), ("layout.bad-field", 3)]),
    ],
)
def test_what_is_told_of_a_file(data, expected):
    document = parse(data)
    assert told(document) == expected
    assert document.to_bytes() == data
    assert BodyRecord(code="X100") in document.records


def test_messages_about_line_ends_say_which():
    assert "lines end in CR;" in str(parse(b"Q1HEAD\r").findings[0])
    assert "1 lines end in CR LF, 2 in LF, 0 in CR" in str(parse(DATA[:8] + b"Q5X100\n" * 2).findings[0])


def test_lines_that_nobody_knows_have_no_fields():
    document = parse(b"Z9\r\nQ5\r\n\r\n")
    assert isinstance(document.records[1], Rejected)
    assert list(document.iter_lines()) == [
        (1, None, {}, frozenset()),
        (2, "Q5", {"mark": "Q5"}, frozenset()),
        (3, None, {}, frozenset()),
    ]


def test_a_file_of_one_kind_of_line_needs_no_marks():
    document = parse(b"X100Y2\r\n\r\nX200\r\n\x1a", [PLAIN])
    assert [(n, mark) for n, mark, _, _ in document.iter_lines()] == [
        (1, None),
        (2, None),
        (3, None),
        (4, None),
    ]
    assert document.records == (
        PlainRecord(code="X100", more="Y2"),
        None,
        PlainRecord(code="X200", more=""),
        None,
    )
    assert told(document) == [("layout.blank-line", 2), ("layout.short-line", 3)]


def test_layouts_with_marks_of_two_lengths_are_refused():
    for made in (
        lambda: parse(DATA, [HEAD, PLAIN]),
        lambda: parse(DATA, []),
        lambda: list(parse_lines([], [])),
    ):
        with pytest.raises(InvalidDeclaration, match="marks of one length"):
            made()


def test_lines_can_be_read_as_they_come():
    lines = iter([b"Q1HEAD\r\n", b"Z"])
    (head, none), (unknown, findings) = parse_lines(lines, [HEAD, BODY], "f")
    assert (head, none, unknown) == (HeadRecord(text="HEAD"), (), None)
    assert [(f.file, f.line, f.code) for f in findings] == [("f", 2, "layout.unknown-record")]


def test_personal_fields_are_marked_also_where_a_line_was_refused():
    document = parse(b"Q5\xffJOE\r\nJANE\r\nQ5JANE\r\n", [HEAD, NAME])
    marked = [personal for _, _, _, personal in document.iter_lines()]
    assert marked == [{"mark", "name"}, frozenset(), {"name"}]
    assert [f.value for f in document.findings] == [r"\x" + "xxXXX", "XX"]
    assert "JA" not in repr(document.findings)
    refused = parse(b"Q5JANE\r\n", [HEAD, NAME.overlay(name="Q5")])
    assert refused.findings == ()


def test_all_values_of_a_refused_line_with_personal_fields_are_personal():
    @wire()
    class Row:
        mark: str = column(1, 2, constant("Q5"), default="Q5")
        code: str = column(3, 2, KEY)
        name: str = column(5, 4, TEXT, personal=True)

    document = parse(b"Q5  JANE\r\n", [HEAD, RecordLayout.of(Row, name="Q5", source="a test")])
    ((_, _, fields, personal),) = document.iter_lines()
    assert fields == {"mark": "Q5", "name": "JANE"}
    assert personal == {"mark", "name"}
    assert "JANE" not in repr(document.records)


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b""])
def test_replacing_a_record_formats_its_line_only(end):
    odd = b"Q1HE\xc9  tail\nQ5X100" + end
    document = parse(odd)
    changed = document.replace(2, BodyRecord(code="X2"), BODY)
    assert changed.to_bytes() == b"Q1HE\xc9  tail\nQ5X2  " + end
    assert document.to_bytes() == odd
    assert changed.records[1] == BodyRecord(code="X2")
    mended = document.replace(1, HeadRecord(text="HEAD"), HEAD)
    assert 1 not in {f.line for f in mended.findings}
    assert 1 in {f.line for f in changed.findings}


def test_replacing_what_is_not_there_or_does_not_fit():
    document = parse(DATA)
    for line in (0, 3, -1):
        with pytest.raises(LookupError, match="f has lines 1 to 2"):
            document.replace(line, BodyRecord(code="X2"), BODY)
    with pytest.raises(CannotWrite, match="code has 5 characters"):
        document.replace(2, BodyRecord(code="X2000"), BODY)


def test_documents_can_be_pickled_and_compared():
    document = parse(DATA + b"Q5\r\nZ\r\n")
    again = pickle.loads(pickle.dumps(document))  # noqa: S301  our own bytes
    assert again == document
    assert again.findings == document.findings
    assert again != parse(DATA)
