"""What differs between two editions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from .edition import Edition
from .statement import Parameter

__all__ = ["Change", "ChangeKind", "changes_between", "stated_in"]


class ChangeKind(StrEnum):
    """How a number differs between two editions."""

    CHANGED = "changed"
    """Both editions say it, and they say different values."""
    FIRST_STATED = "first-stated"
    """Only the new edition says it: the rule may be new, or the old text may not have been read."""
    NO_LONGER_STATED = "no-longer-stated"
    """Only the old edition says it: the rule may have gone, or the new text may not have been read."""


@attrs.frozen
class Change:
    """A number that two editions do not say alike.

    Args:
        kind: what kind of difference.
        old: the row of the old edition, None where it says nothing.
        new: the row of the new edition, None where it says nothing.
    """

    kind: ChangeKind
    old: Parameter | None
    new: Parameter | None

    @property
    def rule(self) -> str:
        """Id of the regulation."""
        return self._either.rule

    @property
    def parameter(self) -> str:
        """Name of the number."""
        return self._either.parameter

    @property
    def body(self) -> str:
        """Whose rule it is."""
        return self._either.body

    @property
    def _either(self) -> Parameter:
        found = self.new or self.old
        if found is None:
            raise ValueError("a change has an old or a new row")
        return found

    def __str__(self) -> str:
        old = self.old.quantity if self.old else "not stated"
        new = self.new.quantity if self.new else "not stated"
        return f"{self.rule} {self.parameter} ({self.body}): {old} → {new}"


def stated_in(edition: str, parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    """By body, the row that speaks of the edition; its own row goes before one of several editions."""
    asked = Edition(edition)
    found: dict[str, Parameter] = {}
    for row in parameters:
        if Edition(row.edition).covers(asked.text):
            held = found.get(row.body)
            if held is None or _span(row) < _span(held):
                found[row.body] = row
    return found


def _span(row: Parameter) -> int:
    """How many years the row's edition speaks of."""
    last, first = Edition(row.edition).order
    return last - first


def changes_between(old: str, new: str, groups: Iterable[tuple[Parameter, ...]]) -> Iterable[Change]:
    """The differences, in the order of the groups; each group is one parameter of one rule."""
    for group in groups:
        before, after = stated_in(old, group), stated_in(new, group)
        for body in sorted(before.keys() | after.keys()):
            was, now = before.get(body), after.get(body)
            if was is None:
                yield Change(ChangeKind.FIRST_STATED, None, now)
            elif now is None:
                yield Change(ChangeKind.NO_LONGER_STATED, was, None)
            elif was.quantity != now.quantity:
                yield Change(ChangeKind.CHANGED, was, now)
