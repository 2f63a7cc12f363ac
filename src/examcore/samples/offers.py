"""What invented sets of June and November 2027 offer, as model values: codes, fees and days are EXAMPLE."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import attrs

from ..ids import qualification_number
from ..model import (
    BodySeries,
    Component,
    DisallowedPair,
    Item,
    Link,
    Option,
    OptionKey,
    Process,
    Session,
    Syllabus,
    TimeAllowed,
    Timetabled,
    UnitLink,
)
from .subjects import A_LEVELS, AS_LEVELS, GCSES, UNITISED, Subject, sitting

__all__ = ["Course", "SampleSet", "sets"]


@attrs.frozen(kw_only=True)
class Course:
    """A subject as one set offers it.

    Args:
        subject: which.
        series: of the set.
        entries: the codes that a candidate is entered for, by tier; of a unitised award the units as well.
    """

    subject: Subject
    series: BodySeries
    entries: dict[str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class SampleSet:
    """The basedata of one identifier in one series.

    Args:
        series: whose and which.
        values: model values by the letter of their file, ``U`` for unit links.
        courses: what candidates may be entered for.
    """

    series: BodySeries
    values: dict[str, tuple[Any, ...]]
    courses: tuple[Course, ...]


_SETS: Final = (
    # body, identifier, series, stem of codes, subjects, whether there are disallowed pairs
    ("aqa", "70", "6G27", "X1", "EL MA SC HI GE FR RS AD", False),
    ("aqa", "70", "6A27", "X2", "A/MA A/BI A/HY A/PS A/LI A/FA AS/MS", False),
    ("aqa", "70", "BG27", "X1", "EL MA", False),
    ("ocr", "01", "6A27", "X3", "MA SC HI GE RS U/EN", True),
    ("ocr", "01", "6B27", "X4", "A/BI A/HY A/PS", True),
    ("pearson", "10", "6G27", "X5", "MA SC HI FR AD", True),
    ("pearson", "11", "6C27", "X6", "A/MA A/LI A/FA AS/MS", True),
    ("wjec", "40", "6G27", "0009", "EL MA GE FR RS AD", False),
    ("wjec", "41", "6A27", "X8", "A/BI A/PS", False),
    # no series code of CCEA is known, so this one is an example too
    ("ccea", "61", "6G27", "X9", "EL HI U/LW", False),
    ("cambridge", "02", "6B27", "X0", "EL MA FR N/GE", True),
)
_LEVELS: Final = {"": GCSES, "A": A_LEVELS, "AS": AS_LEVELS, "U": UNITISED, "N": GCSES}


@cache
def sets() -> tuple[SampleSet, ...]:
    """All of them.

    >>> len(sets()), str(sets()[0].series), sets()[0].courses[1].entries
    (11, 'aqa 70 6G27', {'F': ('X1MAF',), 'H': ('X1MAH',)})
    """
    return tuple(
        _Shelf(number, BodySeries(body, jcq_id, code), stem).filled(subjects.split(), pairs)
        for number, (body, jcq_id, code, stem, subjects, pairs) in enumerate(_SETS)
    )


def _subject(name: str) -> tuple[Subject, bool]:
    """The subject of ``A/MA``, and whether its fee is published."""
    level, _, letters = name.rpartition("/")
    return next(s for s in _LEVELS[level] if s.letters == letters), level != "N"


_DUE: Final = timedelta(days=5)  # before the first paper
_OPTION: Final[dict[str, Any]] = {
    "process": Process.ENTRY.value,
    "certification": "",
    "unit": "",
    "discount_code": "",
    "accreditation": "",
    "fee_flag": "Y",
    "result_type": "1",
    "maximum_mark": 0,
}
_COMPONENT: Final[dict[str, Any]] = {
    "teacher_marks": "N",
    "maximum_mark": 0,
    "gradeset": "",
    "due": None,
    "timetabled": Timetabled.NOT_TIMETABLED.value,
    "on": None,
    "session": None,
    "time": TimeAllowed.NONE,
    "minutes": None,
}
_ENDORSEMENTS: Final = {"spoken": ("Spoken Language", "42"), "practical": ("Practical Work", "43")}


class _Shelf:
    """Collects the values of one set."""

    def __init__(self, number: int, series: BodySeries, stem: str) -> None:
        self.number, self.series, self.stem = number, series, stem
        civil = series.series
        self.month = civil.month if civil else 6
        self.values: dict[str, list[Any]] = {letter: [] for letter in "SOCLDU"}
        self.courses: list[Course] = []

    def filled(self, subjects: list[str], pairs: bool) -> SampleSet:
        for name in subjects:
            subject, published = _subject(name)
            syllabus = self._code(subject, "")
            self._put("S", Syllabus(series=self.series, code=syllabus, title=self._title(subject, "")))
            if subject.units:
                entries = {"": self._unitised(subject, syllabus)}
            else:
                entries = {tier: (self._linear(subject, tier, published),) for tier in subject.tiers or ("",)}
            if published:  # else whoever draws entries would wonder why a quote is not complete
                self.courses.append(Course(subject=subject, series=self.series, entries=entries))
            if pairs and len(entries) > 1:
                foundation, higher = (f"{codes[0]}*" for codes in entries.values())
                for first, second in ((foundation, higher), (higher, foundation)):
                    self._put("D", DisallowedPair(series=self.series, first=first, second=second))
        values = {letter: tuple(given) for letter, given in self.values.items() if given}
        return SampleSet(series=self.series, values=values, courses=tuple(self.courses))

    def _put(self, letter: str, value: Any) -> None:
        self.values[letter].append(value)

    def _code(self, subject: Subject, suffix: str) -> str:
        """``X1MAH``; of WJEC, whose codes are digits and may begin with a zero, ``000922``."""
        if not self.stem.isdigit():
            return f"{self.stem}{subject.letters}{suffix}"
        return f"{self.stem}{subject.slot + 1}{' FH'.index(suffix) if suffix else 0}"

    def _title(self, subject: Subject, suffix: str) -> str:
        title = f"Sample {subject.title}{f' Tier {suffix}' if suffix else ''}"
        return title if self.stem.isdigit() else title.upper()  # lower case occurs with this body only

    def _number(self) -> str:
        """A qualification number that checks; a resit has that of the summer, and none in use begins so."""
        first = next(number for number, row in enumerate(_SETS) if row[3] == self.stem)
        return str(qualification_number.make(f"99{first:02d}{len(self.values['S']):03d}"))

    def _fee(self, subject: Subject) -> int:
        return subject.level.fee + 35 * self.number + 5 * len(self.values["S"])

    def _linear(self, subject: Subject, tier: str, published: bool) -> str:
        code = self._code(subject, tier)
        parts = [*self._papers(code, subject), *self._work(code, subject)]
        endorsement = next((_ENDORSEMENTS[w][1] for w in subject.work if w in _ENDORSEMENTS), "")
        self._option(
            code,
            syllabus=self._code(subject, ""),
            title=self._title(subject, tier),
            item=Item.CERTIFICATION.value,
            certification=subject.level.exam_type,
            accreditation=self._number(),
            fee_flag="Y" if published else "N",
            fee=self._fee(subject) if published else 0,
            gradesets=(subject.level.gradeset, "", endorsement, "", "", ""),
            declared_components=len(parts),
        )
        self._link(code, parts)
        return code

    def _unitised(self, subject: Subject, syllabus: str) -> tuple[str, ...]:
        """Units that are paid for, and an award that is not: it has no fee, or one of 0 pence."""
        award = f"{syllabus}C"
        self._option(
            award,
            syllabus=syllabus,
            title=f"{self._title(subject, '')} AWARD",
            item=Item.CERTIFICATION.value,
            certification=subject.level.exam_type,
            accreditation=self._number(),
            fee_flag="Y" if self.series.body == "ocr" else "N",
            fee=0,
            result_type="B",
            gradesets=(subject.level.gradeset, "", "", "", "", ""),
            maximum_mark=100 * subject.units,
            declared_components=0,
        )
        units = []
        for number in range(1, subject.units + 1):
            unit = f"{syllabus}{number}"
            parts = self._papers(unit, subject) if number == 1 else [self._coursework(unit)]
            self._option(
                unit,
                syllabus=syllabus,
                title=f"{self._title(subject, '')} UNIT {number}",
                item=Item.UNIT.value,
                unit=subject.level.unit_type,
                discount_code="9999" if self.series.body == "ocr" else "",
                fee=1150 + 225 * number,
                result_type="U",
                gradesets=(subject.level.unit_gradeset, "", "", "", "", ""),
                maximum_mark=100,
                declared_components=len(parts),
            )
            self._link(unit, parts)
            self._put("U", UnitLink(award=award, unit=unit))
            units.append(unit)
        return (award, *units)

    def _option(self, code: str, **given: Any) -> None:
        key = OptionKey(self.series.body, self.series, code)
        self._put("O", Option(key=key, **(_OPTION | given)))

    def _link(self, code: str, parts: list[str]) -> None:
        for part in parts:
            self._put("L", Link(series=self.series, option=code, component=part))

    def _component(self, code: str, title: str, **given: Any) -> str:
        self._put("C", Component(series=self.series, code=code, title=title, **(_COMPONENT | given)))
        return code

    def _papers(self, code: str, subject: Subject) -> list[str]:
        codes = []
        for number, minutes in enumerate(subject.minutes):
            on, morning = sitting(self.month, subject.slot, number)
            codes.append(
                self._component(
                    f"{code}/{number + 1}",
                    f"SAMPLE PAPER {number + 1}",
                    timetabled=Timetabled.FIXED.value,
                    on=on,
                    session=Session.AM if morning else Session.PM,
                    time=TimeAllowed.MINUTES,
                    minutes=minutes,
                )
            )
        return codes

    def _due(self) -> date:
        return sitting(self.month, 0, 0)[0] - _DUE

    def _coursework(self, code: str) -> str:
        return self._component(
            f"{code}/N", "SAMPLE COURSEWORK", teacher_marks="Y", maximum_mark=60, due=self._due()
        )

    def _work(self, code: str, subject: Subject) -> list[str]:
        codes = []
        window = Timetabled.WINDOW.value
        for work in subject.work:
            if work == "coursework":
                codes.append(self._coursework(code))
            elif work == "oral":
                codes.append(
                    self._component(
                        f"{code}/O",
                        "SAMPLE SPEAKING TEST",
                        timetabled=window,
                        time=TimeAllowed.MINUTES,
                        minutes=12,
                    )
                )
            elif work == "task":
                due = self._due()
                no_time = {"timetabled": window, "time": TimeAllowed.NOT_FIXED}
                codes.append(
                    self._component(f"{code}/T", "SAMPLE SET TASK", teacher_marks="E", due=due, **no_time)
                )
            else:
                title, gradeset = _ENDORSEMENTS[work]
                about = {"teacher_marks": "G", "gradeset": gradeset, "due": self._due()}
                codes.append(self._component(f"{code}/S", f"SAMPLE {title.upper()} ENDORSEMENT", **about))
        return codes
