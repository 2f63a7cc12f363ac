"""Receipts, read back: a file that was cut off, edited or is of another kind is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ..findings import Finding
from ..formats import Content, ReadContext
from ..model import Centre
from ..serialise import DamagedError, loads
from .amended import LETTERS
from .centres import sound_centre
from .files_to_send import is_plain
from .receipt import SCHEMA, Receipt
from .sending_codes import RECEIPT_DAMAGED
from .sequence import LAST

__all__ = ["load"]

_MOST: Final = 99_999
_JCQ_ID: Final = re.compile("([0-9]{2})?")  # a body outside JCQ has none
_SERIES: Final = re.compile("[0-9A-Z](?:[0-9A-Z -]*[0-9A-Z])?")


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
        receipt = loads(data, Receipt, SCHEMA)
        problem = _problem(receipt)
        if problem:
            raise DamagedError(problem)  # noqa: TRY301
        values = (receipt,)
    except DamagedError as error:
        findings = (RECEIPT_DAMAGED.at(context.name, reason=str(error)),)
    return Content(records=_Whole(data), values=values, findings=findings)


def _problem(receipt: Receipt) -> str:
    """What no receipt of ours says; the next numbers would follow from it."""
    if not 1 <= receipt.number <= _MOST or not isinstance(sound_centre(receipt.centre), Centre):
        return "its number or its centre is none"
    for place, file in enumerate(receipt.files, 1):
        if not 1 <= file.sequence <= LAST:
            return f"the sequence number of file {place} is none"
        if not (_JCQ_ID.fullmatch(file.jcq_id) and _SERIES.fullmatch(file.series)):
            return f"the identifier or the series of file {place} is none"
        if not (is_plain(file.name) and file.letter in LETTERS):
            return f"the name or the letter of file {place} is none"
    return ""
