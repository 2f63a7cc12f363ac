"""Invented basedata and entries for the benchmark, written by hand and not by the code under test."""

from __future__ import annotations

from examcore.ids import uci

BODIES = {"70": ("aqa", "6G27"), "01": ("ocr", "6A27"), "10": ("pearson", "6G27")}
OPTIONS = 800  # of each body
_WIDTH = {"S": 45, "O": 115, "C": 75, "L": 26}


def _file(letter: str, jcq_id: str, series: str, details: list[str]) -> bytes:
    about = f"{series}_{jcq_id}{series}"
    count = len(details)
    texts = [
        f"{letter}1{about}BEXAMPLE00114",
        f"{letter}3{about}001",
        *details,
        f"{letter}7{series}_{count + 2:07d}201126",
        f"{letter}9{series}_{count + 4:07d}0000001",
    ]
    return b"".join(text.ljust(_WIDTH[letter]).encode("ascii") + b"\r\n" for text in texts)


def component_lines(count: int) -> list[str]:
    """C5 records of twelve fields: a third of them papers with a day, session and time."""
    dated = ("   ", "    ", "000000", "T", "{day:02d}0627", "A", "090")
    free = ("060", "    ", "150527", "N", "000000", "X", "000")
    lines = []
    for i in range(count):
        mark, gradeset, due, timetabled, on, session, minutes = dated if i % 3 == 0 else free
        title = f"SAMPLE PAPER {i % 977} OF SUBJECT {i % 31}"
        kind = "N" if i % 3 == 0 else "Y"
        day = on.format(day=i % 28 + 1)
        lines.append(f"C5{i:<12}{title:36}{kind}{mark}{gradeset}{due}{timetabled}{day}{session}{minutes}")
    return lines


def component_file(count: int) -> bytes:
    """A components file of so many records."""
    return _file("C", "70", "6G27", component_lines(count))


def basedata(options: int = OPTIONS) -> dict[str, bytes]:
    """The files S, O, C and L of three bodies, by name."""
    files = {}
    for jcq_id, (_, series) in BODIES.items():
        codes = [f"{jcq_id}{i:03d}H" for i in range(options)]
        details = {
            "S": [f"S5{code[:5]:<6} {'SAMPLE ' + code:36}" for code in codes],
            "O": [
                f"O5{code:<6}{code[:5]:<6}GCSE9FCC       E            {'SAMPLE ' + code:36}"
                f"Y{1000 + 7 * i:05d}        1  40                01"
                for i, code in enumerate(codes)
            ],
            "C": [
                f"C5{code + '/1':<12}{'SAMPLE PAPER ' + code:36}N       000000T{i % 28 + 1:02d}0627A090"
                for i, code in enumerate(codes)
            ],
            "L": [f"L5{code:<6}{code + '/1':<12}" for code in codes],
        }
        for letter, lines in details.items():
            files[f"{letter}{series}_{jcq_id}.X01"] = _file(letter, jcq_id, series, lines)
    return files


HEADER = (
    "centre_number,candidate_number,surname,forenames,sex,date_of_birth,uci,upn,uln,"
    "awarding_body,series,option_code"
)


def entries_table(count: int) -> bytes:
    """Eight entries for each candidate; one in 97 for an unknown option, one in 101 made twice."""
    rows = [HEADER]
    bodies = list(BODIES.items())
    person = ""
    for i in range(count):
        who, which = divmod(i, 8)
        if which == 0:
            centre, number = f"{12000 + who // 9000}", f"{who % 9000 + 1:04d}"
            own = uci.make(centre, number, 27)
            born = f"{2010 + who % 2}-{who % 12 + 1:02d}-{who % 28 + 1:02d}"
            person = f"{centre},{number},SAMPLE{who},ANN {who % 71},{'MF'[who % 2]},{born},{own},,"
        jcq_id, (body, series) = bodies[which % 3]
        code = f"{jcq_id}{(who * 13 + which * 97) % OPTIONS:03d}H"
        if i % 97 == 5:
            code = code[:-1] + "Z"
        row = f"{person},{body},{series},{code}"
        if i % 101 == 7 and rows[-1].startswith(person):
            row = rows[-1]
        rows.append(row)
    return "\r\n".join([*rows, ""]).encode("ascii")


def bad_table(count: int) -> bytes:
    """Rows of which each is wrong: no option, a month first, a number with an exponent, a short row."""
    kinds = (
        "12345,0001,SAMPLE,ANN,F,2010-01-02,,,,aqa,6G27,",
        "12345,0001,SAMPLE,ANN,F,03/14/2010,,,,aqa,6G27,70001X",
        "12345,0001,SAMPLE,ANN,F,2010-01-02,,,5.12E+09,nobody,6G27,70001H",
        "12345,0001,SAMPLE",
    )
    return "\r\n".join([HEADER, *(kinds[i % 4] for i in range(count)), ""]).encode("ascii")
