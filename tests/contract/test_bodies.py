"""The bodies that ship keep to the contract of plugin authors, and their packages have one shape."""

import ast
import importlib
import re
from pathlib import Path

import attrs
import pytest

import examcore_plugins
from examcore.entries.names import wire_name
from examcore.errors import InvalidDeclaration
from examcore.evidence import Evidence
from examcore.model import AwardingBody, BodyBook
from examcore.plugins import HOOKS, Registry
from examcore.testing import BodyContract
from examcore_plugins.jcq.spellings import SPELLINGS

PLUGINS = Path(examcore_plugins.__file__).parent
PACKAGES = sorted(p.name for p in PLUGINS.iterdir() if (p / "__init__.py").exists())
BODIES = [name for name in PACKAGES if name != "jcq"]

# the identifiers that the reference calls SEEN, 8.1; those that are only RECALLED are nobody's
SEEN = {
    "aqa": ["70"],
    "ocr": ["01", "72"],
    "pearson": ["10", "11", "13", "15"],
    "wjec": ["40", "41"],
    "ccea": ["61"],
    "cambridge": ["02"],
}
# the identifiers under which entry files are known to go, or concluded to; the others have no route
ROUTES = {"aqa": ["70"], "ocr": ["01"], "pearson": ["10", "11"], "wjec": ["40", "41"], "ccea": ["61"]}
RECALLED = ["12", "20", "71", "73", "74"]


FIELDS = [field.name for field in attrs.fields(AwardingBody)]
"""Every body says something of each, in this order: what is not known is None or empty, and stands there."""


def contract(name):
    about = {"plugin": f"examcore_plugins.{name}", "body": name}
    return type(f"Test{name.title()}", (BodyContract,), about)


globals().update({made.__name__: made for made in map(contract, BODIES)})


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


def source(name, file):
    return ast.parse((PLUGINS / name / file).read_text("utf-8"))


def functions(name):
    return [node.name for node in source(name, "__init__.py").body if isinstance(node, ast.FunctionDef)]


def test_there_are_bodies():
    assert set(BODIES) == set(SEEN)
    assert [body.id for body in Registry.builtin().bodies.bodies] == list(SEEN)
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
    assert given == FIELDS


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


@pytest.mark.parametrize("name", BODIES)
def test_routes_are_the_known_ones(name):
    """Others are not made up: BTEC's entries go as EDIFACT, and of ``02`` nothing was seen."""
    body = Registry.builtin().bodies.find(name)
    assert [route.jcq_id for route in body.routes] == ROUTES.get(name, [])
    assert {route.format for route in body.routes} <= {"jcq.entries.entries"}
    assert [r.jcq_id for r in body.routes if r.evidence is Evidence.SEEN] == (["70"] if name == "aqa" else [])


def test_all_but_cambridge_share_the_rules_of_jcq():
    assert Registry.builtin().bodies.sharing_jcq == ("aqa", "ocr", "pearson", "wjec", "ccea")
    assert Registry().bodies.sharing_jcq == ()


def test_names_are_taken_as_the_reference_has_them():
    rules = {body.id: body.names for body in Registry.builtin().bodies.bodies}
    assert rules.pop("cambridge") is None
    assert {rule.longest for rule in rules.values()} == {40}
    assert {name for name, rule in rules.items() if rule.evidence is Evidence.SEEN} == {"pearson"}
    assert set(rules.pop("pearson").marks) == set("'.()/-")
    assert {frozenset(rule.marks) for rule in rules.values()} == {frozenset("-'(). ") - {" "}}


def test_all_bodies_share_one_table_of_spellings():
    rules = [body.names for body in Registry.builtin().bodies.bodies if body.names]
    assert {id(rule.spellings) for rule in rules} == {id(SPELLINGS)}
    # names are in upper case when they are looked up, so a small letter has its capital there
    assert {letter.upper() for letter in SPELLINGS} <= {*SPELLINGS, "SS", "I"}


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Ørsted", "ORSTED"),
        ("Æsir", "AESIR"),
        ("Weiß", "WEISS"),
        ("STRAẞE", "STRASSE"),
        ("Łódź", "LODZ"),
        ("Đorđe", "DORDE"),
        ("Þóra Guðrún", "THORA GUDRUN"),
        ("Œuvray", "OEUVRAY"),
        ("Yıldız İnci", "YILDIZ INCI"),
        ("O’Neill", "O'NEILL"),
        ("Ka\u02bbahumanu", "KA'AHUMANU"),
        ("Anne\u2011Marie", "ANNE-MARIE"),
        ("Ŋunez", "NGUNEZ"),
        ("\u0132ssel", "IJSSEL"),
    ],
)
def test_spellings(name, spelt):
    rule = Registry.builtin().bodies.find("aqa").names
    written = wire_name(name, "", rule)
    assert (written.surname, written.refused) == (spelt, ())
