"""`examcore.read`: what may be given, and what of it is read."""

import os
from pathlib import Path

import pytest

import builders
import examcore as ex
from examcore import files
from examcore.errors import PathNotFound

DATA, NAME = builders.file("S", builders.syllabus(), jcq_id="70")


def found(readings):
    return [(f.code, str(f.severity), Path(f.file).name) for f in readings.report]


def names(readings):
    return [Path(reading.name).name for reading in readings]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "june"
    (folder / "aqa" / "old").mkdir(parents=True)
    (folder / "aqa" / NAME).write_bytes(DATA)
    (folder / "aqa" / "old" / NAME).write_bytes(DATA)
    return folder


def test_a_folder_with_its_folders(folder):
    readings = ex.read(folder)
    assert [reading.name for reading in readings] == [
        str(folder / "aqa" / NAME),
        str(folder / "aqa" / "old" / NAME),
    ]
    assert not readings.report
    assert len(readings[0].values) == 1


def test_names_begin_with_the_path_that_was_given(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert [reading.name for reading in ex.read("aqa/old")] == [os.path.join("aqa/old", NAME)]  # noqa: PTH118
    assert ex.read(f"aqa/{NAME}")[0].name == f"aqa/{NAME}"


def test_hidden_files_and_folders_are_left_alone(folder):
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / NAME).write_bytes(DATA)
    assert names(ex.read(folder)) == [NAME, NAME]
    assert names(ex.read(folder / ".git" / NAME)) == [NAME]  # unless they are asked for


def test_a_stray_file_of_a_folder_is_an_info_and_a_named_one_an_error(folder):
    stray = folder / "README.txt"
    stray.write_text("Basedata of June", "utf-8")
    assert found(ex.read(folder)) == [("read.unknown-format", "info", "README.txt")]
    assert found(ex.read(stray)) == [("read.unknown-format", "error", "README.txt")]
    assert found(ex.read([folder, stray]))[-1] == ("read.unknown-format", "error", "README.txt")


def test_an_empty_folder(tmp_path):
    (tmp_path / ".hidden").write_bytes(b"")
    readings = ex.read(tmp_path)
    assert len(readings) == 0
    assert [code for code, _, _ in found(readings)] == ["read.empty-folder"]


def test_links(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "linked.csv").write_bytes(b"awarding_body,series,option_code\naqa,6G27,X100\n")
    try:
        (folder / "linked").symlink_to(elsewhere)
        (folder / "aqa" / "loop").symlink_to(folder)
        (folder / "lost").symlink_to(folder / "nowhere")
        (folder / "itself").symlink_to(folder / "itself")
    except OSError:
        pytest.skip("the file system has no links")
    readings = ex.read(folder)
    assert names(readings) == [NAME, NAME, "linked.csv"]
    lost = [finding for finding in readings.findings if finding.code == "read.not-readable"]
    assert sorted(Path(finding.file).name for finding in lost) == ["itself", "lost"]
    assert {(str(finding.severity), finding.params["reason"]) for finding in lost} == {
        ("error", "the link leads nowhere")
    }
    with pytest.raises(PathNotFound):
        ex.read(folder / "lost")


def test_a_folder_of_lost_links(tmp_path):
    try:
        (tmp_path / NAME).symlink_to("nowhere")
    except OSError:
        pytest.skip("the file system has no links")
    assert found(ex.read(tmp_path)) == [("read.not-readable", "error", NAME)]


pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")


@pipes
def test_a_pipe_in_a_folder_is_not_opened_and_told(folder):
    os.mkfifo(folder / "pipe")
    readings = ex.read(folder)
    assert names(readings) == [NAME, NAME]
    assert found(readings) == [("read.not-readable", "warning", "pipe")]


@pipes
def test_a_folder_of_pipes_holds_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert [code for code, _, _ in found(ex.read(tmp_path))] == ["read.not-readable", "read.empty-folder"]


@pipes
def test_a_named_pipe_is_not_waited_for(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    readings = ex.read("pipe")
    assert found(readings) == [("read.not-readable", "error", "pipe")]
    assert "give it as standard input" in readings.findings[0].message


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="there is no /dev/fd")
def test_a_pipe_of_the_shell_is_read():
    """``examcore read <(unzip -p …)``."""
    reader, writer = os.pipe()
    os.write(writer, DATA)
    os.close(writer)
    try:
        assert ex.read(f"/dev/fd/{reader}")[0].data == DATA
    finally:
        os.close(reader)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_device_without_an_end(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    assert found(ex.read("/dev/zero")) == [("read.too-large", "error", "zero")]


def test_what_cannot_be_opened(folder, monkeypatch):
    # permissions do not stop everybody, so the system is made to refuse
    def refuse(path, *_args):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    readings = ex.read(folder)
    assert found(readings) == [("read.not-readable", "error", NAME)] * 2
    assert "Permission denied" in readings.findings[0].message


def test_a_folder_that_cannot_be_opened(folder, monkeypatch):
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("old"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    readings = ex.read(folder)
    assert names(readings) == [NAME]
    assert found(readings) == [("read.not-readable", "error", "old")]


@pytest.mark.parametrize("path", ["not there", "not\0there", Path("not there"), ["not there"]])
def test_a_path_that_is_not_there(path):
    with pytest.raises(PathNotFound, match="is not there") as caught:
        ex.read(path)
    assert isinstance(caught.value, FileNotFoundError)


def test_several_paths(folder):
    paths = [str(folder / "aqa" / NAME), folder / "aqa" / "old"]
    for given in (paths, tuple(paths), iter(paths)):
        assert names(ex.read(given)) == [NAME, NAME]
    assert len(ex.read([])) == 0


def test_bytes():
    (reading,) = ex.read(DATA, name=NAME)
    assert (reading.name, reading.to_bytes()) == (NAME, DATA)
    (reading,) = ex.read(DATA)
    assert reading.name == "bytes"
    assert "jcq.file-name" in [f.code for f in reading.findings]


def test_what_is_as_good_as_bytes():
    for given in (bytearray(DATA), memoryview(DATA)):
        (reading,) = ex.read(given, name=NAME)
        assert (type(reading.data), reading.data) == (bytes, DATA)


@pytest.mark.parametrize("wrong", [None, 5, 1.5, [None], [5], [b"x"], [["x"]]])
def test_what_is_neither_path_nor_bytes(wrong):
    with pytest.raises(TypeError, match="give a path or the bytes of a file, not a value of type"):
        ex.read(wrong)


def test_an_open_file(folder):
    for mode in ("r", "rb"):
        with (folder / "aqa" / NAME).open(mode) as file, pytest.raises(TypeError, match="give a path or the"):
            ex.read(file)


def test_a_name_belongs_to_bytes(folder):
    with pytest.raises(TypeError, match="a path has its own"):
        ex.read(folder, name="zzz")
    with pytest.raises(TypeError, match="name is a text"):
        ex.read(DATA, name=Path(NAME))


@pytest.mark.parametrize("wrong", [5, "aqa", ex.Registry])
def test_a_registry_of_another_kind(wrong):
    with pytest.raises(TypeError, match=r"made by Registry\.builtin\(\)"):
        ex.read(DATA, registry=wrong)


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", len(DATA))
    path = tmp_path / NAME
    path.write_bytes(DATA)
    assert not ex.read(path).report
    path.write_bytes(DATA + b"\n")
    for given in (path, tmp_path):
        assert found(ex.read(given)) == [("read.too-large", "error", NAME)]
    assert found(ex.read(DATA + b"\n", name=NAME)) == [("read.too-large", "error", NAME)]


def test_a_registry_of_ones_own():
    empty = ex.Registry()
    assert found(ex.read(DATA, name=NAME, registry=empty)) == [("read.unknown-format", "error", NAME)]
    assert ex.read(DATA, name=NAME, registry=ex.Registry.builtin())[0].format == "jcq.basedata.syllabuses"


def test_bytes_by_name():
    readings = ex.read(
        {"a.csv": b"awarding_body,series,option_code\r\naqa,6G27,X\r\n", "links.txt": b"X300  X301  "}
    )
    assert [reading.name for reading in readings] == ["a.csv", "links.txt"]
    assert [reading.format for reading in readings] == ["examcore.entries.csv", "jcq.basedata.unit-links"]
    with pytest.raises(TypeError, match="bytes by file name"):
        ex.read({"a.csv": "text"})
    with pytest.raises(TypeError, match="bytes by file name"):
        ex.read({1: b"x"})


@pytest.mark.parametrize(
    "text", ["centre_number,surname\n54321,Secretname\n", "{" + "Secretname" * 200 + "}"]
)
def test_contents_given_for_a_path_are_not_repeated(text):
    with pytest.raises(ex.ExamcoreError, match="give it as bytes") as caught:
        ex.read(text)
    assert "Secretname" not in str(caught.value)
