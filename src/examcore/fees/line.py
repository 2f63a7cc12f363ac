"""One line of a quote: an entry, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..findings import shown_code
from ..model import Entry, Option
from ..money import Money
from ..prices.prices import Vat
from .late_fee import LateFee
from .price import Price, State
from .tier import Tier

__all__ = ["GROUPS", "QuoteLine"]


@attrs.frozen(repr=False)
class QuoteLine:
    """One entry with its price.

    Args:
        entry: what was asked for; None for a row that could not be read.
        option: what it was found to be; None where it was not found.
        pricing: base price, state and reasons; shared by all lines of an option.
        late: tier, late fee and reasons; shared by all lines of an option and a day.
        received_on: the day the body receives it; None for an unreadable row.
        syllabus: title of the syllabus, the subject where the table names none.
        origin: the row.
        awarding_body: id of the body; where nothing of it is loaded the JCQ identifier, or the shape of what
            the table has; empty for an unreadable row.
        kind: ``entry``; ``cash-in`` for a certification without components of its own; ``registration``.
    """

    entry: Entry | None
    option: Option | None
    pricing: Price
    late: LateFee
    received_on: date | None
    syllabus: str = ""
    origin: Origin | None = None
    awarding_body: str = ""
    kind: str = "entry"

    @property
    def jcq_id(self) -> str | None:
        """The two digits in files; None where the option was not found."""
        return self.option.key.series.jcq_id if self.option and self.option.key.series else None

    @property
    def series(self) -> str:
        """The body's series code; as the table has it where the option was not found."""
        if self.option and self.option.key.series:
            return self.option.key.series.code
        return shown_code(self.entry.option.series) if self.entry else ""

    @property
    def code(self) -> str:
        """The entry code; where there is no such option, the shape of what cannot be one."""
        if self.option:
            return self.option.code
        return shown_code(self.entry.option.code) if self.entry else ""

    @property
    def subject(self) -> str:
        """The table's own name for the subject, else the title of the syllabus."""
        return (self.entry.subject if self.entry else "") or self.syllabus

    @property
    def candidate(self) -> str:
        """Centre and candidate number, ``12345/0001``."""
        return str(self.entry.candidate) if self.entry else ""

    @property
    def quantity(self) -> int:
        """How many: always 1, a line being one entry."""
        return 1

    @property
    def price(self) -> Money | Missing:
        """The base price."""
        return self.pricing.amount

    @property
    def surcharge(self) -> Money | Missing:
        """For being late: 0.00 on time, `UNKNOWN` where the tier or its fee is not known."""
        return self.late.amount

    @property
    def amount(self) -> Money | Missing:
        """Price and surcharge, as far as known: where only the surcharge is not, the price stands."""
        price, surcharge = self.pricing.amount, self.late.amount
        if isinstance(price, Money) and isinstance(surcharge, Money):
            return price + surcharge
        return price

    @property
    def open(self) -> bool:
        """Whether there is a price and the surcharge is not known: the amount is the least that is owed."""
        return isinstance(self.pricing.amount, Money) and not isinstance(self.late.amount, Money)

    @property
    def whole(self) -> Price:
        """Which price says whether VAT is in the amount: that of the tier, where a source has one."""
        return self.late.flat or self.pricing

    @property
    def vat(self) -> Money | Missing:
        """VAT on top of the amount: 0.00 but for a price that says it comes on top.

        The rate is that of the price file; pence are rounded half up, which is ASSUMED. `UNKNOWN` where the
        rate or the amount is not known.
        """
        whole = self.whole
        if whole.vat is not Vat.EXCLUDED:
            return Money(0)
        rate = whole.vat_rate
        if rate is None or self.open or not isinstance(self.amount, Money):
            return UNKNOWN
        return self.amount.times(rate / Decimal(100), "ROUND_HALF_UP")

    @property
    def state(self) -> State:
        """What is known of the price."""
        return self.pricing.state

    @property
    def tier(self) -> Tier:
        """On time, late or very late, or why that is not known."""
        return self.late.tier

    @property
    def evidence(self) -> Evidence | None:
        """Of the price; None where there is none."""
        return self.pricing.evidence

    @property
    def tier_evidence(self) -> Evidence | None:
        """Of the tier and the surcharge; None where the surcharge is not known."""
        return self.late.evidence

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why the price is what it is, then why the surcharge is."""
        return (*self.pricing.because, *self.late.because)

    def as_json(self) -> dict[str, Any]:
        """The line as ``examcore quote --json`` prints it: money as strings, None when unknown."""
        return {
            "awarding_body": self.awarding_body or None,
            "jcq_id": self.jcq_id,
            "series": self.series or None,
            "option": self.code or None,
            "subject": self.subject or None,
            "candidate": self.candidate or None,
            "kind": self.kind,
            "quantity": self.quantity,
            "price": _text(self.price),
            "surcharge": _text(self.surcharge),
            "amount": _text(self.amount),
            "state": str(self.state),
            "tier": str(self.tier),
            "evidence": str(self.evidence) if self.evidence else None,
            "source": str(self.pricing.source) if self.pricing.source else None,
            "tier_evidence": str(self.tier_evidence) if self.tier_evidence else None,
            "vat": str(self.whole.vat),
        }

    def __repr__(self) -> str:
        return f"<QuoteLine {self.candidate} {self.awarding_body} {self.series} {self.code}: {self.amount!r}>"


def _text(amount: Money | Missing) -> str | None:
    return str(amount) if isinstance(amount, Money) else None


def _column(name: str) -> Callable[[QuoteLine], str]:
    return lambda line: getattr(line.entry, name) if line.entry else ""


GROUPS: Final[dict[str, Callable[[QuoteLine], str]]] = {
    "body": lambda line: line.awarding_body,
    "series": lambda line: f"{line.awarding_body} {line.series}".strip(),
    "centre": lambda line: shown_code(line.entry.candidate.centre_number) if line.entry else "",
    "candidate": lambda line: line.candidate,
    "subject": lambda line: line.subject,
    "tier": lambda line: str(line.tier),
    **{name: _column(name) for name in ("department", "year_group", "form", "payer")},
}
"""What `Quote.by` groups by."""
