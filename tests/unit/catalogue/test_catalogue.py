"""The catalogue: looking options up, and what is told of files that do not fit together."""

import random

import attrs
import pytest

import examcore as ex
from builders import (
    basedata,
    builtin,
    catalogue,
    codes,
    component,
    file,
    found,
    lines,
    link,
    option,
    pair,
    read,
    severities,
    syllabus,
    whole_set,
)
from examcore.catalogue import CODES
from examcore.catalogue.catalogue import COLUMNS
from examcore.catalogue.nearest import Nearest
from examcore.errors import AmbiguousOption, UnknownBody, UnknownOption, UnknownSeries
from examcore.findings import code_book
from examcore.model import BodySeries, OptionRef, Series

AQA = {"jcq_id": "70", "series": "6G17"}


def told(got):
    """Findings of the catalogue itself."""
    return {c: s for c, s in severities(got.findings).items() if c.startswith("catalogue.")}


def options(*codes_, **head):
    """An O file of such codes and nothing else."""
    return file("O", *(option(c) for c in codes_), **head)


def test_a_sound_set():
    got = catalogue(*whole_set())
    assert told(got) == {}
    assert len(got) == 2
    assert (got.bodies, [str(s) for s in got.series]) == (("99",), ["99 6G27"])
    assert [o.code for o in got] == [o.code for o in got.options] == ["X100", "X200"]
    assert [s.code for s in got.syllabuses] == ["X100", "X200"]
    assert [c.code for c in got.components] == ["X100/1", "X100/2", "X200/1"]
    assert [(k.option, k.component) for k in got.links] == [
        ("X100", "X100/1"),
        ("X100", "X100/2"),
        ("X200", "X200/1"),
    ]
    first = got.get_option("99", "6G27", "X100")
    assert [c.code for c in got.components_of(first)] == ["X100/1", "X100/2"]
    assert got.find_syllabus(first).title == "SAMPLE SUBJECT"
    assert got.has_components(first) is True
    assert repr(got) == "<Catalogue: 2 options, 99 6G27>"
    assert [i.letter for i in got.issues] == ["S", "O", "C", "L"]
    assert got.superseded == ()


def test_looking_an_option_up():
    got = catalogue(options("8700", "8300H", **AQA))
    want = got.options[0]
    for body in ("aqa", "AQA", "70"):
        for series in ("6G17", "2017-06", Series(2017, 6), BodySeries("aqa", "70", "6G17")):
            assert got.get_option(body, series, "8700") is want
            assert got.find_option(body, series, "8700") is want
            assert got.resolve(OptionRef(body, str(getattr(series, "code", series)), "8700")) is want


def test_an_unknown_option_names_the_nearest():
    got = catalogue(options("8700", "8300H", **AQA))
    with pytest.raises(UnknownOption) as error:
        got.get_option("aqa", "6G17", "8700X")
    assert str(error.value) == "unknown option 8700X in AQA 6G17; nearest 8700"
    assert error.value.nearest == ("8700",)
    assert isinstance(error.value, LookupError)
    assert got.find_option("aqa", "6G17", "8700X") is None
    wrong = got.resolve(OptionRef("aqa", "6G17", "8700X"))
    assert isinstance(wrong, UnknownOption)
    assert (
        got.resolve(OptionRef("aqa", "6G17", "8700X")) is wrong
    )  # remembered: many entries make one mistake


@pytest.mark.parametrize(
    ("body", "series", "code", "kind", "message"),
    [
        ("aqa", "6G17", "ZZZZ", UnknownOption, "unknown option XXXX in AQA 6G17"),
        (
            "aqa",
            "2017-06",
            "8300",
            UnknownOption,
            "unknown option 8300 in AQA 2017-06; nearest 8300F or 8300H or 8700",
        ),
        ("aqa", "6G17", "7401", UnknownOption, "unknown option 7401 in AQA 6G17; aqa 70 6A17 has it"),
        ("aqa", "6G17", "J560", UnknownOption, "unknown option J560 in AQA 6G17; ocr 01 6G17 has it"),
        ("ccea", "6G17", "8700", UnknownBody, "no basedata of awarding body ccea; there is aqa, ocr"),
        ("aqa", "6G27", "8700", UnknownSeries, "no basedata of AQA 6G27; there is 6G17, 6A17"),
        ("aqa", "2017-11", "8700", UnknownSeries, "no basedata of AQA 2017-11; there is 6G17, 6A17"),
        ("aqa", "", "8700", UnknownSeries, "no basedata of AQA ; there is 6G17, 6A17"),
        ("aqa", "6G17", "", UnknownOption, "unknown option  in AQA 6G17"),
        ("aqa", "6G17", "8" * 500, UnknownOption, "unknown option " + "9" * 40 + "… in AQA 6G17"),
    ],
)
def test_what_is_not_there(body, series, code, kind, message):
    got = catalogue(
        options("8700", "8300H", "8300F", **AQA),
        options("7401", jcq_id="70", series="6A17"),
        options("J560", jcq_id="01", series="6G17"),
    )
    with pytest.raises(kind) as error:
        got.get_option(body, series, code)
    assert str(error.value) == message
    assert got.find_option(body, series, code) is None


def test_an_empty_catalogue_says_so():
    got = catalogue((b"a photograph", "photo.jpg"))
    assert told(got) == {"catalogue.nothing": "error"}
    assert (len(got), repr(got)) == (0, "<Catalogue: 0 options, no series>")
    with pytest.raises(UnknownBody, match="there is none"):
        got.get_option("aqa", "6G17", "8700")
    assert told(ex.Catalogue.of([])) == {"catalogue.nothing": "error"}


def test_a_month_that_holds_a_code_twice_names_both():
    got = catalogue(options("X100", jcq_id="70", series="6G27"), options("X100", jcq_id="70", series="6A27"))
    with pytest.raises(AmbiguousOption) as error:
        got.get_option("aqa", "2027-06", "X100")
    assert str(error.value) == (
        "option X100 of AQA 2027-06 is in aqa 70 6G27 and aqa 70 6A27; give the series code"
    )
    assert error.value.found == ("aqa 70 6G27", "aqa 70 6A27")
    assert got.get_option("aqa", "6A27", "X100").key.series.code == "6A27"


def test_a_code_under_two_identifiers_of_a_body_names_both():
    got = catalogue(options("X100", jcq_id="10", series="6G27"), options("X100", jcq_id="11", series="6G27"))
    with pytest.raises(AmbiguousOption, match="pearson 10 6G27 and pearson 11 6G27; give the JCQ identifier"):
        got.get_option("pearson", "6G27", "X100")
    assert got.get_option("11", "6G27", "X100").key.series.jcq_id == "11"
    assert len(got) == 2


# ---- nearest codes


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("8700X", ("8700",)),
        ("870", ("8700",)),
        ("8070", ("8700",)),
        ("8701", ("8700",)),
        ("8300", ("8300F", "8300H")),
        ("8300h", ("8300H",)),
        ("8300HH", ("8300H",)),
        ("Z", ()),
        ("", ()),
        ("X" * 13, ()),
        ("6EC01X", ("6EC01",)),
        ("6ec99", ("6EC01", "6EC02", "6EC03")),
        ("7800", ("8700",)),
        ("6EC99", ("6EC01", "6EC02", "6EC03")),
    ],
)
def test_nearest(wrong, near):
    index = Nearest(["8700", "8300F", "8300H", "6EC01", "6EC02", "6EC03", "6EC04"])
    assert index.to(wrong)[: len(near) or None] == near


def distance(a, b):
    """Edits and swaps of neighbours, the slow way."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


def test_every_code_one_edit_away_is_found():
    random.seed(2027)
    known = sorted({"".join(random.choices("AB01", k=random.randint(3, 6))) for _ in range(300)})  # noqa: S311
    index = Nearest(known)
    for _ in range(300):
        wrong = "".join(random.choices("AB01", k=random.randint(3, 6)))  # noqa: S311  no secret
        near = set(index.to(wrong, most=1000))
        assert {k for k in known if distance(wrong, k) <= 1} <= near


# ---- disallowed combinations


def forbidden(pairs, one, other):
    known = dict.fromkeys([one, other, "X100", "X200"])
    got = catalogue(options(*known), file("D", *(pair(*p) for p in pairs)))
    a, b = (got.get_option("99", "6G27", c) for c in (one, other))
    here = got.find_disallowed(a, b)
    assert (here is None) == (got.find_disallowed(b, a) is None)  # unordered
    return here is not None


@pytest.mark.parametrize(
    ("pairs", "one", "other", "expected"),
    [
        ([("X100*", "X200*")], "X100", "X200", True),
        ([("X100*", "X200*")], "X100H", "X200F", True),
        ([("X200*", "X100*")], "X100H", "X200F", True),
        ([("X100*", "X200*")], "X100H", "X100F", False),
        ([("X100*", "X200*")], "X10", "X200", False),
        ([("X100", "X200")], "X100", "X200", True),
        ([("X100", "X200")], "X100H", "X200", False),
        ([("X100", "X2*")], "X100", "X299", True),
        ([("8AD0 *", "X200")], "8AD0", "X200", True),
        ([("8AD0 *", "X200")], "8AD01", "X200", False),
        ([("8AD0*", "X200")], "8AD01", "X200", True),
        ([("X100*", "X100*")], "X100H", "X100F", False),
        ([("X100*", "X100*"), ("X100H", "X100F")], "X100H", "X100F", True),
        ([("X*", "X200")], "X100", "X200", True),
        ([("*", "X200")], "X100", "X200", True),
        ([("X100*", "X200*"), ("X200*", "X100*")], "X100", "X200", True),
        ([("X100*", "X200*", "X300")], "X300", "X200", False),
    ],
)
def test_disallowed_pairs(pairs, one, other, expected):
    assert forbidden(pairs, one, other) is expected


def test_an_option_is_never_disallowed_with_itself_or_across_series():
    got = catalogue(
        options("X100", "X200"),
        options("X100", "X200", series="6A27"),
        file("D", pair("X100*", "X1*"), pair("X100", "X200")),
    )
    here, there = got.get_option("99", "6G27", "X100"), got.get_option("99", "6A27", "X200")
    assert got.find_disallowed(here, here) is None
    assert got.find_disallowed(here, there) is None
    assert got.find_disallowed(there, here) is None
    assert got.find_disallowed(here, got.get_option("99", "6G27", "X200")).first == "X100"
    assert [(p.first, p.second) for p in got.disallowed] == [("X100*", "X1*"), ("X100", "X200")]


def test_patterns_that_match_nothing():
    got = catalogue(
        options("X100", "8AD0"),
        file("D", pair("X100*", "ZZZZ*"), pair("ZZZZ*", "X100*"), pair("8AD0 *", "X10")),
    )
    idle = [f for f in got.findings if f.code == "catalogue.pattern-matches-nothing"]
    assert [(f.line, f.params["pattern"], str(f.severity)) for f in idle] == [
        (3, "ZZZZ*", "warning"),
        (5, "X10", "warning"),
    ]
    alone = catalogue(file("D", pair("ZZZZ*", "X100*")))
    assert "catalogue.pattern-matches-nothing" not in told(alone)


# ---- references


def test_dangling_references():
    got = catalogue(
        file("S", syllabus("X100")),
        file("O", option("X100"), option("X200", syllabus="X200", components="00")),
        file("C", component("X100/1")),
        file("L", link("X100", "X100/1"), link("X300", "X100/1"), link("X200", "X200/9")),
    )
    assert told(got) == dict.fromkeys(
        [
            "catalogue.no-syllabus",
            "catalogue.no-option",
            "catalogue.no-component",
            "catalogue.component-count",
        ],
        "warning",
    )
    assert found(got.findings, "catalogue.no-syllabus").line == 4
    assert found(got.findings, "catalogue.no-option").line == 4
    assert found(got.findings, "catalogue.no-component").line == 5
    second = got.get_option("99", "6G27", "X200")
    assert got.components_of(second) == ()
    assert got.find_syllabus(second) is None
    assert len(got.links) == 3  # nothing is dropped


@pytest.mark.parametrize(
    ("declared", "links", "odd"),
    [
        ("01", 1, False),
        ("02", 2, False),
        ("00", 0, False),
        ("  ", 2, False),
        ("01", 0, True),
        ("01", 4, True),
        ("00", 1, True),
    ],
)
def test_numbers_of_components(declared, links, odd):
    """V11, with the cash-ins of WJEC, which say 01."""
    got = catalogue(
        file("S", syllabus()),
        file("O", option(components=declared)),
        file("C", *(component(f"X100/{n}") for n in range(4))),
        file("L", *(link("X100", f"X100/{n}") for n in range(links))),
    )
    assert told(got) == ({"catalogue.component-count": "warning"} if odd else {})
    assert got.has_components(got.options[0]) is (True if links else None)  # an L file without links is odd


def test_missing_files_are_told_and_stop_nothing():
    alone = catalogue(
        file("O", option(components="02"), option("X200", components="00"), option("X300", components=""))
    )
    missing = [f for f in alone.findings if f.code == "catalogue.no-file"]
    assert {(f.params["letter"], str(f.severity)) for f in missing} == {
        ("S", "info"),
        ("C", "info"),
        ("L", "info"),
    }
    assert [alone.has_components(o) for o in alone] == [True, False, None]
    assert alone.components_of(alone.options[0]) == ()
    links = catalogue(file("L", link()))
    assert {f.params["letter"] for f in links.findings if f.code == "catalogue.no-file"} == {"S", "C", "O"}
    assert told(catalogue(file("S", syllabus()))) == {}
    no_d = catalogue(*whole_set())
    assert no_d.find_disallowed(*no_d.options) is None


# ---- issues


def test_the_highest_sequence_counts_and_the_older_stays_visible():
    old, new = (file("O", option(fee=fee), sequence=n) for n, fee in ((9, 1000), (10, 2000)))
    for given in ((old, new), (new, old)):
        got = catalogue(*given)
        assert [o.fee for o in got] == [2000]
        older = found(got.findings, "catalogue.superseded")
        assert (str(older.severity), older.file) == ("info", "O6G27_99.X09")
        assert older.message == "issue 9 is superseded by issue 10 in O6G27_99.X10; it is not used"
        assert [i.sequence for i in got.superseded] == [9]
        assert [i.sequence for i in got.issues] == [10]


def test_the_same_issue_twice():
    data, name = file("O", option())
    got = ex.Catalogue.of([read(data, name), read(data, "Z.zip!" + name)])
    assert told(got)["catalogue.same-issue"] == "info"
    assert found(got.findings, "catalogue.same-issue").file == "Z.zip!O6G27_99.X01"
    assert len(got) == 1
    assert got.superseded == ()


def test_one_sequence_with_two_contents():
    """The one that was read first is used, and that is an error until somebody decides."""
    data, name = file("O", option(fee=1000))
    other, _ = file("O", option(fee=2000))
    got = ex.Catalogue.of([read(data, name), read(other, "copy/" + name)])
    assert told(got)["catalogue.two-contents"] == "error"
    assert found(got.findings, "catalogue.two-contents").file == "copy/O6G27_99.X01"
    assert [o.fee for o in got] == [1000]
    newest = ex.Catalogue.of(
        [read(data, name), read(other, "copy/" + name), read(*file("O", option(fee=3), sequence=2))]
    )
    assert [o.fee for o in newest] == [3]
    assert codes(newest.findings).count("catalogue.superseded") == 2
    assert "catalogue.two-contents" not in told(newest)


def test_a_file_without_a_sequence_has_that_of_its_name():
    data, name = file("O", option(fee=1))
    headless = b"".join(row for row in data.splitlines(keepends=True) if row[:2] != b"O3")
    got = ex.Catalogue.of([read(headless, "a/" + name), read(*file("O", option(fee=2), sequence=2))])
    assert [o.fee for o in got] == [2]
    assert [i.sequence for i in got.superseded] == [1]
    same = ex.Catalogue.of([read(headless, "a/" + name), read(*file("O", option(fee=2)))])
    assert told(same)["catalogue.two-contents"] == "error"
    alone = ex.Catalogue.of([read(headless, "options.txt")])
    assert [i.sequence for i in alone.issues] == [None]
    assert "catalogue.issue-unknown" not in told(alone)


def test_two_l_files_of_one_sequence_prove_nothing():
    options = file("O", option("X100", components="00"))
    one, other = (file("L", link(code, code)) for code in ("X200", "X300"))
    assert catalogue(options, one).has_components(catalogue(options, one).options[0]) is False
    got = ex.Catalogue.of([read(*options), read(*one), read(other[0], "copy/" + other[1])])
    assert got.has_components(got.options[0]) is None


def test_sets_of_mixed_issues():
    got = catalogue(
        *whole_set(), file("O", option("X100", components="02"), option("X200", syllabus="X200"), sequence=2)
    )
    mixed = found(got.findings, "catalogue.mixed-issues")
    assert (str(mixed.severity), mixed.params["issues"]) == ("info", "S 1, O 2, C 1, L 1")
    other = catalogue(*whole_set(), *whole_set(series="6A27", sequence=2))
    assert "catalogue.mixed-issues" not in told(other)


# ---- languages


def test_titles_of_two_languages_join():
    english = file("O", option("X100", title="HISTORY"), option("X200", title="MUSIC"))
    welsh = file("O", option("X100", title="HANES"), option("X300", title="CERDD"), language="C", sequence=2)
    for given in ((english, welsh), (welsh, english)):
        got = catalogue(*given)
        assert {o.code: o.title for o in got} == {"X100": "HISTORY", "X200": "MUSIC", "X300": "CERDD"}
        assert len(got.series) == 1
        first = got.get_option("99", "6G27", "X100")
        assert [got.find_title(first, language) for language in "_CB"] == ["HISTORY", "HANES", None]
        assert "catalogue.superseded" not in told(got)
        assert "catalogue.language-fee" not in told(got)


@pytest.mark.parametrize(
    ("flag", "fee", "text"), [("Y", 2000, "20.00"), ("N", 0, "not published"), ("Y", 4500, None)]
)
def test_fees_of_two_languages_differ(flag, fee, text):
    got = catalogue(file("O", option()), file("O", option(flag=flag, fee=fee), language="C"))
    if text is None:
        assert "catalogue.language-fee" not in told(got)
    else:
        finding = found(got.findings, "catalogue.language-fee")
        assert (str(finding.severity), finding.file, finding.line) == ("warning", "O6G27C99.X01", 3)
        assert finding.message.startswith(f"option X100 costs {text} here and 45.00 in the set of")
    assert str(got.options[0].price) == "45.00"


def test_links_and_components_of_two_languages_count_once():
    got = catalogue(*whole_set(), *whole_set(language="C"))
    assert told(got) == {}
    assert len(got.links) == 3


# ---- unit links


def test_unit_links_join_where_one_series_has_both():
    award = option("X300", components="00")
    unit = option("X301", certification="", unit="GCE B", item="U")
    data = lines("X300  X301", "X300  X301", "X300  X999", width=12)
    got = catalogue(file("O", award, unit), (data, "units.txt"))
    (key,) = got.unit_links
    assert (key.code, [u.code for u in got.unit_links[key]]) == ("X300", ["X301"])
    opened = found(got.findings, "catalogue.unit-link-open")
    assert (str(opened.severity), opened.line, opened.params["count"]) == ("warning", 3, 0)
    both = catalogue(
        file("O", award, unit), file("O", award, unit, series="6A27"), (lines("X300  X301", width=12), "u")
    )
    assert both.unit_links == {}
    assert found(both.findings, "catalogue.unit-link-open").params["count"] == 2
    alone = catalogue((lines("X300  X301", width=12), "u"))
    assert told(alone) == {"catalogue.unit-link-open": "warning"}


# ---- going out


def test_gradesets_and_who_uses_them():
    got = catalogue(
        file(
            "O",
            option("X100", gradesets=("F", "", "40", "", "42", "")),
            option("X200", gradesets=("", "", "40", "40", "", "")),
        )
    )
    assert {code: [o.code for o in used] for code, used in got.gradesets.items()} == {
        "40": ["X100", "X200"],
        "42": ["X100"],
        "F": ["X100"],
    }


def test_rows_have_the_documented_columns():
    got = catalogue(
        file("O", option("X100", accreditation="60146084"), option("X200", flag="N", fee=0), **AQA),
    )
    first, second = got.rows()
    assert first == {
        "body": "aqa",
        "jcq_id": "70",
        "series": "6G17",
        "option": "X100",
        "title": "SAMPLE OPTION",
        "syllabus": "X100",
        "item": "C",
        "process": "E",
        "exam_type": "GCSE/FC",
        "qualification_number": "60146084",
        "price": "45.00",
    }
    assert tuple(first) == COLUMNS
    assert second["price"] is None


def test_filter():
    unit = option("X301", certification="", unit="GCE B", item="U")
    got = catalogue(file("O", option("X100"), unit, **AQA), options("X100", jcq_id="01"))
    assert [o.code for o in got.filter(body="aqa", item="U")] == ["X301"]
    assert len(got.filter(option="X100")) == 2
    assert got.filter(option="X999") == ()
    assert len(got.filter()) == 3
    assert len(got.filter(price="45.00", jcq_id=70)) == 2
    with pytest.raises(TypeError, match="no column colour; there are body, jcq_id"):
        got.filter(colour="red")


def test_what_is_no_basedata_is_passed_over():
    data, name = basedata("E", where="12345", distribution="S", jcq_id="70"), "E1234570.X01"
    got = catalogue(*whole_set(), (data, name))
    assert len(got.issues) == 4
    single = ex.Catalogue.of(read(*file("O", option())))
    assert len(single) == 1
    readings = ex.read(file("O", option())[0], name="O6G27_99.X01", registry=builtin())
    assert len(ex.Catalogue.of(readings)) == 1


def test_values_that_a_plugin_adds_are_passed_over():
    """A format may give more than the catalogue knows."""
    reading = read(*file("O", option()))
    more = attrs.evolve(reading, values=(*reading.values, "a note"))
    assert len(ex.Catalogue.of([more])) == 1


def test_findings_of_the_files_come_first():
    got = catalogue(file("O", option(), block=9))
    kinds = [c.partition(".")[0] for c in codes(got.findings)]
    assert kinds == sorted(kinds, key=lambda k: k == "catalogue")
    assert not got.findings.ok


def test_codes_are_declared_once():
    assert len(code_book(CODES)) == len(CODES)
    assert all(c.code.startswith("catalogue.") for c in CODES)
