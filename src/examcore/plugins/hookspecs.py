"""The hooks that a plugin may implement; the docstring of each is its reference.

Hooks take nothing, change nothing, and return descriptors. They are called once for each registry. None is as
good as an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pluggy

from ..checks import Check
from ..datasets import DatasetRef
from ..formats import FileFormat
from ..model import AwardingBody

__all__ = [
    "HOOKS",
    "examcore_awarding_bodies",
    "examcore_checks",
    "examcore_datasets",
    "examcore_formats",
    "hookimpl",
    "hookspec",
]

hookspec = pluggy.HookspecMarker("examcore")

hookimpl = pluggy.HookimplMarker("examcore")
"""Marks a function as the implementation of the hook whose name it has."""


@hookspec
def examcore_awarding_bodies() -> Iterable[AwardingBody]:
    """The awarding bodies that the plugin knows.

    Returns:
        Descriptors. Ids are lower-case, and like JCQ identifiers no two plugins may claim the same.

    Example::

        @hookimpl
        def examcore_awarding_bodies():
            return [
                AwardingBody(
                    id="acme",
                    title="Acme Awards",
                    jcq_ids={"99": "mocks"},
                    evidence=Evidence.EXAMPLE,
                    source=Source("us"),
                )
            ]
    """
    return ()  # a specification is never called


@hookspec
def examcore_formats() -> Iterable[FileFormat]:
    """The file formats that the plugin reads and, where they have a ``dump``, writes.

    Returns:
        Descriptors; the id is ``plugin.group.name`` and begins with the plugin's name. When two formats are
        certain of one file, reading stops and names both: claim no more than the content proves.

    Example::

        @hookimpl
        def examcore_formats():
            from .marks import FORMATS  # only here, so that listing plugins stays quick

            return FORMATS
    """
    return ()


@hookspec
def examcore_datasets() -> Iterable[DatasetRef]:
    """The tables of facts that the plugin ships: fees, deadlines, code lists.

    Returns:
        References; the id is ``plugin.group.name`` and begins with the plugin's name. The bytes are loaded
        when somebody reads the dataset, not before.

    Example::

        @hookimpl
        def examcore_datasets():
            return [DatasetRef("acme.deadlines.main", "Deadlines of Acme", load_deadlines)]
    """
    return ()


@hookspec
def examcore_checks() -> Iterable[Check]:
    """The checks that the plugin adds to those of the core.

    Returns:
        Descriptors; the id is ``plugin.group.name`` and begins with the plugin's name. ``codes`` names every
        finding that the check can give.

    Example::

        @hookimpl
        def examcore_checks():
            return [
                Check(
                    id="acme.entries.mocks",
                    title="mocks carry option codes of ours",
                    codes=(NOT_A_MOCK,),
                    run=find_strangers,
                )
            ]
    """
    return ()


HOOKS: Final[Mapping[str, type]] = {
    "examcore_awarding_bodies": AwardingBody,
    "examcore_formats": FileFormat,
    "examcore_datasets": DatasetRef,
    "examcore_checks": Check,
}
"""Each hook, and the class of what it returns."""
