"""How one plugin is loaded: imported, looked at, called, and its answers looked at; or else a `Problem`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import attrs
import pluggy

from ..findings import FindingCode
from . import hookspecs
from .descriptors import UPDATE, BrokenError, check_item, items_of
from .hookspecs import HOOKS

__all__ = ["CAUGHT", "Candidate", "Loaded", "PluginInfo", "Problem", "describe", "examine", "name_of"]

CAUGHT = (Exception, SystemExit)
"""What a plugin may raise without harm to others; KeyboardInterrupt is the user's, and passes."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@attrs.frozen(kw_only=True)
class Problem:
    """Why a plugin is not there.

    Args:
        plugin: name of the plugin.
        distribution: that it came with; empty when it was registered by hand.
        version: of the distribution.
        hook: that is at fault; empty when it is the plugin as a whole.
        what: is wrong.
        cure: what a person does about it.
    """

    plugin: str
    distribution: str
    version: str
    hook: str
    what: str
    cure: str

    def __str__(self) -> str:
        origin = f" of {self.distribution} {self.version}".rstrip() if self.distribution else ""
        hook = f"{self.hook}: " if self.hook else ""
        return f"plugin {self.plugin}{origin} is left out: {hook}{self.what}; {self.cure}"


@attrs.frozen(kw_only=True)
class PluginInfo:
    """A plugin that is loaded.

    Args:
        name: of the plugin; its formats, datasets and checks have ids that begin with it.
        distribution: that it came with; empty when it was registered by hand.
        version: of the distribution; empty when unknown.
        offers: each hook that it implements, and the ids of what that gave.
    """

    name: str
    distribution: str
    version: str
    offers: Mapping[str, tuple[str, ...]]

    @property
    def hooks(self) -> tuple[str, ...]:
        """The hooks that it implements."""
        return tuple(self.offers)


@attrs.frozen(kw_only=True)
class Candidate:
    """A plugin that is not yet loaded.

    Args:
        name: under which it shall be known.
        load: gives the module, object or class.
        distribution: that it came with.
        version_of: gives the version of the distribution; a function, because asking costs time.
    """

    name: str
    load: Callable[[], object]
    distribution: str = ""
    version_of: Callable[[], str] = str

    @property
    def version(self) -> str:
        """The version of the distribution, empty when unknown."""
        return self.version_of()

    def problem(self, hook: str, what: str, cure: str) -> Problem:
        """The problem that keeps it from being loaded."""
        return Problem(
            plugin=self.name,
            distribution=self.distribution,
            version=self.version,
            hook=hook,
            what=what,
            cure=cure,
        )


@attrs.frozen(kw_only=True)
class Loaded:
    """A plugin that passed.

    Args:
        candidate: what it was before.
        source: the module, object or class.
        offers: each hook that it implements, and what that gave.
    """

    candidate: Candidate
    source: object
    offers: Mapping[str, tuple[Any, ...]]

    @property
    def info(self) -> PluginInfo:
        """The plugin as users see it."""
        return PluginInfo(
            name=self.candidate.name,
            distribution=self.candidate.distribution,
            version=self.candidate.version,
            offers={hook: tuple(item.id for item in items) for hook, items in self.offers.items()},
        )

    def codes(self) -> Iterator[FindingCode]:
        """The finding codes of its formats and checks."""
        for hook in ("examcore_formats", "examcore_checks"):
            for item in self.offers.get(hook, ()):
                yield from item.codes


def examine(candidate: Candidate) -> Loaded:
    """Load a plugin by itself, without a look at the others.

    Raises:
        BrokenError: and nothing of it is kept.
    """
    if not _NAME.fullmatch(candidate.name):
        raise BrokenError(
            "", "its name is not of lower-case letters, digits, _ and -", "give it another name"
        )
    needs = f"install what {candidate.distribution or 'it'} needs, or update or uninstall it"
    with _guard("", "it cannot be imported", needs):
        source = candidate.load()
    with _guard("", "no instance can be made of the class", "let it take no arguments, or give an instance"):
        plugin = source() if inspect.isclass(source) else source
    # a manager for each plugin: no call loses another one's answer, and a broken plugin leaves nothing behind
    manager = pluggy.PluginManager("examcore")
    manager.add_hookspecs(hookspecs)
    with _guard("", "its hooks cannot be looked at"):
        hooks = _hooks(manager, plugin, candidate.name)
    offers: dict[str, tuple[Any, ...]] = {}
    for hook in hooks:
        with _guard(hook, "it failed"):
            answers = getattr(manager.hook, hook)()
            offers[hook] = tuple(item for answer in answers for item in items_of(hook, answer))
            for item in offers[hook]:
                check_item(hook, item, candidate.name)
    return Loaded(candidate=candidate, source=source, offers=offers)


@contextmanager
def _guard(hook: str, what: str, cure: str = UPDATE) -> Iterator[None]:
    """Turn whatever foreign code raises into a `BrokenError`."""
    try:
        yield
    except BrokenError:
        raise
    except CAUGHT as error:
        raise BrokenError(hook, f"{what}: {describe(error)}", cure) from error


def _hooks(manager: pluggy.PluginManager, plugin: object, name: str) -> list[str]:
    """The hooks that the plugin implements, once it is certain that all of them can be called."""
    hooks = set()
    for attribute in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, attribute)
        if options is None:
            if attribute in HOOKS:
                raise BrokenError(attribute, "it is not marked as a hook", "put @hookimpl before it")
            continue
        hook = options["specname"] or attribute
        if hook not in HOOKS:
            if options["optionalhook"]:  # of a newer edition; the author knows that it may not be called
                continue
            import difflib  # noqa: PLC0415  only for a mistake

            near = difflib.get_close_matches(hook, HOOKS, 1)
            meant = f"perhaps {near[0]} is meant" if near else f"there are {', '.join(HOOKS)}"
            raise BrokenError(hook, "there is no such hook", f"{meant}; or it needs a newer examcore")
        if options["wrapper"] or options["hookwrapper"]:
            raise BrokenError(hook, "it wraps the hook of others", "return descriptors of its own instead")
        hooks.add(hook)
    if not hooks:
        raise BrokenError("", "it implements no hook", f"mark a function with @hookimpl: {', '.join(HOOKS)}")
    try:
        manager.register(plugin, name)
    except pluggy.PluginValidationError as error:
        text = " ".join(str(error).split())
        hook = next((hook for hook in sorted(hooks) if repr(hook) in text), "")
        raise BrokenError(hook, text, "hooks take no arguments") from error
    return [hook for hook in HOOKS if hook in hooks]


def describe(error: BaseException) -> str:
    """Type and text of an error, and the line of foreign code that it came from."""
    import traceback  # noqa: PLC0415  only for a fault

    try:
        text = f"{type(error).__name__}: {error}"
    except CAUGHT:  # its ``__str__`` is broken as well
        text = type(error).__name__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith("<frozen")]
    place = f" ({frames[-1].filename}:{frames[-1].lineno})" if len(frames) > 1 else ""
    return " ".join(text.split()) + place


def name_of(plugin: object) -> str:
    """The name of a plugin that came without: the last part of a module's name, or the name of the class."""
    if isinstance(plugin, ModuleType):
        return plugin.__name__.rpartition(".")[2].lower()
    return (plugin if inspect.isclass(plugin) else type(plugin)).__name__.lower()
