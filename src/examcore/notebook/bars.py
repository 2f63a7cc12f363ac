"""The cost of entries by subject, department or another group, as bars."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING, Final

import attrs

from ..evidence import Evidence
from ..fees import Quote
from ..fees.line import GROUPS
from ..money import Money
from ..scenarios import CostOfYear
from ..scenarios.days import surcharge_evidence
from .axes import BASE, GREY, LATE, TITLE, axes_or_new, if_weak, money_axis, money_text, pounds, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cost_by"]

_SIZE: Final = 8.0
_LONGEST: Final = 40


@attrs.frozen
class _Bar:
    name: str
    total: Money
    late: Money
    unknown: int
    open: int
    drawn: bool = True

    def with_(self, other: _Bar) -> _Bar:
        return _Bar(
            self.name,
            self.total + other.total,
            self.late + other.late,
            self.unknown + other.unknown,
            self.open + other.open,
            drawn=False,
        )

    @property
    def label(self) -> str:
        least = "" if self.unknown == self.open == 0 else "at least "
        text = "" if self.drawn else "not drawn, together "
        text += f"{least}{money_text(self.total)}"
        text += f"; no price: {self.unknown}" if self.unknown else ""
        return text + (f"; late fee not known: {self.open}" if self.open else "")


def plot_cost_by(quote: Quote | CostOfYear, group: str, ax: Axes | None = None, *, most: int = 30) -> Axes:
    """Draw the cost of each part of a quote as a bar, the greatest on top, with its late fees behind it.

    A part of which not every price or late fee is known says so beside its bar. The legend says how late fees
    are known where nobody stated them for the year, and the title of which day the costs are.

    Args:
        quote: of entries, or the cost of a year.
        group: one of the groups of `Quote.by`. **By payer, the picture holds personal data.**
        ax: matplotlib's axes to draw on; without them a new figure is made, by pyplot.
        most: how many bars; of the parts that cost least, only the sum is written.

    Returns:
        The axes; ``ax.figure.savefig("cost.png")`` keeps the picture.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: there is no such group; not even one bar was asked for.
        NotebookExtraMissing: install ``examcore[notebook]``.

    >>> from datetime import date
    >>> from examcore.findings import Report
    >>> from matplotlib.figure import Figure
    >>> nothing = Quote(date(2027, 1, 15), (), Report())
    >>> plot_cost_by(nothing, "subject", Figure().subplots()).get_xlabel()
    'cost by subject'
    """
    _checked(quote, group, most)
    bars = list(_bars(quote, group))
    bars.sort(key=lambda bar: (-bar.total.pence, bar.name))
    rest = bars[most:]
    if len(rest) > 1:  # as a bar it would dwarf the others
        whole = reduce(_Bar.with_, rest)
        bars = [*bars[:most], attrs.evolve(whole, name=f"{len(rest)} others")]
    ax = axes_or_new(ax, 9, 1.2 + 0.3 * max(3, len(bars)))
    ax.set_xlabel(f"cost by {group.replace('_', ' ')}")
    places = range(len(bars))
    on_time = [pounds(bar.total - bar.late) if bar.drawn else 0.0 for bar in bars]
    late = [pounds(bar.late) if bar.drawn else 0.0 for bar in bars]
    ax.barh(places, on_time, color=BASE, height=0.7, label="price")
    if any(late):
        ax.barh(
            places,
            late,
            left=on_time,
            color=LATE,
            height=0.7,
            label=f"late fees{if_weak(surcharge_evidence(quote.lines))}",
        )
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=_SIZE)
    # the title stands above the legend, where there is one
    ax.set_title(_title(quote), loc="left", fontsize=TITLE, pad=6 + 2.5 * _SIZE * any(late))
    ax.set_yticks(places, [_shortened(bar.name) for bar in bars], parse_math=False)  # no name is a formula
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.spines[["top", "right"]].set_visible(False)  # else they cut the texts
    for place, bar in zip(places, bars, strict=True):
        ax.annotate(
            bar.label,
            xy=(on_time[place] + late[place], place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=_SIZE,
            color=GREY,
            parse_math=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
        )
    ax.set_xlim(0, _reach(ax, bars))
    money_axis(ax.xaxis, quote.currency)
    return ax


def _checked(quote: object, group: object, most: object) -> None:
    if not isinstance(quote, Quote | CostOfYear):
        raise TypeError(
            "give a quote as of examcore.quote, or the cost of a year as of examcore.cost_of_year;"
            f" this is of type {type(quote).__name__}"
        )
    if not isinstance(group, str):
        raise TypeError(
            f"group: give one of {', '.join(GROUPS)}, such as 'department', not a {type(group).__name__}"
        )
    if isinstance(most, bool) or not isinstance(most, int):
        raise TypeError(f"most: give how many bars, a whole number, not a {type(most).__name__}")
    if most < 1:
        raise ValueError(f"most: at least one bar is drawn, not {most}")


def _title(quote: Quote | CostOfYear) -> str:
    if isinstance(quote, Quote):
        return f"cost of entries received on {quote.on}"
    assumed = f"; without a day: received in time ({Evidence.ASSUMED})" if quote.assumed else ""
    return f"cost of {quote.year}{assumed}"


def _bars(quote: Quote | CostOfYear, group: str) -> Iterator[_Bar]:
    parts = quote.by(group)
    late: dict[str, list[Money]] = {}
    for line in quote.lines:
        if isinstance(line.price, Money) and isinstance(line.surcharge, Money):
            late.setdefault(GROUPS[group](line), []).append(line.surcharge)
    for name, part in parts.items():
        fees = Money.total(late.get(name, ()), quote.currency)
        yield _Bar(name, part.total, fees, part.unknown_lines, part.open_lines)


def _reach(ax: Axes, bars: list[_Bar]) -> float:
    """How far the axis of amounts must reach so that the texts have room behind their bars."""
    width = 0.8 * ax.get_window_extent().width * 72 / ax.figure.dpi  # names of parts take the rest
    room = (max(0.4, 1 - _SIZE * 0.55 * len(bar.label) / width) for bar in bars)
    reach = (pounds(bar.total) / share for bar, share in zip(bars, room, strict=True) if bar.drawn)
    return max(reach, default=0.0) or 1.0


def _shortened(name: str) -> str:
    name = shown(name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
