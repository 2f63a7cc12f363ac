"""What was sent, in which file, under which sequence number: the memory of a centre between two sendings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from ..errors import NoReceipt
from ..findings import PERSONAL, Report, mask, shown_code
from ..formats import Reading, Readings

__all__ = ["FORMAT", "SCHEMA", "Receipt", "SentCandidate", "SentFile"]

SCHEMA = "examcore.receipt/1"
FORMAT = "examcore.entries.receipt"
"""Id of the format of its file."""


PREFIX: Final = "receipt_"
"""With which the file names of receipts begin, and no others."""


@attrs.frozen(kw_only=True)
class SentCandidate:
    """A candidate as a file carried it, with all options of that file.

    Args:
        number: candidate number.
        status: ``C`` centre candidate, ``P`` private candidate.
        surname: in the letters of the awarding body.
        forenames: likewise; may be empty.
        sex: as sent.
        date_of_birth: None where it is not known.
        uci: without blanks, as are the other identifiers.
        upn: empty for none.
        uln: empty for none.
        qualifier: ``G`` guest, or as the body says.
        other_centre_number: of guests and collaborations.
        other_candidate_number: likewise.
        documentation_group: by which the body sorts paperwork.
        options: entry codes, in the order of the file.
    """

    number: str = attrs.field(repr=shown_code)
    status: str = attrs.field(repr=mask)
    surname: str = attrs.field(repr=mask, metadata=PERSONAL)
    forenames: str = attrs.field(repr=mask, metadata=PERSONAL)
    sex: str = attrs.field(repr=mask)
    date_of_birth: date | None = attrs.field(repr=mask, metadata=PERSONAL)
    uci: str = attrs.field(repr=mask, metadata=PERSONAL)
    upn: str = attrs.field(repr=mask, metadata=PERSONAL)
    uln: str = attrs.field(repr=mask, metadata=PERSONAL)
    qualifier: str = attrs.field(repr=shown_code)
    other_centre_number: str = attrs.field(repr=shown_code)
    other_candidate_number: str = attrs.field(repr=shown_code)
    documentation_group: str = attrs.field(repr=shown_code)
    options: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SentFile:
    """A file that was made.

    Args:
        name: of the file.
        format: id of the file's format.
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
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings], *, centre: str = "") -> Receipt:
        """The latest receipt among what was read; each holds what the earlier ones held.

        Args:
            readings: as ``examcore.read`` gives them; what is no receipt is passed over.
            centre: number of the centre; may be left out where all receipts are of one.

        Raises:
            FindingsError: a receipt is damaged, or a file could not be read, and may be one.
            NoReceipt: there is none of the centre, there are some of several centres, or two different ones
                have the highest number, or an earlier one has files that the latest does not hold.
            TypeError: it was given something else.
        """
        readings = Readings.of(readings)
        doubtful = (r for r in readings if r.format in {None, FORMAT})
        Report((*readings.findings, *(f for r in doubtful for f in r.findings))).raise_for_errors()
        found = [value for reading in readings for value in reading.values if isinstance(value, cls)]
        found = [receipt for receipt in found if centre in {"", receipt.centre}]
        if not found:
            of = f" of centre {centre}" if centre else ""
            raise NoReceipt(f"no file holds a receipt{of}; `examcore write` makes one beside the files")
        centres = sorted({receipt.centre for receipt in found})
        if len(centres) > 1:
            raise NoReceipt(f"there are receipts of {', '.join(centres)}; say the centre")
        latest = max(found, key=lambda receipt: receipt.number)
        lost = {file.name for receipt in found for file in receipt.files if file not in latest.files}
        if lost and all(receipt == latest or receipt.number < latest.number for receipt in found):
            raise NoReceipt(
                f"{latest.name} does not hold {', '.join(sorted(lost))}, which an earlier receipt has: they"
                " are of two lines; give the one whose files were sent"
            )
        if any(receipt != latest for receipt in found if receipt.number == latest.number):
            raise NoReceipt(
                f"two receipts of centre {latest.centre} have the number {latest.number} and differ; give the"
                " one whose files were sent"
            )
        return latest

    @property
    def name(self) -> str:
        """Its file name."""
        return f"{PREFIX}{self.centre}_{self.number:03d}.json"

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
