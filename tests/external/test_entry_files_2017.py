"""2,000 synthetic candidates with 20,000 entries over the real sets of June 2017, from table to files.

The files are cut at the columns that the reference prints, and compared with the table of the centre as `csv`
reads it: nothing of the library takes part in what is expected.
"""

import csv
import io
import unicodedata
from collections import Counter, defaultdict
from datetime import date

import pytest

import builders
import examcore as ex
from examcore import samples

pytestmark = pytest.mark.skipif(
    not builders.JUNE_2017.is_dir(), reason="the real basedata is not here: ../shared/basedata/june-2017"
)

ON = date(2017, 1, 20)
CANDIDATES, EACH = 2_000, 10
SETS = {
    ("01", "6A17"),
    ("01", "6B17"),
    ("10", "6G17"),
    ("11", "6C17"),
    ("40", "6G17"),
    ("41", "6A17"),
    ("70", "6A17"),
    ("70", "6G17"),
}
IDS = {"ocr": {"01"}, "pearson": {"10", "11"}, "wjec": {"40", "41"}, "aqa": {"70"}}
# letters that lose more than an accent, as a person would write them in capitals of the Latin alphabet
OTHERWISE = str.maketrans(
    {"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D", "ẞ": "SS", "’": "'", "ʼ": "'"}
    | dict.fromkeys("‐‑–", "-")
)


def plain(name):
    """A name in capitals without accents, by another road than the library's."""
    text = unicodedata.normalize("NFKD", name.upper().translate(OTHERWISE))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


@pytest.fixture(scope="module")
def catalogue():
    return ex.Catalogue.of(ex.read(builders.JUNE_2017, registry=builders.builtin()))


@pytest.fixture(scope="module")
def sample(catalogue):
    return samples.make_centre(seed=2017, candidates=CANDIDATES, catalogue=catalogue, entries_each=EACH)


@pytest.fixture(scope="module")
def plan(sample, catalogue):
    return ex.entry_files(sample.entries, catalogue, centre=sample.centre, on=ON, registry=builders.builtin())


@pytest.fixture(scope="module")
def table(sample):
    """The rows of the table, as Python's csv reads them."""
    return list(csv.DictReader(io.StringIO(sample.table().decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def sliced(plan):
    """By identifier and series: number to name, birth date, identifiers and options."""
    files = {}
    for file in plan:
        lines = [line.decode("ascii") for line in file.data.split(b"\r\n")]
        assert lines.pop() == ""
        assert {len(line) for line in lines} == {192}
        people = defaultdict(list)
        for line in lines[2:-2]:
            assert line[0:8] == f"E5{line[2]}64999"
            slots = [line[i : i + 7] for i in range(108, 192, 7)]
            assert all(slot[6] == " " for slot in slots)
            people[line[8:12]].append((line[2], line[12:108], [s[:6].rstrip() for s in slots if s.strip()]))
        files[lines[0][7:9], lines[0][9:13]] = lines, people
    return files


def test_it_is_checked_and_priced(sample, catalogue):
    entries = sample.entries
    assert len(entries) == CANDIDATES * EACH
    assert not ex.check(entries, catalogue, registry=builders.builtin()).errors
    quote = ex.quote(entries, catalogue, on=ON)
    assert len(quote) == len(entries)
    assert 0 < quote.unknown_lines < len(quote) / 20  # the L files leave some without a fee
    assert quote.total > ex.Money(0)


def test_eight_files_over_six_identifiers_with_rising_sequences(plan):
    assert not plan.refused
    assert plan.findings.ok
    assert {(file.issue.series.jcq_id, file.issue.series.code) for file in plan} == SETS
    by_id = defaultdict(list)
    for file in plan:
        by_id[file.issue.series.jcq_id].append((file.name, file.issue.sequence))
    assert len(by_id) == 6
    for jcq_id, made in by_id.items():
        assert made == [(f"E64999{jcq_id}.X{n:02d}", n) for n in range(1, len(made) + 1)]


def test_what_is_read_again_is_equal(plan, catalogue):
    readings = [ex.read(file.data, name=file.name, registry=builders.builtin()) for file in plan]
    for file, (reading,) in zip(plan, readings, strict=True):
        assert reading.values == file.entries
        assert not reading.findings
    again = ex.Entries.of(readings)
    assert again.entries == plan.sent.entries
    assert not ex.check(again, catalogue, registry=builders.builtin()).errors


def test_control_records_say_what_is_there(sliced, plan):
    for (jcq_id, series), (lines, people) in sliced.items():
        details = sum(map(len, people.values()))
        sequence = next(
            f.issue.sequence for f in plan if (f.issue.series.jcq_id, f.issue.series.code) == (jcq_id, series)
        )
        assert lines[0].rstrip() == f"E164999{jcq_id}{series}SEXAMCOR00114"
        assert lines[1].rstrip() == f"E364999{jcq_id}{series}{sequence:03d}ZZ99 9ZZ"
        assert lines[-2].rstrip() == f"E764999{details + 2:07d}200117"
        assert lines[-1].rstrip() == f"E964999{details + 4:07d}{1:07d}"


def test_every_entry_of_the_table_is_in_one_file_and_nothing_else(sliced, table):
    wanted = Counter()
    for row in table:
        at = [
            key
            for key in sliced
            if key[0] in {*IDS.get(row["awarding_body"], ()), row["awarding_body"]}
            and key[1] == row["series"]
        ]
        assert len(at) == 1, row["awarding_body"]
        wanted[*at[0], row["candidate_number"], row["option_code"]] += 1
    found = Counter(
        (*key, number, code)
        for key, (_, people) in sliced.items()
        for number, rows in people.items()
        for _, _, codes in rows
        for code in codes
    )
    assert found == wanted
    assert found.total() == CANDIDATES * EACH


def test_every_person_is_as_in_the_table(sliced, table):
    person = {row["candidate_number"]: row for row in table}
    assert len(person) == CANDIDATES
    for _, people in sliced.values():
        for number, rows in people.items():
            row = person[number]
            name = (
                ":".join(map(plain, row["entry_name"].split(":")))
                if row["entry_name"]
                else f"{plain(row['surname'])}:{plain(row['forenames'])}"
            )
            born = date.fromisoformat(row["date_of_birth"]).strftime("%d%m%y")
            identity = f"{name:<40}{row['sex']:<1}{born}{row['uci']:<13}{row['upn']:<13}{row['uln']:<10}"
            identity += f"{row['qualifier']:<1}{row['other_centre_number']:<5}"
            identity += f"{row['other_candidate_number']:<4}{row['documentation_group']:<3}"
            for status, prefix, _ in rows:
                assert status == (row["status"] or "C")
                assert prefix == identity


def test_the_receipt_says_what_was_sent(sliced, plan):
    assert plan.receipt.centre == "64999"
    for sent in plan.receipt.files:
        _, people = sliced[sent.jcq_id, sent.series]
        assert {c.number: list(c.options) for c in sent.candidates} == {
            number: [code for _, _, codes in rows for code in codes] for number, rows in people.items()
        }
