"""Pearson, with its brands Edexcel and BTEC."""

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
    "pearson.deadlines.series": (
        "deadlines_pearson",
        "deadlines and other days of Pearson, by series",
    ),
    "pearson.fees.prices": (
        "fee_prices_pearson",
        "prices of Pearson that were read, each for its year",
    ),
    "pearson.fees.rules": (
        "fee_rules_pearson",
        "rules of fees of Pearson: tiers, amendments, refunds, invoices",
    ),
}
