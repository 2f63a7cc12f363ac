"""A dataset: CSV with a TOML sidecar, every row with its evidence and source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NoReturn

import attrs

from ..errors import ExamcoreError, InvalidDeclaration
from ..evidence import Evidence, Source

__all__ = ["Dataset", "NotCovered", "Row"]

_OPTIONAL: Final = {"dates": list, "money": list, "codes": dict, "years": list}

_AMOUNT = re.compile(r"(0|[1-9][0-9]*)\.[0-9]{2}")
_ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*){2}")
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
)  # `date.fromisoformat` takes 20270601 and 2027-W22-2 as well


class NotCovered(ExamcoreError, LookupError):
    """The dataset has no row for that key, which is not to say that there is no such thing."""


@attrs.frozen(eq=False, repr=False)
class Row(Mapping[str, str]):
    """One row: the cells by column, read-only, as text. Equal to any mapping with the same cells.

    Args:
        cells: by column, in the order of the columns.
        line: 1-based, in the CSV file, whose header is line 1.
    """

    cells: dict[str, str]
    line: int

    @property
    def evidence(self) -> Evidence:
        """How the facts of the row are known; with two labels the row carries the weaker one."""
        return Evidence(self.cells["evidence"])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where they were read: the cell ``SCO; FEES 1.5`` names two, the second with a place in it."""
        parts = (part.strip().partition(" ") for part in self.cells["source"].split(";"))
        return tuple(Source(key, where.strip()) for key, _, where in parts)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __repr__(self) -> str:
        return f"<Row {self.line}: {', '.join(filter(None, self.cells.values()))}>"


@attrs.frozen(kw_only=True, repr=False)
class Dataset:
    """A table of facts. Made by `Dataset.parse`.

    Args:
        id: ``plugin.group.name``.
        title: one line.
        covers: what there are rows for, and what is left out.
        as_of: state of knowledge.
        columns: name to one line of meaning, in order.
        key: the columns that tell rows apart; the rows are sorted by them.
        rows: in the order of the file.
        sources: short name to public address or description.
        codes: column to its closed list, each code with its meaning; ``""`` is among them where the column
            may be blank, and a cell may hold several with blanks between them.
        years: columns that name academic years (``2026/27``) or series (``2027-06``), see `staleness`.
    """

    id: str
    title: str
    covers: str
    as_of: date
    columns: Mapping[str, str]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    sources: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    years: tuple[str, ...] = ()
    _by_key: dict[tuple[str, ...], Row] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_key = {tuple(row[column] for column in self.key): row for row in self.rows}
        object.__setattr__(self, "_by_key", by_key)

    @classmethod
    def parse(cls, table: bytes, sidecar: bytes) -> Dataset:
        r"""Read a dataset, and refuse one that breaks the rules for datasets.

        Args:
            table: CSV in UTF-8. Its header names the sidecar's columns in order; ``evidence`` and ``source``
                are among them, and filled in every row; the rows are sorted by key.
            sidecar: TOML with ``id``, ``title``, ``covers``, ``as_of``, ``key``, the tables ``columns`` and
                ``sources``, and optionally ``dates`` and ``money``: the columns that hold ISO dates, or
                pounds and pence, or nothing; ``codes``: closed lists by column; ``years``: columns that name
                academic years or series.

        Raises:
            InvalidDeclaration: with the dataset's id and the line of the table.

        >>> sidecar = b'''
        ... id = "demo.codes.months"
        ... title = "months"
        ... covers = "June only"
        ... as_of = 2026-11-01
        ... key = ["code"]
        ... columns = {code = "as in files", month = "1 to 12", evidence = "label", source = "where read"}
        ... sources = {BD = "real basedata"}
        ... '''
        >>> months = Dataset.parse(b"code,month,evidence,source\n6,6,SEEN,BD\n", sidecar)
        >>> months.get("6")["month"], months.get("6").evidence, months.find("7")
        ('6', <Evidence.SEEN: 'SEEN'>, None)
        """
        head, dates, money = _head(sidecar)

        def refuse(line: int, why: str) -> NoReturn:
            raise InvalidDeclaration(f"dataset {head['id']}, line {line}: {why}")

        columns = list(head["columns"])
        records = _records(table, refuse)
        _, header = next(records, (1, []))
        if header != columns:
            refuse(1, f"the header is {header}, and the sidecar has the columns {columns}")
        rows: list[Row] = []
        last: tuple[str, ...] | None = None
        for line, cells in records:
            if len(cells) != len(columns):
                refuse(line, f"{len(cells)} cells for {len(columns)} columns")
            row = Row(dict(zip(columns, cells, strict=True)), line)
            for column in ("evidence", "source"):
                if not row[column].strip():
                    refuse(line, f"no {column}")
            if row["evidence"] not in Evidence.__members__:
                refuse(line, f"evidence {row['evidence']!r} is none of {', '.join(Evidence)}")
            for source in row.sources:
                if source.key not in head["sources"]:
                    refuse(line, f"source {source.key!r} is not in the sidecar")
            for column in dates:
                if row[column] and not _is_date(row[column]):
                    refuse(line, f"{column} {row[column]!r} is not a date such as 2027-06-01")
            for column in money:
                if row[column] and not _AMOUNT.fullmatch(row[column]):
                    refuse(line, f"{column} {row[column]!r} is not an amount such as 41.50")
            for column, codes in head["codes"].items():
                for code in row[column].split(" "):
                    if code not in codes:
                        refuse(line, f"{column} {code!r} is not in the sidecar")
            key = tuple(row[column] for column in head["key"])
            if last is not None and key <= last:
                refuse(
                    line, f"the key {key} is there twice" if key == last else f"{key} is not sorted by key"
                )
            last = key
            rows.append(row)
        return cls(**head, rows=tuple(rows))

    def find(self, *key: str) -> Row | None:
        """The row of that key; None means "not covered".

        Raises:
            TypeError: the key has another number of parts than the dataset's.
        """
        if len(key) != len(self.key):
            raise TypeError(f"the key of {self.id} is {', '.join(self.key)}; {len(key)} parts were given")
        return self._by_key.get(key)

    def get(self, *key: str) -> Row:
        """The row of that key.

        Raises:
            NotCovered: there is none; the message says what the dataset covers.
        """
        row = self.find(*key)
        if row is None:
            raise NotCovered(f"{self.id} has no row for {', '.join(key)}; it covers {self.covers}")
        return row

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Dataset {self.id}: {len(self.rows)} rows as of {self.as_of}>"


def _head(sidecar: bytes) -> tuple[dict[str, Any], list[str], list[str]]:
    """The fields of the sidecar that `Dataset` has, and the columns of dates and of money."""
    try:
        import tomllib  # noqa: PLC0415  only here

        toml = tomllib.loads(sidecar.decode("utf-8"))
    except ValueError as error:  # of the decoder as well as of TOML
        raise InvalidDeclaration(f"the sidecar of a dataset is not TOML in UTF-8: {error}") from None
    kinds = {
        "id": str,
        "title": str,
        "covers": str,
        "as_of": date,
        "key": list,
        "columns": dict,
        "sources": dict,
    }
    name = toml.get("id", "without id")
    for field, kind in kinds.items():
        if type(toml.get(field)) is not kind or not toml[field]:
            raise InvalidDeclaration(f"dataset {name}: the sidecar needs {field} ({kind.__name__})")
    if not _ID.fullmatch(name):
        raise InvalidDeclaration(f"dataset {name}: an id is of the form plugin.group.name")
    for field, kind in _OPTIONAL.items():
        if type(toml.setdefault(field, kind())) is not kind:
            raise InvalidDeclaration(f"dataset {name}: {field} in the sidecar is a {kind.__name__}")
    dates, money = toml.pop("dates"), toml.pop("money")
    unknown = toml.keys() - kinds.keys() - _OPTIONAL.keys()
    if unknown:
        raise InvalidDeclaration(
            f"dataset {name}: the sidecar has unknown fields {', '.join(sorted(unknown))}"
        )
    named = [*toml["key"], *dates, *money, *toml["codes"], *toml["years"]]
    missing = {"evidence", "source", *map(str, named)} - toml["columns"].keys()
    if missing:
        raise InvalidDeclaration(f"dataset {name}: there is no column {', '.join(sorted(missing))}")
    for column, codes in toml["codes"].items():
        if type(codes) is not dict or not codes:
            raise InvalidDeclaration(f"dataset {name}: codes.{column} in the sidecar has no codes")
    return toml | {"key": tuple(toml["key"]), "years": tuple(toml["years"])}, dates, money


def _records(table: bytes, refuse: Callable[[int, str], NoReturn]) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line on which it ends."""
    try:
        text = table.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse(table.count(b"\n", 0, error.start) + 1, "not UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        refuse(reader.line_num, str(error))


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
