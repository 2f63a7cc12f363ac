"""One line of a quote: an entry, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Origin, Reason
from ..findings import shown_code
from ..model import Entry, Option
from ..money import Money
from .price import Price, State

__all__ = ["GROUPS", "NOT_ASSESSED", "QuoteLine"]

NOT_ASSESSED: Final = "not-assessed"
"""The tier (on time, late, very late) of every line until deadlines are loaded."""


@attrs.frozen(repr=False)
class QuoteLine:
    """One entry with its price.

    Args:
        entry: what was asked for; None for a row that could not be read.
        option: what it was found to be; None where it was not found.
        pricing: base price, state and reasons; shared by all lines of an option.
        syllabus: title of the syllabus, the subject where the table names none.
        origin: the row.
        awarding_body: id of the body; where nothing of it is loaded the JCQ identifier, or the shape of what
            the table has; empty for an unreadable row.
        kind: ``entry``; ``cash-in`` for a certification without components of its own; ``registration``.
    """

    entry: Entry | None
    option: Option | None
    pricing: Price
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
        """For being late; `UNKNOWN` while the tier is not assessed."""
        return UNKNOWN

    @property
    def amount(self) -> Money | Missing:
        """Price and surcharge, as far as known."""
        return self.pricing.amount

    @property
    def state(self) -> State:
        """What is known of the price."""
        return self.pricing.state

    @property
    def tier(self) -> str:
        """On time, late or very late; `NOT_ASSESSED`."""
        return NOT_ASSESSED

    @property
    def evidence(self) -> Evidence | None:
        """Of the price; None where there is none."""
        return self.pricing.evidence

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why the price is what it is."""
        return self.pricing.because

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
            "tier": self.tier,
            "evidence": str(self.evidence) if self.evidence else None,
            "source": str(self.pricing.source) if self.pricing.source else None,
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
    "candidate": lambda line: line.candidate,
    "subject": lambda line: line.subject,
    **{name: _column(name) for name in ("department", "year_group", "form")},
}
"""What `Quote.by` groups by."""
