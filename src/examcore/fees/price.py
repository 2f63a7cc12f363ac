"""What an entry for one option costs, from basedata."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

from ..catalogue import Catalogue
from ..evidence import NOT_PUBLISHED, UNKNOWN, Evidence, Missing, Origin, Reason, Source
from ..model import Item, Option, Process
from ..money import Money
from ..prices.prices import Vat

__all__ = ["Price", "State", "price_of", "price_of_registration", "unknown_price"]


class State(StrEnum):
    """What is known of a price."""

    PRICED = "priced"
    """The body publishes a fee."""
    ZERO = "zero"
    """The body publishes a fee of 0.00."""
    NO_FEE = "no-fee"
    """A cash-in: its units were paid for."""
    NOT_PUBLISHED = "not-published"
    """The body's file leaves the fee open."""
    OVERRIDDEN = "overridden"
    """Another price source took precedence."""
    UNKNOWN = "unknown"
    """It cannot be told what is entered."""


@attrs.frozen
class Price:
    """The base price of an entry for one option.

    Args:
        amount: money, or why there is none.
        state: what is known.
        because: the reasons, each with its source.
        vat: whether the amount has VAT in it.
        vat_rate: per cent, where a price list has it.
    """

    amount: Money | Missing
    state: State
    because: tuple[Reason, ...]
    vat: Vat = Vat.UNKNOWN
    vat_rate: Decimal | None = None

    @property
    def evidence(self) -> Evidence | None:
        """The weakest evidence of the reasons; None where there is no price."""
        return Evidence.weakest(r.evidence for r in self.because) if isinstance(self.amount, Money) else None

    @property
    def source(self) -> Source | Origin | None:
        """Where the first reason was read."""
        return self.because[0].source if self.because else None


_FLAG = "edi-formats 4.2 field 14"


def price_of(option: Option, catalogue: Catalogue) -> Price:
    """The base price of an option.

    A fee flag ``N`` means "no fee" on a certification without components that is entered for, whose units
    were paid for (DERIVED), and "not published" elsewhere, as does a flag that is neither ``Y`` nor ``N``.
    """
    others, doubts = catalogue.find_other_fees(option), catalogue.find_doubts(option)
    if others or doubts:
        because = [_one_of_several(o) for o in (option, *others)] if others else []
        because.extend(_doubtful(option, doubt) for doubt in doubts)
        return Price(UNKNOWN, State.UNKNOWN, tuple(because))
    if option.fee_defined:
        says = f"basedata gives {option.code} a fee of {Money(option.fee)}"
        state = State.PRICED if option.fee else State.ZERO
        reason = Reason("edi-formats 4.2 field 15", says, Evidence.SUPPLIED, option.origin)
        return Price(Money(option.fee), state, (reason,))
    if option.fee_flag != "N":
        says = f"the fee flag of {option.code} is {option.fee_flag!r}, which is neither Y nor N"
        odd = Reason(_FLAG, says, Evidence.SUPPLIED, option.origin)
        return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (odd,))
    flag = Reason(
        _FLAG, f"basedata defines no fee for {option.code} (flag N)", Evidence.SUPPLIED, option.origin
    )
    if option.fee:
        odd = Reason(_FLAG, f"and yet it gives {option.fee} pence", Evidence.SUPPLIED, option.origin)
        return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (flag, odd))
    if option.item == Item.CERTIFICATION and option.process != Process.ENTRY:
        return _registered(flag)
    components = catalogue.has_components(option)
    if option.item == Item.CERTIFICATION and components is False:
        if (option.declared_components or 0) > 1:  # 1 is what WJEC writes on every cash-in
            says = f"it says that it has {option.declared_components} components; the L file gives it none"
            return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (flag, Reason("V11", says, Evidence.SUPPLIED)))
        says = "it certifies units that were paid for, and has no component of its own"
        return Price(Money(0), State.NO_FEE, (flag, Reason("decision 0009", says, Evidence.DERIVED)))
    if option.item == Item.CERTIFICATION and components is None:
        says = "whether it has components is not known: load the L file of the same issue, undamaged"
        return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (flag, Reason("V11", says, Evidence.DERIVED)))
    return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (flag,))


def _one_of_several(option: Option) -> Reason:
    fee = f"a fee of {option.price}" if option.fee_defined else "no fee"
    return Reason(
        "V09",
        f"basedata gives {option.code} {fee} here, and another elsewhere",
        Evidence.SUPPLIED,
        option.origin,
    )


def _doubtful(option: Option, doubt: str) -> Reason:
    says = f"{option.code} is not certain: {doubt}"
    return Reason("V09", says, Evidence.SUPPLIED, option.origin)


def _registered(flag: Reason) -> Price:
    """Flag ``N`` on what is no entry: nothing was paid for before."""
    says = "only a cash-in is known to cost nothing, and this is a registration"
    return Price(NOT_PUBLISHED, State.NOT_PUBLISHED, (flag, Reason("decision 0009", says, Evidence.DERIVED)))


def price_of_registration(price: Price) -> Price:
    """What a registration costs, given the price of entering for the option."""
    return _registered(price.because[0]) if price.state is State.NO_FEE else price


def unknown_price(reason: str) -> Price:
    """The price of what cannot be told."""
    return Price(UNKNOWN, State.UNKNOWN, (Reason("ENT-15", reason, Evidence.DERIVED),))
