"""What entry and amendment files carried, so that invoices can be held against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ..entries import Receipt, SentFile
from ..findings import Finding, shown_code
from . import codes
from .invoice import InvoiceLine
from .table import shown_number

__all__ = ["SentFiles"]


@attrs.frozen
class _File:
    """A file, and whom it added to what was sent before.

    An amendment file carries all options that a candidate has then: what is new in it is what is charged for.
    """

    centre: str
    sent: SentFile
    added: dict[str, list[str]]


class SentFiles:
    """The files of receipts, in the order in which they were made.

    Args:
        receipts: of one or several centres; each holds what the earlier ones of its centre held.
    """

    def __init__(self, receipts: Iterable[Receipt]) -> None:
        self._files: dict[str, _File] = {}
        self._state: dict[tuple[str, str, str], dict[str, tuple[str, ...]]] = {}
        self._bodies: dict[tuple[str, str, str], str] = {}
        every = {
            (receipt.centre, file.name, file.sha256): file for receipt in receipts for file in receipt.files
        }
        ordered = sorted(every.items(), key=lambda pair: (pair[0][0], pair[1].jcq_id, pair[1].sequence))
        for (centre, _, _), sent in ordered:
            where = centre, sent.jcq_id, sent.series
            state = self._state.setdefault(where, {})
            self._bodies[where] = sent.awarding_body
            added: dict[str, list[str]] = {}
            for candidate in sent.candidates:
                before = state.get(candidate.number, ())
                for code in candidate.options:
                    if code not in before:
                        added.setdefault(code.upper(), []).append(f"{centre}/{candidate.number}")
                state[candidate.number] = candidate.options
            file = _File(centre, sent, added)
            stem = sent.name.rpartition(".")[0] or sent.name
            for name in (
                sent.name,
                f"{stem}/{sent.sequence}",
                f"{stem}/{sent.sequence:03d}",
                f"{sent.jcq_id}/{sent.sequence}",
                f"{sent.jcq_id}/{sent.sequence:03d}",
            ):
                self._files.setdefault(name.lower(), file)

    def __bool__(self) -> bool:
        return bool(self._files)

    @property
    def bodies(self) -> dict[str, str]:
        """JCQ identifiers in the files, each with the id of its body."""
        return {jcq_id: body for (_, jcq_id, _), body in self._bodies.items()}

    def series_of(self, reference: str) -> str:
        """The series of the file that an invoice names; empty where it is not known."""
        file = self._files.get(reference.lower())
        return file.sent.series if file else ""

    def find_holders(self, body: str, series: str, code: str) -> tuple[str, ...]:
        """Centre and candidate numbers of those who have an option, by the latest file that names them."""
        return tuple(
            f"{centre}/{number}"
            for (centre, jcq_id, its), state in self._state.items()
            if its == series and body in {jcq_id, self._bodies[centre, jcq_id, its]}
            for number, options in sorted(state.items())
            if code in options
        )

    def compare(self, lines: Sequence[InvoiceLine]) -> Iterator[Finding]:
        """Files that no receipt knows, and codes of which another number is invoiced than a file added."""
        unknown: dict[str, list[InvoiceLine]] = {}
        named: dict[tuple[str, str], list[InvoiceLine]] = {}
        for line in lines:
            file = self._files.get(line.edi_reference.lower())
            if not line.edi_reference:
                continue
            if file is None:
                unknown.setdefault(line.edi_reference.lower(), []).append(line)
            elif line.kind == "entry":
                named.setdefault((file.sent.name.lower(), line.code.upper()), []).append(line)
        for group in unknown.values():
            yield codes.UNKNOWN_REFERENCE.at(
                *_place(group[0]),
                field="edi_reference",
                value=shown_number(group[0].edi_reference),
                count=len(group),
            )
        for (name, code), group in named.items():
            carried = len(self._files[name].added.get(code, ()))
            charged = sum(abs(line.volume) for line in group if not line.is_credit)
            credited = sum(abs(line.volume) for line in group if line.is_credit)
            if carried not in {charged, charged - credited}:
                yield codes.FILE_QUANTITY.at(
                    *_place(group[0]),
                    field="volume",
                    value=str(charged),
                    file_name=self._files[name].sent.name,
                    carried=carried,
                    code=shown_code(code),
                    invoiced=charged,
                )


def _place(line: InvoiceLine) -> tuple[str, int | None]:
    return (line.origin.file, line.origin.line) if line.origin else ("", None)
