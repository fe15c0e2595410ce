"""Joins the scores of the two searches into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fused:
    """One candidate with its scores, see `vectorstore.model.Hit`."""

    id: str
    score: float
    lexical: float
    dense: float


def fuse(lexical: Sequence[tuple[str, float]], cosines: Mapping[str, float], dense_weight: float) -> list[Fused]:
    """All candidates, best first, equal scores by id: score = BM25 / best BM25 + dense_weight * cosine.

    `lexical` holds (id, BM25); an id that it lacks has BM25 0, one that `cosines` lacks cosine 0. Scores
    and not ranks are joined: reciprocal rank fusion was measured worse than BM25 alone, for it forgets by
    how much the first is ahead.
    """
    best = max((score for _, score in lexical), default=0.0)
    normalised = {identifier: score / best if best > 0 else 0.0 for identifier, score in lexical}
    fused = []
    for identifier in {**normalised, **cosines}:
        bm25, cosine = normalised.get(identifier, 0.0), cosines.get(identifier, 0.0)
        fused.append(Fused(identifier, bm25 + dense_weight * cosine, bm25, cosine))
    return sorted(fused, key=lambda candidate: (-candidate.score, candidate.id))
