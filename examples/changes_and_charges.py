"""What a withdrawal, a change, a review and a private candidate cost. School and entry fees are invented.

python examples/changes_and_charges.py

The prices of services in 2022/23 are those that were read; those of 2026/27 stand in a price file, invented.
"""

from collections.abc import Iterator
from datetime import date

import attrs

import examcore as ex
from examcore import samples
from examcore.charges import ChangeQuote
from examcore.evidence import Missing

SENT = date(2027, 2, 10)
DAYS = [date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 3)]
PRICES = b"""\
awarding_body,series,kind,price,vat,vat_rate,note
aqa,2026/27,tier-change,12.50,,,EXAMPLE
pearson,2026/27,review,50.00,,,EXAMPLE
,,private-candidate,75.00,excluded,20,EXAMPLE
,,private-entry,20.00,excluded,20,EXAMPLE
,,resit-entry,5.00,none,,EXAMPLE
"""


def with_code(entries: ex.Entries, candidate: str, old: str, new: str) -> ex.Entries:
    """The entries with another code for one candidate."""
    return ex.Entries(
        tuple(
            attrs.evolve(entry, option=attrs.evolve(entry.option, code=new))
            if (str(entry.candidate), entry.option.code) == (candidate, old)
            else entry
            for entry in entries
        )
    )


def together(amount: ex.Money | Missing, late: ex.Money | Missing) -> str:
    """A fee and the late fee on top of it, with a question mark for what is not known."""
    known = [part for part in (amount, late) if isinstance(part, ex.Money) and part]
    unknown = [part for part in (amount, late) if isinstance(part, Missing)]
    return " + ".join([*map(str, known), *("?" for _ in unknown[:1])]) or "0.00"


def print_lines(quote: ChangeQuote) -> None:
    """Each line with what is paid, what comes back, and what is not known."""
    for line in quote:
        codes = " to ".join(filter(None, (line.before, line.after)))
        paid = together(line.charge, line.late_charge)
        back = together(line.refund, line.late_refund)
        what = f"{line.awarding_body:<8} {codes:<17} paid {paid:>9}  back {back:>6}"
        print(f"  {quote.on}  {what}  {line.lacking}".rstrip())


def print_withdrawal(school: samples.SampleCentre) -> None:
    """One candidate leaves: on several days, and with a medical certificate after the last."""
    after = school.entries.where(lambda entry: entry.candidate.number != "0002")
    for on in DAYS:
        quote = ex.price_changes(school.entries, after, school.catalogue, on=on, charged_on=SENT)
        known = "" if quote.complete else f", and {quote.unknown_lines} entries of which it is not known"
        print(f"  {on}  back {quote.refunds}{known}")
    certificate = {"64999/0002": "medical"}
    quote = ex.price_changes(
        school.entries, after, school.catalogue, on=DAYS[-1], charged_on=SENT, evidence=certificate
    )
    print("with a medical certificate:")
    print_lines(quote)


def reviews(year: int, outcome: str = "") -> Iterator[ex.Charge]:
    """Three papers of one candidate; the outcome of the first one may be known."""
    for paper, told in enumerate((outcome, "", ""), 1):
        yield ex.Charge(
            kind="review",
            awarding_body="pearson",
            series=f"{year}-06",
            code=f"1MA1/{paper}H",
            award="1MA1",
            family="gcse",
            candidate="64999/0001",
            outcome=told,
        )


def main() -> None:
    """Withdraw, change a tier, ask for reviews, and make bills."""
    school = samples.make_centre(seed=1, candidates=60)
    prices = ex.Prices.of(ex.read(PRICES, name="prices.csv"))

    print("candidate 64999/0002 leaves:")
    print_withdrawal(school)

    print("candidate 64999/0001 changes tier, with a price file:")
    for old, new in (("X1SCH", "X1SCF"), ("X3MAH", "X3MAF"), ("000962", "000961")):
        changed = with_code(school.entries, "64999/0001", old, new)
        for on in (date(2027, 2, 15), date(2027, 4, 22)):
            print_lines(
                ex.price_changes(
                    school.entries, changed, school.catalogue, on=on, charged_on=SENT, prices=prices
                )
            )

    print("reviews of marking of three papers:")
    for year, outcome, own in (
        (2023, "", None),
        (2023, "grade-changed", None),
        (2027, "", None),
        (2027, "", prices),
    ):
        quote = ex.price_charges(reviews(year, outcome), on=date(year, 9, 1), prices=own)
        total = quote.total if quote.complete else f"not known, as {quote.lines[0].lacking}"
        how = " with a price file" if own else ""
        print(f"  June {year}{how}, {outcome or 'outcome not known'}: {total}")

    print("what private candidates and resits are billed:")
    priced = ex.quote(school.entries, school.catalogue, on=SENT)
    # everybody who is entered in November sits the examination again
    bills = ex.pass_on(priced, prices, resits=lambda entry: entry.option.series == "BG27")
    for bill in bills:
        what = ", ".join(f"{line.kind} {line.amount}" for line in bill)
        print(f"  {bill.name}: {bill.total} and {bill.vat} VAT ({what})")
    print(f"  in all {bills.total} and {bills.vat} VAT; findings: {bills.findings.summary}")


if __name__ == "__main__":
    main()
