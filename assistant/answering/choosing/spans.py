"""Spans of neighbouring parts, and how likely each holds the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.choosing.layout import Floats, Layout
from assistant.ranking.patterns import Positions

_NEVER = -1e4


@dataclass(frozen=True)
class Spans:
    """All spans of up to K neighbouring parts: [i, k] begins with part i and holds k + 1 parts."""

    valid: NDArray[np.bool_]
    """Shape (parts, K); False where the parts do not stand side by side in one passage."""
    crossings: NDArray[np.int64]
    """Sentence ends within the span."""
    lengths: NDArray[np.int64]
    """Characters; 0 where not valid."""


def spans_of(layout: Layout, parts: Positions, longest: int) -> Spans:
    """The spans of at most `longest` of the layout's `parts`, which rise."""
    count = len(parts)
    shape = (count, longest)
    valid, crossings, lengths = np.zeros(shape, np.bool_), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    sentences = layout.part_sentence[parts]
    hits, starts, ends = layout.sentence_hit[sentences], layout.starts[parts], layout.ends[parts]
    for k in range(min(longest, count)):
        first, last = slice(0, count - k), slice(k, count)
        together = (parts[last] == parts[first] + k) & (hits[last] == hits[first])
        valid[first, k] = together
        crossings[first, k] = np.where(together, sentences[last] - sentences[first], 0)
        lengths[first, k] = np.where(together, ends[last] - starts[first], 0)
    return Spans(valid, crossings, lengths)


def probabilities(outputs: Floats, spans: Spans, by_parts: Floats, by_crossings: Floats) -> Floats:
    """That a span is the answer, of all spans together 1; `outputs` are begin, end, inside of each part."""
    count, longest = spans.valid.shape
    sums = np.concatenate(([0.0], np.cumsum(outputs[:, 2], dtype=np.float64)))
    first = np.arange(count)[:, None]
    last = np.minimum(first + np.arange(longest), count - 1)
    scores = outputs[:, :1] + outputs[last, 1] + (sums[last + 1] - sums[first])
    scores = scores + by_parts + by_crossings[np.minimum(spans.crossings, len(by_crossings) - 1)]
    scores = np.where(spans.valid, scores, _NEVER)
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


def holding(shares: Floats) -> Floats:
    """That a span holds the answer: the sum of the shares of all spans within it, itself among them."""
    held = np.cumsum(shares, axis=1)
    for k in range(1, shares.shape[1]):
        held[:-1, k] += held[1:, k - 1]
    return held
