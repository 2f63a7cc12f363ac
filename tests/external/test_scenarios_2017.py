"""Scenarios over the real options of June 2017, of which two bodies' late fees were published."""

import io
from datetime import date
from itertools import pairwise

import pytest
from matplotlib.figure import Figure

import examcore as ex
from builders import JUNE_2017, builtin
from examcore import notebook, samples

pytestmark = pytest.mark.skipif(
    not JUNE_2017.is_dir(), reason="the published basedata is not part of the project"
)


@pytest.fixture(scope="module")
def catalogue():
    return ex.Catalogue.of(ex.read(JUNE_2017, registry=builtin()))


@pytest.fixture(scope="module")
def entries(catalogue):
    return samples.make_centre(2017, 200, catalogue=catalogue, entries_each=10).entries


def test_each_deadline_raises_the_least_that_is_owed(entries, catalogue):
    cost = ex.cost_over_dates(entries, catalogue, on=date(2017, 1, 15), by="body", registry=builtin())
    assert [str(day.on) for day in cost] == [
        "2017-01-15",
        "2017-02-21",
        "2017-02-22",
        "2017-04-21",
        "2017-04-22",
        "2017-04-23",
    ]
    assert all(later.total >= earlier.total for earlier, later in pairwise(cost))
    assert cost[0].surcharges == ex.Money(0)
    assert cost[-1].surcharges > ex.Money(0)
    delay = ex.cost_of_delay(entries, catalogue, registry=builtin())
    assert delay.difference == cost[-1].total - cost[0].total
    assert {part.deadline.body for part in delay if isinstance(part.difference, ex.Money)} == {
        "aqa",
        "pearson",
    }


def test_hundreds_of_subjects_are_drawn(entries, catalogue):
    quote = ex.quote(entries, catalogue, on=date(2017, 3, 1), registry=builtin())
    assert len(quote.by("subject")) > 200
    ax = notebook.plot_cost_by(quote, "subject", Figure(figsize=(9, 10), layout="constrained").subplots())
    assert len(ax.get_yticklabels()) == 31
    ax.figure.savefig(io.BytesIO(), format="png")
