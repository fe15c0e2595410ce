"""Chooses spans that answer a question, with how likely each does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.choosing.features import Measured, measure
from assistant.answering.choosing.layout import Floats
from assistant.answering.choosing.network import BadNetwork, Network, shipped_network
from assistant.answering.choosing.spans import Spans, holding, probabilities, spans_of
from assistant.answering.matching import WeightedTerms
from assistant.model import Question
from ingest.model import TextSpan
from vectorstore.model import Hit

PER_CHARACTER = 0.0055
"""What a character more costs, in likelihood."""
FREE_FROM = 75
"""Characters from which on more cost a tenth: who has to read more than a sentence is little helped by a few less."""
_FURTHER = 0.1


@dataclass(frozen=True)
class Chances:
    """Every span of the parts looked at, with how likely it holds the answer."""

    measured: Measured
    spans: Spans
    held: Floats
    """Shape (parts, K); of no meaning where a span is not valid."""

    def worth(self) -> Floats:
        """Likelihood less what the length costs; -1 where a span is not valid."""
        return np.where(self.spans.valid, self.held - cost_of(self.spans.lengths), -1.0).astype(np.float32)

    def best(self, longest: int, most: int = 40) -> Iterator[tuple[int, TextSpan, float]]:
        """Hit, span in its text and worth of at most `most` spans, the best first.

        No span of several parts is longer than `longest` characters.
        """
        worth = np.where((self.spans.lengths > longest) & (np.arange(self.held.shape[1]) > 0), -1.0, self.worth())
        layout, parts = self.measured.layout, self.measured.parts
        for place in np.argsort(-worth, axis=None, kind="stable")[:most].tolist():
            first, more = divmod(place, worth.shape[1])
            if worth[first, more] <= -1:
                return
            hit = int(layout.sentence_hit[layout.part_sentence[parts[first]]])
            base = int(layout.bases[hit])
            span = TextSpan(int(layout.starts[parts[first]]) - base, int(layout.ends[parts[first + more]]) - base)
            yield hit, span, float(worth[first, more])


def cost_of(lengths: NDArray[np.int64]) -> Floats:
    """What the length of answers costs, in characters to likelihood."""
    within = np.minimum(lengths, FREE_FROM)
    return np.asarray(PER_CHARACTER * (within + _FURTHER * (lengths - within)), dtype=np.float32)


def chances(
    question: Question, hits: Sequence[Hit], terms: WeightedTerms, network: Network | None = None
) -> Chances | None:
    """The chances of all spans in the best sentences; None where no hit has a sentence.

    Raises BadNetwork for a network that was made for other features.
    """
    network = network or shipped_network()
    measured = measure(question, hits, terms)
    if measured is None:
        return None
    if measured.names != network.names:
        raise BadNetwork("答案选取的权重与本版本的特征不符，请重新安装本程序")
    spans = spans_of(measured.layout, measured.parts, len(network.by_parts))
    shares = probabilities(network(measured.values), spans, network.by_parts, network.by_crossings)
    return Chances(measured, spans, holding(shares))
