"""The centre's own prices: from price files, and given in code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

import attrs

from ..dates import AcademicYear
from ..errors import NoPrices
from ..findings import Finding, Report, Severity, counted, shown_body, shown_code
from ..formats import Reading, Readings
from ..formats.closed_list import nearest
from ..model import Series, civil_series
from ..money import Money
from .codes import UNKNOWN_BODY, UNUSED
from .conflicts import compare
from .row import PriceRow, Vat, series_cell
from .table import FORMAT, KINDS, OWN_CHARGES, TIERED, TIERS

__all__ = ["PriceRow", "Prices", "Vat"]

_Key = tuple[str, str, str, str, str]  # kind, tier, body, series, code
_Index = dict[tuple[str, str], dict[tuple[str, str, str], list[PriceRow]]]  # the same in two steps
_LAST_YEAR: Final = 9998
_FEW: Final = 3  # of unused rows that are named
_TEXTS: Final = {"body": "aqa", "code": "8300H", "series": "2027-06", "kind": "entry", "tier": "on-time"}


@attrs.frozen(repr=False)
class Prices:
    r"""Prices of the centre; iterates, has a length, and finds the price of an option.

    Args:
        rows: as the files have them, then those given in code.
        findings: of the files.

    >>> from examcore import read
    >>> data = b"awarding_body,option_code,price,valid_until\naqa,X100,41.50,2027-02-21\n"
    >>> prices = Prices.of(read(data, name="prices.csv"))
    >>> row = prices.find({"aqa", "70"}, "X100", series=Series(2027, 6), on=date(2027, 1, 20))
    >>> row.amount, str(row.origin)
    (<Money 41.50 GBP>, 'prices.csv:2')
    >>> prices.find({"aqa", "70"}, "X100", series=Series(2027, 6), on=date(2027, 2, 22)) is None
    True
    """

    rows: tuple[PriceRow, ...] = attrs.field(default=(), converter=tuple[PriceRow, ...])
    findings: Report = attrs.field(factory=Report)

    @classmethod
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings]) -> Prices:
        """The prices of all price files among what was read; nothing raises on what they hold.

        A row with a fault is left out, and so are rows that contradict each other, be it in two files;
        `findings` has them all. Files of other formats are passed over.

        Args:
            readings: as ``examcore.read`` gives them.

        Raises:
            NoPrices: there is no price file.
            TypeError: it was given something else, such as a path.
        """
        readings = Readings.of(readings)
        files = [reading for reading in readings if reading.format == FORMAT]
        if not files:
            wrong = readings.report.errors
            hint = f"; the first of {counted(len(wrong), 'error')}: {wrong[0]}" if wrong else ""
            raise NoPrices(
                "none of what was read is a price file: a CSV table with at least the columns awarding_body,"
                f" option_code and price, and none of candidates{hint}"
            )
        doubtful = (reading for reading in readings if reading.format in {None, FORMAT})
        findings = [*readings.findings, *(f for reading in doubtful for f in reading.findings)]
        rows = tuple(v for reading in files for v in reading.values if isinstance(v, PriceRow))
        if len(files) > 1:  # a single one was compared when it was read
            rows, told = compare(rows, between_files=True)
            findings.extend(told)
        return cls(rows, Report(findings))

    def override(
        self,
        body: str,
        code: str,
        amount: Money,
        *,
        series: str = "",
        kind: str = "entry",
        tier: str = "on-time",
    ) -> Prices:
        """The same prices with one that wins over all files.

        Of overrides for a body and for its JCQ identifier that are else alike, the later one wins.

        Args:
            body: id or JCQ identifier; empty for a charge of the centre's own.
            code: of the option or component; empty, but for entries, for all codes of the body.
            amount: in all at that tier.
            series: as in a price file; empty for all.
            kind: what is paid for, one of `examcore.prices.table.KINDS`.
            tier: ``on-time``, ``late`` or ``very-late``.

        Raises:
            TypeError: the amount is no `Money`, or anything else no text.
            ValueError: it is negative or of another currency, the series cannot be one, or there is no such
                kind or tier, or not together, or a body or code is missing that the kind needs.

        >>> prices = Prices().override("aqa", "X100", Money(4000))
        >>> prices.find(["aqa"], "X100", series=Series(2027, 6), on=None).given
        True
        """
        if not isinstance(amount, Money):
            raise TypeError(f"a price is Money, as Money.parse('41.50'), not {type(amount).__name__}")
        for what, text in (
            ("body", body),
            ("code", code),
            ("series", series),
            ("kind", kind),
            ("tier", tier),
        ):
            if not isinstance(text, str):
                raise TypeError(f"{what} is text, as {_TEXTS[what]!r}, not {type(text).__name__}")
        if amount.currency != "GBP":
            raise ValueError(f"prices are in GBP, not {amount.currency}")
        if amount.pence < 0:
            raise ValueError(f"a price is not negative, as {amount} is")
        for what, word, known in (("kind", kind, KINDS), ("tier", tier, TIERS)):
            if word not in known:
                near = nearest(word, known)
                hint = f"nearest {near}" if near else f"there are {', '.join(known)}"
                raise ValueError(f"no {what} of prices is {word!r}; {hint}")
        if tier != "on-time" and kind not in TIERED:
            raise ValueError(f"{kind} has no price of the tier {tier}; {', '.join(sorted(TIERED))} have")
        if not body.strip() and kind not in OWN_CHARGES:
            raise ValueError(f"the price of {kind} is that of an awarding body: say which")
        if not code.strip() and kind == "entry":
            raise ValueError("the price of an entry is that of an option: say which")
        cell = series_cell(series.strip())
        if cell is None:
            raise ValueError(f"{series!r} is no series such as 2027-06 or 6G27, and no year such as 2026/27")
        row = PriceRow(
            awarding_body=body.strip().lower(),
            series=cell,
            code=code.strip().upper(),
            kind=kind,
            tier=tier,
            amount=amount,
            given=True,
        )
        others = (other for other in self.rows if not other.given or _key(other) != _key(row))
        return attrs.evolve(self, rows=(*others, row))

    def find(
        self,
        bodies: Collection[str],
        code: str,
        *,
        series: Series | None,
        series_code: str = "",
        kind: str | Sequence[str] = "entry",
        tier: str = "on-time",
        on: date | None,
    ) -> PriceRow | None:
        """The row that says what something costs, or None.

        What was given in code goes before files. Then a row with the code goes before one for all codes, the
        first of several kinds before the others, one series before an academic year before all series, and a
        JCQ identifier before the id of the body. A row that does not hold on the day is passed over.

        Args:
            bodies: the names of the awarding body: its id and its JCQ identifier.
            code: of the option or component, in capitals or not.
            series: year and month; None for a registration.
            series_code: the body's own code, ``6G27``.
            kind: what is paid for; of several the nearest one first.
            tier: the very tier; the price of another one is no answer.
            on: the day on which the entry is received; None, for any day, needs a row without limits.
        """
        for rows in self._fitting(bodies, code, series, series_code, kind, tier):
            for row in rows:
                if row.holds_on(on):
                    return row
        return None

    def find_last(
        self,
        bodies: Collection[str],
        code: str,
        *,
        series: Series | None,
        series_code: str = "",
        kind: str | Sequence[str] = "entry",
        tier: str = "on-time",
        on: date | None,
    ) -> PriceRow | None:
        """The row that would answer, but it held only until a day before; of several the latest one.

        Rows go before each other as they do in `find`. It is no price of that day, but shows that there was
        one, and how much it was.

        Args:
            bodies: the names of the awarding body.
            code: of the option or component.
            series: year and month; None for a registration.
            series_code: the body's own code.
            kind: what is paid for; of several the nearest one first.
            tier: the very tier.
            on: the day on which the entry is received; on None, any day, nothing is past.
        """
        for rows in self._fitting(bodies, code, series, series_code, kind, tier) if on else ():
            past = {row.valid_until: row for row in rows if row.valid_until and on and row.valid_until < on}
            if past:
                return past[max(past)]
        return None

    def _fitting(  # noqa: PLR0917  what `find` asks for
        self,
        bodies: Collection[str],
        code: str,
        series: Series | None,
        series_code: str,
        kind: str | Sequence[str],
        tier: str,
    ) -> Iterator[Sequence[PriceRow]]:
        """All rows that fit, whatever their days, the first ones before the others."""
        kinds = (kind,) if isinstance(kind, str) else tuple(kind)
        code = code.upper()
        named = {name.lower() for name in bodies}
        # digits come first: an identifier goes before a body
        names = sorted(named.union(*(self._bodies[name] for name in named & self._bodies.keys())))
        cells = _series_cells(series, series_code.upper())
        for given, index in ((True, self._given), (False, self._of_files)):
            its = [(a_kind, index[a_kind, tier]) for a_kind in kinds if (a_kind, tier) in index]
            for one in (code, "") if code and its else (code,):
                for a_kind, rows in its:
                    if not one and code and a_kind == "entry":
                        continue  # which nothing but its own code can price
                    for cell in cells:
                        found = [rows[key] for name in names if (key := (name, cell, one)) in rows]
                        if given and found:  # of those for one body the last one wins
                            yield sorted(chain(*found), key=lambda row: self._places[id(row)], reverse=True)
                        else:
                            yield from found
                        if a_kind in OWN_CHARGES:
                            yield rows.get(("", cell, one), ())

    def unknown_bodies(self, known: Collection[str]) -> Iterator[Finding]:
        """A finding for each awarding body that is not known, at its first row.

        It is an error where the name is a slip of a known one, and else a warning.

        Args:
            known: ids and JCQ identifiers, in lower case.

        >>> prices = Prices().override("aqua", "X100", Money(4000))
        >>> [finding.message for finding in prices.unknown_bodies({"aqa", "70"})]
        ['awarding body xxxx is not known; nearest aqa; its rows (1) price nothing']
        """
        rows: dict[str, list[PriceRow]] = {}
        for row in self.rows:
            if row.awarding_body and row.awarding_body not in known:
                rows.setdefault(row.awarding_body, []).append(row)
        for name, its in rows.items():
            near = nearest(name, sorted(known))
            origin = its[0].origin
            yield UNKNOWN_BODY.at(
                origin.file if origin else "",
                origin.line if origin else None,
                field="awarding_body",
                value=shown_body(name),
                severity=Severity.ERROR if near else Severity.WARNING,
                nearest=f"; nearest {near}" if near else "",
                count=len(its),
            )

    def unused(self, used: Collection[PriceRow]) -> Iterator[Finding]:
        """A warning for each file with rows of entries, cash-ins or registrations that priced nothing.

        Where a row priced something, others of its body, code and kind are no fault: their days, tier or
        series are another. Rows given in code are passed over.

        Args:
            used: the rows that priced something.

        >>> prices = Prices([PriceRow(awarding_body="aqa", code="X100", amount=Money(4150))])
        >>> [finding.message for finding in prices.unused(())]
        ['rows that priced nothing: 1; X100']
        """
        met = {_thing(row) for row in used}
        files: dict[str, list[PriceRow]] = {}
        for row in self.rows:
            if row.kind in TIERED and not row.given and _thing(row) not in met:
                files.setdefault(row.origin.file if row.origin else "", []).append(row)
        for file, rows in files.items():
            few = ", ".join(_place(row) for row in rows[:_FEW])
            more = f" and {len(rows) - _FEW} more" if len(rows) > _FEW else ""
            line = rows[0].origin.line if rows[0].origin else None
            yield UNUSED.at(file, line, field="option_code", count=len(rows), which=f"{few}{more}")

    @cached_property
    def _given(self) -> _Index:
        return _index(row for row in self.rows if row.given)

    @cached_property
    def _of_files(self) -> _Index:
        return _index(row for row in self.rows if not row.given)

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where among them the rows given in code stand."""
        return {id(row): number for number, row in enumerate(self.rows) if row.given}

    @cached_property
    def _bodies(self) -> dict[str, set[str]]:
        """Under which names the rows of a name stand."""
        bodies: dict[str, set[str]] = {}
        for row in self.rows:
            bodies.setdefault(row.awarding_body, set()).add(row.body)
        return bodies

    def __iter__(self) -> Iterator[PriceRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        given = sum(row.given for row in self.rows)
        more = f", {given} given in code" if given else ""
        return f"<Prices: {counted(len(self.rows), 'row')}{more}, {self.findings.summary}>"


def _key(row: PriceRow) -> _Key:
    return row.kind, row.tier, row.body, row.series, row.code.upper()


def _index(rows: Iterable[PriceRow]) -> _Index:
    index: _Index = {}
    for row in rows:
        kind, tier, body, series, code = _key(row)
        index.setdefault((kind, tier), {}).setdefault((body, series, code), []).append(row)
    return index


def _thing(row: PriceRow) -> tuple[str, str, str]:
    return row.body, row.code.upper(), row.kind


def _place(row: PriceRow) -> str:
    shown = shown_code(row.code) if row.code else "all codes"
    return f"line {row.origin.line} ({shown})" if row.origin else shown


@lru_cache(maxsize=256)  # asked for every entry, and there are few
def _series_cells(series: Series | None, code: str) -> tuple[str, ...]:
    """The cells of a row that holds for a series, the most exact one first."""
    series = series or civil_series(code)
    if series is None:
        return (code, "") if code else ("",)
    cells = [code, str(series)]
    if 1 < series.year <= _LAST_YEAR:
        cells.append(str(AcademicYear.of(date(series.year, series.month, 1))))
    return tuple(dict.fromkeys((*filter(None, cells), "")))
