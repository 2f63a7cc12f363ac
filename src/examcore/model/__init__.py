"""The nouns that rooms share: centre, candidate, body, series, syllabus, option, component, entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .body import AwardingBody, BodyBook, EntryRoute, LayoutOverlay, NameRule
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
    "EntryRoute",
    "Issue",
    "Item",
    "LayoutOverlay",
    "Link",
    "NameRule",
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

__getattr__ = lazily(
    __name__,
    {
        **dict.fromkeys(("AwardingBody", "BodyBook", "EntryRoute", "LayoutOverlay", "NameRule"), "body"),
        **dict.fromkeys(("BodySeries", "Issue", "OptionKey", "Series", "civil_series"), "series"),
        **dict.fromkeys(("Candidate", "CandidateKey", "Centre", "Entry", "OptionRef", "Process"), "entry"),
        **dict.fromkeys(("Component", "DisallowedPair", "Item", "Link", "Option", "Session"), "offer"),
        **dict.fromkeys(("Syllabus", "TimeAllowed", "Timetabled", "UnitLink"), "offer"),
    },
)
