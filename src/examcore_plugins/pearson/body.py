"""What Pearson is called, by which identifiers its files are known, and how entries get to it."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

__all__ = ["BODY"]

BODY = AwardingBody(
    id="pearson",
    title="Pearson",
    jcq_ids={
        "10": "Edexcel GCSE, Certificate, International GCSE",
        "11": "Edexcel GCE",
        "13": "BTEC registrations",
        "15": "BTEC entries",
    },
    recognition_number="RN5133",
    overlays=(),
    names=NameRule(
        marks="'()-./",
        longest=40,
        spellings=SPELLINGS,
        evidence=Evidence.SEEN,
        source=Source("edi-formats", "1.4, 5.1"),
    ),
    routes=(
        EntryRoute(
            jcq_id="10",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("edi-formats", "4.8; rules SYS-02"),
        ),
        EntryRoute(
            jcq_id="11",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("edi-formats", "4.8; rules SYS-02"),
        ),
    ),
    shares_jcq_rules=True,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
