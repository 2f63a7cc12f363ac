"""The rulebook over its two tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

import attrs

from ..datasets import Dataset, Row
from ..dates import AcademicYear
from ..errors import InvalidDeclaration, UnknownRule
from .answer import answer
from .changes import Change, changes_between
from .edition import Edition
from .quantity import Quantity
from .statement import Competing, ConflictKind, Parameter, Ruling, Statement

__all__ = ["COLUMNS", "Rulebook"]

_T = TypeVar("_T")


@attrs.frozen(repr=False)
class Rulebook:
    """The numbers of the regulations; iterates over its `Parameter` rows. Made by `Rulebook.of`.

    Args:
        parameters: in the order of the dataset.
        conflicts: every value that is in conflict or uncertain.
        covers: what there are rows for, and what is left out.
        sources: short name to public address or description.

    >>> from examcore.datasets import Dataset
    >>> sidecar = '''
    ... id = "demo.rules.parameters"
    ... title = "rules"
    ... covers = "one invented rule"
    ... as_of = 2026-11-01
    ... key = ["rule", "parameter", "body", "edition"]
    ... sources = {DEMO = "invented"}
    ... [columns]
    ... rule = "id"
    ... parameter = "name"
    ... body = "whose"
    ... edition = "such as 2025-26"
    ... value = "as the unit says"
    ... unit = "what it counts"
    ... evidence = "label"
    ... confidence = "H, M or L"
    ... source = "where it was read"
    ... meaning = "in words"
    ... '''
    >>> table = '''rule,parameter,body,edition,value,unit,evidence,confidence,source,meaning
    ... DEMO-01,break-maximum,jcq,2024-25,20,minutes,EXAMPLE,L,DEMO,a break lasts at most
    ... DEMO-01,break-maximum,jcq,2025-26,30,minutes,EXAMPLE,L,DEMO,a break lasts at most
    ... '''
    >>> rulebook = Rulebook.of(Dataset.parse(table.encode(), sidecar.encode()))
    >>> rulebook
    <Rulebook: 2 numbers of 1 rule, editions 2024-25 to 2025-26>
    >>> rulebook.get("DEMO-01", "break-maximum").value
    <Quantity 30 minutes>
    >>> later = rulebook.get("DEMO-01", edition="2026-27")
    >>> later.value, later.because[0].says
    (UNKNOWN, 'break-maximum is not stated in 2026-27; there is 2024-25, 2025-26')
    >>> rulebook.get("DEMO-01", edition="2026-27", allow_older=True).value
    <Quantity 30 minutes>
    >>> [str(change) for change in rulebook.changes("2024-25", "2025-26")]
    ['DEMO-01 break-maximum (jcq): 20 minutes → 30 minutes']
    """

    parameters: tuple[Parameter, ...]
    conflicts: tuple[Competing, ...] = ()
    covers: str = ""
    sources: Mapping[str, str] = attrs.field(factory=dict)
    _by_name: dict[str, dict[str, tuple[Parameter, ...]]] = attrs.field(init=False, eq=False)
    _in_conflict: dict[tuple[str, str], tuple[Competing, ...]] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_name: dict[str, dict[str, tuple[Parameter, ...]]] = {}
        in_conflict: dict[tuple[str, str], tuple[Competing, ...]] = {}
        for row in self.parameters:
            of_rule = by_name.setdefault(row.rule, {})
            of_rule[row.parameter] = (*of_rule.get(row.parameter, ()), row)
        for value in self.conflicts:
            by_name.setdefault(value.rule, {}).setdefault(value.parameter, ())
            key = (value.rule, value.parameter)
            in_conflict[key] = (*in_conflict.get(key, ()), value)
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_in_conflict", in_conflict)

    @classmethod
    def of(cls, parameters: Dataset, conflicts: Dataset | None = None) -> Rulebook:
        """Make it from the dataset of numbers and that of conflicts.

        Raises:
            InvalidDeclaration: a cell is no value of its unit, or no edition; with dataset and line.
        """
        return cls(
            tuple(_made(parameters, row, _parameter) for row in parameters),
            tuple(_made(conflicts, row, _competing) for row in conflicts) if conflicts else (),
            parameters.covers,
            {**(conflicts.sources if conflicts else {}), **parameters.sources},
        )

    def __add__(self, other: Rulebook) -> Rulebook:
        """The rows of both."""
        return Rulebook(
            self.parameters + other.parameters,
            self.conflicts + other.conflicts,
            "; ".join(filter(None, [self.covers, other.covers])),
            {**other.sources, **self.sources},
        )

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)

    def __repr__(self) -> str:
        dated = [e for e in self.editions if Edition(e).dated]
        span = f", editions {dated[0]} to {dated[-1]}" if dated else ""
        rules = len(self.rules)
        return f"<Rulebook: {len(self)} numbers of {rules} rule{'s'[: rules != 1]}{span}>"

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that have a number, or a conflict."""
        return tuple(sorted(self._by_name))

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of the rows, from the oldest to the newest; ``undated`` stands first."""
        return tuple(sorted({p.edition for p in self.parameters}, key=lambda e: (Edition(e).order, e)))

    @property
    def bodies(self) -> tuple[str, ...]:
        """Whose rules there are."""
        return tuple(sorted({p.body for p in self.parameters}))

    def parameters_of(self, rule: str) -> tuple[str, ...]:
        """The names of a rule's numbers.

        Raises:
            UnknownRule: the message names the nearest ids.
        """
        if not isinstance(rule, str):
            raise TypeError(f"a rule is asked for by its id, such as LATE-05, not by {rule!r}")
        if rule not in self._by_name:
            near = _nearest(rule, self._by_name)
            hint = f"; nearest {' or '.join(near)}" if near else ""
            raise UnknownRule(
                f"no rule {rule} in the rulebook, which holds only rules that carry a number{hint}", near
            )
        return tuple(self._by_name[rule])

    def get(
        self,
        rule: str,
        parameter: str | None = None,
        *,
        edition: str | AcademicYear | Edition | None = None,
        body: str | None = None,
        common: str | None = None,
        allow_older: bool = False,
        assume: bool = False,
    ) -> Ruling:
        """The value of a parameter.

        Args:
            rule: id such as ``LATE-05``.
            parameter: its name; may be left out where the rule has only one.
            edition: such as ``2025-26`` or ``2025/26``. Without one, the newest that each body has.
            body: whose rule. Without one, all bodies that speak must say the same.
            common: the body that stands in where ``body`` says nothing, such as ``jcq``.
            allow_older: where the edition says nothing, take the newest older one, else an undated one; the
                reasons name it, and the answer is DERIVED. What was a day of one year never stands in, nor
                ``before-2016`` from 2016 on.
            assume: in an open conflict, take the body's own value, else the one that is proposed; it is
                ASSUMED.

        Returns:
            The value with its reasons. It is `UNKNOWN` where nothing is stated for that edition and body,
            where bodies differ, and where a conflict is open; what there is stands in ``because`` and
            ``competing``.

        Raises:
            UnknownRule: there is no such rule, or it has no such parameter.
            TypeError: the rule has several parameters, and none was named.
            ValueError: the edition is none.
        """
        names = self.parameters_of(rule)
        if parameter is None:
            if len(names) > 1:
                raise TypeError(f"{rule} has several parameters; name one of {', '.join(names)}")
            parameter = names[0]
        if not isinstance(parameter, str):
            raise TypeError(f"a parameter is asked for by its name, not by {parameter!r}")
        if parameter not in names:
            near = _nearest(parameter, names)
            raise UnknownRule(f"{rule} has no parameter {parameter}; there is {', '.join(names)}", near)
        return answer(
            self._by_name[rule][parameter],
            self._in_conflict.get((rule, parameter), ()),
            edition=None if edition is None else Edition.parse(edition).text,
            body=body,
            common=common,
            allow_older=allow_older,
            assume=assume,
        )

    def find(
        self,
        rule: str,
        parameter: str | None = None,
        *,
        edition: str | AcademicYear | Edition | None = None,
        body: str | None = None,
        common: str | None = None,
        allow_older: bool = False,
        assume: bool = False,
    ) -> Ruling | None:
        """As `get`, but None where the rulebook has no such rule or parameter."""
        try:
            return self.get(
                rule,
                parameter,
                edition=edition,
                body=body,
                common=common,
                allow_older=allow_older,
                assume=assume,
            )
        except UnknownRule:
            return None

    def explain(self, rule: str) -> str:
        """Everything that is known of a rule's numbers: a line for each, then conflicts, then the sources.

        Raises:
            UnknownRule: the message names the nearest ids.
        """
        lines, said = [rule], list[Statement]()
        names = self.parameters_of(rule)
        for p in (p for name in names for p in self._by_name[rule][name]):
            label = ", ".join(filter(None, (p.body, p.edition, p.evidence, p.confidence)))
            lines.append(f"  {p.parameter}: {p.quantity}, {p.meaning} [{label}] ({p.source})")
            said.append(p)
        for c in (c for name in names for c in self._in_conflict.get((rule, name), ())):
            label, value = f"{c.body}, {c.edition}, {c.evidence}", c.quantity or "no value"
            lines.append(f"  {c.conflict} {c.kind}, {c.parameter}: {value}, {c.note} [{label}] ({c.source})")
            said.append(c)
        keys = dict.fromkeys(source.key for statement in said for source in statement.sources)
        lines.extend(f"  {key}: {self.sources.get(key, 'not described')}" for key in keys)
        return "\n".join(lines)

    def changes(
        self, old: str | AcademicYear | Edition, new: str | AcademicYear | Edition
    ) -> tuple[Change, ...]:
        """What two editions do not say alike, by rule and parameter.

        What only one of them says is told apart from what changed: most texts of most editions were never
        read, so that silence is no evidence.

        Raises:
            ValueError: one of them is no edition.
        """
        before, after = Edition.parse(old).text, Edition.parse(new).text
        groups = (rows for rule in self.rules for rows in self._by_name[rule].values())
        return tuple(changes_between(before, after, groups))

    def filter(self, **wanted: object) -> tuple[Parameter, ...]:
        """The rows whose columns (see `rows`) have exactly these values, as in ``filter(body="aqa")``.

        Raises:
            TypeError: there is no column of that name.
        """
        unknown = wanted.keys() - set(COLUMNS)
        if unknown:
            raise TypeError(f"no column {', '.join(sorted(unknown))}; there are {', '.join(COLUMNS)}")
        text = {name: str(value) for name, value in wanted.items()}
        return tuple(p for p in self if all(_COLUMNS[name](p) == value for name, value in text.items()))

    def rows(self) -> Iterator[dict[str, str]]:
        """The numbers as rows, for ``pandas.DataFrame(rulebook.rows())``; the columns are `COLUMNS`."""
        for parameter in self:
            yield {name: get(parameter) for name, get in _COLUMNS.items()}


_COLUMNS: dict[str, Callable[[Parameter], str]] = {
    "rule": lambda p: p.rule,
    "parameter": lambda p: p.parameter,
    "body": lambda p: p.body,
    "edition": lambda p: p.edition,
    "value": lambda p: p.quantity.text,
    "unit": lambda p: str(p.quantity.unit),
    "evidence": lambda p: str(p.evidence),
    "confidence": lambda p: p.confidence,
    "source": lambda p: p.source,
    "meaning": lambda p: p.meaning,
}
COLUMNS: Final = tuple(_COLUMNS)
"""The columns of `Rulebook.rows`, which are those of the dataset."""


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three that look most alike, in upper or lower case."""
    import difflib  # noqa: PLC0415  only for a mistake

    by_case = {one.casefold(): one for one in known}
    return tuple(by_case[near] for near in difflib.get_close_matches(name.casefold(), by_case))


def _made(dataset: Dataset, row: Row, make: Callable[[Row], _T]) -> _T:
    try:
        return make(row)
    except (KeyError, ValueError) as error:
        raise InvalidDeclaration(f"dataset {dataset.id}, line {row.line}: {error}") from None


def _parameter(row: Row) -> Parameter:
    if row["confidence"] not in {"H", "M", "L", ""}:
        raise ValueError(f"confidence {row['confidence']!r} is none of H, M, L")
    return Parameter(
        rule=row["rule"],
        parameter=row["parameter"],
        body=row["body"],
        edition=Edition(row["edition"]).text,
        quantity=Quantity.parse(row["value"], row["unit"]),
        evidence=row.evidence,
        sources=row.sources,
        confidence=row["confidence"],
        meaning=row["meaning"],
    )


def _competing(row: Row) -> Competing:
    if row["default"] not in {"yes", ""}:
        raise ValueError(f"default {row['default']!r} is neither yes nor blank")
    return Competing(
        rule=row["rule"],
        parameter=row["parameter"],
        body=row["body"],
        edition=Edition(row["edition"]).text,
        quantity=Quantity.parse(row["value"], row["unit"]) if row["value"] or row["unit"] else None,
        evidence=row.evidence,
        sources=row.sources,
        conflict=row["conflict"],
        kind=ConflictKind(row["kind"]),
        default=row["default"] == "yes",
        note=row["note"],
    )
