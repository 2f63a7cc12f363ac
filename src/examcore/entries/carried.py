"""Entries as a file carries them: names in the body's letters, one set of facts for each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from ..findings import Finding, FindingCode, shown_code
from ..ids import candidate_number, centre_number, uci, uln, upn
from ..model import AwardingBody, BodySeries, Candidate, Centre, Entry, NameRule, Option, OptionRef, Process
from . import sending_codes as codes
from .entries import cell
from .files_to_send import SentName
from .names import SEPARATOR, wire_name

__all__ = ["OF_CANDIDATE", "OF_ENTRY", "Place", "carried", "place_of"]

OF_CANDIDATE: Final = ("status", "surname", "forenames", "sex", "date_of_birth", "uci", "upn", "uln")
OF_ENTRY: Final = ("qualifier", "other_centre_number", "other_candidate_number", "documentation_group")
"""The columns that a file carries once for each candidate, beside the numbers."""

Place = tuple[str, int | None]


_NAMES: Final = frozenset({"surname", "forenames"})
_MOST_NAMED: Final = 3
"""Characters that a finding names of a name: more would tell the name."""


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
    if body.names is None:
        return (), (), (codes.NO_NAME_RULE.at(body=body.id),)
    carrier = _Carrier(series, body.id, body.names, centre)
    sent = [entry for entry, option in rows for entry in carrier.entry(entry, option)]
    sent.sort(key=lambda entry: entry.candidate.number)
    return tuple(sent), tuple(carrier.names), tuple(carrier.findings)


def _differing(first: Entry, second: Entry) -> list[str]:
    """The columns in which two entries of a candidate differ, of those that a file says once."""
    same = first.candidate is second.candidate  # as it is in most rows
    fields = OF_ENTRY if same else (*OF_CANDIDATE, *OF_ENTRY)
    return [field for field in fields if cell(first, field) != cell(second, field)]


def _shortened(characters: tuple[str, ...]) -> str:
    more = len(characters) - _MOST_NAMED
    return ", ".join(characters[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


class _Carrier:
    """What is known of the candidates of one series while their entries pass by."""

    def __init__(self, series: BodySeries, body: str, rule: NameRule, centre: Centre) -> None:
        self.series, self.body, self.rule, self.centre = series, body, rule, centre
        self.findings: list[Finding] = []
        self.names: list[SentName] = []
        self.known: dict[tuple[Candidate, str], Candidate | None] = {}
        self.firsts: dict[str, tuple[Entry, Entry]] = {}  # by number: as given, and as sent

    def say(self, code: FindingCode, entry: Entry, field: str, **params: Any) -> None:
        self.findings.append(code.at(*place_of(entry), field=field, candidate=str(entry.candidate), **params))

    def entry(self, entry: Entry, option: Option) -> Iterator[Entry]:
        """The entry as it is sent; nothing where an error keeps it back."""
        if centre_number.compact(entry.candidate.centre_number) != self.centre.number:
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
            **{field: getattr(entry, field).strip().upper() for field in OF_ENTRY},
            origin=entry.origin,
        )
        before, first = self.firsts.setdefault(candidate.number, (entry, sent))
        differing = _differing(first, sent)
        if differing:
            if _NAMES.intersection(differing) and before.entry_name != entry.entry_name:
                differing = ["entry_name", *(f for f in differing if f not in _NAMES)]
            line = first.origin.line if first.origin else "?"
            self.say(codes.CANDIDATE_DIFFERS, entry, differing[0], fields=", ".join(differing), first=line)
        else:
            yield sent

    def _candidate(self, entry: Entry) -> Candidate | None:
        """The candidate as the file has it; None where the name cannot be sent."""
        who, rule = entry.candidate, self.rule
        surname, forenames, field = who.surname, who.forenames, "surname"
        if entry.entry_name:
            colons, field = entry.entry_name.count(SEPARATOR), "entry_name"
            if colons != 1:
                self.say(codes.ENTRY_NAME, entry, field, colons=colons)
                return None
            surname, forenames = entry.entry_name.split(SEPARATOR)
        name = wire_name(surname, forenames, rule)
        if name.missing:
            self.say(codes.NAME_MISSING, entry, field)
            return None
        if name.refused:
            letters = _shortened(name.refused)
            self.say(codes.NAME_LETTERS, entry, field, body=self.body, letters=letters)
        elif name.too_long:
            count, longest = rule.longest + name.too_long, rule.longest
            self.say(codes.NAME_TOO_LONG, entry, field, count=count, longest=longest)
        elif name.respelt:
            self.say(codes.NAME_RESPELT, entry, field, letters=_shortened(name.respelt))
        self.names.append(
            SentName(
                series=self.series,
                centre_number=self.centre.number,
                candidate_number=candidate_number.compact(who.number),
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
            centre_number=self.centre.number,
            number=candidate_number.compact(who.number),
            status=who.status.strip().upper() or "C",
            surname=name.surname,
            forenames=name.forenames,
            sex=who.sex.strip().upper(),
            uci=uci.compact(who.uci),
            upn=upn.compact(who.upn),
            uln=uln.compact(who.uln),
        )
