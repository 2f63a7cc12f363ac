"""Names that a caller gives: of events, bodies and other codes; one that cannot be names the nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ..model import Series
from .deadline import checked_day

__all__ = ["check_name", "days_given", "in_few", "shown"]

_LONGEST = 40
_MOST = 4


def shown(text: str) -> str:
    """A name in a message, which somebody else may have made long."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def in_few(texts: Iterable[str], joint: str = " and ") -> str:
    """The first few of some texts, and how many more there are.

    >>> in_few(["a", "b"]), in_few("abcdefg")
    ('a and b', 'a and b and c and d and 3 more')
    """
    several = list(texts)
    more = [f"{len(several) - _MOST} more"] if len(several) > _MOST else []
    return joint.join([*several[:_MOST], *more])


def check_name(what: str, given: str, known: Collection[str]) -> None:
    """`ValueError` for a name that is not known; without known ones nobody can tell.

    >>> check_name("event", "Entrys", ["entry", "late"])
    Traceback (most recent call last):
        ...
    ValueError: there is no event 'Entrys'; nearest 'entry'
    """
    if not known or given in known:
        return
    import difflib  # noqa: PLC0415  only for a mistake

    folded = {name.casefold(): name for name in known if name}
    near = difflib.get_close_matches(str(given).casefold(), folded, 1)
    cure = f"nearest {folded[near[0]]!r}" if near else f"there are {in_few(sorted(folded.values()), ', ')}"
    raise ValueError(f"there is no {what} {shown(str(given))}; {cure}")


def days_given(
    after: Mapping[str, date], series: Collection[Series], events: Collection[str]
) -> dict[Series, dict[str, date]]:
    """The days of ``after`` for each series that is asked for.

    Args:
        after: by ``results-public`` where one series is asked for, else by ``2027-06 results-public``.
        series: that are asked for.
        events: that there are.
    """
    found: dict[Series, dict[str, date]] = {one: {} for one in series}
    for name, day in after.items():
        checked_day(day, f"after[{shown(name)}]")
        of_series, _, event = name.rpartition(" ")
        check_name("event", event, events)
        if not of_series and len(found) > 1:
            raise ValueError(
                f"several series are asked for, and a day is that of one; write '{min(found)} {event}'"
            )
        one = Series.parse(of_series) if of_series else next(iter(found), None)
        if of_series and one not in found:
            raise ValueError(f"after[{shown(name)}]: the series {one} is not asked for")
        if one is not None:
            found[one][event] = day
    return found
