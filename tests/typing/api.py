"""What type checkers see of the public API; checked by mypy, never executed."""

from datetime import UTC, date, datetime
from typing import assert_type

import examcore as ex
from examcore.charges import Bill, Bills, ChangeLine, ChangeQuote, ChangeSubtotal
from examcore.dates import HolidayCalendar
from examcore.entries import FileToSend
from examcore.evidence import Missing
from examcore.fees import QuoteLine, Subtotal
from examcore.key_dates import Deadlines
from examcore.model import Component, Entry, Option
from examcore.rulebook import Rulebook, Ruling


def path_through_it() -> None:
    """The way that users write it."""
    data = ex.read("basedata/")
    assert_type(data, ex.Readings)
    catalogue = ex.Catalogue.of(data)
    option = catalogue.get_option("aqa", "6G27", "X100")
    assert_type(option, Option)
    assert_type(option.price, ex.Money | Missing)
    assert_type(catalogue.components_of(option), tuple[Component, ...])
    entries = ex.Entries.of(ex.read(b"", name="entries.csv"))
    for entry in entries:
        assert_type(entry, Entry)
    report = ex.check(entries, catalogue)
    assert_type(report, ex.Report)
    assert_type(report[0], ex.Finding)
    quote = ex.quote(entries, catalogue, on=date(2027, 1, 15))
    assert_type(quote, ex.Quote)
    assert_type(quote.total, ex.Money)
    assert_type(quote.lines[0], QuoteLine)
    assert_type(quote.by("subject"), dict[str, Subtotal])
    centre = ex.Centre(number="64999", postcode="ZZ99 9ZZ")
    files = ex.entry_files(entries, catalogue, centre=centre, on=date(2027, 1, 20), sequence={"70": 4})
    assert_type(files, ex.EntryFiles)
    assert_type(files[0], FileToSend)
    assert_type(files.receipt, ex.Receipt | None)
    assert_type(ex.write(files, "to-send"), tuple[str, ...])
    ex.write({"entries.csv": b""}, "to-send")
    previous = ex.Receipt.of(ex.read("to-send/"))
    ex.entry_files(entries, catalogue, centre=centre, on=date(2027, 1, 20), previous=previous)
    registry = ex.Registry.builtin()
    registry.register(object())
    found = ex.deadlines(["2026-11", "2027-06"], year="2026/27", bodies=["aqa"], registry=registry)
    assert_type(found, Deadlines)
    assert_type(found.items[0].day, date | None)
    holidays = ex.bank_holidays("scotland", registry=registry)
    assert_type(holidays, HolidayCalendar)
    assert_type(ex.rules(registry=registry), Rulebook)
    assert_type(ex.rules().get("LATE-05"), Ruling)
    assert_type(ex.to_icalendar(found, stamp=datetime(2026, 11, 1, tzinfo=UTC)).data, bytes)
    assert_type(registry.bodies.sharing_jcq, tuple[str, ...])
    ex.read("x", registry=registry)


def scenarios(entries: ex.Entries, catalogue: ex.Catalogue) -> None:
    """What entries cost, if …"""
    cost = ex.cost_over_dates(entries, catalogue, [date(2027, 2, 21)], by="department")
    assert_type(cost[0].total, ex.Money)
    assert_type(cost.deadlines[0].day, date | None)
    assert_type(ex.cost_of_delay(entries, catalogue).difference, ex.Money | Missing)
    year = ex.cost_of_year(entries, catalogue, "2026/27", days={"2027-06": date(2027, 1, 20)})
    assert_type(year.by("subject"), dict[str, Subtotal])
    assert_type(ex.against_budget(year, {"Arts": "250.00"})["Arts"].left, ex.Money | None)
    change = ex.cost_of_change(entries, entries, catalogue, [date(2027, 3, 1)], charged_on=date(2027, 2, 1))
    assert_type(change[0].net, ex.Money)


def charges(entries: ex.Entries, catalogue: ex.Catalogue, quote: ex.Quote, prices: ex.Prices) -> None:
    """What changes, other charges and candidates cost."""
    day = date(2027, 3, 1)
    changes = ex.price_changes(
        entries, entries, catalogue, on=day, charged_on=day, evidence={"64999/0001": "medical"}
    )
    assert_type(changes, ChangeQuote)
    assert_type(changes.total, ex.Money)
    assert_type(changes.by("kind"), dict[str, ChangeSubtotal])
    for line in changes:
        assert_type(line, ChangeLine)
        assert_type(line.refund, ex.Money | Missing)
    review = ex.Charge(kind="review", awarding_body="aqa", series="2027-06", code="8700/1")
    assert_type(ex.price_charges([review], on=day, catalogue=catalogue, prices=prices), ChangeQuote)
    bills = ex.pass_on(quote, prices, resits=lambda entry: entry.option.code == "8300H", by="payer")
    ex.pass_on(quote, prices, resits={("64999/0001", "8300H")})
    assert_type(bills, Bills)
    assert_type(bills["64999/0001"], Bill)
    assert_type(bills.total, ex.Money)
