"""How a fault gets into the table of an invented centre, and where it will be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import attrs

from ..catalogue import Catalogue
from ..model import Option, OptionKey, OptionRef, civil_series
from .chance import Chance

__all__ = ["Draft", "Fault", "Plan", "Planted", "Row", "plant"]

Row = dict[str, str]
"""The cells of a row, by column."""


@attrs.frozen
class Planted:
    """A fault where it was planted.

    Args:
        fault: its name.
        code: of the finding that tells it.
        line: of the table, where the finding stands; the header is line 1.
    """

    fault: str
    code: str
    line: int


@attrs.define(slots=False)
class Draft:
    """The rows of a table while faults are planted in them.

    Args:
        rows: of the table; a fault may change them and append others.
        owners: of each row, the place of its candidate.
        catalogue: basedata of the entries.
        chance: which rows and values are taken.
        spoilt: places of candidates whose rows have a fault; others leave them alone.
    """

    rows: list[Row] = attrs.field(repr=False)
    owners: list[int] = attrs.field(repr=False)
    catalogue: Catalogue
    chance: Chance
    spoilt: set[int] = attrs.field(repr=False)

    @cached_property
    def of(self) -> dict[int, list[Row]]:
        """The rows of each candidate that are there to begin with."""
        held: dict[int, list[Row]] = {}
        for row, owner in zip(self.rows, self.owners, strict=True):
            held.setdefault(owner, []).append(row)
        return held

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every option code that there is."""
        return frozenset(option.code for option in self.catalogue)

    @cached_property
    def by_number(self) -> dict[str, list[Option]]:
        """Options by qualification number."""
        found: dict[str, list[Option]] = {}
        for option in self.catalogue:
            if option.qualification_number:
                found.setdefault(option.qualification_number, []).append(option)
        return found

    @cached_property
    def _forbidden(self) -> dict[OptionKey, tuple[Option, ...]]:
        return {}

    @cached_property
    def _restricted(self) -> frozenset[object]:
        return frozenset(pair.series for pair in self.catalogue.disallowed)

    def forbidden_with(self, option: Option) -> tuple[Option, ...]:
        """The options that nobody may hold together with this one."""
        if option.key.series not in self._restricted:
            return ()
        found = self._forbidden.get(option.key)
        if found is None:
            forbidden = (other for other in self.catalogue if self.catalogue.find_disallowed(option, other))
            found = self._forbidden[option.key] = tuple(forbidden)
        return found

    def option(self, row: Row) -> Option | None:
        """What the row is entered for."""
        found = self.catalogue.resolve(OptionRef(row["awarding_body"], row["series"], row["option_code"]))
        return found if isinstance(found, Option) else None

    def append(self, owner: int, row: Row) -> Row:
        """One more row of a candidate, at the end of the table."""
        self.rows.append(row)
        self.owners.append(owner)
        return row

    def earlier(self, owner: int) -> int | None:
        """Another candidate with the same series in their first row, before this one; spoilt from now on."""
        first = self.of[owner][0]
        for place, rows in self.of.items():
            if place >= owner:
                return None
            same_season = civil_series(rows[0]["series"]) == civil_series(first["series"])
            if place not in self.spoilt and same_season and rows[0]["surname"] != first["surname"]:
                self.spoilt.add(place)
                return place
        return None


Plan = Callable[[Draft, int], Row | None]
"""Plants a fault at a candidate and gives the row where it will be found; None where it cannot be planted."""


@attrs.frozen(kw_only=True)
class Fault:
    """A fault that can be planted.

    Args:
        name: by which it is asked for.
        does: what stands in the table then.
        code: of the finding that tells it.
        when: ``check`` if reading and checking tell it, ``files`` if making files to send does.
        plan: how it is planted.
    """

    name: str
    does: str
    code: str
    when: str = "check"
    plan: Plan = attrs.field(repr=False)


def plant(fault: Fault, draft: Draft, count: int) -> Iterator[Planted]:
    """Plant a fault at so many candidates, chosen by chance.

    Raises:
        LookupError: there are not so many that can have it.
    """
    told: list[Row] = []
    for owner in draft.chance.shuffled(tuple(draft.of)):
        if len(told) == count:
            break
        if owner in draft.spoilt:
            continue
        row = fault.plan(draft, owner)
        if row is not None:
            draft.spoilt.add(owner)
            told.append(row)
    if len(told) < count:
        raise LookupError(f"only {len(told)} of {count} candidates have rows that can have {fault.name}")
    lines = {id(row): line for line, row in enumerate(draft.rows, 2)}
    return (Planted(fault.name, fault.code, lines[id(row)]) for row in told)
