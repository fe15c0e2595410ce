"""Joins the scores of the two searches into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Fused(NamedTuple):
    """One candidate with its scores, see `vectorstore.model.Hit`."""

    id: str
    score: float
    lexical: float
    dense: float
    bm25: float


def fuse(lexical: Sequence[tuple[str, float]], cosines: Mapping[str, float], dense_weight: float) -> list[Fused]:
    """All candidates, best first, equal scores by id: score = BM25 / best BM25 + dense_weight * cosine.

    `lexical` holds (id, BM25); an id that it lacks has BM25 0, one that `cosines` lacks cosine 0. Scores
    and not ranks are joined: reciprocal rank fusion was measured worse than BM25 alone, for it forgets by
    how much the first is ahead.
    """
    best = max((score for _, score in lexical), default=0.0)
    scores = dict(lexical)
    rows = []
    for identifier in {**scores, **cosines}:
        bm25, cosine = scores.get(identifier, 0.0), cosines.get(identifier, 0.0)
        share = bm25 / best if best > 0 else 0.0
        rows.append((-(share + dense_weight * cosine), identifier, share, cosine, bm25))
    rows.sort()
    return [Fused(identifier, -negative, share, cosine, bm25) for negative, identifier, share, cosine, bm25 in rows]
