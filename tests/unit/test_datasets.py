"""Datasets: what is refused, what is answered; the jcq plugin's code lists against the specification."""

import pickle
import re
from datetime import date
from pathlib import Path

import pytest

from examcore.datasets import Dataset, DatasetRef, NotCovered
from examcore.errors import ExamcoreError, InvalidDeclaration
from examcore.evidence import Evidence, Source

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "examcore_plugins" / "jcq" / "data"
REFERENCE = ROOT / ".." / "shared" / "reference" / "edi-formats.md"

SIDECAR = """
id = "demo.codes.sittings"
title = "sittings"
covers = "June 2027"
as_of = 2026-11-01
key = ["code", "day"]
dates = ["day"]

[columns]
code = "of the paper"
day = "of the sitting; blank where it is open"
evidence = "label"
source = "where it was read"

[sources]
BD = "real basedata"
"FEES" = "public documents"
"""
TABLE = """code,day,evidence,source
A,2027-06-01,SEEN,BD
A,2027-06-02,DERIVED,BD; FEES 1.5
B,,RECALLED,FEES
"""


def parse(table=TABLE, sidecar=SIDECAR):
    return Dataset.parse(table.encode(), sidecar.encode())


def test_a_dataset_says_what_it_is():
    dataset = parse()
    assert (dataset.id, dataset.title, dataset.covers) == ("demo.codes.sittings", "sittings", "June 2027")
    assert dataset.as_of == date(2026, 11, 1)
    assert list(dataset.columns) == ["code", "day", "evidence", "source"]
    assert dataset.key == ("code", "day")
    assert repr(dataset) == "<Dataset demo.codes.sittings: 3 rows as of 2026-11-01>"


def test_rows_are_found_by_key_and_a_missing_one_is_not_covered():
    dataset = parse()
    assert dataset.get("A", "2027-06-02") is dataset.rows[1]
    assert dataset.find("B", "") is dataset.rows[2]
    assert dataset.find("B", "2027-06-01") is None
    with pytest.raises(
        NotCovered, match=r"demo\.codes\.sittings has no row for B, 2027-06-01; it covers June 2027"
    ) as caught:
        dataset.get("B", "2027-06-01")
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, ExamcoreError)


@pytest.mark.parametrize("key", [(), ("A",), ("A", "2027-06-01", "SEEN")])
def test_a_key_of_the_wrong_length_is_the_callers_fault_not_a_gap(key):
    with pytest.raises(TypeError, match=r"the key of demo\.codes\.sittings is code, day"):
        parse().find(*key)


def test_a_row_is_a_mapping_with_its_evidence_sources_and_line():
    row = parse().rows[1]
    assert row == {"code": "A", "day": "2027-06-02", "evidence": "DERIVED", "source": "BD; FEES 1.5"}
    assert row.evidence is Evidence.DERIVED
    assert row.sources == (Source("BD"), Source("FEES", "1.5"))
    assert (row.line, len(row)) == (3, 4)
    assert repr(row) == "<Row 3: A, 2027-06-02, DERIVED, BD; FEES 1.5>"


def test_rows_cannot_be_written_to():
    dataset = parse()
    with pytest.raises(TypeError):
        dataset.rows[0]["code"] = "B"
    with pytest.raises(AttributeError):
        dataset.rows[0].line = 9
    with pytest.raises(AttributeError):
        dataset.rows = ()


def test_a_dataset_is_a_value():
    dataset = parse()
    again = pickle.loads(pickle.dumps(dataset))  # noqa: S301
    assert again == dataset
    assert again.get("B", "").line == 4
    assert parse(TABLE.replace("RECALLED", "SEEN")) != dataset
    assert [row["code"] for row in dataset] == ["A", "A", "B"]
    assert len(dataset) == 3


def test_quoted_cells_count_lines_and_keep_their_text():
    table = TABLE.replace("A,2027-06-01,SEEN,BD", 'A,2027-06-01,SEEN,"BD\n"').replace("RECALLED", "MAYBE")
    with pytest.raises(InvalidDeclaration, match="line 5: evidence 'MAYBE'"):
        parse(table)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code,day,evidence", "code,date,evidence", r"line 1: the header is \['code', 'date'"),
        ("code,day,evidence", "day,code,evidence", "line 1: the header"),
        (TABLE, "", r"line 1: the header is \[\]"),
        ("SEEN,BD", "SEEN", "line 2: 3 cells for 4 columns"),
        ("SEEN,BD", "SEEN,BD,x", "line 2: 5 cells for 4 columns"),
        ("B,,RECALLED", "\nB,,RECALLED", "line 4: 0 cells"),
        ("SEEN,BD", ",BD", "line 2: no evidence"),
        ("SEEN,BD", "SEEN, ", "line 2: no source"),
        ("DERIVED", "derived", "line 3: evidence 'derived' is none of SEEN, SUPPLIED"),
        ("DERIVED", "UNKNOWN", "line 3: evidence 'UNKNOWN'"),
        ("BD; FEES 1.5", "BD FEES; X", "line 3: source 'X' is not in the sidecar"),
        ("BD; FEES 1.5", "BD;", "line 3: source '' is not in the sidecar"),
        ("2027-06-02", "02/06/2027", "line 3: day '02/06/2027' is not a date"),
        ("2027-06-02", "20270602", "line 3: day '20270602' is not a date"),
        ("2027-06-02", "2027-W22-2", "line 3: day"),
        ("2027-06-02", "2027-06-31", "line 3: day"),
        ("2027-06-02", "2027-06-0²", "line 3: day"),
        ("2027-06-02", "2027-06-01", r"line 3: the key \('A', '2027-06-01'\) is there twice"),
        ("2027-06-02", "2027-05-31", r"line 3: \('A', '2027-05-31'\) is not sorted"),
        ("B,,RECALLED", "A,,RECALLED", "line 4: .* is not sorted"),
        ("A,2027-06-02", '"A"x,2027-06-02', "line 3: .*expected after"),
        ("RECALLED,FEES", 'RECALLED,"FEES', "line 4: unexpected end of data"),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused_with_its_line(old, new, message):
    assert old in TABLE
    with pytest.raises(InvalidDeclaration, match="dataset demo.codes.sittings, " + message):
        parse(TABLE.replace(old, new))


def test_a_table_that_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(InvalidDeclaration, match="line 3: not UTF-8"):
        Dataset.parse(TABLE.encode().replace(b"DERIVED", b"\xff"), SIDECAR.encode())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "demo.codes.sittings"', "", "dataset without id: the sidecar needs id"),
        ("demo.codes.sittings", "sittings", "dataset sittings: an id is of the form plugin.group.name"),
        ("demo.codes.sittings", "demo.Codes.sittings", "plugin.group.name"),
        ('title = "sittings"', 'title = ""', r"needs title \(str\)"),
        ('covers = "June 2027"', "", r"needs covers \(str\)"),
        ("as_of = 2026-11-01", 'as_of = "2026-11-01"', r"needs as_of \(date\)"),
        ("as_of = 2026-11-01", "as_of = 2026-11-01T09:00:00", r"needs as_of \(date\)"),
        ('key = ["code", "day"]', "key = []", r"needs key \(list\)"),
        ('key = ["code", "day"]', 'key = ["code", "hour"]', "there is no column hour"),
        ('key = ["code", "day"]', "key = [1]", "there is no column 1"),
        ('dates = ["day"]', 'dates = ["days"]', "there is no column days"),
        ('evidence = "label"', "", "there is no column evidence"),
        ('source = "where it was read"', "", "there is no column source"),
        ("dates =", "datums =", "unknown fields datums"),
        ("dates =", "dates", "not TOML"),
    ],
)
def test_a_sidecar_that_breaks_a_rule_is_refused(old, new, message):
    assert old in SIDECAR
    with pytest.raises(InvalidDeclaration, match=message):
        parse(sidecar=SIDECAR.replace(old, new))


def test_a_sidecar_that_is_not_utf8_is_refused():
    with pytest.raises(InvalidDeclaration, match="not TOML in UTF-8"):
        Dataset.parse(TABLE.encode(), b'id = "\xff"')


def test_dates_are_optional():
    assert len(parse(sidecar=SIDECAR.replace('dates = ["day"]', ""))) == 3


def test_nothing_is_loaded_until_it_is_read():
    asked = []

    def load():
        asked.append(1)
        return TABLE.encode(), SIDECAR.encode()

    ref = DatasetRef("demo.codes.sittings", "sittings", load)
    assert not asked
    assert ref.read() == parse()
    assert asked == [1]


def test_a_dataset_under_another_name_is_refused():
    ref = DatasetRef("demo.codes.other", "other", lambda: (TABLE.encode(), SIDECAR.encode()))
    with pytest.raises(InvalidDeclaration, match=r"demo\.codes\.other calls itself demo\.codes\.sittings"):
        ref.read()


# The datasets of the jcq plugin.


def shipped(name):
    return Dataset.parse((DATA / f"{name}.csv").read_bytes(), (DATA / f"{name}.toml").read_bytes())


def test_every_table_of_the_plugin_can_be_read_and_has_its_sidecar():
    tables = {path.stem for path in DATA.glob("*.csv")}
    assert tables == {path.stem for path in DATA.glob("*.toml")}
    datasets = [shipped(name) for name in tables]
    assert all(len(d) > 0 and d.id.startswith("jcq.") for d in datasets)
    assert len({d.id for d in datasets}) == len(tables) >= 6


def test_exam_types_add_up_to_the_rows_that_were_counted():
    rows = shipped("exam_types_jcq").rows
    assert sum(int(row["awards"] or 0) for row in rows) == 3699
    assert sum(int(row["units"] or 0) for row in rows) == 5764


def test_the_month_of_a_series_code_is_its_first_character():
    assert all(
        row["month"] == str("0123456789ABC".index(row["code"][0])) for row in shipped("series_codes_jcq")
    )


def test_where_two_labels_stand_the_row_carries_the_weaker_one():
    for row in shipped("gradesets_jcq"):
        assert row.evidence is Evidence.weakest([row.evidence, Evidence(row["use_evidence"])])


def test_local_authorities_are_three_digits_and_those_only_remembered_say_so():
    rows = shipped("local_authorities_england").rows
    assert all(re.fullmatch("[2-9][0-9]{2}", row["code"]) for row in rows)
    recalled = {row["code"] for row in rows if row.evidence is Evidence.RECALLED}
    assert recalled == {"839", "940", "941", "942", "943"}
    assert not {row["code"] for row in rows} & {f"{n}" for n in range(660, 682)}  # Wales


def test_local_authorities_are_a_superset_of_those_of_another_implementation():
    from stdnum.gb.upn import _la_numbers  # noqa: PLC0415

    assert {f"{n:03d}" for n in _la_numbers} <= {row["code"] for row in shipped("local_authorities_england")}


def table_of(section):
    """The cells of the rows of the table in that section of the specification."""
    if not REFERENCE.exists():
        pytest.skip("the specification is not beside the repository (../shared/reference)")
    text = REFERENCE.read_text("utf-8").split(f"\n### {section} ")[1].split("\n##")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def label(cell):
    return re.match("[A-Z]+", cell).group()


def codes(cell):
    return re.findall("`([^`]+)`", cell)


def labels(dataset, *columns):
    return {tuple(row[c] for c in columns): row["evidence"] for row in dataset}


def test_body_ids_are_those_of_the_specification():
    expected = {(cells[0][:2],): label(cells[2]) for cells in table_of("8.1")}
    assert labels(shipped("body_ids_jcq"), "jcq_id") == expected


def test_series_codes_are_those_of_the_specification():
    expected = {(code,): label(cells[2]) for cells in table_of("8.2") for code in codes(cells[0])}
    assert labels(shipped("series_codes_jcq"), "code") == expected


def test_exam_types_are_those_of_the_specification():
    expected, counts = {}, {}
    for cells in table_of("8.3"):
        qualification = ""
        pairs = []
        for part in cells[0].replace(",", " ").split():
            found = codes(part)
            if len(found) == 2:
                qualification = found[0]
            pairs.append((qualification, found[-1]))
        numbers = [n for n in re.split("[, ]+", cells[1]) if n.isascii() and n.isdecimal()]
        expected |= dict.fromkeys(pairs, label(cells[3]))
        if len(numbers) == len(pairs):
            counts |= dict(zip(pairs, numbers, strict=True))
    rows = shipped("exam_types_jcq")
    awards = {k: v for k, v in labels(rows, "qualification", "level").items() if k in expected}
    assert awards == expected
    assert len(counts) > 30
    assert {k: rows.get(*k)["awards"] for k in counts} == counts


def test_pairs_beyond_the_table_are_units_or_older_values():
    in_table = {q for cells in table_of("8.3") for q in codes(cells[0])}
    others = [r for r in shipped("exam_types_jcq") if not r["awards"] and r["qualification"] not in in_table]
    assert {(r["qualification"], r["evidence"]) for r in others} == {
        ("BTEC", "SEEN"),
        *((q, "RECALLED") for q in ("VCE", "GNVQ", "ELC", "KSQ", "ASET", "ADSK")),
    }


def test_result_types_are_those_of_the_specification_whose_meaning_is_known():
    expected = {(code,): label(cells[3]) for cells in table_of("8.4") for code in codes(cells[0])}
    unknown = {key for key, value in expected.items() if value == "UNKNOWN"}
    assert unknown == {("G",), ("P",), ("X",)}
    rows = shipped("result_types_jcq")
    assert labels(rows, "code") == {key: value for key, value in expected.items() if key not in unknown}
    assert all(code in rows.covers for (code,) in unknown)


def test_gradesets_are_those_of_the_specification():
    expected = {}
    for cells in table_of("8.5"):
        for code in codes(cells[0]):
            named = re.search("PROVISIONAL|RECALLED", cells[2])
            expected[(code,)] = named.group() if named else "DERIVED"
    assert labels(shipped("gradesets_jcq"), "code") == expected
