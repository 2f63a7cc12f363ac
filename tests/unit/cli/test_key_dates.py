"""``examcore deadlines``."""

import pytest


def test_what_is_due(run):
    status, out, err = run("deadlines", "--series", "2027-06", "--body", "aqa", "--on", "2027-02-08")
    assert status == 0
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "jcq 2027-06 coi-notice",
        "jcq 2027-06 entry",
    ]
    assert "DERIVED" in out
    assert "deadlines.not-announced" in err
    assert run("deadlines", "--series", "2027-06", "--body", "aqa", "--fail-on", "warning")[0] == 1


def test_json(run_json):
    _, (content,) = run_json("deadlines", "--series", "2024-06", "--body", "aqa")
    days = {(d["event"], d["day"]) for d in content["deadlines"] if d["body"] == "aqa"}
    assert {("entry", "2024-02-21"), ("very-late", "2024-04-21")} <= days  # the table of 2023/24, AQA
    assert all(d["source"] and d["evidence"] for d in content["deadlines"] if d["day"])


def test_a_calendar_is_written_once(run, tmp_path):
    path = tmp_path / "days.ics"
    words = ["deadlines", "--series", "2027-06", "--body", "aqa", "--ics", path]
    assert run(*words)[0] == 0
    first = path.read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR")
    status, _, err = run(*words)
    assert (status, path.read_bytes()) == (2, first)
    assert "days.ics already" in err


@pytest.mark.parametrize(
    "words",
    [[], ["--series", "June"], ["--year", "2027"], ["--series", "2027-06", "--jurisdiction", "wales"]],
)
def test_wrong_use(run, words):
    status, out, err = run("deadlines", *words)
    assert (status, out) == (2, "")
    assert err


def test_the_calendar_has_the_whole_series_whatever_is_due(run, tmp_path):
    words = ["deadlines", "--series", "2027-06", "--body", "aqa"]
    run(*words, "--ics", tmp_path / "all.ics")
    run(*words, "--on", "2027-02-08", "--ics", tmp_path / "due.ics")
    every, due = ((tmp_path / name).read_bytes() for name in ("all.ics", "due.ics"))
    assert every.count(b"BEGIN:VEVENT") == due.count(b"BEGIN:VEVENT") > 2


def test_within_says_nothing_without_a_day(run):
    status, out, err = run("deadlines", "--series", "2027-06", "--within", "7")
    assert (status, out) == (2, "")
    assert "--on" in err


def test_a_year_with_a_hyphen(run):
    assert run("deadlines", "--year", "2026-27", "--body", "aqa")[0] == 0
    status, _, err = run("deadlines", "--year", "0000/01")
    assert status == 2
    assert "0000/01" in err
