"""What should come back for an entry that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..charges import ChangeQuote
from ..evidence import UNKNOWN, Missing, Reason
from ..findings import shown_body, shown_code
from ..money import Money

__all__ = ["ExpectedRefund", "refunds_of"]


@attrs.frozen(kw_only=True)
class ExpectedRefund:
    """The refund for a withdrawn entry, which the quote no longer has.

    Args:
        awarding_body: id.
        series: the body's series code.
        code: entry code.
        candidate: centre and candidate number, ``12345/0001``.
        amount: what comes back; 0.00 where the whole charge stays, `UNKNOWN` where no rule says.
        because: why, as the rules of the body have it.

    >>> refund = ExpectedRefund(
    ...     awarding_body="aqa", series="6G27", code="X100", candidate="64999/0001", amount=Money(4150)
    ... )
    >>> refund.key
    ('aqa', '6G27', 'X100')
    """

    awarding_body: str = attrs.field(repr=shown_body)
    series: str = attrs.field(repr=shown_code)
    code: str = attrs.field(repr=shown_code)
    candidate: str
    amount: Money | Missing
    because: tuple[Reason, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Body, series and entry code, under which invoices and entries are compared."""
        return self.awarding_body, self.series, self.code


def refunds_of(changes: ChangeQuote) -> Iterator[ExpectedRefund]:
    """What should come back for the withdrawals among changes; other changes are left to the eye.

    A change of tier or option may leave the fee where it was charged, under the old code, and no invoice was
    seen that shows how a body writes that.
    """
    if not isinstance(changes, ChangeQuote):
        raise TypeError(f"changes are made by price_changes; this is of type {type(changes).__name__}")
    for line in changes:
        if line.kind == "withdrawal":
            known = isinstance(line.refund, Money) and isinstance(line.late_refund, Money)
            yield ExpectedRefund(
                awarding_body=line.awarding_body,
                series=line.series,
                code=line.before,
                candidate=line.candidate,
                amount=line.refunded if known else UNKNOWN,
                because=line.because,
            )
