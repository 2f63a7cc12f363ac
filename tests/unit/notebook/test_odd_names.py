"""Names of groups are what a school writes: no mathematics, no control characters, any alphabet."""

import io
import warnings
from datetime import date

import attrs
import pytest
from matplotlib.figure import Figure

import examcore as ex
from examcore import notebook, samples
from examcore.notebook.axes import shown

SCHOOL = samples.make_centre(seed=1, candidates=20)
DAY = date(2027, 1, 15)
NAMES = [
    "$\\frac{$",
    "a $ and a $",
    "x_1^2",
    "Art\x00\x1b\nDesign",
    "\U0001f9ea \u05d0\u05d1",
    "\u65e5\u672c",
    "\ud800",
]


@pytest.fixture
def axes():
    return Figure(layout="constrained").subplots()


def named(name):
    return ex.quote(
        ex.Entries(tuple(attrs.evolve(entry, department=name) for entry in SCHOOL.entries)),
        SCHOOL.catalogue,
        on=DAY,
    )


def draw(ax):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.savefig(io.BytesIO(), format="png")
        ax.figure.savefig(io.BytesIO(), format="svg")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_drawn(name, axes):
    ax = notebook.plot_cost_by(named(name), "department", axes)
    draw(ax)
    (label,) = [label.get_text() for label in ax.get_yticklabels()]
    assert "\n" not in label
    assert "\x00" not in label


def test_a_name_stays_what_it_is_where_it_can(axes):
    ax = notebook.plot_cost_by(named("Art & $Design$ é"), "department", axes)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Art & $Design$ é"]
    assert not ax.get_yticklabels()[0].get_parse_math()
    assert shown("Art\x00\x1b\n Design") == "Art Design"
    assert shown("\U0001f9ea lab") == "? lab"
    assert shown("\x00") == "(none)"


def test_money_of_other_years_is_labelled(axes):
    cost = ex.cost_over_dates(SCHOOL.entries, SCHOOL.catalogue, on=DAY, other_years=True)
    ax = notebook.plot_cost_over_dates(cost, axes)
    assert "late fees in it (ASSUMED)" in [text.get_text() for text in ax.get_legend().get_texts()]
    bars = Figure(layout="constrained").subplots()
    quote = ex.quote(SCHOOL.entries, SCHOOL.catalogue, on=date(2027, 3, 1), other_years=True)
    notebook.plot_cost_by(quote, "body", bars)
    assert [text.get_text() for text in bars.get_legend().get_texts()] == ["price", "late fees (ASSUMED)"]
    draw(ax)
    draw(bars)


def test_money_of_the_centres_own_price_file_needs_no_label(axes):
    entry = SCHOOL.entries.filter(awarding_body="aqa")[0]
    rows = f"awarding_body,series,option_code,tier,price\naqa,,{entry.option.code},late,999.00\n"
    prices = ex.Prices.of(ex.read(rows.encode(), name="prices.csv"))
    late = attrs.evolve(entry, received_on=date(2027, 3, 1))
    quote = ex.quote(ex.Entries((late,)), SCHOOL.catalogue, on=DAY, prices=prices)
    label = quote.lines[0].tier_evidence
    ax = notebook.plot_cost_by(quote, "body", axes)
    wanted = "late fees" if label in {"SEEN", "SUPPLIED"} else f"late fees ({label})"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["price", wanted]


def test_pictures_say_of_which_day_they_are(axes):
    ax = notebook.plot_cost_by(named("Art"), "department", axes)
    assert ax.get_title(loc="left") == "cost of entries received on 2027-01-15"
    year = ex.cost_of_year(SCHOOL.entries, SCHOOL.catalogue, "2026/27")
    of_year = notebook.plot_cost_by(year, "department", Figure().subplots())
    assert of_year.get_title(loc="left") == "cost of 2026/27; without a day: received in time (ASSUMED)"
    cost = ex.cost_over_dates(SCHOOL.entries, SCHOOL.catalogue, [DAY])
    line = notebook.plot_cost_over_dates(cost, Figure().subplots())
    lines = cost[0].lines
    assert line.get_title(loc="left") == f"cost of the same {lines} entries by the day of receipt"


def test_title_and_legend_do_not_overlap(axes):
    quote = ex.quote(SCHOOL.entries, SCHOOL.catalogue, on=date(2027, 3, 1), other_years=True)
    ax = notebook.plot_cost_by(quote, "body", axes)
    draw(ax)
    assert not ax.get_legend().get_window_extent().overlaps(ax._left_title.get_window_extent())


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda _: notebook.plot_cost_by(None, "body"), r"give a quote .*examcore\.quote.*NoneType"),
        (lambda q: notebook.plot_cost_by(q, None), "group: .* such as 'department', not a NoneType"),
        (lambda q: notebook.plot_cost_by(q, "body", most="x"), "most: .* a whole number, not a str"),
        (lambda q: notebook.plot_cost_by(q, "body", most=True), "most: .* a whole number, not a bool"),
        (lambda q: notebook.plot_cost_by(q, "body", ax=3), "ax: give matplotlib's axes, not a int"),
        (
            notebook.plot_cost_over_dates,
            "give what examcore.cost_over_dates returns, not a Quote",
        ),
        (lambda _: notebook.plot_cost_over_dates(None), "not a NoneType"),
    ],
)
def test_arguments_of_another_kind(call, says):
    with pytest.raises(TypeError, match=says):
        call(named("Art"))
