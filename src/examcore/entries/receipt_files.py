"""Receipts, read back: a file that was cut off, edited or is of another kind is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..findings import Finding
from ..formats import Content, ReadContext
from ..serialise import DamagedError, loads
from .receipt import SCHEMA, Receipt
from .sending_codes import RECEIPT_DAMAGED

__all__ = ["load"]


@attrs.frozen
class _Whole:
    """The file as it stands: JSON has no lines that would mean something."""

    data: bytes = attrs.field(repr=False)

    def to_bytes(self) -> bytes:
        return self.data

    def iter_lines(self) -> Iterator[tuple[int, str | None, Mapping[str, Any], frozenset[str]]]:
        return iter(())


def load(data: bytes, context: ReadContext) -> Content:
    """The receipt, or why it cannot be trusted."""
    findings: tuple[Finding, ...] = ()
    values: tuple[Receipt, ...] = ()
    try:
        values = (loads(data, Receipt, SCHEMA),)
    except DamagedError as error:
        findings = (RECEIPT_DAMAGED.at(context.name, reason=str(error)),)
    return Content(records=_Whole(data), values=values, findings=findings)
