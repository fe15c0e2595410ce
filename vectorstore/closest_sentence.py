"""How near the nearest sentence of a passage is to a question.

The vector of a long passage is the mean of all that it speaks of; the one sentence that answers is diluted in it.
On passages of some 300 characters the nearest sentence finds the right passage far more often than the whole does
(`news_mrc`, by the model alone, R@1 0.60 and not 0.40), and it is what adds to BM25. It is meant for the few
candidates that are ranked: 50 passages of 200 characters take some 5 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from vectorstore.ports import Embedder, Vector

_SENTENCE_END = re.compile(r"(?<=[。！？；!?;\n])")
_SHORTEST = 4
"""Characters; what is shorter is a number or a heading's remains, and near to anything short."""


def sentences(text: str) -> list[str]:
    """The sentences and lines of `text`; all of it where each is too short."""
    found = [part.strip() for part in _SENTENCE_END.split(text)]
    return [part for part in found if len(part) >= _SHORTEST] or [text]


def closest_sentences(embedder: Embedder, question: Vector, passages: Sequence[str]) -> Vector:
    """The cosine of `question`, as embedded, and the nearest sentence of each passage, shape (len(passages),)."""
    divided = [sentences(passage) for passage in passages]
    if not divided:
        return np.zeros(0, dtype=np.float32)
    cosines = embedder.embed_documents([sentence for parts in divided for sentence in parts]) @ question
    starts = np.cumsum([0, *(len(parts) for parts in divided[:-1])])
    nearest: Vector = np.maximum.reduceat(cosines, starts)
    return nearest
