"""One change on several days."""

from datetime import date

import pytest

import examcore as ex
from examcore.asking import terms_of
from examcore.charges.changes import price_changes
from examcore.scenarios.change import COLUMNS

DAYS = [date(2017, 2, 1), date(2017, 3, 1), date(2017, 6, 1)]
CHARGED = date(2017, 1, 20)


def test_each_day_is_what_price_changes_says(entries, catalogue):
    after = entries.where(lambda entry: entry.option.code != "MA1")
    registry = ex.Registry.default()
    result = ex.cost_of_change(entries, after, catalogue, DAYS, charged_on=CHARGED)
    assert [day.on for day in result] == DAYS
    for day in result:
        quote = price_changes(
            entries,
            after,
            catalogue,
            on=day.on,
            charged_on=CHARGED,
            terms=terms_of(registry),
            bodies=registry.bodies,
        )
        assert (day.charges, day.refunds, day.net) == (quote.charges, quote.refunds, quote.total)
        assert (day.lines, day.unknown_lines, day.complete) == (
            len(quote),
            quote.unknown_lines,
            quote.complete,
        )
        assert set(day.why) == {line.lacking for line in quote if line.lacking}
    assert result.complete == all(day.complete for day in result)
    assert all(list(row) == list(COLUMNS) for row in result.rows())
    assert len({f.message for f in result.findings}) == len(result.findings)


def test_changing_nothing_costs_nothing(entries, catalogue):
    result = ex.cost_of_change(entries, entries, catalogue, DAYS, charged_on=CHARGED)
    assert {(str(day.charges), str(day.refunds), day.complete) for day in result} == {("0.00", "0.00", True)}
    assert repr(result) == "<CostOfChange: 3 dates; 2017-02-01: 0.00, 2017-06-01: 0.00>"
    assert repr(result[0]) == "<ChangeOnDay 2017-02-01: 0.00 paid, 0.00 back>"


def test_without_days_nothing_is_called_complete(entries, catalogue):
    result = ex.cost_of_change(entries, entries, catalogue, [], charged_on=CHARGED)
    assert not result.complete
    assert repr(result) == "<CostOfChange: 0 dates; not wholly known>"


def test_arguments_of_another_kind(entries, catalogue):
    with pytest.raises(TypeError, match="give several"):
        ex.cost_of_change(entries, entries, catalogue, DAYS[0], charged_on=CHARGED)
    with pytest.raises(TypeError, match="after are entries"):
        ex.cost_of_change(entries, None, catalogue, DAYS, charged_on=CHARGED)
