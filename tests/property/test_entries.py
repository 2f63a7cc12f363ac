"""Tables of any content: nothing lost, nothing raised, the same faults in whatever order the rows stand."""

import csv
import io
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

import builders
import examcore as ex
from examcore.entries import COLUMNS
from examcore.formats.cell import cell_damage
from examcore.ids import uci

NAMES = [column.name for column in COLUMNS]
ALPHABET = st.characters(codec="utf-8", exclude_characters="\r\n\0\x1a\ufffd")
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "aqa",
            "70",
            "1",
            "6G27",
            "2027-06",
            "6E+17",
            "5.12E+09",
            "=A1",
            "#REF!",
            "8300H",
            "7",
            "03/14/2009",
        ]
    ),
    st.text(ALPHABET, max_size=8),
)

OPTIONS = [builders.option(code, accreditation="60146084") for code in ("AA1", "AA2", "AB1", "AB2")]
CATALOGUE = ex.Catalogue.of(
    [
        builders.read_file(letter, *lines, jcq_id="70", series=series)
        for series in ("6G27", "BG27")
        for letter, lines in (
            ("O", [*OPTIONS, builders.option("CC1")]),
            ("D", [builders.pair("AA1*", "AB2")]),
        )
    ]
)


def table(rows, names=NAMES):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()


def entries_of(rows, names=NAMES):
    return ex.Entries.of(builders.read(table(rows, names), "entries.csv"))


@given(st.lists(st.lists(CELLS, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=8))
def test_every_row_becomes_an_entry_or_is_counted(rows):
    entries = entries_of(rows)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(entries) + len(entries.unreadable) == max(len(kept), 1)
    places = [e.origin.line for e in entries] + [row.origin.line for row in entries.unreadable]
    assert len(set(places)) == len(places)
    ex.check(entries, CATALOGUE, registry=builders.builtin())
    # a cell that a spreadsheet damaged is told, wherever it stands, and no other is
    damaged = [name for row in kept for name, cell in zip(NAMES, row, strict=True) if cell_damage(cell)]
    told = [f.field for f in entries.findings if f.code == "entries.damaged-cell"]
    assert Counter(told) == Counter(damaged)


@given(st.lists(st.lists(CELLS, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=6))
def test_cells_of_an_entry_are_those_of_its_row(rows):
    """Only blanks around a cell go, the case of the series, zeros before the candidate number, and dates."""
    by_line = dict(enumerate(rows, 2))
    if any(not any(cell.strip() for cell in row) for row in rows):
        return
    entries = entries_of(rows)
    for entry, out in zip(entries, entries.rows(), strict=True):
        row = dict(zip(NAMES, by_line[entry.origin.line], strict=True))
        for name in NAMES:
            text = row[name].strip()
            if name in {"date_of_birth", "received_on"}:
                continue
            if name == "series":
                text = text.upper()
            elif name == "status":
                text = text or "C"
            elif name == "candidate_number" and text != out[name]:
                assert text.isdigit()
                assert out[name] == text.rjust(4, "0")
                continue
            assert out[name] == text


@st.composite
def people(draw):
    """Rows of few people, numbers, UCIs and options, so that they meet."""
    number = draw(st.integers(1, 3))
    return {
        "centre_number": draw(st.sampled_from(["64999", "64998"])),
        "candidate_number": f"{number:04d}",
        "surname": draw(st.sampled_from(["Sample", "Example", ""])),
        "forenames": draw(st.sampled_from(["Ann", "Bea", ""])),
        "uci": draw(st.sampled_from(["", *(uci.make("64999", n, 26) for n in (1, 2)), "n/a"])),
        "awarding_body": draw(st.sampled_from(["aqa", "70"])),
        "series": draw(st.sampled_from(["6G27", "2027-06", "BG27"])),
        "option_code": draw(st.sampled_from(["AA1", "AA2", "AB1", "AB2", "CC1", "1CC"])),
    }


@given(
    st.lists(people(), min_size=1, max_size=10).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_the_order_of_rows_changes_no_verdict(both):
    """Which row of two is called the second may change; what is wrong, and with whom, may not."""
    verdicts, states = [], []
    for rows in both:
        entries = entries_of([list(row.values()) for row in rows], list(rows[0]))
        report = ex.check(entries, CATALOGUE, registry=builders.builtin())
        verdicts.append(
            {
                (f.code, centre_of(f), str(f.params.get("number", "")))
                for f in report
                if f.code != "entries.uci-shared"
            }
            | {(f.code, "", "") for f in report if f.code == "entries.uci-shared"}
        )
        states.append(Counter(f.code for f in report if f.code in COUNTED))
    assert verdicts[0] == verdicts[1]
    assert states[0] == states[1]


COUNTED = {"entries.same-twice", "entries.unknown-option"}  # of pairs an entry is told with the first alone


def centre_of(finding):
    """The candidate of a finding; of a UCI that two share either may be named."""
    return finding.params.get("candidate", "")
