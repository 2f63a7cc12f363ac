"""OCR, which has styled itself Cambridge OCR since September 2025."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from examcore.datasets import DatasetRef
from examcore.model import AwardingBody
from examcore.plugins import hookimpl
from examcore_plugins.jcq import data_of

__all__ = ["examcore_awarding_bodies", "examcore_datasets"]


@hookimpl
def examcore_awarding_bodies() -> Iterable[AwardingBody]:
    """The awarding body."""
    from .body import BODY  # noqa: PLC0415  a plugin is quick to import, and loads when it is asked

    return (BODY,)


@hookimpl
def examcore_datasets() -> Iterable[DatasetRef]:
    """Deadlines and fees, as far as they were seen."""
    return tuple(
        DatasetRef(i, title, partial(data_of, __name__, file)) for i, (file, title) in _DATASETS.items()
    )


# as in the sidecars, which are not asked
_DATASETS = {
    "ocr.deadlines.series": (
        "deadlines_ocr",
        "deadlines and other days of OCR, by series",
    ),
    "ocr.fees.prices": (
        "fee_prices_ocr",
        "prices of OCR that were read, each for its year",
    ),
    "ocr.fees.rules": (
        "fee_rules_ocr",
        "rules of fees of OCR: tiers, amendments, refunds, invoices",
    ),
}
