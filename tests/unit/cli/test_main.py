"""Exit status, streams and wrong use, of every verb."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import builders
from examcore.cli import main
from examcore.cli.output import Output
from examcore.errors import AmbiguousFormat


def process(*argv, stdin=b"", **variables):
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONIOENCODING", "PYTHONUTF8"}}
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "examcore", *map(str, argv)],
        input=stdin,
        capture_output=True,
        env=environment | variables,
        check=False,
    )


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nonsense",),
        ("read",),
        ("lint",),
        ("quote", "entries.csv"),
        ("quote", "entries.csv", "--basedata", "x", "--on", "15/01/2027"),
        ("quote", "entries.csv", "--basedata", "x", "--on", "2027-01-15", "--by", "colour"),
        ("read", "--fail-on", "info", "x"),
        ("id",),
        ("id", "check", "nonsense", "1"),
        ("id", "make", "uci"),
        ("id", "make", "uci", "12345"),
        ("id", "make", "uci", "12345", "0", "26"),
        ("id", "make", "uln", "1"),
        ("plugins", "nonsense"),
        ("plugins", "show"),
        ("plugins", "check"),
        ("plugins", "show", "nobody"),
        ("read", "-", "-"),
        ("lint", "-", "x", "-"),
        ("quote", "-", "--basedata", "-", "--on", "2027-01-15"),
        # options that would do nothing
        ("plugins", "--reveal"),
        ("plugins", "--fail-on", "warning"),
        ("id", "make", "uln", "927630868", "--reveal"),
        ("id", "make", "uln", "927630868", "--fail-on", "warning"),
        ("lint", ".", "--reveal"),
        ("reconcile", ".", ".", "--basedata", ".", "--on", "2027-01-15", "--reveal"),
    ],
)
def test_wrong_use(run, argv):
    status, out, err = run(*argv)
    assert status == 2
    assert not out
    assert err


@pytest.mark.parametrize(
    "argv",
    [
        ("read", "not there"),
        ("lint", "not there"),
        ("quote", "not there", "--basedata", ".", "--on", "2027-01-15"),
        ("quote", ".", "--basedata", "not there", "--on", "2027-01-15"),
    ],
)
@pytest.mark.parametrize("json", [(), ("--json",)])
def test_a_path_that_is_not_there(run, tmp_path, monkeypatch, argv, json):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*argv, *json)
    assert status == 2
    assert not out
    assert err == "examcore: not there is not there\n"


@pytest.mark.parametrize("argv", [("--help",), ("read", "--help"), ("id", "make", "--help")])
def test_help(run, argv):
    status, out, err = run(*argv)
    assert status == 0
    assert out.startswith("usage: examcore")
    assert not err


def test_warnings_count_where_they_are_asked_to(run, tmp_path):
    path = tmp_path / builders.file_name("S")
    path.write_bytes(builders.basedata("S", builders.syllabus(), centres=0, jcq_id="70"))
    path = path.rename(tmp_path / "S6G27_70.X01")
    for verb in ("read", "lint"):
        assert run(verb, path)[0] == 0
        assert run(verb, path, "--fail-on", "warning")[0] == 1
    assert run("id", "check", "qan", "60146082")[0] == 0
    assert run("id", "check", "qan", "60146082", "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize("verb", ["read", "lint"])
def test_an_error_gives_status_1_and_findings_go_to_standard_error(run, tmp_path, verb):
    path = tmp_path / "O6G27_70.X01"
    path.write_bytes(b"")
    status, out, err = run(verb, path)
    assert status == 1
    assert "error: the file is empty [read.empty]" in err
    assert "the file is empty" not in out
    assert ("  cure: fetch or export it again" in err) is (verb == "lint")


def test_two_formats_of_one_file_are_a_refused_file(run, monkeypatch, first_quote):
    def refuse(*_args, **_kwargs):
        raise AmbiguousFormat("x is claimed by 2 formats: a.b.c: \x1b[31m; d.e.f: so")

    monkeypatch.setattr("examcore.files.read_bytes", refuse)
    status, _, err = run("read", first_quote)
    assert status == 1
    assert err == "examcore: x is claimed by 2 formats: a.b.c: \\x1b[31m; d.e.f: so\n"


def test_interrupted(run, monkeypatch, first_quote):
    def interrupt(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("examcore.files.read_bytes", interrupt)
    assert run("read", first_quote) == (130, "", "")


def test_no_standard_output(monkeypatch, first_quote):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["read", str(first_quote)]) == 0


def test_no_standard_error(run, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert run("read", "not there") == (2, "", "")  # and no reason among the output


@pytest.mark.parametrize("verb", [("read",), ("lint",), ("quote", "--basedata", ".", "--on", "2027-01-15")])
def test_no_standard_input(run, monkeypatch, verb):
    monkeypatch.setattr(sys, "stdin", None)
    assert run(verb[0], "-", *verb[1:]) == (2, "", "examcore: standard input is not there\n")


def test_standard_input(run, first_quote):
    basedata = first_quote / "basedata"
    table = (first_quote / "entries.csv").read_bytes()
    status, out, err = run("quote", "-", "--basedata", basedata, "--on", "2027-01-15", stdin=table)
    assert status == 0
    assert "412.75 GBP" in out
    status, out, err = run("read", "-", stdin=b"")
    assert status == 1
    assert err.startswith("standard input: error: the file is empty")
    status, out, err = run("quote", "-", "--basedata", "-", "--on", "2027-01-15", stdin=table)
    assert status == 2
    assert "standard input can be read once" in err


def test_standard_input_that_is_too_large(run, monkeypatch):
    monkeypatch.setattr("examcore.files.MOST_BYTES", 100)
    status, _, err = run("read", "-", stdin=b"x" * 101)
    assert status == 1
    assert "[read.too-large]" in err


def test_escapes_in_names_and_values_do_nothing(run, run_json, tmp_path):
    evil = tmp_path / "\x1b[2J\u202eevil\x9b.csv"
    evil.write_bytes(b"awarding_body,series,option_code\naqa,6G27,\x1b[31m8300\naqa,\xc2\x9b31m,8300\n")
    for argv in (("read", evil), ("lint", evil), ("read", evil, "--reveal"), ("read", f"{evil}x")):
        _, out, err = run(*argv)
        assert all(line.isprintable() for line in (out + err).splitlines())
        assert "\\x1b[2J" in out + err
    for verb in (("read", "--reveal"), ("lint",)):
        _, out, _ = run(*verb, evil, "--json")
        assert all(line.isprintable() for line in out.splitlines())
    _, objects = run_json("read", evil, "--reveal")
    assert {each["file"] for each in objects} == {str(evil)}
    _, _, err = run("--\x1b[31m")
    assert "\x1b" not in err


def test_a_name_that_is_no_text(run_json, tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    try:
        Path(path).write_bytes(b"")
    except OSError:
        pytest.skip("the file system takes names of UTF-8 only")
    status, objects = run_json("read", path)
    assert status == 1
    assert os.fsencode(objects[0]["file"]) == os.fsencode(path)


# --- real processes ---------------------------------------------------------------------------------


def test_as_a_program(first_quote):
    done = process("read", first_quote)
    assert done.returncode == 0
    assert not done.stderr
    assert done.stdout.count(b"\n") == 9
    assert process("read", first_quote / "no").returncode == 2
    done = process("read", "-", stdin=b"%PDF-1.7")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_output_is_utf_8(variables):
    table = "awarding_body,series,option_code,form\naqa,6G27,X100,Zoë\n".encode()
    done = process("read", "-", "--json", "--reveal", stdin=table, **variables)
    assert done.returncode == 0
    assert "Zoë".encode() in done.stdout


def test_a_closed_pipe_is_silent(tmp_path):
    path = tmp_path / "S6G27_70.X01"
    details = [builders.syllabus(f"{number:05d}") for number in range(20_000)]
    path.write_bytes(builders.basedata("S", *details, jcq_id="70"))
    for argv in (["read", str(path), "--json"], ["--help"]):
        child = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "examcore", *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0
        child.stderr.close()


@pytest.mark.parametrize("verb", ["read", "lint"])
@pytest.mark.parametrize("closed", ["stdout", "stderr", "both"])
def test_a_closed_pipe_does_not_hide_a_failure(tmp_path, verb, closed):
    """What ``examcore lint bad 2>&1 | head -1`` gives under pipefail."""
    for number in range(50):
        (tmp_path / f"{number}.csv").write_bytes(b"")
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    streams |= dict.fromkeys(("stdout", "stderr") if closed == "both" else (closed,), writer)
    for argv in ((verb, tmp_path), (verb, tmp_path, "--json"), (verb, tmp_path / "x.csv")):
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "examcore", *map(str, argv)], check=False, **streams
        )
        assert done.returncode == (2 if argv[1].name == "x.csv" else 1)
        assert b"Traceback" not in (done.stderr or b"")
        assert b"Broken" not in (done.stderr or b"")
    os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("path", ["x.csv", "not there"])
def test_nobody_can_be_told(tmp_path, path):
    (tmp_path / "x.csv").write_bytes(b"")
    with Path("/dev/full").open("wb") as full:
        for streams in ({"stderr": full}, {"stdout": full, "stderr": full}):
            done = subprocess.run(  # noqa: S603  our own program
                [sys.executable, "-m", "examcore", "read", str(tmp_path / path)],
                check=False,
                **{"stdout": subprocess.PIPE} | streams,
            )
            assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk(first_quote):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "examcore", "read", str(first_quote)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"examcore: ")
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_an_output_whose_stream_was_closed_says_nothing():
    """The interpreter closes streams in any order, and flushes what it drops."""
    stream = io.TextIOWrapper(io.BytesIO())
    output = Output(stream)
    output.write("said")
    stream.close()
    output.flush()
    output.close()
