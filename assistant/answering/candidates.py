"""Parts of sentences that may answer a question, with how well each does.

The score of a window is a weighted sum of readable features; the weights were set by hand on the dev
questions and wait for a learned chooser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.matching import WeightedTerms, weigh
from assistant.answering.periods import years_in
from assistant.answering.segments import Sentence, sentences, windows
from assistant.model import AnswerKind, Question
from assistant.understanding.constraints import levels
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.quantities import MONEY_UNITS, RATIO_UNITS, TIME_UNITS, Quantity, find_quantities
from vectorstore.model import Hit

MAX_WINDOW = 76
"""Characters of an answer of one part; a list may be longer."""
MAX_LIST = 160
_IN_SENTENCE, _IN_HEADING, _IN_PASSAGE = 0.55, 0.5, 0.25
"""What a term is worth that stands beside the window: in its sentence, its headings, its clause."""
_PER_CHARACTER = 0.0016
_WRONG_LEVEL, _WRONG_YEAR, _EXCLUDED, _NO_FIGURE, _WRONG_UNIT = 0.5, 0.4, 0.5, 0.6, 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window of a passage as an answer."""

    hit: Hit
    sentence: Sentence
    window: TextSpan
    """In the passage's text."""
    score: float
    support: float
    """How much of the question its clause and headings say, in [0, 1]; decides on refusal."""
    coverage: float
    """How much of the question the window itself says, in [0, 1]."""

    @property
    def text(self) -> str:
        return self.window.slice(self.hit.passage.text)


class CandidatePool:
    """All windows of the passages found for one question."""

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self.question = question
        self._hits = hits
        self._sentences = [sentences(hit.passage.text) for hit in hits]
        pool = [sentence.folded for group in self._sentences for sentence in group]
        self.terms: WeightedTerms = weigh(question.terms, pool)
        self._best = max((hit.score for hit in hits), default=1.0) or 1.0

    def candidates(self, kind: AnswerKind) -> list[Candidate]:
        """Every window, best first; equal scores keep the order of the text."""
        found = [
            candidate
            for hit, group in zip(self._hits, self._sentences, strict=True)
            for candidate in self._of_passage(hit, group, kind)
        ]
        return sorted(found, key=lambda candidate: -candidate.score)

    def _of_passage(self, hit: Hit, group: Sequence[Sentence], kind: AnswerKind) -> list[Candidate]:
        passage = hit.passage
        heading = self.terms.matches(fold(" ".join((passage.title, *passage.path))))
        whole = self.terms.matches(fold(passage.text))
        limit = MAX_LIST if kind is AnswerKind.LIST else MAX_WINDOW
        found = []
        for sentence in group:
            beside = self.terms.matches(sentence.folded)
            support = self.terms.coverage(
                [max(b, h, 0.6 * w) for b, h, w in zip(beside, heading, whole, strict=True)]
            )
            for window in windows(sentence, limit):
                text = fold(window.slice(passage.text))
                own = self.terms.matches(text)
                context = [
                    max(o, _IN_SENTENCE * b, _IN_HEADING * h, _IN_PASSAGE * w)
                    for o, b, h, w in zip(own, beside, heading, whole, strict=True)
                ]
                score = self.terms.coverage(context) + 0.35 * hit.score / self._best
                score += self._fit(text, sentence, window, kind) - _PER_CHARACTER * len(window)
                found.append(Candidate(hit, sentence, window, score, support, self.terms.coverage(own)))
        return found

    def _fit(self, text: str, sentence: Sentence, window: TextSpan, kind: AnswerKind) -> float:
        """How well a window fits the kind of answer wanted and the constraints of the question."""
        question = self.question
        before = sentence.folded[: window.start - sentence.span.start]
        score = -_EXCLUDED if any(word in text for word in question.excluded) else 0.0
        score += level_fit(question.levels, text, before)
        if question.years:
            named = years_in(text) or years_in(before) or years_in(sentence.folded)
            if named:
                score += 0.1 if named & set(question.years) else -_WRONG_YEAR
        if kind is AnswerKind.FIGURE:
            score += figure_fit(question.units, find_quantities(text))
        elif kind is AnswerKind.LIST:
            score += 0.04 * min(text.count("、"), 4)
        return score


def level_fit(asked: Sequence[str], text: str, before: str) -> float:
    """Positive where the window (or what stands before it) is of a level asked, negative where of another."""
    if not asked:
        return 0.0
    named = levels(text)
    if named:
        return 0.25 if set(named) & set(asked) else -_WRONG_LEVEL
    earlier = levels(before)
    if earlier:
        return 0.05 if earlier[-1] in asked else -0.3
    return 0.0


def figure_fit(units: Sequence[str], quantities: Sequence[Quantity]) -> float:
    """Positive where the window has a figure, of the unit asked for; several figures count a little less."""
    amounts = [quantity for quantity in quantities if not quantity.is_year]
    if not amounts:
        return -_NO_FIGURE
    fitting = [quantity for quantity in amounts if any(unit_fits(unit, quantity) for unit in units)]
    score = -0.04 * (len(amounts) - 1)
    if units:
        score += 0.2 if fitting else -_WRONG_UNIT
    return score


def unit_fits(asked: str, quantity: Quantity) -> bool:
    """True where a figure is of the unit that was asked for: '亿' takes '亿元', '时间' takes any time unit."""
    unit = quantity.unit
    if asked == "时间":
        return unit in TIME_UNITS
    if asked == "%":
        return unit in RATIO_UNITS
    if asked in ("人民币", "元"):
        return any(unit.endswith(money) for money in MONEY_UNITS) and "美元" not in unit
    if asked in ("个", "家", "户"):
        return unit in ("个", "家", "户")
    return asked in unit
