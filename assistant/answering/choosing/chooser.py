"""Chooses spans that answer a question, with how likely each does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.choosing.features import LOOKED_AT, Measured, measure
from assistant.answering.choosing.layout import Floats
from assistant.answering.choosing.network import BadNetwork, Network, shipped_network
from assistant.answering.choosing.spans import Spans, holding, probabilities, spans_of
from assistant.answering.matching import WeightedTerms
from assistant.model import Question
from ingest.model import TextSpan
from vectorstore.model import Hit

PER_CHARACTER, PER_CHARACTER_OF_FACT = 0.0075, 0.0095
"""What a character more costs, in likelihood; more where a name, a date or a figure is asked for, which are short."""
SHORT, SHORT_FACT = 30, 20
"""Characters up to which none costs less than so many: in doubt, the shortest span of all is no better an answer."""
FREE_FROM = 75
"""Characters from which on more cost a twentieth: beyond a sentence a few characters less help a reader little."""
_FURTHER = 0.05
RIVAL, RIVAL_PER_CHARACTER, LONGEST_RIVAL = 0.03, 0.0015, 80
"""What a second place costs, and each of its characters: less than in the first, for it is added only where that is
doubtful, and who doubts reads on."""


@dataclass(frozen=True)
class Chances:
    """Every span of the parts looked at, with how likely it holds the answer."""

    measured: Measured
    spans: Spans
    shares: Floats
    """Shape (parts, K): that the span is the answer, of all spans together 1."""
    held: Floats
    """Shape (parts, K): that the span holds it; of no meaning where a span is not valid."""

    def worth(self) -> Floats:
        """Likelihood less what the length costs; -1 where a span is not valid."""
        fact = self.measured.asking.wants_fact
        rate, short = (PER_CHARACTER_OF_FACT, SHORT_FACT) if fact else (PER_CHARACTER, SHORT)
        cost = cost_of(self.spans.lengths, rate, short)
        return np.where(self.spans.valid, self.held - cost, -1.0).astype(np.float32)

    def best(self, longest: int, most: int = 40) -> Iterator[tuple[int, TextSpan, float]]:
        """Hit, span in its text and worth of at most `most` spans, the best first.

        No span of several parts is longer than `longest` characters.
        """
        worth = np.where((self.spans.lengths > longest) & (np.arange(self.held.shape[1]) > 0), -1.0, self.worth())
        for place in np.argsort(-worth, axis=None, kind="stable")[:most].tolist():
            first, more = divmod(place, worth.shape[1])
            if worth[first, more] <= -1:
                return
            yield *self._place(first, more), float(worth[first, more])

    def rival(self, hit: int) -> tuple[int, TextSpan] | None:
        """Hit and span of the best place outside `hit`, where the likelihood it adds is worth its length; else None.

        The likelihoods of two passages add up, since an answer counts as standing in one of them.
        """
        short = self.spans.lengths <= LONGEST_RIVAL
        elsewhere = (self._hits() != hit)[:, None] & self.spans.valid & short
        gain = np.where(elsewhere, self.held - RIVAL_PER_CHARACTER * self.spans.lengths - RIVAL, -1.0)
        first, more = divmod(int(np.argmax(gain)), gain.shape[1])
        return self._place(first, more) if gain[first, more] > 0 else None

    def by_sentence(self) -> dict[tuple[int, int], float]:
        """How likely an answer begins in each sentence looked at, by its hit and where in the hit's text it starts."""
        layout = self.measured.layout
        numbers = layout.part_sentence[self.measured.parts]
        sums = np.bincount(numbers, weights=self.shares.sum(axis=1))
        found = np.unique(numbers).tolist()
        return {
            (int(layout.sentence_hit[number]), layout.sentences[number].span.start): float(sums[number])
            for number in found
        }

    def _hits(self) -> NDArray[np.int64]:
        """The hit of each part."""
        layout = self.measured.layout
        return layout.sentence_hit[layout.part_sentence[self.measured.parts]]

    def _place(self, first: int, more: int) -> tuple[int, TextSpan]:
        layout, parts = self.measured.layout, self.measured.parts
        hit = int(self._hits()[first])
        base = int(layout.bases[hit])
        return hit, TextSpan(int(layout.starts[parts[first]]) - base, int(layout.ends[parts[first + more]]) - base)


def cost_of(lengths: NDArray[np.int64], rate: float = PER_CHARACTER, short: int = SHORT) -> Floats:
    """What the length of answers costs, in characters to likelihood: `rate` for each of the first characters.

    None costs less than one of `short` characters.
    """
    counted = np.maximum(lengths, short)
    within = np.minimum(counted, FREE_FROM)
    return np.asarray(rate * (within + _FURTHER * (counted - within)), dtype=np.float32)


def chances(
    question: Question,
    hits: Sequence[Hit],
    terms: WeightedTerms,
    network: Network | None = None,
    sentences: int = LOOKED_AT,
) -> Chances | None:
    """The chances of all spans in the best `sentences`; None where no hit has a sentence.

    Raises BadNetwork for a network that was made for other features.
    """
    network = network or shipped_network()
    measured = measure(question, hits, terms, sentences)
    if measured is None:
        return None
    if measured.names != network.names:
        raise BadNetwork("答案选取的权重与本版本的特征不符，请重新安装本程序")
    spans = spans_of(measured.layout, measured.parts, len(network.by_parts))
    shares = probabilities(network(measured.values), spans, network.by_parts, network.by_crossings)
    return Chances(measured, spans, shares, holding(shares))
