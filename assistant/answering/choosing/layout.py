"""The passages found, laid end to end, with their sentences and parts as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.segments import Sentence, sentences
from assistant.ranking.patterns import Positions
from assistant.ranking.texts import Codes, codes_of, folded
from vectorstore.model import Hit

GAP = 60
"""Line breaks between two texts, so that nothing in one counts as near to the other."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layout:
    """Texts of all hits and behind them their headings; offsets count from the start of `text`.

    Parts and sentences are numbered in the order of the hits and, within one, of the text.
    """

    text: str
    codes: Codes
    bases: Positions
    """Where the text of each hit begins, shape (hits,)."""
    heading_starts: Positions
    """Where the headings of each hit begin, shape (hits + 1,)."""
    sentences: tuple[Sentence, ...]
    """Spans count from the start of the own hit's text."""
    sentence_hit: Positions
    first_part: Positions
    """The first part of each sentence, shape (sentences + 1,)."""
    starts: Positions
    """Of each part, shape (parts,)."""
    ends: Positions
    part_sentence: Positions

    @property
    def hits(self) -> int:
        """Number of hits."""
        return len(self.bases)

    def part_at(self, places: Positions, length: int) -> Positions:
        """The part that holds all of the `length` characters from each place, -1 where none does."""
        parts = np.searchsorted(self.starts, places, side="right") - 1
        inside = (parts >= 0) & (places + length <= self.ends[parts])
        return np.where(inside, parts, -1)

    def heading_at(self, places: Positions) -> Positions:
        """The hit whose headings hold each place, -1 for a place in a text."""
        return np.searchsorted(self.heading_starts[:-1], places, side="right") - 1

    def by_sentence(self, values: Floats) -> Floats:
        """The largest value of each sentence's parts; `values` has a row a part."""
        return np.maximum.reduceat(values, self.first_part[:-1], axis=0)

    def by_hit(self, values: Floats) -> Floats:
        """The largest value of each hit's sentences, 0 for a hit without any; `values` has a row a sentence."""
        found = np.zeros((self.hits, *values.shape[1:]), dtype=np.float32)
        np.maximum.at(found, self.sentence_hit, values)
        return found


def lay_out(hits: Sequence[Hit]) -> Layout | None:
    """The layout of all hits; None where none of them has a sentence."""
    texts = [folded(hit.passage.text) for hit in hits]
    headings = [folded("\n".join((hit.passage.title, *hit.passage.region, *hit.passage.path))) for hit in hits]
    groups = [[item for item in sentences(hit.passage.text) if item.parts] for hit in hits]
    if not any(groups):
        return None
    bases = np.concatenate(([0], np.cumsum([len(text) + GAP for text in texts])))
    above = bases[-1] + np.concatenate(([0], np.cumsum([len(text) + 1 for text in headings])))
    whole = "".join(text + "\n" * GAP for text in texts) + "".join(f"{text}\n" for text in headings)
    counts = [len(sentence.parts) for group in groups for sentence in group]
    spans = [
        (base + part.span.start, base + part.span.end)
        for base, group in zip(bases.tolist(), groups, strict=False)
        for sentence in group
        for part in sentence.parts
    ]
    starts, ends = np.array(spans, dtype=np.int64).T
    return Layout(
        whole,
        codes_of(whole),
        bases[:-1],
        above,
        tuple(sentence for group in groups for sentence in group),
        np.repeat(np.arange(len(hits)), [len(group) for group in groups]),
        np.concatenate(([0], np.cumsum(counts))),
        starts,
        ends,
        np.repeat(np.arange(len(counts)), counts),
    )
