"""Archives: any bytes give a result, within the limits."""

import io
import zipfile

from hypothesis import example, given
from hypothesis import strategies as st

from examcore.archive import Limits, is_archive, members

LIMITS = Limits(depth=2, members=10, member_bytes=50_000, total_bytes=100_000, ratio=50, ratio_from=5_000)
LETTERS = st.characters(codec="utf-8", min_codepoint=33, exclude_characters="/\\:\x7f")
NAMES = st.text(LETTERS, min_size=1, max_size=12)
METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])


SMALL_FILES = st.binary(max_size=300)


@st.composite
def archives(draw, contents=SMALL_FILES):
    files = draw(st.dictionaries(NAMES, contents, max_size=5))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", draw(METHODS)) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@st.composite
def mutated(draw):
    """An archive, perhaps with another in it, of which some bytes are changed, doubled or lost."""
    data = bytearray(draw(archives() | archives(archives())))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["change", "change", "change", "cut", "double"]))
        if kind == "change":
            data[at] = draw(st.sampled_from([0, 1, 0xFF, 0x7F]) | st.integers(0, 255))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 20))]
        else:
            data[at:at] = data[at : at + 50]
        if not data:
            break
    return bytes(data)


def bounded(data):
    assert is_archive(data) in {True, False}
    unpacked = members(data, "o.zip", LIMITS)
    assert len(unpacked.members) <= LIMITS.members
    assert sum(len(m.data) for m in unpacked.members) <= LIMITS.total_bytes
    assert all(len(m.data) <= LIMITS.member_bytes for m in unpacked.members)
    assert all(m.name.startswith("o.zip!") for m in unpacked.members)
    assert len(unpacked.findings) <= LIMITS.members * 3 + 1
    assert unpacked.members or unpacked.findings
    for finding in unpacked.findings:
        assert str(finding).isprintable()


@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + bytes(18))
@example(b"PK\x05\x06" + b"\xff" * 18)
@example(b"PK\x03\x04" + bytes(26) + b"PK\x05\x06" + bytes(18))
@example(b"MZ" + b"PK\x01\x02" + bytes(42) + b"PK\x05\x06" + bytes(4) + b"\x01\x00\x01\x00\x2e" + bytes(9))
def test_any_bytes_give_a_result(data):
    bounded(data)


@given(mutated())
def test_mutated_archives_give_a_result(data):
    bounded(data)


FILES = st.dictionaries(
    NAMES.filter(lambda name: name not in {".", ".."}),
    st.binary(max_size=300).filter(lambda data: not is_archive(data)),
    min_size=1,
    max_size=5,
)


@given(FILES, METHODS)
def test_what_another_program_packed_comes_back(files, method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    unpacked = members(buffer.getvalue(), "o.zip")
    assert not unpacked.findings
    assert [m.data for m in unpacked.members] == list(files.values())
    shown = {m.name for m in unpacked.members if "\ufffd" not in m.name}
    assert shown <= {f"o.zip!{name}" for name in files}
