"""What a quote has to say: prices that are not known, tiers that are not, and on which days it rests."""

from __future__ import annotations

from ..findings import FindingCode, Severity

NOT_PUBLISHED_FEE = FindingCode(
    code="fees.not-published",
    severity=Severity.WARNING,
    template="{option}: the body publishes no fee ({reason}); entries without a price: {count}",
    cure="take the price from the awarding body's fee list; the total leaves these entries out",
    rule="edi-formats 4.2",
    triggers="an entry for a unit with fee flag N",
    passes="an entry for an option with fee flag Y",
)
UNKNOWN_ENTRY = FindingCode(
    code="fees.unknown-option",
    severity=Severity.WARNING,
    template="{option}: {reason}; entries without a price: {count}",
    cure="correct the option code, or load the basedata of its series; the total leaves these entries out",
    triggers="an entry for 8700X where 8700 exists",
    passes="an entry for 8700",
)
UNREADABLE_ROWS = FindingCode(
    code="fees.unreadable-rows",
    severity=Severity.WARNING,
    template="rows that could not be read, or are missing, and have no price: {count}",
    cure="correct the rows; the total leaves them out",
    triggers="a row without option code",
    passes="a row with one",
)
TIER_NOT_ASSESSED = FindingCode(
    code="fees.tier-not-assessed",
    severity=Severity.WARNING,
    template=(
        "{series}: whether entries are late was not assessed, as {reason}; the price on time stands;"
        " entries: {count}"
    ),
    cure="compare the day with the awarding body's calendar; a dataset of your own can hold its days",
    rule="FEE-01",
    triggers="an entry for WJEC on 2027-03-05: late is what comes after the day for amendments",
    passes="the same on 2027-02-05, by the day for entries",
)
LATE_FEE_UNKNOWN = FindingCode(
    code="fees.late-fee-unknown",
    severity=Severity.WARNING,
    template=(
        "{series}: entries received on {on} are {tier}, and the late fee is not in the total, as {reason};"
        " entries: {count}"
    ),
    cure=(
        "put the prices of that tier into a price file, or take the multiple of another year on request;"
        " the total is the least that is owed"
    ),
    rule="FEE-01",
    triggers="an entry for AQA in June 2027 on 2027-03-01: no multiple of 2026/27 was published",
    passes="the same for June 2017, for which a multiple was published",
)
LATE_OR_VERY_LATE = FindingCode(
    code="fees.late-or-very-late",
    severity=Severity.WARNING,
    template=(
        "{series}: entries received on {on} are late, or even very late, as {reason}; no late fee is in the"
        " total; entries: {count}"
    ),
    cure="enter the day after which entries are very late in a table of your own; then prices of tiers hold",
    rule="FEE-01",
    triggers="an entry for OCR in June 2027 on 2027-03-01: its second day is not known",
    passes="the same on 2027-02-21",
)
LATE = FindingCode(
    code="fees.late",
    severity=Severity.INFO,
    template="{series}: entries received on {on} are {tier}; late fees: {amount}; entries: {count}",
    cure="enter by the day for entries; late fees are not given back everywhere",
    rule="FEE-01",
    triggers="an entry for June 2017 on 2017-03-01",
    passes="the same on 2017-02-01",
)
ASSUMED = FindingCode(
    code="fees.assumed",
    severity=Severity.WARNING,
    template="{series}: {reason}; late fees that rest on it: {count}",
    cure="take the late fee from the awarding body's fee list, in a price file",
    rule="FEE-01",
    triggers="a late entry for June 2027, with multiples of other years asked for",
    passes="the same without asking",
)
DAY_EXPECTED = FindingCode(
    code="fees.day-expected",
    severity=Severity.INFO,
    template="{series}: the tier rests on {day} as the day for {event}, {evidence} and not published",
    cure="compare it with the awarding body's calendar when that is out",
    rule="FEE-01",
    triggers="entries for June 2027, whose days follow from earlier years",
    passes="entries for AQA in June 2024, whose days were published",
)
BEFORE_BASEDATA = FindingCode(
    code="fees.before-basedata",
    severity=Severity.WARNING,
    template="{series}: {on} is before its basedata was produced ({produced}); prices are of that later day",
    cure="check the day: nobody can be entered before there are codes to enter for",
    triggers="entries of June 2017 priced on 2015-01-15",
    passes="the same on 2017-01-15",
)
VAT_UNKNOWN = FindingCode(
    code="fees.vat-unknown",
    severity=Severity.WARNING,
    template="{series}: VAT comes on top of prices and its rate is not known; entries: {count}",
    cure="write the rate into the column vat_rate of the price file",
    triggers="a price with vat excluded and no rate",
    passes="a price with vat included",
)

CODES = (
    NOT_PUBLISHED_FEE,
    UNKNOWN_ENTRY,
    UNREADABLE_ROWS,
    TIER_NOT_ASSESSED,
    LATE_FEE_UNKNOWN,
    LATE_OR_VERY_LATE,
    LATE,
    ASSUMED,
    DAY_EXPECTED,
    BEFORE_BASEDATA,
    VAT_UNKNOWN,
)
