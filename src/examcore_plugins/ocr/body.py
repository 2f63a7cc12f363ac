"""What OCR is called, by which identifiers its files are known, and how entries get to it."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule
from examcore_plugins.jcq.spellings import SPELLINGS

__all__ = ["BODY"]

BODY = AwardingBody(
    id="ocr",
    title="OCR",
    jcq_ids={
        "01": "OCR",
        "72": "Key Skills (historical)",
    },
    recognition_number="RN5193",
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
            jcq_id="01",
            format="jcq.entries.entries",
            evidence=Evidence.DERIVED,
            source=Source("edi-formats", "4.8, 5.2; rules SYS-02"),
        ),
    ),
    shares_jcq_rules=True,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
