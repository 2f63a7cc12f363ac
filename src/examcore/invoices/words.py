"""What an item says, in one sentence for people."""

from __future__ import annotations

from typing import Final

from ..findings import counted
from ..money import Money
from .draft import Draft
from .item import Outcome

__all__ = ["summary"]


_SHOWN: Final = 5
"""Of so many prices a sentence tells each."""


def summary(draft: Draft, *, entered: int, charged: int) -> str:
    """The sentence that an item begins with.

    Args:
        draft: the item, complete.
        entered: how many are entered for the code in all.
        charged: how many of its entries are invoiced in all.
    """
    count = draft.quantity
    match draft.outcome, draft.kind:
        case Outcome.MATCHED, kind:
            return _matched(draft, kind)
        case Outcome.UNKNOWN, _:
            why = list(draft.reasons)[-1].says if draft.reasons else "the expected amount is not known"
            return f"{count} cannot be judged: {why}"
        case Outcome.LATE_FEE, "late-fee":
            what = "for what was received on time" if draft.candidates else "that no late entry explains"
            return f"{counted(count, 'late fee')} of {_units(draft)} {what}"
        case Outcome.LATE_FEE, _:
            return f"{count} at {_units(draft)}; received on time, when one costs {_each(draft)}"
        case Outcome.PRICE, "refund":
            return f"another amount came back than is due: {abs_text(draft.difference)} too much"
        case Outcome.PRICE, "late-fee":
            return f"{counted(count, 'late fee')} of {_units(draft)}, expected {_each(draft)}"
        case Outcome.PRICE, _:
            return f"{count} at {_units(draft)}, expected {_each(draft)}"
        case Outcome.REFUND_NOT_PAID, _:
            short = (
                f"{draft.difference} short" if any(x.is_credit for x in draft.lines.values()) else "none came"
            )
            return f"a refund is due for {counted(count, 'withdrawal')}: {short}"
        case Outcome.QUANTITY | Outcome.EXTRA, "credit":
            return f"{counted(count, 'credit')} of {_units(draft)} that nothing explains"
        case Outcome.QUANTITY, _:
            return f"{charged} invoiced, {entered} entered"
        case Outcome.EXTRA, "late-fee":
            return f"{counted(count, 'late fee')} of {_units(draft)}, and nobody is entered for it"
        case Outcome.EXTRA, _:
            return f"{count} invoiced at {_units(draft)}, and nobody is entered for it"
        case Outcome.MISSING, "late-fee":
            return f"{counted(count, 'late fee')} of {_each(draft)} not invoiced"
        case _:
            return f"{count} entered, none invoiced"


def _matched(draft: Draft, kind: str) -> str:
    credited = any(line.is_credit for line in draft.lines.values())
    if kind == "credit":
        return f"{draft.quantity} charged and credited"
    if kind == "refund":
        return "the refund came" if credited else "no refund is due, and the charge stays"
    if credited:
        return "what was charged too much was credited"
    if not draft.lines:
        return f"{draft.quantity} that cost nothing, and are not invoiced"
    return f"{draft.quantity} invoiced as expected"


def _units(draft: Draft) -> str:
    units = list(dict.fromkeys(str(line.unit_price) for line in draft.lines.values()))
    more = [f"{len(units) - _SHOWN} other prices"] if len(units) > _SHOWN + 1 else units[_SHOWN:]
    return " and ".join((*units[:_SHOWN], *more)) or "0.00"


def _each(draft: Draft) -> str:
    """The expected price of one; of several prices the sum of all."""
    pence, rest = divmod(draft.expected.pence, max(draft.quantity, 1))
    return f"{draft.expected} in all" if rest else str(Money(pence))


def abs_text(amount: Money) -> str:
    """An amount without its sign."""
    return str(max(amount, -amount))
