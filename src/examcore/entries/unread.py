"""Files that nobody could read: which of them may hold entries all the same."""

from __future__ import annotations

from typing import Final

from ..formats.table import read_table

__all__ = ["looks_like_entries"]

_SPREADSHEETS: Final = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".fods", ".numbers")
_ARCHIVES: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08")
_NO_TEXT: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK", b"MZ", b"{\\rtf")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_HEAD: Final = 65_536
_FEWEST_COLUMNS: Final = 3  # awarding body, series and option, whatever they are called


def looks_like_entries(name: str, data: bytes) -> str:
    """What a file seems to be if it may hold entries; empty for a letter, a picture or a PDF."""
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        return "an archive of another kind than zip"
    if name.lower().endswith(_SPREADSHEETS) or _is_spreadsheet(data):
        return "a spreadsheet"
    if data.startswith((*_NO_TEXT, _OLD_OFFICE)):
        return ""
    head = data if len(data) <= _HEAD else data[: data.rfind(b"\n", 0, _HEAD) + 1]
    table = read_table(head, name)
    if table.encoding == "utf-16":
        return "UTF-16 text"
    sound = len(table.rows) > len(table.bad_rows) and b"\0" not in head
    return "a table with other columns" if sound and len(table.columns) >= _FEWEST_COLUMNS else ""


def _is_spreadsheet(data: bytes) -> bool:
    """By what is inside: the name says nothing of it."""
    if data.startswith(b"PK"):
        return b"xl/" in data or b"opendocument.spreadsheet" in data[:200]
    return data.startswith(_OLD_OFFICE) and "Workbook".encode("utf-16-le") in data
