"""Awarding bodies, as plugins describe them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..errors import InvalidDeclaration
from ..evidence import Evidence, Source

__all__ = ["AwardingBody", "BodyBook", "EntryRoute", "LayoutOverlay", "NameRule"]


@attrs.frozen(kw_only=True)
class LayoutOverlay:
    """How one body's records differ from the common layout: a wrong column is mended here, as data.

    Args:
        layout: name of the layout, such as ``O5/14``.
        jcq_id: whose files it applies to.
        columns: field name to (start, length), 1-based, for the fields that lie elsewhere.
        length: of the whole record, if that differs too.
        evidence: how the difference is known.
        source: where it was seen.
    """

    layout: str
    jcq_id: str
    columns: Mapping[str, tuple[int, int]]
    length: int | None = None
    evidence: Evidence
    source: Source


@attrs.frozen(kw_only=True)
class NameRule:
    """Which names a body takes in its files, and how others are spelt for it.

    Args:
        marks: the characters that it takes beside the letters A to Z and the space.
        longest: characters of the whole name, with what parts surname and forenames.
        spellings: letters that do not only lose an accent, and how they are written: ``Ø`` as ``O``.
        evidence: how the rule is known.
        source: where it was seen.
    """

    marks: str
    longest: int
    spellings: Mapping[str, str] = attrs.field(factory=dict)
    evidence: Evidence
    source: Source


@attrs.frozen(kw_only=True)
class EntryRoute:
    """How a body takes entries under one of its identifiers.

    Args:
        jcq_id: the identifier.
        format: id of the file format, such as ``jcq.entries.entries``.
        evidence: how the route is known.
        source: where it was seen.
    """

    jcq_id: str
    format: str
    evidence: Evidence
    source: Source


@attrs.frozen(kw_only=True)
class AwardingBody:
    """An awarding body: its names and identifiers, and how its files differ from the common ones.

    Args:
        id: lower-case name by which tables and scripts call it, such as ``aqa``.
        title: as it calls itself.
        jcq_ids: two-digit identifiers in files, each with what it is used for.
        recognition_number: of Ofqual, such as ``RN5196``; empty when it has none.
        overlays: differences in layout.
        names: which names its files take; None where nothing is known.
        routes: how it takes entries; none is known of an identifier that has no route.
        shares_jcq_rules: whether the days and fee rules of the plugin ``jcq`` hold for it where it has none
            of its own.
        evidence: of the identifiers.
        source: of the identifiers.
    """

    id: str
    title: str
    jcq_ids: Mapping[str, str]
    recognition_number: str = ""
    overlays: tuple[LayoutOverlay, ...] = ()
    names: NameRule | None = None
    routes: tuple[EntryRoute, ...] = ()
    shares_jcq_rules: bool = False
    evidence: Evidence
    source: Source

    def find_route(self, jcq_id: str) -> EntryRoute | None:
        """How it takes entries under that identifier, or None."""
        return next((route for route in self.routes if route.jcq_id == jcq_id), None)


def _in_order(bodies: Iterable[AwardingBody]) -> tuple[AwardingBody, ...]:
    return tuple(bodies)


@attrs.frozen
class BodyBook:
    """The awarding bodies that are known, by id and by JCQ identifier.

    >>> BodyBook(()).id_of("70")
    '70'
    """

    bodies: tuple[AwardingBody, ...] = attrs.field(default=(), converter=_in_order)
    _by_jcq_id: dict[str, AwardingBody] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_id: dict[str, AwardingBody] = {}
        for body in self.bodies:
            for jcq_id in body.jcq_ids:
                other = by_id.setdefault(jcq_id, body)
                if other is not body:
                    raise InvalidDeclaration(
                        f"JCQ identifier {jcq_id} belongs to both {other.id} and {body.id}"
                    )
        object.__setattr__(self, "_by_jcq_id", by_id)

    def find(self, name: str) -> AwardingBody | None:
        """The body of that id or JCQ identifier, or None."""
        return next((b for b in self.bodies if b.id == name), None) or self._by_jcq_id.get(name)

    def id_of(self, jcq_id: str) -> str:
        """The id of the body with that JCQ identifier; the identifier itself where nobody claims it."""
        body = self._by_jcq_id.get(jcq_id)
        return body.id if body else jcq_id

    @property
    def sharing_jcq(self) -> tuple[str, ...]:
        """Ids of the bodies for which the days and fee rules of ``jcq`` hold, in the order of the bodies."""
        return tuple(body.id for body in self.bodies if body.shares_jcq_rules)

    def overlays(self, jcq_id: str) -> Iterable[LayoutOverlay]:
        """The layout differences of that JCQ identifier."""
        body = self._by_jcq_id.get(jcq_id)
        return tuple(o for o in body.overlays if o.jcq_id == jcq_id) if body else ()
