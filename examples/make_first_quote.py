"""Make the small basedata of examples/first_quote: invented options and EXAMPLE fees of June 2027.

It also shows how layouts write records.

python examples/make_first_quote.py FOLDER

The files are written into the folder; those of the same name that are there are replaced.
"""

import argparse
from datetime import date
from pathlib import Path

from examcore_plugins.jcq.names import file_name
from examcore_plugins.jcq.records import layouts_of
from examcore_plugins.jcq.records.component import ComponentRecord
from examcore_plugins.jcq.records.control import (
    CentreHeaderRecord,
    CentreTrailerRecord,
    FileHeaderRecord,
    FileTrailerRecord,
)
from examcore_plugins.jcq.records.link import LinkRecord
from examcore_plugins.jcq.records.option import OptionRecord
from examcore_plugins.jcq.records.syllabus import SyllabusRecord

PRODUCED = date(2026, 11, 20)


def option(
    code: str,
    syllabus: str,
    title: str,
    pence: int,
    *,
    item: str = "C",
    number: str = "",
    flag: str = "Y",
    components: int = 1,
) -> OptionRecord:
    """An option with everything that does not matter here filled in."""
    unit = item == "U"
    return OptionRecord(
        option_code=code,
        syllabus_code=syllabus,
        qualification="" if unit else "GCSE",
        level="" if unit else "9FC",
        item=item,
        unit_qualification="GCSE" if unit else "",
        unit_level="B" if unit else "",
        process="E",
        classification_code="",
        accreditation_number=number,
        title=title,
        fee_defined=flag,
        fee=pence,
        forecast_gradeset="",
        second_forecast_gradeset="",
        result_type="1",
        gradeset="40",
        second_gradeset="",
        endorsement_gradeset="",
        second_endorsement_gradeset="",
        maximum_mark=0,
        components=components,
    )


def component(
    code: str, title: str, day: date | None = None, session: str = "X", minutes: int = 0
) -> ComponentRecord:
    """A written paper, or work that is not timetabled when there is no day."""
    return ComponentRecord(
        component_code=code,
        title=title,
        teacher_marks="N" if day else "Y",
        maximum_mark=0 if day else 60,
        gradeset="",
        due_date=None if day else date(2027, 5, 15),
        timetabled="T" if day else "N",
        timetable_date=day,
        session=session,
        time_allowed=minutes,
    )


SETS = {
    ("70", "6G27"): {
        "S": [
            SyllabusRecord(syllabus_code="X100", title="SAMPLE ENGLISH LANGUAGE"),
            SyllabusRecord(syllabus_code="X200", title="SAMPLE MATHEMATICS"),
            SyllabusRecord(syllabus_code="X300", title="SAMPLE DESIGN (UNITISED)"),
        ],
        "O": [
            option("X100", "X100", "SAMPLE ENGLISH LANGUAGE", 4500, number="60000004"),
            option("X200F", "X200", "SAMPLE MATHEMATICS TIER F", 4500, number="60000016"),
            option("X200H", "X200", "SAMPLE MATHEMATICS TIER H", 4500, number="60000016"),
            option("X300", "X300", "SAMPLE DESIGN AWARD", 0, number="60000028", flag="N", components=0),
            option("X301", "X300", "SAMPLE DESIGN UNIT 1", 1650, item="U"),
            option("X302", "X300", "SAMPLE DESIGN UNIT 2", 2375, item="U"),
        ],
        "C": [
            component("X100/1", "SAMPLE ENGLISH PAPER", date(2027, 5, 24), "A", 105),
            component("X200/F", "SAMPLE MATHEMATICS PAPER F", date(2027, 5, 20), "A", 90),
            component("X200/H", "SAMPLE MATHEMATICS PAPER H", date(2027, 5, 20), "A", 90),
            component("X301/1", "SAMPLE DESIGN PAPER", date(2027, 6, 3), "P", 60),
            component("X302/1", "SAMPLE DESIGN PROJECT"),
        ],
        "L": [
            LinkRecord(option_code=code, component_code=part)
            for code, part in (
                ("X100", "X100/1"),
                ("X200F", "X200/F"),
                ("X200H", "X200/H"),
                ("X301", "X301/1"),
                ("X302", "X302/1"),
            )
        ],
    },
    ("01", "6A27"): {
        "S": [SyllabusRecord(syllabus_code="Y10", title="SAMPLE HISTORY")],
        "O": [
            option("Y100A", "Y10", "SAMPLE HISTORY A", 5125),
            option("Y100B", "Y10", "SAMPLE HISTORY B", 5125),
        ],
        "C": [component("Y100/01", "SAMPLE HISTORY PAPER", date(2027, 6, 8), "P", 120)],
        "L": [
            LinkRecord(option_code="Y100A", component_code="Y100/01"),
            LinkRecord(option_code="Y100B", component_code="Y100/01"),
        ],
    },
}


def write_set(folder: str, jcq_id: str, series: str, letter: str, details: list[object]) -> None:
    """Write one file: header, centre header, details, centre trailer, trailer."""
    layouts = {layout.key: layout for layout in layouts_of(letter, 14)}
    where = {"data_type": letter, "centre_number": f"{series}_"}
    about = {**where, "jcq_id": jcq_id, "series": series[:2], "year": series[2:]}
    header = FileHeaderRecord(**about, distribution="B", software_package="EXAMPLE", formats_version=14)
    lines = [
        layouts[f"{letter}1"].format(header),
        layouts[f"{letter}3"].format(CentreHeaderRecord(**about, sequence=1)),
        *(layouts[f"{letter}5"].format(detail) for detail in details),
        layouts[f"{letter}7"].format(
            CentreTrailerRecord(**where, records=len(details) + 2, produced=PRODUCED)
        ),
        layouts[f"{letter}9"].format(FileTrailerRecord(**where, records=len(details) + 4, centres=1)),
    ]
    name = file_name(letter, f"{series}_", jcq_id, 1)
    Path(folder, name).write_bytes(b"".join(line + b"\r\n" for line in lines))


def main(argv: list[str] | None = None) -> None:
    """Write all files of all sets."""
    arguments = argparse.ArgumentParser(description="Small basedata of June 2027, all of it invented.")
    arguments.add_argument("folder", help="to write to; made where it is not there")
    folder = arguments.parse_args(argv).folder
    Path(folder).mkdir(parents=True, exist_ok=True)
    for (jcq_id, series), files in SETS.items():
        for letter, details in files.items():
            write_set(folder, jcq_id, series, letter, details)


if __name__ == "__main__":
    main()
