"""Who is entered for what: centre, candidate, entry."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from ..evidence import Origin
from ..findings import PERSONAL, mask, shown_body, shown_code
from .series import Series

__all__ = ["Candidate", "CandidateKey", "Centre", "Entry", "OptionRef", "Process"]


class Process(StrEnum):
    """An entry is for a series; a registration has none."""

    ENTRY = "E"
    REGISTRATION = "R"


@attrs.frozen(kw_only=True)
class Centre:
    """An approved centre.

    Args:
        number: National Centre Number, five characters.
        name: for people; no file carries it.
        postcode: as files of the centre carry it, at most eight characters.

    >>> Centre(number="64999", name="Sample School", postcode="ZZ99 9ZZ").number
    '64999'
    """

    number: str
    name: str = ""
    postcode: str = ""


@attrs.frozen
class CandidateKey:
    """Centre, series and candidate number: one number serves all awarding bodies in a series."""

    centre: str
    series: Series | None
    number: str

    def __str__(self) -> str:
        return f"{self.centre}/{self.number}"


@attrs.frozen(kw_only=True)
class Candidate:
    """A person as an entry names them. Identifiers are kept as given, right or wrong; checks judge them.

    Names, birth date, UCI, UPN and ULN are personal: ``repr`` shows their shape only, and the shape of
    whatever stands in another field and does not look like a code: a name may have got into the wrong column.
    """

    centre_number: str = attrs.field(repr=shown_code)
    number: str = attrs.field(repr=shown_code)
    surname: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    forenames: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    sex: str = attrs.field(default="", repr=mask)
    date_of_birth: date | None = attrs.field(default=None, repr=mask, metadata=PERSONAL)
    uci: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    upn: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    uln: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    status: str = attrs.field(default="C", repr=mask)

    def __str__(self) -> str:
        return f"{shown_code(self.centre_number)}/{shown_code(self.number)}"


@attrs.frozen
class OptionRef:
    """An option as a table names it; the catalogue resolves it.

    Args:
        body: a body id (``aqa``) or JCQ identifier (``70``).
        series: ``6G17`` or ``2017-06``; empty for a registration.
        code: entry code.
    """

    body: str = attrs.field(repr=shown_body)
    series: str = attrs.field(repr=shown_code)
    code: str = attrs.field(repr=shown_code)


@attrs.frozen(kw_only=True)
class Entry:
    """One candidate entered for one option.

    ``repr`` leaves out the columns of free text, and masks what does not look like a code.

    Args:
        candidate: who.
        option: for what.
        process: entry or registration.
        qualifier: ``G`` guest, else as the body says.
        other_centre_number: of guests and collaborations.
        other_candidate_number: likewise.
        documentation_group: by which the body sorts paperwork.
        entry_name: the name to send where the legal one does not fit.
        received_on: the day the body received it, where that is known.
        subject: the centre's own name for the subject, empty if not given.
        department: of the centre, likewise, as are ``year_group`` and ``form``.
        payer: who pays for the entry, where it is not the centre.
        extra: other columns of the table as (column, value), as they were; not shown in ``repr``.
        origin: file and line.
    """

    candidate: Candidate
    option: OptionRef
    process: Process = Process.ENTRY
    qualifier: str = attrs.field(default="", repr=shown_code)
    other_centre_number: str = attrs.field(default="", repr=shown_code)
    other_candidate_number: str = attrs.field(default="", repr=shown_code)
    documentation_group: str = attrs.field(default="", repr=shown_code)
    entry_name: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    received_on: date | None = attrs.field(default=None, repr=mask)
    subject: str = attrs.field(default="", repr=False)
    department: str = attrs.field(default="", repr=False)
    year_group: str = attrs.field(default="", repr=False)
    form: str = attrs.field(default="", repr=False)
    payer: str = attrs.field(default="", repr=mask, metadata=PERSONAL)
    extra: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False)
