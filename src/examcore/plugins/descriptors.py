"""A look at what hooks give: foreign code, so nothing is taken on trust."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..checks import Check
from ..datasets import DatasetRef
from ..evidence import Evidence, Source
from ..findings import FindingCode
from ..formats import FileFormat
from ..model import AwardingBody, EntryRoute, LayoutOverlay, NameRule
from .hookspecs import HOOKS

__all__ = ["UPDATE", "BrokenError", "check_item", "items_of"]

UPDATE = "update it, or tell its author"

_ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*){2}")
_BODY_ID = re.compile(r"[a-z][a-z0-9_-]*")
_JCQ_ID = re.compile(r"[0-9]{2}")


class BrokenError(Exception):
    """A plugin is broken: the hook at fault, what is wrong, and the cure. Never leaves this room."""

    def __init__(self, hook: str, what: str, cure: str = UPDATE) -> None:
        super().__init__(hook, what, cure)
        self.hook = hook
        self.what = what
        self.cure = cure


def items_of(hook: str, answer: object) -> Iterator[Any]:
    """The descriptors in an answer; `BrokenError` where it is not an iterable, or holds something else."""
    wanted = HOOKS[hook].__name__
    cure = f"return an iterable of {wanted}"
    if isinstance(answer, (str, bytes, Mapping)) or not isinstance(answer, Iterable):
        raise BrokenError(hook, f"it gave {_kind(answer)}", cure)
    for item in answer:
        if not isinstance(item, HOOKS[hook]):
            raise BrokenError(hook, f"it gave {_kind(item)} among its answers", cure)
        yield item


def check_item(hook: str, item: Any, plugin: str) -> None:
    """Refuse a descriptor whose id or fields would fail later, in somebody else's hands."""
    if not isinstance(item.id, str):
        raise BrokenError(hook, f"an id is {_kind(item.id)}", "give a text")
    if isinstance(item, AwardingBody):
        if not _BODY_ID.fullmatch(item.id):
            raise BrokenError(hook, f"the id {item.id!r} is no lower-case name", "choose one such as aqa")
    elif not _ID.fullmatch(item.id) or not item.id.startswith(f"{plugin}."):
        cure = f"call it {plugin}.group.name, as the plugin is named {plugin}"
        raise BrokenError(hook, f"the id {item.id!r} is not in the namespace of the plugin", cure)
    for field, fits, wanted in _FIELDS[HOOKS[hook]]:
        value = getattr(item, field)
        if not fits(value):
            raise BrokenError(hook, f"{field} of {item.id} is {_kind(value)}", f"give {wanted}")


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _codes(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(code, FindingCode) for code in value)


def _overlays(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(o, LayoutOverlay) and _overlay(o) for o in value)


def _overlay(overlay: Any) -> bool:
    """Whether each part is of the right kind; whether they suit the layout is seen when that is known."""
    return (
        _text(overlay.layout)
        and _text(overlay.jcq_id)
        and isinstance(overlay.columns, Mapping)
        and all(_text(name) and _place(place) for name, place in overlay.columns.items())
        and (overlay.length is None or _number(overlay.length))
        and isinstance(overlay.evidence, Evidence)
        and isinstance(overlay.source, Source)
    )


def _names(value: object) -> bool:
    return value is None or (isinstance(value, NameRule) and _name_rule(value))


def _name_rule(rule: Any) -> bool:
    return (
        isinstance(rule.marks, str)
        and _number(rule.longest)
        and isinstance(rule.spellings, Mapping)
        and all(_text(letter) and isinstance(text, str) for letter, text in rule.spellings.items())
        and isinstance(rule.evidence, Evidence)
        and isinstance(rule.source, Source)
    )


def _routes(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(r, EntryRoute) and _route(r) for r in value)


def _route(route: Any) -> bool:
    return (
        isinstance(route.jcq_id, str)
        and bool(_JCQ_ID.fullmatch(route.jcq_id))
        and _text(route.format)
        and isinstance(route.evidence, Evidence)
        and isinstance(route.source, Source)
    )


def _place(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(_number(part) for part in value)


def _number(value: object) -> bool:
    return isinstance(value, int) and value > 0


def _jcq_ids(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and _JCQ_ID.fullmatch(key) and _text(use) for key, use in value.items()
    )


def _needs(value: object) -> bool:
    return isinstance(value, tuple) and all(_text(name) for name in value)


_Rule = tuple[str, Callable[[object], bool], str]

_TITLE: _Rule = ("title", _text, "a text that is not empty")
_CODES: _Rule = ("codes", _codes, "a tuple of FindingCode")

_FIELDS: Mapping[type, tuple[_Rule, ...]] = {
    AwardingBody: (
        _TITLE,
        ("jcq_ids", _jcq_ids, "a mapping of two-digit identifiers, each with its use"),
        ("recognition_number", lambda value: isinstance(value, str), "a text, empty where there is none"),
        ("overlays", _overlays, "a tuple of LayoutOverlay, with columns as name to (start, length)"),
        ("names", _names, "a NameRule, or None"),
        ("routes", _routes, "a tuple of EntryRoute"),
        ("shares_jcq_rules", lambda value: isinstance(value, bool), "True or False"),
        ("evidence", lambda value: isinstance(value, Evidence), "a label of Evidence"),
        ("source", lambda value: isinstance(value, Source), "a Source"),
    ),
    FileFormat: (
        _TITLE,
        ("edition", lambda value: isinstance(value, str), "a text"),
        ("identify", callable, "a function"),
        ("load", callable, "a function"),
        ("layouts", callable, "a function that gives the layouts"),
        (
            "dump",
            lambda value: value is None or callable(value),
            "a function, or None where nothing is written",
        ),
        _CODES,
    ),
    DatasetRef: (_TITLE, ("load", callable, "a function")),
    Check: (
        _TITLE,
        ("run", callable, "a function"),
        ("needs", _needs, "a tuple of names"),
        _CODES,
    ),
}
