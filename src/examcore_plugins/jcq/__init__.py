"""The common formats of the JCQ bodies, and the tables that all of them share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import resources

from examcore.datasets import DatasetRef
from examcore.formats import FileFormat
from examcore.plugins import hookimpl

__all__ = ["datasets_in", "examcore_datasets", "examcore_formats"]


@hookimpl
def examcore_formats() -> Iterable[FileFormat]:
    """Basedata, unit links, entries and amendments."""
    # a plugin is quick to import, and loads when it is asked
    from . import basedata, entry_files, unit_links  # noqa: PLC0415

    return (*basedata.FORMATS, *unit_links.FORMATS, *entry_files.FORMATS)


@hookimpl
def examcore_datasets() -> Iterable[DatasetRef]:
    """Code lists that all bodies share."""
    return datasets_in(__name__)


def datasets_in(package: str) -> Iterator[DatasetRef]:
    """The datasets in the folder ``data`` of a plugin: one for each sidecar; the tables are left alone.

    >>> "jcq.codes.series" in [dataset.id for dataset in datasets_in("examcore_plugins.jcq")]
    True
    """
    folder = resources.files(package).joinpath("data")
    for sidecar in sorted(folder.iterdir(), key=lambda file: file.name):
        name, _, ending = sidecar.name.rpartition(".")
        if ending == "toml":
            head = tomllib.loads(sidecar.read_text("utf-8"))
            yield DatasetRef(head["id"], head["title"], partial(_load, package, name))


def _load(package: str, name: str) -> tuple[bytes, bytes]:
    folder = resources.files(package).joinpath("data")
    return folder.joinpath(f"{name}.csv").read_bytes(), folder.joinpath(f"{name}.toml").read_bytes()
