"""Entry and amendment files as they are written, cut by the columns that the reference prints."""

from datetime import date

import attrs
import pytest

import builders
import examcore as ex
from examcore.entries import WithdrawnCandidate
from examcore.errors import CannotWrite
from examcore.evidence import Origin
from examcore.formats import WriteContext
from examcore.model import BodySeries, Candidate, Entry, Issue, OptionRef
from examcore_plugins.jcq.entry_files_out import dump

BODIES = builders.builtin().bodies
PACKAGE = slice(14, 24)  # of the first record: who made the file
JANE = Candidate(
    centre_number="12345",
    number="0001",
    surname="SMITH",
    forenames="JANE ANN",
    sex="F",
    date_of_birth=date(2009, 2, 1),
    uci="123450200001E",
    upn="B801200005001",
    uln="9276308686",
)
TOM = Candidate(
    centre_number="12345",
    number="0002",
    status="P",
    surname="O'NEILL-BROWN",
    forenames="TOM",
    sex="M",
    date_of_birth=date(2008, 12, 31),
    uci="123450200002L",
    upn="H801200001001",
    uln="1000000000",
)


def issue(letter="E", sequence=1, produced=date(2025, 2, 10), **changes):
    series = BodySeries("aqa", "70", "6G25")
    given = {
        "letter": letter,
        "series": series,
        "sequence": sequence,
        "produced": produced,
        "centre": "12345",
    }
    return Issue(**given, file="", **changes)


def dumped(*values, postcode="AB1 2CD", **of_issue):
    given = issue(**of_issue)
    return dump(given.letter, values, WriteContext(issue=given, bodies=BODIES, postcode=postcode))


def entry(who, code, **changes):
    return Entry(candidate=who, option=OptionRef("70", "6G25", code), **changes)


def without_package(data):
    return data[: PACKAGE.start] + b"?" * 10 + data[PACKAGE.stop :]


def test_the_e_file_of_section_13_2():
    given = [entry(JANE, code) for code in ("8300H", "8700", "8464H")]
    result = dumped(*given)
    assert (result.name, result.findings) == ("E1234570.X01", ())
    printed = builders.lines(
        "E112345706G25SEXAMPLE00114",
        "E312345706G25001AB1 2CD",
        "E5C123450001SMITH:JANE ANN                          F010209123450200001EB8012000050019276308686"
        "             8300H  8700   8464H",
        "E7123450000003100225",
        "E91234500000050000001",
        width=192,
    )
    assert without_package(result.data) == without_package(printed)
    assert result.data[PACKAGE] == b"EXAMCOR001"


def test_the_a_file_of_section_13_3():
    given = [WithdrawnCandidate(JANE, Origin("a", 1)), *(entry(TOM, f"X{n}") for n in range(401, 414))]
    result = dumped(*given, letter="A", sequence=2, produced=date(2025, 3, 12))
    assert (result.name, result.findings) == ("A1234570.X02", ())
    prefix = "A5P123450002O'NEILL-BROWN:TOM                       M311208123450200002LH8012000010011000000000"
    first = "".join(f"{f'X{n}':<7}" for n in range(401, 413))
    printed = builders.lines(
        "A112345706G25SEXAMPLE00114",
        "A312345706G25002AB1 2CD",
        "A5C123450001SMITH:JANE ANN                          F010209123450200001EB8012000050019276308686",
        f"{prefix}             {first}",
        f"{prefix}             X413",
        "A7123450000005120325",
        "A91234500000070000001",
        width=192,
    )
    assert without_package(result.data) == without_package(printed)


@pytest.mark.parametrize("count", [1, 12, 13, 30])
@pytest.mark.parametrize("people", [1, 3])
def test_every_column_by_itself(count, people):
    who = [attrs.evolve(JANE, number=f"{n:04d}", uci="") for n in range(1, people + 1)]
    given = [entry(one, f"X{n}") for one in who for n in range(100, 100 + count)]
    data = dumped(*given, sequence=7).data
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert {len(line) for line in lines} == {192}
    first, third, *rows, seventh, ninth = (line.decode("ascii") for line in lines)
    assert first.rstrip() == "E112345706G25SEXAMCOR00114"
    assert third[13:16] == "007"
    assert third[16:24] == "AB1 2CD "
    assert third[24:].strip() == ""
    assert len(rows) == people * -(-count // 12)
    assert (seventh[:7], int(seventh[7:14]), seventh[14:20]) == ("E712345", len(rows) + 2, "100225")
    assert seventh[20:].strip() == ""
    assert (ninth[:7], int(ninth[7:14]), int(ninth[14:21])) == ("E912345", len(rows) + 4, 1)
    assert ninth[21:].strip() == ""
    found = []
    for row in rows:
        assert row[:8] == "E5C12345"
        assert row[12:52].rstrip() == "SMITH:JANE ANN"
        assert (row[52], row[53:59], row[59:72].strip()) == ("F", "010209", "")
        slots = [row[108 + 7 * n : 115 + 7 * n] for n in range(12)]
        assert all(slot[6] == " " for slot in slots)
        found += [(row[8:12], slot.rstrip()) for slot in slots if slot.strip()]
    assert found == [(e.candidate.number, e.option.code) for e in given]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"surname": "A" * 41}, "name"),
        ({"surname": "Zoë"}, "name"),
        ({"surname": "A:B"}, "surname"),
        ({"forenames": "A "}, "candidate"),
        ({"forenames": " A"}, "candidate"),
        ({"number": ""}, "candidate_number"),
        ({"number": "7"}, "candidate"),
        ({"number": "00001"}, "candidate_number"),
        ({"centre_number": ""}, "centre_number"),
        ({"centre_number": "123456"}, "centre_number"),
        ({"sex": "XX"}, "sex"),
        ({"uci": "123450200001EE"}, "uci"),
        ({"upn": "B8012000050011"}, "upn"),
        ({"uln": "92763086860"}, "uln"),
        ({"uln": "927630868\n"}, "uln"),
        ({"status": "CC"}, "status"),
        ({"date_of_birth": date(1925, 5, 31)}, "date_of_birth"),
        ({"date_of_birth": date(2025, 6, 1)}, "date_of_birth"),
        ({"date_of_birth": date(2125, 6, 1)}, "date_of_birth"),
    ],
)
def test_what_does_not_fit_or_would_be_read_otherwise_is_refused(changes, field):
    origin = Origin("entries.csv", 17)
    wrong = entry(attrs.evolve(JANE, **changes), "8700", origin=origin)
    result = dumped(entry(TOM, "8700"), wrong)
    assert result.data == b""
    (finding, *more) = [f for f in result.findings if f.code == "jcq.cannot-write"]
    if field != "surname":
        assert (finding.file, finding.line, finding.field, more) == ("entries.csv", 17, field, [])
    shown = f"{result.findings} {result}"
    assert not any(str(value) in shown for value in changes.values() if len(str(value)) > 2)


def test_the_edges_of_the_century():
    for born in (date(1925, 6, 1), date(2025, 5, 31)):
        assert dumped(entry(attrs.evolve(JANE, date_of_birth=born), "8700")).data


def test_an_option_twice_is_refused_by_the_writer_itself():
    result = dumped(entry(JANE, "8700"), entry(JANE, "8700"))
    assert result.data == b""
    assert [f.code for f in result.findings] == ["jcq.option-twice"]


def test_an_option_of_seven_characters_is_not_cut():
    result = dumped(entry(JANE, "8300HHH"))
    assert (result.data, [f.field for f in result.findings]) == (b"", ["option_1"])


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 100},
        {"sequence": 0},
        {"sequence": 1000},
        {"produced": None},
        {"produced": date(1999, 1, 1)},
        {"letter": "F"},
    ],
)
def test_an_issue_that_no_file_can_have_is_the_callers_fault(changes):
    with pytest.raises(CannotWrite):
        dumped(entry(JANE, "8700"), **changes)


def test_entries_that_are_read_are_written_as_they_were():
    row = builders.entry("8300H", "8700", qualifier="G", others="543210042", group="A1")
    data, name = builders.entries(
        row, builders.entry("8700", candidate="0002", uci="", born="000000"), series="6G27"
    )
    reading = builders.read(data, name)
    again = dump("E", reading.values, WriteContext(issue=reading.issue, bodies=BODIES))
    assert again.name == name
    assert again.data.split(b"\r\n")[2:4] == data.split(b"\r\n")[2:4]


def test_its_own_file_reads_back_as_the_same_values():
    given = (entry(JANE, "8700"), entry(TOM, "8300H", qualifier="G"))
    result = dumped(*given)
    (reading,) = ex.read(result.data, name=result.name)
    assert reading.values == given
    assert reading.issue == attrs.evolve(issue(), file="E1234570.X01", extension=1)
