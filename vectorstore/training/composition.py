"""What a piece is made of: its characters and character pairs, or the letter groups of a Latin word.

In training, a piece's vector is its own plus its parts' (Bojanowski et al. 2017, arXiv:1607.04606): a word that
the training text lacks still gets the meaning of its characters. The shipped matrix holds the sums.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]

from vectorstore.training.pieces import HAN

PARTS = 40_000
"""Rows that parts are hashed to."""
_LETTERS = (4, 5)
_PREFIXES = (4, 6)


def parts_of(piece: str) -> list[str]:
    """The parts, each marked with its kind; none for most pieces of a single character or few letters."""
    if HAN.fullmatch(piece):
        characters = [f"c{character}" for character in piece]
        pairs = [f"b{piece[at : at + 2]}" for at in range(len(piece) - 1)] if len(piece) > 2 else []
        return characters + pairs
    if piece.isascii() and piece.isalpha() and len(piece) > 3:
        marked = f"^{piece}$"
        groups = [f"l{marked[at : at + size]}" for size in _LETTERS for at in range(len(marked) - size + 1)]
        return groups + [f"p{piece[:size]}" for size in _PREFIXES]
    return [f"c{digit}" for digit in piece] if piece.isdigit() or len(piece) == 1 else []


def composition(pieces: Sequence[str]) -> sparse.csr_matrix:
    """Shape (pieces, PARTS), each row of length 1 before parts that share a hash are added."""
    parts = [[zlib.crc32(part.encode()) % PARTS for part in parts_of(piece)] for piece in pieces]
    counts = np.array([len(some) for some in parts])
    values = np.repeat(1.0 / np.sqrt(np.maximum(counts, 1)), counts).astype(np.float32)
    columns = np.array([part for some in parts for part in some], dtype=np.int32)
    return sparse.csr_matrix((values, columns, np.concatenate(([0], np.cumsum(counts)))), shape=(len(pieces), PARTS))
