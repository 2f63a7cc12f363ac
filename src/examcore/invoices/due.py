"""By when invoices are to be paid, as the awarding bodies state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from ..dates import AcademicYear, Unit
from ..dates.given import FIRST_YEAR, LAST_YEAR
from ..evidence import Evidence, Reason
from ..fees import FeeRule, Terms
from ..findings import shown_body
from .invoice import InvoiceLine, Invoices, InvoiceTotal
from .table import shown_number

__all__ = ["DueDate", "due_dates"]

_CHARGED_FOR: Final = {
    "entry": "new-entry",
    "late-fee": "new-entry",
    "very-late-fee": "new-entry",
    "amendment": "amendment",
    "withdrawal": "amendment",
    "credit": "amendment",
    "post-results": "post-results",
}
"""Kinds of lines in the words of the rules."""


@attrs.frozen(kw_only=True)
class DueDate:
    """The day by which an invoice is to be paid, or why it is not known.

    Args:
        awarding_body: id.
        invoice_number: as printed.
        invoice_date: None where it is not known.
        day: the last one; None where it is not known.
        overdue: whether it was past on the day that was asked about; None where that cannot be told.
        because: the rule, or what is missing.
        body_known: whether the body is one that somebody knows.
    """

    awarding_body: str = attrs.field(repr=shown_body)
    invoice_number: str = attrs.field(repr=shown_number)
    invoice_date: date | None
    day: date | None
    overdue: bool | None
    because: tuple[Reason, ...]
    body_known: bool = True

    @property
    def shown_body(self) -> str:
        """The body; of one that nobody knows the shape, as it may be a name."""
        return self.awarding_body if self.body_known else shown_body(self.awarding_body)

    @property
    def shown_number(self) -> str:
        """The number of the invoice; the shape of what does not look like one."""
        return shown_number(self.invoice_number)

    @property
    def evidence(self) -> Evidence | None:
        """The weakest label of the reasons; None where no day is known."""
        return Evidence.weakest(reason.evidence for reason in self.because) if self.day else None

    def row(self) -> dict[str, Any]:
        """The value as a row; days are ISO text, or None, and what may be a name is its shape."""
        return {
            "awarding_body": self.shown_body,
            "invoice_number": self.shown_number,
            "invoice_date": self.invoice_date.isoformat() if self.invoice_date else None,
            "due": self.day.isoformat() if self.day else None,
            "overdue": self.overdue,
            "evidence": str(self.evidence) if self.evidence else None,
            "reason": self.because[0].says,
        }


def due_dates(
    invoices: Invoices, terms: Terms, *, names: Mapping[str, str], as_at: date | None = None
) -> Iterator[DueDate]:
    """The due date of each invoice, in the order of the invoices.

    Args:
        invoices: with their dates.
        terms: rules of payment.
        names: of bodies, each with the id of the body.
        as_at: the day for which it is asked whether payment is overdue.
    """
    days: dict[tuple[str, str], set[date]] = {}
    kinds: dict[tuple[str, str], set[str]] = {}
    rows: list[InvoiceLine | InvoiceTotal] = [*invoices.lines, *invoices.totals]
    known = set(names.values())
    for row in rows:
        key = names.get(row.awarding_body, row.awarding_body), row.invoice_number
        dated = days.setdefault(key, set())
        if row.invoice_date is not None:
            dated.add(row.invoice_date)
        kinds.setdefault(key, set()).add(_CHARGED_FOR.get(getattr(row, "kind", ""), ""))
    for (body, number), dated in days.items():
        shown = body if body in known else shown_body(body)
        day, because = _due(body, dated, kinds[body, number] - {""}, terms, shown=shown)
        yield DueDate(
            awarding_body=body,
            invoice_number=number,
            invoice_date=next(iter(dated)) if len(dated) == 1 else None,
            day=day,
            overdue=as_at > day if as_at and day else None,
            because=because,
            body_known=body in known,
        )


def _due(
    body: str, dated: Iterable[date], words: set[str], terms: Terms, *, shown: str
) -> tuple[date | None, tuple[Reason, ...]]:
    found = sorted(dated)
    if len(found) != 1:
        says = "the invoice has several dates" if found else "the invoice has no date"
        return None, (Reason("FEE-03", says, Evidence.SUPPLIED),)
    (on,) = found
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        says = f"its date is not between {FIRST_YEAR} and {LAST_YEAR}"
        return None, (Reason("FEE-03", says, Evidence.SUPPLIED),)

    def wanted(rule: FeeRule) -> bool:
        counted = rule.effect == "payment" and rule.until == "invoice" and rule.period is not None
        return counted and (not words or not words.isdisjoint(rule.applies_to))

    # an invoice does not say of which families its options are: rules of all of them are looked at
    families = frozenset(family for rule in terms.rules if rule.body == body for family in rule.families)
    held = terms.find_rules(body, AcademicYear.of(on), wanted, families=families)
    periods = {(h.rule.period, h.rule.sign) for h in held}
    if len(periods) != 1:
        says = "several rules differ" if periods else f"no rule is known of when {shown} is to be paid"
        return None, (Reason("FEE-03", says, Evidence.DERIVED),)
    rule = held[0].rule
    period = rule.period
    if period is None or period.unit is Unit.WORKING_DAY:
        says = f"{body} counts working days, and which days are those is not known here"
        return None, (Reason("FEE-03", says, Evidence.DERIVED),)
    day = period.before(on) if rule.sign < 0 else period.after(on)
    scope = f", stated for {' '.join(sorted(rule.families))}" if rule.families else ""
    return day, (held[0].reason(f"{period.count} {period.unit.name.lower()}s from the invoice date{scope}"),)
