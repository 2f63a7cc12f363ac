"""How names are spelt in the letters A to Z: what all bodies share, because no body was seen to say it.

A letter that only carries an accent needs no line: it loses the accent. The table is examcore's own choice,
in the way that is common where text has to become ASCII; whoever is spelt otherwise gives an ``entry_name``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["SPELLINGS"]

_APOSTROPHES: Final = "\u2018\u2019\u201b\u2032\u02bb\u02bc\u02bd\u02be\u02bf\u00b4\uff07`"
_HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"

SPELLINGS: Final[Mapping[str, str]] = {
    "Æ": "AE",
    "Ð": "D",
    "Đ": "D",
    "Ħ": "H",
    "Ĳ": "IJ",
    "Ł": "L",
    "Ŋ": "NG",
    "Ø": "O",
    "Œ": "OE",
    "Þ": "TH",
    "Ŧ": "T",
    "ß": "SS",
    "ẞ": "SS",
    "ı": "I",
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
}
"""Capital letters, small ones without a capital of their own, typographic apostrophes and hyphens."""
