"""A question that asks several things: each asked by itself, the later ones of the clause that answers the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.model import Question, Term, Wanted
from assistant.understanding.kinds import NO_UNITS, TIME, asked_units
from assistant.understanding.wanted import AskedPart, asked_parts, kind_of
from ingest.figures.quantities import TIME_UNITS
from ingest.normalize import fold
from vectorstore.model import Hit

_SAME_CLAUSE = 0.5
"""Added to the score, 1 at most, of the passage that answers the part before."""
_ELSEWHERE = 0.25
"""Share of its weight that a term keeps in the parts that do not say it."""
_SENTENCE = re.compile(r"[?。;!]+")


def asks_several(question: Question) -> bool:
    """True where a question asks for several things of one matter."""
    return not question.compares and len(asked_parts(fold(question.wording))) > 1


def parts_of(question: Question) -> list[Question]:
    """The question once for each thing that it asks for."""
    parts = asked_parts(fold(question.wording))
    return [_asked_alone(question, part, parts) for part in parts]


def beside(found: Finding, hits: Sequence[Hit]) -> list[Hit]:
    """`hits` with the passage of `found` first."""
    return sorted((_preferred(found, hit) for hit in hits), key=lambda hit: -hit.score)


def same_words(first: Finding, second: Finding) -> bool:
    """True where both say the same of the same passage."""
    return first.hit.passage.id == second.hit.passage.id and first.text == second.text


def _asked_alone(question: Question, part: AskedPart, parts: Sequence[AskedPart]) -> Question:
    units = asked_units(part.words) or tuple(unit for unit in question.units if unit not in NO_UNITS)
    if part.wanted is Wanted.TIME and not any(unit in TIME_UNITS for unit in units):  # 几天 asks for no year
        units = tuple(dict.fromkeys((*units, TIME)))
    if part.wanted not in (Wanted.FIGURE, Wanted.TIME, Wanted.DOCUMENT_NUMBER):
        units = ()
    others = [other.words for other in parts if other is not part]
    terms = tuple(_weighed(term, part.words, others) for term in question.terms)
    stated = tuple(figure for figure in question.stated if figure in part.words)
    alone = replace(question, kind=kind_of(part.wanted), wanted=(part.wanted,), units=units, terms=terms)
    return replace(alone, stated=stated)


def searched_parts(question: Question) -> list[Question]:
    """The sentences of a question that ask each by itself, to be searched for by their own words; else none."""
    if not asks_several(question):
        return []
    sentences = [words for words in _SENTENCE.split(fold(question.wording)) if words.strip()]
    parts = asked_parts(fold(question.wording))
    if len(sentences) < 2 or len(sentences) != len(parts):
        return []
    names = " ".join(fold(place.name) for place in question.places)
    return [
        replace(alone, search_text=" ".join((names, part.words)).strip())
        for alone, part in zip(parts_of(question), parts, strict=True)
    ]


def _weighed(term: Term, words: str, others: Sequence[str]) -> Term:
    """Less for a term that only other parts say: '租金' where '期限多久' is asked."""
    if term.place or term.text in words or not any(term.text in other for other in others):
        return term
    says_something = any(form in words for form in term.forms)
    return term if says_something else replace(term, weight=term.weight * _ELSEWHERE)


def _preferred(found: Finding, hit: Hit) -> Hit:
    same = hit.passage.id == found.hit.passage.id
    return replace(hit, score=hit.score + _SAME_CLAUSE) if same else hit
