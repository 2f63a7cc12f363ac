"""Values as JSON and back, with a schema and a checksum: what was damaged or edited on the way is told."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from functools import cache
from typing import Any, TypeVar

__all__ = ["DamagedError", "dumps", "loads"]

T = TypeVar("T")

_CHECKSUM = "sha256"
_MOST_REASONS = 3


class DamagedError(Exception):
    """Bytes that are not what was written; the reasons name places and never values. Caught by the caller."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@cache
def _converter() -> Any:
    import cattrs  # noqa: PLC0415  costs time, and only what keeps values needs it

    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    for kind in (str, int):  # cattrs would make 7 of "7", and "None" of null
        converter.register_structure_hook(kind, _exactly)
    return converter


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"not of type {kind.__name__}")
    return value


def dumps(value: Any, schema: str) -> bytes:
    """An attrs value as JSON: UTF-8, one line for each member, the same bytes for equal values.

    Args:
        value: of an attrs class whose fields are texts, numbers, days, tuples, or such classes.
        schema: name and version, such as ``examcore.receipt/1``.
    """
    content = _converter().unstructure(value)
    whole = {"schema": schema, **content, _CHECKSUM: _checksum(content)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def loads(data: bytes, kind: type[T], schema: str) -> T:
    """The value again.

    Args:
        data: what `dumps` gave.
        kind: the class.
        schema: that it must have.

    Raises:
        DamagedError: another schema, a wrong checksum, a field that lacks or is of another type.
    """
    try:
        content = json.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), object_pairs_hook=_once)
        return _checked(content, kind, schema)
    except RecursionError:  # JSON of a thousand brackets
        raise DamagedError("it is no JSON that examcore wrote") from None
    except ValueError:
        raise DamagedError("it is no JSON, or was cut off") from None


def _checked(content: Any, kind: type[T], schema: str) -> T:
    import cattrs  # noqa: PLC0415  see above

    if not isinstance(content, dict):
        raise DamagedError("it is no JSON object")
    said = content.pop("schema", None)
    if said != schema:
        family = schema.rpartition("/")[0]
        known = isinstance(said, str) and re.fullmatch(re.escape(family) + "/[0-9]{1,3}", said)
        raise DamagedError(f"its schema is {said if known else 'another one'}, and {schema} is read")
    if content.pop(_CHECKSUM, None) != _checksum(content):
        raise DamagedError("its checksum is wrong: something was changed after it was written")
    try:
        value: T = _converter().structure(content, kind)
    except cattrs.BaseValidationError as error:
        reasons = cattrs.transform_error(error, format_exception=_reason)
        raise DamagedError(*reasons[:_MOST_REASONS]) from None
    if json.loads(json.dumps(_converter().unstructure(value))) != content:
        raise DamagedError("a member is of another kind")  # such as an object where a list should be
    return value


def _reason(error: BaseException, _kind: type | None) -> str:
    """What is wrong with a member, without what stands there."""
    return "lacks" if isinstance(error, KeyError) else "is not as it should be"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member stands there twice")
    return members


def _checksum(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
