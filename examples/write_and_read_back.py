"""Make the entry files of a centre, write them, read them back, and see what the next call would do.

python examples/write_and_read_back.py [ENTRIES] [BASEDATA] [--out FOLDER]

Without a folder the files go into a temporary one, which is deleted. They hold personal data in clear.
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

import examcore as ex

HERE = Path(__file__).parent / "first_quote"
CENTRE = ex.Centre(number="12345", name="Sample School", postcode="ZZ99 9ZZ")


def main(argv: list[str] | None = None) -> None:
    """Work in the given folder, or in a temporary one."""
    arguments = argparse.ArgumentParser(description="Entry files of a centre, there and back.")
    arguments.add_argument("entries", nargs="?", default=HERE / "entries.csv")
    arguments.add_argument("basedata", nargs="?", default=HERE / "basedata")
    arguments.add_argument("--out", help="folder for the files; nothing is overwritten")
    args = arguments.parse_args(argv)

    catalogue = ex.Catalogue.of(ex.read(args.basedata))
    entries = ex.Entries.of(ex.read(args.entries))
    if args.out:
        there_and_back(entries, catalogue, args.out)
    else:
        with tempfile.TemporaryDirectory() as folder:
            there_and_back(entries, catalogue, folder)


def there_and_back(entries: ex.Entries, catalogue: ex.Catalogue, folder: str) -> None:
    """Plan, look at the names, write, read."""
    files = ex.entry_files(entries, catalogue, centre=CENTRE, on=date(2027, 1, 20))
    for file in files:
        print(
            f"{file.name}: {file.candidates} candidates, {len(file.entries)} entries for {file.issue.series}"
        )
    for refused in files.refused:
        print(f"not made, {refused.series}: {refused.why}")
    for name in files.names:
        if name.respelt or not name.fits:
            how = ", ".join(name.respelt) or "does not fit"
            print(f"  name of {name.candidate_number} for {name.series.body}: {how}")
    if not files:
        print(files.findings)
        return

    paths = ex.write(files, folder)
    print(f"written: {', '.join(Path(path).name for path in paths)}")

    readings = ex.read(paths)
    again = ex.Entries.of(readings)
    print(f"read back: {len(again)} entries, equal to what was sent: {again.entries == files.sent.entries}")
    print(readings[0].records.annotate(3))

    receipt = ex.Receipt.of(readings, centre=CENTRE.number)
    later = ex.entry_files(entries, catalogue, centre=CENTRE, on=date(2027, 2, 3), previous=receipt)
    print(f"the same again: {len(later)} files")
    for finding in later.findings.by_code().get("entries.unchanged", ()):
        print(f"  {finding.message}")

    fewer = entries.where(lambda entry: entry.candidate != entries[0].candidate)
    changed = ex.entry_files(fewer, catalogue, centre=CENTRE, on=date(2027, 2, 3), previous=receipt)
    print(f"without the first candidate: {len(changed)} files")
    for finding in changed.findings.by_code().get("entries.already-sent", ()):
        print(f"  {finding.message}")


if __name__ == "__main__":
    main()
