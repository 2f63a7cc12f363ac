"""Names as a body's files take them: upper case, without accents, in its letters, within its length."""

from __future__ import annotations

import unicodedata
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
        respelt: the characters that were written otherwise, each as ``é as E``; upper case is not told.
        refused: the characters that the body does not take, by their Unicode names.
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
    def fits(self) -> bool:
        """Whether it can be sent."""
        return bool(self.surname) and not self.refused and not self.too_long


def wire_name(surname: str, forenames: str, rule: NameRule) -> WireName:
    """The name that a body's files would carry; letters are never dropped, and nothing is cut.

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
    respelt: dict[str, None] = {}
    refused: dict[str, None] = {}
    parts = [_spelt(part, rule, respelt, refused) for part in (surname, forenames)]
    too_long = max(0, len(SEPARATOR.join(parts)) - rule.longest)
    return WireName(
        surname=parts[0],
        forenames=parts[1],
        respelt=tuple(respelt),
        refused=tuple(refused),
        too_long=too_long,
    )


def _spelt(text: str, rule: NameRule, respelt: dict[str, None], refused: dict[str, None]) -> str:
    """One part of a name; what was changed and what is not taken is put into the two collections."""
    taken = frozenset(ascii_uppercase + " " + rule.marks)
    if taken.issuperset(text) and "  " not in text and text == text.strip():
        return text  # most are, once they are in upper case
    letters = []
    for letter in " ".join(unicodedata.normalize("NFC", text).upper().split()):
        if letter in taken:
            letters.append(letter)
            continue
        spelling = rule.spellings.get(letter)
        if spelling is None:
            parts = unicodedata.normalize("NFD", letter)
            spelling = "".join(part for part in parts if not unicodedata.combining(part))
        if spelling and taken.issuperset(spelling) and letter != SEPARATOR:
            respelt[f"{letter} as {spelling}"] = None
            letters.append(spelling)
        else:
            code = f"U+{ord(letter):04X}"
            refused[f"{unicodedata.name(letter, 'a character without a name')} ({code})"] = None
            letters.append(letter)
    return "".join(letters)
