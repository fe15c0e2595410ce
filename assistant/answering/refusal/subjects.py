"""Which words of a refused question the documents leave unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.matching import match
from assistant.answering.refusal.features import MET, Frequency, content_terms, is_matter
from assistant.answering.refusal.nouns import names_a_thing
from assistant.model import Answer, Language, Question, Term
from ingest.normalize import fold
from vectorstore.model import Hit

_MOST = 2


def unsaid(question: Question, hits: Sequence[Hit], frequency: Frequency) -> tuple[str, ...]:
    """The words that the best passage does not say, the most telling first; at most two.

    The name of what a figure measures comes before other words, then what laws commonly speak of.
    """
    said = _said(hits)
    measures = [name for name in question.indicators if match(Term(name), said) < MET]
    terms = [term for term in content_terms(question) if match(term, said) < MET and _is_told(term, question)]
    terms.sort(key=lambda term: (not is_matter(term, frequency), -len(term.text)))
    words = [*measures, *(term.text for term in terms if not any(term.text in name for name in measures))]
    if question.language is Language.ENGLISH:
        asked = {fold(reading.value): reading.words for reading in question.readings}
        words = [asked[word] for word in words if word in asked]
    return tuple(dict.fromkeys(words))[:_MOST]


def says_most(question: Question, nearest: Answer) -> bool:
    """True where an answer and what it cites say at least half of what the question is about."""
    words = (nearest.text, *(f"{cited.title} {cited.clause} {cited.quote}" for cited in nearest.citations))
    said = fold(" ".join(words))
    terms = content_terms(question)
    met = sum(term.weight for term in terms if match(term, said) >= MET)
    return 2 * met >= sum(term.weight for term in terms)


def is_outside(question: Question, hits: Sequence[Hit], frequency: Frequency) -> bool:
    """True where no passage uses any word of the matter asked about."""
    terms, said = content_terms(question), _said(hits)
    return all(not any(frequency(form) for form in term.forms) and match(term, said) < MET for term in terms)


def _said(hits: Sequence[Hit]) -> str:
    best = hits[0].passage if hits else None
    return fold(" ".join((best.title, *best.path, best.text))) if best else ""


def _is_told(term: Term, question: Question) -> bool:
    """False for what is no name of a matter: '关于“返不返”的规定' is no Chinese."""
    named = question.language is Language.ENGLISH or names_a_thing(term.text)
    return named and len(term.text) > 1 and not term.text[0].isdigit()
