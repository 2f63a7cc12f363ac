"""Scenarios: what entries cost on other days, late, in a year, against a budget. Values in, values out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .budget import BudgetComparison, BudgetPart, against_budget
    from .change import ChangeOnDay, CostOfChange, cost_of_change
    from .delay import CostOfDelay, CostOfMissing, cost_of_delay
    from .fee_deadline import FeeDeadline
    from .over_dates import CostOnDay, CostOverDates, cost_over_dates
    from .year import CostOfSeries, CostOfYear, cost_of_year

__all__ = [
    "BudgetComparison",
    "BudgetPart",
    "ChangeOnDay",
    "CostOfChange",
    "CostOfDelay",
    "CostOfMissing",
    "CostOfSeries",
    "CostOfYear",
    "CostOnDay",
    "CostOverDates",
    "FeeDeadline",
    "against_budget",
    "cost_of_change",
    "cost_of_delay",
    "cost_of_year",
    "cost_over_dates",
]

__getattr__ = lazily(
    __name__,
    {
        **dict.fromkeys(("BudgetComparison", "BudgetPart", "against_budget"), "budget"),
        **dict.fromkeys(("ChangeOnDay", "CostOfChange", "cost_of_change"), "change"),
        **dict.fromkeys(("CostOfDelay", "CostOfMissing", "cost_of_delay"), "delay"),
        "FeeDeadline": "fee_deadline",
        **dict.fromkeys(("CostOnDay", "CostOverDates", "cost_over_dates"), "over_dates"),
        **dict.fromkeys(("CostOfSeries", "CostOfYear", "cost_of_year"), "year"),
    },
)
