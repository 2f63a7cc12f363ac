"""Figures without a window; those that pyplot made are closed."""

import matplotlib as mpl
import pytest

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed():
    import matplotlib.pyplot as plt  # noqa: PLC0415  the backend is chosen before

    yield
    plt.close("all")
