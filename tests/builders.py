"""Synthetic JCQ files, written by hand as the reference prints them and not by the code under test.

Codes are invented; series are of 2027; identifier 99 is the one for in-house "boards".
"""

from functools import cache
from pathlib import Path

import examcore as ex

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT.parent / "shared" / "reference" / "edi-formats.md"
JUNE_2017 = ROOT.parent / "shared" / "basedata" / "june-2017"

WIDTHS = {"S": 45, "O": 115, "C": 75, "L": 26, "D": 26, "E": 192, "A": 192}
EARLIER = {("O", 10): 89, ("O", 11): 89, ("O", 12): 114, ("C", 10): 72, ("C", 11): 72}


@cache
def builtin():
    return ex.Registry.builtin(strict=True)


def read(data, name, registry=None):
    """The one reading of one file."""
    (reading,) = ex.read(data, name=name, registry=registry or builtin())
    return reading


def codes(findings):
    return [finding.code for finding in findings]


def found(findings, code):
    """The one finding of that code."""
    (finding,) = [f for f in findings if f.code == code]
    return finding


def severities(findings):
    return {f.code: str(f.severity) for f in findings}


def lines(*texts, width, end=b"\r\n"):
    """Lines of one width, as section 13 says to fill them."""
    assert all(len(text) <= width for text in texts), [t for t in texts if len(t) > width]
    return b"".join(text.encode("ascii").ljust(width) + end for text in texts)


def basedata(
    letter,
    *details,
    jcq_id="99",
    series="6G27",
    where=None,
    language="_",
    sequence=1,
    version=14,
    width=None,
    end=b"\r\n",
    distribution="B",
    produced="120127",
    block=None,
    total=None,
    centres=1,
):
    """A whole file; counts are right unless given."""
    where = where if where is not None else series + language
    count = len(details)
    return lines(
        f"{letter}1{where}{jcq_id}{series}{distribution}EXAMPLE001{version:02d}",
        f"{letter}3{where}{jcq_id}{series}{sequence:03d}",
        *details,
        f"{letter}7{where}{count + 2 if block is None else block:07d}{produced}",
        f"{letter}9{where}{count + 4 if total is None else total:07d}{centres:07d}",
        width=width or EARLIER.get((letter, version)) or WIDTHS[letter],
        end=end,
    )


def file_name(letter, *, jcq_id="99", series="6G27", language="_", sequence=1):
    return f"{letter}{series}{language}{jcq_id}.X{sequence % 100:02d}"


def file(letter, *details, **head):
    """Contents and name of a basedata file."""
    named = {k: v for k, v in head.items() if k in {"jcq_id", "series", "language", "sequence"}}
    return basedata(letter, *details, **head), file_name(letter, **named)


def read_file(letter, *details, **head):
    return read(*file(letter, *details, **head))


def syllabus(code="X100", title="SAMPLE SUBJECT"):
    return f"S5{code:<6} {title:<36}"


def option(
    code="X100",
    *,
    syllabus="X100",
    certification="GCSEFC",
    item="C",
    unit="",
    process="E",
    discount="",
    accreditation="",
    title="SAMPLE OPTION",
    flag="Y",
    fee=4500,
    result_type="1",
    gradesets=("", "", "4", "", "", ""),
    maximum="",
    components="01",
    version=14,
):
    """O5; types and levels stand side by side, gradesets in the order of the columns."""
    wide = 1 if version < 12 else 4
    first, second, *grades = (g.ljust(wide) for g in gradesets)
    unit = unit.ljust(7) if version >= 12 else ""
    width = 4 if version >= 13 else 3
    maximum = " " * width if maximum == "" else f"{maximum:0{width}d}"
    return (
        f"O5{code:<6}{syllabus:<6}{certification:<7}{item}{unit}{process}{discount:<4}"
        f"{accreditation:<8}{title:<36}{flag}{fee:05d}{first}{second}{result_type}{''.join(grades)}{maximum}{components:<2}"
    )


def component(
    code="X100/1",
    *,
    title="SAMPLE PAPER",
    marks="N",
    maximum="000",
    gradeset="",
    due="000000",
    timetabled="T",
    on="150627",
    session="A",
    minutes="105",
    version=14,
):
    gradeset = gradeset.ljust(1 if version < 12 else 4)
    return f"C5{code:<12}{title:<36}{marks}{maximum:>3}{gradeset}{due}{timetabled}{on}{session}{minutes:>3}"


def link(option="X100", component="X100/1"):
    return f"L5{option:<6}{component:<12}"


def pair(first, second, third=""):
    return f"D5{first:<6}{second:<6}{third}"


def entry(
    *options,
    letter="E",
    status="C",
    centre="12345",
    candidate="0001",
    name="SMITH:JANE ANN",
    sex="F",
    born="010209",
    uci="123450200001E",
    upn="B801200005001",
    uln="9276308686",
    qualifier="",
    others="",
    group="",
):
    slots = "".join(f"{code:<7}" for code in options)
    return (
        f"{letter}5{status:<1}{centre:<5}{candidate:<4}{name:<40}{sex:<1}{born:<6}{uci:<13}{upn:<13}{uln:<10}"
        f"{qualifier:<1}{others:<9}{group:<3}{slots}"
    )


def entries(*details, letter="E", sequence=1, version=14, **head):
    """Contents and name of an entry or amendment file."""
    data = basedata(
        letter,
        *details,
        where="12345",
        distribution="S",
        sequence=sequence,
        version=version,
        jcq_id="70",
        **head,
    )
    return data, f"{letter}1234570.X{sequence:02d}"


def whole_set(**head):
    """The files of a small, sound set: two options, one with two components."""
    return [
        file("S", syllabus("X100"), syllabus("X200"), **head),
        file("O", option("X100", components="02"), option("X200", syllabus="X200", fee=3160), **head),
        file("C", component("X100/1"), component("X100/2"), component("X200/1"), **head),
        file("L", link("X100", "X100/1"), link("X100", "X100/2"), link("X200", "X200/1"), **head),
    ]


def catalogue(*files, registry=None):
    """The catalogue of files, each contents and name."""
    return ex.Catalogue.of([read(data, name, registry) for data, name in files])
