"""What awarding bodies offer in a series: syllabuses, options, components, and what joins and parts them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from ..evidence import NOT_PUBLISHED, Missing, Origin
from ..money import Money
from .series import BodySeries, OptionKey

__all__ = [
    "Component",
    "DisallowedPair",
    "Item",
    "Link",
    "Option",
    "Session",
    "Syllabus",
    "TimeAllowed",
    "Timetabled",
    "UnitLink",
]


class Item(StrEnum):
    """What an entry for the option leads to."""

    CERTIFICATION = "C"
    UNIT = "U"
    BOTH = "B"


class Timetabled(StrEnum):
    """How a component finds its time."""

    FIXED = "T"
    NOT_TIMETABLED = "N"
    WINDOW = "C"


class Session(StrEnum):
    """The part of a day; `X` and blank in files both mean that there is none."""

    AM = "A"
    PM = "P"
    ALL_DAY = "D"


class TimeAllowed(StrEnum):
    """What the three digits of the time allowed say; only `MINUTES` comes with a number."""

    MINUTES = "minutes"
    NONE = "none"
    NOT_FIXED = "not fixed"
    BLANK = "blank"


@attrs.frozen(kw_only=True)
class Syllabus:
    """A syllabus (specification): the subject under which options stand."""

    series: BodySeries
    code: str
    title: str
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Option:
    """Something that candidates are entered for, under one entry code.

    Args:
        key: body, series and entry code.
        syllabus: code of the syllabus.
        title: as published, at most 36 characters.
        item: certification, unit or both; the raw letter where it is another one.
        process: ``E`` entry, ``R`` registration.
        certification: exam type, qualification and level joined by ``/``: ``GCSE/FC``; empty for a unit.
        unit: the same for the unit; empty for a certification.
        discount_code: classification code; ``9999``, ``0000`` and empty compare with nothing.
        accreditation: qualification number without obliques, or a unit reference number, or empty.
        fee_flag: ``Y`` where the body publishes a fee, ``N`` where it defines none; else what stands there.
        fee: in pence, as the file has it; see `price`.
        result_type: how results are given, code list 8.4.
        gradesets: codes of first and second grade, of their endorsements, and of their forecasts.
        maximum_mark: or uniform mark; None where blank.
        declared_components: how many the file says there are; the links are what counts.
        doubt: why the line may not be the one that holds; empty where nothing speaks against it.
    """

    key: OptionKey
    syllabus: str
    title: str
    item: str
    process: str
    certification: str
    unit: str
    discount_code: str
    accreditation: str
    fee_flag: str
    fee: int
    result_type: str
    gradesets: tuple[str, str, str, str, str, str]
    maximum_mark: int | None
    declared_components: int | None
    doubt: str = ""
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def fee_defined(self) -> bool:
        """Whether the body says that it publishes a fee."""
        return self.fee_flag == "Y"

    @property
    def code(self) -> str:
        """The entry code."""
        return self.key.code

    @property
    def price(self) -> Money | Missing:
        """The published entry fee, or `NOT_PUBLISHED`; what an entry costs is the quote's business."""
        return Money(self.fee) if self.fee_defined else NOT_PUBLISHED

    @property
    def exam_type(self) -> str:
        """The certification's type, or the unit's where there is none."""
        return self.certification or self.unit

    @property
    def qualification_number(self) -> str:
        """The accreditation number of a certification, empty where it is blank or a unit reference number."""
        number = self.accreditation
        return number if self.item != Item.UNIT and number[:1].isdigit() else ""


@attrs.frozen(kw_only=True)
class Component:
    """A paper, task or piece of work.

    Args:
        series: whose and which.
        code: component code.
        title: as published.
        teacher_marks: ``N`` none, ``Y`` centre marks, ``G`` centre grades, ``E`` external with a due date.
        maximum_mark: of the centre mark; None where blank.
        gradeset: of centre grades.
        due: the day centre marks are due.
        timetabled: fixed, not timetabled, or in a window.
        on: the timetabled day.
        session: of that day; None where there is none or it is not yet set.
        time: whether there is a time in minutes.
        minutes: the time allowed, None unless ``time`` is `TimeAllowed.MINUTES`.
    """

    series: BodySeries
    code: str
    title: str
    teacher_marks: str
    maximum_mark: int | None
    gradeset: str
    due: date | None
    timetabled: str
    on: date | None
    session: Session | None
    time: TimeAllowed
    minutes: int | None
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Link:
    """An option has a component; many to many."""

    series: BodySeries
    option: str
    component: str
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class DisallowedPair:
    """Two option codes, or patterns ``A515*`` of them, that one candidate may not hold together."""

    series: BodySeries
    first: str
    second: str
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class UnitLink:
    """A unit feeds an award. Its file names no series; the catalogue finds it by the codes."""

    award: str
    unit: str
    origin: Origin | None = attrs.field(default=None, eq=False)
