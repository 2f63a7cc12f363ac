"""Every finding code about files: the case that its declaration says triggers it, and a twin that passes."""

import io
import random
import socket
import struct
import zipfile
from pathlib import Path

import attrs
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
    lines,
    link,
    option,
    pair,
    read,
    syllabus,
    whole_set,
)
from examcore import files as files_room
from examcore.formats import Claim, FileFormat, Sureness, WriteContext

NAMESPACES = ("layout", "jcq", "catalogue", "read", "archive")
O_FILE, O_NAME = file("O", option())


def of(*given, registry=None):
    """The codes that reading these files gives, each contents and name."""
    return [
        c
        for data, name in given
        for c in codes(ex.read(data, name=name, registry=registry or builtin()).report)
    ]


def together(*given):
    """The codes of a catalogue of these files."""
    readings = [r for data, name in given for r in ex.read(data, name=name, registry=builtin())]
    return codes(ex.Catalogue.of(readings).findings)


def o(*details, **head):
    return of(file("O", *(details or [option()]), **head))


def swapped(old, new, letter="O", detail=None):
    """A sound file with one replacement in it."""
    data, name = file(letter, detail or option())
    assert old in data
    return of((data.replace(old, new), name))


def without(mark):
    data, name = file("O", option())
    return of((b"".join(row for row in data.splitlines(keepends=True) if row[1:2] != mark), name))


def headless(data):
    return b"".join(row for row in data.splitlines(keepends=True) if row[1:2] != b"3")


def zipped(*members, method=zipfile.ZIP_DEFLATED, compresslevel=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=compresslevel) as archive:
        for member, data in members:
            archive.writestr(member, data)
    return buffer.getvalue()


def z(*members, change=bytes, **how):
    return of((change(zipped(*members, **how)), "Z6G27_99.zip"))


def poke(mark, offset, value):
    """Change two bytes after a mark, wherever it stands."""

    def change(data):
        at = data.index(mark) + offset
        return data[:at] + struct.pack("<H", value) + data[at + 2 :]

    return change


def symbolic_link(kind):
    info = zipfile.ZipInfo(O_NAME)
    info.external_attr = (kind | 0o644) << 16
    return z((info, O_FILE))


def one_member_in_another():
    """A second entry of the directory that points into the bytes of the first member."""
    inner = zipped((O_NAME, O_FILE), method=zipfile.ZIP_STORED)
    host = zipped(("a.bin", b"-" + inner), method=zipfile.ZIP_STORED)
    central = inner.index(b"PK\x01\x02")
    second = bytearray(inner[central : inner.index(b"PK\x05\x06")])
    second[42:46] = struct.pack("<L", host.index(b"PK\x03\x04", 4))
    at = len(host) - 22
    size, offset = struct.unpack_from("<LL", host, at + 12)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, size + len(second), offset, 0)
    return of((host[:at] + bytes(second) + end, "Z.zip"))


def twice():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped((O_NAME, O_FILE), (O_NAME, O_FILE))
    return of((data, "Z.zip"))


def deep(levels):
    data = zipped((O_NAME, O_FILE))
    for _ in range(levels - 1):
        data = zipped(("inner.zip", data))
    return of((data, "Z.zip"))


def sized(*sizes):
    """Members of such sizes, which compress well and are no bombs."""
    chance = random.Random(2027)  # noqa: S311  no secret
    block = b"".join(
        chance.randbytes(100) + b"x" * 9_900 for _ in range(5)
    )  # more than the window of Deflate
    return z(*((f"{n}.txt", block * (size // 50_000)) for n, size in enumerate(sizes)), compresslevel=1)


def plugin(identify=None):
    """The codes of a sound file where a plugin's format has its say too."""

    def claim(name, _head):
        return identify(name) if identify else None

    class Demo:
        @ex.hookimpl
        def examcore_formats(self):
            return (FileFormat(id="demo.of.test", title="x", edition="1", identify=claim, load=broken),)

    registry = ex.Registry.builtin()
    registry.register(Demo())
    assert registry.problems == ()
    return of((b"sample", "sample.demo"), registry=registry)


def broken(*_):
    raise ValueError("no")


def written(title):
    """The codes of writing a sound options file with another title."""
    reading = read(O_FILE, O_NAME)
    (fmt,) = [fmt for fmt in builtin().formats if fmt.id == reading.format]
    values = [attrs.evolve(value, title=title) for value in reading.values]
    return codes(fmt.dump(values, WriteContext(issue=reading.issue, bodies=builtin().bodies)).findings)


def one_row(row):
    """An entry file with a row of whatever length."""
    data, name = entries("?")
    return data.replace(b"?".ljust(192), row.ljust(192).encode()), name


def two_blocks(distribution):
    """An entry file with the blocks of two centres."""
    rows = [f"E112345706G27{distribution}EXAMPLE00114"]
    for centre in ("12345", "54321"):
        rows += [f"E3{centre}706G27001", entry("X100", centre=centre), f"E7{centre}0000003120127"]
    return lines(*rows, "E91234500000080000002", width=192), "E1234570.X01"


def sure(_name):
    return Claim(Sureness.CERTAIN, "it is mine")


def on_disk(tmp_path, how):
    """The codes of reading a folder or file."""
    target = tmp_path / O_NAME
    if how == "folder":
        return codes(ex.read(tmp_path, registry=builtin()).report)
    target.write_bytes(O_FILE)
    return codes(ex.read(tmp_path, registry=builtin()).report)


E = entry("X100")
UNITS = (
    option("X300", components="00"),
    option("X301", certification="", unit="GCE B", item="U", components="00"),
)

CASES = {
    # layout: any file of lines
    "layout.bad-field": (lambda: swapped(b"Y04500", b"Y045O0"), o),
    "layout.odd-character": (lambda: swapped(b"SAMPLE O", b"SAMPL\xc9 O"), o),
    "layout.unknown-value": (lambda: o(option(item="Q", certification="")), o),
    "layout.filler-not-blank": (
        lambda: of(file("D", pair("X1*", "X2*", "8AD01"))),
        lambda: of(file("D", pair("X1*", "X2*"))),
    ),
    "layout.short-line": (lambda: of((b"\r\n".join(r.rstrip() for r in O_FILE.splitlines()), O_NAME)), o),
    "layout.long-line": (
        lambda: of((entries(E)[0].replace(b"   \r\n", b"    \r\n", 1), entries(E)[1])),
        lambda: of(entries(E)),
    ),
    "layout.unknown-record": (lambda: swapped(b"O5", b"Q5"), o),
    "layout.blank-line": (lambda: of((O_FILE + b"\r\n", O_NAME)), o),
    "layout.mixed-line-ends": (lambda: of((O_FILE.replace(b"\r\n", b"\n", 1), O_NAME)), o),
    "layout.byte-order-mark": (lambda: of((b"\xef\xbb\xbf" + O_FILE, O_NAME)), o),
    "layout.not-listed": (
        lambda: swapped(b"\r\nO7", b"\r\nO5" * 1_010 + b"\r\nO7"),
        lambda: swapped(b"\r\nO7", b"\r\nO5" * 10 + b"\r\nO7"),
    ),
    "layout.line-ends": (lambda: of((O_FILE.replace(b"\r\n", b"\n"), O_NAME)), o),
    # jcq: headers, counts, details
    "jcq.record-order": (lambda: without(b"3"), o),
    "jcq.no-trailer": (lambda: without(b"9"), o),
    "jcq.file-count": (lambda: o(total=7), o),
    "jcq.block-count": (lambda: o(block=4), o),
    "jcq.counts-disagree": (lambda: o(total=8), o),
    "jcq.centre-count": (lambda: o(centres=0), o),
    "jcq.header-differs": (lambda: of((O_FILE, "L6G27_99.X01")), o),
    "jcq.header-zeros": (lambda: o(where="00000"), o),
    "jcq.sequence-differs": (
        lambda: of((basedata("O", option(), sequence=2), O_NAME)),
        lambda: of((basedata("O", option(), sequence=101), O_NAME)),
    ),
    "jcq.after-trailer": (lambda: of((O_FILE + O_FILE, O_NAME)), o),
    "jcq.series-unknown": (lambda: of((basedata("O", option(), series="??27"), O_NAME)), o),
    "jcq.body-unknown": (lambda: o(jcq_id="99"), lambda: o(jcq_id="70")),
    "jcq.file-name": (lambda: of((O_FILE, "options.txt")), o),
    "jcq.version-unknown": (lambda: o(version=15), lambda: o(version=14) + o(option(version=10), version=10)),
    "jcq.repeated-key": (
        lambda: o(option("8300H", fee=1), option("8300H", fee=2)),
        lambda: o(option("8300H")),
    ),
    "jcq.repeated-record": (lambda: o(option(), option()), o),
    "jcq.fee-without-flag": (lambda: o(option(flag="N", fee=3160)), lambda: o(option(flag="N", fee=0))),
    "jcq.exam-type": (lambda: o(option(certification="")), lambda: o(option(certification="GCSEFC"))),
    "jcq.timetable": (
        lambda: of(file("C", component(timetabled="N", on="150627", session="X"))),
        lambda: of(file("C", component(timetabled="N", on="000000", session="X"))),
    ),
    "jcq.timetable-not-set": (
        lambda: of(file("C", component(on="000000", session=" "))),
        lambda: of(file("C", component(on="150627", session="A"))),
    ),
    "jcq.teacher-marks": (
        lambda: of(file("C", component(marks="Y", maximum="000"))),
        lambda: of(file("C", component(marks="Y", maximum="060"))),
    ),
    "jcq.qualification-number": (
        lambda: o(option(accreditation="60146082")),
        lambda: o(option(accreditation="60146084")),
    ),
    "jcq.self-pair": (
        lambda: of(file("D", pair("8300*", "8300*"))),
        lambda: of(file("D", pair("8300*", "8301*"))),
    ),
    "jcq.candidate-number": (lambda: of(entries(entry(candidate="0000"))), lambda: of(entries(E))),
    "jcq.candidate-name": (lambda: of(entries(entry(name="SMITH: JANE"))), lambda: of(entries(E))),
    "jcq.row-without-candidate": (
        lambda: of(entries(E, "E5" + " " * 106 + "X413")),
        lambda: of(entries(E, entry("X413"))),
    ),
    "jcq.uci-missing": (lambda: of(entries(entry(uci=""))), lambda: of(entries(E))),
    "jcq.identifier": (lambda: of(entries(entry(uci="123450200001X"))), lambda: of(entries(E))),
    "jcq.long-name": (
        lambda: of(one_row(entry("X100", name=f"{'S' * 20}:{'A' * 20}"))),
        lambda: of(one_row(entry("X100", name=f"{'S' * 20}:{'A' * 19}"))),
    ),
    "jcq.other-centre": (
        lambda: of(entries(E, entry("X200", centre="54321"))),
        lambda: of(entries(E, entry("X200"))),
    ),
    "jcq.centre-missing": (
        lambda: of(entries(entry("X200", centre=""))),
        lambda: of(entries(entry("X200"))),
    ),
    "jcq.centre-zeros": (
        lambda: of((entries(E)[0].replace(b"E112345", b"E100000"), entries(E)[1])),
        lambda: of(entries(E)),
    ),
    "jcq.centre-differs": (
        lambda: of((entries(E)[0].replace(b"E112345", b"E154321"), entries(E)[1])),
        lambda: of(entries(E)),
    ),
    "jcq.row-shifted": (
        lambda: of(entries(entry("X100", "X200").replace("X100   X", "X100ABCX"))),
        lambda: of(entries(entry("X100", "X200", uci="123450200001X"))),
    ),
    "jcq.behind-row": (
        lambda: of(one_row(entry(*(f"X4{n:02d}" for n in range(13))))),
        lambda: of(one_row(entry(*(f"X4{n:02d}" for n in range(12))) + " " * 7)),
    ),
    "jcq.more-unreadable": (
        lambda: of(entries(*["E5"] * 1_010, E)),
        lambda: of(entries(*["E5"] * 10, E)),
    ),
    "jcq.several-centres": (lambda: of(two_blocks("S")), lambda: of(two_blocks("M"))),
    "jcq.distribution": (
        lambda: of((entries(E)[0].replace(b"6G27S", b"6G27B"), entries(E)[1])),
        lambda: of(entries(E)),
    ),
    "jcq.candidate-differs": (
        lambda: of(entries(E, entry("X200", uln="1000000000"))),
        lambda: of(entries(E, entry("X200"))),
    ),
    "jcq.uci-differs": (
        lambda: of(entries(E, entry("X200", uci="123450200002L"))),
        lambda: of(entries(E, entry("X200"))),
    ),
    "jcq.option-twice": (lambda: of(entries(entry("X100", "X100"))), lambda: of(entries(E))),
    "jcq.row-without-option": (
        lambda: of(entries(entry())),
        lambda: of(entries(entry(letter="A"), letter="A")),
    ),
    "jcq.empty-slot": (
        lambda: of(entries(entry("X100", "", "X200"))),
        lambda: of(entries(entry("X100", "X200"))),
    ),
    "jcq.name-rule": (
        lambda: of(entries(entry("X100", name="SM_TH:JANE"))),
        lambda: of(entries(entry("X100", name="O'SM-TH:JANE"))),
    ),
    "jcq.birth-date": (
        lambda: of(entries(entry("X100", born="290209"))),
        lambda: of(entries(entry("X100", born="290208"))),
    ),
    "jcq.cannot-write": (lambda: written("X" * 37), lambda: written("X" * 36)),
    # catalogue: files put together
    "catalogue.nothing": (
        lambda: together((b"\xff\xd8\xff", "photo.jpg")),
        lambda: together((O_FILE, O_NAME)),
    ),
    "catalogue.superseded": (
        lambda: together(file("O", option()), file("O", option(), sequence=2)),
        lambda: together(file("O", option(), sequence=2)),
    ),
    "catalogue.same-issue": (
        lambda: together((O_FILE, O_NAME), (O_FILE, O_NAME)),
        lambda: together((O_FILE, O_NAME)),
    ),
    "catalogue.two-contents": (
        lambda: together((O_FILE, O_NAME), file("O", option(fee=1))),
        lambda: together((O_FILE, O_NAME), (O_FILE, O_NAME)),
    ),
    "catalogue.issue-unknown": (
        lambda: together((headless(O_FILE), "options.txt"), (O_FILE, O_NAME)),
        lambda: together((headless(O_FILE), "O6G27_99.X02"), (O_FILE, O_NAME)),
    ),
    "catalogue.file-not-read": (
        lambda: together((O_FILE, O_NAME), (b"", "O6G27_99.X02")),
        lambda: together((O_FILE, O_NAME), file("O", option(), sequence=2)),
    ),
    "catalogue.doubtful-file": (
        lambda: together((O_FILE, "O6A27_99.X01")),
        lambda: together((O_FILE, O_NAME)),
    ),
    "catalogue.older-language": (
        lambda: together(file("O", option("X200"), sequence=2), file("O", option(), language="C")),
        lambda: together(file("O", option("X200")), file("O", option(), language="C")),
    ),
    "catalogue.mixed-issues": (
        lambda: together(file("O", option(), sequence=2), file("L", link())),
        lambda: together(*whole_set(sequence=2)),
    ),
    "catalogue.no-file": (lambda: together((O_FILE, O_NAME)), lambda: together(*whole_set())),
    "catalogue.no-syllabus": (
        lambda: together((O_FILE, O_NAME), file("S", syllabus("X999"))),
        lambda: together(*whole_set()),
    ),
    "catalogue.no-option": (
        lambda: together((O_FILE, O_NAME), file("L", link("X999"))),
        lambda: together(*whole_set()),
    ),
    "catalogue.no-component": (
        lambda: together(file("C", component()), file("L", link("X100", "X999/1"))),
        lambda: together(*whole_set()),
    ),
    "catalogue.component-count": (
        lambda: together((O_FILE, O_NAME), file("L", link("X999"))),
        lambda: together(*whole_set()),
    ),
    "catalogue.pattern-matches-nothing": (
        lambda: together((O_FILE, O_NAME), file("D", pair("ZZZZ*", "X100*"))),
        lambda: together(file("O", option("8300H"), option("8301")), file("D", pair("8300*", "8301*"))),
    ),
    "catalogue.language-fee": (
        lambda: together((O_FILE, O_NAME), file("O", option(fee=1), language="C")),
        lambda: together((O_FILE, O_NAME), file("O", option(), language="C")),
    ),
    "catalogue.unit-link-open": (
        lambda: together((lines("X300  X301", width=12), "u.txt")),
        lambda: together(file("O", *UNITS), (lines("X300  X301", width=12), "u.txt")),
    ),
    # read: one file
    "read.unknown-format": (lambda: of((b"\xff\xd8\xff\xe0", "photo.jpg")), o),
    "read.empty": (lambda: of((b"", O_NAME)), o),
    "read.not-text": (lambda: of((b"%PDF-1.7\n", O_NAME)), o),
    "read.format-failed": (lambda: plugin(sure), plugin),
    "read.cannot-tell": (lambda: plugin(broken), plugin),
    # archive: what is inside
    "archive.damaged": (lambda: z((O_NAME, O_FILE), change=lambda d: d[:-30]), lambda: z((O_NAME, O_FILE))),
    "archive.encrypted": (
        lambda: z((O_NAME, O_FILE), change=poke(b"PK\x01\x02", 8, 1)),
        lambda: z((O_NAME, O_FILE)),
    ),
    "archive.unknown-method": (
        lambda: z((O_NAME, O_FILE), change=poke(b"PK\x01\x02", 10, 6)),
        lambda: z((O_NAME, O_FILE), method=zipfile.ZIP_LZMA),
    ),
    "archive.unsafe-name": (lambda: z(("../" + O_NAME, O_FILE)), lambda: z(("basedata/" + O_NAME, O_FILE))),
    "archive.duplicate-name": (twice, lambda: z((O_NAME, O_FILE), ("O6G27_99.X02", O_FILE))),
    "archive.not-a-file": (lambda: symbolic_link(0o120000), lambda: symbolic_link(0o100000)),
    "archive.overlap": (one_member_in_another, lambda: z((O_NAME, O_FILE), ("b", O_FILE))),
    "archive.bomb": (lambda: z((O_NAME, b"\x00" * 10 * 1024**2)), lambda: z((O_NAME, O_FILE))),
    "archive.member-too-large": (lambda: sized(68_000_000), lambda: sized(5_000_000)),
    "archive.too-large": (lambda: sized(*[60_000_000] * 5), lambda: sized(5_000_000, 5_000_000)),
    "archive.too-many": (
        lambda: z(*((f"{n}", b"x") for n in range(1_001))),
        lambda: z(*((f"{n}", b"x") for n in range(5))),
    ),
    "archive.too-deep": (lambda: deep(4), lambda: deep(2)),
    "archive.empty": (z, lambda: z((O_NAME, O_FILE))),
}
"""Code to a case that triggers it and a like one that does not."""

ON_DISK = {"read.too-large", "read.not-readable", "read.empty-folder"}
"""Those that need a disk; below."""


@pytest.mark.parametrize("code", CASES)
def test_a_code_is_triggered_and_its_twin_passes(code):
    triggers, passes = CASES[code]
    assert code in triggers()
    assert code not in passes()


def test_every_code_has_its_case():
    declared = {code for code in builtin().finding_codes() if code.partition(".")[0] in NAMESPACES}
    assert declared == CASES.keys() | ON_DISK


def test_every_declaration_explains_itself():
    for code in builtin().finding_codes().values():
        assert code.cure[0] == code.cure[0].lower() or code.cure.split()[0].isupper() or code.cure[0] == "`"
        assert code.triggers != code.passes


def test_an_empty_folder(tmp_path):
    assert on_disk(tmp_path, "folder") == ["read.empty-folder"]
    assert "read.empty-folder" not in on_disk(tmp_path, "file")


def test_a_file_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(files_room, "MOST_BYTES", len(O_FILE) - 1)
    assert on_disk(tmp_path, "file") == ["read.too-large"]
    monkeypatch.setattr(files_room, "MOST_BYTES", len(O_FILE))
    assert "read.too-large" not in on_disk(tmp_path, "file")


def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch):
    """A socket is there and cannot be opened, whoever asks."""
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert codes(ex.read("s", registry=builtin()).report) == ["read.not-readable"]
    Path("s").unlink()
    (tmp_path / "twin").mkdir()
    assert "read.not-readable" not in on_disk(tmp_path / "twin", "file")
