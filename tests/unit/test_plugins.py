"""The registry: plugins by hand and by entry point, and broken ones that take nobody else down."""

import ast
import itertools
import subprocess
import sys
import textwrap
import time
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

import examcore
from examcore.checks import Check
from examcore.datasets import DatasetRef
from examcore.errors import ExamcoreError, PluginError
from examcore.evidence import Evidence, Source
from examcore.findings import FindingCode, Severity
from examcore.formats import Content, FileFormat
from examcore.model import AwardingBody, LayoutOverlay
from examcore.plugins import HOOKS, Registry, hookimpl
from examcore.plugins.builtins import core_codes, core_namespaces
from examcore.plugins.examination import Candidate

ROOT = Path(examcore.__file__).parent


def body(name="acme", *jcq_ids, **changes):
    fields = {
        "id": name,
        "title": name.title(),
        "jcq_ids": dict.fromkeys(jcq_ids, "mocks"),
        "evidence": Evidence.EXAMPLE,
        "source": Source("us"),
    }
    return AwardingBody(**fields | changes)


def file_format(name="acme.demo.marks", **changes):
    fields = {
        "id": name,
        "title": "Marks",
        "edition": "1",
        "identify": lambda _name, _head: None,
        "load": lambda _data, _context: Content(),
    }
    return FileFormat(**fields | changes)


def check(name="acme.demo.check", **changes):
    fields = {"id": name, "title": "finds nothing", "codes": (), "run": lambda entries: entries[:0]}
    return Check(**fields | changes)


def finding_code(name="acme.odd", **changes):
    fields = {"code": name, "severity": Severity.INFO, "template": "odd", "cure": "none"}
    return FindingCode(**fields | {"triggers": "this", "passes": "that"} | changes)


def plugin(**hooks):
    """A plugin as somebody would put it together in a notebook: ``plugin(bodies=[…], formats=[…])``."""
    hooks = {"examcore_awarding_bodies" if k == "bodies" else f"examcore_{k}": v for k, v in hooks.items()}
    return types.SimpleNamespace(**{k: hookimpl(lambda v=v: v) for k, v in hooks.items()})


def broken(source, name="acme"):
    """The one problem that registering this by hand gives; the registry has neither lost nor gained."""
    registry = Registry.builtin()
    before = offers(registry)
    with pytest.warns(RuntimeWarning, match="is left out") as caught:
        registry.register(source, name)
    (problem,) = registry.problems
    assert str(problem) == str(caught[0].message)
    assert caught[0].filename == __file__
    assert offers(registry) == before
    with pytest.raises(PluginError):
        Registry.builtin(strict=True).register(source, name)
    return problem


def offers(registry):
    return (
        registry.bodies,
        registry.formats,
        registry.datasets,
        registry.checks,
        registry.plugins,
        registry.finding_codes(),
    )


# --- built-ins ------------------------------------------------------------------------------------


def test_builtins_have_no_problem():
    registry = Registry.builtin(strict=True)
    assert registry.problems == ()
    bodies = ["aqa", "ocr", "pearson", "wjec", "ccea", "cambridge"]
    assert [p.name for p in registry.plugins] == ["examcore", "jcq", *bodies]
    assert {p.distribution for p in registry.plugins} == {"examcore"}


def test_builtins_offer_what_the_core_needs():
    registry = Registry.builtin()
    assert {"aqa", "ocr", "pearson", "wjec", "ccea", "cambridge"} == {b.id for b in registry.bodies.bodies}
    ids = {f.id for f in registry.formats}
    assert {"examcore.entries.csv", "jcq.basedata.options", "jcq.basedata.unit-links"} <= ids
    assert registry.checks
    assert all(dataset.read().id == dataset.id for dataset in registry.datasets)
    assert any(dataset.id == "jcq.codes.series" for dataset in registry.datasets)


def test_an_empty_registry_is_empty():
    registry = Registry()
    assert (registry.bodies.bodies, registry.formats, registry.datasets, registry.checks) == ((), (), (), ())
    assert repr(registry) == "<Registry: 0 plugins, 0 problems>"


def test_default_is_made_once():
    assert Registry.default() is Registry.default()
    assert Registry.installed() is not Registry.installed()


def test_the_core_imports_no_plugin_before_it_is_asked():
    script = """
        import sys
        import examcore.plugins
        from examcore.plugins import Registry
        registry = Registry.builtin()
        print([m for m in sys.modules if m.startswith(("examcore_plugins", "examcore.entries"))])
        registry.formats
        print("examcore_plugins.aqa" in sys.modules)
    """
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["[]", "True"]


# --- by hand --------------------------------------------------------------------------------------


def test_a_body_from_a_notebook():
    class Acme:
        @hookimpl
        def examcore_awarding_bodies(self):
            yield body("acme", "99")

    for source in (Acme, Acme()):
        registry = Registry.builtin()
        registry.register(source)
        assert registry.bodies.find("99") == body("acme", "99")
        assert registry.bodies.find("70").id == "aqa"
        info = registry.plugins[-1]
        assert (info.name, info.distribution, info.version) == ("acme", "", "")
        assert info.offers == {"examcore_awarding_bodies": ("acme",)}
        assert info.hooks == ("examcore_awarding_bodies",)


def test_a_module_by_hand():
    module = types.ModuleType("some.package.acme")
    module.examcore_formats = hookimpl(lambda: [file_format()])
    registry = Registry()
    registry.register(module)
    assert [f.id for f in registry.formats] == ["acme.demo.marks"]


def test_every_kind_of_offer():
    dataset = DatasetRef("acme.demo.codes", "Codes", lambda: (b"", b""))
    fmt = file_format(codes=(finding_code(),))
    registry = Registry()
    registry.register(
        plugin(bodies=[body()], formats=(fmt,), datasets={dataset: 1}.keys(), checks=iter([check()])), "acme"
    )
    assert registry.problems == ()
    assert set(registry.plugins[0].offers) == set(HOOKS)
    assert (registry.formats, registry.datasets) == ((fmt,), (dataset,))
    assert [c.id for c in registry.checks] == ["acme.demo.check"]
    assert registry.finding_codes()["acme.odd"] == finding_code()


def test_none_and_empty_are_fine():
    registry = Registry()
    registry.register(plugin(bodies=None, formats=()), "acme")
    assert registry.problems == ()
    assert registry.plugins[0].offers == {"examcore_awarding_bodies": (), "examcore_formats": ()}


def test_hooks_are_called_once():
    calls = itertools.count()
    source = types.SimpleNamespace(examcore_formats=hookimpl(lambda: [file_format(title=f"{next(calls)}.")]))
    registry = Registry()
    registry.register(source, "acme")
    registry.register(plugin(bodies=[body("other")]), "other")
    assert [registry.formats[0].title for _ in range(3)] == ["0.", "0.", "0."]
    assert next(calls) == 1


def test_bodies_follow_what_is_registered_later():
    registry = Registry.builtin()
    assert registry.bodies.id_of("99") == "99"
    registry.register(plugin(bodies=[body("acme", "99")]), "acme")
    assert registry.bodies.id_of("99") == "acme"


def test_the_same_object_again_does_nothing():
    source = plugin(bodies=[body()])
    registry = Registry()
    registry.register(source, "acme")
    registry.register(source, "acme")
    assert len(registry.plugins) == 1
    assert registry.problems == ()


def test_two_registries_share_nothing():
    one, two = Registry.builtin(), Registry.builtin()
    before = offers(two)
    one.register(plugin(bodies=[body("acme", "99")]), "acme")
    with pytest.warns(RuntimeWarning):
        one.register(plugin(bodies=[7]), "bad")
    assert one.bodies.find("99")
    assert offers(two) == before
    assert two.problems == ()
    assert Registry.builtin().bodies.find("99") is None


def test_a_mended_plugin_takes_its_problem_away():
    registry = Registry()
    with pytest.warns(RuntimeWarning):
        registry.register(plugin(bodies=[7]), "acme")
    with pytest.warns(RuntimeWarning):
        registry.register(plugin(bodies=[8]), "other")
    registry.register(plugin(bodies=[body()]), "acme")
    assert [p.plugin for p in registry.problems] == ["other"]
    assert registry.bodies.find("acme")


# --- broken ---------------------------------------------------------------------------------------


class OwnError(Exception):
    def __str__(self):
        raise ValueError


def raising(error):
    def examcore_formats():
        raise error

    return types.SimpleNamespace(examcore_formats=hookimpl(examcore_formats))


def test_a_hook_that_raises_names_the_line():
    problem = broken(raising(ValueError("two\nlines")))
    assert problem.plugin == "acme"
    assert problem.hook == "examcore_formats"
    assert problem.what.startswith("it failed: ValueError: two lines (")
    assert Path(__file__).name in problem.what


@pytest.mark.parametrize("error", [SystemExit(3), RecursionError("deep"), StopIteration(), OwnError()])
def test_whatever_a_hook_raises(error):
    assert type(error).__name__ in broken(raising(error)).what


def test_an_interrupt_is_the_users_and_loses_no_plugin():
    impatience = iter([KeyboardInterrupt()])

    def examcore_formats():
        for error in impatience:
            raise error
        return [file_format()]

    registry = Registry.builtin()
    with pytest.raises(KeyboardInterrupt):
        registry.register(types.SimpleNamespace(examcore_formats=hookimpl(examcore_formats)), "acme")
    assert registry.formats[-1].id == "acme.demo.marks"
    assert registry.bodies.find("aqa")


def test_a_strict_registry_goes_on_after_a_broken_plugin():
    registry = Registry.builtin(strict=True)
    before = offers(registry)
    with pytest.raises(PluginError) as caught:
        registry.register(raising(ValueError("no")), "acme")
    assert isinstance(caught.value.__cause__, ValueError)
    assert offers(registry) == before
    registry.register(plugin(bodies=[body()]), "acme")
    assert registry.bodies.find("acme")


def test_threads_that_ask_at_once_load_everything_once():
    calls = itertools.count()

    def examcore_formats():
        time.sleep(0.05)
        return [file_format(title=f"{next(calls)}.")]

    source = types.SimpleNamespace(examcore_formats=hookimpl(examcore_formats))
    registry = Registry([Candidate(name="acme", load=lambda: source)])
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: registry.formats, range(8)))
    assert [len(formats) for formats in seen] == [1] * 8
    assert next(calls) == 1
    assert registry.problems == ()


def test_a_hook_that_asks_the_registry_itself():
    registry = Registry.builtin()
    source = types.SimpleNamespace(
        examcore_formats=hookimpl(lambda: [file_format(title=f"one of {len(registry.plugins) + 1}")])
    )
    registry.register(source, "acme")
    assert registry.problems == ()
    assert registry.formats[-1].title == f"one of {len(registry.plugins)}"


def test_a_generator_that_breaks_half_way():
    def examcore_formats():
        yield file_format()
        raise ValueError("half-way")

    problem = broken(types.SimpleNamespace(examcore_formats=hookimpl(examcore_formats)))
    assert "half-way" in problem.what


def test_a_mistyped_hook():
    problem = broken(types.SimpleNamespace(examcore_format=hookimpl(lambda: ())))
    assert problem.hook == "examcore_format"
    assert "perhaps examcore_formats is meant" in problem.cure


def test_an_unknown_hook_with_another_good_one():
    source = plugin(bodies=[body("acme", "99")], frobnicate=())
    problem = broken(source)
    assert problem.hook == "examcore_frobnicate"
    assert "newer examcore" in problem.cure


def test_an_optional_hook_of_a_newer_edition_is_no_fault():
    source = plugin(bodies=[body()])
    source.examcore_frobnicate = hookimpl(optionalhook=True)(lambda: 1)
    registry = Registry()
    registry.register(source, "acme")
    assert registry.plugins[0].hooks == ("examcore_awarding_bodies",)


def test_a_hook_without_mark():
    problem = broken(types.SimpleNamespace(examcore_formats=lambda: ()))
    assert problem.hook == "examcore_formats"
    assert "@hookimpl" in problem.cure


def test_a_hook_with_arguments():
    problem = broken(types.SimpleNamespace(examcore_formats=hookimpl(lambda registry: registry)))
    assert problem.hook == "examcore_formats"
    assert "registry" in problem.what
    assert problem.cure == "hooks take no arguments"


def test_a_hook_that_wraps_others():
    def examcore_formats():
        return (yield)

    problem = broken(types.SimpleNamespace(examcore_formats=hookimpl(wrapper=True)(examcore_formats)))
    assert "wraps" in problem.what


@pytest.mark.parametrize("source", [types.SimpleNamespace(), body(), []])
def test_no_hook_at_all(source):
    assert broken(source).what == "it implements no hook"


@pytest.mark.parametrize("source", [None, 7, 1.5, "acme", b"acme"])
def test_what_can_be_no_plugin(source):
    with pytest.raises(TypeError, match="give the module or object that has the hooks"):
        Registry.builtin().register(source, "acme")


def test_a_name_that_is_no_text_spoils_no_registry():
    registry = Registry.builtin()
    before = offers(registry)
    with pytest.raises(TypeError, match="a text, not of type int"):
        registry.register(plugin(bodies=[body()]), 5)
    assert offers(registry) == before


def test_a_class_that_needs_arguments():
    class Acme:
        def __init__(self, needed):
            self.needed = needed

        @hookimpl
        def examcore_formats(self):
            return ()

    assert "no instance" in broken(Acme).what


@pytest.mark.parametrize("answer", [7, "text", b"bytes", {"acme": body()}, body()])
def test_an_answer_that_is_no_iterable_of_descriptors(answer):
    problem = broken(plugin(bodies=answer))
    assert type(answer).__name__ in problem.what
    assert problem.cure == "return an iterable of AwardingBody"


@pytest.mark.parametrize("item", [None, 7, "acme.demo.marks", file_format(), AwardingBody])
def test_a_wrong_item_among_the_answers(item):
    problem = broken(plugin(bodies=[body(), item]))
    assert problem.hook == "examcore_awarding_bodies"
    assert "among its answers" in problem.what


@pytest.mark.parametrize(
    "name",
    [
        "marks",
        "acme",
        "acme.marks",
        "acme.demo.more.marks",
        "Acme.demo.marks",
        "acmes.demo.marks",
        "jcq.a.b",
        "",
    ],
)
def test_ids_outside_the_namespace(name):
    for offer in (
        {"formats": [file_format(name)]},
        {"checks": [check(name)]},
        {"datasets": [DatasetRef(name, "t", lambda: (b"", b""))]},
    ):
        problem = broken(plugin(**offer))
        assert repr(name) in problem.what
        assert "acme.group.name" in problem.cure


@pytest.mark.parametrize(
    ("offer", "field"),
    [
        ({"bodies": [body("Acme")]}, "id"),
        ({"bodies": [body(id=None)]}, "id"),
        ({"bodies": [body(title="")]}, "title"),
        ({"bodies": [body("acme", "7")]}, "jcq_ids"),
        ({"bodies": [body(jcq_ids=["99"])]}, "jcq_ids"),
        ({"bodies": [body(jcq_ids={99: "mocks"})]}, "jcq_ids"),
        ({"bodies": [body(recognition_number=None)]}, "recognition_number"),
        ({"bodies": [body(shares_jcq_rules="yes")]}, "shares_jcq_rules"),
        ({"bodies": [body(overlays=("x",))]}, "overlays"),
        ({"bodies": [body(evidence="SEEN")]}, "evidence"),
        ({"bodies": [body(source="us")]}, "source"),
        ({"formats": [file_format(title=" ")]}, "title"),
        ({"formats": [file_format(edition=1)]}, "edition"),
        ({"formats": [file_format(identify=None)]}, "identify"),
        ({"formats": [file_format(load=None)]}, "load"),
        ({"formats": [file_format(dump="x")]}, "dump"),
        ({"formats": [file_format(codes=("acme.odd",))]}, "codes"),
        ({"formats": [file_format(codes=[finding_code()])]}, "codes"),
        ({"checks": [check(run=None)]}, "run"),
        ({"checks": [check(needs="entries")]}, "needs"),
        ({"checks": [check(codes=None)]}, "codes"),
        ({"datasets": [DatasetRef("acme.demo.x", "t", b"")]}, "load"),
    ],
)
def test_fields_that_would_fail_in_other_hands(offer, field):
    assert field in broken(plugin(**offer)).what.split()


@pytest.mark.parametrize("name", ["Acme", "9lives", "acme.demo", "", "a b", "__main__"])
def test_names_that_no_id_can_begin_with(name):
    assert "its name" in broken(plugin(bodies=[body()]), name).what


def test_one_bad_hook_takes_the_good_ones_of_the_plugin_along():
    source = plugin(bodies=[body("acme", "99")], formats=[file_format()], checks=[check("stranger.x.y")])
    assert broken(source).hook == "examcore_checks"


# --- overlays -------------------------------------------------------------------------------------


def overlay(layout="O5/14", jcq_id="99", **changes):
    fields = {"columns": {"fee": (79, 5), "fee_defined": (84, 1)}, "length": None}
    fields |= {"evidence": Evidence.EXAMPLE, "source": Source("us")}
    return LayoutOverlay(layout=layout, jcq_id=jcq_id, **fields | changes)


def test_an_overlay_that_suits_its_layout():
    registry = Registry.builtin(strict=True)
    own = body("acme", "99", "98", overlays=(overlay(), overlay(jcq_id="98"), overlay("S5/14", columns={})))
    registry.register(plugin(bodies=[own]), "acme")
    assert len(registry.bodies.overlays("99")) == 2


@pytest.mark.parametrize(
    ("overlays", "what"),
    [
        ([overlay("Z9/99")], "the overlay of acme on Z9/99 is for no layout of any format"),
        ([overlay(jcq_id="70")], "is for the JCQ identifier 70, which is not the body's"),
        ([overlay(), overlay(columns={})], "the overlay of acme on O5/14 is there twice"),
        ([overlay(columns={"fee": (200, 5)})], "a gap before"),
        ([overlay(columns={"fee": (79, 5)})], "an overlap at"),
        ([overlay(columns={"nope": (79, 5)})], "has no field nope"),
        ([overlay(columns={}, length=50)], "length is 50"),
        ([overlay(columns={"data_type": (2, 1), "record_type": (1, 1)})], "moves the mark"),
    ],
)
def test_overlays_that_would_fail_on_the_first_file(overlays, what):
    problem = broken(plugin(bodies=[body("acme", "99", overlays=tuple(overlays))]))
    assert problem.hook == "examcore_awarding_bodies"
    assert what in problem.what


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": 5},
        {"columns": {"fee": (-5, 5)}},
        {"columns": {"fee": (80, 0)}},
        {"columns": {"fee": ("80", "5")}},
        {"columns": {"fee": (80, 5, 1)}},
        {"columns": {"fee": None}},
        {"columns": {5: (80, 5)}},
        {"length": "x"},
        {"layout": None},
        {"jcq_id": ["99"]},
        {"evidence": "SEEN"},
        {"source": "us"},
    ],
)
def test_overlays_of_other_kinds(wrong):
    problem = broken(plugin(bodies=[body("acme", "99", overlays=(overlay(**wrong),))]))
    assert problem.what == "overlays of acme is a value of type tuple"
    assert "columns as name to (start, length)" in problem.cure


def test_an_overlay_of_a_layout_of_ones_own():
    layout = next(f for f in Registry.builtin().formats if f.id == "jcq.basedata.options").layouts()[0]
    own = attrs.evolve(layout, name="M5/1")
    boom = file_format("acme.demo.boom", layouts=lambda: 1 / 0)
    odd = file_format("acme.demo.odd", layouts=lambda: (5,))
    formats = [boom, odd, file_format(layouts=lambda: (own,))]
    registry = Registry(strict=True)
    bodies = [body("acme", "99", overlays=(overlay("M5/1", columns={}),))]
    registry.register(plugin(bodies=bodies, formats=formats), "acme")
    assert registry.bodies.overlays("99")


# --- two that want the same -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (plugin(bodies=[body("aqa")]), "the id aqa belongs to aqa (examcore)"),
        (plugin(bodies=[body("acme", "41")]), "the JCQ identifier 41 belongs to wjec (examcore)"),
        (plugin(bodies=[body("a"), body("a")]), "the id a belongs to the same plugin"),
        (
            plugin(bodies=[body("a", "98"), body("b", "98")]),
            "the JCQ identifier 98 belongs to the same plugin",
        ),
        (
            plugin(formats=[file_format(), file_format(title="x")]),
            "the id acme.demo.marks belongs to the same",
        ),
    ],
)
def test_claimed_twice(source, what):
    assert what in broken(source).what


def test_a_name_claimed_twice():
    problem = broken(plugin(bodies=[body()]), "jcq")
    assert problem.what == "the plugin jcq (examcore) has the same name"


def test_the_earlier_of_two_stays():
    registry = Registry()
    registry.register(plugin(bodies=[body("one", "99")]), "one")
    with pytest.warns(RuntimeWarning, match=r"belongs to one \(registered by hand\)"):
        registry.register(plugin(bodies=[body("two", "99")]), "two")
    assert registry.bodies.id_of("99") == "one"


def test_ids_of_different_kinds_do_not_meet():
    registry = Registry()
    registry.register(plugin(formats=[file_format("acme.demo.x")], checks=[check("acme.demo.x")]), "acme")
    assert registry.problems == ()


@pytest.mark.parametrize("name", ["read.empty", "jcq.self-pair"])
def test_a_finding_code_declared_otherwise(name):
    problem = broken(plugin(checks=[check(codes=(finding_code(name),))]))
    assert f"finding code {name}" in problem.what


def test_a_finding_code_declared_otherwise_in_one_plugin():
    codes = (finding_code(), finding_code(cure="another"))
    assert "acme.odd" in broken(plugin(checks=[check(codes=codes)])).what


def test_finding_codes_of_others_may_be_used():
    code = Registry.builtin().finding_codes()["jcq.self-pair"]
    empty = core_codes("read")["read.empty"]
    registry = Registry.builtin(strict=True)
    registry.register(plugin(checks=[check(codes=(code, empty))]), "acme")
    assert registry.finding_codes()["jcq.self-pair"] == code


# --- installed distributions ----------------------------------------------------------------------


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a distribution on the path without installing it: a package beside its metadata."""
    before = set(sys.modules)

    def install(package, code, *, version="1.2.3", name=None, points=None, folder="site", metadata=True):
        site = tmp_path / folder
        (site / package).mkdir(parents=True)
        (site / package / "__init__.py").write_text(textwrap.dedent(code), "utf-8")
        info = site / f"{package}-{version}.dist-info"
        info.mkdir()
        if metadata:
            text = f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: {version}\n"
            (info / "METADATA").write_text(text, "utf-8")
        points = points or f"[examcore]\n{name or package} = {package}\n"
        (info / "entry_points.txt").write_text(points, "utf-8")
        if str(site) not in sys.path:
            monkeypatch.syspath_prepend(site)

    yield install
    for module in set(sys.modules) - before:
        if getattr(sys.modules[module], "__file__", None) and str(tmp_path) in sys.modules[module].__file__:
            del sys.modules[module]


ACME = """
    from examcore.evidence import Evidence, Source
    from examcore.model import AwardingBody
    from examcore.plugins import hookimpl

    @hookimpl
    def examcore_awarding_bodies():
        return [AwardingBody(
            id="{id}",
            title="Acme",
            jcq_ids={{"{jcq_id}": "mocks"}},
            evidence=Evidence.EXAMPLE,
            source=Source("us"),
        )]
"""


def test_an_installed_body(install):
    install("acme_awards", ACME.format(id="acme", jcq_id="99"), name="acme")
    registry = Registry.installed(strict=True)
    assert registry.bodies.id_of("99") == "acme"
    info = registry.plugins[-1]
    assert (info.name, info.distribution, info.version) == ("acme", "acme-awards", "1.2.3")
    assert Registry.builtin().bodies.find("99") is None


def test_an_entry_point_may_name_a_class(install):
    code = """
        from examcore.plugins import hookimpl
        class Plugin:
            @hookimpl
            def examcore_formats(self):
                return ()
    """
    install("classy", code, points="[console_scripts]\nx = y:z\n\n[examcore]\nclassy = classy:Plugin\n")
    assert Registry.installed(strict=True).plugins[-1].hooks == ("examcore_formats",)


BROKEN = {
    "absent_import": "import there_is_no_such_module",
    "exiting_import": "raise SystemExit(2)",
    "syntax_import": "def (",
    "raising_hook": """
        from examcore.plugins import hookimpl
        @hookimpl
        def examcore_checks():
            return 1 / 0
    """,
    "mistyped_hook": """
        from examcore.plugins import hookimpl
        @hookimpl
        def examcore_awarding_body():
            return []
    """,
    "wrong_answer": """
        from examcore.plugins import hookimpl
        @hookimpl
        def examcore_formats():
            return ["wrong_answer.demo.text"]
    """,
    "no_hooks": "",
}


def test_broken_distributions_are_named_and_the_others_go_on(install):
    for number, (package, code) in enumerate(BROKEN.items()):
        install(package, code, version=f"0.{number}")
    install("aaa", ACME.format(id="first", jcq_id="98"))
    install("zzz", ACME.format(id="last", jcq_id="99"))
    registry = Registry.installed()
    builtin = Registry.builtin()
    assert registry.bodies.bodies == (
        *builtin.bodies.bodies,
        *(registry.bodies.find(i) for i in ("98", "99")),
    )
    assert registry.formats == builtin.formats
    assert registry.checks == builtin.checks
    assert [p.name for p in registry.plugins[len(builtin.plugins) :]] == ["aaa", "zzz"]

    problems = {p.plugin: p for p in registry.problems}
    assert list(problems) == sorted(BROKEN)
    for number, package in enumerate(BROKEN):
        problem = problems[package]
        assert (problem.distribution, problem.version) == (package.replace("_", "-"), f"0.{number}")
        assert problem.cure
        assert f"plugin {package} of {problem.distribution} 0.{number} is left out: " in str(problem)
    assert "there_is_no_such_module" in problems["absent_import"].what
    assert "absent-import" in problems["absent_import"].cure
    assert "SystemExit: 2" in problems["exiting_import"].what
    assert problems["raising_hook"].hook == "examcore_checks"
    assert "ZeroDivisionError" in problems["raising_hook"].what
    assert problems["mistyped_hook"].hook == "examcore_awarding_body"
    assert "type str" in problems["wrong_answer"].what
    assert "FileFormat" in problems["wrong_answer"].cure


@pytest.mark.parametrize("package", BROKEN)
def test_strict_raises(install, package):
    install(package, BROKEN[package])
    with pytest.raises(PluginError, match=package.replace("_", "-")) as caught:
        Registry.installed(strict=True)
    assert isinstance(caught.value, ExamcoreError)
    if package == "raising_hook":
        assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_two_distributions_with_one_body(install):
    install("one", ACME.format(id="one", jcq_id="99"))
    install("two", ACME.format(id="two", jcq_id="99"))
    registry = Registry.installed()
    assert registry.bodies.id_of("99") == "one"
    (problem,) = registry.problems
    assert problem.distribution == "two"
    assert "belongs to one (one)" in problem.what
    assert "uninstall" in problem.cure


def test_two_distributions_with_one_name(install):
    install("one", ACME.format(id="one", jcq_id="98"), name="same")
    install("two", ACME.format(id="two", jcq_id="99"), name="same")
    registry = Registry.installed()
    assert registry.bodies.id_of("98") == "one"
    (problem,) = registry.problems
    assert (problem.plugin, problem.distribution) == ("same", "two")


def test_an_installed_plugin_cannot_pose_as_a_builtin(install):
    install("impostor", ACME.format(id="fake", jcq_id="99"), name="aqa")
    registry = Registry.installed()
    assert registry.bodies.id_of("70") == "aqa"
    assert [p.distribution for p in registry.problems] == ["impostor"]


def test_a_distribution_that_is_there_twice_counts_once(install):
    install("twice", ACME.format(id="old", jcq_id="98"), version="1.0", folder="far")
    install("twice", ACME.format(id="new", jcq_id="99"), version="2.0", folder="near")
    registry = Registry.installed(strict=True)
    assert registry.plugins[-1].version == "2.0"
    assert registry.bodies.find("99").id == "new"


def test_unreadable_metadata(install):
    install("acme", ACME.format(id="acme", jcq_id="99"))
    install("garbled", "", points="[examcore]\nthis line is no entry point\n")
    install("stranger", "", points="[strangers]\nnor is this one\n")
    install("nameless", ACME.format(id="nameless", jcq_id="98"), metadata=False)
    registry = Registry.installed()
    assert registry.bodies.id_of("99") == "acme"
    assert {p.distribution for p in registry.problems} >= {"garbled-1.2.3.dist-info"}
    assert not any("stranger" in p.distribution for p in registry.problems)


# --- the house ------------------------------------------------------------------------------------


def test_no_registry_or_manager_is_made_on_import():
    makers = {"PluginManager", "Registry", "builtin", "installed", "default"}
    found = []
    for path in ROOT.parent.rglob("*.py"):
        waiting = list(ast.parse(path.read_text("utf-8")).body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called in makers:
                    found.append(f"{path.name}:{node.lineno}")
            waiting.extend(ast.iter_child_nodes(node))
    assert found == []


def test_every_finding_code_of_the_core_is_in_the_book():
    """A room that declares codes adds its line to ``examcore.plugins.builtins``."""
    declared = {
        keyword.value.value: path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FindingCode"
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }
    book = {name for namespace in core_namespaces() for name in core_codes(namespace)}
    assert {name: place for name, place in declared.items() if name not in book} == {}
    assert len(declared) > 50


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_reference_and_a_built_in_that_uses_it(hook):
    specification = getattr(sys.modules["examcore.plugins"], hook)
    assert specification() == ()
    for part in ("Returns:", "Example::", "@hookimpl", f"def {hook}()"):
        assert part in specification.__doc__
    assert any(info.offers.get(hook) for info in Registry.builtin().plugins)


def test_a_finding_code_in_a_foreign_namespace_is_refused():
    said = {"template": "so", "cure": "none", "triggers": "all", "passes": "none"}
    stray = FindingCode(code="stranger.thing", severity=Severity.INFO, **said)
    one = Check(id="acme.checks.one", title="one", codes=(stray,), run=print)
    registry = Registry.builtin()
    with pytest.warns(RuntimeWarning, match="not in the namespace"):
        registry.register(types.SimpleNamespace(examcore_checks=hookimpl(lambda: [one])), name="acme")
    assert [problem.plugin for problem in registry.problems] == ["acme"]
