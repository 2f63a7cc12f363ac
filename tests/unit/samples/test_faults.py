"""Faults in the table of an invented centre: each is found where it was planted, in few rows."""

from datetime import date

import pytest

import examcore as ex
from builders import builtin
from examcore import samples
from examcore.samples import FAULTS

CENTRE = samples.make_centre(3, 300)


def told(centre, when):
    """Code and line of everything that is found."""
    if when == "check":
        found = ex.check(centre.entries, centre.catalogue, registry=builtin())
    else:
        plan = ex.entry_files(
            centre.entries,
            centre.catalogue,
            centre=centre.centre,
            on=date(2027, 1, 20),
            registry=builtin(),
        )
        found = plan.findings
    return {(finding.code, finding.line) for finding in found}


SOUND = {when: told(CENTRE, when) for when in ("check", "files")}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_was_planted(name):
    fault = FAULTS[name]
    centre = CENTRE.with_fault(name, 2)
    expected = {(fault.code, planted.line) for planted in centre.planted}
    assert len(expected) == 2
    assert {planted.fault for planted in centre.planted} == {name}
    assert expected <= told(centre, fault.when)
    assert not expected & SOUND[fault.when]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_touches_few_rows(name):
    before, after = (c.table().splitlines() for c in (CENTRE, CENTRE.with_fault(name)))
    changed = [line for line, (a, b) in enumerate(zip(before, after, strict=False), 1) if a != b]
    numbers = {before[line - 1].split(b",")[1] for line in changed}
    assert len(numbers) <= 1
    assert len(after) - len(before) + len(changed) >= 1
    assert len(after) - len(before) <= 1
    assert CENTRE.planted == ()


def test_every_code_is_declared():
    known = builtin().finding_codes()
    for name, fault in FAULTS.items():
        assert fault.name == name
        assert fault.code in known
        assert fault.does
        assert fault.when in {"check", "files"}


def test_all_of_them_together():
    centre = CENTRE
    for name in FAULTS:
        centre = centre.with_fault(name)
    assert len({planted.line for planted in centre.planted}) == len(FAULTS)
    found = told(centre, "check") | told(centre, "files")
    for planted in centre.planted:
        assert (planted.code, planted.line) in found
    assert not ex.check(centre.entries, centre.catalogue, registry=builtin()).ok


def test_there_is_no_such_fault():
    with pytest.raises(LookupError, match="there are unknown-option, wrong-series"):
        CENTRE.with_fault("gremlin")


def test_no_fault_is_planted_less_than_never():
    with pytest.raises(ValueError, match="not -1 times"):
        CENTRE.with_fault("formula", -1)


def test_there_are_not_so_many():
    with pytest.raises(LookupError, match="only 10 of 11 candidates have rows that can have missing-uci"):
        samples.make_centre(1, 10).with_fault("missing-uci", 11)
    with pytest.raises(LookupError, match="only 0 of 1"):
        samples.make_centre(1, 20, bodies=["aqa"]).with_fault("disallowed-pair")
    with pytest.raises(LookupError, match="only 0 of 1"):
        samples.make_centre(1, 20, bodies=["ccea"]).with_fault("wrong-series")
    assert samples.make_centre(1, 10).with_fault("missing-uci", 0).planted == ()
