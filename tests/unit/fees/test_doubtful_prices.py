"""Prices that nobody should rely on: damaged, stale, contradicting or missing files, and odd flags."""

from datetime import date

import pytest

import builders
import examcore as ex
from builders import basedata as wire
from builders import codes, read
from examcore.fees import State

ON = date(2027, 1, 20)
HEAD = {"jcq_id": "70", "series": "6G27"}


def o_file(*lines, **head):
    return builders.file("O", *lines, **HEAD | head)


def l_file(*links, **head):
    return builders.file("L", *(builders.link(*link) for link in links), **HEAD | head)


def damaged(file, old, new=b""):
    data, name = file
    assert old in data
    return data.replace(old, new, 1), name


def without_record_3(file):
    data, name = file
    return b"".join(row for row in data.splitlines(keepends=True) if row[1:2] != b"3"), name


@pytest.fixture
def quoted(entries_of, person):
    """The quote for one entry of each code over these files, and the catalogue."""

    def make(*files, option_codes=("8300H",), **columns):
        catalogue = ex.Catalogue.of([read(data, name) for data, name in files])
        people = (person(n, option_code=code, **columns) for n, code in enumerate(option_codes, 1))
        return ex.quote(entries_of(*people), catalogue, on=ON), catalogue

    return make


# ---- which issue is the newest


@pytest.mark.parametrize("damage", [without_record_3, lambda f: damaged(f, b"6G27002", b"6G270O2")])
@pytest.mark.parametrize("order", [1, -1])
def test_a_newer_file_without_a_sequence_is_the_newest_by_its_name(basedata, quoted, damage, order):
    old = o_file(basedata.line("8300H", 3200))
    new = damage(o_file(basedata.line("8300H", 9900), sequence=2))
    quote, catalogue = quoted(*(old, new)[::order])
    assert quote.total == ex.Money(9900)
    superseded = builders.found(catalogue.findings, "catalogue.superseded")
    assert superseded.message.startswith("issue 1 is superseded by issue 2 in O6G27_70.X02")


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("name", "sequence"), [("options.txt", 1), ("O6G27_70.X00", 1), ("O6G27_70.X02", 101)]
)
def test_where_nobody_knows_which_file_is_newer_there_is_no_price(basedata, quoted, order, name, sequence):
    known = o_file(basedata.line("8300H", 3200), sequence=sequence)
    open_ = without_record_3(o_file(basedata.line("8300H", 9900)))[0], name
    quote, catalogue = quoted(*(known, open_)[::order])
    assert (quote.lines[0].state, quote.complete) == (State.UNKNOWN, False)
    assert "None" not in str(catalogue.findings)
    assert builders.found(catalogue.findings, "catalogue.issue-unknown").severity == "error"


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_contents_of_one_sequence_no_option_of_only_one_has_a_price(basedata, quoted, order):
    one = o_file(basedata.line("8300H", 3200), basedata.line("8300F", 3200))
    data, name = o_file(basedata.line("8300H", 3200), basedata.line("8700", 3200))
    quote, _ = quoted(*(one, (data, "copy/" + name))[::order], option_codes=("8300H", "8300F", "8700"))
    assert [line.state for line in quote] == [State.PRICED, State.UNKNOWN, State.UNKNOWN]
    assert all("lacks it" in line.because[-1].says for line in quote.lines[1:])


@pytest.mark.parametrize("order", [1, -1])
def test_an_option_withdrawn_in_the_newer_issue_has_no_price_from_an_older_welsh_one(basedata, quoted, order):
    english = o_file(basedata.line("8300H", 3200), sequence=2)
    welsh = o_file(basedata.line("8300H", 3200), basedata.line("8300F", 1), language="C")
    quote, catalogue = quoted(*(english, welsh)[::order], option_codes=("8300H", "8300F"))
    assert [line.state for line in quote] == [State.PRICED, State.UNKNOWN]
    left_out = builders.found(catalogue.findings, "catalogue.older-language")
    assert (str(left_out.severity), left_out.params["option"]) == ("warning", "8300F")
    assert catalogue.find_option("aqa", "6G27", "8300F") is None


# ---- what an absent link proves


@pytest.mark.parametrize(
    "links",
    [
        l_file(("8700", "8700")),  # of issue 1
        l_file(sequence=2),  # empty
        damaged(l_file(("8700", "8700"), sequence=2), b"L96G27_00000050", b"L96G27_000000O0"),
        l_file(("8700", "8700"), sequence=2, language="C"),
    ],
)
def test_a_stale_empty_or_damaged_l_file_does_not_make_a_new_option_free(basedata, quoted, links):
    options = o_file(basedata.line("8300H", 0, flag="N", components=1), sequence=2)
    quote, catalogue = quoted(options, links)
    assert (quote.lines[0].state, quote.complete) == (State.NOT_PUBLISHED, False)
    assert catalogue.has_components(catalogue.options[0]) is None
    whole, _ = quoted(options, l_file(("8700", "8700"), sequence=2))
    assert whole.lines[0].state is State.NO_FEE


# ---- flags


@pytest.mark.parametrize("flag", ["y", " ", "?", "n"])
@pytest.mark.parametrize("fee", [0, 4500])
def test_a_flag_that_is_neither_y_nor_n_is_no_price_and_shows(basedata, quoted, flag, fee):
    quote, catalogue = quoted(
        o_file(basedata.line("8300H", fee, flag=flag, components=0)), l_file(("8700", "8700"))
    )
    (line,) = quote
    assert (line.state, line.amount) == (State.NOT_PUBLISHED, ex.NOT_PUBLISHED)
    assert repr(flag.strip()) in line.because[-1].says
    assert repr(flag.strip()) in quote.findings[0].message
    option = catalogue.options[0]
    assert (option.fee_flag, option.fee_defined) == (flag.strip(), False)


@pytest.mark.parametrize("process", ["R", "Q"])
def test_a_registration_without_a_fee_is_not_published(basedata, quoted, process):
    line = basedata.line("8300H", 0, flag="N", components=0, process=process)
    quote, _ = quoted(o_file(line), l_file(("8700", "8700")))
    assert quote.lines[0].state is State.NOT_PUBLISHED
    assert "registration" in quote.lines[0].because[-1].says


# ---- one option, two lines


@pytest.mark.parametrize("first", [True, False])
def test_an_option_of_which_another_line_is_damaged_has_no_price(basedata, quoted, first):
    bad = basedata.line("8300H", 9900).replace("Y09900", "Y099O0")
    lines = [basedata.line("8300H", 3200), basedata.line("8700", 1)]
    lines.insert(0 if first else 2, bad)
    quote, _ = quoted(o_file(*lines), option_codes=("8300H", "8700"))
    assert [line.state for line in quote] == [State.UNKNOWN, State.PRICED]
    assert f"line {3 if first else 5}" in quote.lines[0].because[-1].says


# ---- files that are not what they are called


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("O6A27_70.X01", "series"),
        ("O6G26_70.X01", "year"),
        ("O6G27_01.X01", "jcq_id"),
        ("L6G27_70.X01", "data_type"),
    ],
)
def test_a_file_whose_name_says_something_else_warns_where_it_gives_prices(basedata, quoted, name, what):
    data, _ = o_file(basedata.line("8300H", 3200))
    quote, _ = quoted((data, name))
    assert quote.total == ex.Money(3200)
    finding = builders.found(quote.findings, "catalogue.doubtful-file")
    assert (str(finding.severity), finding.file) == ("warning", name)
    assert what in finding.message
    sound, _ = quoted((data, "O6G27_70.X01"))
    assert codes(sound.findings) == ["fees.day-expected"]


def test_the_older_issue_of_the_series_that_a_file_is_named_for_is_doubtful_too(basedata, quoted):
    old = o_file(basedata.line("8300H", 3200))
    new = o_file(basedata.line("8300H", 9900), series="6A27")[0], "O6G27_70.X02"
    other = o_file(basedata.line("J560", 1), jcq_id="01", series="6A27")
    quote, _ = quoted(old, new, other)
    assert quote.total == ex.Money(3200)
    assert builders.found(quote.findings, "catalogue.doubtful-file").file == "O6G27_70.X02"
    elsewhere, _ = quoted(old, new, other, option_codes=["J560"], awarding_body="ocr", series="6A27")
    assert codes(elsewhere.findings) == ["fees.day-expected"]


# ---- files that could not be read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        wire("O").decode().encode("utf-16"),
        b"%PDF-1.7\n",
        b"O16G27_\x00\x00" + wire("O")[9:],
    ],
    ids=["empty", "UTF-16", "PDF", "header"],
)
def test_a_newer_file_that_could_not_be_read_shows_in_the_quote(basedata, quoted, data):
    old = o_file(basedata.line("8300H", 3200))
    quote, catalogue = quoted(old, (data, "O6G27_70.X02"))
    assert quote.total == ex.Money(3200)
    finding = builders.found(quote.findings, "catalogue.file-not-read")
    assert (str(finding.severity), finding.file) == ("warning", "O6G27_70.X02")
    assert finding in tuple(catalogue.findings)
    nobody, _ = quoted(old, (data, "O6G27_70.X02"), option_codes=())
    assert "catalogue.file-not-read" not in codes(nobody.findings)


def test_an_archive_that_could_not_be_read_shows_in_the_quote(basedata, entries_of, person):
    data, name = o_file(basedata.line("8300H", 3200))
    readings = [ex.read(data, name=name), ex.read(b"PK\x03\x04 damaged", name="Z6G27_70.zip")]
    catalogue = ex.Catalogue.of(readings)
    quote = ex.quote(entries_of(person()), catalogue, on=ON)
    assert builders.found(quote.findings, "catalogue.file-not-read").file == "Z6G27_70.zip"


def test_an_entries_table_without_rows_is_no_complete_quote(catalogue):
    for data in (b"", b"awarding_body,series,option_code\n", b"nothing that is a table"):
        quote = ex.quote(ex.Entries.of(ex.read(data, name="entries.csv")), catalogue, on=ON)
        assert not quote.complete


# ---- what is told


def test_a_code_under_two_identifiers_is_told_as_such(basedata, quoted):
    files = [
        builders.file("O", basedata.line("AA1"), jcq_id=jcq_id, series="6G27") for jcq_id in ("10", "11")
    ]
    quote, _ = quoted(*files, option_codes=["AA1"], awarding_body="pearson")
    assert quote.lines[0].because[0].says == "two JCQ identifiers of the body have the code in that series"


@pytest.mark.parametrize(
    ("body", "series", "code"),
    [("ZEBROVSKI", "6G27", "8300H"), ("aqa", "ZEBROVSKI", "8300H"), ("aqa", "6G27", "ZEBROVSKI")],
)
def test_a_name_in_the_wrong_column_is_not_in_the_message(basedata, body, series, code):
    catalogue = basedata.catalogue_of(o_file(basedata.line("8300H")))
    with pytest.raises(LookupError) as caught:
        catalogue.get_option(body, series, code)
    assert "ZEBROVSKI" not in str(caught.value).upper()
    with pytest.raises(LookupError, match="unknown option 8300X in AQA 6G27; nearest 8300H"):
        catalogue.get_option("aqa", "6G27", "8300X")
