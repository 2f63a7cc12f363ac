"""How a file finds its format, and what happens where that goes wrong."""

import attrs
import pytest

import examcore as ex
from builders import basedata, builtin, codes, file, option, read, severities
from examcore.errors import AmbiguousFormat
from examcore.evidence import NOT_PUBLISHED
from examcore.findings import code_book
from examcore.formats import Claim, Content, FileFormat, ReadContext, Reading, Readings, Sureness, read_bytes
from examcore.formats.reading import CODES
from examcore.layout import Document
from examcore.model import BodyBook

BODIES = BodyBook()
DATA = b"SAMPLE\n"


def fmt(name="x.demo.one", claim=None, load=None, **more):
    def identify(_name, _head):
        if isinstance(claim, BaseException):
            raise claim
        return claim

    def take(_data, _context):
        if isinstance(load, BaseException):
            raise load
        return load if load is not None else Content(values=(name,))

    return FileFormat(id=name, title=name, edition="1", identify=identify, load=take, **more)


CERTAIN, NAMED, POSSIBLE = (Claim(sureness, f"it is {sureness.name}") for sureness in reversed(Sureness))


def one(*formats, data=DATA, name="sample.txt", **how):
    return read_bytes(data, name, formats, BODIES, **how)


def test_the_surest_claim_wins_whatever_the_order():
    formats = [fmt("x.a", POSSIBLE), fmt("x.b", CERTAIN), fmt("x.c", NAMED), fmt("x.d", None)]
    for order in (formats, formats[::-1]):
        reading = one(*order)
        assert (reading.format, reading.title, reading.values, reading.findings) == (
            "x.b",
            "x.b",
            ("x.b",),
            (),
        )
    assert one(*formats[2:]).format == "x.c"
    assert one(fmt("x.a", POSSIBLE)).format == "x.a"


@pytest.mark.parametrize("claim", [CERTAIN, NAMED, POSSIBLE])
def test_two_claims_of_one_sureness_stop_the_reading_and_name_both(claim):
    reason = attrs.evolve(claim, because="it begins with S")
    with pytest.raises(AmbiguousFormat) as error:
        one(fmt("x.a", claim), fmt("y.b", reason), fmt("z.c", None))
    assert str(error.value) == (
        f"sample.txt is claimed by 2 formats: x.a: {claim.because}; y.b: it begins with S"
    )


def test_a_format_sees_the_base_name_and_the_first_bytes_only():
    seen = []

    def identify(name, head):
        seen.append((name, len(head)))
        return CERTAIN

    def load(data, context):
        seen.append((context.name, len(data)))
        return Content()

    spy = FileFormat(id="x.spy", title="spy", edition="1", identify=identify, load=load)
    one(spy, data=b"x" * 10_000, name="out/Z.zip!in\\O6G27_99.X01")
    assert seen == [("O6G27_99.X01", 4096), ("out/Z.zip!in\\O6G27_99.X01", 10_000)]


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("a", "a"),
        ("a/b", "b"),
        ("a\\b", "b"),
        ("a.zip!b", "b"),
        ("x/a.zip!c/b", "b"),
        ("a.zip!b.zip!c", "c"),
        ("", ""),
    ],
)
def test_base_names(name, base):
    assert ReadContext(name=name, bodies=BODIES).base_name == base


# ---- formats of plugins that fail


@pytest.mark.parametrize(
    "error", [ValueError("secret"), KeyError("x"), RecursionError(), SystemExit(1), MemoryError()]
)
def test_a_format_that_fails_to_load(error):
    reading = one(fmt("x.bad", CERTAIN, error))
    (finding,) = reading.findings
    assert (finding.code, str(finding.severity)) == ("read.format-failed", "error")
    assert finding.message == f"the format x.bad failed with {type(error).__name__}; nothing was read"
    assert (reading.format, reading.values, reading.to_bytes()) == (None, (), DATA)
    assert "secret" not in str(finding)


def test_a_format_that_fails_to_answer_does_not_hide_the_others():
    broken = fmt("x.bad", ValueError("secret"))
    for order in ((broken, fmt("x.good", CERTAIN)), (fmt("x.good", CERTAIN), broken)):
        reading = one(*order)
        assert (reading.format, reading.values) == ("x.good", ("x.good",))
        assert severities(reading.findings) == {"read.cannot-tell": "warning"}
        assert "the format x.bad failed with ValueError" in reading.findings[0].message
        assert "secret" not in str(reading.report)
    alone = one(broken)
    assert severities(alone.findings) == {"read.unknown-format": "error", "read.cannot-tell": "warning"}
    both = one(broken, fmt("x.worse", CERTAIN, ValueError()))
    assert codes(both.findings) == ["read.format-failed", "read.cannot-tell"]
    named = one(broken, fmt("x.named", NAMED), data=b"%PDF-1.7")
    assert codes(named.findings) == ["read.not-text", "read.cannot-tell"]


@pytest.mark.parametrize("answer", [True, "yes", 3])
def test_a_format_that_answers_nonsense(answer):
    reading = one(fmt("x.bad", answer), fmt("x.good", CERTAIN))
    assert reading.format == "x.good"
    assert "x.bad failed with TypeError" in str(reading.findings[0])


@pytest.mark.parametrize("content", ["text", [], 0])
def test_a_format_that_gives_nonsense(content):
    reading = one(fmt("x.bad", CERTAIN, content))
    assert codes(reading.findings) == ["read.format-failed"]
    assert "TypeError" in str(reading.findings[0])
    assert reading.to_bytes() == DATA


def test_a_keyboard_interrupt_is_the_users():
    with pytest.raises(KeyboardInterrupt):
        one(fmt("x.a", CERTAIN, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        one(fmt("x.a", KeyboardInterrupt()))


def test_a_plugin_that_fails_spoils_no_file_of_ours():
    class Broken:
        @ex.hookimpl
        def examcore_formats(self):
            return (fmt("broken.demo.file", OSError("disk")),)

    registry = ex.Registry.builtin()
    registry.register(Broken())
    assert registry.problems == ()
    reading = read(*file("O", option()), registry)
    assert (reading.format, len(reading.values)) == ("jcq.basedata.options", 1)
    assert "read.cannot-tell" in codes(reading.findings)


def test_a_plugin_as_certain_as_ours_stops_the_reading():
    class Rival:
        @ex.hookimpl
        def examcore_formats(self):
            return (fmt("rival.demo.file", Claim(Sureness.CERTAIN, "it is mine")),)

    registry = ex.Registry.builtin()
    registry.register(Rival())
    with pytest.raises(AmbiguousFormat) as error:
        read(*file("O", option()), registry)
    assert str(error.value) == (
        "O6G27_99.X01 is claimed by 2 formats: "
        "jcq.basedata.options: it begins with a file header O1; rival.demo.file: it is mine"
    )


# ---- what is not read


def test_an_unknown_file_is_an_error_only_where_the_user_named_it():
    assert severities(one().findings) == {"read.unknown-format": "error"}
    assert severities(one(wanted=False).findings) == {"read.unknown-format": "info"}
    assert one(data=b"%PDF-1.4").findings[0].message.endswith("this file; it looks like a PDF")
    assert one().findings[0].message == "no format is known for this file"


def test_an_empty_file_asks_no_format():
    reading = one(fmt("x.a", ValueError()), data=b"")
    assert severities(reading.findings) == {"read.empty": "error"}
    assert severities(one(data=b"", wanted=False).findings) == {"read.empty": "error"}


@pytest.mark.parametrize(("claim", "code"), [(NAMED, "read.not-text"), (CERTAIN, None), (POSSIBLE, None)])
def test_a_name_alone_does_not_make_a_pdf_a_text(claim, code):
    """A format that knows PDFs by their content reads them."""
    reading = one(fmt("x.a", claim), data=b"%PDF-1.7")
    assert codes(reading.findings) == ([code] if code else [])
    assert reading.to_bytes() == b"%PDF-1.7"


def test_utf_16_without_a_mark_is_known_by_its_zeros():
    text = basedata("O", option()).decode()
    for encoding in ("utf-16-le", "utf-16-be"):
        assert "UTF-16" in one(fmt("x.a", NAMED), data=text.encode(encoding)).findings[0].message
    assert one(fmt("x.a", NAMED), data=b"O5" + b"\x00" * 20).format == "x.a"  # a few zeros are damage


# ---- readings


def some_readings():
    return Readings(
        [
            one(fmt("x.a.one", CERTAIN), name="june/O6G27_99.X01"),
            one(fmt("x.ab.two", CERTAIN), name="Z.zip!june/L6G27_99.X01"),
            one(name="odd.txt"),
        ]
    )


def test_readings_are_found_by_name_and_position():
    readings = some_readings()
    assert len(readings) == 3
    assert [r.name for r in readings] == ["june/O6G27_99.X01", "Z.zip!june/L6G27_99.X01", "odd.txt"]
    assert readings[0] is readings["june/O6G27_99.X01"] is readings["O6G27_99.X01"]
    assert readings[-1] is readings["odd.txt"]
    assert readings["L6G27_99.X01"] is readings["june/L6G27_99.X01"] is readings[1]
    for name in ("6G27_99.X01", "d.txt", "", "x"):
        with pytest.raises(LookupError, match="0 files are named"):
            readings[name]
    twice = Readings([*readings, *readings])
    with pytest.raises(LookupError, match="2 files are named"):
        twice["odd.txt"]
    with pytest.raises(IndexError):
        readings[3]


def test_readings_of_a_format():
    readings = some_readings()
    assert [r.format for r in readings.of_format("x.a")] == ["x.a.one"]
    assert [r.format for r in readings.of_format("x.a.")] == ["x.a.one"]
    assert [r.format for r in readings.of_format("x")] == ["x.a.one", "x.ab.two"]
    assert [r.format for r in readings.of_format("x.ab.two")] == ["x.ab.two"]
    assert len(readings.of_format("y")) == 0


def test_what_readings_show():
    readings = some_readings()
    assert repr(readings) == "<Readings: 3 files, 1 error>"
    assert repr(readings[0]) == "<Reading june/O6G27_99.X01: x.a.one, 1 value, no findings>"
    assert not readings.report.ok
    with_archive = Readings(readings.readings, readings[2].findings)
    assert len(with_archive.report) == 2
    assert isinstance(readings[0], Reading)


def test_bytes_of_a_reading_are_those_of_its_records():
    document = Document(name="f", lines=(b"changed\n",), records=(None,))
    reading = one(fmt("x.a", CERTAIN, Content(records=document, details={"edition": "3"})))
    assert reading.to_bytes() == b"changed\n"
    assert reading.data == DATA
    assert reading.details == {"edition": "3"}
    assert reading.report.ok


def test_codes_are_declared_once():
    assert len(code_book(CODES)) == len(CODES)
    assert all(code.code.startswith("read.") for code in CODES)
    assert not NOT_PUBLISHED
    assert builtin().finding_codes().keys() >= {code.code for code in CODES}
