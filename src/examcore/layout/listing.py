"""Findings of one file within bounds: a file of a million faults is told as such, and memory stays small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ..findings import Finding, FindingCode, Severity

__all__ = ["MOST", "NOT_LISTED", "Listing"]

MOST: Final = 1_000
"""Findings of one code that are listed."""

NOT_LISTED = FindingCode(
    code="layout.not-listed",
    severity=Severity.INFO,
    template="{count} more of {what}",
    cure="correct those that are listed first; their cause is often one",
    triggers="more than 1,000 short lines",
    passes="10 short lines",
)


class Listing:
    """Findings in their order, so many of each code; the others are counted."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._listed: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings."""
        for finding in findings:
            code = finding.kind.code
            self._counts[code] += 1
            if self._counts[code] <= MOST:
                self._listed.append(finding)

    def done(self) -> tuple[Finding, ...]:
        """Those that are listed, then how many more there are of each code."""
        more = [(code, count - MOST) for code, count in self._counts.items() if count > MOST]
        return (
            *self._listed,
            *(NOT_LISTED.at(self._name, count=count, what=code) for code, count in more),
        )
