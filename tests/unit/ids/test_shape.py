"""What holds for every kind of identifier alike."""

import subprocess
import sys
from pathlib import Path

import pytest

import examcore.ids
from examcore.errors import MalformedIdentifier, UnknownIdentifierKind
from examcore.ids import KINDS, candidate_number, centre_number, get_kind, qualification_number, uci, uln, upn
from examcore.ids.problem import is_digits

PERSONAL = {"uci", "uln", "upn"}

# One value each whose shape is right but for one digit that only Unicode takes for one.
TRAPS = ["6819900120²8G", "927630868²", "B80120000500٣", "601460²4", "004²", "6819²", "６８１９９", "१२३४"]


@pytest.fixture(params=sorted(KINDS))
def kind(request):
    return get_kind(request.param)


def test_the_kinds_are_those_of_the_command_line():
    assert set(KINDS) == {"uci", "uln", "upn", "ncn", "candidate-number", "qan"}
    assert len(KINDS) == 6
    assert KINDS["ncn"] is centre_number


def test_an_unknown_kind_names_those_that_exist():
    with pytest.raises(UnknownIdentifierKind, match="'urn'") as caught:
        get_kind("urn")
    assert all(name in str(caught.value) for name in KINDS)
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_module_carries_the_name_by_which_it_is_found(name):
    assert name == get_kind(name).NAME


def test_the_public_names_of_a_module_are_all_there_and_of_one_shape(kind):
    shape = {"NAME", "TITLE", "CLAUSE", "EXAMPLE", "PERSONAL", "Parts"}
    shape |= {"compact", "problems", "is_valid", "parse", "make", "display"}
    assert shape <= set(kind.__all__)
    assert all(hasattr(kind, name) for name in kind.__all__)


def test_the_example_is_valid_and_printed_as_it_stands(kind):
    assert kind.problems(kind.EXAMPLE) == ()
    assert kind.display(kind.EXAMPLE) == kind.EXAMPLE


def test_those_that_point_at_a_person_say_so(kind):
    assert kind.PERSONAL is (kind.NAME in PERSONAL)


def test_blanks_hyphens_and_lower_case_do_no_harm(kind):
    value = kind.compact(kind.EXAMPLE)
    typed = f"\t {value[:2]}- {value[2:4]}\u2013\u00a0{value[4:]} ".lower()
    assert kind.compact(typed) == value
    assert kind.problems(typed) == ()
    assert kind.parse(typed) == kind.parse(value)


@pytest.mark.parametrize("trap", TRAPS)
def test_only_ascii_digits_are_digits(kind, trap):
    assert [(p.kind, p.severity) for p in kind.problems(trap)] == [("malformed", "error")]
    with pytest.raises(MalformedIdentifier):
        kind.parse(trap)


@pytest.mark.parametrize("text", ["²", "٣", "१", "５", "", "12", "a"])
def test_is_digits_takes_one_ascii_digit_and_nothing_else(text):
    assert not is_digits(text, 1)


@pytest.mark.parametrize("letter", ["ı", "ſ", "\N{FULLWIDTH LATIN SMALL LETTER A}", "ß"])
def test_letters_that_only_become_ascii_in_upper_case_are_not_letters(letter):
    assert [p.kind for p in centre_number.problems("AB00" + letter)] == ["malformed"]
    assert not uci.is_valid("12345" + letter + "200001A")


@pytest.mark.parametrize("separator", [" ", "\t", "\u00a0", "-", "\u2010", "\u2011", "\u2012", "\u2013"])
def test_each_separator_that_people_type_is_taken_out(kind, separator):
    assert kind.compact(separator.join(kind.EXAMPLE)) == kind.compact(kind.EXAMPLE)


@pytest.mark.parametrize("mark", ["\u2014", "_", ".", ",", "\\"])
def test_other_marks_are_left_in_and_make_the_value_malformed(kind, mark):
    value = kind.EXAMPLE[:2] + mark + kind.EXAMPLE[2:]
    assert mark in kind.compact(value)
    assert [p.kind for p in kind.problems(value)] == ["malformed"]


def test_obliques_are_taken_out_of_qualification_numbers_only(kind):
    assert ("/" in kind.compact("60/1")) is (kind is not qualification_number)


@pytest.mark.parametrize("value", ["", " ", "ß" * 13, "\x00" * 10, "🎓", "1" * 10_000])
def test_rubbish_is_malformed_and_nothing_else(kind, value):
    (problem,) = kind.problems(value)
    assert (problem.kind, problem.severity) == ("malformed", "error")
    assert not kind.is_valid(value)


@pytest.mark.parametrize("name", sorted(PERSONAL))
@pytest.mark.parametrize("value", ["O'NEILL1234567", "68199001205", "92763O8686", "B80120000500*"])
def test_no_message_holds_a_personal_value(name, value):
    kind = get_kind(name)
    with pytest.raises(MalformedIdentifier) as caught:
        kind.parse(value)
    assert value not in str(caught.value)
    with pytest.raises(MalformedIdentifier) as caught:
        kind.check_character(value)
    assert value not in str(caught.value)
    assert all(value not in p.message for p in kind.problems(value))


@pytest.mark.parametrize("name", sorted(KINDS.keys() - PERSONAL))
def test_other_kinds_name_the_value_that_cannot_be_parsed(name):
    with pytest.raises(MalformedIdentifier, match="wrong!"):
        get_kind(name).parse("wrong!")


@pytest.mark.parametrize(
    "make",
    [
        lambda: candidate_number.make(0),
        lambda: candidate_number.make(10_000),
        lambda: centre_number.make("1234"),
        lambda: uci.make("1234", 1, 20),
        lambda: uci.make("AB001", 1, 20),
        lambda: uci.make("12345", 0, 20),
        lambda: uci.make("12345", 10_000, 20),
        lambda: uci.make("12345", "1A", 20),
        lambda: uci.make("12345", "12345", 20),
        lambda: uci.make("12345", 1, 2020),
        lambda: uci.make("12345", 1, -1),
        lambda: uci.make("12345", 1, 20, board=""),
        lambda: uci.make("12345", 1, 20, board="AB"),
        lambda: uci.make("12345", 1, 20, board="ß"),
        lambda: uci.check_character("12345020000"),
        lambda: uln.make("012345678"),
        lambda: uln.make("12345678"),
        lambda: upn.make("80", "2000", 5, "001"),
        lambda: upn.make("801", "200", 5, "001"),
        lambda: upn.make("801", "2000", 100, "001"),
        lambda: upn.make("801", "2000", 5, "01"),
        lambda: upn.make("801", "2000", 5, "0A1"),
        lambda: upn.make("801", "2000", 5, "00A"),  # a temporary number that does not say so
        lambda: upn.make("801", "2000", 5, "001", temporary=True),
        lambda: upn.check_character("80120000500"),
        lambda: qualification_number.make("601460"),
        lambda: qualification_number.make("H500000"),
    ],
)
def test_parts_that_do_not_fit_are_refused(make):
    with pytest.raises(MalformedIdentifier):
        make()


def test_a_problem_points_at_what_is_wrong():
    (problem,) = uci.problems("68199 0 01 2058 A")
    assert (problem.start, problem.length) == (13, 1)
    (problem,) = uln.problems("0000000042")
    assert (problem.start, problem.length) == (1, 1)


def test_the_room_loads_the_standard_library_only_and_kinds_on_demand():
    code = """
import sys
before = set(sys.modules)
import examcore.ids
lazy = sorted(m for m in sys.modules if m.startswith("examcore.ids."))
for name in examcore.ids.KINDS: examcore.ids.get_kind(name)
new = {m.partition(".")[0] for m in set(sys.modules) - before}
print(lazy, sorted(new - set(sys.stdlib_module_names)))
"""
    path = str(Path(examcore.ids.__file__).parents[2])
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "['examcore.ids.kind', 'examcore.ids.problem'] ['examcore']"


def test_the_number_of_a_uci_may_be_written_short():
    assert uci.make("68199", "2058", 1) == uci.make("68199", 2058, "01") == "681990012058G"
    assert uci.make("12345", "1", 20) == uci.make("12345", 1, 20)
