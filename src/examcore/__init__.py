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

    from .asking import (
        cost_of_change,
        cost_of_delay,
        cost_of_year,
        cost_over_dates,
        price_changes,
        price_charges,
        reconcile,
    )
    from .catalogue import Catalogue
    from .charges import Charge, pass_on
    from .dates import AcademicYear, HolidayCalendar, Jurisdiction
    from .entries import Entries, EntryFiles, Receipt
    from .errors import ExamcoreError
    from .evidence import NOT_PUBLISHED, UNKNOWN, Decision, Evidence, Origin, Reason, Source
    from .fees import Quote
    from .files import read, write
    from .findings import Finding, Report, Severity
    from .formats import Reading, Readings
    from .invoices import Invoices
    from .key_dates import Deadlines, to_icalendar
    from .model import Centre, Series
    from .money import Money
    from .plugins import Registry, hookimpl
    from .prices import Prices
    from .rulebook import Rulebook
    from .scenarios import against_budget

__all__ = [
    "NOT_PUBLISHED",
    "UNKNOWN",
    "Catalogue",
    "Centre",
    "Charge",
    "Decision",
    "Entries",
    "EntryFiles",
    "Evidence",
    "ExamcoreError",
    "Finding",
    "Invoices",
    "Money",
    "Origin",
    "Prices",
    "Quote",
    "Reading",
    "Readings",
    "Reason",
    "Receipt",
    "Registry",
    "Report",
    "Severity",
    "Source",
    "against_budget",
    "bank_holidays",
    "check",
    "cost_of_change",
    "cost_of_delay",
    "cost_of_year",
    "cost_over_dates",
    "deadlines",
    "entry_files",
    "hookimpl",
    "pass_on",
    "price_changes",
    "price_charges",
    "quote",
    "read",
    "reconcile",
    "rules",
    "to_icalendar",
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
        "Charge": "charges",
        "Decision": "evidence",
        "Entries": "entries",
        "EntryFiles": "entries",
        "Evidence": "evidence",
        "ExamcoreError": "errors",
        "Finding": "findings",
        "Invoices": "invoices",
        "Money": "money",
        "Origin": "evidence",
        "Prices": "prices",
        "Quote": "fees",
        "Reading": "formats",
        "Readings": "formats",
        "Reason": "evidence",
        "Receipt": "entries",
        "Registry": "plugins",
        "Report": "findings",
        "Severity": "findings",
        "Source": "evidence",
        "against_budget": "scenarios",
        "cost_of_change": "asking",
        "cost_of_delay": "asking",
        "cost_of_year": "asking",
        "cost_over_dates": "asking",
        "hookimpl": "plugins",
        "pass_on": "charges",
        "price_changes": "asking",
        "price_charges": "asking",
        "read": "files",
        "reconcile": "asking",
        "to_icalendar": "key_dates",
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
    from .asking import looked_at  # noqa: PLC0415  lazily, as everything here
    from .checks import run_checks  # noqa: PLC0415
    from .findings import Report  # noqa: PLC0415

    registry = looked_at(entries, catalogue, registry)
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
    from .asking import looked_at  # noqa: PLC0415  lazily, as everything here
    from .entries.sending import make_files  # noqa: PLC0415

    registry = looked_at(entries, catalogue, registry)
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


def quote(
    entries: Entries,
    catalogue: Catalogue,
    *,
    on: date,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> Quote:
    """What entries cost if they are received on a day, each with its price, tier and late fee.

    Every row whose option is found is priced, whatever else is wrong with it; what is not found, not
    published or not readable is counted as unknown and never left out in silence. An entry that says when it
    was received (``received_on``) is judged by that day. A late fee that nobody published is unknown: then
    the price stands, and the quote is not complete.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        on: the day on which they would be received.
        prices: the centre's own prices, as ``Prices.of(read("prices.csv"))``; they win over basedata.
        other_years: work out late fees with multiples of other years where the year has none; they are
            ASSUMED, and a finding says so.
        registry: other plugins than the installed ones.

    Raises:
        TypeError: an argument is of another kind; ``on`` is a day without a time.

    >>> import examcore as ex
    >>> from datetime import date
    >>> ex.quote(ex.Entries(), ex.Catalogue.of(()), on=date(2027, 1, 15))
    <Quote on 2027-01-15: 0.00 GBP for 0 lines>
    """
    from .asking import looked_at, terms_of  # noqa: PLC0415  lazily, as everything here
    from .fees import price_entries  # noqa: PLC0415

    registry = looked_at(entries, catalogue, registry)
    return price_entries(
        entries,
        catalogue,
        on=on,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        other_years=other_years,
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
        after: days of events that others are counted from, such as ``{"last-paper": date(2027, 6, 25)}``;
            with several series ``{"2027-06 last-paper": …}``. A day that was announced wins, and is told.
        registry: other plugins than the installed ones.

    Returns:
        Each with its evidence and source; one that nobody published says so, and why.

    >>> import examcore as ex
    >>> from datetime import date
    >>> ex.deadlines("2027-06", bodies=["aqa"]).due(on=date(2027, 2, 8), within_days=14)
    <Deadlines: 2 known, 0 unknown>
    """
    from .datasets import NotCovered  # noqa: PLC0415  lazily, as everything here
    from .key_dates import deadlines_of  # noqa: PLC0415
    from .plugins import Registry  # noqa: PLC0415

    registry = Registry.default() if registry is None else registry
    try:
        calendar = bank_holidays(jurisdiction, registry=registry)
    except NotCovered:
        calendar = None  # Monday to Friday, and the reasons say so
    return deadlines_of(
        (ref.read() for ref in registry.datasets if ref.id.endswith(".deadlines.series")),
        series,
        bodies=bodies,
        year=year,
        calendar=calendar,
        shared_by=registry.bodies.sharing_jcq,
        after=after,
    )


def bank_holidays(
    jurisdiction: Jurisdiction | str = "england-and-wales", *, registry: Registry | None = None
) -> HolidayCalendar:
    """The calendar that says which days are working days: Monday to Friday without bank holidays.

    Args:
        jurisdiction: england-and-wales, scotland or northern-ireland.
        registry: other plugins than the installed ones.

    Raises:
        NotCovered: none of the plugins has bank holidays.
        ValueError: there is no such jurisdiction.

    >>> import examcore as ex
    >>> from datetime import date
    >>> ex.bank_holidays("scotland").find(date(2026, 11, 30)).title
    'St Andrew’s Day'
    """
    from .datasets import NotCovered  # noqa: PLC0415  lazily, as everything here
    from .dates import HolidayCalendar, Jurisdiction  # noqa: PLC0415
    from .plugins import Registry  # noqa: PLC0415

    where = Jurisdiction(jurisdiction)
    for ref in (Registry.default() if registry is None else registry).datasets:
        if ref.id == "jcq.dates.bank-holidays-uk":
            return HolidayCalendar.of(ref.read(), where)
    raise NotCovered("no plugin of this registry has jcq.dates.bank-holidays-uk")


def rules(*, registry: Registry | None = None) -> Rulebook:
    """The rulebook: the numbers of the regulations, from the datasets of all plugins.

    Args:
        registry: other plugins than the installed ones.

    Returns:
        To be asked by rule, edition and body; each answer has its evidence and source.

    >>> import examcore as ex
    >>> ex.rules().get("LATE-05").value
    <Quantity 7 working-days>
    """
    from .plugins import Registry  # noqa: PLC0415  lazily, as everything here
    from .rulebook import Rulebook  # noqa: PLC0415

    refs = {ref.id: ref for ref in (Registry.default() if registry is None else registry).datasets}
    books = []
    for name in (name for name in refs if name.endswith(".rules.parameters")):
        conflicts = refs.get(f"{name.partition('.')[0]}.rules.conflicts")
        books.append(Rulebook.of(refs[name].read(), conflicts.read() if conflicts else None))
    return sum(books, Rulebook(()))


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
