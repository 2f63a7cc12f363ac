"""By what a charge for being late is known."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ..fees import QuoteLine
from ..money import Money

__all__ = ["LateMultiples", "fee_of"]


@attrs.frozen
class LateMultiples:
    """By what prices are multiplied for being late, in any year, so that such a charge is known for one.

    Args:
        factors: of the price on time.
        step: pence to which such prices are rounded.
    """

    factors: frozenset[Fraction] = frozenset()
    step: int = 1

    def explain(self, charged: Money, on_time: Money) -> bool:
        """Whether a charge is such a multiple of the price on time."""
        return bool(on_time) and any(
            abs(charged.pence - on_time.pence * factor) < self.step for factor in self.factors
        )


def fee_of(want: QuoteLine) -> Money | None:
    """The late fee that is expected; None on time, and where it is not known."""
    return want.surcharge if isinstance(want.surcharge, Money) and want.surcharge else None
