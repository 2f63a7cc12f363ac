"""What missing a deadline costs."""

from datetime import date

import examcore as ex
from examcore.entries import UnreadableRow
from examcore.evidence import UNKNOWN, Origin
from examcore.model import Process
from examcore.scenarios.delay import COLUMNS


def test_each_deadline_has_its_difference(entries, catalogue):
    delay = ex.cost_of_delay(entries.filter(awarding_body="aqa"), catalogue)
    assert [
        (
            part.deadline.what,
            str(part.deadline.day),
            str(part.by_then.total),
            str(part.a_day_later.total),
            str(part.difference),
            part.complete,
            part.why,
        )
        for part in delay
    ] == [
        ("aqa 2017-06 late", "2017-02-21", "70.00", "140.00", "70.00", True, ()),
        ("aqa 2017-06 very-late", "2017-04-21", "140.00", "210.00", "70.00", True, ()),
    ]
    assert (str(delay.difference), delay.complete) == ("140.00", True)
    assert repr(delay) == "<CostOfDelay: 2 deadlines, 140.00>"
    assert repr(delay[0]) == "<CostOfMissing aqa 2017-06 late after 2017-02-21: 70.00>"


def test_what_is_not_known_says_why(entries, catalogue):
    delay = ex.cost_of_delay(entries, catalogue)
    after, late, very_late = delay.filter(body="wjec")
    assert after.deadline.day == date(2017, 2, 21)
    assert after.difference is UNKNOWN
    assert after.why == ("no day is known for amendment of wjec 2017-06",)
    assert (late.by_then, late.a_day_later, late.difference) == (None, None, UNKNOWN)
    assert very_late.why == ("no day is known for very-late of wjec 2017-06",)
    assert not delay.complete
    assert repr(delay).startswith("<CostOfDelay: 7 deadlines, at least ")
    assert repr(late) == "<CostOfMissing wjec 2017-06 late day not known: unknown>"


def test_of_2027_nothing_is_known_and_nothing_is_called_free(entry, catalogue_of):
    entries = ex.Entries((entry(series="6G27"),))
    delay = ex.cost_of_delay(entries, catalogue_of(27))
    assert [part.difference for part in delay] == [UNKNOWN, UNKNOWN]
    assert delay[0].why == ("what a late entry costs for aqa 2026/27 is not known",)
    assert (delay.difference, delay.complete) == (UNKNOWN, False)
    assert repr(delay) == "<CostOfDelay: 2 deadlines, unknown>"
    assumed = ex.cost_of_delay(entries, catalogue_of(27), other_years=True)
    assert [str(part.difference) for part in assumed] == ["40.00", "40.00"]


def test_entries_without_a_price_make_it_the_least(entry, catalogue):
    delay = ex.cost_of_delay(ex.Entries((entry(), entry(code="NO1"))), catalogue)
    late = delay[0]
    assert (str(late.difference), late.complete) == ("40.00", False)
    assert repr(late) == "<CostOfMissing aqa 2017-06 late after 2017-02-21: at least 40.00>"
    assert late.why[0].startswith("aqa 6G17 NO1: ")


def test_what_was_received_and_what_nobody_can_read(entry, catalogue):
    row = UnreadableRow(Origin("entries.csv", 9))
    entries = ex.Entries((entry(), entry(code="AR1", received_on=date(2017, 3, 1))), (row,))
    delay = ex.cost_of_delay(entries, catalogue)
    assert (delay.received, delay.unreadable, delay.complete) == (1, 1, False)
    assert str(delay[0].difference) == "40.00"
    assert delay[0].complete


def test_a_price_file_says_what_nobody_published(entry, catalogue_of):
    rows = b"awarding_body,option_code,series,tier,price\naqa,MA1,2027-06,late,65.00\n"
    prices = ex.Prices.of(ex.read(rows, name="prices.csv"))
    delay = ex.cost_of_delay(ex.Entries((entry(series="6G27"),)), catalogue_of(27), prices=prices)
    late, very_late = delay
    assert (str(late.difference), late.complete) == ("25.00", True)
    assert (very_late.difference, very_late.complete) == (UNKNOWN, False)
    assert (str(delay.difference), delay.complete) == ("25.00", False)


def test_a_private_candidate_and_a_registration(entry, catalogue):
    private = entry(status="P")
    registration = entry(process=Process.REGISTRATION, code="AR1")
    delay = ex.cost_of_delay(ex.Entries((private, registration)), catalogue)
    (of_registration,) = [part for part in delay if part.deadline.series is None]
    assert of_registration.why == ("without a series there is no deadline",)
    assert of_registration.row()["series"] is None
    assert str(delay.filter(series="2017-06", tier="late").difference) == "40.00"


def test_rows_and_filters(entries, catalogue):
    delay = ex.cost_of_delay(entries, catalogue)
    assert all(list(row) == list(COLUMNS) for row in delay.rows())
    first = next(delay.filter(body="aqa", tier="late").rows())
    assert (first["awarding_body"], first["last_day"], first["difference"]) == ("aqa", "2017-02-21", "70.00")
    assert len(delay.filter(series="2018-06")) == 0
    assert len(delay.filter()) == len(delay)
