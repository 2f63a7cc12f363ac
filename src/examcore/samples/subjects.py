"""The subjects that invented awarding-body sets offer, and when their papers are sat: all EXAMPLE."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import attrs

__all__ = ["AS_LEVELS", "A_LEVELS", "GCSES", "UNITISED", "Level", "Subject", "sitting"]


@attrs.frozen(kw_only=True)
class Level:
    """A kind of qualification.

    Args:
        exam_type: qualification and level of the certification.
        unit_type: of units.
        gradeset: of the grade.
        unit_gradeset: of the grade of a unit.
        fee: EXAMPLE fee in pence from which those of a set begin.
    """

    exam_type: str
    unit_type: str
    gradeset: str
    unit_gradeset: str = "Q"
    fee: int


GCSE: Final = Level(exam_type="GCSE/9FC", unit_type="GCSE/B", gradeset="40", fee=4105)
DOUBLE: Final = Level(exam_type="GCSE/9DA", unit_type="GCSE/B", gradeset="41", fee=8210)
A_LEVEL: Final = Level(exam_type="GCE/A", unit_type="GCE/B", gradeset="4", fee=10115)
AS_LEVEL: Final = Level(exam_type="GCE/ASB", unit_type="GCE/B", gradeset="A", fee=5125)
NATIONAL: Final = Level(
    exam_type="CNAT/1&2", unit_type="CNAT/1&2", gradeset="21", unit_gradeset="22", fee=2035
)


@attrs.frozen(kw_only=True)
class Subject:
    """A subject of one level.

    Args:
        letters: two, for codes.
        title: as a centre calls it.
        department: of the centre.
        level: what it leads to.
        tiers: letters of its tiers; empty where it has none.
        minutes: of each written paper.
        work: what else there is: ``spoken`` or ``practical`` endorsement, ``oral``, ``coursework``, ``task``.
        units: how many, of a unitised award.
        slot: which slot of the timetable its papers have.
    """

    letters: str
    title: str
    department: str
    level: Level = GCSE
    tiers: str = ""
    minutes: tuple[int, ...] = ()
    work: tuple[str, ...] = ()
    units: int = 0
    slot: int


_GCSE_ROWS = (
    ("EL", "English Language", "English", GCSE, "", (105, 105), ("spoken",)),
    ("MA", "Mathematics", "Mathematics", GCSE, "FH", (90, 90, 90), ()),
    ("SC", "Combined Science", "Science", DOUBLE, "FH", (75, 75, 75, 75), ()),
    ("HI", "History", "Humanities", GCSE, "", (75, 105, 80), ()),
    ("GE", "Geography", "Humanities", GCSE, "", (90, 90), ()),
    ("FR", "French", "Languages", GCSE, "FH", (45, 60, 75), ("oral",)),
    ("RS", "Religious Studies", "Humanities", GCSE, "", (105, 105), ()),
    ("AD", "Art and Design", "Arts", GCSE, "", (), ("coursework", "task")),
)
_A_LEVEL_ROWS = (
    ("MA", "Mathematics", "Mathematics", A_LEVEL, "", (120, 120, 120), ()),
    ("BI", "Biology", "Science", A_LEVEL, "", (120, 120), ("practical",)),
    ("HY", "History", "Humanities", A_LEVEL, "", (150, 150), ("coursework",)),
    ("PS", "Psychology", "Social Sciences", A_LEVEL, "", (120, 120, 120), ()),
    ("LI", "English Literature", "English", A_LEVEL, "", (180, 150), ("coursework",)),
    ("FA", "Fine Art", "Arts", A_LEVEL, "", (), ("coursework", "task")),
)
_AS_ROWS = (("MS", "Mathematics (AS)", "Mathematics", AS_LEVEL, "", (90, 90), ()),)

_Row = tuple[str, str, str, Level, str, tuple[int, ...], tuple[str, ...]]


def _subjects(rows: tuple[_Row, ...], first_slot: int) -> tuple[Subject, ...]:
    return tuple(
        Subject(
            letters=letters,
            title=title,
            department=department,
            level=level,
            tiers=tiers,
            minutes=minutes,
            work=work,
            slot=slot,
        )
        for slot, (letters, title, department, level, tiers, minutes, work) in enumerate(rows, first_slot)
    )


GCSES: Final = _subjects(_GCSE_ROWS, 0)
A_LEVELS: Final = _subjects(_A_LEVEL_ROWS, 0)
AS_LEVELS: Final = _subjects(_AS_ROWS, 8)
UNITISED: Final = (
    Subject(
        letters="EN",
        title="Enterprise",
        department="Business",
        level=NATIONAL,
        minutes=(60,),
        units=3,
        slot=8,
    ),
    Subject(letters="LW", title="Life and Work", department="PSHE", minutes=(60,), units=2, slot=9),
)

_WEEKS: Final = {  # Mondays on which weeks of papers begin
    6: (date(2027, 5, 10), date(2027, 5, 17), date(2027, 6, 7), date(2027, 6, 14)),
    11: (date(2027, 11, 1), date(2027, 11, 8), date(2027, 11, 15), date(2027, 11, 22)),
}
_SLOTS_OF_A_WEEK: Final = 5


def sitting(month: int, slot: int, paper: int) -> tuple[date, bool]:
    """The day of a paper, and whether it is sat in the morning: no two slots share a session.

    Args:
        month: of the series.
        slot: of the subject, 0 to 9.
        paper: its number, from 0.

    >>> sitting(6, 0, 0)
    (datetime.date(2027, 5, 10), True)
    """
    half, day = divmod(slot, _SLOTS_OF_A_WEEK)
    return _WEEKS[month][paper] + timedelta(days=day), half == 0
