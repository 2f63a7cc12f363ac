"""What type checkers see of the public API; checked by mypy, never executed."""

from datetime import date
from typing import assert_type

import examcore as ex
from examcore.entries import FileToSend
from examcore.evidence import Missing
from examcore.fees import QuoteLine, Subtotal
from examcore.model import Component, Entry, Option


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
    ex.read("x", registry=registry)
