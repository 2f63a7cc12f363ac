"""`id check` and `id make`, for every kind."""

import pytest

from examcore.ids import KINDS

# kind: good, bad, parts that make the good one
VALUES = {
    "candidate-number": ("0001", "00A1", None),
    "ncn": ("12345", "1234", None),
    "qan": ("60146084", "601", ("6014608",)),
    "uci": ("123450260001H", "12345026000", ("12345", "0001", "26")),
    "uln": ("9276308686", "9276308687", ("927630868",)),
    "upn": ("B801200005001", "A801200005001", ("801", "2000", "05", "001")),
}


def test_every_kind_is_tried():
    assert set(VALUES) == set(KINDS)


@pytest.mark.parametrize("kind", VALUES)
def test_check(run, run_json, kind):
    good, bad, _ = VALUES[kind]
    status, out, err = run("id", "check", kind, good)
    assert (status, err) == (0, "")
    assert ": valid " in out
    status, out, err = run("id", "check", kind, bad)
    assert status == (1 if "error" in err else 0)
    assert ": not valid " in out
    assert err
    assert run("id", "check", kind, good, bad, "--fail-on", "warning")[0] == 1
    _, (first, second) = run_json("id", "check", kind, good, bad)
    assert list(first) == ["schema", "kind", "value", "valid", "problems"]
    assert (first["valid"], first["problems"], second["valid"]) == (True, [], False)
    for problem in second["problems"]:
        assert list(problem) == ["kind", "severity", "message", "start", "length"]


@pytest.mark.parametrize("kind", ["uci", "uln", "upn"])
def test_personal_numbers_are_masked(run, kind):
    good, bad, _ = VALUES[kind]
    for value in (good, bad):
        for json in ((), ("--json",)):
            _, out, err = run("id", "check", kind, value, *json)
            assert value not in out + err
            _, out, _ = run("id", "check", kind, value, "--reveal", *json)
            assert value in out


def test_several_values_are_numbered_because_masked_ones_look_alike(run):
    good, bad, _ = VALUES["uln"]
    _, out, err = run("id", "check", "uln", good, bad, good)
    assert [line.partition("9999999999: ")[::2] for line in out.splitlines()] == [
        ("1: ", "valid Unique Learner Number"),
        ("2: ", "not valid Unique Learner Number"),
        ("3: ", "valid Unique Learner Number"),
    ]
    assert err.startswith("  2: warning: ")
    assert run("id", "check", "uln", bad)[1:] == (out.splitlines()[1][3:] + "\n", err.replace("2: ", ""))


@pytest.mark.parametrize("kind", [kind for kind in VALUES if VALUES[kind][2]])
def test_make(run, run_json, kind):
    good, _, parts = VALUES[kind]
    assert run("id", "make", kind, *parts) == (0, f"{good}\n", "")
    _, (made,) = run_json("id", "make", kind, *parts)
    assert made == {"schema": "examcore.id/1", "kind": kind, "value": good, "valid": True, "problems": []}


def test_make_of_an_international_centre(run):
    status, out, _ = run("id", "make", "uci", "68199", "2058", "01", "B")
    assert status == 0
    assert run("id", "check", "uci", out.strip())[0] == 0


def test_make_tells_what_it_wants(run):
    status, _, err = run("id", "make", "upn", "801")
    assert status == 2
    assert "AUTHORITY ESTABLISHMENT YEAR SERIAL" in err


def test_escapes_do_nothing(run):
    for argv in (("check", "ncn", "\x1b[2J"), ("make", "qan", "\x1b[2J")):
        _, out, err = run("id", *argv)
        assert "\x1b" not in out + err
