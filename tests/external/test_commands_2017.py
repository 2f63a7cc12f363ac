"""The commands of fees and days on the real sets of June 2017, and on a synthetic centre of 2027."""

import csv
import io
import json
from collections import Counter
from datetime import date

import pytest

import examcore as ex
from builders import JUNE_2017, builtin
from examcore import samples
from examcore.cli import main

needs_sets = pytest.mark.skipif(
    not JUNE_2017.is_dir(), reason="the real basedata is not here: ../shared/basedata/june-2017"
)
HEAD = ("awarding_body", "invoice_number", "invoice_date", "series", "entry_code", "volume", "unit_price")
BODIES = ("aqa", "ocr", "pearson", "wjec")


def invoices_of(quote):
    """One invoice of each body, with a line for each code and price."""
    units = Counter(
        (line.awarding_body, line.series, line.code, str(line.amount))
        for line in quote
        if isinstance(line.amount, ex.Money) and line.amount
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for (body, series, code, price), volume in units.items():
        writer.writerow([body, f"INV-{body}", f"{quote.on.year}-03-01", series, code, volume, price])
    return out.getvalue()


@pytest.fixture(params=[pytest.param(2017, marks=needs_sets), 2027], scope="module")
def school(request, tmp_path_factory):
    """A folder with the table of a centre, invoices of its entries, and basedata; and what a quote says."""
    folder = tmp_path_factory.mktemp(str(request.param))
    catalogue = None
    basedata = folder / "basedata"
    if request.param == 2017:
        basedata = JUNE_2017
        catalogue = ex.Catalogue.of(ex.read(JUNE_2017, registry=builtin()))
    made = samples.make_centre(7, 60, catalogue=catalogue, **({"entries_each": 6} if catalogue else {}))
    if request.param == 2027:
        basedata.mkdir()
        for name, data in samples.make_basedata().items():
            (basedata / name).write_bytes(data)
    (folder / "entries.csv").write_bytes(made.table())
    on = date(request.param, 1, 20)
    quote = ex.quote(made.entries, made.catalogue, on=on, registry=builtin())
    (folder / "invoice.csv").write_text(invoices_of(quote), "utf-8")
    return request.param, folder, basedata, quote


def run(capsys, *argv):
    capsys.readouterr()
    status = main([*map(str, argv), "--json"])
    out, err = capsys.readouterr()
    assert not err
    return status, [json.loads(line) for line in out.splitlines()]


def test_quote(school, capsys):
    year, folder, basedata, quote = school
    days = (f"{year}-01-20", f"{year}-03-01", f"{year}-04-25")
    argv = ("quote", folder / "entries.csv", "--basedata", basedata, "--on", *days, "--by", "body")
    status, quotes = run(capsys, *argv)
    assert status == 1  # late fees that nobody published
    assert [one["on"] for one in quotes] == list(days)
    assert quotes[0]["total"] == str(quote.total)
    assert (quotes[0]["open_lines"], quotes[0]["unknown_lines"]) == (0, quote.unknown_lines)
    totals = [ex.Money.parse(one["total"]) for one in quotes]
    assert totals == sorted(totals)
    assert quotes[1]["open_lines"] > 0
    assert set(quotes[0]["by"]) >= set(BODIES)
    # multiples of 2016/17 were published, those of 2026/27 were not
    assert (ex.Money.parse(quotes[1]["surcharges"]) > ex.Money(0)) == (year == 2017)
    _, (assumed,) = run(capsys, *argv[:5], days[1], "--other-years")
    assert ex.Money.parse(assumed["surcharges"]) > ex.Money(0)


def test_deadlines(school, capsys):
    year, *_ = school
    status, objects = run(capsys, "deadlines", "--series", f"{year}-06")
    assert status == 0
    entry = next(
        one
        for each in objects
        for one in each.get("deadlines", [each])
        if one.get("event") == "entry" and one.get("day") == f"{year}-02-21"
    )
    assert entry["evidence"] == "DERIVED"


def test_reconcile(school, capsys):
    _, folder, basedata, quote = school
    argv = ("reconcile", folder / "invoice.csv", folder / "entries.csv", "--basedata", basedata)
    _, (found,) = run(capsys, *argv, "--on", quote.on)
    outcomes = Counter(item["outcome"] for item in found["items"])
    assert outcomes["matched"] > 20
    # what has no published price cannot be judged; nothing else differs
    assert set(outcomes) <= {"matched", "unknown"}
    assert found["difference"] == "0.00"
