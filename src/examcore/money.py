"""Money: integer pence with a currency, exact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

from .errors import CurrencyMismatch

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

__all__ = ["ROUNDINGS", "Money"]

ROUNDINGS: Final = ("ROUND_DOWN", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP")
"""The names that `Money.times` takes, as in the standard library's `decimal`."""

_PLAIN = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{2}))?")


@attrs.frozen(order=False)
class Money:
    """An amount in pence (or the hundredth part of another currency).

    >>> Money(4150) + Money(85)
    <Money 42.35 GBP>
    >>> str(Money(-5)), Money.parse("41.50").pence
    ('-0.05', 4150)
    """

    pence: int = attrs.field(validator=attrs.validators.instance_of(int))
    currency: str = "GBP"

    @classmethod
    def parse(cls, text: str, currency: str = "GBP") -> Money:
        """Read ``41``, ``41.50`` or ``-41.50``; others, as ``41.5`` and ``1,000``, are a `ValueError`."""
        match = _PLAIN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not an amount such as 41.50")
        sign, pounds, pence = match.groups()
        amount = int(pounds) * 100 + int(pence or 0)
        return cls(-amount if sign else amount, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str = "GBP") -> Money:
        """The sum; 0.00 in the given currency when there is nothing to add."""
        pence = 0
        for amount in amounts:
            if amount.currency != currency:
                raise CurrencyMismatch(f"cannot add {amount.currency} to {currency}")
            pence += amount.pence
        return cls(pence, currency)

    def times(self, factor: int | Fraction | Decimal, rounding: str, *, step: int = 1) -> Money:
        """The amount times an exact factor, rounded by a rule that must be named.

        Args:
            factor: never a float, which is a `TypeError`.
            rounding: one of `ROUNDINGS`.
            step: pence; the answer is a multiple of it.

        >>> from decimal import ROUND_HALF_UP, Decimal
        >>> Money(1385).times(Decimal("1.5"), ROUND_HALF_UP)
        <Money 20.78 GBP>
        >>> Money(1385).times(Decimal("1.5"), "ROUND_HALF_DOWN", step=5)
        <Money 20.75 GBP>
        """
        from decimal import Decimal  # noqa: PLC0415  reading basedata need not wait for it
        from fractions import Fraction  # noqa: PLC0415  as above

        if isinstance(factor, bool) or not isinstance(factor, int | Fraction | Decimal):
            raise TypeError(f"a factor is an int, Fraction or Decimal, not {type(factor).__name__}")
        if rounding not in ROUNDINGS:
            raise ValueError(f"unknown rounding {rounding!r}; one of {', '.join(ROUNDINGS)}")
        if step < 1:
            raise ValueError(f"a step is a number of pence, not {step}")
        exact = self.pence * Fraction(factor) / step
        down = abs(exact.numerator) // exact.denominator
        rest = abs(exact) - down
        half = Fraction(1, 2)
        up = rest > 0 and (
            rounding == "ROUND_UP"
            or (rounding != "ROUND_DOWN" and rest > half)
            or (
                rest == half
                and (rounding == "ROUND_HALF_UP" or (rounding == "ROUND_HALF_EVEN" and down % 2 == 1))
            )
        )
        pence = (down + up) * step
        return Money(pence if exact >= 0 else -pence, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not mix")
        return other.pence

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.pence + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.pence - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.pence, self.currency)

    def __lt__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.pence < self._same(other)

    def __le__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.pence <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.pence > self._same(other)

    def __ge__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.pence >= self._same(other)

    def __bool__(self) -> bool:
        return self.pence != 0

    def __str__(self) -> str:
        """Two decimals and no sign of the currency, as in price files: ``41.50``."""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{'-' if self.pence < 0 else ''}{pounds}.{pence:02d}"

    def __repr__(self) -> str:
        return f"<Money {self} {self.currency}>"
