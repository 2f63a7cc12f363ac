"""What a caller gave to make files with: of the right kind, and such that a file can hold it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from ..errors import CannotWrite
from ..model import Centre
from .centres import sound_centre
from .receipt import Receipt
from .sequence import LAST

__all__ = ["look_at"]


def look_at(catalogue: object, centre: Any, on: Any, *, previous: object, sequence: Any, only: Any) -> Centre:
    """The centre as files have it, where all arguments are sound.

    Raises:
        TypeError: an argument is of another kind; the message shows a right one.
        CannotWrite: a number, a postcode or a day that no file can hold.
    """
    if catalogue is None:
        raise TypeError("entry files need the basedata of their series: Catalogue.of(read(…))")
    if not isinstance(centre, Centre):
        raise TypeError(
            "a centre has its number and postcode, as Centre(number='64999', postcode='ZZ99 9ZZ');"
            f" this is of type {type(centre).__name__}"
        )
    if not all(isinstance(text, str) for text in (centre.number, centre.postcode)):
        raise TypeError("number and postcode of a centre are texts, as Centre(number='64999')")
    sound = sound_centre(centre.number, centre.name, centre.postcode)
    if not isinstance(sound, Centre):
        raise CannotWrite(": ".join(sound))
    if not isinstance(on, date) or isinstance(on, datetime):
        raise TypeError(f"on is a day, as date(2027, 1, 20); this is of type {type(on).__name__}")
    if not 2000 <= on.year <= 2099:
        raise CannotWrite(f"files can carry days of 2000 to 2099, and on is {on.isoformat()}")
    if not (previous is None or isinstance(previous, Receipt)):
        raise TypeError(
            "previous is a receipt, as Receipt.of(read(…)) or the receipt of earlier files gives it;"
            f" this is of type {type(previous).__name__}"
        )
    if not isinstance(sequence, Mapping):
        raise TypeError(
            f"sequence is by JCQ identifier, as {{'70': 4}}; this is of type {type(sequence).__name__}"
        )
    for jcq_id, number in sequence.items():
        if not isinstance(jcq_id, str) or type(number) is not int:
            raise TypeError("sequence is by JCQ identifier, as {'70': 4}: a text and a number")
        if not re.fullmatch("[0-9]{2}", jcq_id):
            raise CannotWrite(f"{jcq_id!r} is no JCQ identifier such as '70'")
        if not 1 <= number <= LAST:
            raise CannotWrite(f"sequence {number} of {jcq_id} is not within 1 to {LAST}")
        if number % 100 == 0:
            raise CannotWrite(f"sequence {number} of {jcq_id} ends in 00, which file names leave out")
    if isinstance(only, str) or not isinstance(only, Collection) or not all(isinstance(w, str) for w in only):
        raise TypeError(
            "only holds bodies, identifiers or their series, as ['aqa', '10:6G27', 'ocr:2027-06']"
        )
    return sound
