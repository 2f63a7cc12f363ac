"""Names of a package that load their module when somebody asks: to make a class costs half a millisecond."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazily"]


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package.

    Args:
        package: its ``__name__``.
        homes: public name to the module in the package that has it.

    >>> find = lazily("examcore", {"Money": "money"})
    >>> find("Money").__module__
    'examcore.money'
    """

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{homes[name]}", package), name)
        setattr(sys.modules[package], name, value)  # the next one who asks finds it there
        return value

    return find
