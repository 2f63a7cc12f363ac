"""Named checks: what they look at, which findings they give, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from .findings import Finding, FindingCode, Report, Severity

__all__ = ["BROKEN", "NOT_RUN", "Check", "run_checks"]

NOT_RUN = FindingCode(
    code="check.not-run",
    severity=Severity.INFO,
    template="the check {check} did not run: there is no {missing}",
    cure="give what is missing, or do this check by hand",
    triggers="entries checked without a catalogue",
    passes="entries checked with the basedata of their series",
)

BROKEN = FindingCode(
    code="check.broken",
    severity=Severity.ERROR,
    template="the check {check} failed with {error}{place}; what it looks for was not checked",
    cure="report it to the author of the plugin; `examcore plugins` names the distribution",
    triggers="a plugin's check that raises",
    passes="a check that returns findings",
)


@attrs.frozen(kw_only=True)
class Check:
    """A check that a room or a plugin offers.

    Args:
        id: ``plugin.group.name``.
        title: one line that says what it looks for.
        codes: every finding code that it can give.
        run: takes the subject by the names in ``needs`` and returns findings; pure.
        needs: names of what it must be given, such as ``entries`` and ``catalogue``.
        rule: id of the regulation it enforces, if any.

    >>> check = Check(id="x.demo.none", title="finds nothing", codes=(), run=lambda entries: ())
    >>> run_checks([check], {"entries": []})
    <Report: no findings>
    """

    id: str
    title: str
    codes: tuple[FindingCode, ...]
    run: Callable[..., Iterable[Finding]]
    needs: tuple[str, ...] = ("entries",)
    rule: str = ""


def run_checks(checks: Iterable[Check], subject: Mapping[str, Any]) -> Report:
    """Run every check over the subject; one that cannot run, or fails, becomes a finding.

    Args:
        checks: in the order in which their findings shall stand.
        subject: what there is to look at, by name; None counts as not there.

    Returns:
        The findings of all checks.
    """
    findings: list[Finding] = []
    for check in checks:
        missing = [name for name in check.needs if subject.get(name) is None]
        if missing:
            findings.append(NOT_RUN.at(check=check.id, missing=" and no ".join(missing)))
            continue
        try:
            for finding in check.run(**{name: subject[name] for name in check.needs}):
                if not isinstance(finding, Finding):
                    raise TypeError(f"{check.id} gave something that is no finding")  # noqa: TRY301
                if finding.kind not in check.codes:
                    raise LookupError(f"{check.id} does not declare {finding.code}")  # noqa: TRY301
                findings.append(finding)
        except (Exception, SystemExit) as error:  # noqa: BLE001  a plugin may raise anything, and the others go on
            # its text stays out: it may quote the data
            findings.append(BROKEN.at(check=check.id, error=type(error).__name__, place=_raised_at(error)))
    return Report(findings)


def _raised_at(error: BaseException) -> str:
    """Where in the check it was, for its author: the last line outside examcore, or else the last one."""
    trace = error.__traceback__
    place = of_others = ""
    while trace is not None:
        frame = trace.tb_frame
        file = frame.f_code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
        if not file.startswith("<frozen"):
            place = f" in {file}, line {trace.tb_lineno}"
            if not str(frame.f_globals.get("__name__")).startswith("examcore."):
                of_others = place
        trace = trace.tb_next
    return of_others or place
