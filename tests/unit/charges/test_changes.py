"""Changes of entries: what they are found to be, what they cost, and what is said of them."""

import pickle
from datetime import date, datetime

import attrs
import pytest

import builders
import changing
import examcore as ex
from changing import change, entered
from examcore.charges.change_quote import GROUPS
from examcore.charges.comparison import compare, find_tier
from examcore.entries import UnreadableRow
from examcore.evidence import UNKNOWN, Evidence, Origin
from examcore.model import BodyBook, Process

NOTHING = ex.Money(0)
IN_TIME, LATE = date(2027, 2, 15), date(2027, 3, 1)
CHARGED = date(2027, 2, 10)


def one(before, after, body="aqa", *, on=IN_TIME, charged_on=CHARGED, **how):
    """The one line of changing one option to another; empty for none."""
    (line,) = change(
        [entered(before, body)] if before else [],
        [entered(after, body)] if after else [],
        on=on,
        charged_on=charged_on,
        **how,
    )
    return line


def kinds(before, after):
    quote = change(before, after, on=IN_TIME, charged_on=CHARGED)
    return [(line.kind, line.before, line.after) for line in quote]


# What changed


def test_what_stands_in_both_is_no_change():
    before = [entered("AA1F"), entered("A7"), entered("U1A", number=2)]
    assert kinds(before, reversed(before)) == []
    quote = change(before, before, on=LATE, charged_on=CHARGED)
    assert (quote.total, quote.complete, len(quote), len(quote.findings)) == (NOTHING, True, 0, 0)


def test_the_same_option_is_known_by_whatever_name():
    assert kinds([entered("AA1F", "70", series="2027-06")], [entered("AA1F", "aqa", series="6G27")]) == []
    assert kinds([entered("ZZ9", "70")], [entered("ZZ9", "AQA")]) == []  # not in basedata


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("AA4", None, "withdrawal"),
        (None, "AA4", "new-entry"),
        ("AA1F", "AA1H", "tier-change"),
        ("AA2H", "AA2F", "tier-change"),
        ("AA3F", "AA3X", "option-change"),
        ("AA3F", "AA3H", "option-change"),  # option F and option H may be anything
        ("U1A", "U1B", "unit-change"),
    ],
)
def test_kinds(before, after, kind):
    line = one(before, after)
    assert (line.kind, line.before, line.after) == (kind, before or "", after or "")


@pytest.mark.parametrize(
    ("before", "after"), [("AA1F", "AA4"), ("U1A", "AA4"), ("U1A", "U2A"), ("AA1F", "ZZ9")]
)
def test_another_subject_is_a_withdrawal_and_a_new_entry(before, after):
    found = kinds([entered(before)], [entered(after)])
    assert sorted(found) == [("new-entry", "", after), ("withdrawal", before, "")]


def test_candidates_bodies_and_series_are_compared_apart():
    found = kinds(
        [entered("AA1F"), entered("AA1F", "ocr", 2)], [entered("AA1H", number=2), entered("AA1H", "ocr")]
    )
    assert {kind for kind, *_ in found} == {"withdrawal", "new-entry"}
    assert len(found) == 4


def test_one_who_is_entered_twice_by_mistake_may_give_up_one_of_both():
    assert kinds([entered("AA4"), entered("AA4")], [entered("AA4")]) == [("withdrawal", "AA4", "")]


def test_a_registration_and_an_entry_are_not_the_same():
    found = kinds([entered("AA4", process=Process.REGISTRATION)], [entered("AA4")])
    assert sorted(found) == [("new-entry", "", "AA4"), ("withdrawal", "AA4", "")]


def test_two_given_up_and_one_new_are_no_change_that_is_certain():
    quote = change([entered("AA3F"), entered("AA3H")], [entered("AA3X")], on=IN_TIME, charged_on=CHARGED)
    assert sorted(line.kind for line in quote) == ["new-entry", "withdrawal", "withdrawal"]
    assert all("which replaces which is not known" in line.because[0].says for line in quote)
    assert "charges.ambiguous-change" in builders.codes(quote.findings)


def test_tiers_find_each_other_among_several():
    found = kinds([entered("AA1F"), entered("AA3F")], [entered("AA1H"), entered("AA3X")])
    assert found == [("tier-change", "AA1F", "AA1H"), ("option-change", "AA3F", "AA3X")]


def test_without_candidate_numbers_nobody_knows_whose_entry_changed():
    def nameless(code):
        entry = entered(code)
        return attrs.evolve(entry, candidate=attrs.evolve(entry.candidate, number=""))

    found = kinds([nameless("AA1F")], [nameless("AA1H")])
    assert [kind for kind, *_ in found] == ["withdrawal", "new-entry"]


def test_units_of_one_award_in_syllabuses_of_their_own():
    links = builders.read(b"AW1   U1A   \r\nAW1   U2A   \r\n", "unitlinks.txt")
    options = [
        builders.option("AW1", syllabus="AW1", certification="GCE A"),
        changing.unit("U1A", "U1"),
        changing.unit("U2A", "U2"),
    ]
    catalogue = ex.Catalogue.of([builders.read_file("O", *options, jcq_id="70"), links])
    before, after = ex.Entries((entered("U1A"),)), ex.Entries((entered("U2A"),))
    found = compare(before, after, catalogue, BodyBook())
    assert [changed.kind for changed in found] == ["unit-change"]


@pytest.mark.parametrize(
    ("title", "tier"),
    [
        ("MATHS TIER H", ("higher", "MATHS")),
        ("French Foundation Tier-Paper", ("foundation", "FRENCHPAPER")),
        ("SCIENCE FOUNDTN", ("foundation", "SCIENCE")),
        ("MATHEMATICS - HIGHER TIER", ("higher", "MATHEMATICS")),
        ("MATHS TIER I", ("intermediate", "MATHS")),
        ("HISTORY OPTION F", None),
        ("FOUNDATIONS OF ADVANCED MATHS", None),
        ("FOUNDATION AND HIGHER TIER", None),
    ],
)
def test_tiers_in_titles(title, tier):
    option = changing.catalogue().get_option("aqa", "6G27", "AA1F")
    assert find_tier(attrs.evolve(option, title=title)) == tier


def test_a_letter_alone_is_no_tier_and_that_is_said():
    quote = change([entered("AA3F")], [entered("AA3H")], on=IN_TIME, charged_on=CHARGED)
    assert builders.found(quote.findings, "charges.tier-unclear").params["kind"] == "option-change"
    assert any("whether AA3F and AA3H are tiers" in reason.says for reason in quote.lines[0].because)
    quote = change([entered("AA3F")], [entered("AA3X")], on=IN_TIME, charged_on=CHARGED)
    assert "charges.tier-unclear" not in builders.codes(quote.findings)


# What changes cost


def test_aqa_changes_tier_and_option_for_nothing_up_to_the_day():
    for before, after in (("AA1F", "AA1H"), ("AA3F", "AA3X")):
        line = one(before, after, on=date(2027, 4, 21))
        assert (line.charge, line.late_charge, line.refund, line.net) == (NOTHING,) * 4
        assert line.evidence is Evidence.DERIVED


def test_aqa_charges_for_changes_after_the_day_and_nobody_knows_how_much():
    line = one("AA1F", "AA1H", on=date(2027, 4, 22))
    assert (line.charge, line.refund, line.net) == (UNKNOWN, NOTHING, UNKNOWN)
    assert "tier-change" in line.lacking
    prices = changing.price_file("awarding_body,kind,price\naqa,amendment,12.50\naqa,tier-change,15.00\n")
    line = one("AA1F", "AA1H", on=date(2027, 4, 22), prices=prices)
    assert (line.charge, line.net) == (ex.Money(1500), ex.Money(1500))
    assert one("AA3F", "AA3X", on=date(2027, 4, 22), prices=prices).net == ex.Money(1250)


def test_a_price_file_says_how_much_and_not_whether():
    prices = changing.price_file("awarding_body,kind,price\naqa,tier-change,15.00\nccea,tier-change,9.00\n")
    assert one("AA1F", "AA1H", prices=prices).net == NOTHING  # free at AQA on that day
    assert one("AA1F", "AA1H", "ccea", prices=prices).net == ex.Money(900)  # where no rule is known


def test_options_that_cost_different_amounts():
    line = one("AA2F", "AA2H")
    assert (line.kind, line.net) == ("tier-change", UNKNOWN)
    assert "30.00" in line.lacking
    assert "31.00" in line.lacking


def test_ocr_gives_the_fee_of_the_old_tier_back_and_charges_the_new_one():
    line = one("AA2F", "AA2H", "ocr")
    assert (line.charge, line.late_charge, line.refund) == (ex.Money(3100), NOTHING, ex.Money(3000))
    assert line.net == ex.Money(100)
    # no limit in time, but the rate of a late change is not known
    late = one("AA2F", "AA2H", "ocr", on=date(2027, 6, 1))
    assert (late.charge, late.late_charge, late.refund) == (ex.Money(3100), UNKNOWN, ex.Money(3000))
    assert "late entry" in late.lacking


def test_ocr_charges_another_option_at_the_rate_of_the_day():
    line = one("AA3F", "AA3X", "ocr")
    assert (line.charge, line.late_charge, line.refund, line.net) == (
        ex.Money(4000),
        NOTHING,
        ex.Money(4000),
        NOTHING,
    )
    after_a_month = one("AA3F", "AA3X", "ocr", on=date(2027, 3, 22))
    assert (after_a_month.charge, after_a_month.refund) == (ex.Money(4000), NOTHING)
    assert after_a_month.late_charge is UNKNOWN


def test_pearson_charges_another_unit_of_the_day_and_gives_back_the_old_one():
    gcse_units = [
        builders.option(code, syllabus="U9", certification="", unit="GCSEB", item="U") for code in "XY"
    ]
    catalogue = builders.catalogue(builders.file("O", *gcse_units, jcq_id="10"))
    before, after = (ex.Entries((entered(code, "pearson"),)) for code in "XY")
    how = {"on": IN_TIME, "charged_on": CHARGED, "terms": changing.terms()}
    (line,) = changing.price_changes(before, after, catalogue, **how)
    assert line.kind == "unit-change"
    assert (line.charge, line.refund, line.net) == (ex.Money(4500), ex.Money(4500), NOTHING)


@pytest.mark.parametrize("body", ["pearson", "ccea", "cambridge"])
def test_a_change_without_any_rule_is_not_known(body):
    line = one("AA1F", "AA1H", body)
    assert line.amounts == (UNKNOWN,) * 4
    assert f"{body} for 2026/27" in line.lacking


def test_cambridge_charges_for_changes_after_the_entry_day():
    options = [
        builders.option(f"I{tier}", syllabus="I", certification="GCE A", title=f"MATHS TIER {tier}")
        for tier in "FH"
    ]
    catalogue = builders.catalogue(builders.file("O", *options, jcq_id="02"))
    how = {"on": LATE, "charged_on": CHARGED, "terms": changing.terms()}
    before, after = (ex.Entries((entered(code, "cambridge"),)) for code in ("IF", "IH"))
    (line,) = changing.price_changes(before, after, catalogue, **how)
    assert line.charge is UNKNOWN
    assert line.refund == NOTHING


def test_rules_that_contradict_each_other_say_nothing():
    terms = changing.rules_of("aqa", amendment_charged={"after": ""})
    line = one("AA1F", "AA1H", terms=terms)
    assert line.amounts == (UNKNOWN,) * 4
    assert "contradict each other: amendment-charged, amendment-free" in line.lacking


def test_a_day_that_is_not_known_leaves_a_change_open():
    terms = changing.rules_of("aqa", amendment_free={"until": "tier-change"})
    line = one("AA1F", "AA1H", terms=terms)
    assert line.amounts == (UNKNOWN,) * 4
    assert "no day is known for tier-change" in line.lacking


def test_a_rule_may_say_that_nothing_comes_back():
    terms = changing.rules_of("aqa", withdrawal_refund={"effect": "no-refund", "until": ""})
    line = one("AA4", None, terms=terms)
    assert (line.refund, line.net) == (NOTHING, NOTHING)
    assert any("does not come back" in reason.says for reason in line.because)


def test_a_new_entry_costs_what_a_quote_says_on_the_day_of_the_change():
    # the row may be a copy of an old one
    late = change([], [entered("AA4", received_on=CHARGED)], on=LATE, charged_on=CHARGED)
    assert (late.lines[0].charge, late.lines[0].late_charge) == (ex.Money(99_999), UNKNOWN)
    assert "fees.late-fee-unknown" in builders.codes(late.findings)
    assumed = change([], [entered("AA4")], on=LATE, charged_on=CHARGED, other_years=True)
    assert assumed.total == ex.Money(2 * 99_999)
    assert assumed.lines[0].evidence is Evidence.ASSUMED
    in_time = change([], [entered("AA4")], on=IN_TIME, charged_on=CHARGED)
    assert (in_time.total, in_time.complete) == (ex.Money(99_999), True)


def test_what_a_quote_says_of_days_is_left_out_where_the_fee_stays():
    quote = change([entered("AA1F")], [entered("AA1H")], on=LATE, charged_on=CHARGED)
    assert len(quote.findings) == 0


def test_an_option_that_is_not_found():
    quote = change([entered("ZZ9")], [entered("ZZ8", number=2)], on=IN_TIME, charged_on=CHARGED)
    assert [line.net for line in quote] == [UNKNOWN, UNKNOWN]
    assert (quote.unknown_lines, quote.complete) == (2, False)


def test_without_a_series_there_is_no_rule():
    registered = [entered("AA1F", series="", process=Process.REGISTRATION)]
    (line,) = change(registered, [], on=IN_TIME, charged_on=CHARGED)
    assert line.refund is UNKNOWN


# The quote


def mixed(**how):
    before = [
        entered("AA1F", subject="Maths", department="Maths", year_group="11", payer="Ms Sample"),
        entered("AA4", number=2),
        entered("AA4", "wjec", number=3),
    ]
    after = [entered("AA1H", subject="Maths", department="Maths", payer="Ms Sample"), entered("A7", number=2)]
    return change(before, after, on=date(2027, 4, 22), charged_on=CHARGED, **how)


def test_totals_parts_and_rows():
    quote = mixed()
    assert (len(quote), quote.unknown_lines, quote.complete) == (4, 3, False)
    assert quote.total == quote.charges - quote.refunds == ex.Money(9000)
    assert quote.vat == NOTHING
    for group in GROUPS:
        parts = quote.by(group).values()
        assert ex.Money.total(part.total for part in parts) == quote.total
        assert sum(part.lines for part in parts) == len(quote)
        assert sum(part.unknown_lines for part in parts) == quote.unknown_lines
    assert quote.by("department")["Maths"].complete is False
    with pytest.raises(ValueError, match="cannot group"):
        quote.by("colour")
    rows = list(quote.rows())
    assert [row["kind"] for row in rows] == [line.kind for line in quote]
    assert rows[0]["charge"] is None
    assert rows[0]["refund"] == "0.00"
    assert len({tuple(row) for row in rows}) == 1
    assert pickle.loads(pickle.dumps(quote)) == quote  # noqa: S301


def test_nothing_personal_is_printed():
    quote = mixed()
    text = repr(quote) + repr(quote.lines) + "".join(map(str, quote.findings)) + str(list(quote.rows()))
    assert "Sample" not in text.replace("SAMPLE", "")
    assert "64999/0001" in text
    assert repr(quote) == "<ChangeQuote on 2027-04-22: 90.00 GBP for 4 lines, 3 lines not wholly known>"


def test_vat_on_top():
    prices = changing.price_file(
        "awarding_body,option_code,price,vat,vat_rate\naqa,AA4,100.00,excluded,20\naqa,A7,10.00,excluded,\n"
    )
    line = one(None, "AA4", prices=prices)
    assert (line.net, line.vat) == (ex.Money(10_000), ex.Money(2000))
    assert one("AA4", None, prices=prices).vat == ex.Money(-2000)
    assert one(None, "A7", prices=prices).vat is UNKNOWN
    both = change([entered("AA4")], [entered("A7", number=2)], on=IN_TIME, charged_on=CHARGED, prices=prices)
    assert both.vat == ex.Money(-2000)


# Findings


def test_findings():
    gone = change([entered("AA1F"), entered("AA1F", number=2)], [], on=date(2027, 4, 22), charged_on=CHARGED)
    lost = builders.found(gone.findings, "charges.no-refund")
    assert (lost.params["amount"], lost.params["count"]) == (ex.Money(6400), 2)
    assert lost.params["until"] == date(2027, 4, 21)
    early = change([entered("AA4")], [], on=date(2027, 2, 1), charged_on=CHARGED)
    assert "charges.change-before-entry" in builders.codes(early.findings)
    unused = change([entered("AA4")], [], on=IN_TIME, charged_on=CHARGED, evidence={"64999/0009": "medical"})
    assert builders.found(unused.findings, "charges.unused-evidence").params["candidates"] == 1
    unknown = change([entered("AA4", "wjec")], [], on=IN_TIME, charged_on=CHARGED)
    assert "no rule of wjec" in str(builders.found(unknown.findings, "charges.change-not-known"))


def test_faults_of_the_price_file_are_told():
    prices = changing.price_file("awarding_body,option_code,price\naqa,AA4,-1\naqa,A7,90.00\n")
    quote = change([entered("AA4")], [], on=IN_TIME, charged_on=CHARGED, prices=prices)
    assert builders.codes(quote.findings).count("prices.negative") == 1


def test_rows_that_cannot_be_read():
    def with_row(file, *entries):
        return ex.Entries(entries, (UnreadableRow(Origin(file, 9)),))

    def quote(before, after):
        how = {"on": IN_TIME, "charged_on": CHARGED, "terms": changing.terms()}
        return changing.price_changes(before, after, changing.catalogue(), **how)

    same = quote(with_row("a.csv", entered("AA4")), with_row("a.csv", entered("AA4")))
    assert (same.unreadable, same.complete, len(same)) == (0, True, 0)
    other = quote(with_row("a.csv", entered("AA4")), with_row("b.csv", entered("AA4")))
    assert (other.unreadable, other.complete) == (2, False)
    assert "2 unreadable rows" in repr(other)
    assert builders.codes(other.findings) == ["charges.unreadable-changes"]


@pytest.mark.parametrize(
    ("how", "error", "says"),
    [
        ({"charged_on": datetime(2027, 2, 1)}, TypeError, "charged_on is a day"),  # noqa: DTZ001
        ({"on": "2027-02-01"}, TypeError, "on is a day"),
        ({"evidence": {"64999/0001": "holiday"}}, ValueError, "medical"),
    ],
)
def test_what_the_caller_does_wrong(how, error, says):
    with pytest.raises(error, match=says):
        change([entered("AA4")], [], **{"on": IN_TIME, "charged_on": CHARGED} | how)


def test_entries_are_wanted():
    with pytest.raises(TypeError, match="after are entries"):
        changing.price_changes(
            ex.Entries(), [], changing.catalogue(), on=LATE, charged_on=CHARGED, terms=changing.terms()
        )
