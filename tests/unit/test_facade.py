"""The façade: what it offers, and that it loads nothing before it is asked."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import examcore as ex
from builders import builtin, whole_set
from examcore.datasets import DatasetRef, NotCovered


def fresh(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603  our own code
    return json.loads(done.stdout)


LOADED = """
import sys
before = set(sys.modules)
{code}
import json
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def loaded(code):
    return set(fresh(LOADED.format(code=code)))


def test_import_loads_no_third_party_module():
    new = loaded("import examcore; dir(examcore)")
    assert {name for name in new if name.startswith("examcore")} == {"examcore", "examcore.lazy"}
    assert {name.partition(".")[0] for name in new} <= {*sys.stdlib_module_names, "examcore"}


def test_a_file_is_read_without_what_only_others_need():
    """These take long to import; see tests/benchmarks."""
    new = loaded("import examcore; examcore.read(b'X300  X301  ', name='links.txt')")
    slow = {
        "pathlib",
        "importlib.metadata",
        "importlib.resources",
        "tomllib",
        "zipfile",
        "decimal",
        "lxml",
        "cattrs",
    }
    assert not new & slow
    assert not {"examcore.archive", "examcore.catalogue", "examcore.fees.quote", "examcore.cli"} & new


def test_all_of_it():
    assert ex.__all__ == sorted(
        ex.__all__, key=lambda name: (name.lower() == name, name.upper() != name, name)
    )
    assert set(ex.__all__) <= set(dir(ex))
    for name in ex.__all__:
        assert getattr(ex, name) is not None


def test_star():
    names = {}
    exec("from examcore import *", names)  # noqa: S102
    assert set(ex.__all__) <= set(names)


def test_what_is_not_there():
    with pytest.raises(AttributeError, match="module 'examcore' has no attribute 'raed'"):
        ex.raed  # noqa: B018
    assert not hasattr(ex, "catalogue_")


def test_no_name_is_that_of_a_room():
    folder = Path(ex.__file__).parent
    rooms = {path.stem for path in folder.iterdir() if not path.stem.startswith("_")}
    assert "catalogue" in rooms
    assert not rooms & set(ex.__all__)


TABLE = b"awarding_body,series,option_code,candidate_number\naqa,6G27,X100,1\n"


def test_check_without_a_catalogue():
    entries = ex.Entries.of(ex.read(TABLE, name="entries.csv"))
    report = ex.check(entries)
    not_run = [f for f in report if f.code == "check.not-run"]
    assert {f.params["check"] for f in not_run} == {
        "examcore.entries.options",
        "examcore.entries.combinations",
    }
    assert all("catalogue" in f.message for f in not_run)
    assert list(report)[: len(entries.findings)] == list(entries.findings)


def test_check_with_a_registry():
    entries = ex.Entries.of(ex.read(TABLE, name="entries.csv"))
    assert list(ex.check(entries, registry=ex.Registry())) == list(entries.findings)
    assert len(ex.check(entries, registry=builtin())) > len(entries.findings)


NO_ENTRIES, NO_CATALOGUE = r"Entries\.of\(read", r"Catalogue\.of\(read"
DAY = date(2027, 1, 15)


@pytest.mark.parametrize("wrong", ["folder", b"x", 5, None, ["folder"]])
@pytest.mark.parametrize("make", [ex.Catalogue.of, ex.Entries.of])
def test_what_is_made_of_readings_only(make, wrong):
    with pytest.raises(TypeError, match=r"give what examcore\.read returns"):
        make(wrong)


def test_readings_of_several_calls(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    tables = [ex.read(TABLE, name="a.csv"), ex.read(empty), ex.read(TABLE, name="b.csv")[0]]
    entries = ex.Entries.of(tables)
    assert (len(entries), len(entries.unreadable)) == (2, 1)
    assert "read.empty-folder" in entries.findings.by_code()
    basedata = [ex.read(data, name=name) for data, name in whole_set(jcq_id="70")]
    catalogue = ex.Catalogue.of([*basedata, ex.read(empty)])
    assert catalogue.find_option("aqa", "6G27", "X100")
    assert "read.empty-folder" in catalogue.findings.by_code()


@pytest.mark.parametrize("wrong", [None, [], "entries.csv", ex.Readings(), ex.Catalogue.of(())])
def test_entries_of_another_kind(wrong):
    with pytest.raises(TypeError, match=NO_ENTRIES):
        ex.check(wrong, ex.Catalogue.of(()))
    with pytest.raises(TypeError, match=NO_ENTRIES):
        ex.quote(wrong, ex.Catalogue.of(()), on=DAY)


@pytest.mark.parametrize("wrong", [[], "x", ex.Readings(), ex.Entries()])
def test_a_catalogue_of_another_kind(wrong):
    with pytest.raises(TypeError, match=NO_CATALOGUE):
        ex.check(ex.Entries(), wrong)
    with pytest.raises(TypeError, match=NO_CATALOGUE):
        ex.quote(ex.Entries(), wrong, on=DAY)


def test_a_quote_needs_a_catalogue():
    with pytest.raises(TypeError, match=NO_CATALOGUE):
        ex.quote(ex.Entries(), None, on=DAY)


@pytest.mark.parametrize("wrong", ["2027-01-15", None, 20270115, datetime(2027, 1, 15, tzinfo=UTC)])
def test_a_day_of_another_kind(wrong):
    with pytest.raises(TypeError, match=r"a day such as date\(2027, 1, 15\), without a time"):
        ex.quote(ex.Entries(), ex.Catalogue.of(()), on=wrong)


def test_check_with_a_registry_of_another_kind():
    with pytest.raises(TypeError, match=r"Registry\.builtin\(\)"):
        ex.check(ex.Entries(), registry=5)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ((70, "6G17", "8300H"), "body"),
        (("aqa", 2017, "8300H"), "series"),
        (("aqa", None, "8300H"), "series"),
        (("aqa", "6G17", 8300), "code"),
        (("aqa", "6G17", None), "code"),
    ],
)
def test_options_are_named_by_texts(wrong, name):
    for look_up in (ex.Catalogue.of(()).get_option, ex.Catalogue.of(()).find_option):
        with pytest.raises(TypeError, match=f"{name} is a text, not"):
            look_up(*wrong)


def test_the_whole_way(tmp_path):
    for data, name in whole_set(jcq_id="70"):
        (tmp_path / name).write_bytes(data)
    catalogue = ex.Catalogue.of(ex.read(tmp_path))
    entries = ex.Entries.of(ex.read(TABLE, name="entries.csv"))
    ex.check(entries, catalogue).raise_for_errors()
    quote = ex.quote(entries, catalogue, on=date(2027, 1, 15))
    assert (str(quote.total), quote.complete) == ("45.00", True)


RULES = """
id = "acme.rules.parameters"
title = "rules"
covers = "one invented rule"
as_of = 2026-11-01
key = ["rule", "parameter", "body", "edition"]
sources = {ACME = "invented"}
[columns]
rule = "id"
parameter = "name"
body = "whose"
edition = "such as 2025-26"
value = "as the unit says"
unit = "what it counts"
evidence = "label"
confidence = "H, M or L"
source = "where it was read"
meaning = "in words"
"""
RULES_TABLE = b"""rule,parameter,body,edition,value,unit,evidence,confidence,source,meaning
ACME-01,break-maximum,acme,2026-27,20,minutes,EXAMPLE,L,ACME,a break lasts at most
"""


def test_the_rulebook_has_the_rules_of_all_plugins():
    registry = ex.Registry.builtin(strict=True)
    shipped = ex.rules(registry=registry)
    ref = DatasetRef("acme.rules.parameters", "rules", lambda: (RULES_TABLE, RULES.encode()))
    registry.register(SimpleNamespace(examcore_datasets=ex.hookimpl(lambda: [ref])), name="acme")
    rules = ex.rules(registry=registry)
    assert len(rules) == len(shipped) + 1
    assert str(rules.get("ACME-01").value) == "20 minutes"
    assert rules.get("LATE-05") == shipped.get("LATE-05")
    assert rules.conflicts == shipped.conflicts
    assert rules.covers == f"{shipped.covers}; one invented rule"
    assert rules.explain("ACME-01").endswith("ACME: invented")


def test_without_plugins_there_are_no_rules_and_no_bank_holidays():
    empty = ex.Registry()
    assert len(ex.rules(registry=empty)) == 0
    with pytest.raises(NotCovered, match="no plugin of this registry"):
        ex.bank_holidays(registry=empty)
    assert len(ex.deadlines("2027-06", registry=empty)) == 0


def test_bank_holidays_differ_between_nations():
    assert {
        where: ex.bank_holidays(where).is_working_day(date(2027, 3, 17))
        for where in ("england-and-wales", "scotland", "northern-ireland")
    } == {"england-and-wales": True, "scotland": True, "northern-ireland": False}
    with pytest.raises(ValueError, match="wales"):
        ex.bank_holidays("wales")


def test_the_rows_of_jcq_hold_for_the_bodies_that_share_them():
    found = ex.deadlines("2027-06", registry=ex.Registry.builtin())
    (entry,) = (d for d in found.filter(event="entry", body="jcq") if not d.scope)
    assert set(entry.bodies) == {"aqa", "ocr", "pearson", "wjec", "ccea"}
