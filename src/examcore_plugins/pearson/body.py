"""What Pearson is called, and by which identifiers its files are known."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody

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
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
