"""Laws of identifiers, and UPNs against another implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import upn as oracle

from examcore.errors import MalformedIdentifier
from examcore.ids import KINDS, candidate_number, centre_number, get_kind, qualification_number, uci, uln, upn

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(length):
    return st.text("0123456789", min_size=length, max_size=length)


serials = st.integers(1, 9999)
years = st.integers(0, 99)
uci_parts = st.tuples(digits(5), serials, years, st.sampled_from("0" + LETTERS))
ucis = uci_parts.map(lambda parts: uci.make(*parts))
uln_bodies = digits(9).filter(lambda d: d[0] != "0" and sum(int(c) * (10 - i) for i, c in enumerate(d)) % 11)
ulns = uln_bodies.map(uln.make)
# python-stdnum knows the authorities of 2011 only, and refuses the others: draw from those.
authorities = st.sampled_from(sorted(f"{n:03d}" for n in oracle._la_numbers))
upn_parts = st.tuples(authorities, digits(4), years, digits(3))
temporary_parts = st.tuples(
    authorities, digits(4), years, st.builds("{}{}".format, digits(2), st.sampled_from(upn.ALPHABET))
)
permanent = upn_parts.map(lambda parts: upn.make(*parts))
temporary = temporary_parts.map(lambda parts: upn.make(*parts, temporary=True))
qans = digits(7).map(qualification_number.make)
anything = st.one_of(
    st.text(),
    st.text("0123456789ABXZ²٣/- ", max_size=14),
    st.one_of(ucis, ulns, permanent, temporary, qans).flatmap(
        lambda v: st.tuples(st.integers(0, len(v)), st.characters()).map(
            lambda e: v[: e[0]] + e[1] + v[e[0] + 1 :]
        )
    ),
)


def changed(value, places):
    """The value with one digit changed to another digit, everywhere and in every way."""
    for place in places:
        if value[place] in "0123456789":
            for digit in "0123456789":
                if digit != value[place]:
                    yield value[:place] + digit + value[place + 1 :]


@given(anything, st.sampled_from(sorted(KINDS)))
def test_nothing_that_is_only_asked_ever_raises(value, name):
    kind = get_kind(name)
    problems = kind.problems(value)
    assert kind.is_valid(value) == all(p.severity == "info" for p in problems)
    compact = kind.compact(value)
    for p in problems:
        assert (p.start is None) == (p.length is None)
        assert p.start is None or 1 <= p.start <= p.start + p.length - 1 <= len(compact)


@given(anything, st.sampled_from(sorted(KINDS)))
def test_parse_refuses_exactly_what_is_malformed(value, name):
    kind = get_kind(name)
    if any(p.kind == "malformed" for p in kind.problems(value)):
        with pytest.raises(MalformedIdentifier):
            kind.parse(value)
    else:
        assert kind.parse(value)


@given(anything, st.sampled_from(sorted(KINDS)))
def test_compact_is_idempotent_and_what_is_printed_compacts_again(value, name):
    kind = get_kind(name)
    once = kind.compact(value)
    assert kind.compact(once) == once
    assert kind.compact(kind.display(value)) == once
    assert kind.problems(once) == kind.problems(value)


@given(uci_parts)
def test_a_uci_that_was_made_is_valid_and_has_its_parts(parts):
    centre, number, year, board = parts
    made = uci.make(*parts)
    assert uci.is_valid(made)
    assert uci.parse(made) == (centre, board, f"{year:02d}", f"{number:04d}", made[-1])


@given(ucis)
def test_one_changed_digit_of_a_uci_is_always_noticed(value):
    # The modulus 17 is prime, no weight (16 to 5) is a multiple of it, and digits differ by less than 17.
    # A letter in position 6 is another matter: see below.
    assert not any(uci.is_valid(wrong) for wrong in changed(value, range(12)))


@given(ucis.filter(lambda v: v[5] in "JKLMNOP"))
def test_board_letters_of_equal_value_cannot_be_told_apart(value):
    twin = value[:5] + dict(zip("JKLMNOP", "QRSTUVW", strict=True))[value[5]] + value[6:]
    assert uci.is_valid(twin)


@given(uln_bodies)
def test_a_uln_that_was_made_is_valid_and_its_digits_sum_to_10_modulo_11(body):
    made = uln.make(body)
    assert uln.problems(made) == ()
    assert uln.parse(made) == (body, made[-1])
    assert sum(int(c) * weight for c, weight in zip(made, range(10, 0, -1), strict=True)) % 11 == 10


@given(ulns)
def test_one_changed_digit_of_a_uln_is_always_noticed(value):
    # The weights 10 to 1 are prime to 11, so the sum of all ten digits cannot stay 10 modulo 11.
    assert not any(p for p in changed(value, range(10)) if uln.is_valid(p) and p != uln.PLACEHOLDER)


@given(digits(9))
def test_exactly_those_nine_digits_begin_a_uln_that_have_a_remainder_and_no_leading_0(body):
    possible = body[0] != "0" and sum(int(c) * (10 - i) for i, c in enumerate(body)) % 11 != 0
    valid = [c for c in "0123456789" if uln.is_valid(body + c) and body + c != uln.PLACEHOLDER]
    assert len(valid) == possible


@given(upn_parts)
def test_a_permanent_upn_that_was_made_is_valid_here_and_elsewhere(parts):
    authority, establishment, year, serial = parts
    made = upn.make(*parts)
    assert upn.problems(made) == ()
    assert upn.parse(made) == (made[0], authority, establishment, f"{year:02d}", serial, False, "")
    assert oracle.is_valid(made)


@given(temporary_parts)
def test_a_temporary_upn_that_was_made_is_valid_here_and_elsewhere(parts):
    made = upn.make(*parts, temporary=True)
    assert [p.kind for p in upn.problems(made)] == ["temporary"]
    assert upn.parse(made)[4:] == (parts[3], True, "")
    assert oracle.is_valid(made)


@given(st.sampled_from(upn.ALPHABET), upn_parts | temporary_parts)
def test_any_check_letter_is_judged_as_elsewhere(letter, parts):
    # The oracle cannot judge special values, nor I, O and S in position 13, nor authorities unknown to it.
    value = f"{letter}{parts[0]}{parts[1]}{parts[2]:02d}{parts[3]}"
    assert upn.is_valid(value) == oracle.is_valid(value)


@given(permanent)
def test_one_changed_digit_of_a_upn_is_always_noticed(value):
    # 23 is prime and greater than the weights 2 to 13 and than any difference of two digits.
    assert not any(upn.is_valid(wrong) for wrong in changed(value, range(1, 13)))


@given(digits(7))
def test_a_qualification_number_that_was_made_is_valid_and_has_its_parts(body):
    made = qualification_number.make(body)
    assert qualification_number.problems(made) == ()
    assert qualification_number.parse(made) == (body, made[-1], "qualification")
    assert qualification_number.make(qualification_number.display(body)) == made


@given(qans)
def test_one_changed_digit_of_a_qualification_number_is_always_noticed(value):
    # The weights 8 to 2 and the check character's own 1 are prime to 11.
    assert not any(qualification_number.is_valid(wrong) for wrong in changed(value, range(8)))


@given(serials)
def test_a_candidate_number_that_was_made_is_valid_and_has_its_number(number):
    made = candidate_number.make(number)
    assert candidate_number.problems(made) == ()
    assert candidate_number.parse(made) == (number,)


@given(st.text("0123456789" + LETTERS, min_size=5, max_size=5))
def test_a_centre_number_that_was_made_is_valid_and_says_whether_it_has_letters(number):
    made = centre_number.make(number)
    assert centre_number.is_valid(made)
    assert centre_number.parse(made) == (number, any(c in LETTERS for c in number))
