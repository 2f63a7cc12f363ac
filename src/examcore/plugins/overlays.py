"""Whether the overlays of a body suit the layouts that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InvalidDeclaration
from ..layout import RecordLayout
from .descriptors import BrokenError
from .examination import CAUGHT, Loaded

__all__ = ["refuse_overlays"]

_HOOK = "examcore_awarding_bodies"


def refuse_overlays(new: Loaded, earlier: Iterable[Loaded]) -> None:
    """Refuse a plugin with a body whose overlay suits no layout of its own formats or of earlier plugins."""
    layouts = {layout.name: layout for loaded in (*earlier, new) for layout in _layouts(loaded)}
    for body in new.offers.get(_HOOK, ()):
        taken = set()
        for overlay in body.overlays:
            which = f"the overlay of {body.id} on {overlay.layout}"
            if overlay.jcq_id not in body.jcq_ids:
                what = f"{which} is for the JCQ identifier {overlay.jcq_id}, which is not the body's"
                raise BrokenError(_HOOK, what, f"there are {', '.join(body.jcq_ids)}")
            if (overlay.layout, overlay.jcq_id) in taken:
                raise BrokenError(_HOOK, f"{which} is there twice", "put all columns into one")
            taken.add((overlay.layout, overlay.jcq_id))
            if overlay.layout not in layouts:
                cure = "name a layout such as O5/14, of a format of this plugin or of an earlier one"
                raise BrokenError(_HOOK, f"{which} is for no layout of any format", cure)
            mark = [
                f.name for f in layouts[overlay.layout].fields if f.end <= len(layouts[overlay.layout].key)
            ]
            if not overlay.columns.keys().isdisjoint(mark):
                what = f"{which} moves the mark by which the record is known"
                raise BrokenError(_HOOK, what, f"leave {', '.join(mark)} where they are")
            try:
                layouts[overlay.layout].overlay(
                    name=overlay.layout, columns=overlay.columns, length=overlay.length
                )
            except InvalidDeclaration as error:
                cure = "let the fields fill the record, without a gap or an overlap"
                raise BrokenError(_HOOK, f"{which} contradicts itself: {error}", cure) from error


def _layouts(loaded: Loaded) -> Iterator[RecordLayout[Any]]:
    """The layouts of the formats of a plugin; one that fails to give them has none."""
    for fmt in loaded.offers.get("examcore_formats", ()):
        try:
            given = tuple(fmt.layouts())
        except CAUGHT:
            continue
        yield from (layout for layout in given if isinstance(layout, RecordLayout))
