"""What missing each deadline costs, and what nobody knows of it. The school is invented.

python examples/cost_of_being_late.py [--plot FILE]

The picture needs matplotlib, which is the extra ``notebook``.
"""

import argparse
from datetime import date

import examcore as ex
from examcore import samples
from examcore.scenarios import CostOfDelay, CostOfMissing


def cost_of(missed: CostOfMissing | CostOfDelay) -> str:
    """The difference, and whether it is only the least."""
    known = missed.complete or not isinstance(missed.difference, ex.Money)
    return f"{'' if known else 'at least '}{missed.difference}"


def main(argv: list[str] | None = None) -> None:
    """First with what was published, then with the multiples of other years."""
    arguments = argparse.ArgumentParser(description="What missing each deadline costs.")
    arguments.add_argument("--plot", metavar="FILE", help="also draw the cost over dates")
    args = arguments.parse_args(argv)

    school = samples.make_centre(seed=1, candidates=200)
    for other_years in (False, True):
        print("with multiples of other years, ASSUMED:" if other_years else "with what was published:")
        delay = ex.cost_of_delay(school.entries, school.catalogue, other_years=other_years)
        for part in delay:
            of = part.deadline
            day = f"{of.day} {of.evidence}" if of.day else "day not known"
            print(f"  {day:<19}  {of.what:<25}  {of.lines:>4} entries  {cost_of(part)}")
        first = delay.filter(tier="late")
        print(f"  missing each day on which entries become late: {cost_of(first)}")
    print("what is not known:")
    for reason in dict.fromkeys(why for part in delay for why in part.why):
        print(f"  {reason}")

    if args.plot:
        from examcore import notebook  # noqa: PLC0415  only here matplotlib is needed

        cost = ex.cost_over_dates(school.entries, school.catalogue, on=date(2027, 1, 20), other_years=True)
        notebook.plot_cost_over_dates(cost).figure.savefig(args.plot)
        print(f"drawn: {args.plot}")


if __name__ == "__main__":
    main()
