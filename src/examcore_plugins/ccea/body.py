"""What CCEA is called, by which identifiers its files are known, and how entries get to it."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

__all__ = ["BODY"]

BODY = AwardingBody(
    id="ccea",
    title="CCEA",
    jcq_ids={
        "61": "CCEA",
    },
    recognition_number="RN5123",
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
            jcq_id="61",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("rules", "SYS-02"),
        ),
    ),
    shares_jcq_rules=True,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
