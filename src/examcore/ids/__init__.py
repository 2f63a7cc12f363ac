"""Identifiers that travel in examination files: one module each, all of one shape.

Every module has ``NAME``, ``TITLE``, ``CLAUSE``, ``EXAMPLE``, ``PERSONAL`` and the functions ``compact``,
``problems``, ``is_valid``, ``parse``, ``make`` and ``display``; where there is a check character also
``check_character``. The house law: a wrong shape is an error, a failing check character a warning, and what
is merely unknown an info.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from ..errors import UnknownIdentifierKind
from .kind import Kind
from .problem import Problem

__all__ = ["KINDS", "Kind", "Problem", "get_kind"]

_MODULES: Final = MappingProxyType(
    {
        "candidate-number": "candidate_number",
        "ncn": "centre_number",
        "qan": "qualification_number",
        "uci": "uci",
        "uln": "uln",
        "upn": "upn",
    }
)


def get_kind(name: str) -> Kind:
    """The module of that kind of identifier.

    Raises:
        UnknownIdentifierKind: there is none; the message names those that exist.

    >>> get_kind("uci").is_valid("681990012058G")
    True
    """
    try:
        module = _MODULES[name]
    except KeyError:
        known = ", ".join(_MODULES)
        raise UnknownIdentifierKind(f"unknown kind of identifier {name!r}; there are {known}") from None
    return cast("Kind", import_module(f"{__name__}.{module}"))


class _Kinds(Mapping[str, Kind]):
    """Names to modules; a module is imported when it is asked for."""

    def __getitem__(self, name: str) -> Kind:
        return get_kind(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


KINDS: Final[Mapping[str, Kind]] = _Kinds()
"""Every kind of identifier by name, in alphabetical order."""
