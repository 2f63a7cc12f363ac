"""Pages as tests: the blocks of a Markdown page run in order, in one namespace, beside the examples.

- A ``python`` block with ``>>>`` is a doctest; one without is executed.
- A ``sh`` block holds lines of ``examcore …`` and ``echo $?``; they run in this process.
- A ``text`` block right behind one of these is what it prints, standard error included; ``…`` stands for
  anything.
- A block behind a line ``<!-- file: NAME -->`` is a file of a distribution. When the page next runs a command
  the distribution counts as installed, by its ``pyproject.toml`` and its packages in ``src``.

The page is the module ``__main__`` meanwhile, as a notebook is. The folder has the examples, as the root of
the repository does, and is thrown away: a page may write files as its reader would.
"""

import contextlib
import doctest
import importlib.util
import io
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from examcore.cli import main
from examcore.plugins import registry

ROOT = Path(__file__).parents[2]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_FENCE = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n)?"
    r"^(?P<fence>```+)(?P<kind>\w*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


def find_fences(path):
    """Line number, kind and text of each fenced block, and the name of the file that it is."""
    page = path.read_text("utf-8")
    return [
        (page.count("\n", 0, m.start("fence")) + 1, m["kind"], m["text"], m["file"])
        for m in _FENCE.finditer(page)
    ]


def find_blocks(path):
    """Line number, kind and text of each fenced block."""
    return [(line, kind, text) for line, kind, text, _ in find_fences(path)]


class Distribution:
    """The files of a page, and what an installer would make of them."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        self.modules = set(sys.modules)

    def install(self):
        """Put it on the path, and let examcore look again."""
        if not self.files:
            return
        for name, text in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        project = tomllib.loads(self.files["pyproject.toml"])["project"]
        info = self.folder / "src" / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir(exist_ok=True)
        metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (info / "METADATA").write_text(metadata, "utf-8")
        points = [
            line
            for group, names in project["entry-points"].items()
            for line in (f"[{group}]", *(f"{name} = {where}" for name, where in names.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(points) + "\n", "utf-8")
        sys.path.insert(0, str(self.folder / "src"))
        registry._default.cache_clear()
        self.files = {}

    def remove(self):
        """Leave nothing behind."""
        source = str(self.folder / "src")
        if source in sys.path:
            sys.path.remove(source)
            registry._default.cache_clear()
        for name in set(sys.modules) - self.modules:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(source):
                del sys.modules[name]


def run_command_line(text):
    """Run lines of a ``sh`` block; what they print together, and the last exit status."""
    out, status = io.StringIO(), 0
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            if words[:1] == ["examcore"]:
                status = main(words[1:])
            elif words == ["echo", "$?"]:
                out.write(f"{status}\n")
            else:
                assert not words, f"cannot run {line!r} here"
    return out.getvalue(), status


def run_python(text, namespace, where):
    """Run a ``python`` block; what it prints. A doctest checks itself and prints nothing."""
    if ">>>" in text:
        wrong = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
        test = doctest.DocTestParser().get_doctest(text, namespace, where, None, 0)
        for example in test.examples:
            example.want = example.want.replace("…", "...")
            example.exc_msg = example.exc_msg and example.exc_msg.replace("…", "...")
        runner.run(test, out=wrong.write, clear_globs=False)
        assert not runner.failures, f"{where}\n{wrong.getvalue()}"
        namespace.update(test.globs)
        return ""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, where, "exec", dont_inherit=True), namespace)  # noqa: S102  our own page
    return out.getvalue()


def run_page(path):
    """Run all blocks of a page; how many ran."""
    page, before = ModuleType("__main__"), sys.modules["__main__"]
    sys.modules["__main__"] = page
    with tempfile.TemporaryDirectory() as folder:
        distribution = Distribution(Path(folder))
        try:
            return run_fences(path, vars(page), distribution)
        finally:
            distribution.remove()
            sys.modules["__main__"] = before


def run_fences(path, namespace, distribution):
    printed, ran = None, 0
    for line, kind, text, file in find_fences(path):
        where = f"{path.relative_to(ROOT)}:{line}"
        if file:
            distribution.files[file] = text
            continue
        if kind == "python":
            printed = run_python(text, namespace, where)
        elif kind == "sh":
            distribution.install()
            printed, _ = run_command_line(text)
        elif kind == "text":
            assert printed is not None, f"{where}: nothing was run before"
            expected = text.replace("…", "...")
            fits = doctest.OutputChecker().check_output(expected, printed, FLAGS)
            assert fits, f"{where}: the page shows\n{text}\nand it prints\n{printed}"
            printed = None
            continue
        else:
            pytest.fail(f"{where}: a block of kind {kind!r}; there are python, sh and text")
        ran += 1
    assert not distribution.files, f"{where}: the files were not used"
    return ran


@pytest.fixture
def in_root(monkeypatch):
    """README speaks of paths from the root of the repository."""
    monkeypatch.chdir(ROOT)
    return ROOT


@pytest.fixture
def beside_examples(monkeypatch, tmp_path):
    """A folder in which pages may write; for what they read it is the root of the repository."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def generate():
    """The script that writes the reference pages."""
    spec = importlib.util.spec_from_file_location("examcore_docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="find_blocks", scope="session")
def _find_blocks():
    return find_blocks


@pytest.fixture(name="run_page", scope="session")
def _run_page():
    return run_page


@pytest.fixture(name="run_python", scope="session")
def _run_python():
    return run_python


@pytest.fixture(name="run_command_line", scope="session")
def _run_command_line():
    return run_command_line
