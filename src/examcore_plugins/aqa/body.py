"""What AQA is called, and by which identifiers its files are known."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody

__all__ = ["BODY"]

BODY = AwardingBody(
    id="aqa",
    title="AQA",
    jcq_ids={
        "70": "AQA, and OxfordAQA",
    },
    recognition_number="RN5196",
    overlays=(),
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
