"""What OCR is called, and by which identifiers its files are known."""

from __future__ import annotations

from examcore.evidence import Evidence, Source
from examcore.model import AwardingBody

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
    evidence=Evidence.SEEN,
    source=Source("edi-formats", "8.1"),
)
