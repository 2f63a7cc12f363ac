"""Write the reference pages from the declarations in the code: ``python docs/generate.py``.

A test fails when a page is stale. Nothing is edited in the pages: what they say stands in docstrings and
declarations, or here.
"""
# ruff: noqa: INP001, T201  a script that prints

from __future__ import annotations

import doctest
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from examcore.entries import COLUMNS
from examcore.entries.columns import ESSENTIAL
from examcore.ids import KINDS
from examcore.layout import RecordLayout
from examcore.plugins import HOOKS, Registry, hookspecs

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py; do not edit. -->"


INTRODUCTIONS = {
    "identifiers.md": """
Each kind is one module in `examcore.ids`, and all have one shape:

| name | what it is |
|---|---|
| `compact(value)` | upper case, without the blanks and hyphens that people type |
| `problems(value)` | everything wrong with it, as a tuple; empty when it is fine |
| `is_valid(value)` | whether there is neither an error nor a warning |
| `parse(value)` | its parts as a named tuple, or `MalformedIdentifier` |
| `make(…)` | a value from its parts, with its check character |
| `display(value)` | as it is printed |
| `check_character(body)` | of the other characters; only where a kind has one |

A wrong shape is an error, a check character that does not match is a warning, and what is merely unknown is
an info. Where a kind is personal, its values stand in no message. On the command line:
`examcore id check KIND VALUE`.
""",
    "formats.md": """
What `examcore.read` knows: first the formats and the layouts of their lines, then the fields of each record.
Columns are counted from 1, in bytes. The labels of evidence are explained in the
[glossary](../glossary.md#evidence-labels).
""",
    "finding-codes.md": """
A finding is one fault, or one thing worth knowing, at one place of a file. Its code says what it is and keeps
its meaning. An **error** makes a value unusable, a **warning** asks for a look, an **info** explains. Words
in braces stand for what was found. A rule is named where the code enforces one: `V…` is an identity between
fields of JCQ files, `ENT-…` and `FEE-…` a regulation; without one, the check is ours.
""",
    "entries-table.md": """
A row is one candidate entered for one option. The columns may stand in any order. Those marked *essential*
say what is entered: without one of them a row has no price. Those marked *expected* are needed for entry
files; a table without them gives a warning and can still be priced. Columns that are not listed here are
kept, under their own names, at the end of each row.
""",
    "hooks.md": """
A distribution offers a plugin by an entry point of group `examcore`; its name is that of the plugin. In a
notebook, `Registry.register` takes a module or an object on the same path. A plugin with one fault is left
out as a whole, and `examcore plugins` says why; the others go on.

The examples use these names:

```python
from examcore import Evidence, Registry, Source, hookimpl
from examcore.checks import Check
from examcore.datasets import DatasetRef
from examcore.model import AwardingBody
```
""",
    "datasets.md": """
Tables of facts that ship with examcore. Every row has its evidence and its source. A key without a row means
*not covered*, never *there is none*.

```python
>>> import examcore as ex
>>> refs = {ref.id: ref for ref in ex.Registry.builtin().datasets}
>>> row = refs["jcq.codes.body-ids"].read().get("70")
>>> row["body"], row.evidence
('aqa', <Evidence.SEEN: 'SEEN'>)
```
""",
}

ABOUT_TABLES = """
## What is read, and what is refused

- Comma, semicolon, tab or vertical bar; UTF-8 or Windows-1252. Both are found out; a guess is told.
- Days are `2009-03-14`, or day first as `14/03/2009`. A month that stands first is an error.
- A candidate number of one to three digits is filled with zeros, with a warning.
- Any other lost zero, a number such as `5.12E+09` and a formula are errors; nothing is repaired in silence.
- A row of which it cannot be told what is entered stays as an *unreadable row*; a quote counts it as unknown.

Every problem of every row is told at once; see the [finding codes](finding-codes.md#entries).
"""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table and a blank line."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in row) + " |"
    yield ""


def prose(text: str | None) -> str:
    """Markdown of a docstring: double backticks and references become code, examples become blocks."""
    text = inspect.cleandoc(text or "")
    text = re.sub(r"``(.+?)``|(?<![`\w])`([^`\n]+)`(?!`)", lambda m: f"`{m[1] or m[2]}`", text)
    return re.sub(
        r"^Example::\n\n((?:    .*\n?|\n)+)",
        lambda m: f"```python\n{textwrap.dedent(m[1]).strip()}\n```\n",
        text,
        flags=re.MULTILINE,
    )


def split_arguments(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What a docstring says before its Args, and each of the Args."""
    before, _, rest = inspect.cleandoc(text).partition("\nArgs:\n")
    found: list[tuple[str, str]] = []
    for line in rest.splitlines():
        if match := re.match(r"    (\w+): (.*)", line):
            found.append((match[1], match[2]))
        elif line.startswith("        ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            break
    return prose(before).strip(), [(name, prose(what)) for name, what in found]


def examples_of(function: Callable[..., Any]) -> str:
    """The ``>>>`` lines of a docstring, with what they give."""
    found = doctest.DocTestParser().get_examples(inspect.cleandoc(function.__doc__ or ""))
    return "".join(
        "".join(f"{'...' if i else '>>>'} {line}\n" for i, line in enumerate(e.source.splitlines())) + e.want
        for e in found
    )


def identifiers() -> Iterator[str]:
    """Page of `examcore.ids`."""
    yield "# Identifiers\n"
    yield INTRODUCTIONS["identifiers.md"]
    yield from table(
        ("kind", "identifier", "example", "personal", "rules"),
        (
            (f"[`{name}`](#{name})", kind.TITLE, f"`{kind.EXAMPLE}`", yes(kind.PERSONAL), kind.CLAUSE)
            for name, kind in KINDS.items()
        ),
    )
    for name, kind in KINDS.items():
        module: Any = kind
        yield f"## {name}\n"
        yield f"{prose(module.__doc__)}\n"
        yield f"Module `{module.__name__}`; `make{signature(module.make)}`.\n"
        yield from table(("part", "meaning"), split_arguments(module.Parts.__doc__)[1])
        shown = "".join(examples_of(getattr(module, n)) for n in ("compact", "problems", "parse", "make"))
        used = sorted(name for name in module.__all__ if re.search(rf"\b{name}\(", shown) and name.islower())
        yield f"```python\n>>> from {module.__name__} import {', '.join(used)}\n{shown}```\n"


def signature(function: Callable[..., Any]) -> str:
    """The signature without the quotation marks of annotations."""
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(function)))


def yes(value: object) -> str:
    """A cell of a yes-or-no column."""
    return "yes" if value else ""


def _record_key(layout: RecordLayout[Any]) -> tuple[Any, ...]:
    """What makes two layouts the same table of fields."""
    return layout.wire_class, tuple((f.name, f.start, f.length, f.codec.name) for f in layout.fields)


def formats() -> Iterator[str]:
    """Page of file formats and their layouts."""
    registry = Registry.builtin()
    records: dict[tuple[Any, ...], list[RecordLayout[Any]]] = {}
    for fmt in registry.formats:
        for layout in fmt.layouts():
            records.setdefault(_record_key(layout), []).append(layout)
    tables_of = Counter(key[0] for key in records)
    titles = {
        key: key[0].__name__ + (_versions(layouts) if tables_of[key[0]] > 1 else "")
        for key, layouts in records.items()
    }
    yield "# File formats\n"
    yield INTRODUCTIONS["formats.md"]
    yield from table(
        ("id", "title", "edition", "written by examcore"),
        ((f"[`{f.id}`](#{slug(f.id)})", f.title, f.edition, yes(f.dump)) for f in registry.formats),
    )
    for fmt in registry.formats:
        yield f"## {fmt.id}\n"
        yield f"{fmt.title}. Edition: {fmt.edition}.\n"
        if fmt.source.startswith("http"):
            yield f"Described in: <{fmt.source}>\n"
        if not fmt.layouts():
            yield "It has no fixed columns; see the [entries table](entries-table.md).\n"
            continue
        rows = {
            (la.name, la.length, la.padded): (
                f"`{la.name}`",
                f"[{titles[_record_key(la)]}](#{slug(titles[_record_key(la)])})",
                la.length,
                la.padded,
                la.evidence,
            )
            for la in fmt.layouts()
        }
        yield from table(("layout", "record", "length", "filled to", "evidence"), rows.values())
    yield "# Records\n"
    for key, layouts in records.items():
        yield f"## {titles[key]}\n"
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(la.name for la in layouts))
        yield f"{prose(key[0].__doc__)}\n"
        yield f"Layouts: {names}. Wire class `{key[0].__module__}.{key[0].__name__}`.\n"
        yield from table(
            ("columns", "field", "kind", "meaning", "known values", "evidence", "personal"),
            (
                (
                    f"{f.start}" if f.length == 1 else f"{f.start}–{f.end}",
                    f"`{f.name}`",
                    f.codec.name,
                    f.meaning,
                    ", ".join(f"`{v}`" if v else "blank" for v in sorted(f.known)),
                    f.evidence,
                    yes(f.personal),
                )
                for f in sorted(layouts[-1].fields, key=lambda f: f.start)
            ),
        )


def _versions(layouts: Iterable[RecordLayout[Any]]) -> str:
    """The versions in the names of layouts, such as ``O5/13``."""
    numbers = sorted({int(layout.name.partition("/")[2]) for layout in layouts})
    return f", version {numbers[0]}" if len(numbers) == 1 else f", versions {numbers[0]} to {numbers[-1]}"


def slug(title: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


_NAMESPACES = {
    "archive": "Of archives: what is not unpacked, and why.",
    "catalogue": "Of basedata files put together.",
    "check": "Of checks themselves.",
    "entries": "Of entries, as they are read and as they are checked against the catalogue.",
    "fees": "Of quotes.",
    "jcq": "Of JCQ files: headers, counts, names and records.",
    "layout": "Of lines of fixed width.",
    "read": "Of files, before their format is known.",
    "report": "Of reports themselves.",
    "table": "Of delimited tables, whatever their columns mean.",
}


def finding_codes() -> Iterator[str]:
    """Page of every finding code."""
    codes = Registry.builtin().finding_codes()
    yield "# Finding codes\n"
    yield INTRODUCTIONS["finding-codes.md"]
    groups: dict[str, list[str]] = {}
    for name in codes:
        groups.setdefault(name.partition(".")[0], []).append(name)
    for group, names in groups.items():
        yield f"## {group}\n"
        if group in _NAMESPACES:
            yield f"{_NAMESPACES[group]}\n"
        for name in names:
            code = codes[name]
            yield f"### {name}\n"
            yield f"**{code.severity}** · {safe(code.template)}\n"
            yield f"- cure: {safe(code.cure)}"
            yield f"- gives it: {safe(code.triggers)}"
            yield f"- does not: {safe(code.passes)}"
            if code.rule:
                yield f"- rule: {code.rule} ({code.evidence})"
            yield ""


def safe(text: str) -> str:
    """Text that Markdown would take for markup."""
    return re.sub(r"([*<>|\[\]])", r"\\\1", prose(text)) if "`" not in text else prose(text)


def entries_table() -> Iterator[str]:
    """Page of the columns of the entries table."""
    yield "# Entries table\n"
    yield INTRODUCTIONS["entries-table.md"]
    yield from table(
        ("column", "needed", "known values", "personal", "meaning"),
        (
            (
                f"`{c.name}`",
                "essential" if c.name in ESSENTIAL else "expected" if c.expected else "",
                ", ".join(f"`{v}`" if v else "empty" for v in c.known),
                yes(c.personal),
                c.meaning,
            )
            for c in COLUMNS
        ),
    )
    yield ABOUT_TABLES


def hooks() -> Iterator[str]:
    """Page of the hooks that plugins implement."""
    yield "# Hooks\n"
    yield f"{prose(hookspecs.__doc__)}\n"
    yield INTRODUCTIONS["hooks.md"]
    for name, kind in HOOKS.items():
        spec = getattr(hookspecs, name)
        yield f"## {name}\n"
        yield f"`{name}{signature(spec)}`\n"
        before, fence, example = prose(spec.__doc__).partition("```python")
        yield before.replace("Returns:\n    ", "Returns: ").replace("\n    ", "\n") + fence + example
        yield f"### {kind.__name__}\n"
        about, arguments = split_arguments(kind.__doc__ or "")
        yield f"{about}\n"
        yield from table(("field", "default", "meaning"), _fields(kind, dict(arguments)))


def _fields(kind: type, meanings: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for field in attrs.fields(kind):
        if field.init and not field.name.startswith("_"):
            default = field.default
            shown = "required" if default is attrs.NOTHING else f"`{default!r}`"
            yield f"`{field.name}`", shown, meanings.get(field.name, "")


def datasets() -> Iterator[str]:
    """Page of the tables of facts."""
    yield "# Datasets\n"
    yield INTRODUCTIONS["datasets.md"]
    found = [ref.read() for ref in Registry.builtin().datasets]
    yield from table(
        ("id", "title", "rows", "as of"),
        ((f"[`{d.id}`](#{slug(d.id)})", d.title, len(d), d.as_of) for d in found),
    )
    for dataset in found:
        yield f"## {dataset.id}\n"
        yield f"{dataset.title[0].upper()}{dataset.title[1:]}.\n"
        yield f"Covers {dataset.covers}.\n"
        yield from table(
            ("column", "key", "meaning"),
            ((f"`{name}`", yes(name in dataset.key), what) for name, what in dataset.columns.items()),
        )


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "identifiers.md": identifiers,
    "formats.md": formats,
    "finding-codes.md": finding_codes,
    "entries-table.md": entries_table,
    "hooks.md": hooks,
    "datasets.md": datasets,
}


def text_of(name: str) -> str:
    """The text of a page."""
    title, *rest = PAGES[name]()
    text = "\n".join([title, NOTE, "", *rest])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def main() -> None:
    """Write the pages that changed."""
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        path, text = FOLDER / name, text_of(name)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"wrote {path.relative_to(FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
