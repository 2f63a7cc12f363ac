"""Items in the making: units of charge and of entry are laid to them one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..evidence import UNKNOWN, Evidence, Missing, Reason
from ..fees import QuoteLine
from ..money import Money
from .invoice import InvoiceKey, InvoiceLine
from .item import Item, Outcome
from .table import shown_number

__all__ = ["Draft", "Stock", "line_reason"]

_NOTHING = Money(0)


@attrs.define
class _Held:
    line: InvoiceLine
    left: int
    unit: int
    place: int = 0


@attrs.define
class _Queue:
    """What is held at one price, in order; those before `first` are exhausted."""

    held: list[_Held] = attrs.field(factory=list)
    first: int = 0
    left: int = 0


class Stock:
    """Units of invoice lines, taken one after another; earlier invoices first.

    An invoice may have thousands of lines of one code, so nothing here looks at all of them twice.

    Args:
        lines: charges or credits; signs are left away.
    """

    def __init__(self, lines: Iterable[InvoiceLine]) -> None:
        held = [_Held(line, abs(line.volume), abs(line.unit_price.pence)) for line in lines]
        held.sort(key=lambda each: (each.line.invoice_date is None, str(each.line.invoice_date or "")))
        self._held = held
        self._of: dict[int, _Held] = {}
        self._queues: dict[int, _Queue] = {}
        for each in held:
            queue = self._queues.setdefault(each.unit, _Queue())
            each.place = len(queue.held)
            queue.held.append(each)
            queue.left += each.left
            self._of.setdefault(id(each.line), each)
        self._units = sorted(self._queues)
        self._low, self._high = 0, len(self._units) - 1
        self.count = sum(each.left for each in held)
        """How many units are left."""
        self.total = self.count

    def has(self, unit: Money) -> bool:
        """Whether a unit at that price is left."""
        queue = self._queues.get(unit.pence)
        return queue is not None and queue.left > 0

    def take(self, unit: Money) -> InvoiceLine | None:
        """The line of one unit at that price, which is then gone; None where there is none."""
        line, count = self.take_some(unit, 1)
        return line if count else None

    def take_some(self, unit: Money, most: int) -> tuple[InvoiceLine | None, int]:
        """Units at that price, all of one line, and how many; none of None where there is none."""
        queue = self._queues.get(unit.pence)
        if queue is None or not queue.left or most < 1:
            return None, 0
        while not queue.held[queue.first].left:
            queue.first += 1
        each = queue.held[queue.first]
        count = min(each.left, most)
        each.left -= count
        queue.left -= count
        self.count -= count
        return each.line, count

    def take_cheapest(self) -> InvoiceLine | None:
        """As `take`, of the lowest price."""
        if not self.count:
            return None
        while not self._queues[self._units[self._low]].left:
            self._low += 1
        return self.take(Money(self._units[self._low]))

    def take_dearest(self) -> InvoiceLine | None:
        """As `take`, of the highest price."""
        if not self.count:
            return None
        while not self._queues[self._units[self._high]].left:
            self._high -= 1
        return self.take(Money(self._units[self._high]))

    def take_rest(self) -> Iterator[tuple[InvoiceLine, int]]:
        """The lines of all units that are left, each with their number."""
        for each in self._held:
            if each.left:
                count, each.left = each.left, 0
                self._queues[each.unit].left -= count
                self.count -= count
                yield each.line, count

    def put_back(self, line: InvoiceLine, count: int) -> None:
        """Units of a line that were taken and not used."""
        each = self._of[id(line)]
        queue = self._queues[each.unit]
        each.left += count
        queue.left += count
        self.count += count
        queue.first = min(queue.first, each.place)
        self._low, self._high = 0, len(self._units) - 1


@attrs.define
class Draft:
    """An item to which units are still added."""

    outcome: Outcome
    kind: str
    quantity: int = 0
    expected: Money = _NOTHING
    known: bool = True
    invoiced: Money = _NOTHING
    ask: bool = False
    lines: dict[int, InvoiceLine] = attrs.field(factory=dict)
    candidates: dict[str, None] = attrs.field(factory=dict)
    shares: dict[InvoiceKey, Money] = attrs.field(factory=dict)
    units: dict[tuple[str, str], None] = attrs.field(factory=dict)
    reasons: dict[Reason, None] = attrs.field(factory=dict)

    @property
    def difference(self) -> Money:
        """Invoiced less expected, where that is known."""
        return self.invoiced - self.expected

    def add(
        self,
        body: str,
        *,
        count: int = 1,
        invoiced: Money = _NOTHING,
        expected: Money | Missing = _NOTHING,
        lines: Iterable[InvoiceLine] = (),
        want: QuoteLine | None = None,
        because: Iterable[Reason] = (),
    ) -> None:
        """Add units.

        Args:
            body: whose share it is where no line has one.
            count: how many.
            invoiced: in all.
            expected: in all.
            lines: of the invoices, the one that the difference is laid to first.
            want: the entry.
            because: more reasons.
        """
        lines = tuple(lines)
        self.quantity += count
        self.invoiced += invoiced
        for line in lines:
            self.lines.setdefault(id(line), line)
        if isinstance(expected, Money):
            self.expected += expected
            owner = lines[0].invoice if lines else (body, "")
            self.shares[owner] = self.shares.get(owner, _NOTHING) + invoiced - expected
        else:
            self.known = False
        if want is not None:
            if want.candidate:
                self.candidates.setdefault(want.candidate)
            because = (*because, *want.because)
        for reason in because:
            self.reasons.setdefault(reason)

    def item(self, key: tuple[str, str, str], entered: int, charged: int, says: str) -> Item:
        """The item; what it says comes first, then the lines, then the other reasons."""
        body, series, code = key
        lines = tuple(self.lines.values())
        evidence = Evidence.SUPPLIED if self.known else Evidence.DERIVED
        first = Reason("FEE-05", says, evidence, lines[0].origin if lines else None)
        shares = tuple((invoice, amount) for invoice, amount in self.shares.items() if amount)
        return Item(
            outcome=self.outcome,
            awarding_body=body,
            series=series,
            code=code,
            kind=self.kind,
            quantity=self.quantity,
            entered=entered,
            charged=charged,
            expected=self.expected if self.known else UNKNOWN,
            invoiced=self.invoiced,
            candidates=tuple(sorted(self.candidates)),
            lines=lines,
            because=(first, *map(line_reason, lines), *self.reasons),
            ask=self.ask,
            shares=shares,
        )


def line_reason(line: InvoiceLine) -> Reason:
    """What a line of an invoice says."""
    what = "" if line.kind == "entry" else f" ({line.kind})"
    says = f"invoice {shown_number(line.invoice_number)} has {line.volume} at {line.unit_price}{what}"
    return Reason("FEE-05", says, Evidence.SUPPLIED, line.origin)
