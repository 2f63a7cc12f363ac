"""`plugins`: what is loaded, and what is not and why."""

from types import SimpleNamespace

import pytest

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
