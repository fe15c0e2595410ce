"""What a sentence of a clause gains by the learned likelihood that the answer begins in it.

The features of `fit` and `clause_fit` weigh what is laid down, for which level, year and unit; what people call it in
their own words, and which sentence says such a thing at all, is learned (`assistant.answering.choosing`). The two are
multiplied: what is added to a score is a logarithm.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.answering.choosing.chooser import chances
from assistant.answering.matching import WeightedTerms
from assistant.model import Aspect, Language, Question, Wanted
from assistant.understanding.wanted import asked_parts
from ingest.normalize import fold
from vectorstore.model import Hit

WEIGHT = 0.06
"""Of the natural logarithm, beside features that lie between -1 and 1."""
FLOOR = 0.02
"""Likelihood below which differences tell nothing, and that of sentences not looked at."""
PASSAGES, SENTENCES = 8, 8
"""The first that are looked at: fewer than in running text, where nothing else chooses, for the time that they take."""


class SentenceLikelihood:
    """Of the sentences of the passages found for one question."""

    def __init__(self, question: Question, hits: Sequence[Hit], terms: WeightedTerms) -> None:
        alone = _asks_alone(question)
        likely = chances(question, hits[:PASSAGES], terms, sentences=SENTENCES) if alone else None
        self._of: Mapping[tuple[int, int], float] = {} if likely is None else likely.by_sentence()

    def most(self, hit: int) -> float:
        """The most that a sentence of the hit gains: what its table cells, which are no sentences, gain."""
        return max((self.gain(*place) for place in self._of if place[0] == hit), default=0.0)

    def of(self, hit: int, start: int) -> float | None:
        """In [0, 1], of the sentence that starts there in the text of the hit of that number; None if not learned."""
        return self._of.get((hit, start), 0.0) if self._of else None

    def gain(self, hit: int, start: int) -> float:
        """What that sentence gains, 0 or more."""
        return WEIGHT * math.log1p((self.of(hit, start) or 0.0) / FLOOR)


def _asks_alone(question: Question) -> bool:
    """Whether the wording alone tells what is asked, as in the questions learned from.

    Those are Chinese, on one thing in one text each; which level, year or side it is for, the other features tell.
    """
    places = {reading.words for reading in question.readings if reading.aspect is Aspect.REGION}
    one_thing = len(asked_parts(fold(question.wording))) <= 1
    one_side = not question.compares and Wanted.COMPARISON not in question.wanted and len(places) <= 1
    demanding = question.levels or question.years or question.stated or question.ordinal
    return one_thing and one_side and question.language is not Language.ENGLISH and not demanding
