"""Orders candidates by a weighted sum of readable features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.model import Question
from assistant.ranking.features import FEATURES, NAMES, Matrix, measure
from vectorstore.model import Hit

DENSE_WEIGHT = 0.25
"""Of the plain sum: what a cosine of 1 is worth beside the best BM25, which is 1."""

_RANGE = 0.3
"""Share of the sum of all weights by which a candidate has to fall behind the best for a score of 0."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to a candidate's score."""

    feature: str
    label: str
    """The feature for people, in Chinese."""
    value: float
    points: float
    """Value times weight."""


@dataclass(frozen=True, slots=True)
class RankedHit:
    """A candidate with the reasons for its place."""

    hit: Hit
    """With its score in [0, 1], see `Ranker.rank`."""
    contributions: tuple[Contribution, ...]
    """Of all features that have a weight, the largest first."""


class Ranker:
    """A linear ranker; without weights the plain sum of BM25 and cosine."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        """Weights by feature name; features that it does not name weigh nothing. Raises KeyError for other names."""
        self._plain = weights is None
        named = {"bm25": 1.0, "cosine": DENSE_WEIGHT} if weights is None else dict(weights)
        self._weights = np.zeros(len(NAMES), dtype=np.float32)
        for name, weight in named.items():
            self._weights[_COLUMNS[name]] = weight
        self._range = _RANGE * float(self._weights[self._weights > 0].sum())

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """The candidates, best first, equal ones in the order given.

        Scores lie in [0, 1] and the best has 1; they fall off as those of the plain sum do.
        """
        order, scores, _ = self._ordered(question, hits)
        return [replace(hits[i], score=float(scores[i])) for i in order]

    def explain(self, question: Question, hits: Sequence[Hit]) -> list[RankedHit]:
        """What `rank` gives, with what each feature adds."""
        order, scores, features = self._ordered(question, hits)
        return [RankedHit(replace(hits[i], score=float(scores[i])), self._contributions(features[i])) for i in order]

    def _ordered(self, question: Question, hits: Sequence[Hit]) -> tuple[list[int], Matrix, Matrix]:
        if not hits:
            return [], np.zeros(0, dtype=np.float32), np.zeros((0, len(NAMES)), dtype=np.float32)
        features = _plain_features(hits) if self._plain else measure(question, hits)
        sums = features @ self._weights
        best = float(sums.max())
        scores = np.clip(1 - (best - sums) / ((best if self._plain else self._range) or 1.0), 0, 1)
        order: list[int] = np.argsort(-sums, kind="stable").tolist()
        return order, scores, features

    def _contributions(self, values: Matrix) -> tuple[Contribution, ...]:
        found = [
            Contribution(feature.name, feature.label, float(value), float(value * weight))
            for feature, value, weight in zip(FEATURES, values, self._weights, strict=True)
            if weight
        ]
        return tuple(sorted(found, key=lambda item: -abs(item.points)))


_COLUMNS = {name: column for column, name in enumerate(NAMES)}


def _plain_features(hits: Sequence[Hit]) -> Matrix:
    features = np.zeros((len(hits), len(NAMES)), dtype=np.float32)
    features[:, _COLUMNS["bm25"]] = [hit.lexical for hit in hits]
    features[:, _COLUMNS["cosine"]] = [hit.dense for hit in hits]
    return features
