"""Names as they go out: what is respelt, what is refused, and by which words."""

import unicodedata
from string import ascii_uppercase

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from examcore.entries import wire_name
from examcore.evidence import Evidence, Source
from examcore.findings import mask
from examcore.model import NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

AQA = builders.builtin().bodies.find("aqa").names
BODIES = [body for body in builders.builtin().bodies.bodies if body.names]


def rule(**changes):
    return attrs.evolve(AQA, **changes)


@pytest.mark.parametrize(
    ("surname", "forenames", "text", "respelt"),
    [
        ("Smith", "Jane Ann", "SMITH:JANE ANN", ()),
        ("SMITH", "", "SMITH:", ()),
        ("  Smith ", " Jane\u00a0 Ann\t", "SMITH:JANE ANN", ()),
        ("O'Neill-Brown", "Tom (Tommy) J.", "O'NEILL-BROWN:TOM (TOMMY) J.", ()),
        ("O\u2019Neill\u2010Brown", "Tom", "O'NEILL-BROWN:TOM", ("‐ as -", "’ as '")),
        ("McDonald", "Mc Ian", "MCDONALD:MC IAN", ()),
        ("Ó Séa", "Áine Íd", "O SEA:AINE ID", ("Á as A", "É as E", "Í as I", "Ó as O")),
        ("Ŵyn", "Ŷnyr", "WYN:YNYR", ("Ŵ as W", "Ŷ as Y")),
        ("Strauß", "Jörg", "STRAUSS:JORG", ("Ö as O", "ß as SS")),
        ("STRAUẞ", "", "STRAUSS:", ("ẞ as SS",)),
        ("Øster", "Đuro", "OSTER:DURO", ("Ø as O", "Đ as D")),
        ("Łuć", "Æsa", "LUC:AESA", ("Æ as AE", "Ć as C", "Ł as L")),
        ("Yılmaz", "İnci", "YILMAZ:INCI", ("İ as I",)),
        ("Þór", "Œdipe", "THOR:OEDIPE", ("Ó as O", "Þ as TH", "Œ as OE")),
        ("Zo\u0065\u0308", "", "ZOE:", ("Ë as E",)),  # decomposed
        ("M\u0304ari", "", "MARI:", ("M\u0304 as M",)),  # no sign for both of them
        ("\u01f0a", "", "JA:", ("\u01f0 as J",)),  # no capital of its own
        ("\ufb01nn", "", "FINN:", ("\ufb01 as FI",)),
        ("Nguye\u0302\u0303n", "", "NGUYEN:", ("\u1ec4 as E",)),
    ],
)  # fmt: skip
def test_what_goes_out(surname, forenames, text, respelt):
    name = wire_name(surname, forenames, AQA)
    assert (name.text, name.respelt, name.refused) == (text, respelt, ())
    assert name.fits


@pytest.mark.parametrize(
    ("surname", "refused"),
    [
        ("\u0410nna", ("CYRILLIC CAPITAL LETTER A (U+0410)",)),  # looks like an A
        ("\u0399o", ("GREEK CAPITAL LETTER IOTA (U+0399)",)),
        ("王小明", ("CJK letters",)),
        ("김", ("HANGUL letters",)),
        ("محمد", ("ARABIC letters",)),
        ("Smith2", ("DIGIT TWO (U+0032)",)),
        ("Smi:th", ("COLON (U+003A)",)),
        ("Smith_Jones", ("LOW LINE (U+005F)",)),
        ("Smith, Jones", ("COMMA (U+002C)",)),
        ("Smith/Jones", ("SOLIDUS (U+002F)",)),
        ("Smi\u200bth", ("ZERO WIDTH SPACE (U+200B)",)),
        ("Smi\u00adth", ("SOFT HYPHEN (U+00AD)",)),  # nobody sees it, so it is no hyphen
        ("\u202eSmith", ("RIGHT-TO-LEFT OVERRIDE (U+202E)",)),
        ("Smi\x00th", ("a character without a name (U+0000)",)),
        ("Smi\x1bth", ("a character without a name (U+001B)",)),
        ("Smith😀", ("GRINNING FACE (U+1F600)",)),
        ("Smith\ufffd", ("REPLACEMENT CHARACTER (U+FFFD)",)),
        ("Sm\ud800", ("a character without a name (U+D800)",)),
        ("\u0149", ("MODIFIER LETTER APOSTROPHE (U+02BC)",)),
        ("ǅ", ("LATIN CAPITAL LETTER DZ WITH CARON (U+01C4)",)),
        ("\u0301Smith", ("COMBINING ACUTE ACCENT (U+0301)",)),  # of nothing
    ],
)  # fmt: skip
def test_what_is_refused_by_its_name(surname, refused):
    plain = rule(spellings={letter: s for letter, s in SPELLINGS.items() if letter != "\u02bc"})
    name = wire_name(surname, "Jane", plain)
    assert name.refused == refused
    assert not name.fits


def test_the_bodies_differ_in_their_marks():
    taken = {body.id: wire_name("Smith/Jones", "", body.names).fits for body in BODIES}
    assert taken.pop("pearson")
    assert not any(taken.values())


@pytest.mark.parametrize(
    ("surname", "forenames", "too_long"),
    [
        ("A" * 39, "", 0),
        ("A" * 40, "", 1),
        ("A" * 20, "B" * 19, 0),
        ("A" * 20, "B" * 20, 1),
        ("ß" * 19, "B", 0),
        ("ß" * 20, "", 1),  # twice as long where it goes out
        ("e\u0301" * 39, "", 0),
        (" A  B ", "C" * 36, 0),
    ],
)
def test_forty_characters_fit_as_they_go_out(surname, forenames, too_long):
    name = wire_name(surname, forenames, AQA)
    assert (name.too_long, name.fits) == (too_long, not too_long)
    assert len(name.text) == 40 + too_long


@pytest.mark.parametrize("surname", ["", " ", "-", ".", "'"])
def test_a_mark_in_place_of_a_surname_is_none(surname):
    name = wire_name(surname, "Jane", AQA)
    assert name.missing
    assert not name.fits


def test_the_rule_of_a_plugin_cannot_add_a_second_colon():
    odd = rule(marks="':-", spellings={"ː": ":", "×": " ", "Q": "K"})
    assert wire_name("A:B", "", odd).refused == ("COLON (U+003A)",)
    assert wire_name("Aː", "", odd).refused == ("MODIFIER LETTER TRIANGULAR COLON (U+02D0)",)
    assert wire_name("×A××B×", "", odd).text == "A B:"
    assert wire_name("Queen", "", odd).text == "QUEEN:"  # what is taken is not respelt


def test_the_repr_has_no_letter_of_the_name():
    name = wire_name("Sömple", "Jane", AQA)
    shown = repr(name)
    assert "JANE" not in shown
    assert "SOMPLE" not in shown
    assert mask("SOMPLE") in shown


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(ascii_uppercase + " :'-ßØŁĐÆıİé\u0301\u00a0ŵŷﬁ\u2019"),
    ),
    max_size=45,
)


@given(TEXTS, TEXTS, st.sampled_from(BODIES))
def test_a_name_that_fits_is_in_the_letters_of_the_body_and_stays_as_it_is(surname, forenames, body):
    name = wire_name(surname, forenames, body.names)
    if not name.refused:
        letters = set(name.surname + name.forenames)
        assert letters <= set(ascii_uppercase + " " + body.names.marks)
        assert name.text.count(":") == 1
        again = wire_name(name.surname, name.forenames, body.names)
        assert (again.text, again.respelt, again.too_long) == (name.text, (), name.too_long)
    if name.fits:
        assert len(name.text) <= 40


@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_it_does_not_matter_how_accents_are_stored(text, form):
    assert wire_name(unicodedata.normalize(form, text), "", AQA) == wire_name(
        unicodedata.normalize("NFC", text), "", AQA
    )


@given(TEXTS)
def test_no_letter_is_dropped(text):
    name = wire_name(text, "", AQA)
    plain = [
        c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c) and not c.isspace()
    ]
    assert len(name.surname.replace(" ", "")) >= len(plain)


def test_a_rule_without_spellings_still_takes_accents_off():
    bare = NameRule(marks="", longest=9, evidence=Evidence.EXAMPLE, source=Source("us"))
    assert wire_name("Zoë", "", bare).text == "ZOE:"
    assert wire_name("Ø", "", bare).refused == ("LATIN CAPITAL LETTER O WITH STROKE (U+00D8)",)
