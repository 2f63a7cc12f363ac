"""Charges besides entries: price file, published prices of the very year, rules, waivers."""

import pickle
from datetime import date, datetime

import attrs
import pytest

import builders
import changing
import examcore as ex
from examcore.charges.charges import Charge, price_charges
from examcore.evidence import UNKNOWN, Evidence, Origin
from examcore.prices.prices import Vat

ON = date(2023, 8, 25)
NOTHING = ex.Money(0)


def price(*charges, on=ON, **how):
    return price_charges(charges, on=on, terms=changing.terms(), bodies=changing.bodies(), **how)


def one(kind, body="aqa", *, on=ON, prices=None, catalogue=None, **charge):
    (line,) = price(
        Charge(kind=kind, awarding_body=body, **charge), on=on, prices=prices, catalogue=catalogue
    )
    return line


def says(line):
    return " ".join(reason.says for reason in (*line.because, *line.notes))


# Prices


def test_a_price_that_was_published_for_that_very_year():
    line = one("review", series="2023-06", code="8700/1")
    assert (line.charge, line.complete, line.evidence) == (ex.Money(4035), True, Evidence.SEEN)
    assert "as a school quotes it a year later" in says(line)
    assert "for each component" in says(line)  # of the rule for all bodies
    assert one("script", series="2023-06", code="8700/1").charge == NOTHING
    assert one("review", "70", series="6G23", code="8700/1").charge == ex.Money(4035)


def test_the_price_of_another_year_is_never_taken():
    line = one("review", series="2027-06", code="8700/1")
    assert (line.charge, line.net) == (UNKNOWN, UNKNOWN)
    assert "2026/27; known years: 2016/17, 2022/23" in line.lacking
    assert "2016/17" not in one("transfer", series="2027-06").lacking


def test_a_price_for_other_codes_or_families_is_not_taken():
    assert one("review", series="2023-06", code="8300/1").charge is UNKNOWN
    unclear = one("review", series="2017-06", code="8300/1")
    assert unclear.charge is UNKNOWN
    assert "are for gcse" in unclear.lacking
    assert one("review", series="2017-06", code="8300/1", family="gcse").charge == ex.Money(3650)
    assert one("review", series="2017-06", code="7201/1", family="a-level").charge is UNKNOWN


def test_prices_of_one_series_are_for_that_series():
    assert one("script", "ocr", series="2023-01", family="cambridge-technicals").charge == ex.Money(1400)
    assert one("script", "ocr", series="2023-06", family="cambridge-technicals").charge is UNKNOWN


def test_several_prices_that_differ_are_all_named():
    line = one("learner-registration", series="2017/18", family="unit-award-scheme")
    assert line.charge is UNKNOWN
    for each in ("20.65 (1 to 59 learners)", "13.80 (500 learners or more)", "15.20 (60 to 499 learners)"):
        assert each in line.lacking


def test_quantities():
    line = one("review", series="2023-06", code="8700/1", quantity=3)
    assert (line.charge, line.quantity) == (ex.Money(3 * 4035), 3)


def test_a_tier_has_a_price_of_its_own():
    def assessment(tier):
        return one("external-assessment", "pearson", series="2014-01", family="btec-firsts", tier=tier).charge

    assert [assessment(tier) for tier in ("on-time", "late", "very-late", "")] == [
        ex.Money(1385),
        ex.Money(2075),
        ex.Money(2770),
        UNKNOWN,
    ]


def test_without_a_series_the_year_of_the_day_counts():
    certificate = one("replacement-certificate", "pearson", on=date(2024, 8, 31))
    assert (certificate.charge, certificate.vat_state, certificate.vat) == (
        ex.Money(4700),
        Vat.EXCLUDED,
        UNKNOWN,
    )
    assert one("replacement-certificate", "pearson", on=date(2024, 9, 1)).charge is UNKNOWN
    assert one("centre-approval", "pearson", on=date(2024, 1, 1), family="colleges").charge == ex.Money(
        100_000
    )


def test_the_price_file_goes_first_and_the_nearest_code_wins():
    prices = changing.price_file(
        "awarding_body,series,option_code,kind,price,vat,vat_rate\n"
        "aqa,,,review,50.00,,\naqa,,8700,review,51.00,,\naqa,,8700/2,review,52.00,,\n"
        "10,2027-06,,replacement-certificate,50.00,excluded,20\n"
    )
    assert one("review", series="2023-06", code="8700/2", prices=prices).charge == ex.Money(5200)
    line = one("review", series="2023-06", code="8700/1", award="8700", prices=prices)
    assert (line.charge, line.because[-1].evidence) == (ex.Money(5100), Evidence.SUPPLIED)
    assert one("review", series="2023-06", code="8300/1", prices=prices).charge == ex.Money(5000)
    # which of Pearson's identifiers is meant, nobody tells
    assert one("replacement-certificate", "pearson", series="2027-06", prices=prices).charge is UNKNOWN
    assert one("clerical-check", series="2027-06", prices=prices).charge is UNKNOWN


def test_vat_of_the_price_file():
    prices = changing.price_file(
        "awarding_body,kind,price,vat,vat_rate\npearson,replacement-certificate,50.00,excluded,20\n"
    )
    quote = price(Charge(kind="replacement-certificate", awarding_body="pearson"), prices=prices)
    assert (quote.total, quote.vat) == (ex.Money(5000), ex.Money(1000))
    assert "charges.vat-unknown" not in builders.codes(quote.findings)


# By the catalogue


@pytest.fixture(scope="module")
def catalogue():
    options = [
        builders.option("8700", syllabus="8700", title="ENGLISH"),
        builders.option("7201C", syllabus="7201", certification="GCE A", title="ART"),
    ]
    links = [builders.link("8700", "E/1"), builders.link("8700", "E/2"), builders.link("7201C", "ART/1")]
    return builders.catalogue(
        *(builders.file("O", *options, jcq_id=jcq_id, series="6G23") for jcq_id in ("70", "10")),
        *(builders.file("L", *links, jcq_id=jcq_id, series="6G23") for jcq_id in ("70", "10")),
    )


def test_a_component_belongs_to_an_award_and_that_to_a_family(catalogue):
    for series in ("6G23", "2023-06"):
        assert one("review", series=series, code="E/1", catalogue=catalogue).charge == ex.Money(4035)
    assert one("review", series="2023-06", code="8700", catalogue=catalogue).charge == ex.Money(4035)
    assert one("review", series="2023-06", code="ART/1", catalogue=catalogue).charge is UNKNOWN
    assert one("review", series="2023-06", code="NONE/1", catalogue=catalogue).charge is UNKNOWN


# Waivers


def reviews(*outcomes, body="pearson", kind="review", **how):
    """Reviews of components of one GCSE of Pearson, whose rules of 2018/19 waive them."""
    prices = changing.price_file(f"awarding_body,kind,price\n{body},{kind},40.00\n")
    charges = [
        Charge(
            kind=kind,
            awarding_body=body,
            series="2019-06",
            code=f"1MA1/{number}",
            candidate="64999/0001",
            outcome=outcome,
            **{"family": "gcse", "award": "1MA1"} | how,
        )
        for number, outcome in enumerate(outcomes)
    ]
    return price(*charges, prices=prices)


def test_an_outcome_that_nobody_knows_is_charged_and_says_what_would_be_waived():
    quote = reviews("", "grade-unchanged")
    assert [line.charge for line in quote] == [ex.Money(4000)] * 2
    assert "not charged on grade-change" in says(quote.lines[0])
    assert "not charged on" not in says(quote.lines[1])


@pytest.mark.parametrize("kind", ["review", "clerical-check", "priority-review"])
def test_a_grade_that_changes_waives_every_component_under_review(kind):
    quote = reviews("grade-changed", "", "grade-unchanged", kind=kind)
    assert [line.charge for line in quote] == [NOTHING] * 3
    assert quote.lines[0].evidence is Evidence.SEEN
    assert quote.complete


def test_a_waiver_does_not_need_the_price():
    line = one("review", "pearson", series="2019-06", code="1MA1/1", family="gcse", outcome="grade-changed")
    assert (line.charge, line.lacking) == (NOTHING, "")


def test_another_award_or_candidate_is_not_waived():
    changed = Charge(
        kind="review",
        awarding_body="pearson",
        series="2019-06",
        code="1MA1/1",
        award="1MA1",
        family="gcse",
        candidate="64999/0001",
        outcome="grade-changed",
    )
    prices = changing.price_file("awarding_body,kind,price\npearson,review,40.00\n")
    others = [
        attrs.evolve(changed, **{"outcome": ""} | what)
        for what in (
            {"award": "1EN0"},
            {"candidate": "64999/0002"},
            {"award": ""},
            {"award": "", "outcome": "grade-unchanged"},
        )
    ]
    quote = price(changed, *others, prices=prices)
    expected = [NOTHING, ex.Money(4000), ex.Money(4000), UNKNOWN, ex.Money(4000)]
    assert [line.charge for line in quote] == expected
    assert "belongs to the award whose grade changed" in quote.lines[3].lacking


def test_by_the_catalogue_one_award_is_known_by_its_components(catalogue):
    prices = changing.price_file("awarding_body,kind,price\npearson,review,40.00\n")
    both = [
        Charge(
            kind="review",
            awarding_body="pearson",
            series="2023-06",
            code=code,
            candidate="64999/0001",
            outcome=outcome,
        )
        for code, outcome in (("E/1", "grade-changed"), ("E/2", ""), ("ART/1", ""))
    ]
    quote = price(*both, prices=prices, catalogue=catalogue)
    assert [line.charge for line in quote] == [NOTHING, NOTHING, ex.Money(4000)]
    assert quote.lines[0].evidence is Evidence.DERIVED  # a rule of 2018/19


def test_moderation_is_waived_where_marks_are_reinstated_and_only_then():
    quote = reviews("marks-reinstated", "grade-changed", kind="moderation-review")
    assert quote.lines[0].charge == NOTHING
    assert quote.lines[1].charge == ex.Money(4000)
    assert "waived only on marks-reinstated" in says(quote.lines[1])


def test_a_script_is_not_waived():
    assert reviews("grade-changed", kind="script").total == ex.Money(4000)


def test_cancelled_after_it_was_done_costs_the_whole_fee():
    quote = reviews("cancelled")
    assert quote.total == ex.Money(4000)
    assert "the fee in full" in says(quote.lines[0])
    assert reviews("cancelled", body="cambridge").lines[0].charge is UNKNOWN
    without = one("review", "pearson", series="2019-06", family="gcse", outcome="cancelled")
    assert (without.charge, without.lacking[:20]) == (UNKNOWN, "no price of review o")


def test_a_rule_that_is_only_remembered_is_labelled():
    line = reviews("grade-changed", body="aqa").lines[0]
    assert (line.charge, line.evidence) == (NOTHING, Evidence.RECALLED)


@pytest.mark.parametrize(
    ("body", "kind", "outcome"),
    [
        ("cambridge", "review", "grade-changed"),
        ("aqa", "clerical-check", "grade-changed"),
        ("aqa", "moderation-review", "marks-reinstated"),
        ("pearson", "review-with-script", "grade-changed"),
    ],
)
def test_where_no_rule_speaks_of_a_waiver_it_is_not_known(body, kind, outcome):
    line = reviews(outcome, body=body, kind=kind).lines[0]
    assert line.charge is UNKNOWN
    assert outcome in line.lacking


def test_rebates_of_the_pandemic_are_not_applied():
    prices = changing.price_file("awarding_body,kind,price\naqa,transfer,40.00\n")
    line = one("transfer", series="2021-06", family="gcse", prices=prices)
    assert line.net == ex.Money(4000)


# Rules


def test_a_transfer_is_charged_and_nobody_knows_how_much():
    line = one("transfer", series="2027-06")
    assert line.charge is UNKNOWN
    assert "transfer-charged: charged for each request" in says(line)


@pytest.mark.parametrize(
    ("on", "family", "amount"),
    [
        (date(2024, 2, 22), "project", 735),
        (date(2024, 9, 26), "project", 735),
        (date(2024, 9, 27), "project", 5000),
        (date(2024, 9, 27), "ial", 735),
        (date(2024, 2, 21), "project", None),
        (date(2024, 5, 1), "gcse", None),
    ],
)
def test_late_cash_ins_of_pearson_by_the_day(on, family, amount):
    line = one("late-cash-in", "pearson", series="2024-06", family=family, on=on)
    assert line.charge == (ex.Money(amount) if amount else UNKNOWN)


def test_flat_fees_hold_for_their_year():
    line = one("late-cash-in", "pearson", series="2027-06", family="project", on=date(2027, 5, 1))
    assert line.charge is UNKNOWN
    assert "known years: 2023/24" in line.lacking


def test_flat_fees_without_a_day_or_an_amount():
    def fee(**changed):
        terms = changing.rules_of("pearson", late_cash_in=changed)
        charge = Charge(kind="late-cash-in", awarding_body="pearson", series="2024-06", family="ial")
        (line,) = price_charges([charge], on=date(2024, 1, 5), terms=terms)
        return line.charge

    assert fee(after="") == ex.Money(735)
    assert fee(after="", flat=None) is UNKNOWN
    assert fee() is UNKNOWN


def test_a_day_that_is_not_known_leaves_several_fees():
    line = one("late-cash-in", "pearson", series="2024-01", family="project", on=date(2024, 5, 1))
    assert line.charge is UNKNOWN
    assert "7.35" in line.lacking
    assert "50.00" in line.lacking


def test_details_of_candidates_are_changed_for_nothing_up_to_a_day():
    free = one("personal-details", "ocr", series="2024-06", on=date(2024, 9, 15))
    assert (free.charge, free.evidence) == (NOTHING, Evidence.SEEN)
    later = one("personal-details", "ocr", series="2024-06", on=date(2024, 9, 16))
    assert later.charge is UNKNOWN
    assert "the price of a replacement certificate" in says(later)


def test_of_the_least_that_a_centre_spends_only_what_is_missing_is_charged():
    how = {"series": "2024/25", "family": "colleges", "on": date(2025, 8, 31)}
    short = one("annual-minimum", "pearson", spent=ex.Money(420_000), **how)
    assert (short.charge, short.vat_state) == (ex.Money(80_000), Vat.EXCLUDED)
    assert one("annual-minimum", "pearson", spent=ex.Money(500_001), **how).charge == NOTHING
    unknown = one("annual-minimum", "pearson", **how)
    assert unknown.charge is UNKNOWN
    assert "5000.00 is the least" in unknown.lacking
    assert one("annual-minimum", "pearson", series="2027/28", family="colleges").charge is UNKNOWN
    prices = changing.price_file("awarding_body,kind,price\npearson,review,40.00\n")
    assert one("annual-minimum", "pearson", spent=NOTHING, prices=prices, **how).charge == ex.Money(500_000)


# The quote


def test_lines_and_findings():
    quote = price(
        Charge(
            kind="review",
            awarding_body="aqa",
            series="2023-06",
            code="8700/1",
            candidate="64999/0001",
            payer="Ms Sample",
            origin=Origin("services.csv", 2),
        ),
        Charge(kind="review", awarding_body="aqa", series="2027-06", candidate="64999/0002"),
        Charge(kind="replacement-certificate", awarding_body="pearson", series="2023/24"),
    )
    assert (quote.total, quote.complete, quote.unknown_lines) == (ex.Money(8735), False, 1)
    assert {name: part.total for name, part in quote.by("payer").items()} == {
        "": ex.Money(4700),
        "Ms Sample": ex.Money(4035),
    }
    assert builders.codes(quote.findings) == ["charges.not-known", "charges.vat-unknown"]
    assert "Sample" not in repr(quote) + repr(quote.lines) + str(list(quote.rows()))
    row = next(quote.rows())
    assert (row["charge"], row["after"], row["file"], row["line"]) == ("40.35", "8700/1", "services.csv", 2)
    assert row["source"].startswith("aqa.fees.prices:")
    assert pickle.loads(pickle.dumps(quote)) == quote  # noqa: S301


def test_faults_of_the_price_file_are_told():
    prices = changing.price_file("awarding_body,kind,price\naqq,review,1.00\naqa,review,-1\n")
    quote = price(prices=prices)
    assert {"prices.negative", "prices.unknown-body"} <= set(builders.codes(quote.findings))
    alone = price_charges([], on=ON, terms=changing.terms(), prices=prices)
    assert "prices.unknown-body" not in builders.codes(alone.findings)  # no body is known here


def test_a_body_that_nobody_knows_is_not_printed():
    quote = price(Charge(kind="review", awarding_body="Sample", series="2027-06"))
    assert quote.lines[0].charge is UNKNOWN
    assert "ample" not in str(quote.lines[0]) + str(list(quote.findings))


@pytest.mark.parametrize(
    ("name", "severity", "hint"),
    [
        ("edexcel", "error", "; nearest pearson"),
        ("aqaa", "error", "; nearest aqa"),
        ("sample", "warning", "; there are aqa, "),
    ],
)
def test_a_body_that_nobody_knows_is_told(name, severity, hint):
    quote = price(Charge(kind="review", awarding_body=name), Charge(kind="transfer", awarding_body=name))
    (finding,) = [f for f in quote.findings if f.code == "charges.unknown-body"]
    assert (str(finding.severity), finding.params["count"]) == (severity, 2)
    assert hint in finding.message
    assert not quote.complete
    alone = price_charges([Charge(kind="review", awarding_body=name)], on=ON, terms=changing.terms())
    assert "charges.unknown-body" not in builders.codes(alone.findings)  # no body is known here


def asked(component, outcome="", kind="review", **how):
    award = {"awarding_body": "aqa", "series": "2023-06", "award": "8700", "family": "gcse"}
    how = {"candidate": "64999/0001"} | how
    return Charge(kind=kind, code=component, outcome=outcome, **award, **how)


def test_one_component_whose_grade_changed_and_did_not_is_unknown():
    quote = price(
        asked("8700/1", "grade-changed"),
        asked("8700/1", "grade-unchanged", "priority-review"),
        asked("8700/2"),
        asked("8700/1", "grade-unchanged", candidate="64999/0002"),
    )
    assert [line.charge is UNKNOWN for line in quote] == [True, True, True, False]
    assert "contradict" in quote.lines[0].lacking
    assert "contradict" in quote.lines[2].lacking  # its grade is that of the award
    (finding,) = [f for f in quote.findings if f.code == "charges.contradicting-outcomes"]
    assert finding.params["count"] == 2


def test_the_grade_may_change_by_a_review_after_a_clerical_check():
    quote = price(asked("8700/1", "grade-unchanged", "clerical-check"), asked("8700/1", "grade-changed"))
    assert "charges.contradicting-outcomes" not in builders.codes(quote.findings)


def test_without_candidate_or_component_nobody_can_tell_a_contradiction():
    for how in ({"candidate": ""}, {"component": ""}):
        component = how.get("component", "8700/1")
        candidate = how.get("candidate", "64999/0001")
        quote = price(
            asked(component, "grade-changed", candidate=candidate),
            asked(component, "grade-unchanged", candidate=candidate),
        )
        assert "charges.contradicting-outcomes" not in builders.codes(quote.findings)


def test_what_the_caller_does_wrong():
    with pytest.raises(ValueError, match="outcome"):
        Charge(kind="review", awarding_body="aqa", outcome="upgraded")
    with pytest.raises(ValueError, match="quantity"):
        Charge(kind="review", awarding_body="aqa", quantity=0)
    with pytest.raises(TypeError, match="of type Charge, not str"):
        price("review")
    with pytest.raises(TypeError, match="without a time"):
        price(on=datetime(2027, 8, 25))  # noqa: DTZ001
    assert "Sample" not in repr(Charge(kind="review", awarding_body="aqa", payer="Sample"))
