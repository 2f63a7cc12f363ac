"""What is said of a parameter of a rule: by whom, when, and how it is known."""

from __future__ import annotations

from enum import StrEnum

import attrs

from ..evidence import Decision, Evidence, Reason, Source
from .quantity import Quantity

__all__ = ["Competing", "ConflictKind", "Parameter", "Ruling", "Statement"]


@attrs.frozen(kw_only=True)
class Statement:
    """One value of one parameter, as one edition of one body has it.

    Args:
        rule: id of the regulation.
        parameter: name of the number within its rule.
        body: whose rule it is: ``jcq``, an awarding body, or another, such as ``dfe``.
        edition: see `Edition`.
        quantity: the value; None where nobody says one.
        evidence: label of the number.
        sources: where it was read.
    """

    rule: str
    parameter: str
    body: str
    edition: str
    quantity: Quantity | None
    evidence: Evidence
    sources: tuple[Source, ...]

    @property
    def source(self) -> str:
        """The sources as text."""
        return "; ".join(map(str, self.sources))

    def reason(self, says: str) -> Reason:
        """A reason that rests on this statement; several sources are one text in it."""
        source = self.sources[0] if len(self.sources) == 1 else Source(self.source)
        return Reason(self.rule, says, self.evidence, source, self.edition)


@attrs.frozen(kw_only=True, repr=False)
class Parameter(Statement):
    """A number of a rule.

    Args:
        confidence: ``H``, ``M`` or ``L``: how surely it is right for that edition; blank where none is given.
        meaning: what it limits or counts.

    >>> from examcore.rulebook import Quantity
    >>> Parameter(
    ...     rule="DEMO-01", parameter="break-maximum", body="jcq", edition="2026-27",
    ...     quantity=Quantity.parse("20", "minutes"), evidence=Evidence.EXAMPLE, sources=(Source("DEMO"),),
    ...     confidence="L", meaning="a break lasts at most",
    ... )
    <Parameter DEMO-01 break-maximum: 20 minutes, jcq 2026-27>
    """

    quantity: Quantity
    confidence: str
    meaning: str

    def __repr__(self) -> str:
        return f"<Parameter {self.rule} {self.parameter}: {self.quantity}, {self.body} {self.edition}>"


class ConflictKind(StrEnum):
    """What is the matter with a parameter."""

    OPEN = "open"
    """Sources disagree, and nothing settles it."""
    EDITION = "edition"
    """It is settled by the edition."""
    BODY = "body"
    """It is settled by the body, which must be named."""
    UNCONFIRMED = "unconfirmed"
    """There is one value, and it is weak."""
    UNKNOWN = "unknown"
    """Nobody says a value."""
    PRACTICE = "practice"
    """The value is settled; what it means for a centre is not."""


@attrs.frozen(kw_only=True, repr=False)
class Competing(Statement):
    """A value that stands against others, or is too weak to rely on.

    Args:
        conflict: its id, such as ``X6``; several parameters may share it.
        kind: what is the matter.
        default: whether it is the value to assume, for a caller who asks for one.
        note: what this value is.
    """

    conflict: str
    kind: ConflictKind
    default: bool
    note: str

    def __repr__(self) -> str:
        value = self.quantity or "no value"
        return f"<Competing {self.conflict} {self.rule} {self.parameter}: {value}, {self.body}>"


@attrs.frozen
class Ruling(Decision[Quantity]):
    """What the rulebook answers: a `Decision` whose value is a `Quantity`, or `UNKNOWN`.

    Args:
        value: see `Decision`.
        because: the statements it rests on, and what was asked for in their stead.
        findings: see `Decision`.
        parameters: the rows that it rests on.
        competing: where it could not be decided, or a value was assumed, all values there are.
    """

    parameters: tuple[Parameter, ...] = ()
    competing: tuple[Statement, ...] = ()

    @property
    def evidence(self) -> Evidence | None:
        """The weakest label of what a known value rests on."""
        return Evidence.weakest(reason.evidence for reason in self.because) if self.known else None
