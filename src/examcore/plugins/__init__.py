"""Plugins: the hooks that they implement, the registry that holds them, and what was wrong with some of them.

A plugin is a module, an instance or a class with functions marked by `hookimpl`. A distribution offers one
through an entry point of group ``examcore``, whose name is that of the plugin; notebooks register by hand:

>>> from types import SimpleNamespace
>>> from examcore.evidence import Evidence, Source
>>> from examcore.model import AwardingBody
>>> acme = AwardingBody(
...     id="acme",
...     title="Acme Awards",
...     jcq_ids={"99": "mocks"},
...     evidence=Evidence.EXAMPLE,
...     source=Source("us"),
... )
>>> registry = Registry.builtin()
>>> registry.register(SimpleNamespace(examcore_awarding_bodies=hookimpl(lambda: [acme])), name="acme")
>>> registry.bodies.id_of("99"), registry.problems
('acme', ())
"""

from .examination import PluginInfo, Problem
from .hookspecs import (
    HOOKS,
    examcore_awarding_bodies,
    examcore_checks,
    examcore_datasets,
    examcore_formats,
    hookimpl,
)
from .registry import Registry

__all__ = [
    "HOOKS",
    "PluginInfo",
    "Problem",
    "Registry",
    "examcore_awarding_bodies",
    "examcore_checks",
    "examcore_datasets",
    "examcore_formats",
    "hookimpl",
]
