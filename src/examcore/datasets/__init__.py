"""Tables of facts that plugins ship: CSV with a TOML sidecar, every row with its evidence and source.

A key without a row means "not covered", never "there is none"; the sidecar says what is covered. Nothing here
opens a file: a `DatasetRef` holds the function that gives its bytes, and calls it when it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .dataset import Dataset, NotCovered, Row
    from .ref import DatasetRef

__all__ = ["Dataset", "DatasetRef", "NotCovered", "Row"]

__getattr__ = lazily(
    __name__, {"Dataset": "dataset", "DatasetRef": "ref", "NotCovered": "dataset", "Row": "dataset"}
)
