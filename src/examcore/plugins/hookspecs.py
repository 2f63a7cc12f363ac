"""The hooks that a plugin may implement; the docstring of each is its reference.

Hooks take nothing, change nothing, and return descriptors. They are called once for each registry. None is as
good as an empty answer. A plugin is a module, an object or a class; in a class each hook takes ``self``.
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
        Descriptors. Ids are lower-case, and like JCQ identifiers no two plugins may claim the same. ``99`` is
        free for bodies of one's own, such as mocks.

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

        def identify(name, head):
            return Claim(Sureness.CERTAIN, "its first line") if head.startswith(b"ACME MARKS") else None


        def load(data, context):
            return Content(values=tuple(line.decode("ascii", "replace") for line in data.splitlines()[1:]))


        @hookimpl
        def examcore_formats():
            return [
                FileFormat(
                    id="acme.marks.list",
                    title="Marks of mocks",
                    edition="1",
                    identify=identify,
                    load=load,
                )
            ]
    """
    return ()


@hookspec
def examcore_datasets() -> Iterable[DatasetRef]:
    """The tables of facts that the plugin ships: fees, deadlines, code lists.

    Returns:
        References; the id is ``plugin.group.name`` and begins with the plugin's name. The bytes are loaded
        when somebody reads the dataset, not before.

    A dataset is a CSV table and a sidecar in TOML. The rows stand in the order of the key: sorted by its
    first column, then by the next, as text and not as numbers. No key stands twice.

    In the sidecar ``id``, ``title``, ``covers``, ``as_of``, ``key`` and the tables ``columns`` and
    ``sources`` must be there. These may be:

    - ``dates``: columns that hold days such as ``2026-11-27``, or nothing;
    - ``money``: columns that hold amounts such as ``41.50``, or nothing;
    - ``years``: columns that name academic years (``2026/27``) or series (``2027-06``), by which it is told
      what the dataset has for a year;
    - ``codes``: a table for each column that holds no others, code to meaning; ``""`` is among them where the
      cell may be blank.

    Where the id ends in ``.deadlines.series``, ``examcore.deadlines`` takes the rows; the columns are those
    of ``jcq.deadlines.series``, of which ``event``, ``series`` and ``date`` are needed.

    Example::

        TABLE = b'''series,day,evidence,source
        2027-01,2026-11-27,EXAMPLE,US
        '''

        SIDECAR = b'''
        id = "acme.deadlines.mocks"
        title = "last days for mocks"
        covers = "January 2027"
        as_of = 2026-09-01
        key = ["series"]
        dates = ["day"]
        years = ["series"]

        [columns]
        series = "year and month"
        day = "last day for entries"
        evidence = "label of the row"
        source = "keys of sources"

        [sources]
        US = "our own calendar"
        '''


        def load_deadlines():
            return TABLE, SIDECAR


        @hookimpl
        def examcore_datasets():
            return [DatasetRef("acme.deadlines.mocks", "last days for mocks", load_deadlines)]
    """
    return ()


@hookspec
def examcore_checks() -> Iterable[Check]:
    """The checks that the plugin adds to those of the core.

    Returns:
        Descriptors; the id is ``plugin.group.name`` and begins with the plugin's name. ``codes`` names every
        finding that the check can give; another one breaks the check. ``needs`` may name ``entries`` and
        ``catalogue``, and ``run`` takes them under these names.

    Example::

        NOT_A_MOCK = FindingCode(
            code="acme.not-a-mock",
            severity=Severity.WARNING,
            template="{value} is no code of a mock",
            cure="write a code that begins with M",
            triggers="an entry of acme for X100",
            passes="an entry of acme for M101",
        )


        def find_strangers(entries):
            for entry in entries:
                if entry.option.body.lower() in {"acme", "99"} and not entry.option.code.startswith("M"):
                    place = (entry.origin.file, entry.origin.line) if entry.origin else ("", None)
                    yield NOT_A_MOCK.at(*place, field="option_code", value=shown_code(entry.option.code))


        @hookimpl
        def examcore_checks():
            return [
                Check(
                    id="acme.entries.mocks",
                    title="mocks carry codes of mocks",
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
