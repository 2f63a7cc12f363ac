"""Entries that change, of all bodies: codes, people and fees are invented, days and rules are real."""

from functools import cache

import attrs

import builders
import examcore as ex
from examcore.charges.changes import price_changes
from examcore.entries import Entries
from examcore.fees import Terms
from examcore.model import BodyBook, Candidate, Entry, OptionRef

GCSE = [  # code, syllabus, title, fee
    ("AA1F", "AA1", "SAMPLE MATHS TIER F", 3200),
    ("AA1H", "AA1", "SAMPLE MATHS TIER H", 3200),
    ("AA2F", "AA2", "SAMPLE FRENCH FOUNDATION TIER", 3000),
    ("AA2H", "AA2", "SAMPLE FRENCH HIGHER TIER", 3100),
    ("AA3F", "AA3", "SAMPLE ART OPTION F", 4000),
    ("AA3H", "AA3", "SAMPLE ART OPTION H", 4000),
    ("AA3X", "AA3", "SAMPLE ART OPTION X", 4000),
    ("AA4", "AA4", "SAMPLE LATIN", 99_999),
]
IDS = {"aqa": "70", "ocr": "01", "pearson": "10", "wjec": "40", "ccea": "61", "cambridge": "02"}


def lines():
    for code, syllabus, title, fee in GCSE:
        yield builders.option(code, syllabus=syllabus, title=title, fee=fee)
    yield builders.option("A7", syllabus="A7", certification="GCE A", title="SAMPLE HISTORY", fee=9000)
    yield builders.option("N1", syllabus="N1", certification="CNATAW", title="SAMPLE SPORT", fee=1000)
    yield builders.option("NONE", syllabus="NONE", title="SAMPLE WITHOUT FEE", flag="N", fee=0, item="B")
    for code in ("U1A", "U1B"):
        yield unit(code, "U1")
    yield unit("U2A", "U2")


def unit(code, syllabus):
    return builders.option(
        code, syllabus=syllabus, certification="", unit="GCE B", item="U", title=f"SAMPLE {code}", fee=2000
    )


@cache
def catalogue(year="27"):
    files = [
        builders.file("O", *lines(), jcq_id=jcq_id, series=f"6{letter}{year}")
        for jcq_id in IDS.values()
        for letter in "G"
    ]
    codes = [code for code, *_ in GCSE]
    links = [
        builders.file("L", *(builders.link(c, c) for c in codes), jcq_id=jcq_id, series=f"6G{year}")
        for jcq_id in IDS.values()
    ]
    return builders.catalogue(*files, *links)


@cache
def terms():
    kinds = (".fees.rules", ".fees.prices", ".fees.families", ".deadlines.series")
    datasets = (ref.read() for ref in builders.builtin().datasets if ref.id.endswith(kinds))
    return Terms.of(datasets, shared_by=bodies().sharing_jcq)


@cache
def bodies():
    return BodyBook(builders.builtin().bodies.bodies)


def rules_of(body, **changes):
    """The terms with some of the rules of a body changed: the name of each to what is another."""
    return attrs.evolve(
        terms(),
        rules=tuple(
            attrs.evolve(rule, **changes[name])
            if rule.body == body and (name := rule.name.replace("-", "_")) in changes
            else rule
            for rule in terms().rules
        ),
    )


def entered(code, body="aqa", number=1, series="6G27", received_on=None, **more):
    status = more.pop("status", "C")
    return Entry(
        candidate=Candidate(centre_number="64999", number=f"{number:04d}", surname="Sample", status=status),
        option=OptionRef(body, series, code),
        received_on=received_on,
        **more,
    )


def change(before, after, *, on, charged_on, year="27", **how):
    """The quote of changing some entries to others."""
    how = {"terms": terms(), "bodies": bodies()} | how
    return price_changes(
        Entries(tuple(before)), Entries(tuple(after)), catalogue(year), on=on, charged_on=charged_on, **how
    )


def price_file(text):
    return ex.Prices.of(ex.read(text.encode(), name="prices.csv"))
