"""What candidates are entered for: courses of the invented basedata, or options of any catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ..catalogue import Catalogue
from ..model import Option, OptionRef, Process
from .chance import Chance
from .offers import Course, sets
from .people import Group
from .subjects import A_LEVELS, AS_LEVELS, GCSES, UNITISED, Subject

__all__ = ["BODIES", "Drawing", "Programme", "Wanted"]

BODIES: Final = ("aqa", "ocr", "pearson", "wjec", "ccea")
"""Whose courses a centre may choose; Cambridge International takes no entry files that are known."""


@attrs.frozen
class Wanted:
    """An option that somebody is entered for, and the centre's own words for it."""

    option: OptionRef
    subject: str = ""
    department: str = ""


class Programme:
    """The courses that a centre has chosen, one for each subject.

    Args:
        seed: of all draws.
        bodies: among whose courses it chooses.
    """

    def __init__(self, seed: int, bodies: Iterable[str]) -> None:
        self._chance = Chance(seed, "programme")
        given = tuple(bodies)
        unknown = sorted(set(given) - {one.series.body for one in sets()})
        if unknown:
            known = ", ".join(dict.fromkeys(one.series.body for one in sets()))
            raise ValueError(f"no courses of {', '.join(unknown)}; there are {known}")
        offered: dict[Subject, list[Course]] = {}
        for one in sets():
            if one.series.body in given:
                for course in one.courses:
                    offered.setdefault(course.subject, []).append(course)
        self._resits = [course for courses in offered.values() for course in courses if _resit(course)]
        chosen: dict[Subject, Course] = {}
        for subject, courses in offered.items():
            summer = [course for course in courses if not _resit(course)]
            if summer:
                chosen[subject] = self._chance.pick(summer)
        if not chosen:
            known = ", ".join(dict.fromkeys(one.series.body for one in sets()))
            raise ValueError(f"none of the bodies offers a course; there are {known}")
        self._core = [chosen[s] for s in GCSES[:3] if s in chosen]
        self._choice = [chosen[s] for s in (*GCSES[3:], *UNITISED) if s in chosen]
        self._a_levels = [chosen[s] for s in A_LEVELS if s in chosen]
        self._as_levels = [chosen[s] for s in AS_LEVELS if s in chosen]

    def draw(self, group: Group) -> list[Wanted]:
        """What the next candidate of that kind is entered for."""
        chance = self._chance
        if group is Group.YEAR_11:
            courses = self._core + chance.shuffled(self._choice)[: 4 + chance.below(3)]
        elif group is Group.YEAR_12:
            courses = self._as_levels + (chance.shuffled(self._resits)[:1] if chance.happens(60) else [])
        elif group is Group.YEAR_13:
            courses = chance.shuffled(self._a_levels)[: 3 + chance.happens(15)]
        else:
            anything = self._a_levels or self._choice or self._core
            courses = chance.shuffled(anything)[: 1 + chance.below(2)]
        higher = chance.happens(60)
        return [wanted for course in courses for wanted in _wanted(course, higher)]


def _resit(course: Course) -> bool:
    return course.series.code.startswith("B")


def _wanted(course: Course, higher: bool) -> Iterable[Wanted]:
    subject, series = course.subject, course.series
    tier = ("H" if higher else "F") if subject.tiers else ""
    for code in course.entries[tier]:
        yield Wanted(OptionRef(series.body, series.code, code), subject.title, subject.department)


class Drawing:
    """Draws options of a catalogue that one candidate may hold together.

    Registrations are left out, and options of which the catalogue is not sure.

    Args:
        seed: of all draws.
        catalogue: whose options are drawn.
        entries_each: for each candidate, as far as the catalogue has so many that go together.
    """

    def __init__(self, seed: int, catalogue: Catalogue, entries_each: int) -> None:
        self._chance, self._catalogue, self._each = Chance(seed, "drawing"), catalogue, entries_each
        self._pool: list[tuple[Option, Wanted]] = []
        for option in catalogue:
            ref = None if catalogue.find_doubts(option) else _ref(option, catalogue)
            if ref is not None and option.process == Process.ENTRY:
                syllabus = catalogue.find_syllabus(option)
                self._pool.append((option, Wanted(ref, syllabus.title if syllabus else option.title)))
        if not self._pool:
            raise ValueError("the catalogue has no option that could be entered")

    def draw(self) -> list[Wanted]:
        """What the next candidate is entered for."""
        held: list[tuple[Option, Wanted]] = []
        size = len(self._pool)
        for _ in range(20 * self._each):
            if len(held) == self._each:
                break
            self._take(held, self._pool[self._chance.below(size)])
        first = self._chance.below(size)
        for place in range(size if len(held) < self._each else 0):  # a small catalogue: look at all of it
            self._take(held, self._pool[(first + place) % size])
            if len(held) == self._each:
                break
        return [wanted for _, wanted in held]

    def _take(self, held: list[tuple[Option, Wanted]], candidate: tuple[Option, Wanted]) -> None:
        option = candidate[0]
        if all(self._go_together(option, other) for other, _ in held):
            held.append(candidate)

    def _go_together(self, one: Option, other: Option) -> bool:
        if one is other:
            return False
        number = one.qualification_number
        if number and number == other.qualification_number:
            return False
        return self._catalogue.find_disallowed(one, other) is None


def _ref(option: Option, catalogue: Catalogue) -> OptionRef | None:
    """The option as a table names it: by its body, or by the identifier where the body has the code twice."""
    series = option.key.series
    if series is None:
        return None
    for body in (series.body, series.jcq_id or ""):
        ref = OptionRef(body, series.code, option.code)
        if catalogue.resolve(ref) is option:
            return ref
    return None
