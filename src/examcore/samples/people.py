"""Invented candidates: each with names, a birth date and identifiers that check, and that nobody bears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import count
from typing import Final

import attrs

from ..errors import MalformedIdentifier
from ..findings import PERSONAL, mask
from ..ids import candidate_number, uci, uln, upn
from ..model import Candidate
from .chance import Chance
from .names import FORENAMES, LONG, SURNAMES, UNUSUAL, Name

__all__ = ["AUTHORITY", "OTHER_CENTRE", "ULN_PREFIX", "Group", "Person", "make_people"]

ULN_PREFIX: Final = "9999"
"""With which the ULNs begin, right before the placeholder 9999999999: learners have other ones."""
AUTHORITY: Final = "999"
"""With which the UPNs begin behind their check letter: England has no local authority of that code."""
OTHER_CENTRE: Final = "64998"
"""An invented centre from which the guests come."""


class Group(Enum):
    """Who somebody is to the centre: a title, and the year group where there is one."""

    YEAR_11 = "11"
    YEAR_12 = "12"
    YEAR_13 = "13"
    PRIVATE = ""
    GUEST = "guest"


@attrs.frozen(kw_only=True)
class Person:
    """A candidate, and what the table says beside it.

    Args:
        candidate: as entries name them.
        group: who that is to the centre.
        year_group: as the table has it.
        form: likewise.
        entry_name: to send instead of a name that is too long.
        other_number: of a guest, at the other centre.
    """

    candidate: Candidate
    group: Group
    year_group: str = ""
    form: str = ""
    entry_name: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    other_number: str = ""


_PUPILS: Final = (Group.YEAR_11,) * 6 + (Group.YEAR_13,) * 2 + (Group.YEAR_12, Group.YEAR_11)
_AGES: Final = {Group.YEAR_11: 16, Group.YEAR_12: 17, Group.YEAR_13: 18, Group.GUEST: 18}
_FORM: Final = 30
_FORMS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def make_people(seed: int, number: int, *, centre: str, year: int) -> Iterator[Person]:
    """So many candidates, numbered from 0001; of fifty one is private and one a guest.

    Args:
        seed: of all draws.
        number: 1 to 9999.
        centre: its number.
        year: of the series, from which the birth dates follow.

    >>> one, *rest = make_people(1, 100, centre="64999", year=2027)
    >>> one.candidate.number, one.form, sum(p.group is Group.GUEST for p in rest)
    ('0001', '11A', 2)
    """
    chance = Chance(seed, "people")
    ulns = _ulns(chance.below(100_000))
    size: dict[Group, int] = {}
    for index in range(number):
        group = _group(index)
        place = size[group] = size.get(group, 0) + 1
        sex = chance.pick("FM")
        name = _name(chance, index, sex)
        born, allocated = _years(chance, group, year)
        private = group is Group.PRIVATE
        guest = group is Group.GUEST
        candidate = Candidate(
            centre_number=centre,
            number=candidate_number.make(index + 1),
            surname=name.surname,
            forenames=name.forenames,
            sex=sex,
            date_of_birth=born,
            uci=uci.make(OTHER_CENTRE if guest else centre, index + 1, allocated % 100),
            upn="" if private else _upn(index, allocated),
            uln=next(ulns),
            status="P" if private else "C",
        )
        in_form = not private and not guest
        yield Person(
            candidate=candidate,
            group=group,
            year_group=group.value if in_form else "",
            form=f"{group.value}{_FORMS[(place - 1) // _FORM % len(_FORMS)]}" if in_form else "",
            entry_name=name.entry_name,
            other_number=candidate_number.make(place) if guest else "",
        )


def _group(index: int) -> Group:
    if index % 50 == 24:
        return Group.PRIVATE
    return Group.GUEST if index % 50 == 49 else _PUPILS[index % len(_PUPILS)]


def _name(chance: Chance, index: int, sex: str) -> Name:
    if index % 100 == 60:
        return LONG[sex]
    if index % 8 == 3:
        return chance.pick(UNUSUAL[sex])
    first, second = chance.pick(FORENAMES[sex]), chance.pick(FORENAMES[sex])
    two = first != second and chance.happens(40)
    return Name(chance.pick(SURNAMES), f"{first} {second}" if two else first)


def _years(chance: Chance, group: Group, year: int) -> tuple[date, int]:
    """Birth date, and the year that the UCI carries: of the academic year of the first GCSE."""
    if group is Group.PRIVATE:
        born = date(year - 19 - chance.below(50), 1, 1) + timedelta(days=chance.below(365))
        return born, year - 2 - chance.below(8)
    age = _AGES[group]
    start = date(year - age, 9, 1)  # a year group is born from one September to the next
    return start - timedelta(days=1 + chance.below(365)), year - 1 - (age - 16)


def _upn(index: int, year: int) -> str:
    """Admitted to an invented school six years before the first GCSE."""
    school, serial = divmod(index, 1000)
    return upn.make(AUTHORITY, f"{9990 + school}", (year - 6) % 100, f"{serial:03d}")


def _ulns(first: int) -> Iterator[str]:
    """ULNs one after the other; with one in eleven beginnings there is none."""
    for number in count(first):
        try:
            yield uln.make(f"{ULN_PREFIX}{number % 100_000:05d}")
        except MalformedIdentifier:
            continue
