"""Basedata written: the bytes that the reference prints, and a refusal of everything that does not fit."""

from datetime import date

import attrs
import pytest

from builders import builtin, component, file, link, option, pair, read, syllabus
from examcore.errors import CannotWrite
from examcore.formats import ReadContext, WriteContext
from examcore.model import BodyBook, BodySeries, Issue, Option, Session, TimeAllowed, UnitLink
from examcore_plugins.jcq.records.link import LinkRecord
from examcore_plugins.jcq.wrapping import SINGLE_CENTRE, name_of, wrap

FORMATS = {fmt.id.rpartition(".")[2]: fmt for fmt in builtin().formats}
LETTERS = {"S": "syllabuses", "O": "options", "C": "components", "L": "links", "D": "disallowed"}
BODIES = builtin().bodies
SERIES = BodySeries("99", "99", "6G27")
PRODUCED = date(2027, 1, 12)


def issue(letter, /, **changes):
    given = {"letter": letter, "series": SERIES, "sequence": 1, "produced": PRODUCED, "file": ""}
    return Issue(**given | changes)


def dump(letter, values, /, **changes):
    return FORMATS[LETTERS[letter]].dump(values, WriteContext(issue=issue(letter, **changes), bodies=BODIES))


def values_of(letter, *details, **head):
    return read(*file(letter, *details, **head)).values


def refusal(letter, value):
    dumped = dump(letter, [value])
    assert dumped.data == b""
    (finding,) = dumped.findings
    assert (finding.code, str(finding.severity)) == ("jcq.cannot-write", "error")
    return finding


SAMPLES = {
    "S": (syllabus(), syllabus("X200", "SAMPLE TITLE OF 36 CHARACTERS, FULL.")),
    "O": (
        option("X100", certification="GCSE9FC", discount="FK2B", accreditation="60000004", maximum=0),
        option(
            "X301", certification="", item="U", unit="GCE B", discount="9999", maximum=100, result_type="U"
        ),
        option("X300", flag="N", fee=0, components="00", gradesets=("A", "", "B", "", "42", "")),
    ),
    "C": (
        component(),
        component("X100/C", marks="G", gradeset="42", due="070527", timetabled="N", on="000000", session="X"),
        component("X100/2", on="000000", session=" ", minutes="000"),
        component(
            "X100/3", marks="Y", maximum="060", timetabled="C", on="000000", session="X", minutes="999"
        ),
        component("X100/4", session="D", minutes="   ", maximum="   "),
    ),
    "L": (link(), link("X100", "X100/C")),
    "D": (pair("X100*", "X2AB"), pair("8AD0 *", "X100*")),
}


@pytest.mark.parametrize("letter", SAMPLES)
def test_a_file_comes_out_as_it_came_in(letter):
    data, name = file(letter, *SAMPLES[letter])
    dumped = dump(letter, read(data, name).values)
    assert (dumped.name, dumped.findings) == (name, ())
    assert dumped.data == data.replace(b"BEXAMPLE001", b"BEXAMCOR001")


@pytest.mark.parametrize("letter", SAMPLES)
def test_a_file_without_details(letter):
    dumped = dump(letter, iter(()))
    content = FORMATS[LETTERS[letter]].load(dumped.data, ReadContext(name=dumped.name, bodies=BODIES))
    assert content.values == ()
    assert [f.code for f in content.findings] == ["jcq.body-unknown"]


def test_name_and_headers_follow_from_the_issue():
    welsh = BodySeries("wjec", "40", "6G27", "C")
    values = values_of("L", link(), jcq_id="40", language="C")
    dumped = dump("L", values, series=welsh, sequence=214, file="elsewhere")
    assert dumped.name == "L6G27C40.X14"
    reading = read(dumped.data, dumped.name)
    assert reading.values == values
    assert reading.findings == ()
    assert reading.issue == issue("L", series=welsh, sequence=214, file=dumped.name, extension=14)
    assert reading.issue.series.language == "C"
    assert {len(line) for line in dumped.data.split(b"\r\n")[:-1]} == {26}


O1, C1, S1, L1, D1 = (values_of(letter, SAMPLES[letter][0])[0] for letter in "OCSLD")


@pytest.mark.parametrize(
    ("letter", "value", "field"),
    [
        ("S", attrs.evolve(S1, title="X" * 37), "title"),
        ("S", attrs.evolve(S1, title="SAMPLE É"), "title"),
        ("S", attrs.evolve(S1, title="SAMPLE\n"), "title"),
        ("S", attrs.evolve(S1, title="SAMPLE "), "title"),
        ("S", attrs.evolve(S1, code=""), "syllabus_code"),
        ("S", attrs.evolve(S1, code="X100XXX"), "syllabus_code"),
        ("S", attrs.evolve(S1, code=None), "syllabus_code"),
        ("S", attrs.evolve(S1, series=BodySeries("99", "99", "6A27")), "series"),
        ("O", attrs.evolve(O1, fee=100_000), "fee"),
        ("O", attrs.evolve(O1, fee=-1), "fee"),
        ("O", attrs.evolve(O1, fee=1.5), "fee"),
        ("O", attrs.evolve(O1, item="CU"), "item"),
        ("O", attrs.evolve(O1, certification="GCSE/9FCX"), "level"),
        ("O", attrs.evolve(O1, certification="GCSE"), "certification"),
        ("O", attrs.evolve(O1, gradesets=("40",)), "a field"),
        ("O", attrs.evolve(O1, certification=None), "a field"),
        ("O", attrs.evolve(O1, maximum_mark=10_000), "maximum_mark"),
        ("O", attrs.evolve(O1, declared_components=100), "components"),
        ("O", attrs.evolve(O1, doubt="line 9 has it too, and is damaged"), "doubt"),
        ("C", attrs.evolve(C1, on=date(1999, 6, 1)), "timetable_date"),
        ("C", attrs.evolve(C1, minutes=1000), "time_allowed"),
        ("C", attrs.evolve(C1, minutes=999), "time"),
        ("C", attrs.evolve(C1, minutes=0), "time"),
        ("C", attrs.evolve(C1, time=TimeAllowed.NONE), "minutes"),
        ("C", attrs.evolve(C1, session="Z"), "a field"),
        ("L", attrs.evolve(L1, component="X" * 13), "component_code"),
        ("D", attrs.evolve(D1, first="X100XX*"), "first"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_came_from(letter, value, field):
    finding = refusal(letter, value)
    assert finding.field == field
    assert (finding.file, finding.line) == (value.origin.file, value.origin.line)
    assert finding.message.endswith("; the file is not written")


def test_every_value_that_does_not_fit_is_told():
    wrong = [attrs.evolve(O1, key=attrs.evolve(O1.key, code=f"X{n}"), title="X" * n) for n in range(30, 41)]
    dumped = dump("O", wrong)
    assert dumped.data == b""
    assert [f.params["record"] for f in dumped.findings] == [f"option X{n}" for n in range(37, 41)]
    assert dumped.findings[0].params["reason"] == "has 37 characters where 36 fit"
    assert "X" * 37 not in str(dumped.findings)


def test_a_value_that_came_from_no_file():
    finding = refusal("O", attrs.evolve(O1, title="X" * 37, origin=None))
    assert (finding.file, finding.line) == ("", None)


def test_one_key_with_two_contents():
    (finding,) = dump("O", [O1, attrs.evolve(O1, fee=1)]).findings
    assert finding.params["reason"] == "would be read with jcq.repeated-key"
    assert dump("O", [O1, O1]).findings == ()


def test_a_fault_of_the_caller_is_raised():
    with pytest.raises(TypeError, match="holds values of type Option, not Link"):
        dump("O", [L1])
    for changes, reason in (
        ({"sequence": 100}, "never ending in 00"),
        ({"sequence": None}, "sequence 0"),
        ({"produced": None}, "no day"),
        ({"produced": date(1999, 1, 1)}, "2000 to 2099"),
        ({"centre": "64999"}, "of centre 64999 has no distribution B"),
        ({"series": BodySeries("99", "99", "??27")}, "one such as 6G27"),
        ({"series": BodySeries("99", None, "6G27")}, "no file name"),
        ({"series": BodySeries("aqa", "99", "6G27")}, "identifier 99 is that of 99, the issue of aqa"),
        ({"series": BodySeries("99", "99", "6G27", "D")}, "the language is 'D'"),
        ({"letter": "S"}, "the issue is of letter S"),
    ):
        with pytest.raises(CannotWrite, match=reason):
            dump("L", [], **changes)


def test_a_provisional_layout_is_not_written(monkeypatch):
    from examcore.evidence import Evidence  # noqa: PLC0415  only here
    from examcore_plugins.jcq import wrapping  # noqa: PLC0415

    def provisional(letter, version):
        return tuple(attrs.evolve(x, evidence=Evidence.PROVISIONAL) for x in layouts_of(letter, version))

    layouts_of = wrapping.layouts_of
    monkeypatch.setattr(wrapping, "layouts_of", provisional)
    with pytest.raises(CannotWrite, match="provisional layout"):
        dump("L", [L1])


def test_wrapping_names_the_record_and_the_field():
    links = [LinkRecord(option_code=code, component_code="X1AA/01") for code in ("X1AA", "X1AA", "TOO-LONG")]
    at_home = attrs.evolve(issue("L"), centre="64999")
    with pytest.raises(CannotWrite, match=r"record 3 of 3: L5/14: option_code has 8 characters where 6 fit"):
        wrap("L", links, at_home, BodyBook())
    data = wrap("L", links[:2], at_home, BodyBook(), postcode="ZZ99 9ZZ", distribution=SINGLE_CENTRE)
    assert data.splitlines()[:2] == [b"L164999996G27SEXAMCOR00114", b"L364999996G27001ZZ99 9ZZ  "]
    assert name_of("L", at_home) == "L6499999.X01"
    with pytest.raises(CannotWrite, match="files Q are not written"):
        wrap("Q", [], at_home, BodyBook())


def test_nouns_come_back_as_nouns():
    values = values_of("C", *SAMPLES["C"])
    dumped = dump("C", values)
    again = read(dumped.data, dumped.name).values
    assert again == values
    assert [c.session for c in again] == [Session.AM, None, None, None, Session.ALL_DAY]
    assert [c.time for c in again] == [
        TimeAllowed.MINUTES,
        TimeAllowed.MINUTES,
        TimeAllowed.NONE,
        TimeAllowed.NOT_FIXED,
        TimeAllowed.BLANK,
    ]
    assert [type(v) for v in dump_and_read("O", values_of("O", *SAMPLES["O"]))] == [Option] * 3


def dump_and_read(letter, values):
    dumped = dump(letter, values)
    return read(dumped.data, dumped.name).values


def unit_links(*values):
    return FORMATS["unit-links"].dump(values, WriteContext(issue=issue("U"), bodies=BODIES))


def test_unit_links():
    values = read(b"X300  X301  \r\nX300  X302AB\r\n", "units.txt").values
    dumped = unit_links(*values)
    assert (dumped.name, dumped.data) == ("unit-links-6G27-99.txt", b"X300  X301  \r\nX300  X302AB\r\n")
    assert read(dumped.data, dumped.name).values == values


@pytest.mark.parametrize(
    ("award", "unit", "field"),
    [
        ("X300", "", "unit"),
        ("TOO-LONG", "X301", "award"),
        ("X300 ", "X301", "award"),
        ("X30é", "X301", "award"),
    ],
)
def test_unit_links_that_do_not_fit(award, unit, field):
    dumped = unit_links(UnitLink(award=award, unit=unit), UnitLink(award="X300", unit="X301"))
    (finding,) = dumped.findings
    assert (dumped.data, finding.code, finding.field) == (b"", "jcq.cannot-write", field)
