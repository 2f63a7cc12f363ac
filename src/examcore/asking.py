"""Questions of cost, asked with the terms and bodies of all plugins; a part of the façade."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from .catalogue import Catalogue
    from .charges import ChangeQuote, Charge
    from .datasets import DatasetRef
    from .dates import AcademicYear
    from .entries import Entries, Receipt
    from .fees import Quote, Terms
    from .invoices import Invoices, Reconciliation
    from .plugins import Registry
    from .prices import Prices
    from .scenarios import CostOfChange, CostOfDelay, CostOfYear, CostOverDates

__all__ = [
    "cost_of_change",
    "cost_of_delay",
    "cost_of_year",
    "cost_over_dates",
    "looked_at",
    "price_changes",
    "price_charges",
    "reconcile",
    "terms_of",
]


def cost_over_dates(
    entries: Entries,
    catalogue: Catalogue,
    days: Iterable[date] | None = None,
    *,
    on: date | None = None,
    by: str | None = None,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> CostOverDates:
    """What the same entries cost on several days, with the deadlines that lie between.

    Args:
        entries: who is entered for what.
        catalogue: the basedata of their series.
        days: on which the entries would be received; without them the days worth looking at, which are each
            known deadline and the day after it.
        on: one day more.
        by: also keep the parts by a group, such as ``department``; see `Quote.by`.
        prices: the centre's own prices, as for `quote`.
        other_years: late fees with multiples of other years where the year has none, as ASSUMED.
        registry: other plugins than the installed ones.

    Raises:
        TypeError: an argument is of another kind; a day has a time.
        ValueError: there is no such group.

    >>> import examcore as ex
    >>> from datetime import date
    >>> ex.cost_over_dates(ex.Entries(), ex.Catalogue.of(()), [date(2027, 2, 21), date(2027, 2, 22)])
    <CostOverDates: 2 dates, 2027-02-21 to 2027-02-22, 0.00 to 0.00>
    """
    from . import scenarios  # noqa: PLC0415  lazily, as in the façade

    registry = looked_at(entries, catalogue, registry)
    return scenarios.cost_over_dates(
        entries,
        catalogue,
        days,
        on=on,
        by=by,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        other_years=other_years,
    )


def cost_of_delay(
    entries: Entries,
    catalogue: Catalogue,
    *,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> CostOfDelay:
    """What missing each deadline costs: of a body and a series, the last day on time and the next day.

    Args:
        entries: who is entered for what; those with ``received_on`` are passed over.
        catalogue: the basedata of their series.
        prices: the centre's own prices, as for `quote`.
        other_years: late fees with multiples of other years where the year has none, as ASSUMED.
        registry: other plugins than the installed ones.

    Returns:
        Each deadline with its difference, complete or the least that missing it costs; what is not known
        says why.

    Raises:
        TypeError: an argument is of another kind.

    >>> import examcore as ex
    >>> ex.cost_of_delay(ex.Entries(), ex.Catalogue.of(()))
    <CostOfDelay: 0 deadlines, 0.00>
    """
    from . import scenarios  # noqa: PLC0415  lazily, as in the façade

    registry = looked_at(entries, catalogue, registry)
    return scenarios.cost_of_delay(
        entries,
        catalogue,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        other_years=other_years,
    )


def cost_of_change(
    before: Entries,
    after: Entries,
    catalogue: Catalogue,
    days: Iterable[date],
    *,
    charged_on: date,
    evidence: Mapping[str, str] | None = None,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> CostOfChange:
    """What withdrawing or changing entries costs on several days, and what comes back.

    Args:
        before: the entries as they were charged.
        after: the entries as they shall be: without those that are withdrawn, with others instead.
        catalogue: the basedata of their series.
        days: on which the change would be received.
        charged_on: the day on which entries before without ``received_on`` were received.
        evidence: candidate, as ``64999/0001``, to ``medical`` or ``bereavement``, where that can be shown.
        prices: the centre's own prices, as for `quote`.
        other_years: late fees with multiples of other years where the year has none, as ASSUMED.
        registry: other plugins than the installed ones.

    Returns:
        For each day what is paid, what comes back, and what of it is not known.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: evidence of another kind.

    >>> import examcore as ex
    >>> from datetime import date
    >>> sent, day = ex.Entries(), date(2027, 2, 1)
    >>> ex.cost_of_change(sent, sent, ex.Catalogue.of(()), [day], charged_on=day)
    <CostOfChange: 1 date; 2027-02-01: 0.00>
    """
    from . import scenarios  # noqa: PLC0415  lazily, as in the façade

    registry = looked_at(before, catalogue, registry)
    return scenarios.cost_of_change(
        before,
        after,
        catalogue,
        days,
        charged_on=charged_on,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        evidence=evidence,
        other_years=other_years,
    )


def cost_of_year(
    entries: Entries,
    catalogue: Catalogue,
    year: AcademicYear | str,
    *,
    days: Mapping[str, date] | None = None,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> CostOfYear:
    """What an academic year costs over its series.

    Args:
        entries: of all series; those of other years are told apart and not counted.
        catalogue: the basedata of the series.
        year: such as ``2026/27``, 1 September to 31 August.
        days: series, as ``2027-06``, to the day on which its entries are received. Without a day it is
            assumed that they are in time, and a finding says so.
        prices: the centre's own prices, as for `quote`.
        other_years: late fees with multiples of other years where the year has none, as ASSUMED.
        registry: other plugins than the installed ones.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: a text is no academic year, or no series.

    >>> import examcore as ex
    >>> ex.cost_of_year(ex.Entries(), ex.Catalogue.of(()), "2026/27")
    <CostOfYear 2026/27: 0.00 for 0 parts>
    """
    from . import scenarios  # noqa: PLC0415  lazily, as in the façade

    registry = looked_at(entries, catalogue, registry)
    return scenarios.cost_of_year(
        entries,
        catalogue,
        year,
        days=days,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        other_years=other_years,
    )


def price_changes(
    before: Entries,
    after: Entries,
    catalogue: Catalogue,
    *,
    on: date,
    charged_on: date,
    evidence: Mapping[str, str] | None = None,
    prices: Prices | None = None,
    other_years: bool = False,
    registry: Registry | None = None,
) -> ChangeQuote:
    """What it costs to withdraw, change and add entries, if the bodies receive that on a day.

    Args:
        before: the entries as they were charged.
        after: the entries as they shall be.
        catalogue: the basedata of their series.
        on: the day on which the change is received.
        charged_on: the day on which entries before without ``received_on`` were received.
        evidence: candidate, as ``64999/0001``, to ``medical`` or ``bereavement``, where that can be shown.
        prices: the centre's own prices, as for `quote`.
        other_years: late fees with multiples of other years where the year has none, as ASSUMED.
        registry: other plugins than the installed ones.

    Returns:
        A line for each change, with what is charged, what comes back, and why; what nobody published is
        unknown.

    Raises:
        TypeError: an argument is of another kind; a day has a time.
        ValueError: evidence of another kind.

    >>> import examcore as ex
    >>> from datetime import date
    >>> nothing = ex.Entries(), ex.Entries(), ex.Catalogue.of(())
    >>> ex.price_changes(*nothing, on=date(2027, 3, 1), charged_on=date(2027, 2, 1))
    <ChangeQuote on 2027-03-01: 0.00 GBP for 0 lines>
    """
    from . import charges  # noqa: PLC0415  lazily, as in the façade

    registry = looked_at(before, catalogue, registry)
    return charges.price_changes(
        before,
        after,
        catalogue,
        on=on,
        charged_on=charged_on,
        terms=terms_of(registry),
        prices=prices,
        bodies=registry.bodies,
        evidence=evidence,
        other_years=other_years,
    )


def price_charges(
    charges: Iterable[Charge],
    *,
    on: date,
    catalogue: Catalogue | None = None,
    prices: Prices | None = None,
    registry: Registry | None = None,
) -> ChangeQuote:
    """What is charged beside entries: services after results, transfers, certificates, registrations.

    Args:
        charges: one for each component of a candidate, and the like.
        on: the day on which the body receives them.
        catalogue: by which a component is known to belong to an award.
        prices: the centre's own prices, as for `quote`.
        registry: other plugins than the installed ones.

    Raises:
        TypeError: an argument is of another kind; ``on`` is a day without a time.

    >>> import examcore as ex
    >>> from datetime import date
    >>> review = ex.Charge(kind="review", awarding_body="aqa", series="2023-06", code="8700/1", award="8700")
    >>> ex.price_charges([review], on=date(2023, 8, 25))
    <ChangeQuote on 2023-08-25: 40.35 GBP for 1 line>
    """
    from .charges import price_charges  # noqa: PLC0415  lazily, as in the façade

    registry = _checked(registry)
    terms, bodies = terms_of(registry), registry.bodies
    return price_charges(charges, on=on, terms=terms, prices=prices, bodies=bodies, catalogue=catalogue)


def reconcile(
    invoices: Invoices,
    quote: Quote,
    *,
    receipts: Receipt | Iterable[Receipt] | None = None,
    changes: ChangeQuote | None = None,
    as_at: date | None = None,
    registry: Registry | None = None,
) -> Reconciliation:
    """Compare invoices, line by line, with what a centre expects to pay.

    Args:
        invoices: of one or several bodies; only bodies of which one is here are compared.
        quote: what the centre is entered for, at the prices that it expects.
        receipts: of the files that were sent, so that lines can be held against what a file carried.
        changes: since the entries were charged, as `price_changes` gives them: what comes back for those that
            were withdrawn, and are not in the quote any more.
        as_at: the day for which it is told what is overdue.
        registry: other plugins than the installed ones.

    Raises:
        TypeError: an argument is of another kind; ``as_at`` is a day without a time.

    >>> import examcore as ex
    >>> from datetime import date
    >>> quote = ex.quote(ex.Entries(), ex.Catalogue.of(()), on=date(2027, 1, 15))
    >>> ex.reconcile(ex.Invoices(), quote)
    <Reconciliation: nothing; difference 0.00 GBP>
    """
    from .invoices import reconcile_invoices, refunds_of  # noqa: PLC0415  lazily, as in the façade

    registry = _checked(registry)
    return reconcile_invoices(
        invoices,
        quote,
        terms=terms_of(registry),
        receipts=receipts,
        refunds=refunds_of(changes) if changes is not None else (),
        bodies=registry.bodies,
        as_at=as_at,
    )


def terms_of(registry: Registry) -> Terms:
    """The terms of all bodies, from the datasets of all plugins."""
    kinds = (".fees.rules", ".fees.prices", ".fees.families", ".deadlines.series")
    refs = tuple(ref for ref in registry.datasets if ref.id.endswith(kinds))
    return _terms(refs, tuple(registry.bodies.sharing_jcq))


@lru_cache(maxsize=4)  # to read them takes as long as to price thousands of entries
def _terms(refs: tuple[DatasetRef, ...], sharing: tuple[str, ...]) -> Terms:
    from .fees import Terms  # noqa: PLC0415  lazily, as in the façade

    return Terms.of((ref.read() for ref in refs), shared_by=sharing)


def looked_at(entries: Any, catalogue: Any, registry: Any) -> Registry:
    """The registry to use; `TypeError` where one of the three is of another kind."""
    from .catalogue import Catalogue  # noqa: PLC0415  lazily, as in the façade
    from .entries import Entries  # noqa: PLC0415

    if not isinstance(entries, Entries):
        raise TypeError(
            "entries are made by Entries.of(read(…)), or of your own objects by Entries((Entry(…), …));"
            f" this is of type {type(entries).__name__}"
        )
    if not (catalogue is None or isinstance(catalogue, Catalogue)):
        what = type(catalogue).__name__
        raise TypeError(f"a catalogue is made by Catalogue.of(read(…)); this is of type {what}")
    return _checked(registry)


def _checked(registry: Any) -> Registry:
    from .plugins import Registry  # noqa: PLC0415  lazily, as in the façade

    if registry is None:
        return Registry.default()
    if not isinstance(registry, Registry):
        raise TypeError(
            f"a registry is made by Registry.builtin(); this is of type {type(registry).__name__}"
        )
    return registry
