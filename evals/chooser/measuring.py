"""How often the chosen span holds a gold answer, and how long it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from assistant.answering.choosing.chooser import Chances
from assistant.answering.choosing.network import Network
from assistant.answering.choosing.spans import holding, probabilities
from evals.chooser.examples import Example
from evals.intervals import Estimate, estimate_of_mean
from evals.text import contains

LONGEST_ANSWER = 400
"""Characters."""


@dataclass(frozen=True, slots=True)
class ChooserFigures:
    """One set: of questions with gold answers the share held and the median length, of generated ones how often
    the likeliest part lies in the answer."""

    name: str
    learned: str
    """What was learned from, in words."""
    questions: int
    right: Estimate
    length: float


def measure_examples(name: str, learned: str, examples: Sequence[Example], network: Network) -> ChooserFigures:
    """The figures of `examples` under `network`."""
    right, lengths = [], []
    for item in examples:
        first, count = best_span(item, network)
        text = item.text(first, count)
        lengths.append(len(text))
        if item.answers:
            right.append(float(any(contains(gold, text) for gold in item.answers)))
        else:
            right.append(float(bool(item.right.any()) and _overlaps(item, first, count)))
    return ChooserFigures(name, learned, len(examples), estimate_of_mean(right), median(lengths))


def best_span(item: Example, network: Network) -> tuple[int, int]:
    """First part and number of parts of the span that is worth most."""
    shares = probabilities(network(item.measured.values), item.spans, network.by_parts, network.by_crossings)
    worth = Chances(item.measured, item.spans, shares, holding(shares)).worth()
    worth[item.spans.lengths > LONGEST_ANSWER] = -1
    first, more = divmod(int(np.argmax(worth)), worth.shape[1])
    return first, more + 1


def _overlaps(item: Example, first: int, count: int) -> bool:
    right = np.argwhere(item.right).tolist()
    return any(start < first + count and first <= start + more for start, more in right)
