"""Bank holidays of 1990 to 2040 against another implementation, which lives in an environment of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from examcore.datasets import Dataset
from examcore.dates import HolidayCalendar, Jurisdiction
from examcore_plugins.jcq import data_of

ORACLE = Path(__file__).with_name("oracle_bank_holidays.py")
CANNOT_INSTALL = 3  # as in the script, which the test does not import: it runs by itself
FIRST, LAST = 1990, 2040
NATIONS = {
    "ENG": Jurisdiction.ENGLAND_AND_WALES,
    "WLS": Jurisdiction.ENGLAND_AND_WALES,
    "SCT": Jurisdiction.SCOTLAND,
    "NIR": Jurisdiction.NORTHERN_IRELAND,
}
# where the two differ, and why ours stays
ONLY_OURS = {
    # 8 May was a holiday in addition to 1 May in Scotland: HC Deb 2 March 1995 vol 255 c709W
    ("SCT", "1995-05-01"),
}
ONLY_THEIRS = {
    # the St Andrew's Day Bank Holiday (Scotland) Act 2007 was passed in November 2006; it holds since 2007
    ("SCT", "2006-11-30"),
}


@pytest.fixture(scope="module")
def theirs():
    try:
        answer = subprocess.run(  # noqa: S603
            [sys.executable, str(ORACLE), str(FIRST), str(LAST)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the package index did not give the library `holidays` within two minutes")
    if answer.returncode == CANNOT_INSTALL:
        pytest.skip("the library `holidays` could not be installed: no package index, or not that release")
    assert answer.returncode == 0, answer.stderr
    return {(nation, day) for nation, days in json.loads(answer.stdout).items() for day in days}


def test_the_other_implementation_has_the_same_weekdays(theirs):
    dataset = Dataset.parse(*data_of("examcore_plugins.jcq", "bank_holidays_uk"))
    ours = {
        (nation, holiday.day.isoformat())
        for nation, jurisdiction in NATIONS.items()
        for year in range(FIRST, LAST + 1)
        for holiday in HolidayCalendar.of(dataset, jurisdiction).holidays(year)
    }
    assert len(ours) > 4 * 8 * (LAST - FIRST + 1)
    assert ours - theirs == ONLY_OURS
    assert theirs - ours == ONLY_THEIRS
