"""A centre with everybody in it, and the table in which it keeps its entries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cached_property
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..entries import COLUMNS, FORMATS, Entries
from ..findings import counted
from ..formats import read_bytes
from ..ids import centre_number as centre_numbers
from ..ids.problem import is_digits
from ..model import BodyBook, Candidate, Centre
from .basedata import make_catalogue
from .chance import Chance
from .faults import FAULTS
from .people import OTHER_CENTRE, Group, Person, make_people
from .planting import Draft, Planted, Row, plant
from .programme import BODIES, Drawing, Programme, Wanted

__all__ = ["CENTRE_NUMBER", "POSTCODE", "SampleCentre", "make_centre"]

CENTRE_NUMBER: Final = "64999"
"""Of the invented centre."""
POSTCODE: Final = "ZZ99 9ZZ"
"""No postcode area is called ZZ."""
TABLE: Final = "entries.csv"
"""What findings call the table."""

_NAMES: Final = tuple(column.name for column in COLUMNS)


@attrs.frozen(kw_only=True, repr=False)
class SampleCentre:
    """An invented centre; made by `make_centre`.

    Args:
        seed: from which it follows.
        centre: its number, name and postcode.
        candidates: as they are, whatever faults the table has.
        catalogue: the basedata from which its entries were drawn.
        planted: the faults in its table, in the order in which they were planted.
    """

    seed: int
    centre: Centre
    candidates: tuple[Candidate, ...]
    catalogue: Catalogue = attrs.field(eq=False)
    planted: tuple[Planted, ...] = ()
    _rows: tuple[tuple[str, ...], ...]
    _owners: tuple[int, ...]  # of each row: the place among the candidates
    _spoilt: frozenset[int] = frozenset()  # places of those whose rows have a fault

    def __repr__(self) -> str:
        people, entries = counted(len(self.candidates), "candidate"), counted(len(self._rows), "entry")
        faults = f", {counted(len(self.planted), 'planted fault')}" if self.planted else ""
        return f"<SampleCentre {self.centre.number}: {people}, {entries}{faults}>"

    def table(self) -> bytes:
        """The entries as a CSV file with all columns of docs/reference/entries-table.md.

        >>> make_centre(seed=1, candidates=1).table()[:51]
        b'centre_number,candidate_number,surname,forenames,se'
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_NAMES)
        writer.writerows(self._rows)
        return text.getvalue().encode()

    @cached_property
    def entries(self) -> Entries:
        """What reading the table gives: entries with their origins, and what was found in reading."""
        return Entries.of(read_bytes(self.table(), TABLE, FORMATS, BodyBook()))

    def with_fault(self, name: str, count: int = 1) -> SampleCentre:
        """The centre with a fault planted in its table, at candidates whose rows have none yet.

        Args:
            name: one of `FAULTS`.
            count: at how many candidates.

        Raises:
            LookupError: there is no fault of that name, or not so many candidates whose rows can have it.
            ValueError: the count is negative.

        >>> centre = make_centre(seed=1, candidates=50).with_fault("scientific-uln")
        >>> [(fault.code, fault.line) for fault in centre.planted]
        [('entries.damaged-cell', 119)]
        >>> sorted({finding.code for finding in centre.entries.findings})
        ['entries.damaged-cell']
        """
        if type(count) is not int:
            raise TypeError(f"count is a whole number, not of type {type(count).__name__}")
        fault = FAULTS.get(name)
        if fault is None:
            raise LookupError(f"there is no fault {name!r}; there are {', '.join(FAULTS)}")
        if count < 0:
            raise ValueError(f"a fault is planted 0 times or more, not {count} times")
        rows = [dict(zip(_NAMES, row, strict=True)) for row in self._rows]
        draft = Draft(
            rows=rows,
            owners=list(self._owners),
            catalogue=self.catalogue,
            chance=Chance(self.seed, f"{name} {len(self.planted)}"),
            spoilt=set(self._spoilt),
        )
        planted = plant(fault, draft, count)
        return attrs.evolve(
            self,
            planted=(*self.planted, *planted),
            rows=tuple(tuple(row.values()) for row in draft.rows),
            owners=tuple(draft.owners),
            spoilt=frozenset(draft.spoilt),
        )


def make_centre(
    seed: int = 1,
    candidates: int = 200,
    *,
    catalogue: Catalogue | None = None,
    entries_each: int | None = None,
    bodies: Iterable[str] | None = None,
    centre_number: str = CENTRE_NUMBER,
) -> SampleCentre:
    """An invented centre: people of many origins, their entries, and the table in which they stand.

    Two in three candidates sit GCSEs, the others AS and A levels; of fifty one is private and one a guest.
    The entries name courses of `make_basedata`, and nothing is wrong with them until a fault is planted.
    Centre number and postcode, UPNs (of the authority 999) and ULNs (that begin with 9999) are nobody's;
    the identifiers check all the same.

    Args:
        seed: any number; the same gives the same centre on every computer.
        candidates: how many, 0 to 9,999.
        catalogue: draw options of this one, at random, instead of courses; two that no candidate may hold
            together are kept apart. Nobody knows their departments, so that ``department`` stays blank.
        entries_each: with a catalogue: how many for each candidate, as far as there are so many; 8 unless
            given.
        bodies: without a catalogue: whose courses the centre may choose; unless given, those of all but
            Cambridge International, of which no way to take entry files is known.
        centre_number: five digits.

    Raises:
        ValueError: there cannot be so many candidates, none of the bodies offers a course, the catalogue has
            no option; the centre number is not five digits, or ``entries_each`` is less than 1.
        TypeError: arguments of the one way of drawing with the other.

    >>> centre = make_centre(seed=7, candidates=100)
    >>> centre.candidates[0].number, len(centre.entries) == len(centre.table().splitlines()) - 1
    ('0001', True)
    """
    for name, value in (("seed", seed), ("candidates", candidates)):
        if type(value) is not int:
            raise TypeError(f"{name} is a whole number, not of type {type(value).__name__}")
    if not isinstance(centre_number, str):
        raise TypeError(f"centre_number is a text, not of type {type(centre_number).__name__}")
    if catalogue is None and entries_each is not None:
        raise TypeError("entries_each goes with a catalogue; without one there are whole courses")
    if catalogue is not None and bodies is not None:
        raise TypeError("bodies choose courses; with a catalogue its own options are drawn")
    if entries_each is not None and entries_each < 1:
        raise ValueError(f"every candidate has an entry at least, not {entries_each}")
    if not 0 <= candidates <= 9999:
        raise ValueError(f"a centre has 0 to 9,999 candidates, not {candidates}")
    number = centre_numbers.make(centre_number)
    if not is_digits(number, 5):
        raise ValueError("UCIs begin with five digits, so the centre number has no letters here")
    year = (
        2027
        if catalogue is None
        else max((s.series.year for s in catalogue.series if s.series), default=2027)
    )
    people = tuple(make_people(seed, candidates, centre=number, year=year))
    wanted = _drawn(seed, people, catalogue, entries_each, bodies)
    rows, owners = [], []
    for place, (person, options) in enumerate(zip(people, wanted, strict=True)):
        for option in options:
            rows.append(tuple(_row(person, option).values()))
            owners.append(place)
    return SampleCentre(
        seed=seed,
        centre=Centre(number=number, name="Sample School", postcode=POSTCODE),
        candidates=tuple(person.candidate for person in people),
        catalogue=make_catalogue() if catalogue is None else catalogue,
        rows=tuple(rows),
        owners=tuple(owners),
    )


def _drawn(
    seed: int,
    people: tuple[Person, ...],
    catalogue: Catalogue | None,
    entries_each: int | None,
    bodies: Iterable[str] | None,
) -> list[list[Wanted]]:
    if catalogue is None:
        programme = Programme(seed, BODIES if bodies is None else bodies)
        return [programme.draw(person.group) for person in people]
    drawing = Drawing(seed, catalogue, 8 if entries_each is None else entries_each)
    return [drawing.draw() for _ in people]


def _row(person: Person, wanted: Wanted) -> Row:
    who, option = person.candidate, wanted.option
    guest = person.group is Group.GUEST
    cells = {
        "centre_number": who.centre_number,
        "candidate_number": who.number,
        "surname": who.surname,
        "forenames": who.forenames,
        "sex": who.sex,
        "date_of_birth": str(who.date_of_birth),
        "uci": who.uci,
        "upn": who.upn,
        "uln": who.uln,
        "awarding_body": option.body,
        "series": option.series,
        "option_code": option.code,
        "status": who.status,
        "qualifier": "G" if guest else "",
        "other_centre_number": OTHER_CENTRE if guest else "",
        "other_candidate_number": person.other_number,
        "entry_name": person.entry_name,
        "subject": wanted.subject,
        "department": wanted.department,
        "year_group": person.year_group,
        "form": person.form,
        "payer": "candidate" if person.group is Group.PRIVATE else "",
    }
    return {name: cells.get(name, "") for name in _NAMES}
