"""Whether an answer out of documents in force says as much of what was asked as one out of documents that are not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.facets import facets_of
from assistant.model import Answer, Citation, Question
from assistant.retrieval import Retrieved
from ingest.normalize import fold
from vectorstore.model import Passage

_AS_MUCH = 0.9
"""Share of the other's coverage from which on an answer says as much. A clause on another subject misses the one
term that names it, which of the three or four of a question is a quarter and more."""


def says_as_much(answer: Answer, found: Retrieved, other: Answer, found_for_other: Retrieved) -> bool:
    """True where `answer` is one, and covers the question's terms as `other` does; each with what it was made from.

    It must cite as much too, unless `other` sets documents against each other of which some do not hold.
    """
    question = found.question
    disagree = bool(other.sides) and not facets_of(question)
    if answer.refused or (len(answer.citations) < len(other.citations) and not disagree):
        return False
    needed = _AS_MUCH * coverage(question, cited_passages(other, found_for_other))
    return coverage(question, cited_passages(answer, found)) >= needed


def cited_passages(answer: Answer, found: Retrieved) -> list[Passage]:
    """The passages that an answer quotes."""
    passages = [hit.passage for hit in found.hits]
    return [passage for citation in answer.citations for passage in passages if _holds(passage, citation)]


def coverage(question: Question, passages: Sequence[Passage]) -> float:
    """The share, in [0, 1], of the question's terms by weight that the passages with their headings hold.

    A term counts as far as the character pairs of its best form stand there.
    """
    text = fold("\n".join(" ".join((p.title, *p.region, *p.path, p.text)) for p in passages))
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    whole = sum(term.weight for term in question.terms)
    if not whole:
        return 0.0
    return sum(term.weight * max(_share(form, text, pairs) for form in term.forms) for term in question.terms) / whole


def _share(form: str, text: str, pairs: set[str]) -> float:
    if len(form) < 2 or form in text:
        return float(form in text)
    own = {form[i : i + 2] for i in range(len(form) - 1)}
    return len(own & pairs) / len(own)


def _holds(passage: Passage, citation: Citation) -> bool:
    return passage.source == citation.doc and passage.span.start <= citation.start < passage.span.end
