"""What all plots share: axes to draw on, money as a label, and colours that differ for everybody."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from ..errors import ExamcoreError
from ..evidence import Evidence
from ..money import Money

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.ft2font import FT2Font

__all__ = [
    "BASE",
    "GREY",
    "LATE",
    "TITLE",
    "NotebookExtraMissing",
    "axes_or_new",
    "if_weak",
    "money_axis",
    "money_text",
    "pounds",
    "shown",
]

BASE: Final = "#0072B2"
"""Blue. This and the next are of the palette by Okabe and Ito, which the colour-blind can tell apart."""
LATE: Final = "#D55E00"
"""Vermilion, for late fees."""
GREY: Final = "#595959"
"""For what explains; dark enough to be read on white."""

TITLE: Final = 10.0
"""Of titles, in points."""

_STRONG: Final = frozenset({Evidence.SEEN, Evidence.SUPPLIED})
_SYMBOLS: Final = {"GBP": "£", "EUR": "€"}


class NotebookExtraMissing(ExamcoreError, ImportError):
    """The package matplotlib is not installed."""


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes that were given, or those of a new figure, in inches.

    Raises:
        NotebookExtraMissing: install ``examcore[notebook]``.
        TypeError: something else was given.
    """
    if ax is not None:
        if not hasattr(ax, "annotate"):
            raise TypeError(f"ax: give matplotlib's axes, not a {type(ax).__name__}")
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


def if_weak(label: Evidence | None) -> str:
    """What a legend says of money that nobody stated for the year; nothing where somebody did.

    >>> if_weak(Evidence.ASSUMED), if_weak(Evidence.SUPPLIED), if_weak(None)
    (' (ASSUMED)', '', '')
    """
    return "" if label is None or label in _STRONG else f" ({label})"


def shown(text: str) -> str:
    """A name as a picture can show it: on one line, and a question mark for what the font does not have.

    Matplotlib would warn of each such letter.
    """
    # categories C and Z: control characters, halves of letters, all kinds of space
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    fonts = _fonts()
    had = (
        letter if any(font.get_char_index(ord(letter)) for font in fonts) else "?"
        for letter in " ".join(plain.split())
    )
    return "".join(had) or "(none)"


def _fonts() -> list[FT2Font]:
    """The fonts that matplotlib takes letters from, in the settings of this moment."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415  an extra

    return [get_font(findfont(FontProperties(family=[name]))) for name in FontProperties().get_family()]
