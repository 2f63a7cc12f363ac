"""Rules of fees and prices that were published, as rows of datasets state them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

import attrs

from ..datasets import Dataset, Row
from ..dates import AcademicYear, Duration, find_academic_year, find_when
from ..errors import InvalidDeclaration
from ..evidence import Evidence, Origin, Reason, Source
from ..model import Series, civil_series
from ..money import ROUNDINGS, Money

__all__ = ["FeeRule", "PublishedPrice", "academic_year", "codes_of", "fee_rules", "published_prices"]

_RULE_COLUMNS: Final = ("rule", "applies_to", "effect")
_PRICE_COLUMNS: Final = ("year", "kind", "amount")
_LISTED: Final = (
    *("effect", "applies_to", "tier", "scope", "kind"),
    *("needs", "late_part", "after", "until", "vat"),
)
"""Columns of which no code that nobody declared is let pass: a misspelt rule would do nothing."""

_MULTIPLIER: Final = re.compile(r"(?!0+(?:\.0+)?$)[0-9]{1,2}(?:\.[0-9]{1,4})?")

Codes = Mapping[str, Collection[str]]


@attrs.frozen(kw_only=True)
class FeeRule:
    """One row of a dataset such as ``aqa.fees.rules``; the sidecar tells what the columns mean.

    Args:
        body: who states it.
        name: of the rule.
        year: academic year it was stated for, ``2023/24``; empty for a rule that comes back.
        families: of qualifications; none for all.
        applies_to: what is done, or what is charged for.
        tier: ``late``, ``very-late`` or empty.
        effect: what follows, such as ``multiple`` or ``refund``.
        multiplier: of the fee in all; of a rebate, the part that comes back.
        flat: amount on top of the fee.
        step: pence to which amounts are rounded; 0 where the row says nothing.
        rounding: of Python's decimal.
        after: event after whose day the rule holds.
        until: event up to whose day it holds, moved by ``period``.
        period: how far the limit lies from that event, or how often invoices come.
        sign: 1 if the period is counted after the event, -1 if before, 0 if it is counted from none.
        needs: what must be shown or have happened.
        late_part: ``kept`` where the late part of a fee does not come back.
        seen_in: academic years in which a rule that comes back was seen.
        note: what else is to be known.
    """

    body: str
    name: str
    year: str
    families: frozenset[str]
    applies_to: frozenset[str]
    tier: str
    effect: str
    multiplier: Decimal | None
    flat: Money | None
    unit: str
    step: int
    rounding: str
    after: str
    until: str
    period: Duration | None
    sign: int
    needs: str
    late_part: str
    seen_in: tuple[str, ...]
    note: str
    evidence: Evidence
    sources: tuple[Source, ...]
    origin: Origin

    def concerns(self, families: frozenset[str]) -> bool:
        """Whether it holds for an option of these families."""
        return not self.families or not self.families.isdisjoint(families)

    def reason(self, says: str, evidence: Evidence | None = None) -> Reason:
        """A reason that rests on this row."""
        named = (source.where for source in self.sources if source.key == "RULES" and source.where)
        rule = next(named, f"{self.origin.file} {self.name}")
        return Reason(rule, says, evidence or self.evidence, self.sources[0], edition=self.year)


@attrs.frozen(kw_only=True)
class PublishedPrice:
    """One row of a dataset such as ``aqa.fees.prices``: an amount that was read, for its year.

    Args:
        body: whose price.
        year: academic year.
        series: None for the whole year.
        kind: what is paid for.
        families: of qualifications; none for all.
        code: entry or syllabus code, ``a-b`` for all from a to b; empty where none was given.
        tier: ``on-time``, ``late`` or ``very-late``, of prices that differ by the day of entry.
        amount: flat, never added to another price.
        unit: what is paid for once.
        vat: ``included``, ``excluded`` or ``unknown``.
        conditions: what else holds for the price.
    """

    body: str
    year: str
    series: Series | None
    kind: str
    families: frozenset[str]
    code: str
    tier: str
    amount: Money
    unit: str
    vat: str
    conditions: str
    evidence: Evidence
    sources: tuple[Source, ...]
    origin: Origin

    def names(self, code: str) -> bool:
        """Whether the row is for that code: its own, or one that begins with a code of its range."""
        first, _, last = self.code.partition("-")
        return bool(first) and first <= code[: len(first)] <= (last or first)


def academic_year(series: Series) -> AcademicYear:
    """The academic year in which a series falls: that of its month.

    >>> str(academic_year(Series(2026, 11)))
    '2026/27'
    """
    return AcademicYear(series.year if series.month >= 9 else series.year - 1)


def codes_of(datasets: Iterable[Dataset]) -> dict[str, set[str]]:
    """The codes that datasets of fees declare, by column, all together."""
    found: dict[str, set[str]] = {column: {""} for column in _LISTED}
    for dataset in datasets:
        for column in _LISTED:
            found[column].update(dataset.codes.get(column, ()))
    return found


def fee_rules(dataset: Dataset, codes: Codes) -> Iterator[FeeRule]:
    """The rows of a dataset of rules. Only rule, applies_to and effect are needed as columns.

    Args:
        dataset: its rows are of the body in the column ``body``, else of the first part of its id.
        codes: what codes there are, by column.

    Raises:
        InvalidDeclaration: a column is not there, or a row cannot be read; the message names its line.
    """
    for row in _rows(dataset, _RULE_COLUMNS, codes):

        def cell(column: str, row: Row = row) -> str:
            return row.get(column, "")

        with _line_of(dataset, row):
            step, rounding = _rounding(cell("rounding"))
            yield FeeRule(
                body=cell("body") or dataset.id.partition(".")[0],
                name=row["rule"],
                year=_year(cell("year")),
                families=frozenset(cell("scope").split()),
                applies_to=frozenset(row["applies_to"].split()),
                tier=cell("tier"),
                effect=row["effect"],
                multiplier=_multiplier(cell("multiplier")),
                flat=Money.parse(cell("flat")) if cell("flat") else None,
                unit=cell("unit"),
                step=step,
                rounding=rounding,
                after=cell("after"),
                until=cell("until"),
                period=_period(cell("period")),
                sign={"after": 1, "before": -1}.get(cell("counted"), 0),
                needs=cell("needs"),
                late_part=cell("late_part"),
                seen_in=tuple(cell("seen_in").split()),
                note=cell("note"),
                evidence=row.evidence,
                sources=row.sources,
                origin=Origin(dataset.id, row.line),
            )


def published_prices(dataset: Dataset, codes: Codes) -> Iterator[PublishedPrice]:
    """The rows of a dataset of prices. Only year, kind and amount are needed as columns.

    Args:
        dataset: its rows are of the body in the column ``body``, else of the first part of its id.
        codes: what codes there are, by column.

    Raises:
        InvalidDeclaration: a column is not there, or an amount cannot be read.
    """
    for row in _rows(dataset, _PRICE_COLUMNS, codes):

        def cell(column: str, row: Row = row) -> str:
            return row.get(column, "")

        with _line_of(dataset, row):
            yield PublishedPrice(
                body=cell("body") or dataset.id.partition(".")[0],
                year=_year(row["year"]),
                series=civil_series(cell("series")),
                kind=row["kind"],
                families=frozenset(cell("scope").split()),
                code=cell("code"),
                tier=cell("tier"),
                amount=Money.parse(row["amount"]),
                unit=cell("unit"),
                vat=cell("vat") or "unknown",
                conditions=cell("conditions"),
                evidence=row.evidence,
                sources=row.sources,
                origin=Origin(dataset.id, row.line),
            )


@contextmanager
def _line_of(dataset: Dataset, row: Row) -> Iterator[None]:
    try:
        yield
    except (ValueError, ArithmeticError) as error:
        raise InvalidDeclaration(f"dataset {dataset.id}, line {row.line}: {error}") from None


def _rows(dataset: Dataset, needed: tuple[str, ...], codes: Codes) -> Iterator[Row]:
    missing = [column for column in needed if column not in dataset.columns]
    if missing:
        raise InvalidDeclaration(f"dataset {dataset.id} is none of fees: it has no {', '.join(missing)}")
    for row in dataset:
        for column in _LISTED:
            unknown = [code for code in row.get(column, "").split() if code not in codes[column]]
            if unknown:
                known = ", ".join(sorted(filter(None, codes[column])))
                raise InvalidDeclaration(
                    f"dataset {dataset.id}, line {row.line}: {column} {unknown[0]!r} is none of {known}"
                )
        yield row


def _year(text: str) -> str:
    year = find_academic_year(text)
    if text and year is None:
        raise ValueError(f"year {text!r} is not one such as 2023/24")
    return str(year) if year else ""


def _rounding(text: str) -> tuple[int, str]:
    """Step in pence and name of the rounding."""
    step, _, rounding = text.partition(" ")
    if text and (rounding not in ROUNDINGS or not Money.parse(step)):
        raise ValueError(f"rounding {text!r} is not one such as 0.05 ROUND_HALF_UP")
    return (Money.parse(step).pence, rounding) if text else (0, "")


def _multiplier(text: str) -> Decimal | None:
    if text and not _MULTIPLIER.fullmatch(text):
        raise ValueError(f"multiplier {text!r} is not one such as 1.5, above 0 and below 100")
    return Decimal(text) if text else None


def _period(text: str) -> Duration | None:
    period = find_when(text) if text else None
    if text and not isinstance(period, Duration):
        raise ValueError(f"period {text!r} is not one such as P1M")
    return period if isinstance(period, Duration) else None
