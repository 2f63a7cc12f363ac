"""The catalogue: what any number of awarding bodies offer in any number of series, from their basedata."""

from .catalogue import Catalogue
from .codes import CODES

__all__ = ["CODES", "Catalogue"]
