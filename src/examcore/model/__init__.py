"""The nouns that rooms share: centre, candidate, body, series, syllabus, option, component, entry."""

from .body import AwardingBody, BodyBook, LayoutOverlay
from .entry import Candidate, CandidateKey, Centre, Entry, OptionRef, Process
from .offer import (
    Component,
    DisallowedPair,
    Item,
    Link,
    Option,
    Session,
    Syllabus,
    TimeAllowed,
    Timetabled,
    UnitLink,
)
from .series import BodySeries, Issue, OptionKey, Series, civil_series

__all__ = [
    "AwardingBody",
    "BodyBook",
    "BodySeries",
    "Candidate",
    "CandidateKey",
    "Centre",
    "Component",
    "DisallowedPair",
    "Entry",
    "Issue",
    "Item",
    "LayoutOverlay",
    "Link",
    "Option",
    "OptionKey",
    "OptionRef",
    "Process",
    "Series",
    "Session",
    "Syllabus",
    "TimeAllowed",
    "Timetabled",
    "UnitLink",
    "civil_series",
]
