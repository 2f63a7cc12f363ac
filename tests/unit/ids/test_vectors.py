"""Every vector of edi-formats section 12, those that are published as wrong among them."""

from datetime import date

import pytest

from examcore.errors import MalformedIdentifier
from examcore.ids import candidate_number, centre_number, qualification_number, uci, uln, upn

UCIS = [
    "681990012058G",
    "689990980001D",
    "999990140001B",
    "999990090001C",
    "123450200001E",
    "123450200002L",
    "680010240001A",
    "99999B090001H",
    "12345A200001X",
    "12345B200001L",
    "12345C200001D",
    "12345E200001K",
    "12345G200001V",
    "12345P200001M",
    "12345Q200001T",
    "12345R200001G",
    "12345W200001M",
    "12345X200001T",
    "12345Z200001A",
]


def kinds(problems):
    return [(p.kind, p.severity) for p in problems]


@pytest.mark.parametrize("value", UCIS)
def test_a_uci_of_the_table_has_the_check_letter_of_the_table(value):
    assert uci.check_character(value[:12]) == value[12]
    assert uci.is_valid(value)


@pytest.mark.parametrize("value", [v for v in UCIS if v[5] in "PQRWXZ"])
def test_a_board_letter_that_no_source_names_is_worth_a_word_and_no_more(value):
    assert kinds(uci.problems(value)) == [("unusual", "info")]


@pytest.mark.parametrize("value", [v for v in UCIS if v[5] not in "PQRWXZ"])
def test_the_other_ucis_of_the_table_have_no_problem(value):
    assert uci.problems(value) == ()


def test_the_illustration_of_a_body_that_does_not_validate_only_warns():
    assert kinds(uci.problems("999990140001X")) == [("check-character", "warning")]
    assert not uci.is_valid("999990140001X")
    assert uci.parse("999990140001X").check == "X"


@pytest.mark.parametrize("letter", "IJNOPQSUZ")
def test_a_letter_that_no_remainder_gives_is_a_check_problem(letter):
    assert kinds(uci.problems("68199001205 8" + letter)) == [("check-character", "warning")]


def test_the_fault_of_one_generator_is_not_accepted():
    # That one has I, J, K at remainders 8, 9, 10, where the alphabet has K, L, M.
    assert not uci.is_valid("123450200002J")
    assert not uci.is_valid("12345E200001I")
    assert not uci.is_valid("12345P200001K")


def test_a_uci_with_the_number_0000_was_never_issued():
    body = "681990010000"
    assert kinds(uci.problems(body + uci.check_character(body))) == [("not-issuable", "warning")]


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2017, 9, 1), 17), (date(2018, 8, 31), 17), (date(2018, 1, 1), 17), (date(2000, 8, 31), 99)],
)
def test_the_year_of_a_uci_is_that_in_which_the_academic_year_began(on, year):
    assert uci.year_for(on) == year


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9276308686", []),
        ("1000000000", []),
        ("1234567899", []),
        ("0000000042", [("not-issuable", "warning")]),
        ("9276308685", [("check-character", "warning")]),
        ("9999999999", [("placeholder", "info")]),
    ],
)
def test_ulns_of_the_table(value, expected):
    assert kinds(uln.problems(value)) == expected


def test_the_placeholder_fails_the_arithmetic():
    assert uln.check_character("999999999") == "8"


def test_nine_digits_with_remainder_0_have_no_uln():
    body = "100000005"  # 1 x 10 + 5 x 2 = 20, and one more 2 makes 22
    body = body[:-1] + "6"
    assert [uln.is_valid(body + digit) for digit in "0123456789"] == [False] * 10
    assert kinds(uln.problems(body + "0")) == [("check-character", "warning")]
    with pytest.raises(MalformedIdentifier, match="multiple of 11"):
        uln.check_character(body)
    with pytest.raises(MalformedIdentifier, match="multiple of 11"):
        uln.make(body)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("B801200005001", []),
        ("H801200001001", []),
        ("M80120000500A", [("temporary", "info")]),
        ("O801200005001", [("malformed", "error")]),
        ("A801200005001", [("check-character", "warning")]),
        *((f"UN{n}", [("placeholder", "info")]) for n in range(1, 6)),
        ("UN6", [("malformed", "error")]),
        ("UN0", [("malformed", "error")]),
    ],
)
def test_upns_of_the_table(value, expected):
    assert kinds(upn.problems(value)) == expected


@pytest.mark.parametrize("letter", "IOS")
def test_a_temporary_upn_with_a_letter_outside_the_alphabet_keeps_its_shape_and_warns(letter):
    value = "M80120000500" + letter
    assert kinds(upn.problems(value)) == [("check-character", "warning"), ("temporary", "info")]
    assert upn.parse(value).temporary
    with pytest.raises(MalformedIdentifier):
        upn.check_character(value[1:])
    with pytest.raises(MalformedIdentifier):
        upn.make("801", "2000", 5, "00" + letter, temporary=True)


def test_an_unknown_authority_is_an_info_and_only_where_authorities_are_given():
    assert upn.problems("B801200005001", authorities={"801"}) == ()
    (problem,) = upn.problems("B801200005001", authorities=frozenset())
    assert (problem.kind, problem.severity, problem.start, problem.length) == (
        "unknown-authority",
        "info",
        2,
        3,
    )


def test_a_special_value_of_a_upn_has_no_parts():
    assert upn.parse("un3") == ("", "", "", "", "", False, "UN3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("601/4608/4", []),
        ("601/4608/2", [("check-character", "warning")]),
        ("601/3995/X", []),
        ("601/3995/x", []),
        ("6013995x", []),
        ("600/9534/9", []),
        ("500/2252/0", []),
        ("610/0007/9", [("check-character", "warning")]),
        ("610/0008/X", [("check-character", "warning")]),
        ("610/0111/5", [("check-character", "warning")]),
        ("500/5470/2", [("check-character", "warning")]),  # in real basedata
        ("601/4745/4", [("check-character", "warning")]),  # in real basedata
        ("H5000001", [("unit-reference", "info")]),
        ("H/500/0001", [("unit-reference", "info")]),
        ("60000028", []),  # of the synthetic basedata
        ("QCA12345", [("unusual", "info")]),
        ("601/4608", [("malformed", "error")]),
        ("601/4608/44", [("malformed", "error")]),
        ("601.4608", [("malformed", "error")]),
    ],
)
def test_qualification_numbers_of_the_table(value, expected):
    assert kinds(qualification_number.problems(value)) == expected


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("6100007", "3"),
        ("6100008", "5"),
        ("6100111", "9"),
        ("6014608", "4"),
        ("6013995", "X"),
        ("5002252", "0"),
    ],
)
def test_check_characters_that_the_rule_gives(body, check):
    assert qualification_number.check_character(body) == check


@pytest.mark.parametrize(
    ("value", "form"), [("601/4608/4", "qualification"), ("H5000001", "unit"), ("QCA12345", "legacy")]
)
def test_the_form_of_a_qualification_number(value, form):
    assert qualification_number.parse(value).form == form


def test_only_a_qualification_number_is_printed_with_obliques():
    assert qualification_number.display("6013995x") == "601/3995/X"
    assert qualification_number.display("H/500/0001") == "H5000001"
    assert qualification_number.display("601") == "601"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("68199", []),
        ("68999", []),
        ("AB001", [("international", "info")]),
        ("ab001", [("international", "info")]),
        ("6819", [("malformed", "error")]),
        ("3061234", [("malformed", "error")]),  # a DfE number
        ("6819!", [("malformed", "error")]),
    ],
)
def test_centre_numbers(value, expected):
    assert kinds(centre_number.problems(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0001", []),
        ("9999", []),
        ("0000", [("not-issuable", "error")]),
        ("1", [("malformed", "error")]),
        ("001", [("malformed", "error")]),
        ("00001", [("malformed", "error")]),
        ("A001", [("malformed", "error")]),
    ],
)
def test_candidate_numbers(value, expected):
    assert kinds(candidate_number.problems(value)) == expected
