"""Faults of files and data, as values: what, where, how bad, and the cure.

A `FindingCode` is declared once, next to the code that emits it; a `Finding` is one occurrence; a `Report` holds many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, overload

import attrs

from .errors import FindingsError, InvalidDeclaration
from .evidence import Evidence

__all__ = [
    "PERSONAL",
    "Finding",
    "FindingCode",
    "Report",
    "Severity",
    "code_book",
    "mask",
]

PERSONAL: Mapping[str, object] = {"personal": True}
"""Metadata that marks an attrs field as personal; such a field also has ``repr=mask``."""

_SHAPE = str.maketrans(
    {c: "9" for c in "0123456789"}
    | {c: "X" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    | {c: "x" for c in "abcdefghijklmnopqrstuvwxyz"}
)


def mask(value: object) -> str:
    """The shape of a personal value and nothing else: letters become ``x`` or ``X``, digits ``9``.

    >>> mask("O'Neill-Brown 123")
    "X'Xxxxx-Xxxxx 999"
    >>> mask(None)
    'None'
    """
    if value is None:
        return "None"
    shape = str(value).translate(_SHAPE)
    return shape if shape.isascii() else "".join(c if c.isascii() else "x" for c in shape)


class Severity(StrEnum):
    """How bad a finding is.

    An error makes a value unusable, a warning asks for a look, an info explains.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]


_CODE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+")


@attrs.frozen(kw_only=True)
class FindingCode:
    """The declaration of one kind of finding.

    Args:
        code: ``namespace.kebab-case``, the namespace being a room or a plugin.
        severity: unless a finding says otherwise.
        template: the message, with parameters in braces.
        cure: what a person does about it.
        rule: id of a rule or clause, such as ``V01`` or ``ENT-15``; empty for a check of our own.
        evidence: how the rule is known.
        triggers: an example that gives this finding.
        passes: a like example that does not.
    """

    code: str
    severity: Severity
    template: str
    cure: str
    triggers: str
    passes: str
    rule: str = ""
    evidence: Evidence = Evidence.SEEN

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise InvalidDeclaration(f"finding code {self.code!r} is not of the form namespace.kebab-case")
        for name in ("template", "cure", "triggers", "passes"):
            if not getattr(self, name).strip():
                raise InvalidDeclaration(f"finding code {self.code} has no {name}")

    def at(
        self,
        file: str = "",
        line: int | None = None,
        *,
        start: int | None = None,
        length: int | None = None,
        field: str | None = None,
        value: str | None = None,
        severity: Severity | None = None,
        **params: Any,
    ) -> Finding:
        """One occurrence of this code.

        Args:
            file: name of the file, empty when there is none.
            line: 1-based; in a table the header is line 1.
            start: 1-based column in the line, counted in bytes.
            length: of the range, in bytes.
            field: name of the field or column.
            value: what stands there. **Mask personal values before**, with `mask`.
            severity: another one than the code's own.
            **params: what the template names beyond the arguments above.

        Returns:
            The finding; its message is made when it is asked for.
        """
        return Finding(
            self,
            severity or self.severity,
            file,
            line,
            start,
            length,
            field,
            value,
            params,
        )


def code_book(codes: Iterable[FindingCode]) -> dict[str, FindingCode]:
    """The codes by name, sorted; a name declared twice with different contents is an `InvalidDeclaration`."""
    book: dict[str, FindingCode] = {}
    for code in codes:
        if book.setdefault(code.code, code) != code:
            raise InvalidDeclaration(f"finding code {code.code} is declared twice")
    return dict(sorted(book.items()))


@attrs.frozen
class Finding:
    """One fault at one place. Made by `FindingCode.at`.

    ``value`` never holds personal data in clear; ``params`` are what the message is made of, so that it can be
    translated.
    """

    kind: FindingCode
    severity: Severity
    file: str = ""
    line: int | None = None
    start: int | None = None
    length: int | None = None
    field: str | None = None
    value: str | None = None
    params: Mapping[str, object] = attrs.field(factory=dict)

    @property
    def code(self) -> str:
        """The name of the code, such as ``entries.unknown-option``."""
        return self.kind.code

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        known = {"file": self.file, "line": self.line, "field": self.field, "value": self.value}
        return self.kind.template.format_map(known | dict(self.params))

    @property
    def cure(self) -> str:
        """What a person does about it."""
        return self.kind.cure

    @property
    def place(self) -> str:
        """``file:line:columns`` as far as known, the way compilers print it.

        >>> NOT_SHOWN.at("a.csv", 3, start=15, length=12).place
        'a.csv:3:15-26'
        """
        place = self.file or "-"
        if self.line is not None:
            place += f":{self.line}"
            if self.start is not None:
                place += f":{self.start}"
                if self.length is not None and self.length > 1:
                    place += f"-{self.start + self.length - 1}"
        return place

    def as_json(self) -> dict[str, Any]:
        """The finding as the command line's ``--json`` prints it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "file": self.file or None,
            "line": self.line,
            "start": self.start,
            "length": self.length,
            "field": self.field,
            "value": self.value,
            "cure": self.cure,
            "rule": self.kind.rule or None,
        }

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"


NOT_SHOWN = FindingCode(
    code="report.not-shown",
    severity=Severity.INFO,
    template="{count} more of {what}",
    cure="use --json or report.findings for all of them",
    triggers="a report of more than 20 findings, printed",
    passes="a report of 3 findings, printed",
)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@attrs.frozen(repr=False)
class Report:
    """Findings in the order in which they were made; printed, it is bounded.

    >>> Report(()).ok
    True
    """

    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_in_order)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """True when there is a finding; ask `ok` whether the data is usable."""
        return bool(self.findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self.findings[index]

    def __add__(self, other: Report) -> Report:
        return Report(self.findings + other.findings)

    @property
    def ok(self) -> bool:
        """Whether no finding is of severity error."""
        return not any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def errors(self) -> Report:
        """The findings of severity error."""
        return Report(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> Report:
        """The findings of severity warning."""
        return Report(f for f in self.findings if f.severity is Severity.WARNING)

    def at_least(self, severity: Severity) -> Report:
        """The findings of that severity or worse."""
        return Report(f for f in self.findings if f.severity.rank >= severity.rank)

    def by_code(self) -> dict[str, Report]:
        """The findings grouped by code, the most frequent first."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.code, []).append(finding)
        return {code: Report(g) for code, g in sorted(groups.items(), key=lambda kv: (-len(kv[1]), kv[0]))}

    def by_row(self) -> dict[tuple[str, int | None], Report]:
        """The findings grouped by file and line, in the order of the file."""
        groups: dict[tuple[str, int | None], list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault((finding.file, finding.line), []).append(finding)
        return {k: Report(g) for k, g in sorted(groups.items(), key=lambda kv: (kv[0][0], kv[0][1] or 0))}

    def raise_for_errors(self) -> None:
        """Raise `FindingsError`, which carries this report, if there is a finding of severity error."""
        errors = self.errors
        if errors:
            raise FindingsError(f"{len(errors)} errors; the first: {errors[0]}", self)

    def lines(self, most: int | None = 20, most_per_code: int = 5) -> Iterator[str]:
        """The report as text: worst first, at most so many lines of each code; None for all.

        What is left out is counted, never dropped silently.
        """
        left = most if most is not None else len(self.findings)
        groups = self.by_code()
        for code in sorted(groups, key=lambda c: -max(f.severity.rank for f in groups[c])):
            group = groups[code]
            shown = min(len(group), left, most_per_code if most is not None else len(group))
            for finding in group[:shown]:
                yield str(finding)
            left -= shown
            if shown < len(group):
                yield f"  … {NOT_SHOWN.at(count=len(group) - shown, what=code).message}"

    def __str__(self) -> str:
        return "\n".join([self.summary, *self.lines()])

    @property
    def summary(self) -> str:
        """The counts in one line: ``2 errors, 1 warning``, or ``no findings``."""
        counts = Counter(f.severity for f in self.findings)
        parts = [
            f"{counts[s]} {s if s is Severity.INFO or counts[s] == 1 else s + 's'}" for s in Severity if counts[s]
        ]
        return ", ".join(parts) or "no findings"

    def __repr__(self) -> str:
        return f"<Report: {self.summary}>"
