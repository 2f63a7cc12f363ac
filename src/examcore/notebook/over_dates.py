"""The cost of the same entries over dates, with the deadlines marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from ..findings import counted
from ..scenarios import CostOnDay, CostOverDates, FeeDeadline
from .axes import BASE, GREY, LATE, TITLE, axes_or_new, if_weak, money_axis, pounds, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cost_over_dates"]

_SIZE: Final = 8.0
"""Of the labels, in points."""
_LINE: Final = 1.35 * _SIZE
_LETTER: Final = 0.55 * _SIZE
"""The width of a letter, as a rule."""


def plot_cost_over_dates(result: CostOverDates, ax: Axes | None = None) -> Axes:
    """Draw the total over dates as a line of steps, with the deadlines that lie between.

    The line is broken where the total is the least that is owed. The part that is late fees is shaded, and
    the legend says how it is known where nobody stated it for the year. A deadline that was not published has
    a dotted line, and its label says how it is known.

    Args:
        result: of `examcore.cost_over_dates`; more days give a truer picture.
        ax: matplotlib's axes to draw on; without them a new figure is made, by pyplot.

    Returns:
        The axes; ``ax.figure.savefig("cost.png")`` keeps the picture.

    Raises:
        TypeError: an argument is of another kind.
        NotebookExtraMissing: install ``examcore[notebook]``.

    >>> import examcore as ex
    >>> from matplotlib.figure import Figure
    >>> cost = ex.cost_over_dates(ex.Entries(), ex.Catalogue.of(()))
    >>> plot_cost_over_dates(cost, Figure().subplots()).get_ylabel()
    'cost'
    """
    if not isinstance(result, CostOverDates):
        raise TypeError(f"give what examcore.cost_over_dates returns, not a {type(result).__name__}")
    ax = axes_or_new(ax, 9, 5)
    ax.set_ylabel("cost")
    if not result.days:
        ax.text(0.5, 0.5, "no days", transform=ax.transAxes, ha="center", color=GREY)
        return ax
    from matplotlib import dates  # noqa: PLC0415  an extra, as `Axes` is

    entries = counted(result.days[0].lines, "entry")
    ax.set_title(f"cost of the same {entries} by the day of receipt", loc="left", fontsize=TITLE)
    first, last = (_at(day.on) for day in (result.days[0], result.days[-1]))
    margin = max(1.0, (last - first) * 0.04)
    end = last + margin  # the last day is as wide as the eye needs
    _draw_steps(ax, result, end)
    top = max(pounds(day.total) for day in result.days) or 1.0
    ax.set_xlim(first - margin, end)
    head = _mark(ax, result.between, first - margin, end)
    ax.set_ylim(0, top * 1.05 / (1 - head))
    locator = dates.AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    money_axis(ax.yaxis, result.days[0].total.currency)
    ax.legend(loc="lower right", fontsize=_SIZE)
    return ax


def _at(day: date) -> float:
    """The place of a day on an axis of dates."""
    from matplotlib import dates  # noqa: PLC0415  an extra, as `Axes` is

    return float(dates.date2num(day))  # type: ignore[no-untyped-call]


def _draw_steps(ax: Axes, result: CostOverDates, end: float) -> None:
    pieces = list(_pieces(result, end))
    late = f"late fees in it{if_weak(result.surcharge_evidence)}"
    for start, stop, day in pieces:
        if day is not None and day.surcharges:
            total = pounds(day.total)
            low = pounds(day.total - day.surcharges)
            ax.fill_between([start, stop], low, total, color=LATE, alpha=0.3, linewidth=0, label=late)
            late = "_"  # so that it stands in the legend once
    names = {True: "total", False: "at least: not all is known"}
    for start, stop, day in pieces:
        if day is None:
            continue
        known = day.complete
        ax.plot(
            [start, stop],
            [pounds(day.total)] * 2,
            color=BASE,
            linewidth=2.2,
            linestyle="solid" if known else (0, (3, 1.5)),
            solid_capstyle="butt",
            label=names[known],
        )
        names[known] = "_"
    drawn = [piece for piece in pieces if piece[2] is not None]
    for (_, stop, before), (start, _, after) in pairwise(drawn):
        if before is not None and after is not None:
            ends = [pounds(before.total), pounds(after.total)]
            ax.plot([stop, start], ends, color=BASE, linewidth=1, linestyle="-" if stop == start else ":")
    days = [_at(day.on) for day in result]
    ax.plot(days, [pounds(day.total) for day in result], "o", color=BASE, markersize=3.5)


def _pieces(result: CostOverDates, end: float) -> Iterator[tuple[float, float, CostOnDay | None]]:
    """From where to where which day's total holds; None from the first of several deadlines on.

    Between two days the total turns behind the deadline that lies there. Where several do, it is not known
    how much it rises behind each.
    """
    ends = sorted({deadline.day for deadline in result.between if deadline.day})
    for this, following in pairwise(result.days):
        here, there = _at(this.on), _at(following.on)
        turns = [_at(day) + 1 for day in ends if this.on <= day < following.on]
        turn = turns[0] if turns else there
        yield here, turn, this
        if turn < there:
            yield turn, there, following if len(turns) == 1 else None
    yield _at(result.days[-1].on), end, result.days[-1]


def _mark(ax: Axes, deadlines: Iterable[FeeDeadline], left: float, right: float) -> float:
    """Mark deadlines, each day with a label on a line of its own; how much of the height they take."""
    box = ax.get_window_extent()
    dots = ax.figure.dpi / 72
    height, width = box.height / dots, box.width / dots
    letters = max(24, int(0.5 * width / _LETTER))
    down = 4.0
    for day, alike in groupby(sorted(deadlines, key=lambda d: d.day or date.max), key=lambda d: d.day):
        here = list(alike)
        if day is None:
            continue
        place = _at(day)
        expected = any(deadline.expected for deadline in here)
        ax.axvline(place, color=GREY, linewidth=1.0, linestyle="dotted" if expected else "solid", zorder=1)
        lines = textwrap.wrap(f"after {day.day} {day:%b}: {'; '.join(_labels(here))}", letters)
        to_the_left = place - left > (right - left) / 2
        ax.annotate(
            "\n".join(lines),
            xy=(place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-4 if to_the_left else 4, -down),
            textcoords="offset points",
            ha="right" if to_the_left else "left",
            va="top",
            fontsize=_SIZE,
            color=GREY,
            parse_math=False,
            linespacing=1.2,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85},
        )
        down += _LINE * len(lines) + 3
    return min(0.7, down / height)


def _labels(deadlines: list[FeeDeadline]) -> Iterator[str]:
    """What begins after a day: the bodies that share series, tier and evidence stand together."""

    def alike(deadline: FeeDeadline) -> tuple[str, str, str]:
        label = f" ({deadline.evidence})" if deadline.expected else ""
        return str(deadline.series), str(deadline.tier), label

    for (_, tier, label), same in groupby(sorted(deadlines, key=lambda d: (alike(d), d.body)), key=alike):
        bodies = ", ".join(dict.fromkeys(deadline.body for deadline in same))
        yield f"{shown(bodies)} {tier.replace('-', ' ')}{label}"
