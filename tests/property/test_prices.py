"""Prices: a file that was written comes back, and a price is found only for days on which it holds."""

import csv
import io
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

import examcore as ex
from examcore.model import Series
from examcore.prices.conflicts import compare
from examcore.prices.prices import Prices
from examcore.prices.row import PriceRow, Vat
from examcore.prices.table import COLUMNS, KINDS, OWN_CHARGES, TIERED, TIERS

DAYS = st.dates(date(2026, 9, 1), date(2027, 8, 31))
SERIES = st.sampled_from(["", "2027-06", "6G27", "2026/27"])
BODIES = st.sampled_from(["aqa", "70", "ocr", "pearson", "10"])
# few enough of each that rows meet
CODES = st.sampled_from(["X100", "X200", "X100/1"])
NOTES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=12).map(str.strip)


@st.composite
def price_rows(draw):
    kind = draw(st.sampled_from(["entry", "entry", *KINDS]))
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    vat = draw(st.sampled_from(list(Vat)))
    rated = vat in {Vat.INCLUDED, Vat.EXCLUDED} and draw(st.booleans())
    return PriceRow(
        awarding_body=draw(BODIES | st.just("") if kind in OWN_CHARGES else BODIES),
        series=draw(SERIES),
        code=draw(CODES if kind == "entry" else CODES | st.just("")),
        kind=kind,
        tier=draw(st.sampled_from(list(TIERS))) if kind in TIERED else "on-time",
        amount=ex.Money(draw(st.integers(0, 99_999))),
        vat=vat,
        vat_rate=Decimal(draw(st.integers(1, 30))) if rated else None,
        valid_from=draw(st.sampled_from([first, None])),
        valid_until=draw(st.sampled_from([last, None])),
        note=draw(NOTES),
    )


def written(rows):
    """A price file with these rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {
            **{name: getattr(row, name, None) for name in COLUMNS},
            "option_code": row.code,
            "price": row.amount,
            "vat": "" if row.vat is Vat.UNKNOWN else row.vat,
        }
        writer.writerow("" if cells[name] is None else cells[name] for name in COLUMNS)
    return out.getvalue().encode()


def read(rows):
    return Prices.of(ex.read(written(rows), name="prices.csv"))


def thing(row):
    """What a row is a price of: where rows have it in common they may contradict each other."""
    body = {"70": "aqa"}.get(row.awarding_body, row.awarding_body)
    return body, row.series, row.code, row.kind


@given(st.lists(price_rows(), min_size=1, max_size=8, unique_by=thing))
def test_what_was_written_comes_back(rows):
    prices = read(rows)
    assert list(prices) == rows
    assert not prices.findings


@given(st.lists(price_rows(), min_size=1, max_size=12))
def test_rows_are_used_or_told(rows):
    prices = read(rows)
    assert set(prices) <= set(rows)
    told = {finding.code for finding in prices.findings} - {"prices.falls"}
    assert bool(told) == (len(prices) < len(rows))
    kept, findings = compare(prices)  # what is left does not contradict itself
    assert list(kept) == list(prices)
    assert {finding.code for finding in findings} <= {"prices.falls"}


@given(
    st.lists(price_rows(), min_size=1, max_size=12),
    CODES,
    st.sampled_from(list(KINDS)),
    st.sampled_from(list(TIERS)),
    DAYS | st.none(),
    st.booleans(),
)
def test_what_is_found_holds_on_the_day(rows, code, kind, tier, day, override):  # noqa: PLR0917  from Hypothesis
    bodies = {"aqa", "70"}
    prices = Prices(rows)
    if override:
        prices = prices.override(
            "aqa", code, ex.Money(1), kind=kind, tier=tier if kind in TIERED else "on-time"
        )
    row = prices.find(bodies, code, series=Series(2027, 6), series_code="6G27", kind=kind, tier=tier, on=day)
    fitting = [
        one
        for one in prices
        if one.awarding_body in (bodies | {""} if kind in OWN_CHARGES else bodies)
        and one.code in ({code} if kind == "entry" else {code, ""})
        and (one.kind, one.tier) == (kind, tier)
        and one.holds_on(day)
    ]
    assert (row is None) == (not fitting)
    if row is not None:
        assert row in fitting
        assert row.given or not any(one.given for one in fitting)
        if day is not None:
            assert (row.valid_from or day) <= day <= (row.valid_until or day)
        assert row.code or not any(one.code for one in fitting if one.given == row.given)


@given(st.text(max_size=12), st.sampled_from(list(COLUMNS)))
def test_any_cell_gives_a_row_or_a_finding(text, column):
    cells = {"awarding_body": "aqa", "option_code": "X100", "price": "41.50", column: text}
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([COLUMNS, [cells.get(name, "") for name in COLUMNS]])
    reading = ex.read(out.getvalue().encode("utf-8", "replace"), name="prices.csv")[0]
    assert len(reading.values) == 1 or not reading.report.ok
