"""Bank holidays according to the library `holidays`, from an environment of its own, as JSON.

`python oracle_bank_holidays.py 1990 2040` makes a virtual environment in a temporary folder, installs the
library there and prints `{"ENG": ["1990-01-01", …], "NIR": …, "SCT": …, "WLS": …}`: weekdays only. The exit
status is `CANNOT_INSTALL` where there is no package index. The library is no dependency of examcore.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ORACLE = "holidays==0.109"
CANNOT_INSTALL = 3

ASK = """
import json, sys
import holidays
first, last = map(int, sys.argv[1:])
years = range(first, last + 1)
print(json.dumps({
    nation: sorted(
        day.isoformat()
        for day in holidays.country_holidays("GB", subdiv=nation, years=years)
        if day.weekday() < 5 and first <= day.year <= last
    )
    for nation in ("ENG", "NIR", "SCT", "WLS")
}))
"""


def main() -> int:
    """Make the environment, ask in it, print the answer."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError as error:  # a Python that was packaged without pip
            sys.stderr.write(str(error))
            return CANNOT_INSTALL
        bin_folder = "Scripts" if sys.platform == "win32" else "bin"
        python = str(Path(folder, bin_folder, "python"))
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
        installed = subprocess.run(  # noqa: S603
            [python, *install, "--retries=1", "--timeout=10", ORACLE],
            capture_output=True,
            text=True,
            check=False,
        )
        if installed.returncode:
            sys.stderr.write(installed.stderr)
            return CANNOT_INSTALL
        return subprocess.run([python, "-I", "-c", ASK, *sys.argv[1:]], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    raise SystemExit(main())
