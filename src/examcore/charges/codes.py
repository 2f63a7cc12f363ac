"""What quotes of changes, other charges and bills have to say."""

from __future__ import annotations

from typing import Final

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

_LEFT_OUT: Final = "what is not known is left out of the total"

UNKNOWN_CHANGE = FindingCode(
    code="charges.change-not-known",
    severity=Severity.WARNING,
    template="{series}: what {kind} costs or gives back is not wholly known, as {reason}; lines: {count}",
    cure=f"take it from the awarding body's list of fees, or put the charge into a price file; {_LEFT_OUT}",
    rule="CAL-04",
    triggers="an entry for WJEC that is withdrawn: no rule of its refunds was seen",
    passes="an entry for AQA that is withdrawn by the day up to which fees come back",
)
NO_REFUND = FindingCode(
    code="charges.no-refund",
    severity=Severity.INFO,
    template="{series}: received on {on}, after {until}: {amount} does not come back; entries: {count}",
    cure="show medical evidence where there is some: some bodies then give fees back later, too",
    rule="CAL-04",
    triggers="an entry for AQA in June 2027 withdrawn on 2027-04-22",
    passes="the same on 2027-04-21",
)
AMBIGUOUS_CHANGE = FindingCode(
    code="charges.ambiguous-change",
    severity=Severity.WARNING,
    template=(
        "{series}: candidates with changes of which nobody can tell what replaces what: {count};"
        " they are priced as withdrawals and new entries"
    ),
    cure="give each candidate a number, and price the changes of one candidate in two steps",
    triggers="two options of one syllabus given up, and one new",
    passes="one given up, and one new",
)
TIER_UNCLEAR = FindingCode(
    code="charges.tier-unclear",
    severity=Severity.INFO,
    template="{series}: {before} to {after} may be a change of tier, which their titles do not say; it is"
    " priced as {kind}; candidates: {count}",
    cure="none needed where the body charges both alike",
    triggers="1MA1F to 1MA1H, entitled OPTION F and OPTION H",
    passes="8300F to 8300H, entitled TIER F and TIER H",
)
BEFORE_ENTRY = FindingCode(
    code="charges.change-before-entry",
    severity=Severity.WARNING,
    template="{series}: changes received on {on}, before the entry itself: {count}",
    cure="check the day of the change, and received_on of the entries",
    triggers="an entry received on 2027-03-01 that is withdrawn on 2027-02-01",
    passes="the same withdrawn on 2027-03-02",
)
UNREADABLE_CHANGES = FindingCode(
    code="charges.unreadable-changes",
    severity=Severity.WARNING,
    template="rows unreadable on one side or the other, so that nobody knows what changed: {count}",
    cure="correct the rows; the total leaves them out",
    triggers="a row without option code among the entries as they shall be",
    passes="a row with one",
)
UNUSED_EVIDENCE = FindingCode(
    code="charges.unused-evidence",
    severity=Severity.WARNING,
    template="evidence for candidates who give up no entry: {candidates}",
    cure="write centre and candidate number as in 64999/0001",
    triggers="medical evidence for 64999/0002, who changes nothing",
    passes="medical evidence for a candidate who withdraws",
)
UNKNOWN_CHARGE = FindingCode(
    code="charges.not-known",
    severity=Severity.WARNING,
    template="{series}: what {kind} costs is not known, as {reason}; lines: {count}",
    cure=f"put the price into a price file; {_LEFT_OUT}",
    rule="FEE-08",
    triggers="a review of marking in June 2027, without a price file",
    passes="a review of marking of GCSE 8700 in June 2023, whose price was read",
)
UNKNOWN_BODY = FindingCode(
    code="charges.unknown-body",
    severity=Severity.WARNING,
    template="awarding body {value} is not known{nearest}; lines that are charged by it: {count}",
    cure="write the id of the body, such as pearson, or its JCQ identifier",
    triggers="a review of edexcel",
    passes="a review of pearson",
)
CONTRADICTING = FindingCode(
    code="charges.contradicting-outcomes",
    severity=Severity.WARNING,
    template=(
        "{series}: services for one component and candidate say that the grade changed, and that it did not;"
        " what they cost is not known; lines: {count}"
    ),
    cure="correct the outcomes; a component has one",
    triggers="two reviews of 8700/1 of one candidate, one with grade-changed, one with grade-unchanged",
    passes="the same of 8700/1 and 8700/2",
)
VAT_ON_TOP = FindingCode(
    code="charges.vat-unknown",
    severity=Severity.WARNING,
    template="{series}: VAT comes on top of {kind} and is not known; lines: {count}",
    cure="write the rate into the column vat_rate of a price file",
    triggers="Pearson's replacement certificates of 2023/24, excluding VAT",
    passes="a price file that gives them a rate",
)
NO_OWN_CHARGE = FindingCode(
    code="charges.no-own-charge",
    severity=Severity.INFO,
    template="the price file has no {kind} charge that holds, and none is billed; lines without it: {count}",
    cure="add the charge to the price file, as 0.00 where the centre makes none",
    triggers="a private candidate, and a price file without private-candidate",
    passes="a price file with private-candidate and 0.00",
)
RESIT_NOT_ENTERED = FindingCode(
    code="charges.resit-not-entered",
    severity=Severity.WARNING,
    template="resits that are not among the entries: {count}",
    cure="write candidate and entry code as the quote has them",
    triggers="a resit of 64999/0001 in X100, who is entered for X200 only",
    passes="a resit of an option that the candidate is entered for",
)
UNKNOWN_BILL = FindingCode(
    code="charges.bill-not-known",
    severity=Severity.WARNING,
    template="fees passed on that are not wholly known: {count}; bills concerned: {bills}",
    cure="complete the quote first; the bills leave out what is not known",
    triggers="a private candidate's entry without a published price",
    passes="one with a price",
)
UNREADABLE_BILLS = FindingCode(
    code="charges.unreadable-bills",
    severity=Severity.WARNING,
    template="rows that could not be read, so that nobody knows who is to be billed for them: {count}",
    cure="correct the rows",
    triggers="a row without option code",
    passes="a row with one",
)

CODES = (
    UNKNOWN_CHANGE,
    NO_REFUND,
    AMBIGUOUS_CHANGE,
    TIER_UNCLEAR,
    BEFORE_ENTRY,
    UNREADABLE_CHANGES,
    UNUSED_EVIDENCE,
    UNKNOWN_CHARGE,
    UNKNOWN_BODY,
    CONTRADICTING,
    VAT_ON_TOP,
    NO_OWN_CHARGE,
    RESIT_NOT_ENTERED,
    UNKNOWN_BILL,
    UNREADABLE_BILLS,
)
