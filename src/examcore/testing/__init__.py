"""What plugin authors test with: contracts to inherit, and strategies for Hypothesis.

A contract is a class of tests. Inherit from it, say what it is about, and pytest runs all of it; what fails
says what is wrong, where, and the cure. Without pytest, `Contract.problems` gives the same as texts:

>>> from examcore.testing import BodyContract
>>> class TestAqa(BodyContract):
...     plugin = "examcore_plugins.aqa"
>>> TestAqa.problems()
()

`strategies` holds what Hypothesis draws: wire records of a layout, money, series, identifiers, candidates and
entries. They are registered by type, so that ``hypothesis.strategies.from_type(Candidate)`` works without an
import of this room. It needs the extra ``testing``: ``python -m pip install "examcore[testing]"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

try:
    import hypothesis  # noqa: F401  asked here, so that whoever lacks it is told what to install
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        'examcore.testing needs Hypothesis; python -m pip install "examcore[testing]"', name=error.name
    ) from error

if TYPE_CHECKING:
    from .bodies import BodyContract
    from .contract import Contract
    from .file_formats import FormatContract
    from .sample import Sample

__all__ = ["BodyContract", "Contract", "FormatContract", "Sample"]

__getattr__ = lazily(
    __name__,
    {
        "BodyContract": "bodies",
        "Contract": "contract",
        "FormatContract": "file_formats",
        "Sample": "sample",
    },
)
