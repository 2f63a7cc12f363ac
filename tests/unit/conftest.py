"""Synthetic basedata and tables for the tests of entries and fees: people, codes and fees are invented."""

import csv
import io
from datetime import date

import pytest

import builders
import examcore as ex
from examcore import Evidence, Source, hookimpl
from examcore.entries import COLUMNS, SentFile
from examcore.formats import Content, FileFormat
from examcore.ids import uci
from examcore.model import AwardingBody, EntryRoute, NameRule

TWELVE = [column.name for column in COLUMNS if column.expected]


def option_line(
    code, fee=1000, *, flag="Y", item="C", number="", components=1, process="E", title="SAMPLE OPTION"
):
    kinds = {"U": {"certification": "", "unit": "GCE ASB"}, "B": {"unit": "GCE ASB"}}.get(item, {})
    return builders.option(
        code,
        fee=fee,
        flag=flag,
        item=item,
        accreditation=number,
        components=f"{components:02d}" if components is not None else "",
        process=process,
        title=title,
        **kinds,
    )


def catalogue_of(*files):
    return ex.Catalogue.of([builders.read(data, name) for data, name in files])


def one_set(jcq_id, series, options, *, linked=(), pairs=(), letters="SOCLD"):
    """The files of a set; every option that is linked has one component of its own code."""
    contents = {
        "S": [builders.syllabus()],
        "O": options,
        "C": [builders.component(code) for code in linked],
        "L": [builders.link(code, code) for code in linked],
        "D": [builders.pair(*pair) for pair in pairs],
    }
    return [builders.file(letter, *contents[letter], jcq_id=jcq_id, series=series) for letter in letters]


@pytest.fixture(scope="session")
def basedata():
    """Functions to make basedata with."""

    class Basedata:
        line = staticmethod(option_line)
        one_set = staticmethod(one_set)
        catalogue_of = staticmethod(catalogue_of)

    return Basedata


@pytest.fixture(scope="session")
def catalogue():
    """AQA in two series of one month, OCR with a disallowed pair, WJEC with codes that begin with a zero."""
    aqa = [
        option_line("8300F", 3200, number="60146084", title="MATHS F"),
        option_line("8300H", 3200, number="60146084", title="MATHS H"),
        option_line("8700", 3450, number="60142923"),
        option_line("1111", 100),
        option_line("8999", 0),
        option_line("MATHY", 500),
    ]
    return catalogue_of(
        *one_set("70", "6G27", aqa, linked=["8300F", "8300H", "8700", "1111", "8999", "MATHY"]),
        *one_set(
            "70", "6A27", [option_line("7402", 7000), option_line("1111", 100)], linked=["7402", "1111"]
        ),
        *one_set(
            "01",
            "6A27",
            [option_line("J560", 4000), option_line("J567", 4100), option_line("J700", 1)],
            linked=["J560", "J567", "J700"],
            pairs=[("J560*", "J567"), ("J567", "J560*")],
        ),
        *one_set("40", "6G27", [option_line("015501", 2500)], linked=["015501"]),
    )


@pytest.fixture(scope="session")
def person():
    """The columns of a synthetic candidate."""

    def make(number=1, centre="64999", **changes):
        return {
            "centre_number": centre,
            "candidate_number": f"{number:04d}",
            "surname": f"Sample{number}",
            "forenames": "Ann",
            "sex": "F",
            "date_of_birth": "2011-03-14",
            "uci": uci.make(centre, number, 26),
            "upn": "",
            "uln": "",
            "awarding_body": "aqa",
            "series": "6G27",
            "option_code": "8300H",
        } | changes

    return make


@pytest.fixture(scope="session")
def table():
    """A table of such rows as bytes."""

    def make(*rows, columns=None, delimiter=",", encoding="utf-8"):
        out = io.StringIO()
        names = columns or list(dict.fromkeys([*TWELVE, *(name for row in rows for name in row)]))
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows([row.get(name, "") for name in names] for row in rows)
        return out.getvalue().encode(encoding)

    return make


@pytest.fixture(scope="session")
def entries_of(table):
    """Entries of such rows, read from a table."""

    def make(*rows, **how):
        return ex.Entries.of(ex.read(table(*rows, **how), name="entries.csv"))

    return make


CENTRE = ex.Centre(number="64999", name="Sample School", postcode="ZZ99 9ZZ")
SENT_ON = date(2027, 1, 20)


@pytest.fixture(scope="session")
def send(entries_of, person, catalogue, basedata, request):
    """Entry files of rows, each the changes to a synthetic candidate whose name can be sent."""

    def make(*rows, options=None, jcq_id="70", series="6G27", entries=None, **how):
        if entries is None:
            entries = entries_of(*(person(**{"surname": "Sample", **row}) for row in rows))
        offered = how.pop("catalogue", catalogue)
        if options is not None:
            offered = basedata.catalogue_of(*basedata.one_set(jcq_id, series, options))
        return ex.entry_files(entries, offered, **{"centre": CENTRE, "on": SENT_ON, **how})

    make.receipt = request.getfixturevalue("receipt")
    make.registry_with = request.getfixturevalue("registry_with")
    make.person, make.entries_of = person, entries_of
    return make


@pytest.fixture(scope="session")
def receipt():
    """A receipt of files, each a JCQ identifier, a series and a sequence."""

    def make(*files, centre="64999", number=1):
        return ex.Receipt(
            centre=centre,
            number=number,
            files=tuple(
                SentFile(
                    name=f"E{centre}{jcq_id}.X{sequence % 100:02d}",
                    format="jcq.entries.entries",
                    letter="E",
                    awarding_body="aqa",
                    jcq_id=jcq_id,
                    series=series,
                    sequence=sequence,
                    produced=SENT_ON,
                    size=0,
                    sha256="",
                    candidates=(),
                )
                for jcq_id, series, sequence in files
            ),
        )

    return make


@pytest.fixture(scope="session")
def registry_with():
    """A registry with one body of identifier 99 more, and a format of its own."""

    def make(dump, *, names=True, route="demo.files.entries"):
        source = Source("us")
        rule = NameRule(marks="'-", longest=40, evidence=Evidence.EXAMPLE, source=source)
        way = EntryRoute(jcq_id="99", format=route, evidence=Evidence.SEEN, source=source)

        class Demo:
            @hookimpl
            def examcore_awarding_bodies(self):
                return [
                    AwardingBody(
                        id="demo",
                        title="Demo",
                        jcq_ids={"99": "all"},
                        names=rule if names else None,
                        routes=(way,),
                        evidence=Evidence.EXAMPLE,
                        source=source,
                    )
                ]

            @hookimpl
            def examcore_formats(self):
                return [
                    FileFormat(
                        id="demo.files.entries",
                        title="Demo",
                        edition="1",
                        identify=lambda *_: None,
                        load=lambda *_: Content(),
                        dump=dump,
                        source="us",
                    )
                ]

        registry = ex.Registry.builtin(strict=True)
        registry.register(Demo(), name="demo")
        return registry

    return make
