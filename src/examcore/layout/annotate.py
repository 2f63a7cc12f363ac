"""One record for people: under a ruler, with the names, values and meanings of its fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import attrs

from ..findings import mask
from .fields import Field, fields_of
from .record import RecordLayout

__all__ = ["annotate"]

_WIDTH: Final = 60  # columns in a line, so that a terminal of 80 does not break it
_LONGEST: Final = 16  # value behind which meanings are still aligned
_BEYOND: Final = 120  # columns that are shown behind the end of a record


def annotate(
    raw: bytes,
    layout: RecordLayout[Any] | None,
    *,
    reveal: bool = False,
    personal: Collection[str] | None = None,
    private: bool = False,
    ranges: Iterable[tuple[int, int]] = (),
    marked_only: bool = False,
) -> str:
    r"""A record with a ruler above it, marks below it, and a list of its fields.

    A masked value is as wide as the value, so that the ruler fits. Fields that are blank are told together.

    Args:
        raw: the line without its line end.
        layout: None where nobody knows what line it is; everything is masked then.
        reveal: show everything in clear.
        personal: names of the fields to mask; those that the layout declares, unless given.
        private: mask everything: a line that is not as it should be may have a name in any column.
        ranges: start and length, in columns, of what is to be marked.
        marked_only: list only the fields that are marked, where some are.

    >>> from examcore.layout import CODE, TEXT, column, constant, wire
    >>> @wire()
    ... class PersonRecord:
    ...     kind: str = column(1, 1, constant("P"), default="P")
    ...     number: str = column(2, 4, CODE, "given by the centre")
    ...     name: str = column(6, 12, TEXT, "of a sample", personal=True)
    >>> layout = RecordLayout.of(PersonRecord, name="P", source="an example")
    >>> print(annotate(b"P0001SAMPLE ANN  ", layout, ranges=[(2, 4)]))
    P, 17 of 17 columns (an example)
         ....+....1....+..
       1 P0001XXXXXX XXX
          ^^^^
      1-1     kind    P           always P [SEEN]
      2-5     number  0001        given by the centre [SEEN]
      6-17    name    XXXXXX XXX  of a sample [SEEN]
    """
    text = "".join(c if c.isprintable() else "?" for c in raw.decode("latin-1"))
    end = layout.padded if layout else 0
    shown = min(max(len(text), end), end + _BEYOND)
    private = private or layout is None
    masked = text if reveal else _masked(text, layout, personal, private=private)
    marked = {c for start, length in ranges for c in range(start, min(start + length, shown + 1))}
    lines = [_title(layout, len(raw)) + (", all of it masked" if private and not reveal else "")]
    lines += _ruled(masked[:shown], shown, marked)
    if len(text) > shown:
        lines.append(f"       … {len(text) - shown} more columns")
    if layout is not None:
        lines += _listed(masked, layout, marked if marked_only else set())
    return "\n".join(lines)


def _title(layout: RecordLayout[Any] | None, length: int) -> str:
    if layout is None:
        return f"a line that is no record of this file, {length} columns"
    return f"{layout.name}, {length} of {layout.padded} columns ({layout.source})"


def _masked(
    text: str, layout: RecordLayout[Any] | None, personal: Collection[str] | None, *, private: bool
) -> str:
    """The text with the shape of what may not be shown, of the same width."""
    if private or layout is None:
        return mask(text)
    names = layout.personal if personal is None else personal
    shapes = _shapes(layout)
    characters = list(text)
    for field in layout.fields:
        part = text[field.start - 1 : field.end]
        value = part.rstrip(" ")
        if field.name in names:
            value = mask(value)
        elif layout.personal and field.name in shapes:
            value = shapes[field.name](value)
        value = value if len(value) <= len(part) else mask(part)
        characters[field.start - 1 : field.end] = value.ljust(len(part))
    if names:  # what is behind the columns may be anything
        characters[layout.length :] = mask(text[layout.length :])
    return "".join(characters)


def _shapes(layout: RecordLayout[Any]) -> dict[str, Any]:
    """How the wire class shows the fields that may hold a misplaced name."""
    names = {field.name for field in fields_of(layout.wire_class)}
    return {a.name: a.repr for a in attrs.fields(layout.wire_class) if a.name in names and callable(a.repr)}


def _ruled(text: str, end: int, marked: set[int]) -> Iterator[str]:
    """The record in pieces, each with its ruler, and marks where there are some."""
    last = max(len(text.rstrip(" ")), 1, *marked)
    for first in range(1, min(last, end) + 1, _WIDTH):
        columns = range(first, min(first + _WIDTH, end + 1))
        yield "     " + "".join(_tick(column) for column in columns)
        yield f"{first:4d} {text[first - 1 : columns[-1]]}".rstrip()
        if not marked.isdisjoint(columns):
            yield ("     " + "".join("^" if column in marked else " " for column in columns)).rstrip()


def _tick(column: int) -> str:
    if column % 10 == 0:
        return str(column // 10 % 10)
    return "+" if column % 5 == 0 else "."


def _listed(text: str, layout: RecordLayout[Any], marked: set[int]) -> Iterator[str]:
    fields = sorted(layout.fields, key=lambda field: field.start)
    chosen = [f for f in fields if not marked.isdisjoint(range(f.start, f.end + 1))] or fields
    values = [text[f.start - 1 : f.end].rstrip(" ") for f in chosen]
    widest = max(len(f.name) for f in chosen)
    room = min(max(map(len, values)) or len("blank"), _LONGEST)
    blank: list[Field] = []
    for field, value in zip(chosen, values, strict=True):
        if not value and len(chosen) > 1:
            blank.append(field)
            continue
        yield from _blank(blank, widest)
        blank = []
        meaning = f"{field.meaning or field.codec.name} [{field.evidence}]"
        columns = f"{field.start}-{field.end}"
        yield f"  {columns:<8}{field.name:<{widest}}  {value or 'blank':<{room}}  {meaning}"
    yield from _blank(blank, widest)


def _blank(fields: list[Field], widest: int) -> Iterator[str]:
    if fields:
        columns = f"{fields[0].start}-{fields[-1].end}"
        names = fields[0].name if len(fields) == 1 else f"{fields[0].name} to {fields[-1].name}"
        yield f"  {columns:<8}{names:<{widest}}  blank"
