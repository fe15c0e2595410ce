"""The default answerer: composes the answer from the documents' own words, without a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.bodies import find_bodies
from assistant.answering.candidates import CandidatePool
from assistant.answering.evidence import NOT_STATED, DocumentYears, EvidenceRule, contradicted_figures, objection
from assistant.answering.findings import Finding
from assistant.answering.matching import Frequency
from assistant.answering.narrowing import lengthened, nth_repeat, one_figure, one_item
from assistant.answering.phrasing import Phrasing
from assistant.citations import cite
from assistant.model import Answer, AnswerKind, Citation, Question
from assistant.understanding.places import is_about
from ingest.normalize import fold
from vectorstore.model import Hit

Best = Callable[[Question, Sequence[Hit]], Finding | None]
_CLEARLY_MORE = 0.2
"""Of support in [0, 1]."""


class ExtractiveAnswerer:
    """Chooses the sentence parts that answer, quotes the sentences they stand in."""

    def __init__(self, document_years: DocumentYears, frequency: Frequency) -> None:
        self._document_years = document_years
        self._frequency = frequency

    @property
    def name(self) -> str:
        return "extractive"

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        answer = self.answer(question, hits)
        yield answer.text
        yield answer

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        phrasing = Phrasing(question)
        if not hits:
            return self._refusal(question, phrasing.nothing_found())
        if question.kind is AnswerKind.BODY:
            answered = self._bodies(question, hits, phrasing)
            if answered is not None:
                return answered
        return self._single(question, hits, phrasing)

    def _single(self, question: Question, hits: Sequence[Hit], phrasing: Phrasing) -> Answer:
        best = self._nearest_region(question, hits, self._best)
        if best is None:
            return self._refusal(question, phrasing.refusal(NOT_STATED))
        why = objection(question, best, self._document_years)
        if why:
            return self._refusal(question, phrasing.refusal(why))
        wrong = contradicted_figures(question, best)
        found = phrasing.found(best, _whose(question, best, hits))
        text = phrasing.correction(wrong, found) if wrong else found
        return self._answered(question, f"{text}[1]", [_citation(best)])

    def _best(self, question: Question, hits: Sequence[Hit]) -> Finding | None:
        kind = AnswerKind.FIGURE if question.stated else question.kind
        findings = CandidatePool(question, hits, self._frequency).findings(kind)
        if not findings:
            return None
        best = nth_repeat(question, findings)
        return None if best is None else lengthened(question, one_figure(question, one_item(question, best)))

    def _bodies(self, question: Question, hits: Sequence[Hit], phrasing: Phrasing) -> Answer | None:
        found = self._nearest_region(question, hits, self._best_bodies)
        if found is None:
            return None
        why = objection(question, found, self._document_years)
        if why:
            return self._refusal(question, phrasing.refusal(why))
        text = phrasing.found(found, _whose(question, found, hits))
        return self._answered(question, f"{text}[1]", [_citation(found)])

    def _best_bodies(self, question: Question, hits: Sequence[Hit]) -> Finding | None:
        return find_bodies(question, hits, CandidatePool(question, hits, self._frequency))

    def _nearest_region(self, question: Question, hits: Sequence[Hit], best: Best) -> Finding | None:
        """The best finding of documents of the very region asked about, unless others say clearly more.

        Asked about a province, its own document comes before those of its cities.
        """
        exact = [hit for hit in hits if any(hit.passage.region in place.paths for place in question.places)]
        if not exact or len(exact) == len(hits):
            return best(question, hits)
        nearest = best(question, exact)
        if nearest is None or objection(question, nearest, self._document_years):
            return best(question, hits)
        if nearest.support >= 1.0 - _CLEARLY_MORE:  # nothing can say clearly more
            return nearest
        widest = best(question, hits)
        return nearest if widest is None or nearest.support >= widest.support - _CLEARLY_MORE else widest

    def side(self, question: Question, hits: Sequence[Hit], rule: EvidenceRule) -> Answer:
        """The answer to one side of a comparison; one without citations where its documents are silent."""
        best = self._best_bodies if question.kind is AnswerKind.BODY else self._best
        found = self._nearest_region(question, hits, best)
        if found is None or objection(question, found, self._document_years, rule):
            return self._refusal(question, "")
        said = Phrasing(question).found(found, _whose(question, found, hits))
        return self._answered(question, f"{said}[1]", [_citation(found)])

    def _answered(self, question: Question, text: str, citations: Sequence[Citation]) -> Answer:
        return Answer(question.text, text, False, "", tuple(citations), answerer=self.name)

    def _refusal(self, question: Question, reason: str) -> Answer:
        return Answer(question.text, reason, True, reason, answerer=self.name)


def _whose(question: Question, finding: Finding, hits: Sequence[Hit]) -> str:
    """'武汉市' where the question leaves open, or asks of a wider region, whose rule it is that answers; else ''."""
    region = finding.hit.passage.region
    if not region or fold(region[-1]) in fold(finding.text):
        return ""
    if question.places:
        told = all(region in place.paths or not is_about(region, place) for place in question.places)
    else:
        told = len({hit.passage.region for hit in hits}) == 1
    return "" if told else region[-1]


def _citation(finding: Finding) -> Citation:
    return cite(finding.hit.passage, finding.quote)
