"""Cambridge International, whose files and series are not quite like those of the JCQ bodies."""

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
    "cambridge.deadlines.series": (
        "deadlines_cambridge",
        "deadlines and other days of Cambridge International, by series",
    ),
    "cambridge.fees.prices": (
        "fee_prices_cambridge",
        "prices of Cambridge International that were read, each for its year",
    ),
    "cambridge.fees.rules": (
        "fee_rules_cambridge",
        "rules of fees of Cambridge International: tiers, amendments, refunds, invoices",
    ),
}
