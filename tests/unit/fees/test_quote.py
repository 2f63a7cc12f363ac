"""Quotes: what is stated, on what evidence, and what is admitted not to be known."""

import csv
import io
import pickle
from datetime import date

import pytest

import builders
import examcore as ex
from examcore.evidence import Missing
from examcore.fees import State, price_of
from examcore.fees.quote import GROUPS
from examcore.findings import Severity
from examcore.model import Candidate, Entry, OptionRef, Process

ON = date(2027, 1, 20)
KEYS = [  # of a line in JSON, as design section 10 has them
    "awarding_body",
    "jcq_id",
    "series",
    "option",
    "subject",
    "candidate",
    "kind",
    "quantity",
    "price",
    "surcharge",
    "amount",
    "state",
    "tier",
    "evidence",
    "source",
    "tier_evidence",
    "vat",
]


@pytest.fixture
def price(basedata):
    """The price of an option of which nothing but the given is known."""

    def make(*, linked=(), letters="SOCL", **line):
        options = [basedata.line("AA1", **line)]
        linked = (*linked, "AA9")  # an L file without any link proves nothing
        catalogue = basedata.catalogue_of(
            *basedata.one_set("70", "6G27", options, linked=linked, letters=letters)
        )
        return price_of(catalogue.get_option("aqa", "6G27", "AA1"), catalogue)

    return make


def test_a_published_fee(price):
    found = price(fee=4150, linked=["AA1"])
    assert (found.amount, found.state, found.evidence) == (ex.Money(4150), State.PRICED, ex.Evidence.SUPPLIED)
    assert str(found.source) == "O6G27_70.X01:3"
    assert "41.50" in found.because[0].says


def test_a_published_fee_of_nothing(price):
    found = price(fee=0, linked=["AA1"])
    assert (found.amount, found.state, found.evidence) == (ex.Money(0), State.ZERO, ex.Evidence.SUPPLIED)


@pytest.mark.parametrize("declared", [0, 1])
def test_a_cash_in_costs_nothing_and_that_is_derived(price, declared):
    found = price(fee=0, flag="N", components=declared)
    assert (found.amount, found.state, found.evidence) == (ex.Money(0), State.NO_FEE, ex.Evidence.DERIVED)
    assert [r.evidence for r in found.because] == [ex.Evidence.SUPPLIED, ex.Evidence.DERIVED]
    assert str(found.source) == "O6G27_70.X01:3"


@pytest.mark.parametrize(
    ("line", "linked", "letters", "says"),
    [
        ({"item": "U"}, (), "SOCL", "flag N"),
        ({"item": "U"}, ("AA1",), "SOCL", "flag N"),
        ({"item": "B"}, (), "SOCL", "flag N"),
        ({"item": "C"}, ("AA1",), "SOCL", "flag N"),
        ({"item": "C", "components": 2}, (), "SOCL", "2 components"),
        ({"item": "C", "components": 1}, (), "SO", "flag N"),
        ({"item": "C", "fee": 100}, (), "SOCL", "100 pence"),
    ],
)
def test_flag_n_is_else_not_published(price, line, linked, letters, says):
    found = price(**{"fee": 0} | line, flag="N", linked=linked, letters=letters)
    assert (found.amount, found.state, found.evidence) == (ex.NOT_PUBLISHED, State.NOT_PUBLISHED, None)
    assert says in " ".join(r.says for r in found.because)


def test_without_an_l_file_and_without_a_count_nobody_knows_whether_it_is_a_cash_in(basedata):
    line = basedata.line("AA1", 0, flag="N", components=None)
    catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", [line], letters="SO"))
    found = price_of(catalogue.get_option("aqa", "6G27", "AA1"), catalogue)
    assert (found.amount, found.state) == (ex.NOT_PUBLISHED, State.NOT_PUBLISHED)
    assert "load the L file" in found.because[-1].says


def test_two_fees_of_one_option_are_no_price(basedata, entries_of, person):
    lines = [basedata.line("8300H", 3200), basedata.line("8300H", 9900)]
    catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", lines, linked=["8300H"]))
    assert "jcq.repeated-key" in catalogue.findings.by_code()
    quote = ex.quote(entries_of(person()), catalogue, on=ON)
    assert not quote.complete
    assert quote.lines[0].state is State.UNKNOWN
    assert quote.total == ex.Money(0)


def test_a_line_repeated_as_it_is_has_its_price(basedata, entries_of, person):
    lines = [basedata.line("8300H", 3200)] * 2
    catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", lines, linked=["8300H"]))
    assert ex.quote(entries_of(person()), catalogue, on=ON).total == ex.Money(3200)


# Lines


def mixed(entries_of, person):
    return entries_of(
        person(1),
        person(1, awarding_body="70", option_code="8700", subject="English"),
        person(2, option_code="8999"),
        person(2, awarding_body="ocr", series="2027-06", option_code="J560"),
        person(3, option_code="8700X", awarding_body="70"),
        person(3, awarding_body="ccea"),
        person(4, series="2027-06", option_code="1111"),
        person(4, option_code=""),
    )


def test_states_of_lines(entries_of, person, catalogue):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    assert [str(line.state) for line in quote] == ["priced", "priced", "zero", "priced", *["unknown"] * 4]
    assert quote.total == ex.Money(3200 + 3450 + 0 + 4000)
    assert (quote.unknown_lines, quote.complete, len(quote)) == (4, False, 8)
    assert quote.currency == "GBP"
    assert "4 lines without a price" in repr(quote)
    reasons = [line.because[0].says for line in quote if line.state is State.UNKNOWN]
    assert reasons == [
        "the series has no such option",
        "its basedata is not loaded",
        "two series of that month have the code",
        "the row could not be read, or is missing",
    ]


def test_a_complete_quote(entries_of, person, catalogue):
    quote = ex.quote(entries_of(person(1), person(2)), catalogue, on=ON)
    assert (quote.total, quote.complete, quote.unknown_lines) == (ex.Money(6400), True, 0)
    assert [f.code for f in quote.findings] == ["fees.day-expected"]


def test_a_row_with_other_faults_is_priced(entries_of, person, catalogue):
    entries = entries_of(person(1, uci="?", date_of_birth="03/14/2009", candidate_number="x", uln="5E+09"))
    assert ex.quote(entries, catalogue, on=ON).total == ex.Money(3200)


def test_findings_say_what_is_not_known(entries_of, person, catalogue, basedata):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    assert [(f.code, f.severity) for f in quote.findings] == [
        *[("fees.unknown-option", Severity.WARNING)] * 3,
        ("fees.unreadable-rows", Severity.WARNING),
        *[("fees.day-expected", Severity.INFO)] * 2,
    ]
    assert "rests on 2027-02-21 as the day for entry, DERIVED" in quote.findings[-1].message
    unpriced = basedata.catalogue_of(
        *basedata.one_set("70", "6G27", [basedata.line("AA1", 0, flag="N", item="U")], linked=["AA1"])
    )
    quote = ex.quote(entries_of(*(person(n, option_code="AA1") for n in (1, 2, 3))), unpriced, on=ON)
    (finding,) = quote.findings
    assert (finding.code, finding.file, finding.line) == ("fees.not-published", "entries.csv", 2)
    assert finding.message.endswith("(flag N)); entries without a price: 3")


def test_json_of_a_priced_line(entries_of, person, catalogue):
    quote = ex.quote(entries_of(person(subject="Mathematics")), catalogue, on=ON)
    line = quote.lines[0].as_json()
    assert list(line) == KEYS
    assert line == {
        "awarding_body": "aqa",
        "jcq_id": "70",
        "series": "6G27",
        "option": "8300H",
        "subject": "Mathematics",
        "candidate": "64999/0001",
        "kind": "entry",
        "quantity": 1,
        "price": "32.00",
        "surcharge": "0.00",
        "amount": "32.00",
        "state": "priced",
        "tier": "on-time",
        "evidence": "SUPPLIED",
        "source": "O6G27_70.X01:4",
        "tier_evidence": "DERIVED",
        "vat": "unknown",
    }
    place = {"file": "entries.csv", "line": 2, "department": None, "year_group": None, "form": None}
    assert list(quote.rows()) == [line | place]


def test_json_of_lines_without_a_price(entries_of, person, catalogue):
    *_, ccea, _, unreadable = (
        line.as_json() for line in ex.quote(mixed(entries_of, person), catalogue, on=ON)
    )
    assert list(unreadable) == list(ccea) == KEYS
    assert {ccea[k] for k in ("price", "surcharge", "amount", "jcq_id", "evidence", "source")} == {None}
    assert {v for k, v in unreadable.items() if k not in {"kind", "quantity", "state", "tier", "vat"}} == {
        None
    }
    assert unreadable["state"] == "unknown"


def test_kinds(basedata, entries_of, person):
    lines = [
        basedata.line("AA1", 0, flag="N", components=0),
        basedata.line("AA2", 100, process="R"),
        basedata.line("AA3"),
    ]
    catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", lines, linked=["AA2", "AA3"]))
    quote = ex.quote(
        entries_of(*(person(option_code=code) for code in ("AA1", "AA2", "AA3"))), catalogue, on=ON
    )
    assert [line.kind for line in quote] == ["cash-in", "registration", "entry"]
    who = Candidate(centre_number="64999", number="0001")
    by_hand = Entry(candidate=who, option=OptionRef("aqa", "6G27", "AA3"), process=Process.REGISTRATION)
    assert ex.quote(ex.Entries((by_hand,)), catalogue, on=ON).lines[0].kind == "registration"


def test_amount_is_the_price_while_the_surcharge_is_unknown(entries_of, person, catalogue):
    quote = ex.quote(entries_of(person()), catalogue, on=date(2027, 3, 1))
    (line,) = quote
    assert line.amount == line.price == quote.total == ex.Money(3200)
    assert line.surcharge is ex.UNKNOWN
    assert isinstance(line.surcharge, Missing)
    assert (quote.complete, quote.unknown_lines, quote.open_lines) == (False, 0, 1)
    assert not quote.by("subject")["SAMPLE SUBJECT"].complete
    assert "1 line without a known late fee" in repr(quote)


# Parts


@pytest.mark.parametrize("group", list(GROUPS))
def test_parts_add_up(entries_of, person, catalogue, group):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    parts = quote.by(group)
    assert list(parts) == sorted(parts)
    assert ex.Money.total(part.total for part in parts.values()) == quote.total
    assert sum(part.unknown_lines for part in parts.values()) == quote.unknown_lines
    assert sum(part.lines for part in parts.values()) == len(quote)
    assert all(part.complete == (part.unknown_lines == 0) for part in parts.values())


def test_parts_by_name(entries_of, person, catalogue):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    assert {name: str(part.total) for name, part in quote.by("body").items()} == {
        "": "0.00",
        "aqa": "66.50",
        "ocr": "40.00",
        "ccea": "0.00",
    }
    assert quote.by("body")["aqa"].unknown_lines == 2  # also those that were called 70
    assert quote.by("subject")["English"].total == ex.Money(3450)
    assert quote.by("subject")["SAMPLE SUBJECT"].total == ex.Money(7200)
    assert quote.by("candidate")["64999/0001"].total == ex.Money(6650)
    assert "ocr 6A27" in quote.by("series")
    with pytest.raises(ValueError, match="cannot group by 'shoe size'; there are body"):
        quote.by("shoe size")


def test_nothing_costs_nothing(catalogue):
    quote = ex.quote(ex.Entries(), catalogue, on=ON)
    assert (quote.total, quote.complete, len(quote), list(quote.findings)) == (ex.Money(0), True, 0, [])
    assert quote.by("body") == {}


def test_prices_are_made_by_prices(entries_of, person, catalogue):
    entries = entries_of(person())
    assert ex.quote(entries, catalogue, on=ON, prices=None).total == ex.Money(3200)
    with pytest.raises(TypeError, match=r"prices are made by Prices\.of\(read\(…\)\); this is of type list"):
        ex.quote(entries, catalogue, on=ON, prices=[])


def test_a_quote_goes_into_a_file_and_comes_back(entries_of, person, catalogue):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    again = pickle.loads(pickle.dumps(quote))  # noqa: S301  our own
    assert again == quote
    assert again.lines[-1].surcharge is ex.UNKNOWN
    assert str(again.findings) == str(quote.findings)


def test_rows_make_a_table(entries_of, person, catalogue):
    quote = ex.quote(mixed(entries_of, person), catalogue, on=ON)
    out = io.StringIO()
    writer = csv.DictWriter(out, [*KEYS, "file", "line", "department", "year_group", "form"])
    writer.writeheader()
    writer.writerows(quote.rows())
    assert len(out.getvalue().splitlines()) == 9


def test_two_fees_in_two_languages_are_no_price(basedata, entries_of, person):
    english = basedata.one_set("70", "6G27", [basedata.line("8300H", 3200)], linked=["8300H"])
    welsh = builders.file("O", basedata.line("8300H", 3300), jcq_id="70", series="6G27", language="C")
    quote = ex.quote(entries_of(person()), basedata.catalogue_of(*english, welsh), on=ON)
    assert (quote.lines[0].state, quote.complete) == (State.UNKNOWN, False)


def test_two_files_of_one_sequence_and_two_fees_are_no_price(basedata, entries_of, person):
    one = basedata.one_set("70", "6G27", [basedata.line("8300H", 3200)], linked=["8300H"])
    two = builders.file(
        "O", basedata.line("8300H", 3300), basedata.line("8300F", 3300), jcq_id="70", series="6G27"
    )
    catalogue = basedata.catalogue_of(*one, two)
    assert "catalogue.two-contents" in catalogue.findings.by_code()
    quote = ex.quote(entries_of(person(), person(2, option_code="8300F")), catalogue, on=ON)
    assert [line.state for line in quote] == [
        State.UNKNOWN,
        State.UNKNOWN,
    ]  # in whatever order they are read
    assert {str(r.source).rsplit(":", 1)[0] for r in quote.lines[0].because} == {one[1][1], two[1]}


def test_a_damaged_l_file_does_not_make_an_option_a_cash_in(basedata, entries_of, person):
    line = basedata.line("8300H", 0, flag="N", components=0)
    files = basedata.one_set("70", "6G27", [line], linked=["8700"])
    whole = basedata.catalogue_of(*files)
    assert ex.quote(entries_of(person()), whole, on=ON).lines[0].state is State.NO_FEE
    data, name = files[3]
    cut = basedata.catalogue_of(*files[:3], (data[: len(data) // 2], name))
    assert ex.quote(entries_of(person()), cut, on=ON).lines[0].state is State.NOT_PUBLISHED


def test_a_cash_in_is_one_whatever_its_flag(basedata, entries_of, person):
    free = basedata.line("AA1", 0, components=0)
    charged = basedata.line("AA2", 735, components=0)
    catalogue = basedata.catalogue_of(*basedata.one_set("70", "6G27", [free, charged], linked=["AA9"]))
    quote = ex.quote(entries_of(person(option_code="AA1"), person(option_code="AA2")), catalogue, on=ON)
    assert [(line.kind, str(line.state)) for line in quote] == [("cash-in", "zero"), ("cash-in", "priced")]


def test_parts_of_the_centre(entries_of, person, catalogue):
    entries = entries_of(person(1, department="Maths", form="11A"), person(2, department="Maths"), person(3))
    quote = ex.quote(entries, catalogue, on=ON)
    assert {name: part.lines for name, part in quote.by("department").items()} == {"": 1, "Maths": 2}
    assert {name: part.lines for name, part in quote.by("form").items()} == {"": 2, "11A": 1}


def test_one_option_named_in_several_ways_is_told_once(basedata, entries_of, person):
    unpriced = basedata.catalogue_of(
        *basedata.one_set("70", "6G27", [basedata.line("AA1", 0, flag="N", item="U")], linked=["AA1"])
    )
    ways = ({}, {"awarding_body": "70"}, {"awarding_body": "AQA"}, {"series": "2027-06"})
    quote = ex.quote(entries_of(*(person(option_code="AA1", **way) for way in ways)), unpriced, on=ON)
    assert [f.code for f in quote.findings] == ["fees.not-published"]
    assert quote.findings[0].params["count"] == 4
