"""Draws training batches: pairs as they are, spans of passages as queries, and people's questions.

A batch is of one source only, so that its passages, which are each other's wrong answers, are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from vectorstore.training.encoded import EncodedTexts, Numbers
from vectorstore.training.glosses import Glosses

_FREQUENT = {"什么": 3, "哪些": 2, "多少": 2, "谁": 2, "是": 2}
_QUESTION_WORDS = (
    "什么 哪些 多少 如何 怎么 怎样 哪里 谁 是否 为什么 哪个 哪 几 可以 是 吗 有 何时 哪一年 怎么办 能否 需要"
)
QUESTION_WORDS = tuple(word for word in _QUESTION_WORDS.split(" ") for _ in range(_FREQUENT.get(word, 1)))
"""As often as people use them, roughly: a model that met them in every kind of query learns to pass over them."""
_ASKED = 0.7
"""Share of the spans that get a question word."""
_RUN = 6
"""Consecutive passages that come into a batch together: neighbours are the hardest wrong answers."""
_FEWEST_PIECES = 12
_SPAN = (4, 20)
_DROPPED = 0.2
"""Mean share of a span's pieces that is left out: people do not repeat a sentence word for word."""
_MASKED = 0.5
"""Share of the passages that lose the span, so that the rest of the passage must match it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries, distinct passages, and the number of each query's right passage."""

    queries: EncodedTexts
    passages: EncodedTexts
    right: Numbers


class Source(Protocol):
    """Where batches come from."""

    def batch(self, size: int, rng: np.random.Generator) -> Batch:
        """About `size` queries."""


@dataclass(slots=True)
class PairSource:
    """Pairs in a shuffled order, all of them before any comes again."""

    queries: EncodedTexts
    passages: EncodedTexts
    links: Numbers
    """The number of each query's passage."""
    _left: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def batch(self, size: int, rng: np.random.Generator) -> Batch:
        if len(self._left) < size:
            self._left = rng.permutation(len(self.links))
        rows, self._left = self._left[:size], self._left[size:]
        passages, right = np.unique(self.links[rows], return_inverse=True)
        return Batch(self.queries.take(rows), self.passages.take(passages), right)


@dataclass(frozen=True, slots=True)
class QuestionSource:
    """Questions of one small set among as many of its passages as there is room for."""

    queries: EncodedTexts
    passages: EncodedTexts
    links: Numbers

    def batch(self, size: int, rng: np.random.Generator) -> Batch:
        rows = rng.choice(len(self.links), min(size, len(self.links)), replace=False)
        passages, right = np.unique(self.links[rows], return_inverse=True)
        others = rng.choice(len(self.passages), min(size, len(self.passages)), replace=False)
        wrong = np.setdiff1d(others, passages)
        return Batch(self.queries.take(rows), self.passages.take(np.concatenate((passages, wrong))), right)


@dataclass(frozen=True, slots=True)
class SpanSource:
    """Spans of passages as queries for them, the inverse cloze task (Lee et al. 2019, arXiv:1906.00300).

    `texts` are consecutive; a passage is one to `longest` of them, so that the model meets long passages too.
    """

    texts: EncodedTexts
    longest: int
    question_words: Numbers
    glosses: Glosses | None = None
    """With them, the span is said in English."""

    def batch(self, size: int, rng: np.random.Generator) -> Batch:
        passages = self._passages(size, rng)
        lengths = passages.lengths
        sizes = np.minimum(rng.integers(*_SPAN, len(passages)), lengths // 2)
        starts = passages.offsets[:-1] + (rng.random(len(passages)) * (lengths - sizes)).astype(np.int64)
        queries = self._asked(_thinned(passages.spans(starts, sizes), rng), rng)
        positions = np.arange(len(passages.ids))
        inside = (positions >= np.repeat(starts, lengths)) & (positions < np.repeat(starts + sizes, lengths))
        masked = np.repeat(rng.random(len(passages)) < _MASKED, lengths)
        return Batch(queries, passages.keep(~(inside & masked)), np.arange(len(passages)))

    def _passages(self, size: int, rng: np.random.Generator) -> EncodedTexts:
        runs = -(-size // _RUN)
        widths = rng.integers(1, self.longest + 1, runs)
        first = (rng.random(runs) * np.maximum(len(self.texts) - _RUN * widths, 1)).astype(np.int64)
        starts = (first[:, None] + np.arange(_RUN) * widths[:, None]).ravel()
        ends = np.minimum(starts + np.repeat(widths, _RUN), len(self.texts))
        starts, ends = _disjoint(starts[starts < ends], ends[starts < ends])
        begins = self.texts.offsets[starts]
        lengths = self.texts.offsets[ends] - begins
        long_enough = lengths >= _FEWEST_PIECES
        return self.texts.spans(begins[long_enough], lengths[long_enough])

    def _asked(self, spans: EncodedTexts, rng: np.random.Generator) -> EncodedTexts:
        if self.glosses is not None:
            return self.glosses.translated(spans, rng)
        asked = rng.random(len(spans)) < _ASKED
        words = rng.choice(self.question_words, int(asked.sum()))
        ids = np.insert(spans.ids, spans.offsets[1:][asked], words)
        return EncodedTexts(ids, spans.offsets + np.concatenate(([0], np.cumsum(asked))))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Each batch from one of several sources, drawn by their shares."""

    sources: Sequence[tuple[Source, float]]

    def batch(self, size: int, rng: np.random.Generator) -> Batch:
        shares = np.array([share for _, share in self.sources])
        source, _ = self.sources[int(rng.choice(len(shares), p=shares / shares.sum()))]
        return source.batch(size, rng)


def _disjoint(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Without the ranges that overlap an earlier one: an overlap would be a right answer counted as wrong."""
    kept: list[int] = []
    reached = 0
    for position in np.argsort(starts, kind="stable").tolist():
        if starts[position] >= reached:
            kept.append(position)
            reached = int(ends[position])
    return starts[kept], ends[kept]


def _thinned(spans: EncodedTexts, rng: np.random.Generator) -> EncodedTexts:
    rates = rng.random(len(spans)) * 2 * _DROPPED
    lengths = spans.lengths
    kept = rng.random(len(spans.ids)) >= np.repeat(rates, lengths)
    kept[spans.offsets[:-1][lengths > 0]] |= lengths[lengths > 0] <= _SPAN[0]  # never nothing of a short span
    return spans.keep(kept)
