"""Entries: who is entered for what, from a table or a file, and the checks that need only the catalogue."""

from .checks import CHECKS
from .codes import CODES
from .columns import COLUMNS, Column
from .entries import Entries, UnreadableRow
from .table import FORMATS

__all__ = ["CHECKS", "CODES", "COLUMNS", "FORMATS", "Column", "Entries", "UnreadableRow"]
