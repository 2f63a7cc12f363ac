"""The declaration of a record: a class whose attributes are its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, dataclass_transform

import attrs

from ..errors import InvalidDeclaration
from ..evidence import Evidence
from ..findings import mask
from .codecs import Codec

__all__ = ["Field", "column", "wire"]

T = TypeVar("T")
_KEY = "examcore.layout"


@attrs.frozen(kw_only=True)
class Field:
    """One field of a record.

    Args:
        name: attribute of the wire class.
        start: first column, 1-based as specifications print it.
        length: in columns, which are bytes.
        codec: how it is read and written.
        evidence: how the columns are known.
        known: values that are known; another one is kept and reported. Empty: any value will do.
        personal: whether it names or identifies a person.
        meaning: one line for the reference pages.
    """

    name: str
    start: int
    length: int
    codec: Codec[Any]
    evidence: Evidence = Evidence.SEEN
    known: frozenset[str] = frozenset()
    personal: bool = False
    meaning: str = ""

    def __attrs_post_init__(self) -> None:
        if self.start < 1 or self.length < 1:
            raise InvalidDeclaration(f"field {self.name}: columns begin at 1 and have a length")
        if self.codec.width not in {None, self.length}:
            needs = f"a {self.codec.name} has {self.codec.width} columns"
            raise InvalidDeclaration(f"field {self.name}: {needs}, not {self.length}")

    @property
    def end(self) -> int:
        """The last column."""
        return self.start + self.length - 1


def column(
    start: int,
    length: int,
    codec: Codec[T],
    meaning: str = "",
    *,
    evidence: Evidence = Evidence.SEEN,
    known: Iterable[str] = (),
    personal: bool = False,
    shown: Callable[[str], str] | None = None,
    default: T | None = None,
) -> T:
    """Declare a column of a wire class; see `Field` for the arguments and `wire` for an example.

    Whoever makes a record must give the columns without ``default``. What ``repr`` prints is the shape of
    personal values, and what ``shown`` makes of others.
    """
    spec = {
        "start": start,
        "length": length,
        "codec": codec,
        "meaning": meaning,
        "evidence": evidence,
        "known": frozenset(known),
        "personal": personal,
    }
    made: Any = attrs.field(
        default=attrs.NOTHING if default is None else default,
        repr=mask if personal else shown or True,
        metadata={_KEY: spec, "personal": personal},
    )
    return made  # type: ignore[no-any-return]  # like attrs.field itself, it stands for the value to come


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(column,))
def wire() -> Callable[[type[T]], type[T]]:
    """Make a frozen, slotted wire class of a class body of columns.

    >>> from examcore.layout import CODE, TEXT, RecordLayout, column, constant, wire
    >>> @wire()
    ... class TitleRecord:
    ...     kind: str = column(1, 1, constant("T"), default="T")
    ...     title: str = column(2, 9, TEXT)
    >>> layout = RecordLayout.of(TitleRecord, name="T", source="an example")
    >>> layout.format(TitleRecord(title="MUSIC"))
    b'TMUSIC    '
    """
    return attrs.frozen(slots=True, kw_only=True)


def fields_of(wire_class: type[Any]) -> tuple[Field, ...]:
    """The columns of a wire class, in the order in which it declares them."""
    return _fields_of(wire_class)  # type: ignore[arg-type]  # mypy takes a class for unhashable


@cache
def _fields_of(wire_class: type[Any]) -> tuple[Field, ...]:
    return tuple(Field(name=a.name, **a.metadata[_KEY]) for a in attrs.fields(wire_class))
