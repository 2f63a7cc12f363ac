"""``examcore plugins``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import attrs

from .output import JSON, clean, print_json

__all__ = ["add_verbs"]


def add_verbs(verbs: Any) -> None:
    """Declare the verb and its actions."""
    verb = verbs.add_parser("plugins", parents=[JSON], help="what is loaded: versions, hooks, problems")
    verb.add_argument("action", nargs="?", default="list", choices=("list", "show", "check"))
    verb.add_argument("name", nargs="?", help="of one plugin, for show and check")
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
                "problems": [attrs.asdict(problem) for problem in problems],
            },
        )
    else:
        for info in infos:
            origin = f"{info.distribution} {info.version}".strip()
            print(clean(f"{info.name}  ({origin})  hooks: {', '.join(info.hooks)}"))
            if args.action == "show":
                for hook, ids in info.offers.items():
                    print(clean(f"  {hook}: {', '.join(ids)}"))
        for problem in problems:
            print(clean(problem), file=sys.stderr)
    return int(bool(problems))
