"""What WJEC is called, by which identifiers its files are known, and how entries get to it."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

__all__ = ["BODY"]

BODY = AwardingBody(
    id="wjec",
    title="WJEC",
    jcq_ids={
        "40": "GCSE",
        "41": "GCE",
    },
    recognition_number="RN5172",
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
            jcq_id="40",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("edi-formats", "4.8; rules SYS-02"),
        ),
        EntryRoute(
            jcq_id="41",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("edi-formats", "4.8; rules SYS-02"),
        ),
    ),
    shares_jcq_rules=True,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
