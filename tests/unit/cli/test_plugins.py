"""`plugins`: what is loaded, and what is not and why."""

from types import SimpleNamespace

import pytest

from examcore.datasets import DatasetRef
from examcore.plugins import Registry, hookimpl

BUILT_IN = {"examcore", "jcq", "aqa", "ocr", "pearson", "wjec", "ccea", "cambridge"}


@pytest.fixture
def broken(monkeypatch):
    registry = Registry.builtin()
    monkeypatch.setattr(Registry, "default", classmethod(lambda _: registry))
    with pytest.warns(RuntimeWarning, match="broken"):
        registry.register(SimpleNamespace(examcore_checks=hookimpl(lambda: "\x1b[2J")), name="broken")


@pytest.fixture(autouse=True)
def builtin(monkeypatch):
    """Whatever else is installed beside examcore."""
    registry = Registry.builtin()
    monkeypatch.setattr(Registry, "default", classmethod(lambda _: registry))


def test_list(run, run_json):
    status, out, err = run("plugins")
    assert (status, err) == (0, "")
    assert {line.partition(" ")[0] for line in out.splitlines()} == BUILT_IN
    assert run("plugins", "list")[1] == out
    status, (found,) = run_json("plugins")
    assert status == 0
    assert list(found) == ["schema", "plugins", "problems"]
    assert {plugin["name"] for plugin in found["plugins"]} == BUILT_IN
    for plugin in found["plugins"]:
        assert list(plugin) == ["name", "distribution", "version", "hooks", "offers"]
        assert list(plugin["offers"]) == plugin["hooks"]


def test_show(run, run_json):
    status, out, _ = run("plugins", "show", "jcq")
    assert status == 0
    assert "  examcore_formats: jcq.basedata.syllabuses" in out
    assert "aqa" not in out
    _, (found,) = run_json("plugins", "show", "aqa")
    (offers,) = [plugin["offers"] for plugin in found["plugins"]]
    assert offers["examcore_awarding_bodies"] == ["aqa"]
    assert "aqa.deadlines.series" in offers["examcore_datasets"]


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_check(run, name):
    assert run("plugins", "check", name)[0] == 0


@pytest.mark.usefixtures("broken")
def test_a_broken_plugin(run, run_json):
    status, out, err = run("plugins")
    assert status == 1
    assert "broken" not in out
    assert err.startswith("plugin broken is left out: examcore_checks: ")
    assert run("plugins", "check", "broken")[0] == 1
    assert run("plugins", "check", "aqa")[0] == 0
    status, (found,) = run_json("plugins", "check", "broken")
    assert status == 1
    (problem,) = found["problems"]
    assert list(problem) == ["plugin", "distribution", "version", "hook", "what", "cure"]
    status, _, err = run("plugins", "show", "nobody")
    assert status == 2
    assert "there are aqa, broken, cambridge, ccea, examcore" in err


def test_datasets(run, run_json):
    status, out, err = run("plugins", "list", "--datasets", "--on", "2027-01-15", "--year", "2026/27")
    assert (status, err) == (0, "")
    header, *lines = out.splitlines()
    assert header.split() == ["dataset", "as", "of", "days", "what", "there", "is", "for", "2026/27"]
    told = {line.split()[0]: line.split(maxsplit=3)[1:] for line in lines}
    assert list(told) == [ref.id for ref in Registry.default().datasets]
    assert told["aqa.deadlines.series"] == ["2026-11-01", "75", "named"]
    assert told["jcq.deadlines.series"][2].startswith("by rule; rows for 2022/23, ")
    assert told["jcq.codes.body-ids"][2] == "not by year"
    assert told["aqa.fees.prices"][2].startswith("not covered; rows for 2016/17, ")
    status, (found,) = run_json("plugins", "--datasets", "--on", "2027-01-15")
    assert (status, list(found)) == (0, ["schema", "plugins", "problems", "datasets"])
    (one,) = (d for d in found["datasets"] if d["dataset"] == "jcq.deadlines.series")
    assert (one["as_of"], one["age_days"], one["year"], one["coverage"]) == (
        "2026-11-01",
        75,
        "2026/27",
        "by rule",
    )


def test_datasets_of_one_plugin_and_of_today(run):
    status, out, _ = run("plugins", "show", "aqa", "--datasets", "--year", "2019/20")
    assert status == 0
    assert out.splitlines()[0].endswith("for 2019/20")
    assert {line.partition(".")[0] for line in out.splitlines()[1:]} == {"aqa"}
    assert run("plugins", "show", "examcore", "--datasets")[:2] == (0, "")


def test_a_year_of_another_form_is_wrong_use(run):
    status, _, err = run("plugins", "--datasets", "--year", "2026")
    assert status == 2
    assert "not an academic year" in err


def test_a_dataset_that_cannot_be_read_hides_no_other(run, run_json):
    def fail():
        raise OSError("gone")

    ref = DatasetRef("acme.fees.prices", "prices", fail)
    plugin = SimpleNamespace(examcore_datasets=hookimpl(lambda: [ref]))
    Registry.default().register(plugin, name="acme")
    status, out, err = run("plugins", "--datasets", "--on", "2027-01-15")
    assert status == 1
    assert "jcq.deadlines.series" in out
    assert err == "acme.fees.prices cannot be read: gone; mend the table or its sidecar\n"
    status, (found,) = run_json("plugins", "--datasets", "--on", "2027-01-15")
    assert status == 1
    assert [problem["plugin"] for problem in found["problems"]] == ["acme"]
