"""A file by which a format is tested."""

from __future__ import annotations

import attrs

from ..model import Issue

__all__ = ["Sample"]


@attrs.frozen
class Sample:
    """A file of the format, with nothing wrong in it and nobody real in it.

    Args:
        name: as such files are called.
        data: the whole file.
        issue: which file it is, for formats that write; None where the format tells by itself.
        postcode: of the centre, for formats that write it.
    """

    name: str
    data: bytes = attrs.field(repr=False)
    issue: Issue | None = attrs.field(default=None, kw_only=True)
    postcode: str = attrs.field(default="", kw_only=True)
