"""What every file format must keep to, whoever offers it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
import examcore as ex
from builders import component, entries, entry, file, lines, link, option, pair, syllabus
from examcore.findings import FindingCode
from examcore.formats import Claim, Content, ReadContext, Sureness
from examcore.layout import RecordLayout

TABLE = b"centre_number,candidate_number,awarding_body,series,option_code\r\n12345,0001,aqa,6G27,8300H\r\n"
SAMPLES = {
    "jcq.basedata.syllabuses": file("S", syllabus()),
    "jcq.basedata.options": file("O", option()),
    "jcq.basedata.components": file("C", component()),
    "jcq.basedata.links": file("L", link()),
    "jcq.basedata.disallowed": file("D", pair("X100*", "X200*")),
    "jcq.basedata.unit-links": (lines("X300  X301", width=12), "units.txt"),
    "jcq.entries.entries": entries(entry("X100")),
    "jcq.entries.amendments": entries(entry("X100", letter="A"), letter="A"),
}
OURS = [fmt for fmt in builders.builtin().formats if fmt.id.startswith("jcq.")]
EVERY = builders.builtin().formats
each = pytest.mark.parametrize("fmt", EVERY, ids=lambda fmt: fmt.id)
each_of_jcq = pytest.mark.parametrize("fmt", OURS, ids=lambda fmt: fmt.id)


def context(name):
    return ReadContext(name=name, bodies=builders.builtin().bodies)


def test_every_format_has_a_sample():
    assert {fmt.id for fmt in OURS} == SAMPLES.keys()
    assert len({fmt.id for fmt in EVERY}) == len(EVERY)


@each
def test_the_declaration(fmt):
    assert fmt.id.count(".") == 2
    assert fmt.title
    assert fmt.edition
    assert fmt.source
    assert all(isinstance(code, FindingCode) for code in fmt.codes)
    assert all(isinstance(layout, RecordLayout) for layout in fmt.layouts())
    known = builders.builtin().finding_codes()
    assert all(known[code.code] == code for code in fmt.codes)


@each_of_jcq
def test_a_format_claims_its_own_and_nothing_else(fmt):
    for format_id, (data, name) in SAMPLES.items():
        claim = fmt.identify(name, data[:4096])
        assert (claim is not None) == (format_id == fmt.id)
        if claim:
            assert claim.because
            assert claim.sureness is (Sureness.POSSIBLE if "unit-links" in fmt.id else Sureness.CERTAIN)
        assert fmt.identify("entries.csv", TABLE) is None


@each_of_jcq
def test_a_name_alone_is_a_weaker_claim(fmt):
    _, name = SAMPLES[fmt.id]
    claim = fmt.identify(name, b"something else")
    if "unit-links" in fmt.id:
        assert claim is None
    else:
        assert claim.sureness is Sureness.NAMED
        assert fmt.identify(name.lower(), b"something else") == claim
        # the header of another file outweighs the name
        other = SAMPLES["jcq.basedata.links" if fmt.id != "jcq.basedata.links" else "jcq.basedata.options"][0]
        assert fmt.identify(name, other) is None


@each_of_jcq
def test_bytes_come_back_and_nothing_is_remembered(fmt):
    data, name = SAMPLES[fmt.id]
    once, again = (fmt.load(data, context(name)) for _ in range(2))
    assert once == again
    assert once.records.to_bytes() == data
    assert len(list(once.records.iter_lines())) == len(data.splitlines())
    again = pickle.loads(pickle.dumps(once))  # noqa: S301  our own bytes
    assert again == once
    assert [getattr(v, "origin", None) for v in again.values] == [
        getattr(v, "origin", None) for v in once.values
    ]
    assert ex.read(data, name=name, registry=builders.builtin())[0].format == fmt.id


@each
@given(data=st.data())
def test_any_bytes_give_content_or_no_claim(fmt, data):
    sample, name = SAMPLES.get(fmt.id, (TABLE, "entries.csv"))
    cut = data.draw(st.integers(0, len(sample)))
    content = data.draw(
        st.one_of(
            st.binary(max_size=100),
            st.binary(max_size=40).map(lambda noise: sample[:cut] + noise + sample[cut + 3 :]),
        )
    )
    claim = fmt.identify(name, content[:4096])
    assert claim is None or isinstance(claim, Claim)
    if fmt.id not in SAMPLES and not claim:
        return
    got = fmt.load(content, context(name))
    assert isinstance(got, Content)
    known = {code.code for code in fmt.codes}
    for finding in got.findings:
        assert finding.code in known
        assert finding.file == name
        assert finding.message
        assert finding.line is None or 1 <= finding.line <= len(content.splitlines()) + 1
    if got.records is not None:
        assert got.records.to_bytes() == content


@each_of_jcq
def test_findings_with_a_field_say_where_it_stands(fmt):
    data, name = SAMPLES[fmt.id]
    for start in range(0, len(data), 11):
        damaged = data[:start] + b"?" + data[start + 1 :]
        for finding in fmt.load(damaged, context(name)).findings:
            assert finding.field is None or (finding.line and finding.start and finding.length)
