"""Findings about JCQ files: headers, counts and names, basedata records, what cannot be written."""

from __future__ import annotations

from examcore.findings import FindingCode, Severity

from .entry_codes import ENTRIES

__all__ = ["BASEDATA", "ENTRIES", "ENVELOPE", "WRITING"]

ORDER = FindingCode(
    code="jcq.record-order",
    severity=Severity.ERROR,
    template="{what}; a file is a header 1, blocks of 3, details 5 and 7, and a trailer 9",
    cure="fetch or export the file again; it was cut or joined",
    rule="V05",
    triggers="a detail record after the centre trailer",
    passes="header, centre header, details, centre trailer, trailer",
)
NO_TRAILER = FindingCode(
    code="jcq.no-trailer",
    severity=Severity.ERROR,
    template="the file ends without its trailer (record 9): it was cut off after {lines} lines",
    cure="fetch or export the file again; what it holds so far can be read, but something is missing",
    rule="V05",
    triggers="a download that broke off",
    passes="a file whose last record is of type 9",
)
FILE_COUNT = FindingCode(
    code="jcq.file-count",
    severity=Severity.ERROR,
    template="the trailer counts {counted} records, the file has {actual}",
    cure="fetch or export the file again; lines are missing or doubled",
    rule="V01",
    triggers="a trailer of 7 over a file of 6 records",
    passes="a trailer of 7 over a file of 7 records",
)
BLOCK_COUNT = FindingCode(
    code="jcq.block-count",
    severity=Severity.ERROR,
    template="the centre trailer counts {counted} records, its block has {actual}",
    cure="fetch or export the file again; lines are missing or doubled",
    rule="V02",
    triggers="a centre trailer of 4 over three details",
    passes="a centre trailer of 5 over three details",
)
COUNTS_DISAGREE = FindingCode(
    code="jcq.counts-disagree",
    severity=Severity.ERROR,
    template="the file trailer counts {counted} records, the centre trailers come to {actual}",
    cure="fetch or export the file again; one of the counts is wrong",
    rule="V03",
    triggers="trailers of 5 and 8",
    passes="trailers of 5 and 7",
)
CENTRE_COUNT = FindingCode(
    code="jcq.centre-count",
    severity=Severity.WARNING,
    template="the trailer counts {counted} centres, the file has {actual}",
    cure="none needed: OCR, AQA and Cambridge International write 0 in basedata",
    rule="V04",
    triggers="a trailer with centres 0000000",
    passes="a trailer with centres 0000001 over one block",
)
HEADER_DIFFERS = FindingCode(
    code="jcq.header-differs",
    severity=Severity.WARNING,
    template="{field} is {value!r} here and {other!r} in {where}",
    cure="check that the file was not renamed or joined; the file header is what is used",
    rule="V06",
    triggers="an options file named as a links file",
    passes="a file whose name and headers agree",
)
HEADER_ZEROS = FindingCode(
    code="jcq.header-zeros",
    severity=Severity.WARNING,
    template="the header has 00000 for series, year and language; they are taken from columns 10 to 13",
    cure="none needed: Cambridge International and some OCR files come so",
    rule="V06",
    triggers="L100000016B17B…",
    passes="L16B17_016B17B…",
)
SEQUENCE_DIFFERS = FindingCode(
    code="jcq.sequence-differs",
    severity=Severity.WARNING,
    template="the file has sequence {sequence:03d}, its name ends in {extension:02d}",
    cure="check that the file was not renamed; Cambridge International's files come so",
    rule="V07",
    triggers="sequence 002 in a file .X01",
    passes="sequence 101 in a file .X01",
)
AFTER_TRAILER = FindingCode(
    code="jcq.after-trailer",
    severity=Severity.WARNING,
    template="the file goes on after its trailer; {count} lines are kept and not used",
    cure="check whether two files were joined into one",
    rule="V05",
    triggers="two files joined",
    passes="a file that ends with its trailer",
)
SERIES_UNKNOWN = FindingCode(
    code="jcq.series-unknown",
    severity=Severity.WARNING,
    template="the header gives the series as {value!r}, which is none",
    cure="ask the awarding body which series it is and have the file sent again",
    rule="edi-formats 2.2",
    triggers="a header with series ??",
    passes="a header with series 6G",
)
BODY_UNKNOWN = FindingCode(
    code="jcq.body-unknown",
    severity=Severity.INFO,
    template="no plugin knows the awarding body with JCQ identifier {value}; it is called {value}",
    cure="install or write a plugin for the body, or go on: everything common works",
    triggers="identifier 99",
    passes="identifier 70",
)
NAME_UNUSUAL = FindingCode(
    code="jcq.file-name",
    severity=Severity.INFO,
    template="the file name is not of the form dcccccbb.Xnn, so it could not be compared with the headers",
    cure="keep the name that the file was sent under",
    triggers="options.txt",
    passes="O6G27_70.X01",
)
VERSION_UNKNOWN = FindingCode(
    code="jcq.version-unknown",
    severity=Severity.WARNING,
    template="the header says formats version {value}; the file was read as version {used}",
    cure="compare a few lines by eye; columns of an unknown version may lie elsewhere",
    rule="edi-formats 3",
    triggers="version 15",
    passes="version 14; 10, which is laid out as 11",
)
REPEATED_KEY = FindingCode(
    code="jcq.repeated-key",
    severity=Severity.ERROR,
    template="{key} stands here a second time with other contents, first in line {first}",
    cure="ask the awarding body which of the two lines holds; the later one is not used",
    rule="V09",
    triggers="option 8300H twice, with two fees",
    passes="option 8300H once",
)
REPEATED_RECORD = FindingCode(
    code="jcq.repeated-record",
    severity=Severity.WARNING,
    template="{key} stands here a second time, the same as in line {first}",
    cure="none needed",
    rule="V09",
    triggers="the same line twice",
    passes="each line once",
)
FEE_WITHOUT_FLAG = FindingCode(
    code="jcq.fee-without-flag",
    severity=Severity.WARNING,
    template="option {option} has a fee of {pence} pence and the flag N; it counts as not published",
    cure="ask the awarding body for the fee",
    rule="V12",
    triggers="flag N and fee 03160",
    passes="flag N and fee 00000",
)
EXAM_TYPE = FindingCode(
    code="jcq.exam-type",
    severity=Severity.WARNING,
    template="option {option} is item {item}, and its {what}",
    cure="none needed for entries; tell the awarding body",
    rule="V13",
    triggers="an item C without certification type",
    passes="an item C with GCSE/FC",
)
TIMETABLE = FindingCode(
    code="jcq.timetable",
    severity=Severity.WARNING,
    template="component {component} has timetabled {timetabled}, and its {what}",
    cure="look the paper up in the awarding body's timetable",
    rule="V14",
    triggers="timetabled N with a date",
    passes="timetabled N with date 000000",
)
NOT_YET_SET = FindingCode(
    code="jcq.timetable-not-set",
    severity=Severity.INFO,
    template="component {component} will be timetabled; its day or session is not yet set",
    cure="load the next issue of the basedata",
    rule="V14",
    triggers="timetabled T with date 000000 and a blank session",
    passes="timetabled T with a day and session A",
)
TEACHER_MARKS = FindingCode(
    code="jcq.teacher-marks",
    severity=Severity.WARNING,
    template="component {component} has teacher marks {marks} and no {what}",
    cure="ask the awarding body before marks are sent",
    rule="V15",
    triggers="teacher marks Y with maximum mark 000",
    passes="teacher marks Y with maximum mark 060",
)
QUALIFICATION_NUMBER = FindingCode(
    code="jcq.qualification-number",
    severity=Severity.WARNING,
    template="option {option}: the last character of the qualification number does not check",
    cure="none needed: a few real numbers do not",
    rule="V18",
    triggers="60146082",
    passes="60146084",
)
SELF_PAIR = FindingCode(
    code="jcq.self-pair",
    severity=Severity.WARNING,
    template="{value} is disallowed with itself; the line is not used",
    cure="tell the awarding body: taken at its word, nobody could enter the option",
    rule="edi-formats 4.5",
    triggers="D5 8300* 8300*",
    passes="D5 8300* 8301*",
)
CANNOT_WRITE = FindingCode(
    code="jcq.cannot-write",
    severity=Severity.ERROR,
    template="{record}: {field} {reason}; the file is not written",
    cure="correct the value where it comes from; nothing is cut so that it fits",
    rule="V08",
    triggers="an option with a title of 37 characters",
    passes="an option with a title of 36 characters",
)

ENVELOPE = (
    ORDER,
    NO_TRAILER,
    FILE_COUNT,
    BLOCK_COUNT,
    COUNTS_DISAGREE,
    CENTRE_COUNT,
    HEADER_DIFFERS,
    HEADER_ZEROS,
    SEQUENCE_DIFFERS,
    AFTER_TRAILER,
    SERIES_UNKNOWN,
    BODY_UNKNOWN,
    NAME_UNUSUAL,
    VERSION_UNKNOWN,
)
"""Of every file with control records."""

BASEDATA = (
    REPEATED_KEY,
    REPEATED_RECORD,
    FEE_WITHOUT_FLAG,
    EXAM_TYPE,
    TIMETABLE,
    NOT_YET_SET,
    TEACHER_MARKS,
    QUALIFICATION_NUMBER,
    SELF_PAIR,
)
"""Of basedata records."""

WRITING = (CANNOT_WRITE,)
"""Of what is to be written."""
