"""Control records, shared by all file types: file header, centre header, centre trailer, file trailer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from examcore.evidence import Evidence
from examcore.findings import mask
from examcore.layout import (
    CODE,
    DATE,
    KEY,
    NUMBER,
    NUMBER_OR_BLANK,
    TEXT,
    RecordLayout,
    column,
    constant,
    wire,
)

__all__ = [
    "CentreHeaderRecord",
    "CentreTrailerRecord",
    "Differences",
    "FileHeaderRecord",
    "FileTrailerRecord",
    "basedata_layouts",
    "control_layouts",
]

SOURCE = "JCQ formats, version 14; edi-formats section 2"
BASEDATA = "JCQ formats, version 14; edi-formats section 4"

_WHERE = "centre number, or series, year and language in files that a body broadcasts"
_BODY = "JCQ identifier of the awarding body"


@wire()
class FileHeaderRecord:
    """Type 1: which file this is, and in which version of the formats."""

    data_type: str = column(1, 1, CODE, "letter of the file type")
    record_type: str = column(2, 1, constant("1"), default="1")
    centre_number: str = column(3, 5, CODE, _WHERE)
    jcq_id: str = column(8, 2, KEY, _BODY)
    series: str = column(10, 2, CODE, "month character and the body's series letter")
    year: str = column(12, 2, CODE, "last two digits")
    distribution: str = column(14, 1, CODE, "B broadcast, S single centre, M several centres", known="BSM")
    software_package: str = column(15, 7, TEXT, "of the sender", shown=mask, default="")
    software_version: str = column(22, 3, TEXT, "of the sender", shown=mask, default="")
    formats_version: int | None = column(25, 2, NUMBER_OR_BLANK, "of the JCQ formats")


@wire()
class CentreHeaderRecord:
    """Type 3: whose block begins here, and which issue it is."""

    data_type: str = column(1, 1, CODE, "as in record 1")
    record_type: str = column(2, 1, constant("3"), default="3")
    centre_number: str = column(3, 5, CODE, _WHERE)
    jcq_id: str = column(8, 2, KEY, _BODY)
    series: str = column(10, 2, CODE, "as in record 1")
    year: str = column(12, 2, CODE, "as in record 1")
    sequence: int = column(14, 3, NUMBER, "the last two digits repeat in the file name's extension")
    postcode: str = column(17, 8, TEXT, "of the centre; blank in basedata", shown=mask, default="")


@wire()
class CentreTrailerRecord:
    """Type 7: how many records the block has, its own header and trailer included."""

    data_type: str = column(1, 1, CODE, "as in record 1")
    record_type: str = column(2, 1, constant("7"), default="7")
    centre_number: str = column(3, 5, CODE, _WHERE)
    records: int = column(8, 7, NUMBER, "detail records + 2")
    produced: date | None = column(15, 6, DATE, "the day the file was produced")


@wire()
class FileTrailerRecord:
    """Type 9: how many records the file has in all."""

    data_type: str = column(1, 1, CODE, "as in record 1")
    record_type: str = column(2, 1, constant("9"), default="9")
    centre_number: str = column(3, 5, CODE, _WHERE)
    records: int = column(8, 7, NUMBER, "all records of the file")
    centres: int = column(15, 7, NUMBER, "blocks; 0 from some bodies")


def control_layouts(
    letter: str, version: int, padded: int, evidence: Evidence = Evidence.SEEN
) -> tuple[RecordLayout[Any], ...]:
    """The four control layouts of a file type, filled with spaces to its record length."""
    return tuple(
        RecordLayout.of(
            wire_class,
            name=f"{letter}{mark}/{version}",
            source=SOURCE,
            padded=padded,
            evidence=evidence,
            key=f"{letter}{mark}",
        )
        for mark, wire_class in (
            ("1", FileHeaderRecord),
            ("3", CentreHeaderRecord),
            ("7", CentreTrailerRecord),
            ("9", FileTrailerRecord),
        )
    )


Differences = Mapping[int, tuple[Mapping[str, tuple[int, int] | None], Evidence, str]]
"""Version to the columns that lie elsewhere in it (None: it lacks the field), evidence, and source."""


def basedata_layouts(
    wire_class: type[Any], letter: str, version: int, differences: Differences | None = None
) -> tuple[RecordLayout[Any], ...]:
    """The control and detail layouts of a basedata file in a version of the formats.

    Where nothing is known of an earlier version, it is as version 14, and DERIVED.
    """
    detail: RecordLayout[Any] = RecordLayout.of(wire_class, name=f"{letter}5/14", source=BASEDATA)
    if version != 14:
        known = (differences or {}).get(version, ({}, Evidence.DERIVED, BASEDATA))
        columns, evidence, source = known
        detail = detail.overlay(
            name=f"{letter}5/{version}", columns=columns, evidence=evidence, source=source
        )
    return (*control_layouts(letter, version, detail.length, detail.evidence), detail)
