"""The packages of the awarding bodies have one shape, so that who knows one knows all."""

import ast
import importlib
import re
from pathlib import Path

import pytest

import examcore_plugins
from examcore.errors import InvalidDeclaration
from examcore.evidence import Evidence
from examcore.model import AwardingBody, BodyBook
from examcore.plugins import HOOKS, Registry

PLUGINS = Path(examcore_plugins.__file__).parent
PACKAGES = sorted(p.name for p in PLUGINS.iterdir() if (p / "__init__.py").exists())
BODIES = [name for name in PACKAGES if name != "jcq"]

# the identifiers that the reference calls SEEN, 8.1; those that are only RECALLED are nobody's
SEEN = {"aqa": ["70"], "ocr": ["01", "72"], "pearson": ["10", "11", "13", "15"], "wjec": ["40", "41"]}
RECALLED = ["12", "20", "71", "73", "74"]


def files(name):
    return sorted(
        p.relative_to(PLUGINS / name).as_posix()
        for p in (PLUGINS / name).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    )


def imports(path):
    """Every module that a file imports, absolute, wherever in the file."""
    package = [*path.relative_to(PLUGINS.parent).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def headings(name):
    text = (PLUGINS / name / "README.md").read_text("utf-8")
    return re.findall(r"^## .*$", text, re.MULTILINE)


def source(name, file):
    return ast.parse((PLUGINS / name / file).read_text("utf-8"))


def functions(name):
    return [node.name for node in source(name, "__init__.py").body if isinstance(node, ast.FunctionDef)]


def test_there_are_bodies():
    assert set(BODIES) >= set(SEEN)
    assert "jcq" in PACKAGES


@pytest.mark.parametrize("name", BODIES)
def test_files(name):
    """Three files, and a folder of data where there is any."""
    others = [file for file in files(name) if not re.fullmatch(r"data/[a-z]\w*\.(csv|toml)", file)]
    assert others == ["README.md", "__init__.py", "body.py"]
    data = [file for file in files(name) if file not in others]
    assert {Path(file).stem for file in data if file.endswith(".csv")} == {
        Path(file).stem for file in data if file.endswith(".toml")
    }


@pytest.mark.parametrize("name", BODIES)
def test_readme(name):
    assert headings(name) == ["## Covered", "## Not covered", "## Sources"]
    text = (PLUGINS / name / "README.md").read_text("utf-8")
    assert text.startswith(f"# {Registry.builtin().bodies.find(name).title}\n")
    covered, _, _ = text.partition("## Not covered")
    body = Registry.builtin().bodies.find(name)
    assert re.findall(r"`([0-9]{2})`", covered) == list(body.jcq_ids)
    assert body.recognition_number in covered


@pytest.mark.parametrize("name", BODIES)
def test_init_holds_hooks_and_nothing_else(name):
    module = importlib.import_module(f"examcore_plugins.{name}")
    hooks = functions(name)
    assert "examcore_awarding_bodies" in hooks
    assert [h for h in HOOKS if h in hooks] == [h for h in hooks if not h.startswith("_")]
    assert sorted(h for h in hooks if not h.startswith("_")) == module.__all__
    assert all(getattr(module, hook).examcore_impl for hook in module.__all__)
    kinds = {type(node) for node in source(name, "__init__.py").body}
    assert kinds <= {ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.FunctionDef}


@pytest.mark.parametrize("name", BODIES)
def test_body_holds_one_declaration(name):
    statements = [node for node in source(name, "body.py").body if isinstance(node, ast.Assign)]
    assert [node.targets[0].id for node in statements] == ["__all__", "BODY"]
    assert isinstance(statements[-1].value, ast.Call)
    given = [keyword.arg for keyword in statements[-1].value.keywords]
    assert given == ["id", "title", "jcq_ids", "recognition_number", "overlays", "evidence", "source"]


@pytest.mark.parametrize("name", BODIES)
def test_the_body_is_called_as_its_package(name):
    (body,) = importlib.import_module(f"examcore_plugins.{name}").examcore_awarding_bodies()
    assert isinstance(body, AwardingBody)
    assert body.id == name
    assert body.jcq_ids
    assert list(body.jcq_ids) == sorted(body.jcq_ids)
    assert re.fullmatch(r"RN[0-9]{4}", body.recognition_number)


@pytest.mark.parametrize("name", PACKAGES)
def test_imports_go_from_body_to_jcq_to_core(name):
    allowed = {name} | ({"jcq"} if name != "jcq" else set())
    for file in files(name):
        if file.endswith(".py"):
            for module in imports(PLUGINS / name / file):
                if module.startswith("examcore_plugins"):
                    assert module.split(".")[1] in allowed, f"{name}/{file} imports {module}"


@pytest.mark.parametrize(("name", "jcq_ids"), SEEN.items())
def test_identifiers_are_the_seen_ones(name, jcq_ids):
    body = Registry.builtin().bodies.find(name)
    assert list(body.jcq_ids) == jcq_ids
    assert body.evidence is Evidence.SEEN
    assert all(Registry.builtin().bodies.id_of(jcq_id) == name for jcq_id in jcq_ids)


@pytest.mark.parametrize("jcq_id", RECALLED)
def test_recalled_identifiers_are_nobodys(jcq_id):
    assert Registry.builtin().bodies.id_of(jcq_id) == jcq_id


def test_identifiers_agree_with_the_shipped_list():
    """The list of identifiers is data of ``jcq``; what it calls SEEN of our bodies, they declare."""
    dataset = next(d for d in Registry.builtin().datasets if d.id == "jcq.codes.body-ids").read()
    bodies = Registry.builtin().bodies
    for row in dataset:
        body = bodies.find(row["body"])
        if body is not None:
            assert (row["jcq_id"] in body.jcq_ids) == (row.evidence is Evidence.SEEN), row["jcq_id"]
    listed = {row["jcq_id"] for row in dataset}
    assert all(jcq_id in listed for body in bodies.bodies for jcq_id in body.jcq_ids)


@pytest.mark.parametrize("name", BODIES)
def test_each_works_alone_and_only_once(name):
    module = importlib.import_module(f"examcore_plugins.{name}")
    registry = Registry(strict=True)
    registry.register(module)
    assert [body.id for body in registry.bodies.bodies] == [name]
    (body,) = registry.bodies.bodies
    with pytest.raises(InvalidDeclaration):
        BodyBook([body, AwardingBody(**{f: getattr(body, f) for f in FIELDS} | {"id": "other"})])


FIELDS = ["id", "title", "jcq_ids", "recognition_number", "overlays", "evidence", "source"]
