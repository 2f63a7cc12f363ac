"""``examcore plugins``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import ExamcoreError
from .output import JSON, clean, day, print_json

if TYPE_CHECKING:
    from ..datasets import DatasetRef, Staleness
    from ..plugins import Problem

__all__ = ["add_verbs"]


def add_verbs(verbs: Any) -> None:
    """Declare the verb and its actions."""
    verb = verbs.add_parser("plugins", parents=[JSON], help="what is loaded: versions, hooks, problems")
    verb.add_argument("action", nargs="?", default="list", choices=("list", "show", "check"))
    verb.add_argument("name", nargs="?", help="of one plugin, for show and check")
    about = "read the datasets too: state of knowledge, age, and what they have for an academic year"
    verb.add_argument("--datasets", action="store_true", help=about)
    verb.add_argument(
        "--on", type=day, metavar="DATE", help="with --datasets: ages up to that day; else today"
    )
    verb.add_argument(
        "--year", metavar="YEAR", help="with --datasets: academic year, as 2026/27; else that of the day"
    )
    verb.set_defaults(run=_plugins)


def _plugins(args: argparse.Namespace) -> int:
    from ..plugins import Registry  # noqa: PLC0415  `examcore id` needs none of it

    registry = Registry.default()
    names = {info.name for info in registry.plugins} | {problem.plugin for problem in registry.problems}
    if args.action != "list" and args.name is None:
        print(f"examcore: plugins {args.action} wants a name: {', '.join(sorted(names))}", file=sys.stderr)
        return 2
    if args.name is not None and args.name not in names:
        print(
            clean(f"examcore: no plugin {args.name}; there are {', '.join(sorted(names))}"), file=sys.stderr
        )
        return 2
    infos = [info for info in registry.plugins if args.name in {None, info.name}]
    problems = [problem for problem in registry.problems if args.name in {None, problem.plugin}]
    reports: tuple[Staleness, ...] = ()
    broken: list[Problem] = []
    if args.datasets:
        refs = [ref for ref in registry.datasets if args.name in {None, ref.id.partition(".")[0]}]
        reports, broken = _reports(refs, args.on or datetime.now(UTC).date(), args.year or "")
    if args.json:
        print_json(
            "plugins",
            {
                "plugins": [
                    {
                        "name": info.name,
                        "distribution": info.distribution,
                        "version": info.version,
                        "hooks": list(info.hooks),
                        "offers": {hook: list(ids) for hook, ids in info.offers.items()},
                    }
                    for info in infos
                ],
                "problems": [attrs.asdict(problem) for problem in (*problems, *broken)],
            }
            | ({"datasets": [report.row() for report in reports]} if args.datasets else {}),
        )
    else:
        for info in infos if not args.datasets else ():
            origin = f"{info.distribution} {info.version}".strip()
            print(clean(f"{info.name}  ({origin})  hooks: {', '.join(info.hooks)}"))
            if args.action == "show":
                for hook, ids in info.offers.items():
                    print(clean(f"  {hook}: {', '.join(ids)}"))
        for line in _table(reports):
            print(clean(line))
        for problem in problems:
            print(clean(problem), file=sys.stderr)
        for problem in broken:  # the rest of the plugin is in use
            print(clean(f"{problem.what}; {problem.cure}"), file=sys.stderr)
    return int(bool(problems or broken))


def _reports(refs: Iterable[DatasetRef], on: date, year: str) -> tuple[tuple[Staleness, ...], list[Problem]]:
    """How old each dataset is, and those that cannot be read: one must not hide the others."""
    from ..datasets import staleness  # noqa: PLC0415  as above
    from ..plugins import Problem  # noqa: PLC0415
    from ..plugins.examination import CAUGHT  # noqa: PLC0415

    found, broken = [], []
    for ref in refs:
        try:
            found.append(ref.read())
        except CAUGHT as error:
            broken.append(
                Problem(
                    plugin=ref.id.partition(".")[0],
                    distribution="",
                    version="",
                    hook="examcore_datasets",
                    what=f"{ref.id} cannot be read: {error}",
                    cure="mend the table or its sidecar",
                )
            )
    try:
        return staleness(found, on, year), broken
    except ValueError as error:  # a year of another form
        raise ExamcoreError(str(error)) from None


def _table(reports: tuple[Staleness, ...]) -> Iterable[str]:
    if not reports:
        return
    width = max(len(report.id) for report in reports)
    yield f"{'dataset':<{width}}  {'as of':<10}  {'days':>5}  what there is for {reports[0].asked}"
    for one in reports:
        more = f"; rows for {', '.join(one.years)}" if one.years and one.asked not in one.years else ""
        yield f"{one.id:<{width}}  {one.as_of}  {one.age:>5}  {one.coverage}{more}"
