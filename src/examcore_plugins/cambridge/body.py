"""What Cambridge International is called, and by which identifier its files are known."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody

__all__ = ["BODY"]

BODY = AwardingBody(
    id="cambridge",
    title="Cambridge International",
    jcq_ids={
        "02": "Cambridge International",
    },
    recognition_number="RN5122",
    overlays=(),
    names=None,
    routes=(),
    shares_jcq_rules=False,
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
