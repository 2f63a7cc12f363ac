"""Make an invented centre, plant every fault in its table, and see that each is told: data for tests.

python examples/synthetic_centre.py [CANDIDATES]

The same number gives the same people, entries and faults on every computer. Nobody in it is real.
"""

import sys
from datetime import date

import examcore as ex
from examcore import samples


def main(argv: list[str]) -> None:
    """A sound centre first, and then one with each fault."""
    sound = samples.make_centre(seed=7, candidates=int(argv[0]) if argv else 60)
    print(f"{sound.centre.name} {sound.centre.number}: {len(sound.candidates)} candidates")
    print(f"the first of them, masked: {sound.candidates[0]!r}")
    print(f"{len(sound.table().splitlines()) - 1} rows, {ex.check(sound.entries, sound.catalogue).summary}")

    print("faults that can be planted, and what tells them:")
    for name, fault in samples.FAULTS.items():
        faulty = sound.with_fault(name)
        planted = faulty.planted[0]
        told = ex.check(faulty.entries, faulty.catalogue)
        if fault.when == "files":
            told = ex.entry_files(
                faulty.entries, faulty.catalogue, centre=faulty.centre, on=date(2027, 1, 20)
            ).findings
        found = [f for f in told if (f.code, f.line) == (planted.code, planted.line)]
        told_as = f"{found[0].severity} {planted.code}" if found else "NOT TOLD"
        print(f"  row {planted.line:>4}  {name:<28}  {told_as}")


if __name__ == "__main__":
    main(sys.argv[1:])
