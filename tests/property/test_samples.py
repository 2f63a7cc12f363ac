"""Of whatever invented centre, with whatever faults: nothing personal shows anywhere, and counts add up."""

import contextlib
import io
import json
import re
import tempfile
import traceback
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore import samples
from examcore.cli import main
from examcore.entries import COLUMNS
from examcore.samples import FAULTS

SEEDS = st.integers(-(2**40), 2**40)
DAY = date(2027, 1, 20)
WORD = re.compile(r"\w+")
DECLARED = " ".join(f"{code!r}" for code in builders.builtin().finding_codes().values())
"""What cures and examples say anyway, such as a date."""
PERSONAL = [i for i, column in enumerate(COLUMNS) if column.personal and column.name != "payer"]


def with_all_faults(seed, candidates):
    centre = samples.make_centre(seed, candidates)
    for name in FAULTS:
        with contextlib.suppress(LookupError):  # not every centre has a row for each of them
            centre = centre.with_fault(name)
    return centre


def secrets_of(centre):
    """What names or identifies somebody: as it is, as the table has it, and as files spell it."""
    cells = {row[i] for row in centre._rows for i in PERSONAL}
    for who in centre.candidates:
        born = who.date_of_birth
        cells |= {who.surname, who.forenames, who.uci, who.uln, who.upn, f"{born}", f"{born:%d/%m/%Y}"}
        cells |= {f"{born:%m/%d/%Y}", f"{born:%Y, %m, %d}".replace(", 0", ", ")}
        cells |= set(who.forenames.split()) | {who.surname.upper(), who.forenames.upper()}
    return {cell for cell in cells if cell and cell not in DECLARED}


def seen_in(text, secrets):
    """A short name may be part of a word, so whole words count."""
    words = set(WORD.findall(text))
    near = (secret for secret in secrets if words.issuperset(WORD.findall(secret)))
    return {s for s in near if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", text)}


def printed(*arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(list(arguments))
    return out.getvalue()


def told(findings):
    return "\n".join(f"{f} {f!r} {json.dumps(f.as_json())} {dict(f.params)}" for f in findings)


def raised(report):
    try:
        report.raise_for_errors()
    except ex.ExamcoreError:
        return traceback.format_exc()
    return ""


def everything_shown(centre):
    """Representations, findings, tracebacks, quotes and files to send."""
    entries, registry = centre.entries, builders.builtin()
    report = ex.check(entries, centre.catalogue, registry=registry)
    quote = ex.quote(entries, centre.catalogue, on=DAY)
    plan = ex.entry_files(entries, centre.catalogue, centre=centre.centre, on=DAY, registry=registry)
    yield from (
        repr(centre),
        repr(centre.candidates),
        repr(entries),
        repr(entries.entries),
        repr(centre.planted),
    )
    yield from (told(report), repr(report), raised(report))
    yield from (repr(quote), repr(quote.lines), json.dumps(list(quote.rows()), default=str))
    yield from (told(plan.findings), repr(plan), repr(plan.files), repr(plan.refused), raised(plan.findings))
    for file in plan.files:
        reading = builders.read(file.data, file.name)
        yield repr(reading) + repr(reading.records) + repr(reading.values) + told(reading.findings)


@settings(max_examples=5)
@given(seed=SEEDS)
def test_nothing_personal_shows(seed):
    centre = with_all_faults(seed, 120)
    assert len(centre.planted) > len(FAULTS) - 5
    secrets = secrets_of(centre)
    for text in everything_shown(centre):
        assert not seen_in(text, secrets)


@settings(max_examples=3)
@given(seed=SEEDS)
def test_nothing_personal_is_printed(seed):
    centre = with_all_faults(seed, 100)
    secrets = secrets_of(centre)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "entries.csv")
        table.write_bytes(centre.table())
        basedata = Path(folder, "basedata")
        basedata.mkdir()
        for name, data in samples.make_basedata(registry=builders.builtin()).items():
            (basedata / name).write_bytes(data)
        quote = ("quote", str(table), "--basedata", str(basedata), "--on", "2027-01-20")
        for verb in (
            ("read", str(table)),
            ("read", "--json", str(table)),
            ("lint", str(table)),
            ("lint", "--json", str(table)),
            quote,
            (*quote, "--json"),
        ):
            text = printed(*verb)
            assert text
            assert not seen_in(text, secrets)
        assert centre.candidates[0].uci in printed("read", "--json", "--reveal", str(table))


@settings(max_examples=10)
@given(seed=SEEDS, candidates=st.integers(0, 60))
def test_every_centre_is_sound_and_again_the_same(seed, candidates):
    centre = samples.make_centre(seed, candidates)
    assert centre.table() == samples.make_centre(seed, candidates).table()
    assert len(centre.table().splitlines()) == len(centre._rows) + 1
    if candidates:
        report = ex.check(centre.entries, centre.catalogue, registry=builders.builtin())
        assert list(report) == []


@settings(max_examples=25)
@given(seed=SEEDS, name=st.sampled_from(sorted(FAULTS)), count=st.integers(1, 5))
def test_a_fault_is_planted_as_often_as_was_said(seed, name, count):
    centre = samples.make_centre(seed, 80)
    try:
        faulty = centre.with_fault(name, count)
    except LookupError:
        return
    assert len({planted.line for planted in faulty.planted}) == count
    assert all(2 <= planted.line <= len(faulty._rows) + 1 for planted in faulty.planted)
    assert faulty.candidates == centre.candidates
    if FAULTS[name].when == "check":
        report = ex.check(faulty.entries, centre.catalogue, registry=builders.builtin())
        assert {(p.code, p.line) for p in faulty.planted} <= {(f.code, f.line) for f in report}
