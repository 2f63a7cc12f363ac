"""The common formats of the JCQ bodies, and the tables that all of them share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import partial
from importlib import resources

from examcore.datasets import DatasetRef
from examcore.formats import FileFormat
from examcore.plugins import hookimpl

__all__ = ["examcore_datasets", "examcore_formats"]


@hookimpl
def examcore_formats() -> Iterable[FileFormat]:
    """Basedata, unit links, entries and amendments."""
    # a plugin is quick to import, and loads when it is asked
    from . import basedata, entry_files, unit_links  # noqa: PLC0415

    return (*basedata.FORMATS, *unit_links.FORMATS, *entry_files.FORMATS)


@hookimpl
def examcore_datasets() -> Iterable[DatasetRef]:
    """One for each sidecar in ``data``."""
    for sidecar in sorted(resources.files(__name__).joinpath("data").iterdir(), key=lambda file: file.name):
        if sidecar.name.endswith(".toml"):
            head = tomllib.loads(sidecar.read_text("utf-8"))
            yield DatasetRef(head["id"], head["title"], partial(_load, sidecar.name.removesuffix(".toml")))


def _load(name: str) -> tuple[bytes, bytes]:
    folder = resources.files(__name__).joinpath("data")
    return folder.joinpath(f"{name}.csv").read_bytes(), folder.joinpath(f"{name}.toml").read_bytes()
