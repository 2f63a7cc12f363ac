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


def raises():
    yield from ()
    raise ValueError("secret")


FINDING = CODES[1].at("x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": None},
        {"values": "abc"},
        {"values": 5},
        {"values": raises},
        {"findings": None},
        {"findings": "x"},
        {"findings": ("x",)},
        {"findings": (FINDING, None)},
        {"findings": raises},
        {"details": None},
        {"details": 5},
        {"issue": 5},
        {"issue": "O"},
        {"records": 5},
        {"records": b"x"},
    ],
)
def test_a_format_that_fills_content_with_nonsense(wrong):
    def load(_data, _context):
        return Content(**{name: value() if value is raises else value for name, value in wrong.items()})

    reading = one(attrs.evolve(fmt("x.bad", CERTAIN), load=load))
    assert codes(reading.findings) == ["read.format-failed"]
    assert (reading.format, reading.values, reading.to_bytes()) == (None, (), DATA)
    assert "secret" not in str(reading.report)
    assert [f.as_json() for f in reading.report]


def test_content_takes_any_iterable():
    reading = one(fmt("x.a", CERTAIN, Content(values=[1, 2], findings=iter([FINDING]))))
    assert (reading.values, reading.findings) == ((1, 2), (FINDING,))


@pytest.mark.parametrize("wrong", [("x", "y"), (99, "y"), (3, "y"), (Sureness.CERTAIN, None)])
def test_a_claim_outranks_nobody_by_nonsense(wrong):
    def identify(_name, _head):
        return Claim(*wrong)

    reading = one(attrs.evolve(fmt("x.bad"), identify=identify), fmt("x.good", POSSIBLE))
    assert reading.format == "x.good"
    assert codes(reading.findings) == ["read.cannot-tell"]


def test_a_finding_that_cannot_be_printed_is_the_formats_fault():
    def load(_data, context):
        return Content(findings=(CODES[1].at(context.name, severity="x"),))

    assert codes(one(attrs.evolve(fmt("x.bad", CERTAIN), load=load)).findings) == ["read.format-failed"]


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


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 100, "a 7z archive"),
        (b"Rar!\x1a\x07\0" + b"\0" * 100, "a RAR archive"),
        (b"\x1f\x8b\x08\0rest", "a gzip archive"),
        (b"O6G27_70.X01".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 243, "a tar archive"),
        (b"MZ\x90\0" + b"\0" * 200, "a program"),
        (b"junk" * 20 + b"PK\x03\x04" + b"\0" * 100, "a zip archive with something before it"),
        (b"<!doctype HTML>", "a web page"),
        (b"UNA:+.? 'UNB+UNOA", "Pearson vocational EDIFACT"),
        ("\ufeffName".encode("utf-16"), "UTF-16 text"),
    ],
)
def test_what_the_first_bytes_betray(data, looks):
    assert one(data=data).findings[0].message.endswith(f"this file; it looks like {looks}")


@pytest.mark.parametrize(
    "data", [b"mzansi,one\n", b"UNALLOCATED\n", b"Mz\n", b"\0" * 500, b"x" + b"\0" * 500]
)
def test_what_betrays_nothing(data):
    assert one(data=data).findings[0].message == "no format is known for this file"


def test_a_byte_order_mark_is_told():
    assert one(data=b"\xef\xbb\xbfO1").findings[0].message == (
        "no format is known for this file; it begins with a byte-order mark"
    )
    assert one(fmt("x.a", NAMED), data=b"\xef\xbb\xbfO1").format == "x.a"


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


def test_readings_are_put_together_without_a_loss():
    readings = some_readings()
    with_archive = Readings(readings.readings, (FINDING,))
    assert Readings.of(readings) is readings
    assert list(Readings.of(readings[0])) == [readings[0]]
    assert Readings.of(list(readings)) == readings
    both = Readings.of(each for each in (with_archive, readings[0], with_archive))
    assert (len(both), both.findings) == (7, (FINDING, FINDING))
    assert len(Readings.of(())) == 0


@pytest.mark.parametrize("wrong", ["folder", "", b"x", b"", 5, None, ["folder"], [None], [5], [[]]])
def test_what_no_reading_is(wrong):
    with pytest.raises(TypeError, match=r"give what examcore\.read returns"):
        Readings.of(wrong)


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
