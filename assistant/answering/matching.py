"""How far a text says what a question's terms say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.model import Term

_PARTIAL = 0.7
"""Worth of a term of which only neighbouring character pairs occur."""


def match(term: Term, folded: str) -> float:
    """In [0, 1]: 1 where the term or a synonym occurs, less where only parts of it do."""
    if any(form in folded for form in term.forms):
        return 1.0
    if len(term.text) < 3 or term.text.isascii():
        return 0.0
    pairs = [term.text[i : i + 2] for i in range(len(term.text) - 1)]
    share = sum(pair in folded for pair in pairs) / len(pairs)
    return _PARTIAL * share if share >= 0.5 else 0.0


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """Terms with the weight that each has in this pool of sentences."""

    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    """Inverse document frequency over the pool's sentences times `Term.weight`; sums to 1."""

    def matches(self, folded: str) -> tuple[float, ...]:
        return tuple(match(term, folded) for term in self.terms)

    def coverage(self, matches: Sequence[float]) -> float:
        """Weighted mean of matches, in [0, 1]."""
        return sum(weight * value for weight, value in zip(self.weights, matches, strict=True))


def weigh(terms: Sequence[Term], pool: Iterable[str]) -> WeightedTerms:
    """Weights terms by their rarity among the folded sentences of `pool`.

    Robertson-Sparck Jones idf, log(1 + (N - df + 0.5) / (df + 0.5)), as in BM25.
    """
    texts = list(pool)
    raw = []
    for term in terms:
        frequency = sum(any(form in text for form in term.forms) for text in texts)
        raw.append(term.weight * math.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5)))
    total = sum(raw) or 1.0
    return WeightedTerms(tuple(terms), tuple(value / total for value in raw))
