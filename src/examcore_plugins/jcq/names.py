"""File names of the JCQ formats: ``dcccccbb.Xnn``, in any case."""

from __future__ import annotations

import re

import attrs

from examcore.errors import CannotWrite

__all__ = ["FileName", "file_name", "parse_name"]

_NAME = re.compile(r"([A-Za-z])([0-9A-Za-z]{4}[0-9A-Za-z_])([0-9]{2})\.[Xx]([0-9]{2})")
_BROADCAST = re.compile(r"[1-9A-C][0-9A-Z][0-9]{2}[_CB]")


@attrs.frozen
class FileName:
    """A file name taken apart.

    Args:
        letter: of the file type, upper case.
        where: centre number, or series, year and language in files that a body broadcasts.
        jcq_id: of the awarding body.
        sequence: the two digits of the extension.

    >>> name = parse_name("o6a17_01.x02")
    >>> name.letter, name.series_code, name.language, name.jcq_id, name.sequence
    ('O', '6A17', '_', '01', 2)
    """

    letter: str
    where: str
    jcq_id: str
    sequence: int

    @property
    def series_code(self) -> str:
        """``6A17`` in files that a body broadcasts, else empty."""
        return self.where[:4] if _BROADCAST.fullmatch(self.where) else ""

    @property
    def language(self) -> str:
        """``_`` English, ``C`` Welsh, ``B`` bilingual; empty in files of a centre."""
        return self.where[4] if self.series_code else ""


def parse_name(name: str) -> FileName | None:
    """Take a base name apart; None where it is not of the pattern."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    letter, where, jcq_id, sequence = match.groups()
    return FileName(letter.upper(), where.upper(), jcq_id, int(sequence))


def file_name(letter: str, where: str, jcq_id: str, sequence: int) -> str:
    """The name of a file.

    Raises:
        CannotWrite: a sequence that ends in 00, which writers skip, or parts of the wrong width.

    >>> file_name("E", "12345", "70", 1)
    'E1234570.X01'
    """
    name = f"{letter}{where}{jcq_id}.X{sequence % 100:02d}"
    if parse_name(name) is None or not 0 < sequence <= 999 or sequence % 100 == 0:
        raise CannotWrite(f"{name} is no file name for sequence {sequence}: 1 to 999, never ending in 00")
    return name
