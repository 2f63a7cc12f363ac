"""The contract of awarding bodies: what others rely on, whoever describes the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from inspect import isclass
from string import ascii_uppercase
from typing import Any, ClassVar
from unittest import SkipTest

from ..datasets import Dataset, NotCovered
from ..errors import ExamcoreError, InvalidDeclaration
from ..evidence import Evidence, Source
from ..formats import FileFormat
from ..model import AwardingBody
from ..plugins import Registry
from .contract import PluginContract, require
from .readme import Readme

__all__ = ["BodyContract"]

_RECOGNITION = re.compile(r"RN[0-9]{4}")


class BodyContract(PluginContract):
    """What every awarding body keeps to.

    Attributes:
        plugin: the package, module or object that gives the body, or its dotted name.
        name: of the plugin, as in its entry point; needed where that is not the last part of the module's
            name.
        body: id of the body; needed where the plugin gives several.
    """

    body: ClassVar[str] = ""

    @classmethod
    def described(cls, registry: Registry) -> AwardingBody:
        """The body that is tested."""
        where = f"the plugin of {cls.__name__}"
        require(
            cls.plugin is not None, f"{where} is not named", 'say plugin = "…", the module with the hooks'
        )
        source = cls.source()
        hook = getattr(source() if isclass(source) else source, "examcore_awarding_bodies", None)
        require(
            callable(hook),
            f"{where} has no hook examcore_awarding_bodies",
            "add the function, marked by @hookimpl; it returns the AwardingBody",
        )
        known = registry.bodies.bodies
        given = [b for b in hook() if b in known] if callable(hook) else []
        found = [b for b in given if cls.body in {"", b.id}]
        require(
            len(found) == 1,
            f"{where} gives the bodies {', '.join(b.id for b in given) or 'none'}",
            "name one of them as `body`",
        )
        body: AwardingBody = found[0]
        return body

    def test_it_is_taken_beside_all_others(self) -> None:
        """The plugin has no fault, and claims nothing that belongs to somebody else."""
        self.described(self.registry())

    def test_the_names_it_is_known_by(self) -> None:
        """Id, title, identifiers and recognition number."""
        registry = self.registry()
        body = self.described(registry)
        require(
            list(body.jcq_ids) == sorted(body.jcq_ids),
            f"{body.id}: the JCQ identifiers are not in their order: {', '.join(body.jcq_ids)}",
            "sort them, so that two lists of them can be compared",
        )
        for name in (body.id, *body.jcq_ids):
            require(
                registry.bodies.find(name) == body,
                f"{body.id}: {name} leads to another body",
                "claim only what is the body's own",
            )
        number = body.recognition_number
        require(
            not number or _RECOGNITION.fullmatch(number),
            f"{body.id}: the recognition number {number!r} is not one of Ofqual's",
            "write it as RN5196, or leave it empty where there is none",
        )

    def test_every_fact_has_its_source(self) -> None:
        """Evidence and source of the identifiers, the overlays, the name rule and the routes."""
        body = self.described(self.registry())
        for what, fact in _facts(body):
            require(
                isinstance(fact.evidence, Evidence),
                f"{body.id}: {what} has no label of evidence",
                "say how it is known: Evidence.SEEN, DERIVED, …",
            )
            require(
                isinstance(fact.source, Source) and fact.source.key.strip(),
                f"{body.id}: {what} has no source",
                "say where it was read: Source(document, clause or address)",
            )

    def test_the_name_rule(self) -> None:
        """Marks, length and spellings agree with each other and with what files can hold."""
        body = self.described(self.registry())
        rule = body.names
        if rule is None:
            return
        for mark in rule.marks:
            require(
                "!" <= mark <= "~" and not mark.isalnum(),
                f"{body.id}: the mark {mark!r} of the name rule is no printable ASCII sign",
                "list signs only: letters and the space are always taken, and files hold only ASCII",
            )
        require(
            ":" not in rule.marks,
            f"{body.id}: the name rule takes a colon inside a name",
            "take ':' out of marks: in files it parts surname and forenames",
        )
        twice = [mark for mark, count in Counter(rule.marks).items() if count > 1]
        require(not twice, f"{body.id}: the name rule has {twice} twice", "list every mark once")
        require(
            rule.longest >= 3,
            f"{body.id}: the name rule leaves {rule.longest} characters for a whole name",
            "give the characters of surname, colon and forenames together",
        )
        taken = frozenset(ascii_uppercase + " " + rule.marks)
        for letter in rule.spellings:
            require(
                len(letter) == 1 and letter not in taken,
                f"{body.id}: the spellings have {letter!r}, which is no single letter that needs one",
                "have a line for each single character that the body does not take",
            )
        wrong = {a: b for a, b in rule.spellings.items() if not (b and taken.issuperset(b))}
        require(
            not wrong,
            f"{body.id}: the spellings {wrong} do not end in what the body takes",
            "write each letter with A to Z, the space and the marks of the rule",
        )

    def test_the_routes(self) -> None:
        """Every route is of an identifier of the body, and ends in a format that can be written."""
        registry = self.registry()
        body = self.described(registry)
        formats = {fmt.id: fmt for fmt in registry.formats}
        twice = [jcq_id for jcq_id, count in Counter(r.jcq_id for r in body.routes).items() if count > 1]
        require(
            not twice,
            f"{body.id}: there are two routes for {', '.join(twice)}",
            "leave the one by which entries go out",
        )
        for route in body.routes:
            require(
                route.jcq_id in body.jcq_ids,
                f"{body.id}: a route is for {route.jcq_id}, which is not the body's",
                f"there are {', '.join(body.jcq_ids)}",
            )
            fmt = formats.get(route.format)
            require(
                fmt is not None,
                f"{body.id}: the route of {route.jcq_id} is the format {route.format}, which nobody offers",
                f"name one of {', '.join(sorted(_written(registry.formats))) or 'those that are written'}",
            )
            require(
                fmt is not None and fmt.dump is not None,
                f"{body.id}: the route of {route.jcq_id} is {route.format}, which is only read",
                "give the format a `dump`, or leave the route out",
            )
        require(
            not body.routes or body.names is not None,
            f"{body.id}: there are routes and no name rule, so no name could be written",
            "give a NameRule as `names`",
        )

    def test_the_overlays(self) -> None:
        """Fields still fill the record where an overlay moves them."""
        registry = self.registry()
        body = self.described(registry)
        layouts = {layout.name: layout for fmt in registry.formats for layout in fmt.layouts()}
        for overlay in body.overlays:
            layout = layouts.get(overlay.layout)
            require(
                layout is not None,
                f"{body.id}: the overlay is for {overlay.layout}, which no format has",
                "name a layout such as O5/14",
            )
            try:
                layout.overlay(name=overlay.layout, columns=overlay.columns, length=overlay.length)  # type: ignore[union-attr]
            except InvalidDeclaration as error:
                raise AssertionError(
                    f"{body.id}: {error}\n  cure: let the fields fill the record, without a gap or an overlap"
                ) from error

    def test_the_datasets(self) -> None:
        """Every table of the plugin can be read, and says what it covers."""
        registry = self.registry()
        body = self.described(registry)
        refs = _datasets(registry, self.name or body.id)
        for ref in refs:
            try:
                dataset = ref.read()
            except (ExamcoreError, OSError, ValueError, TypeError) as error:
                raise AssertionError(
                    f"{ref.id}: it cannot be read: {error}\n  cure: mend the table or its sidecar"
                ) from error
            require(
                dataset.title == ref.title,
                f"{ref.id}: it is listed as {ref.title!r}, and its sidecar says {dataset.title!r}",
                "let both say the same",
            )
            _answers_not_covered(dataset)

    def test_the_package(self) -> None:
        """A module with the hooks, ``body.py`` with BODY, README, and tables with their sidecars."""
        readme, body = self._readme()
        files = readme.files()
        for file in ("__init__.py", "body.py", "README.md"):
            require(
                file in files,
                f"{readme.package}: there is no {file}",
                f"add {file}, as in examcore_plugins.aqa",
            )
        tables = {
            file.rpartition(".")[0] for file in files if file.startswith("data/") and file.endswith(".csv")
        }
        sidecars = {
            file.rpartition(".")[0] for file in files if file.startswith("data/") and file.endswith(".toml")
        }
        require(
            tables == sidecars,
            f"{readme.package}: without a table or a sidecar: {', '.join(sorted(tables ^ sidecars))}",
            "have a .csv and a .toml of one name for each dataset",
        )
        require(
            readme.declared("BODY") == body,
            f"{readme.package}: body.py does not declare the body that the hook gives",
            "declare BODY = AwardingBody(…) in body.py, and return it from the hook",
        )

    def test_the_readme(self) -> None:
        """README says what is covered, what not, and from where, as the data have it."""
        readme, body = self._readme()
        readme.check_headings(body)
        readme.check_statements(body)
        for ref in _datasets(self.registry(), self.name or body.id):
            require(
                f"`{ref.id}`" in readme.covered,
                f"{readme.package}: README does not name the dataset {ref.id} under Covered",
                "add a bullet with its id in backticks, and what it covers",
            )

    def _readme(self) -> tuple[Readme, AwardingBody]:
        body = self.described(self.registry())
        if not hasattr(self.source(), "__path__"):
            raise SkipTest("the plugin is no package, so there is no README to look at")
        return Readme(self.source()), body


def _facts(body: AwardingBody) -> Iterator[tuple[str, Any]]:
    yield "the list of identifiers", body
    for overlay in body.overlays:
        yield f"the overlay of {overlay.layout}", overlay
    if body.names is not None:
        yield "the name rule", body.names
    for route in body.routes:
        yield f"the route of {route.jcq_id}", route


def _written(formats: tuple[FileFormat, ...]) -> Iterator[str]:
    return (fmt.id for fmt in formats if fmt.dump is not None)


def _datasets(registry: Registry, plugin: str) -> list[Any]:
    return [ref for ref in registry.datasets if ref.id.startswith(f"{plugin}.")]


def _answers_not_covered(dataset: Dataset) -> None:
    """A key that nobody has leads to an answer that says what there is."""
    nobody = ("no such key",) * len(dataset.key)
    require(
        len(dataset) > 0,
        f"{dataset.id}: it has no row",
        "add what is known, or leave the dataset out: without it the answer is `not covered` as well",
    )
    try:
        dataset.get(*nobody)
    except NotCovered as error:
        require(
            dataset.covers in str(error), f"{dataset.id}: {error}", "say in `covers` what it has rows for"
        )
    else:
        raise AssertionError(f"{dataset.id}: there is a row for {nobody}\n  cure: take it out")
