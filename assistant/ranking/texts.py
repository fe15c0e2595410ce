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
        self._traditional = np.zeros(0x10000, dtype=np.bool_)

    def fold(self, text: str) -> str:
        """Looks Traditional words up only where there is a Traditional character: that is most of the cost."""
        units = codes_of(_in_one_plane(text))
        folded = self._looked_up(units)
        if self._traditional[units].any():
            folded = self._looked_up(codes_of(_in_one_plane(simplify(text))))
        return folded.tobytes().decode("utf-16-le", "surrogatepass")

    def _looked_up(self, units: Codes) -> Codes:
        folded = self._table[units]
        if folded.all():
            return folded
        for unit in np.unique(units[folded == 0]).tolist():
            character = chr(unit)
            self._table[unit] = max(1, ord(_in_one_plane(fold(character)[0])))
            self._traditional[unit] = simplify(character) != character
        return self._table[units]


def _in_one_plane(text: str) -> str:
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(c if c <= "\uffff" else chr(_BEYOND) for c in text)


_FOLDS = _FoldTable()


@lru_cache(maxsize=_CACHED)
def folded(text: str) -> str:
    """`ingest.normalize.fold(text)`, remembered; characters beyond the basic plane become U+FFFD."""
    return _FOLDS.fold(text)


def codes_of(text: str) -> Codes:
    """The code units of a text, shape (len(text),) where it holds no character beyond the basic plane."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
