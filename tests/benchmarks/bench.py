"""What examcore costs, as ratios measured in one run: ``python tests/benchmarks/bench.py [--quick]``.

Each pair is run in turns (A B A B …) and the median of the ratios is printed beside its budget, so that a
busy machine slows both. Nothing fails for being slow; only two totals that differ make it stop.
"""

# ruff: noqa: T201  it prints
from __future__ import annotations

import argparse
import ast
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import synthetic

import examcore as ex
from examcore.layout import Document
from examcore.layout.document import parse_lines
from examcore_plugins.jcq.records import layouts_of

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "basedata" / "june-2017"
DAY = date(2027, 1, 15)


def seconds(run: Callable[[], object]) -> float:
    """One run; collection stays on, as it is for users, but leaves alone what the benchmark itself holds."""
    gc.collect()
    gc.freeze()
    begun = time.perf_counter()
    result = run()
    taken = time.perf_counter() - begun
    gc.unfreeze()
    del result  # freed outside the time, on both sides
    return taken


def in_turns(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[float, float, float]:
    """Medians of both, and the median of other divided by one, each pair from one moment."""
    pairs = [(seconds(one), seconds(other)) for _ in range(rounds)]
    ones, others = zip(*pairs, strict=True)
    ratio = statistics.median(b / a for a, b in pairs)
    return statistics.median(ones), statistics.median(others), ratio


def show(what: str, measured: str, budget: str = "", kept: bool | None = None, note: str = "") -> None:
    """One row of the table."""
    verdict = "" if kept is None else "ok" if kept else "OVER"
    print(f"{what:<52} {measured:>10}  {budget:>9}  {verdict:<4}  {note}".rstrip(), flush=True)


# --- import ---------------------------------------------------------------------------------------

_FRESH = """
import sys, time
before = set(sys.modules)
begun = time.perf_counter()
{code}
taken = time.perf_counter() - begun
new = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print([taken, sorted(new - set(sys.stdlib_module_names) - {{"examcore", "examcore_plugins"}})])
"""


def fresh(code: str, cache: str) -> tuple[float, list[str]]:
    """Seconds that the code takes in a new process, and the third-party packages that it loads."""
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    # compiled files of all sides in one place, as an installed package has them
    variables["PYTHONPYCACHEPREFIX"] = cache
    done = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", _FRESH.format(code=code)], capture_output=True, check=True, env=variables
    )
    taken, packages = ast.literal_eval(done.stdout.decode())
    return taken, packages


def imports(rounds: int) -> None:
    """`import examcore` alone, and the first file."""
    with tempfile.TemporaryDirectory() as folder:
        name = "O6G27_70.X01"
        path = Path(folder, name)
        path.write_bytes(synthetic.basedata(options=5)[name])  # it is the start that is measured
        codes = {
            "both": "import attrs, lxml",
            "etree": "import attrs, lxml.etree",
            "examcore": "import examcore",
            "first": f"import examcore; examcore.read({str(path)!r})",
        }
        times: dict[str, list[float]] = {key: [] for key in codes}
        packages: list[str] = []
        for number in range(rounds + 1):
            for key, code in codes.items():
                taken, loaded = fresh(code, folder)
                if number:  # the first round compiles
                    times[key].append(taken)
                if key == "examcore":
                    packages = loaded
    show("import examcore: third-party modules", str(len(packages)), "0", not packages, " ".join(packages))
    for base, what, bound in (
        ("both", "import attrs, lxml", True),
        ("etree", "import attrs, lxml.etree", True),
    ):
        for key, title in (("examcore", "import examcore"), ("first", "first file in a fresh process")):
            ratio = statistics.median(a / b for a, b in zip(times[key], times[base], strict=True))
            budget = ("<= 3", ratio <= 3) if key == "first" and bound else ("", None)
            show(
                f"{title} / {what}", f"{ratio:.2f}", *budget, f"{statistics.median(times[key]) * 1e3:.0f} ms"
            )


# --- layouts --------------------------------------------------------------------------------------


def layouts(count: int, rounds: int) -> None:
    """Typed parsing and writing against bare slicing and joining of the same fields; memory."""
    lines = [line.encode("ascii") + b"\r\n" for line in synthetic.component_lines(count)]
    data = b"".join(lines)
    layout = next(one for one in layouts_of("C", 14) if one.key == "C5")
    cuts = [(f.name, f.start - 1, f.end) for f in layout.fields]
    assert len(cuts) == 12

    def bare_kept() -> object:
        return [{name: text[a:b] for name, a, b in cuts} for text in data.decode("ascii").splitlines()]

    def bare_streamed() -> None:
        for line in lines:
            text = line.decode("ascii")
            _ = {name: text[a:b] for name, a, b in cuts}

    def streamed() -> None:
        for _ in parse_lines(lines, [layout]):
            pass

    def kept() -> Document:
        return Document.parse(data, [layout], "C6G27_70.X01")

    document = kept()
    assert not document.findings
    assert document.to_bytes() == data
    for title, bare, ours in (("kept", bare_kept, kept), ("streamed", bare_streamed, streamed)):
        one, other, ratio = in_turns(bare, ours, rounds)
        note = f"{count / other / 1e3:.0f} against {count / one / 1e3:.0f} thousand records/s"
        show(
            f"typed parse, {title}: throughput / bare slicing",
            f"{1 / ratio:.2f}",
            ">= 0.30",
            1 / ratio >= 0.3,
            note,
        )

    records = document.records
    rows = bare_kept()
    widths = [(f.name, f.length, f.codec.name.startswith(("number", "date"))) for f in layout.fields]

    def bare_written() -> object:
        return [
            "".join([row[n].zfill(w) if number else row[n].ljust(w) for n, w, number in widths]).encode(
                "ascii"
            )
            for row in rows
        ]

    def written() -> object:
        write = layout.format
        return [write(record) for record in records]

    assert written() == bare_written() == [line[:-2] for line in lines]
    one, other, ratio = in_turns(bare_written, written, rounds)
    note = f"{count / other / 1e3:.0f} against {count / one / 1e3:.0f} thousand records/s"
    show("writing: throughput / bare ljust and zfill", f"{1 / ratio:.2f}", ">= 0.35", 1 / ratio >= 0.35, note)

    del document
    sample = lines[: min(count, 20_000)]
    size, _ = traced(lambda: [record for record, _ in parse_lines(sample, [layout])])
    per = size / len(sample)
    show("memory: bytes a typed record (tracemalloc)", f"{per:.0f}", "<= 1000", per <= 1000)
    size, _ = traced(lambda: Document.parse(b"".join(sample), [layout]))
    per = size / len(sample)
    show("memory: bytes a record of a document, lines kept", f"{per:.0f}", "<= 1000", per <= 1000)
    few, many = (traced(partial(_drain, n, layout))[1] for n in (count // 4, count))
    note = f"{few / 1e3:.0f} and {many / 1e3:.0f} kB"
    show(
        f"memory: peak streaming {count:,} / {count // 4:,}",
        f"{many / few:.2f}",
        "~ 1",
        many / few < 1.2,
        note,
    )


def _drain(count: int, layout: object) -> None:
    lines = (line.encode("ascii") for k in range(count // 1000) for line in synthetic.component_lines(1000))
    for _ in parse_lines(lines, [layout]):
        pass


def traced(make: Callable[[], object]) -> tuple[int, int]:
    """Bytes that stay allocated while the result is held, and at most meanwhile."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    result = make()
    gc.collect()
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return after - before, peak - before


# --- basedata -------------------------------------------------------------------------------------


def slice_files(files: Iterable[tuple[str, bytes]]) -> object:
    """The bare loop: the detail records of all files, cut at the same columns."""
    made = {}
    for name, data in files:
        letter = name[0].upper()
        detail = layouts_of(letter, 14)[-1]
        cuts = [(f.name, f.start - 1, f.end) for f in detail.fields]
        made[name] = [
            {field: text[a:b] for field, a, b in cuts}
            for text in data.decode("latin-1").splitlines()
            if text[1:2] == "5"
        ]
    return made


def catalogue_of(files: Iterable[tuple[str, bytes]]) -> ex.Catalogue:
    """Bytes to catalogue."""
    catalogue = ex.Catalogue.of([ex.read(data, name=name)[0] for name, data in files])
    assert len(catalogue)
    return catalogue


def basedata(title: str, files: list[tuple[str, bytes]], rounds: int) -> None:
    """Bytes to catalogue against slicing."""
    records = sum(data.count(b"\n") for _, data in files)
    _, other, ratio = in_turns(partial(slice_files, files), partial(catalogue_of, files), rounds)
    note = f"{len(files)} files, {records:,} lines, {other:.2f} s"
    show(f"{title} to catalogue / bare slicing", f"{ratio:.2f}", "<= 5", ratio <= 5, note)


# --- entries --------------------------------------------------------------------------------------


def priced(table: bytes, catalogue: ex.Catalogue) -> tuple[ex.Entries, ex.Report, ex.Quote]:
    """The main job: read, check, price."""
    entries = ex.Entries.of(ex.read(table, name="entries.csv"))
    return entries, ex.check(entries, catalogue), ex.quote(entries, catalogue, on=DAY)


def by_hand(table: bytes, files: list[tuple[str, bytes]]) -> tuple[int, int, int]:
    """The same with pandas: total in pence, entries without an option, entries made twice."""
    import io  # noqa: PLC0415

    import pandas as pd  # noqa: PLC0415  so that the rest runs where it is not installed

    entries = pd.read_csv(io.BytesIO(table), dtype=str, keep_default_na=False)
    columns = [(2, 8), (78, 79), (79, 84)]
    frames = []
    for name, data in files:
        if name.startswith("O"):
            jcq_id, series = name[6:8], name[1:5]
            lines = b"".join(line for line in data.splitlines(keepends=True) if line[1:2] == b"5")
            frame = pd.read_fwf(
                io.BytesIO(lines),
                colspecs=columns,
                names=["option_code", "flag", "fee"],
                dtype=str,
                header=None,
            )
            frames.append(frame.assign(awarding_body=synthetic.BODIES[jcq_id][0], series=series))
    options = pd.concat(frames)
    options["fee"] = options["fee"].astype(int).where(options["flag"] == "Y", 0)
    merged = entries.merge(options, how="left", on=["awarding_body", "series", "option_code"])
    unknown = merged["fee"].isna()
    key = ["centre_number", "candidate_number", "awarding_body", "series", "option_code"]
    twice = merged[~unknown].duplicated(key)
    return int(merged["fee"].sum()), int(unknown.sum()), int(twice.sum())


def entries(count: int, rounds: int) -> None:
    """Entries read, checked and priced: time, against pandas, and memory."""
    files = list(synthetic.basedata().items())
    catalogue = catalogue_of(files)
    table = synthetic.entries_table(count)
    made, report, quote = priced(table, catalogue)
    assert len(made) == count
    ours = (
        quote.total.pence,
        len(report.by_code()["entries.unknown-option"]),
        len(report.by_code()["entries.same-twice"]),
    )
    found = len(report)
    del made, report, quote
    taken = statistics.median(seconds(partial(priced, table, catalogue)) for _ in range(rounds))
    show(
        "entries read, checked, priced",
        f"{taken:.2f} s",
        note=f"{count / taken / 1e3:.0f} thousand/s, {found} findings",
    )
    try:
        theirs = by_hand(table, files)
    except ImportError:
        show("the same with pandas", "-", note="pandas is not installed")
    else:
        if theirs != ours:
            raise SystemExit(f"totals differ: examcore {ours}, pandas {theirs}")
        whole = partial(lambda: priced(table, catalogue_of(files)))
        one, other, ratio = in_turns(partial(by_hand, table, files), whole, rounds)
        equal = f"equal totals {ours[0] / 100:,.2f}, unknown {ours[1]}, twice {ours[2]}"
        note = f"{other:.2f} s against {one:.2f} s; {equal}"
        show("the same with basedata / pandas", f"{ratio:.2f}", note=note)
    sizes = {}
    for part in (count // 4, count // 2, count):
        small = synthetic.entries_table(part)
        held, peak = traced(partial(priced, small, catalogue))
        sizes[part] = held / part
        show(
            f"memory: bytes an entry kept, of {part:,}", f"{held / part:.0f}", note=f"peak {peak / part:.0f}"
        )
    growth = sizes[count] / sizes[count // 4]
    show("memory: bytes an entry, all / a quarter", f"{growth:.2f}", "~ 1", growth < 1.2)


def linear(count: int, rounds: int) -> None:
    """Twice the input in about twice the time."""
    files = list(synthetic.basedata().items())
    catalogue = catalogue_of(files)
    tables = [synthetic.entries_table(n) for n in (count // 2, count)]
    read = [ex.Entries.of(ex.read(table, name="entries.csv")) for table in tables]
    bad = [synthetic.bad_table(n) for n in (count // 4, count // 2)]
    components = [synthetic.component_file(n) for n in (count // 2, count)]

    def bad_rows(table: bytes) -> str:
        rows = ex.Entries.of(ex.read(table, name="bad.csv"))
        return str(rows.findings + ex.check(rows, catalogue))  # as it is printed

    def component_file(data: bytes) -> object:
        return ex.read(data, name="C6G27_70.X01")

    works: list[tuple[str, list[Callable[[], object]]]] = [
        ("components file", [partial(component_file, data) for data in components]),
        ("entries table", [partial(lambda t: ex.Entries.of(ex.read(t, name="e.csv")), t) for t in tables]),
        ("check", [partial(ex.check, part, catalogue) for part in read]),
        ("quote", [partial(ex.quote, part, catalogue, on=DAY) for part in read]),
        (f"{count // 2:,} bad rows", [partial(bad_rows, table) for table in bad]),
    ]
    for title, (half, whole) in works:
        _, other, ratio = in_turns(half, whole, rounds)
        show(f"twice the input: {title}", f"{ratio:.2f}", "~ 2", ratio < 2.5, f"{other:.2f} s")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="small sizes, few rounds: a rough look")
    quick = options.parse_args().quick
    count, rounds = (4_000, 1) if quick else (200_000, 3)
    print(
        f"examcore benchmark, Python {sys.version.split()[0]}, {count:,} records and entries, {rounds} rounds"
    )
    show("what", "measured", "budget")
    imports(1 if quick else 15)
    layouts(count, 3 if quick else 5)
    basedata("synthetic sets", list(synthetic.basedata().items()), 3 if quick else 15)
    if REAL.is_dir():
        basedata(
            "eight real sets", [(p.name, p.read_bytes()) for p in sorted(REAL.iterdir())], 1 if quick else 9
        )
    else:
        show("eight real sets", "-", note="they are not here")
    entries(count, rounds)
    linear(count, rounds)


if __name__ == "__main__":
    main()
