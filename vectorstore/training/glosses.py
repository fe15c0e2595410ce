"""Says a Chinese text in English words, word by word, with the glosses of a dictionary.

No parallel text of everyday Chinese is free to take, but a mean of vectors does not see word order:
the glosses of a passage's words are as good an English question as any.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from vectorstore.training.encoded import EncodedTexts, joined

_STOP_WORDS = frozenset(
    (
        "to",
        "the",
        "of",
        "a",
        "an",
        "in",
        "on",
        "for",
        "and",
        "or",
        "be",
        "sb",
        "sth",
        "one",
        "with",
        "at",
        "by",
        "from",
        "as",
        "it",
        "is",
    )
)
_LONGEST = 4
"""Pieces of a gloss: a longer one explains the word and does not translate it."""
_KEPT = 0.3
"""Share of the words without a gloss, mostly names and figures, that stay as they are."""


class Glosses:
    """The glosses of each Chinese piece, as pieces."""

    def __init__(self, glosses: EncodedTexts, words: EncodedTexts, tokenizer: Tokenizer) -> None:
        """`glosses` and `words` are the two sides of the dictionary; a word of several pieces is left out."""
        stop = {tokenizer.token_to_id(word) for word in _STOP_WORDS}
        self._of: dict[int, list[NDArray[np.int32]]] = {}
        for row in np.flatnonzero(words.lengths == 1):
            pieces = glosses.ids[glosses.offsets[row] : glosses.offsets[row + 1]]
            content = np.array([piece for piece in pieces.tolist() if piece not in stop], dtype=np.int32)
            if 0 < len(content) <= _LONGEST:
                self._of.setdefault(int(words.ids[words.offsets[row]]), []).append(content)

    def translated(self, texts: EncodedTexts, rng: np.random.Generator) -> EncodedTexts:
        """Each piece in the words of one of its glosses, drawn at random."""
        return joined(
            [
                self._translated(texts.ids[start:end], rng)
                for start, end in zip(texts.offsets[:-1], texts.offsets[1:], strict=True)
            ]
        )

    def _translated(self, pieces: NDArray[np.int32], rng: np.random.Generator) -> NDArray[np.int32]:
        words: list[NDArray[np.int32]] = []
        for piece in pieces.tolist():
            found = self._of.get(piece)
            if found is not None:
                words.append(found[int(rng.random() * len(found))])
            elif rng.random() < _KEPT:
                words.append(np.array([piece], dtype=np.int32))
        return np.concatenate(words) if words else pieces[:1]
