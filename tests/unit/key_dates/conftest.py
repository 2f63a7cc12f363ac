"""Datasets of invented days, and those that ship."""

import pytest

from examcore.datasets import Dataset
from examcore.dates import HolidayCalendar, Jurisdiction
from examcore.plugins import Registry

HEADER = "event,series,scope,zone,date,year_offset,session,counted,counted_from,seen_in,note,evidence,source"
SIDECAR = """
id = "{id}"
title = "days"
covers = "what a test needs"
as_of = 2026-11-01
key = ["event", "series", "scope", "zone", "date"]
years = ["series"]
[columns]
{columns}
[codes.event]
{events}
[codes.counted_from]
"" = "nothing"
entry = "the event"
results-public = "the event"
certificates = "the event"
outcome = "the outcome of a review"
[sources]
ME = "invented"
RULES = "invented"
"""
EVENTS = (
    "entry",
    "amendment",
    "late",
    "results-public",
    "certificates",
    "coi-notice",
    "appeal",
    "contingency",
)


def dataset(*rows, id="demo.deadlines.series"):  # noqa: A002  as the sidecar calls it
    """A dataset from rows of keyword cells; source and evidence are added."""
    columns = HEADER.split(",")
    if any("seen_at" in row for row in rows):
        columns.insert(columns.index("note"), "seen_at")
    lines = []
    for row in rows:
        cells = {"evidence": "SEEN", "source": "ME"} | row
        if cells.get("series", "").startswith("--"):
            cells.setdefault("year_offset", "0")
        lines.append([cells.get(column, "") for column in columns])
    lines.sort(key=lambda cells: cells[:5])
    table = "\n".join([",".join(columns), *(",".join(cells) for cells in lines)]) + "\n"
    sidecar = SIDECAR.format(
        id=id,
        columns="\n".join(f'{c} = "of a test"' for c in columns),
        events="\n".join(f'{e} = "the {e}"' for e in EVENTS),
    )
    return Dataset.parse(table.encode(), sidecar.encode())


@pytest.fixture(scope="session")
def make():
    return dataset


@pytest.fixture(scope="session")
def sharing():
    return Registry.builtin().bodies.sharing_jcq


@pytest.fixture(scope="session")
def shipped():
    refs = Registry.builtin(strict=True).datasets
    return [ref.read() for ref in refs if ref.id.endswith(".deadlines.series")]


@pytest.fixture(scope="session")
def calendars():
    (ref,) = (r for r in Registry.builtin().datasets if r.id == "jcq.dates.bank-holidays-uk")
    return {j: HolidayCalendar.of(ref.read(), j) for j in Jurisdiction}


@pytest.fixture(scope="session")
def england(calendars):
    return calendars[Jurisdiction.ENGLAND_AND_WALES]
