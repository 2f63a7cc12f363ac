"""Records of the JCQ files, a module for each file: wire class, versions, layouts. Loaded one by one."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from examcore.layout import RecordLayout

__all__ = ["MODULES", "layouts_of", "records_of", "versions_of"]

MODULES: Final = {
    "S": "syllabus",
    "O": "option",
    "C": "component",
    "L": "link",
    "D": "disallowed",
    "E": "entry",
    "A": "entry",
}
"""Letter of the file to the module of its detail record."""


def records_of(letter: str) -> ModuleType:
    """The module of a file's detail record."""
    return import_module(f".{MODULES[letter]}", __name__)


def versions_of(letter: str) -> tuple[int, ...]:
    """The versions of the JCQ formats in which the layout of a file is known."""
    versions: tuple[int, ...] = records_of(letter).VERSIONS
    return versions


def layouts_of(letter: str, version: int) -> tuple[RecordLayout[Any], ...]:
    """The layouts of a file in a version: control records, then the detail record.

    >>> [layout.name for layout in layouts_of("L", 14)]
    ['L1/14', 'L3/14', 'L7/14', 'L9/14', 'L5/14']
    """
    layouts: tuple[RecordLayout[Any], ...] = records_of(letter).layouts_of(letter, version)
    return layouts
