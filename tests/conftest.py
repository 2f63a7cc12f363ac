"""Set-up that all tests share: Hypothesis profiles, and the way to `builders`."""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

# pytest imports tests by path, so a module that several of them share must be found by name
sys.path.insert(0, str(Path(__file__).parent))

os.environ.setdefault("MPLBACKEND", "agg")  # plots are drawn without a window, on whatever desk this is

_SHARED = {
    "deadline": None,  # a slow machine is no fault of the code
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("dev", **_SHARED, max_examples=50, derandomize=True)
settings.register_profile("ci", **_SHARED, max_examples=100, derandomize=True)
settings.register_profile("deep", **_SHARED, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
