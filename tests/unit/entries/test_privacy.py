"""Names, birth dates and identifiers get into no message, whichever column they were put in."""

import json
import traceback
from datetime import date

import pytest

import examcore as ex
from examcore.entries import COLUMNS
from examcore.errors import FindingsError

ON = date(2027, 1, 20)
SECRETS = {
    "surname": "Zyxwvut",
    "forenames": "Qwertzu",
    "date_of_birth": "1987-06-05",
    "uci": "649990269876Y",
    "upn": "B987654321098",
    "uln": "9876543210",
    "entry_name": "ZYXWVUT:QW",
    "payer": "Mr Asdfghj",
}
FREE = {"subject", "department", "year_group", "form"}  # anybody's words: nothing tells a name from a subject
CODED = [column.name for column in COLUMNS if column.name not in FREE]


def shown(entries, catalogue):
    """All that the library prints, logs or raises about entries, in one text; model values apart."""
    report = ex.check(entries, catalogue)
    quote = ex.quote(entries, catalogue, on=ON)
    try:
        report.raise_for_errors()
        raised = ""
    except FindingsError as error:
        raised = "".join(traceback.format_exception(error)) + repr(error)
    return "\n".join(
        [
            repr(entries),
            repr(report.findings),
            *map(str, report),
            str(report),
            json.dumps([finding.as_json() for finding in (*report, *quote.findings)]),
            repr(quote),
            repr(quote.lines),
            json.dumps(list(quote.rows())),
            *(repr(quote.by(group)) for group in ("body", "series", "candidate")),
            *(str(reason) for line in quote for reason in line.because),
            raised,
        ]
    )


def leaks(text):
    text = text.lower()
    return [
        s for s in (*SECRETS.values(), "05/06/1987", "5 june 1987", "date(1987, 6, 5)") if s.lower() in text
    ]


@pytest.fixture
def careless(table):
    """Reads a row and keeps what reading itself shows."""

    def make(row):
        data = table(row, row | {"option_code": row["option_code"] + "9"})
        readings = ex.read(data, name="entries.csv")
        entries = ex.Entries.of(readings)
        masked = [
            {name: value for name, value in fields.items() if name not in personal}
            for reading in readings
            if reading.records
            for _, _, fields, personal in reading.records.iter_lines()
        ]
        return entries, repr(readings) + repr(list(readings)) + repr(masked)

    return make


def test_the_test_can_fail():
    assert leaks("x ZYXWVUT y") == ["Zyxwvut"]


def test_in_the_right_columns(careless, person, catalogue):
    entries, reading = careless(person(1, **SECRETS | {"payer": ""}))
    assert next(entries.rows())["surname"] == "Zyxwvut"
    text = shown(entries, catalogue) + reading + repr(entries.entries) + repr(entries[0].candidate)
    assert not leaks(text)
    assert "64999/0001" in text  # people must find the row


def test_in_the_right_columns_of_two_people_who_share_what_they_should_not(entries_of, person, catalogue):
    rows = [person(1, **SECRETS), person(1, **SECRETS | {"surname": "Other"}), person(2, **SECRETS)]
    entries = entries_of(*rows, person(1, **SECRETS | {"uci": "649990269877W"}))
    codes = set(ex.check(entries, catalogue).by_code())
    assert {"entries.number-shared", "entries.uci-shared", "entries.two-ucis"} <= codes
    assert not leaks(shown(entries, catalogue))


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("column", CODED)
def test_in_a_wrong_column(careless, person, catalogue, secret, column):
    for text in (SECRETS[secret], SECRETS[secret].lower(), SECRETS[secret].upper()):
        entries, reading = careless(person(1, subject="Maths") | {column: text})
        assert not leaks(shown(entries, catalogue))
        assert not leaks(reading + repr(entries.entries))


@pytest.mark.parametrize("by", range(1, 12))
def test_in_shifted_columns(careless, person, catalogue, by):
    row = person(1, **{k: v for k, v in SECRETS.items() if k not in {"payer", "entry_name"}})
    names = list(row)[:12]
    shifted = dict(zip(names, [list(row.values())[i - by] for i in range(12)], strict=True))
    entries, _ = careless(shifted)
    assert not leaks(shown(entries, catalogue))
    entries, reading = careless(shifted | {"subject": SECRETS["surname"], "form": SECRETS["forenames"]})
    assert not leaks(reading + repr(entries.entries))


@pytest.mark.parametrize("by", range(1, 24))
def test_in_shifted_columns_of_a_table_with_all_of_them(careless, person, by):
    names = [column.name for column in COLUMNS]
    row = {**dict.fromkeys(names, ""), **person(1, **SECRETS), "received_on": "2027-01-20", "qualifier": "G"}
    values = list(row.values())
    entries, reading = careless(dict(zip(names, values[-by:] + values[:-by], strict=True)))
    assert not leaks(reading + repr(entries.entries))


@pytest.mark.parametrize("free", sorted(FREE))
@pytest.mark.parametrize("secret", ["date_of_birth", "uci", "upn", "uln"])
def test_identifiers_in_free_text_are_marked(careless, person, free, secret):
    entries, reading = careless(person(1, **{free: SECRETS[secret]}))
    assert not leaks(reading + repr(entries.entries))


def test_what_stands_where_it_should_is_shown(table, person):
    row = person(1, subject="English", form="11B", year_group="2026/27", status="P", received_on="20/01/2027")
    (line,) = ex.read(table(row), name="entries.csv")[0].records.iter_lines()
    assert line[3] == {column.name for column in COLUMNS if column.personal and column.name in line[2]}


@pytest.mark.parametrize(
    "header",
    ["aqa,6G27,X100,Zyxwvut,Qwertzu,Zyxwvut", "Zyxwvut Qwertzu,,,,,", "Zyxwvut,Qwertzu,surname,form,x,x"],
)
def test_a_header_that_may_be_a_person(catalogue, header):
    data = f"{header}\naqa,6G27,X100,Zyxwvut,Qwertzu,Zyxwvut\n".encode()
    readings = ex.read(data, name="entries.csv")
    names = {name for _, _, fields, _ in readings[0].records.iter_lines() for name in fields}
    assert not leaks(repr(names) + shown(ex.Entries.of(readings), catalogue))


@pytest.mark.parametrize(
    "column", ["candidate_number", "centre_number", "awarding_body", "option_code", "sex", "payer"]
)
def test_values_of_the_model_in_a_wrong_column(entries_of, person, column):
    assert not leaks(repr(entries_of(person(1, **{column: "Zyxwvut"})).entries))


def test_without_a_header(person, catalogue):
    data = ",".join(person(1, **SECRETS).values()).encode()
    entries = ex.Entries.of(ex.read(data + b"\n" + data, name="entries.csv"))
    assert entries.unreadable
    assert not leaks(shown(entries, catalogue))


def test_in_rows_that_cannot_be_read(table, person, catalogue):
    line = ",".join(person(1, **SECRETS).values()).encode()
    data = table(person(2)) + line + b",more\n" + line[:40] + b'\n"' + line + b'" x\n"' + line + b"\n"
    entries = ex.Entries.of(ex.read(data, name="entries.csv"))
    assert len(entries.unreadable) == 4
    assert not leaks(shown(entries, catalogue))


def test_a_long_cell_is_not_printed_at_length(entries_of, person, catalogue):
    for column in CODED:
        entries = entries_of(person(1, **{column: "1a" * 5_000}))
        assert all(len(str(f)) + len(f.value or "") < 600 for f in ex.check(entries, catalogue)), column


def test_no_control_character_gets_out(entries_of, person, catalogue):
    for column in CODED:
        entries = entries_of(person(1, **{column: "1\x1b[31m\0\x07"}))
        assert not {"\x1b", "\0", "\x07"} & set(shown(entries, catalogue)), column
