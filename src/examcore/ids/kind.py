"""The one shape that every kind of identifier has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from .problem import Problem

__all__ = ["Kind"]


class Kind(Protocol):
    """What each module of this room offers; ``check_character`` is there besides where a kind has one.

    Args:
        NAME: by which the command line calls it, such as ``uci``.
        TITLE: its name in the field.
        CLAUSE: where its rules are written down.
        EXAMPLE: a valid value, invented or published as an example.
        PERSONAL: whether a value points at a person; such values appear in no message.
    """

    NAME: str
    TITLE: str
    CLAUSE: str
    EXAMPLE: str
    PERSONAL: bool

    @property
    def make(self) -> Callable[..., str]:
        """Makes a value from its parts, with its check character; the parts differ from kind to kind."""
        ...

    def compact(self, value: str) -> str:
        """The value in upper case without the separators that people type."""
        ...

    def problems(self, value: str) -> tuple[Problem, ...]:
        """Everything wrong with the value."""
        ...

    def is_valid(self, value: str) -> bool:
        """Whether there is neither an error nor a warning."""
        ...

    def parse(self, value: str) -> tuple[Any, ...]:
        """The parts as a named tuple, or `examcore.errors.MalformedIdentifier`."""
        ...

    def display(self, value: str) -> str:
        """The value as it is printed."""
        ...
