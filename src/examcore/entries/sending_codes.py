"""Findings about files of entries that are to be sent."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

OTHER_CENTRE = FindingCode(
    code="entries.other-centre",
    severity=Severity.ERROR,
    template="candidate {candidate} belongs to another centre than {centre}, whose files these are",
    cure=(
        "make the files of each centre by themselves, with entries.filter(centre_number=…); "
        "for `examcore write` add the centre to the table that --centre names"
    ),
    triggers="a row of centre 64998 in a table of centre 64999",
    passes="a table whose rows all have the centre number 64999",
)
NO_ROUTE = FindingCode(
    code="entries.no-route",
    severity=Severity.ERROR,
    template="how {body} takes entries under {jcq_id} is not known",
    cure="enter them on the awarding body's own site, or declare a route in its plugin",
    triggers="entries of Pearson BTEC, 15",
    passes="entries of AQA, 70",
)
ROUTE_UNSURE = FindingCode(
    code="entries.route-unsure",
    severity=Severity.INFO,
    template="that {body} takes entry files under {jcq_id} is {evidence} ({source})",
    cure="ask the awarding body before the first file is sent",
    triggers="a file for a body whose route is DERIVED",
    passes="a file for a body whose route was SEEN",
)
NO_NAME_RULE = FindingCode(
    code="entries.no-name-rule",
    severity=Severity.ERROR,
    template="which letters {body} takes in names is not known",
    cure="declare a rule of names in the body's plugin",
    triggers="a plugin's body with a route and without a rule of names",
    passes="AQA",
)
NAME_MISSING = FindingCode(
    code="entries.name-missing",
    severity=Severity.ERROR,
    template="candidate {candidate} has no surname",
    cure="fill in the legal surname; who has one name only has it there, and no forenames",
    rule="ENT-02",
    triggers="a row without surname",
    passes="a row with a surname and without forenames",
)
NAME_RESPELT = FindingCode(
    code="entries.name-respelt",
    severity=Severity.INFO,
    template="the name of candidate {candidate} goes out with {letters}",
    cure="look at the name as it will be sent; give entry_name if it shall be another",
    rule="ENT-02",
    triggers="a surname with É",
    passes="a surname of the letters A to Z",
)
NAME_LETTERS = FindingCode(
    code="entries.name-letters",
    severity=Severity.ERROR,
    template="{body} does not take all characters of the name of candidate {candidate}: {letters}",
    cure="give entry_name, SURNAME:FORENAMES in letters that the body takes",
    rule="ENT-02",
    triggers="a name in Cyrillic letters",
    passes="the same name with entry_name in Latin letters",
)
NAME_TOO_LONG = FindingCode(
    code="entries.name-too-long",
    severity=Severity.ERROR,
    template="the name of candidate {candidate} has {count} characters with its colon, and {longest} fit",
    cure="ask the awarding body how to shorten it, and give that as entry_name",
    rule="ENT-02",
    triggers="a name of forty-five characters",
    passes="the same name with an entry_name of forty",
)
ENTRY_NAME = FindingCode(
    code="entries.entry-name",
    severity=Severity.ERROR,
    template="entry_name of candidate {candidate} has {colons} colons and not one",
    cure="write SURNAME:FORENAMES; the colon stays where there is no forename",
    rule="ENT-03",
    triggers="entry_name SMITH JANE",
    passes="entry_name SMITH:JANE",
)
CANDIDATE_DIFFERS = FindingCode(
    code="entries.candidate-differs",
    severity=Severity.ERROR,
    template="rows of candidate {candidate} differ in {fields} from line {first}, and a file says them once",
    cure="correct the rows: a file says all of these once for each candidate",
    rule="ENT-01",
    triggers="two rows of candidate 0001 with two ULNs",
    passes="two rows of candidate 0001 with one ULN",
)
REGISTRATION = FindingCode(
    code="entries.registration",
    severity=Severity.ERROR,
    template="{value} is a registration, and entry files carry none",
    cure="register the candidate on the awarding body's own site, and leave the row out here",
    triggers="an option of process R",
    passes="an option of process E",
)
NO_POSTCODE = FindingCode(
    code="entries.no-postcode",
    severity=Severity.WARNING,
    template="centre {centre} has no postcode, so the files carry none",
    cure="give the postcode of the centre",
    triggers="a centre without postcode",
    passes="a centre with a postcode",
)
ALREADY_SENT = FindingCode(
    code="entries.already-sent",
    severity=Severity.ERROR,
    template="entries for {series} went out as {name}; an awarding body takes one entry file of a series",
    cure="send what changed as amendments: on the awarding body's site, as amendment files are not made yet",
    rule="edi-formats 5.2",
    triggers="a receipt that has E6499970.X01 of 6G27, and entries for 6G27",
    passes="the same receipt, and entries for 6A27",
)
SEQUENCE_SPENT = FindingCode(
    code="entries.sequence-spent",
    severity=Severity.ERROR,
    template="no sequence number is left for {jcq_id}: {last} is the last",
    cure="ask the awarding body how to go on",
    triggers="a receipt with sequence 999",
    passes="a receipt with sequence 998",
)
SEQUENCE_USED = FindingCode(
    code="entries.sequence-used",
    severity=Severity.ERROR,
    template="sequence {sequence} for {jcq_id} is not above {last}, which the receipt has",
    cure="leave the sequence out, so that it goes on from the receipt, or give a higher one",
    rule="edi-formats 5.2",
    triggers="a receipt with sequence 4, and a wish for 3",
    passes="a receipt with sequence 4, and a wish for 7",
)
SEQUENCE_UNUSED = FindingCode(
    code="entries.sequence-unused",
    severity=Severity.WARNING,
    template="no entry goes to {jcq_id}, so its sequence {sequence} was not used",
    cure="look whether the JCQ identifier is the one that was meant",
    triggers="a wish for 71 among entries of AQA, 70",
    passes="a wish for 70 there",
)
OTHER_RECEIPT = FindingCode(
    code="entries.receipt-of-other-centre",
    severity=Severity.ERROR,
    template="the receipt is of centre {other}, not of {centre}",
    cure="give the latest receipt of this centre",
    triggers="a receipt of centre 64998 for files of 64999",
    passes="a receipt of centre 64999",
)
RECEIPT_DAMAGED = FindingCode(
    code="entries.receipt-damaged",
    severity=Severity.ERROR,
    template="this is no receipt that can be trusted: {reason}",
    cure="take an undamaged copy, or give the next sequence number by hand, as from the last file sent",
    triggers="a receipt that an editor changed",
    passes="a receipt as it was written",
)
BAD_CENTRE = FindingCode(
    code="entries.bad-centre",
    severity=Severity.ERROR,
    template="{field} {reason}; the row is not used",
    cure="correct it: five characters for the number, at most eight for the postcode",
    rule="NCN-01",
    triggers="centre number 6499",
    passes="centre number 64999",
)
UNCHANGED = FindingCode(
    code="entries.unchanged",
    severity=Severity.INFO,
    template="entries for {series} are as they went out in {name}; nothing is to be sent",
    cure="none needed",
    triggers="a receipt that has E6499970.X01 of 6G27, and the same entries for 6G27",
    passes="the same receipt, and another entry for 6G27",
)
NUMBERS_BEGIN = FindingCode(
    code="entries.numbers-begin",
    severity=Severity.INFO,
    template="there is no receipt of earlier files, so sequence numbers begin anew",
    cure="none needed if nothing was ever sent in files; else give the latest receipt, or the next number",
    rule="edi-formats 5.2",
    triggers="files without a receipt of earlier ones",
    passes="files with the receipt of earlier ones, or with numbers that were asked for",
)
DAY_FAR = FindingCode(
    code="entries.day-far",
    severity=Severity.WARNING,
    template="the file is of {on}, which is not in the two years before the end of {series}",
    cure="correct the day if it is a slip",
    triggers="files of 2029-01-20 for June 2027",
    passes="files of 2027-01-20 for June 2027",
)
LEFT_OUT = FindingCode(
    code="entries.left-out",
    severity=Severity.INFO,
    template="as was wished, nothing is made for {series}",
    cure="none needed",
    triggers="only aqa, and entries of OCR, too",
    passes="only aqa, and entries of AQA alone",
)
ONLY_UNUSED = FindingCode(
    code="entries.only-unused",
    severity=Severity.ERROR,
    template="files were wished for {wish}, and no entry goes there",
    cure="write a body, its identifier, or one of them with a series, as aqa, 10:6G27 or ocr:2027-06",
    triggers="only aqua",
    passes="only aqa",
)
NOT_CARRIED = FindingCode(
    code="entries.not-carried",
    severity=Severity.INFO,
    template="entry files have no place for {what}; it stays in your own records",
    cure="none needed",
    triggers="a table with the columns subject and form",
    passes="a table with the twelve columns that every table has",
)
REFUSED = FindingCode(
    code="entries.file-refused",
    severity=Severity.ERROR,
    template="the file for {series} with {entries} is not made: {why}",
    cure="mend the errors that are told beside this one, and make the files anew",
    triggers="an unknown option among entries of AQA 6G27",
    passes="entries of AQA 6G27 without an error",
)
UNREADABLE = FindingCode(
    code="entries.unreadable-holds-back",
    severity=Severity.ERROR,
    template="the files of {body} are not made: {rows} may belong into them",
    cure="mend the rows, or take them out of the table",
    triggers="a row without option code",
    passes="a table whose rows can all be read",
)
WRITER_FAILED = FindingCode(
    code="entries.writer-failed",
    severity=Severity.ERROR,
    template="the format {format} failed with {error}",
    cure="report it to the author of the format; `examcore plugins` names the distribution",
    triggers="a plugin's format whose dump raises",
    passes="jcq.entries.entries",
)

CODES = (
    OTHER_CENTRE,
    NO_ROUTE,
    ROUTE_UNSURE,
    NO_NAME_RULE,
    NAME_MISSING,
    NAME_RESPELT,
    NAME_LETTERS,
    NAME_TOO_LONG,
    ENTRY_NAME,
    CANDIDATE_DIFFERS,
    REGISTRATION,
    NO_POSTCODE,
    ALREADY_SENT,
    SEQUENCE_SPENT,
    SEQUENCE_USED,
    SEQUENCE_UNUSED,
    OTHER_RECEIPT,
    RECEIPT_DAMAGED,
    BAD_CENTRE,
    UNCHANGED,
    NUMBERS_BEGIN,
    DAY_FAR,
    LEFT_OUT,
    ONLY_UNUSED,
    NOT_CARRIED,
    REFUSED,
    UNREADABLE,
    WRITER_FAILED,
)
