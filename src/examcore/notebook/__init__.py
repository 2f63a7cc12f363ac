"""Plots for notebooks: the one room that knows matplotlib, which is the extra ``notebook``.

>>> from examcore import notebook
>>> sorted(notebook.__all__)
['NotebookExtraMissing', 'plot_cost_by', 'plot_cost_over_dates']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .axes import NotebookExtraMissing
    from .bars import plot_cost_by
    from .over_dates import plot_cost_over_dates

__all__ = ["NotebookExtraMissing", "plot_cost_by", "plot_cost_over_dates"]

__getattr__ = lazily(
    __name__,
    {
        "NotebookExtraMissing": "axes",
        "plot_cost_by": "bars",
        "plot_cost_over_dates": "over_dates",
    },
)
