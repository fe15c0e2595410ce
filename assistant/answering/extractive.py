"""The default answerer: composes the answer from the documents' own words, without a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.asked_figures import without_ends
from assistant.answering.bodies import find_bodies
from assistant.answering.candidates import CandidatePool
from assistant.answering.composing.coined import part_of_term
from assistant.answering.composing.definition import defined
from assistant.answering.composing.facts import with_conditions
from assistant.answering.composing.lists import find_list, opened_by, wants_list
from assistant.answering.composing.model import ClauseSource, NoClauses
from assistant.answering.composing.several import asks_several, beside, parts_of, same_words
from assistant.answering.composing.side import side_told
from assistant.answering.findings import Finding
from assistant.answering.matching import Frequency
from assistant.answering.narrowing import answers_only, lengthened, nth_repeat, one_figure, one_item
from assistant.answering.phrasing import Phrasing
from assistant.answering.refusal.constraints import DocumentYears
from assistant.answering.refusal.judge import NOT_STATED, EvidenceRule, Judge, objection
from assistant.answering.refusal.sentences import unexplained
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

    def __init__(
        self,
        document_years: DocumentYears,
        frequency: Frequency,
        clauses: ClauseSource | None = None,
        judge: Judge | None = None,
    ) -> None:
        """`clauses` are those of all documents; without them lists end where their passage ends.

        `judge` decides what is given as an answer, by default with the weights that come with the program.
        """
        self._judge = judge or Judge(document_years, frequency)
        self._frequency = frequency
        self._clauses = clauses or NoClauses()

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
            return self._refusal(question)
        question = without_ends(question)
        if asks_several(question):
            return self._several(question, hits, phrasing)
        return self._single(question, hits, phrasing)

    def _single(self, question: Question, hits: Sequence[Hit], phrasing: Phrasing) -> Answer:
        found = self._found(question, hits)
        if isinstance(found, str):
            return self._refusal(question)
        text, citations = self._worded(question, found, hits)
        return self._answered(question, text, citations)

    def _several(self, question: Question, hits: Sequence[Hit], phrasing: Phrasing) -> Answer:
        """Each thing that the question asks for, with its own evidence; refused where none is found."""
        texts: list[str] = []
        citations: list[Citation] = []
        reasons: list[str] = []
        told: list[Finding] = []
        for part in parts_of(question):
            found = self._found(part, hits)
            if isinstance(found, str):
                reasons.append(found)
                continue
            hits = beside(found, hits)
            if any(same_words(found, other) for other in told):
                continue
            told.append(found)
            text, cited = self._worded(part, found, hits, citations)
            texts.append(text)
            citations = cited
        if not texts:
            return self._refusal(question)
        return self._answered(question, phrasing.several(texts, len(reasons)), citations)

    def _found(self, question: Question, hits: Sequence[Hit]) -> Finding | str:
        """What answers, or why nothing does."""
        best = self._nearest_region(question, hits, self._best_bodies) if question.kind is AnswerKind.BODY else None
        best = best or self._nearest_region(question, hits, self._best)
        if best is None:
            return NOT_STATED
        return objection(question, best, self._judge) or best

    def _worded(
        self, question: Question, found: Finding, hits: Sequence[Hit], before: Sequence[Citation] = ()
    ) -> tuple[str, list[Citation]]:
        """The answer with its markers, and all citations, those of the parts `before` it among them."""
        phrasing, whose = Phrasing(question), _whose(question, found, hits)
        first = len(before) + 1
        if found.parts:
            parts = [cite(part.passage, part.quote) for part in found.parts]
            return phrasing.in_parts(found, whose, first), [*before, *parts]
        text, citations = f"{phrasing.found(found, whose)}[{first}]", [*before, _citation(found)]
        if found.rival is None:
            return text, citations
        other = cite(found.rival.passage, found.rival.quote)
        return f"{text}{phrasing.rival(found.rival)}[{first + 1}]", [*citations, other]

    def _best(self, question: Question, hits: Sequence[Hit]) -> Finding | None:
        kind = AnswerKind.FIGURE if question.stated else question.kind
        pool = CandidatePool(question, hits, self._frequency)
        sentence = nth_repeat(question, answers_only(pool.ranked(kind)))
        if sentence is not None:
            sentence = lengthened(question, one_figure(question, one_item(question, sentence)))
        if wants_list(question) and not question.compares:
            sentence = find_list(question, hits, pool, self._clauses, sentence) or sentence
        return None if sentence is None else self._in_kind(question, sentence)

    def _in_kind(self, question: Question, sentence: Finding) -> Finding:
        """What is found with what its kind of answer needs beside it."""
        if question.kind is AnswerKind.FIGURE:
            return with_conditions(question, sentence, self._clauses.facts(sentence.hit.passage.document))
        if question.compares or sentence.parts:
            return sentence
        opened = opened_by(sentence, self._clauses)
        if opened is not None:
            return opened
        if question.kind is AnswerKind.DEFINITION:
            sentence = defined(sentence) or sentence
        return part_of_term(question, sentence)

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
        if nearest is None or objection(question, nearest, self._judge):
            return best(question, hits)
        if nearest.support >= 1.0 - _CLEARLY_MORE:  # nothing can say clearly more
            return nearest
        widest = best(question, hits)
        return nearest if widest is None or nearest.support >= widest.support - _CLEARLY_MORE else widest

    def side(self, question: Question, hits: Sequence[Hit], rule: EvidenceRule) -> Answer:
        """The answer to one side of a comparison; one without citations where its documents are silent."""
        best = self._best_bodies if question.kind is AnswerKind.BODY else self._best
        found = self._nearest_region(question, hits, best)
        if found is None or objection(question, found, self._judge, rule):
            return self._refusal(question)
        text, citations = self._worded(question, side_told(question, found), hits)
        return self._answered(question, text, citations)

    def _answered(self, question: Question, text: str, citations: Sequence[Citation]) -> Answer:
        return Answer(question.text, text, False, "", tuple(citations), answerer=self.name)

    def _refusal(self, question: Question) -> Answer:
        reason = unexplained(question.language)
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
