"""Every file format that ships keeps to the contract that plugin authors inherit."""

import io
import zipfile
from datetime import date

import pytest

import builders
from builders import component, entries, entry, file, lines, link, option, pair, syllabus
from examcore.entries.receipt import Receipt, SentCandidate, SentFile
from examcore.formats import Sureness
from examcore.model import BodySeries, Issue
from examcore.testing import FormatContract, Sample

ROWS = (
    ("centre_number", "candidate_number", "surname", "forenames", "awarding_body", "series", "option_code"),
    ("12345", "0001", "Exampleton", "Annabel", "aqa", "6G27", "8300H"),
    ("12345", "0002", "Samplewick", "Bartholomew", "aqa", "6G27", "8700"),
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "application/vnd.openxmlformats-package.relationships+xml"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def csv(rows, name):
    return Sample(name, "".join(",".join(row) + "\r\n" for row in rows).encode())


def workbook(rows, name):
    """The smallest workbook there is, the same bytes every time."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    cells = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{RELS}"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Entries" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(zipfile.ZipInfo(part), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return Sample(name, out.getvalue())


def jcq(contents, **how):
    data, name = contents
    return Sample(name, data, **how)


def unit_links():
    series = BodySeries("99", "99", "6G27")
    issue = Issue(letter="UL", series=series, sequence=None, produced=None, file="")
    return Sample("units.txt", lines("X300  X301", "X300  X302", width=12), issue=issue)


def receipt():
    sent = SentCandidate(
        number="0001",
        status="C",
        surname="Exampleton",
        forenames="Annabel",
        sex="F",
        date_of_birth=date(2009, 2, 1),
        uci="123450200001E",
        upn="",
        uln="",
        qualifier="",
        other_centre_number="",
        other_candidate_number="",
        documentation_group="",
        options=("8300H",),
    )
    made = SentFile(
        name="E1234570.X01",
        format="jcq.entries.entries",
        letter="E",
        awarding_body="aqa",
        jcq_id="70",
        series="6G27",
        sequence=1,
        produced=date(2027, 1, 15),
        size=970,
        sha256="0" * 64,
        candidates=(sent,),
    )
    whole = Receipt(centre="12345", number=1, files=(made,))
    return Sample(whole.name, whole.to_bytes())


PEOPLE = (
    entry("X100", "X200", name="EXAMPLETON:ANNABEL"),
    entry("X100", candidate="0002", name="SAMPLEWICK:"),
)
CHANGED = tuple("A" + line[1:] for line in PEOPLE)

# a new format adds its line here
SAMPLES = {
    "examcore.entries.csv": csv(ROWS, "entries.csv"),
    "examcore.entries.xlsx": workbook(ROWS, "entries.xlsx"),
    "examcore.entries.receipt": receipt(),
    "examcore.entries.centres": csv(
        (("centre_number", "name", "postcode"), ("12345", "x", "AB1 2CD")), "c.csv"
    ),
    "examcore.prices.table": csv(
        (("awarding_body", "option_code", "price"), ("aqa", "8300H", "41.50")), "prices.csv"
    ),
    "examcore.invoices.table": csv(
        (
            (
                "awarding_body",
                "invoice_number",
                "series",
                "entry_code",
                "kind",
                "volume",
                "unit_price",
                "vat",
            ),
            ("aqa", "INV-0001", "6G27", "8300H", "entry", "20", "41.50", "0.00"),
        ),
        "invoice.csv",
    ),
    "jcq.basedata.syllabuses": jcq(file("S", syllabus(), syllabus("X200"))),
    "jcq.basedata.options": jcq(file("O", option(), option("X200", flag="N", fee=0, maximum=120))),
    "jcq.basedata.components": jcq(file("C", component(), component("X100/2", session=" ", minutes="999"))),
    "jcq.basedata.links": jcq(file("L", link(), link(component="X100/2"))),
    "jcq.basedata.disallowed": jcq(file("D", pair("X100*", "X200*"))),
    "jcq.basedata.unit-links": unit_links(),
    "jcq.entries.entries": jcq(entries(*PEOPLE), postcode="AB1 2CD"),
    "jcq.entries.amendments": jcq(entries(*CHANGED, letter="A", sequence=2), postcode="AB1 2CD"),
}


def contract(format_id, sample):
    others = tuple(other for other in SAMPLES.values() if other is not sample)
    about = {"format": format_id, "samples": (sample,), "strangers": others}
    return type("Test" + "".join(part.title() for part in format_id.split(".")), (FormatContract,), about)


globals().update({made.__name__: made for made in (contract(*item) for item in SAMPLES.items())})


def test_every_format_has_a_sample():
    offered = [fmt.id for fmt in builders.builtin().formats]
    assert len(set(offered)) == len(offered)
    assert set(offered) == set(SAMPLES), "give the format a line in SAMPLES"


def test_every_sample_is_tested():
    made = [value.format for name, value in globals().items() if name.startswith("Test")]
    assert sorted(made) == sorted(SAMPLES)


# --- what only the formats of JCQ promise -----------------------------------------------------------

OURS = [fmt for fmt in builders.builtin().formats if fmt.id.startswith("jcq.")]
each_of_jcq = pytest.mark.parametrize("fmt", OURS, ids=lambda fmt: fmt.id)


@each_of_jcq
def test_a_jcq_format_claims_its_own_and_nothing_else(fmt):
    for format_id, sample in SAMPLES.items():
        claim = fmt.identify(sample.name, sample.data[:4096])
        assert (claim is not None) == (format_id == fmt.id)
        if claim:
            assert claim.sureness is (Sureness.POSSIBLE if "unit-links" in fmt.id else Sureness.CERTAIN)


@each_of_jcq
def test_a_name_alone_is_a_weaker_claim(fmt):
    name = SAMPLES[fmt.id].name
    claim = fmt.identify(name, b"something else")
    if "unit-links" in fmt.id:
        assert claim is None
    else:
        assert claim.sureness is Sureness.NAMED
        assert fmt.identify(name.lower(), b"something else") == claim
        # the header of another file outweighs the name
        other = "jcq.basedata.links" if fmt.id != "jcq.basedata.links" else "jcq.basedata.options"
        assert fmt.identify(name, SAMPLES[other].data) is None


@each_of_jcq
def test_every_line_is_listed(fmt):
    sample = SAMPLES[fmt.id]
    reading = builders.read(sample.data, sample.name)
    assert len(list(reading.records.iter_lines())) == len(sample.data.splitlines())
