"""The plan of the house, read from the imports: who may know whom, and what only one room may touch."""

import ast
import statistics
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"

# each room may import those before it; rooms that do not exist yet keep their place
ROOMS = (
    "lazy",
    "errors",
    "evidence",
    "findings",
    "checks",
    "ids",
    "money",
    "model",
    "layout",
    "safexml",
    "archive",
    "formats",
    "serialise",
    "datasets",
    "dates",
    "rulebook",
    "catalogue",
    "entries",
    "key_dates",
    "prices",
    "fees",
    "charges",
    "invoices",
    "scenarios",
    "timetable",
    "access",
    "clashes",
    "results",
    "certificates",
    "plugins",
    "samples",
    "frames",
    "notebook",
    "files",
    "asking",
    "__init__",
    "cli",
    "__main__",
    "testing",
)
THIRD_PARTY = {
    "cattrs": {"serialise"},
    "openpyxl": {"formats"},
    "pluggy": {"plugins"},
    "dateutil": {"dates"},
    "icalendar": {"key_dates"},
    "lxml": {"safexml"},
    "matplotlib": {"notebook"},
}
CORE = sorted((SRC / "examcore").rglob("*.py"))
PLUGINS = sorted((SRC / "examcore_plugins").rglob("*.py"))


def room_of(path):
    """errors.py and ids/uci.py are in the rooms errors and ids."""
    return path.relative_to(SRC / "examcore").with_suffix("").parts[0]


def imports(path):
    """Every module that a file imports, at whatever depth, as absolute dotted names."""
    package = path.relative_to(SRC).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *((node.module or "").split(".") if node.module else ())))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def calls(path):
    """Every call, as written: ``date.today``, ``open``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def rooms_imported(path):
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "examcore":
            room = parts[1] if len(parts) > 1 and parts[1] in ROOMS else None
            if room:
                yield room


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(SRC)))
def test_a_room_imports_only_rooms_to_its_left(path):
    room = room_of(path)
    assert room in ROOMS, f"{room} has no place in the order of rooms"
    right = [other for other in rooms_imported(path) if ROOMS.index(other) > ROOMS.index(room)]
    assert not right


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(SRC)))
def test_the_core_imports_no_plugin(path):
    assert not [name for name in imports(path) if name.startswith("examcore_plugins")]


def test_layout_knows_nothing_of_exams():
    known = {room for path in (SRC / "examcore" / "layout").glob("*.py") for room in rooms_imported(path)}
    assert known <= {"errors", "evidence", "findings", "layout"}


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(SRC)))
def test_third_party_packages_stay_in_their_room(path):
    room = room_of(path)
    for name in imports(path):
        top = name.split(".")[0]
        if top in THIRD_PARTY:
            assert room in THIRD_PARTY[top]
        if top in {"attr", "attrs"}:
            assert room not in {"errors", "ids"}
        assert top not in {"pandas", "numpy"}
        assert top not in {"pytest", "hypothesis"} or room == "testing"


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(SRC)))
def test_only_files_and_cli_open_files_and_nobody_else_reads_the_clock(path):
    if room_of(path) in {"files", "cli", "testing"}:  # the last one looks at the files of a package
        return
    impure = (
        "open",
        "date.today",
        "datetime.now",
        "time.time",
        "os.environ.get",
        "os.getenv",
        "Path",
        "input",
    )
    readers = (".read_text", ".read_bytes", ".write_text", ".write_bytes")
    found = [call for call in calls(path) if call in impure or call.endswith(readers)]
    # entry points are looked for where Python keeps them, and are not data
    allowed = {"distribution.read_text", "open"} if path.name == "entry_points.py" else set()
    assert not set(found) - allowed


@pytest.mark.parametrize("path", PLUGINS, ids=lambda p: str(p.relative_to(SRC)))
def test_a_body_imports_jcq_and_the_core_and_no_other_body(path):
    own = path.relative_to(SRC / "examcore_plugins").parts[0]
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "examcore_plugins" and len(parts) > 1:
            assert parts[1] in ({"jcq"} if own == "jcq" else {own, "jcq"})


def test_modules_are_small():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (*CORE, *PLUGINS)}
    assert statistics.median(sizes.values()) <= 150
    assert not {str(p): n for p, n in sizes.items() if n >= 500}
    assert len([n for n in sizes.values() if n > 400]) <= 3


@pytest.mark.parametrize("path", [*CORE, *PLUGINS], ids=lambda p: str(p.relative_to(SRC)))
def test_no_module_keeps_a_registry_or_plugin_manager(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            maker = ast.unparse(node.value.func)
            assert not maker.endswith("PluginManager")
            assert "Registry" not in maker


@pytest.mark.parametrize("path", [*CORE, *PLUGINS], ids=lambda p: str(p.relative_to(SRC)))
def test_every_export_is_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} | {
        n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)
    }
    names |= {
        a.asname or a.name
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom | ast.Import)
        for a in n.names
    }
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            exported = ast.literal_eval(node.value)
            assert not set(exported) - names
