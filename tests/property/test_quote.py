"""Quotes of any entries: exact, additive, and never lower for one entry more."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.entries import UnreadableRow
from examcore.evidence import Origin
from examcore.fees import State
from examcore.fees.quote import GROUPS
from examcore.model import Candidate, Entry, OptionRef

ON = date(2027, 1, 20)


FEES = {"AA1": 3200, "AA2": 0, "AB1": 99_999, "AB2": 1}
CATALOGUE = ex.Catalogue.of(
    [
        builders.read_file(letter, *lines, jcq_id="70", series=series)
        for series in ("6G27", "BG27")
        for letter, lines in (
            (
                "O",
                [
                    *(builders.option(code, fee=fee) for code, fee in FEES.items()),
                    builders.option("CC1", fee=0, flag="N"),
                    builders.option("1CC", fee=0, flag="N", item="U", certification="", unit="GCE ASB"),
                ],
            ),
            ("L", [builders.link(code, code) for code in FEES]),
        )
    ]
)
CODES = [*FEES, "CC1", "1CC", "ZZ9", ""]

ENTRIES = st.builds(
    lambda number, body, series, code, subject: Entry(
        candidate=Candidate(centre_number="64999", number=f"{number:04d}"),
        option=OptionRef(body, series, code),
        subject=subject,
        origin=Origin("entries.csv", 2),
    ),
    st.integers(1, 4),
    st.sampled_from(["aqa", "70", "ocr"]),
    st.sampled_from(["6G27", "BG27", "2027-06", "6G26"]),
    st.sampled_from(CODES),
    st.sampled_from(["", "Maths", "Art"]),
)
UNREADABLE = st.lists(st.just(UnreadableRow(Origin("entries.csv", 9))), max_size=3)


def quote(entries, unreadable=()):
    return ex.quote(ex.Entries(tuple(entries), tuple(unreadable)), CATALOGUE, on=ON)


def pence_of(entry):
    """What the basedata above says, without the code under test; None where it says nothing."""
    known = entry.option.body in {"aqa", "70"} and entry.option.series != "6G26"
    return {**FEES, "CC1": 0}.get(entry.option.code) if known else None


@given(st.lists(ENTRIES, max_size=12), UNREADABLE)
def test_a_quote_is_the_sum_of_what_is_known(entries, unreadable):
    result = quote(entries, unreadable)
    expected = [pence_of(entry) for entry in entries]
    given_ = [line.amount.pence if isinstance(line.amount, ex.Money) else None for line in result]
    assert given_ == expected + [None] * len(unreadable)
    assert result.total == ex.Money(sum(pence or 0 for pence in expected))
    assert result.unknown_lines == expected.count(None) + len(unreadable)
    assert result.complete == (result.unknown_lines == result.open_lines == 0)
    assert len(result) == len(entries) + len(unreadable)


@given(st.lists(ENTRIES, max_size=8), UNREADABLE, ENTRIES)
def test_one_entry_more_never_costs_less_nor_knows_more(entries, unreadable, another):
    before, after = quote(entries, unreadable), quote([*entries, another], unreadable)
    assert after.total >= before.total
    assert after.unknown_lines >= before.unknown_lines
    assert len(after) == len(before) + 1


@given(st.lists(ENTRIES, max_size=12), UNREADABLE, st.sampled_from(sorted(GROUPS)))
def test_parts_add_up_to_the_whole(entries, unreadable, group):
    result = quote(entries, unreadable)
    parts = result.by(group).values()
    assert ex.Money.total(part.total for part in parts) == result.total
    assert sum(part.unknown_lines for part in parts) == result.unknown_lines
    assert sum(part.lines for part in parts) == len(result)


@given(st.lists(ENTRIES, max_size=12))
def test_every_line_says_what_it_rests_on(entries):
    for line in quote(entries):
        assert line.because
        known = isinstance(line.price, ex.Money)
        assert (
            known == (line.evidence is not None) == (line.state in {State.PRICED, State.ZERO, State.NO_FEE})
        )
        text = line.as_json()
        assert text["price"] == (str(line.price) if known else None)
        assert (text["surcharge"] == "0.00") == (line.tier == "on-time") == (line.tier_evidence is not None)
        assert line.open == (known and line.tier != "on-time")
        if line.state is State.NO_FEE:
            assert line.evidence is ex.Evidence.DERIVED
        elif known:
            assert line.evidence is ex.Evidence.SUPPLIED
            assert text["source"].startswith("O")


DAYS = st.dates(date(2026, 9, 1), date(2027, 12, 31))


@given(st.lists(ENTRIES, max_size=8), DAYS, DAYS, st.booleans())
def test_waiting_never_makes_it_cheaper(entries, one, other, other_years):
    entries = ex.Entries(tuple(entries))
    first, last = (
        ex.quote(entries, CATALOGUE, on=day, other_years=other_years) for day in sorted((one, other))
    )
    for before, after in zip(first, last, strict=True):
        if not before.open and not after.open and isinstance(before.amount, ex.Money):
            assert before.amount <= after.amount


@given(st.lists(ENTRIES, max_size=10).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_entries_changes_no_figure(both):
    one, other = map(quote, both)
    assert (one.total, one.unknown_lines) == (other.total, other.unknown_lines)
    for group in GROUPS:
        assert one.by(group) == other.by(group)
