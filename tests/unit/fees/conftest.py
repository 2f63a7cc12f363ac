"""Quotes of one entry for an option of any body, series and exam type."""

import pytest

import builders
import examcore as ex


@pytest.fixture
def one_quote(entries_of, person):
    """A quote of one entry: for which option of what it is, and on which day it is received."""

    def make(body, jcq_id, series, on, *, fee=4000, kind="GCSEFC", item="C", linked="X100", row=None, **how):
        option = builders.option(
            "X100",
            fee=fee or 0,
            flag="N" if fee is None else "Y",
            item=item,
            certification="" if item == "U" else kind,
            unit=kind if item == "U" else "",
        )
        lines = {
            "S": builders.syllabus("X100"),
            "O": option,
            "C": builders.component("X100/1"),
            "L": builders.link(linked),
        }
        catalogue = ex.Catalogue.of(
            [builders.read_file(letter, line, jcq_id=jcq_id, series=series) for letter, line in lines.items()]
        )
        entries = entries_of(person(awarding_body=body, series=series, option_code="X100", **(row or {})))
        return ex.quote(entries, catalogue, on=on, **how)

    return make
