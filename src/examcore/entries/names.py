"""Names as a body's files take them: upper case, without accents, in its letters, within its length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from string import ascii_uppercase

import attrs

from ..findings import PERSONAL, mask
from ..model import NameRule

__all__ = ["SEPARATOR", "WireName", "wire_name"]

SEPARATOR = ":"
"""Stands between surname and forenames, and stays where there are none."""


@attrs.frozen(kw_only=True)
class WireName:
    """A name as it would go out, and why it may not.

    Args:
        surname: in the letters of the rule.
        forenames: likewise; may be empty.
        respelt: the characters that were written otherwise, each as ``É as E``; upper case is not told.
        refused: the characters that the body does not take, by their Unicode names, sorted.
        too_long: by how many characters the whole name is over the limit; 0 where it fits.
    """

    surname: str = attrs.field(repr=mask, metadata=PERSONAL)
    forenames: str = attrs.field(repr=mask, metadata=PERSONAL)
    respelt: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    too_long: int = 0

    @property
    def text(self) -> str:
        """``SURNAME:FORENAMES``."""
        return f"{self.surname}{SEPARATOR}{self.forenames}"

    @property
    def missing(self) -> bool:
        """Whether the surname lacks: a hyphen or a full stop in its place is none."""
        return not any(map(str.isalpha, self.surname))

    @property
    def fits(self) -> bool:
        """Whether it can be sent."""
        return not (self.missing or self.refused or self.too_long)


def wire_name(surname: str, forenames: str, rule: NameRule) -> WireName:
    """The name that a body's files would carry; letters are never dropped, and nothing is cut.

    Length is that of what goes out, with the colon: an ``ß`` that is written ``SS`` counts twice.

    Args:
        surname: legal surname.
        forenames: legal forenames, separated by spaces.
        rule: of the body.

    >>> from examcore.evidence import Evidence, Source
    >>> rule = NameRule(marks="'-", longest=40, evidence=Evidence.EXAMPLE, source=Source("us"))
    >>> name = wire_name("O'Néill-Brown", "Zoë", rule)
    >>> name.text, name.respelt, name.fits
    ("O'NEILL-BROWN:ZOE", ('É as E', 'Ë as E'), True)
    """
    respelt: set[str] = set()
    refused: set[str] = set()
    taken = frozenset(ascii_uppercase + " " + rule.marks) - {SEPARATOR}
    parts = [_spelt(part, taken, rule.spellings, respelt, refused) for part in (surname, forenames)]
    return WireName(
        surname=parts[0],
        forenames=parts[1],
        respelt=tuple(sorted(respelt)),
        refused=tuple(sorted(refused)),
        too_long=max(0, len(SEPARATOR.join(parts)) - rule.longest),
    )


def _spelt(
    text: str, taken: frozenset[str], spellings: Mapping[str, str], respelt: set[str], refused: set[str]
) -> str:
    """One part of a name; what was changed and what is not taken is put into the two sets."""
    capitals = " ".join(text.upper().split())
    if text.isascii() and taken.issuperset(capitals):
        return capitals  # as most are
    written = []
    for letter in _letters(" ".join(text.split())):
        capital = unicodedata.normalize("NFC", letter.upper())
        if capital in taken:
            written.append(capital)
            continue
        shown = capital if len(capital) == 1 else letter
        spelling = spellings.get(letter) or spellings.get(capital)
        if spelling is None:  # what an accent is taken from, and what one sign is short for, as in ﬁ
            plain = unicodedata.normalize("NFD", capital)
            spelling = "".join(part for part in plain if not unicodedata.combining(part))
        if spelling and taken.issuperset(spelling):
            respelt.add(f"{shown} as {spelling}")
            written.append(spelling)
        else:
            refused.update(_called(part) for part in capital if part not in taken)
            written.append(capital)
    return " ".join("".join(written).split())  # a spelling may be a space


def _letters(text: str) -> Iterator[str]:
    """The characters, each with the accents that stand behind it."""
    letter = ""
    for character in unicodedata.normalize("NFC", text):
        if letter and not unicodedata.combining(character):
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter


def _called(character: str) -> str:
    """What a character is called; of a script without capitals only the script, as one sign may be a name."""
    name = unicodedata.name(character, "a character without a name")
    if unicodedata.category(character) == "Lo":
        return f"{name.partition(' ')[0]} letters"
    return f"{name} (U+{ord(character):04X})"
