"""Findings about entry and amendment records."""

from __future__ import annotations

from examcore.findings import FindingCode, Severity

__all__ = ["ENTRIES"]

CANDIDATE_NUMBER = FindingCode(
    code="jcq.candidate-number",
    severity=Severity.ERROR,
    template=(
        "the candidate number is {value!r}, so it cannot be told whose row this is;"
        " it is not used and counts as unknown"
    ),
    cure="give the candidate their number, 0001 to 9999, and have the file made again",
    rule="V16",
    triggers="candidate number 0000",
    passes="candidate number 0001",
)
CANDIDATE_NAME = FindingCode(
    code="jcq.candidate-name",
    severity=Severity.WARNING,
    template="candidate {candidate}: the name {problem}; it should be SURNAME:FORENAMES",
    cure="none needed for reading; names are written with one colon and no space after it",
    rule="V16",
    triggers="SMITH: JANE",
    passes="SMITH:JANE",
)
SECOND_ROW = FindingCode(
    code="jcq.row-without-candidate",
    severity=Severity.WARNING,
    template="the row names no candidate; it is taken to go on with candidate {candidate} of line {first}",
    cure="none needed if that candidate has more than twelve options; else ask whoever made the file",
    rule="edi-formats 5.2",
    triggers="a second row of which columns 3 to 108 are blank",
    passes="a second row that repeats them",
)
NO_UCI = FindingCode(
    code="jcq.uci-missing",
    severity=Severity.WARNING,
    template="candidate {candidate} has no UCI",
    cure="give the candidate a UCI; the awarding body wants all 13 characters",
    rule="ENT-04",
    triggers="a blank UCI",
    passes="a UCI of 13 characters",
)
IDENTIFIER = FindingCode(
    code="jcq.identifier",
    severity=Severity.WARNING,
    template="candidate {candidate}: {kind}: {problem}",
    cure="look the number up; the row was read as it stands",
    rule="V18",
    triggers="a UCI with another check letter",
    passes="a UCI that checks",
)
LONG_NAME = FindingCode(
    code="jcq.long-name",
    severity=Severity.WARNING,
    template=(
        "candidate {candidate}: the name is too long by {by} and pushes the rest of the row to the right;"
        " sex and all that follows were read from column {first} on"
    ),
    cure="shorten the name to 40 characters before the row is sent: the awarding body would misread it",
    rule="edi-formats 9.2",
    triggers="a name of 41 characters in a row of 193",
    passes="a name of 40 characters in a row of 192",
)
OTHER_CENTRE = FindingCode(
    code="jcq.other-centre",
    severity=Severity.ERROR,
    template=(
        "candidate {candidate}: the row is of centre {value}, its block of {other}; it was read as it stands,"
        " and no total is complete with it"
    ),
    cure="find out whose candidate it is; each centre sends a file of its own",
    rule="V06",
    triggers="a row of centre 54321 behind a header of 12345",
    passes="a row of centre 12345 there",
)
SEVERAL_CENTRES = FindingCode(
    code="jcq.several-centres",
    severity=Severity.WARNING,
    template="the file has blocks of {count} centres: {centres}",
    cure="check whether files were joined; each centre sends a file of its own",
    rule="V06",
    triggers="blocks of centres 12345 and 54321 in a file with distribution S",
    passes="the same with distribution M",
)
DISTRIBUTION = FindingCode(
    code="jcq.distribution",
    severity=Severity.WARNING,
    template="the header has distribution {value}; files of a centre have S",
    cure="correct it where the file is made; what it holds was read all the same",
    rule="edi-formats 5.1",
    triggers="an entry file with distribution B",
    passes="an entry file with distribution S",
)
CANDIDATE_DIFFERS = FindingCode(
    code="jcq.candidate-differs",
    severity=Severity.WARNING,
    template="candidate {candidate} differs from line {first} in {fields}",
    cure="give each candidate a number of their own, and repeat all of a candidate's columns in further rows",
    rule="ENT-01",
    triggers="two rows of candidate 0001 with two names (an error), or with two ULNs",
    passes="two rows of candidate 0001 that differ in their options only",
)
UCI_DIFFERS = FindingCode(
    code="jcq.uci-differs",
    severity=Severity.WARNING,
    template="candidate {candidate} has another UCI here than in line {first}",
    cure="use the earlier one, and ask an awarding body to merge the two",
    rule="ENT-06",
    triggers="two rows of candidate 0001 with two UCIs",
    passes="two rows of candidate 0001 with one UCI",
)
OPTION_TWICE = FindingCode(
    code="jcq.option-twice",
    severity=Severity.ERROR,
    template="candidate {candidate} is entered for option {option} twice, first in line {first}",
    cure="remove one of the two",
    triggers="a row with 8300H in two slots",
    passes="a row with 8300H in one slot",
)
NO_OPTION = FindingCode(
    code="jcq.row-without-option",
    severity=Severity.WARNING,
    template="candidate {candidate} has no option in this row",
    cure="leave the row out; to withdraw a candidate, send an amendment file with such a row",
    rule="edi-formats 5.2",
    triggers="a row of an entry file without options",
    passes="such a row of an amendment file, which withdraws the candidate",
)
EMPTY_SLOT = FindingCode(
    code="jcq.empty-slot",
    severity=Severity.INFO,
    template="candidate {candidate}: a slot is empty, and others behind it are filled",
    cure="none for reading; put the options side by side before the row is sent",
    rule="edi-formats 5.1",
    triggers="options in slots 1 and 3",
    passes="options in slots 1 and 2",
)
NAME_RULE = FindingCode(
    code="jcq.name-rule",
    severity=Severity.WARNING,
    template="candidate {candidate}: the name {problem}",
    cure="spell the name with the letters that the awarding body takes, or it drops the others",
    rule="edi-formats 1.4",
    triggers="a name with an underscore; small letters (an info: bodies turn them into capitals)",
    passes="a name of capitals, hyphens and apostrophes",
)
BIRTH_DATE = FindingCode(
    code="jcq.birth-date",
    severity=Severity.WARNING,
    template="candidate {candidate}: the date of birth is a day that its year does not have; it is not used",
    cure="compare with the source",
    rule="edi-formats 1.4",
    triggers="290209 in a series of 2027",
    passes="290208 in a series of 2027",
)

CENTRE_MISSING = FindingCode(
    code="jcq.centre-missing",
    severity=Severity.WARNING,
    template="candidate {candidate}: the row has no centre number; {consequence}",
    cure="have the file made again with the centre number in every row",
    rule="edi-formats 5.1",
    triggers="a row of which columns 4 to 8 are blank",
    passes="a row that repeats the centre of its block",
)
CENTRE_ZEROS = FindingCode(
    code="jcq.centre-zeros",
    severity=Severity.ERROR,
    template="the header has 00000 for the centre number, which an entry file may not lack",
    cure="give the centre number where the file is made, and make it again; rows were taken as they say",
    rule="V06",
    triggers="an entry file with header E100000706G27S",
    passes="an entry file with header E112345706G27S",
)
CENTRE_DIFFERS = FindingCode(
    code="jcq.centre-differs",
    severity=Severity.ERROR,
    template="the block is of centre {value}, the file header of {other}; rows were taken as they say",
    cure="find out whose entries these are, and have the file made again",
    rule="V06",
    triggers="a file header of centre 54321 over a block of 12345",
    passes="a file header of centre 12345 over a block of 12345",
)
SHIFTED_ROW = FindingCode(
    code="jcq.row-shifted",
    severity=Severity.ERROR,
    template=(
        "the row does not have its fields in their columns (see {fields}), as if it had lost or gained some"
        " bytes; it is not used and counts as unknown"
    ),
    cure="compare the row with one before it, and have the file made again",
    rule="edi-formats 5.1",
    triggers="a row in whose slots stand two codes without a space between them",
    passes="a row with a UCI whose check letter is wrong",
)
BEHIND_ROW = FindingCode(
    code="jcq.behind-row",
    severity=Severity.ERROR,
    template=(
        "candidate {candidate}: the row goes on behind its last column by {count}; what stands there"
        " counts as unknown"
    ),
    cure="put no more than twelve options into a row, and repeat columns 1 to 108 in a further one",
    rule="V08",
    triggers="a thirteenth option in one row",
    passes="a row of 192 characters; blanks behind it",
)
MORE_LOST = FindingCode(
    code="jcq.more-unreadable",
    severity=Severity.ERROR,
    template="{count} more lines cannot be read; together they count as one unknown",
    cure="fetch or export the file again; the first lines that cannot be read are told one by one",
    triggers="more than 1,000 lines that cannot be read",
    passes="10 such lines",
)

ENTRIES = (
    CENTRE_MISSING,
    CENTRE_ZEROS,
    CENTRE_DIFFERS,
    SHIFTED_ROW,
    BEHIND_ROW,
    MORE_LOST,
    CANDIDATE_NUMBER,
    CANDIDATE_NAME,
    SECOND_ROW,
    NO_UCI,
    IDENTIFIER,
    LONG_NAME,
    OTHER_CENTRE,
    SEVERAL_CENTRES,
    DISTRIBUTION,
    CANDIDATE_DIFFERS,
    UCI_DIFFERS,
    OPTION_TWICE,
    NO_OPTION,
    EMPTY_SLOT,
    NAME_RULE,
    BIRTH_DATE,
)
"""Of entry and amendment records."""
