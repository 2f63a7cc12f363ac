"""Tables of facts that plugins ship: CSV with a TOML sidecar, every row with its evidence and source.

A key without a row means "not covered", never "there is none"; the sidecar says what is covered. Nothing here
opens a file: a `DatasetRef` holds the function that gives its bytes, and calls it when it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .coverage import Coverage, Staleness, staleness
    from .dataset import Dataset, NotCovered, Row
    from .ref import DatasetRef

__all__ = ["Coverage", "Dataset", "DatasetRef", "NotCovered", "Row", "Staleness", "staleness"]

__getattr__ = lazily(
    __name__,
    {
        "Coverage": "coverage",
        "Dataset": "dataset",
        "DatasetRef": "ref",
        "NotCovered": "dataset",
        "Row": "dataset",
        "Staleness": "coverage",
        "staleness": "coverage",
    },
)
