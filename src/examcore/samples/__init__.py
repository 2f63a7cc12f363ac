"""Invented centres and basedata for tests and demonstrations: alike for one seed on every computer.

Nothing here is real: people, codes, fees and days are EXAMPLE. No file is opened, and no clock is read.

>>> from examcore import samples
>>> samples.make_centre(seed=1, candidates=200)
<SampleCentre 64999: 200 candidates, 1680 entries>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .basedata import make_basedata, make_catalogue
    from .centre import CENTRE_NUMBER, POSTCODE, SampleCentre, make_centre
    from .faults import FAULTS
    from .people import AUTHORITY, OTHER_CENTRE, ULN_PREFIX
    from .planting import Fault, Planted

__all__ = [
    "AUTHORITY",
    "CENTRE_NUMBER",
    "FAULTS",
    "OTHER_CENTRE",
    "POSTCODE",
    "ULN_PREFIX",
    "Fault",
    "Planted",
    "SampleCentre",
    "make_basedata",
    "make_catalogue",
    "make_centre",
]

__getattr__ = lazily(
    __name__,
    {
        **dict.fromkeys(("make_basedata", "make_catalogue"), "basedata"),
        **dict.fromkeys(("CENTRE_NUMBER", "POSTCODE", "SampleCentre", "make_centre"), "centre"),
        "FAULTS": "faults",
        **dict.fromkeys(("Fault", "Planted"), "planting"),
        **dict.fromkeys(("AUTHORITY", "OTHER_CENTRE", "ULN_PREFIX"), "people"),
    },
)
