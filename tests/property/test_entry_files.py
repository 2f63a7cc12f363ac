"""Entries become files, and the files become the same entries: for any people and any number of options."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.ids import uci
from examcore.model import Candidate, Entry, OptionRef

ON = date(2027, 1, 20)
CENTRE = ex.Centre(number="12345", postcode="ZZ99 9ZZ")
CODES = [f"X{n:03d}" for n in range(60)]
SETS = (("70", "6G27"), ("70", "6A27"), ("01", "6A27"))
CATALOGUE = ex.Catalogue.of(
    [
        builders.read_file("O", *(builders.option(code) for code in CODES), jcq_id=jcq_id, series=series)
        for jcq_id, series in SETS
    ]
)
NAMES = st.text(st.sampled_from("ABCxyzÉßØłŴ' -’.()"), max_size=12).map(lambda text: f"Q{text}")
BIRTHS = st.dates(date(1927, 6, 1), date(2023, 5, 31))


@st.composite
def people(draw):
    """Candidates with what each is entered for, in a random order of rows."""
    rows = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        who = Candidate(
            centre_number="12345",
            number=f"{number:04d}",
            surname=draw(NAMES),
            forenames=draw(st.one_of(st.just(""), NAMES)),
            sex=draw(st.sampled_from("MF")),
            date_of_birth=draw(st.none() | BIRTHS),
            uci=draw(st.sampled_from(["", uci.make("12345", number, 26)])),
            upn=draw(st.sampled_from(["", "B801200005001"])),
            uln=draw(st.sampled_from(["", "927 630 8686"])),
            status=draw(st.sampled_from(["C", "P"])),
        )
        for body, series in draw(st.lists(st.sampled_from(SETS), min_size=1, unique=True)):
            guest = draw(st.sampled_from([("", "", "", ""), ("G", "64998", "0042", "A1")]))
            rows += [
                Entry(
                    candidate=who,
                    option=OptionRef(body, series, code),
                    qualifier=guest[0],
                    other_centre_number=guest[1],
                    other_candidate_number=guest[2],
                    documentation_group=guest[3],
                )
                for code in draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=40, unique=True))
            ]
    return ex.Entries(tuple(draw(st.permutations(rows))))


@given(people())
def test_files_read_back_as_what_was_sent_and_lint_finds_no_error(entries):
    plan = ex.entry_files(entries, CATALOGUE, centre=CENTRE, on=ON)
    assert not plan.refused, plan.findings
    assert len(plan.sent) == len(entries)
    readings = [builders.read(file.data, file.name) for file in plan]
    again = ex.Entries.of(readings)
    assert again.entries == plan.sent.entries
    assert again.findings.ok
    assert ex.check(again, CATALOGUE).ok
    for reading, file in zip(readings, plan, strict=True):
        assert (reading.issue.sequence, reading.issue.produced) == (file.issue.sequence, ON)
        assert reading.issue.series == file.issue.series
    # every option of every candidate is there, once, in the order in which it was given
    for file in plan:
        series = file.issue.series
        for number in {entry.candidate.number for entry in file.entries}:
            wanted = [
                e.option.code
                for e in entries
                if (e.candidate.number, e.option.body, e.option.series)
                == (number, series.jcq_id, series.code)
            ]
            assert [e.option.code for e in file.entries if e.candidate.number == number] == wanted


# numbers that end in 00 are refused, as file names leave them out
@given(people(), st.integers(0, 998).filter(lambda last: (last + 1) % 100))
def test_files_made_again_of_what_was_read_are_the_same_bytes(entries, last):
    first = ex.entry_files(entries, CATALOGUE, centre=CENTRE, on=ON, sequence={"70": last + 1})
    read = ex.Entries.of([builders.read(file.data, file.name) for file in first])
    second = ex.entry_files(read, CATALOGUE, centre=CENTRE, on=ON, sequence={"70": last + 1})
    assert second.outputs == first.outputs


@given(people())
def test_a_receipt_reads_back_as_itself(entries):
    plan = ex.entry_files(entries, CATALOGUE, centre=CENTRE, on=ON)
    name, data = plan.outputs[-1]
    readings = ex.read(data, name=name)
    assert readings.report.ok
    assert ex.Receipt.of(readings) == plan.receipt
    assert ex.Receipt.of(readings).to_bytes() == data
