"""A rulebook of invented rules, and the one that ships."""

import csv
import io

import pytest

from examcore.datasets import Dataset
from examcore.rulebook import COLUMNS, Rulebook
from examcore_plugins.jcq import data_of

PARAMETERS = list(COLUMNS)
CONFLICTS = ["conflict", *COLUMNS[:6], "kind", "default", "evidence", "source", "note"]

ROWS = [
    ("AA-01", "score", "jcq", "2021-24", "84", "score", "SEEN", "H", "S1", "at most"),
    ("AA-01", "score", "jcq", "2024-25", "85", "score", "SEEN", "H", "S1; S2", "at most"),
    ("AA-01", "areas", "jcq", "2021-24", "2", "count", "SEEN", "H", "S1", "different areas"),
    ("AA-02", "days", "aqa", "2022", "7", "days", "SEEN", "M", "S1", "within"),
    ("AA-02", "days", "ocr", "undated", "7", "days", "RECALLED", "M", "MEMORY", "within"),
    ("BB-01", "limit", "aqa", "2022", "10", "minutes", "SEEN", "H", "S1", "at most"),
    ("BB-01", "limit", "jcq", "undated", "20", "minutes", "SEEN", "H", "S2", "at most"),
    ("CC-01", "day", "jcq", "2025", "2025-06-25", "date", "SEEN", "H", "S1", "contingency day"),
    ("CC-01", "day", "jcq", "2026", "2026-06-24", "date", "SEEN", "H", "S1", "contingency day"),
    ("DD-01", "window", "jcq", "2024-25", "60", "minutes", "RECALLED", "M", "MEMORY", "at most"),
    ("EE-01", "ratio", "bcs", "undated", "1:20", "ratio", "SEEN", "L", "S1", "on screen"),
    ("FF-01", "weak", "jcq", "2024-25", "14", "days", "RECALLED", "M", "MEMORY", "within"),
]
VALUES = [
    ("X1", "DD-01", "window", "jcq", "2024-25", "60", "minutes", "open", "", "RECALLED", "MEMORY", "one"),
    ("X1", "DD-01", "window", "jcq", "undated", "90", "minutes", "open", "yes", "SEEN", "S1", "other"),
    ("X2", "EE-01", "ratio", "bcs", "undated", "1:20", "ratio", "body", "", "SEEN", "S1", "on screen"),
    ("X2", "EE-01", "ratio", "jcq", "undated", "1:30", "ratio", "body", "", "SEEN", "S2", "written"),
    ("X3", "FF-01", "weak", "jcq", "2024-25", "14", "days", "unconfirmed", "", "RECALLED", "MEMORY", "weak"),
    ("X4", "CC-01", "day", "jcq", "2027", "", "", "unknown", "", "PROVISIONAL", "S1", "not found"),
    ("X5", "GG-01", "forms", "jcq", "undated", "M2", "words", "open", "", "SEEN", "S1", "old"),
    ("X5", "GG-01", "forms", "jcq", "undated", "M3", "words", "open", "", "SEEN", "S1", "new"),
    ("X6", "HH-01", "tools", "jcq", "2024-25", "off", "words", "unconfirmed", "", "SEEN", "S1", "advisory"),
]


def dataset(name, columns, rows, key):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *sorted(rows, key=lambda row: row[:key])])
    names = "".join(f'{column} = "{column}"\n' for column in columns)
    sidecar = (
        f'id = "demo.rules.{name}"\ntitle = "rules"\ncovers = "invented rules"\nas_of = 2026-11-01\n'
        f"key = {columns[:key]}\n"
        f'[columns]\n{names}[sources]\nS1 = "https://example.org/1"\nS2 = "two"\nMEMORY = "remembered"\n'
    )
    return Dataset.parse(out.getvalue().encode(), sidecar.encode())


@pytest.fixture(scope="session")
def make():
    """A rulebook of such rows."""

    def of(rows=ROWS, values=VALUES):
        conflicts = dataset("conflicts", CONFLICTS, values, 6) if values is not None else None
        return Rulebook.of(dataset("parameters", PARAMETERS, rows, 4), conflicts)

    return of


@pytest.fixture(scope="session")
def invented(make):
    return make()


@pytest.fixture(scope="session")
def shipped():
    package = "examcore_plugins.jcq"
    return Rulebook.of(
        Dataset.parse(*data_of(package, "rules_jcq")),
        Dataset.parse(*data_of(package, "rules_conflicts_jcq")),
    )
