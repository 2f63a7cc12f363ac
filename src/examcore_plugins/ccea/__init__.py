"""CCEA, the Council for the Curriculum, Examinations and Assessment."""

from __future__ import annotations

from collections.abc import Iterable

from examcore.model import AwardingBody
from examcore.plugins import hookimpl

__all__ = ["examcore_awarding_bodies"]


@hookimpl
def examcore_awarding_bodies() -> Iterable[AwardingBody]:
    """The awarding body."""
    from .body import BODY  # noqa: PLC0415  a plugin is quick to import, and loads when it is asked

    return (BODY,)
