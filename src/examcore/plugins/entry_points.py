"""What installed distributions offer: the entry points of group ``examcore``."""

# ruff: noqa: PTH118, PTH123, PTH208
# pathlib and importlib.metadata take 25 ms to import, and the first file that is read would wait for them
from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, NoReturn

from .examination import CAUGHT, Candidate

if TYPE_CHECKING:
    from importlib.metadata import Distribution

__all__ = ["entry_points"]

_GROUP = "examcore"


def entry_points() -> list[Candidate]:
    """The plugins of all distributions on the path, by name, not yet imported."""
    if not _may_be_some():
        return []
    from importlib import metadata  # noqa: PLC0415  costs 20 ms, and most people have no plugin

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


def _may_be_some() -> bool:
    """A quick look where installers put entry points; false only when it is certain that none is ours."""
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True
    return any(_has_ours(folder) for folder in sys.path)


def _has_ours(folder: str) -> bool:
    try:
        names = os.listdir(folder or os.curdir)
    except NotADirectoryError:  # an archive with modules: leave it to who knows
        return True
    except OSError:  # the path may name what is not there
        return False
    for name in names:
        if name.lower().endswith(("dist-info", "egg-info")):
            with suppress(OSError), open(os.path.join(folder, name, "entry_points.txt"), "rb") as points:
                if f"[{_GROUP}]".encode() in points.read():
                    return True
    return False


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
