"""What WJEC is called, and by which identifiers its files are known."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody

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
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
