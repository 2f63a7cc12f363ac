"""Where a fact comes from, how far to trust it, and what a decision rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final, Generic, Literal, TypeVar

import attrs

__all__ = ["NOT_PUBLISHED", "UNKNOWN", "Decision", "Evidence", "Missing", "Origin", "Reason", "Source"]

T_co = TypeVar("T_co", covariant=True)


class Evidence(StrEnum):
    """How a fact is known; the label travels with every value that came from outside.

    The order is from the strongest to the weakest, so that what rests on several facts carries the weakest
    label:

    >>> Evidence.weakest([Evidence.SUPPLIED, Evidence.DERIVED])
    <Evidence.DERIVED: 'DERIVED'>
    """

    SEEN = "SEEN"
    """Stated by a published document, or read in real files."""
    SUPPLIED = "SUPPLIED"
    """Read from the user's own files or from basedata."""
    DERIVED = "DERIVED"
    """Arithmetic or inference from seen facts."""
    RECALLED = "RECALLED"
    """Professional memory that no source confirmed."""
    PROVISIONAL = "PROVISIONAL"
    """Proposed because no source was found."""
    ASSUMED = "ASSUMED"
    """The user asked for it to be assumed."""
    EXAMPLE = "EXAMPLE"
    """Invented, for demonstrations and tests."""

    @classmethod
    def weakest(cls, labels: Iterable[Evidence]) -> Evidence:
        """The weakest of the labels; `UNKNOWN` has none, so an empty iterable is a `ValueError`."""
        order = list(cls)
        return max(labels, key=order.index)


class Missing(Enum):
    """Values that are not there, and say why: `UNKNOWN` and `NOT_PUBLISHED`.

    >>> bool(UNKNOWN), NOT_PUBLISHED, NOT_PUBLISHED is UNKNOWN
    (False, NOT_PUBLISHED, False)
    """

    UNKNOWN = "unknown"
    NOT_PUBLISHED = "not published"

    def __repr__(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> Literal[False]:
        return False


UNKNOWN: Final = Missing.UNKNOWN
"""It cannot be told from what was given; the reasons say what is missing."""

NOT_PUBLISHED: Final = Missing.NOT_PUBLISHED
"""The awarding body's file has the place for it and leaves it open."""


@attrs.frozen
class Source:
    """A document, web page or file that a fact was read in.

    Args:
        key: short name, such as ``JCQ-DOC``.
        where: public address, clause or column.

    >>> str(Source("JCQ-DOC", "section 2"))
    'JCQ-DOC section 2'
    """

    key: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.key} {self.where}".rstrip()


@attrs.frozen
class Origin:
    """The place in a file that a value was read from. It is never part of a value's equality.

    Args:
        file: the name as given; members of archives as ``outer.zip!inner``.
        line: 1-based.
        sequence: the file's sequence number, where it has one.
        produced: the day on which the file says it was produced.

    >>> str(Origin("O6G27_70.X01", 5))
    'O6G27_70.X01:5'
    """

    file: str
    line: int
    sequence: int | None = None
    produced: date | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@attrs.frozen
class Reason:
    """One step of a decision: the rule, what it said, and where that comes from.

    Args:
        rule: id of a regulation, of a design decision, or of a field of a format.
        says: one sentence for people.
        evidence: how the rule or the value is known.
        source: document, or place in a file.
        edition: of the rule, where it has editions, such as ``2025-26``.

    >>> print(Reason("FEE-01", "no deadline is known", Evidence.DERIVED, Source("RULES", "5")))
    no deadline is known [FEE-01, DERIVED] (RULES 5)
    """

    rule: str
    says: str
    evidence: Evidence
    source: Source | Origin | None = None
    edition: str = ""

    def __str__(self) -> str:
        place = f" ({self.source})" if self.source else ""
        return f"{self.says} [{self.rule}, {self.evidence}]{place}"


@attrs.frozen
class Decision(Generic[T_co]):
    """An answer with what it rests on; the value is `UNKNOWN` when nothing supports one.

    ``findings`` are `examcore.findings.Finding` values; that room stands to the right of this one.

    >>> why = Reason("FEE-01", "no deadline is known", Evidence.DERIVED)
    >>> Decision(UNKNOWN, because=(why,)).known
    False
    """

    value: T_co | Missing
    because: tuple[Reason, ...] = ()
    findings: tuple[Any, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not isinstance(self.value, Missing)
