"""Lays the lines of invoices beside the entries that a centre expects to pay for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final

import attrs

from ..entries import Receipt
from ..evidence import UNKNOWN, Evidence, Reason, Source
from ..fees import Quote, QuoteLine, Terms
from ..findings import Finding, Report, counted, shown_code
from ..model import BodyBook, civil_series
from ..money import Money
from . import codes
from .due import due_dates
from .invoice import InvoiceLine, Invoices
from .item import Item, Outcome
from .judge import judge
from .late import LateMultiples
from .reconciliation import Reconciliation
from .refund import ExpectedRefund
from .sent import SentFiles
from .table import shown_number

__all__ = ["reconcile_invoices"]

_Key = tuple[str, str, str]
_CIVIL: Final = re.compile("[0-9]{4}-[0-9]{2}")
_FAR: Final = 24
"""Months; entries are charged for in the year of their series or the year before."""
_LATE: Final = frozenset({"late", "very-late"})


def reconcile_invoices(
    invoices: Invoices,
    quote: Quote,
    *,
    terms: Terms,
    receipts: Receipt | Iterable[Receipt] | None = None,
    refunds: Iterable[ExpectedRefund] = (),
    bodies: BodyBook | None = None,
    as_at: date | None = None,
) -> Reconciliation:
    """Compare invoices with entries; ``examcore.reconcile`` is this, with terms and bodies of all plugins.

    Args:
        invoices: of one or several bodies; only the series of a body of which a line is here are compared.
        quote: what the centre is entered for, at the prices that it expects.
        terms: rules of payment, and by what late prices are multiplied.
        receipts: of the files that were sent, so that lines can be held against what a file carried.
        refunds: for entries that were withdrawn; they are not in the quote any more.
        bodies: so that invoices may name a body by its identifier.
        as_at: the day for which it is told what is overdue.

    Raises:
        TypeError: an argument is of another kind; ``as_at`` is a day without a time.
    """
    # what is no sequence at all is refused below, by what it is
    given = tuple(receipts or ()) if receipts is None or isinstance(receipts, Iterable) else (receipts,)
    due_back = tuple(refunds)
    _checked(invoices, quote, terms, (given, due_back), as_at)
    beside = _Beside(quote, due_back, SentFiles(given), bodies or BodyBook())
    beside.lay(invoices.lines)
    items: list[Item] = []
    multiples = _multiples(terms)
    lost_lines, lost_entries = len(invoices.unread), sum(line.entry is None for line in quote)
    for key in beside.in_order():
        wants, lines, back = beside.wants.get(key, []), beside.lines.get(key, []), beside.refunds.get(key, [])
        for item in judge(key, wants, lines, back, multiples=multiples):
            seen = beside.evidence_of(item) if beside.sent else item
            items.append(_doubted(_spelt(seen), lost_lines, lost_entries))
    items.extend(_apart(line, why, beside.names) for line, why in beside.apart)
    order = {outcome: n for n, outcome in enumerate(Outcome)}
    items.sort(key=lambda i: (i.awarding_body, i.series, i.code, order[i.outcome], i.kind))
    findings = [
        *invoices.findings,
        *invoices.unknown_bodies(beside.names.keys()),
        *beside.not_invoiced(),
        *beside.far_dates(),
        *(beside.sent.compare(invoices.lines) if beside.sent else ()),
    ]
    return Reconciliation(
        items=tuple(items),
        due_dates=tuple(due_dates(invoices, terms, names=beside.names, as_at=as_at)),
        findings=Report(findings),
        not_read=lost_lines + lost_entries,
        sound=bool(invoices.lines) and all(f.kind is codes.TWO_DATES for f in invoices.findings.errors),
        as_at=as_at,
    )


def _checked(
    invoices: object,
    quote: object,
    terms: object,
    more: tuple[tuple[object, ...], tuple[object, ...]],
    as_at: object,
) -> None:
    receipts, refunds = more
    for what, value, kind, made in (
        ("invoices", invoices, Invoices, "Invoices.of(read(…))"),
        ("a quote", quote, Quote, "examcore.quote(…)"),
        ("terms", terms, Terms, "Terms.of(…)"),
        *(("a receipt", receipt, Receipt, "Receipt.of(read(…))") for receipt in receipts),
        *(("a refund", refund, ExpectedRefund, "ExpectedRefund(…)") for refund in refunds),
    ):
        if not isinstance(value, kind):
            raise TypeError(f"{what} is made by {made}; this is of type {type(value).__name__}")
    if as_at is not None and (isinstance(as_at, datetime) or not isinstance(as_at, date)):
        raise TypeError(f"as_at is a day such as date(2027, 4, 1), not of type {type(as_at).__name__}")


def _multiples(terms: Terms) -> LateMultiples:
    factors = {
        Fraction(rule.multiplier)
        for rule in terms.rules
        if rule.effect == "multiple" and rule.tier in _LATE and rule.multiplier is not None
    }
    return LateMultiples(frozenset(factors), max((rule.step for rule in terms.rules), default=0) or 1)


@attrs.define
class _Beside:
    """Entries, refunds and lines by body, series and entry code."""

    quote: Quote
    back: tuple[ExpectedRefund, ...]
    sent: SentFiles
    book: BodyBook
    names: dict[str, str] = attrs.field(factory=dict, init=False)
    wants: dict[_Key, list[QuoteLine]] = attrs.field(factory=dict, init=False)
    refunds: dict[_Key, list[ExpectedRefund]] = attrs.field(factory=dict, init=False)
    lines: dict[_Key, list[InvoiceLine]] = attrs.field(factory=dict, init=False)
    apart: list[tuple[InvoiceLine, str]] = attrs.field(factory=list, init=False)
    compared: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    _series: dict[tuple[str, str], dict[str, None]] = attrs.field(factory=dict, init=False)
    _entered: dict[str, dict[str, None]] = attrs.field(factory=dict, init=False)
    _codes: dict[tuple[str, str], str] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for body in self.book.bodies:
            self.names.update(dict.fromkeys((body.id, *body.jcq_ids), body.id))
        self.names.update(self.sent.bodies)
        for want in self.quote:
            if want.entry is not None:
                self.names.setdefault(want.awarding_body, want.awarding_body)
                if want.jcq_id:
                    self.names.setdefault(want.jcq_id, want.awarding_body)
                key = want.awarding_body, want.series, want.code
                self.wants.setdefault(key, []).append(want)
        for refund in self.back:
            self.names.setdefault(refund.awarding_body, refund.awarding_body)
            self.refunds.setdefault(refund.key, []).append(refund)
        for body_id, series, code in (*self.wants, *self.refunds):
            self._series.setdefault((body_id, code), {}).setdefault(series)
            self._entered.setdefault(body_id, {}).setdefault(series)
            self._codes.setdefault((body_id, code.upper()), code)

    def lay(self, lines: Iterable[InvoiceLine]) -> None:
        """Lay lines beside the entries; those of which that cannot be told are kept apart."""
        for line in lines:
            body = self.names.get(line.awarding_body)
            if body is None:
                self.apart.append((line, "the awarding body is not known"))
                continue
            code = self._code_of(body, line)
            found = self._series_of(body, code, line)
            self.compared.update((body, series) for series in self._may_be_of(body, found))
            if len(found) > 1:
                says = f"the code is entered in {' and '.join(found)}, and the invoice does not say in which"
                self.apart.append((line, says))
            else:
                self.lines.setdefault((body, found[0], code), []).append(line)

    def _code_of(self, body: str, line: InvoiceLine) -> str:
        """The code as it is entered: another case of its letters makes no other code."""
        if (body, line.code) in self._series:
            return line.code
        return self._codes.setdefault((body, line.code.upper()), line.code)

    def _may_be_of(self, body: str, found: list[str]) -> list[str]:
        """The entered series that a line stands for, once its own are found."""
        entered = list(self._entered.get(body, ()))
        if len(found) > 1 or found[0] in entered:
            return found
        if found[0]:
            civil = civil_series(found[0])
            return [
                series for series in entered if _CIVIL.fullmatch(found[0]) and civil_series(series) == civil
            ]
        return entered if len(entered) == 1 else []

    def _series_of(self, body: str, code: str, line: InvoiceLine) -> list[str]:
        """The series of entries that a line may be for; its own where none is entered."""
        said = line.series or self.sent.series_of(line.edi_reference)
        entered = list(self._series.get((body, code), ()))
        if said in entered:
            return [said]
        if said:
            entered = [series for series in entered if civil_series(series) == civil_series(said)]
        return entered or [said]

    def in_order(self) -> list[_Key]:
        """All that is compared, in order."""
        every = {*self.wants, *self.refunds}
        return sorted({*self.lines, *(key for key in every if key[:2] in self.compared)})

    def not_invoiced(self) -> Iterator[Finding]:
        """A finding for each series of a body of which entries, and no line of an invoice, are here."""
        groups: dict[tuple[str, str], list[QuoteLine]] = {key[:2]: [] for key in self.refunds}
        for key, group in self.wants.items():
            groups.setdefault(key[:2], []).extend(group)
        for (body, series), wants in sorted(groups.items()):
            if (body, series) in self.compared:
                continue
            amount = Money.total(a for want in wants if isinstance(a := want.amount, Money))
            whose = f"{body} {shown_code(series)}".rstrip()
            yield codes.NO_INVOICE.at(
                whose=whose, body=body, series=shown_code(series), count=len(wants), amount=amount
            )

    def far_dates(self) -> Iterator[Finding]:
        """A finding for each invoice whose day is far from the series of a line: one of them is a slip."""
        told = set()
        for (body, code, _), lines in self.lines.items():
            series = civil_series(code)
            for line in lines if series else ():
                day = line.invoice_date
                if day is None or series is None or (body, line.invoice_number) in told:
                    continue
                if abs((day.year - series.year) * 12 + day.month - series.month) > _FAR:
                    told.add((body, line.invoice_number))
                    yield codes.FAR_DATE.at(
                        line.origin.file if line.origin else "",
                        line.origin.line if line.origin else None,
                        field="invoice_date",
                        value=str(day),
                        invoice=shown_number(line.invoice_number),
                        series=shown_code(code),
                    )

    def evidence_of(self, item: Item) -> Item:
        """The item with what the files that were sent say of it."""
        if item.outcome not in {Outcome.EXTRA, Outcome.QUANTITY, Outcome.MISSING} or not item.code:
            return item
        holders = self.sent.find_holders(item.awarding_body, item.series, item.code)
        says = f"the files that were sent have it for {counted(len(holders), 'candidate')}"
        why = Reason("FEE-05", says, Evidence.SUPPLIED, Source("receipt"))
        candidates = item.candidates or holders
        return attrs.evolve(item, because=(*item.because, why), candidates=candidates)


def _doubted(item: Item, lost_lines: int, lost_entries: int) -> Item:
    """The item with what speaks against it: rows that could not be compared may hold what it lacks."""
    says = ""
    fewer = item.outcome is Outcome.QUANTITY and item.charged < item.entered
    if lost_lines and (fewer or item.outcome in {Outcome.MISSING, Outcome.REFUND_NOT_PAID}):
        says = f"{counted(lost_lines, 'row')} of invoices could not be compared, and may have it"
    elif lost_entries and item.outcome in {Outcome.EXTRA, Outcome.QUANTITY}:
        says = f"{counted(lost_entries, 'row')} of entries could not be read, and may be for it"
    if not says:
        return item
    return attrs.evolve(item, because=(*item.because, Reason("FEE-05", says, Evidence.DERIVED)))


def _spelt(item: Item) -> Item:
    """The item; where an invoice writes its code with another case of letters, a reason says so."""
    others = {line.code: line for line in reversed(item.lines) if line.code != item.code}
    more = tuple(
        Reason(
            "FEE-05",
            f"the invoice writes {shown_code(code)} for {shown_code(item.code)}",
            Evidence.SUPPLIED,
            line.origin,
        )
        for code, line in sorted(others.items())
    )
    return attrs.evolve(item, because=(*item.because, *more)) if more else item


def _apart(line: InvoiceLine, why: str, names: Mapping[str, str]) -> Item:
    """The item of a line that cannot be laid beside entries."""
    reason = Reason("FEE-05", f"{abs(line.volume)} cannot be judged: {why}", Evidence.DERIVED, line.origin)
    return Item(
        outcome=Outcome.UNKNOWN,
        awarding_body=names.get(line.awarding_body, line.awarding_body),
        body_known=line.awarding_body in names,
        series=line.series,
        code=line.code,
        kind=line.kind,
        quantity=abs(line.volume),
        entered=0,
        charged=line.volume,
        expected=UNKNOWN,
        invoiced=line.net,
        lines=(line,),
        because=(reason,),
    )
