"""Texts as piece numbers in one flat array, which batches are cut from without touching a string."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Numbers = NDArray[np.int64]
_ENCODED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """Text i holds the pieces `ids[offsets[i]:offsets[i + 1]]`."""

    ids: NDArray[np.int32]
    offsets: Numbers

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> Numbers:
        """Pieces a text."""
        return np.diff(self.offsets)

    def spans(self, starts: Numbers, lengths: Numbers) -> EncodedTexts:
        """The runs of pieces that begin at positions `starts` of `ids`."""
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        return EncodedTexts(self.ids[np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)], offsets)

    def take(self, rows: Numbers) -> EncodedTexts:
        """The texts of these numbers."""
        return self.spans(self.offsets[rows], self.lengths[rows])

    def keep(self, kept: NDArray[np.bool_]) -> EncodedTexts:
        """The same texts with only the pieces where `kept`, one value a piece."""
        before = np.concatenate(([0], np.cumsum(kept)))
        return EncodedTexts(self.ids[kept], before[self.offsets])

    def counts(self, pieces: int) -> Numbers:
        """How often each of `pieces` pieces occurs."""
        return np.bincount(self.ids, minlength=pieces)


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> EncodedTexts:
    """The texts in order."""
    parts: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), _ENCODED_AT_ONCE):
        batch = list(texts[start : start + _ENCODED_AT_ONCE])
        found = tokenizer.encode_batch_fast(batch, add_special_tokens=False)
        parts += [np.asarray(encoding.ids, dtype=np.int32) for encoding in found]
    return joined(parts)


def joined(parts: Sequence[NDArray[np.int32]]) -> EncodedTexts:
    """One text a part."""
    lengths = np.fromiter((len(part) for part in parts), dtype=np.int64, count=len(parts))
    offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))
    return EncodedTexts(np.concatenate(parts).astype(np.int32) if parts else np.zeros(0, np.int32), offsets)


def stacked(texts: Sequence[EncodedTexts]) -> EncodedTexts:
    """The texts of several, one after the other."""
    lengths = np.concatenate([some.lengths for some in texts])
    return EncodedTexts(np.concatenate([some.ids for some in texts]), np.concatenate(([0], np.cumsum(lengths))))
