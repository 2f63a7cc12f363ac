"""What all plots share: axes to draw on, money as a label, and colours that differ for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import ExamcoreError
from ..money import Money

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = [
    "BASE",
    "GREY",
    "LATE",
    "NotebookExtraMissing",
    "axes_or_new",
    "money_axis",
    "money_text",
    "pounds",
]

BASE: Final = "#0072B2"
"""Blue. This and the next are of the palette by Okabe and Ito, which the colour-blind can tell apart."""
LATE: Final = "#D55E00"
"""Vermilion, for late fees."""
GREY: Final = "#595959"
"""For what explains; dark enough to be read on white."""

_SYMBOLS: Final = {"GBP": "£", "EUR": "€"}


class NotebookExtraMissing(ExamcoreError, ImportError):
    """The package matplotlib is not installed."""


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes that were given, or those of a new figure, in inches.

    Raises:
        NotebookExtraMissing: install ``examcore[notebook]``.
    """
    if ax is not None:
        return ax
    try:
        import matplotlib.pyplot as plt  # noqa: PLC0415  an extra, and only plots need it
    except ImportError:
        raise NotebookExtraMissing(
            "plots need the package matplotlib: pip install 'examcore[notebook]'"
        ) from None
    _, new = plt.subplots(figsize=(width, height), layout="constrained")
    return new


def pounds(amount: Money) -> float:
    """An amount as a place on an axis; nothing is reckoned with it."""
    return amount.pence / 100


def money_text(amount: Money) -> str:
    """An amount as people read it.

    >>> money_text(Money(6572045)), money_text(Money(-50)), money_text(Money(100, "USD"))
    ('£65,720.45', '-£0.50', 'USD 1.00')
    """
    sign = "-" if amount.pence < 0 else ""
    symbol = _SYMBOLS.get(amount.currency, f"{amount.currency} ")
    whole, pence = divmod(abs(amount.pence), 100)
    return f"{sign}{symbol}{whole:,}.{pence:02d}"


def money_axis(axis: Axis, currency: str) -> None:
    """Write amounts along an axis, and a faint grid."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415  an extra, and there are axes already

    def written(place: float, _: object) -> str:
        return money_text(Money(round(place * 100), currency)).removesuffix(".00")

    box = axis.axes.get_window_extent()
    long, each = (box.width, 70) if axis is axis.axes.xaxis else (box.height, 35)
    most = int(long * 72 / axis.axes.figure.dpi / each)
    axis.set_major_locator(MaxNLocator(max(2, min(8, most)), steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(written))
    axis.grid(visible=True, color="#D9D9D9", linewidth=0.8)
    axis.axes.set_axisbelow(True)
