"""What AQA is called, by which identifiers its files are known, and how entries get to it."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

__all__ = ["BODY"]

BODY = AwardingBody(
    id="aqa",
    title="AQA",
    jcq_ids={
        "70": "AQA, and OxfordAQA",
    },
    recognition_number="RN5196",
    overlays=(),
    names=NameRule(
        marks="'()-.",
        longest=40,
        spellings=SPELLINGS,
        evidence=Evidence.DERIVED,
        source=Source("edi-formats", "1.4, 5.1"),
    ),
    routes=(
        EntryRoute(
            jcq_id="70",
            format="jcq.entries.entries",
            evidence=Evidence.SEEN,
            source=Source("edi-formats", "5.1; AQA-EF"),
        ),
    ),
    shares_jcq_rules=True,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
