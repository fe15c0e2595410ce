"""Questions with the parts of sentences that they are answered from, and which spans of them are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.choosing.features import Measured, measure
from assistant.answering.choosing.spans import Spans, spans_of
from assistant.answering.matching import weigh
from assistant.answering.segments import sentences
from assistant.model import Question
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit

LONGEST = 24
"""Parts of a span; a list of materials has that many."""
_WITHIN = 0.85
"""Share of an answer that must lie in a part for the part alone to be right."""
_TOUCHED = 0.02

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands."""

    hit: int
    span: TextSpan
    """In the passage's text."""
    right: bool
    """False where the same words stand in a passage that does not answer: they are neither right nor wrong."""


@dataclass(frozen=True)
class Example:
    """One question."""

    question: str
    measured: Measured
    spans: Spans
    right: Flags
    """Shape (parts, LONGEST); no span where the answer is in none of the parts looked at."""
    ignored: Flags
    """Shape (parts,)."""
    passage: str
    """The id of the passage that answers; halves are drawn by it."""
    answers: tuple[str, ...]
    """Gold answers; empty for a generated question."""

    def text(self, first: int, count: int) -> str:
        """The folded words of `count` parts from `first`."""
        layout, parts = self.measured.layout, self.measured.parts
        return layout.text[int(layout.starts[parts[first]]) : int(layout.ends[parts[first + count - 1]])]


def example(
    question: Question, hits: Sequence[Hit], places: Sequence[Place], passage: str, answers: Sequence[str] = ()
) -> Example | None:
    """The example of a question with the places of its answers; None where no hit has a sentence."""
    pool = [sentence.folded for hit in hits for sentence in sentences(hit.passage.text)]
    measured = measure(question, hits, weigh(question.terms, pool, lambda term: 1))
    if measured is None:
        return None
    spans = spans_of(measured.layout, measured.parts, LONGEST)
    right = np.zeros(spans.valid.shape, dtype=np.bool_)
    ignored = np.zeros(len(measured.parts), dtype=np.bool_)
    covered = [(place, *edges) for place in places if (edges := _parts_of(measured, place)) is not None]
    chosen = [(first, last) for place, first, last in covered if place.right]
    alone = [(first, last) for first, last in chosen if first == last]
    for place, first, last in covered:
        ignored[first : last + 1] |= not place.right
    for first, last in alone or chosen[:1]:
        longest = int(np.flatnonzero(spans.valid[first]).max())
        right[first, min(last - first, longest)] = True
        ignored[first : last + 1] = False
    return Example(question.text, measured, spans, right, ignored, passage, tuple(answers))


def places_of(answers: Sequence[str], hits: Sequence[Hit], passages: Sequence[str]) -> Iterator[Place]:
    """Every place where one of `answers` stands; right are those in one of `passages` (ids)."""
    for number, hit in enumerate(hits):
        text = fold(hit.passage.text)
        for answer in dict.fromkeys(fold(answer).strip(" 。,;") for answer in answers):
            at = text.find(answer) if answer else -1
            while at >= 0:
                yield Place(number, TextSpan(at, at + len(answer)), hit.passage.id in passages)
                at = text.find(answer, at + 1)


def _parts_of(measured: Measured, place: Place) -> tuple[int, int] | None:
    """The first and last part that the answer touches, None where it touches none."""
    layout, parts = measured.layout, measured.parts
    start, end = (int(layout.bases[place.hit]) + offset for offset in (place.span.start, place.span.end))
    shared = np.minimum(layout.ends[parts], end) - np.maximum(layout.starts[parts], start)
    shared = np.maximum(shared, 0)
    if not shared.any():
        return None
    if shared.max() >= _WITHIN * shared.sum():
        return int(shared.argmax()), int(shared.argmax())
    touched = np.flatnonzero(shared > _TOUCHED * shared.sum())
    return int(touched[0]), int(touched[-1])
