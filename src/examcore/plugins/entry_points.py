"""What installed distributions offer: the entry points of group ``examcore``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from .examination import CAUGHT, Candidate

if TYPE_CHECKING:
    from importlib.metadata import Distribution

__all__ = ["entry_points"]

_GROUP = "examcore"


def entry_points() -> list[Candidate]:
    """The plugins of all distributions on the path, by name, not yet imported."""
    from importlib import metadata  # noqa: PLC0415  costs 30 ms, and `Registry.builtin` does without

    found: dict[tuple[str, str], Candidate] = {}
    for distribution in metadata.distributions():
        try:
            offered = tuple(_offered(distribution))
        except CAUGHT as error:  # nobody else's metadata shall be lost with it
            offered = (_unreadable(distribution, error),)
        for candidate in offered:
            # a distribution that is on the path twice: an import takes the first as well
            found.setdefault((candidate.name, candidate.distribution), candidate)
    return [found[key] for key in sorted(found)]


def _offered(distribution: Distribution) -> Iterator[Candidate]:
    if f"[{_GROUP}]" not in (distribution.read_text("entry_points.txt") or ""):
        return  # and what is wrong with strangers is none of our business
    for point in distribution.entry_points:
        if point.group == _GROUP:
            yield Candidate(
                name=point.name,
                load=point.load,
                distribution=distribution.metadata["Name"] or _folder(distribution),
                version_of=partial(_version, distribution),
            )


def _version(distribution: Distribution) -> str:
    return distribution.metadata["Version"] or ""


def _folder(distribution: Distribution) -> str:
    """What to call a distribution that cannot tell its name."""
    path = str(getattr(distribution, "_path", "unnamed"))
    return path.replace("\\", "/").rpartition("/")[2]


def _unreadable(distribution: Distribution, error: BaseException) -> Candidate:
    """A plugin that is there and cannot be loaded, so that it ends among the problems like all others."""

    def load() -> NoReturn:
        raise error

    folder = _folder(distribution)
    return Candidate(name=re.sub(r"[^a-z0-9_-]+", "-", folder.lower()), load=load, distribution=folder)
