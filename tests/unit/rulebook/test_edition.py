"""Editions: which are texts of one, how they order, what they cover."""

import pytest

from examcore.dates import AcademicYear
from examcore.rulebook import UNDATED, Edition


@pytest.mark.parametrize(
    "text",
    ["", "25-26", "2025/26", "2025-2026", "2026-25", "2025-25", "before-2015-16", "live", "0000", "0000-01"],
)
def test_what_is_no_edition_is_refused(text):
    with pytest.raises(
        ValueError, match="is no edition; write 2025-26, 2021-24, 2022, before-2016 or undated"
    ):
        Edition(text)


def test_editions_order_by_their_last_year_then_by_their_first():
    order = [UNDATED, "before-2016", "2015-16", "2014-24", "2023-24", "2024", "2024-26", "2025-26", "2026"]
    shuffled = order[3:] + order[:3]
    assert sorted(shuffled, key=lambda text: Edition(text).order) == order
    assert [text for text in order if not Edition(text).dated] == [UNDATED]
    assert str(Edition("2025-26")) == "2025-26"


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        ("2025-26", "2025-26", True),
        ("2021-24", "2021-22", True),
        ("2021-24", "2023-24", True),
        ("2021-24", "2022-24", True),
        ("2021-24", "2024-25", False),
        ("2021-24", "2020-21", False),
        ("2021-22", "2021-24", False),
        ("2021-24", "2022", False),
        ("1999-00", "1999-00", True),
        ("2022", "2022", True),
        ("2022", "2021-22", False),
        ("before-2016", "2014-15", False),
        ("before-2016", "before-2016", True),
        ("2010-20", "before-2016", False),
        (UNDATED, "2021-22", False),
        ("2021-22", UNDATED, False),
        (UNDATED, UNDATED, True),
    ],
)
def test_an_edition_covers_itself_and_several_cover_each(one, other, covers):
    assert Edition(one).covers(other) is covers


def test_every_academic_year_has_its_edition():
    years = [AcademicYear(start) for start in (1, 1999, 2026, 9998)]
    assert [Edition.of(year).text for year in years] == ["0001-02", "1999-00", "2026-27", "9998-99"]


def test_what_is_asked_must_be_an_edition():
    with pytest.raises(ValueError, match="is no edition"):
        Edition("2021-24").covers("2022/23")


@pytest.mark.parametrize(
    "text", ["2026-27", "2026/27", "2026–27", "2026/2027", AcademicYear(2026), Edition("2026-27")]
)
def test_what_is_asked_may_be_written_as_people_write_it(text):
    assert Edition.parse(text) == Edition("2026-27")


def test_other_forms_are_read_as_they_stand_or_refused():
    assert Edition.parse("before-2016").text == "before-2016"
    assert Edition.parse("2021-24").text == "2021-24"
    with pytest.raises(ValueError, match="'2021/24' is no edition"):
        Edition.parse("2021/24")
    with pytest.raises(TypeError, match="an edition is a text such as 2026-27, not None"):
        Edition.parse(None)


@pytest.mark.parametrize(
    ("one", "stands_in", "other"),
    [
        ("2024-25", True, "2026-27"),
        ("2026-27", False, "2024-25"),
        (UNDATED, True, "2024-25"),
        ("before-2016", True, "2014-15"),
        ("before-2016", True, "2015"),
        ("before-2016", False, "2015-16"),
        ("before-2016", False, "2016"),
        ("before-2016", False, "2026-27"),
        ("before-2016", False, "2010-11"),
    ],
)
def test_what_has_ended_does_not_stand_in(one, stands_in, other):
    assert Edition(one).can_stand_in_for(Edition(other)) is stands_in
