"""Whether the README of a body says what its data say."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from types import ModuleType

from ..model import AwardingBody
from .contract import require

__all__ = ["Readme"]

_HEADINGS = ["Covered", "Not covered", "Sources"]
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_JCQ_ID = re.compile(r"`([0-9]{2})`")


class Readme:
    """The README of a package, and the files that stand beside it.

    Args:
        module: the package.
    """

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.package = module.__name__
        folder = resources.files(module)
        page = folder.joinpath("README.md")
        self.text = page.read_text("utf-8") if page.is_file() else ""
        parts = re.split(r"^## .*$", self.text, flags=re.MULTILINE)
        self.parts: dict[str, str] = dict(zip(_HEADING.findall(self.text), parts[1:], strict=True))
        self._folder = folder

    @property
    def covered(self) -> str:
        """What stands under Covered."""
        return self._part("Covered")

    @property
    def not_covered(self) -> str:
        """What stands under Not covered."""
        return self._part("Not covered")

    def _part(self, heading: str) -> str:
        return self.parts.get(heading, "")

    def files(self) -> list[str]:
        """The names of the files of the package, in folders with ``/``."""
        return sorted(_names(self._folder, ""))

    def declared(self, name: str) -> object:
        """What ``body.py`` has under that name, or None."""
        if "body.py" not in self.files():
            return None
        return getattr(importlib.import_module(f"{self.package}.body"), name, None)

    def check_headings(self, body: AwardingBody) -> None:
        """The page has the title of the body, and the three headings in their order."""
        require(self.text, f"{self.package}: there is no README.md", "add one, as in examcore_plugins.aqa")
        require(
            self.text.startswith(f"# {body.title}\n"),
            f"{self.package}: README begins with {self.text.partition(chr(10))[0]!r}",
            f"let it begin with `# {body.title}`, the title of the body",
        )
        require(
            list(self.parts) == _HEADINGS,
            f"{self.package}: README has the headings {', '.join(self.parts) or 'none'}",
            f"have {', '.join('## ' + heading for heading in _HEADINGS)}, in this order",
        )
        for heading, part in self.parts.items():
            require(
                list(bullets(part)),
                f"{self.package}: nothing stands under {heading} in README",
                "write one bullet for each statement",
            )

    def check_statements(self, body: AwardingBody) -> None:
        """Identifiers, recognition number, names and routes are those of the body."""
        found = list(dict.fromkeys(_JCQ_ID.findall(self.covered)))
        require(
            found == list(body.jcq_ids),
            f"{self.package}: README covers the identifiers {', '.join(found) or 'none'}, "
            f"and the body has {', '.join(body.jcq_ids) or 'none'}",
            "name each identifier under Covered in backticks, in their order, and no other",
        )
        require(
            body.recognition_number in self.covered,
            f"{self.package}: README does not name {body.recognition_number} under Covered",
            "add a bullet with the recognition number",
        )
        self._check_names(body)
        self._check_routes(body)
        says = bool(_bullets_with(self.covered, "shares", "`jcq`"))
        require(
            says == body.shares_jcq_rules,
            f"{self.package}: README {'says' if says else 'does not say'} under Covered that the body shares "
            f"the rules of `jcq`, and shares_jcq_rules is {body.shares_jcq_rules}",
            "let both say the same: a bullet with shares and `jcq` under Covered, or none",
        )

    def _check_names(self, body: AwardingBody) -> None:
        rule = body.names
        if rule is None:
            require(
                _bullets_with(self.not_covered, "names"),
                f"{self.package}: the body has no name rule, and README does not say so",
                "add a bullet on names under Not covered",
            )
            return
        wanted = (f"{rule.longest} characters", f"`{rule.marks}`", str(rule.evidence))
        require(
            _bullets_with(self.covered, *wanted),
            f"{self.package}: README has no bullet under Covered with {', '.join(wanted)}",
            "say which names the body takes: length, marks in backticks, and the label of evidence",
        )
        require(
            not _bullets_with(self.not_covered, "rules of names"),
            f"{self.package}: README says that rules of names are not covered, and the body has one",
            "take it out of Not covered",
        )

    def _check_routes(self, body: AwardingBody) -> None:
        for route in body.routes:
            wanted = ("entries", f"`{route.jcq_id}`", f"`{route.format}`", str(route.evidence))
            require(
                _bullets_with(self.covered, *wanted),
                f"{self.package}: README has no bullet under Covered with {', '.join(wanted)}",
                "say under which identifier entries go out, in which format, and the label of evidence",
            )
        for jcq_id in body.jcq_ids:
            if body.find_route(jcq_id) is None:
                require(
                    _bullets_with(self.not_covered, "entries", f"`{jcq_id}`"),
                    f"{self.package}: there is no route for {jcq_id}, and README does not say so",
                    f"add a bullet under Not covered with entries and `{jcq_id}`",
                )


def bullets(text: str) -> Iterator[str]:
    """The bullets of a part of a page, each on one line."""
    for part in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        yield " ".join(part.split())


def _bullets_with(text: str, *words: str) -> list[str]:
    return [bullet for bullet in bullets(text) if all(word in bullet for word in words)]


def _names(folder: Traversable, before: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _names(entry, f"{before}{entry.name}/")
        else:
            yield before + entry.name
