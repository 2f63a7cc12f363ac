"""What ships with examcore: its own formats, checks and finding codes, and the plugins of the bodies."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from ..checks import Check
from ..findings import FindingCode
from ..formats import FileFormat
from .examination import Candidate
from .hookspecs import hookimpl

__all__ = ["builtins", "core_codes", "core_namespaces"]

_MODULES = (
    "examcore_plugins.jcq",
    "examcore_plugins.aqa",
    "examcore_plugins.ocr",
    "examcore_plugins.pearson",
    "examcore_plugins.wjec",
    "examcore_plugins.ccea",
    "examcore_plugins.cambridge",
)
# dotted names: the core imports no plugin until somebody asks for one

_CODES: Mapping[str, tuple[str, ...]] = {
    "archive": ("archive.unpacking",),
    "catalogue": ("catalogue.codes",),
    "check": ("checks",),
    "deadlines": ("key_dates.codes",),
    "entries": ("entries.codes", "entries.sending_codes"),
    "charges": ("charges.codes",),
    "fees": ("fees.codes",),
    "invoices": ("invoices.codes",),
    "layout": ("layout.codes", "layout.document"),
    "prices": ("prices.codes",),
    "read": ("formats.reading", "files"),
    "scenarios": ("scenarios.codes",),
    "table": ("formats.table_codes", "formats.column_codes"),
}
# namespace of finding codes to the modules of the core that declare them: a room with codes adds its line


class Core:
    """The core as a plugin named ``examcore``. A room with formats, datasets or checks adds its line here."""

    @hookimpl
    def examcore_formats(self) -> Iterable[FileFormat]:
        """Formats that no awarding body owns."""
        from ..entries import FORMATS  # noqa: PLC0415  rooms are loaded when they are asked
        from ..invoices import FORMATS as INVOICES  # noqa: PLC0415  as above
        from ..prices.table import FORMATS as PRICES  # noqa: PLC0415  as above

        return (*FORMATS, *PRICES, *INVOICES)

    @hookimpl
    def examcore_checks(self) -> Iterable[Check]:
        """Checks of rules that hold for every body."""
        from ..entries import CHECKS  # noqa: PLC0415  as above

        return CHECKS


def builtins() -> Iterator[Candidate]:
    """The core and the plugins that ship with it, not yet imported."""
    yield Candidate(name="examcore", load=Core, distribution="examcore", version_of=own_version)
    for module in _MODULES:
        yield Candidate(
            name=module.rpartition(".")[2],
            load=partial(importlib.import_module, module),
            distribution="examcore",
            version_of=own_version,
        )


@cache
def own_version() -> str:
    """The version of examcore; empty when it is used from a source tree."""
    from importlib import metadata  # noqa: PLC0415  costs 30 ms, and only a list of plugins needs it

    try:
        return metadata.version("examcore")
    except metadata.PackageNotFoundError:
        return ""


def core_namespaces() -> tuple[str, ...]:
    """The namespaces of the finding codes of the core."""
    return tuple(_CODES)


@cache
def core_codes(namespace: str) -> Mapping[str, FindingCode]:
    """The finding codes of the core in that namespace, by name; none where it is not of the core."""
    modules = [importlib.import_module(f"examcore.{name}") for name in _CODES.get(namespace, ())]
    found = (value for module in modules for value in vars(module).values() if isinstance(value, FindingCode))
    return {code.code: code for code in found if code.code.startswith(f"{namespace}.")}
