"""Archives: what is read, what is refused, and that nothing is trusted."""

import io
import re
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from examcore.archive import CODES, LIMITS, Limits, Member, is_archive, members
from examcore.findings import Severity, code_book

SMALL = Limits(depth=3, members=20, member_bytes=100_000, total_bytes=250_000, ratio=50, ratio_from=10_000)


def zipped(*files, method=zipfile.ZIP_DEFLATED, comment=b""):
    """A zip of (name or ZipInfo, data) pairs, by the standard library: an independent writer."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
        archive.comment = comment
    return buffer.getvalue()


def codes(unpacked):
    return [finding.code for finding in unpacked.findings]


def central(data, number=0):
    """Where an entry of the directory starts."""
    return [m.start() for m in re.finditer(b"PK\x01\x02", data)][number]


def patched(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def noise(size):
    """Bytes that do not compress, the same in every run."""
    out = bytearray()
    seed = b"x"
    while len(out) < size:
        seed = zlib.crc32(seed).to_bytes(4, "big") + seed[:4]
        out += zlib.crc32(seed).to_bytes(4, "big")
    return bytes(out[:size])


BASEDATA = b"O1...\r\nO5...\r\nO9...\r\n"


def test_codes_are_declared_once_and_explain_themselves():
    assert len(code_book(CODES)) == len(CODES)
    assert all(code.code.startswith("archive.") for code in CODES)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 300_001])
def test_members_come_back_whole(method, size):
    blob = (noise(40_000) + b" " * 5_000) * 7
    data = zipped(("O6G27_70.X01", blob[:size]), ("folder/read me.txt", b"hello"), method=method)
    unpacked = members(data, "Z6G27_70.zip")
    assert not unpacked.findings
    assert unpacked.members == (
        Member("Z6G27_70.zip!O6G27_70.X01", blob[:size]),
        Member("Z6G27_70.zip!folder/read me.txt", b"hello"),
    )


def test_a_member_that_compresses_to_many_steps_and_grows_at_its_end_is_whole():
    content = noise(100_000) + b"\x00" * 200_000
    assert members(zipped(("a", content)), "a.zip").members[0].data == content


def test_zip_in_zip_is_opened_and_named_by_every_archive_on_the_way():
    inner = zipped(("S6G27_70.X01", BASEDATA))
    middle = zipped(("sub/Z6G27_70.zip", inner), ("note.txt", b"n"))
    unpacked = members(zipped(("mid.zip", middle)), "outer.zip")
    assert [m.name for m in unpacked.members] == [
        "outer.zip!mid.zip!sub/Z6G27_70.zip!S6G27_70.X01",
        "outer.zip!mid.zip!note.txt",
    ]
    assert not unpacked.findings


def test_depth_is_limited_and_what_is_too_deep_is_named():
    data = zipped(("deepest.txt", b"x"))
    for i in range(3):
        data = zipped((f"{i}.zip", data), ("beside.txt", b"y"))
    unpacked = members(data, "outer.zip")
    assert codes(unpacked) == ["archive.too-deep"]
    assert unpacked.findings[0].file == "outer.zip!2.zip!1.zip!0.zip"
    assert len(unpacked.members) == 3  # those beside


@pytest.mark.parametrize("shift", [False, True], ids=["offsets from the zip", "offsets from the program"])
def test_self_extracting_programs_are_archives(shift):
    stub = b"MZ\x90\x00" + noise(3_000) + b"PK\x05\x06 in the unpacker's code"
    if shift:
        buffer = io.BytesIO(stub)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("S6G27_70.X01", BASEDATA)
        data = buffer.getvalue()
    else:
        data = stub + zipped(("S6G27_70.X01", BASEDATA))
    for program in (data, data + b"signature" * 500):
        assert is_archive(program)
        unpacked = members(program, "Z6G27_70.exe")
        assert unpacked.members == (Member("Z6G27_70.exe!S6G27_70.X01", BASEDATA),)
        assert not unpacked.findings
    nested = members(zipped(("Z.exe", data)), "o.zip")
    assert [m.name for m in nested.members] == ["o.zip!Z.exe!S6G27_70.X01"]


def test_programs_without_archive_are_files():
    program = b"MZ" + noise(5_000)
    assert not is_archive(program)
    assert members(zipped(("setup.exe", program)), "o.zip").members == (Member("o.zip!setup.exe", program),)


def test_a_self_extracting_program_cut_short_is_a_damaged_archive():
    data = (b"MZ" + noise(500) + zipped(("S6G27_70.X01", noise(5_000))))[:-300]
    assert is_archive(data)
    assert codes(members(data, "Z.exe")) == ["archive.damaged"]


@pytest.mark.parametrize("data", [b"", b"P", b"PK", b"O5,..", b"MZ", b"%PDF-1.7", b"Rar!\x1a\x07\x00"])
def test_other_files_are_no_archives_and_do_not_raise(data):
    assert not is_archive(data)
    assert codes(members(data, "a.zip")) == ["archive.damaged"]


def test_office_documents_are_files():
    sheet = zipped(
        ("docProps/app.xml", b"<x/>"), ("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")
    )
    first = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>"))
    ods = zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("c", b""), method=zipfile.ZIP_STORED
    )
    for document in (sheet, first, first[:-10], ods):
        assert not is_archive(document)
    assert is_archive(zipped(("unpacked/[Content_Types].xml", b"<Types/>")))
    unpacked = members(zipped(("entries.xlsx", sheet)), "o.zip")
    assert unpacked.members == (Member("o.zip!entries.xlsx", sheet),)


def test_folders_are_skipped_without_a_word():
    data = zipped(("basedata/", b""), ("basedata/a.txt", b"a"))
    assert [m.name for m in members(data, "o.zip").members] == ["o.zip!basedata/a.txt"]
    assert not members(data, "o.zip").findings


@pytest.mark.parametrize("data", [zipped(), zipped(("folder/", b""))])
def test_an_archive_without_files_is_empty(data):
    assert is_archive(data)
    assert codes(members(data, "o.zip")) == ["archive.empty"]


def test_names_with_backslashes_and_in_two_encodings():
    data = zipped(("Adran Gymraeg/Cymraeg ŵ.txt", b"w")).replace(b"Gymraeg/", b"Gymraeg\\")
    assert members(data, "o.zip").members[0].name == "o.zip!Adran Gymraeg/Cymraeg ŵ.txt"
    raw = zipped(("xx.txt", b"1")).replace(b"xx.txt", b"\x82x.txt")
    assert members(raw, "o.zip").members[0].name == "o.zip!éx.txt"


def test_a_name_that_is_not_utf_8_does_not_cost_the_archive():
    data = zipped(("ŵŵ.txt", b"1"), ("b.txt", b"2")).replace("ŵŵ".encode(), b"\xff\xff\xff\xff")
    assert [m.data for m in members(data, "o.zip").members] == [b"1", b"2"]


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../../b",
        "..",
        "/etc/a",
        "\\\\server\\a",
        "C:\\a",
        "c:a",
        "a\x00.zip",
        "a\x1b[2Jb",
        "x" * 1_001,
    ],
)
def test_suspicious_names_are_refused_and_shown_harmlessly(name):
    stand_in = "@" * len(name.encode())
    data = zipped((stand_in, b"secret"), ("good.txt", b"good")).replace(stand_in.encode(), name.encode())
    unpacked = members(data, "o.zip")
    assert codes(unpacked) == ["archive.unsafe-name"]
    assert [m.data for m in unpacked.members] == [b"good"]
    assert unpacked.findings[0].file.isprintable()
    assert len(unpacked.findings[0].file) < 200


def test_dots_in_a_name_are_no_offence():
    unpacked = members(zipped(("a..b/c...txt", b""), ("./d.txt", b"")), "o.zip")
    assert [m.name for m in unpacked.members] == ["o.zip!a..b/c...txt", "o.zip!d.txt"]
    assert not unpacked.findings


def test_an_encrypted_member_is_refused_and_the_others_are_read():
    data = zipped(("a.txt", b"a"), ("b.txt", b"b"))
    data = patched(data, central(data) + 8, b"\x01\x00")
    unpacked = members(data, "o.zip")
    assert codes(unpacked) == ["archive.encrypted"]
    assert unpacked.findings[0].file == "o.zip!a.txt"
    assert [m.data for m in unpacked.members] == [b"b"]


@pytest.mark.parametrize(("method", "shown"), [(6, "6 (Implode)"), (9, "9 (Deflate64)"), (77, "77")])
def test_an_unknown_method_is_named(method, shown):
    data = zipped(("a.txt", b"a"))
    unpacked = members(patched(data, central(data) + 10, struct.pack("<H", method)), "o.zip")
    assert codes(unpacked) == ["archive.unknown-method"]
    assert shown in unpacked.findings[0].message


def test_a_wrong_checksum_is_damage():
    data = zipped(("a.txt", b"abcdefgh"), ("b.txt", b"b"), method=zipfile.ZIP_STORED)
    unpacked = members(data.replace(b"abcdefgh", b"abcdefgX"), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert "checksum" in unpacked.findings[0].message
    assert [m.data for m in unpacked.members] == [b"b"]


@pytest.mark.parametrize("claim", [0, 3, 5_000, 2**32 - 1])
def test_the_declared_size_is_not_believed(claim):
    data = zipped(("a.txt", b"a" * 4_000))
    unpacked = members(patched(data, central(data) + 24, struct.pack("<L", claim)), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert unpacked.members == ()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_garbage_in_compressed_bytes_is_damage(method):
    data = zipped(("a.txt", noise(5_000)), method=method)
    unpacked = members(patched(data, 60, b"\xff" * 200), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert unpacked.members == ()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_compressed_bytes_that_break_off_are_damage(method):
    data = zipped(("a.txt", noise(5_000)), method=method)
    unpacked = members(patched(data, central(data) + 20, struct.pack("<L", 2_000)), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert unpacked.members == ()


def test_an_entry_that_lies_on_another_disk_or_breaks_off_is_damage():
    data = zipped(("a.txt", b"a"), ("b.txt", b"b"))
    for at, new in ((34, b"\x03\x00"), (28, b"\xff\x00")):
        unpacked = members(patched(data, central(data, 1) + at, new), "o.zip")
        assert codes(unpacked) == ["archive.damaged"]
        assert [m.data for m in unpacked.members] == [b"a"]


def test_a_header_that_contradicts_the_directory_is_damage():
    data = zipped(("a.txt", b"a"))
    assert codes(members(data.replace(b"a.txt", b"b.txt", 1), "o.zip")) == ["archive.damaged"]
    assert codes(members(patched(data, central(data) + 42, b"\xff\xff\xff\x7f"), "o.zip")) == [
        "archive.damaged"
    ]
    assert codes(members(patched(data, central(data) + 20, b"\xff\xff\x00\x00"), "o.zip")) == [
        "archive.damaged"
    ]


def test_every_way_to_cut_an_archive_short_is_a_finding():
    data = zipped(("a.txt", b"abc" * 50), ("b.txt", b"b"))
    for end in range(len(data)):
        unpacked = members(data[:end], "o.zip")
        assert codes(unpacked) == ["archive.damaged"], end
        assert unpacked.members == ()
    assert all(is_archive(data[:end]) for end in range(4, len(data)))


def test_a_damaged_directory_gives_what_stands_before_the_damage():
    data = zipped(("a.txt", b"a"), ("b.txt", b"b"))
    unpacked = members(patched(data, central(data, 1), b"XXXX"), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert [m.data for m in unpacked.members] == [b"a"]


def test_a_directory_that_promises_more_is_damage():
    data = zipped(("a.txt", b"a"))
    unpacked = members(patched(data, len(data) - 12, b"\x05\x00"), "o.zip")
    assert codes(unpacked) == ["archive.damaged"]
    assert [m.data for m in unpacked.members] == [b"a"]


def test_one_part_of_a_split_archive_says_so():
    data = zipped(("a.txt", b"a"))
    unpacked = members(patched(data, len(data) - 18, b"\x02\x00"), "o.zip")
    assert "split" in unpacked.findings[0].message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_duplicate_names_the_last_is_read_and_reported():
    unpacked = members(zipped(("a.txt", b"old"), ("b.txt", b"b"), ("a.txt", b"new")), "o.zip")
    assert codes(unpacked) == ["archive.duplicate-name"]
    assert [m.data for m in unpacked.members] == [b"b", b"new"]
    assert "2 times" in unpacked.findings[0].message


@pytest.mark.parametrize("mode", [0o120777, 0o010644, 0o020644])
def test_links_and_devices_are_refused(mode):
    link = zipfile.ZipInfo("link")
    link.create_system = 3
    link.external_attr = mode << 16
    unpacked = members(zipped((link, b"/etc/passwd"), ("a.txt", b"a")), "o.zip")
    assert codes(unpacked) == ["archive.not-a-file"]
    assert [m.data for m in unpacked.members] == [b"a"]


def test_entries_that_share_bytes_are_refused():
    """A member that lies in another one's bytes, which a small archive could hold a thousand times."""
    inside = zipped(("in.txt", b"inside"), method=zipfile.ZIP_STORED)
    host = zipped(("a.bin", b"-" + inside), method=zipfile.ZIP_STORED)
    entry = bytearray(inside[central(inside) : central(inside) + 52])
    entry[42:46] = struct.pack("<L", host.index(b"PK\x03\x04", 4))
    at = len(host) - 22
    size, offset = struct.unpack_from("<LL", host, at + 12)
    fooled = (
        host[:at] + bytes(entry) + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, size + 52, offset, 0)
    )
    assert zipfile.ZipFile(io.BytesIO(fooled)).namelist() == ["a.bin", "in.txt"]
    unpacked = members(fooled, "o.zip")
    assert codes(unpacked) == ["archive.overlap"]
    assert unpacked.members == (Member("o.zip!a.bin", b"-" + inside),)


def test_a_bomb_is_stopped_by_its_ratio():
    bomb = zipped(("zeros", bytes(70 * 1024**2)), ("a.txt", b"a"))
    unpacked = members(bomb, "bomb.zip")
    assert codes(unpacked) == ["archive.bomb"]
    assert [m.name for m in unpacked.members] == ["bomb.zip!a.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_of_another_method_is_stopped_early(method):
    bomb = zipped(("zeros", bytes(20 * 1024**2)), method=method)
    tracemalloc.start()
    assert codes(members(bomb, "bomb.zip")) == ["archive.bomb"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * 1024**2  # half of what it would unpack to


def test_a_bomb_that_declares_a_small_size_is_stopped_too():
    data = zipped(("zeros", bytes(5 * 1024**2)))
    unpacked = members(patched(data, central(data) + 24, struct.pack("<L", 100)), "bomb.zip")
    assert codes(unpacked) == ["archive.bomb"]


def test_a_small_blank_file_is_no_bomb():
    assert len(members(zipped(("blank", b" " * 1_000_000)), "o.zip").members) == 1


def test_a_member_over_the_limit_is_refused_and_the_others_are_read():
    data = zipped(("big", noise(100_001)), ("just", noise(100_000)))
    unpacked = members(data, "o.zip", SMALL)
    assert codes(unpacked) == ["archive.member-too-large"]
    assert [m.name for m in unpacked.members] == ["o.zip!just"]


def test_the_limit_of_all_members_counts_through_nested_archives():
    inner = zipped(("a", noise(60_000)))
    unpacked = members(zipped(("1.zip", inner), ("2.zip", inner), ("3.zip", inner)), "o.zip", SMALL)
    assert codes(unpacked) == ["archive.too-large"]
    assert [m.name for m in unpacked.members] == ["o.zip!1.zip!a", "o.zip!2.zip!a"]
    assert "o.zip!2.zip!a" in unpacked.findings[0].message


def test_the_number_of_members_is_limited_through_nested_archives():
    ten = zipped(*((f"{i}.txt", b"") for i in range(10)))
    assert not members(zipped(("1.zip", ten), *((f"{i}", b"") for i in range(9))), "o.zip", SMALL).findings
    unpacked = members(zipped(("1.zip", ten), ("2.zip", ten)), "o.zip", SMALL)
    assert codes(unpacked) == ["archive.too-many"]
    assert len(unpacked.members) == 18


def test_a_directory_of_many_entries_costs_little():
    data = zipped(*((f"{i}", b"") for i in range(1_001)))
    unpacked = members(data, "o.zip")
    assert codes(unpacked) == ["archive.too-many"]
    assert len(unpacked.members) == LIMITS.members


def test_an_archive_that_holds_itself_ends():
    """Not a true quine, but what one does to a reader: every archive holds four more."""
    data = zipped(("x", b""))
    for _ in range(12):
        data = zipped(*((f"{i}.zip", data) for i in range(4)))
    unpacked = members(data, "quine.zip")
    assert set(codes(unpacked)) == {"archive.too-deep"}
    assert len(unpacked.findings) == 64


def test_64_bit_fields_are_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as out:
        out.write(b"abc")
    assert members(buffer.getvalue(), "o.zip").members[0].data == b"abc"
    plain = zipped(("a.txt", b"abc"), method=zipfile.ZIP_STORED)
    at = central(plain)
    entry = bytearray(plain[at : at + 51])
    entry[20:28] = b"\xff" * 8
    entry[42:46] = b"\xff" * 4
    entry[30:32] = struct.pack("<H", 33)
    wide = plain[:at] + bytes(entry) + struct.pack("<HHcHHQQQ", 0x9999, 1, b"-", 1, 24, 3, 3, 0)
    size = len(wide) - at
    end64 = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, at)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(wide), 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    data = wide + end64 + locator + last
    assert zipfile.ZipFile(io.BytesIO(data)).read("a.txt") == b"abc"
    assert members(data, "o.zip").members == (Member("o.zip!a.txt", b"abc"),)


def test_a_comment_may_hold_anything():
    data = zipped(("a.txt", b"a"), comment=b"PK\x05\x06 is how the directory ends" + bytes(30))
    assert [m.data for m in members(data, "o.zip").members] == [b"a"]


def test_data_is_not_shown():
    unpacked = members(zipped(("a.csv", b"Example,Person")), "o.zip")
    assert "Person" not in repr(unpacked)
    assert unpacked.report.ok


def test_all_codes_are_errors_because_something_was_not_read():
    assert {code.severity for code in CODES} == {Severity.ERROR}
