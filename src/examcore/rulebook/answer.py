"""How a question to the rulebook is decided: by conflicts, then by body, then by edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..evidence import UNKNOWN, Evidence, Reason
from .changes import stated_in
from .edition import UNDATED, Edition
from .quantity import Unit
from .statement import Competing, ConflictKind, Parameter, Ruling, Statement

__all__ = ["answer"]


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
    if edition is not None:
        Edition(edition)  # a text that is none is the caller's mistake, whatever is decided
    open_ones = tuple(c for c in conflicts if c.kind is ConflictKind.OPEN)
    if open_ones:
        return _in_conflict(open_ones, assume=assume)
    by_body = tuple(c for c in conflicts if c.kind is ConflictKind.BODY)
    if by_body and body is None:
        return _in_conflict(by_body, assume=False)

    notes: list[Reason] = []
    asked = [row for row in rows if body in {None, row.body}]
    if not asked and rows and common is not None:
        asked = [row for row in rows if row.body == common]
        if asked:
            says = f"{body} does not say it; {common} does"
            notes.append(Reason(asked[0].rule, says, Evidence.DERIVED))
    if not asked:
        return _not_stated(rows, conflicts, f"for {body}" if body else "", "body")

    chosen = _of_edition(asked, edition)
    if not chosen and edition is not None and allow_older:
        chosen = _older(asked, edition)
        if chosen:
            held = " and ".join(dict.fromkeys(row.edition for row in chosen))
            says = f"{chosen[0].parameter} is not stated in {edition}; taken from {held}"
            notes.append(Reason(chosen[0].rule, says, Evidence.DERIVED, edition=held))
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


def _older(rows: Sequence[Parameter], edition: str) -> list[Parameter]:
    """What each body said last before that edition; what is undated, only where nobody's date is known."""
    order = Edition(edition).order
    before = [
        row for row in rows if row.quantity.unit is not Unit.DATE and Edition(row.edition).order < order
    ]
    dated = [row for row in before if Edition(row.edition).dated]
    return _of_edition(dated or before, None)


def _in_conflict(values: tuple[Competing, ...], *, assume: bool) -> Ruling:
    said = tuple(_noted(value) for value in values)
    first = values[0]
    proposed = [value for value in values if value.default]
    if assume and proposed:
        value = proposed[0]
        why = Reason(
            first.rule,
            f"{first.conflict}: {first.parameter} is in conflict; {value.quantity} is assumed, as was asked",
            Evidence.ASSUMED,
            edition=value.edition,
        )
        return Ruling(value.quantity or UNKNOWN, (why, *said), competing=values)
    cure = "name a body" if first.kind is ConflictKind.BODY else "nothing settles it"
    why = Reason(
        first.rule,
        f"{first.conflict}: {first.parameter} is in conflict: {_listed(values)}; {cure}",
        Evidence.DERIVED,
    )
    return Ruling(UNKNOWN, (why, *said), competing=values)


def _not_stated(rows: Sequence[Parameter], conflicts: Sequence[Competing], where: str, column: str) -> Ruling:
    """Nothing is covered: what there is instead, and what is known to be missing."""
    said = tuple(_noted(c) for c in conflicts)
    if not rows:
        return Ruling(UNKNOWN, said, competing=tuple(conflicts))
    there = sorted({getattr(row, column) for row in rows}, key=_rank)
    says = f"{rows[0].parameter} is not stated {where}; there is {', '.join(there)}"
    return Ruling(UNKNOWN, (Reason(rows[0].rule, says, Evidence.DERIVED), *said))


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
