"""What all contracts have in common: tests that can be inherited, and messages with a cure."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar
from unittest import SkipTest

from ..errors import ExamcoreError
from ..plugins import Registry

__all__ = ["Contract", "PluginContract", "require"]


def require(holds: object, what: str, cure: str) -> None:
    """Fail with what is wrong and what to do about it, unless it holds."""
    __tracebackhide__ = True
    if not holds:
        raise AssertionError(f"{what}\n  cure: {cure}")


class Contract:
    """Tests that a class inherits; its name begins with ``Test``, so that pytest finds it."""

    @classmethod
    def problems(cls) -> tuple[str, ...]:
        """What does not hold, one text for each test that fails: for where there is no pytest."""
        return tuple(cls._failures())

    @classmethod
    def _failures(cls) -> Iterator[str]:
        names = dict.fromkeys(name for base in reversed(cls.__mro__) for name in vars(base))
        for name in names:
            if name.startswith("test_") and callable(getattr(cls, name)):
                try:
                    getattr(cls(), name)()
                except SkipTest:
                    continue
                except AssertionError as error:
                    yield f"{name}: {error}"


class PluginContract(Contract):
    """A contract about something that a plugin gives.

    Attributes:
        plugin: the module, its dotted name, or an object with the hooks; None for what ships with examcore.
        name: of the plugin, as its entry point has it; needed where that is not the last part of the module's
            name.
    """

    plugin: ClassVar[object] = None
    name: ClassVar[str] = ""

    @classmethod
    def source(cls) -> Any:
        """The plugin as an object."""
        return _module(cls.plugin) if isinstance(cls.plugin, str) else cls.plugin

    @classmethod
    def plugin_name(cls) -> str:
        """The name of the plugin; empty where that follows from the module."""
        return cls.name

    @classmethod
    def registry(cls) -> Registry:
        """A new registry with what ships with examcore, and the plugin."""
        try:
            registry = Registry.builtin(strict=True)
            source = cls.source()
            if source is not None:
                registry.register(source, cls.plugin_name() or None)
        except ExamcoreError as error:
            raise AssertionError(
                f"{cls.__name__}: {error}\n  cure: mend what the message names, then run it again"
            ) from error
        return registry


@cache
def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise AssertionError(
            f"the plugin {name} cannot be imported: {error}\n"
            "  cure: install its distribution here, or give the module itself as `plugin`"
        ) from error
