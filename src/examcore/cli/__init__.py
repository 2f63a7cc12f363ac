"""The command line. Scripts rely on its verbs, exit status and JSON; see docs/reference/command-line.md."""

from .main import main

__all__ = ["main"]
