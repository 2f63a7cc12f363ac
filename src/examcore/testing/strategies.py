"""What Hypothesis draws: wire records of a layout, money, series, identifiers, candidates and entries.

All of it is invented. Nothing is drawn that the library would refuse: for wrong values, damage a right one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from string import ascii_uppercase, digits
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ..errors import MalformedIdentifier
from ..ids import uci, uln, upn
from ..ids.uci import UCI
from ..ids.uln import ULN
from ..ids.upn import UPN
from ..layout import (
    BIRTH,
    CODE,
    DATE,
    DIGITS,
    FILLER,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    Field,
    RecordLayout,
)
from ..layout.fields import fields_of
from ..model import BodySeries, Candidate, Centre, Entry, OptionRef, Process, Series
from ..money import Money

__all__ = [
    "body_series",
    "candidate_numbers",
    "candidates",
    "centre_numbers",
    "centres",
    "entries",
    "field_values",
    "money",
    "names",
    "option_codes",
    "records",
    "series",
    "ucis",
    "ulns",
    "upns",
]

T = TypeVar("T")

_PRINTABLE = "".join(map(chr, range(32, 127)))
_LETTERS = ascii_uppercase + digits
_MONTHS = "123456789ABC"
_CENTURY = (date(2000, 1, 1), date(2099, 12, 31))  # of two-digit years
_SYLLABLES = ("AN", "BEL", "COR", "DA", "EX", "FEN", "MOCK", "NOR", "O'", "PLE", "SAM", "TEST", "-VAN-")


# --- values ---------------------------------------------------------------------------------------


def money(least: int = 0, most: int = 99_999) -> SearchStrategy[Money]:
    """Amounts in pence, up to what five digits of a file hold."""
    return st.builds(Money, st.integers(least, most))


def series() -> SearchStrategy[Series]:
    """Months of this century."""
    return st.builds(Series, st.integers(2000, 2099), st.integers(1, 12))


@st.composite
def body_series(draw: st.DrawFn, body: str = "acme", jcq_id: str = "99") -> BodySeries:
    """Series as the files of one body code them."""
    code = f"{draw(st.sampled_from(_MONTHS))}{draw(st.sampled_from(_LETTERS))}{draw(st.integers(0, 99)):02d}"
    return BodySeries(body, jcq_id, code, draw(st.sampled_from("_CB")))


def centre_numbers() -> SearchStrategy[str]:
    """Five digits."""
    return st.integers(10_000, 99_999).map(str)


def candidate_numbers() -> SearchStrategy[str]:
    """Four digits, from 0001."""
    return st.integers(1, 9_999).map(lambda number: f"{number:04d}")


def ucis() -> SearchStrategy[UCI]:
    """Valid UCIs of the United Kingdom."""
    return st.builds(uci.make, centre_numbers(), st.integers(1, 9_999), st.integers(0, 99))


def ulns() -> SearchStrategy[ULN]:
    """Valid ULNs; one number in eleven has no check digit and is not drawn."""
    return st.integers(100_000_000, 999_999_999).map(_uln).filter(bool).map(ULN)


def _uln(number: int) -> str:
    try:
        return uln.make(str(number))
    except MalformedIdentifier:
        return ""


@st.composite
def upns(draw: st.DrawFn) -> UPN:
    """Valid UPNs, some of them temporary."""
    authority, establishment = draw(st.integers(100, 999)), draw(st.integers(1_000, 9_999))
    temporary = draw(st.booleans())
    last = draw(st.sampled_from(upn.ALPHABET if temporary else digits))
    serial = f"{draw(st.integers(0, 99)):02d}{last}"
    year = draw(st.integers(0, 99))
    return upn.make(str(authority), str(establishment), year, serial, temporary=temporary)


def option_codes() -> SearchStrategy[str]:
    """Entry codes: up to six letters and digits, the first of them no zero."""
    first = st.sampled_from(_LETTERS.replace("0", ""))
    return st.builds(str.__add__, first, st.text(_LETTERS, min_size=2, max_size=5))


def names(parts: int = 3) -> SearchStrategy[str]:
    """Names that nobody has, of syllables, in capitals or as people write them."""
    whole = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=parts).map("".join)
    sound = whole.map(lambda name: name.strip("-'")).filter(bool)
    return st.one_of(sound, sound.map(str.title))


def centres() -> SearchStrategy[Centre]:
    """Centres with a number and a postcode."""
    postcodes = st.sampled_from(("", "AB1 2CD", "ZZ99 9ZZ"))
    return st.builds(Centre, number=centre_numbers(), name=st.just("Sample School"), postcode=postcodes)


def candidates() -> SearchStrategy[Candidate]:
    """People who are in no school."""
    return st.builds(
        Candidate,
        centre_number=centre_numbers(),
        number=candidate_numbers(),
        surname=names(),
        forenames=st.just("") | names(2),
        sex=st.sampled_from("MF"),
        date_of_birth=st.none() | st.dates(date(1990, 1, 1), date(2015, 12, 31)),
        uci=st.just("") | ucis(),
        upn=st.just("") | upns(),
        uln=st.just("") | ulns(),
        status=st.sampled_from("CP"),
    )


def entries(
    body: str = "acme", options: SearchStrategy[str] | None = None, *, registrations: bool = True
) -> SearchStrategy[Entry]:
    """Candidates entered for options.

    Args:
        body: id of the awarding body.
        options: entry codes; any where None.
        registrations: whether some are for no series.
    """
    codes = option_codes() if options is None else options
    of_series = st.builds(
        Entry,
        candidate=candidates(),
        option=st.builds(OptionRef, st.just(body), body_series(body).map(lambda s: s.code), codes),
        process=st.just(Process.ENTRY),
    )
    if not registrations:
        return of_series
    without = st.builds(
        Entry,
        candidate=candidates(),
        option=st.builds(OptionRef, st.just(body), st.just(""), codes),
        process=st.just(Process.REGISTRATION),
    )
    return of_series | without


# --- wire records ---------------------------------------------------------------------------------


def records(layout: RecordLayout[T]) -> SearchStrategy[T]:
    """Records that the layout writes, and reads back as they were.

    >>> from examcore.layout import KEY, RecordLayout, column, constant, wire
    >>> @wire()
    ... class MarkRecord:
    ...     kind: str = column(1, 1, constant("M"), default="M")
    ...     candidate: str = column(2, 4, KEY)
    >>> layout = RecordLayout.of(MarkRecord, name="M", source="an example")
    >>> from hypothesis import find
    >>> find(records(layout), lambda record: record.candidate > "A").candidate
    'B'
    """
    # what the class has and the layout lacks is what a reader would put there
    nulls = {field.name: st.just(field.codec.null) for field in fields_of(layout.wire_class)}
    return st.builds(layout.wire_class, **nulls | {f.name: field_values(f) for f in layout.fields})


def field_values(field: Field) -> SearchStrategy[Any]:
    """Values that a field can hold, by its codec; known ones among them."""
    codec, width = field.codec, field.length
    make = _BY_CODEC.get(codec)
    if make is not None:
        found = make(width)
    elif codec.width == width and codec.name.startswith("always"):
        found = st.just(codec.null)
    else:
        found = _texts_of(field)
    return st.sampled_from(sorted(field.known)) | found if field.known else found


def _words(width: int) -> SearchStrategy[str]:
    return st.text(_PRINTABLE, max_size=width).filter(lambda text: not text.endswith(" "))


def _keys(width: int) -> SearchStrategy[str]:
    return _words(width).filter(bool)


def _numbers(width: int) -> SearchStrategy[int]:
    return st.integers(0, 10**width - 1)


def _births(_: int) -> SearchStrategy[str]:
    def of(month: int, day: int, year: int) -> str:
        # the century is not in the record, so 29 February stands in any year
        return f"{min(day, monthrange(2028, month)[1]):02d}{month:02d}{year:02d}"

    return st.just("") | st.builds(of, st.integers(1, 12), st.integers(1, 31), st.integers(0, 99))


_BY_CODEC: dict[Any, Callable[[int], SearchStrategy[Any]]] = {
    TEXT: _words,
    CODE: _words,
    FILLER: _words,
    KEY: _keys,
    DIGITS: lambda width: _numbers(width).map(lambda number: f"{number:0{width}d}"),
    NUMBER: _numbers,
    NUMBER_OR_BLANK: lambda width: st.none() | _numbers(width),
    DATE: lambda _: st.none() | st.dates(*_CENTURY),
    BIRTH: _births,
}


def _texts_of(field: Field) -> SearchStrategy[Any]:
    """For a codec that is not of this library: what it decodes and encodes without a loss."""
    codec, width = field.codec, field.length

    def decoded(text: str) -> tuple[bool, Any]:
        try:
            value = codec.decode(text)
            written = codec.encode(value, width)
            return len(written) == width and codec.decode(written) == value, value
        except (ValueError, TypeError):
            return False, None

    texts = st.one_of(
        st.text(digits, min_size=width, max_size=width),
        st.text(_LETTERS, min_size=width, max_size=width),
        st.text(_LETTERS, max_size=width).map(lambda text: text.ljust(width)),
        st.text(_PRINTABLE, min_size=width, max_size=width),
    )
    return texts.map(decoded).filter(lambda found: found[0]).map(lambda found: found[1])
