"""What one awarding body offers in one series, put together from its files."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from ..findings import Finding
from ..model import BodySeries, Component, DisallowedPair, Link, Option, Syllabus
from . import codes
from .nearest import Nearest

__all__ = ["Offer"]

_WIDTH = 6  # of an option code; a pattern may end in a space and a star, so codes are padded to be matched


class Offer:
    """The syllabuses, options, components, links and disallowed pairs of one series of one JCQ identifier.

    Filled by the catalogue, then only read.
    """

    def __init__(self, series: BodySeries) -> None:
        self.series = series
        self.letters: set[str] = set()
        self.damaged: set[str] = set()  # letters of files that have errors or rivals, and so may lack lines
        self.sequences: dict[tuple[str, str], int | None] = {}  # of the files, by letter and language
        self.syllabuses: dict[str, Syllabus] = {}
        self.options: dict[str, Option] = {}
        self.components: dict[str, Component] = {}
        self.links: dict[str, list[Link]] = {}
        self.disallowed: list[DisallowedPair] = []
        self.other_fees: dict[str, list[Option]] = {}
        self.doubts: dict[str, list[str]] = {}  # option code to why its line may not be the one that holds
        self.doubtful_files: dict[str, Finding] = {}  # about files on which no price should rest

    def proves_absence(self, option: Option) -> bool:
        """Whether no link means no component: the L file is whole, not empty, and of the option's issue."""
        language = option.key.series.language if option.key.series else ""
        sequence = self.sequences.get(("L", language))
        return (
            bool(self.links)
            and "L" not in self.damaged
            and sequence is not None
            and sequence == self.sequences.get(("O", language))
        )

    def doubt_file(self, file: str, reason: str) -> None:
        """Remember why prices should not rest on a file."""
        self.doubtful_files[file] = codes.DOUBTFUL_FILE.at(file, series=str(self.series), reason=reason)

    def doubt(self, code: str, why: str) -> None:
        """Remember why nobody knows whether an option is as it stands here."""
        self.doubts.setdefault(code, []).append(why)

    def contest(
        self, ours: Iterable[Option], theirs: Iterable[Option], our_file: str, their_file: str
    ) -> None:
        """Take in a file of which nobody knows whether it holds instead of the one that is used."""
        one, other = {o.code: o for o in ours}, {o.code: o for o in theirs}
        for code, option in other.items():
            if self.options.setdefault(code, option) is not option:
                self.compare_fee(option)
            if option.doubt:
                self.doubt(code, option.doubt)
        for code in one.keys() ^ other.keys():
            lacking = their_file if code in one else our_file
            self.doubt(code, f"{lacking} lacks it, and may be the file that holds")

    def compare_fee(self, option: Option) -> None:
        """Remember an option that is there already, if it has another fee here."""
        if option.price != self.options[option.code].price:
            self.other_fees.setdefault(option.code, []).append(option)

    @cached_property
    def nearest(self) -> Nearest:
        """To correct a mistyped option code."""
        return Nearest(self.options)

    def components_of(self, code: str) -> tuple[Component, ...]:
        """The components of an option, in the order of the links."""
        known = (self.components.get(link.component) for link in self.links.get(code, ()))
        return tuple(component for component in known if component is not None)

    @cached_property
    def _pairs(self) -> dict[str, dict[str, DisallowedPair]]:
        """Pattern to the patterns that it may not meet; a pair counts both ways, whichever was listed."""
        pairs: dict[str, dict[str, DisallowedPair]] = {}
        for pair in self.disallowed:
            if pair.first != pair.second:
                pairs.setdefault(pair.first, {}).setdefault(pair.second, pair)
                pairs.setdefault(pair.second, {}).setdefault(pair.first, pair)
        return pairs

    def patterns_of(self, code: str) -> tuple[str, ...]:
        """The disallowed patterns that match an option code."""
        padded = code.ljust(_WIDTH)
        candidates = [code, *(padded[:n] + "*" for n in range(_WIDTH + 1))]
        return tuple(p for p in candidates if p in self._pairs)

    def find_disallowed(self, one: str, other: str) -> DisallowedPair | None:
        """The pair that forbids two option codes together, or None."""
        if one == other or not self.disallowed:
            return None
        others = set(self.patterns_of(other))
        for pattern in self.patterns_of(one):
            for partner, pair in self._pairs[pattern].items():
                if partner in others:
                    return pair
        return None

    def check(self) -> Iterator[Finding]:
        """What does not fit together (identities V10 and V11 of the reference, and idle patterns)."""
        for letter, what in (
            ("S", "syllabuses"),
            ("C", "components"),
            ("L", "links"),
            ("O", "links to options"),
        ):
            if letter not in self.letters and self.letters & {"O", "L"}:
                yield codes.NO_FILE.at(series=str(self.series), letter=letter, what=what)
        yield from self._check_options()
        yield from self._check_links()
        yield from self._check_patterns()

    def _check_options(self) -> Iterator[Finding]:
        for option in self.options.values():
            origin = option.origin
            place = (origin.file, origin.line) if origin else ("", None)
            if "S" in self.letters and option.syllabus not in self.syllabuses:
                yield codes.NO_SYLLABUS.at(
                    *place, field="syllabus_code", option=option.code, syllabus=option.syllabus
                )
            linked, declared = len(self.links.get(option.code, ())), option.declared_components
            if "L" in self.letters and declared is not None and declared != linked:
                yield codes.COMPONENT_COUNT.at(
                    *place, field="components", option=option.code, declared=declared, linked=linked
                )

    def _check_links(self) -> Iterator[Finding]:
        for links in self.links.values():
            for link in links:
                origin = link.origin
                place = (origin.file, origin.line) if origin else ("", None)
                if "O" in self.letters and link.option not in self.options:
                    yield codes.NO_OPTION.at(*place, field="option_code", option=link.option)
                if "C" in self.letters and link.component not in self.components:
                    yield codes.NO_COMPONENT.at(
                        *place, field="component_code", option=link.option, component=link.component
                    )

    def _check_patterns(self) -> Iterator[Finding]:
        if "O" not in self.letters:
            return
        padded = sorted(code.ljust(_WIDTH) for code in self.options)
        seen: set[str] = set()
        for pair in self.disallowed:
            for pattern in (pair.first, pair.second):
                if pattern in seen:
                    continue
                seen.add(pattern)
                start = pattern[:-1] if pattern.endswith("*") else pattern.ljust(_WIDTH)
                at = bisect_left(padded, start)
                if at == len(padded) or not padded[at].startswith(start):
                    origin = pair.origin
                    place = (origin.file, origin.line) if origin else ("", None)
                    yield codes.PATTERN_IDLE.at(*place, pattern=pattern, series=str(self.series))
