"""Files with control records, written: the grammar ``1 3 5* 7 9``, its counts, what all headers repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from examcore.errors import CannotWrite
from examcore.model import BodyBook, Issue

from .layouts import layouts_for
from .names import file_name
from .records import MODULES, layouts_of, versions_of
from .records.control import CentreHeaderRecord, CentreTrailerRecord, FileHeaderRecord, FileTrailerRecord

__all__ = ["BROADCAST", "SINGLE_CENTRE", "check_issue", "name_of", "wrap"]

VERSION = 14
"""Of the JCQ formats; the only one that is written."""
BROADCAST, SINGLE_CENTRE = "B", "S"
"""Distribution types: basedata, and files of one centre."""
LANGUAGES = ("_", "C", "B")
PACKAGE, PACKAGE_VERSION = "EXAMCOR", "001"
END = b"\r\n"


def wrap(
    letter: str,
    details: Sequence[Any],
    issue: Issue,
    bodies: BodyBook,
    *,
    postcode: str = "",
    distribution: str = SINGLE_CENTRE,
) -> bytes:
    r"""A whole file of version 14 with one block: headers, details in their order, trailers and counts.

    Args:
        letter: of the file.
        details: wire records of its details, such as `EntryRecord`.
        issue: series with JCQ identifier, sequence, day, and the centre number in files of a centre.
        bodies: whose layouts differ from the common ones is asked here.
        postcode: of the centre; blank in basedata.
        distribution: `SINGLE_CENTRE`, or `BROADCAST` in basedata.

    Raises:
        CannotWrite: what does not fit, with the number of the record and its field; nothing is ever cut. A
            provisional layout is not written.

    >>> from datetime import date
    >>> from examcore.model import BodySeries
    >>> from examcore_plugins.jcq.records.link import LinkRecord
    >>> series = BodySeries("99", "99", "6G27")
    >>> issue = Issue(letter="L", series=series, sequence=1, produced=date(2027, 1, 4), file="")
    >>> link = LinkRecord(option_code="X1AA", component_code="X1AA/01")
    >>> data = wrap("L", [link], issue, BodyBook(), distribution=BROADCAST)
    >>> for line in data.splitlines():
    ...     print(line.decode().rstrip())
    L16G27_996G27BEXAMCOR00114
    L36G27_996G27001
    L5X1AA  X1AA/01
    L76G27_0000003040127
    L96G27_00000050000001
    """
    check_issue(letter, issue, distribution)
    layouts = layouts_for(layouts_of(letter, VERSION), issue.series.jcq_id or "", bodies)
    first, third, seventh, ninth, fifth = layouts
    code = issue.series.code
    common = {"data_type": letter, "centre_number": _where(issue)}
    of_series = {"jcq_id": issue.series.jcq_id or "", "series": code[:2], "year": code[2:]}
    header = FileHeaderRecord(
        **common,
        **of_series,
        distribution=distribution,
        software_package=PACKAGE,
        software_version=PACKAGE_VERSION,
        formats_version=VERSION,
    )
    centre = CentreHeaderRecord(**common, **of_series, sequence=issue.sequence or 0, postcode=postcode)
    centre_trailer = CentreTrailerRecord(**common, records=len(details) + 2, produced=issue.produced)
    trailer = FileTrailerRecord(**common, records=len(details) + 4, centres=1)
    lines = [first.format(header), third.format(centre)]
    for number, record in enumerate(details, 1):
        try:
            lines.append(fifth.format(record))
        except CannotWrite as error:
            raise CannotWrite(f"record {number} of {len(details)}: {error}") from None
    lines += [seventh.format(centre_trailer), ninth.format(trailer), b""]
    return END.join(lines)


def name_of(letter: str, issue: Issue) -> str:
    """The name of the file: ``E1234570.X01``, or ``O6G27_70.X01`` where a body broadcasts it.

    Raises:
        CannotWrite: a sequence that ends in 00, or a series or centre number of another shape.
    """
    return file_name(letter, _where(issue), issue.series.jcq_id or "", issue.sequence or 0)


def _where(issue: Issue) -> str:
    return issue.centre or f"{issue.series.code}{issue.series.language}"


def check_issue(letter: str, issue: Issue, distribution: str) -> None:
    """Refuse an issue that layouts would take and no reader would understand, or that has no file name.

    Raises:
        CannotWrite: with the reason.
    """
    if letter not in MODULES or VERSION not in versions_of(letter):
        raise CannotWrite(f"files {letter} are not written: no layout of version {VERSION} is known")
    if issue.letter != letter:
        raise CannotWrite(f"the issue is of letter {issue.letter}, the file of {letter}")
    if issue.series.series is None:
        raise CannotWrite(f"the series is {issue.series.code!r}; a file needs one such as 6G27")
    if issue.series.language not in LANGUAGES:
        raise CannotWrite(f"the language is {issue.series.language!r}; files know {', '.join(LANGUAGES)}")
    if issue.produced is None:
        raise CannotWrite("the issue has no day; say when the file is produced")
    if (distribution == BROADCAST) != (issue.centre == ""):
        where = f"of centre {issue.centre}" if issue.centre else "without a centre"
        raise CannotWrite(f"a file {where} has no distribution {distribution}")
    name_of(letter, issue)
