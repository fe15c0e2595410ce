"""Parts of sentences that may answer a question, with how well each does.

In texts with clauses the score of a window is a weighted sum of readable features, the weights set by hand, and the
learned likelihood of its sentence; in running text it is learned alone (`assistant.answering.choosing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.answering.asked_figures import rule_fit, span_fit, telling
from assistant.answering.best_first import Group, best_first
from assistant.answering.choosing.chooser import Chances, chances
from assistant.answering.clause_fit import clause_fit, most_clause_fit
from assistant.answering.findings import Finding, Said
from assistant.answering.fit import (
    EXPLAINS,
    condition_fit,
    heading_fit,
    kind_fit,
    level_fit,
    most_fit,
    saying_fit,
    stated_fit,
    year_fit,
)
from assistant.answering.likelihood import SentenceLikelihood
from assistant.answering.matching import Frequency, WeightedTerms, weigh
from assistant.answering.quoting import quote_around
from assistant.answering.segments import (
    Sentence,
    adds_to_figure,
    condition_before,
    explained_by,
    is_heading,
    sentences,
    windows,
)
from assistant.answering.table_findings import table_findings
from assistant.model import AnswerKind, Question, Wanted
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit, Passage

MAX_WINDOW = 76
"""Characters of an answer of one part; a list may be longer."""
_LIMITS = {AnswerKind.LIST: 160, AnswerKind.DEFINITION: 110}
MAX_STEPS = 150
"""A procedure told in one sentence."""
MAX_SIDE = 44
"""One side of a comparison."""
_IN_SENTENCE, _IN_HEADING, _IN_PASSAGE = 0.55, 0.5, 0.25
"""What a term is worth that stands beside the window: in its sentence, its headings, its clause."""
_NEAR = 0.9
"""What a term is worth that stands in the condition, or the run-in heading, that the window belongs to."""
_PASSAGE_SUPPORT = 0.6
_PASSAGE_WEIGHT = 0.5
_PER_CHARACTER = 0.0016
_EXCLUDED = 0.5
_ADDED = -0.05
"""For a bracket with another figure than the one that it stands behind."""
_FIGURES = re.compile(r"[\d.]+")
_BOUND = re.compile(r"及?以[上下内]|左右|不(?:低于|少于|超过|高于)|超过?|突破|达到?|力争|争取")
"""The last of several repeats is often a bound: '150亿元以上' after '130亿元'."""
_PART_OF, _NARROWER = re.compile(r"其中[,:]?(?:本[市区县]|全[市区县省])?([\u4e00-\u9fff]{2,})"), 0.15
_CLAUSE_LABEL = re.compile(r"^\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}、)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """How far the words around a window match each term."""

    heading: tuple[float, ...]
    passage: tuple[float, ...]

    def support(self, beside: Sequence[float]) -> list[float]:
        return [max(b, h, _PASSAGE_SUPPORT * w) for b, h, w in zip(beside, self.heading, self.passage, strict=True)]

    def context(self, own: Sequence[float], beside: Sequence[float]) -> list[float]:
        return [
            max(o, _IN_SENTENCE * b, _IN_HEADING * h, _IN_PASSAGE * w)
            for o, b, h, w in zip(own, beside, self.heading, self.passage, strict=True)
        ]

    def most(self, beside: Sequence[float], terms: WeightedTerms) -> list[float]:
        """The most that `context` can be of any window of a sentence whose words match as `beside` says."""
        return self.context(terms.most_within(beside), beside)


class _PartMatches:
    """How far each part of a sentence matches each term, counted once for all windows over it."""

    def __init__(self, sentence: Sentence, terms: WeightedTerms) -> None:
        self._sentence = sentence
        self._terms = terms
        self._parts = [terms.matches(sentence.part_text(part.span)) for part in sentence.parts]
        above = sentence.asked + sentence.heading
        self._heading = terms.matches(above) if above else ()

    def of(self, window: TextSpan) -> tuple[float, ...]:
        """Matches of a window, with what its condition and its run-in heading say for it."""
        inside = [
            matches
            for part, matches in zip(self._sentence.parts, self._parts, strict=True)
            if window.contains(part.span)
        ]
        if not inside:  # an item of a long enumeration
            inside = [self._terms.matches(self._sentence.part_text(window))]
        near = [self._heading] if self._heading else []
        condition, explained = condition_before(self._sentence, window), explained_by(self._sentence, window)
        if condition:
            near.append(self._terms.matches(condition))
        if explained:  # the bracket stands for these words
            inside.append(self._terms.matches(explained))
        own = [max(values) for values in zip(*inside, strict=True)]
        if not near:
            return tuple(own)
        return tuple(max(o, _NEAR * max(n)) for o, n in zip(own, zip(*near, strict=True), strict=True))


_RUNNING_LIMIT = 400
"""Characters of an answer out of running text."""


class CandidatePool:
    """Everything that the passages found for one question offer as an answer."""

    def __init__(self, question: Question, hits: Sequence[Hit], frequency: Frequency) -> None:
        self.question = question
        self._hits = hits
        self._sentences = [sentences(hit.passage.text) for hit in hits]
        pool = [sentence.folded for group in self._sentences for sentence in group]
        self.terms: WeightedTerms = weigh(question.terms, pool, frequency)
        self._best = max((hit.score for hit in hits), default=1.0) or 1.0

    def findings(self, kind: AnswerKind) -> list[Finding]:
        """Windows and table cells, best first; equal scores keep the order of the text."""
        return list(self.ranked(kind))

    def ranked(self, kind: AnswerKind) -> Iterator[Finding]:
        """The same one by one: sentences that cannot hold the next best are not looked into."""
        if self._is_running_text:
            yield from self._learned_alone()
            return
        yield from best_first(self.groups(kind), lambda finding: finding.score)

    def groups(self, kind: AnswerKind) -> Iterator[Group[Finding]]:
        """The sentences and tables of all passages in the order of the text, with the most each can score."""
        likely = SentenceLikelihood(self.question, self._hits, self.terms)
        for number, (hit, group) in enumerate(zip(self._hits, self._sentences, strict=True)):
            prior = _PASSAGE_WEIGHT * hit.score / self._best - self._set_aside(hit.passage)
            around = self._surroundings(hit.passage)
            for sentence in group:
                clause = _clause_closed_by(hit.passage, sentence)
                beside = self.terms.matches(sentence.asked + sentence.heading + clause + sentence.folded)
                if any(beside):
                    heading = is_heading(sentence.folded)
                    gain = prior + (0.0 if heading else likely.gain(number, sentence.span.start))
                    chance = likely.of(number, sentence.span.start)
                    bound = self.terms.coverage(around.most(beside, self.terms)) + gain
                    bound += most_fit(kind, self.question, sentence)
                    bound += most_clause_fit(kind, self.question, sentence.folded)
                    bound += span_fit(self.question, sentence.folded)
                    yield bound, partial(self._windows, hit, sentence, around, beside, (gain, chance), kind)
            cells = table_findings(self.question, hit, self.terms, around.heading, prior + likely.most(number), kind)
            yield from ((cell.score, partial(iter, (cell,))) for cell in cells)

    @property
    def _is_running_text(self) -> bool:
        """True where no passage has a clause or a region: news, notices, encyclopedias."""
        return not any(hit.passage.path or hit.passage.region for hit in self._hits)

    def _learned_alone(self) -> list[Finding]:
        """The spans of several parts or sentences that are worth most, each with its worth as score."""
        likely = chances(self.question, self._hits, self.terms)
        if likely is None:
            return []
        found = [self._out_of_running_text(*place) for place in likely.best(_RUNNING_LIMIT)]
        return [self._with_rival(likely, found[0]), *found[1:]] if found else []

    def _out_of_running_text(self, hit: int, window: TextSpan, worth: float) -> Finding:
        text = self._hits[hit].passage.text
        window = self._without_headings(hit, window)
        group = self._sentences_over(hit, window)
        folded = fold(window.slice(text))
        context = "".join(item.folded for item in group)
        around = self._surroundings(self._hits[hit].passage)
        support = self.terms.support(around.support(self.terms.matches(context)))
        shape = _FIGURES.sub("0", folded)
        quote = self._quote_over(hit, window)
        return Finding(self._hits[hit], window.slice(text), quote, context, worth, support, shape, window.start)

    def _with_rival(self, likely: Chances, best: Finding) -> Finding:
        """The best finding with the place in another passage that may answer instead.

        Not for a comparison, nor beside a numbered clause: what one document lays down is not in doubt for what
        another does.
        """
        if _CLAUSE_LABEL.search(best.hit.passage.text):
            return best
        numbers = [number for number, hit in enumerate(self._hits) if hit.passage.id == best.hit.passage.id]
        other = None if self.question.compares else likely.rival(numbers[0])
        if other is None:
            return best
        hit, window = other
        passage = self._hits[hit].passage
        words = window.slice(passage.text)
        if fold(words) in fold(best.text):  # one report in two passages
            return best
        return replace(best, rival=Said(words, passage, self._quote_over(hit, window)))

    def _without_headings(self, hit: int, window: TextSpan) -> TextSpan:
        """`window` without numbered headings at its ends, which belong to a path or to the next clause."""
        telling = [item.span for item in self._sentences_over(hit, window) if not is_heading(item.folded)]
        if not telling:
            return window
        return TextSpan(max(window.start, telling[0].start), min(window.end, telling[-1].end))

    def _sentences_over(self, hit: int, window: TextSpan) -> list[Sentence]:
        return [item for item in self._sentences[hit] if item.span.start < window.end and window.start < item.span.end]

    def _quote_over(self, hit: int, window: TextSpan) -> TextSpan:
        text, group = self._hits[hit].passage.text, self._sentences_over(hit, window)
        quotes = [quote_around(text, item, _within(window, item.span)) for item in group]
        return TextSpan(quotes[0].start, quotes[-1].end)

    def _set_aside(self, passage: Passage) -> float:
        """What a passage loses whose document is of a region that the question sets aside: 除九江外."""
        names = [fold(name) for name in passage.region]
        aside = any(len(word) > 1 and word in name for word in self.question.excluded for name in names)
        return _EXCLUDED if aside else 0.0

    def _surroundings(self, passage: Passage) -> _Surroundings:
        return _Surroundings(self.terms.matches(heading_text(passage)), self.terms.occurrences(fold(passage.text)))

    def _windows(
        self,
        hit: Hit,
        sentence: Sentence,
        around: _Surroundings,
        beside: Sequence[float],
        learned: tuple[float, float | None],
        kind: AnswerKind,
    ) -> Iterator[Finding]:
        """Every window over a sentence; `learned` are what the sentence adds to the score and its likelihood."""
        prior, chance = learned
        text = hit.passage.text
        title = fold(hit.passage.title)
        limit = MAX_SIDE if self.question.compares else _LIMITS.get(kind, MAX_WINDOW)
        if self.question.wanted[0] is Wanted.PROCEDURE:
            limit = max(limit, MAX_STEPS)
        support = self.terms.support(around.support(beside))
        of_parts = _PartMatches(sentence, self.terms)
        for window in windows(sentence, limit):
            folded = sentence.part_text(window)
            own = of_parts.of(window)
            score = self.terms.coverage(around.context(own, beside)) + prior
            score += self._fit(title, folded, sentence, window, kind) - _PER_CHARACTER * len(window)
            quote = quote_around(text, sentence, window)
            shape = _FIGURES.sub("0", _BOUND.sub("", folded))
            words, context = window.slice(text), sentence.folded
            yield Finding(hit, words, quote, context, score, support, shape, window.start, likelihood=chance)

    def _fit(self, title: str, folded: str, sentence: Sentence, window: TextSpan, kind: AnswerKind) -> float:
        """How well a window fits the kind of answer wanted and the constraints of the question."""
        question = self.question
        before = sentence.folded[: window.start - sentence.span.start]
        score = -_EXCLUDED if any(word in folded for word in question.excluded) else 0.0
        score += level_fit(question.levels, folded, before)
        score += year_fit(question.years, folded, before, sentence.folded)
        score += stated_fit(question.stated, sentence.folded)
        score += clause_fit(kind, question, folded, condition_before(sentence, window))
        score += condition_fit(folded)
        score += heading_fit(title, sentence.folded, folded, kind)
        score += saying_fit(question.wording, folded) + span_fit(question, folded)
        score += rule_fit(question, folded) - _narrower(question, folded)
        score += _ADDED if adds_to_figure(sentence, window) else 0.0
        whole = len(window) >= len(sentence.span) - 4
        if kind in (AnswerKind.LIST, AnswerKind.DEFINITION) and explained_by(sentence, window):
            score += EXPLAINS
        return score + kind_fit(kind, question, folded, telling(question, folded, sentence.quantities(window)), whole)


def _clause_closed_by(passage: Passage, sentence: Sentence) -> str:
    """The folded line before a bracket that says who does a clause's work and by when; empty before all else."""
    if not sentence.folded.startswith("(") or not sentence.folded.endswith(")"):
        return ""
    return fold(passage.text[: sentence.span.start].rpartition("\n")[2])


def _narrower(question: Question, folded: str) -> float:
    """What '其中高新技术产品出口额' loses where all exports are asked for: it is a part of what is asked."""
    part = _PART_OF.match(folded)
    if part is None or any(form[:2] == part[1][:2] for term in question.terms for form in term.forms):
        return 0.0
    return _NARROWER


def _within(window: TextSpan, span: TextSpan) -> TextSpan:
    return TextSpan(max(window.start, span.start), min(window.end, span.end))


def heading_text(passage: Passage) -> str:
    """What stands above a passage: title, region and clause path, folded."""
    return fold(" ".join((passage.title, *passage.region, *passage.path)))
