"""Codes that differ from a mistyped one in a single character: found by lookup, never by comparing with all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

__all__ = ["Nearest"]


def _shorter(code: str) -> set[str]:
    """The code and all that is left of it when one character goes."""
    return {code, *(code[:i] + code[i + 1 :] for i in range(len(code)))}


class Nearest:
    """An index over known codes.

    >>> Nearest(["8700", "8300F", "8300H"]).to("8700X"), Nearest(["8700", "8300F", "8300H"]).to("8300")
    (('8700',), ('8300F', '8300H'))
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._sorted = sorted(codes)
        self._by_shorter: dict[str, list[str]] = {}
        for code in self._sorted:
            for key in _shorter(code):
                self._by_shorter.setdefault(key, []).append(code)

    def to(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Known codes with one character more, less, other or swapped; else those with the longest common beginning.

        Nothing is offered that shares fewer than three characters.
        """
        if len(code) > 12:
            return ()
        near = {hit for key in _shorter(code.upper()) for hit in self._by_shorter.get(key, ())}
        if near:
            return tuple(sorted(near)[:most])
        for length in range(min(len(code), 6), 2, -1):
            start = bisect_left(self._sorted, code[:length])
            hits = [c for c in self._sorted[start : start + most] if c.startswith(code[:length])]
            if hits:
                return tuple(hits)
        return ()
