"""What Hypothesis asks when it is imported, so that it knows the types of examcore."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ..ids.uci import UCI
from ..ids.uln import ULN
from ..ids.upn import UPN
from ..model import BodySeries, Candidate, Centre, Entry, Series
from ..money import Money
from . import strategies

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis how to draw each type; called through the entry point of group ``hypothesis``.

    >>> from hypothesis import find
    >>> from hypothesis.strategies import from_type
    >>> from examcore.money import Money
    >>> register()
    >>> str(find(from_type(Money), lambda amount: amount.pence > 99))
    '1.00'
    """
    # NewTypes are taken as well, whatever the signature says
    kinds: tuple[tuple[Any, Any], ...] = (
        (Money, strategies.money),
        (Series, strategies.series),
        (BodySeries, strategies.body_series),
        (UCI, strategies.ucis),
        (ULN, strategies.ulns),
        (UPN, strategies.upns),
        (Centre, strategies.centres),
        (Candidate, strategies.candidates),
        (Entry, strategies.entries),
    )
    for kind, make in kinds:
        st.register_type_strategy(kind, make())
