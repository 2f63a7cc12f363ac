"""Amounts in cells: what is read, and the code of what is wrong with the others."""

import pytest

from examcore.findings import FindingCode
from examcore.formats.amount import read_amount, shown_amount


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("41", 4100),
        ("0", 0),
        ("0.05", 5),
        ("41.5", 4150),
        ("999999999.99", 99_999_999_999),
        ("-41.50", -4150),
        ("-0.05", -5),
        ("-0.00", 0),
    ],
)
def test_amounts(text, pence):
    assert read_amount(text).pence == pence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("41,5", "decimal-comma"),
        ("-41,50", "decimal-comma"),
        ("1.041,50", "decimal-comma"),
        ("1041,5", "decimal-comma"),
        ("1,041", "thousands-separator"),
        ("-1,041.50", "thousands-separator"),
        ("1 041.50", "thousands-separator"),
        ("1'041.50", "thousands-separator"),
        ("1,041,000.00", "thousands-separator"),
        ("41.50 £", "currency-sign"),
        ("£ 1,041.50", "currency-sign"),
        ("GBP 41.50", "currency-sign"),
        ("€41,50", "currency-sign"),
        ("4150p", "currency-sign"),
        ("-£41.50", "currency-sign"),
        ("£-41.50", "currency-sign"),
        ("£(41.50)", "currency-sign"),
        ("41.500", "part-of-a-penny"),
        ("-41.505", "part-of-a-penny"),
        ("", "unreadable-amount"),
        (".50", "unreadable-amount"),
        ("41.", "unreadable-amount"),
        ("4.15E+01", "unreadable-amount"),
        ("=A1*2", "unreadable-amount"),
        ("#REF!", "unreadable-amount"),
        ("41.50 or 42", "unreadable-amount"),
        ("41.50 CR", "unreadable-amount"),
        ("(41.50)", "unreadable-amount"),
        ("41.50-", "unreadable-amount"),
        ("−41.50", "unreadable-amount"),
        ("--41.50", "unreadable-amount"),
        ("٤١", "unreadable-amount"),
        ("£", "unreadable-amount"),
        ("-", "unreadable-amount"),
        ("1234567890", "unreadable-amount"),
    ],
)
def test_what_is_none_has_a_code(text, code):
    found = read_amount(text)
    assert isinstance(found, FindingCode)
    assert found.code == f"table.{code}"


@pytest.mark.parametrize("text", ["-", "£", "£-", "1,"])
def test_the_longest_cells_end_nothing(text):
    """Sign within sign was looked for without an end."""
    assert read_amount(text * 50_000 + "1").code == "table.unreadable-amount"


@pytest.mark.parametrize("text", ["41.50", "-41.50", "£41,50", "(41.50)", "1,041"])
def test_amounts_are_shown(text):
    assert shown_amount(text) == text
