"""Findings about price files."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

UNKNOWN_TIER = FindingCode(
    code="prices.unknown-tier",
    severity=Severity.ERROR,
    template="tier is none of on-time, late and very-late{nearest}; the row is not used",
    cure="write one of them, or leave it empty for on-time; the tier of a paper is part of its option code",
    triggers="tier higher",
    passes="tier late",
)
TIER_OF_KIND = FindingCode(
    code="prices.tier-of-kind",
    severity=Severity.ERROR,
    template="tier is {tier}, and {kind} has no such price; the row is not used",
    cure="leave tier empty; only entry, cash-in and registration have prices for being late",
    triggers="kind review with tier late",
    passes="kind review with an empty tier",
)
BLANK_PRICE = FindingCode(
    code="prices.blank-price",
    severity=Severity.ERROR,
    template="price is blank; the row is not used",
    cure="fill it in, 0.00 where nothing is paid; delete the row where the price is not known",
    triggers="an empty price",
    passes="0.00",
)
NEGATIVE = FindingCode(
    code="prices.negative",
    severity=Severity.ERROR,
    template="price is negative; the row is not used",
    cure="write what is paid; a refund is no price",
    triggers="-41.50, or (41.50)",
    passes="41.50",
)
UNKNOWN_VAT = FindingCode(
    code="prices.unknown-vat",
    severity=Severity.ERROR,
    template="vat is none of included, excluded and none{nearest}; the row is not used",
    cure="write one of them, or leave it empty where it is not stated; the rate has a column of its own",
    triggers="vat yes",
    passes="vat included",
)
BAD_VAT_RATE = FindingCode(
    code="prices.bad-vat-rate",
    severity=Severity.ERROR,
    template="vat_rate {reason}; the row is not used",
    cure="write the per cent as a number, as 20; leave it empty unless vat is included or excluded",
    triggers="20%, or a rate where vat is none",
    passes="20 where vat is included",
)
ODD_VAT_RATE = FindingCode(
    code="prices.odd-vat-rate",
    severity=Severity.WARNING,
    template="rates of VAT below 1 or above 30: {count}; this one is the first",
    cure="write 20 for 20 %, not 0.2; look whether a decimal comma moved the cells of the row",
    triggers="vat_rate 50, or 0.2",
    passes="vat_rate 20",
)
SMALL_LETTERS = FindingCode(
    code="prices.small-letters",
    severity=Severity.WARNING,
    template="codes with small letters: {count}; this one, the first, was read as {code_read}",
    cure="write codes in capitals, as basedata has them",
    triggers="option_code 4365f",
    passes="option_code 4365F",
)
ENDS_BEFORE = FindingCode(
    code="prices.ends-before-it-begins",
    severity=Severity.ERROR,
    template="valid_until is before valid_from; the row is not used",
    cure="correct one of the two days; both belong to the time in which the price holds",
    triggers="valid_from 2027-02-22 and valid_until 2027-02-21",
    passes="both 2027-02-21",
)
TWO_PRICES = FindingCode(
    code="prices.two-prices",
    severity=Severity.ERROR,
    template="{value} here and {other} in {where}, for the same thing at the same time; neither is used",
    cure="delete the row that is wrong, or say on which days each of them holds",
    triggers="41.50 and 42.00 for one option",
    passes="41.50 until 2027-02-21, and 42.00 from 2027-02-22",
)
SAME_TWICE = FindingCode(
    code="prices.same-twice",
    severity=Severity.WARNING,
    template="the same price stands in {where}; one of them is used",
    cure="delete one of the rows, lest one day only the other be changed",
    triggers="two rows that differ at most in their notes",
    passes="one row",
)
OVERLAP = FindingCode(
    code="prices.overlap",
    severity=Severity.ERROR,
    template="{value} here and {other} in {where} hold for the same thing on some days; neither is used",
    cure="let valid_until of one be the day before valid_from of the other; both days are inclusive",
    triggers="one price until 2027-02-21, another from 2027-02-21",
    passes="one price until 2027-02-21, another from 2027-02-22",
)
LATE_BELOW = FindingCode(
    code="prices.late-below",
    severity=Severity.ERROR,
    template="{value} for {tier} is below {other} for {earlier} in {where}; no price for being late is used",
    cure="write the whole amount that is paid when late, not what is added for it",
    triggers="41.50 on-time and 20.75 late",
    passes="41.50 on-time and 62.25 late",
)
FALLS = FindingCode(
    code="prices.falls",
    severity=Severity.WARNING,
    template="{value} follows {other} in {where}: the price falls",
    cure="none needed if it is so; look whether days or prices were exchanged",
    triggers="45.00 until 2027-02-21, and 41.50 from 2027-02-22",
    passes="41.50 until 2027-02-21, and 45.00 from 2027-02-22",
)
UNKNOWN_BODY = FindingCode(
    code="prices.unknown-body",
    severity=Severity.WARNING,
    template="awarding body {value} is not known{nearest}; its rows ({count}) price nothing",
    cure="correct it if it is a slip, which is an error: Edexcel is pearson, Eduqas is wjec",
    triggers="awarding_body aqua",
    passes="awarding_body aqa",
)
UNUSED = FindingCode(
    code="prices.unused",
    severity=Severity.WARNING,
    template="rows that priced nothing: {count}; {which}",
    cure="compare code, series and kind with basedata; codes are written in capitals",
    triggers="a row for 8300, where all entries are for 8300H or 8300F",
    passes="a row for 8300H, where there is such an entry",
)

CODES = (
    UNKNOWN_TIER,
    TIER_OF_KIND,
    BLANK_PRICE,
    NEGATIVE,
    UNKNOWN_VAT,
    BAD_VAT_RATE,
    ODD_VAT_RATE,
    SMALL_LETTERS,
    ENDS_BEFORE,
    TWO_PRICES,
    SAME_TWICE,
    OVERLAP,
    LATE_BELOW,
    FALLS,
)
"""What reading a price file can tell; `Prices.unknown_bodies` and `Prices.unused` tell the other two."""
