"""What is to be said of charges together: of which body they are, and what they say of one component."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ..findings import Finding, Severity, shown_body
from ..formats.closed_list import nearest
from ..model import BodyBook
from . import codes
from .waivers import Asked

__all__ = ["contradictions", "unknown_bodies"]

_WORD: Final = re.compile("[a-z]{4,}")


def unknown_bodies(names: Iterable[str], book: BodyBook) -> Iterator[Finding]:
    """A finding for each awarding body that is not known: an error where it is a slip of a known one.

    Args:
        names: as the charges have them.
        book: the bodies that are known.
    """
    told = Counter(name.strip().lower() for name in names if book.find(name.lower()) is None)
    ids = sorted(body.id for body in book.bodies)
    for name, count in told.items():
        near = nearest(name, ids) or _by_another_name(name, book)
        yield codes.UNKNOWN_BODY.at(
            value=shown_body(name),
            severity=Severity.ERROR if near else Severity.WARNING,
            nearest=f"; nearest {near}" if near else f"; there are {', '.join(ids)}",
            count=count,
        )


def _by_another_name(name: str, book: BodyBook) -> str | None:
    """The one body of which a title or the use of an identifier has that word: Edexcel is Pearson's."""
    having = {
        body.id
        for body in book.bodies
        for text in (body.title, *body.jcq_ids.values())
        if name in _WORD.findall(text.lower())
    }
    return having.pop() if len(having) == 1 else None


def contradictions(asked: Iterable[Asked]) -> Iterator[Finding]:
    """For each series, how many services say of one component what cannot both be true.

    Args:
        asked: those that do.
    """
    counts = Counter(f"{one.matter.body} {one.matter.series or one.matter.year}" for one in asked)
    for series, count in counts.items():
        yield codes.CONTRADICTING.at(series=series, count=count)
