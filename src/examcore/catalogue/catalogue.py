"""The catalogue over any number of bodies and series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ..errors import AmbiguousOption, ExamcoreError, UnknownBody, UnknownOption, UnknownSeries
from ..findings import Finding, Report, counted, shown_body, shown_code
from ..formats import Reading, Readings
from ..model import (
    BodySeries,
    Component,
    DisallowedPair,
    Issue,
    Link,
    Option,
    OptionKey,
    OptionRef,
    Process,
    Series,
    Syllabus,
    UnitLink,
)
from . import codes
from .filling import fill, is_older, join_units, unread_files
from .issues import newest_issues
from .offer import Offer

__all__ = ["Catalogue"]


@attrs.frozen(repr=False, eq=False)
class Catalogue:
    """Options, syllabuses, components, links and disallowed pairs; iterates over its options.

    Made by `Catalogue.of`; looked up by `get_option` (raises) or `find_option` (None).

    Args:
        findings: those of the readings it was made of, then its own.
        issues: the files that are used, one for each JCQ identifier, series, language and letter.
        superseded: files that newer issues replace.
        unread: of the findings, those about files that could not be read; one may be a newer issue.

    >>> catalogue = Catalogue.of(())
    >>> catalogue, catalogue.find_option("aqa", "6G27", "8300H")
    (<Catalogue: 0 options, no series>, None)
    """

    findings: Report
    issues: tuple[Issue, ...]
    superseded: tuple[Issue, ...]
    unread: Report
    _offers: dict[BodySeries, Offer]
    _titles: dict[tuple[OptionKey, str], str]
    _units: dict[OptionKey, tuple[OptionKey, ...]]
    _remembered: dict[tuple[str, str, str], Option | ExamcoreError] = attrs.field(init=False, factory=dict)

    @classmethod
    def of(cls, readings: Readings | Reading | Iterable[Reading | Readings]) -> Catalogue:
        """Put basedata together; the newest issue of each file counts.

        Args:
            readings: as ``examcore.read`` gives them; what is not basedata is passed over.

        Returns:
            The catalogue; whatever is odd is in its ``findings``. No content raises.

        Raises:
            TypeError: it was given something else, such as a path.
        """
        readings = Readings.of(readings)
        given = readings.readings
        choice = newest_issues(given)
        found = choice.findings
        offers: dict[BodySeries, Offer] = {}
        first_of: list[Issue] = []
        titles: dict[tuple[OptionKey, str], str] = {}
        unit_links: list[UnitLink] = []
        for reading, issue in choice.used:
            offer = offers.setdefault(issue.series, Offer(issue.series))
            errors = reading.report.errors
            if errors:
                offer.damaged.add(issue.letter)
                if issue.letter == "O":
                    offer.doubt_file(issue.file, f"it has {counted(len(errors), 'error')}")
            newer = None
            if issue.letter == "O":
                newer = next((i for i in first_of if i.series == issue.series), None)
                first_of.append(issue)
            offer.letters.add(issue.letter)
            offer.sequences[issue.letter, issue.series.language] = issue.sequence
            found.extend(
                fill(offer, reading.values, issue, titles, newer if is_older(issue, newer) else None)
            )
        for reading, issue, used in choice.contested:
            offer = offers[issue.series]
            offer.damaged.add(issue.letter)
            if issue.letter == "O":
                ours, theirs = (tuple(v for v in r.values if isinstance(v, Option)) for r in (used, reading))
                offer.contest(ours, theirs, used.name, reading.name)
        for reading in given:
            if reading.issue and reading.issue.doubts:
                for series in dict.fromkeys((reading.issue.series, reading.issue.named)):
                    if series in offers:
                        offers[series].doubt_file(reading.name, reading.issue.doubts[0])
        for reading in given:
            unit_links.extend(v for v in reading.values if isinstance(v, UnitLink))
        if not choice.used and not unit_links:
            found.append(codes.NOTHING.at(files=len(given)))
        for offer in offers.values():
            found.extend(offer.check())
            found.extend(offer.doubtful_files.values())
        unread = Report(unread_files(readings) if choice.used else ())
        found.extend(unread)
        units, open_links = join_units(offers, unit_links)
        found.extend(open_links)
        everything = (*readings.findings, *(f for r in given for f in r.findings), *found)
        issues = tuple(issue for _, issue in choice.used)
        return cls(Report(everything), issues, tuple(choice.superseded), unread, offers, titles, units)

    def __iter__(self) -> Iterator[Option]:
        for offer in self._offers.values():
            yield from offer.options.values()

    def __len__(self) -> int:
        return sum(len(offer.options) for offer in self._offers.values())

    def __repr__(self) -> str:
        return f"<Catalogue: {len(self)} options, {', '.join(str(s) for s in self._offers) or 'no series'}>"

    @property
    def bodies(self) -> tuple[str, ...]:
        """Ids of the awarding bodies, in the order of the files."""
        return tuple(dict.fromkeys(series.body for series in self._offers))

    @property
    def series(self) -> tuple[BodySeries, ...]:
        """Every series that there is something of."""
        return tuple(self._offers)

    @property
    def options(self) -> tuple[Option, ...]:
        """All options, in the order of the files."""
        return tuple(self)

    @property
    def syllabuses(self) -> tuple[Syllabus, ...]:
        """All syllabuses."""
        return tuple(s for offer in self._offers.values() for s in offer.syllabuses.values())

    @property
    def components(self) -> tuple[Component, ...]:
        """All components."""
        return tuple(c for offer in self._offers.values() for c in offer.components.values())

    @property
    def links(self) -> tuple[Link, ...]:
        """All links of options to components, those that lead nowhere included."""
        return tuple(
            link for offer in self._offers.values() for links in offer.links.values() for link in links
        )

    @property
    def disallowed(self) -> tuple[DisallowedPair, ...]:
        """All disallowed pairs, as listed."""
        return tuple(pair for offer in self._offers.values() for pair in offer.disallowed)

    @property
    def unit_links(self) -> dict[OptionKey, tuple[OptionKey, ...]]:
        """Award to the units that feed it, from unit-link files."""
        return dict(self._units)

    @property
    def gradesets(self) -> dict[str, tuple[Option, ...]]:
        """Gradeset codes with the options that use them in any role; what they contain is not in basedata."""
        use: dict[str, list[Option]] = {}
        for option in self:
            for code in dict.fromkeys(option.gradesets):
                if code:
                    use.setdefault(code, []).append(option)
        return {code: tuple(options) for code, options in sorted(use.items())}

    def filter(self, **wanted: object) -> tuple[Option, ...]:
        """The options whose columns (see `rows`) have these values, as in ``filter(body="aqa", item="U")``.

        Raises:
            TypeError: there is no column of that name.
        """
        unknown = wanted.keys() - set(COLUMNS)
        if unknown:
            raise TypeError(f"no column {', '.join(sorted(unknown))}; there are {', '.join(COLUMNS)}")
        text = {name: str(value) for name, value in wanted.items()}
        return tuple(o for o in self if all(str(_COLUMNS[name](o)) == value for name, value in text.items()))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The options as rows, for ``pandas.DataFrame(catalogue.rows())``; the columns are `COLUMNS`.

        ``price`` is a string with two decimals, None where not published.
        """
        for option in self:
            yield {name: get(option) for name, get in _COLUMNS.items()}

    def get_option(self, body: str, series: str | Series | BodySeries, code: str) -> Option:
        """The option of that entry code.

        Args:
            body: id (``aqa``) or JCQ identifier (``70``).
            series: ``6G17``, or ``2017-06`` to search all identifiers and series letters of the body; empty
                for a registration, which has none.
            code: entry code.

        Raises:
            UnknownBody, UnknownSeries: nothing of it is loaded; the message says what is.
            UnknownOption: the message names the nearest codes.
            AmbiguousOption: ``2017-06`` finds it twice; the message names both.
            TypeError: a number where a text is wanted; codes may begin with a zero.
        """
        for name, value, kinds in (
            ("body", body, str),
            ("series", series, str | Series | BodySeries),
            ("code", code, str),
        ):
            if not isinstance(value, kinds):
                raise TypeError(
                    f"{name} is a text, not {type(value).__name__}: get_option('70', '6G17', '8300H')"
                )
        found = self._resolve(body, series.code if isinstance(series, BodySeries) else str(series), code)
        if isinstance(found, ExamcoreError):
            raise found
        return found

    def find_option(self, body: str, series: str | Series | BodySeries, code: str) -> Option | None:
        """As `get_option`, but None where it raises."""
        try:
            return self.get_option(body, series, code)
        except ExamcoreError:
            return None

    def resolve(self, ref: OptionRef) -> Option | ExamcoreError:
        """As `get_option`, with the error as a value: many entries name the same option, right or wrong."""
        return self._resolve(ref.body, ref.series, ref.code)

    def _resolve(self, body: str, series: str, code: str) -> Option | ExamcoreError:
        key = (body, series, code)
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = self._look_up(body, series, code)
        return found

    def _look_up(self, body: str, series: str, code: str) -> Option | ExamcoreError:
        name = body.lower()
        of_body = [offer for s, offer in self._offers.items() if name in {s.body, s.jcq_id}]
        if not of_body:
            known = ", ".join(self.bodies) or "none"
            return UnknownBody(
                f"no basedata of awarding body {shown_body(body)}; there is {known}", self.bodies
            )
        shown = shown_code(series)
        if series:
            offers = [offer for offer in of_body if series in {offer.series.code, str(offer.series.series)}]
        else:  # only a registration has none
            offers = [offer for offer in of_body if any(map(_is_registration, offer.options.values()))]
        if not offers:
            codes_ = tuple(dict.fromkeys(offer.series.code for offer in of_body))
            return UnknownSeries(
                f"no basedata of {body.upper()} {shown}; there is {', '.join(codes_)}", codes_
            )
        hits = [offer.options[code] for offer in offers if code in offer.options]
        if not series:
            shown, hits = "without series", list(filter(_is_registration, hits))
        if len(hits) == 1:
            return hits[0]
        if hits:
            both = tuple(str(hit.key.series) for hit in hits)
            # one code may stand under two JCQ identifiers, or a month have two codes
            how = (
                "JCQ identifier"
                if len({hit.key.series.code for hit in hits if hit.key.series}) == 1
                else "series code"
            )
            message = f"option {code} of {body.upper()} {shown} is in {' and '.join(both)}; give the {how}"
            return AmbiguousOption(message, both)
        near = tuple(dict.fromkeys(c for offer in offers for c in offer.nearest.to(code)))[:3]
        elsewhere = tuple(str(o.series) for o in of_body if code in o.options)
        others = tuple(str(o.series) for o in self._offers.values() if o not in of_body and code in o.options)
        hint = f"; {' and '.join(elsewhere or others)} has it" if elsewhere or others else ""
        if near and not hint:
            hint = f"; nearest {' or '.join(near)}"
        return UnknownOption(
            f"unknown option {shown_code(code)} in {body.upper()} {shown}{hint}", near, elsewhere, others
        )

    def find_title(self, option: Option, language: str) -> str | None:
        """The option's title in a language (``_`` English, ``C`` Welsh, ``B`` bilingual), or None."""
        return self._titles.get((option.key, language))

    def find_syllabus(self, option: Option) -> Syllabus | None:
        """The syllabus of an option, or None where the S file lacks it."""
        offer = self._offer(option)
        return offer.syllabuses.get(option.syllabus) if offer else None

    def components_of(self, option: Option) -> tuple[Component, ...]:
        """The components of an option, in the order of the links."""
        offer = self._offer(option)
        return offer.components_of(option.code) if offer else ()

    def has_components(self, option: Option) -> bool | None:
        """Whether an option has components, by its links or else its own count; None where neither tells.

        An L file that is damaged, empty, or of another issue does not tell that there is no link.
        """
        offer = self._offer(option)
        if offer and option.code in offer.links:
            return True
        if offer and "L" in offer.letters:
            return False if offer.proves_absence(option) else None
        return None if option.declared_components is None else option.declared_components > 0

    def find_other_fees(self, option: Option) -> tuple[Option, ...]:
        """The option as other lines or files have it, with another fee: then nobody knows which one holds."""
        offer = self._offer(option)
        return tuple(offer.other_fees.get(option.code, ())) if offer else ()

    def find_doubts(self, option: Option) -> tuple[str, ...]:
        """Why nobody knows whether the option is as it stands here: then it has no price."""
        offer = self._offer(option)
        return tuple(dict.fromkeys(offer.doubts.get(option.code, ()))) if offer else ()

    def find_doubtful_files(self, option: Option) -> tuple[Finding, ...]:
        """About files of the option's series, or named as such, that may not be what they say."""
        offer = self._offer(option)
        return tuple(offer.doubtful_files.values()) if offer else ()

    def find_disallowed(self, one: Option, other: Option) -> DisallowedPair | None:
        """The pair that forbids two options to one candidate, or None."""
        offer = self._offer(one)
        return (
            offer.find_disallowed(one.code, other.code)
            if offer and other.key.series == one.key.series
            else None
        )

    def _offer(self, option: Option) -> Offer | None:
        return self._offers.get(option.key.series) if option.key.series else None


def _is_registration(option: Option) -> bool:
    return option.process == Process.REGISTRATION


_COLUMNS: dict[str, Any] = {
    "body": lambda o: o.key.body,
    "jcq_id": lambda o: o.key.series.jcq_id if o.key.series else None,
    "series": lambda o: o.key.series.code if o.key.series else None,
    "option": lambda o: o.code,
    "title": lambda o: o.title,
    "syllabus": lambda o: o.syllabus,
    "item": lambda o: o.item,
    "process": lambda o: o.process,
    "exam_type": lambda o: o.exam_type,
    "qualification_number": lambda o: o.qualification_number,
    "price": lambda o: str(o.price) if o.fee_defined else None,
}
COLUMNS = tuple(_COLUMNS)
"""The columns of `Catalogue.rows`."""
