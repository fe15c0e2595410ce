"""What is measured of retrieval."""

from __future__ import annotations

from dataclasses import dataclass

from evals.benchmarks.latency import Latency

LOOKUPS = ("bm25", "chroma", "retrieval", "answer")
"""Ways of putting a question, from the barest to the whole.

'bm25': the lexical index alone, from the question's words to ids. 'chroma': the vector store alone, from a
finished vector to ids. 'retrieval': from the question's text to ranked passages. 'answer': the same and the
answer with its citations.
"""
RATIOS = (("retrieval", "bm25"), ("retrieval", "chroma"), ("answer", "retrieval"))
STAGES = ("reading", "lexical", "embedding", "dense", "fetching", "ranking")
"""Where retrieval spends its time. 'reading': understanding the question. 'fetching': fusing both indexes' scores
and taking passages from the catalogue. 'ranking': all that the retriever itself does."""


@dataclass(frozen=True, slots=True)
class AskedFigures:
    """One kind of question."""

    questions: int
    latencies: dict[str, Latency]
    """By name of the way, see `LOOKUPS`."""
    processor: dict[str, float]
    """Median milliseconds of the processor, all threads together, by name of the way: steadier on a busy machine."""
    stages: dict[str, float]
    """Mean milliseconds a question by name of the stage, see `STAGES`."""
    first: float | None
    """Share of questions whose clause stands first; None for questions that many clauses answer."""

    def ratio(self, way: str, to: str) -> float:
        """How many times longer the median of one way is than that of another."""
        return self.latencies[way].p50 / self.latencies[to].p50


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """All that was measured at one size."""

    clauses: int
    documents: int
    build_seconds: float
    """From made-up plans in memory to the finished index."""
    kinds: dict[str, AskedFigures]
    """By name of the kind of question, see `questions.KINDS`."""
