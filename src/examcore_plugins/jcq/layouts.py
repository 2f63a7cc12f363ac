"""Which layouts a file is read by: those of its version, with what is different for its body."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from examcore.findings import Finding, mask
from examcore.layout import BOM, RecordLayout
from examcore.model import BodyBook

from . import codes

__all__ = ["layouts_for", "version_of"]

_AS_11 = (9, 10)
"""Versions that are laid out as version 11 is."""
_HEAD = 4096


def layouts_for(
    layouts: tuple[RecordLayout[Any], ...], jcq_id: str, bodies: BodyBook
) -> tuple[RecordLayout[Any], ...]:
    """The layouts as that body's files have them."""
    overlays = {overlay.layout: overlay for overlay in bodies.overlays(jcq_id)}
    if not overlays:
        return layouts
    own = tuple(
        layout.overlay(
            name=f"{layout.name} of {jcq_id}",
            columns=overlay.columns,
            length=overlay.length,
            evidence=overlay.evidence,
            source=str(overlay.source),
        )
        if (overlay := overlays.get(layout.name))
        else layout
        for layout in layouts
    )
    width = max(layout.length for layout in own)  # control records are filled to the length of the details
    return tuple(o if o.padded == width else o.overlay(name=o.name, padded=width) for o in own)


def version_of(
    letter: str, data: bytes, versions: Collection[int], name: str
) -> tuple[int, str, tuple[Finding, ...]]:
    """The version to read a file by, the JCQ identifier in its header, and what is odd about the version."""
    newest, oldest = max(versions), min(versions)
    mark = f"{letter}1".encode()
    # the header is the first line; an editor may have put a blank one before it
    first = enumerate(data[:_HEAD].removeprefix(BOM).splitlines()[:5], 1)
    line, header = next(((n, text) for n, text in first if text[:2] == mark), (0, b""))
    if not header:
        return newest, "", ()
    said, jcq_id = header[24:26], header[7:9].decode("latin-1")
    version = int(said) if re.fullmatch(rb"[0-9]{2}", said) else None
    if version in versions or (version in _AS_11 and oldest == 11):
        return max(version or 0, oldest), jcq_id, ()
    # the nearest version that is not older, as nothing is known beyond the newest
    used = next((v for v in sorted(versions) if version is not None and v > version), newest)
    shown = ascii(said.decode("latin-1"))[1:-1]
    if version is None and letter in "EA":
        shown = mask(shown)  # the row of a candidate may stand in the header's place
    return used, jcq_id, (codes.VERSION_UNKNOWN.at(name, line, start=25, length=2, value=shown, used=used),)
