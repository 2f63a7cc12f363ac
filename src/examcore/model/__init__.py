"""The nouns that more than one room shares: centre, candidate, body, series, syllabus, option, component, entry."""

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
from .series import BodySeries, Issue, OptionKey, Series

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
]
