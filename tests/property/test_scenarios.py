"""Scenarios of any entries: they say what quotes say, parts add up, and being later is never cheaper."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.model import Candidate, Entry, OptionRef

FEES = {"AA1": 3205, "AA2": 0, "AB1": 99_999, "AB2": 1}
CATALOGUE = ex.Catalogue.of(
    [
        builders.read_file(letter, *lines, jcq_id=jcq_id, series=series)
        for jcq_id in ("70", "10", "40", "01")
        for series in ("6G17", "BG16", "6G27")
        for letter, lines in (
            (
                "O",
                [
                    *(builders.option(code, fee=fee) for code, fee in FEES.items()),
                    builders.option("NO", flag="N"),
                ],
            ),
            ("C", [builders.component("C1")]),
            ("L", [builders.link(code, "C1") for code in (*FEES, "NO")]),
        )
    ]
)
DAYS = st.dates(date(2016, 9, 1), date(2017, 8, 31))
ENTRIES = st.lists(
    st.builds(
        lambda body, series, code, department, received: Entry(
            candidate=Candidate(centre_number="64999", number="0001"),
            option=OptionRef(body, series, code),
            department=department,
            received_on=received,
        ),
        st.sampled_from(["aqa", "pearson", "wjec", "ocr"]),
        st.sampled_from(["6G17", "BG16", "6G27"]),
        st.sampled_from([*FEES, "NO", "ZZ9"]),
        st.sampled_from(["", "Arts"]),
        st.none() | DAYS,
    ),
    max_size=6,
).map(lambda rows: ex.Entries(tuple(rows)))
# what is published of 2017 alone is enough for complete totals only without WJEC and OCR
SETTLED = ENTRIES.map(
    lambda entries: entries.where(
        lambda e: e.option.body in {"aqa", "pearson"} and e.option.series == "6G17" and e.option.code in FEES
    )
)


def total_on(entries, day):
    return ex.quote(entries, CATALOGUE, on=day)


@given(ENTRIES, st.lists(DAYS, min_size=1, max_size=3), st.booleans())
def test_each_day_is_the_quote_of_that_day(entries, days, other_years):
    result = ex.cost_over_dates(entries, CATALOGUE, days, by="department", other_years=other_years)
    assert [day.on for day in result] == sorted(set(days))
    for day in result:
        quote = ex.quote(entries, CATALOGUE, on=day.on, other_years=other_years)
        assert (day.total, day.surcharges, day.complete) == (quote.total, quote.surcharges, quote.complete)
        assert ex.Money.total(part.total for part in day.parts.values()) == day.total
        assert sum(part.open_lines for part in day.parts.values()) == day.open_lines
        assert sum(part.lines for part in day.parts.values()) == day.lines == len(entries)


@given(ENTRIES | SETTLED, st.lists(DAYS, min_size=2, max_size=5), st.booleans())
def test_between_days_on_which_all_is_known_the_total_never_falls(entries, days, other_years):
    result = ex.cost_over_dates(entries, CATALOGUE, days, other_years=other_years)
    known = [day for day in result if day.open_lines == 0]
    for earlier, later in pairwise(known):
        assert later.total >= earlier.total


@given(SETTLED)
def test_the_difference_is_that_of_two_quotes(entries):
    for part in ex.cost_of_delay(entries, CATALOGUE):
        day = part.deadline.day
        assert part.complete
        mine = ex.Entries(tuple(entries[place] for place in part.deadline.places))
        later, by_then = (total_on(mine, d).total for d in (day + timedelta(days=1), day))
        assert part.difference == later - by_then


@given(ENTRIES)
def test_what_missing_a_day_costs_is_never_more_than_the_quotes_differ_by(entries):
    for part in ex.cost_of_delay(entries, CATALOGUE):
        if part.by_then is None:
            assert part.difference is ex.UNKNOWN
            assert part.why
            continue
        if isinstance(part.difference, ex.Money):
            assert ex.Money(0) <= part.difference <= part.a_day_later.total - part.by_then.total
        assert part.complete or part.why


@given(ENTRIES, st.dictionaries(st.sampled_from(["2017-06", "2016-11"]), DAYS))
def test_a_year_counts_each_entry_once(entries, days):
    year = ex.cost_of_year(entries, CATALOGUE, "2016/17", days=days)
    assert len(year.lines) + sum(year.elsewhere.values()) + year.undated == len(entries)
    assert ex.Money.total(part.quote.total for part in year) == year.total
    for group in ("department", "body", "series"):
        assert ex.Money.total(part.total for part in year.by(group).values()) == year.total
    assert {str(part.series) for part in year if part.assumed}.isdisjoint(days)


@given(ENTRIES, st.dictionaries(st.sampled_from(["", "Arts", "Music"]), st.integers(0, 100_000)))
def test_a_budget_leaves_out_nothing(entries, budget):
    quote = total_on(entries, date(2017, 1, 20))
    told = ex.against_budget(quote, {name: ex.Money(pence) for name, pence in budget.items()})
    assert told.cost == quote.total
    assert told.budget == ex.Money(sum(budget.values()))
    assert sum(part.cost.lines for part in told) == len(quote)
    assert {part.group for part in told} == {*quote.by("department"), *budget}
    assert told.left == told.budget - (told.cost - told.cost_without_budget)
    with_budget = (part.left for part in told if part.left is not None)
    assert told.left == ex.Money.total(with_budget)
