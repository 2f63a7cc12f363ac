"""Receipts, read back: what was changed on the way is told, and nothing of what they hold is shown."""

import hashlib
import json

import attrs
import pytest

import examcore as ex
from examcore.errors import FindingsError, NoReceipt
from examcore.serialise import DamagedError, dumps, loads

SECRETS = ("SAMPLESON", "ANNABEL", "9276308686", "B801200005001", "2011-03-14")
ROW = {"surname": "Sampleson", "forenames": "Annabel", "uln": "9276308686", "upn": "B801200005001"}


@pytest.fixture(scope="module")
def plan(send):
    return send(ROW, {**ROW, "option_code": "8700"}, {"number": 2, "surname": "Other", "forenames": ""})


@pytest.fixture(scope="module")
def data(plan):
    return plan.receipt.to_bytes()


def read(data, name="receipt_64999_001.json"):
    (reading,) = ex.read(data, name=name)
    return reading


def reason(data, name="receipt_64999_001.json"):
    """Why the receipt is damaged; it must be told, and tell nothing else."""
    reading = read(data, name)
    (finding,) = reading.findings
    assert finding.code == "entries.receipt-damaged"
    assert reading.values == ()
    assert reading.to_bytes() == data
    shown = f"{finding.as_json()} {reading} {reading.records!r}"
    assert not any(secret in shown for secret in SECRETS)
    return finding.params["reason"]


def signed(content):
    """JSON with a right checksum, as somebody might make it by hand."""
    content = {name: value for name, value in content.items() if name not in {"schema", "sha256"}}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    checksum = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps({"schema": "examcore.receipt/1", **content, "sha256": checksum}).encode()


def test_it_reads_back_as_itself(plan, data):
    assert read(data).values == (plan.receipt,)
    assert read(data, "anything").format == "examcore.entries.receipt"
    assert plan.receipt.to_bytes() == data
    assert data.isascii() or data.decode("utf-8")


def test_what_it_says_of_a_file(plan):
    (sent,) = plan.receipt.files
    (file,) = plan.files
    assert (sent.name, sent.sequence, sent.size) == (file.name, 1, len(file.data))
    assert sent.sha256 == hashlib.sha256(file.data).hexdigest()
    assert [(one.number, one.surname, one.options) for one in sent.candidates] == [
        ("0001", "SAMPLESON", ("8300H", "8700")),
        ("0002", "OTHER", ("8300H",)),
    ]


def test_cut_off_anywhere_it_is_told(data):
    whole = data.rstrip()
    for length in range(1, len(whole)):
        reading = read(data[:length])
        assert [f.code for f in reading.findings] == ["entries.receipt-damaged"], length
    assert read(whole).findings == ()


def test_an_edit_anywhere_is_told(data):
    for at in range(len(data)):
        if data[at : at + 1].isalnum():
            edited = data[:at] + (b"7" if data[at : at + 1] != b"7" else b"8") + data[at + 1 :]
            reading = read(edited)
            assert reading.values == (), at
            assert [f.code for f in reading.findings] == ["entries.receipt-damaged"], at


def test_other_ends_of_line_and_blanks_do_no_harm(plan, data):
    assert read(data.replace(b"\n", b"\r\n")).values == (plan.receipt,)
    assert read(json.dumps(json.loads(data)).encode()).values == (plan.receipt,)


def test_another_schema_is_told(data):
    newer = data.replace(b"examcore.receipt/1", b"examcore.receipt/2")
    assert reason(newer) == "its schema is examcore.receipt/2, and examcore.receipt/1 is read"
    odd = data.replace(b"examcore.receipt/1", b"examcore.receipt/SAMPLESON")
    assert reason(odd) == "its schema is another one, and examcore.receipt/1 is read"


@pytest.mark.parametrize(
    "junk",
    [
        b"null",
        b"[]",
        b'"SAMPLESON"',
        b"7",
        b"{}",
        b'{"schema": {"a": "SAMPLESON"}}',
        b"[" * 100_000,
        b'{"schema":"examcore.receipt/1","files":' + b"[" * 100_000,
        b'{"schema":"examcore.receipt/1","files":' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"schema":"examcore.receipt/1","number":' + b"9" * 5_000 + b"}",
        b'{"schema":"examcore.receipt/1","number":NaN}',
        b'{"schema":"examcore.receipt/1","number":-Infinity}',
        b'{"schema":"examcore.receipt/1","number":1e999}',
        b'{"schema":"examcore.receipt/1","centre":"SAMPLESON\xff"}',
        b'{"schema":"examcore.receipt/1","centre":"\\ud800"}',
        b"\xef\xbb\xbf" + b'{"schema":"examcore.receipt/1"}',
        b'{"schema":"examcore.receipt/1","schema":"examcore.receipt/1"}',
        b"\0" * 50,
    ],
)
def test_junk_is_told_and_raises_nothing(junk):
    assert reason(junk)


def test_any_depth_is_told():
    for depth in (*range(100, 1500, 37), 5_000, 50_000):
        assert reason(b'{"schema":"examcore.receipt/1","files":' + b"[" * depth + b"]" * depth + b"}")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c: c.pop("centre"), "lacks @ $.centre"),
        (lambda c: c.update(number="1"), "is not as it should be @ $.number"),
        (lambda c: c.update(number=True), "is not as it should be @ $.number"),
        (lambda c: c.update(number=1.0), "is not as it should be @ $.number"),
        (lambda c: c.update(centre=64999), "is not as it should be @ $.centre"),
        (lambda c: c.update(SAMPLESON=1), "is not as it should be @ $"),
        (lambda c: c.update(files=None), "is not as it should be @ $.files"),
        (lambda c: c.update(files="SAMPLESON"), "is not as it should be @ $.files"),
        (lambda c: c["files"][0].pop("sequence"), "lacks @ $.files[0].sequence"),
        (
            lambda c: c["files"][0].update(produced="SAMPLESON"),
            "is not as it should be @ $.files[0].produced",
        ),
        (lambda c: c["files"][0].update(produced=20270120), "is not as it should be @ $.files[0].produced"),
        (
            lambda c: c["files"][0]["candidates"][0].update(date_of_birth="14/03/2011"),
            "is not as it should be @ $.files[0].candidates[0].date_of_birth",
        ),
        (
            lambda c: c["files"][0]["candidates"][0].update(surname=["SAMPLESON"]),
            "is not as it should be @ $.files[0].candidates[0].surname",
        ),
    ],
)
def test_a_receipt_made_by_hand_is_told_where_it_is_wrong(data, change, says):
    content = json.loads(data)
    assert read(signed(content)).findings == ()
    change(content)
    assert says in reason(signed(content))


def test_a_member_that_stands_there_twice_is_told(data):
    assert reason(data.replace(b'"number": 1,', b'"number": 1, "number": 1,', 1))


def test_the_latest_of_several(send, plan):
    later = send({"series": "6A27", "option_code": "7402"}, previous=plan.receipt).receipt
    both = [read(later.to_bytes(), "receipt_64999_002.json"), read(plan.receipt.to_bytes())]
    assert ex.Receipt.of(both) == later
    assert ex.Receipt.of([*both, both[1]], centre="64999") == later
    other = attrs.evolve(plan.receipt, centre="64998", number=9)
    three = [*both, read(other.to_bytes())]
    assert ex.Receipt.of(three, centre="64999") == later
    for wrong, says in (
        ({}, "receipts of 64998, 64999"),
        ({"centre": "64997"}, "no file holds a receipt of centre 64997"),
    ):
        with pytest.raises(NoReceipt, match=says):
            ex.Receipt.of(three, **wrong)
    forked = attrs.evolve(later, files=later.files[:1])
    with pytest.raises(NoReceipt, match="two receipts of centre 64999 have the number 2"):
        ex.Receipt.of([*both, read(forked.to_bytes())])


def test_of_a_folder_with_the_files(plan, tmp_path):
    ex.write(plan, tmp_path)
    readings = ex.read(tmp_path)
    assert readings.report.ok
    assert ex.Receipt.of(readings) == plan.receipt
    assert ex.Entries.of(readings).entries == plan.sent.entries  # the receipt adds nothing
    entry_file = tmp_path / plan[0].name
    entry_file.write_bytes(entry_file.read_bytes()[:-194])
    assert not ex.read(tmp_path).report.ok
    assert ex.Receipt.of(ex.read(tmp_path)) == plan.receipt  # what is wrong there is not its concern
    (tmp_path / "receipt_64999_002.json").write_bytes(b"{")
    with pytest.raises(FindingsError):
        ex.Receipt.of(ex.read(tmp_path))


def test_where_there_is_none():
    with pytest.raises(NoReceipt, match="no file holds a receipt"):
        ex.Receipt.of([])
    with pytest.raises(LookupError):
        ex.Receipt.of(ex.read(b"centre_number,postcode\n64999,\n", name="c.csv"))
    with pytest.raises(TypeError, match="read"):
        ex.Receipt.of("receipt.json")


def test_no_repr_shows_a_person(plan):
    receipt = plan.receipt
    shown = repr((receipt, receipt.files, receipt.files[0].candidates, plan, plan.files, plan.names))
    assert not any(secret in shown.upper() for secret in SECRETS)


def test_the_reasons_of_serialise_are_three_at_most():
    @attrs.frozen
    class Four:
        a: str
        b: str
        c: str
        d: str

    assert loads(dumps(Four("a", "b", "ç", "d"), "x/1"), Four, "x/1") == Four("a", "b", "ç", "d")

    @attrs.frozen
    class Empty:
        pass

    with pytest.raises(DamagedError) as raised:
        loads(dumps(Empty(), "x/1"), Four, "x/1")
    assert raised.value.reasons == ("lacks @ $.a", "lacks @ $.b", "lacks @ $.c")
    assert raised.value.__cause__ is None


def test_another_order_of_its_members_and_a_byte_order_mark_do_no_harm(plan, data):
    """A database keeps JSON in an order of its own."""
    sorted_ = json.dumps(json.loads(data), sort_keys=True).encode()
    for other in (sorted_, b"\xef\xbb\xbf" + data):
        assert read(other, "receipt.json").values == (plan.receipt,)
        assert read(other, "column").values == (plan.receipt,)


def test_an_earlier_receipt_of_another_line_is_told(send):
    """After a receipt was lost and found again the numbers of receipts prove nothing."""
    first = send(ROW).receipt
    second = send(
        {**ROW, "awarding_body": "ocr", "series": "6A27", "option_code": "J560"}, previous=first
    ).receipt
    stray = send({**ROW, "series": "6A27", "option_code": "7402"}, sequence={"70": 2}).receipt
    files = {f"{n}.json": receipt.to_bytes() for n, receipt in enumerate((first, second))}
    assert ex.Receipt.of(ex.read(files)) == second
    with pytest.raises(NoReceipt, match=r"does not hold E6499970\.X02, which an earlier receipt has"):
        ex.Receipt.of(ex.read({**files, "stray.json": stray.to_bytes()}))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda c: c | {"number": -1}, "number"),
        (lambda c: c | {"number": 10**40}, "number"),
        (lambda c: c | {"centre": "\ud800"}, ""),
        (lambda c: c | {"files": {}}, "another kind"),
        (lambda c: c | {"files": [c["files"][0] | {"sequence": 0}]}, "sequence number of file 1"),
        (lambda c: c | {"files": [c["files"][0] | {"sequence": -5}]}, "sequence number of file 1"),
        (lambda c: c | {"files": [c["files"][0] | {"jcq_id": "7"}]}, "identifier or the series of file 1"),
        (lambda c: c | {"files": [c["files"][0] | {"series": "6g27"}]}, "identifier or the series of file 1"),
        (
            lambda c: c | {"files": [c["files"][0] | {"series": "6G27 "}]},
            "identifier or the series of file 1",
        ),
        (lambda c: c | {"files": [c["files"][0] | {"name": "../x"}]}, "name or the letter of file 1"),
        (lambda c: c | {"files": [c["files"][0] | {"letter": "Q"}]}, "name or the letter of file 1"),
    ],
)
def test_what_no_receipt_of_ours_says_is_not_trusted(data, change, says):
    """The checksum is no signature: whoever makes one can make it anew."""
    content = change(json.loads(data))
    try:
        forged = signed(content)
    except UnicodeEncodeError:
        forged = json.dumps(content).encode()
    assert says in reason(forged)
