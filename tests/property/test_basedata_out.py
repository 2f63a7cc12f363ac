"""Basedata of any values: what is written is read back the same, and what would not be is refused."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import builders
from examcore.formats import ReadContext, WriteContext
from examcore.model import (
    BodySeries,
    Component,
    DisallowedPair,
    Issue,
    Link,
    Option,
    OptionKey,
    Session,
    Syllabus,
    TimeAllowed,
)

BODIES = builders.builtin().bodies
FORMATS = {fmt.id.rpartition(".")[2]: fmt for fmt in builders.builtin().formats}
SERIES = st.builds(
    lambda body, code, language: BodySeries(*body, code, language),
    st.sampled_from([("aqa", "70"), ("ocr", "01"), ("wjec", "41"), ("99", "99")]),
    st.sampled_from(["6G27", "6A27", "BG26", "1Z00", "C099"]),
    st.sampled_from("_CB"),
)
PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)


def words(longest, shortest=0):
    """Text that fits, without a space at its end, which no file keeps."""
    text = st.text(PRINTABLE, min_size=shortest, max_size=longest)
    return text.map(lambda t: t.rstrip(" ")).filter(lambda t: len(t) >= shortest)


def key(longest):
    return words(longest, 1)


def maybe(strategy):
    return st.none() | strategy


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def exam_type():
    return st.builds(lambda q, level: f"{q}/{level}" if q or level else "", words(4), words(3))


def syllabuses(series):
    return st.builds(Syllabus, series=st.just(series), code=key(6), title=words(36))


def options(series):
    return st.builds(
        Option,
        key=key(6).map(lambda code: OptionKey(series.body, series, code)),
        syllabus=words(6),
        title=words(36),
        item=words(1),
        process=words(1),
        certification=exam_type(),
        unit=exam_type(),
        discount_code=words(4),
        accreditation=words(8),
        fee_flag=words(1),
        fee=st.integers(0, 99_999),
        result_type=words(1),
        gradesets=st.tuples(*[words(4)] * 6),
        maximum_mark=maybe(st.integers(0, 9999)),
        declared_components=maybe(st.integers(0, 99)),
    ).filter(lambda o: o.item != "U" or o.unit.partition("/")[0] or not o.exam_type)
    # else the unit's type would be taken from the other columns, as in files before version 12


TIMES = st.one_of(
    st.tuples(st.sampled_from([TimeAllowed.NONE, TimeAllowed.NOT_FIXED, TimeAllowed.BLANK]), st.none()),
    st.tuples(st.just(TimeAllowed.MINUTES), st.integers(1, 998)),
)


def components(series):
    return TIMES.flatmap(
        lambda time: st.builds(
            Component,
            series=st.just(series),
            code=key(12),
            title=words(36),
            teacher_marks=words(1),
            maximum_mark=maybe(st.integers(0, 999)),
            gradeset=words(4),
            due=maybe(DAYS),
            timetabled=words(1),
            on=maybe(DAYS),
            session=maybe(st.sampled_from(Session)),
            time=st.just(time[0]),
            minutes=st.just(time[1]),
        )
    )


def links(series):
    return st.builds(Link, series=st.just(series), option=key(6), component=key(12))


def pairs(series):
    return st.builds(DisallowedPair, series=st.just(series), first=key(6), second=key(6))


KINDS = {
    "S": ("syllabuses", syllabuses, lambda v: v.code),
    "O": ("options", options, lambda v: v.code),
    "C": ("components", components, lambda v: v.code),
    "L": ("links", links, lambda v: (v.option, v.component)),
    "D": ("disallowed", pairs, id),
}


def file_of(letter, series, sequence, produced):
    issue = Issue(letter=letter, series=series, sequence=sequence, produced=produced, file="")
    return WriteContext(issue=issue, bodies=BODIES)


def written_and_read(letter, values, context):
    fmt = FORMATS[KINDS[letter][0]]
    dumped = fmt.dump(values, context)
    if dumped.findings:
        assert dumped.data == b""
        assert {f.code for f in dumped.findings} == {"jcq.cannot-write"}
        return None
    return fmt.load(dumped.data, ReadContext(name=dumped.name, bodies=BODIES))


@given(
    letter=st.sampled_from(sorted(KINDS)),
    series=SERIES,
    sequence=st.integers(1, 999).filter(lambda n: n % 100),
    produced=DAYS,
    data=st.data(),
)
def test_values_that_fit_come_back(letter, series, sequence, produced, data):
    _, strategy, key_of = KINDS[letter]
    values = tuple(data.draw(st.lists(strategy(series), max_size=4, unique_by=key_of)))
    content = written_and_read(letter, values, file_of(letter, series, sequence, produced))
    assert content is not None
    assert content.values == values
    issue = content.issue
    assert (issue.series, issue.sequence, issue.produced) == (series, sequence, produced)
    assert issue.series.language == series.language
    assert not [f for f in content.findings if f.severity == "error"]


ANYTHING = st.text(max_size=50)


@given(
    series=SERIES,
    title=ANYTHING,
    code=ANYTHING,
    exam=ANYTHING,
    numbers=st.tuples(st.integers(-10, 200_000), maybe(st.integers(-1, 10_000))),
)
def test_whatever_is_given_comes_back_or_is_refused(series, title, code, exam, numbers):
    option = Option(
        key=OptionKey(series.body, series, code),
        syllabus=code,
        title=title,
        item="C",
        process="E",
        certification=exam,
        unit="",
        discount_code="",
        accreditation="",
        fee_flag="Y",
        fee=numbers[0],
        result_type="1",
        gradesets=("40", "", "", "", "", ""),
        maximum_mark=numbers[1],
        declared_components=1,
    )
    content = written_and_read("O", [option], file_of("O", series, 1, date(2026, 11, 20)))
    assert content is None or content.values == (option,)
