"""Basedata files S, O, C, L, D, written: from model values to wire records and to whole files.

What would not be read back as the same values is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import attrs

from examcore.errors import CannotWrite
from examcore.findings import Finding, Severity
from examcore.formats import Dumped, ReadContext, WriteContext
from examcore.layout import Listing, RecordLayout
from examcore.model import Component, DisallowedPair, Link, Option, Session, Syllabus, TimeAllowed

from . import codes
from .basedata import load
from .layouts import layouts_for
from .records import layouts_of, records_of
from .wrapping import BROADCAST, VERSION, check_issue, name_of, wrap

__all__ = ["dump"]

_FIRST = 3
"""The line of the first detail: a file header and a centre header stand before it."""
_WRONG_TYPE = (TypeError, ValueError, AttributeError, LookupError)
"""What a value of the wrong type may raise on its way to a record."""


def dump(letter: str, values: Iterable[Any], context: WriteContext) -> Dumped:
    """The basedata file of that letter; no data where a finding says that a value does not fit.

    Raises:
        CannotWrite: the issue has no day, a sequence that ends in 00, or a body that is not the identifier's.
        TypeError: a value is of another kind than the file.
    """
    kind, given, issue = _KINDS[letter], tuple(values), context.issue
    check_issue(letter, issue, BROADCAST)
    name = name_of(letter, issue)
    known = context.bodies.id_of(issue.series.jcq_id or "")
    if known != issue.series.body:
        raise CannotWrite(
            f"identifier {issue.series.jcq_id} is that of {known}, the issue of {issue.series.body}"
        )
    for value in given:
        if type(value) is not kind.noun:
            raise TypeError(
                f"a file {letter} holds values of type {kind.noun.__name__}, not {type(value).__name__}"
            )
    listing = Listing(name)
    try:
        records = [kind.record_of(value) for value in given]
        data = wrap(letter, records, issue, context.bodies, distribution=BROADCAST)
    except (CannotWrite, *_WRONG_TYPE) as error:
        data = b""
        listing.extend(_misfits(letter, given, context))
        findings = listing.done()
        if not findings:  # then it is the issue that does not fit
            raise CannotWrite(str(error)) from None
        return Dumped(name=name, data=data, findings=findings)
    listing.extend(_differences(letter, data, name, given, context))
    findings = listing.done()
    return Dumped(name=name, data=b"" if findings else data, findings=findings)


def _cannot(letter: str, value: Any, field: str, reason: str) -> Finding:
    origin = value.origin
    place = (origin.file, origin.line) if origin else ("", None)
    called = _KINDS[letter].called.format(v=value)
    return codes.CANNOT_WRITE.at(*place, field=field, record=ascii(called)[1:-1], reason=reason)


def _misfits(letter: str, values: Iterable[Any], context: WriteContext) -> Iterator[Finding]:
    """The patient way: which values have a field that does not fit."""
    jcq_id = context.issue.series.jcq_id or ""
    layout: RecordLayout[Any] = layouts_for(layouts_of(letter, VERSION), jcq_id, context.bodies)[-1]
    names = {field.name for field in layout.fields}
    for value in values:
        try:
            layout.format(_KINDS[letter].record_of(value))
        except CannotWrite as error:
            field, _, reason = str(error).removeprefix(f"{layout.name}: ").partition(" ")
            if field not in names:
                raise  # it is the layout that is not written
            yield _cannot(letter, value, field, reason)
        except _WRONG_TYPE:
            yield _cannot(letter, value, "a field", "has the wrong type")


def _differences(
    letter: str, data: bytes, name: str, values: tuple[Any, ...], context: WriteContext
) -> Iterator[Finding]:
    """Which values would come back as others: a title that ends in a space, 999 as a number of minutes."""
    content = load(letter, data, ReadContext(name=name, bodies=context.bodies))
    for finding in content.findings:
        if finding.severity is Severity.ERROR:
            value = values[(finding.line or _FIRST) - _FIRST]
            yield _cannot(letter, value, finding.field or "it", f"would be read with {finding.code}")
    if content.values == values:
        return
    for value, again in zip(values, content.values, strict=True):
        if value != again:
            names = (a.name for a in attrs.fields(type(value)) if a.eq)
            field = next(n for n in names if getattr(value, n) != getattr(again, n))
            series = getattr(value, "series", None) or value.key.series
            reason = "would be read back as another value"
            if series != context.issue.series:
                field, reason = "series", f"is {series}, that of the file is {context.issue.series}"
            elif field == "doubt":
                reason = f"says that nobody knows whether it holds: {value.doubt}"
            yield _cannot(letter, value, field, reason)


def _syllabus(value: Syllabus) -> Any:
    return records_of("S").SyllabusRecord(syllabus_code=value.code, title=value.title)


_QUALIFICATION, _LEVEL = 4, 3  # characters


def _parts(exam_type: str) -> tuple[str, str]:
    """Qualification and level; an oblique may stand in either."""
    words = exam_type.split("/")
    cuts = [("/".join(words[:n]), "/".join(words[n:])) for n in range(1, len(words) + 1)]
    fitting = (
        cut
        for cut in cuts
        if len(cut[0]) <= _QUALIFICATION and len(cut[1]) <= _LEVEL and not cut[0].endswith(" ")
    )
    return next(fitting, cuts[0])


def _option(value: Option) -> Any:
    qualification, level = _parts(value.certification)
    unit_qualification, unit_level = _parts(value.unit)
    first, second, endorsement, second_endorsement, forecast, second_forecast = value.gradesets
    return records_of("O").OptionRecord(
        option_code=value.code,
        syllabus_code=value.syllabus,
        qualification=qualification,
        level=level,
        item=value.item,
        unit_qualification=unit_qualification,
        unit_level=unit_level,
        process=value.process,
        classification_code=value.discount_code,
        accreditation_number=value.accreditation,
        title=value.title,
        fee_defined=value.fee_flag,
        fee=value.fee,
        forecast_gradeset=forecast,
        second_forecast_gradeset=second_forecast,
        result_type=value.result_type,
        gradeset=first,
        second_gradeset=second,
        endorsement_gradeset=endorsement,
        second_endorsement_gradeset=second_endorsement,
        maximum_mark=value.maximum_mark,
        components=value.declared_components,
    )


_SESSIONS = {Session.AM: "A", Session.PM: "P", Session.ALL_DAY: "D"}
_TIMES = {TimeAllowed.BLANK: None, TimeAllowed.NONE: 0, TimeAllowed.NOT_FIXED: 999}


def _component(value: Component) -> Any:
    # none, or not yet set: files in service have X for the one and a space for the other
    no_session = "" if value.timetabled == "T" else "X"
    return records_of("C").ComponentRecord(
        component_code=value.code,
        title=value.title,
        teacher_marks=value.teacher_marks,
        maximum_mark=value.maximum_mark,
        gradeset=value.gradeset,
        due_date=value.due,
        timetabled=value.timetabled,
        timetable_date=value.on,
        session=no_session if value.session is None else _SESSIONS[value.session],
        time_allowed=value.minutes if value.time is TimeAllowed.MINUTES else _TIMES[value.time],
    )


def _link(value: Link) -> Any:
    return records_of("L").LinkRecord(option_code=value.option, component_code=value.component)


def _disallowed(value: DisallowedPair) -> Any:
    return records_of("D").DisallowedRecord(first=value.first, second=value.second)


class _Kind(NamedTuple):
    """What a file holds: the noun, how a value becomes a record, and what a value is called."""

    noun: type
    record_of: Callable[[Any], Any]
    called: str


_KINDS = {
    "S": _Kind(Syllabus, _syllabus, "syllabus {v.code}"),
    "O": _Kind(Option, _option, "option {v.code}"),
    "C": _Kind(Component, _component, "component {v.code}"),
    "L": _Kind(Link, _link, "link {v.option} to {v.component}"),
    "D": _Kind(DisallowedPair, _disallowed, "pair {v.first} with {v.second}"),
}
