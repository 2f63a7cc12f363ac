"""Datasets: closed lists, amounts, and how old and for which years they are."""

from datetime import date

import pytest

from examcore.datasets import Coverage, Dataset, staleness
from examcore.errors import InvalidDeclaration

SIDECAR = """
id = "demo.fees.prices"
title = "prices"
covers = "2025/26"
as_of = 2026-11-01
key = ["year", "series", "kind"]
money = ["amount"]
years = ["year", "series"]

[columns]
year = "academic year"
series = "series"
kind = "what is paid for"
amount = "pounds and pence"
evidence = "label"
source = "where it was read"

[codes.kind]
"" = "anything"
entry = "an entry"
review = "a review"

[sources]
ME = "invented"
"""
TABLE = """year,series,kind,amount,evidence,source
,,,,EXAMPLE,ME
,--06,review,0.00,EXAMPLE,ME
,2024-11,entry,41.50,EXAMPLE,ME
,2026-06,entry review,1000.00,EXAMPLE,ME
2022/23,,entry,41.50,EXAMPLE,ME
"""


def parse(table=TABLE, sidecar=SIDECAR):
    return Dataset.parse(table.encode(), sidecar.encode())


def test_a_dataset_knows_its_closed_lists():
    dataset = parse()
    assert dataset.codes["kind"]["entry"] == "an entry"
    assert dataset.years == ("year", "series")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2024-11,entry", "2024-11,entries", "line 4: kind 'entries' is not in the sidecar"),
        ("entry review", "entry reviews", "line 5: kind 'reviews' is not in the sidecar"),
        ("entry review", "entry  review", None),  # two blanks have nothing between them, which is in the list
        ("41.50", "41.5", "line 4: amount '41.5' is not an amount such as 41.50"),
        ("41.50", "041.50", "line 4: amount '041.50'"),
        ("1000.00", '"1,000.00"', "line 5: amount '1,000.00'"),
        ("41.50", "£41.50", "line 4: amount '£41.50'"),
        ("41.50", "-41.50", "line 4: amount '-41.50'"),
        ("41.50", "45-52", "line 4: amount '45-52'"),
    ],
)
def test_a_code_or_an_amount_that_is_none_is_refused(old, new, message):
    table = TABLE.replace(old, new)
    assert table != TABLE
    if message is None:
        assert len(parse(table)) == 5
        return
    with pytest.raises(InvalidDeclaration, match=message):
        parse(table)


def test_a_blank_cell_needs_a_meaning_too():
    with pytest.raises(InvalidDeclaration, match="line 2: kind '' is not in the sidecar"):
        parse(sidecar=SIDECAR.replace('"" = "anything"', ""))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('money = ["amount"]', 'money = "amount"', "money in the sidecar is a list"),
        ('money = ["amount"]', 'money = ["fee"]', "there is no column fee"),
        ('years = ["year", "series"]', 'years = ["decade"]', "there is no column decade"),
        ("[codes.kind]", "[codes.sort]", "there is no column sort"),
        (
            '[codes.kind]\n"" = "anything"',
            '[codes]\nkind = "any"\n[codes.year]',
            r"codes\.kind .* has no codes",
        ),
    ],
)
def test_a_sidecar_that_breaks_a_rule_is_refused(old, new, message):
    assert old in SIDECAR
    with pytest.raises(InvalidDeclaration, match=message):
        parse(sidecar=SIDECAR.replace(old, new))


def test_age_and_years():
    (report,) = staleness([parse()], date(2027, 1, 15))
    assert (report.id, report.as_of, report.age) == ("demo.fees.prices", date(2026, 11, 1), 75)
    assert report.years == ("2022/23", "2024/25", "2025/26")
    assert report.series == ("2024-11", "2026-06")
    assert report.undated == 2


@pytest.mark.parametrize(
    ("day", "asked"),
    [(date(2026, 8, 31), "2025/26"), (date(2026, 9, 1), "2026/27"), (date(2099, 10, 1), "2099/00")],
)
def test_without_a_year_it_is_that_of_the_day(day, asked):
    assert staleness([parse()], day)[0].asked == asked


def test_age_is_negative_before_the_state_of_knowledge():
    assert staleness([parse()], date(2026, 10, 31))[0].age == -1


@pytest.mark.parametrize(
    ("year", "coverage"),
    [
        ("2022/23", Coverage.NAMED),
        ("2024/25", Coverage.NAMED),
        ("2025/26", Coverage.NAMED),
        ("2023/24", Coverage.BY_RULE),
        ("2026/27", Coverage.BY_RULE),
    ],
)
def test_whether_a_year_is_covered(year, coverage):
    assert staleness([parse()], date(2027, 1, 15), year)[0].coverage is coverage


def test_a_year_that_no_row_is_for_is_not_covered():
    table = "\n".join(line for line in TABLE.splitlines() if not line.startswith((",,", ",--")))
    (report,) = staleness([parse(table)], date(2027, 1, 15))
    assert (report.coverage, report.undated) == (Coverage.NOT_COVERED, 0)


def test_a_dataset_that_is_not_kept_by_year():
    timeless = parse(sidecar=SIDECAR.replace('years = ["year", "series"]', ""))
    (report,) = staleness([timeless], date(2027, 1, 15))
    assert (report.coverage, report.years, report.series, report.undated) == (Coverage.TIMELESS, (), (), 0)


@pytest.mark.parametrize("year", ["2026", "2026/28", "2026-27", "26/27", "2026/2027", "２０２６/27"])
def test_what_is_not_an_academic_year_is_refused(year):
    with pytest.raises(ValueError, match="is not an academic year such as 2026/27"):
        staleness([parse()], date(2027, 1, 15), year)


def test_a_row_of_the_report_is_plain():
    (report,) = staleness([parse()], date(2027, 1, 15), "2019/20")
    assert report.row() == {
        "dataset": "demo.fees.prices",
        "as_of": "2026-11-01",
        "age_days": 75,
        "years": "2022/23 2024/25 2025/26",
        "series": "2024-11 2026-06",
        "undated_rows": 2,
        "year": "2019/20",
        "coverage": "by rule",
    }


def test_several_keep_their_order():
    other = parse(sidecar=SIDECAR.replace("demo.fees", "demo.charges"))
    assert [r.id for r in staleness((parse(), other), date(2027, 1, 15))] == ["demo.fees.prices", other.id]
    assert staleness([], date(2027, 1, 15)) == ()
