"""Entries: who is entered for what, from a table or a file, and the checks that need only the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .codes import CODES
    from .columns import COLUMNS, Column
    from .entries import Entries, UnreadableRow, WithdrawnCandidate
    from .files_to_send import EntryFiles, FileToSend, RefusedFile, SentName
    from .names import WireName, wire_name
    from .offers import CHECKS, FORMATS
    from .receipt import Receipt, SentCandidate, SentFile

__all__ = [
    "CHECKS",
    "CODES",
    "COLUMNS",
    "FORMATS",
    "Column",
    "Entries",
    "EntryFiles",
    "FileToSend",
    "Receipt",
    "RefusedFile",
    "SentCandidate",
    "SentFile",
    "SentName",
    "UnreadableRow",
    "WireName",
    "WithdrawnCandidate",
    "wire_name",
]

__getattr__ = lazily(
    __name__,
    {
        "CHECKS": "offers",
        "CODES": "codes",
        "COLUMNS": "columns",
        "Column": "columns",
        "Entries": "entries",
        "EntryFiles": "files_to_send",
        "FORMATS": "offers",
        "FileToSend": "files_to_send",
        "Receipt": "receipt",
        "RefusedFile": "files_to_send",
        "SentCandidate": "receipt",
        "SentFile": "receipt",
        "SentName": "files_to_send",
        "UnreadableRow": "entries",
        "WireName": "names",
        "WithdrawnCandidate": "entries",
        "wire_name": "names",
    },
)
