"""Prices of the centre: which row answers, what wins over it, and what a caller did wrong."""

from datetime import date

import pytest

import examcore as ex
from examcore.charges import price_changes, price_charges
from examcore.errors import NoPrices
from examcore.fees import Terms
from examcore.findings import Report
from examcore.model import Series
from examcore.prices.prices import PriceRow, Prices, Vat

JUNE = Series(2027, 6)
ON = date(2027, 1, 20)
AQA = {"aqa", "70"}
HEADER = "awarding_body,series,option_code,kind,tier,price,valid_from,valid_until\n"


def prices(*lines, name="prices.csv"):
    return Prices.of(ex.read((HEADER + "".join(f"{line}\n" for line in lines)).encode(), name=name))


def find(given, code="X100", bodies=AQA, **how):
    """The amount that is found, as text."""
    row = given.find(bodies, code, **{"series": JUNE, "series_code": "6G27", "on": ON, **how})
    return row and str(row.amount)


# ---- which row answers

ALL = (
    "aqa,6G27,X100,,,44.00,,",
    "aqa,2027-06,X100,,,43.00,,",
    "aqa,2026/27,X100,,,42.00,,",
    "aqa,,X100,,,41.00,,",
)


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("order", [1, -1])
def test_one_series_goes_before_an_academic_year_and_that_before_all(first, order):
    given = prices(*ALL[first:][::order])
    assert find(given) == f"{44 - first}.00"


def test_without_the_code_of_the_series_its_rows_do_not_answer():
    given = prices(*ALL)
    assert find(given, series_code="") == "43.00"
    assert find(given, series=None) == "44.00"  # year and month follow from the code
    assert find(given, series=None, series_code="6g27") == "44.00"
    assert find(given, series=None, series_code="2027-06") == "43.00"
    assert find(given, series=None, series_code="") == "41.00"  # a registration
    assert find(given, series=None, series_code="??") == "41.00"


@pytest.mark.parametrize(
    ("month", "amount"), [((2026, 9), "42.00"), ((2027, 8), "42.00"), ((2027, 9), "41.00")]
)
def test_an_academic_year_begins_in_september(month, amount):
    assert find(prices(*ALL), series=Series(*month), series_code="") == amount


@pytest.mark.parametrize("year", [0, 1, 9998, 9999])
def test_a_year_that_no_calendar_has(year):
    assert find(prices(*ALL), series=Series(year, 9), series_code="") == "41.00"


def test_a_row_that_does_not_hold_is_passed_over_for_a_wider_one():
    given = prices("aqa,2027-06,X100,,,40.00,,2027-01-31", "aqa,,X100,,,41.00,,")
    assert find(given, on=date(2027, 1, 31)) == "40.00"
    assert find(given, on=date(2027, 2, 1)) == "41.00"
    assert find(given, on=None) == "41.00"


def test_both_days_are_inclusive():
    given = prices("aqa,,X100,,,41.00,2027-01-20,2027-01-21", "aqa,,X100,,,42.00,2027-01-22,")
    found = [find(given, on=date(2027, 1, day)) for day in range(19, 24)]
    assert found == [None, "41.00", "41.00", "42.00", "42.00"]
    assert find(given, on=None) is None


def test_a_body_by_its_id_or_its_identifier_in_any_case():
    assert find(prices("AQA,,X100,,,41.00,,")) == "41.00"
    assert find(prices("70,,X100,,,41.00,,")) == "41.00"
    assert find(prices("aqa,,X100,,,41.00,,"), bodies=["AQA"]) == "41.00"
    assert find(prices("ocr,,X100,,,41.00,,")) is None


def test_an_identifier_goes_before_the_body():
    given = prices("pearson,,X100,,,41.00,,", "11,,X100,,,42.00,,")
    assert find(given, bodies=["pearson", "11"]) == "42.00"
    assert find(given, bodies=["pearson", "10"]) == "41.00"


def test_small_letters_of_a_code_are_capitals():
    assert find(prices("aqa,,x100,,,41.00,,")) == "41.00"
    assert find(prices("aqa,,X100,,,41.00,,"), "x100") == "41.00"
    assert find(Prices().override("aqa", "x100", ex.Money(100))) == "1.00"
    assert find(Prices([PriceRow(awarding_body="aqa", code="x100", amount=ex.Money(1))])) == "0.01"
    assert find(prices("aqa,,X-100,,,41.00,,")) is None  # every other character counts


# ---- several kinds

KINDS = ("cash-in", "entry")


def test_the_first_kind_is_the_nearer_one():
    both = prices("aqa,,X100,entry,,41.00,,", "aqa,,X100,cash-in,,42.00,,")
    assert (find(both, kind=KINDS), find(both, kind=KINDS[::-1])) == ("42.00", "41.00")
    assert find(prices("aqa,2027-06,X100,entry,,41.00,,"), kind=list(KINDS)) == "41.00"
    assert find(both, kind=()) is None


def test_a_row_with_the_code_goes_before_a_nearer_kind_without():
    given = prices("aqa,,,cash-in,,50.00,,", "aqa,,X100,entry,,41.00,,")
    assert find(given, kind=KINDS) == "41.00"
    assert find(given, "X200", kind=KINDS) == "50.00"
    assert find(given, kind="cash-in") == "50.00"


def test_an_override_goes_before_the_file_whatever_its_kind():
    given = prices("aqa,6G27,X100,cash-in,,50.00,,").override("aqa", "X100", ex.Money(100))
    assert find(given, kind=KINDS) == "1.00"
    assert find(given.override("aqa", "", ex.Money(200), kind="cash-in"), kind=KINDS) == "1.00"


# ---- what is no more


def last(given, code="X100", **how):
    row = given.find_last(AQA, code, **{"series": JUNE, "series_code": "6G27", "on": ON, **how})
    return row and str(row.amount)


def test_the_last_price_that_is_past():
    given = prices(
        "aqa,,X100,,,40.00,,2026-09-30",
        "aqa,,X100,,,41.00,2026-10-01,2027-01-19",
        "aqa,,X100,,,42.00,2027-01-20,2027-01-20",
        "aqa,,X100,,,43.00,2027-02-01,2027-02-28",
    )
    assert last(given) == "41.00"
    assert last(given, on=date(2027, 1, 25)) == "42.00"
    assert last(given, on=date(2026, 9, 30)) is None
    assert last(given, on=None) is None
    assert last(given, kind="review") is None
    assert last(given, tier="late") is None


def test_the_last_price_is_looked_for_as_the_price_is():
    given = prices("aqa,,X100,,,40.00,,2027-01-19", "aqa,2027-06,X100,,,41.00,,2026-12-31")
    assert last(given) == "41.00"
    given = prices("aqa,,,cash-in,,50.00,,2027-01-19", "aqa,,x100,entry,,41.00,,2026-12-31")
    assert last(given, kind=KINDS) == "41.00"
    assert last(given, "X200", kind=KINDS) == "50.00"
    assert last(Prices().override("aqa", "X100", ex.Money(1))) is None


# ---- what priced nothing


def test_rows_that_priced_nothing_are_told_once_for_each_file():
    one = ex.read(
        (
            HEADER + "".join(f"aqa,,X{n}00,,,41.00,,\n" for n in range(1, 7)) + "aqa,,X1/1,review,,5.00,,\n"
        ).encode(),
        name="one.csv",
    )
    two = ex.read((HEADER + "aqa,2026-06,Y100,cash-in,,41.00,,\n").encode(), name="two.csv")
    given = Prices.of([one, two]).override("aqa", "X900", ex.Money(1))
    used = [given.find(AQA, "X100", series=JUNE, on=ON)]
    first, second = given.unused(used)
    assert (first.code, str(first.severity), first.file, first.line) == (
        "prices.unused",
        "warning",
        "one.csv",
        3,
    )
    assert first.message == (
        "rows that priced nothing: 5; line 3 (X200), line 4 (X300), line 5 (X400) and 2 more"
    )
    assert second.message == "rows that priced nothing: 1; line 2 (Y100)"
    assert "capitals" in first.cure
    assert not list(given.unused(given.rows))


def test_other_days_tiers_and_series_of_what_was_priced_are_no_fault():
    given = prices(
        "aqa,2027-06,X100,,,41.00,,2027-02-21",
        "aqa,2027-06,X100,,,42.00,2027-02-22,",
        "aqa,2027-06,X100,,late,82.00,,",
        "aqa,2026-11,X100,,,40.00,,",
    )
    assert not list(given.unused([given.rows[0]]))
    by_hand = given.override("aqa", "X100", ex.Money(1))
    assert not list(by_hand.unused([by_hand.find(AQA, "X100", series=JUNE, on=ON)]))
    assert "4" in next(given.unused([])).message


def test_a_code_that_may_be_a_name_is_not_shown_as_unused():
    assert "(XXXXXX)" in next(prices("aqa,,Muster,,,41.00,,").unused([])).message


def test_the_price_of_another_tier_or_kind_is_no_answer():
    given = prices("aqa,,X100,,,41.00,,", "aqa,,X100,,late,62.00,,", "aqa,,X100,review,,50.00,,")
    assert [find(given, tier=tier) for tier in ("on-time", "late", "very-late")] == ["41.00", "62.00", None]
    assert find(given, kind="review") == "50.00"
    assert find(given, kind="appeal") is None
    assert find(given, tier="not-assessed") is None


def test_a_row_for_all_codes_answers_where_none_has_the_code():
    given = prices(
        "aqa,,,review,,50.00,,", "aqa,,X100/1,review,,55.00,,2027-01-20", "aqa,2027-06,,review,,51.00,,"
    )
    assert find(given, "X100/1", kind="review") == "55.00"
    assert find(given, "X100/1", kind="review", on=date(2027, 1, 21)) == "51.00"
    assert find(given, "X200/1", kind="review") == "51.00"
    assert find(given, "", kind="review", series=Series(2026, 6), series_code="") == "50.00"


def test_the_centres_own_charges():
    given = prices(
        ",,,private-entry,,10.00,,", "aqa,,,private-entry,,12.00,,", ",,X300,private-entry,,9.00,,"
    )
    assert find(given, kind="private-entry", bodies=["ocr"]) == "10.00"
    assert find(given, kind="private-entry", bodies=[]) == "10.00"
    assert find(given, kind="private-entry") == "12.00"
    assert find(given, "X300", kind="private-entry") == "9.00"


# ---- overrides


def test_an_override_wins_over_every_row():
    before = prices(*ALL)
    after = before.override("AQA", "X100", ex.Money(100))
    assert (find(after), find(before)) == ("1.00", "44.00")
    row = after.find(AQA, "X100", series=JUNE, on=None)
    assert (row.given, row.origin, row.awarding_body) == (True, None, "aqa")
    assert find(after, "X200") is None
    assert find(after, tier="late") is None
    assert repr(after).startswith("<Prices: 5 rows, 1 given in code, ")


def test_among_overrides_the_most_exact_and_then_the_last_one_wins():
    given = (
        Prices().override("aqa", "X100", ex.Money(100)).override("70", "X100", ex.Money(200), series="6g27")
    )
    assert find(given) == "2.00"
    assert find(given, series_code="") == "1.00"
    again = given.override("aqa", "X100", ex.Money(300))
    assert (len(again), find(again, series_code="")) == (2, "3.00")


@pytest.mark.parametrize("names", [("70", "aqa"), ("aqa", "70")])
def test_of_overrides_for_a_body_and_its_identifier_the_later_one_wins(names):
    one, other = names
    given = Prices().override(one, "X100", ex.Money(100)).override(other, "X100", ex.Money(200))
    assert find(given) == "2.00"
    beside = prices("70,,X100,,,41.00,,")
    assert find(beside.override(one, "X100", ex.Money(100)).override(other, "X100", ex.Money(200))) == "2.00"


def test_overrides_of_identifiers_of_one_body_stay_apart():
    given = Prices().override("10", "X100", ex.Money(100)).override("11", "X100", ex.Money(200))
    assert find(given, bodies={"pearson", "10"}) == "1.00"
    assert find(given, bodies={"pearson", "11"}) == "2.00"


def test_overrides_of_other_kinds():
    given = Prices().override("", "", ex.Money(7500), kind="private-candidate")
    given = given.override("aqa", "", ex.Money(0), kind="review").override(
        "aqa", "X1", ex.Money(9), tier="late"
    )
    assert find(given, "", kind="private-candidate") == "75.00"
    assert find(given, "X100/1", kind="review") == "0.00"
    assert find(given, "X1", tier="late") == "0.09"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"amount": ex.Money(-1)}, "not negative, as -0.01"),
        ({"kind": "reveiw"}, "no kind of prices is 'reveiw'; nearest review"),
        ({"kind": "xyz"}, "there are entry, cash-in"),
        ({"tier": "lat"}, "no tier of prices is 'lat'; nearest late"),
        (
            {"tier": "late", "kind": "review"},
            "review has no price of the tier late; cash-in, entry, registration",
        ),
        ({"body": " "}, "that of an awarding body: say which"),
        ({"code": ""}, "that of an option: say which"),
        ({"series": "Jun-27"}, "'Jun-27' is no series"),
        ({"series": "2017"}, "'2017' is no series"),
        ({"amount": ex.Money(1, "EUR")}, "prices are in GBP, not EUR"),
    ],
)
def test_an_override_that_cannot_be(change, says):
    how = {"body": "aqa", "code": "X100", "amount": ex.Money(1), **change}
    with pytest.raises(ValueError, match=says):
        Prices().override(how.pop("body"), how.pop("code"), how.pop("amount"), **how)


def test_an_override_is_money():
    with pytest.raises(TypeError, match=r"Money.parse\('41.50'\), not float"):
        Prices().override("aqa", "X100", 41.5)
    with pytest.raises(TypeError):
        PriceRow(awarding_body="aqa", code="X100", amount=4150)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": None}, "body is text, as 'aqa', not NoneType"),
        ({"code": b"x"}, "code is text, as '8300H', not bytes"),
        ({"series": 3}, "series is text, as '2027-06', not int"),
        ({"series": JUNE}, "series is text, as '2027-06', not Series"),
        ({"kind": None}, "kind is text, as 'entry', not NoneType"),
        ({"tier": None}, "tier is text, as 'on-time', not NoneType"),
    ],
)
def test_an_override_is_made_of_text(change, says):
    how = {"body": "aqa", "code": "X100", "amount": ex.Money(1), **change}
    with pytest.raises(TypeError, match=says):
        Prices().override(how.pop("body"), how.pop("code"), how.pop("amount"), **how)


# ---- from readings


def test_what_is_no_price_file_is_passed_over():
    entries = ex.read(b"awarding_body,series,option_code,candidate_number\naqa,,X100,1\n", name="entries.csv")
    own = ex.read((HEADER + "aqa,,X100,,,41,50,,\naqa,,X200,,,41.00,,\n").encode(), name="prices.csv")
    given = Prices.of([entries, own, ex.read(b"X300  X301  \r\n", name="units.txt")])
    assert [row.code for row in given] == ["X200"]
    assert {finding.file for finding in given.findings} == {"prices.csv"}


def test_a_file_that_could_not_be_read_is_told():
    own = ex.read((HEADER + "aqa,,X100,,,41.00,,\n").encode(), name="prices.csv")
    given = Prices.of([own, ex.read(b"%PDF-1.7", name="list.pdf"), ex.read(b"", name="more.csv")])
    assert [finding.code for finding in given.findings] == ["read.unknown-format", "read.empty"]


@pytest.mark.parametrize("data", [b"awarding_body,series,option_code\naqa,6G27,X100\n", b"%PDF-1.7", b""])
def test_no_price_file_at_all(data):
    with pytest.raises(NoPrices, match="at least the columns awarding_body, option_code and price") as raised:
        Prices.of(ex.read(data, name="table.csv"))
    assert isinstance(raised.value, ex.ExamcoreError | LookupError)
    assert ("read." in str(raised.value)) == (not data.startswith(b"awarding"))


def test_a_table_with_candidates_is_no_price_file():
    with pytest.raises(NoPrices, match="and none of candidates"):
        Prices.of(ex.read(b"awarding_body,option_code,price,surname\naqa,X100,41.00,x\n", name="prices.csv"))


@pytest.mark.parametrize("given", ["prices.csv", b"x", None, 3])
def test_something_else(given):
    with pytest.raises(TypeError, match=r"examcore.read"):
        Prices.of(given)


def test_two_files_add_up_and_may_contradict_each_other():
    one = ex.read((HEADER + "aqa,,X100,,,41.00,,\naqa,,X200,,,5.00,,\n").encode(), name="one.csv")
    two = ex.read((HEADER + "aqa,,X100,,,42.00,,\naqa,,X300,,,6.00,,\n").encode(), name="two.csv")
    given = Prices.of([one, two])
    assert [row.code for row in given] == ["X200", "X300"]
    (finding,) = given.findings
    assert str(finding) == (
        "two.csv:2: error: 42.00 here and 41.00 in one.csv:2, for the same thing at the same time; neither is"
        " used [prices.two-prices]"
    )


def test_two_files_that_call_a_body_by_different_names():
    def both(one, two):
        files = {"one.csv": f"{one},,X100,,,41.00,,\n", "two.csv": f"{two},,X100,,,42.00,,\n"}
        return Prices.of([ex.read((HEADER + text).encode(), name=name) for name, text in files.items()])

    for one, two in (("aqa", "70"), ("70", "AQA")):
        given = both(one, two)
        assert [finding.code for finding in given.findings] == ["prices.two-prices"]
        assert find(given) is None
    assert find(both("10", "11"), bodies={"pearson", "11"}) == "42.00"
    assert find(both("pearson", "11"), bodies={"pearson", "11"}) == "42.00"
    assert (len(both("40", "41")), both("40", "41").findings) == (2, Report())


def test_an_identifier_is_found_by_the_id_and_kept_as_it_was_given():
    given = prices("70,,X100,,,41.00,,")
    assert [(row.awarding_body, row.body) for row in given] == [("70", "aqa")]
    assert {find(given, bodies=names) for names in (["aqa"], ["70"], AQA)} == {"41.00"}
    assert find(prices("10,,X100,,,41.00,,"), bodies=["pearson"]) is None


def test_what_was_told_of_one_file_is_not_told_again():
    falling = "aqa,,X100,,,45.00,,2027-02-21\naqa,,X100,,,41.00,2027-02-22,\naqa,,X100,,,41.00,2027-02-22,\n"
    one = ex.read((HEADER + falling).encode(), name="one.csv")
    two = ex.read((HEADER + "aqa,,X300,,,6.00,,\n").encode(), name="two.csv")
    for given in (Prices.of(one), Prices.of([one, two])):
        assert [finding.code for finding in given.findings] == ["prices.falls", "prices.same-twice"]


def test_it_is_a_collection():
    given = prices("aqa,,X100,,,41.00,,", "aqa,,X200,,,41.00,,")
    assert (len(given), len(list(given)), bool(Prices())) == (2, 2, False)
    assert repr(given) == "<Prices: 2 rows, no findings>"
    assert given == prices("aqa,,X100,,,41.00,,", "aqa,,X200,,,41.00,,")
    assert Prices([given.rows[0]]).rows == given.rows[:1]
    assert Prices().findings == Report()
    assert [str(vat) for vat in Vat] == ["unknown", "included", "excluded", "none"]


def test_a_file_without_a_sound_row_is_not_taken_for_none():
    given = prices("aqa,,X100,,,41.00x,,")
    assert not given  # it has no rows, and still something to say
    terms = Terms.of(())
    charged = price_charges([], on=ON, terms=terms, prices=given)
    nothing = ex.Entries(), ex.Entries(), ex.Catalogue.of(())
    changed = price_changes(*nothing, on=ON, charged_on=ON, terms=terms, prices=given)
    for quote in (charged, changed):
        assert "table.unreadable-amount" in {f.code for f in quote.findings}


# ---- bodies


def test_unknown_bodies_are_told_once_each():
    given = prices("aqua,,X100,,,41.00,,", "aqua,,X200,,,41.00,,", "sqa9,,X1,,,1.00,,", "AQA,,X1,,,1.00,,")
    slip, other = given.unknown_bodies({"aqa", "70", "ocr", "01"})
    assert (slip.line, str(slip.severity), slip.message) == (
        2,
        "error",
        "awarding body xxxx is not known; nearest aqa; its rows (2) price nothing",
    )
    assert (other.line, slip.field) == (4, "awarding_body")
    assert not list(given.unknown_bodies({"aqua", "sqa9", "aqa"}))
    assert not list(prices(",,,private-entry,,10.00,,").unknown_bodies(()))


def test_a_body_of_which_nothing_is_like_it_is_a_warning():
    (finding,) = prices("muster,,X100,,,41.00,,").unknown_bodies({"aqa", "70"})
    assert (str(finding.severity), "nearest" in finding.message, "muster" in str(finding)) == (
        "warning",
        False,
        False,
    )
