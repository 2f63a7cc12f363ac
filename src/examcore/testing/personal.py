"""Whether personal values stand where everybody may read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import attrs

from ..formats import Content

__all__ = ["leaked", "words_of"]

_SHORTEST = 4
"""Of the words that are looked for; shorter ones may stand anywhere by chance."""


def words_of(content: Content) -> frozenset[str]:
    """The words of the personal fields of values and lines, in upper case."""
    found = [text for value in content.values for text in _personal(value)]
    if content.records is not None:
        for _, _, fields, personal in content.records.iter_lines():
            found += [str(fields[name]) for name in personal]
    words = (word for text in found for word in re.split(r"[^\w'-]+", text.upper()))
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def _personal(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _personal(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            item = getattr(value, field.name)
            if field.metadata.get("personal") and item:
                yield str(item)
            else:
                yield from _personal(item)


def leaked(content: Content, secrets: frozenset[str]) -> str | None:
    """Where one of the words can be read, or None."""
    shown = [
        (f"the finding {finding.code}", f"{finding} {finding.params} {json.dumps(finding.as_json())}")
        for finding in content.findings
    ]
    shown += [(f"the repr of a {type(value).__name__}", repr(value)) for value in content.values]
    shown += [("the repr of the records", repr(content.records)), ("the repr of the content", repr(content))]
    for where, text in shown:
        upper = text.upper()
        if any(secret in upper for secret in secrets):
            return where
    return None
