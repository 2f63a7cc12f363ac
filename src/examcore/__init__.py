"""UK public examinations as a pure library: basedata, entries and fees, with the source of every figure.

>>> import examcore as ex
>>> ex.read(b"X300  X301  ", name="links.txt")
<Readings: 1 file, no findings>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .lazy import lazily

if TYPE_CHECKING:
    from .catalogue import Catalogue
    from .entries import Entries
    from .errors import ExamcoreError
    from .evidence import NOT_PUBLISHED, UNKNOWN, Decision, Evidence, Origin, Reason, Source
    from .fees import Quote, quote
    from .files import read
    from .findings import Finding, Report, Severity
    from .formats import Reading, Readings
    from .money import Money
    from .plugins import Registry, hookimpl

__all__ = [
    "NOT_PUBLISHED",
    "UNKNOWN",
    "Catalogue",
    "Decision",
    "Entries",
    "Evidence",
    "ExamcoreError",
    "Finding",
    "Money",
    "Origin",
    "Quote",
    "Reading",
    "Readings",
    "Reason",
    "Registry",
    "Report",
    "Severity",
    "Source",
    "check",
    "hookimpl",
    "quote",
    "read",
]

# rooms load when they are asked for, so that `import examcore` loads no third-party module
_find = lazily(
    __name__,
    {
        "NOT_PUBLISHED": "evidence",
        "UNKNOWN": "evidence",
        "Catalogue": "catalogue",
        "Decision": "evidence",
        "Entries": "entries",
        "Evidence": "evidence",
        "ExamcoreError": "errors",
        "Finding": "findings",
        "Money": "money",
        "Origin": "evidence",
        "Quote": "fees",
        "Reading": "formats",
        "Readings": "formats",
        "Reason": "evidence",
        "Registry": "plugins",
        "Report": "findings",
        "Severity": "findings",
        "Source": "evidence",
        "hookimpl": "plugins",
        "quote": "fees",
        "read": "files",
    },
)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from .plugins.builtins import own_version  # noqa: PLC0415  asks the installation, which costs time

        return own_version()
    return _find(name)


def check(
    entries: Entries, catalogue: Catalogue | None = None, *, registry: Registry | None = None
) -> Report:
    """Check entries, with the checks of the core and of all plugins.

    Args:
        entries: as read; what was found in reading is in ``entries.findings`` and in this report, too.
        catalogue: the basedata of their series; without it the checks that need it say that they did not run.
        registry: other plugins than the installed ones.

    Returns:
        All findings of all rows; ``report.raise_for_errors()`` raises if one is an error.

    Raises:
        TypeError: an argument is of another kind.

    >>> import examcore as ex
    >>> ex.check(ex.Entries())
    <Report: 2 info>
    """
    from .catalogue import Catalogue  # noqa: PLC0415  lazily, as everything here
    from .checks import run_checks  # noqa: PLC0415
    from .entries import Entries  # noqa: PLC0415
    from .findings import Report  # noqa: PLC0415
    from .plugins import Registry  # noqa: PLC0415

    if not isinstance(entries, Entries):
        raise TypeError(f"entries are made by Entries.of(read(…)); this is of type {type(entries).__name__}")
    if not (catalogue is None or isinstance(catalogue, Catalogue)):
        what = type(catalogue).__name__
        raise TypeError(f"a catalogue is made by Catalogue.of(read(…)); this is of type {what}")
    if registry is None:
        registry = Registry.default()
    if not isinstance(registry, Registry):
        raise TypeError(
            f"a registry is made by Registry.builtin(); this is of type {type(registry).__name__}"
        )
    found = run_checks(registry.checks, {"entries": entries, "catalogue": catalogue})
    return Report((*entries.findings, *found))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
