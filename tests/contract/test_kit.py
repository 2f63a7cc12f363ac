"""The contracts themselves: what is broken fails, and the message says what, where and the cure."""

import subprocess
import sys
import types

import attrs
import pytest

import builders
from examcore.datasets import DatasetRef
from examcore.evidence import Evidence, Source
from examcore.findings import PERSONAL, FindingCode, Severity, mask
from examcore.formats import Claim, Content, Dumped, FileFormat, Sureness
from examcore.layout import KEY, RecordLayout, column, wire
from examcore.model import AwardingBody, BodySeries, EntryRoute, Issue, LayoutOverlay, NameRule
from examcore.plugins import hookimpl
from examcore.testing import BodyContract, FormatContract, Sample

US = {"evidence": Evidence.EXAMPLE, "source": Source("us")}
TABLE = b"series,day,evidence,source\n2027-01,2026-11-27,EXAMPLE,US\n"
SIDECAR = b"""
id = "acme.deadlines.mocks"
title = "last days for mocks"
covers = "January 2027"
as_of = 2026-09-01
key = ["series"]
dates = ["day"]
columns = {series = "month", day = "last day", evidence = "label", source = "key"}
sources = {US = "our own calendar"}
"""


def problems(contract, **about):
    """What the contract says, by the test that fails."""
    found = type("TestBroken", (contract,), about).problems()
    for text in found:
        assert "\n  cure: " in text, text
    return dict(text.split(": ", 1) for text in found)


# --- bodies ---------------------------------------------------------------------------------------


def name_rule(**changes):
    return NameRule(**{"marks": "'-", "longest": 40, "spellings": {"Ø": "O"}} | US | changes)


def body(**changes):
    given = {
        "id": "acme",
        "title": "Acme Mocks",
        "jcq_ids": {"99": "mocks"},
        "names": name_rule(),
        "routes": (EntryRoute(jcq_id="99", format="jcq.entries.entries", **US),),
    }
    return AwardingBody(**given | US | changes)


def body_problems(*, datasets=(), **changes):
    made = body(**changes)
    plugin = types.SimpleNamespace(
        examcore_awarding_bodies=hookimpl(lambda: [made]), examcore_datasets=hookimpl(lambda: list(datasets))
    )
    return problems(BodyContract, plugin=plugin, name="acme")


def test_a_sound_body_has_no_problem():
    sound = DatasetRef("acme.deadlines.mocks", "last days for mocks", lambda: (TABLE, SIDECAR))
    assert body_problems(datasets=[sound]) == {}


def test_a_plugin_may_be_a_class():
    class Acme:
        @hookimpl
        def examcore_awarding_bodies(self):
            return [body()]

    assert problems(BodyContract, plugin=Acme) == {}


def overlay(**changes):
    given = {"layout": "L5/14", "jcq_id": "99", "columns": {"option_code": (3, 7)}}
    return LayoutOverlay(**given | US | changes)


BROKEN_BODIES = {
    "claims_ours": ({"jcq_ids": {"70": "mocks"}}, "test_it_is_taken_beside_all_others", "belongs to aqa"),
    "id": ({"id": "Acme"}, "test_it_is_taken_beside_all_others", "choose one such as aqa"),
    "ids_unsorted": ({"jcq_ids": {"99": "x", "98": "y"}}, "test_the_names_it_is_known_by", "sort them"),
    "number": ({"recognition_number": "5196"}, "test_the_names_it_is_known_by", "write it as RN5196"),
    "no_source": ({"source": Source(" ")}, "test_every_fact_has_its_source", "say where it was read"),
    "rule_without_source": (
        {"names": name_rule(source=Source(""))},
        "test_every_fact_has_its_source",
        "the name rule has no source",
    ),
    "colon": ({"names": name_rule(marks=":'-")}, "test_the_name_rule", "take ':' out of marks"),
    "mark_beyond_ascii": ({"names": name_rule(marks="’")}, "test_the_name_rule", "files hold only ASCII"),
    "letter_as_mark": ({"names": name_rule(marks="a-")}, "test_the_name_rule", "list signs only"),
    "mark_twice": ({"names": name_rule(marks="--")}, "test_the_name_rule", "list every mark once"),
    "too_short": ({"names": name_rule(longest=1)}, "test_the_name_rule", "surname, colon and forenames"),
    "spelling_not_taken": (
        {"names": name_rule(marks="-", spellings={"’": "'"})},
        "test_the_name_rule",
        "write each letter with A to Z",
    ),
    "spelling_lost": ({"names": name_rule(spellings={"Ø": ""})}, "test_the_name_rule", "{'Ø': ''}"),
    "spelling_of_a_word": (
        {"names": name_rule(spellings={"ab": "A"})},
        "test_the_name_rule",
        "single character",
    ),
    "foreign_route": (
        {"routes": (EntryRoute(jcq_id="70", format="jcq.entries.entries", **US),)},
        "test_the_routes",
        "there are 99",
    ),
    "unknown_format": (
        {"routes": (EntryRoute(jcq_id="99", format="acme.entries.marks", **US),)},
        "test_the_routes",
        "name one of jcq.",
    ),
    "format_that_is_only_read": (
        {"routes": (EntryRoute(jcq_id="99", format="examcore.entries.csv", **US),)},
        "test_the_routes",
        "which is only read",
    ),
    "two_routes": ({"routes": body().routes * 2}, "test_the_routes", "two routes for 99"),
    "route_without_names": ({"names": None}, "test_the_routes", "give a NameRule"),
    "overlay_with_overlap": (
        {"overlays": (overlay(),)},
        "test_it_is_taken_beside_all_others",
        "without a gap",
    ),
    "overlay_of_nothing": (
        {"overlays": (overlay(layout="Q5/14"),)},
        "test_it_is_taken_beside_all_others",
        "name a layout such as O5/14",
    ),
}


@pytest.mark.parametrize("name", BROKEN_BODIES)
def test_a_broken_body_fails_usefully(name):
    changes, test, says = BROKEN_BODIES[name]
    found = body_problems(**changes)
    assert says in found[test]
    assert "acme" in found[test].lower()
    if "taken" not in test:  # one fault, one failure
        assert list(found) == [test]


def ref(table=TABLE, sidecar=SIDECAR, title="last days for mocks"):
    return DatasetRef("acme.deadlines.mocks", title, lambda: (table, sidecar))


@pytest.mark.parametrize(
    ("dataset", "says"),
    [
        (ref(TABLE.replace(b"EXAMPLE,US", b"CERTAIN,US")), "evidence 'CERTAIN' is none of"),
        (ref(TABLE.replace(b"2026-11-27", b"27/11/2026")), "is not a date such as"),
        (ref(TABLE.partition(b"\n")[0] + b"\n"), "it has no row"),
        (ref(title="days"), "let both say the same"),
        (ref(sidecar=b"= ="), "mend the table or its sidecar"),
        (ref(sidecar=SIDECAR.replace(b"acme.deadlines.mocks", b"acme.deadlines.other")), "calls itself"),
    ],
)
def test_a_broken_dataset_fails_usefully(dataset, says):
    found = body_problems(datasets=[dataset])
    assert list(found) == ["test_the_datasets"]
    assert "acme.deadlines.mocks" in found["test_the_datasets"]
    assert says in found["test_the_datasets"]


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({}, "say plugin ="),
        ({"plugin": "there.is.no.such.module"}, "install its distribution"),
        ({"plugin": types.SimpleNamespace()}, "implements no hook"),
        ({"plugin": "examcore_plugins.jcq"}, "has no hook examcore_awarding_bodies"),
        ({"plugin": "examcore_plugins.aqa", "body": "ocr"}, "name one of them as `body`"),
    ],
)
def test_a_contract_about_nothing_fails_usefully(about, says):
    found = problems(BodyContract, **about)
    assert "test_it_is_taken_beside_all_others" in found
    assert all(says in text for text in found.values())


INIT = """
from examcore import hookimpl

@hookimpl
def examcore_awarding_bodies():
    from .body import BODY
    return [BODY]
"""
BODY = """
from examcore import Evidence, Source
from examcore.model import AwardingBody, EntryRoute, NameRule

US = {"evidence": Evidence.EXAMPLE, "source": Source("us")}
BODY = AwardingBody(
    id="acme",
    title="Acme Mocks",
    jcq_ids={"98": "mocks", "99": "more mocks"},
    recognition_number="RN9999",
    names=NameRule(marks="'-", longest=40, **US),
    routes=(EntryRoute(jcq_id="99", format="jcq.entries.entries", **US),),
    **US,
)
"""
README = """# Acme Mocks

## Covered

- the identifiers `98` and `99`, and the number RN9999
- names of 40 characters and the marks `'-` (EXAMPLE)
- entries under `99` as files of
  `jcq.entries.entries` (EXAMPLE)

## Not covered

- entries under `98`

## Sources

- us
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A plugin as a package, with other files in the place of the sound ones; None leaves one out."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(**changes):
        files = {"__init__.py": INIT, "body.py": BODY, "README.md": README} | changes
        folder = tmp_path / "acme_package"
        for name, text in files.items():
            if text is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8")
        return problems(BodyContract, plugin="acme_package", name="acme")

    yield make
    from examcore.testing import contract  # noqa: PLC0415

    contract._module.cache_clear()
    for name in [name for name in sys.modules if name.startswith("acme_package")]:
        del sys.modules[name]


def test_a_sound_package_has_no_problem(package):
    assert package() == {}


@pytest.mark.parametrize(
    ("files", "test", "says"),
    [
        ({"README.md": None}, "test_the_package", "there is no README.md"),
        ({"data/days.csv": "a\n"}, "test_the_package", "have a .csv and a .toml of one name"),
        ({"body.py": BODY + "\nOTHER, BODY = BODY, None\n", "__init__.py": INIT.replace("BODY", "OTHER")},
         "test_the_package", "declare BODY = AwardingBody"),
        ({"README.md": README.replace("# Acme Mocks", "#")}, "test_the_readme", "begin with `# Acme Mocks`"),
        ({"README.md": README.replace("## Sources", "## Links")}, "test_the_readme", "in this order"),
        ({"README.md": README.replace("- us", "")}, "test_the_readme", "nothing stands under Sources"),
        ({"README.md": README.replace("`98` and `99`", "`99`")}, "test_the_readme", "name each identifier"),
        ({"README.md": README.replace("RN9999", "RN1")}, "test_the_readme", "RN9999 under Covered"),
        ({"README.md": README.replace("40 char", "30 char")}, "test_the_readme", "40 characters, `'-`"),
        ({"README.md": README.replace("`'-` (EXAMPLE)", "`'-`")}, "test_the_readme", "label of evidence"),
        ({"README.md": README.replace("`jcq.entries.entries`", "EDI")}, "test_the_readme", "in which format"),
        ({"README.md": README.replace("- entries under", "- fees")}, "test_the_readme", "no route for 98"),
        ({"README.md": README.replace("- entries under `98`", "- entries under `98`\n- rules of names")},
         "test_the_readme", "take it out of Not covered"),
        ({"body.py": BODY.replace("names=NameRule(marks=\"'-\", longest=40, **US),", "").replace(
            'routes=(EntryRoute(jcq_id="99", format="jcq.entries.entries", **US),),', "")},
         "test_the_readme", "add a bullet on names under Not covered"),
        ({"body.py": BODY.replace("routes=", "shares_jcq_rules=True, routes=")},
         "test_the_readme", "does not say under Covered that the body shares the rules of `jcq`"),
        ({"README.md": README.replace("## Not", "- it shares the days of `jcq`\n\n## Not")},
         "test_the_readme", "and shares_jcq_rules is False"),
    ],
)  # fmt: skip
def test_a_broken_package_fails_usefully(package, files, test, says):
    found = package(**files)
    assert says in found[test]
    assert "acme_package" in found[test]


# --- formats --------------------------------------------------------------------------------------

ODD = FindingCode(
    code="acme.odd-line",
    severity=Severity.ERROR,
    template="{what} is odd",
    cure="mend it",
    triggers="M5 alone",
    passes="M5X100",
)
CANNOT = attrs.evolve(ODD, code="acme.cannot-write", template="{field} does not fit")


@attrs.frozen
class Mark:
    """A value of the sound format: an option code and who is entered for it."""

    code: str
    name: str = attrs.field(repr=mask, metadata=PERSONAL)


@wire()
class MarkRecord:
    code: str = column(1, 6, KEY)
    name: str = column(7, 20, KEY, personal=True)


LAYOUT = RecordLayout.of(MarkRecord, name="M", source="us", key="")
DATA = b"X100  SAMPLETON           \nX200  EXAMPLEBY           \n"
SAMPLE = Sample("marks.mrk", DATA)


@attrs.frozen
class Lines:
    data: bytes = attrs.field(repr=False)

    def to_bytes(self):
        return self.data

    def iter_lines(self):
        for number, line in enumerate(self.data.splitlines(), 1):
            text = line.decode("latin-1")
            yield number, "M", {"code": text[:6], "name": text[6:]}, frozenset({"name"})


def identify(name, head):
    return Claim(Sureness.CERTAIN, "it has marks") if name.endswith(".mrk") and head[:1] in b"X" else None


def load(data, context):
    marks, findings = [], []
    for number, line in enumerate(data.splitlines(), 1):
        record, _ = LAYOUT.parse(line.ljust(26), context.name, number)
        if isinstance(record, MarkRecord) and len(line) == 26:
            marks.append(Mark(record.code, record.name))
        else:
            findings.append(ODD.at(context.name, number, start=1, length=26, field="line", what="it"))
    return Content(records=Lines(data), values=tuple(marks), findings=tuple(findings), issue=ISSUE)


ISSUE = Issue(letter="M", series=BodySeries("acme", "99", "6G27"), sequence=1, produced=None, file="")


def dump(values, _context):
    lines, findings = [], []
    for value in values:
        for field, width in (("code", 6), ("name", 20)):
            text = getattr(value, field)
            if len(text) > width or not text.isascii():
                findings.append(CANNOT.at("marks.mrk", field=field))
        lines.append(f"{value.code:<6}{value.name:<20}\n".encode("ascii", "replace"))
    return Dumped(name="marks.mrk", data=b"" if findings else b"".join(lines), findings=tuple(findings))


def file_format(**changes):
    given = {
        "id": "acme.marks.list",
        "title": "Marks",
        "edition": "1",
        "identify": identify,
        "load": load,
        "dump": dump,
        "layouts": lambda: (LAYOUT,),
        "codes": (ODD, CANNOT),
        "source": "us",
    }
    return FileFormat(**given | changes)


def format_problems(*, samples=(SAMPLE,), **changes):
    return problems(FormatContract, format=file_format(**changes), samples=samples)


def test_a_sound_format_has_no_problem():
    assert format_problems() == {}
    assert format_problems(dump=None) == {}


class Counting:
    """A format that remembers how often it was called."""

    times = 0

    def __call__(self, data, context):
        self.times += 1
        return attrs.evolve(load(data, context), details={"times": str(self.times)})


@attrs.frozen
class Talkative:
    name: str
    origin: object = attrs.field(default=None, eq=False)


def raising(data, context):
    return load(data, context) if data == DATA else 1 / 0


def changed(**changes):
    return lambda data, context: attrs.evolve(load(data, context), **changes)


def of_values(make):
    return lambda data, context: attrs.evolve(
        load(data, context), values=tuple(make(v) for v in load(data, context).values)
    )


def with_finding(finding):
    return lambda data, context: attrs.evolve(
        load(data, context), findings=(finding(context),) if data != DATA else ()
    )


def cutting(values, context):
    return dump([Mark(value.code[:6], value.name[:20]) for value in values], context)


def replacing(values, context):
    return dump(
        [Mark(v.code, v.name.encode("ascii", "ignore").decode() or "UNKNOWN") for v in values], context
    )


def late(values, context):
    return attrs.evolve(dump(values, context), data=DATA)


def telling(values, context):
    dumped = dump(values, context)
    findings = [CANNOT.at("marks.mrk", field=values[1].name) for _ in dumped.findings]
    return attrs.evolve(dumped, findings=findings)


def swallowing(values, context):
    return dump(tuple(values)[:1], context)


def misnaming(values, context):
    return attrs.evolve(dump(values, context), name="marks.txt")


def blunt(values, context):
    for value in values:
        LAYOUT.format(MarkRecord(code=value.code, name=value.name))
    return dump(values, context)


STRAY = attrs.evolve(ODD, code="acme.stray")
COUNT = attrs.evolve(ODD, template="{what:d} are odd")
BROKEN_FORMATS = {
    "no_source": ({"source": ""}, "test_the_declaration", "has no source"),
    "layouts": ({"layouts": lambda: ("M",)}, "test_the_declaration", "return a tuple of RecordLayout"),
    "claims_nothing": ({"identify": lambda _n, _h: None}, "test_it_claims_its_own", "does not claim its"),
    "claims_without_reason": (
        {"identify": lambda n, h: identify(n, h) and Claim(Sureness.CERTAIN, " ")},
        "test_it_claims_its_own",
        "without a reason",
    ),
    "claims_everything": (
        {"identify": lambda _n, _h: Claim(Sureness.CERTAIN, "a hunch")},
        "test_it_is_not_certain_of_other_files",
        "because a hunch",
    ),
    "identify_raises": (
        {"identify": lambda _n, h: h[0] and None},
        "test_it_is_not_certain_of_other_files",
        "IndexError",
    ),
    "identify_is_no_claim": ({"identify": lambda _n, _h: True}, "test_it_claims_its_own", "of type bool"),
    "identify_raises_on_nothing": (
        {"identify": lambda n, h: identify(n, h) if 1 / len(h) else None},
        "test_any_bytes_give_content",
        "ZeroDivisionError",
    ),
    "load_raises": ({"load": raising}, "test_any_bytes_give_content", "declare a FindingCode"),
    "load_gives_nothing": ({"load": lambda _d, _c: None}, "test_bytes_come_back", "of type NoneType"),
    "remembers": ({"load": Counting()}, "test_loading_is_repeatable", "other content the second time"),
    "loses_bytes": (
        {"load": lambda d, c: attrs.evolve(load(d, c), records=Lines(d.strip()))},
        "test_bytes_come_back",
        "byte for byte",
    ),
    "cannot_be_pickled": (
        {"load": changed(details={"x": lambda: 0})},
        "test_content_can_be_pickled",
        "cannot be pickled",
    ),
    "unknown_code": (
        {"load": with_finding(lambda c: STRAY.at(c.name, 1, what="it"))},
        "test_any_bytes_give_content",
        "gives acme.stray, which its `codes` lack",
    ),
    "another_file": (
        {"load": with_finding(lambda _: ODD.at("x", 1, what="it"))},
        "test_any_bytes_give_content",
        "at the file 'x'",
    ),
    "line_zero": (
        {"load": with_finding(lambda c: ODD.at(c.name, 0, what="it"))},
        "test_any_bytes_give_content",
        "count lines from 1",
    ),
    "field_without_columns": (
        {"load": with_finding(lambda c: ODD.at(c.name, 1, field="name", what="it"))},
        "test_any_bytes_give_content",
        "give line, start and length",
    ),
    "message_that_cannot_be_made": (
        {"codes": (COUNT, CANNOT), "load": with_finding(lambda c: COUNT.at(c.name, 1, what="it"))},
        "test_any_bytes_give_content",
        "a parameter for each name in the template",
    ),
    "repr_of_people": (
        {"load": of_values(lambda v: Talkative(v.name)), "dump": None},
        "test_damaged_samples_keep_their_secrets",
        "stands in the repr of",
    ),
    "findings_with_people": (
        {"load": with_finding(lambda c: ODD.at(c.name, 1, what="SAMPLETON"))},
        "test_damaged_samples_keep_their_secrets",
        "stands in the finding acme.odd-line",
    ),
    "cuts": ({"dump": cutting}, "test_nothing_is_cut", "never cut, never replace"),
    "replaces": ({"dump": replacing}, "test_nothing_is_cut", "name that does not fit is written as"),
    "bytes_beside_an_error": ({"dump": late}, "test_nothing_is_cut", "nobody shall send such a file"),
    "findings_of_dump_with_people": ({"dump": telling}, "test_nothing_is_cut", "stands in the finding acme."),
    "dump_raises": ({"dump": blunt}, "test_nothing_is_cut", "CannotWrite"),
    "dump_gives_bytes": ({"dump": lambda _v, _c: DATA}, "test_what_is_written_reads_back", "return Dumped"),
    "swallows": ({"dump": swallowing}, "test_what_is_written_reads_back", "2 values have become 1"),
    "misnames": ({"dump": misnaming}, "test_what_is_written_is_known_again", "does not claim marks.txt"),
    "no_issue": ({"load": changed(issue=None)}, "test_nothing_is_cut", "give the sample an issue"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN_FORMATS)
def test_a_broken_format_fails_usefully(name):
    changes, test, says = BROKEN_FORMATS[name]
    about = {"format": file_format(**changes), "samples": (SAMPLE,)}
    with pytest.raises(AssertionError) as caught:
        getattr(type("TestBroken", (FormatContract,), about)(), test)()
    text = str(caught.value)
    assert says in text
    assert "acme.marks.list" in text
    assert "\n  cure: " in text


def test_samples_that_prove_nothing_are_refused():
    assert "has no sample" in format_problems(samples=())["test_the_declaration"]
    found = format_problems(samples=(Sample("bad.mrk", b"X\n"),))["test_samples_have_nothing_wrong"]
    assert "bad.mrk has errors" in found
    found = problems(FormatContract, samples=(SAMPLE,))
    assert all("does not say which format" in text for text in found.values())
    found = problems(FormatContract, format="acme.there.isnone", samples=(SAMPLE,))
    assert all("nobody offers the format" in text for text in found.values())


def test_a_sample_of_another_format_is_found_out():
    data, name = builders.file("L", builders.link())
    found = problems(FormatContract, format="jcq.basedata.options", samples=(Sample(name, data),))
    assert "takes L6G27_99.X01 for jcq.basedata.links" in found["test_reading_finds_it"]


# --- the kit --------------------------------------------------------------------------------------


def test_the_message_is_what_pytest_shows(tmp_path):
    """Whoever inherits sees the fault and the cure, and not how the kit says it."""
    test = tmp_path / "test_acme.py"
    test.write_text(
        "import types\n"
        "from examcore import Evidence, Source, hookimpl\n"
        "from examcore.model import AwardingBody\n"
        "from examcore.testing import BodyContract\n"
        "body = AwardingBody(id='acme', title='Acme', jcq_ids={'99': 'x', '98': 'y'},\n"
        "                    evidence=Evidence.EXAMPLE, source=Source('us'))\n"
        "class TestAcme(BodyContract):\n"
        "    plugin = types.SimpleNamespace(examcore_awarding_bodies=hookimpl(lambda: [body]))\n"
        "    name = 'acme'\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", str(test)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603  our own
    assert done.returncode == 1
    assert "acme: the JCQ identifiers are not in their order: 99, 98" in done.stdout
    assert "cure: sort them" in done.stdout
    assert "1 failed" in done.stdout
    assert "in require" not in done.stdout


def test_without_hypothesis_it_says_what_to_install():
    code = "import sys; sys.modules['hypothesis'] = None; import examcore.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert 'pip install "examcore[testing]"' in done.stderr
    assert done.returncode
