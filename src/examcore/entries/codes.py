"""Findings about entries."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

NOTHING = FindingCode(
    code="entries.nothing",
    severity=Severity.ERROR,
    template="none of {files} files holds entries; that counts as one unknown",
    cure="give a table with at least the columns awarding_body, series and option_code",
    triggers="a folder of basedata",
    passes="entries.csv",
)
NO_CANDIDATE = FindingCode(
    code="entries.no-candidate",
    severity=Severity.ERROR,
    template="no candidate could be read from this file; it counts as unknown",
    cure="see what else was found in the file, and fetch or export it again",
    triggers="E1234570.X01 with nothing but headers and trailers",
    passes="E1234570.X01 with a candidate",
)
TWO_ENTRY_FILES = FindingCode(
    code="entries.two-entry-files",
    severity=Severity.ERROR,
    template=(
        "this and {first} are both entry files of {series}, and a body takes one; "
        "where both name a candidate the later file is used"
    ),
    cure="leave out the file that was not sent; what comes after the first is an amendment file",
    rule="edi-formats 5.2",
    triggers="E1234570.X01 and E1234570.X02 of one series",
    passes="E1234570.X01 and A1234570.X02",
)
SAME_SEQUENCE = FindingCode(
    code="entries.same-sequence",
    severity=Severity.WARNING,
    template="this and {first}, both of {series}, have one sequence number: which is later is unknown",
    cure="leave out the file that was not sent",
    rule="edi-formats 5.2",
    triggers="two amendment files with sequence 002",
    passes="amendment files with sequences 002 and 003",
)
AMENDMENTS_ONLY = FindingCode(
    code="entries.amendments-only",
    severity=Severity.ERROR,
    template=(
        "an amendment file of {series} without its entry file: who was not amended is missing here,"
        " and counts as unknown"
    ),
    cure="read the entry file of the series, too",
    rule="edi-formats 5.2",
    triggers="A1234570.X02 alone",
    passes="A1234570.X02 beside E1234570.X01",
)
ORDER_CONTRADICTS = FindingCode(
    code="entries.order-contradicts",
    severity=Severity.ERROR,
    template=(
        "candidates of {series} that are as this file has them: {count}; {other} has a lower sequence number"
        " and was produced on a later day, so which holds counts as unknown"
    ),
    cure="find out which file was sent last, and read without the other one; numbers start anew after 999",
    rule="edi-formats 5.2",
    triggers="A1234570.X02 of 12 February and A1234570.X03 of 12 January, both with candidate 0001",
    passes="A1234570.X02 of 12 January and A1234570.X03 of 12 February",
)
REPLACED = FindingCode(
    code="entries.replaced",
    severity=Severity.INFO,
    template="{count} candidates of {series} are as this file has them, not as an earlier one",
    cure="none needed: a row of an amendment file carries all options that a candidate has",
    rule="edi-formats 5.2",
    triggers="A1234570.X02 beside E1234570.X01",
    passes="E1234570.X01 alone",
)
FILE_NOT_READ = FindingCode(
    code="entries.file-not-read",
    severity=Severity.WARNING,
    template="the file was not read{looks}",
    cure="if it holds entries, save them as “CSV UTF-8”, with awarding_body, series and option_code",
    triggers="a photograph in the folder of the table; of a spreadsheet it is an error and counts as unknown",
    passes="a folder of tables",
)
MISSING_COLUMN = FindingCode(
    code="entries.missing-column",
    severity=Severity.ERROR,
    template="there is no column {field}; {consequence}",
    cure=(
        "add the column, or give yours this name; a table has centre_number, candidate_number, surname, "
        "forenames, sex, date_of_birth, uci, upn, uln, awarding_body, series and option_code"
    ),
    triggers="a table without option_code",
    passes="a table with all twelve columns",
)
UNREADABLE = FindingCode(
    code="entries.unreadable-row",
    severity=Severity.ERROR,
    template=(
        "{field} {reason}, so it cannot be told what is entered; the row is not used and counts as unknown"
    ),
    cure="fill in awarding_body, series and option_code",
    triggers="a row with an empty option_code",
    passes="a row with 8300H",
)
BLANK = FindingCode(
    code="entries.blank",
    severity=Severity.ERROR,
    template="{field} is blank",
    cure="fill it in",
    triggers="a row without candidate number",
    passes="a row with candidate number 0001",
)
DAMAGED_CELL = FindingCode(
    code="entries.damaged-cell",
    severity=Severity.ERROR,
    template="{field} holds {what}: a spreadsheet has damaged it; it is not repaired",
    cure="format the column as text, fill in the value again from the source, and export",
    triggers="5.12E+09 in uln",
    passes="9276308686 in uln",
)
LOST_ZERO = FindingCode(
    code="entries.lost-zero",
    severity=Severity.ERROR,
    template="{field} is {value}, and {candidate} exists: a leading zero was lost; it is not repaired",
    cure="format the column as text and fill in the whole code",
    triggers="WJEC option 15501 where 015501 exists, or body 1 for 01",
    passes="WJEC option 015501",
)
PADDED = FindingCode(
    code="entries.padded-number",
    severity=Severity.WARNING,
    template="candidate number {value} was read as {padded}",
    cure="format the column as text, so that leading zeros stay",
    rule="ENT-01",
    triggers="candidate number 7",
    passes="candidate number 0007",
)
BAD_DATE = FindingCode(
    code="entries.bad-date",
    severity=Severity.ERROR,
    template="{field} {reason}; it is not used",
    cure="write the day as 2009-03-14, or day first as 14/03/2009",
    triggers="03/14/2009",
    passes="14/03/2009",
)
UNLIKELY_BIRTH = FindingCode(
    code="entries.unlikely-birth",
    severity=Severity.WARNING,
    template="date_of_birth makes candidate {candidate} {age} at the series",
    cure="compare with the source; spreadsheets write 1900-01-01 for a lost date",
    triggers="2099-01-01, or 1900-01-01",
    passes="2011-03-14",
)
DAY_FIRST = FindingCode(
    code="entries.ambiguous-dates",
    severity=Severity.WARNING,
    template=(
        "{field} has dates with the month first, so {count} others, read with the day first, may be wrong too"
    ),
    cure="write all days of the column as 2009-03-14",
    triggers="a column with 03/14/2009 and 03/04/2009",
    passes="a column with 14/03/2009 and 03/04/2009",
)
BAD_SERIES = FindingCode(
    code="entries.bad-series",
    severity=Severity.ERROR,
    template="series is no series such as 6G17 or 2017-06; the row is not used and counts as unknown",
    cure="write the awarding body's series code, or year and month",
    triggers="Jun-17",
    passes="2017-06",
)
UNKNOWN_VALUE = FindingCode(
    code="entries.unknown-value",
    severity=Severity.WARNING,
    template="{field} is none of {known}; it is kept",
    cure="correct it if it is a slip",
    triggers="status Q",
    passes="status P",
)
UNKNOWN_BODY = FindingCode(
    code="entries.unknown-body",
    severity=Severity.ERROR,
    template="no basedata of awarding body {value} is loaded; there is {known}",
    cure="load the body's basedata, or correct the awarding body: Edexcel is pearson, Eduqas is wjec",
    rule="ENT-15",
    triggers="awarding_body aqua",
    passes="awarding_body aqa",
)
UNKNOWN_SERIES = FindingCode(
    code="entries.unknown-series",
    severity=Severity.ERROR,
    template="no basedata of {body} {value} is loaded; there is {known}",
    cure="load the basedata of the series, or correct the series",
    rule="ENT-15",
    triggers="series 6G18 with basedata of 6G17",
    passes="series 6G17 with basedata of 6G17",
)
UNKNOWN_OPTION = FindingCode(
    code="entries.unknown-option",
    severity=Severity.ERROR,
    template="unknown option {value} in {body} {series}{nearest}",
    cure="correct the option code, or load newer basedata",
    rule="ENT-15",
    triggers="8700X where 8700 exists",
    passes="8700",
)
WRONG_SERIES = FindingCode(
    code="entries.wrong-series",
    severity=Severity.ERROR,
    template="option {value} is not in {body} {series}; it is in {elsewhere}",
    cure="correct the series, or the option code",
    rule="ENT-15",
    triggers="8300H in 6A17 where it is in 6G17",
    passes="8300H in 6G17",
)
AMBIGUOUS_OPTION = FindingCode(
    code="entries.ambiguous-option",
    severity=Severity.ERROR,
    template="option {value} of {body} {series} is in {elsewhere}; the row counts as unknown",
    cure=(
        "write the series code (6G17) for year and month; where that has it twice, the JCQ"
        " identifier of the body"
    ),
    rule="ENT-15",
    triggers="2017-06 where 6A17 and 6B17 both have the code",
    passes="6A17",
)
SAME_TWICE = FindingCode(
    code="entries.same-twice",
    severity=Severity.ERROR,
    template="candidate {candidate} is entered for option {value} twice, first in line {first}",
    cure="remove one of the two rows",
    triggers="two rows with one candidate and one option",
    passes="two rows with two options",
)
DISALLOWED = FindingCode(
    code="entries.disallowed-pair",
    severity=Severity.ERROR,
    template=(
        "candidate {candidate} may not hold {value} together with {other} of line {first}: {body}"
        " disallows {pair}"
    ),
    cure="withdraw one of the two",
    rule="V17",
    triggers="two tiers of one subject that the D file lists",
    passes="one of the two",
)
SAME_QUALIFICATION = FindingCode(
    code="entries.same-qualification",
    severity=Severity.WARNING,
    template=(
        "candidate {candidate} is entered for {value} and, in line {first}, {other}:"
        " both certify qualification {number}"
    ),
    cure="withdraw one of the two unless both are meant",
    rule="ENT-15",
    triggers="8300F and 8300H, both 601/4608/4",
    passes="8300H alone",
)
TOO_MANY = FindingCode(
    code="entries.too-many",
    severity=Severity.ERROR,
    template="candidate {candidate} has more than {most} entries; from here on they were not compared",
    cure="look whether the candidate number was filled down over the rows of other people",
    triggers="61 options for candidate 0001",
    passes="12 options for candidate 0001",
)
NUMBER_SHARED = FindingCode(
    code="entries.number-shared",
    severity=Severity.ERROR,
    template=(
        "candidate number {candidate} is used for two people, or for one spelt in two ways; first"
        " in line {first}"
    ),
    cure="give each candidate a number of their own, and spell each name in one way",
    rule="ENT-01",
    triggers="0001 for two names",
    passes="0001 for one name",
)
UCI_SHARED = FindingCode(
    code="entries.uci-shared",
    severity=Severity.ERROR,
    template="the UCI of candidate {candidate} is also that of candidate {other}, line {first}",
    cure="find out whose it is; a UCI belongs to one person for life",
    rule="ENT-06",
    triggers="one UCI for candidates 0001 and 0002",
    passes="a UCI for each candidate",
)
TWO_UCIS = FindingCode(
    code="entries.two-ucis",
    severity=Severity.WARNING,
    template="candidate {candidate} has another UCI here than in line {first}",
    cure="use the earlier one, and ask an awarding body to merge the two",
    rule="ENT-06",
    triggers="two UCIs in the rows of one candidate",
    passes="one UCI in all rows of a candidate",
)
NO_UCI = FindingCode(
    code="entries.no-uci",
    severity=Severity.WARNING,
    template="candidate {candidate} has no UCI",
    cure="look it up, or make one: examcore id make uci",
    rule="ENT-04",
    triggers="an empty uci",
    passes="123450200001E",
)
IDENTIFIER = FindingCode(
    code="entries.identifier",
    severity=Severity.ERROR,
    template="{field} of candidate {candidate}: {reason}",
    cure="compare with the source: characters are easily swapped or lost",
    rule="V18",
    triggers="the UCI 99999014 (an error), the UCI 999990140001X (a warning: its check letter)",
    passes="the UCI 999990140001B",
)

CODES = (
    NOTHING,
    NO_CANDIDATE,
    TWO_ENTRY_FILES,
    SAME_SEQUENCE,
    AMENDMENTS_ONLY,
    ORDER_CONTRADICTS,
    REPLACED,
    FILE_NOT_READ,
    MISSING_COLUMN,
    UNREADABLE,
    BLANK,
    DAMAGED_CELL,
    LOST_ZERO,
    PADDED,
    BAD_DATE,
    UNLIKELY_BIRTH,
    DAY_FIRST,
    BAD_SERIES,
    UNKNOWN_VALUE,
    UNKNOWN_BODY,
    UNKNOWN_SERIES,
    UNKNOWN_OPTION,
    WRONG_SERIES,
    AMBIGUOUS_OPTION,
    SAME_TWICE,
    DISALLOWED,
    SAME_QUALIFICATION,
    TOO_MANY,
    NUMBER_SHARED,
    UCI_SHARED,
    TWO_UCIS,
    NO_UCI,
    IDENTIFIER,
)
