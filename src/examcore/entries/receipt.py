"""What was sent, in which file, under which sequence number: the memory of a centre between two sendings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..findings import PERSONAL, mask
from ..formats import Reading, Readings

__all__ = ["SCHEMA", "Receipt", "SentCandidate", "SentFile"]

SCHEMA = "examcore.receipt/1"


@attrs.frozen(kw_only=True)
class SentCandidate:
    """A candidate as a file carried it, with all options of that file."""

    number: str
    status: str
    surname: str = attrs.field(repr=mask, metadata=PERSONAL)
    forenames: str = attrs.field(repr=mask, metadata=PERSONAL)
    sex: str = attrs.field(repr=mask)
    date_of_birth: date | None = attrs.field(repr=mask, metadata=PERSONAL)
    uci: str = attrs.field(repr=mask, metadata=PERSONAL)
    upn: str = attrs.field(repr=mask, metadata=PERSONAL)
    uln: str = attrs.field(repr=mask, metadata=PERSONAL)
    qualifier: str
    other_centre_number: str
    other_candidate_number: str
    documentation_group: str
    options: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SentFile:
    """A file that was made.

    Args:
        name: of the file.
        format: id of its format.
        letter: ``E`` entries, ``A`` amendments.
        awarding_body: id of the body.
        jcq_id: its identifier in the file.
        series: the body's series code.
        sequence: the file's number.
        produced: the day in the file.
        size: in bytes.
        sha256: of its bytes, so that the very file can be known again.
        candidates: in the order of the file.
    """

    name: str
    format: str
    letter: str
    awarding_body: str
    jcq_id: str
    series: str
    sequence: int
    produced: date
    size: int
    sha256: str
    candidates: tuple[SentCandidate, ...] = attrs.field(repr=lambda sent: f"<{len(sent)}>")


@attrs.frozen(kw_only=True)
class Receipt:
    """All files that were made for a centre, the latest ones last. **Holds personal data**, as the files do.

    Args:
        centre: centre number.
        number: 1 for the first receipt of the centre; each later one holds the earlier ones, too.
        files: that were made.

    >>> Receipt(centre="64999", number=1, files=()).name
    'receipt_64999_001.json'
    """

    centre: str
    number: int
    files: tuple[SentFile, ...] = ()

    @classmethod
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings]) -> Receipt:
        """The newest receipt among what was read.

        Raises:
            FindingsError: one of the files is damaged, or there is no receipt.
            LookupError: no file holds a receipt.
            TypeError: it was given something else.
        """
        readings = Readings.of(readings)
        readings.report.raise_for_errors()
        found = [value for reading in readings for value in reading.values if isinstance(value, cls)]
        if not found:
            raise LookupError("no file holds a receipt; `examcore write` makes one beside the files")
        return max(found, key=lambda receipt: receipt.number)

    @property
    def name(self) -> str:
        """Its file name."""
        return f"receipt_{self.centre}_{self.number:03d}.json"

    def to_bytes(self) -> bytes:
        """The receipt as JSON, with its schema and a checksum."""
        from ..serialise import dumps  # noqa: PLC0415  loads cattrs

        return dumps(self, SCHEMA)

    def find_sent(self, jcq_id: str, series: str) -> tuple[SentFile, ...]:
        """The files that were made for a body's identifier and series."""
        return tuple(file for file in self.files if (file.jcq_id, file.series) == (jcq_id, series))

    def last_sequence(self, jcq_id: str) -> int:
        """The highest sequence number that the centre used for the identifier; 0 for none."""
        return max((file.sequence for file in self.files if file.jcq_id == jcq_id), default=0)
