"""Every finding code of entries, tables, fees, checks and reports: a case that gives it, and a twin."""
# ruff: noqa: E501  a table reads best with one case in a line

import io
import itertools
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

import builders
import examcore as ex
from examcore.checks import Check, run_checks
from examcore.fees import CODES as FEE_CODES
from examcore.findings import FindingCode, Severity
from examcore.formats import column_codes, table_codes

NAMESPACES = {"entries", "table", "fees", "check", "report"}
ON = date(2027, 1, 20)
HEADER = b"awarding_body,series,option_code,surname,uln,candidate_number\r\n"
ROW = b"aqa,6G27,8700,Sample,,0001\r\n"
E_ROW = builders.entry("X100")
DEMO = {"awarding_body": "99", "option_code": "X100"}
NOTE = FindingCode(
    code="demo.note", severity=Severity.INFO, template="so", cure="none", triggers="all", passes="none"
)


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


NO_SHEETS = zipped("[Content_Types].xml", "xl/x.xml")


def table(given):
    """The findings of reading bytes as a table of entries."""
    kinds = {b"PK": "entries.xlsx", b"\xd0\xcf": "entries.xls"}
    name = kinds.get(given[:2], "entries.csv")
    return ex.Entries.of(ex.read(given, name=name)).findings


def priced(*rows):
    """The findings of a price file; each row is the changes to one that is sound, None for no such column."""
    sound = {"awarding_body": "aqa", "option_code": "X100", "price": "41.50"}
    rows = [sound | row for row in rows]
    names = [name for name in dict.fromkeys(itertools.chain(*rows)) if rows[0].get(name, "") is not None]
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return ex.read("\n".join(map(";".join, lines)).encode(), name="prices.csv").report


def workbook(above=None, second=None, merged=None, stray=None):
    """The table as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([above] if above else []) + [line.decode().strip().split(",") for line in (HEADER, ROW, ROW)]:
        sheet.append(row)
    if second:
        book.create_sheet("Second").append([cell.strip() for cell in second])
        book["Second"].append([1, 2, 3])
    if merged:
        sheet.merge_cells(merged)
    if stray:
        sheet[stray] = "."
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sent(*files):
    """The findings of entry and amendment files: letter, sequence, rows of each."""
    readings = [
        builders.read(
            *builders.entries(*(letter + row[1:] for row in rows), letter=letter, sequence=sequence)
        )
        for letter, sequence, *rows in files
    ]
    return ex.Entries.of(readings).findings


def running(run):
    return run_checks(
        [Check(id="demo.checks.one", title="one", codes=(NOTE,), run=run, needs=("entries",))], {"entries": 1}
    )


CASES = {  # code: the kind of case, what triggers, what passes
    "table.utf-16": ("bytes", (HEADER + ROW).decode().encode("utf-16"), HEADER + ROW),
    "table.encoding-guessed": ("bytes", HEADER + ROW.replace(b"Sample", b"Zo\xeb"), HEADER + ROW),
    "table.lost-character": ("bytes", HEADER + "aqa,6G27,8700,Zo\ufffd,,1".encode(), HEADER + "aqa,6G27,8700,Zoë,,1".encode()),
    "table.nul": ("bytes", HEADER + ROW.replace(b"Sample", b"Sam\0ple"), HEADER + ROW.replace(b"Sample", b"")),
    "table.no-header": ("bytes", b"\r\n\r\n", HEADER + ROW),
    "table.header-like-data": ("bytes", ROW, HEADER + ROW),
    "table.no-rows": ("bytes", HEADER, HEADER + ROW),
    "table.duplicate-header": ("bytes", HEADER.replace(b"uln", b"surname") + ROW, HEADER + ROW),
    "table.empty-header": ("bytes", HEADER.replace(b"uln", b"") + ROW, HEADER + ROW),
    "table.short-row": ("bytes", HEADER + ROW + b"aqa,6G27\r\n", HEADER + ROW),
    "table.long-row": ("bytes", HEADER + ROW.replace(b"Sample", b"Sample,Ann"), HEADER + ROW.replace(b"Sample", b'"Sample,Ann"')),
    "table.open-quote": ("bytes", HEADER + ROW.replace(b"Sample", b'"Sample'), HEADER + ROW.replace(b"Sample", b'"Sample"')),
    "table.stray-quote": ("bytes", HEADER + ROW.replace(b"Sample", b'"A "B" C"'), HEADER + ROW.replace(b"Sample", b'"A ""B"" C"')),
    "table.oversized": ("bytes", HEADER + ROW + b"x" * 140_000, HEADER + ROW.replace(b"Sample", b"x" * 1000)),
    "table.line-break": ("bytes", HEADER + ROW.replace(b"Sample", b'"A\nB"'), HEADER + ROW),
    "table.swallowed-rows": ("bytes", HEADER + ROW.replace(b"0001", b'"0001') + ROW.replace(b"0001", b'0002"'), HEADER + ROW.replace(b"Sample", b'"A\nB"')),
    "table.too-many-columns": ("bytes", HEADER.strip() + b",x" * 1000 + b"\r\n" + ROW, HEADER + ROW),
    "table.not-listed": ("bytes", HEADER + b"x,y\r\n" * 1001, HEADER + b"x,y\r\n" * 10),
    "table.no-excel": ("without openpyxl", {}, None),
    "table.workbook-kind": ("bytes", b"\xd0\xcf\x11\xe0".ljust(600), HEADER + ROW),
    "table.workbook-damaged": ("bytes", NO_SHEETS, HEADER + ROW),
    "table.sheet-not-used": ("workbook", {"second": ["room", "seat", "day"]}, {"second": HEADER.decode().split(",")}),
    "table.header-below": ("workbook", {"above": ["Entries for June"]}, {}),
    "table.merged-cells": ("workbook", {"merged": "F2:F3"}, {"above": ["Entries"], "merged": "A1:F1"}),
    "table.sheet-too-large": ("workbook", {"stray": "XFD2"}, {"stray": "AA2"}),
    "table.misspelt-column": ("prices", [{"price": None, "prise": "41.50"}], [{}]),
    "table.unknown-column": ("prices", [{"title": "Sample"}], [{"note": "Sample"}]),
    "table.missing-column": ("prices", [{"price": None, "cost": "41.50"}], [{}]),
    "table.blank": ("prices", [{"option_code": ""}], [{"option_code": "", "kind": "review"}]),
    "table.damaged-code": ("prices", [{"option_code": "5.12E+09"}], [{"option_code": "8300H"}]),
    "table.bad-series": ("prices", [{"series": "Jun-27"}], [{"series": "2027-06"}]),
    "table.bad-day": ("prices", [{"valid_until": "02/21/2027"}], [{"valid_until": "21/02/2027"}]),
    "table.ambiguous-days": ("prices", [{"valid_from": "02/21/2027"}, {"valid_from": "02/03/2027"}], [{"valid_from": "21/02/2027"}, {"valid_from": "02/03/2027"}]),
    "table.unknown-kind": ("prices", [{"kind": "reveiw"}], [{"kind": "review"}]),
    "table.decimal-comma": ("prices", [{"price": "41,50"}], [{"price": "41.50"}]),
    "table.thousands-separator": ("prices", [{"price": "1,041.50"}], [{"price": "1041.50"}]),
    "table.currency-sign": ("prices", [{"price": "£41.50"}], [{"price": "41.50"}]),
    "table.part-of-a-penny": ("prices", [{"price": "41.505"}], [{"price": "41.50"}]),
    "table.unreadable-amount": ("prices", [{"price": "tbc"}], [{"price": "41.50"}]),
    "table.one-decimal": ("prices", [{"price": "41.5"}], [{"price": "41.50"}]),
    "entries.nothing": ("bytes", b"%PDF-1.7", HEADER + ROW),
    "entries.no-candidate": ("sent", [("E", 1)], [("E", 1, E_ROW)]),
    "entries.two-entry-files": ("sent", [("E", 1, E_ROW), ("E", 2, E_ROW)], [("E", 1, E_ROW), ("A", 2, E_ROW)]),
    "entries.same-sequence": ("sent", [("A", 2, E_ROW), ("A", 2, E_ROW)], [("A", 2, E_ROW), ("A", 3, E_ROW)]),
    "entries.amendments-only": ("sent", [("A", 2, E_ROW)], [("E", 1, E_ROW), ("A", 2, E_ROW)]),
    "entries.order-contradicts": ("on days", ["120227", "120127"], ["120127", "120227"]),
    "entries.replaced": ("sent", [("E", 1, E_ROW), ("A", 2, E_ROW)], [("E", 1, E_ROW)]),
    "entries.file-not-read": ("file", b"\xff\xd8\xff\xe0", HEADER + ROW),
    "entries.missing-column": ("bytes", HEADER.replace(b"option_code", b"option") + ROW, None),
    "entries.unreadable-row": ("row", {"option_code": ""}, {}),
    "entries.blank": ("row", {"candidate_number": ""}, {"candidate_number": "0001"}),
    "entries.damaged-cell": ("row", {"uln": "5.12E+09"}, {"uln": "9276308686"}),
    "entries.lost-zero": ("row", {"awarding_body": "wjec", "option_code": "15501"}, {"awarding_body": "wjec", "option_code": "015501"}),
    "entries.padded-number": ("row", {"candidate_number": "7"}, {"candidate_number": "0007"}),
    "entries.bad-date": ("row", {"date_of_birth": "03/14/2009"}, {"date_of_birth": "14/03/2009"}),
    "entries.unlikely-birth": ("row", {"date_of_birth": "2099-01-01"}, {"date_of_birth": "2011-03-14"}),
    "entries.ambiguous-dates": ("rows", [{"date_of_birth": "03/14/2009"}, {"date_of_birth": "03/04/2009"}], [{"date_of_birth": "14/03/2009"}, {"date_of_birth": "03/04/2009"}]),
    "entries.bad-series": ("row", {"series": "Jun-27"}, {"series": "2027-06"}),
    "entries.unknown-value": ("row", {"status": "Q"}, {"status": "P"}),
    "entries.unknown-body": ("row", {"awarding_body": "aqua"}, {"awarding_body": "aqa"}),
    "entries.unknown-series": ("row", {"series": "6G28"}, {"series": "6G27"}),
    "entries.unknown-option": ("row", {"option_code": "8700X"}, {"option_code": "8700"}),
    "entries.wrong-series": ("row", {"series": "6A27"}, {"series": "6G27"}),
    "entries.ambiguous-option": ("row", {"series": "2027-06", "option_code": "1111"}, {"series": "6A27", "option_code": "1111"}),
    "entries.same-twice": ("rows", [{}, {}], [{}, {"option_code": "8700"}]),
    "entries.disallowed-pair": (
        "rows",
        [{"awarding_body": "ocr", "series": "6A27", "option_code": code} for code in ("J560", "J567")],
        [{"awarding_body": "ocr", "series": "6A27", "option_code": code} for code in ("J560", "J700")],
    ),
    "entries.same-qualification": ("rows", [{"option_code": "8300F"}, {"option_code": "8300H"}], [{"option_code": "8300H"}]),
    "entries.too-many": ("many", 61, 60),
    "entries.number-shared": ("rows", [{}, {"surname": "Other"}], [{}, {}]),
    "entries.uci-shared": ("rows", [{}, {"candidate_number": "0002"}], [{}, {"candidate_number": "0002", "uci": "999990140001B"}]),
    "entries.two-ucis": ("rows", [{}, {"uci": "999990140001B"}], [{}, {}]),
    "entries.no-uci": ("row", {"uci": ""}, {"uci": "123450200001E"}),
    "entries.identifier": ("row", {"uci": "999990140001X"}, {"uci": "999990140001B"}),
    "entries.other-centre": ("send", lambda send: send({}, {"centre": "64998", "number": 2}), lambda send: send({})),
    "entries.no-route": ("send", lambda send: send({"awarding_body": "15"}, options=[builders.option("8300H")], jcq_id="15"), lambda send: send({})),
    "entries.route-unsure": ("send", lambda send: send({"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}), lambda send: send({})),
    "entries.no-name-rule": ("send", lambda send: send(DEMO, options=[builders.option("X100")], jcq_id="99", registry=send.registry_with(None, names=False, route="jcq.entries.entries")), lambda send: send({})),
    "entries.name-missing": ("send", lambda send: send({"surname": ""}), lambda send: send({"forenames": ""})),
    "entries.name-respelt": ("send", lambda send: send({"surname": "Sámple"}), lambda send: send({})),
    "entries.name-letters": ("send", lambda send: send({"surname": "Пример"}), lambda send: send({"surname": "Пример", "entry_name": "PRIMER:ANN"})),
    "entries.name-too-long": ("send", lambda send: send({"surname": "A" * 41}), lambda send: send({"surname": "A" * 41, "entry_name": "A" * 35 + ":ANN"})),
    "entries.entry-name": ("send", lambda send: send({"entry_name": "SAMPLE ANN"}), lambda send: send({"entry_name": "SAMPLE:ANN"})),
    "entries.candidate-differs": ("send", lambda send: send({"uln": "9276308686"}, {"option_code": "8700"}), lambda send: send({"uln": "9276308686"}, {"option_code": "8700", "uln": "9276308686"})),
    "entries.registration": ("send", lambda send: send({}, options=[builders.option("8300H", process="R")]), lambda send: send({}, options=[builders.option("8300H")])),
    "entries.no-postcode": ("send", lambda send: send({}, centre=ex.Centre(number="64999")), lambda send: send({})),
    "entries.already-sent": ("send", lambda send: send({}, previous=send.receipt(("70", "6G27", 1))), lambda send: send({}, previous=send.receipt(("70", "6A27", 1)))),
    "entries.sequence-spent": ("send", lambda send: send({}, previous=send.receipt(("70", "6A27", 999))), lambda send: send({}, previous=send.receipt(("70", "6A27", 998)))),
    "entries.sequence-used": ("send", lambda send: send({}, previous=send.receipt(("70", "6A27", 4)), sequence={"70": 3}), lambda send: send({}, previous=send.receipt(("70", "6A27", 4)), sequence={"70": 7})),
    "entries.sequence-unused": ("send", lambda send: send({}, sequence={"71": 3}), lambda send: send({}, sequence={"70": 3})),
    "entries.receipt-of-other-centre": ("send", lambda send: send({}, previous=send.receipt(centre="64998")), lambda send: send({}, previous=send.receipt())),
    "entries.receipt-damaged": ("read", lambda send: send.receipt().to_bytes().replace(b"64999", b"64998"), lambda send: send.receipt().to_bytes()),
    "entries.bad-centre": ("read", lambda _: b"centre_number,postcode\n6499,ZZ99 9ZZ\n", lambda _: b"centre_number,postcode\n64999,ZZ99 9ZZ\n"),
    "entries.unchanged": ("send", lambda send: send({}, previous=send({}).receipt), lambda send: send({"option_code": "8700"}, previous=send({}).receipt)),
    "entries.numbers-begin": ("send", lambda send: send({}), lambda send: send({}, sequence={"70": 4})),
    "entries.day-far": ("send", lambda send: send({}, on=date(2029, 1, 20)), lambda send: send({})),
    "entries.left-out": ("send", lambda send: send({}, {"awarding_body": "ocr", "series": "6A27", "option_code": "J560"}, only=["aqa"]), lambda send: send({}, only=["aqa"])),
    "entries.only-unused": ("send", lambda send: send({}, only=["aqua"]), lambda send: send({}, only=["aqa"])),
    "entries.not-carried": ("send", lambda send: send({"form": "11A"}), lambda send: send({})),
    "entries.file-refused": ("send", lambda send: send({}, {"option_code": "8301"}), lambda send: send({})),
    "entries.unreadable-holds-back": ("send", lambda send: send({}, {"option_code": ""}), lambda send: send({})),
    "entries.writer-failed": ("send", lambda send: send(DEMO, options=[builders.option("X100")], jcq_id="99", registry=send.registry_with(lambda *_: 1 / 0)), lambda send: send({})),
    "fees.not-published": ("fee", {"flag": "N", "item": "U", "fee": 0}, {"flag": "Y", "item": "U"}),
    "fees.unknown-option": ("quote", {"option_code": "8700X"}, {"option_code": "8700"}),
    "fees.unreadable-rows": ("quote", {"option_code": ""}, {}),
    "fees.tier-not-assessed": ("quote on", ("wjec", date(2027, 3, 5)), ("wjec", date(2027, 2, 5))),
    "fees.late-fee-unknown": ("quote on", ("aqa", date(2027, 3, 1)), ("aqa", date(2027, 2, 21))),
    "fees.late-or-very-late": ("quote on", ("ocr", date(2027, 3, 1)), ("ocr", date(2027, 2, 21))),
    "fees.late": ("quote on", ("aqa", date(2017, 3, 1)), ("aqa", date(2017, 2, 1))),
    "fees.assumed": ("quote on", ("aqa", date(2027, 3, 1), True), ("aqa", date(2027, 3, 1))),
    "fees.day-expected": ("quote on", ("aqa", date(2027, 1, 1)), ("aqa", date(2024, 1, 1))),
    "fees.before-basedata": ("quote on", ("aqa", date(2025, 9, 1)), ("aqa", date(2027, 2, 1))),
    "fees.vat-unknown": ("quote with", b"excluded,\n", b"excluded,20\n"),
    "check.not-run": ("check", None, "catalogue"),
    "check.broken": ("run", lambda entries: entries / 0, lambda entries: [NOTE.at()] * entries),
}  # fmt: skip


@pytest.fixture
def findings(entries_of, person, catalogue, basedata, tmp_path, send):  # noqa: PLR0917  fixtures

    def of(kind, given):
        if kind == "send":
            return given(send).findings
        if kind == "read":
            return ex.read(given(send), name="file").report
        if kind == "without openpyxl" and given is not None:
            data = workbook()  # openpyxl is needed for that, and may not have loaded all of itself before
            with pytest.MonkeyPatch.context() as patch:
                patch.delitem(sys.modules, "examcore.formats.workbook_cells", raising=False)
                patch.setitem(sys.modules, "openpyxl", None)
                return table(data)
        if kind in {"workbook", "without openpyxl"}:
            return table(workbook(**given or {}))
        if kind == "sent":
            return sent(*given)
        if kind == "on days":
            days = [
                builders.entries("A" + E_ROW[1:], letter="A", sequence=n, produced=day)
                for n, day in enumerate(given, 2)
            ]
            return ex.Entries.of([builders.read(*file) for file in days]).findings
        if kind == "file":
            (tmp_path / "file").write_bytes(given)
            return ex.Entries.of(ex.read(tmp_path)).findings
        if kind == "prices":
            return priced(*given)
        if kind == "bytes":
            return table(given) if given is not None else entries_of(person()).findings
        if kind in {"row", "rows"}:
            rows = given if kind == "rows" else [given]
            return ex.check(entries_of(*(person(1, **row) for row in rows)), catalogue)
        if kind == "check":
            return ex.check(entries_of(person()), given and catalogue)
        if kind == "quote":
            entries = entries_of(person(1, **given)) if given is not None else ex.Entries()
            return ex.quote(entries, catalogue, on=ON).findings
        if kind == "quote on":
            body, on, *other_years = given
            year = f"{on.year % 100 + (on.month > 8) if on.year != 2025 else 27:02d}"
            jcq_id = {"aqa": "70", "ocr": "01", "wjec": "40"}[body]
            files = basedata.one_set(jcq_id, f"6G{year}", [basedata.line("8300H")], linked=["8300H"])
            entries = entries_of(person(awarding_body=body, series=f"6G{year}"))
            one = basedata.catalogue_of(*files)
            return ex.quote(entries, one, on=on, other_years=bool(other_years)).findings
        if kind == "quote with":
            own = b"awarding_body,option_code,price,vat,vat_rate\naqa,8300H,41.50," + given
            prices = ex.Prices.of(ex.read(own, name="prices.csv"))
            return ex.quote(entries_of(person()), catalogue, on=ON, prices=prices).findings
        if kind == "many":
            lines = [basedata.line(f"{n:04d}") for n in range(given)]
            one = basedata.catalogue_of(*basedata.one_set("70", "6G27", lines))
            return ex.check(entries_of(*(person(1, option_code=f"{n:04d}") for n in range(given))), one)
        if kind == "fee":
            line = basedata.line("8300H", **given)
            one = basedata.catalogue_of(*basedata.one_set("70", "6G27", [line], linked=["8300H"]))
            return ex.quote(entries_of(person()), one, on=ON).findings
        return running(given)

    return of


@pytest.mark.parametrize("code", CASES)
def test_a_case_that_gives_it_and_a_twin_that_does_not(findings, code):
    kind, triggers, passes = CASES[code]
    given = [f for f in findings(kind, triggers) if f.code == code]
    assert given
    assert not [f for f in findings(kind, passes) if f.code == code]
    for finding in given:
        assert finding.message.strip()
        assert "{" not in finding.message
        assert str(finding).endswith(f"[{code}]")
        assert finding.as_json()["cure"]


def test_every_code_has_its_case():
    declared = {*ex.Registry.builtin().finding_codes(), *(code.code for code in FEE_CODES)}
    assert {code for code in declared if code.partition(".")[0] in NAMESPACES} == set(CASES)


def test_the_codes_of_tables_are_all_those_that_reading_one_can_give():
    declared = {code.code for code in (*table_codes.CODES, *column_codes.CODES)}
    assert declared == {code for code in CASES if code.startswith("table.")}
