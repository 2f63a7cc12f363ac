"""UK public examinations as a pure library: basedata, entries and fees, with the source of every figure.

>>> import examcore as ex
>>> ex.read(b"X300  X301  ", name="links.txt")
<Readings: 1 file, no findings>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from .catalogue import Catalogue
    from .dates import AcademicYear, Jurisdiction
    from .entries import Entries, EntryFiles, Receipt
    from .errors import ExamcoreError
    from .evidence import NOT_PUBLISHED, UNKNOWN, Decision, Evidence, Origin, Reason, Source
    from .fees import Quote, quote
    from .files import read, write
    from .findings import Finding, Report, Severity
    from .formats import Reading, Readings
    from .key_dates import Deadlines
    from .model import Centre, Series
    from .money import Money
    from .plugins import Registry, hookimpl

__all__ = [
    "NOT_PUBLISHED",
    "UNKNOWN",
    "Catalogue",
    "Centre",
    "Decision",
    "Entries",
    "EntryFiles",
    "Evidence",
    "ExamcoreError",
    "Finding",
    "Money",
    "Origin",
    "Quote",
    "Reading",
    "Readings",
    "Reason",
    "Receipt",
    "Registry",
    "Report",
    "Severity",
    "Source",
    "check",
    "deadlines",
    "entry_files",
    "hookimpl",
    "quote",
    "read",
    "write",
]

# rooms load when they are asked for, so that `import examcore` loads no third-party module
_find = lazily(
    __name__,
    {
        "NOT_PUBLISHED": "evidence",
        "UNKNOWN": "evidence",
        "Catalogue": "catalogue",
        "Centre": "model",
        "Decision": "evidence",
        "Entries": "entries",
        "EntryFiles": "entries",
        "Evidence": "evidence",
        "ExamcoreError": "errors",
        "Finding": "findings",
        "Money": "money",
        "Origin": "evidence",
        "Quote": "fees",
        "Reading": "formats",
        "Readings": "formats",
        "Reason": "evidence",
        "Receipt": "entries",
        "Registry": "plugins",
        "Report": "findings",
        "Severity": "findings",
        "Source": "evidence",
        "hookimpl": "plugins",
        "quote": "fees",
        "read": "files",
        "write": "files",
    },
)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from .plugins.builtins import own_version  # noqa: PLC0415  asks the installation, which costs time

        return own_version()
    return _find(name)


def check(
    entries: Entries, catalogue: Catalogue | None = None, *, registry: Registry | None = None
) -> Report:
    """Check entries, with the checks of the core and of all plugins.

    Args:
        entries: as read; what was found in reading is in ``entries.findings`` and in this report, too.
        catalogue: the basedata of their series; without it the checks that need it say that they did not run.
        registry: other plugins than the installed ones.

    Returns:
        All findings of all rows; ``report.raise_for_errors()`` raises if one is an error.

    Raises:
        TypeError: an argument is of another kind.

    >>> import examcore as ex
    >>> ex.check(ex.Entries())
    <Report: 2 info>
    """
    from .checks import run_checks  # noqa: PLC0415  lazily, as everything here
    from .findings import Report  # noqa: PLC0415

    registry = _looked_at(entries, catalogue, registry)
    found = run_checks(registry.checks, {"entries": entries, "catalogue": catalogue})
    return Report((*entries.findings, *found))


def entry_files(
    entries: Entries,
    catalogue: Catalogue,
    *,
    centre: Centre,
    on: date,
    previous: Receipt | None = None,
    sequence: Mapping[str, int] | None = None,
    only: Collection[str] = (),
    registry: Registry | None = None,
) -> EntryFiles:
    """The files that awarding bodies take, one for each JCQ identifier and series; nothing is written yet.

    The entries are checked first. A file that an error concerns is not made, and the others are. An error in
    a row concerns the file into which the row goes, and what is wrong with a person all files that name the
    person. An error that cannot be laid to a row concerns all.

    Args:
        entries: of one centre; `Entries.filter` parts those of several.
        catalogue: the basedata of their series.
        centre: its number, and the postcode that the files carry.
        on: the day that stands in the files as that of their production.
        previous: the centre's latest receipt, so that sequence numbers go on from it; None where nothing was
            ever sent by EDI.
        sequence: JCQ identifier to the first sequence number to use, as ``{"70": 4}``, where there is no
            receipt of what was sent before.
        only: bodies, identifiers, or one of them with a series, such as ``aqa`` or ``10:2027-06``: files for
            others are not made. All entries are looked at, so that none of the chosen ones is overlooked.
        registry: other plugins than the installed ones.

    Returns:
        Names, bytes, findings, and the receipt to keep; see `EntryFiles`. `write` puts them into a folder.

    Raises:
        TypeError: an argument is of another kind.
        CannotWrite: a centre number, a postcode, a day or a sequence that no file can hold.

    >>> import examcore as ex
    >>> from datetime import date
    >>> centre = ex.Centre(number="64999", postcode="ZZ99 9ZZ")
    >>> ex.entry_files(ex.Entries(), ex.Catalogue.of(()), centre=centre, on=date(2027, 1, 20))
    <EntryFiles: 0 files, no findings>
    """
    from .entries.sending import make_files  # noqa: PLC0415  lazily, as everything here

    registry = _looked_at(entries, catalogue, registry)
    return make_files(
        entries,
        catalogue,
        centre=centre,
        on=on,
        previous=previous,
        sequence={} if sequence is None else sequence,
        only=only,
        formats=registry.formats,
        bodies=registry.bodies,
        checks=registry.checks,
    )


def deadlines(
    series: Series | str | Iterable[Series | str] | None = None,
    *,
    bodies: Iterable[str] | None = None,
    year: AcademicYear | str | None = None,
    jurisdiction: Jurisdiction | str = "england-and-wales",
    after: Mapping[str, date] | None = None,
    registry: Registry | None = None,
) -> Deadlines:
    """The deadlines of one or several series, from the datasets of all plugins.

    Args:
        series: ``2027-06``, or several; without it those of ``year`` of which something is known.
        bodies: ids; without it all of which something is known.
        year: academic year such as ``2026/27``.
        jurisdiction: whose bank holidays count: england-and-wales, scotland or northern-ireland.
        after: days of events that others are counted from, such as ``{"last-paper": date(2027, 6, 25)}``.
        registry: other plugins than the installed ones.

    Returns:
        Each with its evidence and source; one that nobody published says so, and why.

    >>> import examcore as ex
    >>> from datetime import date
    >>> ex.deadlines("2027-06", bodies=["aqa"]).due(on=date(2027, 2, 8), within_days=14)
    <Deadlines: 2 known, 0 unknown>
    """
    from .dates import HolidayCalendar, Jurisdiction, Weekdays  # noqa: PLC0415  lazily, as everything here
    from .key_dates import deadlines_of  # noqa: PLC0415
    from .plugins import Registry  # noqa: PLC0415

    refs = {ref.id: ref for ref in (registry or Registry.default()).datasets}
    days = [ref.read() for name, ref in refs.items() if name.endswith(".deadlines.series")]
    holidays = refs.get("jcq.dates.bank-holidays-uk")
    where = Jurisdiction(jurisdiction)
    calendar = HolidayCalendar.of(holidays.read(), where) if holidays else Weekdays()
    return deadlines_of(days, series, bodies=bodies, year=year, calendar=calendar, after=after)


def _looked_at(entries: Any, catalogue: Any, registry: Any) -> Registry:
    """The registry to use; `TypeError` where one of the three is of another kind."""
    from .catalogue import Catalogue  # noqa: PLC0415  lazily, as everything here
    from .entries import Entries  # noqa: PLC0415
    from .plugins import Registry  # noqa: PLC0415

    if not isinstance(entries, Entries):
        raise TypeError(
            "entries are made by Entries.of(read(…)), or of your own objects by Entries((Entry(…), …));"
            f" this is of type {type(entries).__name__}"
        )
    if not (catalogue is None or isinstance(catalogue, Catalogue)):
        what = type(catalogue).__name__
        raise TypeError(f"a catalogue is made by Catalogue.of(read(…)); this is of type {what}")
    if registry is None:
        return Registry.default()
    if not isinstance(registry, Registry):
        raise TypeError(
            f"a registry is made by Registry.builtin(); this is of type {type(registry).__name__}"
        )
    return registry


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
