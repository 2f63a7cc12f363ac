"""What a plugin returns for a dataset."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from ..errors import InvalidDeclaration

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["DatasetRef"]


@attrs.frozen
class DatasetRef:
    """What a plugin returns for a dataset: enough to list it; the bytes are left alone until it is read.

    Args:
        id: ``plugin.group.name``, the same as in the sidecar.
        title: one line.
        load: gives the bytes of the CSV file and of its sidecar.
    """

    id: str
    title: str
    load: Callable[[], tuple[bytes, bytes]]

    def read(self) -> Dataset:
        """Load and parse the dataset; `InvalidDeclaration` also where its id is another one."""
        from .dataset import Dataset  # noqa: PLC0415  to list datasets needs none of what reads them

        dataset = Dataset.parse(*self.load())
        if dataset.id != self.id:
            raise InvalidDeclaration(f"dataset {self.id} calls itself {dataset.id} in its sidecar")
        return dataset
