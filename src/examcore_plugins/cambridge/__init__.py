"""Cambridge International, whose files and series are not quite like those of the JCQ bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from examcore.datasets import DatasetRef
from examcore.model import AwardingBody
from examcore.plugins import hookimpl
from examcore_plugins.jcq import data_of

__all__ = ["examcore_awarding_bodies", "examcore_datasets"]


@hookimpl
def examcore_awarding_bodies() -> Iterable[AwardingBody]:
    """The awarding body."""
    from .body import BODY  # noqa: PLC0415  a plugin is quick to import, and loads when it is asked

    return (BODY,)


@hookimpl
def examcore_datasets() -> Iterable[DatasetRef]:
    """The days by which entries are due, as far as they were seen."""
    load = partial(data_of, __name__, "entry_deadlines_cambridge")
    return (DatasetRef("cambridge.deadlines.entries", "last days for entries, by zone", load),)
