"""Texts in the one form that the ranker compares, folded quickly.

`ingest.normalize.fold` maps every character through a dict; a question's candidates hold some 40,000 of
them, so here they go through a table of all code units instead, filled from `fold` as characters are met.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.normalize import fold, simplify

Codes = NDArray[np.uint16]
"""A text as UTF-16 code units, one a character: characters beyond the basic plane are replaced on folding."""

_BEYOND = 0xFFFD
_CACHED = 16_384


class _FoldTable:
    """Code unit to folded code unit; 0 where it has not been met."""

    def __init__(self) -> None:
        self._table = np.zeros(0x10000, dtype=np.uint16)

    def fold(self, text: str) -> str:
        simple = simplify(text)
        if not simple.isascii() and max(simple) > "\uffff":
            simple = "".join(c if c <= "\uffff" else chr(_BEYOND) for c in simple)
        units = codes_of(simple)
        folded = self._table[units]
        if not folded.all():
            for unit in np.unique(units[folded == 0]).tolist():
                self._table[unit] = max(1, ord(fold(chr(unit))[0]))
            folded = self._table[units]
        return folded.tobytes().decode("utf-16-le", "surrogatepass")


_FOLDS = _FoldTable()


@lru_cache(maxsize=_CACHED)
def folded(text: str) -> str:
    """`ingest.normalize.fold(text)`, remembered; characters beyond the basic plane become U+FFFD."""
    return _FOLDS.fold(text)


def codes_of(text: str) -> Codes:
    """The code units of a text, shape (len(text),) where it holds no character beyond the basic plane."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
