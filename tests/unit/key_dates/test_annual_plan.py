"""The script ``examples/annual_plan.py``: what people wrote into its table is never lost."""

import csv
import importlib.util
import io
from datetime import date
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "examples" / "annual_plan.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("annual_plan", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def kept(script, tmp_path, capsys):
    """The folder of a first run; functions to read, to write, and to run again."""

    class Kept:
        path = tmp_path / "plan.csv"

        def run(self):
            script.main(["2026-09-07", "--out", str(tmp_path)])
            return capsys.readouterr().out

        def rows(self):
            return list(csv.DictReader(io.StringIO(self.path.read_text("utf-8-sig"), newline="")))

        def write(self, rows):
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
            self.path.write_text(text.getvalue(), "utf-8-sig")
            return self.path.read_bytes()

    kept = Kept()
    kept.run()
    return kept


def test_states_and_owners_are_taken_back_whatever_blanks_stand_around(kept):
    rows = kept.rows()
    rows[3] |= {"state": "  Done ", "owner": "Ann"}
    kept.write(rows)
    kept.run()
    (row,) = (r for r in kept.rows() if r["uid"] == rows[3]["uid"])
    assert (row["state"], row["owner"]) == ("done", "Ann")


def test_a_state_that_is_none_names_task_and_line_and_nothing_is_written(kept):
    rows = kept.rows()
    rows[3]["state"] = "finished"
    before = kept.write(rows)
    with pytest.raises(SystemExit) as caught:
        kept.run()
    for part in ("line 5", rows[3]["what"], "'finished'"):
        assert part in str(caught.value)
    assert kept.path.read_bytes() == before


def test_rows_of_people_and_tasks_that_are_gone_stay_at_the_end_and_are_told(kept):
    rows = kept.rows()
    mine = dict.fromkeys(rows[0], "") | {"day": "2027-01-12", "what": "fire drill", "state": "whenever"}
    gone = rows[0] | {"uid": "gone@examcore", "state": "done", "what": "an old task"}
    kept.write([*rows, mine, gone])
    for _ in range(2):
        out = kept.run()
        assert "fire drill" in out
        assert "an old task" in out
        assert kept.rows()[-2:] == [mine, gone]
        assert len(kept.rows()) == len(rows) + 2


def test_columns_of_people_stay(kept):
    rows = [row | {"remark": f"see {n}"} for n, row in enumerate(kept.rows())]
    kept.write(rows)
    kept.run()
    assert {r["uid"]: r["remark"] for r in kept.rows()} == {r["uid"]: r["remark"] for r in rows}


@pytest.mark.parametrize("damage", ["twice", "no-uid", "latin"])
def test_a_table_that_cannot_be_taken_back_is_left_as_it_is(kept, damage):
    rows = kept.rows()
    if damage == "twice":
        before = kept.write([*rows, rows[2]])
    elif damage == "no-uid":
        before = kept.write([{k: v for k, v in row.items() if k != "uid"} for row in rows])
    else:
        kept.write([rows[0] | {"owner": "André"}, *rows[1:]])
        before = kept.path.read_text("utf-8-sig").encode("latin-1")
        kept.path.write_bytes(before)
    with pytest.raises(SystemExit) as caught:
        kept.run()
    assert {"twice": rows[2]["what"], "no-uid": "uid", "latin": "UTF-8"}[damage] in str(caught.value)
    assert kept.path.read_bytes() == before


def test_formulas_are_quoted_and_come_back(kept):
    rows = kept.rows()
    rows[0]["owner"] = "=cmd|' /C calc'!A0"
    kept.write(rows)
    for _ in range(2):
        kept.run()
        (row,) = (r for r in kept.rows() if r["uid"] == rows[0]["uid"])
        assert row["owner"] == "'=cmd|' /C calc'!A0"


def test_the_day_does_not_matter_for_what_is_kept(script, tmp_path, capsys):
    script.main(["2026-09-07", "--out", str(tmp_path)])
    script.main(["2027-08-31", "--out", str(tmp_path)])
    assert date(2027, 8, 31).isoformat() not in capsys.readouterr().err
    assert (tmp_path / "plan.csv").exists()
