"""The registry: which plugins are in use, what they offer, and which were left out."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..checks import Check
from ..datasets import DatasetRef
from ..errors import PluginError
from ..findings import FindingCode, code_book
from ..formats import FileFormat
from ..model import AwardingBody, BodyBook
from .builtins import builtins, core_codes, core_namespaces
from .descriptors import BrokenError
from .entry_points import entry_points
from .examination import Candidate, Loaded, PluginInfo, Problem, examine, name_of

__all__ = ["Registry"]


class Registry:
    """The plugins in use, and what they offer. A value: make as many as you like, they share nothing.

    A plugin is all or nothing: one fault in one hook, and nothing of it is used. It then stands in
    `problems`, and the others go on. Of two that claim the same name, id or finding code the earlier one
    stays: built-ins come first, then installed ones by name, then those registered by hand.

    ``Registry()`` is empty; see `builtin`, `installed` and `default`.

    Args:
        candidates: plugins in the order of their precedence; loaded when somebody asks.
        strict: load them at once, and raise `PluginError` for a broken one instead of leaving it out.

    >>> Registry().formats, "jcq" in [plugin.name for plugin in Registry.builtin().plugins]
    ((), True)
    """

    def __init__(self, candidates: Iterable[Candidate] = (), *, strict: bool = False) -> None:
        self._strict = strict
        self._pending = list(candidates)
        self._loaded: list[Loaded] = []
        self._problems: list[Problem] = []
        self._bodies: BodyBook | None = None
        self._lock = threading.RLock()  # two threads that ask first must not load everything twice
        if strict:  # else the error would come out of an innocent property, much later
            self._load()

    @classmethod
    def builtin(cls, *, strict: bool = False) -> Registry:
        """A new registry with what ships with examcore, and nothing that happens to be installed.

        >>> Registry.builtin().bodies.id_of("70")
        'aqa'
        """
        return cls(builtins(), strict=strict)

    @classmethod
    def installed(cls, *, strict: bool = False) -> Registry:
        """A new registry with the built-ins and every entry point of group ``examcore``."""
        return cls((*builtins(), *entry_points()), strict=strict)

    @classmethod
    def default(cls) -> Registry:
        """The registry that is used where none is given: `installed`, made once in a process.

        What is registered here is there for everybody in the process; for an experiment take `builtin`.
        """
        return _default()

    def register(self, module_or_object: object, name: str | None = None) -> None:
        """Add a plugin by hand, on the same path as an installed one. The same object again does nothing.

        A broken one is left out, stands in `problems`, and is told with a `RuntimeWarning`; mended, it can be
        registered again.

        Args:
            module_or_object: with functions marked by `hookimpl`; of a class an instance is made.
            name: of the plugin; else the last part of the module's name, or the name of the class, in lower
                case.

        Raises:
            PluginError: it is broken, and the registry is strict.
            TypeError: it was given a text, a number or None, or a name that is no text.
        """
        if module_or_object is None or isinstance(module_or_object, str | bytes | int | float):
            what = type(module_or_object).__name__
            raise TypeError(f"give the module or object that has the hooks, not a value of type {what}")
        if not (name is None or isinstance(name, str)):
            raise TypeError(f"the name of a plugin is a text, not of type {type(name).__name__}")
        plugin_name = name_of(module_or_object) if name is None else name
        with self._lock:
            self._load()
            if any(loaded.source is module_or_object for loaded in self._loaded):
                return
            # a new try makes the problem of an earlier one void
            self._problems = [p for p in self._problems if p.distribution or p.plugin != plugin_name]
            before = len(self._problems)
            self._pending.append(Candidate(name=plugin_name, load=lambda: module_or_object))
            self._load()
            new = self._problems[before:]
        for problem in new:
            warnings.warn(str(problem), RuntimeWarning, stacklevel=2)

    @property
    def bodies(self) -> BodyBook:
        """The awarding bodies."""
        with self._lock:
            self._load()
            if self._bodies is None:
                self._bodies = BodyBook(self._offers("examcore_awarding_bodies"))
            return self._bodies

    @property
    def formats(self) -> tuple[FileFormat, ...]:
        """The file formats."""
        return self._offers("examcore_formats")

    @property
    def datasets(self) -> tuple[DatasetRef, ...]:
        """The datasets, not yet read."""
        return self._offers("examcore_datasets")

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks."""
        return self._offers("examcore_checks")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The plugins that are left out, each with the reason and the cure."""
        self._load()
        return tuple(self._problems)

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """The plugins that are loaded, in the order in which their offers stand."""
        self._load()
        return tuple(loaded.info for loaded in self._loaded)

    def finding_codes(self) -> dict[str, FindingCode]:
        """Every finding code that the core and the plugins can give, by name.

        >>> Registry.builtin().finding_codes()["read.empty"].cure
        'fetch or export it again'
        """
        self._load()
        core = (code for namespace in core_namespaces() for code in core_codes(namespace).values())
        return code_book((*core, *(code for loaded in self._loaded for code in loaded.codes())))

    def __repr__(self) -> str:
        self._load()
        return f"<Registry: {len(self._loaded)} plugins, {len(self._problems)} problems>"

    def _offers(self, hook: str) -> tuple[Any, ...]:
        self._load()
        return tuple(item for loaded in self._loaded for item in loaded.offers.get(hook, ()))

    def _load(self) -> None:
        """Load what is pending, each plugin in its own guard."""
        with self._lock:
            while self._pending:
                candidate = self._pending.pop(0)
                try:
                    loaded = examine(candidate)
                    _refuse_conflicts(loaded, self._loaded)
                    if any(body.overlays for body in loaded.offers.get("examcore_awarding_bodies", ())):
                        from .overlays import refuse_overlays  # noqa: PLC0415  layouts take time to load

                        refuse_overlays(loaded, self._loaded)
                except BrokenError as broken:
                    self._complain(candidate.problem(broken.hook, broken.what, broken.cure), broken.__cause__)
                except BaseException:  # an interrupt must not lose a plugin for the rest of the process
                    self._pending.insert(0, candidate)
                    raise
                else:
                    self._loaded.append(loaded)
                    self._bodies = None

    def _complain(self, problem: Problem, cause: BaseException | None) -> None:
        if self._strict:
            raise PluginError(str(problem)) from cause
        self._problems.append(problem)


@cache
def _default() -> Registry:
    return Registry.installed()


def _refuse_conflicts(new: Loaded, earlier: Iterable[Loaded]) -> None:
    """Refuse a plugin that claims what another one has, or the same thing twice."""
    cure = (
        f"update or uninstall {new.candidate.distribution}"
        if new.candidate.distribution
        else "choose another one"
    )
    taken: dict[tuple[str, str], str] = {}
    codes: dict[str, FindingCode] = {}
    for other in earlier:
        owner = f"{other.candidate.name} ({other.candidate.distribution or 'registered by hand'})"
        if other.candidate.name == new.candidate.name:
            raise BrokenError("", f"the plugin {owner} has the same name", cure)
        taken |= dict.fromkeys(_claims(other), owner)
        codes |= {code.code: code for code in other.codes()}
    for hook, claim in _claims(new):
        if (hook, claim) in taken:
            raise BrokenError(hook, f"the {claim} belongs to {taken[hook, claim]}", cure)
        taken[hook, claim] = "the same plugin"
    for code in new.codes():
        namespace = code.code.partition(".")[0]
        of_core = core_codes(namespace).get(code.code)
        if namespace != new.candidate.name and of_core is None and code.code not in codes:
            what = f"the finding code {code.code} is not in the namespace of the plugin"
            raise BrokenError("", what, f"call it {new.candidate.name}.{code.code.rpartition('.')[2]}")
        if code != codes.setdefault(code.code, code) or code != (of_core or code):
            what = f"the finding code {code.code} is declared elsewhere with other contents"
            raise BrokenError("", what, f"use a code of its own, such as {new.candidate.name}.{code.code}")


def _claims(loaded: Loaded) -> Iterable[tuple[str, str]]:
    """What may be claimed only once: ids, and the JCQ identifiers of bodies."""
    for hook, items in loaded.offers.items():
        for item in items:
            yield hook, f"id {item.id}"
            if isinstance(item, AwardingBody):
                yield from ((hook, f"JCQ identifier {jcq_id}") for jcq_id in item.jcq_ids)
