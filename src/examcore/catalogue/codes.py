"""Findings about basedata that show only when files are put together."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

NOTHING = FindingCode(
    code="catalogue.nothing",
    severity=Severity.ERROR,
    template="none of {files} files is basedata, so the catalogue is empty",
    cure="give the folder or archive that holds the files S, O, C, L (and D)",
    triggers="a folder of photographs",
    passes="a folder with O6G27_70.X01",
)
SUPERSEDED = FindingCode(
    code="catalogue.superseded",
    severity=Severity.INFO,
    template="issue {sequence} is superseded by issue {newer} in {other}; it is not used",
    cure="none: the newest issue counts; keep old ones elsewhere if they confuse",
    triggers="O6G27_70.X01 beside O6G27_70.X02",
    passes="O6G27_70.X02 alone",
)
SAME_ISSUE = FindingCode(
    code="catalogue.same-issue",
    severity=Severity.INFO,
    template="the same issue was read from {other}, byte for byte; it is used once",
    cure="none",
    triggers="a file given loose and in its archive",
    passes="each file given once",
)
TWO_CONTENTS = FindingCode(
    code="catalogue.two-contents",
    severity=Severity.ERROR,
    template="issue {sequence} differs from {other}, which has the same sequence; the one read first is used",
    cure="find out which of the two the awarding body sent, and remove the other",
    triggers="two files O6G27_70.X02 of different contents",
    passes="two copies of one file",
)
ISSUE_UNKNOWN = FindingCode(
    code="catalogue.issue-unknown",
    severity=Severity.ERROR,
    template="nothing says whether this file is newer than {other}; where the two differ there is no price",
    cure="fetch the file again, and keep the name that it was sent under; or remove the older one",
    triggers="options.txt without its record 3 beside O6G27_70.X01",
    passes="O6G27_70.X02 without its record 3 beside O6G27_70.X01",
)
FILE_NOT_READ = FindingCode(
    code="catalogue.file-not-read",
    severity=Severity.WARNING,
    template="the file could not be read; if it is a newer issue, what is used in its place is out of date",
    cure="fetch the file again; or remove it, if it is no basedata",
    triggers="an empty O6G27_70.X02 beside O6G27_70.X01",
    passes="two issues that can be read",
)
DOUBTFUL_FILE = FindingCode(
    code="catalogue.doubtful-file",
    severity=Severity.WARNING,
    template="prices of {series} may be wrong: the file may not be what it says, or lack something: {reason}",
    cure="fetch the file again, and keep the name that it was sent under",
    rule="V06",
    triggers="a file O6G27_70.X01 whose header says series 6A",
    passes="a file whose name and headers agree",
)
OLDER_LANGUAGE = FindingCode(
    code="catalogue.older-language",
    severity=Severity.WARNING,
    template=(
        "option {option} is in this file only; {other}, issue {newer} in the other language, is newer and"
        " lacks it, so it is not used"
    ),
    cure="load the newest set of both languages",
    triggers="an option of the Welsh set 1 that the English set 2 lacks",
    passes="an option of the Welsh set 2 that the English set 2 lacks",
)
MIXED_ISSUES = FindingCode(
    code="catalogue.mixed-issues",
    severity=Severity.INFO,
    template="the files of {series} are of different issues: {issues}",
    cure="check that the newest archive was unpacked as a whole",
    triggers="O of issue 2 with L of issue 1",
    passes="S, O, C and L of issue 2",
)
NO_FILE = FindingCode(
    code="catalogue.no-file",
    severity=Severity.INFO,
    template="{series} has no {letter} file, so {what} could not be checked",
    cure="load the whole set of the series",
    rule="V10",
    triggers="an O file alone",
    passes="S, O, C and L together",
)
NO_SYLLABUS = FindingCode(
    code="catalogue.no-syllabus",
    severity=Severity.WARNING,
    template="option {option} is of syllabus {syllabus}, which the S file does not have",
    cure="load the newest S file",
    rule="V10",
    triggers="an option of a syllabus that S lacks",
    passes="an option of a syllabus that S has",
)
NO_OPTION = FindingCode(
    code="catalogue.no-option",
    severity=Severity.WARNING,
    template="a link names option {option}, which the O file does not have; it is not used",
    cure="load the newest O file",
    rule="V10",
    triggers="a link of an option that O lacks",
    passes="a link of an option that O has",
)
NO_COMPONENT = FindingCode(
    code="catalogue.no-component",
    severity=Severity.WARNING,
    template="option {option} is linked to component {component}, which the C file lacks; it is not used",
    cure="load the newest C file",
    rule="V10",
    triggers="a link to a component that C lacks",
    passes="a link to a component that C has",
)
COMPONENT_COUNT = FindingCode(
    code="catalogue.component-count",
    severity=Severity.WARNING,
    template="option {option} says that it has {declared} components and is linked to {linked}",
    cure="none needed for WJEC cash-ins, which say 1; else look the option up with the awarding body",
    rule="V11",
    triggers="declared 01, linked to none",
    passes="declared 02, linked to two",
)
PATTERN_IDLE = FindingCode(
    code="catalogue.pattern-matches-nothing",
    severity=Severity.WARNING,
    template="the disallowed pattern {pattern!r} of {series} matches no option",
    cure="none needed: a few Pearson patterns do not",
    rule="edi-formats 4.5",
    triggers="D5 ZZZZ* 8300*",
    passes="D5 8300* 8301*",
)
LANGUAGE_FEE = FindingCode(
    code="catalogue.language-fee",
    severity=Severity.WARNING,
    template="option {option} costs {fee} here and {other} in the set of the other language, which is used",
    cure="ask the awarding body which fee holds",
    triggers="a Welsh set with another fee",
    passes="two sets with the same fees",
)
UNIT_LINK_OPEN = FindingCode(
    code="catalogue.unit-link-open",
    severity=Severity.WARNING,
    template="award {award} and unit {unit} are in {count} of the loaded series; the link is not used",
    cure="load the basedata of the series that the link file belongs to, and of no other",
    rule="edi-formats 4.6",
    triggers="a unit link without the basedata of its series",
    passes="a unit link with the basedata of its series",
)

CODES = (
    NOTHING,
    SUPERSEDED,
    SAME_ISSUE,
    TWO_CONTENTS,
    ISSUE_UNKNOWN,
    FILE_NOT_READ,
    DOUBTFUL_FILE,
    OLDER_LANGUAGE,
    MIXED_ISSUES,
    NO_FILE,
    NO_SYLLABUS,
    NO_OPTION,
    NO_COMPONENT,
    COMPONENT_COUNT,
    PATTERN_IDLE,
    LANGUAGE_FEE,
    UNIT_LINK_OPEN,
)
