"""Plots: what is drawn, and that nothing else is touched. How they look was looked at by eye."""

import io
import sys
from datetime import date

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.dates import num2date
from matplotlib.figure import Figure

import examcore as ex
from examcore import notebook, samples

SCHOOL = samples.make_centre(seed=1, candidates=40)
JUNE = SCHOOL.entries.where(lambda entry: not entry.option.series.startswith("B"))


@pytest.fixture
def axes():
    return Figure(layout="constrained").subplots()


@pytest.fixture(scope="module")
def over_dates():
    return ex.cost_over_dates(JUNE, SCHOOL.catalogue, on=date(2027, 1, 15), other_years=True)


@pytest.fixture(scope="module")
def late_quote():
    return ex.quote(JUNE, SCHOOL.catalogue, on=date(2027, 3, 1), other_years=True)


def texts(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def drawn(ax):
    """The picture, so that everything is laid out; a warning would be an error."""
    data = io.BytesIO()
    ax.figure.savefig(data, format="png")
    return data.getvalue()


def test_the_total_is_a_line_of_steps(over_dates, axes):
    ax = notebook.plot_cost_over_dates(over_dates, axes)
    assert ax is axes
    assert drawn(ax).startswith(b"\x89PNG")
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    assert [num2date(x).date() for x in dots.get_xdata()] == [day.on for day in over_dates]
    assert list(dots.get_ydata()) == [day.total.pence / 100 for day in over_dates]
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylim()[1] > max(dots.get_ydata())
    assert legend(ax) == ["late fees in it (ASSUMED)", "total", "at least: not all is known"]
    assert all(label.get_text().startswith("£") for label in ax.get_yticklabels())


def test_a_total_that_is_the_least_is_drawn_otherwise(over_dates, axes):
    ax = notebook.plot_cost_over_dates(over_dates, axes)
    level = [line for line in ax.lines if line.get_linewidth() > 2]
    styles = [line.get_linestyle() for line in level]
    assert styles == ["-" if day.complete else "--" for day in over_dates]
    assert {"-", "--"} == set(styles)


def test_deadlines_are_marked_with_how_they_are_known(over_dates, axes):
    ax = notebook.plot_cost_over_dates(over_dates, axes)
    first, second, third = texts(ax)
    assert first.startswith("after 21 Feb: aqa, ccea, ocr, pearson late (DERIVED); wjec not assessed")
    assert second == "after 21 Apr: aqa very late (DERIVED)"
    assert third == "after 22 Apr: pearson very late (RECALLED)"
    assert sum(line.get_linestyle() == ":" for line in ax.lines) == 3


def test_labels_do_not_overlap(over_dates, axes):
    ax = notebook.plot_cost_over_dates(over_dates, axes)
    drawn(ax)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    line = max(line.get_window_extent().y1 for line in ax.lines if line.get_linewidth() > 2)
    assert min(box.y0 for box in boxes) > line


def test_between_two_days_the_total_turns_behind_the_deadline(axes):
    days = [date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 2)]
    cost = ex.cost_over_dates(JUNE, SCHOOL.catalogue, days, other_years=True)
    ax = notebook.plot_cost_over_dates(cost, axes)
    level = [line for line in ax.lines if line.get_linewidth() > 2]
    assert num2date(level[0].get_xdata()[1]).date() == date(2027, 2, 22)
    assert level[1].get_ydata()[0] == cost[1].total.pence / 100


def test_behind_several_deadlines_the_rise_is_not_laid_to_one(axes):
    days = [date(2027, 4, 1), date(2027, 5, 1)]
    cost = ex.cost_over_dates(JUNE, SCHOOL.catalogue, days, other_years=True)
    ax = notebook.plot_cost_over_dates(cost, axes)
    (rise,) = [
        line
        for line in ax.lines
        if line.get_linestyle() == ":" and line.get_linewidth() == 1 and len(set(line.get_xdata())) == 2
    ]
    assert [num2date(x).date() for x in rise.get_xdata()] == [date(2027, 4, 22), date(2027, 5, 1)]


@pytest.mark.parametrize("days", [[], [date(2027, 2, 1)]])
def test_few_days(days, axes):
    ax = notebook.plot_cost_over_dates(ex.cost_over_dates(ex.Entries(), SCHOOL.catalogue, days), axes)
    assert drawn(ax)
    assert texts(ax) == ([] if days else ["no days"])


def test_bars_are_sorted_and_late_fees_stand_behind(late_quote, axes):
    ax = notebook.plot_cost_by(late_quote, "department", axes)
    assert drawn(ax)
    price, late = ax.containers
    parts = late_quote.by("department")
    wanted = sorted(parts, key=lambda name: (-parts[name].total.pence, name))
    assert [label.get_text() for label in ax.get_yticklabels()] == wanted
    ends = [round(100 * (a.get_width() + b.get_width())) for a, b in zip(price, late, strict=True)]
    assert ends == [parts[name].total.pence for name in wanted]
    assert round(100 * sum(bar.get_width() for bar in late)) == late_quote.surcharges.pence
    assert price[0].get_facecolor() != late[0].get_facecolor()
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert legend(ax) == ["price", "late fees (ASSUMED)"]
    assert ax.get_xlabel() == "cost by department"


def test_what_is_not_known_stands_beside_its_bar(late_quote, axes):
    told = texts(notebook.plot_cost_by(late_quote, "body", axes))
    part = late_quote.by("body")["ocr"]
    assert f"at least £{part.total.pence / 100:,.2f}; late fee not known: {part.lines}" in told
    assert any(text.startswith("£") for text in told)


def test_without_late_fees_there_is_no_legend(axes):
    entries = SCHOOL.with_fault("unknown-option").with_fault("blank-option").entries
    quote = ex.quote(entries, SCHOOL.catalogue, on=date(2027, 1, 15))
    ax = notebook.plot_cost_by(quote, "subject", axes)
    assert ax.get_legend() is None
    assert any(text.endswith("; no price: 1") for text in texts(ax))
    assert "(none)" in [label.get_text() for label in ax.get_yticklabels()]


def test_of_many_parts_the_least_are_summed_and_not_drawn(late_quote, axes):
    ax = notebook.plot_cost_by(late_quote, "candidate", axes, most=5)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert (len(names), names[-1]) == (6, f"{len(late_quote.by('candidate')) - 5} others")
    assert ax.containers[0][-1].get_width() == 0
    assert texts(ax)[-1].startswith("not drawn, together at least £")
    parts = late_quote.by("candidate")
    largest = sorted((part.total for part in parts.values()), key=lambda total: -total.pence)
    rest = ex.Money.total(largest[5:])
    assert f"£{rest.pence / 100:,.2f}" in texts(ax)[-1]


def test_one_part_more_is_drawn_itself(late_quote, axes):
    parts = late_quote.by("body")
    ax = notebook.plot_cost_by(late_quote, "body", axes, most=len(parts) - 1)
    assert len(ax.get_yticklabels()) == len(parts)
    assert "others" not in " ".join(label.get_text() for label in ax.get_yticklabels())


def test_a_year_and_a_long_name(axes):
    year = ex.cost_of_year(JUNE, SCHOOL.catalogue, "2026/27")
    assert drawn(notebook.plot_cost_by(year, "year_group", axes))
    assert notebook.bars._shortened("X" * 60) == "X" * 39 + "…"


def test_arguments_that_make_no_bars(late_quote, axes):
    with pytest.raises(ValueError, match="cannot group by 'colour'"):
        notebook.plot_cost_by(late_quote, "colour", axes)
    with pytest.raises(ValueError, match="at least one bar"):
        notebook.plot_cost_by(late_quote, "body", axes, most=0)


def test_with_axes_pyplot_and_the_settings_are_left_alone(over_dates, late_quote):
    before = dict(mpl.rcParams)
    for plot in (
        lambda ax: notebook.plot_cost_over_dates(over_dates, ax),
        lambda ax: notebook.plot_cost_by(late_quote, "subject", ax),
    ):
        plot(Figure().subplots())
    assert plt.get_fignums() == []
    assert dict(mpl.rcParams) == before


def test_without_axes_there_is_a_new_figure(over_dates, late_quote):
    ax, other = notebook.plot_cost_over_dates(over_dates), notebook.plot_cost_by(late_quote, "subject")
    assert ax.figure is not other.figure
    assert len(plt.get_fignums()) == 2
    assert drawn(ax)
    assert drawn(other)


def test_without_matplotlib_the_extra_is_named(over_dates, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(notebook.NotebookExtraMissing, match=r"pip install 'examcore\[notebook\]'"):
        notebook.plot_cost_over_dates(over_dates)
    assert issubclass(notebook.NotebookExtraMissing, ImportError)
    assert issubclass(notebook.NotebookExtraMissing, ex.ExamcoreError)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (ex.Money(6_572_045), "£65,720.45"),
        (ex.Money(-50), "-£0.50"),
        (ex.Money(100, "EUR"), "€1.00"),
        (ex.Money(100, "USD"), "USD 1.00"),
    ],
)
def test_amounts_are_written_as_people_read_them(money, text):
    assert notebook.axes.money_text(money) == text
