"""Many findings, printed within bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import overload

import attrs

from ..errors import FindingsError
from .finding import Finding, Severity

__all__ = ["Report", "counted"]


def counted(count: int, noun: str) -> str:
    """A number of things as people say it.

    >>> counted(1, "line"), counted(2, "line"), counted(3, "entry")
    ('1 line', '2 lines', '3 entries')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun.removesuffix('y') + 'ies' if noun.endswith('y') else noun + 's'}"


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
            raise FindingsError(f"{errors.summary}; the first: {errors[0]}", self)

    def lines(self, most: int | None = 20, most_per_code: int = 5, *, cures: bool = False) -> Iterator[str]:
        """The report as text: worst first, at most so many lines of each code; None for all.

        What is left out is counted, never dropped silently.

        Args:
            most: lines in all.
            most_per_code: lines of one code.
            cures: add the cure of each code behind its lines.
        """
        left = most if most is not None else len(self.findings)
        groups = self.by_code()
        first = {code: at for at, code in reversed(list(enumerate(f.code for f in self.findings)))}
        # within one severity in the order in which they were found: causes come before consequences
        for code in sorted(groups, key=lambda c: (-max(f.severity.rank for f in groups[c]), first[c])):
            group = groups[code]
            shown = min(len(group), left, most_per_code if most is not None else len(group))
            for finding in sorted(group, key=lambda f: -f.severity.rank)[:shown]:
                yield str(finding)
            left -= shown
            if shown < len(group):
                yield f"  … {len(group) - shown} more of {code}"
            if cures:
                yield f"  cure: {group[0].cure}"

    def __str__(self) -> str:
        return "\n".join([self.summary, *self.lines()])

    @property
    def summary(self) -> str:
        """The counts in one line: ``2 errors, 1 warning``, or ``no findings``."""
        counts = Counter(f.severity for f in self.findings)
        errors, warnings, infos = (counts[s] for s in Severity)
        parts = [counted(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
        parts += [f"{infos} info"] if infos else []
        return ", ".join(parts) or "no findings"

    def __repr__(self) -> str:
        return f"<Report: {self.summary}>"
