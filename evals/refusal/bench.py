"""Puts questions to an index, or to what remains of it without some passages, and measures what is found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.findings import Finding
from assistant.answering.refusal.constraints import DocumentYears
from assistant.answering.refusal.features import Frequency, measure
from assistant.answering.refusal.judge import COMPARED, EvidenceRule, Judge
from assistant.model import Answer, Question
from assistant.ranking.ranker import Ranker
from assistant.ranking.weights import shipped_weights
from assistant.retrieval import PassageIndex, Retriever
from assistant.understanding.reader import QuestionReader
from ingest.normalize import fold
from vectorstore.model import Hit, SearchQuery


class Remainder:
    """An index without some of its passages; what they would have scored does not show either."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self.without: Collection[str] = ()

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        """As `PassageIndex.search`."""
        hits = self._index.search(query, top_k + len(self.without), mode)
        kept = [hit for hit in hits if hit.passage.id not in self.without][:top_k]
        best = max((hit.lexical for hit in kept), default=0.0)
        if not self.without or not best:
            return kept
        scaled = [
            replace(hit, score=hit.score - hit.lexical + hit.lexical / best, lexical=hit.lexical / best) for hit in kept
        ]
        return sorted(scaled, key=lambda hit: -hit.score)

    def regions(self) -> Mapping[tuple[str, ...], int]:
        """As `PassageIndex.regions`."""
        return self._index.regions()


class _Recorder(Judge):
    """Accepts whatever is found and keeps what was measured of it."""

    def __init__(self, document_years: DocumentYears, frequency: Frequency) -> None:
        self._years = document_years
        self._uses = frequency
        self.seen: list[Mapping[str, float]] = []

    def accepts(self, question: Question, finding: Finding, rule: EvidenceRule = COMPARED) -> bool:
        self.seen.append(measure(question, finding, self._years, self._uses))
        return True


class Bench:
    """The whole way of a question up to the decision."""

    def __init__(
        self, index: PassageIndex, reader: QuestionReader, document_years: DocumentYears, frequency: Frequency
    ) -> None:
        self.reader = reader
        self._texts: Sequence[str] = ()
        self._remainder = Remainder(index)
        self._retriever = Retriever(self._remainder, Ranker(shipped_weights()))
        self._frequency = frequency
        self._judge = _Recorder(document_years, self._remaining)
        self._answerer = ExtractiveAnswerer(document_years, self._remaining, judge=self._judge)

    def _remaining(self, term: str) -> int:
        return max(0, self._frequency(term) - sum(term in text for text in self._texts))

    def ask(
        self, question: Question, without: Mapping[str, str] | None = None
    ) -> tuple[Answer, Mapping[str, float] | None]:
        """What would be answered if nothing were refused, and what was measured of it; None where nothing is found.

        `without` are the passages that are left out: their texts by id.
        """
        self._remainder.without = frozenset(without or ())
        self._texts = [fold(text) for text in (without or {}).values()]
        self._judge.seen = []
        retrieved = self._retriever.retrieve(question)
        answer = self._answerer.answer(retrieved.question, retrieved.hits)
        return answer, None if answer.refused or not self._judge.seen else self._judge.seen[-1]
