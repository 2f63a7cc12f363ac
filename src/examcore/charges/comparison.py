"""What changed between two sets of entries, candidate by candidate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ..catalogue import Catalogue
from ..entries import Entries
from ..evidence import Evidence, Reason
from ..model import BodyBook, Entry, Item, Option, OptionKey, Process

__all__ = ["Changed", "compare", "find_tier"]

_TIER: Final = re.compile(r"\b(?:TIER +([FHI])\b|(FOUNDATION|FOUNDTN|HIGHER|INTERMEDIATE)\b(?: +TIER\b)?)")
_TIERS: Final = {"F": "foundation", "H": "higher", "I": "intermediate"}

_Who = tuple[object, ...]  # centre, candidate, body, series
_What = tuple[object, ...]  # process and option


class Changed(NamedTuple):
    """One change of one candidate.

    ``kind`` is ``withdrawal``, ``new-entry``, ``tier-change``, ``option-change`` or ``unit-change``;
    ``doubt`` says why it might be another one: ``ambiguous`` or ``tier``.
    """

    kind: str
    old: Entry | None
    new: Entry | None
    because: tuple[Reason, ...] = ()
    doubt: str = ""


class _Entered(NamedTuple):
    entry: Entry
    option: Option | None


def compare(before: Entries, after: Entries, catalogue: Catalogue, bodies: BodyBook) -> list[Changed]:
    """The changes from one set of entries to another; what stands in both is none.

    An option that is given up and a new one of the same syllabus are one change where it is certain that they
    belong together, and else a withdrawal and a new entry.

    Args:
        before: as they are.
        after: as they shall be.
        catalogue: by which options are the same, however a table names their body and series.
        bodies: likewise, for what is not in the catalogue.
    """
    pairing = _Pairing(catalogue, bodies)
    old, new = (pairing.by_candidate(entries) for entries in _without_shared(before, after))
    changes: list[Changed] = []
    for who in dict.fromkeys((*old, *new)):
        gone, added = _differing(old.get(who, {}), new.get(who, {}))
        if gone or added:
            changes.extend(pairing.pair(gone, added))
    return changes


def find_tier(option: Option) -> tuple[str, str] | None:
    """The tier that the title of an option names, and the rest of the title; None where it names none.

    Letters of the entry code prove nothing: ``8HI0F`` is option F of History.
    """
    title = option.title.upper()
    found = _TIER.findall(title)
    if len(found) != 1:
        return None
    letter, word = found[0]
    rest = re.sub(r"[^0-9A-Z]", "", _TIER.sub("", title))
    return _TIERS[letter or word[0]], rest


def _without_shared(before: Entries, after: Entries) -> tuple[list[Entry], list[Entry]]:
    """Without the entries that are one object in both: mostly few change, and one asks for many days."""
    ours, theirs = (Counter(map(id, entries)) for entries in (before, after))
    shared = {key for key, count in ours.items() if theirs[key] == count}
    return [e for e in before if id(e) not in shared], [e for e in after if id(e) not in shared]


def _differing(
    old: dict[_What, list[_Entered]], new: dict[_What, list[_Entered]]
) -> tuple[list[_Entered], ...]:
    gone: list[_Entered] = []
    added: list[_Entered] = []
    for what in dict.fromkeys((*old, *new)):
        ours, theirs = old.get(what, []), new.get(what, [])
        gone.extend(ours[len(theirs) :])  # somebody may be entered twice, by mistake
        added.extend(theirs[len(ours) :])
    return gone, added


class _Pairing:
    def __init__(self, catalogue: Catalogue, bodies: BodyBook) -> None:
        self.catalogue = catalogue
        self.bodies = bodies
        self._awards: dict[OptionKey, set[OptionKey]] | None = None

    def by_candidate(self, entries: Iterable[Entry]) -> dict[_Who, dict[_What, list[_Entered]]]:
        found: dict[_Who, dict[_What, list[_Entered]]] = {}
        for entry in entries:
            resolved = self.catalogue.resolve(entry.option)
            option = resolved if isinstance(resolved, Option) else None
            body, series = self._named(entry) if option is None else (option.key.body, option.key.series)
            code = entry.option.code if option is None else option.key
            who = (entry.candidate.centre_number, entry.candidate.number, body, series)
            of_candidate = found.setdefault(who, {})
            of_candidate.setdefault((entry.process, code), []).append(_Entered(entry, option))
        return found

    def _named(self, entry: Entry) -> tuple[str, str]:
        name = entry.option.body.lower()
        body = self.bodies.find(name)
        return (body.id if body else name), entry.option.series

    def pair(self, gone: list[_Entered], added: list[_Entered]) -> Iterator[Changed]:
        """The changes of one candidate in one series of a body."""
        groups: dict[object, tuple[list[_Entered], list[_Entered]]] = {}
        for side, entered in ((0, gone), (1, added)):
            for one in entered:
                groups.setdefault(_award(one), ([], []))[side].append(one)
        left: tuple[list[_Entered], list[_Entered]] = ([], [])
        for award, (old, new) in groups.items():
            if award is None or not old or not new:
                left[0].extend(old)
                left[1].extend(new)
            elif not old[0].entry.candidate.number:
                yield from _apart(old, new, "without a candidate number nobody knows whose entry was changed")
            else:
                yield from self._within(old, new)
        yield from self._across(*left)

    def _within(self, old: list[_Entered], new: list[_Entered]) -> Iterator[Changed]:
        """The changes within one syllabus."""
        for one in list(old):
            matches = [other for other in new if _differ_by_tier(one, other)]
            if len(matches) == 1 and sum(_differ_by_tier(o, matches[0]) for o in old) == 1:
                old.remove(one)
                new.remove(matches[0])
                says = "the titles of both options differ by the tier only"
                yield Changed("tier-change", one.entry, matches[0].entry, (_derived(says),))
        if not old or not new:
            yield from _apart(old, new, "")
        elif len(old) > 1 or len(new) > 1:
            says = (
                f"given up in this syllabus: {len(old)}, new: {len(new)}; which replaces which is not known"
            )
            yield from _apart(old, new, says)
        elif _is_unit(old[0]):
            yield _exchange("unit-change", old[0], new[0], "a unit instead of another one of the syllabus")
        else:
            says = "another option of the same syllabus and qualification"
            yield _exchange("option-change", old[0], new[0], says)

    def _across(self, old: list[_Entered], new: list[_Entered]) -> Iterator[Changed]:
        """Units of one award may stand in syllabuses of their own."""
        if any(map(_is_unit, old)) and any(map(_is_unit, new)) and old[0].entry.candidate.number:
            for one in list(old):
                matches = [other for other in new if self._share_an_award(one, other)]
                if len(matches) == 1 and sum(self._share_an_award(o, matches[0]) for o in old) == 1:
                    old.remove(one)
                    new.remove(matches[0])
                    yield _exchange("unit-change", one, matches[0], "both units lead to the same award")
        yield from _apart(old, new, "")

    def _share_an_award(self, one: _Entered, other: _Entered) -> bool:
        if self._awards is None:
            self._awards = {}
            for award, units in self.catalogue.unit_links.items():
                for unit in units:
                    self._awards.setdefault(unit, set()).add(award)
        ours, theirs = (self._awards.get(e.option.key) if e.option else None for e in (one, other))
        return bool(ours and theirs and not ours.isdisjoint(theirs))


def _award(entered: _Entered) -> object:
    """What options have in common of which one may replace another; None where that is not known."""
    option = entered.option
    if option is None or entered.entry.process is Process.REGISTRATION:
        return None
    # one syllabus may hold several qualifications, and both units and what certifies them
    return option.syllabus, option.item == Item.UNIT, option.qualification_number


def _is_unit(entered: _Entered) -> bool:
    return entered.option is not None and entered.option.item == Item.UNIT


def _differ_by_tier(one: _Entered, other: _Entered) -> bool:
    if one.option is None or other.option is None or one.option.exam_type != other.option.exam_type:
        return False
    ours, theirs = find_tier(one.option), find_tier(other.option)
    return bool(ours and theirs and ours[0] != theirs[0] and ours[1] == theirs[1])


def _exchange(kind: str, old: _Entered, new: _Entered, says: str) -> Changed:
    codes = [e.entry.option.code for e in (old, new)]
    if codes[0][:-1] == codes[1][:-1] and {code[-1] for code in codes} <= set(_TIERS):
        doubt = f"whether {codes[0]} and {codes[1]} are tiers is not known: their titles name none"
        return Changed(kind, old.entry, new.entry, (_derived(says), _derived(doubt)), "tier")
    return Changed(kind, old.entry, new.entry, (_derived(says),))


def _apart(old: Iterable[_Entered], new: Iterable[_Entered], says: str) -> Iterator[Changed]:
    because = (_derived(says),) if says else ()
    doubt = "ambiguous" if says else ""
    yield from (Changed("withdrawal", one.entry, None, because, doubt) for one in old)
    yield from (Changed("new-entry", None, one.entry, because, doubt) for one in new)


def _derived(says: str) -> Reason:
    return Reason("charges.change-kind", says, Evidence.DERIVED)
