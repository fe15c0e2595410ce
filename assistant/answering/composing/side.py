"""One side of a comparison told in words: all levels that its sentence tells apart, and all that is on the matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.answering.matching import match
from assistant.answering.periods import years_in
from assistant.answering.segments import Part, Sentence, sentences
from assistant.model import AnswerKind, Question, Term
from assistant.understanding.constraints import levels
from ingest.figures.quantities import find_quantities
from ingest.model import TextSpan
from ingest.normalize import fold

LONGEST = 90
"""Characters of a side that is told by several parts of its sentence."""
_MET = 0.6
_IN_ONE_BREATH = re.compile(r"(?:多少|几|多[大高长久])[^、,。?多几]{0,3}[、和][^、,。?]{0,4}(?:多少|几|多[大高长久])")
_BETWEEN_COMMAS = re.compile(r"[^,;()]+")
_IN_WORDS = (AnswerKind.OPEN, AnswerKind.DEFINITION, AnswerKind.LIST)


def side_told(question: Question, finding: Finding) -> Finding:
    """`finding` with what its sentence says besides it of the very matter, as far as the question asks for words."""
    sentence = _sentence_of(finding)
    if sentence is None or question.kind not in (*_IN_WORDS, AnswerKind.FIGURE):
        return finding
    start = finding.position
    window = TextSpan(start, start + len(finding.text))
    every_level = _every_level(question, sentence, window)
    if every_level is not None:
        return replace(finding, text=every_level.slice(finding.hit.passage.text))
    if question.kind is AnswerKind.FIGURE:
        finding = _of_year(question, finding, sentence, window)
        return _out_of_bracket(_with_further_figures(question, finding, sentence, window))
    return _on_the_matter(question, finding, sentence, window)


def _sentence_of(finding: Finding) -> Sentence | None:
    """The sentence that the words of a finding stand in; None for a text that is composed."""
    text, start = finding.hit.passage.text, finding.position
    if not finding.shape or finding.parts or text[start : start + len(finding.text)] != finding.text:
        return None
    return next((s for s in sentences(text) if s.span.start <= start < s.span.end), None)


def _every_level(question: Question, sentence: Sentence, window: TextSpan) -> TextSpan | None:
    """Where no level is asked about and the neighbouring parts give the figures of other levels, those with them."""
    told = [part for part in sentence.parts if window.contains(part.span)]
    if question.levels or not told or not any(_of_level(sentence, part) for part in told):
        return None
    first, last = sentence.parts.index(told[0]), sentence.parts.index(told[-1])
    while first > 0 and _of_level(sentence, sentence.parts[first - 1]):
        first -= 1
    while last + 1 < len(sentence.parts) and _of_level(sentence, sentence.parts[last + 1]):
        last += 1
    span = TextSpan(sentence.parts[first].span.start, sentence.parts[last].span.end)
    return span if len(window) < len(span) <= LONGEST else None


def _with_further_figures(question: Question, finding: Finding, sentence: Sentence, window: TextSpan) -> Finding:
    """Where several figures are asked for in a breath, '几个、多大', with those of the parts right behind."""
    if _IN_ONE_BREATH.search(fold(question.wording)) is None:
        return finding
    end = window.end
    if finding.position != window.start:
        return finding
    for part in sentence.parts:
        if part.span.start >= window.end:
            if not find_quantities(sentence.part_text(part.span)) or part.span.end - window.start > LONGEST:
                break
            end = part.span.end
    return replace(finding, text=finding.hit.passage.text[window.start : end])


def _of_year(question: Question, finding: Finding, sentence: Sentence, window: TextSpan) -> Finding:
    """Of '不低于4人,到2025年不低于4.66人' the part that names the year asked about."""
    parts = [part for part in sentence.parts if window.contains(part.span)]
    told = [part for part in parts if any(q.is_amount for q in find_quantities(sentence.part_text(part.span)))]
    named = [part for part in told if years_in(sentence.part_text(part.span)) & set(question.years)]
    if len(told) < 2 or len(named) != 1:
        return finding
    return replace(finding, text=named[0].span.slice(finding.hit.passage.text), position=named[0].span.start)


def _out_of_bracket(finding: Finding) -> Finding:
    """Of '(某局牵头,完成时限:2021年12月)' the part with the figure."""
    words = fold(finding.text)
    if not words.startswith("("):
        return finding
    parts = [part for part in _BETWEEN_COMMAS.finditer(words) if find_quantities(part.group())]
    if len(parts) != 1:
        return finding
    start, end = parts[0].span()
    return replace(finding, text=finding.text[start:end], position=finding.position + start)


def _of_level(sentence: Sentence, part: Part) -> bool:
    text = sentence.part_text(part.span)
    return bool(levels(text)) and bool(find_quantities(text))


def _on_the_matter(question: Question, finding: Finding, sentence: Sentence, window: TextSpan) -> Finding:
    """Its first part with those of the later ones that say what is asked; those between them are left out."""
    terms = _telling(question, sentence.part_text(window))
    parts = [part for part in sentence.parts if part.span.start >= window.start]
    said = [part for part in parts[1:] if any(match(term, sentence.part_text(part.span)) >= _MET for term in terms)]
    if not said or window.contains(said[-1].span):
        return finding
    text = finding.hit.passage.text
    chosen = [parts[0], *said]
    joined = "，".join(part.span.slice(text) for part in chosen)
    return replace(finding, text=joined) if len(joined) <= LONGEST else finding


def _telling(question: Question, words: str) -> Sequence[Term]:
    """The terms of the matter that a text says; those of a common word or of a place tell nothing."""
    return [term for term in question.terms if not term.place and term.weight >= 1.0 and match(term, words) >= _MET]
