"""Codes that differ from a mistyped one in one character: found by lookup, never by comparing with all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

__all__ = ["Nearest"]


def _shorter(code: str) -> set[str]:
    """The code and all that is left of it when one character goes."""
    return {code, *(code[:i] + code[i + 1 :] for i in range(len(code)))}


def _apart(one: str, other: str) -> int:
    """How far codes are apart that have a shorter form in common: 0 the same, 1 one character, 2 more."""
    if len(one) != len(other):
        return 1
    places = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) == 2 and sorted(one) == sorted(other):
        return 1  # swapped
    return min(len(places), 2)


class Nearest:
    """An index over known codes.

    >>> Nearest(["8700", "8300F", "8300H"]).to("8700X"), Nearest(["8700", "8300F", "8300H"]).to("8300")
    (('8700',), ('8300F', '8300H', '8700'))
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._sorted = sorted(codes)
        self._by_shorter: dict[str, list[str]] = {}
        for code in self._sorted:
            for key in _shorter(code):
                self._by_shorter.setdefault(key, []).append(code)

    def to(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Known codes with one character more, less, other or swapped; else those that begin most alike.

        Those that go on where the code ends, as with a missing tier, come first.

        Nothing is offered that shares fewer than three characters.
        """
        if len(code) > 12:
            return ()
        code = code.upper()
        near = {hit for key in _shorter(code) for hit in self._by_shorter.get(key, ())}
        if near:
            return tuple(
                sorted(near, key=lambda hit: (not hit.startswith(code), _apart(code, hit), hit))[:most]
            )
        for length in range(min(len(code), 6), 2, -1):
            start = bisect_left(self._sorted, code[:length])
            hits = [c for c in self._sorted[start : start + most] if c.startswith(code[:length])]
            if hits:
                return tuple(hits)
        return ()
