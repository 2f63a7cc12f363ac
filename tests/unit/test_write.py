"""`examcore.write`: whole files under their names, or nothing; and nothing is overwritten."""

import errno
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
import traceback
from pathlib import Path

import pytest

import examcore as ex
from examcore import files as files_room
from examcore.errors import CannotWrite, WouldOverwrite

NAMES = ["E6499970.X01", "receipt_64999_001.json"]


@pytest.fixture(scope="module")
def plan(send):
    return send({})


def inside(folder):
    """All there is, hidden or not, with contents."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def names(folder):
    """What stands in the folder itself, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_files_and_receipt_are_written_whole(plan, tmp_path):
    folder = tmp_path / "to" / "send"
    paths = ex.write(plan, folder)
    assert paths == tuple(str(folder / name) for name in NAMES)
    assert inside(folder) == dict(plan.outputs)
    assert names(folder) == NAMES
    assert ex.Entries.of(ex.read(folder)).entries == plan.sent.entries


def test_into_a_folder_that_has_other_files(plan, tmp_path):
    (tmp_path / "E6499970.X02").write_bytes(b"other")
    (tmp_path / f".{NAMES[0]}.part").write_bytes(b"somebody's")
    ex.write(plan, str(tmp_path))
    assert inside(tmp_path) == {
        **dict(plan.outputs),
        "E6499970.X02": b"other",
        f".{NAMES[0]}.part": b"somebody's",
    }


@pytest.mark.parametrize("name", [NAMES[0], NAMES[0].lower(), NAMES[1], NAMES[1].upper()])
def test_nothing_is_overwritten(plan, tmp_path, name):
    (tmp_path / name).write_bytes(b"earlier")
    with pytest.raises(WouldOverwrite, match="choose an empty folder"):
        ex.write(plan, tmp_path)
    assert inside(tmp_path) == {name: b"earlier"}
    assert names(tmp_path) == [name]


def test_a_folder_or_a_dead_link_of_the_name_counts_too(plan, tmp_path):
    (tmp_path / "folder" / NAMES[0]).mkdir(parents=True)
    with pytest.raises(WouldOverwrite):
        ex.write(plan, tmp_path / "folder")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / NAMES[0]).symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        ex.write(plan, tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()


def test_several_centres_go_together_or_not_at_all(plan, send, tmp_path):
    other = send({"centre": "64998"}, centre=ex.Centre(number="64998", postcode="ZZ99 9ZZ"))
    ex.write([plan, other], tmp_path / "one")
    assert len(inside(tmp_path / "one")) == 4
    with pytest.raises(CannotWrite, match="two files are called"):
        ex.write([plan, plan], tmp_path / "two")
    assert not (tmp_path / "two").exists()
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "receipt_64998_001.json").write_bytes(b"")
    with pytest.raises(WouldOverwrite):
        ex.write([plan, other], tmp_path / "three")
    assert len(names(tmp_path / "three")) == 1


def test_names_with_their_bytes(tmp_path):
    ex.write({"entries of June.csv": b"x", "console.txt": b""}, tmp_path)
    assert inside(tmp_path) == {"entries of June.csv": b"x", "console.txt": b""}


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ("E6499970.X01", TypeError, "entry_files"),
        (b"data", TypeError, "entry_files"),
        (None, TypeError, "NoneType"),
        ([b"data"], TypeError, "bytes"),
        ({"a.csv": "text"}, TypeError, "str"),
        ({}, CannotWrite, "no file to write"),
        ([], CannotWrite, "no file to write"),
        ({"../a.csv": b""}, CannotWrite, "no plain file name"),
        ({"/a.csv": b""}, CannotWrite, "no plain file name"),
        ({"a/b.csv": b""}, CannotWrite, "no plain file name"),
        ({"a\\b.csv": b""}, CannotWrite, "no plain file name"),
        ({"C:a.csv": b""}, CannotWrite, "no plain file name"),
        ({"..": b""}, CannotWrite, "no plain file name"),
        ({".hidden": b""}, CannotWrite, "no plain file name"),
        ({"a.csv\0": b""}, CannotWrite, "no plain file name"),
        ({"a.csv ": b""}, CannotWrite, "no plain file name"),
        ({"CON": b""}, CannotWrite, "no plain file name"),
        ({"lpt1.txt": b""}, CannotWrite, "no plain file name"),
        ({"été.csv": b""}, CannotWrite, "no plain file name"),
        ({"a.csv.": b""}, CannotWrite, "no plain file name"),
        ({"": b""}, CannotWrite, "no plain file name"),
        ({7: b""}, CannotWrite, "no plain file name"),
        ({"a.csv": b"", "A.CSV": b""}, CannotWrite, "two files"),
    ],
)
def test_what_cannot_be_written_touches_nothing(given, error, says, tmp_path):
    with pytest.raises(error, match=says):
        ex.write(given, tmp_path / "out")
    assert names(tmp_path) == []


def test_a_plan_without_files_says_where_to_look(send, tmp_path):
    with pytest.raises(CannotWrite, match="the findings say why"):
        ex.write(send({"surname": ""}), tmp_path / "out")
    assert names(tmp_path) == []


def test_a_folder_that_is_a_file(plan, tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(CannotWrite, match="is no folder"):
        ex.write(plan, tmp_path / "out")
    with pytest.raises(CannotWrite, match="is no folder"):
        ex.write(plan, tmp_path / "out" / "deeper")
    assert inside(tmp_path) == {"out": b"mine"}


@pytest.mark.parametrize("folder", ["", "a\0b"])
def test_a_path_that_is_none(plan, folder):
    with pytest.raises(CannotWrite, match="the path of the folder"):
        ex.write(plan, folder)
    with pytest.raises(TypeError, match="the folder is a path"):
        ex.write(plan, None)


def test_folders_that_were_made_go_again(plan, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        ex.write(plan, tmp_path / "p" / "q" / "r")
    assert inside(tmp_path) == {}


def test_without_links_a_name_that_is_taken_in_the_meantime_stays(plan, tmp_path, monkeypatch):
    def taken(_, path):
        Path(path).write_bytes(b"of another program")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(WouldOverwrite, match="in the meantime"):
        ex.write(plan, tmp_path)
    assert set(inside(tmp_path).values()) == {b"of another program"}


def test_a_traceback_with_its_locals_names_nobody(plan, tmp_path):
    ex.write(plan, tmp_path)
    with pytest.raises(WouldOverwrite) as caught:
        ex.write(plan, tmp_path)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "bytes>" in shown
    for file in plan.files:
        for row in file.data.split(b"\r\n")[2:-3]:
            assert row[12:30].decode().strip() not in shown


def test_a_disk_without_links(plan, tmp_path, monkeypatch):
    def no_links(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    ex.write(plan, tmp_path)
    assert inside(tmp_path) == dict(plan.outputs)
    assert names(tmp_path) == NAMES


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_in_the_meantime(plan, tmp_path, monkeypatch, links):
    real = os.link

    def late(part, path):
        if path.endswith("json"):
            Path(path).write_bytes(b"theirs")
        if not links:
            raise OSError(errno.EPERM, "Operation not permitted")
        real(part, path)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(WouldOverwrite, match="another program"):
        ex.write(plan, tmp_path)
    assert inside(tmp_path) == {NAMES[1]: b"theirs"}
    assert names(tmp_path) == [NAMES[1]]


@pytest.mark.parametrize("there", [True, False])
def test_an_interrupt_leaves_nothing_behind(plan, tmp_path, monkeypatch, there):
    folder = tmp_path / "out"
    if there:
        folder.mkdir()

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ex.write(plan, folder)
    assert names(tmp_path) == (["out"] if there else [])
    assert inside(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(plan, tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            ex.write(plan, tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert names(tmp_path) == []


SCRIPT = textwrap.dedent(
    """
    import sys
    from examcore import write
    if sys.platform != "win32":
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = int(sys.argv[2])
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    big = {f"E64999{n:02d}.X01": bytes([65 + n]) * 300_000 for n in range(10)}
    print("ready", flush=True)
    write({**big, "receipt_64999_001.json": b"{}"}, sys.argv[1])
    print("done", flush=True)
    """
)
WHOLE = {f"E64999{n:02d}.X01": bytes([65 + n]) * 300_000 for n in range(10)} | {
    "receipt_64999_001.json": b"{}"
}


def start(folder, most=0):
    return subprocess.Popen(  # noqa: S603  our own script
        [sys.executable, "-c", SCRIPT, str(folder), str(most)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
@pytest.mark.parametrize("most", [1, 1000, 299_999])
def test_a_disk_that_takes_no_more_leaves_nothing_behind(tmp_path, most):
    process = start(tmp_path / "out", most)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "OSError" in err
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_at_any_moment_leaves_no_half_file_under_a_name(tmp_path):
    process = start(tmp_path / "measured")
    began = None
    assert process.stdout.readline() == "ready\n"
    began = time.monotonic()
    assert process.communicate(timeout=60)[0] == "done\n"
    lasted = time.monotonic() - began
    for step in range(12):
        folder = tmp_path / f"out{step}"
        process = start(folder)
        assert process.stdout.readline() == "ready\n"
        time.sleep(lasted * step / 10)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        shown = [name for name in (names(folder) if folder.exists() else []) if not name.startswith(".")]
        for name in shown:
            assert (folder / name).read_bytes() == WHOLE[name]
        if "receipt_64999_001.json" in shown:
            assert set(shown) == set(WHOLE)
        readings = ex.read(folder) if shown else ()
        assert all(not Path(reading.name).name.startswith(".") for reading in readings)


def test_a_rest_of_a_killed_run_is_not_in_the_way(plan, tmp_path):
    rest = tmp_path / ".unfinished-abc"
    rest.mkdir()
    (rest / NAMES[0]).write_bytes(b"half")
    ex.write(plan, tmp_path)
    assert (tmp_path / NAMES[0]).read_bytes() == plan[0].data


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_nobody_else_reads_unfinished_files(plan, tmp_path, monkeypatch):
    seen = []
    real = files_room._write_whole

    def look(path, data):
        seen.append(stat.S_IMODE(Path(path).parent.stat().st_mode))
        real(path, data)

    monkeypatch.setattr(files_room, "_write_whole", look)
    ex.write(plan, tmp_path)
    assert set(seen) == {0o700}
