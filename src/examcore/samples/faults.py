"""Faults that can be planted in the table of an invented centre, each with the finding that tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..errors import MalformedIdentifier, UnknownOption
from ..ids import uci, uln, upn
from ..model import Option, OptionRef
from .chance import Chance
from .names import LONG
from .planting import Draft, Fault, Plan, Row

__all__ = ["FAULTS"]


def _everywhere(column: str, change: Callable[[str], str]) -> Plan:
    """Change a cell in all rows of a candidate; an unchanged one means that it cannot be changed."""

    def plan(draft: Draft, owner: int) -> Row | None:
        rows = draft.of[owner]
        value = change(rows[0][column])
        if value == rows[0][column]:
            return None
        for row in rows:
            row[column] = value
        return rows[0]

    return plan


def _once(column: str, change: Callable[[Draft, Row], str | None], first: int = 0) -> Plan:
    """Change a cell in one row of a candidate, from the row ``first`` on; None if it cannot be changed."""

    def plan(draft: Draft, owner: int) -> Row | None:
        for row in draft.chance.shuffled(draft.of[owner][first:]):
            value = change(draft, row)
            if value is not None and value != row[column]:
                row[column] = value
                return row
        return None

    return plan


def _always(value: str) -> Callable[[object], str]:
    return lambda _: value


def _said(value: str) -> Callable[[Draft, Row], str]:
    return lambda _draft, _row: value


def _unknown_code(draft: Draft, row: Row) -> str | None:
    code = row["option_code"]
    mistyped = (f"{code[:5]}{letter}" for letter in "ZQX")
    return next((m for m in mistyped if m not in draft.codes), None)


def _other_series(draft: Draft, row: Row) -> str | None:
    option = draft.option(row)
    for series in draft.catalogue.series:
        if option and series.body == option.key.body:
            found = draft.catalogue.resolve(OptionRef(row["awarding_body"], series.code, row["option_code"]))
            if isinstance(found, UnknownOption) and found.elsewhere:
                return series.code
    return None


def _series_without_basedata(draft: Draft, row: Row) -> str | None:
    code = row["series"]
    later = f"{code[:2]}{int(code[2:]) + 1:02d}"
    return later if later not in {s.code for s in draft.catalogue.series} else None


def _lost_zero(draft: Draft, owner: int) -> Row | None:
    for row in draft.chance.shuffled(draft.of[owner]):
        code, option = row["option_code"], draft.option(row)
        if code.isdigit() and code.startswith("0") and code.lstrip("0") not in draft.codes:
            row["option_code"] = code.lstrip("0")
            return row
        jcq_id = (option and option.key.series and option.key.series.jcq_id) or ""
        if jcq_id.startswith("0"):
            row["awarding_body"] = jcq_id[1:]
            return row
    return None


def _month_first(text: str) -> str:
    year, month, day = text.split("-")
    return f"{month}/{day}/{year}" if int(day) > 12 else text


def _next(letters: str, letter: str) -> str:
    return letters[(letters.index(letter) + 1) % len(letters)]


def _two_ulns(draft: Draft, owner: int) -> Row | None:
    """In the later of two rows that go into one file, which says the candidate once."""
    files = set()
    for row in draft.of[owner]:
        file = (row["awarding_body"], row["series"])
        if file in files:
            row["uln"] = _other_uln(draft.chance)
            return row
        files.add(file)
    return None


def _other_uln(chance: Chance) -> str:
    while True:
        try:
            return uln.make(f"9998{chance.below(100_000):05d}")
        except MalformedIdentifier:  # of one in eleven
            continue


def _shared(column: str) -> Plan:
    """Two candidates with one value; the later one is told."""

    def plan(draft: Draft, owner: int) -> Row | None:
        other = draft.earlier(owner)
        if other is None:
            return None
        return _everywhere(column, _always(draft.of[other][0][column]))(draft, owner)

    return plan


def _same_twice(draft: Draft, owner: int) -> Row | None:
    return draft.append(owner, dict(draft.chance.pick(draft.of[owner])))


def _disallowed(draft: Draft, owner: int) -> Row | None:
    for row in draft.of[owner]:
        option = draft.option(row)
        for other in draft.forbidden_with(option) if option else ():
            if _free(draft, owner, other):
                return draft.append(owner, row | {"option_code": other.code})
    return None


def _same_qualification(draft: Draft, owner: int) -> Row | None:
    for row in draft.of[owner]:
        option = draft.option(row)
        for other in draft.by_number.get(option.qualification_number, ()) if option else ():
            apart = option is not None and draft.catalogue.find_disallowed(option, other)
            same_series = option is not None and other.key.series == option.key.series
            if other is not option and same_series and not apart and _free(draft, owner, other):
                return draft.append(owner, row | {"option_code": other.code})
    return None


def _free(draft: Draft, owner: int, option: Option) -> bool:
    return all(row["option_code"] != option.code for row in draft.of[owner])


def _named(**name: str) -> Plan:
    """Another name, and none to send instead of it."""

    def plan(draft: Draft, owner: int) -> Row | None:
        for row in draft.of[owner]:
            row.update(name, entry_name="")
        return draft.of[owner][0]

    return plan


_FAULTS: Final = (
    (
        "unknown-option",
        "an option code with a wrong letter",
        "unknown-option",
        _once("option_code", _unknown_code),
    ),
    (
        "wrong-series",
        "another series of the body than the option's",
        "wrong-series",
        _once("series", _other_series),
    ),
    (
        "unknown-series",
        "a series of which there is no basedata",
        "unknown-series",
        _once("series", _series_without_basedata),
    ),
    ("unknown-body", "aqua for a body", "unknown-body", _once("awarding_body", _said("aqua"))),
    ("lost-zero", "an option code or a JCQ identifier without its leading zero", "lost-zero", _lost_zero),
    (
        "lost-candidate-zero",
        "a candidate number without its leading zeros",
        "padded-number",
        _everywhere("candidate_number", lambda text: text.lstrip("0")),
    ),
    ("scientific-uln", "9.999E+09 for a ULN", "damaged-cell", _everywhere("uln", _always("9.999E+09"))),
    ("formula", "a formula in the form", "damaged-cell", _once("form", _said("=A1&B1"))),
    (
        "month-first-date",
        "a birth date with the month first",
        "bad-date",
        _everywhere("date_of_birth", _month_first),
    ),
    (
        "unlikely-birth",
        "1900-01-01, as spreadsheets write a lost date",
        "unlikely-birth",
        _everywhere("date_of_birth", _always("1900-01-01")),
    ),
    (
        "bad-check-letter",
        "a UCI with another check letter",
        "identifier",
        _everywhere("uci", lambda text: text[:-1] + _next(uci.CHECK_LETTERS, text[-1])),
    ),
    (
        "short-uci",
        "a UCI without its last character",
        "identifier",
        _everywhere("uci", lambda text: text[:-1]),
    ),
    (
        "bad-uln",
        "a ULN with another check digit",
        "identifier",
        _everywhere("uln", lambda text: text[:-1] + _next("0123456789", text[-1])),
    ),
    (
        "bad-upn",
        "a UPN with another check letter",
        "identifier",
        _everywhere("upn", lambda text: text and _next(upn.ALPHABET, text[0]) + text[1:]),
    ),
    ("missing-uci", "a candidate without UCI", "no-uci", _everywhere("uci", _always(""))),
    ("shared-number", "one candidate number for two people", "number-shared", _shared("candidate_number")),
    ("shared-uci", "one UCI for two people", "uci-shared", _shared("uci")),
    (
        "two-ucis",
        "another UCI in one row of a candidate",
        "two-ucis",
        _once("uci", lambda draft, _: uci.make("64997", 1 + draft.chance.below(9999), 25), first=1),
    ),
    ("same-option-twice", "a row that stands there twice", "same-twice", _same_twice),
    ("disallowed-pair", "a second option that a D file forbids", "disallowed-pair", _disallowed),
    (
        "same-qualification",
        "a second option of one qualification number",
        "same-qualification",
        _same_qualification,
    ),
    ("blank-number", "no candidate number", "blank", _everywhere("candidate_number", _always(""))),
    ("blank-option", "a row without option code", "unreadable-row", _once("option_code", _said(""))),
    ("bad-series", "Jun-27 for a series", "bad-series", _once("series", _said("Jun-27"))),
    ("unknown-sex", "a sex that is neither M nor F", "unknown-value", _everywhere("sex", _always("X"))),
)
_FAULTS_OF_FILES: Final = (
    (
        "name-too-long",
        "a name of forty-five characters without entry_name",
        "name-too-long",
        _named(surname=LONG["M"].surname, forenames=LONG["M"].forenames),
    ),
    (
        "name-letters",
        "a surname in Greek letters",
        "name-letters",
        _named(surname="Καραμήτρου"),
    ),
    ("missing-surname", "no surname", "name-missing", _named(surname="")),
    (
        "duplicate-candidate-differs",
        "another ULN in one row of a candidate",
        "candidate-differs",
        _two_ulns,
    ),
    (
        "other-centre",
        "rows of another centre",
        "other-centre",
        _everywhere("centre_number", _always("64997")),
    ),
)

FAULTS: Final[Mapping[str, Fault]] = {
    name: Fault(name=name, does=does, code=f"entries.{code}", when=when, plan=plan)
    for when, faults in (("check", _FAULTS), ("files", _FAULTS_OF_FILES))
    for name, does, code, plan in faults
}
"""Every fault that can be planted, by name."""
