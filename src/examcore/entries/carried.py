"""Entries as a file carries them: names in the body's letters, one set of facts for each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode, shown_body, shown_code
from ..ids import uci, uln, upn
from ..model import AwardingBody, BodySeries, Candidate, Centre, Entry, Option, OptionRef, Process
from . import sending_codes as codes
from .entries import cell
from .files_to_send import SentName
from .names import SEPARATOR, wire_name

__all__ = ["OF_CANDIDATE", "OF_ENTRY", "Place", "carried", "place_of"]

OF_CANDIDATE: Final = ("status", "surname", "forenames", "sex", "date_of_birth", "uci", "upn", "uln")
OF_ENTRY: Final = ("qualifier", "other_centre_number", "other_candidate_number", "documentation_group")
"""The columns that a file carries once for each candidate, beside the numbers."""

Place = tuple[str, int | None]


def place_of(entry: Entry) -> Place:
    """File and line."""
    return (entry.origin.file, entry.origin.line) if entry.origin else ("", None)


def carried(
    rows: Iterable[tuple[Entry, Option]], series: BodySeries, body: AwardingBody, centre: Centre
) -> tuple[tuple[Entry, ...], tuple[SentName, ...], tuple[Finding, ...]]:
    """The entries of one series as its file carries them, by candidate number.

    Returns:
        The entries but for those that an error keeps back; each name beside what is sent; the findings.
    """
    carrier = _Carrier(series, body, centre)
    sent = [entry for entry, option in rows for entry in carrier.entry(entry, option)]
    sent.sort(key=lambda entry: entry.candidate.number)
    return tuple(sent), tuple(carrier.names), tuple(carrier.findings)


class _Carrier:
    """What is known of the candidates of one series while their entries pass by."""

    def __init__(self, series: BodySeries, body: AwardingBody, centre: Centre) -> None:
        self.series, self.body, self.centre = series, body, centre
        self.findings: list[Finding] = []
        self.names: list[SentName] = []
        self.known: dict[tuple[Candidate, str], Candidate | None] = {}
        self.firsts: dict[str, Entry] = {}

    def say(self, code: FindingCode, entry: Entry, field: str, **params: Any) -> None:
        self.findings.append(code.at(*place_of(entry), field=field, candidate=str(entry.candidate), **params))

    def entry(self, entry: Entry, option: Option) -> Iterator[Entry]:
        """The entry as it is sent; nothing where an error keeps it back."""
        if entry.candidate.centre_number != self.centre.number:
            self.say(codes.OTHER_CENTRE, entry, "centre_number", centre=shown_code(self.centre.number))
            return
        if Process.REGISTRATION in {entry.process, option.process}:
            self.say(codes.REGISTRATION, entry, "option_code", value=option.code)
            return
        key = entry.candidate, entry.entry_name
        if key not in self.known:
            self.known[key] = self._candidate(entry)
        candidate = self.known[key]
        if candidate is None:
            return
        sent = Entry(
            candidate=candidate,
            option=OptionRef(self.series.jcq_id or "", self.series.code, option.code),
            **{field: getattr(entry, field) for field in OF_ENTRY},
            origin=entry.origin,
        )
        first = self.firsts.setdefault(candidate.number, sent)
        differing = [f for f in (*OF_CANDIDATE, *OF_ENTRY) if cell(first, f) != cell(sent, f)]
        if differing:
            line = first.origin.line if first.origin else "?"
            self.say(codes.CANDIDATE_DIFFERS, entry, differing[0], fields=", ".join(differing), first=line)
        else:
            yield sent

    def _candidate(self, entry: Entry) -> Candidate | None:
        """The candidate with the name that is sent and identifiers without spaces; None where none can be."""
        who, rule = entry.candidate, self.body.names
        if rule is None:
            self.say(codes.NO_NAME_RULE, entry, "surname", body=shown_body(self.body.id))
            return None
        surname, forenames, field = who.surname, who.forenames, "surname"
        if entry.entry_name:
            colons, field = entry.entry_name.count(SEPARATOR), "entry_name"
            if colons != 1:
                self.say(codes.ENTRY_NAME, entry, field, colons=colons)
                return None
            surname, forenames = entry.entry_name.split(SEPARATOR)
        name = wire_name(surname, forenames, rule)
        if not name.surname:
            self.say(codes.NAME_MISSING, entry, field)
            return None
        if name.refused:
            letters, taker = ", ".join(name.refused), shown_body(self.body.id)
            self.say(codes.NAME_LETTERS, entry, field, body=taker, letters=letters)
        elif name.too_long:
            count, longest = rule.longest + name.too_long, rule.longest
            self.say(codes.NAME_TOO_LONG, entry, field, count=count, longest=longest)
        elif name.respelt:
            self.say(codes.NAME_RESPELT, entry, field, letters=", ".join(name.respelt))
        self.names.append(
            SentName(
                series=self.series,
                centre_number=who.centre_number,
                candidate_number=who.number,
                surname=who.surname,
                forenames=who.forenames,
                sent=name.text,
                respelt=name.respelt,
                fits=name.fits,
            )
        )
        if not name.fits:
            return None
        return attrs.evolve(
            who,
            surname=name.surname,
            forenames=name.forenames,
            uci=uci.compact(who.uci),
            upn=upn.compact(who.upn),
            uln=uln.compact(who.uln),
        )
