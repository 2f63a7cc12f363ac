"""How a question to the rulebook is decided: by conflicts, then by body, then by edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ..evidence import UNKNOWN, Evidence, Reason
from .changes import stated_in
from .edition import UNDATED, Edition
from .quantity import Unit
from .statement import Competing, ConflictKind, Parameter, Ruling, Statement

__all__ = ["answer"]

_S = TypeVar("_S", bound=Statement)


def answer(
    rows: Sequence[Parameter],
    conflicts: Sequence[Competing],
    *,
    edition: str | None,
    body: str | None,
    common: str | None,
    allow_older: bool,
    assume: bool,
) -> Ruling:
    """The ruling on one parameter of one rule; the arguments are those of `Rulebook.get`."""
    open_ones = tuple(c for c in conflicts if c.kind is ConflictKind.OPEN)
    # a body whose own number nobody disputes is no party to the conflict
    apart = all(c.body != body for c in open_ones) and any(row.body == body for row in rows)
    if open_ones and not apart:
        return _in_conflict(
            open_ones, edition=edition, body=body, common=common, allow_older=allow_older, assume=assume
        )
    by_body = tuple(c for c in conflicts if c.kind is ConflictKind.BODY)
    if by_body and body is None:
        return _undecided(by_body)

    notes: list[Reason] = []
    asked = _of_body(rows, body, common, notes)
    if not asked:
        return _not_stated(rows, conflicts, f"for {body}" if body else "", "body")

    chosen = _of_edition(asked, edition)
    if not chosen and edition is not None and allow_older:
        chosen = _of_edition(_before(asked, edition), None)
        _note_older(chosen, edition, notes)
    if not chosen:
        return _not_stated(asked, conflicts, f"in {edition}", "edition")

    values = list(dict.fromkeys(row.quantity for row in chosen))
    said = tuple(row.reason(_sentence(row)) for row in chosen)
    if len(values) > 1:
        why = Reason(chosen[0].rule, f"the bodies differ: {_listed(chosen)}; name one", Evidence.DERIVED)
        return Ruling(UNKNOWN, (why, *said), competing=tuple(chosen))
    weak = tuple(_noted(c) for c in conflicts if c.kind is ConflictKind.UNCONFIRMED and c.quantity in values)
    return Ruling(values[0], (*notes, *said, *weak), parameters=tuple(chosen))


def _of_edition(rows: Sequence[Parameter], edition: str | None) -> list[Parameter]:
    """What each body says in that edition; without one, in its newest."""
    if edition is not None:
        return list(stated_in(edition, rows).values())
    newest: dict[str, Parameter] = {}
    for row in rows:
        held = newest.get(row.body)
        if held is None or Edition(row.edition).order > Edition(held.edition).order:
            newest[row.body] = row
    return list(newest.values())


def _of_body(rows: Sequence[_S], body: str | None, common: str | None, notes: list[Reason]) -> list[_S]:
    """What the body says, else what the common one does, which is noted; everything if none is named."""
    asked = [row for row in rows if body in {None, row.body}]
    if not asked and common is not None:
        asked = [row for row in rows if row.body == common]
        if asked:
            says = f"{body} does not say it; {common} does"
            notes.append(Reason(asked[0].rule, says, Evidence.DERIVED))
    return asked


def _before(rows: Sequence[_S], edition: str) -> list[_S]:
    """What can stand in for that edition: older, and undated only where nobody's date is known."""
    asked = Edition(edition)
    before = [row for row in rows if Edition(row.edition).can_stand_in_for(asked) and _comes_back(row)]
    return [row for row in before if Edition(row.edition).dated] or before


def _comes_back(row: Statement) -> bool:
    """Whether it may hold in another year; a day that was read of one year alone was perhaps that year's."""
    unit = row.quantity.unit if row.quantity else None
    return unit is not Unit.DATE and not (unit is Unit.DAY_OF_YEAR and Edition(row.edition).of_one_year)


def _note_older(chosen: Sequence[Statement], edition: str, notes: list[Reason]) -> None:
    if chosen:
        held = " and ".join(dict.fromkeys(row.edition for row in chosen))
        says = f"{chosen[0].parameter} is not stated in {edition}; taken from {held}"
        notes.append(Reason(chosen[0].rule, says, Evidence.DERIVED, edition=held))


def _in_conflict(
    values: tuple[Competing, ...],
    *,
    edition: str | None,
    body: str | None,
    common: str | None,
    allow_older: bool,
    assume: bool,
) -> Ruling:
    """Undecided, unless a value may be assumed: the only one of that body and edition, else the proposed."""
    notes: list[Reason] = []
    asked = _of_body(values, body, common, notes)
    if not asked:
        return _not_stated(values, values, f"for {body}", "body")
    if not assume:
        return _undecided(values)
    chosen = [v for v in asked if edition is None or Edition(v.edition).covers(edition)]
    if not chosen and edition is not None and allow_older:
        before = _before(asked, edition)
        newest = {v.body: v.edition for v in sorted(before, key=lambda v: Edition(v.edition).order)}
        chosen = [v for v in before if newest[v.body] == v.edition]
        _note_older(chosen, edition, notes)
    if not chosen:
        return _not_stated(asked, values, f"in {edition}", "edition")

    proposed = {v.quantity for v in values if v.default}
    alone = len({v.quantity for v in chosen}) == 1
    taken = next((v for v in chosen if alone or v.quantity in proposed), None)
    if taken is None:
        return _undecided(values)
    which = f"{taken.body} says {taken.quantity}, which" if alone else f"{taken.quantity}"
    says = f"{taken.conflict}: {taken.parameter} is in conflict; {which} is assumed, as was asked"
    why = Reason(taken.rule, says, Evidence.ASSUMED, edition=taken.edition)
    return Ruling(taken.quantity or UNKNOWN, (*notes, why, *map(_noted, values)), competing=values)


def _undecided(values: tuple[Competing, ...]) -> Ruling:
    first = values[0]
    cure = "name a body" if first.kind is ConflictKind.BODY else "nothing settles it"
    says = f"{first.conflict}: {first.parameter} is in conflict: {_listed(values)}; {cure}"
    why = Reason(first.rule, says, Evidence.DERIVED)
    return Ruling(UNKNOWN, (why, *map(_noted, values)), competing=values)


def _not_stated(rows: Sequence[Statement], conflicts: Sequence[Competing], where: str, column: str) -> Ruling:
    """Nothing is covered: what there is instead, and what is known to be missing."""
    said = tuple(_noted(c) for c in conflicts)
    undecided = not rows or any(c.kind is ConflictKind.OPEN for c in conflicts)
    competing = tuple(conflicts) if undecided else ()
    if not rows:
        return Ruling(UNKNOWN, said, competing=competing)
    there = sorted({getattr(row, column) for row in rows}, key=_rank)
    says = f"{rows[0].parameter} is not stated {where}; there is {', '.join(there)}"
    return Ruling(UNKNOWN, (Reason(rows[0].rule, says, Evidence.DERIVED), *said), competing=competing)


def _rank(text: str) -> tuple[tuple[int, int], str]:
    try:
        return Edition(text).order, text
    except ValueError:  # a body
        return (0, 0), text


def _sentence(row: Parameter) -> str:
    return f"{row.meaning}: {row.quantity} ({_whence(row)})"


def _noted(value: Competing) -> Reason:
    what = value.quantity if value.quantity is not None else "no value"
    return value.reason(f"{value.conflict} {value.kind}: {what} ({_whence(value)}), {value.note}")


def _whence(statement: Statement) -> str:
    return f"{statement.body}, {statement.edition}" if statement.edition != UNDATED else statement.body


def _listed(statements: Iterable[Statement]) -> str:
    return " or ".join(f"{s.quantity} ({_whence(s)})" for s in statements)
