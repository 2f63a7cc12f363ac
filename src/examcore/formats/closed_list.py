"""Words of closed lists: how they are compared, and which one a slip means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["closed_list", "nearest"]

_CLOSE: Final = 0.75


def closed_list(text: str) -> str:
    """A word as the closed lists have it: lower case, and hyphens for blanks and underscores.

    >>> closed_list("Very late")
    'very-late'
    """
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one of some names that a text is a slip of, if any.

    >>> nearest("prise", ["price", "series"]), nearest("title", ["price", "series"])
    ('price', None)
    """
    import difflib  # noqa: PLC0415  takes long, and few names are slips

    near = difflib.get_close_matches(text, list(known), 1, _CLOSE)
    return near[0] if near else None
