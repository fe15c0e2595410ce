"""From the citations of an answer to what its figures are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.citation_places import document_of
from assistant.model import Answer, Citation, FigureVerdict
from assistant.verification.checking import check_answer
from assistant.verification.computed import with_computed, without_heads
from assistant.verification.model import Evidence
from vectorstore.model import DocumentRecord, Passage

EXTRACTIVE = "extractive"
_PLAIN = "组织成句的答案有数字未能与引文核对一致，已改为直接引用原文"


class ClauseTexts(Protocol):
    """What this module needs of the index."""

    def documents(self) -> list[DocumentRecord]: ...

    def passages_of(self, document_id: str) -> list[Passage]: ...


def checked(answer: Answer, retrieved: Sequence[Passage], library: ClauseTexts) -> Answer:
    """`answer` with its figures checked against the passages that its quotes stand in.

    An extractive answer with a figure that is not borne out becomes its plain quotes, with a note: composing
    must never alter a figure.
    """
    evidence = [evidence_of(citation, retrieved, library) for citation in answer.citations]
    if answer.refused and not evidence:
        return answer
    checks = with_computed(answer.text, check_answer(answer.text, evidence, answer.refused))
    with_checks = replace(answer, checks=without_heads(answer, checks))
    if answer.answerer != EXTRACTIVE or answer.refused or all_verified(with_checks):
        return with_checks
    text = "；".join(f"“{' '.join(citation.quote.split())}”[{n}]" for n, citation in enumerate(answer.citations, 1))
    return replace(answer, text=text, sides=(), checks=check_answer(text, evidence), notes=(*answer.notes, _PLAIN))


def all_verified(answer: Answer) -> bool:
    """Whether every figure of the answer is borne out by what it cites; true of one without figures."""
    return all(figure.verdict is FigureVerdict.VERIFIED for figure in answer.checks)


def evidence_of(citation: Citation, retrieved: Sequence[Passage], library: ClauseTexts) -> Evidence:
    """The passage that a quote stands in, else the quote alone."""
    passage = _holding(citation, retrieved)
    if passage is None:
        record = document_of(library.documents(), citation)
        passage = _holding(citation, library.passages_of(record.id) if record is not None else ())
    if passage is None:
        return Evidence(citation.quote, citation.title, tuple(citation.clause.split(" > ")))
    return Evidence(passage.text, passage.title, passage.path, passage.region)


def _holding(citation: Citation, passages: Sequence[Passage]) -> Passage | None:
    for passage in passages:
        if passage.source == citation.doc and passage.span.start <= citation.start < passage.span.end:
            return passage
    return None
