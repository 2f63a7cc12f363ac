"""`quote`: totals, lines, what is unknown, and the exit status."""

import json
from decimal import Decimal

import pytest

import builders
from examcore.cli import quotes
from examcore.fees.line import GROUPS

HEAD = "centre_number,candidate_number,awarding_body,series,option_code,uln"
ON = ("--on", "2027-01-15")

LINE = {
    "awarding_body": (str, type(None)),
    "jcq_id": (str, type(None)),
    "series": (str, type(None)),
    "option": (str, type(None)),
    "subject": (str, type(None)),
    "candidate": (str, type(None)),
    "kind": str,
    "quantity": int,
    "price": (str, type(None)),
    "surcharge": (str, type(None)),
    "amount": (str, type(None)),
    "state": str,
    "tier": str,
    "evidence": (str, type(None)),
    "source": (str, type(None)),
    "tier_evidence": (str, type(None)),
    "vat": str,
}


@pytest.fixture
def basedata(tmp_path):
    """X100 at 45.00, X200 at nothing, X300 not published, X400 a cash-in, a set without errors."""
    details = {
        "S": [builders.syllabus("X100")],
        "O": [
            builders.option("X100"),
            builders.option("X200", fee=0),
            builders.option("X300", fee=0, flag="N"),
            builders.option("X400", fee=0, flag="N", components="00"),
        ],
        "C": [builders.component("X100/1")],
        "L": [builders.link(code) for code in ("X100", "X200", "X300")],
    }
    folder = tmp_path / "basedata"
    folder.mkdir()
    for letter, lines in details.items():
        data, name = builders.file(letter, *lines, jcq_id="70")
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def table(tmp_path):
    def table(*rows):
        path = tmp_path / "entries.csv"
        path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
        return path

    return table


def row(code, *, number="0001", series="6G27", body="aqa", uln=""):
    return f"12345,{number},{body},{series},{code},{uln}"


def test_json(run_json, basedata, table):
    status, (quote,) = run_json("quote", table(row("X100"), row("X400")), "--basedata", basedata, *ON)
    assert status == 0
    assert list(quote) == [
        "schema",
        "on",
        "currency",
        "total",
        "complete",
        "unknown_lines",
        "open_lines",
        "surcharges",
        "vat",
        "lines",
        "findings",
    ]
    assert (quote["on"], quote["currency"], quote["total"]) == ("2027-01-15", "GBP", "45.00")
    assert (quote["complete"], quote["unknown_lines"]) == (True, 0)
    for line in quote["lines"]:
        assert list(line) == list(LINE)
        for name, kind in LINE.items():
            assert isinstance(line[name], kind), name
    first, second = quote["lines"]
    assert first == {
        "awarding_body": "aqa",
        "jcq_id": "70",
        "series": "6G27",
        "option": "X100",
        "subject": "SAMPLE SUBJECT",
        "candidate": "12345/0001",
        "kind": "entry",
        "quantity": 1,
        "price": "45.00",
        "surcharge": "0.00",
        "amount": "45.00",
        "state": "priced",
        "tier": "on-time",
        "evidence": "SUPPLIED",
        "source": f"{basedata / 'O6G27_70.X01'}:3",
        "tier_evidence": "DERIVED",
        "vat": "unknown",
    }
    assert (second["kind"], second["state"], second["price"], second["evidence"]) == (
        "cash-in",
        "no-fee",
        "0.00",
        "DERIVED",
    )


def test_the_total_is_the_sum_of_what_is_known(run_json, basedata, table):
    path = table(row("X100"), row("X100", number="0002"), row("X200"), row("X300"), row("NONE"), row(""))
    status, (quote,) = run_json("quote", path, "--basedata", basedata, *ON)
    assert status == 1
    assert (quote["total"], quote["complete"], quote["unknown_lines"]) == ("90.00", False, 3)
    assert sum(Decimal(line["amount"]) for line in quote["lines"] if line["amount"]) == Decimal(
        quote["total"]
    )
    assert [line["state"] for line in quote["lines"][:4]] == ["priced", "priced", "zero", "not-published"]
    assert [line["price"] for line in quote["lines"]] == ["45.00", "45.00", "0.00", None, None, None]
    assert {f["code"] for f in quote["findings"]} >= {"fees.not-published", "entries.unknown-option"}


def test_several_days_give_json_lines(run_json, basedata, table):
    days = ["2027-01-15", "2027-02-21", "2027-03-21", "2027-04-22"]
    status, quotes = run_json("quote", table(row("X100")), "--basedata", basedata, "--on", *days)
    assert status == 1
    assert [quote["on"] for quote in quotes] == days
    assert [(q["complete"], q["open_lines"], q["total"]) for q in quotes] == [
        (True, 0, "45.00"),
        (True, 0, "45.00"),
        (False, 1, "45.00"),
        (False, 1, "45.00"),
    ]
    tiers = [quote["lines"][0]["tier"] for quote in quotes]
    assert tiers == ["on-time", "on-time", "late", "very-late"]
    assert [quote["lines"][0]["surcharge"] for quote in quotes] == ["0.00", "0.00", None, None]
    for quote in quotes[2:]:
        (finding,) = [f for f in quote["findings"] if f["code"] == "fees.late-fee-unknown"]
        assert quote["on"] in finding["message"]


def test_several_days_as_text(run, basedata, table):
    days = ["2027-01-15", "2027-03-21"]
    argv = ("quote", table(row("X100")), "--basedata", basedata, "--on", *days)
    status, out, err = run(*argv)
    assert status == 1
    assert [line for line in out.splitlines() if line.startswith("On ")] == [
        "On 2027-01-15: 45.00 GBP for 1 entry",
        "On 2027-03-21: at least 45.00 GBP for 1 entry",
    ]
    assert "  not included: late fees, if any, of 1 entry" in out
    assert "received on 2027-03-21 are late" in err
    assert run(*argv, "--allow-unknown")[0] == 0


def test_multiples_of_other_years_on_request(run, run_json, basedata, table):
    argv = ("quote", table(row("X100")), "--basedata", basedata, "--on", "2027-03-21", "--other-years")
    status, (quote,) = run_json(*argv)
    assert (status, quote["total"], quote["surcharges"], quote["complete"]) == (0, "90.00", "45.00", True)
    assert quote["lines"][0]["tier_evidence"] == "ASSUMED"
    (finding,) = [f for f in quote["findings"] if f["code"] == "fees.assumed"]
    assert "2016/17 is taken for 2026/27" in finding["message"]
    assert "late: 1 entry, with 45.00 of late fees in the total" in run(*argv)[1]


def test_own_prices_win(run_json, basedata, table, tmp_path):
    own = tmp_path / "prices.csv"
    own.write_text(
        "awarding_body,series,option_code,kind,tier,price\n"
        "aqa,2026/27,X100,,,50.00\naqa,2026/27,X100,,late,80.00\n70,,X300,,,12.00\n",
        "utf-8",
    )
    argv = ("quote", table(row("X100"), row("X300")), "--basedata", basedata, "--prices", own)
    status, quotes = run_json(*argv, "--on", "2027-01-15", "2027-03-21")
    assert [quote["total"] for quote in quotes] == ["62.00", "92.00"]
    assert [quote["complete"] for quote in quotes] == [True, False]  # no late price of X300
    assert status == 1
    (one, two) = quotes[0]["lines"]
    assert (one["state"], two["state"]) == ("overridden", "overridden")
    assert one["source"] == f"{own}:2"
    assert quotes[1]["lines"][0]["surcharge"] == "30.00"


def test_a_faulty_price_file_is_told_and_not_used(run, basedata, table, tmp_path):
    own = tmp_path / "prices.csv"
    own.write_text('awarding_body,option_code,price\naqa,X100,"50,00"\n', "utf-8")
    status, out, err = run("quote", table(row("X100")), "--basedata", basedata, *ON, "--prices", own)
    assert status == 1
    assert "On 2027-01-15: 45.00 GBP" in out
    assert "table.decimal-comma" in err
    status, _, err = run("quote", table(row("X100")), "--basedata", basedata, *ON, "--prices", table())
    assert status == 2
    assert "price" in err


def test_payers_are_shown_on_request_only(run, basedata, tmp_path):
    path = tmp_path / "entries.csv"
    path.write_text(
        "centre_number,candidate_number,awarding_body,series,option_code,payer\n"
        "12345,0001,aqa,6G27,X100,Sample Payer\n",
        "utf-8",
    )
    argv = ("quote", path, "--basedata", basedata, *ON, "--by", "payer")
    assert "Sample" not in "".join(map(str, run(*argv)))
    assert "Sample Payer" in run(*argv, "--reveal")[1]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("body", ["aqa"]),
        ("series", ["aqa 6G27"]),
        ("candidate", ["12345/0001", "12345/0002"]),
        ("subject", ["SAMPLE SUBJECT"]),
    ],
)
def test_by(run, run_json, basedata, table, group, names):  # noqa: PLR0917  fixtures
    argv = (table(row("X100"), row("X100", number="0002")), "--basedata", basedata, *ON, "--by", group)
    _, (quote,) = run_json("quote", *argv)
    assert list(quote["by"]) == names
    assert sum(Decimal(part["total"]) for part in quote["by"].values()) == Decimal("90.00")
    _, out, _ = run("quote", *argv)
    assert all(name in out for name in names)


# rows, status without and with --allow-unknown
ALLOWED = {
    "all known": ([row("X100")], 0, 0),
    "unknown option": ([row("X100"), row("NONE")], 1, 0),
    "unknown body": ([row("X100", body="nobody")], 1, 0),
    "unknown series": ([row("X100", series="6G26")], 1, 0),
    "not published": ([row("X300")], 1, 0),
    "no option code": ([row("")], 1, 0),
    "damaged option code": ([row("5.12E+09")], 1, 0),
    "short row": (["12345,0001,aqa"], 1, 0),
    "another error in the row of an unknown option": ([row("NONE", uln="5.12E+09")], 1, 1),
    "an error in another row": ([row("NONE"), row("X100", uln="5.12E+09")], 1, 1),
    "twice": ([row("X100"), row("X100")], 1, 1),
    "not published and twice": ([row("X300"), row("X300")], 1, 1),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_allow_unknown(run, basedata, table, case):
    rows, without, allowed = ALLOWED[case]
    argv = ("quote", table(*rows), "--basedata", basedata, *ON)
    assert run(*argv)[0] == without
    assert run(*argv, "--allow-unknown")[0] == allowed


def test_allow_unknown_does_not_excuse_faults_of_basedata(run, basedata, table):
    path = basedata / "O6G27_70.X01"
    path.write_bytes(path.read_bytes().replace(b"X200  ", b"      ", 1))
    status, _, err = run("quote", table(row("X100")), "--basedata", basedata, *ON, "--allow-unknown")
    assert status == 1
    assert "layout.bad-field" in err


@pytest.mark.parametrize("column", ["awarding_body", "series", "option_code"])
def test_a_table_without_an_essential_column_has_unknown_lines_only(run, basedata, table, column):
    path = table(row("X100"))
    path.write_text(path.read_text("utf-8").replace(column, "nothing_known"), "utf-8")
    argv = ("quote", path, "--basedata", basedata, *ON)
    assert run(*argv)[0] == 1
    status, out, err = run(*argv, "--allow-unknown")
    assert status == 0
    assert "no price is known for any of 1 entry" in out
    assert f"there is no column {column}" in err


@pytest.mark.parametrize("day", ["20270115", "2027-W03-5", "2027-1-15", "2027-02-30", "２０２７-01-15"])
def test_a_day_has_one_form(run, basedata, table, day):
    status, out, err = run("quote", table(row("X100")), "--basedata", basedata, "--on", day)
    assert (status, out) == (2, "")
    assert "is no day such as 2027-02-21" in err


def test_fail_on_warning(run, basedata, table):
    argv = ("quote", table(row("X100", number="7")), "--basedata", basedata, *ON)
    assert run(*argv)[0] == 0
    assert run(*argv, "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize("swapped", [False, True])
def test_the_wrong_files(run, basedata, table, swapped):
    path = table(row("X100"))
    entries, given = (basedata, path) if swapped else (path, path)
    status, _, err = run("quote", entries, "--basedata", given, *ON)
    assert status == 1
    assert ("entries.nothing" in err) is swapped
    assert "catalogue.nothing" in err


def test_several_sources_of_basedata(run_json, basedata, table):
    files = sorted(basedata.iterdir())
    status, (quote,) = run_json("quote", table(row("X100")), "--basedata", *files, *ON)
    assert status == 0
    assert quote["total"] == "45.00"


def test_nothing_personal(run, basedata, tmp_path):
    path = tmp_path / "entries.csv"
    path.write_text(
        "centre_number,candidate_number,surname,forenames,date_of_birth,awarding_body,series,option_code\n"
        "12345,0001,Secret,Ann,03/14/2011,aqa,6G27,Secret\n"
        "12345,0001,Hidden,Bob,2011-03-14,aqa,6G27,X100\n",
        "utf-8",
    )
    for extra in ((), ("--json",), ("--by", "candidate")):
        _, out, err = run("quote", path, "--basedata", basedata, *ON, *extra)
        for secret in ("Secret", "Hidden", "Ann", "Bob", "2011"):
            assert secret not in out + err


def test_escapes_in_a_subject_do_nothing(run, basedata, tmp_path):
    path = tmp_path / "entries.csv"
    head = "centre_number,candidate_number,awarding_body,series,option_code,subject"
    text = f"{head}\n12345,0001,aqa,6G27,X100,\x1b[2J\n"
    path.write_text(text, "utf-8")
    _, out, err = run("quote", path, "--basedata", basedata, *ON, "--by", "subject")
    assert "\\x1b[2J" in out
    assert "\x1b" not in out + err
    _, out, _ = run("quote", path, "--basedata", basedata, *ON, "--json")
    assert json.loads(out)["lines"][0]["subject"] == "\x1b[2J"
    assert "\x1b" not in out


def test_the_parts_that_it_offers_are_those_of_a_quote():
    """The command line names them itself, so that other verbs need not load what a quote is."""
    assert tuple(GROUPS) == quotes._GROUPS
