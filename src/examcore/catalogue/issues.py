"""Which of several issues of a file counts: the highest sequence; the others stay visible."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..findings import Finding
from ..formats import Reading
from ..model import BodySeries, Issue
from . import codes

__all__ = ["Choice", "newest_issues"]

_BASEDATA = "SOCLD"
_LANGUAGES = "_BC"  # titles come from the first of these that there is


@attrs.define
class Choice:
    """Which files count.

    Args:
        used: those that do, with their issue, in the order in which they are to be filled in.
        contested: those of the same or an unknown sequence, with other contents; each with what is used.
        superseded: those that a newer issue replaces.
        findings: why.
    """

    used: list[tuple[Reading, Issue]] = attrs.field(factory=list)
    contested: list[tuple[Reading, Issue, Reading]] = attrs.field(factory=list)
    superseded: list[Issue] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)


def newest_issues(readings: Iterable[Reading]) -> Choice:
    """Choose the files that count."""
    groups: dict[tuple[str | None, str, str, str], list[tuple[Reading, Issue]]] = {}
    for reading in readings:
        issue = reading.issue
        if issue is not None and issue.letter in _BASEDATA:
            key = (issue.series.jcq_id, issue.series.code, issue.series.language, issue.letter)
            groups.setdefault(key, []).append((reading, issue))
    choice = Choice()
    used, findings = choice.used, choice.findings
    for found in groups.values():
        group = _ordered(found)
        best_reading, best = max(group, key=lambda pair: _rank(pair[1]))  # the first of equals
        used.append((best_reading, best))
        for reading, issue in group:
            if issue is best:
                continue
            if reading.data == best_reading.data:
                findings.append(codes.SAME_ISSUE.at(issue.file, other=best.file))
            elif issue.sequence is None:
                choice.contested.append((reading, issue, best_reading))
                findings.append(codes.ISSUE_UNKNOWN.at(issue.file, other=best.file))
            elif _rank(issue) < _rank(best):
                choice.superseded.append(issue)
                findings.append(
                    codes.SUPERSEDED.at(
                        issue.file, sequence=issue.sequence, newer=best.sequence, other=best.file
                    )
                )
            else:
                choice.contested.append((reading, issue, best_reading))
                findings.append(codes.TWO_CONTENTS.at(issue.file, sequence=issue.sequence, other=best.file))
    findings.extend(_mixed(used))
    used.sort(key=lambda pair: _LANGUAGES.find(pair[1].series.language))
    return choice


def _rank(issue: Issue) -> int:
    return -1 if issue.sequence is None else issue.sequence


def _ordered(group: list[tuple[Reading, Issue]]) -> list[tuple[Reading, Issue]]:
    """The files with their sequence; where one lacks it, the digits in its name, which are its last two."""
    if any(_rank(issue) > 99 for _, issue in group):  # 02 may be 102
        return group
    return [
        (r, attrs.evolve(issue, sequence=issue.extension) if issue.sequence is None else issue)
        for r, issue in group
    ]


def _mixed(used: Iterable[tuple[Reading, Issue]]) -> Iterable[Finding]:
    sets: dict[tuple[BodySeries, str], dict[str, int | None]] = {}
    for _, issue in used:
        sets.setdefault((issue.series, issue.series.language), {})[issue.letter] = issue.sequence
    for (series, _), issues in sets.items():
        if len(set(issues.values())) > 1:
            text = ", ".join(f"{letter} {sequence}" for letter, sequence in issues.items())
            yield codes.MIXED_ISSUES.at(series=str(series), issues=text)
