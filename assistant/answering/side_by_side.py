"""The extractive answerer for questions that have more than one answer: comparisons, and regions that agree or not.

It asks the answerer of single questions for each side, and puts the sides together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.comparison import NamedAnswer, compared, named, side_by_side
from assistant.answering.disagreement import called, differ, others_on_it, prevailing
from assistant.answering.facets import (
    MAX_FACETS,
    MAX_REGIONS,
    asks_all_regions,
    asks_which_regions,
    facets_of,
    of_region,
)
from assistant.answering.fit import NUMBERED
from assistant.answering.matching import match
from assistant.answering.refusal.judge import COMPARED, EvidenceRule
from assistant.answering.refusal.sentences import unexplained
from assistant.answering.side_phrasing import SidePhrasing
from assistant.citations import cite
from assistant.model import Answer, AnswerKind, Question
from assistant.near_identical import grouped, holds
from ingest.normalize import fold
from vectorstore.model import DocumentRecord, Hit, Passage

_OF_ALL = EvidenceRule(least=0.5)
"""Higher than for a place that the question names: a region is listed only where its document is clearly on it."""

_AS_MUCH = 0.85
"""Of the terms that the clause matches which matches most."""


class SingleAnswerer(Protocol):
    """Answers a question that has one answer."""

    @property
    def name(self) -> str: ...

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer: ...

    def side(self, question: Question, hits: Sequence[Hit], rule: EvidenceRule) -> Answer:
        """The answer to one side of a comparison; one without citations where its documents are silent."""
        ...


class Archive(Protocol):
    """What is needed of the index to tell documents apart."""

    def documents(self) -> list[DocumentRecord]: ...

    def passages_of(self, document_id: str) -> list[Passage]: ...


class SideBySideAnswerer:
    """Answers a question whole, or side by side where it has several answers."""

    def __init__(self, single: SingleAnswerer, archive: Archive | None = None) -> None:
        """Without an `archive` it is not told where documents disagree."""
        self._single = single
        self._archive = archive

    @property
    def name(self) -> str:
        return self._single.name

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        answer = self.answer(question, hits)
        yield answer.text
        yield answer

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        facets = facets_of(question) if hits else []
        if facets:
            answer = compared(question, facets, hits, self._single.side)
            if answer is not None:
                return answer
            if not any(facet.optional for facet in facets):
                return self._refusal(question)
        if asks_all_regions(question):
            answer = self._of_all_regions(question, hits)
            if answer is not None:
                return answer
        answer = self._single.answer(question, hits)
        if answer.refused or not answer.citations:
            return answer
        return self._of_regions_alike(question, hits, answer) or self._of_documents(question, hits, answer) or answer

    def _of_all_regions(self, question: Question, hits: Sequence[Hit]) -> Answer | None:
        """What each region that has a document on it lays down; None where that are fewer than two."""
        regions = [path for path in dict.fromkeys(hit.passage.region for hit in hits) if path]
        answers = []
        for path in regions:
            own = [hit for hit in hits if hit.passage.region == path]
            facet = of_region(question, path)
            answers.append((facet.name, self._single.side(facet.question, own, _OF_ALL)))
        speaking = _saying_most(question, [(name, answer) for name, answer in answers if answer.citations])
        if len(speaking) < 2:
            return None
        return (named if asks_which_regions(question) else side_by_side)(question, speaking)

    def _of_regions_alike(self, question: Question, hits: Sequence[Hit], answer: Answer) -> Answer | None:
        """The answers of all regions whose clauses are nearly identical to the one that `answer` cites.

        None where the question names a region, where no other has such a clause, and where too many have.
        """
        if question.places:
            return None
        cited = answer.citations[0]
        group = next((group for group in grouped(hits) if any(holds(hit.passage, cited) for hit in group)), ())
        if not 2 <= len(group) <= MAX_FACETS:
            return None
        facets = [of_region(question, hit.passage.region) for hit in group]
        answers = [
            (facet.name, self._single.side(facet.question, [hit], COMPARED))
            for facet, hit in zip(facets, group, strict=True)
        ]
        speaking = [(name, side) for name, side in answers if side.citations]
        return side_by_side(question, speaking) if len(speaking) > 1 else None

    def _of_documents(self, question: Question, hits: Sequence[Hit], answer: Answer) -> Answer | None:
        """All sides where other documents give another figure for what `answer` says; None where none does."""
        cited = next((hit.passage for hit in hits if holds(hit.passage, answer.citations[0])), None)
        archive = self._archive
        if cited is None or question.kind is not AnswerKind.FIGURE or archive is None or _names_document(question):
            return None
        answers = {cited.document: answer}
        for group in others_on_it(question, hits, cited):
            other = self._single.side(question, group, _OF_ALL)
            if differ(answer, other):
                answers[group[0].passage.document] = other
        records = [record for record in archive.documents() if record.id in answers] if len(answers) > 1 else []
        if len(records) < 2:
            return None
        return _with_prevailing(archive, question, sorted(records, key=lambda r: list(answers).index(r.id)), answers)

    def _refusal(self, question: Question) -> Answer:
        reason = unexplained(question.language)
        return Answer(question.text, reason, True, reason, answerer=self.name)


def _names_document(question: Question) -> bool:
    """True where a question asks what one document says, by its title or its number: no other is set against it."""
    wording = fold(question.resolved or question.wording)
    return "《" in wording or NUMBERED.search(wording) is not None


def _saying_most(question: Question, answers: Sequence[NamedAnswer]) -> Sequence[NamedAnswer]:
    """Of the regions' answers those whose quotes say about as much of the question as the one that says most does.

    So a region is not listed for a clause that shares but one of the words asked for.
    """
    terms = [term for term in question.terms if not term.place]
    said = [
        sum(match(term, fold(f"{answer.citations[0].clause} {answer.citations[0].quote}")) for term in terms)
        for _, answer in answers
    ]
    least = _AS_MUCH * max(said, default=0.0)
    return [answer for answer, amount in zip(answers, said, strict=True) if amount >= least][:MAX_REGIONS]


def _with_prevailing(
    archive: Archive, question: Question, records: Sequence[DocumentRecord], answers: Mapping[str, Answer]
) -> Answer | None:
    phrasing = SidePhrasing(question)
    whole = side_by_side(question, [(called(record, question), answers[record.id]) for record in records])
    if whole is None:
        return None
    first = replace(whole, text=f"{phrasing.differ()}{whole.text}")
    found = prevailing(records, {record.id: archive.passages_of(record.id) for record in records})
    if found is None:
        return first
    name = next(called(record, question) for record in records if record.id == found.document)
    citation = cite(found.passage, found.quote)
    said = phrasing.prevails(name, " ".join(citation.quote.split()))
    return replace(
        first, text=f"{first.text}{said}[{len(first.citations) + 1}]", citations=(*first.citations, citation)
    )
