"""Entry and amendment files, written: a record for each candidate and each twelve options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examcore.entries import WithdrawnCandidate
from examcore.entries.names import SEPARATOR
from examcore.errors import CannotWrite
from examcore.evidence import Origin
from examcore.findings import Finding, Severity
from examcore.formats import Dumped, ReadContext, WriteContext
from examcore.layout import Listing
from examcore.model import Candidate, Entry

from . import codes
from .entry_files import load
from .layouts import layouts_for
from .records import layouts_of
from .records.entry import SLOTS, EntryRecord
from .wrapping import SINGLE_CENTRE, VERSION, check_issue, name_of, wrap

__all__ = ["dump"]

Row = tuple[EntryRecord, Origin | None]


def dump(letter: str, values: Iterable[Entry | WithdrawnCandidate], context: WriteContext) -> Dumped:
    """The entry or amendment file; no data where a finding says that a value does not fit.

    The entries of a candidate stand together; a withdrawn candidate has a row without options.

    Raises:
        CannotWrite: the issue has no day, no centre, or a sequence that ends in 00.
    """
    issue, given = context.issue, tuple(values)
    check_issue(letter, issue, SINGLE_CENTRE)
    name = name_of(letter, issue)
    rows = list(_rows(letter, given))
    records = [record for record, _ in rows]
    try:
        data = wrap(letter, records, issue, context.bodies, postcode=context.postcode)
    except CannotWrite:
        data, findings = b"", _listed(name, _misfits(letter, rows, context))
        if not findings:
            raise  # what does not fit is of the issue, or of the centre
    else:
        findings = _listed(name, _not_as_given(letter, name, data, given, context))
    return Dumped(name=name, data=b"" if findings else data, findings=findings)


def _listed(name: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    listing = Listing(name)
    listing.extend(found)
    return listing.done()


def _rows(letter: str, values: Iterable[Entry | WithdrawnCandidate]) -> Iterator[Row]:
    """The records; the entries of one candidate fill as many as they need."""
    held: list[str] = []
    before: Entry | WithdrawnCandidate | None = None
    for value in values:
        if before is not None and (value.candidate != before.candidate or len(held) == SLOTS):
            yield _record(letter, before, held), before.origin
            held = []
        before = value
        if isinstance(value, Entry):
            held.append(value.option.code)
    if before is not None:
        yield _record(letter, before, held), before.origin


def _record(letter: str, value: Entry | WithdrawnCandidate, options: list[str]) -> EntryRecord:
    who: Candidate = value.candidate
    of_entry = (
        {
            "qualifier": value.qualifier,
            "other_centre_number": value.other_centre_number,
            "other_candidate_number": value.other_candidate_number,
            "documentation_group": value.documentation_group,
        }
        if isinstance(value, Entry)
        else {}
    )
    return EntryRecord(
        data_type=letter,
        status=who.status,
        centre_number=who.centre_number,
        candidate_number=who.number,
        name=f"{who.surname}{SEPARATOR}{who.forenames}",
        sex=who.sex,
        date_of_birth=f"{who.date_of_birth:%d%m%y}" if who.date_of_birth else "",
        uci=who.uci,
        upn=who.upn,
        uln=who.uln,
        **of_entry,
        **{f"option_{n}": code for n, code in enumerate(options, 1)},
    )


def _misfits(letter: str, rows: Iterable[Row], context: WriteContext) -> Iterator[Finding]:
    """What does not fit into a record."""
    layout = layouts_for(layouts_of(letter, VERSION), context.issue.series.jcq_id or "", context.bodies)[-1]
    for record, origin in rows:
        try:
            layout.format(record)
        except CannotWrite as error:
            _, _, why = str(error).partition(": ")
            field, _, reason = why.partition(" ")
            place = (origin.file, origin.line) if origin else ("", None)
            yield codes.CANNOT_WRITE.at(*place, field=field, record=layout.name, reason=reason)


def _not_as_given(
    letter: str, name: str, data: bytes, given: tuple[Entry | WithdrawnCandidate, ...], context: WriteContext
) -> Iterator[Finding]:
    """What `load` would call an error, or read otherwise, such as a birth date of the century before last."""
    content = load(letter, data, ReadContext(name=name, bodies=context.bodies))
    yield from (finding for finding in content.findings if finding.severity is Severity.ERROR)
    values = content.values
    for value, again in zip(given, values, strict=False):
        if value != again:
            origin = value.origin
            place = (origin.file, origin.line) if origin else ("", None)
            field, reason = "candidate", "would be read as another value"
            if again.candidate.date_of_birth != value.candidate.date_of_birth:
                field = "date_of_birth"
                who = f"{value.candidate.centre_number}/{value.candidate.number}"
                reason = (
                    f"of candidate {who} would come back as another one: of the year, two digits are sent"
                )
            yield codes.CANNOT_WRITE.at(*place, field=field, record=f"{letter}5/{VERSION}", reason=reason)
    if len(values) != len(given):
        yield codes.CANNOT_WRITE.at(
            name, field="options", record=f"{letter}5/{VERSION}", reason="would be read as other entries"
        )
