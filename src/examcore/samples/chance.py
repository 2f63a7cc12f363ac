"""Chance that falls alike on every platform and in every version of Python."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """Draws that depend on the seed and on nothing else.

    They are made of `random.Random.random` alone: of all that a generator offers, only that and seeding with
    a number are promised to stay as they are.

    Args:
        seed: a number, or a number and what the draws are for.

    >>> chance = Chance(1)
    >>> [chance.below(10) for _ in range(5)], chance.pick("abc")
    ([0, 6, 0, 9, 9], 'a')
    """

    def __init__(self, seed: int, purpose: str = "") -> None:
        # as text a seed would go through another way of seeding; and -1 would be the same as 1
        number = (2 * seed if seed >= 0 else -2 * seed - 1) << 32
        self._random = random.Random(number | zlib.crc32(purpose.encode())).random  # noqa: S311  no secret

    def below(self, limit: int) -> int:
        """A number from 0 to one less than the limit."""
        return int(self._random() * limit)

    def happens(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in any order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
